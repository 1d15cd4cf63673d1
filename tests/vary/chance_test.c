/* chance_test - are limits those of the distribution, and is it drawn? */
#include "vary/chance.h"

#include "tests/fixture.h"

/* floor(2^64 x) by halving, 0 <= x < 1. */
static uint64_t bits_of(struct arena *a, const ratio *x)
{
	uint64_t out = 0;
	const ratio *one = ratio_of(a, 1, 1), *two = ratio_of(a, 2, 1);
	for (size_t i = 0; i < 64; i++) {
		x = ratio_mul(a, x, two);
		out <<= 1;
		if (ratio_cmp(x, one) >= 0) {
			out |= 1;
			x = ratio_sub(a, x, one);
		}
	}
	return out;
}

/* P(X = 0, 1, 2, 3) = 1/8, 3/8, 3/8, 1/8. */
static void three_coins(void **state)
{
	const uint64_t eighth = UINT64_C(1) << 61;
	const uint64_t *limits = chance_binomial(*state, 3, ratio_of(*state, 1, 2));
	assert_true(limits[0] == eighth && limits[1] == 4 * eighth && limits[2] == 7 * eighth);
	assert_int_equal(chance_draw(limits, 3, 0), 0);
	assert_int_equal(chance_draw(limits, 3, eighth - 1), 0);
	assert_int_equal(chance_draw(limits, 3, eighth), 1);
	assert_int_equal(chance_draw(limits, 3, 4 * eighth), 2);
	assert_int_equal(chance_draw(limits, 3, 7 * eighth - 1), 2);
	assert_int_equal(chance_draw(limits, 3, UINT64_MAX), 3);
}

static void one_of_three(void **state)
{
	const uint64_t *limits = chance_uniform(*state, 3);
	assert_true(limits[0] == UINT64_C(0x5555555555555555));
	assert_true(limits[1] == UINT64_C(0xAAAAAAAAAAAAAAAA));
	assert_int_equal(chance_draw(chance_uniform(*state, 1), 0, 7), 0);
}

/* Against the sum of products of probabilities over all 2^n outcomes. */
static void every_outcome(void **state)
{
	enum { MOST = 9 };
	for (unsigned n = 1; n <= MOST; n++) {
		struct arena *a = arena_scratch(*state);
		const unsigned parts = 1 + (n * 1237) % 9999;
		const ratio *p = ratio_of(a, parts, 10000), *q = ratio_of(a, 10000 - parts, 10000);
		const ratio *at[MOST + 1], *sum = ratio_of(a, 0, 1);
		for (size_t k = 0; k <= n; k++)
			at[k] = sum;
		for (unsigned outcome = 0; outcome < 1u << n; outcome++) {
			const ratio *x = ratio_of(a, 1, 1);
			unsigned k = 0;
			for (unsigned i = 0; i < n; i++) {
				const bool in = outcome >> i & 1u;
				x = ratio_mul(a, x, in ? p : q);
				k += in;
			}
			at[k] = ratio_add(a, at[k], x);
		}
		const uint64_t *limits = chance_binomial(a, n, p);
		for (size_t k = 0; k < n; k++) {
			sum = ratio_add(a, sum, at[k]);
			assert_true(limits[k] == bits_of(a, sum));
		}
		arena_free(a);
	}
}

/* The median of 10,000 projects, half of which are recognised, is 5,000 by symmetry. */
static void a_great_many(void **state)
{
	const uint64_t *limits = chance_binomial(*state, 10000, ratio_of(*state, 1, 2));
	assert_int_equal(chance_draw(limits, 10000, UINT64_C(1) << 63), 5000);
	assert_int_equal(chance_draw(limits, 10000, (UINT64_C(1) << 63) - 1), 5000);
	for (size_t k = 0; k < 5000; k++) /* P(X <= k) + P(X <= n - k - 1) = 1, up to rounding */
		assert_true(limits[k] + limits[9999 - k] + 1 <= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(three_coins),
	        FIXTURE_TEST(one_of_three),
	        FIXTURE_TEST(every_outcome),
	        FIXTURE_TEST(a_great_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
