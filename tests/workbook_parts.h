/* workbook_parts.h - a workbook for unit tests, from the XML of its sheets, as any program may
 * write it: no shared strings or styles unless given. Header only. */
#ifndef KAOHE_TESTS_WORKBOOK_PARTS_H
#define KAOHE_TESTS_WORKBOOK_PARTS_H

#include "tests/fixture.h"
#include <unistd.h>
#include <zip.h>

#define PARTS_MAIN  "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PARTS_RELS  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PARTS_PACK  "http://schemas.openxmlformats.org/package/2006/relationships"
#define PARTS_SHEET "<worksheet xmlns=\"" PARTS_MAIN "\"><sheetData>%s</sheetData></worksheet>"

struct parts_sheet {
	const char *name, *rows; /* rows: the XML within sheetData */
	bool hidden;
};

struct parts {
	const struct parts_sheet *sheets;
	size_t n;
	const char *strings;    /* within sst; or NULL */
	const char *styles;     /* within styleSheet; or NULL */
	const char *properties; /* ahead of the sheets in the workbook; or NULL */
};

static inline void parts_add(zip_t *archive, const char *name, const char *text)
{
	zip_source_t *source = zip_source_buffer(archive, text, strlen(text), 0);
	assert_non_null(source);
	assert_true(zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) >= 0);
}

/* A part that the sheets share, where there is one; returns the links with its own. */
static inline const char *parts_optional(struct arena *a, zip_t *archive, const char *links,
                                         const char *name, const char *root, const char *content)
{
	if (content == NULL)
		return links;
	parts_add(archive, arena_print(a, "xl/%s.xml", name),
	          arena_print(a, "<%s xmlns=\"" PARTS_MAIN "\">%s</%s>", root, content, root));
	return arena_print(
	        a, "%s<Relationship Id=\"%s\" Type=\"" PARTS_RELS "/%s\" Target=\"%s.xml\"/>",
	        links, name, name, name);
}

static inline const struct file *parts_file(struct arena *a, const struct parts *p)
{
	char path[] = "/tmp/kaohe-parts-XXXXXX";
	const char *sheets = "", *links = "";
	int fd = mkstemp(path), error = 0;
	assert_true(fd >= 0);
	close(fd);
	zip_t *z = zip_open(path, ZIP_TRUNCATE, &error);
	assert_non_null(z);
	for (size_t i = 0; i < p->n; i++) {
		const struct parts_sheet *s = &p->sheets[i];
		sheets = arena_print(a, "%s<sheet name=\"%s\" sheetId=\"%zu\"%s r:id=\"r%zu\"/>",
		                     sheets, s->name, i + 1, s->hidden ? " state=\"hidden\"" : "",
		                     i);
		links = arena_print(a,
		                    "%s<Relationship Id=\"r%zu\" Type=\"" PARTS_RELS
		                    "/worksheet\" Target=\"worksheets/s%zu.xml\"/>",
		                    links, i, i);
		parts_add(z, arena_print(a, "xl/worksheets/s%zu.xml", i),
		          arena_print(a, PARTS_SHEET, s->rows));
	}
	links = parts_optional(a, z, links, "sharedStrings", "sst", p->strings);
	links = parts_optional(a, z, links, "styles", "styleSheet", p->styles);
	parts_add(z, "_rels/.rels",
	          "<Relationships xmlns=\"" PARTS_PACK
	          "\"><Relationship Id=\"r1\" Type=\"" PARTS_RELS
	          "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
	parts_add(z, "xl/_rels/workbook.xml.rels",
	          arena_print(a, "<Relationships xmlns=\"" PARTS_PACK "\">%s</Relationships>",
	                      links));
	parts_add(z, "xl/workbook.xml",
	          arena_print(a,
	                      "<workbook xmlns=\"" PARTS_MAIN "\" xmlns:r=\"" PARTS_RELS
	                      "\">%s<sheets>%s</sheets></workbook>",
	                      p->properties != NULL ? p->properties : "", sheets));
	assert_int_equal(zip_close(z), 0);
	struct diag_list *log = diag_list_new(a);
	const struct file *f =
	        file_read(a, path, "w.xlsx", (struct place){"w.xlsx", 0, 0}, 1 << 20, log);
	unlink(path);
	assert_non_null(f);
	return f;
}

#endif
