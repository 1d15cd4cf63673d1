/* missing.h - what it means that a figure was not submitted.
 *
 * Parameter `missing` of every scoring method, with `neutral` behind it:
 *     refuse   the run (default)
 *     exclude  as if nothing were asked: no task, the weight goes to the others
 *     zero     a missing count is 0; of values and judged points the mark is 0
 *     neutral  the mark is `neutral`, on the method's own scale
 * A unit that is not assessed is shown as unreported instead.
 */
#ifndef KAOHE_MISSING_H
#define KAOHE_MISSING_H

#include "engine/scoring.h"

extern const char *const missing_words[];

/* The two specs, at `first` and `first + 1`. */
#define MISSING_SPECS(first)                                                                       \
	[first] = {.name = "missing",                                                              \
	           .kind = PARAM_WORD,                                                             \
	           .fallback = "refuse",                                                           \
	           .words = missing_words},                                                        \
	[(first) + 1] = {.name = "neutral",                                                        \
	                 .kind = PARAM_NUMBER,                                                     \
	                 .fallback = "",                                                           \
	                 .low = "0",                                                               \
	                 .high = "1000000",                                                        \
	                 .needed_for = "neutral"}

/* Is a missing figure refused, or is a missing count 0? */
bool missing_refused(const struct leaf *l, size_t first);
bool missing_is_zero(const struct leaf *l, size_t first);

/* Gives `out` the state, and the mark if any, that the parameter says. False where it is refused:
 * the state is then POINTS_UNREPORTED, and the caller says what is missing. */
bool missing_settle(const struct leaf *l, struct points *out, size_t first);

#endif
