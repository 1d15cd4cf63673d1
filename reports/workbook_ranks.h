/* workbook_ranks.h - from totals to published scores and ranks, in the columns RESULT_... of the
 * sheet of workings. Internal to reports/.
 */
#ifndef KAOHE_WORKBOOK_RANKS_H
#define KAOHE_WORKBOOK_RANKS_H

#include "reports/workbook_cells.h"

/* Are ranks given on exact scores? */
bool ranks_on_exact(const struct book *b);
void ranks_heads(struct book *b);
void ranks_row(struct book *b, size_t unit);
/* Targets of all leaves that bring points. */
const ratio *ranks_tasks(const struct book *b, size_t unit);
/* The units in the order of the summary: assessed ones by rank, then the others. */
const size_t *ranks_order(const struct book *b);

#endif
