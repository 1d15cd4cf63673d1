/* Compiled once for each instruction set, with KERNEL its name: see the Makefile. */
#include "vary/sobol_kernel.h"

#include <math.h>
#include <string.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

#ifndef KERNEL
#define KERNEL sobol_kernel_v1
#define ISA    "v1"
#endif

/* As many numbers side by side as a register holds; no number ever meets another one. */
#if defined(__AVX512F__)
enum { WIDE = 64 };
#elif defined(__AVX__)
enum { WIDE = 32 };
#else
enum { WIDE = 16 };
#endif
typedef double lanes __attribute__((vector_size(WIDE)));
enum { LANES = WIDE / sizeof(double) };

static inline lanes load(const double *x)
{
	lanes v;
	memcpy(&v, x, sizeof v);
	return v;
}

static inline void store(double *x, lanes v)
{
	memcpy(x, &v, sizeof v);
}

static inline lanes spread_out(double x)
{
	lanes zero = {0};
	return zero + x;
}

/* x where the mask is set, else 0. */
#define WHERE(mask, x) ((lanes)((mask) & (__typeof__(mask))(x)))

static inline lanes lesser(lanes x, lanes y)
{
	return WHERE(x < y, x) + WHERE(x >= y, y);
}

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

/* ---- sums of a row ---- */

static inline void sum_columns(size_t n, const size_t *weights, const double *w,
                               const double *const *columns, size_t units, double *to)
{
	for (size_t u = 0; u < units; u += LANES) {
		lanes sum = {0};
		for (size_t i = 0; i < n; i++)
			sum += load(columns[weights[i]] + u) * w[weights[i]];
		store(to + u, sum);
	}
}

static void sum_asked(size_t n, const size_t *weights, const double *w, const double *asked,
                      size_t units, double *to)
{
	for (size_t u = 0; u < units; u += LANES) {
		lanes sum = {0};
		for (size_t i = 0; i < n; i++)
			sum += load(asked + weights[i] * units + u) * w[weights[i]];
		store(to + u, sum);
	}
}

static void settle(struct sobol_state *s)
{
	const struct sobol_form *f = s->form;
	for (size_t b = 0; b < f->n_stages; b++) {
		double total = 0;
		sum_columns(f->n_of_stage[b], f->of_stage[b], s->weights, s->columns, f->units,
		            s->sums + b * f->units);
		if (f->stages[b].asked)
			sum_asked(f->n_below[b], f->below[b], s->weights, f->stages[b].asked,
			          f->units, s->counts + b * f->units);
		for (size_t i = 0; i < f->n_below[b]; i++)
			total += s->weights[f->below[b][i]];
		s->totals[b] = total;
	}
}

/* to = from + by column */
static inline void add_scaled(size_t units, double by, const double *column, const double *from,
                              double *to)
{
	for (size_t u = 0; u < units; u += LANES)
		store(to + u, load(from + u) + load(column + u) * by);
}

/* The sums of a row after one weight has moved. They may be the row's own. */
static void shift(const struct sobol_state *s, size_t weight, double by, double *sums,
                  double *counts, double *totals)
{
	const struct sobol_form *f = s->form;
	size_t b = f->inner[weight], m = f->units;
	add_scaled(m, by, s->columns[weight], s->sums + b * m, sums + b * m);
	for (; b != SIZE_MAX; b = f->stages[b].parent) {
		totals[b] = s->totals[b] + by;
		if (f->stages[b].asked)
			add_scaled(m, by, f->stages[b].asked + weight * m, s->counts + b * m,
			           counts + b * m);
	}
}

/* ---- scores ---- */

/* One stage, neither limited nor shared out. */
static inline void plain_scores(const struct sobol_form *f, double total, double by,
                                const double *sums, const double *column, double *out)
{
	double scale = total > 0 ? f->full / total : 0;
	for (size_t u = 0; u < f->units; u += LANES)
		store(out + u,
		      (load(sums + u) + load(column + u) * by) * scale + load(f->before + u));
}

