/* xlsx_package.c - see xlsx_package.h. */
#include "source/xlsx_package.h"
#include <string.h>

enum {
	/* A workbook of ours has a dozen; one with a picture in every row some thousands. */
	ENTRIES_MAX = 10000,
	/* What compresses better than this is no table: even a million equal rows do not. */
	RATIO_MAX = 400,
	RATIO_FROM = 4 * 1024 * 1024 /* below this many bytes nobody cares */
};
/* A million rows of a ledger have some 800 million. */
#define UNPACKED_MAX ((uint64_t)2 * 1024 * 1024 * 1024)

static struct place whole(const struct package *p)
{
	return (struct place){p->file->name, 0, 0};
}

void package_broken(const struct package *p, const char *name)
{
	diag_add(p->log, whole(p), DIAG_workbook_broken, ARGS(words_same(name)));
}

static void say_large(const struct package *p, enum text_id what, uint64_t most)
{
	diag_add(p->log, whole(p), DIAG_workbook_large,
	         ARGS(text_words(what),
	              words_same(arena_print(p->arena, "%llu", (unsigned long long)most))));
}

/* ---- the archive ---- */

/* Entries are looked up by name and never written anywhere, but who names one so means no good. */
static bool leads_out(const char *name)
{
	if (*name == '/' || *name == '\\')
		return true;
	for (const char *at = name; at != NULL; at = strpbrk(at, "/\\")) {
		at += *at == '/' || *at == '\\';
		if (strncmp(at, "..", 2) == 0 && (at[2] == '\0' || at[2] == '/' || at[2] == '\\'))
			return true;
	}
	return false;
}

static bool check_entries(const struct package *p)
{
	zip_int64_t n = zip_get_num_entries(p->zip, 0);
	if (n > ENTRIES_MAX) {
		say_large(p, TEXT_workbook_entries, ENTRIES_MAX);
		return false;
	}
	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(p->zip, (zip_uint64_t)i, 0);
		if (name == NULL || !leads_out(name))
			continue;
		diag_add(p->log, whole(p), DIAG_workbook_names,
		         ARGS(words_same(arena_copy(p->arena, name))));
		return false;
	}
	return true;
}

bool package_open(struct package *p, struct arena *a, const struct file *f, struct diag_list *log)
{
	*p = (struct package){.arena = a, .file = f, .log = log};
	if (f->size >= 4 && memcmp(f->bytes, "\xD0\xCF\x11\xE0", 4) == 0) {
		diag_add(log, whole(p), DIAG_workbook_old, NO_ARGS);
		return false;
	}
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(f->bytes, f->size, 0, &error);
	p->zip = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (p->zip == NULL && source != NULL)
		zip_source_free(source);
	zip_error_fini(&error);
	if (p->zip == NULL) {
		package_broken(p, f->name);
		return false;
	}
	if (check_entries(p))
		return true;
	package_close(p);
	return false;
}

void package_close(struct package *p)
{
	zip_discard(p->zip); /* nothing was changed */
	p->zip = NULL;
}

