/* gamma_quantile.h - gamma variates as a function of one uniform number, by a table.
 *
 * Of a gamma distribution of shape a and scale 1, the logarithm of its quantile as a function of
 * t = ln(u / (1 - u)) is nearly straight at both ends and smooth between. It is worked out at
 * GAMMA_KNOTS values of t by Newton's method on the series and continued fraction of the incomplete
 * gamma function (M. Abramowitz and I. Stegun 6.5.29, 6.5.31; that of the gamma function itself,
 * 6.1.41), and interpolated by cubic polynomials with the exact slopes (Hermite).
 * Error: below 10^-7 of the quantile. The same on every processor: see logarithm.h.
 * Cost:  some milliseconds for a table, some 50 nanoseconds for a variate.
 */
#ifndef KAOHE_GAMMA_QUANTILE_H
#define KAOHE_GAMMA_QUANTILE_H

#include "engine/arena.h"

enum { GAMMA_KNOTS = 1025 };

struct gamma_quantile {
	double shape;
	double values[GAMMA_KNOTS], slopes[GAMMA_KNOTS]; /* of ln x; slopes per knot */
};

/* shape > 0 */
const struct gamma_quantile *gamma_quantile_new(struct arena *a, double shape);

/* 2^-33 <= u <= 1 - 2^-33; 0 where the quantile is below e^-700. */
double gamma_quantile_at(const struct gamma_quantile *g, double u);

#endif
