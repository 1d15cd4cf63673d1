/* kemeny.h - the rankings that agree most with all pairwise comparisons.
 *
 * Of a matrix e, where e[i * n + j] is the weight that puts i above j, ties half to each:
 *     score of a ranking = sum of e[i][j] over all pairs with i before j
 * and the Kemeny rankings are all those of the greatest score (J. G. Kemeny 1959; an axiomatic
 * basis, and the tie to Condorcet: H. P. Young and A. Levenglick 1978).
 * Range:   half of all that is compared .. all of it; rankings are strict.
 * Ties:    every ranking that reaches the score is one, so units that draw stand in either order.
 * Missing: what e does not compare moves no score.
 * Exact:   costs are whole numbers after scaling by a common denominator; none is rounded.
 * Cost:    each block of majority.h is ordered by itself, which loses nothing: whoever beats all
 *          of a later block precedes all of it in every Kemeny ranking (M. Truchon 1998). Within
 *          a block of k units a dynamic programme over subsets (R. E. Bellman 1962, M. Held and
 *          R. M. Karp 1962) takes k * 2^k steps and 17 * 2^k bytes, where weights are not so odd
 *          that a sum outgrows 64 bits: 17 MiB for 20 units, the largest block that is solved.
 */
#ifndef KAOHE_KEMENY_H
#define KAOHE_KEMENY_H

#include "engine/majority.h"

enum {
	KEMENY_BLOCK_MAX = 20,   /* units in a block */
	KEMENY_LISTED_MAX = 100, /* rankings that are listed */
	KEMENY_ALL_MAX = 4       /* units of which every ranking is scored */
};

struct kemeny_ranking {
	const size_t *order; /* best first */
	const ratio *score;
};

struct kemeny {
	size_t large;       /* members of a block over KEMENY_BLOCK_MAX: nothing else is given */
	const ratio *score; /* the greatest; NULL where too large */
	const ratio *count; /* of the rankings that reach it */
	/* The first KEMENY_LISTED_MAX of them, in the order of the matrix's indexes. */
	const size_t *const *rankings;
	size_t n_rankings;
	/* Of each unit, the first and the last place that any of them gives it, from 1. */
	const size_t *first, *last;
	/* Every ranking, highest score first; none above KEMENY_ALL_MAX units. */
	const struct kemeny_ranking *all;
	size_t n_all;
};

struct kemeny kemeny_solve(struct arena *a, size_t n, const ratio *const *e,
                           const struct majority *m);

/* The score of one ranking of all n. */
const ratio *kemeny_score(struct arena *a, size_t n, const ratio *const *e, const size_t *order);

#endif
