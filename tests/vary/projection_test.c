/* projection_test - arrivals at a constant rate, against sums of the Poisson distribution by hand.
 */
#include "vary/projection.h"

#include "tests/fixture.h"

#include <math.h>

/* 6 after 3/4 end at 8; mu = 2. P(X >= 1) = 1 - e^-2; P(X >= 3) = 1 - e^-2 (1 + 2 + 2). */
static void six_after_three_quarters(void **state)
{
	struct arena *a = *state;
	const ratio *six = ratio_of(a, 6, 1), *share = ratio_of(a, 3, 4);
	struct projection x = projection_of(a, six, ratio_of(a, 7, 1), share);
	assert_string_equal(ratio_exact(a, x.end), "8");
	assert_true(fabs(x.probability - (1 - exp(-2))) < 1e-12);
	x = projection_of(a, six, ratio_of(a, 9, 1), share);
	assert_true(fabs(x.probability - (1 - 5 * exp(-2))) < 1e-12);
	/* P(X <= 0) = 0.135 and P(X <= 5) = 0.983, P(X <= 4) = 0.947. */
	assert_true(x.low == 6 && x.high == 11);
}

static void what_is_certain(void **state)
{
	struct arena *a = *state;
	const ratio *none = ratio_of(a, 0, 1), *two = ratio_of(a, 2, 1), *one = ratio_of(a, 1, 1);
	struct projection x = projection_of(a, two, two, ratio_of(a, 1, 4));
	assert_true(x.probability == 1);
	assert_string_equal(ratio_exact(a, x.end), "8");
	x = projection_of(a, none, two, ratio_of(a, 1, 4)); /* none so far, none to come */
	assert_true(x.probability == 0 && x.low == 0 && x.high == 0);
	x = projection_of(a, one, two, one); /* the period is over */
	assert_true(x.probability == 0 && x.low == 1 && x.high == 1);
	assert_string_equal(ratio_exact(a, x.end), "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(six_after_three_quarters),
	        FIXTURE_TEST(what_is_certain),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
