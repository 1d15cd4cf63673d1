/* lanes_many.h - ranks and pairs where there are many units. Part of smaa_kernel.c.
 *
 * Each draw is sorted by itself. Ranks of BATCH draws are kept, so that a unit's counts, and those
 * of a pair, are fetched once for all of them.
 */
#ifndef KAOHE_LANES_MANY_H
#define KAOHE_LANES_MANY_H

#include "vary/lanes_score.h"

/* A unit's number in the low bits of a word, above it as much of its score as there is room for:
 * the best scores have the least keys. */
enum { DIGITS_MAX = 1 << 11, AT_ONCE = 8 };

/* Words of AT_ONCE draws, w->words[draw * n + unit]. */
static void make_words(const struct smaa_task *t, struct smaa_work *w, size_t lane)
{
	size_t n = t->n;
	double low = t->middle + (double)t->key_low, scale = (double)t->key_scale;
	int32_t last = (int32_t)(1u << t->key_bits) - 1;
	unsigned shift = 32 - t->key_bits;
	for (size_t u = 0; u < n; u++) {
		const double *s = w->scores + u * LANES + lane;
		uint32_t words[AT_ONCE];
		for (size_t l = 0; l < AT_ONCE; l++)
			words[l] = (uint32_t)(last - (int32_t)((s[l] - low) * scale)) << shift |
			           (uint32_t)u;
		for (size_t l = 0; l < AT_ONCE; l++)
			w->words[l * n + u] = words[l];
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
	uint32_t low[DIGITS_MAX], high[DIGITS_MAX], mask = (1u << bits) - 1;
	memset(low, 0, ((size_t)mask + 1) * sizeof *low);
	memset(high, 0, ((size_t)mask + 1) * sizeof *high);
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

/* Sorts what has equal keys by its scores. Are some of those equal? */
static bool settle_words(const struct smaa_task *t, const double *scores, uint32_t *words)
{
	unsigned shift = 32 - t->key_bits;
	uint32_t unit = (1u << shift) - 1;
	bool level = false;
	for (size_t i = 1; i < t->n; i++) {
		uint32_t x = words[i];
		if ((words[i - 1] ^ x) > unit)
			continue;
		double own = scores[(x & unit) * LANES], other = 0;
		size_t k = i;
		for (; k && (words[k - 1] ^ x) <= unit; k--) {
			other = scores[(words[k - 1] & unit) * LANES];
			if (other >= own)
				break;
			words[k] = words[k - 1];
		}
		level = level || (k && other == own);
		words[k] = x;
	}
	return level;
}

/* Level units share the better rank, and are counted pair by pair. Other threads do so too. */
static void share_ranks(const struct smaa_task *t, const double *scores, const uint32_t *words,
                        uint16_t *ranks, const struct smaa_tally *tally)
{
	uint32_t unit = (1u << (32 - t->key_bits)) - 1;
	size_t first = 0;
	for (size_t p = 1; p < t->n; p++) {
		size_t own = words[p] & unit;
		if (scores[own * LANES] != scores[(words[first] & unit) * LANES]) {
			first = p;
			continue;
		}
		ranks[own] = (uint16_t)first;
		for (size_t q = first; q < p && tally->level; q++) {
			size_t pair = smaa_pair(t->n, words[q] & unit, own);
			__atomic_fetch_add(&tally->level[pair], 1, __ATOMIC_RELAXED);
		}
	}
}

/* ranks[unit] of one draw. */
static void rank_lane(const struct smaa_task *t, struct smaa_work *w, size_t lane, uint32_t *words,
                      uint16_t *ranks, const struct smaa_tally *tally)
{
	uint32_t unit = (1u << (32 - t->key_bits)) - 1;
	sort_words(t, words, w->spare);
	bool level = settle_words(t, w->scores + lane, words);
	for (size_t i = 0; i < t->n; i++)
		ranks[words[i] & unit] = (uint16_t)i;
	if (level)
		share_ranks(t, w->scores + lane, words, ranks, tally);
}

/* ---- draws side by side ---- */

typedef uint16_t eight __attribute__((vector_size(16)));

#define LOW_OF_8(x, y)  __builtin_shufflevector(x, y, 0, 8, 1, 9, 2, 10, 3, 11)
#define HIGH_OF_8(x, y) __builtin_shufflevector(x, y, 4, 12, 5, 13, 6, 14, 7, 15)

/* Rows become columns: each pass deals the upper and the lower half together. */
static inline void turn_8(eight *x)
{
	eight y[8];
	for (size_t pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < 4; i++) {
			y[2 * i] = LOW_OF_8(x[i], x[i + 4]);
			y[2 * i + 1] = HIGH_OF_8(x[i], x[i + 4]);
		}
		for (size_t i = 0; i < 8; i++)
			x[i] = y[i];
	}
}

static void keep_ranks(size_t n, const uint16_t *ranks, uint16_t *out)
{
	for (size_t u = 0; u < n; u += 8)
		for (size_t d = 0; d < TURNED; d += 8) {
			eight x[8];
			for (size_t i = 0; i < 8; i++)
				memcpy(&x[i], ranks + (d + i) * n + u, sizeof x[i]);
			turn_8(x);
			for (size_t i = 0; i < 8 && u + i < n; i++)
				memcpy(out + (u + i) * BATCH + d, &x[i], sizeof x[i]);
		}
}

static void rank_many(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
                      const struct smaa_batch *batch, size_t at, const struct smaa_tally *tally)
{
	size_t n = t->n;
	for (size_t from = 0; from < lanes; from += TURNED) {
		size_t draws = lanes - from < TURNED ? lanes - from : TURNED;
		for (size_t d = 0; d < draws; d++) {
			if (d % AT_ONCE == 0)
				make_words(t, w, from + d);
			rank_lane(t, w, from + d, w->words + d % AT_ONCE * n, w->lane_ranks + d * n,
			          tally);
		}
		if (draws < TURNED)
			memset(w->lane_ranks + draws * n, 0,
			       (TURNED - draws) * n * sizeof *w->lane_ranks);
		keep_ranks(n, w->lane_ranks, batch->ranks + at + from);
	}
}

/* ---- counting a batch ---- */

/* Ranks of four units at a time: of one alone each count would wait for the one before. The counts
 * of the next four are fetched meanwhile. */
static void count_four(const struct smaa_task *t, const struct smaa_batch *b, size_t from,
                       uint32_t *accept)
{
	enum { LINE = 64 };
	size_t n = t->n;
	const uint16_t *x = b->ranks + from * BATCH;
	uint32_t *a = accept + from * n;
	const char *next = (const char *)(a + 4 * n);
	size_t bytes = from + 8 <= n ? 4 * n * sizeof *a : 0, step = bytes / BATCH + LINE;
	for (size_t l = 0; l < b->draws; l++) {
		for (size_t k = l * step / LINE; k < (l + 1) * step / LINE && k * LINE < bytes; k++)
			__builtin_prefetch(next + k * LINE, 1, 2);
		a[x[l]]++;
		a[n + x[BATCH + l]]++;
		a[2 * n + x[2 * BATCH + l]]++;
		a[3 * n + x[3 * BATCH + l]]++;
	}
}

static void count_units(const struct smaa_task *t, const struct smaa_batch *b, size_t from,
                        size_t to, uint32_t *accept)
{
	for (; from + 4 <= to; from += 4)
		count_four(t, b, from, accept);
	for (; from < to; from++)
		for (size_t l = 0; l < b->draws; l++)
			accept[from * t->n + b->ranks[from * BATCH + l]]++;
}

#ifdef __AVX512BW__

/* Bit p of a unit's ranks side by side for all draws of the batch: of as many draws as a word has
 * bits, ranks are compared in one operation for each bit. */
static void slice(const struct smaa_task *t, const uint16_t *ranks, uint64_t *planes)
{
	for (size_t d = 0; d < PLANE_WORDS; d++) {
		__m512i x = _mm512_load_si512(ranks + d * 64),
		        y = _mm512_load_si512(ranks + d * 64 + 32);
		for (size_t p = 0; p < t->rank_bits; p++) {
			__m512i bit = _mm512_set1_epi16((short)(1u << p));
			planes[p * PLANE_WORDS + d] = (uint64_t)_mm512_test_epi16_mask(x, bit) |
			                              (uint64_t)_mm512_test_epi16_mask(y, bit)
			                                      << 32;
		}
	}
}

/* Ones in each 8 bytes. */
static inline __m512i ones_plain(__m512i x)
{
	const __m512i low = _mm512_set1_epi8(15),
	              ones = _mm512_broadcast_i32x4(
	                      _mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
	__m512i a = _mm512_shuffle_epi8(ones, _mm512_and_si512(x, low)),
	        b = _mm512_shuffle_epi8(ones, _mm512_and_si512(_mm512_srli_epi16(x, 4), low));
	return _mm512_sad_epu8(_mm512_add_epi8(a, b), _mm512_setzero_si512());
}

__attribute__((target("avx512vpopcntdq"))) static inline __m512i ones_counted(__m512i x)
{
	return _mm512_popcnt_epi64(x);
}

/* Half words of x and y in turn, each the sum of two of theirs. */
static inline __m512i fold(__m512i x, __m512i y)
{
	return _mm512_add_epi32(_mm512_unpacklo_epi64(x, y), _mm512_unpackhi_epi64(x, y));
}

/* The sums of four words for each of eight counts, of which x has four and y has four. */
static inline void keep_eight(__m512i x, __m512i y, uint32_t *counts)
{
	__m256i p = _mm256_add_epi32(_mm512_castsi512_si256(x), _mm512_extracti64x4_epi64(x, 1)),
	        q = _mm256_add_epi32(_mm512_castsi512_si256(y), _mm512_extracti64x4_epi64(y, 1));
	_mm256_storeu_si256((__m256i *)counts,
	                    _mm256_add_epi32(_mm256_permute2x128_si256(p, q, 0x20),
	                                     _mm256_permute2x128_si256(p, q, 0x31)));
}

/* s and r: where the rank of x, and of the unit after it, is less than that of the next y. */
#define LESS(bits)                                                                                 \
	{                                                                                          \
		__m512i v = _mm512_load_si512(y);                                                  \
		s = _mm512_andnot_si512(a[0], v);                                                  \
		r = _mm512_andnot_si512(b[0], v);                                                  \
		for (size_t p = 1; p < (bits); p++) {                                              \
			v = _mm512_load_si512(y + p * PLANE_WORDS);                                \
			FETCHED(v);                                                                \
			s = _mm512_ternarylogic_epi64(s, a[p], v, 0xB2);                           \
			r = _mm512_ternarylogic_epi64(r, b[p], v, 0xB2);                           \
		}                                                                                  \
		y += (bits)*PLANE_WORDS;                                                           \
	}

/* Units x and the next one with COLUMNS units y: in how many draws is the rank less? `bits` is a
 * constant, for all those of x and the next to stay at hand. */
#define COMPARE(bits, ones)                                                                        \
	{                                                                                          \
		__m512i a[bits], b[bits];                                                          \
		for (size_t p = 0; p < (bits); p++) {                                              \
			a[p] = _mm512_load_si512(x + p * PLANE_WORDS);                             \
			b[p] = _mm512_load_si512(x + ((bits) + p) * PLANE_WORDS);                  \
		}                                                                                  \
		for (size_t j = 0; j < COLUMNS; j += 8) {                                          \
			__m512i s, r, f[2], g[2], sums[2], rests[2];                               \
			for (size_t half = 0; half < 2; half++) {                                  \
				for (size_t k = 0; k < 2; k++) {                                   \
					LESS(bits)                                                 \
					f[k] = ones(s);                                            \
					g[k] = ones(r);                                            \
					LESS(bits)                                                 \
					f[k] = _mm512_or_si512(f[k],                               \
					                       _mm512_slli_epi64(ones(s), 32));    \
					g[k] = _mm512_or_si512(g[k],                               \
					                       _mm512_slli_epi64(ones(r), 32));    \
				}                                                                  \
				sums[half] = fold(f[0], f[1]);                                     \
				rests[half] = fold(g[0], g[1]);                                    \
			}                                                                          \
			keep_eight(sums[0], sums[1], counts[0] + j);                               \
			keep_eight(rests[0], rests[1], counts[1] + j);                             \
		}                                                                                  \
	}
#define COMPARES(bits)                                                                             \
	static void plain_##bits(const uint64_t *x, const uint64_t *y,                             \
	                         uint32_t counts[2][COLUMNS]) COMPARE(bits, ones_plain)            \
	        __attribute__((target("avx512vpopcntdq"))) static void counted_##bits(             \
	                const uint64_t *x, const uint64_t *y, uint32_t counts[2][COLUMNS])         \
	                COMPARE(bits, ones_counted)
