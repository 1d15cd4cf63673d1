#include "vary/indices_blocks.h"
#include "vary/isa.h"
#include "vary/parallel.h"
#include "vary/stream.h"

#include <string.h>

const struct sobol_kernel *sobol_kernel_choose(const char *isa)
{
	static const struct sobol_kernel *const kernels[] = {
#if defined(__x86_64__)
		&sobol_kernel_v4,
		&sobol_kernel_v3,
		&sobol_kernel_v2,
#endif
		&sobol_kernel_v1
	};
	size_t i = 0, last = sizeof kernels / sizeof *kernels - 1;
	while (i < last &&
	       (!isa_runs(kernels[i]->isa) || (isa && strcmp(isa, kernels[i]->isa) < 0)))
		i++;
	return kernels[i];
}

/* ---- a run ---- */

/* Batches between two looks at what all have done: a number that all write is slow. */
enum { BATCHES_UNTOLD = 32 };

static size_t count_blocks(const struct indices_subject *s, uint64_t rows)
{
	size_t n = INDICES_BLOCKS;
	while (n > INDICES_BLOCKS_LEAST &&
	       n * KEPT * sizeof(float) * indices_cells(s) > INDICES_ROOM)
		n /= 2;
	while (n > INDICES_BLOCKS_LEAST && rows < 4 * n)
		n /= 2;
	return n;
}

static void make_blocks(struct arena *a, struct running *run)
{
	const struct indices_subject *s = run->subject;
	size_t n = count_blocks(s, run->plan->rows);
	run->blocks = ARENA_NEWS(a, struct block, n);
	run->n_blocks = n;
	for (size_t i = 0; i < n; i++) {
		struct block *b = &run->blocks[i];
		uint64_t share = run->plan->rows / n, more = run->plan->rows % n;
		b->from = i * share + (i < more ? i : more);
		b->to = b->from + share + (i < more);
		for (size_t k = 0; k < KEPT; k++)
			b->sums[k] = ARENA_LINES(a, float, indices_cells(s));
		b->mean = ARENA_LINES(a, double, s->n_outputs);
		b->square = ARENA_LINES(a, double, s->n_outputs);
		arena_apart(a);
	}
}

static void make_rooms(struct arena *a, struct running *run)
{
	const struct indices_subject *s = run->subject;
	size_t batch = s->batch * s->n_outputs, n = run->plan->threads ? run->plan->threads : 1;
	run->rooms = ARENA_NEWS(a, struct room, n);
	for (size_t i = 0; i < n; i++) {
		struct room *w = &run->rooms[i];
		w->subject = s->open(s->context, a);
		w->point = ARENA_NEWS(a, uint32_t, 2 * s->n_numbers);
		w->words = ARENA_NEWS(a, uint32_t, s->batch * 2 * s->n_numbers);
		w->a = ARENA_LINES(a, double, batch);
		w->b = ARENA_LINES(a, double, batch);
		w->before = ARENA_LINES(a, double, batch);
		w->after = ARENA_LINES(a, double, batch);
		for (size_t k = 0; k < KEPT; k++)
			w->sums[k] = ARENA_LINES(a, double, indices_cells(s));
		w->order = ARENA_NEWS(a, size_t, s->n_choices);
		arena_apart(a);
	}
}

/* ---- one batch ---- */

static void draw(const struct running *run, struct room *w, uint64_t index, size_t rows)
{
	size_t n = 2 * run->subject->n_numbers;
	for (size_t r = 0; r < rows; r++) {
		memcpy(w->words + r * n, w->point, n * sizeof *w->words);
		sequence_next(run->sequence, index + r, w->point);
	}
}

/* A random order, and the next time the same backwards. */
static void shuffle(const struct running *run, size_t block, uint64_t walk, size_t *order)
{
	size_t n = run->subject->n_choices;
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n; i-- > 1;) {
		uint32_t words[4];
		stream_words(run->plan->seed, (uint64_t)block << 48 | walk / 2, (uint32_t)i,
		             STREAM_PERMUTATIONS, words);
		size_t j = (size_t)((uint64_t)words[0] * (i + 1) >> 32), kept = order[i];
		order[i] = order[j];
		order[j] = kept;
	}
	for (size_t i = 0; walk % 2 && i < n / 2; i++) {
		size_t kept = order[i];
		order[i] = order[n - 1 - i];
		order[n - 1 - i] = kept;
	}
}

static void walk(const struct running *run, struct room *w, size_t rows)
{
	const struct indices_subject *s = run->subject;
	const struct sobol_rows all = {rows, s->n_outputs, w->a, w->b, s->centre};
	memcpy(w->before, w->a, rows * s->n_outputs * sizeof *w->a);
	s->walk(w->subject, rows);
	for (size_t i = 0; i < s->n_choices; i++) {
		double *swing = w->sums[KEPT_SWING] + w->order[i] * s->n_outputs, *kept = w->before;
		s->step(w->subject, rows, w->order[i], w->after);
		run->kernel->swings(&all, w->before, w->after, swing);
		w->before = w->after;
		w->after = kept;
	}
}

