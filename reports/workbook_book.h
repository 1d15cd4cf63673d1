/* workbook_book.h - a workbook being made: its sheets, styles and cells.
 *
 * Internal to reports/. Every cell is written by one of the functions below, which keep what a
 * spreadsheet cannot take (bytes that are no UTF-8) out of it and remember how wide it is. A text
 * is always a string, whatever it begins with; only book_formula() makes formulas.
 */
#ifndef KAOHE_WORKBOOK_BOOK_H
#define KAOHE_WORKBOOK_BOOK_H

#include "reports/notice_view.h"
#include "reports/page.h"
#include <xlsxwriter.h>

enum style {
	STYLE_TITLE,
	STYLE_BANNER,
	STYLE_NOTE,
	STYLE_HEAD,
	STYLE_NAME,       /* of a unit, an item */
	STYLE_TEXT,       /* wrapped */
	STYLE_INPUT,      /* may be changed: not locked */
	STYLE_CHOICE,     /* the same, a word */
	STYLE_GIVEN,      /* an input that changes nothing here: locked */
	STYLE_NUMBER,     /* as it is: tasks, counts */
	STYLE_POINTS,     /* with the decimals of published scores */
	STYLE_TOTAL,      /* the same, strong */
	STYLE_RANK,       /* strong, whole */
	STYLE_RATE,       /* percent */
	STYLE_UNCOMPUTED, /* a mark that is not recomputed */
	STYLE_WORKING,    /* a step on the way, quiet */
	STYLE_HASH,
	STYLES
};

enum { TAB_COLUMNS = 512, TABS_MAX = 512 };

struct tab {
	lxw_worksheet *sheet;
	const char *name;                  /* as users see it */
	const char *quoted;                /* as formulas write it: 'It''s' */
	unsigned char widths[TAB_COLUMNS]; /* widest cell, in half-width characters */
	lxw_row_t head, last;              /* rows to repeat on each page end at `head` */
	lxw_col_t columns;                 /* written so far */
	lxw_col_t keys;                    /* columns on the left that stay */
	lxw_col_t hidden;                  /* a column of steps on the way; 0: none */
	lxw_row_t headed; /* row of heads written last, and the lines that it needs */
	unsigned char lines;
};

struct cell {
	struct tab *tab;
	lxw_row_t row;
	lxw_col_t col;
};

/* What a formula comes to by our own account: a number, or a text where `number` is NULL. */
struct value {
	const ratio *number;
	const char *text;
};

struct book {
	struct arena *arena;
	const struct notice *notice;
	const struct sheet *sheet;
	const struct method *method;
	struct page page;
	lxw_workbook *file;
	lxw_format *styles[STYLES];
	struct tab *tabs[TABS_MAX];
	size_t n_tabs;
	bool protect;
	struct plan_of_cells *cells; /* where everything stands: workbook_cells.h */
};

void book_open(struct book *b, const char *path, const struct notice *n, struct arena *a);
/* Widths, frozen panes, pages, protection; then the file. Returns 0 or an errno. */
int book_close(struct book *b);

/* The name as spreadsheets allow it, shortened and made unique where it must be. */
const char *book_tab_name(const struct book *b, const char *name);
/* A sheet of that name. */
struct tab *book_tab(struct book *b, const char *name);
/* Title and banners in the first rows; returns the row below them. */
lxw_row_t book_head(struct book *b, struct tab *t, const char *title);

const char *book_word(const struct book *b, enum text_id id);
#define BOOK_FILL(b, id, ...) page_fill(&(b)->page, (id), (const char *const[]){__VA_ARGS__, NULL})
const char *book_name(const struct book *b, const struct named *n);

void book_text(struct book *b, struct cell at, enum style style, const char *text);
void book_number(struct book *b, struct cell at, enum style style, const ratio *x);
/* Nothing but the style, for an input that is empty. */
void book_empty(struct book *b, struct cell at, enum style style);
void book_formula(struct book *b, struct cell at, enum style style, struct value v,
                  const char *formula);
/* The head of a column. */
void book_column(struct book *b, struct cell at, const char *text);

static inline struct value value_number(const ratio *x)
{
	return (struct value){x, NULL};
}
static inline struct value value_text(const char *text)
{
	return (struct value){NULL, text};
}
struct value value_long(const struct book *b, long n);

/* "B6", "$B$6", "'Sheet'!B6" as seen from a sheet. */
const char *cell_from(const struct book *b, const struct tab *here, struct cell c);
const char *cell_fixed(const struct book *b, const struct tab *here, struct cell c);
/* "$B$6:$B$13" of one column or row. */
const char *cell_range(const struct book *b, const struct tab *here, struct cell first,
                       struct cell last);

#endif
