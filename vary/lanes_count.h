/* lanes_count.h - ranks and pairs of 64 draws at a time. Part of smaa_kernel.c.
 *
 * Two units are told apart by their fast scores where these differ by more than task.error, else by
 * score_exact().
 */
#ifndef KAOHE_LANES_COUNT_H
#define KAOHE_LANES_COUNT_H

#include "vary/lanes_draw.h"
#include "vary/lanes_score.h"

/* Is x above (1), below (-1) or level with (0) y in this draw? */
static int compare_lane(const struct smaa_task *t, const struct smaa_work *w, size_t x, size_t y,
                        size_t lane)
{
	if (t->fast) {
		float gap = w->fast[x * LANES + lane] - w->fast[y * LANES + lane];
		if (gap > t->error || gap < -t->error)
			return gap > 0 ? 1 : -1;
	}
	double p = score_exact(t, w, x, lane), q = score_exact(t, w, y, lane);
	return (p > q) - (p < q);
}

/* One draw, pair by pair: for what is too close among few units, and the end of the last block. */
static void count_lane(const struct smaa_task *t, const struct smaa_work *w, size_t lane,
                       struct smaa_tally *tally)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t rank = 0;
		for (size_t j = 0; j < t->n; j++) {
			int side = i == j ? 0 : compare_lane(t, w, i, j, lane);
			rank += side < 0;
			if (j > i && tally->above) {
				tally->above[smaa_pair(t->n, i, j)] += side > 0;
				tally->level[smaa_pair(t->n, i, j)] += side == 0;
			}
		}
		tally->accept[i * t->n + rank]++;
	}
}

/* ---- few units: whole rankings by their number; digit i counts the later units above unit i ----
 */

static void count_rankings(const struct smaa_task *t, const struct smaa_work *w,
                           const uint32_t *index, uint64_t open, struct smaa_tally *tally)
{
	for (size_t l = 0; l < LANES && !open; l++)
		tally->rankings[index[l]]++;
	for (size_t l = 0; l < LANES && open; l++)
		if (open >> l & 1)
			count_lane(t, w, l, tally);
		else
			tally->rankings[index[l]]++;
}

#ifdef __AVX512BW__
static void count_small(const struct smaa_task *t, const struct smaa_work *w,
                        struct smaa_tally *tally)
{
	uint32_t index[LANES];
	uint64_t open = 0;
	const __m512 error = _mm512_set1_ps(t->error);
	for (size_t l = 0; l < LANES; l += 16) {
		__m512i number = _mm512_setzero_si512();
		__mmask16 near = 0;
		for (size_t i = 0; i + 1 < t->n; i++) {
			const __m512 x = _mm512_loadu_ps(w->fast + i * LANES + l),
			             high = _mm512_add_ps(x, error), low = _mm512_sub_ps(x, error);
			const __m512i place = _mm512_set1_epi32((int)t->places[i]);
			for (size_t j = i + 1; j < t->n; j++) {
				const __m512 y = _mm512_loadu_ps(w->fast + j * LANES + l);
				__mmask16 above = _mm512_cmp_ps_mask(y, high, _CMP_GT_OQ),
				          below = _mm512_cmp_ps_mask(y, low, _CMP_LT_OQ);
				number = _mm512_mask_add_epi32(number, above, number, place);
				near = _kor_mask16(near, _kxnor_mask16(above, below));
			}
		}
		_mm512_storeu_si512(index + l, number);
		open |= (uint64_t)near << l;
	}
	count_rankings(t, w, index, open, tally);
}
#else
static void count_small(const struct smaa_task *t, const struct smaa_work *w,
                        struct smaa_tally *tally)
{
	uint32_t index[LANES] = {0}, near[LANES] = {0};
	uint64_t open = 0;
	for (size_t i = 0; i + 1 < t->n; i++)
		for (size_t j = i + 1; j < t->n; j++) {
			const float *x = w->fast + i * LANES, *y = w->fast + j * LANES,
			            error = t->error;
			uint32_t place = t->places[i];
			for (size_t l = 0; l < LANES; l++) {
				uint32_t above = -(uint32_t)(y[l] > x[l] + error),
				         below = -(uint32_t)(y[l] < x[l] - error);
				index[l] += above & place;
				near[l] |= ~(above | below);
			}
		}
	for (size_t l = 0; l < LANES; l++)
		open |= (uint64_t)(near[l] & 1) << l;
	count_rankings(t, w, index, open, tally);
}
#endif