bool package_has(const struct package *p, const char *name)
{
	return zip_name_locate(p->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* Appends the steps of a path to `out`, taking back one for each "..". False where that leads above
 * its root. */
static bool walk(char *out, const char *path)
{
	while (*path != '\0') {
		size_t n = strcspn(path, "/\\"), length = strlen(out);
		if (n == 2 && strncmp(path, "..", 2) == 0) {
			char *slash = strrchr(out, '/');
			if (length == 0)
				return false;
			*(slash != NULL ? slash : out) = '\0';
		} else if (n > 0 && !(n == 1 && *path == '.')) {
			if (length > 0)
				out[length++] = '/';
			memcpy(out + length, path, n);
			out[length + n] = '\0';
		}
		path += n + (path[n] != '\0');
	}
	return true;
}

const char *package_resolve(const struct package *p, const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');
	char *out = arena_alloc(p->arena, strlen(from) + strlen(target) + 2);
	if (*target != '/' && slash != NULL &&
	    !walk(out, arena_copy_n(p->arena, from, (size_t)(slash - from))))
		return NULL;
	return walk(out, target) ? out : NULL;
}

/* ---- one part ---- */

static int unpack(void *context, char *out, int size)
{
	struct part *part = context;
	struct package *p = part->package;
	zip_int64_t n = zip_fread(part->stream, out, (zip_uint64_t)size);
	if (n < 0) {
		part->fault = PART_BROKEN;
		return -1;
	}
	part->size += (uint64_t)n;
	p->unpacked += (uint64_t)n;
	if (p->unpacked > UNPACKED_MAX ||
	    (part->size > RATIO_FROM && part->size / RATIO_MAX > part->packed)) {
		part->fault = PART_LARGE;
		return -1;
	}
	return (int)n;
}

static void say_nothing(void *context, xmlErrorPtr error)
{
	(void)context; /* part_close() says that the part is broken */
	(void)error;
}

void part_open(struct part *part, struct package *p, const char *name)
{
	struct zip_stat st;
	*part = (struct part){.package = p, .name = name, .fault = PART_BROKEN};
	zip_int64_t index = zip_name_locate(p->zip, name, ZIP_FL_NOCASE);
	if (index < 0 || zip_stat_index(p->zip, (zip_uint64_t)index, 0, &st) != 0)
		return;
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && st.encryption_method != ZIP_EM_NONE) {
		part->fault = PART_LOCKED;
		return;
	}
	part->packed = st.comp_size;
	part->stream = zip_fopen_index(p->zip, (zip_uint64_t)index, 0);
	if (part->stream == NULL)
		return;
	part->reader = xmlReaderForIO(unpack, NULL, part, NULL, NULL,
	                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	                                      XML_PARSE_COMPACT);
	if (part->reader == NULL)
		return;
	xmlTextReaderSetStructuredErrorHandler(part->reader, say_nothing, NULL);
	part->fault = PART_SOUND;
}

bool part_next(struct part *part)
{
	if (part->fault != PART_SOUND)
		return false;
	int got = xmlTextReaderRead(part->reader);
	if (part->fault != PART_SOUND)
		return false;
	if (got < 0)
		part->fault = PART_BROKEN;
	else if (got == 1 && xmlTextReaderNodeType(part->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
		part->fault = PART_DOCTYPE;
	return got == 1 && part->fault == PART_SOUND;
}

static bool is_named(const struct part *part, int type, const char *name)
{
	return xmlTextReaderNodeType(part->reader) == type &&
	       strcmp((const char *)xmlTextReaderConstLocalName(part->reader), name) == 0;
}

bool part_starts(const struct part *part, const char *name)
{
	return is_named(part, XML_READER_TYPE_ELEMENT, name);
}

bool part_ends(const struct part *part, const char *name)
{
	return is_named(part, XML_READER_TYPE_END_ELEMENT, name);
}

bool part_is_empty(const struct part *part)
{
	return xmlTextReaderIsEmptyElement(part->reader) == 1;
}

const char *part_text(const struct part *part)
{
	int type = xmlTextReaderNodeType(part->reader);
	if (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_CDATA &&
	    type != XML_READER_TYPE_WHITESPACE && type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
		return NULL;
	return (const char *)xmlTextReaderConstValue(part->reader);
}

const char *part_attribute(const struct part *part, const char *name, char *room, size_t size)
{
	const char *found = NULL;
	while (found == NULL && xmlTextReaderMoveToNextAttribute(part->reader) == 1) {
		const char *local = (const char *)xmlTextReaderConstLocalName(part->reader);
		if (strcmp(local, name) != 0 || xmlTextReaderIsNamespaceDecl(part->reader) == 1)
			continue;
		const char *value = (const char *)xmlTextReaderConstValue(part->reader);
		value = value != NULL ? value : "";
		size_t n = strlen(value) + 1;
		found = n <= size ? memcpy(room, value, n)
		                  : arena_copy(part->package->arena, value);
	}
	(void)xmlTextReaderMoveToElement(part->reader);
	return found;
}

static void say(const struct part *part)
{
	const struct package *p = part->package;
	switch (part->fault) {
	case PART_SOUND:
		break;
	case PART_BROKEN:
		package_broken(p, part->name);
		break;
	case PART_DOCTYPE:
		diag_add(p->log, whole(p), DIAG_workbook_doctype, ARGS(words_same(part->name)));
		break;
	case PART_LARGE:
		say_large(p, TEXT_workbook_unpacked,
		          p->unpacked > UNPACKED_MAX ? UNPACKED_MAX : part->packed * RATIO_MAX);
		break;
	case PART_LOCKED:
		diag_add(p->log, whole(p), DIAG_workbook_old, NO_ARGS);
		break;
	}
}

bool part_close(struct part *part)
{
	/* What follows the document, so that the archive's check sum is compared. */
	char rest[4096];
	while (part->fault == PART_SOUND && unpack(part, rest, sizeof rest) > 0)
		;
	if (part->reader != NULL)
		xmlFreeTextReader(part->reader);
	if (part->stream != NULL)
		(void)zip_fclose(part->stream);
	say(part);
	return part->fault == PART_SOUND;
}