/* Values of one stage in place of its sums; passed on to its parent. */
static inline void pass_on(const struct sobol_form *f, size_t stage, double total,
                           const double *counts, double *sums)
{
	const struct sobol_stage *g = &f->stages[stage];
	double *own = sums + stage * f->units;
	double *parent = g->parent == SIZE_MAX ? NULL : sums + g->parent * f->units;
	for (size_t u = 0; u < f->units; u += LANES) {
		lanes count = g->asked ? load(counts + stage * f->units + u) : spread_out(total);
		lanes value = load(own + u) / count;
		value = WHERE(count > 0, value);
		if (g->limited)
			value = lesser(value, spread_out(1));
		if (!parent) {
			store(own + u, value);
			continue;
		}
		value *= total;
		if (g->counted)
			value *= load(g->counted + u);
		store(parent + u, load(parent + u) + value);
	}
}

static void staged_scores(const struct sobol_form *f, const double *totals, const double *counts,
                          double *sums, double *out)
{
	for (size_t b = 0; b < f->n_stages; b++)
		pass_on(f, b, totals[b], counts, sums);
	bool limited = f->stages[f->n_stages - 1].limited;
	const double *value = sums + (f->n_stages - 1) * f->units;
	for (size_t u = 0; u < f->units; u += LANES) {
		lanes points = load(value + u) * f->full + load(f->before + u);
		if (limited)
			points = lesser(points, spread_out(f->full));
		store(out + u, points + load(f->after + u));
	}
}

static inline void copy(size_t n, const double *from, double *to)
{
	for (size_t i = 0; i < n; i += LANES)
		store(to + i, load(from + i));
}

static void scores(const struct sobol_state *s, struct sobol_scratch *x, double *out)
{
	const struct sobol_form *f = s->form;
	if (f->plain) {
		plain_scores(f, s->totals[0], 0, s->sums, s->sums, out);
		return;
	}
	copy(f->n_stages * f->units, s->sums, x->sums);
	staged_scores(f, s->totals, s->counts, x->sums, out);
}

static void moved_one(const struct sobol_state *s, size_t weight, double by,
                      struct sobol_scratch *x, double *out)
{
	const struct sobol_form *f = s->form;
	copy(f->n_stages * f->units, s->sums, x->sums);
	copy(f->n_stages * f->units, s->counts, x->counts);
	for (size_t b = 0; b < f->n_stages; b++)
		x->totals[b] = s->totals[b];
	shift(s, weight, by, x->sums, x->counts, x->totals);
	staged_scores(f, x->totals, x->counts, x->sums, out);
}

/* ---- ranks ---- */

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

static inline lanes least(lanes x, lanes y)
{
#if defined(__AVX512F__)
	return (lanes)_mm512_min_pd((__m512d)x, (__m512d)y);
#elif defined(__AVX2__)
	return (lanes)_mm256_min_pd((__m256d)x, (__m256d)y);
#else
	return lesser(x, y);
#endif
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
typedef int16_t words __attribute__((vector_size(WORDS_WIDE)));

static inline words load_words(const int16_t *x)
{
	words v;
	memcpy(&v, x, sizeof v);
	return v;
}

static inline words above_words(words x, words y)
{
#ifdef __AVX2__
	return (words)_mm256_cmpgt_epi16((__m256i)x, (__m256i)y);
#else
	return x > y;
#endif
}

/* Ranks from 0 of `count` vectors of units, a number known when this is compiled, among n. */
static inline __attribute__((always_inline)) void
rank_words(size_t count, size_t n, const int16_t *all, const int16_t *keys, int16_t *ranks)
{
	words own[6], rank[6], zero = {0};
	for (size_t i = 0; i < count; i++) {
		own[i] = load_words(keys + i * PER_WORDS);
		rank[i] = zero;
	}
	for (size_t j = 0; j < n; j++) {
		words other = zero + all[j];
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
