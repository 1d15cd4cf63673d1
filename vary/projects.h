/* projects.h - how many projects make two neighbours swap: recognised for the lower one, or struck
 * off the upper one.
 *
 * For each pair of neighbours in the ranking, u above v, the fewest projects (counts of any item
 * and type that is counted in whole numbers, 1 each) by which
 *     v gains until it ranks level with u, and until it ranks above u; or
 *     u loses until it ranks level with v, and until it ranks below v;
 * everything else as it is, compared on what the rule file ranks on. Marks are exact, those of the
 * scoring method under the changed counts, so that limits make some projects worth nothing.
 * Where a mark hangs on the unit's own counts alone and points come together by sums, products or
 * the least of them, the best that k projects can do is found item by item and put together from
 * the leaves up, since each item's points never fall when a child's rise. Elsewhere (marks that
 * depend on others) every choice of 1, 2, 3 ... projects is scored, until PROJECTS_SCORES scores
 * were made for one answer.
 * What is found for up to PROJECTS_UNITS units is scored once more as a whole.
 * Only counts that were submitted, or count as 0, are changed; a department's own mark stands
 * whatever the counts.
 * Ownership: everything lives in the arena given; the sheet is borrowed.
 */
#ifndef KAOHE_PROJECTS_H
#define KAOHE_PROJECTS_H

#include "engine/sheet.h"

/* More projects than this are not looked for, */
#define PROJECTS_MOST 100
/* nor are more units scored for one answer where every choice has to be. */
#define PROJECTS_SCORES 30000
#define PROJECTS_UNITS  100

struct project_cell {
	size_t item, type;
	size_t n; /* projects more, or fewer */
};

enum projects_found {
	PROJECTS_FOUND,
	PROJECTS_NEVER, /* no number of projects is enough */
	PROJECTS_BEYOND /* more than `n`: not looked for further */
};

struct project_change {
	enum projects_found found;
	size_t n;                         /* the fewest */
	const struct project_cell *cells; /* of several choices of as many, one that does most */
	size_t n_cells;
	const ratio *score; /* the unit's exact score then; PROJECTS_FOUND only */
};

struct project_pair {
	size_t upper, lower;                          /* units of the method */
	bool level;                                   /* they are level as it is */
	struct project_change gain_level, gain_above; /* of the lower one */
	struct project_change loss_level, loss_below; /* of the upper one */
};

enum projects_state {
	PROJECTS_DONE,
	PROJECTS_NONE,     /* nothing is counted in whole numbers */
	PROJECTS_COMBINED, /* a period that is combined of others has no counts of its own */
	PROJECTS_INEXACT   /* roots or logarithms: scores are not exact */
};

struct projects {
	enum projects_state state;
	const struct project_pair *pairs; /* in order of rank */
	size_t n;
};

const struct projects *projects_run(struct arena *a, const struct sheet *s);

/* Can such a search be made of this sheet? */
enum projects_state projects_state(const struct sheet *s);

/* The fewest projects struck off `unit` until it ranks below `rival`; or, rival NONE, until its own
 * rank is worse or it has none, whoever passes it, by scoring every choice. */
struct project_change projects_struck(struct arena *a, const struct sheet *s, size_t unit,
                                      size_t rival);

/* -1, 0, 1: two scores by what the rule file ranks on. */
int projects_compare(struct arena *a, const struct method *m, const ratio *x, const ratio *y);

#endif