/* ---- more units: ranks of a block by keys of 16 bits, then pairs of a span by ranks of 8 ---- */

/* Whole numbers in the order of the fast scores, of each draw from its least to its greatest; keys
 * that differ by more than 1 are of scores that differ by more than the error. */
static void make_keys(const struct smaa_task *t, struct smaa_work *w)
{
	float low[LANES], scale[LANES];
	memcpy(low, w->fast, sizeof low);
	memcpy(scale, w->fast, sizeof scale); /* the greatest, at first */
	for (size_t u = 1; u < t->n; u++) {
		const float *s = w->fast + u * LANES;
		for (size_t l = 0; l < LANES; l++) {
			low[l] = s[l] < low[l] ? s[l] : low[l];
			scale[l] = s[l] > scale[l] ? s[l] : scale[l];
		}
	}
	for (size_t l = 0; l < LANES; l++) {
		float range = scale[l] - low[l];
		range = range > t->least_range ? range : t->least_range;
		scale[l] = 65530.0f / range;
	}
	for (size_t u = 0; u < t->n; u++)
		for (size_t l = 0; l < LANES; l++)
			w->keys[u * LANES + l] =
			        (int16_t)((int32_t)((w->fast[u * LANES + l] - low[l]) * scale[l]) -
			                  32766);
}

/* Compares unit i with all later ones, of which those with larger or equal keys are above it. */
#ifdef __AVX2__
static void compare_row(const struct smaa_task *t, struct smaa_work *w, size_t i)
{
	const __m256i *x = (const __m256i *)(w->keys + i * LANES), *y = x + 4;
	__m256i *own = (__m256i *)(w->ranks + i * LANES), *other = own + 2;
	const __m256i x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3],
	              later = _mm256_set1_epi8((char)(t->n - 1 - i));
	__m256i rank0 = _mm256_add_epi8(own[0], later), rank1 = _mm256_add_epi8(own[1], later);
	for (size_t j = i + 1; j < t->n; j++, y += 4, other += 2) {
		__m256i above0 = _mm256_packs_epi16(_mm256_cmpgt_epi16(x0, y[0]),
		                                    _mm256_cmpgt_epi16(x1, y[1])),
		        above1 = _mm256_packs_epi16(_mm256_cmpgt_epi16(x2, y[2]),
		                                    _mm256_cmpgt_epi16(x3, y[3]));
		other[0] = _mm256_sub_epi8(other[0], above0);
		other[1] = _mm256_sub_epi8(other[1], above1);
		rank0 = _mm256_add_epi8(rank0, above0);
		rank1 = _mm256_add_epi8(rank1, above1);
	}
	/* Packing has left the middle quarters of each half in each other's place. */
	own[0] = _mm256_permute4x64_epi64(rank0, 0xD8);
	own[1] = _mm256_permute4x64_epi64(rank1, 0xD8);
}
#else
static void compare_row(const struct smaa_task *t, struct smaa_work *w, size_t i)
{
	const int16_t *x = w->keys + i * LANES;
	uint8_t *own = w->ranks + i * LANES;
	for (size_t l = 0; l < LANES; l++)
		own[l] = (uint8_t)(own[l] + (t->n - 1 - i));
	for (size_t j = i + 1; j < t->n; j++) {
		const int16_t *y = w->keys + j * LANES;
		uint8_t *other = w->ranks + j * LANES, above[LANES];
		for (size_t l = 0; l < LANES; l++)
			above[l] = x[l] > y[l];
		for (size_t l = 0; l < LANES; l++) {
			other[l] = (uint8_t)(other[l] + above[l]);
			own[l] = (uint8_t)(own[l] - above[l]);
		}
	}
}
#endif

