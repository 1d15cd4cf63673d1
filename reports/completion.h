/* completion.h - how much of all tasks was achieved, over all units, also those not assessed.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_COMPLETION_H
#define KAOHE_COMPLETION_H

#include "reports/page.h"

/* Whatever was submitted counts, also beyond a target. */
struct completion {
	const ratio *task, *submitted; /* never NULL */
	const ratio *rate;             /* percent; NULL without a task */
};

struct completions {
	const struct completion *types; /* one per type of the method */
	struct completion all;
	const char *unreported; /* "city, logistics; ...": tasks without a count; "" for none */
};

struct completions completions_of(const struct page *p);

/* A small table; nothing where nothing is scored by counts. */
void completions_view(struct page *p);

#endif