COMPARES(9)
COMPARES(10)
COMPARES(11)
COMPARES(12)
COMPARES(13)
COMPARES(14)
COMPARES(15)
COMPARES(16)

typedef void compare_sliced(const uint64_t *x, const uint64_t *y, uint32_t counts[2][COLUMNS]);
static compare_sliced *const compares[][2] = {{plain_9, counted_9},   {plain_10, counted_10},
                                              {plain_11, counted_11}, {plain_12, counted_12},
                                              {plain_13, counted_13}, {plain_14, counted_14},
                                              {plain_15, counted_15}, {plain_16, counted_16}};

static void slice_ranks(const struct smaa_task *t, const struct smaa_batch *b, size_t from,
                        size_t to)
{
	for (size_t i = from; i < to && b->planes; i++)
		for (size_t p = 0; p < PLANE_PARTS; p++)
			slice(t, b->ranks + i * BATCH + p * PLANE_DRAWS,
			      b->planes + p * b->part_words + i * t->rank_bits * PLANE_WORDS);
}

enum { ROWS = 2 };

/* ROWS units from i on with COLUMNS units from j on, in one part of the batch. */
static inline void compare_rows(const struct smaa_task *t, const struct smaa_batch *b, size_t part,
                                size_t i, size_t j, uint32_t counts[ROWS][COLUMNS])
{
	size_t words = t->rank_bits * PLANE_WORDS;
	const uint64_t *planes = b->planes + part * b->part_words;
	for (size_t k = 0; k < ROWS * words; k += PLANE_WORDS)
		__builtin_prefetch(planes + (i + ROWS) * words + k);
	compares[t->rank_bits - RANK_BITS_LEAST][t->counts_ones](planes + i * words,
	                                                         planes + j * words, counts);
}