/* Keys in the order of the ranks. */
static void place_keys(size_t n, const uint8_t *restrict ranks, const int16_t *restrict keys,
                       int16_t *restrict placed)
{
	for (size_t i = 0; i < n * LANES; i += 8)
		for (size_t l = 0; l < 8; l++)
			placed[(size_t)ranks[i + l] * LANES + (i + l) % LANES] = keys[i + l];
}

/* Lanes in which the unit of rank p and the next are too close for their keys. */
static uint64_t close_at(const struct smaa_work *w, size_t p)
{
	const int16_t *x = w->placed + p * LANES, *y = x + LANES;
	uint8_t near[LANES], any = 0;
	uint64_t lanes = 0;
	for (size_t l = 0; l < LANES; l++) {
		near[l] = x[l] - y[l] <= 1;
		any |= near[l];
	}
	for (size_t l = 0; l < LANES && any; l++)
		lanes |= (uint64_t)near[l] << l;
	return lanes;
}

/* Sorts all that is close in one draw, and lets equal ones share the better rank. */
static void settle_lane(const struct smaa_task *t, struct smaa_work *w, size_t lane)
{
	uint8_t *order = w->order, *ranks = w->ranks + lane;
	const int16_t *keys = w->keys + lane;
	size_t rank = 0;
	for (size_t u = 0; u < t->n; u++)
		order[ranks[u * LANES]] = (uint8_t)u;
	for (size_t p = 1; p < t->n; p++) {
		uint8_t own = order[p];
		size_t k = p;
		for (; k && keys[order[k - 1] * LANES] - keys[own * LANES] <= 1 &&
		       compare_lane(t, w, order[k - 1], own, lane) < 0;
		     k--)
			order[k] = order[k - 1];
		order[k] = own;
	}
	for (size_t p = 0; p < t->n; p++) {
		bool level = p && keys[order[p - 1] * LANES] - keys[order[p] * LANES] <= 1 &&
		             keys[order[p] * LANES] - keys[order[p - 1] * LANES] <= 1 &&
		             !compare_lane(t, w, order[p - 1], order[p], lane);
		rank = level ? rank : p;
		ranks[order[p] * LANES] = (uint8_t)rank;
		w->any_level = w->any_level || level;
	}
}

static size_t unit_at(const struct smaa_task *t, const struct smaa_work *w, size_t rank,
                      size_t lane)
{
	size_t u = 0;
	while (u + 1 < t->n && w->ranks[u * LANES + lane] != rank)
		u++;
	return u;
}

/* Two that are close to each other alone. False where they are level. */
static bool settle_pair(const struct smaa_task *t, struct smaa_work *w, size_t p, size_t lane)
{
	size_t x = unit_at(t, w, p, lane), y = unit_at(t, w, p + 1, lane);
	int side = compare_lane(t, w, x, y, lane);
	if (side < 0) {
		w->ranks[x * LANES + lane] = (uint8_t)(p + 1);
		w->ranks[y * LANES + lane] = (uint8_t)p;
	}
	return side != 0;
}

/* Where keys leave the order open, scores decide: pairs by themselves, draws with longer chains or
 * with ties as a whole. */
static void settle(const struct smaa_task *t, struct smaa_work *w)
{
	uint64_t before = 0, whole = 0;
	for (size_t p = 0; p + 1 < t->n; p++) {
		uint64_t lanes = close_at(w, p);
		whole |= lanes & before;
		for (uint64_t rest = lanes & ~whole; rest; rest &= rest - 1) {
			size_t l = (size_t)__builtin_ctzll(rest);
			if (!settle_pair(t, w, p, l))
				whole |= UINT64_C(1) << l;
		}
		before = lanes;
	}
	for (; whole; whole &= whole - 1)
		settle_lane(t, w, (size_t)__builtin_ctzll(whole));
}

