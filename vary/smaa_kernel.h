/* smaa_kernel.h - the innermost loops of SMAA, one object for each instruction set.
 *
 * Internal to vary/smaa*.c and their tests. A block is 64 draws, which are lanes: numbers of a unit
 * or an item stand side by side, x[unit * LANES + lane]. All kernels give the same results: the
 * source is the same, nothing is contracted, and sums are in a fixed order.
 */
#ifndef KAOHE_SMAA_KERNEL_H
#define KAOHE_SMAA_KERNEL_H

#include "vary/smaa.h"
#include "vary/stream.h"

enum { LANES = 64 };

/* Units up to which whole rankings are counted, and ranks fit a byte. */
#define SMAA_SMALL  7
#define SMAA_MIDDLE 255
/* Rankings of SMAA_SMALL units. */
#define SMAA_RANKINGS 5040

/* Scores in whole numbers: range / 2^SMAA_SCALE_BITS is the step. */
#define SMAA_SCALE_BITS 26

/* What does not change from draw to draw. */
struct smaa_task {
	const struct firmness_request *request;
	const struct model *model;
	struct model_numbers numbers;
	enum smaa_path path;
	size_t n, n_weights;
	/* Linear and masked: points that each weight brings, [unit * n_weights + weight]; units of
	 * one class side by side, units[] says which is which. */
	const double *values;
	const size_t *units;      /* [row]: unit of the model */
	const size_t *class_rows; /* [class]: first row; one more at the end */
	/* Sampling: */
	const double *nominal;
	double reach;
	const double *shapes; /* [weight]: of the gamma variates */
	/* [weight], for the order: first and last place + 1 of its level, which of its members. */
	const size_t *level_from, *level_to, *level_index;
	/* Scores lie within; counted in steps. */
	const double *low,
	        *scale;    /* [unit]: scale = 2^SMAA_SCALE_BITS / range, 0 for a range of 0 */
	unsigned bin_bits; /* of the histograms */
	double key_low, key_scale; /* of all scores */
};

/* What is counted. Whole numbers alone: sums in any order are the same. */
struct smaa_tally {
	uint64_t draws;
	uint32_t *rankings;      /* [SMAA_RANKINGS] up to SMAA_SMALL units */
	uint32_t *accept;        /* [unit * n + rank] */
	uint32_t *above, *level; /* [pair] */
	uint64_t *sum;           /* [unit] */
	uint64_t *square, *square_high;
	uint32_t *bins;          /* [unit << bin_bits | bin], or NULL */
	uint64_t *first_weights; /* [unit * n_weights + weight], in 2^-32, or NULL */
	bool any_level;
};

/* Room for one block, of one worker. */
struct smaa_work {
	double *weights;  /* [weight][lane], they sum to 1 */
	double *adjusted; /* [weight][lane] of one class */
	double *nodes;    /* [3 * node][lane] */
	double *scores;   /* [unit][lane] */
	double *lane_weights, *lane_values, *lane_scores, *lane_work; /* of one draw */
	size_t *places;                                               /* [weight] */
	void *recognition;
	uint32_t unused;          /* where nobody wants to know */
	bool any_level;           /* some units had equal scores: of smaa_kernel.ranks() */
	uint16_t *keys;           /* [unit][lane] */
	uint8_t *ranks;           /* [unit][lane] from 0 */
	uint64_t *sorted, *spare; /* [unit] */
};

struct smaa_kernel {
	const char *isa;
	/* Weights of 64 draws from `draw` on. */
	void (*weights)(const struct smaa_task *t, struct smaa_work *w, uint64_t draw);
	/* Their scores. */
	void (*scores)(const struct smaa_task *t, struct smaa_work *w, uint64_t draw);
	/* Counts the first `lanes` of them: up to SMAA_MIDDLE units all, else but ranks and pairs.
	 */
	void (*count)(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
	              struct smaa_tally *tally);
	/* Above SMAA_MIDDLE units: ranks[unit * stride + lane], from 0. */
	void (*ranks)(const struct smaa_task *t, struct smaa_work *w, size_t lanes, uint16_t *ranks,
	              size_t stride);
	/* Counts ranks and pairs i < j for units i in [from, to); ranks[unit * stride + draw],
	 * draws a multiple of LANES but for the last batch. */
	void (*rows)(const struct smaa_task *t, const uint16_t *ranks, size_t stride, size_t draws,
	             size_t from, size_t to, struct smaa_tally *tally);
};

extern const struct smaa_kernel smaa_kernel_v1, smaa_kernel_v2, smaa_kernel_v3, smaa_kernel_v4;

#endif
