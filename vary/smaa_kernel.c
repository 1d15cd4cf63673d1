/* Compiled once for each instruction set, with KERNEL its name: see the Makefile. */
#include "vary/smaa_kernel.h"

#include "vary/logarithm.h"
#include "vary/recognition.h"

#include <math.h>
#include <string.h>
#ifdef __AVX512BW__
#include <immintrin.h>
#endif

#ifndef KERNEL
#define KERNEL smaa_kernel_v1
#define ISA    "v1"
#endif

/* ---- random numbers of 64 draws ---- */

struct numbers {
	uint32_t of[4][LANES];
};

#ifdef __AVX512F__

/* High and low halves of the products of 16 words with a constant. */
static inline __m512i high_halves(__m512i x, __m512i by, __m512i *low)
{
	__m512i even = _mm512_mul_epu32(x, by),
	        odd = _mm512_mul_epu32(_mm512_srli_epi64(x, 32), by);
	*low = _mm512_mask_blend_epi32(0xAAAA, even, _mm512_slli_epi64(odd, 32));
	return _mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd);
}

static inline __m512i xor3(__m512i x, __m512i y, __m512i z)
{
	return _mm512_ternarylogic_epi32(x, y, z, 0x96);
}

static void philox(uint64_t seed, uint64_t draw, uint32_t slot, struct numbers *out)
{
	const __m512i m0 = _mm512_set1_epi64(0xD2511F53), m1 = _mm512_set1_epi64(0xCD9E8D57);
	for (size_t l = 0; l < LANES; l += 16) {
		/* draw is a multiple of LANES: the low word of the counter has no carry. */
		__m512i c0 = _mm512_add_epi32(
		        _mm512_set1_epi32((int)(uint32_t)(draw + l)),
		        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
		__m512i c1 = _mm512_set1_epi32((int)(uint32_t)(draw >> 32)),
		        c2 = _mm512_set1_epi32((int)slot), c3 = _mm512_set1_epi32(STREAM_WEIGHTS);
		uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
		for (int round = 0; round < 10; round++) {
			__m512i p, q, hp = high_halves(c0, m0, &p), hq = high_halves(c2, m1, &q);
			c0 = xor3(hq, c1, _mm512_set1_epi32((int)k0));
			c2 = xor3(hp, c3, _mm512_set1_epi32((int)k1));
			c1 = q;
			c3 = p;
			k0 += 0x9E3779B9u;
			k1 += 0xBB67AE85u;
		}
		_mm512_storeu_si512(out->of[0] + l, c0);
		_mm512_storeu_si512(out->of[1] + l, c1);
		_mm512_storeu_si512(out->of[2] + l, c2);
		_mm512_storeu_si512(out->of[3] + l, c3);
	}
}

#else

static void philox(uint64_t seed, uint64_t draw, uint32_t slot, struct numbers *out)
{
	uint32_t *restrict c0 = out->of[0], *restrict c1 = out->of[1], *restrict c2 = out->of[2],
	                   *restrict c3 = out->of[3];
	uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
	for (size_t l = 0; l < LANES; l++) {
		c0[l] = (uint32_t)(draw + l);
		c1[l] = (uint32_t)((draw + l) >> 32);
		c2[l] = slot;
		c3[l] = STREAM_WEIGHTS;
	}
	for (int round = 0; round < 10; round++) {
		for (size_t l = 0; l < LANES; l++) {
			uint64_t p = (uint64_t)c0[l] * 0xD2511F53u,
			         q = (uint64_t)c2[l] * 0xCD9E8D57u;
			c0[l] = (uint32_t)(q >> 32) ^ c1[l] ^ k0;
			c1[l] = (uint32_t)q;
			c2[l] = (uint32_t)(p >> 32) ^ c3[l] ^ k1;
			c3[l] = (uint32_t)p;
		}
		k0 += 0x9E3779B9u;
		k1 += 0xBB67AE85u;
	}
}

#endif

/* -ln of the uniform number of a word, in float: 24 bits are exact there. Error below 2^-22 of it.
 * ln(1 + f) = f - f^2 / 2 + f^3 p(f), p fitted by least squares on Chebyshev nodes. */
static void exponentials(const uint32_t *restrict words, double *restrict out)
{
	float e[LANES];
	for (size_t l = 0; l < LANES; l++) {
		float u = ((float)(int32_t)(words[l] >> 8) + 0.5f) * 0x1p-24f;
		int32_t bits;
		memcpy(&bits, &u, sizeof bits);
		bits -= 0x3f3504f3;
		int32_t power = bits >> 23;
		bits = (bits & 0x7fffff) + 0x3f3504f3;
		float f;
		memcpy(&f, &bits, sizeof f);
		f -= 1.0f;
		float p = 0x1.116b4cp-4f;
		p = p * f - 0x1.dd09b8p-4f;
		p = p * f + 0x1.e79df4p-4f;
		p = p * f - 0x1.fc5d96p-4f;
		p = p * f + 0x1.232eb2p-3f;
		p = p * f - 0x1.555a74p-3f;
		p = p * f + 0x1.99a528p-3f;
		p = p * f - 0x1.00000ap-2f;
		p = p * f + 0x1.555546p-2f;
		float square = f * f;
		float log = f + (square * f * p - 0.5f * square);
		e[l] = -(log + (float)power * 0x1.62e43p-1f);
	}
	for (size_t l = 0; l < LANES; l++)
		out[l] = (double)e[l];
}

static void uniforms(const uint32_t *restrict words, double *restrict out, double from,
                     double width)
{
	for (size_t l = 0; l < LANES; l++)
		out[l] = from + width * (((double)(int32_t)(words[l] >> 8) + 0.5) * 0x1p-24);
}

/* Divides by their sum. */
static void normalise(size_t n, double *restrict w)
{
	double sum[LANES] = {0};
	for (size_t k = 0; k < n; k++)
		for (size_t l = 0; l < LANES; l++)
			sum[l] += w[k * LANES + l];
	for (size_t l = 0; l < LANES; l++)
		sum[l] = 1 / sum[l];
	for (size_t k = 0; k < n; k++)
		for (size_t l = 0; l < LANES; l++)
			w[k * LANES + l] *= sum[l];
}

/* Gives each level of equal nominal weights its block of the descending draw; within a level the
 * draw keeps its arrangement, which is as likely as any other. */
static void order_lane(const struct smaa_task *t, double *w, struct smaa_work *work)
{
	size_t n = t->n_weights, *place = work->places;
	double *drawn = work->lane_weights;
	for (size_t k = 0; k < n; k++) {
		drawn[k] = w[k * LANES];
		place[k] = 0;
	}
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < k; i++) {
			bool later = drawn[i] >= drawn[k];
			place[k] += later;
			place[i] += !later;
		}
	for (size_t k = 0; k < n; k++) {
		size_t from = t->level_from[k], to = t->level_to[k], own = t->level_index[k], i = 0;
		for (;; i++)
			if (place[i] >= from && place[i] < to && own-- == 0)
				break;
		w[k * LANES] = drawn[i];
	}
}

