/* Compiled once for each instruction set, with KERNEL its name and ISA that of the set: see the
 * Makefile. */
#include "vary/smaa_kernel.h"
#include "vary/lanes_count.h"
#include "vary/lanes_draw.h"
#include "vary/lanes_score.h"

#ifndef KERNEL
#define KERNEL smaa_kernel_v1
#define ISA    "v1"
#endif

/* ---- moments ---- */

/* Sums of what scores differ from the nominal ones, and of its square: in float over a block, in
 * 16 sums; in double over a piece. */
static void count_scores(const struct smaa_task *t, const struct smaa_work *w, size_t lanes,
                         struct smaa_tally *tally)
{
	enum { SUMS = 16 };
	for (size_t u = 0; u < t->n; u++) {
		const float *s = w->fast + u * LANES, centre = t->centre[u];
		float sum[SUMS] = {0}, square[SUMS] = {0};
		for (size_t l = 0; l < LANES && lanes == LANES; l += SUMS)
			for (size_t k = 0; k < SUMS; k++) {
				float d = s[l + k] - centre;
				sum[k] += d;
				square[k] += d * d;
			}
		for (size_t l = 0; l < lanes && lanes < LANES; l++) {
			float d = s[l] - centre;
			sum[l % SUMS] += d;
			square[l % SUMS] += d * d;
		}
		double all = 0, squares = 0;
		for (size_t k = 0; k < SUMS; k++) {
			all += (double)sum[k];
			squares += (double)square[k];
		}
		tally->piece_sum[u] += all;
		tally->piece_square[u] += squares;
	}
}

static void count_bins(const struct smaa_task *t, const struct smaa_work *w, size_t lanes,
                       struct smaa_tally *tally)
{
	int32_t last = (int32_t)(1u << t->bin_bits) - 1;
	for (size_t u = 0; u < t->n; u++) {
		const float *s = w->fast + u * LANES, low = t->low[u], scale = t->scale[u];
		uint32_t *bins = tally->bins + (u << t->bin_bits);
		for (size_t l = 0; l < lanes; l++) {
			int32_t bin = (int32_t)((s[l] - low) * scale);
			bins[bin < 0 ? 0 : bin < last ? bin : last]++; /* rounding at the ends */
		}
	}
}

/* Weights of the draws in which a unit is first: of all that are level there. */
static void count_first(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
                        struct smaa_tally *tally)
{
	if (t->path == SMAA_LINEAR)
		normalise(t->n_weights, w->raw, w->weights);
	for (size_t l = 0; l < lanes; l++) {
		size_t best = 0;
		for (size_t u = 1; u < t->n; u++)
			best = compare_lane(t, w, u, best, l) > 0 ? u : best;
		for (size_t u = 0; u < t->n; u++) {
			if (u != best && compare_lane(t, w, u, best, l))
				continue;
			for (size_t k = 0; k < t->n_weights; k++)
				tally->first_weights[u * t->n_weights + k] +=
				        (uint64_t)(int64_t)(w->weights[k * LANES + l] * 0x1p32 +
				                            0.5);
		}
	}
}

static void count(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
                  struct smaa_tally *tally)
{
	tally->draws += lanes;
	count_scores(t, w, lanes, tally);
	if (tally->bins)
		count_bins(t, w, lanes, tally);
	if (tally->first_weights)
		count_first(t, w, lanes, tally);
	if (t->n > SMAA_MIDDLE)
		return;
	for (size_t l = 0; l < lanes && lanes < LANES; l++)
		count_lane(t, w, l, tally);
	if (lanes == LANES && t->n <= SMAA_SMALL)
		count_small(t, w, tally);
	else if (lanes == LANES)
		count_middle(t, w, tally);
}

/* ---- many units ---- */

