/* ranking.h - ranks of scores: from 1, equal ones share the better.
 *
 * Internal to what is compiled once for each instruction set, which includes it whole. Of few units
 * all scores are compared; of some, keys of 16 bits; of many, longer keys are sorted. Where keys
 * are equal the scores decide, so that ranks are always those of the doubles.
 * Cost: units^2 / 16 up to KEYS_MAX units, beyond that in proportion to units.
 */
#ifndef KAOHE_RANKING_H
#define KAOHE_RANKING_H

#include "vary/lanes.h"
#include "vary/sobol_kernel.h"

/* ---- few units, some units ---- */

/* Units up to which scores themselves are compared, each with each; up to which keys of 16 bits
 * are; beyond, keys are sorted. */
enum { COMPARED_MAX = 24, KEYS_MAX = 320 };

static inline lanes one_more(double other, lanes own, lanes rank)
{
#ifdef __AVX512F__
	__m512d x = (__m512d)own;
	return (lanes)_mm512_mask_add_pd((__m512d)rank,
	                                 _mm512_cmp_pd_mask(_mm512_set1_pd(other), x, _CMP_GT_OQ),
	                                 (__m512d)rank, _mm512_set1_pd(1));
#else
	return rank + WHERE(spread_out(other) > own, spread_out(1));
#endif
}

static inline void ranks_compared(size_t n, size_t units, const double *scores, double *ranks)
{
	for (size_t u = 0; u < units; u += LANES) {
		lanes own = load(scores + u), rank = spread_out(1);
		for (size_t j = 0; j < n; j++)
			rank = one_more(scores[j], own, rank);
		store(ranks + u, rank);
	}
}

/* Numbers of units that are known when this is compiled. */
static inline void ranks_few(size_t n, const double *scores, double *ranks)
{
	switch (n) {
	case 2:
		ranks_compared(2, SOBOL_LANES, scores, ranks);
		return;
	case 3:
		ranks_compared(3, SOBOL_LANES, scores, ranks);
		return;
	case 4:
		ranks_compared(4, SOBOL_LANES, scores, ranks);
		return;
	case 5:
		ranks_compared(5, SOBOL_LANES, scores, ranks);
		return;
	case 6:
		ranks_compared(6, SOBOL_LANES, scores, ranks);
		return;
	case 7:
		ranks_compared(7, SOBOL_LANES, scores, ranks);
		return;
	default:
		ranks_compared(n, SOBOL_LANES, scores, ranks);
		return;
	}
}

/* The least and the greatest of n scores. */
static void find_ends(size_t n, const double *scores, double *low, double *high)
{
	size_t u = 0;
	lanes lows = spread_out(scores[0]), minus = -lows;
	for (; u + LANES <= n; u += LANES) {
		lanes x = load(scores + u);
		lows = least(lows, x);
		minus = least(minus, -x);
	}
	*low = *high = scores[0];
	for (size_t l = 0; l < LANES; l++) {
		*low = lows[l] < *low ? lows[l] : *low;
		*high = -minus[l] > *high ? -minus[l] : *high;
	}
	for (; u < n; u++) {
		*low = scores[u] < *low ? scores[u] : *low;
		*high = scores[u] > *high ? scores[u] : *high;
	}
}

/* Whole numbers of 16 bits in the order of the scores, but for those that are very near. */
static bool make_keys(size_t n, const double *scores, int16_t *keys)
{
	double low, high;
	find_ends(n, scores, &low, &high);
	double scale = 65534 / (high - low);
	if (!(high > low) || !(scale < 1e300))
		return false;
	for (size_t u = 0; u < n; u++)
		keys[u] = (int16_t)((int32_t)((scores[u] - low) * scale) - 32767);
	return true;
}

/* Sixteen keys at a time: comparing into registers of 32 bytes is the fastest also where there are
 * longer ones. */
enum { WORDS_WIDE = WIDE < 32 ? WIDE : 32, PER_WORDS = WORDS_WIDE / sizeof(int16_t) };
typedef int16_t short_lanes __attribute__((vector_size(WORDS_WIDE)));

static inline short_lanes load_words(const int16_t *x)
{
	short_lanes v;
	memcpy(&v, x, sizeof v);
	return v;
}

static inline short_lanes above_words(short_lanes x, short_lanes y)
{
#ifdef __AVX2__
	return (short_lanes)_mm256_cmpgt_epi16((__m256i)x, (__m256i)y);
#else
	return x > y;
#endif
}

