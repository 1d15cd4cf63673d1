#include "vary/sequence.h"

#include "vary/stream.h"

#include <assert.h>
#include <gsl/gsl_qrng.h>
#include <string.h>

/* ---- primitive polynomials over GF(2): x^s + ... + 1 as bits, s the degree ---- */

enum { DEGREE_MAX = 13 };

static unsigned degree_of(uint32_t polynomial)
{
	unsigned degree = 0;
	while (polynomial >> (degree + 1))
		degree++;
	return degree;
}

static uint32_t times(uint32_t x, uint32_t y, uint32_t polynomial, unsigned degree)
{
	uint32_t product = 0;
	for (; y; y >>= 1) {
		product ^= y & 1 ? x : 0;
		x <<= 1;
		x ^= x >> degree & 1 ? polynomial : 0;
	}
	return product;
}

static uint32_t power(uint32_t exponent, uint32_t polynomial, unsigned degree)
{
	uint32_t result = 1, x = degree == 1 ? 1 : 2;
	for (; exponent; exponent >>= 1) {
		if (exponent & 1)
			result = times(result, x, polynomial, degree);
		x = times(x, x, polynomial, degree);
	}
	return result;
}

/* Is the order of x all of 2^s - 1? */
static bool is_primitive(uint32_t polynomial)
{
	unsigned degree = degree_of(polynomial);
	uint32_t order = (1u << degree) - 1, left = order;
	if (power(order, polynomial, degree) != 1)
		return false;
	for (uint32_t p = 2; left > 1; p++) {
		if (p * p > left)
			p = left; /* a prime */
		if (left % p)
			continue;
		if (p < order && power(order / p, polynomial, degree) == 1)
			return false;
		while (left % p == 0)
			left /= p;
	}
	return true;
}

/* ---- direction numbers of one dimension, the first bit the highest ---- */

static uint32_t recurrence(const uint32_t *v, unsigned bit, uint32_t polynomial, unsigned degree)
{
	uint32_t next = v[bit - degree] ^ v[bit - degree] >> degree;
	for (unsigned i = 1; i < degree; i++)
		next ^= polynomial >> (degree - i) & 1 ? v[bit - i] : 0;
	return next;
}

static void extend(uint32_t v[SEQUENCE_BITS], uint32_t polynomial)
{
	unsigned degree = degree_of(polynomial);
	for (unsigned bit = degree; bit < SEQUENCE_BITS; bit++)
		v[bit] = recurrence(v, bit, polynomial, degree);
}

/* The first digits of GSL's dimensions, from its points 2^j and those before them. */
enum { GSL_KNOWN = 11 };

static void ask_gsl(struct arena *a, uint32_t known[SEQUENCE_GSL][GSL_KNOWN])
{
	gsl_qrng *q = gsl_qrng_alloc(gsl_qrng_sobol, SEQUENCE_GSL);
	double now[SEQUENCE_GSL];
	uint32_t before[SEQUENCE_GSL] = {0};
	if (!q) { /* no memory: the arena says so in its own way */
		(void)arena_alloc(a, SIZE_MAX / 2);
		return;
	}
	for (uint32_t i = 1; i < 1u << GSL_KNOWN; i++) {
		bool wanted = (i & (i - 1)) == 0;
		gsl_qrng_get(q, now);
		for (size_t d = 0; d < SEQUENCE_GSL; d++) {
			uint32_t word = (uint32_t)(now[d] * 0x1p32);
			if (wanted)
				known[d][__builtin_ctz(i)] = word ^ before[d];
			before[d] = word;
		}
	}
	gsl_qrng_free(q);
}

/* The polynomial by which GSL goes on from its first numbers; 0 for none. */
static uint32_t polynomial_of(const uint32_t known[GSL_KNOWN])
{
	for (uint32_t p = 3; degree_of(p) < GSL_KNOWN - 2; p += 2) {
		unsigned degree = degree_of(p), bit = degree;
		while (bit < GSL_KNOWN && recurrence(known, bit, p, degree) == known[bit])
			bit++;
		if (bit == GSL_KNOWN && is_primitive(p))
			return p;
	}
	return 0;
}

/* Of the first keys the one whose dimensions integrate a product of 100 factors best, from 256 to
 * 65536 points. */
enum { FURTHER_KEY = 1 };

/* Odd numbers below 2^(bit + 1), as the first directions of a dimension that GSL has not. */
static void begin(uint32_t v[SEQUENCE_BITS], size_t dimension, unsigned degree)
{
	for (unsigned bit = 0; bit < degree; bit++) {
		uint32_t words[4];
		stream_words(FURTHER_KEY, dimension, bit, STREAM_SOBOL, words);
		uint32_t odd = (words[0] >> (31 - bit)) | 1;
		v[bit] = odd << (31 - bit);
	}
}

/* Each dimension's own polynomial, GSL's first; the first dimension needs none. */
struct filling {
	size_t n;
	uint32_t (*v)[SEQUENCE_BITS];
	uint32_t used[SEQUENCE_GSL];
};

