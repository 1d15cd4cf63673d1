/* indices.h - which of several uncertain choices matter, for any function of them.
 *
 * A function has outputs y and depends on choices 1 .. k, which are independent of each other; each
 * is made of uniform numbers. Of two matrices A and B of rows of such numbers, and A with choice k
 * taken from B (AB_k), with V the variance of an output over both:
 *     first    sum of y(B) (y(AB_k) - y(A)) / (n V)          A. Saltelli et al. (2010)
 *     total    sum of (y(A) - y(AB_k))^2 / (2 n V)           M. J. W. Jansen (1999)
 *     Shapley  mean, over orders in which the choices of A are replaced by those of B one after
 *              another, of (y(B) - y(A)) (y after k - y before k) / 2; divided by the sum of all
 *              A. B. Owen (2014), E. Song, B. L. Nelson and J. Staum (2016). It is the mean of the
 *              growths of the closed index of the set replaced, and of the total one, both as
 *              covariances; walked along random orders, one evaluation for each step, as by
 *              T. Goda (2021); every second order is the one before it backwards. They sum to 1.
 * First is the share of the variance that goes when the choice is known and nothing else; total the
 * share that stays while all others are known. Both are exact for a choice that changes nothing: 0.
 * An output without variance has no indices: they are not numbers (NaN).
 * Numbers are those of sequence.h. Shapley effects are made of all rows up to INDICES_SMALL numbers
 * (rows * choices * outputs), beyond of every INDICES_WALKS-th batch.
 * Errors: half of the 95 % interval, by resampling blocks of rows (B. Efron and R. J. Tibshirani
 *         1993), with Student's t for the number of blocks. Blocks of a quasi-random sequence are
 *         better together than independent ones would be; of smooth functions intervals can
 *         be off by a fifth either way.
 * Results do not depend on threads or instruction sets: blocks are summed each by itself, in order.
 * Cost:   (choices + 2) evaluations for each row, and up to as many for Shapley effects,
 *         another eighth of many rows.
 * Memory: 12 bytes * choices * outputs for each block, of which there are 64, fewer where they
 *         would take more than INDICES_ROOM; never more for more rows.
 */
#ifndef KAOHE_INDICES_H
#define KAOHE_INDICES_H

#include "engine/arena.h"
#include "vary/firmness.h"
#include <math.h>

enum {
	INDICES_BLOCKS = 64,
	INDICES_BLOCKS_LEAST = 8,
	INDICES_ROOM = 32 << 20,
	INDICES_WALKS = 8,
	INDICES_SMALL = 1 << 24,
	INDICES_REPLICATES = 128
};

/* What is looked at. Rows come in batches; outputs of a batch are out[row * n_outputs + output]. */
struct indices_subject {
	void *context;
	size_t n_choices;
	size_t n_numbers; /* uniform numbers of one row */
	size_t n_outputs; /* a multiple of 8: outputs that are not used are 0 */
	size_t batch;     /* rows of a batch */
	/* [output]: a number near the middle; must be whole for whole outputs, which are then
	 * summed exactly. */
	const double *centre;
	/* [output]: a standard deviation up to this is rounding, not variance. */
	const double *noise;
	/* Room for one worker. */
	void *(*open)(void *context, struct arena *a);
	/* Rows of A and B: words[row * 2 * n_numbers], first those of A. index: of the first. */
	void (*begin)(void *work, size_t rows, uint64_t index, const uint32_t *words, double *of_a,
	              double *of_b);
	/* AB_k */
	void (*replace)(void *work, size_t rows, size_t choice, double *out);
	/* From A, or where the last step ended, choice by choice to B. */
	void (*walk)(void *work, size_t rows);
	void (*step)(void *work, size_t rows, size_t choice, double *out);
};

struct indices_effect {
	double first, total, shapley;                   /* NaN: undefined */
	double first_error, total_error, shapley_error; /* NaN where they cannot be told */
};

struct indices {
	size_t n_choices, n_outputs;
	uint64_t rows;                /* made of A and B; fewer than asked for where stopped */
	uint64_t walks;               /* rows of Shapley effects */
	const double *mean, *sd;      /* [output] */
	struct indices_effect *found; /* [choice * n_outputs + output] */
};

/* Rows and what they are made with. isa: NULL for the best of this machine. */
struct indices_plan {
	uint64_t rows, seed;
	unsigned threads;
	struct watch watch;
	const char *isa;
	const struct spread *spread; /* NULL: one host */
};

const struct indices *indices_of(struct arena *a, const struct indices_subject *s,
                                 const struct indices_plan *p);

/* The same of a plain function y = f(x) of k numbers x, each uniform on 0 .. 1, each a choice. */
struct indices_function {
	void (*f)(void *context, const double *x, double *y);
	void *context;
	size_t n_inputs, n_outputs;
};
const struct indices *indices_of_function(struct arena *a, const struct indices_function *f,
                                          const struct indices_plan *p);

static inline const struct indices_effect *indices_at(const struct indices *x, size_t choice,
                                                      size_t output)
{
	return &x->found[choice * x->n_outputs + output];
}

#endif