#else

typedef int16_t ranks_wide __attribute__((vector_size(WIDE)));

/* The sum of each of four. */
#if defined(__SSE2__)
static inline void totals(const ranks_wide *counts, uint32_t *sums)
{
	__m128i x[4];
	for (size_t k = 0; k < 4; k++) {
#if defined(__AVX2__)
		__m256i pairs = _mm256_madd_epi16((__m256i)counts[k], _mm256_set1_epi16(1));
		x[k] = _mm_add_epi32(_mm256_castsi256_si128(pairs),
		                     _mm256_extracti128_si256(pairs, 1));
#else
		x[k] = _mm_madd_epi16((__m128i)counts[k], _mm_set1_epi16(1));
#endif
	}
	__m128i p = _mm_add_epi32(_mm_unpacklo_epi32(x[0], x[1]), _mm_unpackhi_epi32(x[0], x[1])),
	        q = _mm_add_epi32(_mm_unpacklo_epi32(x[2], x[3]), _mm_unpackhi_epi32(x[2], x[3]));
	_mm_storeu_si128((__m128i *)sums,
	                 _mm_add_epi32(_mm_unpacklo_epi64(p, q), _mm_unpackhi_epi64(p, q)));
}
#else
static inline void totals(const ranks_wide *counts, uint32_t *sums)
{
	for (size_t k = 0; k < 4; k++) {
		sums[k] = 0;
		for (size_t l = 0; l < WIDE / sizeof(int16_t); l++)
			sums[k] += (uint32_t)counts[k][l];
	}
}
#endif

