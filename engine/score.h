/* score.h - apply one method to the figures of one case.
 *
 * Pure: opens no file, prints nothing, keeps nothing between calls.
 */
#ifndef KAOHE_SCORE_H
#define KAOHE_SCORE_H

#include "engine/sheet.h"

/* Score the units.
 *
 * only:     NONE for all; else the one unit asked for, whose figures alone must be complete, and
 *           those of all where a method depends on others. Others are scored where they can be;
 *           ranks are given only when all assessed units are complete.
 * Rounding: the total, once, as the method orders (published).
 * Errors:   count_missing, judged_missing, measure_missing and the like, at the target's cell or
 *           the case as a whole
 *           mark_without_task          a department mark where nothing was asked
 *           rounding_uncertain, rank_uncertain   where an irrational step leaves them open
 *           target_missing (warning)   a unit, or an item of it, without a row of targets
 * On error NULL is returned and `log` has one finding per offending cell.
 * Cost:     O(units * items * types * depth of the tree).
 */
const struct sheet *score_run(struct arena *a, const struct method *m, const struct figures *f,
                              size_t only, struct diag_list *log);

/* The same without texts and places: no formula, weighing, sources, policies. For tables. */
const struct sheet *score_brief(struct arena *a, const struct method *m, const struct figures *f,
                                size_t only, struct diag_list *log);

/* The same numbers without the reasons: no formula, weighing, sources, policies, each and next.
 * For loops over many cases or readings of the rules. Cost: about a tenth of score_run(). */
const struct sheet *score_numbers(struct arena *a, const struct method *m, const struct figures *f,
                                  size_t only, struct diag_list *log);

#endif
