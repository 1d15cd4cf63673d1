/* workbook_cells.h - where everything stands in the workbook, decided before anything is written,
 * so that any formula can name any cell. Internal to reports/.
 *
 * Sheets: summary; policies and weights; the leaves (each that is scored by counts or values on a
 * sheet of its own, judged ones of one parent below each other); workings; one per unit; input log.
 * The units stand in the order of the rule file everywhere, but in the summary by rank.
 */
#ifndef KAOHE_WORKBOOK_CELLS_H
#define KAOHE_WORKBOOK_CELLS_H

#include "reports/workbook_book.h"

#define NO_COLUMN ((lxw_col_t)-1)

struct mark_source; /* workbook_marks.h */
struct guarded;     /* workbook_guard.h */

/* One type of a leaf that is scored by counts; NO_COLUMN where it is not there. */
struct type_cells {
	lxw_col_t target, count, credited;
};

/* A leaf: a row for each unit, from `first`. What it has not is NO_COLUMN. */
struct leaf_cells {
	struct tab *tab;
	lxw_row_t head, first;
	const struct mark_source *source; /* NULL: its marks are not recomputed */
	const struct type_cells *types;   /* [type] */
	lxw_col_t task, achieved, credited, rate, missing;
	lxw_col_t value, target; /* of values */
	lxw_col_t scorers;       /* the first of n_scorers */
	size_t n_scorers;
	lxw_col_t computed, department, mark, max, points;
};

/* An inner item, on the sheet of workings. */
struct inner_cells {
	lxw_col_t weights; /* sum of the weights that count; NO_COLUMN where children have none */
	lxw_col_t max, points;
	lxw_col_t assigned; /* percent of its weight that has tasks; NO_COLUMN without targets */
};

/* Columns of the sheet of workings that make scores and ranks. */
enum result {
	RESULT_ASSESSED,
	RESULT_GROUP,
	RESULT_TASKS,
	RESULT_SIZE,   /* sum of the sizes of all points */
	RESULT_ERROR,  /* what the total's double can be off by */
	RESULT_COMMON, /* a common denominator of the exact total; 0: too long */
	RESULT_SURE,   /* can the last digit be told? */
	RESULT_PUBLISHED,
	RESULT_FIXED, /* listed apart by a consequence: not recomputed */
	RESULT_APART,
	RESULT_RANKED,
	RESULT_KEY,
	RESULT_FIRST, /* the first of those with an equal key */
	RESULT_RANK,
	RESULT_ORDER, /* its row in the summary */
	RESULTS
};

struct plan_of_cells {
	struct tab *summary, *rules, *work, *log;
	struct tab *const *units;
	const struct leaf_cells *leaves;  /* [item] */
	const struct inner_cells *inners; /* [item] */
	/* On the sheet of workings, by item: is anything asked (1 or 0); and of leaves their points
	 * and the denominator of mark / full marks. */
	const lxw_col_t *asked, *points, *denominators;
	lxw_col_t first_points, last_points, first_denominator, last_denominator;
	lxw_col_t results[RESULTS];
	lxw_row_t work_head, work_first;
	/* On the sheet of policies and weights: */
	/* The items as a tree is read, each before its parts: the line of each; and its column in
	 * the summary, where judged leaves are not shown one by one. */
	const size_t *lines;
	const lxw_col_t *columns;
	lxw_col_t after_columns;
	lxw_row_t policies, alternatives, items, constants; /* first row of each table */
	const lxw_row_t *choices; /* [policy]: first of its alternatives */
	/* By our own account: workbook_guard.h. */
	const struct guarded *guards; /* [unit] */
	bool all_complete;
	bool *live, *dead; /* [policy]: some formula follows it; some mark does not */
};

struct plan_of_cells *cells_plan(struct book *b);

struct cell cells_leaf(const struct book *b, size_t item, size_t unit, lxw_col_t col);
struct cell cells_work(const struct book *b, size_t unit, lxw_col_t col);
struct cell cells_result(const struct book *b, size_t unit, enum result result);
/* "$B$6:$B$13": a column of the workings over all units, as seen from there. */
const char *cells_over_units(const struct book *b, lxw_col_t col);

/* The points and the full points of any item, wherever they stand. */
struct cell cells_points(const struct book *b, size_t unit, size_t item);
struct cell cells_max(const struct book *b, size_t unit, size_t item);

/* What the cells of a unit's published score and rank show: it, or why there is none. */
struct value cells_published(const struct book *b, size_t unit);
struct value cells_rank(const struct book *b, size_t unit);

#endif
