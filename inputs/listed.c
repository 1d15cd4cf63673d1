/* listed.c - see listed.h. */
#include "inputs/listed.h"
#include "source/encoding.h"
#include "source/file.h"
#include <string.h>

/* Far above any county's table, far below what would tire a machine. */
#define TABLE_SIZE_MAX (16 * 1024 * 1024)

struct listed_files listed_files_new(struct arena *a, const struct case_config *c, size_t n)
{
	struct listed_files list = {ARENA_NEWS(a, struct input_file, 1 + n), 1};
	list.files[0] = c->config;
	return list;
}

/* False when something of the file could not be put where it belongs. */
static bool read_table(struct reading *r, const struct case_file *named, listed_reader *read,
                       struct listed_files *list)
{
	const struct file *f =
	        file_read(r->arena, named->path, named->name, named->place, TABLE_SIZE_MAX, r->log);
	if (f == NULL)
		return false;
	list->files[list->n++] = (struct input_file){f->name, f->sha256};
	struct utf8 text = encoding_to_utf8(r->arena, f, true, r->log);
	if (text.text == NULL)
		return false;
	const struct csv *csv = csv_parse(r->arena, f->name, text, r->log);
	if (csv == NULL)
		return false;
	if (csv->n == 0) {
		diag_add(r->log, (struct place){f->name, 0, 0}, DIAG_table_empty, NO_ARGS);
		return false;
	}
	memset(r->unknown, 0, sizeof r->unknown);
	r->unfit = 0;
	return read(r, csv);
}

bool listed_read(struct reading *r, const struct case_files *named, listed_reader *read,
                 struct listed_files *list)
{
	bool placed = true;
	for (size_t i = 0; i < named->n; i++)
		placed = read_table(r, &named->files[i], read, list) && placed;
	return placed;
}

bool listed_given(const struct reading *r, const struct case_config *c,
                  const struct case_files *tables, const char *key, bool needed)
{
	if (tables->given || !needed)
		return tables->sound;
	diag_add(r->log, (struct place){c->config.name, 0, 0}, DIAG_missing_key,
	         ARGS(words_same(key), words_same(arena_print(r->arena, "[ \"%s.csv\" ]", key))));
	return false;
}
