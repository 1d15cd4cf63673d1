#include "vary/smaa_running.h"

#include "engine/binary.h"
#include "vary/recognition.h"

#include <math.h>
#include <string.h>

/* Units class by class, as rows of points. */
static void lay_rows(struct arena *a, struct smaa_task *t)
{
	const struct model *m = t->model;
	size_t *units = ARENA_NEWS(a, size_t, t->n), *row_of = ARENA_NEWS(a, size_t, t->n), row = 0;
	size_t *class_rows = ARENA_NEWS(a, size_t, m->n_classes + 1);
	double *values = ARENA_NEWS(a, double, t->n * t->n_weights);
	float *fast = ARENA_NEWS(a, float, t->n * t->n_weights);
	for (size_t c = 0; c < m->n_classes; c++) {
		class_rows[c] = row;
		for (size_t u = 0; u < t->n; u++) {
			if (m->class_of[u] != c)
				continue;
			for (size_t k = 0; k < t->n_weights; k++) {
				size_t cell = row * t->n_weights + k;
				values[cell] =
				        t->numbers.full * t->numbers.values[u * t->n_weights + k];
				fast[cell] =
				        (float)(values[cell] + t->numbers.beside[u] - t->middle);
			}
			row_of[u] = row;
			units[row++] = u;
		}
	}
	class_rows[m->n_classes] = row;
	t->units = units;
	t->row_of = row_of;
	t->class_rows = class_rows;
	t->values = values;
	t->fast_values = fast;
}

/* Levels of equal nominal weights, from the greatest down. */
static void lay_levels(struct arena *a, struct smaa_task *t)
{
	const ratio *const *w = t->model->nominal;
	size_t n = t->n_weights, *from = ARENA_NEWS(a, size_t, n), *to = ARENA_NEWS(a, size_t, n),
	       *index = ARENA_NEWS(a, size_t, n);
	for (size_t k = 0; k < n; k++) {
		size_t same = 0;
		for (size_t i = 0; i < n; i++) {
			int order = ratio_cmp(w[i], w[k]);
			from[k] += order > 0;
			same += order == 0;
			index[k] += order == 0 && i < k;
		}
		to[k] = from[k] + same;
	}
	t->level_from = from;
	t->level_to = to;
	t->level_index = index;
}

struct bounds {
	double low, high;
};

/* What no score of a unit leaves. */
static struct bounds bounds_of(const struct smaa_task *t, size_t unit)
{
	const double *v = t->numbers.values;
	bool own = t->path == SMAA_LINEAR || t->path == SMAA_MASKED;
	size_t from = own ? unit * t->n_weights : 0,
	       to = own ? from + t->n_weights : t->n * t->n_weights;
	struct bounds b = {own ? v[from] : 0, own ? v[from] : 1};
	if (t->request->recognition)
		recognition_range(t->request->recognition, &b.low, &b.high);
	for (size_t i = from; i < to; i++) {
		b.low = v[i] < b.low ? v[i] : b.low;
		b.high = v[i] > b.high ? v[i] : b.high;
	}
	double beside = t->numbers.beside[unit], room = 1e-5 * (fabs(b.low) + fabs(b.high) + 1e-3);
	return (struct bounds){t->numbers.full * (b.low - room) + beside,
	                       t->numbers.full * (b.high + room) + beside};
}

/* The power of 2 that makes the largest sum of a piece some 2^42: 2^20 pieces fit 63 bits. */
static double scale_of(double largest)
{
	int power = 0;
	frexp(largest * BLOCKS_A_PIECE * LANES, &power);
	return ldexp(1, 42 - power);
}

static struct bounds all_bounds(const struct smaa_task *t)
{
	struct bounds all = bounds_of(t, 0);
	for (size_t u = 1; u < t->n; u++) {
		struct bounds b = bounds_of(t, u);
		all.low = b.low < all.low ? b.low : all.low;
		all.high = b.high > all.high ? b.high : all.high;
	}
	return all;
}

