/* struck.h - how many projects can be struck off a unit before it loses its rank.
 *
 * For each ranked unit the fewest projects of its own counts without which its rank is worse (a
 * larger number), everything else as it is. Where marks hang on the unit's own counts alone, its
 * rank gets worse just when it falls below the best of those that are not above it now; the fewest
 * projects for that are put together item by item (project_search.h). Where the marks of others
 * move as well, or counts decide who is ranked at all, every choice of 1, 2, 3 ... projects is
 * scored, up to PROJECTS_SCORES; the rank is then lost also where the unit is listed apart.
 * Ownership: everything lives in the arena given; the sheet is borrowed.
 */
#ifndef KAOHE_STRUCK_H
#define KAOHE_STRUCK_H

#include "vary/model.h"
#include "vary/projects.h"

#include <signal.h>

struct struck_unit {
	size_t unit;                  /* of the method */
	size_t projects;              /* that could be struck off, up to STRUCK_MOST */
	struct project_change change; /* see projects.h; PROJECTS_NEVER: not even without all */
	/* PROJECTS_FOUND only: */
	size_t rank;   /* then; 0: listed apart */
	size_t behind; /* best of those that it falls below, or NONE where it is listed apart */
};
#define STRUCK_MOST 1000000

struct struck {
	enum projects_state state; /* PROJECTS_DONE, or why there is nothing */
	const struct struck_unit *units;
	size_t n; /* the units of the model, in order of rank */
};

/* Of the units of a model of a case. stop: NULL, or non-zero when the user wants no more; NULL is
 * returned then. */
const struct struck *struck_run(struct arena *a, const struct model *m,
                                const volatile sig_atomic_t *stop);

#endif
