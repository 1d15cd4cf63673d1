/* listed.h - internal to inputs/: the tables that one key of assessment.cfg lists. */
#ifndef KAOHE_LISTED_H
#define KAOHE_LISTED_H

#include "inputs/case.h"
#include "inputs/reading.h"

typedef bool listed_reader(struct reading *r, const struct csv *csv);

/* A kind of table. */
struct listed_table {
	listed_reader *read;
	listed_reader *is_header; /* of a sheet: whether its first record heads such a table */
};

/* What the heading lists. */
struct listed_files {
	struct input_file *files;
	size_t n;
};

/* assessment.cfg first, and room for n tables. */
struct listed_files listed_files_new(struct arena *a, const struct case_config *c, size_t n);

/* Reads every table, and adds it to `list`. False when something could not be put where it
 * belongs. Errors: those of file_read(), tables_read() and `read`. */
bool listed_read(struct reading *r, const struct case_files *named, const struct listed_table *kind,
                 struct listed_files *list);

/* A key left out would show as one finding for every figure that it would have brought. False
 * when the tables of this kind are not known. Errors: missing_key. */
bool listed_given(const struct reading *r, const struct case_config *c,
                  const struct case_files *tables, const char *key, bool needed);

#endif
