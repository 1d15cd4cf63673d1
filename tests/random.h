/* random.h - the random numbers of unit tests, the same on every machine. */
#ifndef KAOHE_TESTS_RANDOM_H
#define KAOHE_TESTS_RANDOM_H

#include <stdint.h>

/* 0 .. n - 1 (D. E. Knuth's congruence of 64 bits, its upper half). */
static inline unsigned below(uint64_t *state, unsigned n)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)((*state >> 33) % n);
}

#endif
