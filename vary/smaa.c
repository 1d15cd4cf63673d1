#include "vary/smaa.h"

#include "engine/binary.h"
#include "vary/logarithm.h"
#include "vary/parallel.h"
#include "vary/recognition.h"
#include "vary/smaa_kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double smaa_quantile_shares[SMAA_QUANTILES] = {0.05, 0.25, 0.5, 0.75, 0.95};

/* ---- which kernel ---- */

static bool runs_here(const char *isa)
{
#if defined(__x86_64__)
	__builtin_cpu_init();
	if (!strcmp(isa, "v4"))
		return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
		       __builtin_cpu_supports("avx512cd");
	if (!strcmp(isa, "v3"))
		return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
		       __builtin_cpu_supports("fma");
	if (!strcmp(isa, "v2"))
		return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
#endif
	return !strcmp(isa, "v1");
}

static const struct smaa_kernel *const kernels[] = {
#if defined(__x86_64__)
        &smaa_kernel_v4, &smaa_kernel_v3, &smaa_kernel_v2,
#endif
        &smaa_kernel_v1, NULL};

static const struct smaa_kernel *choose(const char *isa)
{
	size_t i = 0;
	while (!runs_here(kernels[i]->isa) ||
	       (isa && strcmp(isa, kernels[i]->isa) != 0 && kernels[i + 1]))
		i++;
	return kernels[i];
}

const char *const *smaa_isas(struct arena *a)
{
	const char **list = ARENA_NEWS(a, const char *, sizeof kernels / sizeof *kernels);
	size_t n = 0;
	for (size_t i = 0; kernels[i]; i++)
		if (runs_here(kernels[i]->isa))
			list[n++] = kernels[i]->isa;
	return list;
}

/* ---- the task ---- */

/* Blocks whose sums are added up in double. */
enum { BLOCKS_A_PIECE = 64 };

struct running {
	struct arena *arena;
	const struct firmness_request *request;
	const struct smaa_kernel *kernel;
	struct smaa_task task;
	struct smaa_work *works; /* [worker] */
	struct smaa_tally
	        *tallies; /* [worker]; above SMAA_MIDDLE units they share accept and pairs */
	bool many;        /* above SMAA_MIDDLE units: batches of BATCH draws */
	struct smaa_batch batch;
	uint64_t first, draws; /* of what is drawn at a time */
	size_t pieces;
};

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

static struct smaa_task task_of(struct arena *a, const struct firmness_request *r)
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

/* An array that begins where a cache line does. */
static void *line_up(struct arena *a, size_t n, size_t size)
{
	enum { LINE = 64 };
	uintptr_t start = (uintptr_t)arena_array(a, n * size + LINE, 1);
	return (void *)((start + LINE - 1) / LINE * LINE);
}
#define LANES_OF(a, type, n) ((type *)line_up((a), (n)*LANES, sizeof(type)))