enum { ROWS = 4 };

static void slice_ranks(const struct smaa_task *t, const struct smaa_batch *b, size_t from,
                        size_t to)
{
	(void)t, (void)b, (void)from, (void)to;
}

/* ROWS units from i on with COLUMNS units from j on: in how many draws is the rank less? */
static inline void compare_rows(const struct smaa_task *t, const struct smaa_batch *b, size_t part,
                                size_t i, size_t j, uint32_t counts[ROWS][COLUMNS])
{
	(void)t;
	for (size_t c = 0; c < COLUMNS; c += 2) {
		const uint16_t *x = b->ranks + i * BATCH + part * PLANE_DRAWS,
		               *y = b->ranks + (j + c) * BATCH + part * PLANE_DRAWS;
		ranks_wide sums[2][ROWS] = {{{0}}};
		uint32_t each[2][ROWS];
		for (size_t d = 0; d < PLANE_DRAWS; d += WIDE / sizeof(int16_t)) {
			ranks_wide p, q, own;
			memcpy(&p, y + d, sizeof p);
			memcpy(&q, y + BATCH + d, sizeof q);
			FETCHED(p);
			FETCHED(q);
			for (size_t k = 0; k < ROWS; k++) {
				memcpy(&own, x + k * BATCH + d, sizeof own);
				FETCHED(own);
				sums[0][k] -= (ranks_wide)(p > own);
				sums[1][k] -= (ranks_wide)(q > own);
			}
		}
		totals(sums[0], each[0]);
		totals(sums[1], each[1]);
		for (size_t k = 0; k < ROWS; k++) {
			counts[k][c] = each[0][k];
			counts[k][c + 1] = each[1][k];
		}
	}
}