/* Ranks from 0 of `count` vectors of units, a number known when this is compiled, among n. */
static inline __attribute__((always_inline)) void
rank_words(size_t count, size_t n, const int16_t *all, const int16_t *keys, int16_t *ranks)
{
	short_lanes own[6], rank[6], zero = {0};
	for (size_t i = 0; i < count; i++) {
		own[i] = load_words(keys + i * PER_WORDS);
		rank[i] = zero;
	}
	for (size_t j = 0; j < n; j++) {
		short_lanes other = zero + all[j];
		for (size_t i = 0; i < count; i++)
			rank[i] -= above_words(other, own[i]);
	}
	for (size_t i = 0; i < count; i++)
		memcpy(ranks + i * PER_WORDS, &rank[i], sizeof rank[i]);
}

/* Returns the sum of the ranks. */
static int32_t rank_keys(size_t n, const int16_t *keys, int16_t *ranks)
{
	int32_t sum = 0;
	for (size_t u = 0, left = (n + PER_WORDS - 1) / PER_WORDS; left;) {
		size_t now = left < 6 ? left : 6;
		switch (now) {
		case 1:
			rank_words(1, n, keys, keys + u, ranks + u);
			break;
		case 2:
			rank_words(2, n, keys, keys + u, ranks + u);
			break;
		case 3:
			rank_words(3, n, keys, keys + u, ranks + u);
			break;
		case 4:
			rank_words(4, n, keys, keys + u, ranks + u);
			break;
		case 5:
			rank_words(5, n, keys, keys + u, ranks + u);
			break;
		default:
			rank_words(6, n, keys, keys + u, ranks + u);
			break;
		}
		u += now * PER_WORDS;
		left -= now;
	}
	for (size_t u = 0; u < n; u++)
		sum += ranks[u];
	return sum;
}

/* Units of equal keys have equal ranks so far: their scores decide. */
static void settle_keys(size_t n, const double *scores, const int16_t *keys, const int16_t *ranks,
                        double *out)
{
	uint8_t times[KEYS_MAX] = {0};
	for (size_t u = 0; u < n; u++)
		times[ranks[u]] = (uint8_t)(times[ranks[u]] ? 2 : 1);
	for (size_t u = 0; u < n; u++)
		for (size_t v = 0; times[ranks[u]] > 1 && v < n; v++)
			out[u] += keys[v] == keys[u] && scores[v] > scores[u];
}

/* Where keys are equal, the sum of the ranks is less than n (n - 1) / 2. */
static void ranks_by_keys(size_t n, size_t units, const double *scores, struct sobol_scratch *x,
                          double *ranks)
{
	if (!make_keys(n, scores, x->keys)) {
		ranks_compared(n, units, scores, ranks);
		return;
	}
	int32_t sum = rank_keys(n, x->keys, x->ranks);
	for (size_t u = 0; u < n; u++)
		ranks[u] = x->ranks[u] + 1;
	if (sum != (int32_t)(n * (n - 1) / 2))
		settle_keys(n, scores, x->keys, x->ranks, ranks);
}

/* ---- ranks of many units: keys that carry the unit, sorted by their digits ---- */

struct sorting {
	unsigned unit_bits, key_bits;
	double low, high, scale;
};

static struct sorting sorting_of(size_t n, const double *scores)
{
	struct sorting s = {0};
	while ((size_t)1 << s.unit_bits < n)
		s.unit_bits++;
	s.key_bits = s.unit_bits < 20 ? 32 - s.unit_bits : 12;
	if (s.key_bits > 22)
		s.key_bits = 22;
	find_ends(n, scores, &s.low, &s.high);
	s.scale = (double)((UINT32_C(1) << s.key_bits) - 1) / (s.high - s.low);
	return s;
}

/* The best score has the smallest key. */
static void carry_keys(const struct sorting *s, size_t n, const double *scores, uint32_t *out)
{
	for (size_t u = 0; u < n; u++) {
		int32_t key = (int32_t)((s->high - scores[u]) * s->scale);
		out[u] = (uint32_t)key << s->unit_bits | (uint32_t)u;
	}
}

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

static void add_up(unsigned bits, uint32_t *places)
{
	uint32_t sum = 0;
	for (size_t d = 0; d < (size_t)1 << bits; d++) {
		uint32_t own = places[d];
		places[d] = sum;
		sum += own;
	}
}

