/* workbook_workings.h - the sheet of workings: inner items, totals, published scores, ranks; a row
 * for each unit. Internal to reports/.
 */
#ifndef KAOHE_WORKBOOK_WORKINGS_H
#define KAOHE_WORKBOOK_WORKINGS_H

#include "reports/workbook_cells.h"

/* Do the children of this sum always have the full points of the rule file? */
bool workings_unscaled(const struct book *b, size_t item);
/* The sum of the weights that count for a unit, by our own account. */
const ratio *workings_weights(const struct book *b, size_t unit, size_t item);

/* The full points of a child, as its cell has them, seen from a sheet. */
const char *workings_max_formula(const struct book *b, const struct tab *here, size_t unit,
                                 size_t child);
/* The mark that the lack of a task earns, or the word for it. */
const char *workings_idle_mark(const struct book *b, size_t child, const char *full);

void workings_sheet(struct book *b);

#endif
