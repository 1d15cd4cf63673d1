#include "tests/fixture.h"

#include "vary/sequence.h"
#include "vary/stream.h"

#include <gsl/gsl_qrng.h>

enum { SIZE = 1 << 16 };

static void the_points_of_gsl_in_its_dimensions(void **state)
{
	const struct sequence *s = sequence_new(*state, SEQUENCE_GSL, false, 7);
	gsl_qrng *q = gsl_qrng_alloc(gsl_qrng_sobol, SEQUENCE_GSL);
	uint32_t words[SEQUENCE_GSL];
	double expected[SEQUENCE_GSL];
	sequence_at(s, 0, words);
	for (uint64_t i = 0; i < SIZE; i++) {
		sequence_next(s, i, words);
		gsl_qrng_get(q, expected);
		for (size_t d = 0; d < SEQUENCE_GSL; d++)
			assert_true(words[d] * 0x1p-32 == expected[d]);
	}
	gsl_qrng_free(q);
}

/* Of 2^k points from a multiple of it on, each of 2^k equal parts holds one, in every dimension. */
static void assert_stratified(const struct sequence *s, uint64_t begin, unsigned bits)
{
	size_t size = (size_t)1 << bits;
	bool *taken = calloc(s->n * size, sizeof *taken);
	uint32_t *words = calloc(s->n, sizeof *words);
	sequence_at(s, begin, words);
	for (uint64_t i = begin; i < begin + size; i++) {
		for (size_t d = 0; d < s->n; d++) {
			size_t part = words[d] >> (32 - bits);
			assert_false(taken[d * size + part]);
			taken[d * size + part] = true;
		}
		sequence_next(s, i, words);
	}
	free(taken);
	free(words);
}

static void every_dimension_is_stratified(void **state)
{
	assert_stratified(sequence_new(*state, SEQUENCE_NET, false, 0), 0, 10);
	assert_stratified(sequence_new(*state, SEQUENCE_NET, true, 1), 0, 10);
	assert_stratified(sequence_new(*state, 200, true, 2), UINT64_C(5) << 30, 12);
}

static void skipping_ahead_is_going_on(void **state)
{
	static const uint64_t from[] = {0, 1, 1023, UINT64_C(0xFFFFFFF0), UINT64_C(0x2FFFFFFFA)};
	enum { N = SEQUENCE_NET + 7 };
	const struct sequence *s = sequence_new(*state, N, true, 99);
	uint32_t going[N], there[N];
	for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
		sequence_at(s, from[k], going);
		for (uint64_t i = from[k]; i < from[k] + 40; i++) {
			sequence_next(s, i, going);
			sequence_at(s, i + 1, there);
			assert_memory_equal(going, there, sizeof there);
		}
	}
}

/* The same again after 2^32 points would be no new information. */
static void another_round_is_shifted(void **state)
{
	const struct sequence *s = sequence_new(*state, 3, true, 5);
	uint32_t x[3], y[3];
	sequence_at(s, 17, x);
	sequence_at(s, 17 + (UINT64_C(1) << 32), y);
	assert_true(x[0] != y[0] && x[1] != y[1] && x[2] != y[2]);
}

/* Mean of a product over 100 dimensions, none of which matters most; its true value is 1 and its
 * variance (1 + 1/300)^100 - 1 = 0.395. */
static double product_error(const struct sequence *s, size_t points)
{
	uint32_t *words = calloc(s->n, sizeof *words);
	double sum = 0;
	sequence_at(s, 0, words);
	for (size_t i = 0; i < points; i++) {
		double product = 1;
		for (size_t d = 0; d < s->n; d++)
			product *= 1 + 0.2 * (sequence_uniform(words[d]) - 0.5);
		sum += product;
		sequence_next(s, i, words);
	}
	free(words);
	return sum / (double)points - 1;
}

static void better_than_random_in_a_hundred_dimensions(void **state)
{
	double squares = 0;
	for (uint64_t seed = 1; seed <= 20; seed++) {
		double e = product_error(sequence_new(*state, 100, true, seed), 4096);
		squares += e * e;
	}
	/* Random points: 0.395 / 4096 on average. */
	assert_true(squares / 20 < 0.25 * 0.395 / 4096);
}

/* Pairs of dimensions of a sensitivity analysis, k and n + k: no correlation that would bias it. */
static void pairs_are_uncorrelated(void **state)
{
	enum { N = 60, POINTS = 1024 };
	const struct sequence *s = sequence_new(*state, 2 * N, true, 3);
	uint32_t words[2 * N];
	double sums[N] = {0};
	sequence_at(s, 0, words);
	for (size_t i = 0; i < POINTS; i++) {
		for (size_t k = 0; k < N; k++)
			sums[k] += (sequence_uniform(words[k]) - 0.5) *
			           (sequence_uniform(words[N + k]) - 0.5);
		sequence_next(s, i, words);
	}
	for (size_t k = 0; k < N; k++) /* random ones: standard deviation 1 / 32 */
		assert_true(sums[k] * 12 / POINTS < 0.1 && sums[k] * 12 / POINTS > -0.1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(the_points_of_gsl_in_its_dimensions),
	        FIXTURE_TEST(every_dimension_is_stratified),
	        FIXTURE_TEST(skipping_ahead_is_going_on),
	        FIXTURE_TEST(another_round_is_shifted),
	        FIXTURE_TEST(better_than_random_in_a_hundred_dimensions),
	        FIXTURE_TEST(pairs_are_uncorrelated),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
