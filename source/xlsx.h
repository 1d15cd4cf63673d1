/* xlsx.h - the sheets of an Excel workbook (.xlsx) as records, each field with its cell.
 *
 * What a sheet shows is what its fields say: texts as they are (phonetic guides left out), numbers
 * with the at most 15 digits that spreadsheets show, dates as 2023-05-31 (the time of day counts
 * for nothing), percentages as 85%, truth as TRUE and FALSE, formulas by the value that was stored
 * with them. Of merged cells only the first has the value. Rows and columns that are hidden count
 * like all others.
 * Nothing is ever unpacked to a disk, fetched from a network or taken from a DOCTYPE.
 */
#ifndef KAOHE_XLSX_H
#define KAOHE_XLSX_H

#include "source/csv.h"
#include "source/file.h"

struct xlsx_sheet {
	const char *name;
	bool hidden;
	struct csv records; /* as many fields each; rows without any text are dropped */
	const struct diag_list *findings; /* of its cells, for whoever uses the sheet */
};

struct xlsx {
	const struct xlsx_sheet *sheets; /* in the order of their tabs */
	size_t n;
};

/* A workbook by its first bytes, of this kind or the older one, readable or not. */
bool xlsx_is(const struct file *f);

/* Errors: workbook_old (.xls, or one with a password), workbook_other (another kind of archive),
 * workbook_broken, workbook_doctype, workbook_large, workbook_names. NULL then.
 * Of cells: cell_error, formula_uncounted, number_digits, day_impossible, those of csv.h. */
const struct xlsx *xlsx_read(struct arena *a, const struct file *f, struct diag_list *log);

#endif
