/* projection_test - expected counts, ranges and probabilities against sums of the Poisson terms. */
#include "vary/projection.h"

#include "tests/fixture.h"

#include <math.h>

/* P(X <= k), term by term. */
static double at_most(unsigned k, double mean)
{
	double sum = 0;
	for (unsigned i = 0; i <= k; i++)
		sum += exp(i * log(mean) - mean - lgamma(i + 1.0));
	return sum;
}

static void half_the_year(void **state)
{
	struct arena *a = *state;
	/* 3 in half a year: 3 more on average; e^-3 = 0.0497871, so 0 more lies just below 5 %. */
	struct projection p = projection_of(a, 3, ratio_of(a, 1, 2), ratio_of(a, 6, 1));
	assert_true(p.known);
	assert_int_equal(ratio_cmp(p.expected, ratio_of(a, 6, 1)), 0);
	assert_int_equal(p.low, 3 + 1);
	assert_int_equal(p.high, 3 + 6);
	assert_true(fabs(p.reach - 0.5768099) < 1e-6); /* 1 - e^-3 (1 + 3 + 9/2) */
}

static void what_is_reached_stays_so(void **state)
{
	struct arena *a = *state;
	struct projection p = projection_of(a, 5, ratio_of(a, 1, 3), ratio_of(a, 5, 1));
	assert_true(p.reach == 1);
	assert_int_equal(ratio_cmp(p.expected, ratio_of(a, 15, 1)), 0);
	p = projection_of(a, 0, ratio_of(a, 1, 3), ratio_of(a, 0, 1));
	assert_false(p.known);
}

static void the_last_day(void **state)
{
	struct arena *a = *state;
	struct projection p = projection_of(a, 4, ratio_of(a, 1, 1), ratio_of(a, 5, 1));
	assert_true(p.known && p.reach == 0);
	assert_int_equal(p.low, 4);
	assert_int_equal(p.high, 4);
	p = projection_of(a, 0, ratio_of(a, 1, 1), ratio_of(a, 1, 1));
	assert_true(p.known && p.reach == 0 && p.high == 0);
}

/* Part of a project missing is a whole one missing. */
static void targets_that_are_not_whole(void **state)
{
	struct arena *a = *state;
	struct projection p = projection_of(a, 3, ratio_of(a, 1, 2), ratio_of(a, 11, 2)),
	                  q = projection_of(a, 3, ratio_of(a, 1, 2), ratio_of(a, 6, 1));
	assert_true(p.reach == q.reach);
}

static void as_the_terms_add_up(void **state)
{
	struct arena *a = *state;
	for (size_t n = 1; n < 60; n += 7)
		for (int64_t days = 20; days < 365; days += 60) {
			double mean = (double)n * (double)(365 - days) / (double)days;
			for (int64_t more = 1; more < 30; more += 4) {
				struct projection p =
				        projection_of(a, n, ratio_of(a, days, 365),
				                      ratio_of(a, (int64_t)n + more, 1));
				assert_true(fabs(p.reach - 1 + at_most((unsigned)more - 1, mean)) <
				            1e-9);
				assert_true(at_most((unsigned)(p.low - n), mean) >= 0.05 - 1e-12);
				assert_true(at_most((unsigned)(p.high - n), mean) >= 0.95 - 1e-12);
				assert_true(p.low == n || at_most((unsigned)(p.low - n) - 1, mean) <
				                                  0.05 + 1e-12);
				assert_true(p.high == n || at_most((unsigned)(p.high - n) - 1,
				                                   mean) < 0.95 + 1e-12);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(half_the_year),       FIXTURE_TEST(what_is_reached_stays_so),
	        FIXTURE_TEST(the_last_day),        FIXTURE_TEST(targets_that_are_not_whole),
	        FIXTURE_TEST(as_the_terms_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
