/* lanes_score.h - scores of 64 draws at a time. Part of smaa_kernel.c.
 *
 * Fast: sums of products in float, from the middle of all values; two of them differ from the
 * difference of the double scores by less than task.error. Exact: the double score itself. Of many
 * units, where neighbours are too close for floats, all scores are double.
 */
#ifndef KAOHE_LANES_SCORE_H
#define KAOHE_LANES_SCORE_H

#include "vary/lanes_draw.h"
#include "vary/recognition.h"
#include "vary/smaa_kernel.h"

#include <string.h>

#if defined(__AVX512F__)
enum { WIDE = 64 };
#elif defined(__AVX__)
enum { WIDE = 32 };
#else
enum { WIDE = 16 };
#endif
typedef float wide __attribute__((vector_size(WIDE)));
typedef double wide_double __attribute__((vector_size(WIDE)));
/* Two units by so many vectors are summed up at a time, so many items before the sum is added to
 * the whole: errors grow with the longer of the two, not with all items. */
enum { PER_WIDE = WIDE / sizeof(float), PER_DOUBLE = WIDE / sizeof(double), TILE = 4, CHUNK = 8 };

/* Kept in a register, not fetched again from memory for each use. */
#if defined(__AVX512F__)
#define FETCHED(v) __asm__("" : "+v"(v))
#elif defined(__SSE2__)
#define FETCHED(v) __asm__("" : "+x"(v))
#else
#define FETCHED(v) (void)(v)
#endif

/* Two units over TILE vectors of lanes. */
static inline void dot_two(size_t n, const float *restrict x, const float *restrict y,
                           const float *restrict w, float *restrict sx, float *restrict sy)
{
	wide all[2][TILE] = {{{0}}};
	for (size_t from = 0; from < n; from += CHUNK) {
		size_t to = from + CHUNK < n ? from + CHUNK : n;
		wide a[TILE] = {{0}}, b[TILE] = {{0}};
		for (size_t k = from; k < to; k++, w += LANES) {
			float p = x[k], q = y[k];
			for (size_t i = 0; i < TILE; i++) {
				wide own;
				memcpy(&own, w + i * PER_WIDE, sizeof own);
				FETCHED(own);
				a[i] += own * p;
				b[i] += own * q;
			}
		}
		for (size_t i = 0; i < TILE; i++) {
			all[0][i] += a[i];
			all[1][i] += b[i];
		}
	}
	memcpy(sx, all[0], sizeof all[0]);
	memcpy(sy, all[1], sizeof all[1]);
}

/* The rows of one class. An odd last one is done twice. */
static void dot_rows(const struct smaa_task *t, size_t from, size_t to, const float *w, float *fast)
{
	for (size_t r = from; r < to; r += 2) {
		size_t s = r + 1 < to ? r + 1 : r;
		const float *x = t->fast_values + r * t->n_weights,
		            *y = t->fast_values + s * t->n_weights;
		float *sx = fast + t->units[r] * LANES, *sy = fast + t->units[s] * LANES;
		for (size_t l = 0; l < LANES; l += TILE * PER_WIDE)
			dot_two(t->n_weights, x, y, w + l, sx + l, sy + l);
	}
}

/* The same in double, item by item. */
static inline void dot_two_double(size_t n, const double *restrict x, const double *restrict y,
                                  const double *restrict w, double *restrict sx,
                                  double *restrict sy)
{
	wide_double a[TILE] = {{0}}, b[TILE] = {{0}};
	for (size_t k = 0; k < n; k++, w += TILE * PER_DOUBLE) {
		double p = x[k], q = y[k];
		for (size_t i = 0; i < TILE; i++) {
			wide_double own;
			memcpy(&own, w + i * PER_DOUBLE, sizeof own);
			FETCHED(own);
			a[i] += own * p;
			b[i] += own * q;
		}
	}
	memcpy(sx, a, sizeof a);
	memcpy(sy, b, sizeof b);
}