static struct smaa_work work_of(struct arena *a, const struct smaa_task *t)
{
	size_t n = t->n, weights = t->n_weights;
	struct smaa_work w = {
	        .raw = LANES_OF(a, float, weights),
	        .fast_weights = LANES_OF(a, float, weights),
	        .fast = LANES_OF(a, float, n),
	        .weights = LANES_OF(a, double, weights),
	        .adjusted = LANES_OF(a, double, weights),
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
		w.span = line_up(a, (n + 1) * SPAN, sizeof *w.span);
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

static size_t pairs_of(size_t n)
{
	return n * (n - 1) / 2;
}

/* Counts of every rank and pair that `from` has, or of its own. */
static struct smaa_tally tally_of(struct arena *a, const struct smaa_task *t,
                                  const struct smaa_tally *from)
{
	const struct firmness_request *r = t->request;
	struct smaa_tally y = {
	        .piece_sum = line_up(a, t->n * PARTS, sizeof(float)),
	        .piece_square = line_up(a, t->n * PARTS, sizeof(float)),
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
		y.above = r->pairwise ? ARENA_NEWS(a, uint32_t, pairs_of(t->n)) : NULL;
		y.level = r->pairwise ? ARENA_NEWS(a, uint32_t, pairs_of(t->n)) : NULL;
	}
	if (r->quantiles)
		y.bins = ARENA_NEWS(a, uint32_t, t->n << t->bin_bits);
	if (r->central)
		y.first_weights = ARENA_NEWS(a, uint64_t, t->n * t->n_weights);
	return y;
}

/* ---- drawing ---- */

static void draw_block(struct running *r, unsigned worker, uint64_t block)
{
	struct smaa_work *w = &r->works[worker];
	uint64_t from = block * LANES, left = r->draws - from;
	size_t lanes = left < LANES ? (size_t)left : LANES;
	r->kernel->weights(&r->task, w, r->first + from);
	r->kernel->scores(&r->task, w, r->first + from);
	r->kernel->count(&r->task, w, lanes, &r->tallies[worker]);
	if (r->many)
		r->kernel->rank_many(&r->task, w, lanes, &r->batch, from, &r->tallies[0]);
}

static uint64_t blocks_of(const struct running *r)
{
	return (r->draws + LANES - 1) / LANES;
}

static int64_t whole(double x)
{
	return (int64_t)(x < 0 ? x - 0.5 : x + 0.5);
}

static double sum_parts(float *parts)
{
	double sum = 0;
	for (size_t k = 0; k < PARTS; k++) {
		sum += (double)parts[k];
		parts[k] = 0;
	}
	return sum;
}

/* A piece is the same whoever works on it: its sums are added up as whole numbers. */
static void end_piece(const struct smaa_task *t, struct smaa_tally *y)
{
	for (size_t u = 0; u < t->n; u++) {
		y->sum[u] += whole(sum_parts(y->piece_sum + u * PARTS) * t->sum_scale);
		y->square[u] += whole(sum_parts(y->piece_square + u * PARTS) * t->square_scale);
	}
}

/* Some blocks of the batch: always the same ones together, however many are drawn at a time. */
static void draw_piece(void *context, size_t piece, unsigned worker)
{
	struct running *r = context;
	const struct spread *s = r->request->spread;
	uint64_t blocks = blocks_of(r), per = r->many ? 1 : BLOCKS_A_PIECE;
	if (s && !r->many)
		piece = piece * s->hosts + s->host;
	for (uint64_t b = piece * per; b < blocks && b < (piece + 1) * per; b++)
		draw_block(r, worker, b);
	if (r->task.n <= SMAA_MIDDLE)
		r->kernel->end(&r->task, &r->works[worker], &r->tallies[worker]);
	end_piece(&r->task, &r->tallies[worker]);
}

static size_t column_pieces(const struct running *r)
{
	return (r->task.n + COLUMNS - 1) / COLUMNS;
}

static void count_ranks(void *context, size_t piece, unsigned worker)
{
	struct running *r = context;
	size_t from = piece * COLUMNS, to = from + COLUMNS;
	(void)worker;
	r->kernel->count_ranks(&r->task, &r->batch, from, to < r->task.n ? to : r->task.n,
	                       &r->tallies[0]);
}

/* The later units first, which have most pairs. */
static void count_pairs(void *context, size_t piece, unsigned worker)
{
	struct running *r = context;
	size_t from = (column_pieces(r) - 1 - piece) * COLUMNS, to = from + COLUMNS;
	(void)worker;
	r->kernel->count_pairs(&r->task, &r->batch, from, to < r->task.n ? to : r->task.n,
	                       &r->tallies[0]);
}

/* Pieces of the batch that are this host's; where there are many units, whole batches are. */
static size_t shares_of(const struct running *r)
{
	const struct spread *s = r->request->spread;
	return s ? (r->pieces + s->hosts - 1 - s->host) / s->hosts : r->pieces;
}

static void draw_batch(struct running *r, uint64_t first, uint64_t draws)
{
	r->first = first;
	r->draws = draws;
	if (!r->many) {
		r->pieces = (size_t)((blocks_of(r) + BLOCKS_A_PIECE - 1) / BLOCKS_A_PIECE);
		parallel_run(r->request->threads, shares_of(r), draw_piece, r);
		return;
	}
	r->batch.draws = (size_t)draws;
	if (draws < BATCH)
		memset(r->batch.ranks, 0, r->task.n * BATCH * sizeof *r->batch.ranks);
	r->pieces = (size_t)blocks_of(r);
	parallel_run(r->request->threads, r->pieces, draw_piece, r);
	parallel_run(r->request->threads, column_pieces(r), count_ranks, r);
	if (r->batch.planes)
		parallel_run(r->request->threads, column_pieces(r), count_pairs, r);
}

static bool wants_stop(const struct firmness_request *r)
{
	return r->watch.stop && *r->watch.stop;
}

/* ---- adding up ---- */

static void add32(uint32_t *to, const uint32_t *from, size_t n)
{
	for (size_t i = 0; to && from != to && i < n; i++)
		to[i] += from[i];
}

static void add64(uint64_t *to, const uint64_t *from, size_t n)
{
	for (size_t i = 0; to && i < n; i++)
		to[i] += from[i];
}

/* Nothing counted; what a worker shares with the first one is that one's. */
static void clear(const struct smaa_task *t, struct smaa_tally *x)
{
	size_t n = t->n;
	x->draws = 0;
	memset(x->sum, 0, n * sizeof *x->sum);
	memset(x->square, 0, n * sizeof *x->square);
	if (x->rankings)
		memset(x->rankings, 0, SMAA_RANKINGS * sizeof *x->rankings);
	if (x->bins)
		memset(x->bins, 0, (n << t->bin_bits) * sizeof *x->bins);
	if (x->first_weights)
		memset(x->first_weights, 0, n * t->n_weights * sizeof *x->first_weights);
}

static void clear_shared(const struct smaa_task *t, struct smaa_tally *x)
{
	memset(x->accept, 0, t->n * t->n * sizeof *x->accept);
	if (!x->above)
		return;
	memset(x->above, 0, pairs_of(t->n) * sizeof *x->above);
	memset(x->level, 0, pairs_of(t->n) * sizeof *x->level);
}

/* All workers' counts into the first one's; theirs become 0. */
static void gather(struct running *r)
{
	const struct smaa_task *t = &r->task;
	struct smaa_tally *y = &r->tallies[0];
	for (unsigned i = 1; i < r->request->threads; i++) {
		struct smaa_tally *x = &r->tallies[i];
		bool shared = x->accept == y->accept;
		y->draws += x->draws;
		add32(y->rankings, x->rankings, SMAA_RANKINGS);
		add32(y->bins, x->bins, t->n << t->bin_bits);
		add64(y->first_weights, x->first_weights, t->n * t->n_weights);
		for (size_t u = 0; u < t->n; u++) {
			y->sum[u] += x->sum[u];
			y->square[u] += x->square[u];
		}
		clear(t, x);
		if (shared)
			continue;
		add32(y->accept, x->accept, t->n * t->n);
		add32(y->above, x->above, pairs_of(t->n));
		add32(y->level, x->level, pairs_of(t->n));
		clear_shared(t, x);
	}
}

/* The order that a number of count_small() stands for. */
static void unpack(struct smaa_tally *y, size_t n)
{
	for (size_t index = 0; index < SMAA_RANKINGS; index++) {
		uint32_t draws = y->rankings[index];
		size_t order[SMAA_SMALL], rest = index, place = 1, used = 0;
		if (!draws)
			continue;
		for (size_t i = 2; i < n; i++)
			place *= i;
		size_t digits[SMAA_SMALL] = {0};
		for (size_t i = 0; i + 1 < n; i++) {
			digits[i] = rest / place;
			rest %= place;
			place /= n - 1 - i;
		}
		/* From the last unit on: unit i has digits[i] of the later ones above it. */
		for (size_t i = n; i--; used++) {
			memmove(order + digits[i] + 1, order + digits[i],
			        (used - digits[i]) * sizeof *order);
			order[digits[i]] = i;
		}
		for (size_t p = 0; p < n; p++) {
			y->accept[order[p] * n + p] += draws;
			for (size_t q = p + 1; q < n && y->above; q++)
				if (order[p] < order[q])
					y->above[smaa_pair(n, order[p], order[q])] += draws;
		}
		y->rankings[index] = 0;
	}
}

/* The sums over all hosts. */
static void gather_hosts(struct running *r)
{
	const struct spread *s = r->request->spread;
	const struct smaa_task *t = &r->task;
	struct smaa_tally *y = &r->tallies[0];
	if (!s)
		return;
	s->sum64(s->context, &y->draws, 1);
	s->sum32(s->context, y->accept, t->n * t->n);
	if (y->above) {
		s->sum32(s->context, y->above, pairs_of(t->n));
		s->sum32(s->context, y->level, pairs_of(t->n));
	}
	/* Two's complement: sums of negative numbers too. */
	s->sum64(s->context, (uint64_t *)y->sum, t->n);
	s->sum64(s->context, (uint64_t *)y->square, t->n);
	if (y->bins)
		s->sum32(s->context, y->bins, t->n << t->bin_bits);
	if (y->first_weights)
		s->sum64(s->context, y->first_weights, t->n * t->n_weights);
}

/* ---- what the counts say ---- */

double smaa_share_error(const struct smaa *s, double share)
{
	return sqrt(share * (1 - share) / (double)s->draws);
}

double smaa_mean_error(const struct smaa *s, double sd)
{
	return sd / sqrt((double)s->draws);
}

double smaa_acceptability(const struct smaa *s, size_t unit, size_t rank)
{
	return (double)s->accept[unit * s->n + rank - 1] / (double)s->draws;
}

double smaa_winning(const struct smaa *s, size_t i, size_t j)
{
	if (i == j)
		return 0;
	size_t pair = i < j ? smaa_pair(s->n, i, j) : smaa_pair(s->n, j, i);
	uint64_t above = s->above[pair];
	return (double)(i < j ? above : s->draws - above - s->level[pair]) / (double)s->draws;
}

size_t smaa_rank_quantile(const struct smaa *s, size_t unit, double share)
{
	uint64_t sum = 0;
	for (size_t rank = 1; rank <= s->n; rank++) {
		sum += s->accept[unit * s->n + rank - 1];
		if ((double)sum >= share * (double)s->draws)
			return rank;
	}
	return s->n;
}

static void describe_scores(struct running *r, struct smaa *out)
{
	const struct smaa_task *t = &r->task;
	const struct smaa_tally *y = &r->tallies[0];
	double *mean = ARENA_NEWS(r->arena, double, t->n), *sd = ARENA_NEWS(r->arena, double, t->n),
	       n = (double)out->draws;
	for (size_t u = 0; u < t->n; u++) {
		double shift = (double)y->sum[u] / t->sum_scale / n,
		       square = (double)y->square[u] / t->square_scale / n,
		       spread = square - shift * shift, noise = (double)t->error;
		mean[u] = t->middle + (double)t->centre[u] + shift;
		sd[u] = spread > noise * noise ? sqrt(spread) : 0; /* rounding is no spread */
	}
	out->score_mean = mean;
	out->score_sd = sd;
}

/* In bins from the lowest score on. Within its bin a quantile is found in proportion. */
static double quantile(const uint32_t *bins, size_t n_bins, double wanted)
{
	uint64_t sum = 0;
	size_t bin = 0;
	while (bin + 1 < n_bins && (double)(sum + bins[bin]) < wanted)
		sum += bins[bin++];
	double part = bins[bin] ? (wanted - (double)sum) / (double)bins[bin] : 0;
	return (double)bin + (part < 1 ? part : 1);
}

static void describe_quantiles(struct running *r, struct smaa *out)
{
	const struct smaa_task *t = &r->task;
	double *all = ARENA_NEWS(r->arena, double, t->n *SMAA_QUANTILES);
	double *error = ARENA_NEWS(r->arena, double, t->n *SMAA_QUANTILES);
	double *step = ARENA_NEWS(r->arena, double, t->n), draws = (double)out->draws;
	size_t n_bins = (size_t)1 << t->bin_bits;
	for (size_t u = 0; u < t->n; u++) {
		const uint32_t *bins = r->tallies[0].bins + (u << t->bin_bits);
		double low = t->middle + (double)t->low[u];
		step[u] = 1 / (double)t->scale[u];
		for (size_t q = 0; q < SMAA_QUANTILES; q++) {
			double p = smaa_quantile_shares[q], off = sqrt(p * (1 - p) / draws),
			       from = p > off ? p - off : 0, to = p + off < 1 ? p + off : 1;
			all[u * SMAA_QUANTILES + q] =
			        low + quantile(bins, n_bins, p * draws) * step[u];
			error[u * SMAA_QUANTILES + q] = (quantile(bins, n_bins, to * draws) -
			                                 quantile(bins, n_bins, from * draws)) *
			                                step[u] / 2;
			if (out->score_sd[u] > 0)
				continue;
			/* What never moves is where it is, not somewhere in its bin. */
			all[u * SMAA_QUANTILES + q] = out->score_mean[u];
			error[u * SMAA_QUANTILES + q] = 0;
		}
	}
	out->score_quantiles = all;
	out->score_quantile_errors = error;
	out->score_step = step;
}

static void describe_ranks(struct running *r, struct smaa *out)
{
	size_t n = out->n;
	double *mean = ARENA_NEWS(r->arena, double, n), *sd = ARENA_NEWS(r->arena, double, n),
	       *entropy = ARENA_NEWS(r->arena, double, n);
	/* Most counts are small where there are many units. */
	enum { LOGS = 1024 };
	double *logs = ARENA_NEWS(r->arena, double, LOGS);
	for (size_t i = 1; i < LOGS; i++)
		logs[i] = logarithm((double)i);
	for (size_t u = 0; u < n; u++) {
		uint64_t sum = 0, square = 0;
		for (size_t k = 0; k < n; k++) {
			uint64_t draws = out->accept[u * n + k];
			double share = (double)draws / (double)out->draws;
			sum += draws * (k + 1);
			square += draws * (k + 1) * (k + 1);
			if (draws)
				entropy[u] -= share * (draws < LOGS ? logs[draws]
				                                    : logarithm((double)draws));
		}
		entropy[u] = (logarithm((double)out->draws) + entropy[u]) / logarithm((double)n);
		mean[u] = (double)sum / (double)out->draws;
		double spread = (double)square / (double)out->draws - mean[u] * mean[u];
		bool moved =
		        sum % out->draws || out->accept[u * n + sum / out->draws - 1] != out->draws;
		sd[u] = moved && spread > 0 ? sqrt(spread) : 0;
		entropy[u] = moved ? entropy[u] : 0;
	}
	out->rank_mean = mean;
	out->rank_sd = sd;
	out->entropy = entropy;
}

/* ---- central weights and confidence factors ---- */

/* Draws of figures for a confidence factor. */
enum { CONFIDENCE_DRAWS = 10000 };

static double confidence_of(struct running *r, size_t unit, const double *central, uint64_t draws)
{
	const struct smaa_task *t = &r->task;
	struct smaa_work *w = &r->works[0];
	const double *values = NULL;
	uint64_t first = 0;
	for (uint64_t d = 0; d < draws; d++) {
		if (r->request->recognition) {
			recognition_draw(r->request->recognition, r->request->seed, d,
			                 STREAM_CONFIDENCE, w->lane_values, w->recognition);
			values = w->lane_values;
		}
		model_scores_double(t->model, &t->numbers, central, values, w->lane_scores,
		                    w->lane_work);
		bool best = true;
		for (size_t u = 0; u < t->n; u++)
			best = best && w->lane_scores[u] <= w->lane_scores[unit];
		first += best;
	}
	return (double)first / (double)draws;
}

static void describe_central(struct running *r, struct smaa *out)
{
	const struct smaa_task *t = &r->task;
	double *central = ARENA_NEWS(r->arena, double, t->n * t->n_weights);
	double *confidence = ARENA_NEWS(r->arena, double, t->n);
	bool *is_first = ARENA_NEWS(r->arena, bool, t->n);
	out->confidence_draws = r->request->recognition ? CONFIDENCE_DRAWS : 1;
	for (size_t u = 0; u < t->n; u++) {
		double draws = (double)out->accept[u * t->n];
		is_first[u] = draws > 0;
		if (!is_first[u])
			continue;
		for (size_t k = 0; k < t->n_weights; k++)
			central[u * t->n_weights + k] =
			        (double)r->tallies[0].first_weights[u * t->n_weights + k] *
			        0x1p-32 / draws;
		confidence[u] =
		        confidence_of(r, u, central + u * t->n_weights, out->confidence_draws);
	}
	out->central = central;
	out->is_first = is_first;
	out->confidence = confidence;
}

/* ---- one run ---- */

/* p (1 - p) is largest where p is nearest to a half. */
static uint64_t nearest_half(const uint32_t *counts, size_t n, uint64_t draws, uint64_t best)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t rest = draws - counts[i], less = rest < counts[i] ? rest : counts[i];
		best = less > best ? less : best;
	}
	return best;
}

