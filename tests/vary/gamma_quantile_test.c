#include "tests/fixture.h"

#include "vary/gamma_quantile.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Against GSL's distribution: the quantile of u is where it has u. */
static void is_the_inverse_of_the_distribution(void **state)
{
	static const double shapes[] = {0.1, 0.5, 0.9, 1, 1.5, 2, 7.5, 20, 50, 300};
	for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
		const struct gamma_quantile *g = gamma_quantile_new(*state, shapes[k]);
		for (int i = -243; i <= 243; i++) {
			double t = i * 0.0937;
			double u = 1 / (1 + exp(-t)), x = gamma_quantile_at(g, u);
			double below = gsl_cdf_gamma_P(x, shapes[k], 1),
			       above = gsl_cdf_gamma_Q(x, shapes[k], 1);
			/* As an error of x: d ln x = dt / slope. */
			double density = x * gsl_ran_gamma_pdf(x, shapes[k], 1);
			double error =
			        (log(below / above) - log(u / (1 - u))) * below * above / density;
			if (!(fabs(error) < 1e-7))
				fail_msg("shape %g, t %g: x %g, error %g", shapes[k], t, x, error);
		}
	}
}

/* Of shape 1 it is the exponential distribution. */
static void of_shape_one_is_a_logarithm(void **state)
{
	const struct gamma_quantile *g = gamma_quantile_new(*state, 1);
	double u = 0.75;
	for (int i = 1; i < 33; i++) {
		assert_true(fabs(gamma_quantile_at(g, u) / -log1p(-u) - 1) < 1e-7);
		u /= 2;
	}
	assert_true(fabs(gamma_quantile_at(g, 1 - 0x1p-33) / (33 * log(2)) - 1) < 1e-7);
}

static void a_tiny_shape_gives_zero_or_something(void **state)
{
	const struct gamma_quantile *g = gamma_quantile_new(*state, 0.01);
	assert_true(gamma_quantile_at(g, 0x1p-33) == 0);
	assert_true(gamma_quantile_at(g, 0.5) > 0 && gamma_quantile_at(g, 0.5) < 1e-20);
	assert_true(gamma_quantile_at(g, 1 - 0x1p-33) > 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(is_the_inverse_of_the_distribution),
	        FIXTURE_TEST(of_shape_one_is_a_logarithm),
	        FIXTURE_TEST(a_tiny_shape_gives_zero_or_something),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