/* Some lanes of all units before the next: their weights side by side stay in the cache. */
static void dot_rows_double(const struct smaa_task *t, size_t from, size_t to, const double *w,
                            struct smaa_work *work)
{
	enum { SOME = TILE * PER_DOUBLE };
	for (size_t l = 0; l < LANES; l += SOME) {
		for (size_t k = 0; k < t->n_weights; k++)
			memcpy(work->some_weights + k * SOME, w + k * LANES + l, SOME * sizeof *w);
		for (size_t r = from; r < to; r += 2) {
			size_t s = r + 1 < to ? r + 1 : r;
			double *sx = work->scores + t->units[r] * LANES + l,
			       *sy = work->scores + t->units[s] * LANES + l;
			double own = t->numbers.beside[t->units[r]],
			       other = t->numbers.beside[t->units[s]];
			dot_two_double(t->n_weights, t->values + r * t->n_weights,
			               t->values + s * t->n_weights, work->some_weights, sx, sy);
			for (size_t i = 0; i < SOME; i++) {
				sx[i] += own;
				if (s != r)
					sy[i] += other;
			}
		}
	}
}

/* ---- weights shared out anew, as model_adjust_double() does, 64 draws at a time ---- */

static void sum_nodes(const struct model *m, const double *w, double *sums)
{
	for (size_t i = m->n_nodes; i--;) {
		const struct model_node *n = &m->nodes[i];
		double *out = sums + i * LANES;
		memset(out, 0, LANES * sizeof *out);
		if (n->kind == MODEL_LEAF)
			memcpy(out, w + n->carrier * LANES, LANES * sizeof *out);
		for (size_t c = 0; c < n->n_children; c++)
			for (size_t l = 0; l < LANES; l++)
				out[l] += sums[n->children[c] * LANES + l];
	}
}

static void share_out(const struct model *m, const bool *asked, const double *sums, double *max)
{
	for (size_t l = 0; l < LANES; l++)
		max[l] = 1;
	for (size_t i = 0; i < m->n_nodes; i++) {
		const struct model_node *n = &m->nodes[i];
		const double *own = max + i * LANES;
		double all[LANES] = {0};
		for (size_t c = 0; c < n->n_children; c++)
			if (!n->redistributes || asked[n->children[c]])
				for (size_t l = 0; l < LANES; l++)
					all[l] += sums[n->children[c] * LANES + l];
		for (size_t c = 0; c < n->n_children; c++) {
			size_t child = n->children[c];
			double *out = max + child * LANES;
			bool none = n->redistributes && !asked[child];
			for (size_t l = 0; l < LANES; l++)
				out[l] = none || !(all[l] > 0)
				                 ? 0
				                 : own[l] * sums[child * LANES + l] / all[l];
		}
	}
}

static void adjust(const struct smaa_task *t, size_t class, struct smaa_work *w)
{
	const struct model *m = t->model;
	double *sums = w->nodes, *max = sums + m->n_nodes * LANES;
	sum_nodes(m, w->weights, sums);
	share_out(m, m->classes[class].asked, sums, max);
	for (size_t k = 0; k < m->n_weights; k++)
		memcpy(w->adjusted + k * LANES, max + m->carriers[k] * LANES,
		       LANES * sizeof(double));
}

/* Floats of the weights that a class has, by those in double, whose sum is the same for all. */
static void fast_of_class(const struct smaa_task *t, size_t class, struct smaa_work *w)
{
	bool whole = t->model->classes[class].whole;
	const double *weights = whole ? w->weights : w->adjusted;
	if (!whole)
		adjust(t, class, w);
	for (size_t i = 0; i < t->n_weights * LANES; i++)
		w->fast_weights[i] = (float)weights[i];
}

