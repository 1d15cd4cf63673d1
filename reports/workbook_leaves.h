/* workbook_leaves.h - the sheets of the leaves: inputs, marks, points. Internal to reports/. */
#ifndef KAOHE_WORKBOOK_LEAVES_H
#define KAOHE_WORKBOOK_LEAVES_H

#include "reports/workbook_cells.h"

void leaves_sheets(struct book *b);

#endif