static double worst_error(const struct smaa *s)
{
	uint64_t best = nearest_half(s->accept, s->n * s->n, s->draws, 0);
	if (s->above)
		best = nearest_half(s->above, pairs_of(s->n), s->draws, best);
	return smaa_share_error(s, (double)best / (double)s->draws);
}

/* Ranks are compared several units at a time: some more are there for the sake of the last. */
static void prepare_many(struct running *r)
{
	enum { MORE = COLUMNS };
	size_t n = r->task.n + MORE;
	r->many = true;
	r->batch.ranks = line_up(r->arena, n * BATCH, sizeof *r->batch.ranks);
	if (r->request->pairwise)
		r->batch.planes = line_up(r->arena, n * r->task.rank_bits * PLANE_WORDS,
		                          sizeof *r->batch.planes);
}

static struct running prepare(const struct firmness_request *request)
{
	struct running r = {.arena = request->arena,
	                    .request = request,
	                    .kernel = choose(request->isa),
	                    .task = task_of(request->arena, request)};
	unsigned threads = request->threads;
	r.works = ARENA_NEWS(r.arena, struct smaa_work, threads);
	r.tallies = ARENA_NEWS(r.arena, struct smaa_tally, threads);
	for (unsigned i = 0; i < threads; i++) {
		bool shared = i && r.task.n > SMAA_MIDDLE;
		r.works[i] = work_of(r.arena, &r.task);
		r.tallies[i] = tally_of(r.arena, &r.task, shared ? &r.tallies[0] : NULL);
	}
	if (r.task.n > SMAA_MIDDLE)
		prepare_many(&r);
	return r;
}

