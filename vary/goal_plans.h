/* goal_plans.h - plans while they are being found, and the search for them. Part of goal.h. */
#ifndef KAOHE_GOAL_PLANS_H
#define KAOHE_GOAL_PLANS_H

#include "vary/goal.h"

struct goal_work {
	struct arena *arena;
	const struct goal_request *asked;
	const ratio *wanted;   /* score of the rival; NULL where a score is asked for, or all are
	                          scored */
	const size_t *efforts; /* [type]: in steps */
	const ratio *step;     /* the effort that one is */
	/* The best so far, in order. */
	size_t *choices[GOAL_PLANS]; /* [item * n_types + type] */
	size_t effort[GOAL_PLANS], projects[GOAL_PLANS];
	const ratio *scores[GOAL_PLANS];
	size_t n;
};

/* Is the goal reached with this score, whatever the others'? */
bool goal_plans_reach(struct arena *a, const struct goal_work *w, const ratio *score);

/* Keeps the plan if it is among the best. */
void goal_plans_offer(struct goal_work *w, const size_t *choice, const ratio *score);
size_t goal_plans_effort(const struct goal_work *w, const size_t *choice);

/* All plans of an effort of at most `least`, and more until there are GOAL_PLANS or it has doubled;
 * for marks that hang on the unit's own counts. Returns up to which effort. *all_compared: false
 * where there were too many to look at. */
size_t goal_plans_search(struct goal_work *w, size_t least, bool *all_compared);

/* All choices in order of effort, each scored with all units, until there are plans of GOAL_PLANS
 * or GOAL_SCORES units were scored. Returns up to which effort all were; *all_compared: those
 * beyond may be better than what was found. */
size_t goal_plans_try(struct goal_work *w, bool *all_compared);

#endif
