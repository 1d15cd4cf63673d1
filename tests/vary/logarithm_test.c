/* logarithm_test - logarithms and exponentials against MPFR. */
#include "tests/fixture.h"
#include "vary/logarithm.h"

#include <mpfr.h>
#include <stdio.h>

static double uniform(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return ((double)(*state >> 11) + 0.5) / 9007199254740992.0;
}

/* |is - exact| as a share of it. */
static double error(double is, mpfr_t exact)
{
	double size = mpfr_get_d(exact, MPFR_RNDN);
	mpfr_sub_d(exact, exact, is, MPFR_RNDN);
	double share = mpfr_get_d(exact, MPFR_RNDN) / size;
	return share < 0 ? -share : share;
}

static void against_mpfr(void **unused)
{
	(void)unused;
	mpfr_t exact;
	uint64_t state = 1;
	double worst = 0, worst_inverse = 0;
	mpfr_init2(exact, 200);
	for (int i = 0; i < 100000; i++) {
		double x = uniform(&state), y = 100 * (uniform(&state) - 0.5);
		mpfr_set_d(exact, x, MPFR_RNDN);
		mpfr_log(exact, exact, MPFR_RNDN);
		double e = error(logarithm(x), exact);
		worst = e > worst ? e : worst;
		mpfr_set_d(exact, y, MPFR_RNDN);
		mpfr_exp(exact, exact, MPFR_RNDN);
		e = error(logarithm_inverse(y), exact);
		worst_inverse = e > worst_inverse ? e : worst_inverse;
	}
	mpfr_clear(exact);
	mpfr_free_cache();
	assert_true(worst > 0 && worst < 0x1p-50);
	assert_true(worst_inverse > 0 && worst_inverse < 0x1p-50);
}

static void where_it_is_plain(void **unused)
{
	(void)unused;
	assert_true(logarithm(1) == 0);
	assert_true(logarithm_inverse(0) == 1);
	assert_true(logarithm_power(0.25, 0) == 1);
	double gap = logarithm_power(0.25, 0.5) - 0.5;
	assert_true(gap < 1e-15 && gap > -1e-15);
	assert_true(logarithm_inverse(-701) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(against_mpfr),
	                                   cmocka_unit_test(where_it_is_plain)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
