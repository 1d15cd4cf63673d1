/* form_sheet.h - internal to reports/: the workbook of a form, its sheet and its lists to choose
 * from. */
#ifndef KAOHE_FORM_SHEET_H
#define KAOHE_FORM_SHEET_H

#include "reports/form.h"
#include <xlsxwriter.h>

enum form_style {
	FORM_TITLE,
	FORM_NOTE,
	FORM_HEAD,
	FORM_FIXED, /* locked */
	FORM_TEXT,  /* to be filled in, as all that follow; never made a number or a day of */
	FORM_NUMBER,
	FORM_DAY,
	FORM_STYLES
};

/* What may be written into a column. */
enum form_entry { ENTRY_FIXED, ENTRY_TEXT, ENTRY_WHOLE, ENTRY_DECIMAL, ENTRY_DAY, ENTRY_CHOICE };

struct form_column {
	const char *title;
	enum form_entry entry;
	/* ENTRY_CHOICE */
	const char *const *choices;
	size_t n_choices;
	double most; /* ENTRY_DECIMAL; 0: no limit */
	size_t width;
};

enum { FORM_COLUMNS_MAX = 24, FORM_ROWS_FREE = 1000 };

struct form_sheet {
	struct arena *arena;
	const struct form *form;
	lxw_workbook *file;
	lxw_worksheet *sheet, *lists; /* lists: hidden */
	const char *lists_name;
	lxw_col_t n_lists;
	lxw_format *styles[FORM_STYLES];
	struct form_column columns[FORM_COLUMNS_MAX];
	size_t n_columns;
	lxw_row_t head, row; /* the row of the header; the next one */
};

/* False where there is no memory or file for it. */
bool form_sheet_open(struct form_sheet *s, const char *path, const struct form *f, struct arena *a);
/* A line above the header. */
void form_sheet_line(struct form_sheet *s, enum form_style style, const char *text);
void form_sheet_column(struct form_sheet *s, struct form_column column);
/* The header, once all columns are known. */
void form_sheet_head(struct form_sheet *s);
/* Texts of the next row's columns; "" is left to be filled in. A number where it is one. */
void form_sheet_row(struct form_sheet *s, const char *const *texts);
/* So many rows to be filled in, with nothing in them. Returns 0 or an errno. */
int form_sheet_close(struct form_sheet *s, lxw_row_t free_rows);

#endif