/* What all workers and hosts have counted so far, into the first tally. */
static void collect(struct running *r, struct smaa *out)
{
	gather(r);
	if (r->tallies[0].rankings)
		unpack(&r->tallies[0], r->task.n);
	gather_hosts(r);
	out->draws = r->tallies[0].draws;
	if (out->draws)
		out->worst = worst_error(out);
}

/* The first host keeps the sums, the others go on from nothing. */
static void go_on(struct running *r)
{
	if (!r->request->spread || r->request->spread->host == 0)
		return;
	clear(&r->task, &r->tallies[0]);
	clear_shared(&r->task, &r->tallies[0]);
}

/* Rounds, until draws, precision or the user end it. Precision is looked at every SMAA_ROUND
 * draws, by all hosts together; else each goes its way, and more draws are made at a time. */
static void draw_all(struct running *r, struct smaa *out)
{
	const struct firmness_request *q = r->request;
	uint64_t most = q->draws ? q->draws : SMAA_DRAWS_MAX;
	unsigned host = q->spread ? q->spread->host : 0, hosts = q->spread ? q->spread->hosts : 1;
	uint64_t batch = r->many            ? BATCH
	                 : q->precision > 0 ? SMAA_ROUND
	                                    : (uint64_t)SMAA_ROUND * hosts;
	bool collected = false;
	for (uint64_t first = 0; first < most && !out->stopped && !out->precise;) {
		uint64_t n = most - first < batch ? most - first : batch;
		if (collected)
			go_on(r);
		if (!r->many || first / BATCH % hosts == host)
			draw_batch(r, first, n);
		first += n;
		if (q->watch.progress)
			q->watch.progress(q->watch.context, first, most);
		out->stopped = wants_stop(q) && first < most;
		collected = q->precision > 0 && (first % SMAA_ROUND == 0 || first == most);
		if (!collected)
			continue;
		collect(r, out);
		out->precise = first % SMAA_ROUND == 0 && out->worst <= q->precision;
	}
	if (!collected)
		collect(r, out);
}

