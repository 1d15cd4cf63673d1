/* sobol_kernel.h - the innermost loops of variance-based sensitivity, one object for each
 * instruction set.
 *
 * Internal to vary/indices.c, vary/sobol*.c and their tests. Outputs and units are lanes: they
 * stand side by side, and their number is rounded up to a multiple of SOBOL_LANES. All kernels give
 * the same results: the source is the same, nothing is contracted, and sums are in a fixed order.
 */
#ifndef KAOHE_SOBOL_KERNEL_H
#define KAOHE_SOBOL_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SOBOL_LANES = 8 };

static inline size_t sobol_padded(size_t n)
{
	return (n + SOBOL_LANES - 1) / SOBOL_LANES * SOBOL_LANES;
}

/* Outputs of a batch of rows, [row * n + output]. */
struct sobol_rows {
	size_t rows, n;
	const double *a, *b, *centre;
};

/* What is resampled: sums of some blocks, and how often each replicate has which block. */
struct sobol_resampling {
	size_t n, n_blocks, n_replicates;
	const float *const *sums; /* [block]: of n outputs */
	const double *times;      /* [replicate * n_blocks + block] */
	const double *scale; /* [replicate * n + output]: turns a sum into an index; 0: undefined */
};

struct sobol_kernel {
	const char *isa;
	/* Of rows x[row * n + output], less the centre: adds up x and x^2. */
	void (*spread)(size_t rows, size_t n, const double *x, const double *centre, double *mean,
	               double *square);
	/* first += (b - centre) (ab - a), total += (ab - a)^2 */
	void (*effects)(const struct sobol_rows *x, const double *ab, double *first, double *total);
	/* swing += (b - a) (after - before) */
	void (*swings)(const struct sobol_rows *x, const double *before, const double *after,
	               double *swing);
	/* Standard deviation over the replicates, [output]; 0 where fewer than two are defined. */
	void (*resample)(const struct sobol_resampling *r, double *deviation);
};

extern const struct sobol_kernel sobol_kernel_v1, sobol_kernel_v2, sobol_kernel_v3, sobol_kernel_v4;

/* isa: NULL for the best that runs here; else the best up to that one. */
const struct sobol_kernel *sobol_kernel_choose(const char *isa);

#endif