/* Gamma variates of G. Marsaglia and W. W. Tsang (2000); below shape 1 that of shape + 1 times
 * u^(1 / shape). */
static double gamma_variate(const struct smaa_task *t, uint64_t draw, size_t weight, double shape)
{
	double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / (3 * sqrt(d)), g;
	for (uint32_t round = 0;; round++) {
		uint32_t r[4];
		stream_words(t->request->seed, draw, (uint32_t)weight * 4096 + round, STREAM_GAMMA,
		             r);
		/* A normal number by the polar method of G. Marsaglia. */
		double x = 2 * stream_uniform(r[0]) - 1, y = 2 * stream_uniform(r[1]) - 1,
		       s = x * x + y * y;
		if (s >= 1 || s <= 0)
			continue;
		double normal = x * sqrt(-2 * logarithm(s) / s), v = 1 + c * normal;
		if (v <= 0)
			continue;
		v = v * v * v;
		double u = stream_uniform(r[2]);
		if (logarithm(u) < 0.5 * normal * normal + d - d * v + d * logarithm(v)) {
			g = d * v;
			if (shape < 1)
				g *= logarithm_power(stream_uniform(r[3]), 1 / shape);
			return g;
		}
	}
}

static void draw_weights(const struct smaa_task *t, struct smaa_work *w, uint64_t draw)
{
	enum weight_set_kind kind = t->request->weights.kind;
	size_t n = t->n_weights;
	struct numbers words;
	for (size_t k = 0; k < n && kind != WEIGHTS_DIRICHLET; k++) {
		double *out = w->weights + k * LANES;
		if (k % 4 == 0)
			philox(t->request->seed, draw, (uint32_t)(k / 4), &words);
		if (kind == WEIGHTS_BOX)
			uniforms(words.of[k % 4], out, t->nominal[k] * (1 - t->reach),
			         2 * t->reach * t->nominal[k]);
		else
			exponentials(words.of[k % 4], out);
	}
	for (size_t l = 0; l < LANES && kind == WEIGHTS_DIRICHLET; l++)
		for (size_t k = 0; k < n; k++)
			w->weights[k * LANES + l] =
			        t->shapes[k] > 0 ? gamma_variate(t, draw + l, k, t->shapes[k]) : 0;
	normalise(n, w->weights);
	for (size_t l = 0; l < LANES && kind == WEIGHTS_ORDER; l++)
		order_lane(t, w->weights + l, w);
}

