#include "reports/sampled.h"
#include "tests/fixture.h"

static void decimals_are_rounded_half_away(void **state)
{
	struct arena *a = *state;
	assert_string_equal(sampled_fixed(a, 12.345678, 2), "12.35");
	assert_string_equal(sampled_fixed(a, 0.125, 2), "0.13");
	assert_string_equal(sampled_fixed(a, -0.125, 2), "-0.13");
	assert_string_equal(sampled_fixed(a, -0.004, 2), "0.00");
	assert_string_equal(sampled_fixed(a, 7, 0), "7");
	assert_string_equal(sampled_fixed(a, 0.05, 3), "0.050");
	assert_string_equal(sampled_fixed(a, 99.999, 2), "100.00");
}

static void the_ends_are_kept_for_what_is_certain(void **state)
{
	struct arena *a = *state;
	assert_string_equal(sampled_percent(a, 0.973, 1), "97.3%");
	assert_string_equal(sampled_percent(a, 1, 1), "100.0%");
	assert_string_equal(sampled_percent(a, 0, 1), "0.0%");
	assert_string_equal(sampled_percent(a, 0.99999, 1), ">99.9%");
	assert_string_equal(sampled_percent(a, 0.00001, 1), "<0.1%");
	assert_string_equal(sampled_percent(a, 0.00001, 0), "<1%");
}

static void counts_are_grouped(void **state)
{
	struct arena *a = *state;
	assert_string_equal(sampled_count(a, 0), "0");
	assert_string_equal(sampled_count(a, 999), "999");
	assert_string_equal(sampled_count(a, 1000), "1,000");
	assert_string_equal(sampled_count(a, 12034005), "12,034,005");
}

static void an_error_has_two_digits(void **state)
{
	struct arena *a = *state;
	assert_string_equal(sampled_error(a, 0), "0");
	assert_string_equal(sampled_error(a, 0.000499), "0.00050");
	assert_string_equal(sampled_error(a, 0.0123), "0.012");
	assert_string_equal(sampled_error(a, 1.54), "1.5");
	assert_string_equal(sampled_error(a, 154.2), "154");
	assert_string_equal(sampled_error(a, 0.0999), "0.10");
	assert_string_equal(sampled_error(a, 9.99), "10");
}

static void programs_get_15_digits(void **state)
{
	struct arena *a = *state;
	assert_string_equal(sampled_digits(a, 0), "0");
	assert_string_equal(sampled_digits(a, 0.97), "0.97");
	assert_string_equal(sampled_digits(a, 1), "1");
	assert_string_equal(sampled_digits(a, 1.0 / 3), "0.333333333333333");
	assert_string_equal(sampled_digits(a, -200.0 / 3), "-66.6666666666667");
	assert_string_equal(sampled_digits(a, 1e-6), "0.000001");
	assert_string_equal(sampled_digits(a, 1000000), "1000000");
	assert_string_equal(sampled_digits(a, 123456789012345), "123456789012345");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(decimals_are_rounded_half_away),
	        FIXTURE_TEST(the_ends_are_kept_for_what_is_certain),
	        FIXTURE_TEST(counts_are_grouped),
	        FIXTURE_TEST(an_error_has_two_digits),
	        FIXTURE_TEST(programs_get_15_digits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
