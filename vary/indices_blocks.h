/* indices_blocks.h - what indices.c makes of the blocks of rows, and indices_found.c finds in them.
 *
 * Internal to these two.
 */
#ifndef KAOHE_INDICES_BLOCKS_H
#define KAOHE_INDICES_BLOCKS_H

#include "vary/indices.h"
#include "vary/sequence.h"
#include "vary/sobol_kernel.h"

#include <stdatomic.h>

/* What is kept of each block of rows: sums of each choice on each output. */
enum kept { KEPT_FIRST, KEPT_TOTAL, KEPT_SWING, KEPT };

struct block {
	uint64_t from, to;
	uint64_t rows, walks;    /* done */
	float *sums[KEPT];       /* [choice * n_outputs + output] */
	double *mean, *square;   /* [output], of A and B less the centre */
	char apart[ARENA_APART]; /* from the next block, at which another worker may be */
};

/* Room for one worker: a batch of outputs, and the sums of its block. */
struct room {
	void *subject;
	uint32_t *point, *words;
	double *a, *b, *before, *after;
	double *sums[KEPT];
	size_t *order;
	char apart[ARENA_APART]; /* from the next worker's */
};

struct running {
	const struct indices_subject *subject;
	const struct indices_plan *plan;
	const struct sobol_kernel *kernel;
	const struct sequence *sequence;
	struct block *blocks;
	size_t n_blocks;
	uint64_t walks; /* every so many-th batch is walked */
	struct parallel *threads;
	struct room *rooms; /* [worker] */
	char apart[ARENA_APART];
	atomic_uint_fast64_t done; /* all write it */
};

static inline size_t indices_cells(const struct indices_subject *s)
{
	return s->n_choices * s->n_outputs;
}

/* Indices and their intervals, of the blocks that have rows. */
const struct indices *indices_find(struct arena *a, const struct running *run);

#endif
