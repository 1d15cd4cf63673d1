/* contest.h - with weights of a set, how many of several rivals can be held at once?
 *
 * Rival i is held where g_i w >= 0, or > 0 (strict). The most that can be held is a maximum
 * feasible subsystem. Integer programming (GLPK) proposes weights; what they hold is then counted
 * exactly. That no more can be held is proved by conflicts: sets of rivals that no weights hold
 * together, each with prices y >= 0 for which the most of (sum of y_i g_i) w is below 0 (not above,
 * where strict). Of each conflict one must go, so the fewest that meet every conflict bounds what
 * is lost (M. Parker and J. Ryan, Finding the minimum weight IIS cover of an infeasible system of
 * linear inequalities, 1996); the search asks for conflicts of those left until none are or the
 * budget is used up. Prices come from a linear programme in double and are rounded; that they prove
 * a conflict is computed exactly, by the closed forms of space.h (as A. Neumaier and O. Shcherbina,
 * Safe bounds in linear and mixed-integer linear programming, 2004); where that leaves it open, by
 * program_solve(). The budget counts programmes, never time: the same input, the same answer.
 */
#ifndef KAOHE_CONTEST_H
#define KAOHE_CONTEST_H

#include "vary/space.h"

struct contest {
	const struct space *space;
	size_t n;                        /* rivals */
	const ratio *const *const *gaps; /* [rival][free] */
	bool strict;
	size_t programs; /* linear programmes to be solved at most, at least 1 */
};

struct contest_result {
	size_t lost;           /* rivals that the weights do not hold */
	size_t bound;          /* at least so many are lost at any weights: certified */
	const ratio *const *w; /* [free], exact, of the set */
};

/* lost == bound: exact. */
struct contest_result contest_run(struct arena *a, const struct contest *c);

#endif
