/* Compiled once for each instruction set, with KERNEL its name: see the Makefile. */
#include "vary/sobol_kernel.h"

#include <math.h>
#include <string.h>

#ifndef KERNEL
#define KERNEL sobol_kernel_v1
#define ISA    "v1"
#endif

/* As many numbers side by side as a register holds; no number ever meets another one. */
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

/* ---- sums over rows ---- */

static void spread(size_t rows, size_t n, const double *x, const double *centre, double *mean,
                   double *square)
{
	for (size_t o = 0; o < n; o += LANES) {
		lanes sum = load(mean + o), squares = load(square + o), c = load(centre + o);
		for (size_t r = 0; r < rows; r++) {
			lanes d = load(x + r * n + o) - c;
			sum += d;
			squares += d * d;
		}
		store(mean + o, sum);
		store(square + o, squares);
	}
}

static void effects(const struct sobol_rows *x, const double *ab, double *first, double *total)
{
	for (size_t o = 0; o < x->n; o += LANES) {
		lanes f = load(first + o), t = load(total + o), c = load(x->centre + o);
		for (size_t i = o; i < x->rows * x->n; i += x->n) {
			lanes d = load(ab + i) - load(x->a + i);
			f += (load(x->b + i) - c) * d;
			t += d * d;
		}
		store(first + o, f);
		store(total + o, t);
	}
}

static void swings(const struct sobol_rows *x, const double *before, const double *after,
                   double *swing)
{
	for (size_t o = 0; o < x->n; o += LANES) {
		lanes s = load(swing + o);
		for (size_t i = o; i < x->rows * x->n; i += x->n)
			s += (load(x->b + i) - load(x->a + i)) *
			     (load(after + i) - load(before + i));
		store(swing + o, s);
	}
}

/* ---- resampling ---- */

enum { BLOCKS_MAX = 64 };

static void gather(const struct sobol_resampling *r, size_t o, lanes x[BLOCKS_MAX])
{
	for (size_t b = 0; b < r->n_blocks; b++)
		for (size_t l = 0; l < LANES; l++)
			x[b][l] = (double)r->sums[b][o + l];
}

static void resample(const struct sobol_resampling *r, double *deviation)
{
	lanes x[BLOCKS_MAX];
	for (size_t o = 0; o < r->n; o += LANES) {
		lanes count = {0}, sum = {0}, squares = {0}, pivot = {0};
		gather(r, o, x);
		for (size_t k = 0; k < r->n_replicates; k++) {
			const double *times = r->times + k * r->n_blocks;
			lanes all = {0}, scale = load(r->scale + k * r->n + o), one = {0};
			for (size_t b = 0; b < r->n_blocks; b++)
				all += x[b] * times[b];
			all *= scale;
			for (size_t l = 0; l < LANES; l++)
				one[l] = scale[l] != 0;
			pivot = k ? pivot : all;
			lanes d = (all - pivot) * one;
			count += one;
			sum += d;
			squares += d * d;
		}
		for (size_t l = 0; l < LANES; l++) {
			double n = count[l],
			       v = n < 2 ? 0 : (squares[l] - sum[l] * sum[l] / n) / (n - 1);
			deviation[o + l] = v > 0 ? sqrt(v) : 0;
		}
	}
}

extern const struct sobol_kernel KERNEL;
const struct sobol_kernel KERNEL = {
        .isa = ISA, .spread = spread, .effects = effects, .swings = swings, .resample = resample};