const struct smaa *smaa_run(const struct firmness_request *request)
{
	struct running r = prepare(request);
	struct smaa *out = ARENA_NEW(r.arena, struct smaa);
	*out = (struct smaa){.model = request->model,
	                     .n = r.task.n,
	                     .n_weights = r.task.n_weights,
	                     .seed = request->seed,
	                     .path = r.task.path,
	                     .weights = request->weights,
	                     .isa = r.kernel->isa,
	                     .accept = r.tallies[0].accept,
	                     .above = r.tallies[0].above,
	                     .level = r.tallies[0].level};
	draw_all(&r, out);
	if (!out->draws)
		return NULL;
	describe_scores(&r, out);
	describe_ranks(&r, out);
	if (request->quantiles)
		describe_quantiles(&r, out);
	if (request->central)
		describe_central(&r, out);
	return out;
}

/* ---- one draw, for tests ---- */

static void one_draw(const struct firmness_request *request, uint64_t draw, double *scores,
                     double *weights)
{
	struct smaa_task t = task_of(request->arena, request);
	struct smaa_work w = work_of(request->arena, &t);
	uint64_t block = draw - draw % LANES;
	size_t lane = (size_t)(draw % LANES);
	double all = 0;
	smaa_kernel_v1.weights(&t, &w, block);
	for (size_t k = 0; k < t.n_weights; k++)
		all += (double)w.raw[k * LANES + lane];
	all = 1 / all;
	for (size_t k = 0; k < t.n_weights; k++)
		weights[k] = (double)w.raw[k * LANES + lane] * all;
	if (!scores)
		return;
	if (!t.fast) {
		smaa_kernel_v1.scores(&t, &w, block);
		for (size_t u = 0; u < t.n; u++)
			scores[u] = w.scores[u * LANES + lane];
		return;
	}
	double *adjusted = ARENA_NEWS(request->arena, double, t.n_weights);
	for (size_t row = 0; row < t.n; row++) {
		size_t u = t.units[row], class = t.model->class_of[u];
		bool whole_class = t.model->classes[class].whole;
		if (!whole_class)
			model_adjust_double(t.model, class, weights, adjusted, w.lane_work);
		double sum = 0;
		for (size_t k = 0; k < t.n_weights; k++)
			sum += (whole_class ? weights : adjusted)[k] *
			       t.values[row * t.n_weights + k];
		scores[u] = smaa_rounded(&t, sum + t.numbers.beside[u]);
	}
}

void smaa_weights(const struct firmness_request *request, uint64_t draw, double *weights)
{
	one_draw(request, draw, NULL, weights);
}

void smaa_scores(const struct firmness_request *request, uint64_t draw, double *scores)
{
	double *weights = ARENA_NEWS(request->arena, double, request->model->n_weights);
	one_draw(request, draw, scores, weights);
}