/* ---- scores ---- */

#if defined(__AVX512F__)
enum { WIDE = 64 };
#elif defined(__AVX__)
enum { WIDE = 32 };
#else
enum { WIDE = 16 };
#endif
typedef double wide __attribute__((vector_size(WIDE)));
enum { PER_WIDE = WIDE / sizeof(double), TILE = 4 * PER_WIDE };

static inline wide load(const double *x)
{
	wide v;
	memcpy(&v, x, sizeof v);
	return v;
}

static inline void store(double *x, wide v)
{
	memcpy(x, &v, sizeof v);
}

/* Two units over TILE lanes: sum of w x, in the order of the items. */
static inline void dot_two(size_t n, const double *restrict x, const double *restrict y,
                           const double *restrict w, double *restrict sx, double *restrict sy)
{
	wide a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0};
	for (size_t k = 0; k < n; k++, w += LANES) {
		wide w0 = load(w), w1 = load(w + PER_WIDE), w2 = load(w + 2 * PER_WIDE),
		     w3 = load(w + 3 * PER_WIDE);
		double p = x[k], q = y[k];
		a0 += w0 * p;
		a1 += w1 * p;
		a2 += w2 * p;
		a3 += w3 * p;
		b0 += w0 * q;
		b1 += w1 * q;
		b2 += w2 * q;
		b3 += w3 * q;
	}
	store(sx, a0);
	store(sx + PER_WIDE, a1);
	store(sx + 2 * PER_WIDE, a2);
	store(sx + 3 * PER_WIDE, a3);
	store(sy, b0);
	store(sy + PER_WIDE, b1);
	store(sy + 2 * PER_WIDE, b2);
	store(sy + 3 * PER_WIDE, b3);
}

