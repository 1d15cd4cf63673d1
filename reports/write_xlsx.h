/* write_xlsx.h - any view as a sheet of a workbook: headings and sentences across, tables below
 * each other, drawings as the tables behind them.
 *
 * A cell of a table is a number where its text is one that a spreadsheet holds exactly (up to 15
 * digits; percentages too), shown with the digits of the text; else a string, never a formula.
 * Nothing is recomputed: for live formulas see workbook.h. The same view gives the same bytes.
 */
#ifndef KAOHE_WRITE_XLSX_H
#define KAOHE_WRITE_XLSX_H

#include "reports/view.h"
#include <xlsxwriter.h>

struct xlsx_look {
	const char
	        *sheet; /* its name, as spreadsheets allow it: at most 31 characters, no []:*?/\ */
	enum lang lang;
	bool locked;   /* protected, without a password */
	bool one_page; /* all of it on one page of A4; else as wide as one, and as long as it is */
};

/* Adds the sheet to a workbook that is being made. Returns 0, or EOVERFLOW where a text is longer
 * than a cell can hold (32,767 characters). Cost: linear in the cells. */
int write_xlsx_sheet(lxw_workbook *file, const struct view *v, const struct xlsx_look *look,
                     struct arena *a);

/* A workbook of this sheet alone at `path`, in place of what is there. Returns 0 or an errno. */
int write_xlsx(const char *path, const struct view *v, const struct xlsx_look *look,
               struct arena *a);

#endif
