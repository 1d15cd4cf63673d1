/* lanes_draw.h - weights of 64 draws at a time. Part of smaa_kernel.c. */
#ifndef KAOHE_LANES_DRAW_H
#define KAOHE_LANES_DRAW_H

#include "vary/logarithm.h"
#include "vary/smaa_kernel.h"

#include <math.h>
#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

/* Four words of each of 64 draws. */
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
		for (int round = 0; round < STREAM_ROUNDS; round++) {
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

#elif defined(__AVX2__)

static inline __m256i high_halves(__m256i x, __m256i by, __m256i *low)
{
	__m256i even = _mm256_mul_epu32(x, by),
	        odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), by);
	*low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
	return _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
}

static inline __m256i xor3(__m256i x, __m256i y, __m256i z)
{
	return _mm256_xor_si256(_mm256_xor_si256(x, y), z);
}

static void philox(uint64_t seed, uint64_t draw, uint32_t slot, struct numbers *out)
{
	const __m256i m0 = _mm256_set1_epi64x(0xD2511F53), m1 = _mm256_set1_epi64x(0xCD9E8D57);
	for (size_t l = 0; l < LANES; l += 8) {
		/* draw is a multiple of LANES: the low word of the counter has no carry. */
		__m256i c0 = _mm256_add_epi32(_mm256_set1_epi32((int)(uint32_t)(draw + l)),
		                              _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
		__m256i c1 = _mm256_set1_epi32((int)(uint32_t)(draw >> 32)),
		        c2 = _mm256_set1_epi32((int)slot), c3 = _mm256_set1_epi32(STREAM_WEIGHTS);
		uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
		for (int round = 0; round < STREAM_ROUNDS; round++) {
			__m256i p, q, hp = high_halves(c0, m0, &p), hq = high_halves(c2, m1, &q);
			c0 = xor3(hq, c1, _mm256_set1_epi32((int)k0));
			c2 = xor3(hp, c3, _mm256_set1_epi32((int)k1));
			c1 = q;
			c3 = p;
			k0 += 0x9E3779B9u;
			k1 += 0xBB67AE85u;
		}
		_mm256_storeu_si256((__m256i *)(out->of[0] + l), c0);
		_mm256_storeu_si256((__m256i *)(out->of[1] + l), c1);
		_mm256_storeu_si256((__m256i *)(out->of[2] + l), c2);
		_mm256_storeu_si256((__m256i *)(out->of[3] + l), c3);
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
	for (int round = 0; round < STREAM_ROUNDS; round++) {
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

/* -ln of the uniform number of a word, in float, in which its 24 bits are exact. Error below 2^-22
 * of it. ln(1 + f) = f - f^2 / 2 + f^3 p(f), p fitted by least squares on Chebyshev nodes. */
static void exponentials(const uint32_t *restrict words, float *restrict out)
{
	for (size_t l = 0; l < LANES; l++) {
		float u = ((float)(int32_t)(words[l] >> 8) + 0.5f) * 0x1p-24f, f;
		int32_t bits;
		memcpy(&bits, &u, sizeof bits);
		bits -= 0x3f3504f3;
		int32_t power = bits >> 23;
		bits = (bits & 0x7fffff) + 0x3f3504f3;
		memcpy(&f, &bits, sizeof f);
		f -= 1.0f;
		float p = 0x1.5c71ep-4f;
		p = p * f - 0x1.22c3a4p-3f;
		p = p * f + 0x1.32323p-3f;
		p = p * f - 0x1.53b8ap-3f;
		p = p * f + 0x1.98cb04p-3f;
		p = p * f - 0x1.00028ap-2f;
		p = p * f + 0x1.555702p-2f;
		float square = f * f, log = f + (square * f * p - 0.5f * square);
		out[l] = -(log + (float)power * 0x1.62e43p-1f);
	}
}

static void uniforms(const uint32_t *restrict words, float *restrict out, float from, float width)
{
	for (size_t l = 0; l < LANES; l++)
		out[l] = from + width * (((float)(int32_t)(words[l] >> 8) + 0.5f) * 0x1p-24f);
}

/* Gives each level of equal nominal weights its block of the descending draw; within a level the
 * draw keeps its arrangement, which is as likely as any other. */
static void order_lane(const struct smaa_task *t, float *w, struct smaa_work *work)
{
	size_t n = t->n_weights, *place = work->places;
	float *drawn = work->lane_raw;
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

/* Before they are divided by their sum. Floats, whatever they are drawn by: a weight is one
 * exactly.
 */
static void draw_raw(const struct smaa_task *t, struct smaa_work *w, uint64_t draw)
{
	enum weight_set_kind kind = t->request->weights.kind;
	size_t n = t->n_weights;
	struct numbers numbers;
	for (size_t k = 0; k < n && kind != WEIGHTS_DIRICHLET; k++) {
		float *out = w->raw + k * LANES;
		if (k % 4 == 0)
			philox(t->request->seed, draw, (uint32_t)(k / 4), &numbers);
		if (kind == WEIGHTS_BOX)
			uniforms(numbers.of[k % 4], out,
			         (float)(t->numbers.nominal[k] * (1 - t->reach)),
			         (float)(2 * t->reach * t->numbers.nominal[k]));
		else
			exponentials(numbers.of[k % 4], out);
	}
	for (size_t l = 0; l < LANES && kind == WEIGHTS_DIRICHLET; l++)
		for (size_t k = 0; k < n; k++)
			w->raw[k * LANES + l] =
			        t->shapes[k] > 0
			                ? (float)gamma_variate(t, draw + l, k, t->shapes[k])
			                : 0;
	for (size_t l = 0; l < LANES && kind == WEIGHTS_ORDER; l++)
		order_lane(t, w->raw + l, w);
}

/* In double, divided by their sum. */
static void normalise(size_t n, const float *restrict raw, double *restrict w)
{
	double sum[LANES] = {0};
	for (size_t k = 0; k < n; k++)
		for (size_t l = 0; l < LANES; l++)
			sum[l] += (double)raw[k * LANES + l];
	for (size_t l = 0; l < LANES; l++)
		sum[l] = 1 / sum[l];
	for (size_t k = 0; k < n; k++)
		for (size_t l = 0; l < LANES; l++)
			w[k * LANES + l] = (double)raw[k * LANES + l] * sum[l];
}

#endif