enum { KEY_BITS = 22, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* Sorts by digit `shift`, stable. */
static void sort_digit(const uint64_t *from, uint64_t *to, size_t n, unsigned shift)
{
	uint32_t begin[DIGITS] = {0}, sum = 0;
	for (size_t i = 0; i < n; i++)
		begin[from[i] >> shift & (DIGITS - 1)]++;
	for (size_t d = 0; d < DIGITS; d++) {
		uint32_t own = begin[d];
		begin[d] = sum;
		sum += own;
	}
	for (size_t i = 0; i < n; i++)
		to[begin[from[i] >> shift & (DIGITS - 1)]++] = from[i];
}

static inline bool same_key(uint64_t x, uint64_t y)
{
	return x >> 32 == y >> 32;
}

static inline double score_of(const struct smaa_work *w, uint64_t x, size_t lane)
{
	return w->scores[(uint32_t)x * LANES + lane];
}

/* Ranks of one draw: keys sorted, best first, then those of equal keys by their scores. */
static void rank_lane(const struct smaa_task *t, struct smaa_work *w, size_t lane, uint16_t *ranks,
                      size_t stride)
{
	uint64_t *a = w->sorted, *b = w->spare;
	size_t n = t->n, rank = 0;
	for (size_t u = 0; u < n; u++) {
		double part = (w->scores[u * LANES + lane] - t->middle - (double)t->key_low) *
		              (double)t->key_scale;
		a[u] = (uint64_t)((1u << KEY_BITS) - 1 - (uint32_t)(int32_t)part) << 32 | u;
	}
	sort_digit(a, b, n, 32);
	sort_digit(b, a, n, 32 + DIGIT_BITS);
	for (size_t i = 1; i < n; i++) {
		uint64_t x = a[i];
		size_t k = i;
		for (; k && same_key(a[k - 1], x) &&
		       score_of(w, a[k - 1], lane) < score_of(w, x, lane);
		     k--)
			a[k] = a[k - 1];
		a[k] = x;
	}
	for (size_t i = 0; i < n; i++) {
		bool level = i && same_key(a[i], a[i - 1]) &&
		             score_of(w, a[i], lane) == score_of(w, a[i - 1], lane);
		rank = level ? rank : i;
		ranks[(uint32_t)a[i] * stride + lane] = (uint16_t)rank;
		w->any_level = w->any_level || level;
	}
}

static void rank_many(const struct smaa_task *t, struct smaa_work *w, size_t lanes, uint16_t *ranks,
                      size_t stride)
{
	for (size_t l = 0; l < lanes; l++)
		rank_lane(t, w, l, ranks, stride);
}

/* Draws that are compared in one go, and units whose ranks over them stay in the cache. */
enum { SPAN = 512, ROWS_TILE = 128, QUAD = 4 };

/* In how many of n draws is x's rank better than y's? */
static uint32_t better(const uint16_t *x, const uint16_t *y, size_t n)
{
	uint32_t sum = 0;
	for (size_t l = 0; l < n; l++)
		sum += x[l] < y[l];
	return sum;
}

/* The same of four units x, stride apart, and two units y, over SPAN draws. */
#ifdef __AVX512BW__
static inline uint32_t total(__m512i counts)
{
	return (uint32_t)_mm512_reduce_add_epi32(_mm512_madd_epi16(counts, _mm512_set1_epi16(1)));
}

static void better_quad(const uint16_t *x, const uint16_t *y, size_t stride, uint32_t sums[2][QUAD])
{
	const __m512i one = _mm512_set1_epi16(1);
	__m512i a[QUAD] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(),
	                   _mm512_setzero_si512()},
	        b[QUAD] = {a[0], a[0], a[0], a[0]};
	for (size_t l = 0; l < SPAN; l += 32) {
		__m512i p = _mm512_loadu_si512(y + l), q = _mm512_loadu_si512(y + stride + l);
		for (size_t k = 0; k < QUAD; k++) {
			__m512i own = _mm512_loadu_si512(x + k * stride + l);
			a[k] = _mm512_mask_add_epi16(a[k], _mm512_cmplt_epi16_mask(own, p), a[k],
			                             one);
			b[k] = _mm512_mask_add_epi16(b[k], _mm512_cmplt_epi16_mask(own, q), b[k],
			                             one);
		}
	}
	for (size_t k = 0; k < QUAD; k++) {
		sums[0][k] = total(a[k]);
		sums[1][k] = total(b[k]);
	}
}
#else
typedef int16_t ranks_wide __attribute__((vector_size(WIDE)));

static uint32_t total(const ranks_wide *counts)
{
	int16_t lanes[WIDE / sizeof(int16_t)];
	int32_t sum = 0;
	memcpy(lanes, counts, sizeof lanes);
	for (size_t l = 0; l < WIDE / sizeof(int16_t); l++)
		sum += lanes[l];
	return (uint32_t)sum;
}

