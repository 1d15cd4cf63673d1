/* xlsx.c - see xlsx.h. From the archive's first relations to its sheets, their texts and styles. */
#include "source/xlsx.h"
#include "engine/buffer.h"
#include "source/xlsx_package.h"
#include "source/xlsx_sheet.h"
#include <string.h>

/* Far more than anybody keeps in one file. */
enum { SHEETS_MAX = 1000, STYLES_MAX = 65536, FORMATS_MAX = 65536 };
#define STRINGS_MAX ((size_t)1 << 25)

struct relation {
	const char *id, *type, *target; /* target: the name of a part */
};

struct listed_sheet {
	const char *name, *id;
	bool hidden;
};

struct workbook {
	struct package package;
	struct arena *arena;
	struct sheet_context context;
	const char *part; /* xl/workbook.xml, as a rule */
	struct relation *relations;
	size_t n_relations, room_relations;
	struct listed_sheet *sheets;
	size_t n_sheets;
	const char **strings;
	size_t room_strings;
};

bool xlsx_is(const struct file *f)
{
	return f->size >= 4 &&
	       (memcmp(f->bytes, "PK\x03\x04", 4) == 0 || memcmp(f->bytes, "PK\x05\x06", 4) == 0 ||
	        memcmp(f->bytes, "\xD0\xCF\x11\xE0", 4) == 0);
}

/* ---- relations ---- */

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);
	return n >= m && strcmp(text + n - m, end) == 0;
}

static const char *kept(const struct part *part, const char *name)
{
	char room[1];
	return part_attribute(part, name, room, sizeof room - 1);
}

static void add_relation(struct workbook *w, struct part *part, const char *from)
{
	const char *id = kept(part, "Id"), *type = kept(part, "Type");
	const char *target = kept(part, "Target"), *mode = kept(part, "TargetMode");
	if (id == NULL || type == NULL || target == NULL ||
	    (mode != NULL && strcmp(mode, "External") == 0)) /* a link: nobody follows it */
		return;
	target = package_resolve(&w->package, from, target);
	if (target == NULL) {
		part->fault = PART_BROKEN;
		return;
	}
	if (w->n_relations == w->room_relations) {
		size_t room = w->room_relations == 0 ? 16 : 2 * w->room_relations;
		w->relations = arena_grow(w->arena, w->relations, w->n_relations, room,
		                          sizeof *w->relations);
		w->room_relations = room;
	}
	w->relations[w->n_relations++] = (struct relation){id, type, target};
}

/* The relations of the part `from`, "" for the package as a whole. */
static bool read_relations(struct workbook *w, const char *from)
{
	struct part part;
	const char *slash = strrchr(from, '/');
	const char *name = slash != NULL ? slash + 1 : from;
	const char *folder = arena_copy_n(w->arena, from, (size_t)(name - from));
	w->n_relations = 0;
	part_open(&part, &w->package, arena_print(w->arena, "%s_rels/%s.rels", folder, name));
	while (part_next(&part))
		if (part_starts(&part, "Relationship"))
			add_relation(w, &part, from);
	return part_close(&part);
}

/* The target of the first relation whose type ends so, or NULL. */
static const char *related(const struct workbook *w, const char *type)
{
	for (size_t i = 0; i < w->n_relations; i++)
		if (ends_with(w->relations[i].type, type))
			return w->relations[i].target;
	return NULL;
}

/* ---- the list of sheets ---- */

/* Places are told as file:sheet!cell, so a sheet has a name of one line without a colon, as
 * spreadsheets demand. */
static bool is_sheet_name(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == ':')
			return false;
	return *name != '\0';
}

static void add_sheet(struct workbook *w, struct part *part)
{
	const char *name = kept(part, "name"), *state = kept(part, "state");
	const char *id = kept(part, "id");
	if (name == NULL || id == NULL || !is_sheet_name(name) || w->n_sheets == SHEETS_MAX) {
		part->fault = PART_BROKEN;
		return;
	}
	w->sheets[w->n_sheets++] =
	        (struct listed_sheet){name, id, state != NULL && strcmp(state, "visible") != 0};
}

static bool read_list(struct workbook *w)
{
	struct part part;
	w->sheets = ARENA_NEWS(w->arena, struct listed_sheet, SHEETS_MAX);
	part_open(&part, &w->package, w->part);
	while (part_next(&part)) {
		if (part_starts(&part, "sheet"))
			add_sheet(w, &part);
		if (!part_starts(&part, "workbookPr"))
			continue;
		const char *from_1904 = kept(&part, "date1904");
		w->context.from_1904 = from_1904 != NULL && (strcmp(from_1904, "1") == 0 ||
		                                             strcmp(from_1904, "true") == 0);
	}
	return part_close(&part);
}

/* ---- shared texts ---- */

static void add_string(struct workbook *w, struct part *part, const struct buffer *text)
{
	if (w->context.n_strings == w->room_strings) {
		size_t room = w->room_strings == 0 ? 256 : 2 * w->room_strings;
		w->strings = arena_grow(w->arena, w->strings, w->context.n_strings, room,
		                        sizeof *w->strings);
		w->room_strings = room;
		w->context.strings = w->strings;
	}
	if (w->context.n_strings == STRINGS_MAX)
		part->fault = PART_LARGE;
	else
		w->strings[w->context.n_strings++] =
		        csv_trimmed(w->arena, text->text, text->length);
}