static void normalise_fast(size_t n, const float *restrict raw, float *restrict w)
{
	float sum[LANES] = {0};
	for (size_t k = 0; k < n; k++)
		for (size_t l = 0; l < LANES; l++)
			sum[l] += raw[k * LANES + l];
	for (size_t l = 0; l < LANES; l++)
		sum[l] = 1 / sum[l];
	for (size_t k = 0; k < n; k++)
		for (size_t l = 0; l < LANES; l++)
			w[k * LANES + l] = raw[k * LANES + l] * sum[l];
}

static void scores_fast(const struct smaa_task *t, struct smaa_work *w)
{
	const struct model *m = t->model;
	bool masked = t->path == SMAA_MASKED;
	if (masked)
		normalise(t->n_weights, w->raw, w->weights);
	for (size_t c = 0; c < m->n_classes; c++) {
		if (masked)
			fast_of_class(t, c, w);
		else
			normalise_fast(t->n_weights, w->raw, w->fast_weights);
		dot_rows(t, t->class_rows[c], t->class_rows[c + 1], w->fast_weights, w->fast);
	}
}

static void scores_double(const struct smaa_task *t, struct smaa_work *w)
{
	const struct model *m = t->model;
	for (size_t c = 0; c < m->n_classes; c++) {
		if (!m->classes[c].whole)
			adjust(t, c, w);
		dot_rows_double(t, t->class_rows[c], t->class_rows[c + 1],
		                m->classes[c].whole ? w->weights : w->adjusted, w);
	}
}

/* The double score of one unit in one draw: what all ranks go by. */
static double score_exact(const struct smaa_task *t, const struct smaa_work *w, size_t unit,
                          size_t lane)
{
	size_t row = t->row_of[unit], class = t->model->class_of[unit];
	const double *x = t->values + row * t->n_weights;
	double *weights = w->lane_weights, all = 0, sum = 0;
	if (!t->fast)
		return w->scores[unit * LANES + lane];
	for (size_t k = 0; k < t->n_weights; k++)
		all += (double)w->raw[k * LANES + lane];
	all = 1 / all;
	for (size_t k = 0; k < t->n_weights; k++)
		weights[k] = (double)w->raw[k * LANES + lane] * all;
	if (!t->model->classes[class].whole) {
		model_adjust_double(t->model, class, weights, w->lane_adjusted, w->lane_work);
		weights = w->lane_adjusted;
	}
	for (size_t k = 0; k < t->n_weights; k++)
		sum += weights[k] * x[k];
	return smaa_rounded(t, sum + t->numbers.beside[unit]);
}

/* Node by node, draw by draw; with figures drawn where they are uncertain. */
static void scores_one_by_one(const struct smaa_task *t, struct smaa_work *w, uint64_t draw)
{
	const double *values = NULL;
	for (size_t l = 0; l < LANES; l++) {
		for (size_t k = 0; k < t->n_weights; k++)
			w->lane_weights[k] = w->weights[k * LANES + l];
		if (t->request->recognition) {
			recognition_draw(t->request->recognition, t->request->seed, draw + l,
			                 STREAM_RECOGNITION, w->lane_values, w->recognition);
			values = w->lane_values;
		}
		model_scores_double(t->model, &t->numbers, w->lane_weights, values, w->lane_scores,
		                    w->lane_work);
		for (size_t u = 0; u < t->n; u++)
			w->scores[u * LANES + l] = w->lane_scores[u];
	}
}

static void draw_scores(const struct smaa_task *t, struct smaa_work *w, uint64_t draw)
{
	if (t->fast) {
		scores_fast(t, w);
		return;
	}
	normalise(t->n_weights, w->raw, w->weights);
	if (t->path == SMAA_LINEAR || t->path == SMAA_MASKED)
		scores_double(t, w);
	else
		scores_one_by_one(t, w, draw);
	for (size_t i = 0; i < t->n * LANES; i++) {
		w->scores[i] = smaa_rounded(t, w->scores[i]);
		w->fast[i] = (float)(w->scores[i] - t->middle);
	}
}

#endif
