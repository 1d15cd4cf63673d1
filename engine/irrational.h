/* irrational.h - roots, logarithms, powers and geometric means, with certified bounds.
 *
 * Each gives the exact number where the true result is rational and that is found cheaply (what
 * "cheaply" leaves out stands at each function). Else the true result lies strictly between two
 * bounds of 256 bits, rounded down and up by MPFR, and the ratio returned holds both: its error is
 * about 10^-76 of it. Inexact operands are carried: every function here is monotone, so it is
 * taken at both ends of their ranges.
 * Size:    results from 2^4096 on that are not exact are unbounded (see ratio.h).
 * Memory:  in the arena; MPFR allocates as GMP does, and its caches are released before each
 *          function returns.
 * Threads: safe with an arena each.
 * Cost:    some 5 to 200 microseconds each; 2 milliseconds where a geometric mean is sought exactly
 *          under a root of degree 1000.
 */
#ifndef KAOHE_IRRATIONAL_H
#define KAOHE_IRRATIONAL_H

#include "engine/ratio.h"

enum log_base { LOG_E, LOG_10, LOG_2, LOG_BASES };

/* The square root; x >= 0. Exact for every square of a rational number below 2^100000. An inexact
 * x may reach below 0: its true value does not. */
const ratio *ratio_sqrt(struct arena *a, const ratio *x);

/* The n-th root; x >= 0, n >= 1. Exact for every n-th power, as ratio_sqrt(). */
const ratio *ratio_root(struct arena *a, const ratio *x, unsigned long n);

/* The logarithm; x > 0. Exact wherever it is rational: of powers of 10 or 2 to that base, and
 * of 1. An inexact x that reaches down to 0 gives an unbounded number. */
const ratio *ratio_log(struct arena *a, const ratio *x, enum log_base base);

/* x^y; x > 0, or x = 0 and y > 0, which gives 0. Exact wherever it is rational and below
 * 2^100000 above and below the line. */
const ratio *ratio_power(struct arena *a, const ratio *x, const ratio *y);

/* The product of values[i]^weights[i], i < n; n >= 1, values >= 0, weights exact, >= 0 and of
 * sum 1. A value of 0 whose weight is not 0 gives 0; a weight of 0 leaves its value out. Exact
 * where the values that count are equal, and wherever it is rational while the common denominator
 * of the weights is at most 1000 and the product of whole powers under the root is below 2^100000.
 */
const ratio *irrational_geometric(struct arena *a, size_t n, const ratio *const *values,
                                  const ratio *const *weights);

#endif
