/* write_csv.h - one table as CSV for spreadsheets: UTF-8 with byte-order mark, CRLF. */
#ifndef KAOHE_WRITE_CSV_H
#define KAOHE_WRITE_CSV_H

#include "engine/buffer.h"
#include "reports/view.h"

/* Text that a spreadsheet would run as a formula is given an apostrophe in front. */
void write_csv_table(struct buffer *out, const struct view_table *t);

/* The same of a table too long to be held: writes its titles, and from then on each row as soon as
 * view_row_done() says that it is complete, and forgets it. */
void write_csv_start(struct buffer *out, struct view_table *t);

#endif
