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

typedef float parts __attribute__((vector_size(PARTS * sizeof(float))));

/* Sums of what scores differ from the nominal ones, and of its square, in PARTS floats for each
 * unit over a piece: draw by draw in turn. */
static void count_scores(const struct smaa_task *t, const struct smaa_work *w, size_t lanes,
                         struct smaa_tally *tally)
{
	for (size_t u = 0; u < t->n; u++) {
		const float *s = w->fast + u * LANES, centre = t->centre[u];
		parts sum, square;
		memcpy(&sum, tally->piece_sum + u * PARTS, sizeof sum);
		memcpy(&square, tally->piece_square + u * PARTS, sizeof square);
		for (size_t l = 0; l + PARTS <= lanes; l += PARTS) {
			parts d;
			memcpy(&d, s + l, sizeof d);
			d -= centre;
			sum += d;
			square += d * d;
		}
		for (size_t l = lanes - lanes % PARTS; l < lanes; l++) {
			float d = s[l] - centre;
			sum[l % PARTS] += d;
			square[l % PARTS] += d * d;
		}
		memcpy(tally->piece_sum + u * PARTS, &sum, sizeof sum);
		memcpy(tally->piece_square + u * PARTS, &square, sizeof square);
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
	else if (lanes == LANES) {
		rank_block(t, w);
		if (w->spanned == SPAN)
			count_span(t, w, tally);
	}
}

/* ---- many units ---- */

/* A unit's number in the low bits of a word, above it as much of its score as there is room for:
 * the best scores have the least keys. */
enum { DIGITS_MAX = 1 << 11, AT_ONCE = 8 };

/* Keys of AT_ONCE draws, w->sorted[draw * n + unit]. */
static void make_words(const struct smaa_task *t, struct smaa_work *w, size_t lane)
{
	size_t n = t->n;
	double low = t->middle + (double)t->key_low, scale = (double)t->key_scale;
	uint32_t last = (1u << t->key_bits) - 1;
	for (size_t u = 0; u < n; u++) {
		const double *s = w->scores + u * LANES + lane;
		uint32_t words[AT_ONCE];
		for (size_t l = 0; l < AT_ONCE; l++)
			words[l] = (last - (uint32_t)(int32_t)((s[l] - low) * scale))
			                   << (32 - t->key_bits) |
			           (uint32_t)u;
		for (size_t l = 0; l < AT_ONCE; l++)
			w->sorted[l * n + u] = words[l];
	}
}

/* Where each digit begins. */
static void begin_digits(uint32_t *counts, size_t n)
{
	uint32_t sum = 0;
	for (size_t d = 0; d < n; d++) {
		uint32_t own = counts[d];
		counts[d] = sum;
		sum += own;
	}
}

/* By the two digits of the key, the lower one first; stable. */
static void sort_words(const struct smaa_task *t, uint32_t *words, uint32_t *spare)
{
	unsigned bits = (t->key_bits + 1) / 2, first = 32 - t->key_bits, second = first + bits;
	uint32_t low[DIGITS_MAX] = {0}, high[DIGITS_MAX] = {0}, mask = (1u << bits) - 1;
	for (size_t i = 0; i < t->n; i++) {
		low[words[i] >> first & mask]++;
		high[words[i] >> second]++;
	}
	begin_digits(low, (size_t)mask + 1);
	begin_digits(high, (size_t)mask + 1);
	for (size_t i = 0; i < t->n; i++)
		spare[low[words[i] >> first & mask]++] = words[i];
	for (size_t i = 0; i < t->n; i++)
		words[high[spare[i] >> second]++] = spare[i];
}

/* Ranks of one draw: keys sorted, then those of equal keys by their scores. */
static void rank_lane(const struct smaa_task *t, struct smaa_work *w, size_t lane, uint32_t *words,
                      uint16_t *ranks, size_t stride)
{
	const double *s = w->scores + lane;
	unsigned shift = 32 - t->key_bits;
	uint32_t unit = (1u << shift) - 1;
	size_t rank = 0;
	sort_words(t, words, w->spare);
	for (size_t i = 1; i < t->n; i++) {
		uint32_t x = words[i];
		size_t k = i;
		for (; k && words[k - 1] >> shift == x >> shift &&
		       s[(words[k - 1] & unit) * LANES] < s[(x & unit) * LANES];
		     k--)
			words[k] = words[k - 1];
		words[k] = x;
	}
	for (size_t i = 0; i < t->n; i++) {
		bool level = i && words[i] >> shift == words[i - 1] >> shift &&
		             s[(words[i] & unit) * LANES] == s[(words[i - 1] & unit) * LANES];
		rank = level ? rank : i;
		ranks[(words[i] & unit) * stride + lane] = (uint16_t)rank;
		w->any_level = w->any_level || level;
	}
}

static void rank_many(const struct smaa_task *t, struct smaa_work *w, size_t lanes, uint16_t *ranks,
                      size_t stride)
{
	for (size_t l = 0; l < lanes; l += AT_ONCE) {
		make_words(t, w, l);
		for (size_t k = 0; k < AT_ONCE && l + k < lanes; k++)
			rank_lane(t, w, l + k, w->sorted + k * t->n, ranks, stride);
	}
}

/* Ranks of four units at a time: of one alone each count would wait for the one before. */
static void count_ranks(const struct smaa_task *t, const uint16_t *ranks, size_t stride,
                        size_t draws, size_t from, size_t to, uint32_t *accept)
{
	size_t n = t->n;
	for (; from + 4 <= to; from += 4) {
		const uint16_t *x = ranks + from * stride;
		uint32_t *a = accept + from * n;
		for (size_t l = 0; l < draws; l++) {
			a[x[l]]++;
			a[n + x[stride + l]]++;
			a[2 * n + x[2 * stride + l]]++;
			a[3 * n + x[3 * stride + l]]++;
		}
	}
	for (; from < to; from++)
		for (size_t l = 0; l < draws; l++)
			accept[from * n + ranks[from * stride + l]]++;
}

/* Units whose ranks over a span stay in the cache, and that are compared in one go. */
enum { ROWS_TILE = 128, QUAD = 4 };

/* In how many of n draws is x's rank better than y's? */
static uint32_t better(const uint16_t *x, const uint16_t *y, size_t n)
{
	uint32_t sum = 0;
	for (size_t l = 0; l < n; l++)
		sum += x[l] < y[l];
	return sum;
}

/* The same of four units x, stride apart, and two units y, over SPAN draws. */
#ifdef __AVX2__
/* 32 bytes: comparisons into a mask register take twice as long on some processors. */
static uint32_t total(__m256i counts)
{
	__m256i four = _mm256_madd_epi16(counts, _mm256_set1_epi16(1));
	__m128i two =
	        _mm_add_epi32(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
	two = _mm_add_epi32(two, _mm_shuffle_epi32(two, 0x4e));
	two = _mm_add_epi32(two, _mm_shuffle_epi32(two, 0xb1));
	return (uint32_t)_mm_cvtsi128_si32(two);
}

static void better_quad(const uint16_t *x, const uint16_t *y, size_t stride, uint32_t sums[2][QUAD])
{
	__m256i a[QUAD], b[QUAD];
	for (size_t k = 0; k < QUAD; k++)
		a[k] = b[k] = _mm256_setzero_si256();
	for (size_t l = 0; l < SPAN; l += 16) {
		__m256i p = _mm256_load_si256((const __m256i *)(y + l)),
		        q = _mm256_load_si256((const __m256i *)(y + stride + l));
		for (size_t k = 0; k < QUAD; k++) {
			__m256i own = _mm256_load_si256((const __m256i *)(x + k * stride + l));
			a[k] = _mm256_sub_epi16(a[k], _mm256_cmpgt_epi16(p, own));
			b[k] = _mm256_sub_epi16(b[k], _mm256_cmpgt_epi16(q, own));
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
	count_ranks(t, ranks, stride, draws, from, to, tally->accept);
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
        .end = count_span,
        .ranks = rank_many,
        .rows = count_rows,
};