static void bound(struct arena *a, struct smaa_task *t)
{
	float *low = ARENA_NEWS(a, float, t->n), *scale = ARENA_NEWS(a, float, t->n),
	      *centre = ARENA_NEWS(a, float, t->n);
	struct bounds all = all_bounds(t);
	double range = all.high - all.low, keys = 65533;
	t->key_bits = 32;
	for (size_t units = 1; units < t->n; units *= 2)
		t->key_bits--;
	t->key_bits = t->key_bits > 22 ? 22 : t->key_bits;
	if (t->n > SMAA_MIDDLE)
		keys = (double)((1u << t->key_bits) - 1);
	int power = 0;
	frexp(t->numbers.full, &power);
	t->step = ldexp(1, power - 40);
	t->middle = (all.low + all.high) / 2;
	for (size_t u = 0; u < t->n; u++) {
		struct bounds b = bounds_of(t, u);
		low[u] = (float)(b.low - t->middle);
		scale[u] = (float)((double)(1u << t->bin_bits) / (b.high - b.low));
		centre[u] = (float)(binary_of(t->model->scores[u]) - t->middle);
	}
	t->low = low;
	t->scale = scale;
	t->centre = centre;
	t->key_low = (float)(all.low - t->middle);
	t->key_scale = (float)(keys / range * (1 - 1e-6));
	t->sum_scale = scale_of(range);
	t->square_scale = scale_of(range * range);
	/* For each of two scores: rounding of a value, a weight, each product, each sum of a chunk
	 * of eight and of the chunks; and some room. What the sum of the weights is off by is the
	 * same for both. */
	double steps = 3 + 8 + ((double)t->n_weights + 7) / 8 + 2;
	t->error = (float)(2 * (range / 2) * steps * 0x1p-24 * 1.1);
	/* A key is worth more than the error and its own rounding. */
	t->least_range = t->error * 2 * 65530;
}

static enum smaa_path path_of(const struct firmness_request *r)
{
	if (r->recognition)
		return SMAA_UNCERTAIN;
	return r->model->path == MODEL_LINEAR   ? SMAA_LINEAR
	       : r->model->path == MODEL_MASKED ? SMAA_MASKED
	                                        : SMAA_GENERAL;
}

static bool nothing_beside(const struct smaa_task *t)
{
	for (size_t u = 0; u < t->n; u++)
		if (t->numbers.beside[u] != 0)
			return false;
	return true;
}

/* Floats are kept near 0 by taking the same number from all marks, which presumes weights of sum 1:
 * a unit of which nothing at all is asked has none. */
static bool all_asked(const struct model *m)
{
	for (size_t c = 0; c < m->n_classes; c++)
		if (!m->classes[c].asked[0])
			return false;
	return true;
}

struct smaa_task smaa_task_of(struct arena *a, const struct firmness_request *r)
{
	const struct model *m = r->model;
	struct smaa_task t = {.request = r,
	                      .model = m,
	                      .numbers = model_numbers(a, m),
	                      .path = path_of(r),
	                      .n = m->n_units,
	                      .n_weights = m->n_weights,
	                      .bin_bits = m->n_units <= SMAA_MIDDLE ? 12 : 10};
	t.fast = t.n <= SMAA_MIDDLE &&
	         (t.path == SMAA_LINEAR ||
	          (t.path == SMAA_MASKED && nothing_beside(&t) && all_asked(m)));
	bound(a, &t);
	lay_rows(a, &t);
	lay_levels(a, &t);
	t.rank_bits = RANK_BITS_LEAST;
	while (t.n >> t.rank_bits)
		t.rank_bits++;
#if defined(__x86_64__)
	t.counts_ones = __builtin_cpu_supports("avx512vpopcntdq");
#endif
	t.places[0] = 1;
	for (size_t i = t.n - 1, place = 1; t.n <= SMAA_SMALL && i--;) {
		t.places[i] = (uint32_t)place;
		place *= t.n - i;
	}
	t.reach = r->weights.reach ? binary_of(r->weights.reach) : 0;
	double *shapes = ARENA_NEWS(a, double, t.n_weights);
	for (size_t k = 0; k < t.n_weights && r->weights.concentration; k++)
		shapes[k] = binary_of(ratio_mul(a, r->weights.concentration, m->nominal[k]));
	t.shapes = shapes;
	return t;
}

