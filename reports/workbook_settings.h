/* workbook_settings.h - the sheet of policies and weights, and how formulas name what stands there.
 * Internal to reports/.
 */
#ifndef KAOHE_WORKBOOK_SETTINGS_H
#define KAOHE_WORKBOOK_SETTINGS_H

#include "reports/workbook_cells.h"

/* Names of cells: weight_commerce, points_daily. A hyphen of the id is a dot. */
const char *settings_weight(const struct book *b, size_t item);
/* The full points of an item: its cell, or its share of its parent's. */
const char *settings_points(const struct book *b, size_t item);
/* Of the children of a sum, those outside left out: "points_a+points_b". */
const char *settings_sum_of_points(const struct book *b, size_t item);

/* A parameter by its name. Whatever is bound to a policy follows the cell of that policy. */
struct parameter_of {
	const struct param *param;
	const struct param_spec *spec;
};
struct parameter_of settings_of_scoring(const struct scoring *use, const char *name);
struct parameter_of settings_of_item(const struct method *m, size_t item, const char *name);

/* One of two formulas, by whether the parameter is this word: chosen here where it is a literal,
 * else an IF over the policy's cell. */
const char *settings_when(const struct book *b, struct parameter_of p, const char *word,
                          const char *yes, const char *no);
/* The parameter as a number: a literal, or the name of the policy's value. NULL where it has none.
 */
const char *settings_number(const struct book *b, struct parameter_of p);
/* Decimals that are enough for every value that it may have; NONE: more than 6. */
size_t settings_decimals(const struct book *b, struct parameter_of p);
/* Its policy, if any, decides something that the workbook does not follow. */
void settings_not_followed(const struct book *b, struct parameter_of p);

/* A number as formulas write it: "12.5", or "(1/3)". */
const char *settings_literal(const struct book *b, const ratio *x);

extern const char *const settings_error, *const settings_scale, *const settings_complete;

/* Names of the cells; before any formula. */
void settings_names(struct book *b);
/* The sheet itself; after all formulas, since it says which policies they follow. */
void settings_sheet(struct book *b);

#endif
