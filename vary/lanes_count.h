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

/* ---- more units: pair by pair, by keys of 16 bits ---- */

/* In the order of the fast scores; keys that differ by more than 1 are of scores that differ by
 * more than the error. From 1 to 65534, so that there is one more on either side. */
static void make_keys(const struct smaa_task *t, struct smaa_work *w)
{
	float low = t->key_low, scale = t->key_scale;
	for (size_t i = 0; i < t->n * LANES; i++)
		w->keys[i] = (uint16_t)(int32_t)((w->fast[i] - low) * scale + 1.0f);
}

/* Lanes of a pair whose keys are too close. Returns how often x is above y. */
static uint32_t settle(const struct smaa_task *t, struct smaa_work *w, size_t x, size_t y,
                       uint64_t lanes, uint32_t *level)
{
	uint8_t *rank_x = w->ranks + x * LANES, *rank_y = w->ranks + y * LANES;
	uint32_t above = 0;
	for (; lanes; lanes &= lanes - 1) {
		size_t l = (size_t)__builtin_ctzll(lanes);
		int side = compare_lane(t, w, x, y, l);
		above += side > 0;
		rank_x[l] = (uint8_t)(rank_x[l] + (side < 0));
		rank_y[l] = (uint8_t)(rank_y[l] + (side > 0));
		if (level)
			*level += side == 0;
	}
	return above;
}

#ifdef __AVX512BW__

static inline uint64_t join(__mmask32 low, __mmask32 high)
{
	return (uint64_t)low | (uint64_t)high << 32;
}

/* Unit i with all later ones. Those too close for keys wait in w->open. */
static void compare_row(const struct smaa_task *t, struct smaa_work *w, size_t i, uint32_t *sums)
{
	const uint16_t *keys = w->keys + i * LANES, *y = keys + LANES;
	const __m512i step = _mm512_set1_epi16(1), one = _mm512_set1_epi8(1);
	const __m512i x0 = _mm512_load_si512(keys), x1 = _mm512_load_si512(keys + 32),
	              low0 = _mm512_sub_epi16(x0, step), low1 = _mm512_sub_epi16(x1, step),
	              high0 = _mm512_add_epi16(x0, step), high1 = _mm512_add_epi16(x1, step);
	uint8_t *own = w->ranks + i * LANES, *other = own + LANES;
	uint64_t *open = w->open;
	__m512i rank = _mm512_load_si512(own);
	for (size_t j = i + 1; j < t->n; j++, y += LANES, other += LANES) {
		__m512i y0 = _mm512_load_si512(y), y1 = _mm512_load_si512(y + 32);
		uint64_t above =
		        join(_mm512_cmpgt_epu16_mask(low0, y0), _mm512_cmpgt_epu16_mask(low1, y1));
		uint64_t below = join(_mm512_cmplt_epu16_mask(high0, y0),
		                      _mm512_cmplt_epu16_mask(high1, y1));
		__m512i r = _mm512_load_si512(other);
		_mm512_store_si512(other, _mm512_mask_add_epi8(r, above, r, one));
		rank = _mm512_mask_add_epi8(rank, below, rank, one);
		*sums++ += (uint32_t)__builtin_popcountll(above);
		*open++ = ~(above | below);
	}
	_mm512_store_si512(own, rank);
}

#else

static void compare_row(const struct smaa_task *t, struct smaa_work *w, size_t i, uint32_t *sums)
{
	const uint16_t *x = w->keys + i * LANES;
	uint8_t *own = w->ranks + i * LANES;
	for (size_t j = i + 1; j < t->n; j++) {
		const uint16_t *y = w->keys + j * LANES;
		uint8_t *other = w->ranks + j * LANES, above[LANES], below[LANES], all = 1;
		uint16_t sum = 0;
		for (size_t l = 0; l < LANES; l++) {
			above[l] = x[l] > y[l] + 1;
			below[l] = x[l] + 1 < y[l];
		}
		for (size_t l = 0; l < LANES; l++) {
			other[l] = (uint8_t)(other[l] + above[l]);
			own[l] = (uint8_t)(own[l] + below[l]);
			all &= above[l] | below[l];
		}
		for (size_t l = 0; l < LANES; l++)
			sum = (uint16_t)(sum + above[l]);
		*sums++ += sum;
		uint64_t open = 0;
		for (size_t l = 0; l < LANES && !all; l++)
			open |= (uint64_t)(1 - (above[l] | below[l])) << l;
		w->open[j - i - 1] = open;
	}
}

#endif

static void count_middle(const struct smaa_task *t, struct smaa_work *w, struct smaa_tally *tally)
{
	size_t n = t->n, pair = 0;
	make_keys(t, w);
	memset(w->ranks, 0, n * LANES);
	for (size_t i = 0; i < n; i++) {
		uint32_t *sums = tally->above ? tally->above + pair : w->unused;
		compare_row(t, w, i, sums);
		for (size_t k = 0; k < n - 1 - i; k++)
			if (w->open[k])
				sums[k] += settle(t, w, i, i + 1 + k, w->open[k],
				                  tally->level ? &tally->level[pair + k] : NULL);
		pair += n - 1 - i;
		uint32_t *accept = tally->accept + i * n;
		for (size_t l = 0; l < LANES; l++)
			accept[w->ranks[i * LANES + l]]++;
	}
}

#endif
