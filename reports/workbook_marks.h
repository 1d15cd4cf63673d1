/* workbook_marks.h - the scoring methods that a spreadsheet can recompute, one row each: how a mark
 * follows from the cells of its leaf. Internal to reports/.
 *
 * A method without a row, or a use of it that `can` refuses, has plain values for marks, which the
 * sheet calls not recomputed. To add one: a function, a row, a rule file in tests/workbook/.
 */
#ifndef KAOHE_WORKBOOK_MARKS_H
#define KAOHE_WORKBOOK_MARKS_H

#include "reports/workbook_cells.h"

/* One unit on one leaf. */
struct marking {
	struct book *b;
	size_t item, unit;
	const struct item *leaf;
	const struct leaf_cells *cells;
	const struct points *points;
	const struct tab *here; /* the sheet that its formulas stand on */
};

struct mark_source {
	const struct scoring_method *method;
	bool credits; /* it says what of each type's count is credited */
	bool (*can)(const struct book *b, size_t item); /* NULL: always */
	/* The mark, or the word for no task or not reported. */
	const char *(*mark)(const struct marking *m);
	/* The denominator of mark / full marks in lowest terms, or a multiple; 0: not known. */
	const char *(*denominator)(const struct marking *m);
	/* The same by our own account; NULL: in lowest terms. */
	const ratio *(*by_us)(const struct marking *m);
	/* Credited of a type and of all; with `credits`. */
	const char *(*credited)(const struct marking *m, size_t type);
	const char *(*credited_all)(const struct marking *m);
};

/* NULL: the marks of this leaf are not recomputed. */
const struct mark_source *marks_source(const struct book *b, size_t item);
struct marking marks_of(struct book *b, size_t item, size_t unit, const struct tab *here);

/* A cell of the leaf in this unit's row. */
const char *marks_cell(const struct marking *m, lxw_col_t col);
/* "无任务", "未报" as formulas write them, in quotes. */
const char *marks_no_task(const struct book *b);
const char *marks_unreported(const struct book *b);
/* What a missing figure means: a word, or a mark. */
const char *marks_missing(const struct marking *m);
/* Full marks: 100, or those of the method. */
const char *marks_full(const struct marking *m);
/* The denominator of a mark of at most 6 decimals over its full marks. */
const char *marks_decimal_denominator(const struct marking *m);

/* By our own account, as the formula has it; 0: not known. */
const ratio *marks_denominator(const struct marking *m);
/* That of the mark in lowest terms. */
const ratio *marks_denominator_plain(const struct marking *m);

#endif
