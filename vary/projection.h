/* projection.h - where a count will stand at the end of its period, if it goes on as so far.
 *
 * Projects are taken to come one by one, each day alike and independently of one another (a Poisson
 * process), at the rate seen so far: n of them in the share e of the period that has gone by. Then
 * what is still to come has the Poisson distribution with mean
 *         m = n (1 - e) / e
 * (S. M. Ross, Introduction to Probability Models, chapter on the Poisson process), worked out by
 * GSL. The rate is taken for certain, so that ranges of few projects are rather too narrow; of none
 * at all nothing can be said. Nothing here is official, and nothing is exact but the expected
 * count.
 */
#ifndef KAOHE_PROJECTION_H
#define KAOHE_PROJECTION_H

#include "engine/ratio.h"
#include <stdbool.h>
#include <stddef.h>

/* Shares of all futures below the low and above the high end of the range. */
#define PROJECTION_TAIL 0.05

struct projection {
	const ratio *expected; /* n / e: at a constant rate; exact */
	bool known;            /* false: nothing has come so far, and some time is left */
	size_t low, high; /* counts at the end, with PROJECTION_TAIL on either side; if known */
	double reach;     /* probability, 0 .. 1, that the target is reached; if known */
};

/* n: so far. elapsed: 0 < e <= 1. target: >= 0. n below 10^6.
 * Cost: O(range). */
struct projection projection_of(struct arena *a, size_t n, const ratio *elapsed,
                                const ratio *target);

#endif