/* Ranks of one block, into the span. Lower by 128, so that they compare as signed bytes. */
static void rank_block(const struct smaa_task *t, struct smaa_work *w)
{
	make_keys(t, w);
	memset(w->ranks, 0, t->n * LANES);
	for (size_t i = 0; i < t->n; i++)
		compare_row(t, w, i);
	place_keys(t->n, w->ranks, w->keys, w->placed);
	settle(t, w);
	for (size_t u = 0; u < t->n; u++)
		for (size_t l = 0; l < LANES; l++)
			w->span[u * SPAN + w->spanned + l] =
			        (int8_t)(w->ranks[u * LANES + l] - 128);
	w->spanned += LANES;
}

/* In how many of the draws of a span is x's rank better than y's, for two units y? */
#ifdef __AVX2__
static uint32_t total_bytes(__m256i counts)
{
	__m256i four = _mm256_sad_epu8(counts, _mm256_setzero_si256());
	__m128i two =
	        _mm_add_epi64(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
	return (uint32_t)(_mm_cvtsi128_si32(two) + _mm_extract_epi32(two, 2));
}

static void better_bytes(const int8_t *x, const int8_t *y, size_t draws, uint32_t *sums)
{
	__m256i a = _mm256_setzero_si256(), b = a;
	for (size_t l = 0; l < draws; l += 32) {
		__m256i own = _mm256_load_si256((const __m256i *)(x + l));
		a = _mm256_sub_epi8(
		        a, _mm256_cmpgt_epi8(_mm256_load_si256((const __m256i *)(y + l)), own));
		b = _mm256_sub_epi8(
		        b,
		        _mm256_cmpgt_epi8(_mm256_load_si256((const __m256i *)(y + SPAN + l)), own));
	}
	sums[0] += total_bytes(a);
	sums[1] += total_bytes(b);
}
#else
static void better_bytes(const int8_t *x, const int8_t *y, size_t draws, uint32_t *sums)
{
	for (size_t k = 0; k < 2; k++, y += SPAN) {
		uint16_t sum = 0;
		for (size_t l = 0; l < draws; l++)
			sum = (uint16_t)(sum + (x[l] < y[l]));
		sums[k] += sum;
	}
}
#endif

static void count_level_bytes(const struct smaa_task *t, const struct smaa_work *w,
                              struct smaa_tally *tally)
{
	for (size_t i = 0, pair = 0; i < t->n; i++)
		for (size_t j = i + 1; j < t->n; j++, pair++)
			for (size_t l = 0; l < w->spanned; l++)
				tally->level[pair] +=
				        w->span[i * SPAN + l] == w->span[j * SPAN + l];
}

/* Ranks of four units at a time: of one alone each count would wait for the one before. */
static void count_places(size_t n, const int8_t *span, size_t draws, uint32_t *accept)
{
	size_t i = 0;
	for (; i + 4 <= n; i += 4, span += 4 * SPAN) {
		uint32_t *a = accept + i * n + 128, *b = a + n, *c = b + n, *d = c + n;
		for (size_t l = 0; l < draws; l++) {
			a[span[l]]++;
			b[span[SPAN + l]]++;
			c[span[2 * SPAN + l]]++;
			d[span[3 * SPAN + l]]++;
		}
	}
	for (; i < n; i++, span += SPAN)
		for (size_t l = 0; l < draws; l++)
			accept[i * n + (size_t)(span[l] + 128)]++;
}

/* Counts the span and begins a new one. Units are compared two by two; the one behind the last is
 * there for its sake alone. */
static void count_span(const struct smaa_task *t, struct smaa_work *w, struct smaa_tally *tally)
{
	size_t n = t->n, pair = 0;
	count_places(n, w->span, w->spanned, tally->accept);
	for (size_t i = 0; i + 1 < n && tally->above; i++) {
		const int8_t *x = w->span + i * SPAN;
		uint32_t rest[2] = {0};
		size_t j = i + 1;
		for (; j + 1 < n; j += 2, pair += 2)
			better_bytes(x, w->span + j * SPAN, w->spanned, tally->above + pair);
		if (j == n)
			continue;
		better_bytes(x, w->span + j * SPAN, w->spanned, rest);
		tally->above[pair++] += rest[0];
	}
	if (w->any_level && tally->above)
		count_level_bytes(t, w, tally);
	w->any_level = false;
	w->spanned = 0;
}

#endif
