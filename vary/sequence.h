/* sequence.h - quasi-random numbers that can be had from any place on.
 *
 * I. M. Sobol's sequence (1967) in the order of I. A. Antonov and V. M. Saleev (1979). The first 40
 * dimensions are those of GSL (P. Bratley and B. L. Fox, Algorithm 659, 1988): their first
 * direction numbers are read off GSL's own points, the rest follows by the recurrence of their
 * primitive polynomials. Dimensions 41 .. SEQUENCE_NET go on with the next primitive polynomials
 * and with first direction numbers drawn once and for all from stream.h, so that each of them is a
 * (0, 1)-sequence as well; those beyond are random numbers of stream.h.
 * Scrambled (J. Matousek, On the L2-discrepancy for anchored boxes, 1998): the digits of each
 * dimension go through a random lower triangular matrix and are shifted, both from the seed. Every
 * point is then uniform, a mean over points is unbiased, and the equidistribution stays.
 * Range:  words of 32 bits. After 2^32 points the same points come again with another shift.
 * Cost:   one exclusive or for each number in order; some 32 to begin elsewhere.
 */
#ifndef KAOHE_SEQUENCE_H
#define KAOHE_SEQUENCE_H

#include "engine/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEQUENCE_GSL = 40, SEQUENCE_NET = 1110, SEQUENCE_BITS = 32 };

struct sequence {
	size_t n;   /* dimensions */
	size_t net; /* of which quasi-random */
	uint64_t seed;
	bool scrambled;
	const uint32_t *directions; /* [bit * net + dimension] */
};

/* n >= 1 dimensions. Not scrambled: as GSL has them, and the seed moves nothing. */
const struct sequence *sequence_new(struct arena *a, size_t n, bool scrambled, uint64_t seed);

/* The point of this index, words[n]. Index 0 is the origin, with which GSL does not begin. */
void sequence_at(const struct sequence *s, uint64_t index, uint32_t *words);

/* From the point of an index to the next one. */
void sequence_next(const struct sequence *s, uint64_t index, uint32_t *words);

/* The middle of one of 2^32 equal parts of 0 .. 1. Never 0 or 1. */
static inline double sequence_uniform(uint32_t word)
{
	return ((double)word + 0.5) * 0x1p-32;
}

#endif