#define LANES_OF(a, type, n) ARENA_LINES(a, type, (n)*LANES)

struct smaa_work smaa_work_of(struct arena *a, const struct smaa_task *t)
{
	size_t n = t->n, weights = t->n_weights;
	struct smaa_work w = {
	        .raw = LANES_OF(a, float, weights),
	        .fast_weights = LANES_OF(a, float, weights),
	        .fast = LANES_OF(a, float, n),
	        .weights = LANES_OF(a, double, weights),
	        .adjusted = LANES_OF(a, double, weights),
	        .some_weights = LANES_OF(a, double, weights),
	        .nodes = LANES_OF(a, double, 2 * t->model->n_nodes),
	        .scores = t->fast ? NULL : LANES_OF(a, double, n),
	        .lane_raw = ARENA_NEWS(a, float, weights),
	        .lane_weights = ARENA_NEWS(a, double, weights),
	        .lane_adjusted = ARENA_NEWS(a, double, weights),
	        .lane_scores = ARENA_NEWS(a, double, n),
	        .lane_work = ARENA_NEWS(a, double, model_work(t->model)),
	        .places = ARENA_NEWS(a, size_t, weights),
	};
	if (n <= SMAA_MIDDLE) {
		w.keys = LANES_OF(a, int16_t, n);
		w.placed = LANES_OF(a, int16_t, n);
		w.ranks = LANES_OF(a, uint8_t, n);
		w.order = ARENA_NEWS(a, uint8_t, n);
		w.span = ARENA_LINES(a, int8_t, (n + 1) * SPAN);
	} else {
		w.words = ARENA_NEWS(a, uint32_t, 8 * n);
		w.spare = ARENA_NEWS(a, uint32_t, n);
		w.lane_ranks = ARENA_NEWS(a, uint16_t, TURNED * n + 8);
	}
	if (t->request->recognition) {
		w.lane_values = ARENA_NEWS(a, double, n *weights);
		w.recognition = recognition_work(a, t->request->recognition);
	}
	return w;
}

size_t smaa_pairs(size_t n)
{
	return n * (n - 1) / 2;
}

/* Counts of every rank and pair that `from` has, or of its own. */
struct smaa_tally smaa_tally_of(struct arena *a, const struct smaa_task *t,
                                const struct smaa_tally *from)
{
	const struct firmness_request *r = t->request;
	struct smaa_tally y = {
	        .piece_sum = ARENA_LINES(a, float, t->n *PARTS),
	        .piece_square = ARENA_LINES(a, float, t->n *PARTS),
	        .sum = ARENA_NEWS(a, int64_t, t->n),
	        .square = ARENA_NEWS(a, int64_t, t->n),
	};
	if (t->n <= SMAA_SMALL)
		y.rankings = ARENA_NEWS(a, uint32_t, SMAA_RANKINGS);
	if (from) {
		y.accept = from->accept;
		y.above = from->above;
		y.level = from->level;
	} else {
		y.accept = ARENA_NEWS(a, uint32_t, t->n * t->n);
		y.above = r->pairwise ? ARENA_NEWS(a, uint32_t, smaa_pairs(t->n)) : NULL;
		y.level = r->pairwise ? ARENA_NEWS(a, uint32_t, smaa_pairs(t->n)) : NULL;
	}
	if (r->quantiles)
		y.bins = ARENA_NEWS(a, uint32_t, t->n << t->bin_bits);
	if (r->central)
		y.first_weights = ARENA_NEWS(a, uint64_t, t->n * t->n_weights);
	return y;
}
