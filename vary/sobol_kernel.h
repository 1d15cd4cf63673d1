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

/* What is resampled, of SOBOL_LANES outputs side by side. A replicate has each of the blocks so
 * many times; its index is scale * sum of times * sums over the blocks. */
enum { SOBOL_BLOCKS = 64 };
struct sobol_resampling {
	size_t n_blocks, n_replicates;
	const double *times;   /* [replicate * n_blocks + block] */
	const double *scale;   /* [replicate * SOBOL_LANES + output] */
	const double *defined; /* the same: 1, or 0 where the replicate has no index; scale is 0 */
};

/* ---- a model as sums over its weights ----
 *
 * A stage is a node whose value is a quotient of its own: the root, one that shares out the weight
 * of what is not asked, one that is limited. With raw weights a, which need not sum to 1,
 *     sum_b     = sum of a_k column_k over the carriers whose innermost stage is b
 *               + sum over the stages c right below b, where b counts them, of weight_c value_c
 *     weight_b  = sum of a_k over all carriers below b
 *     count_b   = the same over those that b counts for the unit: all but where it shares out
 *     value_b   = sum_b / count_b, 0 where nothing counts; at most 1 where limited
 *     score     = full value_root + before, at most full where the root is limited; + after
 * All vectors are over units, padded; columns are 0 for what is not asked.
 */
struct sobol_stage {
	size_t parent; /* SIZE_MAX for the root, which is the last; others before theirs */
	bool limited;
	const double *asked; /* [weight * units + unit]: 1 where this stage counts it; NULL: all */
	const double *counted; /* [unit]: 1 where the parent counts this stage; NULL: everywhere */
};

struct sobol_form {
	size_t n, units, n_weights; /* units padded */
	size_t n_stages;
	const struct sobol_stage *stages;
	const size_t *inner;           /* [weight]: innermost stage */
	const size_t *const *of_stage; /* [stage]: weights whose innermost stage it is */
	const size_t *n_of_stage;
	const size_t *const *below; /* [stage]: all weights below it */
	const size_t *n_below;
	const double *const *columns; /* [weight]: [unit] */
	const double *before, *after; /* [unit] */
	double full;
	bool plain; /* one stage, neither limited nor shared out: full sum / weight + before */
};

/* How scores are rounded before they are ranked. */
enum sobol_rounding { SOBOL_EXACT, SOBOL_NEAREST, SOBOL_TOWARDS_ZERO, SOBOL_AWAY };

/* One row. Rounding concerns moved() and move() alone. */
struct sobol_state {
	const struct sobol_form *form;
	enum sobol_rounding rounding;
	double scale;
	const double **columns; /* [weight]: those of the form, or others */
	double *weights;        /* raw, [weight] */
	double *totals;         /* [stage]: weight_b */
	double *sums;           /* [stage * units + unit]: sum_b, of carriers alone */
	double *counts;         /* [stage * units + unit], where a stage has `asked` */
};

/* Room for the functions below. */
struct sobol_scratch {
	double *sums, *counts; /* [stage * units + unit] */
	double *totals;        /* [stage] */
	double *rounded;       /* [unit] */
	int16_t *keys, *ranks; /* [unit], rounded up to SOBOL_WORDS */
	uint32_t *sorted, *spare;
};
enum { SOBOL_WORDS = 128 };

struct sobol_kernel {
	const char *isa;
	/* -ln of the uniform numbers of words. */
	void (*exponentials)(size_t n, const uint32_t *words, double *out);
	/* Of every row: works out its sums from its weights and columns; scores, and behind them
	 * ranks, into out[row * 2 * units]. */
	void (*base)(struct sobol_state *s, size_t rows, struct sobol_scratch *scratch,
	             double *out);
	/* Of every row with one weight moved to to[row * step], scores and behind them ranks. The
	 * state stays. */
	void (*moved)(struct sobol_state *s, size_t rows, size_t weight, const double *to,
	              size_t step, struct sobol_scratch *scratch, double *out);
	/* The same, and the sums follow; each weight is moved once at most, for `weights` stay. */
	void (*move)(struct sobol_state *s, size_t rows, size_t weight, const double *to,
	             size_t step, struct sobol_scratch *scratch, double *out);
	/* Ranks of n scores from 1, equal ones share the better; 1 for the padding. */
	void (*ranks)(size_t n, size_t units, const double *scores, struct sobol_scratch *scratch,
	              double *ranks);
	/* The same of scores rounded to 1 / scale. */
	void (*ranks_rounded)(size_t n, size_t units, const double *scores,
	                      enum sobol_rounding rounding, double scale,
	                      struct sobol_scratch *scratch, double *ranks);
	/* Of rows x[row * n + output], less the centre: adds up x and x^2. */
	void (*spread)(size_t rows, size_t n, const double *x, const double *centre, double *mean,
	               double *square);
	/* first += (b - centre) (ab - a), total += (ab - a)^2 */
	void (*effects)(const struct sobol_rows *x, const double *ab, double *first, double *total);
	/* swing += (b - a) (after - before) */
	void (*swings)(const struct sobol_rows *x, const double *before, const double *after,
	               double *swing);
	/* Covariances over the replicates of scale * times, [pair of blocks * SOBOL_LANES +
	 * output], pairs in the order 0 0, 1 0, 1 1, 2 0 ... At least two are defined. */
	void (*covariances)(const struct sobol_resampling *r, double *out);
	/* Standard deviation of an index over the replicates, from the sums of each block. */
	void (*deviations)(size_t n_blocks, const float *const *sums, const double *covariance,
	                   double *out);
};

extern const struct sobol_kernel sobol_kernel_v1, sobol_kernel_v2, sobol_kernel_v3, sobol_kernel_v4;

/* isa: NULL for the best that runs here; else the best up to that one. */
const struct sobol_kernel *sobol_kernel_choose(const char *isa);

#endif
