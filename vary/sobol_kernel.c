/* Compiled once for each instruction set, with KERNEL its name: see the Makefile. */
#include "vary/sobol_kernel.h"

#include <math.h>
#include <string.h>

#ifndef KERNEL
#define KERNEL sobol_kernel_v1
#define ISA    "v1"
#endif

/* As many numbers side by side as a register holds; no number ever meets another one. */
#if defined(__AVX512F__)
enum { WIDE = 64 };
#elif defined(__AVX__)
enum { WIDE = 32 };
#else
enum { WIDE = 16 };
#endif
typedef double lanes __attribute__((vector_size(WIDE)));
enum { LANES = WIDE / sizeof(double) };

static inline lanes load(const double *x)
{
	lanes v;
	memcpy(&v, x, sizeof v);
	return v;
}

static inline void store(double *x, lanes v)
{
	memcpy(x, &v, sizeof v);
}

/* ---- sums over rows ---- */

static void spread(size_t rows, size_t n, const double *x, const double *centre, double *mean,
                   double *square)
{
	for (size_t o = 0; o < n; o += LANES) {
		lanes sum = load(mean + o), squares = load(square + o), c = load(centre + o);
		for (size_t r = 0; r < rows; r++) {
			lanes d = load(x + r * n + o) - c;
			sum += d;
			squares += d * d;
		}
		store(mean + o, sum);
		store(square + o, squares);
	}
}

static void effects(const struct sobol_rows *x, const double *ab, double *first, double *total)
{
	for (size_t o = 0; o < x->n; o += LANES) {
		lanes f = load(first + o), t = load(total + o), c = load(x->centre + o);
		for (size_t i = o; i < x->rows * x->n; i += x->n) {
			lanes d = load(ab + i) - load(x->a + i);
			f += (load(x->b + i) - c) * d;
			t += d * d;
		}
		store(first + o, f);
		store(total + o, t);
	}
}

static void swings(const struct sobol_rows *x, const double *before, const double *after,
                   double *swing)
{
	for (size_t o = 0; o < x->n; o += LANES) {
		lanes s = load(swing + o);
		for (size_t i = o; i < x->rows * x->n; i += x->n)
			s += (load(x->b + i) - load(x->a + i)) *
			     (load(after + i) - load(before + i));
		store(swing + o, s);
	}
}

/* ---- resampling ---- */

enum { BLOCKS_MAX = 64 };

static void gather(const struct sobol_resampling *r, size_t o, lanes x[BLOCKS_MAX])
{
	for (size_t b = 0; b < r->n_blocks; b++)
		for (size_t l = 0; l < LANES; l++)
			x[b][l] = (double)r->sums[b][o + l];
}

static void resample(const struct sobol_resampling *r, double *deviation)
{
	lanes x[BLOCKS_MAX];
	for (size_t o = 0; o < r->n; o += LANES) {
		lanes count = {0}, sum = {0}, squares = {0}, pivot = {0};
		gather(r, o, x);
		for (size_t k = 0; k < r->n_replicates; k++) {
			const double *times = r->times + k * r->n_blocks;
			lanes all = {0}, scale = load(r->scale + k * r->n + o), one = {0};
			for (size_t b = 0; b < r->n_blocks; b++)
				all += x[b] * times[b];
			all *= scale;
			for (size_t l = 0; l < LANES; l++)
				one[l] = scale[l] != 0;
			pivot = k ? pivot : all;
			lanes d = (all - pivot) * one;
			count += one;
			sum += d;
			squares += d * d;
		}
		for (size_t l = 0; l < LANES; l++) {
			double n = count[l],
			       v = n < 2 ? 0 : (squares[l] - sum[l] * sum[l] / n) / (n - 1);
			deviation[o + l] = v > 0 ? sqrt(v) : 0;
		}
	}
}

/* ---- random weights ---- */

/* As logarithm(), for numbers that stand side by side. */
static void exponentials(size_t n, const uint32_t *words, double *out)
{
	const uint64_t root_half = UINT64_C(0x3FE6A09E667F3BCD);
	for (size_t i = 0; i < n; i++) {
		double u = ((double)words[i] + 0.5) * 0x1p-32, m;
		uint64_t bits;
		memcpy(&bits, &u, sizeof bits);
		int64_t e = (int64_t)(bits - root_half) >> 52;
		bits -= (uint64_t)e << 52;
		memcpy(&m, &bits, sizeof m);
		double s = (m - 1) / (m + 1), z = s * s, sum = 1.0 / 21;
		sum = sum * z + 1.0 / 19;
		sum = sum * z + 1.0 / 17;
		sum = sum * z + 1.0 / 15;
		sum = sum * z + 1.0 / 13;
		sum = sum * z + 1.0 / 11;
		sum = sum * z + 1.0 / 9;
		sum = sum * z + 1.0 / 7;
		sum = sum * z + 1.0 / 5;
		sum = sum * z + 1.0 / 3;
		double power = (double)(int32_t)e;
		double tail = power * 0x1.ef35793c7673p-45 + (2 * s * z * sum + 2 * s);
		out[i] = -(power * 0x1.62e42fefa38p-1 + tail);
	}
}

/* ---- scores ---- */

static void add_scaled(size_t units, double by, const double *x, double *to)
{
	for (size_t u = 0; u < units; u += LANES)
		store(to + u, load(to + u) + load(x + u) * by);
}

