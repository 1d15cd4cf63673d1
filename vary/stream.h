/* stream.h - random numbers that are a function of where they are used, not of what came before.
 *
 * Philox4x32-7 (J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as
 * easy as 1, 2, 3, 2011; seven rounds are the fewest that pass all tests there): the key is the
 * seed, the counter is draw, slot and purpose. So any draw can be made by any thread or host, in
 * any order, with the same result. Cost: some 10 nanoseconds for four numbers.
 */
#ifndef KAOHE_STREAM_H
#define KAOHE_STREAM_H

#include <stdint.h>

#define STREAM_ROUNDS 7

/* Streams that never meet. */
enum stream_purpose {
	STREAM_WEIGHTS,
	STREAM_GAMMA,       /* further numbers of rejected gamma variates */
	STREAM_RECOGNITION, /* figures */
	STREAM_CONFIDENCE,  /* figures of the second pass */
	STREAM_SOBOL,
	STREAM_BOOTSTRAP,
	STREAM_PERMUTATIONS
};

/* Four words of 32 bits, uniform. slot: which four, e.g. item / 4. */
void stream_words(uint64_t seed, uint64_t draw, uint32_t slot, enum stream_purpose purpose,
                  uint32_t words[4]);

/* The middle of one of 2^24 equal parts of 0 .. 1. Never 0 or 1; exact also as a float. */
static inline double stream_uniform(uint32_t word)
{
	return ((double)(word >> 8) + 0.5) * 0x1p-24;
}

#endif
