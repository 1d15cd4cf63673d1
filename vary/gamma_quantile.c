#include "vary/gamma_quantile.h"

#include "vary/logarithm.h"

#include <assert.h>

/* t from -END to END, in steps of STEP. */
static const double end_of_t = 23, step_of_t = 2 * 23.0 / (GAMMA_KNOTS - 1);

/* ln of the gamma function: Stirling's series, after the argument has been brought to 10. */
static double log_gamma(double x)
{
	double product = 1;
	while (x < 10)
		product *= x++;
	double z = 1 / (x * x), tail = 1.0 / 156;
	tail = -tail * z + 691.0 / 360360;
	tail = -tail * z + 1.0 / 1188;
	tail = -tail * z + 1.0 / 1680;
	tail = -tail * z + 1.0 / 1260;
	tail = -tail * z + 1.0 / 360;
	tail = -tail * z + 1.0 / 12;
	return (x - 0.5) * logarithm(x) - x + 0.918938533204672742 + tail / x - logarithm(product);
}

/* A point of the distribution: x = e^y. */
struct point {
	double t, slope; /* ln(P / Q), and how it grows with y */
};

/* Sum of x^n / ((a + 1) ... (a + n)), n from 0. */
static double series(double a, double x)
{
	double term = 1, sum = 1;
	for (int n = 1; term > sum * 0x1p-56; n++) {
		term *= x / (a + (double)n);
		sum += term;
	}
	return sum;
}

/* Q x^-a e^x Gamma(a), by W. J. Lentz's way of continued fractions; x > a + 1. */
static double fraction(double a, double x)
{
	double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
	for (int i = 1; i < 10000; i++) {
		double n = -(double)i * ((double)i - a);
		b += 2;
		d = 1 / (n * d + b);
		c = b + n / c;
		h *= d * c;
		if (d * c - 1 < 0x1p-54 && d * c - 1 > -0x1p-54)
			break;
	}
	return h;
}

/* ln(1 - e^x), x < 0 */
static double log_rest(double x)
{
	return x < -40 ? -logarithm_inverse(x) : logarithm(1 - logarithm_inverse(x));
}

static struct point point_of(double a, double log_gamma_a, double y)
{
	double x = logarithm_inverse(y), front = a * y - x - log_gamma_a, below, above;
	if (x < a + 1) {
		below = front - logarithm(a) + logarithm(series(a, x));
		above = log_rest(below);
	} else {
		above = front + logarithm(fraction(a, x));
		below = log_rest(above);
	}
	return (struct point){below - above, logarithm_inverse(front - below - above)};
}

/* y where the distribution has t, near a first guess. */
static double solve(double a, double log_gamma_a, double t, double y, double *slope)
{
	for (int round = 0; round < 30; round++) {
		struct point p = point_of(a, log_gamma_a, y);
		double by = (t - p.t) / p.slope;
		y += by > 1 ? 1 : by < -1 ? -1 : by;
		*slope = 1 / p.slope;
		if (by < 1e-12 && by > -1e-12)
			break;
	}
	return y;
}

const struct gamma_quantile *gamma_quantile_new(struct arena *arena, double shape)
{
	struct gamma_quantile *g = ARENA_NEW(arena, struct gamma_quantile);
	double gamma = log_gamma(shape), slope, y;
	size_t middle = GAMMA_KNOTS / 2;
	assert(shape > 0);
	g->shape = shape;
	/* Where the median is known well enough: near the shape, or where the series is its first
	 * term. */
	y = shape > 0.5 ? logarithm(shape) : (logarithm(0.5) + gamma + logarithm(shape)) / shape;
	double known = y;
	for (size_t side = 0; side < 2; side++) {
		y = known;
		slope = 0;
		for (size_t i = middle; i < GAMMA_KNOTS; i += side ? (size_t)-1 : 1) {
			double t = (double)i * step_of_t - end_of_t;
			y += (side ? -1 : 1) * slope * step_of_t;
			y = solve(shape, gamma, t, y, &slope);
			g->values[i] = y;
			g->slopes[i] = slope * step_of_t;
		}
	}
	return g;
}

double gamma_quantile_at(const struct gamma_quantile *g, double u)
{
	double t = (logarithm(u) - logarithm(1 - u) + end_of_t) / step_of_t;
	size_t i = (size_t)t;
	double s = t - (double)i, r = 1 - s;
	double y = r * r * ((1 + 2 * s) * g->values[i] + s * g->slopes[i]) +
	           s * s * ((1 + 2 * r) * g->values[i + 1] - r * g->slopes[i + 1]);
	return logarithm_inverse(y);
}