/* The rows of one class. An odd last one is done twice. */
static void dot_rows(const struct smaa_task *t, size_t from, size_t to, const double *w,
                     double *scores)
{
	for (size_t r = from; r < to; r += 2) {
		size_t s = r + 1 < to ? r + 1 : r;
		const double *x = t->values + r * t->n_weights, *y = t->values + s * t->n_weights;
		double *sx = scores + t->units[r] * LANES, *sy = scores + t->units[s] * LANES;
		double bx = t->numbers.beside[t->units[r]], by = t->numbers.beside[t->units[s]];
		for (size_t l = 0; l < LANES; l += TILE)
			dot_two(t->n_weights, x, y, w + l, sx + l, sy + l);
		if (bx != 0 || by != 0)
			for (size_t l = 0; l < LANES; l++) {
				sx[l] += bx;
				if (s != r)
					sy[l] += by;
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
	if (t->path == SMAA_GENERAL || t->path == SMAA_UNCERTAIN) {
		scores_one_by_one(t, w, draw);
		return;
	}
	for (size_t c = 0; c < t->model->n_classes; c++) {
		const double *weights = w->weights;
		if (!t->model->classes[c].whole) {
			adjust(t, c, w);
			weights = w->adjusted;
		}
		dot_rows(t, t->class_rows[c], t->class_rows[c + 1], weights, w->scores);
	}
}

/* ---- counting ---- */

/* One draw, pair by pair: for ties among few units, and the end of the last block. */
static void count_lane(const struct smaa_task *t, const struct smaa_work *w, size_t lane,
                       struct smaa_tally *tally)
{
	const double *s = w->scores + lane;
	for (size_t i = 0; i < t->n; i++) {
		size_t rank = 0;
		for (size_t j = 0; j < t->n; j++)
			rank += s[j * LANES] > s[i * LANES];
		tally->accept[i * t->n + rank]++;
		for (size_t j = i + 1; j < t->n && tally->above; j++) {
			size_t pair = smaa_pair(t->n, i, j);
			tally->above[pair] += s[i * LANES] > s[j * LANES];
			tally->level[pair] += s[i * LANES] == s[j * LANES];
		}
	}
}

/* Rankings by their number: digit i counts the later units above unit i. */
static void count_small(const struct smaa_task *t, const struct smaa_work *w,
                        struct smaa_tally *tally)
{
	uint64_t index[LANES] = {0}, equal[LANES] = {0}, place[SMAA_SMALL];
	size_t n = t->n;
	place[n - 1] = 1;
	for (size_t i = n - 1; i--;)
		place[i] = place[i + 1] * (n - 1 - i);
	for (size_t i = 0; i + 1 < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			const double *x = w->scores + i * LANES, *y = w->scores + j * LANES;
			for (size_t l = 0; l < LANES; l++) {
				index[l] += -(uint64_t)(y[l] > x[l]) & place[i];
				equal[l] |= -(uint64_t)(y[l] == x[l]);
			}
		}
	for (size_t l = 0; l < LANES; l++)
		if (equal[l])
			count_lane(t, w, l, tally);
		else
			tally->rankings[index[l]]++;
}

/* Whole numbers of 16 bits in the order of the scores, but for equal ones. */
static void make_keys(const struct smaa_task *t, struct smaa_work *w)
{
	for (size_t i = 0; i < t->n * LANES; i++)
		w->keys[i] = (uint16_t)(int32_t)((w->scores[i] - t->key_low) * t->key_scale);
}

/* Where keys are equal the scores decide. Returns how often x is above y; equal ones are counted.
 */
static uint32_t settle(const double *x, const double *y, uint64_t lanes, uint8_t *rank_x,
                       uint8_t *rank_y, uint32_t *level)
{
	uint32_t above = 0;
	for (; lanes; lanes &= lanes - 1) {
		size_t l = (size_t)__builtin_ctzll(lanes);
		above += x[l] > y[l];
		rank_x[l] = (uint8_t)(rank_x[l] + (y[l] > x[l]));
		rank_y[l] = (uint8_t)(rank_y[l] + (x[l] > y[l]));
		*level += x[l] == y[l];
	}
	return above;
}

#ifdef __AVX512BW__

static inline uint64_t join(__mmask32 low, __mmask32 high)
{
	return (uint64_t)low | (uint64_t)high << 32;
}

/* Unit i with all later ones. */
static void compare_row(const struct smaa_task *t, struct smaa_work *w, size_t i,
                        struct smaa_tally *tally)
{
	size_t n = t->n, pair = smaa_pair(n, i, i + 1);
	const uint16_t *keys = w->keys + i * LANES;
	const __m512i x0 = _mm512_loadu_si512(keys), x1 = _mm512_loadu_si512(keys + 32);
	const __m512i one = _mm512_set1_epi8(1);
	uint8_t *own = w->ranks + i * LANES;
	__m512i rank = _mm512_loadu_si512(own);
	for (size_t j = i + 1; j < n; j++, pair++) {
		const uint16_t *y = w->keys + j * LANES;
		uint8_t *other = w->ranks + j * LANES;
		__m512i y0 = _mm512_loadu_si512(y), y1 = _mm512_loadu_si512(y + 32);
		uint64_t above =
		        join(_mm512_cmpgt_epu16_mask(x0, y0), _mm512_cmpgt_epu16_mask(x1, y1));
		uint64_t level =
		        join(_mm512_cmpeq_epu16_mask(x0, y0), _mm512_cmpeq_epu16_mask(x1, y1));
		__m512i r = _mm512_loadu_si512(other);
		_mm512_storeu_si512(other, _mm512_mask_add_epi8(r, above, r, one));
		rank = _mm512_mask_add_epi8(rank, ~(above | level), rank, one);
		uint32_t sum = (uint32_t)__builtin_popcountll(above);
		if (__builtin_expect(level != 0, 0)) {
			_mm512_storeu_si512(own, rank);
			sum += settle(w->scores + i * LANES, w->scores + j * LANES, level, own,
			              other, tally->level ? &tally->level[pair] : &w->unused);
			rank = _mm512_loadu_si512(own);
		}
		if (tally->above)
			tally->above[pair] += sum;
	}
	_mm512_storeu_si512(own, rank);
}

#else

static void compare_row(const struct smaa_task *t, struct smaa_work *w, size_t i,
                        struct smaa_tally *tally)
{
	size_t n = t->n, pair = smaa_pair(n, i, i + 1);
	const uint16_t *x = w->keys + i * LANES;
	uint8_t *own = w->ranks + i * LANES;
	for (size_t j = i + 1; j < n; j++, pair++) {
		const uint16_t *y = w->keys + j * LANES;
		uint8_t *other = w->ranks + j * LANES, above[LANES], level[LANES], any = 0;
		uint16_t sum = 0;
		for (size_t l = 0; l < LANES; l++) {
			above[l] = x[l] > y[l];
			level[l] = x[l] == y[l];
		}
		for (size_t l = 0; l < LANES; l++) {
			other[l] = (uint8_t)(other[l] + above[l]);
			own[l] = (uint8_t)(own[l] + (1 - above[l] - level[l]));
			any |= level[l];
		}
		for (size_t l = 0; l < LANES; l++)
			sum = (uint16_t)(sum + above[l]);
		uint32_t all = sum;
		if (any) {
			uint64_t lanes = 0;
			for (size_t l = 0; l < LANES; l++)
				lanes |= (uint64_t)level[l] << l;
			all += settle(w->scores + i * LANES, w->scores + j * LANES, lanes, own,
			              other, tally->level ? &tally->level[pair] : &w->unused);
		}
		if (tally->above)
			tally->above[pair] += all;
	}
}

#endif

static void count_middle(const struct smaa_task *t, struct smaa_work *w, struct smaa_tally *tally)
{
	make_keys(t, w);
	memset(w->ranks, 0, t->n * LANES);
	for (size_t i = 0; i < t->n; i++) {
		if (i + 1 < t->n)
			compare_row(t, w, i, tally);
		uint32_t *accept = tally->accept + i * t->n;
		for (size_t l = 0; l < LANES; l++)
			accept[w->ranks[i * LANES + l]]++;
	}
}

/* Sums of scores and of their squares, in steps; histograms. */
static void count_scores(const struct smaa_task *t, const struct smaa_work *w, size_t lanes,
                         struct smaa_tally *tally)
{
	for (size_t u = 0; u < t->n; u++) {
		const double *s = w->scores + u * LANES, low = t->low[u], scale = t->scale[u];
		uint32_t steps[LANES];
		uint64_t sum = 0, square = 0;
		for (size_t l = 0; l < LANES; l++)
			steps[l] = (uint32_t)(int32_t)((s[l] - low) * scale + 0.5);
		for (size_t l = lanes; l < LANES; l++)
			steps[l] = 0;
		for (size_t l = 0; l < LANES; l++) {
			sum += steps[l];
			square += (uint64_t)steps[l] * steps[l];
		}
		tally->sum[u] += sum;
		tally->square[u] += square;
		tally->square_high[u] += tally->square[u] < square;
		unsigned shift = SMAA_SCALE_BITS - t->bin_bits;
		uint32_t *bins = tally->bins ? tally->bins + (u << t->bin_bits) : NULL;
		uint32_t last = (1u << t->bin_bits) - 1;
		for (size_t l = 0; l < lanes && bins; l++) {
			uint32_t bin = steps[l] >> shift;
			bins[bin < last ? bin : last]++; /* the upper end itself */
		}
	}
}

/* Weights of the draws in which a unit is first. */
static void count_first(const struct smaa_task *t, const struct smaa_work *w, size_t lanes,
                        struct smaa_tally *tally)
{
	double best[LANES];
	uint64_t steps[LANES];
	memcpy(best, w->scores, sizeof best);
	for (size_t u = 1; u < t->n; u++)
		for (size_t l = 0; l < LANES; l++)
			best[l] = w->scores[u * LANES + l] > best[l] ? w->scores[u * LANES + l]
			                                             : best[l];
	for (size_t k = 0; k < t->n_weights; k++) {
		for (size_t l = 0; l < LANES; l++)
			steps[l] = (uint64_t)(int64_t)(w->weights[k * LANES + l] * 0x1p32 + 0.5);
		for (size_t u = 0; u < t->n; u++) {
			uint64_t sum = 0;
			for (size_t l = 0; l < lanes; l++)
				sum += -(uint64_t)(w->scores[u * LANES + l] == best[l]) & steps[l];
			tally->first_weights[u * t->n_weights + k] += sum;
		}
	}
}

static void count(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
                  struct smaa_tally *tally)
{
	tally->draws += lanes;
	count_scores(t, w, lanes, tally);
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

/* Ranks of one draw: keys sorted, best first, then those of equal keys by their scores. */
static void rank_lane(const struct smaa_task *t, struct smaa_work *w, size_t lane, uint16_t *ranks,
                      size_t stride)
{
	const double *s = w->scores + lane;
	uint64_t *a = w->sorted, *b = w->spare;
	size_t n = t->n, rank = 0;
	for (size_t u = 0; u < n; u++) {
		uint32_t key = (uint32_t)(int32_t)((s[u * LANES] - t->key_low) * t->key_scale);
		a[u] = (uint64_t)((1u << KEY_BITS) - 1 - key) << 32 | u;
	}
	sort_digit(a, b, n, 32);
	sort_digit(b, a, n, 32 + DIGIT_BITS);
	for (size_t i = 1; i < n; i++) {
		uint64_t x = a[i];
		size_t k = i;
		double score = s[(uint32_t)x * LANES];
		for (; k && s[(uint32_t)a[k - 1] * LANES] < score; k--)
			a[k] = a[k - 1];
		a[k] = x;
	}
	for (size_t i = 0; i < n; i++) {
		size_t u = (uint32_t)a[i];
		bool same = i && s[u * LANES] == s[(uint32_t)a[i - 1] * LANES];
		rank = same ? rank : i;
		ranks[u * stride + lane] = (uint16_t)rank;
		w->any_level = w->any_level || same;
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
        .weights = draw_weights,
        .scores = draw_scores,
        .count = count,
        .ranks = rank_many,
        .rows = count_rows,
};
