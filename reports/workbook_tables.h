/* workbook_tables.h - the sheets that only show what others work out: summary, units, input log.
 * Internal to reports/.
 */
#ifndef KAOHE_WORKBOOK_TABLES_H
#define KAOHE_WORKBOOK_TABLES_H

#include "reports/workbook_cells.h"

void summary_sheet(struct book *b);
/* Native charts, below what the summary holds so far. */
void charts_of_summary(struct book *b, lxw_row_t head, const size_t *items);
void units_sheets(struct book *b);
void log_sheet(struct book *b);
/* Not live. Returns 0 or an errno, see write_xlsx.h. */
int firmness_sheet(struct book *b);

#endif