#endif

static void count_ranks(const struct smaa_task *t, const struct smaa_batch *b, size_t from,
                        size_t to, struct smaa_tally *tally)
{
	count_units(t, b, from, to, tally->accept);
	slice_ranks(t, b, from, to);
}

/* Adds counts of unit i before COLUMNS units from `from` on, of which those in (i, end) are wanted.
 */
static inline void add_pairs(const struct smaa_task *t, size_t i, size_t from, size_t end,
                             const uint32_t *counts, uint32_t *above)
{
	size_t first = from > i ? from : i + 1, n = end > first ? end - first : 0;
	uint32_t *pairs = above + smaa_pair(t->n, i, i + 1) + (first - i - 1);
	for (size_t k = 0; k < n; k++)
		pairs[k] += counts[first - from + k];
}

/* Pairs of ROWS units, i the first, with [from, to), which lie far from those of the units before.
 */
static inline void fetch_pairs(const struct smaa_task *t, size_t i, size_t from, size_t to,
                               const uint32_t *above)
{
	enum { LINE = 64 / sizeof(uint32_t) };
	for (size_t k = i; k < i + ROWS && k < from; k++)
		for (size_t j = from; j < to + LINE; j += LINE)
			__builtin_prefetch(above + smaa_pair(t->n, k, j < to ? j : to - 1), 1, 2);
}

/* Some units at a time, so that the other ones are at hand for one part of the batch, and the
 * counts are fetched once for all of it. */
static void count_pairs(const struct smaa_task *t, const struct smaa_batch *b, size_t from,
                        size_t to, struct smaa_tally *tally)
{
	enum { STRIP = 32 };
	uint32_t counts[STRIP][COLUMNS], more[ROWS][COLUMNS];
	for (size_t first = 0; first + 1 < to; first += STRIP) {
		size_t end = first + STRIP < to ? first + STRIP : to;
		for (size_t i = first; i < end; i += ROWS) {
			fetch_pairs(t, i, from, to, tally->above);
			compare_rows(t, b, 0, i, from, counts + (i - first));
		}
		for (size_t part = 1; part < PLANE_PARTS; part++)
			for (size_t i = first; i < end; i += ROWS) {
				compare_rows(t, b, part, i, from, more);
				for (size_t k = 0; k < ROWS; k++)
					for (size_t c = 0; c < COLUMNS; c++)
						counts[i - first + k][c] += more[k][c];
			}
		for (size_t i = first; i < end; i++)
			add_pairs(t, i, from, to, counts[i - first], tally->above);
	}
}

#endif
