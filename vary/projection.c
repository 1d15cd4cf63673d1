#include "vary/projection.h"

#include "engine/binary.h"

#include <gsl/gsl_cdf.h>
#include <stdint.h>

/* The least number of further ones that is not exceeded with this probability. */
static unsigned least_with(double share, double mean)
{
	unsigned k = 0;
	while (gsl_cdf_poisson_P(k, mean) < share)
		k++;
	return k;
}

/* How many more it takes; 0 where the target is reached. */
static unsigned missing(struct arena *a, const ratio *so_far, const ratio *target)
{
	const ratio *gap = ratio_sub(a, ratio_round(a, target, 0, ROUND_UP), so_far);
	return ratio_sign(gap) > 0 ? (unsigned)binary_of(gap) : 0;
}

struct projection projection_of(struct arena *a, size_t n, const ratio *elapsed,
                                const ratio *target)
{
	const ratio *so_far = ratio_of(a, (int64_t)n, 1);
	struct projection p = {.expected = ratio_div(a, so_far, elapsed)};
	double mean = binary_of(ratio_sub(a, p.expected, so_far));
	unsigned more = missing(a, so_far, target);
	p.known = n > 0 || ratio_cmp(elapsed, ratio_of(a, 1, 1)) == 0;
	if (!p.known)
		return p;
	p.low = n + (mean > 0 ? least_with(PROJECTION_TAIL, mean) : 0);
	p.high = n + (mean > 0 ? least_with(1 - PROJECTION_TAIL, mean) : 0);
	p.reach = more == 0 ? 1 : mean > 0 ? gsl_cdf_poisson_Q(more - 1, mean) : 0;
	return p;
}
