/* projection.h - where a count ends if projects go on arriving as they did.
 *
 * After the share s of the period a count stands at a. At a constant rate it ends at a / s. As
 * arrivals of a Poisson process of that rate, what still comes is Poisson with mean
 * mu = a (1 - s) / s, so that the target t is reached with probability P(X >= t - a).
 * The rate is itself estimated, and by few projects badly: the probability says no more than that.
 * Of none at all, with time and something of the target left, nothing can be said.
 */
#ifndef KAOHE_PROJECTION_H
#define KAOHE_PROJECTION_H

#include "engine/ratio.h"
#include <stdbool.h>

struct projection {
	const ratio *end;   /* at the constant rate */
	bool known;         /* false: nothing can be said beside that */
	double low, high;   /* what the count ends at with 5 % and 95 % */
	double probability; /* of the target; 1 where it is reached, and where it is 0 */
};

/* share: above 0, at most 1. */
struct projection projection_of(struct arena *a, const ratio *count, const ratio *target,
                                const ratio *share);

#endif