static void one_batch(const struct running *run, struct block *b, struct room *w, uint64_t index,
                      size_t rows)
{
	const struct indices_subject *s = run->subject;
	size_t n = s->n_outputs;
	draw(run, w, index, rows);
	s->begin(w->subject, rows, index, w->words, w->a, w->b);
	run->kernel->spread(rows, n, w->a, s->centre, b->mean, b->square);
	run->kernel->spread(rows, n, w->b, s->centre, b->mean, b->square);
	for (size_t k = 0; k < s->n_choices; k++) {
		s->replace(w->subject, rows, k, w->after);
		run->kernel->effects(&(struct sobol_rows){rows, n, w->a, w->b, s->centre}, w->after,
		                     w->sums[KEPT_FIRST] + k * n, w->sums[KEPT_TOTAL] + k * n);
	}
	b->rows += rows;
}

static void keep(const struct indices_subject *s, struct block *b, struct room *w)
{
	for (size_t k = 0; k < KEPT; k++)
		for (size_t i = 0; i < indices_cells(s); i++)
			b->sums[k][i] = (float)w->sums[k][i];
}

static unsigned hosts_of(const struct running *run)
{
	return run->plan->spread ? run->plan->spread->hosts : 1;
}

static unsigned host_of(const struct running *run)
{
	return run->plan->spread ? run->plan->spread->host : 0;
}

/* Rows done, of all workers. */
static void tell(struct running *run, uint64_t rows, unsigned worker)
{
	const struct watch *watch = &run->plan->watch;
	uint64_t done = atomic_fetch_add(&run->done, rows) + rows;
	if (watch->progress && worker == 0)
		watch->progress(watch->context, done, run->plan->rows);
}

static void one_block(void *context, size_t piece, unsigned worker)
{
	struct running *run = context;
	const struct indices_subject *s = run->subject;
	const struct watch *watch = &run->plan->watch;
	size_t number = piece * hosts_of(run) + host_of(run);
	struct block *b = &run->blocks[number];
	struct room *w = &run->rooms[worker];
	uint64_t batch = 0, untold = 0;
	for (size_t k = 0; k < KEPT; k++)
		memset(w->sums[k], 0, indices_cells(s) * sizeof(double));
	sequence_at(run->sequence, b->from, w->point);
	for (uint64_t i = b->from; i < b->to && !(watch->stop && *watch->stop); batch++) {
		size_t rows = b->to - i < s->batch ? (size_t)(b->to - i) : s->batch;
		one_batch(run, b, w, i, rows);
		if (batch % run->walks == 0) {
			shuffle(run, number, batch / run->walks, w->order);
			walk(run, w, rows);
			b->walks += rows;
		}
		i += rows;
		untold += rows;
		if (untold >= BATCHES_UNTOLD * s->batch || i == b->to) {
			tell(run, untold, worker);
			untold = 0;
		}
	}
	keep(s, b, w);
}

/* ---- several hosts: each makes every so many-th block, and learns the others' ---- */

/* The bits of a number and those of zeros everywhere else add up to that number. */
static void share32(const struct spread *s, float *x, size_t n, uint32_t *bits)
{
	memcpy(bits, x, n * sizeof *x);
	s->sum32(s->context, bits, n);
	memcpy(x, bits, n * sizeof *x);
}

static void share64(const struct spread *s, double *x, size_t n, uint64_t *bits)
{
	memcpy(bits, x, n * sizeof *x);
	s->sum64(s->context, bits, n);
	memcpy(x, bits, n * sizeof *x);
}

static void share_blocks(struct arena *a, struct running *run)
{
	const struct spread *s = run->plan->spread;
	size_t n_cells = indices_cells(run->subject), n_outputs = run->subject->n_outputs;
	uint32_t *bits32 = ARENA_NEWS(a, uint32_t, n_cells);
	uint64_t *bits64 = ARENA_NEWS(a, uint64_t, n_outputs);
	for (size_t i = 0; i < run->n_blocks; i++) {
		struct block *b = &run->blocks[i];
		for (size_t k = 0; k < KEPT; k++)
			share32(s, b->sums[k], n_cells, bits32);
		share64(s, b->mean, n_outputs, bits64);
		share64(s, b->square, n_outputs, bits64);
		s->sum64(s->context, &b->rows, 1);
		s->sum64(s->context, &b->walks, 1);
	}
}

const struct indices *indices_of(struct arena *a, const struct indices_subject *s,
                                 const struct indices_plan *p)
{
	struct running run = {.subject = s, .plan = p, .kernel = sobol_kernel_choose(p->isa)};
	run.sequence = sequence_new(a, 2 * s->n_numbers, true, p->seed);
	run.walks = p->rows > INDICES_SMALL / indices_cells(s) ? INDICES_WALKS : 1;
	atomic_init(&run.done, 0);
	make_blocks(a, &run);
	make_rooms(a, &run);
	run.threads = parallel_open(a, p->threads);
	parallel_each(run.threads,
	              (run.n_blocks + hosts_of(&run) - 1 - host_of(&run)) / hosts_of(&run),
	              one_block, &run);
	if (p->spread)
		share_blocks(a, &run);
	const struct indices *found = indices_find(a, &run);
	parallel_close(run.threads);
	return found;
}
