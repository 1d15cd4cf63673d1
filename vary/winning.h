/* winning.h - the share of all weightings in which one unit scores above another, exactly.
 *
 * Of weights uniform on the simplex (all that are >= 0 and sum to 1) and a linear model, i scores
 * above j where sum of w_k d_k > 0, d_k = P (v_ik - v_jk) (and what lies outside the 100, which
 * adds the same to every d_k). That part of the simplex is cut off by a hyperplane; of its K
 * corners those with y > 0 are inside, and its share of the volume is the divided difference of
 *     f(x) = max(x, 0)^(K - 1)   at the points d_1 .. d_K,
 * which for different y is      sum over the y > 0 of y^(K - 1) / prod of (y - z) over all others.
 * A value y that m corners share has the coefficient of e^(m - 1) in
 *     (y + e)^(K - 1) / prod of (y - z + e) over the corners of other values
 * as its term, so that nothing is ever divided by 0. The side of the hyperplane with fewer
 * coinciding values is taken, the other is what is left.
 * Source: G. Varsi, The multidimensional content of the frustum of the simplex (1973); M. M. Ali,
 * Content of the frustum of a simplex (1973); for divided differences L. Gerber, The volume cut off
 * a simplex by a half-space (1981). Their recursion, which needs no case for coinciding values but
 * takes some forty times as long, is held against it in the tests.
 * Range:  0 .. 1; the shares of i above j and j above i sum to 1 unless all differences are 0,
 *         when both are 0.
 * Where:  pairs of units that are asked everything, in a model whose limits cannot bind; of others
 *         nothing is said (NULL).
 * Cost:   a pair of 60 items some 0.2 ms, of 8 items some 5 microseconds; units^2 / 2 pairs.
 */
#ifndef KAOHE_WINNING_H
#define KAOHE_WINNING_H

#include "vary/firmness.h"

struct winning {
	size_t n; /* units of the model */
	const ratio *const
	        *shares; /* [i * n + j]: i strictly above j; NULL: not known, and i == j */
	bool complete;   /* every pair is known */
};

/* Weights in a model that this is done for: at 60 weights a share has some 7,000 digits, which is
 * 3 KiB. */
#define WINNING_WEIGHTS_MAX 60

/* Units that it is done for: as many as a GiB holds the shares of, 539 at 60 weights, 2,317 at 10.
 */
size_t winning_units_max(size_t n_weights);

/* The share for one pair of differences d[0 .. n), n >= 1, all exact. */
const ratio *winning_share(struct arena *a, size_t n, const ratio *const *d);

/* NULL where the model is not linear for any pair, or has too many weights or units; what was found
 * of earlier pairs where the watch says stop (`complete` is false then). */
const struct winning *winning_run(const struct firmness_request *request);

#endif
