/* listed.c - see listed.h. */
#include "inputs/listed.h"
#include "inputs/tables.h"
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

struct sought {
	struct reading *reading;
	listed_reader *is_header;
};

static bool is_header(void *context, const struct csv *csv)
{
	const struct sought *s = context;
	return s->is_header(s->reading, csv);
}

/* False when something of the file could not be put where it belongs. */
static bool read_file(struct reading *r, const struct case_file *named,
                      const struct listed_table *kind, struct listed_files *list)
{
	const struct file *f =
	        file_read(r->arena, named->path, named->name, named->place, TABLE_SIZE_MAX, r->log);
	if (f == NULL)
		return false;
	list->files[list->n++] = (struct input_file){f->name, f->sha256};
	struct sought sought = {r, kind->is_header};
	const struct tables *tables = tables_read(r->arena, f, is_header, &sought, r->log);
	bool placed = tables != NULL;
	for (size_t i = 0; tables != NULL && i < tables->n; i++) {
		memset(r->unknown, 0, sizeof r->unknown);
		r->unfit = 0;
		placed = kind->read(r, &tables->list[i]) && placed;
	}
	return placed;
}

bool listed_read(struct reading *r, const struct case_files *named, const struct listed_table *kind,
                 struct listed_files *list)
{
	bool placed = true;
	for (size_t i = 0; i < named->n; i++)
		placed = read_file(r, &named->files[i], kind, list) && placed;
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
