/* smaa_running.h - one run of SMAA: what it works with, and the parts it is made of.
 *
 * Internal to vary/smaa*.c.
 */
#ifndef KAOHE_SMAA_RUNNING_H
#define KAOHE_SMAA_RUNNING_H

#include "vary/smaa_kernel.h"

/* Blocks whose sums are added up in double. */
enum { BLOCKS_A_PIECE = 64 };

struct smaa_running {
	struct arena *arena;
	const struct firmness_request *request;
	const struct smaa_kernel *kernel;
	struct smaa_task task;
	struct parallel *threads;
	struct smaa_work *works; /* [worker] */
	struct smaa_tally
	        *tallies; /* [worker]; above SMAA_MIDDLE units they share accept and pairs */
	bool many;        /* above SMAA_MIDDLE units: batches of BATCH draws */
	struct smaa_batch batch;
	uint64_t first, draws; /* of what is drawn at a time */
	size_t pieces;
};

/* ---- smaa_task.c: what does not change from draw to draw, and room ---- */
struct smaa_task smaa_task_of(struct arena *a, const struct firmness_request *r);
struct smaa_work smaa_work_of(struct arena *a, const struct smaa_task *t);
/* Counts of every rank and pair that `from` has, or of its own where that is NULL. */
struct smaa_tally smaa_tally_of(struct arena *a, const struct smaa_task *t,
                                const struct smaa_tally *from);
size_t smaa_pairs(size_t n);

/* ---- smaa_tally.c: counts added up ---- */
/* All workers' counts into the first one's; theirs become 0. */
void smaa_gather(struct smaa_running *r);
/* The sums over all hosts. */
void smaa_gather_hosts(struct smaa_running *r);
/* The first host keeps the sums, the others go on from nothing. */
void smaa_go_on(struct smaa_running *r);
/* Rankings of few units as ranks and pairs. */
void smaa_unpack(struct smaa_tally *y, size_t n);

/* ---- smaa_describe.c: what the counts say ---- */
void smaa_describe(struct smaa_running *r, struct smaa *out);
/* The largest standard error of the shares counted so far. */
double smaa_worst_error(const struct smaa *s);

#endif
