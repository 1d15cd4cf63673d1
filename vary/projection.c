#include "vary/projection.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

/* Beyond this many projects still to come nobody asks for a range. */
#define ARRIVALS_MOST 1000000u

static unsigned whole(struct arena *a, const ratio *x)
{
	return (unsigned)strtoul(ratio_exact(a, ratio_round(a, x, 0, ROUND_UP)), NULL, 10);
}

/* A number for reading, rounded to a millionth. */
static double approximate(struct arena *a, const ratio *x)
{
	const ratio *million = ratio_of(a, 1000000, 1);
	const ratio *scaled = ratio_round(a, ratio_mul(a, x, million), 0, ROUND_HALF_UP);
	return (double)strtoull(ratio_exact(a, scaled), NULL, 10) / 1000000.0;
}

/* The least number of arrivals that is not exceeded with this probability. */
static unsigned quantile(double mean, double p)
{
	unsigned low = 0, high = 1;
	while (high < ARRIVALS_MOST && gsl_cdf_poisson_P(high, mean) < p)
		high *= 2;
	if (gsl_cdf_poisson_P(0, mean) >= p)
		return 0;
	while (high - low > 1) {
		const unsigned middle = low + (high - low) / 2;
		if (gsl_cdf_poisson_P(middle, mean) >= p)
			high = middle;
		else
			low = middle;
	}
	return high;
}

struct projection projection_of(struct arena *a, const ratio *count, const ratio *target,
                                const ratio *share)
{
	struct projection x = {.end = ratio_div(a, count, share), .probability = 1};
	const double now = approximate(a, count), mean = approximate(a, ratio_sub(a, x.end, count));
	x.low = x.high = now;
	x.known = ratio_sign(count) > 0 || ratio_cmp(count, target) >= 0 ||
	          ratio_cmp(share, ratio_of(a, 1, 1)) >= 0;
	if (mean > 0) {
		x.low += quantile(mean, 0.05);
		x.high += quantile(mean, 0.95);
	}
	if (ratio_cmp(count, target) >= 0)
		return x;
	const unsigned lacks = whole(a, ratio_sub(a, target, count));
	x.probability = mean > 0 ? gsl_cdf_poisson_Q(lacks - 1, mean) : 0;
	return x;
}
