/* attainment.h - how much of what was asked has been attained, over-attainment limited.
 *
 *     higher is better    max(100 min(x / t, limit), low)
 *     lower is better     max(100 min(t / x, limit), low), and 100 limit for x <= 0
 * Range:    low .. 100 limit.
 * 0/0:      higher: t = 0 asks for nothing, so there is no task. lower: t = 0 asks for none at all:
 *           x <= 0 is the limit, any other x is 0.
 * Negative: x below 0 has a negative share, which `low` lifts; a negative t has no share: refused.
 */
#ifndef KAOHE_ATTAINMENT_H
#define KAOHE_ATTAINMENT_H

#include "engine/measure.h"

#define ATTAINMENT_LIMIT(param)                                                                    \
	[param] = {                                                                                \
	        .name = "limit", .kind = PARAM_NUMBER, .fallback = "1", .low = "1", .high = "100"}
#define ATTAINMENT_LOW(param)                                                                      \
	[param] = {.name = "low",                                                                  \
	           .kind = PARAM_NUMBER,                                                           \
	           .fallback = "0",                                                                \
	           .low = "-1000000",                                                              \
	           .high = "100"}

struct attainment {
	const ratio *x, *t;
	const char *asked; /* t as the formula shows it; NULL unless explained */
	size_t limit, low; /* the parameters of these names */
};

/* To be asked before any figure is read: false where nothing is asked, or what is asked has no
 * share; `out` then says so. Errors: target_negative. */
bool attainment_asked(const struct leaf *l, struct points *out, struct diag_list *missing,
                      size_t target);

/* Mark and formula; mark_full is 100. */
void attainment_mark(const struct leaf *l, struct points *out, const struct attainment *given);

/* For a method's check(): the target, where the rule file states it, is not negative. */
void attainment_check(const struct method *m, const struct scoring *use, size_t target,
                      struct diag_list *log);

#endif
