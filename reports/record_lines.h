/* record_lines.h - a report for programs that is written as it is made: what is too large to be
 * held as JSON objects, and tables one row a line.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_RECORD_LINES_H
#define KAOHE_RECORD_LINES_H

#include "engine/buffer.h"
#include <jansson.h>
#include <stdbool.h>

/* A table of numbers, row after row. */
struct record_table {
	const char *key;
	size_t n_rows, n_columns;
	double (*value)(const void *context, size_t row, size_t column);
	const void *context;
};

/* Opens an object, writes the members of `object`, which it releases, then those tables. The object
 * stays open for more; record_lines_close() closes it. Simulated numbers have 15 digits
 * (sampled.h). depth: how many objects and arrays this one is in. Returns false where memory was
 * not enough. */
bool record_lines_open(struct buffer *out, unsigned depth, json_t *object,
                       const struct record_table *tables, size_t n_tables);
/* "key": [ of an array of objects, to be closed by the caller */
void record_lines_key(struct buffer *out, unsigned depth, const char *key);
void record_lines_close(struct buffer *out, unsigned depth);

#endif
