/* matrix.h - a plain table of units and items, for what needs no rule file.
 *
 *     unit,roads,schools,air      the first field may be called anything
 *     Northam,80,62.5,91          values 0 .. 100, higher is better, none missing
 *     Southam,74,70,88
 *
 * and beside it, or not, the weights of the items:
 *     item,weight                 or 项目,权重; the rows in any order
 *     roads,3                     0 or more, not all 0; their sum is free
 * The table becomes a method of one level: its units are all assessed, its items weighed; without
 * weights all weigh the same. Names are ids, as written.
 * Ownership: everything lives in the arena; the values, which are large and wanted once, can be
 * given up before its end.
 */
#ifndef KAOHE_MATRIX_H
#define KAOHE_MATRIX_H

#include "engine/figures.h"
#include "engine/method.h"

struct matrix {
	const struct method *method;   /* units, items and their weights, nothing else */
	const ratio *const *values;    /* [unit * items + item], as in the file */
	struct heading heading;        /* the files; the table's name for a title */
	struct arena *arena_of_values; /* NULL once they are forgotten */
};

/* weights: path of the weights, or NULL.
 * Errors, all that there are: those of reading a file and its encoding; table_empty, separator,
 *     row_short, row_long, column_twice, empty_field, matrix_items (no item), matrix_units (fewer
 *     than two units), matrix_unit_twice, matrix_blank, matrix_range, those of numbers_read();
 *     of the weights those of columns_read() and columns_take(), weights_item_unknown,
 *     weights_item_twice, weights_item_missing, weights_negative, weights_zero.
 * NULL then.
 * Cost: O(units * items), sorting names. Equal values are held once. */
struct matrix *matrix_read(struct arena *a, const char *path, const char *weights,
                           struct diag_list *log);

/* Gives their room back before the arena ends, once a model has been made of them. */
void matrix_forget_values(struct matrix *m);

#endif
