/* winning.h - the share of all weightings in which one unit scores above another, exactly.
 *
 * Of weights uniform on the simplex (all that are >= 0 and sum to 1) and a linear model, i scores
 * above j where sum of w_k d_k > 0, d_k = v_ik - v_jk (and what lies outside the 100, which adds
 * the same to every d_k). That part of the simplex is cut off by a hyperplane, and its share of the
 * volume comes of a recursion: with the differences x_1 .. x_p <= 0 and y_1 .. y_q > 0,
 *     A_0 = 1, A_1 .. A_q = 0;  for each x, for k = 1 .. q:  A_k = (y_k A_k - x A_(k-1)) / (y_k -
 * x) share of sum <= 0 is A_q (G. Varsi, The multidimensional content of the frustum of the
 * simplex, 1973; M. M. Ali 1973). Its denominators are above 0 whatever differences coincide or are
 * 0. Range:  0 .. 1; the shares of i above j and j above i sum to 1 unless all differences are 0,
 * when both are 0. Where:  pairs of units that are asked everything, in a model whose limits cannot
 * bind; of others nothing is said (NULL). Cost:   n^2 / 2 pairs of (items / 2)^2 steps on rationals
 * that grow with the items.
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

/* Weights in a model that this is done for. */
#define WINNING_WEIGHTS_MAX 60

/* The share for one pair of differences d[0 .. n), n >= 1. */
const ratio *winning_share(struct arena *a, size_t n, const ratio *const *d);

/* NULL where the model is not linear for any pair, or has too many weights. */
const struct winning *winning_run(const struct firmness_request *request);

#endif
