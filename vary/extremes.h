/* extremes.h - the best and worst rank that a unit can get over a set of weights, and who is above
 * whom at all of them, or at some.
 *
 * The set is that of the request (firmness.h), closed: weights of 0 belong to it where any so small
 * do, and a unit of which nothing is asked that has weight is taken as if it had a little
 * (linear.h). Ranks:  1 + the units strictly above, as in sampling: equal scores share the better
 * rank. So no sampled rank lies outside. Pairs:  i is necessarily at least as good as j if s_i >=
 * s_j at all weights of the set, possibly if at some (S. Greco, V. Mousseau and R. Slowinski,
 * Ordinal regression revisited, 2008). Where both scores are linear in the weights (linear.h), by
 * closed forms (space.h), exact; else by bounds (bounds.h), which may leave it open. Ranks of
 * linear scores are searched (contest.h; M. Kadzinski, S. Greco and R. Slowinski, Extreme ranking
 * analysis in robust ordinal regression, 2012): the weights at which each is had are given, and it
 * is counted exactly there; that there is none beyond is proved, or the proof breaks off at
 * EXTREMES_PROGRAMS and leaves a bracket. Where scores are not linear, or the field is larger than
 * EXTREMES_UNITS_MAX or EXTREMES_CELLS_MAX, the bound is that of the pairs, and the rank reached
 * that of the best weights tried. Cost:   n^2 pairs of n_weights steps, in double where that
 * decides the sign beyond doubt; then 2 n searches of some programmes each.
 */
#ifndef KAOHE_EXTREMES_H
#define KAOHE_EXTREMES_H

#include "vary/firmness.h"

/* Of a larger field or table no ranks are searched. */
#define EXTREMES_UNITS_MAX 100
#define EXTREMES_CELLS_MAX 6400
/* Units times squared weights of a field in which corners are tried where none are searched. */
#define EXTREMES_LOOKS_MAX 1000000
/* Linear programmes for all searches of a field together, and at most for one of them. */
#define EXTREMES_PROGRAMS     20000
#define EXTREMES_PROGRAMS_ONE 2000

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };

struct extreme {
	size_t rank;                 /* had at these weights */
	size_t bound;                /* none is beyond this one: certified. Equal: exact */
	const ratio *const *weights; /* [weight] of sum 1, exact */
};

struct extremes {
	size_t n;                                  /* units of the model */
	const struct extreme *best, *worst;        /* [unit] */
	const unsigned char *necessary, *possible; /* [i * n + j]: enum truth; i == j: yes */
	size_t n_linear; /* units whose scores are linear in the weights */
	bool searched;   /* false: the field is too large, nothing is linear, or the user stopped it
	                  */
	bool exact;      /* every rank is, and every pair is known */
};

static inline bool extreme_is_exact(const struct extreme *x)
{
	return x->rank == x->bound;
}

/* NULL where the marks themselves are not exact. */
const struct extremes *extremes_run(const struct firmness_request *request);

#endif
