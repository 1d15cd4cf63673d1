/* lanes.h - as many doubles side by side as a register holds.
 *
 * Internal to what is compiled once for each instruction set (files named _kernel.c). No number
 * ever meets another one, so results do not depend on how many there are.
 */
#ifndef KAOHE_LANES_H
#define KAOHE_LANES_H

#include <stddef.h>
#include <string.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
enum { WIDE = 64 };
#elif defined(__AVX__)
enum { WIDE = 32 };
#else
enum { WIDE = 16 };
#endif
typedef double lanes __attribute__((vector_size(WIDE)));
enum { LANES = WIDE / sizeof(double) };

static inline lanes load(const double *x)
{
	lanes v;
	memcpy(&v, x, sizeof v);
	return v;
}

static inline void store(double *x, lanes v)
{
	memcpy(x, &v, sizeof v);
}

static inline lanes spread_out(double x)
{
	lanes zero = {0};
	return zero + x;
}

/* x where the mask is set, else 0. */
#define WHERE(mask, x) ((lanes)((mask) & (__typeof__(mask))(x)))

static inline lanes lesser(lanes x, lanes y)
{
	return WHERE(x < y, x) + WHERE(x >= y, y);
}

static inline lanes least(lanes x, lanes y)
{
#if defined(__AVX512F__)
	return (lanes)_mm512_min_pd((__m512d)x, (__m512d)y);
#elif defined(__AVX2__)
	return (lanes)_mm256_min_pd((__m256d)x, (__m256d)y);
#else
	return lesser(x, y);
#endif
}

#endif
