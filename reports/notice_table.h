/* notice_table.h - a scored case as one long table for statistics: unit, item, field, value.
 *
 * Internal to reports/. Titles and ids are the same in every language; numbers are exact.
 */
#ifndef KAOHE_NOTICE_TABLE_H
#define KAOHE_NOTICE_TABLE_H

#include "reports/notice_view.h"

/* Writes it row by row, as CSV. Of a notice for one unit only what is its own or published. */
void notice_table(struct buffer *out, const struct notice *n);

#endif