/* Runs of rich text follow one another; phonetic guides do not belong to it. */
static bool read_strings(struct workbook *w, const char *name)
{
	struct part part;
	struct buffer text;
	bool in_text = false, phonetic = false;
	buffer_start(&text, w->arena);
	part_open(&part, &w->package, name);
	while (part_next(&part)) {
		const char *more = part_text(&part);
		if (more != NULL && in_text && text.length <= CSV_FIELD_MAX)
			buffer_add(&text, more);
		if (more != NULL)
			continue;
		bool content = !part_is_empty(&part);
		if (content ? part_ends(&part, "si") : part_starts(&part, "si"))
			add_string(w, &part, &text);
		if (part_starts(&part, "si") || part_ends(&part, "si"))
			text.text[text.length = 0] = '\0';
		else if (part_starts(&part, "rPh"))
			phonetic = content;
		else if (part_ends(&part, "rPh"))
			phonetic = false;
		else if (part_starts(&part, "t"))
			in_text = content && !phonetic;
		else if (part_ends(&part, "t"))
			in_text = false;
	}
	return part_close(&part);
}

/* ---- styles ---- */

struct formats {
	struct {
		unsigned long id;
		enum number_style style;
	} * rows;
	size_t n;
};

static unsigned long number_of(const struct part *part, const char *name)
{
	char room[16];
	const char *text = part_attribute(part, name, room, sizeof room);
	unsigned long value = 0;
	for (; text != NULL && *text >= '0' && *text <= '9' && value < 100000000; text++)
		value = 10 * value + (unsigned long)(*text - '0');
	return value;
}

static enum number_style style_of(const struct formats *formats, unsigned long id)
{
	for (size_t i = 0; i < formats->n; i++)
		if (formats->rows[i].id == id)
			return formats->rows[i].style;
	return number_style_built_in(id);
}

static bool read_styles(struct workbook *w, const char *name)
{
	struct part part;
	struct formats formats = {arena_array(w->arena, FORMATS_MAX, sizeof *formats.rows), 0};
	enum number_style *styles = ARENA_NEWS(w->arena, enum number_style, STYLES_MAX);
	bool of_cells = false;
	part_open(&part, &w->package, name);
	while (part_next(&part)) {
		if (part_starts(&part, "numFmt") && formats.n < FORMATS_MAX) {
			const char *code = kept(&part, "formatCode");
			formats.rows[formats.n].id = number_of(&part, "numFmtId");
			formats.rows[formats.n++].style = number_style(code != NULL ? code : "");
		} else if (part_starts(&part, "cellXfs")) {
			of_cells = !part_is_empty(&part);
		} else if (part_ends(&part, "cellXfs")) {
			of_cells = false;
		} else if (of_cells && part_starts(&part, "xf") &&
		           w->context.n_styles < STYLES_MAX) {
			styles[w->context.n_styles++] =
			        style_of(&formats, number_of(&part, "numFmtId"));
		}
	}
	w->context.styles = styles;
	return part_close(&part);
}

/* ---- all of it ---- */

static const struct relation *relation_of(const struct workbook *w, const char *id)
{
	for (size_t i = 0; i < w->n_relations; i++)
		if (strcmp(w->relations[i].id, id) == 0)
			return &w->relations[i];
	return NULL;
}

static bool read_sheets(struct workbook *w, struct xlsx *out)
{
	struct xlsx_sheet *sheets = ARENA_NEWS(w->arena, struct xlsx_sheet, w->n_sheets);
	for (size_t i = 0; i < w->n_sheets; i++) {
		const struct listed_sheet *listed = &w->sheets[i];
		const struct relation *r = relation_of(w, listed->id);
		if (r == NULL) {
			package_broken(&w->package, w->part);
			return false;
		}
		if (!ends_with(r->type, "/worksheet")) /* a chart, a dialogue: no cells */
			continue;
		struct diag_list *findings = diag_list_new(w->arena);
		struct xlsx_sheet *sheet = &sheets[out->n];
		*sheet = (struct xlsx_sheet){
		        .name = listed->name, .hidden = listed->hidden, .findings = findings};
		const char *file =
		        arena_print(w->arena, "%s:%s", w->package.file->name, listed->name);
		if (!xlsx_sheet_read(&w->package, r->target, &w->context, file, &sheet->records,
		                     findings))
			return false;
		out->n++;
	}
	out->sheets = sheets;
	return true;
}

/* The relations lead to the parts, which need not have their usual names. */
static bool read_all(struct workbook *w, struct xlsx *out)
{
	static const char first[] = "_rels/.rels";
	w->part = NULL;
	if (package_has(&w->package, first) && !read_relations(w, ""))
		return false;
	w->part = related(w, "/officeDocument");
	if (w->part == NULL || !ends_with(w->part, ".xml") || strstr(w->part, "word/") == w->part ||
	    strstr(w->part, "ppt/") == w->part) {
		diag_add(w->package.log, (struct place){w->package.file->name, 0, 0},
		         DIAG_workbook_other, NO_ARGS);
		return false;
	}
	if (!read_list(w) || !read_relations(w, w->part))
		return false;
	const char *strings = related(w, "/sharedStrings"), *styles = related(w, "/styles");
	return (strings == NULL || read_strings(w, strings)) &&
	       (styles == NULL || read_styles(w, styles)) && read_sheets(w, out);
}

const struct xlsx *xlsx_read(struct arena *a, const struct file *f, struct diag_list *log)
{
	struct workbook w = {.arena = a};
	struct xlsx *out = ARENA_NEW(a, struct xlsx);
	if (!package_open(&w.package, a, f, log))
		return NULL;
	bool sound = read_all(&w, out);
	package_close(&w.package);
	return sound ? out : NULL;
}