/* By two digits, the lower one first. */
static void sort_keys(const struct sorting *s, size_t n, uint32_t *items, uint32_t *spare)
{
	uint32_t lower[DIGITS], upper[DIGITS];
	unsigned half = s->key_bits / 2, from = s->unit_bits, next = from + half;
	memset(lower, 0, sizeof *lower << half);
	memset(upper, 0, sizeof *upper << (s->key_bits - half));
	uint32_t mask = (1u << half) - 1;
	for (size_t i = 0; i < n; i++) {
		lower[items[i] >> from & mask]++;
		upper[items[i] >> next]++;
	}
	add_up(half, lower);
	add_up(s->key_bits - half, upper);
	for (size_t i = 0; i < n; i++)
		spare[lower[items[i] >> from & mask]++] = items[i];
	for (size_t i = 0; i < n; i++)
		items[upper[spare[i] >> next]++] = spare[i];
}

/* Items of equal keys, by their scores. */
static void sort_run(size_t n, const double *scores, uint32_t units, uint32_t *run)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t moving = run[i];
		double score = scores[moving & units];
		size_t j = i;
		for (; j && scores[run[j - 1] & units] < score; j--)
			run[j] = run[j - 1];
		run[j] = moving;
	}
}

/* Ranks of a run of equal keys that begins at `from`; returns its end. */
static size_t rank_run(const struct sorting *s, size_t from, size_t n, const double *scores,
                       uint32_t *sorted, double *ranks)
{
	uint32_t units = (1u << s->unit_bits) - 1, key = sorted[from] >> s->unit_bits;
	size_t end = from, rank = 0;
	while (end < n && sorted[end] >> s->unit_bits == key)
		end++;
	sort_run(end - from, scores, units, sorted + from);
	for (size_t i = from; i < end; i++) {
		bool level = i > from && scores[sorted[i] & units] == scores[sorted[i - 1] & units];
		rank = level ? rank : i + 1;
		ranks[sorted[i] & units] = (double)(uint32_t)rank;
	}
	return end;
}

static void rank_sorted(const struct sorting *s, size_t n, const double *scores, uint32_t *sorted,
                        double *ranks)
{
	uint32_t units = (1u << s->unit_bits) - 1;
	for (size_t i = 0; i < n; i++)
		ranks[sorted[i] & units] = (double)(int32_t)(i + 1);
	for (size_t i = 1; i < n; i++)
		if (__builtin_expect((sorted[i] ^ sorted[i - 1]) <= units, 0))
			i = rank_run(s, i - 1, n, scores, sorted, ranks);
}

static void ranks_sorted(size_t n, const double *scores, struct sobol_scratch *x, double *ranks)
{
	struct sorting s = sorting_of(n, scores);
	if (!(s.high > s.low) || !(s.scale < 1e300)) /* all in one run */
		s.scale = 0;
	carry_keys(&s, n, scores, x->sorted);
	sort_keys(&s, n, x->sorted, x->spare);
	rank_sorted(&s, n, scores, x->sorted, ranks);
}

static inline void ranks_of(size_t n, size_t units, const double *scores, struct sobol_scratch *x,
                            double *ranks)
{
	if (n <= SOBOL_LANES)
		ranks_few(n, scores, ranks);
	else if (n <= COMPARED_MAX)
		ranks_compared(n, units, scores, ranks);
	else if (n <= KEYS_MAX)
		ranks_by_keys(n, units, scores, x, ranks);
	else
		ranks_sorted(n, scores, x, ranks);
	for (size_t u = n; u < units; u++)
		ranks[u] = 1;
}

/* Whole numbers of 1 / scale. Halves do not come by chance. */
static void round_scores(size_t n, const double *scores, enum sobol_rounding rounding, double scale,
                         double *out)
{
	const double whole = 0x1.8p52;
	for (size_t u = 0; u < n; u++) {
		double x = scores[u] * scale, size = x < 0 ? -x : x;
		double nearest = (size + whole) - whole;
		double below = nearest > size ? nearest - 1 : nearest;
		double above = nearest < size ? nearest + 1 : nearest;
		double y = rounding == SOBOL_TOWARDS_ZERO ? below
		           : rounding == SOBOL_AWAY       ? above
		                                          : nearest;
		out[u] = x < 0 ? -y : y;
	}
}

static void ranks_rounded(size_t n, size_t units, const double *scores,
                          enum sobol_rounding rounding, double scale, struct sobol_scratch *x,
                          double *ranks)
{
	if (rounding == SOBOL_EXACT) {
		ranks_of(n, units, scores, x, ranks);
		return;
	}
	round_scores(units, scores, rounding, scale, x->rounded);
	ranks_of(n, units, x->rounded, x, ranks);
}

#endif
