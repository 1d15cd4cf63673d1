/* xlsx_sheet.h - internal to source/: the cells of one sheet. */
#ifndef KAOHE_XLSX_SHEET_H
#define KAOHE_XLSX_SHEET_H

#include "source/xlsx.h"
#include "source/xlsx_number.h"
#include "source/xlsx_package.h"

/* What all sheets of a workbook refer to. */
struct sheet_context {
	const char *const *strings; /* shared ones */
	size_t n_strings;
	const enum number_style *styles; /* of cells */
	size_t n_styles;
	bool from_1904;
};

/* file: "counts.xlsx:数量", for places. Findings of cells go to `findings`, those of the part to
 * the log of the package. False after one of the latter. */
bool xlsx_sheet_read(struct package *p, const char *part, const struct sheet_context *context,
                     const char *file, struct csv *out, struct diag_list *findings);

#endif
