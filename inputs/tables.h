/* tables.h - the tables that a file holds, be it CSV or a workbook.
 *
 * A CSV file holds one, which begins with its header. In a workbook every visible sheet with a
 * header of the kind that is asked for holds one; above the header there may be a title and
 * instructions.
 */
#ifndef KAOHE_TABLES_H
#define KAOHE_TABLES_H

#include "source/csv.h"
#include "source/file.h"

struct tables {
	const struct csv *list; /* each of at least one record, the header first */
	size_t n;
	bool workbook; /* places are of sheets, in memory of the arena */
};

/* Rows of a sheet among which its header is looked for; empty ones do not count. */
#define TABLES_HEADER_ROWS 20

/* Whether the first of these records is the header of such a table. */
typedef bool tables_header(void *context, const struct csv *csv);

/* is_header NULL: any first row is. Where no sheet has a header the first visible one is given as
 * it is, so that its reader says what is wrong. Errors: those of encoding_to_utf8(), csv_parse(),
 * xlsx_read(), and of the cells of the sheets that are given; table_empty, sheet_none;
 * sheet_skipped, sheet_hidden (warnings). NULL on error. */
const struct tables *tables_read(struct arena *a, const struct file *f, tables_header *is_header,
                                 void *context, struct diag_list *log);

#endif
