/* write_csv.h - one table as CSV for spreadsheets: UTF-8 with byte-order mark, CRLF. */
#ifndef KAOHE_WRITE_CSV_H
#define KAOHE_WRITE_CSV_H

#include "engine/buffer.h"
#include "reports/view.h"

/* Text that a spreadsheet would run as a formula is given an apostrophe in front. */
void write_csv_table(struct buffer *out, const struct view_table *t);

#endif