static void fill_known(struct arena *a, struct filling *f)
{
	uint32_t known[SEQUENCE_GSL][GSL_KNOWN];
	memset(known, 0, sizeof known);
	ask_gsl(a, known);
	for (unsigned bit = 0; bit < SEQUENCE_BITS; bit++)
		f->v[0][bit] = 1u << (31 - bit);
	for (size_t d = 1; d < SEQUENCE_GSL; d++) {
		f->used[d] = polynomial_of(known[d]);
		assert(f->used[d]);
		memcpy(f->v[d], known[d], sizeof known[d]);
		extend(f->v[d], f->used[d]);
	}
}

static bool is_used(const struct filling *f, uint32_t polynomial)
{
	for (size_t d = 1; d < SEQUENCE_GSL; d++)
		if (f->used[d] == polynomial)
			return true;
	return false;
}

static void fill_further(struct filling *f)
{
	size_t d = SEQUENCE_GSL;
	for (uint32_t p = 3; d < f->n && degree_of(p) <= DEGREE_MAX; p += 2) {
		if (!is_primitive(p) || is_used(f, p))
			continue;
		begin(f->v[d], d, degree_of(p));
		extend(f->v[d++], p);
	}
}

/* ---- scrambling ---- */

/* Digit i of the result is the parity of digits 0 .. i of the number under row i of the matrix. */
static uint32_t scramble(const uint32_t rows[SEQUENCE_BITS], uint32_t v)
{
	uint32_t out = 0;
	for (unsigned i = 0; i < SEQUENCE_BITS; i++)
		out |= (uint32_t)__builtin_parity(rows[i] & v) << (31 - i);
	return out;
}

static void make_rows(uint64_t seed, size_t dimension, uint32_t rows[SEQUENCE_BITS])
{
	for (unsigned i = 0; i < SEQUENCE_BITS; i++) {
		uint32_t words[4], diagonal = 1u << (31 - i);
		stream_words(seed, dimension, 64 + i / 4, STREAM_SOBOL, words);
		rows[i] = (words[i % 4] & ~(diagonal - 1)) | diagonal;
	}
}

static uint32_t shift_of(const struct sequence *s, size_t dimension, uint64_t round)
{
	uint32_t words[4];
	if (!s->scrambled)
		return 0;
	stream_words(s->seed, dimension, 128 + (uint32_t)round, STREAM_SOBOL, words);
	return words[0];
}

const struct sequence *sequence_new(struct arena *a, size_t n, bool scrambled, uint64_t seed)
{
	struct sequence *s = ARENA_NEW(a, struct sequence);
	struct filling f = {.n = n < SEQUENCE_NET ? n : SEQUENCE_NET};
	size_t room = f.n < SEQUENCE_GSL ? SEQUENCE_GSL : f.n;
	f.v = arena_array(a, room, sizeof *f.v);
	*s = (struct sequence){.n = n, .net = f.n, .seed = seed, .scrambled = scrambled};
	fill_known(a, &f);
	fill_further(&f);
	uint32_t *directions = ARENA_NEWS(a, uint32_t, s->net * SEQUENCE_BITS);
	for (size_t d = 0; d < s->net; d++) {
		uint32_t rows[SEQUENCE_BITS];
		make_rows(seed, d, rows);
		for (unsigned bit = 0; bit < SEQUENCE_BITS; bit++)
			directions[bit * s->net + d] =
			        scrambled ? scramble(rows, f.v[d][bit]) : f.v[d][bit];
	}
	s->directions = directions;
	return s;
}

/* ---- points ---- */

/* Random numbers where there are more dimensions than the net has. */
static void fill_random(const struct sequence *s, uint64_t index, uint32_t *words)
{
	for (size_t d = s->net; d < s->n; d += 4) {
		uint32_t four[4];
		size_t n = s->n - d < 4 ? s->n - d : 4;
		stream_words(s->seed, index, (uint32_t)d + (1u << 31), STREAM_SOBOL, four);
		memcpy(words + d, four, n * sizeof *four);
	}
}

void sequence_at(const struct sequence *s, uint64_t index, uint32_t *words)
{
	uint32_t low = (uint32_t)index, gray = low ^ low >> 1;
	for (size_t d = 0; d < s->net; d++)
		words[d] = shift_of(s, d, index >> 32);
	for (; gray; gray &= gray - 1) {
		const uint32_t *v = s->directions + (size_t)__builtin_ctz(gray) * s->net;
		for (size_t d = 0; d < s->net; d++)
			words[d] ^= v[d];
	}
	fill_random(s, index, words);
}

void sequence_next(const struct sequence *s, uint64_t index, uint32_t *words)
{
	uint32_t low = (uint32_t)index + 1;
	if (!low) {
		sequence_at(s, index + 1, words);
		return;
	}
	const uint32_t *v = s->directions + (size_t)__builtin_ctz(low) * s->net;
	for (size_t d = 0; d < s->net; d++)
		words[d] ^= v[d];
	fill_random(s, index + 1, words);
}
