#include "vary/indices.h"

#include "vary/isa.h"
#include "vary/parallel.h"
#include "vary/sequence.h"
#include "vary/sobol_kernel.h"
#include "vary/stream.h"

#include <stdatomic.h>
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

/* What is kept of each block of rows: sums of each choice on each output. */
enum kept { KEPT_FIRST, KEPT_TOTAL, KEPT_SWING, KEPT };

struct block {
	uint64_t from, to;
	uint64_t rows, walks;  /* done */
	float *sums[KEPT];     /* [choice * n_outputs + output] */
	double *mean, *square; /* [output], of A and B less the centre */
};

/* Room for one worker: a batch of outputs, and the sums of its block. */
struct room {
	void *subject;
	uint32_t *point, *words;
	double *a, *b, *before, *after;
	double *sums[KEPT];
	size_t *order;
};

struct running {
	const struct indices_subject *subject;
	const struct indices_plan *plan;
	const struct sobol_kernel *kernel;
	const struct sequence *sequence;
	struct block *blocks;
	size_t n_blocks;
	uint64_t walks;     /* every so many-th batch is walked */
	struct room *rooms; /* [worker] */
	atomic_uint_fast64_t done;
};

static size_t cells(const struct indices_subject *s)
{
	return s->n_choices * s->n_outputs;
}