static void settle(struct sobol_state *s)
{
	const struct sobol_form *f = s->form;
	for (size_t b = 0; b < f->n_stages; b++)
		s->totals[b] = 0;
	memset(s->sums, 0, f->n_stages * f->units * sizeof *s->sums);
	if (!f->plain)
		memset(s->counts, 0, f->n_stages * f->units * sizeof *s->counts);
	for (size_t k = 0; k < f->n_weights; k++) {
		size_t b = f->inner[k];
		add_scaled(f->units, s->weights[k], s->columns[k], s->sums + b * f->units);
		for (; b != SIZE_MAX; b = f->stages[b].parent) {
			s->totals[b] += s->weights[k];
			if (f->stages[b].asked)
				add_scaled(f->units, s->weights[k],
				           f->stages[b].asked + k * f->units,
				           s->counts + b * f->units);
		}
	}
}

static void move(struct sobol_state *s, size_t weight, double to)
{
	const struct sobol_form *f = s->form;
	double by = to - s->weights[weight];
	size_t b = f->inner[weight];
	s->weights[weight] = to;
	add_scaled(f->units, by, s->columns[weight], s->sums + b * f->units);
	for (; b != SIZE_MAX; b = f->stages[b].parent) {
		s->totals[b] += by;
		if (f->stages[b].asked)
			add_scaled(f->units, by, f->stages[b].asked + weight * f->units,
			           s->counts + b * f->units);
	}
}

/* One stage, neither limited nor shared out. */
static inline void plain_scores(const struct sobol_state *s, double by, const double *column,
                                double *out)
{
	const struct sobol_form *f = s->form;
	double total = s->totals[0] + by, scale = total > 0 ? f->full / total : 0;
	for (size_t u = 0; u < f->units; u += LANES)
		store(out + u,
		      (load(s->sums + u) + load(column + u) * by) * scale + load(f->before + u));
}

/* What a stage passes on to its parent, or the root's value; scalar code that compilers make wide.
 */
static void value_of(const struct sobol_stage *g, size_t units, double total, const double *counts,
                     double *sums)
{
	double most = g->limited ? 1 : HUGE_VAL;
	for (size_t u = 0; u < units; u++) {
		double count = g->asked ? counts[u] : total;
		double v = count > 0 ? sums[u] / count : 0;
		sums[u] = v < most ? v : most;
	}
}

static void staged_scores(const struct sobol_form *f, struct sobol_scratch *x, double *out)
{
	for (size_t b = 0; b < f->n_stages; b++) {
		const struct sobol_stage *g = &f->stages[b];
		double *sums = x->sums + b * f->units;
		value_of(g, f->units, x->totals[b], x->counts + b * f->units, sums);
		if (g->parent == SIZE_MAX)
			continue;
		double *to = x->sums + g->parent * f->units;
		for (size_t u = 0; u < f->units; u++)
			to[u] += x->totals[b] * sums[u] * (g->counted ? g->counted[u] : 1);
	}
	const struct sobol_stage *root = &f->stages[f->n_stages - 1];
	const double *v = x->sums + (f->n_stages - 1) * f->units;
	double most = root->limited ? f->full : HUGE_VAL;
	for (size_t u = 0; u < f->units; u++) {
		double points = f->full * v[u] + f->before[u];
		out[u] = (points < most ? points : most) + f->after[u];
	}
}

static void take(const struct sobol_state *s, struct sobol_scratch *x)
{
	const struct sobol_form *f = s->form;
	size_t bytes = f->n_stages * f->units * sizeof(double);
	memcpy(x->totals, s->totals, f->n_stages * sizeof *s->totals);
	memcpy(x->sums, s->sums, bytes);
	memcpy(x->counts, s->counts, bytes);
}

static void scores(const struct sobol_state *s, struct sobol_scratch *x, double *out)
{
	if (s->form->plain) {
		plain_scores(s, 0, s->sums, out);
		return;
	}
	take(s, x);
	staged_scores(s->form, x, out);
}

static void moved(const struct sobol_state *s, size_t weight, double to, struct sobol_scratch *x,
                  double *out)
{
	const struct sobol_form *f = s->form;
	double by = to - s->weights[weight];
	if (f->plain) {
		plain_scores(s, by, s->columns[weight], out);
		return;
	}
	take(s, x);
	size_t b = f->inner[weight];
	add_scaled(f->units, by, s->columns[weight], x->sums + b * f->units);
	for (; b != SIZE_MAX; b = f->stages[b].parent) {
		x->totals[b] += by;
		if (f->stages[b].asked)
			add_scaled(f->units, by, f->stages[b].asked + weight * f->units,
			           x->counts + b * f->units);
	}
	staged_scores(f, x, out);
}

/* ---- ranks ---- */

/* Every pair. */
static void ranks_compared(size_t n, size_t units, const double *scores, double *ranks)
{
	for (size_t u = 0; u < units; u += LANES) {
		lanes own = load(scores + u), rank = own * 0 + 1;
		for (size_t j = 0; j < n; j++) {
			lanes one = own * 0 + 1;
			one = (lanes)((scores[j] > own) & (__typeof__(scores[j] > own))one);
			rank += one;
		}
		store(ranks + u, rank);
	}
}

static void ranks_of(size_t n, size_t units, const double *scores, struct sobol_scratch *x,
                     double *ranks)
{
	(void)x;
	ranks_compared(n, units, scores, ranks);
	for (size_t u = n; u < units; u++)
		ranks[u] = 1;
}

extern const struct sobol_kernel KERNEL;
const struct sobol_kernel KERNEL = {.isa = ISA,
                                    .exponentials = exponentials,
                                    .settle = settle,
                                    .move = move,
                                    .scores = scores,
                                    .moved = moved,
                                    .ranks = ranks_of,
                                    .spread = spread,
                                    .effects = effects,
                                    .swings = swings,
                                    .resample = resample};
