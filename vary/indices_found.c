#include "vary/indices_blocks.h"
#include "vary/parallel.h"
#include "vary/stream.h"

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

const struct indices *indices_find(struct arena *a, const struct running *run)
{
	const struct indices_subject *s = run->subject;
	struct indices *out = ARENA_NEW(a, struct indices);
	struct finding f = {.arena = a, .run = run, .out = out};
	unsigned threads = run->plan->threads ? run->plan->threads : 1;
	*out = (struct indices){.n_choices = s->n_choices, .n_outputs = s->n_outputs};
	choose_blocks(&f);
	f.variance = ARENA_NEWS(a, double, s->n_outputs);
	f.swing = ARENA_NEWS(a, double, s->n_outputs);
	f.effects = ARENA_NEWS(a, struct indices_effect, indices_cells(s));
	out->found = f.effects;
	add_swings(&f);
	find_moments(&f);
	make_times(&f);
	f.scales = ARENA_NEWS(a, struct scales, threads);
	f.covariances = ARENA_NEWS(a, double *, threads);
	for (unsigned t = 0; t < threads; t++)
		f.covariances[t] =
		        ARENA_NEWS(a, double, f.n_blocks *(f.n_blocks + 1) / 2 * SOBOL_LANES);
	parallel_each(run->threads, s->n_outputs / SOBOL_LANES, find_outputs, &f);
	return out;
}
