/* chance.h - whole numbers drawn by inversion, without a rounding that anybody could see.
 *
 * A distribution over 0 .. n is n limits, limits[k] = floor(2^64 P(X <= k)), worked out in whole
 * numbers. A random word of 64 bits gives X = how many limits are at most the word (inverse of the
 * cumulative distribution; L. Devroye, Non-uniform random variate generation, 1986, chapter III).
 * Every probability is exact up to 2^-64.
 */
#ifndef KAOHE_CHANCE_H
#define KAOHE_CHANCE_H

#include "engine/ratio.h"
#include <stdint.h>

/* How many of n happen, each with probability p, independently; 0 < p < 1, exact. n limits.
 * Cost: n products of numbers of n log2(denominator of p) bits. */
const uint64_t *chance_binomial(struct arena *a, size_t n, const ratio *p);

/* One of n, 0 .. n - 1, each alike. n - 1 limits. */
const uint64_t *chance_uniform(struct arena *a, size_t n);

/* How many of n limits, ascending, are at most the word. */
size_t chance_draw(const uint64_t *limits, size_t n, uint64_t word);

#endif
