/* factorial.h - which choice moves a number how much, over all combinations of choices, exactly.
 *
 * A number is known for every combination of the levels of some factors, each combination counting
 * alike. With V(S) the variance of its mean given the factors of S, and V that of the number:
 *     main      V({i}) / V: what the factor does by itself (I. M. Sobol' 1993)
 *     total     1 - V(all but i) / V: with all it does together with others (T. Homma and
 *               A. Saltelli 1996)
 *     Shapley   sum over the sets S without i of |S|! (k - |S| - 1)! / k! (V(S + i) - V(S)) / V:
 *               what factors do together is parted evenly; they add up to 1 (A. B. Owen 2014)
 * main <= Shapley <= total. A factor that changes nothing has 0 of all three, exactly.
 * Undefined where the number is the same under all combinations: there is no variance to share.
 * Range: 0 .. 1. Rounding: none.
 * Cost: the product of (levels + 1) sums, and factors * 2^factors.
 */
#ifndef KAOHE_FACTORIAL_H
#define KAOHE_FACTORIAL_H

#include "engine/ratio.h"

/* Subsets of factors are gone through one by one. */
#define FACTORIAL_MOST 16

struct factorial_share {
	const ratio *main, *total, *shapley;
};

struct factorial {
	const ratio *mean, *variance;
	const struct factorial_share *shares; /* [factor]; NULL: no variance */
};

/* values: exact, the last factor changing fastest; levels: at least 1 each; at most FACTORIAL_MOST
 * factors. */
const struct factorial *factorial_of(struct arena *a, size_t n_factors, const size_t *levels,
                                     const ratio *const *values);

#endif