static void better_quad(const uint16_t *x, const uint16_t *y, size_t stride, uint32_t sums[2][QUAD])
{
	ranks_wide a[QUAD] = {{0}}, b[QUAD] = {{0}}, p, q, own;
	for (size_t l = 0; l < SPAN; l += WIDE / sizeof(int16_t)) {
		memcpy(&p, y + l, sizeof p);
		memcpy(&q, y + stride + l, sizeof q);
		for (size_t k = 0; k < QUAD; k++) {
			memcpy(&own, x + k * stride + l, sizeof own);
			a[k] -= (ranks_wide)(own < p);
			b[k] -= (ranks_wide)(own < q);
		}
	}
	for (size_t k = 0; k < QUAD; k++) {
		sums[0][k] = total(&a[k]);
		sums[1][k] = total(&b[k]);
	}
}
#endif

/* Four units from i on with those of a tile that come after them all; the rest one by one. */
static void compare_quad(const struct smaa_task *t, const uint16_t *ranks, size_t stride, size_t i,
                         size_t tile, size_t end, uint32_t *above)
{
	size_t n = t->n, j = i + QUAD > tile ? i + QUAD : tile;
	uint32_t sums[2][QUAD];
	for (; j + 1 < end; j += 2) {
		better_quad(ranks + i * stride, ranks + j * stride, stride, sums);
		for (size_t k = 0; k < QUAD; k++) {
			uint32_t *pair = &above[smaa_pair(n, i + k, j)];
			pair[0] += sums[0][k];
			pair[1] += sums[1][k];
		}
	}
	for (size_t k = 0; k < QUAD && j < end; k++)
		above[smaa_pair(n, i + k, j)] +=
		        better(ranks + (i + k) * stride, ranks + j * stride, SPAN);
}

/* Pairs of units [from, to) with later ones in [tile, end). */
static void compare_tile(const struct smaa_task *t, const uint16_t *ranks, size_t stride,
                         size_t draws, size_t from, size_t to, size_t tile, size_t end,
                         uint32_t *above)
{
	size_t quads = draws == SPAN ? (to - from) / QUAD * QUAD : 0;
	for (size_t i = from; i < from + quads; i += QUAD)
		compare_quad(t, ranks, stride, i, tile, end, above);
	for (size_t i = from; i < to; i++) {
		/* Within the own four, and where there are no four. */
		bool within = i < from + quads;
		size_t last = within ? from + (i - from) / QUAD * QUAD + QUAD : end;
		for (size_t j = i + 1 > tile ? i + 1 : tile; j < last && j < end; j++)
			above[smaa_pair(t->n, i, j)] +=
			        better(ranks + i * stride, ranks + j * stride, draws);
	}
}

static void count_level(const struct smaa_task *t, const uint16_t *ranks, size_t stride,
                        size_t draws, size_t from, size_t to, struct smaa_tally *tally)
{
	for (size_t i = from; i < to; i++)
		for (size_t j = i + 1; j < t->n; j++)
			for (size_t l = 0; l < draws; l++)
				tally->level[smaa_pair(t->n, i, j)] +=
				        ranks[i * stride + l] == ranks[j * stride + l];
}

static void count_rows(const struct smaa_task *t, const uint16_t *ranks, size_t stride,
                       size_t draws, size_t from, size_t to, struct smaa_tally *tally)
{
	for (size_t i = from; i < to; i++)
		for (size_t l = 0; l < draws; l++)
			tally->accept[i * t->n + ranks[i * stride + l]]++;
	for (size_t d = 0; d < draws && tally->above; d += SPAN)
		for (size_t tile = from; tile < t->n; tile += ROWS_TILE)
			compare_tile(t, ranks + d, stride, draws - d < SPAN ? draws - d : SPAN,
			             from, to, tile,
			             tile + ROWS_TILE < t->n ? tile + ROWS_TILE : t->n,
			             tally->above);
	if (tally->above && tally->any_level)
		count_level(t, ranks, stride, draws, from, to, tally);
}

const struct smaa_kernel KERNEL = {
        .isa = ISA,
        .weights = draw_raw,
        .scores = draw_scores,
        .count = count,
        .ranks = rank_many,
        .rows = count_rows,
};
