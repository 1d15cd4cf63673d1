/* smaa_kernel.h - the innermost loops of SMAA, one object for each instruction set.
 *
 * Internal to vary/smaa*.c and their tests. A block is 64 draws, which are lanes: numbers of a unit
 * or an item stand side by side, x[unit * LANES + lane]. All kernels give the same results: the
 * source is the same, nothing is contracted, and sums are in a fixed order. Lanes begin where a
 * cache line does.
 */
#ifndef KAOHE_SMAA_KERNEL_H
#define KAOHE_SMAA_KERNEL_H

#include "vary/smaa.h"
#include "vary/stream.h"

enum { LANES = 64 };

/* Sums of a piece for each unit. */
enum { PARTS = 16 };

/* Draws whose pairs are counted in one go. */
enum { SPAN = 512 };

/* Above SMAA_MIDDLE units: draws whose ranks are kept until they are counted; of a block so many at
 * a time; units whose pairs with those before are counted in one go; 64 draws of a bit. */
enum { BATCH = 1024, TURNED = 32, COLUMNS = 24, RANK_BITS_LEAST = 9 };
/* Planes hold a part of a batch each: as many draws as a register of AVX-512 has bits. */
enum { PLANE_WORDS = 8, PLANE_DRAWS = 64 * PLANE_WORDS, PLANE_PARTS = BATCH / PLANE_DRAWS };

/* Units up to which whole rankings are counted, and ranks fit a byte. */
#define SMAA_SMALL  7
#define SMAA_MIDDLE 255
/* Rankings of SMAA_SMALL units. */
#define SMAA_RANKINGS 5040

/* What does not change from draw to draw. */
struct smaa_task {
	const struct firmness_request *request;
	const struct model *model;
	struct model_numbers numbers;
	enum smaa_path path;
	size_t n, n_weights;
	/* By floats: linear or masked (then with nothing beside), up to SMAA_MIDDLE units. */
	bool fast;
	double middle; /* of all scores there can be; fast ones are counted from it */
	double step;   /* a power of 2; see smaa_rounded() */
	/* Points that each weight brings, [row * n_weights + weight]; units of one class side by
	 * side. The floats have what lies beside in them, which weights share since they sum to 1.
	 */
	const double *values;
	const float *fast_values;
	const size_t *units, *row_of; /* [row]: unit of the model; and back */
	const size_t *class_rows;     /* [class]: first row; one more at the end */
	double reach;
	const double *shapes; /* [weight]: of the gamma variates */
	/* [weight], for the order: first and last place + 1 of its level, which of its members. */
	const size_t *level_from, *level_to, *level_index;
	uint32_t places[SMAA_SMALL]; /* what a digit of a ranking's number is worth */
	/* The difference of two fast scores is off that of the double ones by less; 0 where the
	 * fast ones are rounded double ones would be too little, so it holds that too. */
	float error;
	const float *centre;      /* [unit]: nominal score */
	const float *low, *scale; /* [unit]: of the histograms, in bins */
	unsigned bin_bits;
	float key_low, key_scale;       /* of all scores */
	float least_range;              /* of the keys of one draw, up to SMAA_MIDDLE units */
	unsigned key_bits;              /* of keys above SMAA_MIDDLE units */
	double sum_scale, square_scale; /* whole numbers of a sum: powers of 2 */
	unsigned rank_bits;             /* of ranks, above SMAA_MIDDLE units */
	bool counts_ones;               /* the processor can */
};

/* Scores that are equal but for rounding on the way, as those of two units with full marks in all
 * that each is asked, are equal: they are rounded to steps of 2^-40 of the full points. */
static inline double smaa_rounded(const struct smaa_task *t, double score)
{
	const double whole = 0x1.8p52; /* adding it leaves whole steps */
	return (score / t->step + whole - whole) * t->step;
}

/* What is counted. Whole numbers alone: sums in any order are the same. */
struct smaa_tally {
	uint64_t draws;
	uint32_t *rankings;              /* [SMAA_RANKINGS] up to SMAA_SMALL units */
	uint32_t *accept;                /* [unit * n + rank] */
	uint32_t *above, *level;         /* [pair] */
	float *piece_sum, *piece_square; /* [unit][PARTS], of the piece at work */
	int64_t *sum, *square;           /* [unit], of all pieces, in steps */
	uint32_t *bins;                  /* [unit << bin_bits | bin], or NULL */
	uint64_t *first_weights;         /* [unit * n_weights + weight], in 2^-32, or NULL */
	bool any_level;
	char apart[ARENA_APART]; /* from the next worker's */
};

/* Room for one block, of one worker. */
struct smaa_work {
	float *raw;           /* [weight][lane], as drawn */
	float *fast_weights;  /* [weight][lane] of one class, they sum to 1 */
	float *fast;          /* [unit][lane]: scores */
	double *weights;      /* [weight][lane], they sum to 1 */
	double *adjusted;     /* [weight][lane] of one class */
	double *some_weights; /* [weight][some lanes] */
	double *nodes;        /* [2 * node][lane] */
	double *scores;       /* [unit][lane], where not fast */
	/* Of one draw: */
	float *lane_raw;
	double *lane_weights, *lane_adjusted, *lane_values, *lane_scores, *lane_work;
	size_t *places; /* [weight] */
	void *recognition;
	bool any_level;         /* some units of the span were level */
	int16_t *keys, *placed; /* [unit][lane]; in the order of their ranks */
	uint8_t *ranks;         /* [unit][lane] from 0 */
	uint8_t *order;         /* [unit] */
	int8_t *span;           /* [unit][SPAN]: ranks of several blocks, less 128 */
	size_t spanned;         /* draws in it */
	/* Above SMAA_MIDDLE units: */
	uint32_t *words, *spare; /* [8 draws][unit]; [unit] */
	uint16_t *lane_ranks;    /* [TURNED][unit] */
	char apart[ARENA_APART]; /* from the next worker's */
};

/* Ranks of BATCH draws, above SMAA_MIDDLE units. */
struct smaa_batch {
	size_t draws;    /* in the others all have rank 0 */
	uint16_t *ranks; /* [unit][BATCH], from 0 */
	/* [part][unit][bit][PLANE_WORDS] of them, or NULL: pairs are not counted */
	uint64_t *planes;
	size_t part_words; /* from part to part */
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
	/* Counts what is left of a span, up to SMAA_MIDDLE units. */
	void (*end)(const struct smaa_task *t, struct smaa_work *w, struct smaa_tally *tally);
	/* Above SMAA_MIDDLE units: ranks of a block, from draw `at` of the batch on. Counts level
	 * pairs, on several threads at a time. */
	void (*rank_many)(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
	                  const struct smaa_batch *batch, size_t at,
	                  const struct smaa_tally *tally);
	/* Counts the ranks of units [from, to), and makes their planes. */
	void (*count_ranks)(const struct smaa_task *t, const struct smaa_batch *batch, size_t from,
	                    size_t to, struct smaa_tally *tally);
	/* Then: counts pairs of units [from, to), COLUMNS at most, with those before. */
	void (*count_pairs)(const struct smaa_task *t, const struct smaa_batch *batch, size_t from,
	                    size_t to, struct smaa_tally *tally);
};

extern const struct smaa_kernel smaa_kernel_v1, smaa_kernel_v2, smaa_kernel_v3, smaa_kernel_v4;

#endif
