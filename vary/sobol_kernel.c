/* Compiled once for each instruction set, with KERNEL its name: see the Makefile. */
#include "vary/sobol_kernel.h"

#include "vary/lanes.h"
#include "vary/ranking.h"
#include "vary/stages.h"

#include <math.h>
#include <string.h>

#ifndef KERNEL
#define KERNEL sobol_kernel_v1
#define ISA    "v1"
#endif

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

static void covariances(const struct sobol_resampling *x, double *out)
{
	for (size_t l = 0; l < SOBOL_LANES; l += LANES) {
		lanes count = {0}, zero = {0};
		for (size_t r = 0; r < x->n_replicates; r++)
			count += load(x->defined + r * SOBOL_LANES + l);
		for (size_t b = 0, pair = 0; b < x->n_blocks; b++)
			for (size_t c = 0; c <= b; c++, pair++) {
				lanes sum = zero, sum_b = zero, sum_c = zero;
				for (size_t r = 0; r < x->n_replicates; r++) {
					const double *times = x->times + r * x->n_blocks;
					lanes scale = load(x->scale + r * SOBOL_LANES + l),
					      p = scale * times[b], q = scale * times[c];
					sum += p * q;
					sum_b += p;
					sum_c += q;
				}
				lanes v = (sum - sum_b * sum_c / count) / (count - 1);
				store(out + pair * SOBOL_LANES + l, v);
			}
	}
}

static void deviations(size_t n_blocks, const float *const *sums, const double *covariance,
                       double *out)
{
	double x[SOBOL_BLOCKS][SOBOL_LANES];
	for (size_t b = 0; b < n_blocks; b++)
		for (size_t l = 0; l < SOBOL_LANES; l++)
			x[b][l] = (double)sums[b][l];
	for (size_t l = 0; l < SOBOL_LANES; l += LANES) {
		lanes v = {0};
		for (size_t b = 0, pair = 0; b < n_blocks; b++, pair++) {
			lanes own = load(x[b] + l), part = {0};
			for (size_t c = 0; c < b; c++, pair++)
				part += load(covariance + pair * SOBOL_LANES + l) * load(x[c] + l);
			part = part * 2 + load(covariance + pair * SOBOL_LANES + l) * own;
			v += part * own;
		}
		store(out + l, v);
	}
	for (size_t l = 0; l < SOBOL_LANES; l++)
		out[l] = out[l] > 0 ? sqrt(out[l]) : 0;
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

/* ---- rows ---- */

/* Settles one stage, neither limited nor shared out, and gives its scores. */
static void plain_base(struct sobol_state *s, double *out)
{
	const struct sobol_form *f = s->form;
	double total = 0;
	for (size_t k = 0; k < f->n_weights; k++)
		total += s->weights[k];
	double scale = total > 0 ? f->full / total : 0;
	s->totals[0] = total;
	size_t u = 0;
	for (; u + 4 * LANES <= f->units; u += 4 * LANES) {
		lanes s0 = {0}, s1 = s0, s2 = s0, s3 = s0;
		for (size_t k = 0; k < f->n_weights; k++) {
			const double *column = s->columns[k] + u;
			double w = s->weights[k];
			s0 += load(column) * w;
			s1 += load(column + LANES) * w;
			s2 += load(column + 2 * LANES) * w;
			s3 += load(column + 3 * LANES) * w;
		}
		store(s->sums + u, s0);
		store(s->sums + u + LANES, s1);
		store(s->sums + u + 2 * LANES, s2);
		store(s->sums + u + 3 * LANES, s3);
	}
	for (; u < f->units; u += LANES) {
		lanes sum = {0};
		for (size_t k = 0; k < f->n_weights; k++)
			sum += load(s->columns[k] + u) * s->weights[k];
		store(s->sums + u, sum);
	}
	for (u = 0; u < f->units; u += LANES)
		store(out + u, load(s->sums + u) * scale + load(f->before + u));
}

/* ---- rows of few units ---- */

/* Few units and nothing to share out, limit or round: what most plain tables of few rows are. */
static bool are_few(const struct sobol_state *s, size_t rows)
{
	bool few = true;
	for (size_t r = 0; r < rows; r++)
		few = few && s[r].form->plain && s[r].form->units == SOBOL_LANES &&
		      s[r].rounding == SOBOL_EXACT;
	return few;
}

/* How many units there are is known when each copy of this is compiled. */
#define INLINED static inline __attribute__((always_inline))

INLINED void rank_few(size_t n, double *out)
{
	ranks_compared(n, SOBOL_LANES, out, out + SOBOL_LANES);
	for (size_t u = n; u < SOBOL_LANES; u++)
		out[SOBOL_LANES + u] = 1;
}

/* What moves the rows: nothing in base_few(). */
struct moving {
	size_t weight, step;
	const double *to;
};

INLINED void moved_few(size_t n, struct sobol_state *s, size_t rows, const struct moving *m,
                       double *out)
{
	for (size_t r = 0; r < rows; r++) {
		const struct sobol_form *f = s[r].form;
		const double *sums = s[r].sums, *column = s[r].columns[m->weight];
		double by = m->to[r * m->step] - s[r].weights[m->weight];
		double total = s[r].totals[0] + by, scale = total > 0 ? f->full / total : 0;
		for (size_t u = 0; u < SOBOL_LANES; u += LANES)
			store(out + u, (load(sums + u) + load(column + u) * by) * scale +
			                       load(f->before + u));
		rank_few(n, out);
		out += 2 * SOBOL_LANES;
	}
}

INLINED void base_few(size_t n, struct sobol_state *s, size_t rows, const struct moving *m,
                      double *out)
{
	(void)m;
	for (size_t r = 0; r < rows; r++) {
		const struct sobol_form *f = s[r].form;
		const double *weights = s[r].weights, *const *columns = s[r].columns;
		double *sums = s[r].sums, total = 0;
		for (size_t k = 0; k < f->n_weights; k++)
			total += weights[k];
		double scale = total > 0 ? f->full / total : 0;
		s[r].totals[0] = total;
		for (size_t u = 0; u < SOBOL_LANES; u += LANES) {
			lanes sum = {0};
			for (size_t k = 0; k < f->n_weights; k++)
				sum += load(columns[k] + u) * weights[k];
			store(sums + u, sum);
			store(out + u, sum * scale + load(f->before + u));
		}
		rank_few(n, out);
		out += 2 * SOBOL_LANES;
	}
}

#define FOR_FEW(name)                                                                              \
	static void name##_of(struct sobol_state *s, size_t rows, const struct moving *m,          \
	                      double *out)                                                         \
	{                                                                                          \
		switch (s->form->n) {                                                              \
		case 2:                                                                            \
			name(2, s, rows, m, out);                                                  \
			break;                                                                     \
		case 3:                                                                            \
			name(3, s, rows, m, out);                                                  \
			break;                                                                     \
		case 4:                                                                            \
			name(4, s, rows, m, out);                                                  \
			break;                                                                     \
		case 5:                                                                            \
			name(5, s, rows, m, out);                                                  \
			break;                                                                     \
		case 6:                                                                            \
			name(6, s, rows, m, out);                                                  \
			break;                                                                     \
		case 7:                                                                            \
			name(7, s, rows, m, out);                                                  \
			break;                                                                     \
		default:                                                                           \
			name(8, s, rows, m, out);                                                  \
			break;                                                                     \
		}                                                                                  \
	}