static size_t count_blocks(const struct indices_subject *s, uint64_t rows)
{
	size_t n = INDICES_BLOCKS;
	while (n > INDICES_BLOCKS_LEAST && n * KEPT * sizeof(float) * cells(s) > INDICES_ROOM)
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
			b->sums[k] = ARENA_NEWS(a, float, cells(s));
		b->mean = ARENA_NEWS(a, double, s->n_outputs);
		b->square = ARENA_NEWS(a, double, s->n_outputs);
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
		w->a = ARENA_NEWS(a, double, batch);
		w->b = ARENA_NEWS(a, double, batch);
		w->before = ARENA_NEWS(a, double, batch);
		w->after = ARENA_NEWS(a, double, batch);
		for (size_t k = 0; k < KEPT; k++)
			w->sums[k] = ARENA_NEWS(a, double, cells(s));
		w->order = ARENA_NEWS(a, size_t, s->n_choices);
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
		for (size_t i = 0; i < cells(s); i++)
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

static void one_block(void *context, size_t piece, unsigned worker)
{
	struct running *run = context;
	const struct indices_subject *s = run->subject;
	const struct watch *watch = &run->plan->watch;
	size_t number = piece * hosts_of(run) + host_of(run);
	struct block *b = &run->blocks[number];
	struct room *w = &run->rooms[worker];
	uint64_t batch = 0;
	for (size_t k = 0; k < KEPT; k++)
		memset(w->sums[k], 0, cells(s) * sizeof(double));
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
		uint64_t done = atomic_fetch_add(&run->done, rows) + rows;
		if (watch->progress && worker == 0)
			watch->progress(watch->context, done, run->plan->rows);
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
	size_t n_cells = cells(run->subject), n_outputs = run->subject->n_outputs;
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

/* ---- what comes of it ---- */

struct scales;

struct finding {
	struct arena *arena;
	const struct running *run;
	const struct block **blocks; /* those with rows */
	size_t n_blocks;
	struct indices *out;
	struct indices_effect *effects;
	double *variance;      /* [output]; 0: none */
	double *swings;        /* [block * n_outputs + output]: of all choices together */
	double *swing;         /* [output]: of all blocks */
	double *times;         /* [replicate * n_blocks + block] */
	double student;        /* 97.5 % point of Student's t */
	struct scales *scales; /* [worker] */
	double **covariances;  /* [worker] */
};

static void total_of(const struct block *const *blocks, size_t n_blocks, const double *times,
                     size_t output, double *rows, double *mean, double *square)
{
	*rows = *mean = *square = 0;
	for (size_t b = 0; b < n_blocks; b++) {
		double t = times ? times[b] : 1;
		*rows += t * 2 * (double)blocks[b]->rows;
		*mean += t * blocks[b]->mean[output];
		*square += t * blocks[b]->square[output];
	}
}

/* Of A and B together; 0 where it is not more than rounding. */
static double variance_of(const struct finding *f, const double *times, size_t output)
{
	double rows, mean, square, noise = f->run->subject->noise[output];
	total_of(f->blocks, f->n_blocks, times, output, &rows, &mean, &square);
	if (!(rows > 0))
		return 0;
	double v = (square - mean * mean / rows) / rows;
	return v > noise * noise ? v : 0;
}

/* Of all choices together, of each block. */
static void add_swings(struct finding *f)
{
	const struct indices_subject *s = f->run->subject;
	f->swings = ARENA_NEWS(f->arena, double, f->n_blocks * s->n_outputs);
	for (size_t b = 0; b < f->n_blocks; b++)
		for (size_t k = 0; k < s->n_choices; k++)
			for (size_t o = 0; o < s->n_outputs; o++)
				f->swings[b * s->n_outputs + o] +=
				        (double)f->blocks[b]
				                ->sums[KEPT_SWING][k * s->n_outputs + o];
}

static double swing_of(const struct finding *f, const double *times, size_t output)
{
	double sum = 0;
	for (size_t b = 0; b < f->n_blocks; b++)
		sum += f->swings[b * f->run->subject->n_outputs + output] * (times ? times[b] : 1);
	return sum;
}

static void find_moments(struct finding *f)
{
	const struct indices_subject *s = f->run->subject;
	double *mean = ARENA_NEWS(f->arena, double, s->n_outputs);
	double *sd = ARENA_NEWS(f->arena, double, s->n_outputs);
	for (size_t o = 0; o < s->n_outputs; o++) {
		double rows, sum, square;
		total_of(f->blocks, f->n_blocks, NULL, o, &rows, &sum, &square);
		f->variance[o] = variance_of(f, NULL, o);
		f->swing[o] = f->variance[o] > 0 ? swing_of(f, NULL, o) : 0;
		mean[o] = s->centre[o] + (rows > 0 ? sum / rows : 0);
		sd[o] = sqrt(f->variance[o]);
	}
	f->out->mean = mean;
	f->out->sd = sd;
}

/* How often each replicate has each block. */
static void make_times(struct finding *f)
{
	f->times = ARENA_NEWS(f->arena, double, INDICES_REPLICATES * f->n_blocks);
	for (size_t r = 0; r < INDICES_REPLICATES; r++)
		for (size_t b = 0; b < f->n_blocks; b++) {
			uint32_t words[4];
			stream_words(f->run->plan->seed, r, (uint32_t)b, STREAM_BOOTSTRAP, words);
			size_t taken = (size_t)((uint64_t)words[0] * f->n_blocks >> 32);
			f->times[r * f->n_blocks + taken]++;
		}
}

/* What turns the sums of each replicate into indices, of SOBOL_LANES outputs from `first` on. */
struct scales {
	double of_variance[INDICES_REPLICATES * SOBOL_LANES];
	double of_swing[INDICES_REPLICATES * SOBOL_LANES];
	double defined[KEPT][INDICES_REPLICATES * SOBOL_LANES];
};

static void make_scales(const struct finding *f, size_t first, struct scales *out)
{
	for (size_t r = 0; r < INDICES_REPLICATES; r++) {
		const double *times = f->times + r * f->n_blocks;
		double rows = 0;
		for (size_t b = 0; b < f->n_blocks; b++)
			rows += times[b] * (double)f->blocks[b]->rows;
		for (size_t l = 0; l < SOBOL_LANES; l++) {
			size_t i = r * SOBOL_LANES + l;
			bool any = f->variance[first + l] > 0;
			double v = any ? variance_of(f, times, first + l) : 0;
			double swing = any ? swing_of(f, times, first + l) : 0;
			out->of_variance[i] = v > 0 ? 1 / (rows * v) : 0;
			out->of_swing[i] = swing > 0 ? 1 / swing : 0;
			out->defined[KEPT_FIRST][i] = out->defined[KEPT_TOTAL][i] = v > 0;
			out->defined[KEPT_SWING][i] = swing > 0;
		}
	}
}

static double sum_of(const struct finding *f, size_t cell, enum kept kind)
{
	double sum = 0;
	for (size_t b = 0; b < f->n_blocks; b++)
		sum += (double)f->blocks[b]->sums[kind][cell];
	return sum;
}

static void find_values(const struct finding *f, size_t choice, size_t output,
                        struct indices_effect *e)
{
	size_t cell = choice * f->run->subject->n_outputs + output;
	double v = f->variance[output], rows = (double)f->out->rows;
	bool any = v > 0, swings = any && f->swing[output] > 0;
	*e = (struct indices_effect){
	        .first = any ? sum_of(f, cell, KEPT_FIRST) / (rows * v) : NAN,
	        .total = any ? sum_of(f, cell, KEPT_TOTAL) / (2 * rows * v) : NAN,
	        .shapley = swings ? sum_of(f, cell, KEPT_SWING) / f->swing[output] : NAN,
	        .first_error = NAN,
	        .total_error = NAN,
	        .shapley_error = NAN};
}

/* Fewer than two replicates that have an index tell nothing. */
static bool can_tell(const double *defined, size_t lane)
{
	double count = 0;
	for (size_t r = 0; r < INDICES_REPLICATES; r++)
		count += defined[r * SOBOL_LANES + lane];
	return count >= 2;
}

/* Halves of the 95 % intervals of one kind, of all choices. */
static void find_errors(const struct finding *f, size_t first, enum kept kind,
                        const struct scales *scales, double *covariance)
{
	const struct indices_subject *s = f->run->subject;
	const struct sobol_resampling r = {.n_blocks = f->n_blocks,
	                                   .n_replicates = INDICES_REPLICATES,
	                                   .times = f->times,
	                                   .scale = kind == KEPT_SWING ? scales->of_swing
	                                                               : scales->of_variance,
	                                   .defined = scales->defined[kind]};
	double widen = f->student * sqrt((double)f->n_blocks / (double)(f->n_blocks - 1));
	bool told[SOBOL_LANES];
	for (size_t l = 0; l < SOBOL_LANES; l++)
		told[l] = can_tell(r.defined, l);
	if (kind != KEPT_TOTAL) /* that of first is there */
		f->run->kernel->covariances(&r, covariance);
	for (size_t k = 0; k < s->n_choices; k++) {
		const float *sums[INDICES_BLOCKS];
		double found[SOBOL_LANES];
		for (size_t b = 0; b < f->n_blocks; b++)
			sums[b] = f->blocks[b]->sums[kind] + k * s->n_outputs + first;
		f->run->kernel->deviations(f->n_blocks, sums, covariance, found);
		for (size_t l = 0; l < SOBOL_LANES; l++) {
			struct indices_effect *e = &f->effects[k * s->n_outputs + first + l];
			double *to = kind == KEPT_FIRST   ? &e->first_error
			             : kind == KEPT_TOTAL ? &e->total_error
			                                  : &e->shapley_error;
			if (told[l])
				*to = found[l] * widen * (kind == KEPT_TOTAL ? 0.5 : 1);
		}
	}
}

/* SOBOL_LANES outputs. */
static void find_outputs(void *context, size_t piece, unsigned worker)
{
	struct finding *f = context;
	const struct indices_subject *s = f->run->subject;
	size_t first = piece * SOBOL_LANES;
	bool any = false;
	for (size_t l = 0; l < SOBOL_LANES; l++)
		any = any || f->variance[first + l] > 0;
	for (size_t k = 0; k < s->n_choices; k++)
		for (size_t l = 0; l < SOBOL_LANES; l++)
			find_values(f, k, first + l, &f->effects[k * s->n_outputs + first + l]);
	if (!any || f->n_blocks < 2)
		return;
	make_scales(f, first, &f->scales[worker]);
	for (size_t kind = 0; kind < KEPT; kind++)
		find_errors(f, first, (enum kept)kind, &f->scales[worker], f->covariances[worker]);
}

/* 97.5 % points of Student's t with n - 1 degrees of freedom, for n blocks: the next smaller n that
 * is listed. */
static double student(size_t n)
{
	static const struct {
		size_t n;
		double t;
	} points[] = {{64, 1.998}, {48, 2.012}, {32, 2.040}, {24, 2.069}, {16, 2.131},
	              {12, 2.201}, {8, 2.365},  {6, 2.571},  {4, 3.182},  {3, 4.303}};
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		if (n >= points[i].n)
			return points[i].t;
	return 12.706;
}

static void choose_blocks(struct finding *f)
{
	const struct running *run = f->run;
	f->blocks = ARENA_NEWS(f->arena, const struct block *, run->n_blocks);
	for (size_t b = 0; b < run->n_blocks; b++) {
		if (!run->blocks[b].rows)
			continue;
		f->blocks[f->n_blocks++] = &run->blocks[b];
		f->out->rows += run->blocks[b].rows;
		f->out->walks += run->blocks[b].walks;
	}
	f->student = student(f->n_blocks);
}

static const struct indices *find(struct arena *a, const struct running *run)
{
	const struct indices_subject *s = run->subject;
	struct indices *out = ARENA_NEW(a, struct indices);
	struct finding f = {.arena = a, .run = run, .out = out};
	unsigned threads = run->plan->threads ? run->plan->threads : 1;
	*out = (struct indices){.n_choices = s->n_choices, .n_outputs = s->n_outputs};
	choose_blocks(&f);
	f.variance = ARENA_NEWS(a, double, s->n_outputs);
	f.swing = ARENA_NEWS(a, double, s->n_outputs);
	f.effects = ARENA_NEWS(a, struct indices_effect, cells(s));
	out->found = f.effects;
	add_swings(&f);
	find_moments(&f);
	make_times(&f);
	f.scales = ARENA_NEWS(a, struct scales, threads);
	f.covariances = ARENA_NEWS(a, double *, threads);
	for (unsigned t = 0; t < threads; t++)
		f.covariances[t] =
		        ARENA_NEWS(a, double, f.n_blocks *(f.n_blocks + 1) / 2 * SOBOL_LANES);
	parallel_run(threads, s->n_outputs / SOBOL_LANES, find_outputs, &f);
	return out;
}

const struct indices *indices_of(struct arena *a, const struct indices_subject *s,
                                 const struct indices_plan *p)
{
	struct running run = {.subject = s, .plan = p, .kernel = sobol_kernel_choose(p->isa)};
	run.sequence = sequence_new(a, 2 * s->n_numbers, true, p->seed);
	run.walks = p->rows > INDICES_SMALL / cells(s) ? INDICES_WALKS : 1;
	atomic_init(&run.done, 0);
	make_blocks(a, &run);
	make_rooms(a, &run);
	parallel_run(p->threads,
	             (run.n_blocks + hosts_of(&run) - 1 - host_of(&run)) / hosts_of(&run),
	             one_block, &run);
	if (p->spread)
		share_blocks(a, &run);
	return find(a, &run);
}
