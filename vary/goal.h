/* goal.h - the projects of least effort by which one unit reaches a score or a rank.
 *
 * A plan is a number of projects more of each item and type that is counted in whole numbers,
 * everything else as it is. Its effort is the sum of its projects', each that of its type. A score
 * is reached by the published one, a rank by what the rule file ranks on; who shares the rank has
 * it. Only plans of which no project can be left out are listed: by effort, then by projects, then
 * by the higher score, then in the order of the rule file.
 * Where each mark hangs on the unit's own counts alone, the best that an effort k can do is put
 * together from the leaves up (project_search.h), so that the least k that reaches the goal is
 * exact whatever limits and substitutions there are; further plans are found by a search that goes
 * no further than what is left could reach. Elsewhere (marks that depend on others, projects that
 * decide who is ranked) every choice of 0, 1, 2 ... effort is scored with all units, up to
 * GOAL_SCORES units scored.
 * Ownership: everything lives in the arena given; the sheet is borrowed.
 */
#ifndef KAOHE_GOAL_H
#define KAOHE_GOAL_H

#include "vary/projects.h"

/* Choices of more projects are not looked for, */
#define GOAL_PROJECTS 1024
/* nor more units scored where every choice has to be, */
#define GOAL_SCORES 100000
/* nor more partial plans looked at for further ones. */
#define GOAL_STEPS 200000
/* Plans listed. */
#define GOAL_PLANS 6

struct goal_request {
	const struct sheet *sheet;
	size_t unit;
	const ratio *score;          /* to be published at least; or NULL, and */
	size_t rank;                 /* the rank, from 1 */
	const ratio *const *efforts; /* [type]: above 0, at most 2 decimals */
};

struct goal_plan {
	const struct project_cell *cells;
	size_t n_cells, projects;
	const ratio *effort;
	const ratio *score; /* exact, then */
	size_t rank;        /* then; 0: none, or nobody's is known */
};

enum goal_state {
	GOAL_REACHED, /* as it is */
	GOAL_FOUND,   /* plans[0] is of the least effort there is */
	GOAL_NEVER,   /* no number of projects is enough */
	GOAL_BEYOND,  /* no plan of an effort up to `searched` is; more was not looked at */
	GOAL_APART,   /* the unit is listed apart, whatever its projects */
	GOAL_STATES
};

/* What an item lacks of its full points that no project brings. */
struct goal_gap {
	size_t item;
	const ratio *points; /* of the item */
};

struct goal {
	const struct goal_request *asked;
	enum projects_state can; /* PROJECTS_DONE, or why there is no search */
	enum goal_state state;
	bool tried;            /* every choice was scored with all units */
	size_t rival;          /* whose score reaches the rank, or NONE */
	const ratio *searched; /* up to this effort all plans were looked at */
	const ratio *most; /* its score with as many projects as anybody likes; NULL: not known */
	const struct goal_plan *plans;
	size_t n_plans;
	bool all_compared; /* false: others may stand between or behind the first and the last */
	const struct goal_gap *gaps;
	size_t n_gaps;
};

/* The unit is assessed, and complete; where a rank is asked for, all are, and the rank is one that
 * somebody can have. */
const struct goal *goal_run(struct arena *a, const struct goal_request *request);

#endif