FOR_FEW(moved_few)
FOR_FEW(base_few)

static void base(struct sobol_state *s, size_t rows, struct sobol_scratch *x, double *out)
{
	if (are_few(s, rows)) {
		base_few_of(s, rows, NULL, out);
		return;
	}
	for (size_t r = 0; r < rows; r++, s++) {
		const struct sobol_form *f = s->form;
		if (f->plain) {
			plain_base(s, out);
		} else {
			settle(s);
			scores(s, x, out);
		}
		ranks_rounded(f->n, f->units, out, s->rounding, s->scale, x, out + f->units);
		out += 2 * f->units;
	}
}

static void moved(struct sobol_state *s, size_t rows, size_t weight, const double *to, size_t step,
                  struct sobol_scratch *x, double *out)
{
	if (are_few(s, rows)) {
		moved_few_of(s, rows, &(struct moving){weight, step, to}, out);
		return;
	}
	for (size_t r = 0; r < rows; r++, s++, to += step) {
		const struct sobol_form *f = s->form;
		double by = *to - s->weights[weight];
		if (f->plain)
			plain_scores(f, s->totals[0] + by, by, s->sums, s->columns[weight], out);
		else
			moved_one(s, weight, by, x, out);
		ranks_rounded(f->n, f->units, out, s->rounding, s->scale, x, out + f->units);
		out += 2 * f->units;
	}
}

static void move(struct sobol_state *s, size_t rows, size_t weight, const double *to, size_t step,
                 struct sobol_scratch *x, double *out)
{
	for (size_t r = 0; r < rows; r++, s++, to += step) {
		const struct sobol_form *f = s->form;
		shift(s, weight, *to - s->weights[weight], s->sums, s->counts, s->totals);
		scores(s, x, out);
		ranks_rounded(f->n, f->units, out, s->rounding, s->scale, x, out + f->units);
		out += 2 * f->units;
	}
}

extern const struct sobol_kernel KERNEL;
const struct sobol_kernel KERNEL = {.isa = ISA,
                                    .exponentials = exponentials,
                                    .base = base,
                                    .moved = moved,
                                    .move = move,
                                    .ranks = ranks_of,
                                    .ranks_rounded = ranks_rounded,
                                    .spread = spread,
                                    .effects = effects,
                                    .swings = swings,
                                    .covariances = covariances,
                                    .deviations = deviations};
