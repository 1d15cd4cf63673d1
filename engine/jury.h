/* jury.h - points that several people give, made one.
 *
 * The mean of a jury: one scorer's points as given; of several their mean, from `trim_from`
 * scorers up without one highest and one lowest.
 * Source: practice catalogue methods 15 and 16.
 */
#ifndef KAOHE_JURY_H
#define KAOHE_JURY_H

#include "engine/missing.h"

/* "step" is read by inputs/ too, which checks the points. */
#define JURY_STEP(param)                                                                           \
	[param] = {.name = "step",                                                                 \
	           .kind = PARAM_NUMBER,                                                           \
	           .fallback = "0.1",                                                              \
	           .low = "0",                                                                     \
	           .high = "100"}
#define JURY_TRIM_FROM(param)                                                                      \
	[param] = {.name = "trim_from",                                                            \
	           .kind = PARAM_NUMBER,                                                           \
	           .fallback = "0",                                                                \
	           .low = "3",                                                                     \
	           .high = "1000"}

/* Sets judged and mark_full, the item's points as the rule file declares them. False where there is
 * nothing to work out: `out` is final, with what parameter `missing_param` says of no points at
 * all.
 * Errors: judged_missing. */
bool jury_read(const struct leaf *l, struct points *out, struct diag_list *missing,
               size_t missing_param);

/* The mean of the scorers of one group, or of all (group NULL); NULL where it has none. `formula`
 * gets it without its result, where the leaf is explained. */
const ratio *jury_mean(const struct leaf *l, struct points *out, const char *group,
                       size_t trim_param, const char **formula);

#endif
