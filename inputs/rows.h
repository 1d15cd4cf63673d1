/* rows.h - internal to inputs/: a table with one record per line, record after record. */
#ifndef KAOHE_ROWS_H
#define KAOHE_ROWS_H

#include "inputs/columns.h"
#include "inputs/reading.h"

/* Takes one record; false where it could not be put where it belongs. */
typedef bool rows_reader(struct reading *r, const struct csv_field *const *fields);

/* Reads the header, then every record below it. Where the period is an optional column of the
 * table, its absence must be right for the case: cells_period_given(). False where anything could
 * not be put where it belongs. Errors: those of columns_read() and columns_take(). */
bool rows_read(struct reading *r, const struct columns_spec *spec, const struct csv *csv,
               rows_reader *read);

#endif
