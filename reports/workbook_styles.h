/* workbook_styles.h - how cells look, and which of them may be changed. Internal to reports/. */
#ifndef KAOHE_WORKBOOK_STYLES_H
#define KAOHE_WORKBOOK_STYLES_H

#include "reports/workbook_book.h"

void workbook_styles(struct book *b);

#endif
