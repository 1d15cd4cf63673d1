/* indices_test - are indices those that are known, of functions whose indices are known? */
#include "tests/fixture.h"

#include "vary/indices.h"
#include "vary/isa.h"
#include "vary/parallel.h"

static const double pi = 3.14159265358979323846;

static const struct indices *found(struct arena *a, const struct indices_function *f, uint64_t rows,
                                   uint64_t seed)
{
	const struct indices_plan p = {.rows = rows, .seed = seed, .threads = 2};
	return indices_of_function(a, f, &p);
}

static void assert_within(double value, double error, double truth, double times)
{
	if (!(fabs(value - truth) <= times * error + 1e-12))
		fail_msg("%g +- %g is not %g", value, error, truth);
}

static void assert_narrow(double error, double most)
{
	if (!(error <= most))
		fail_msg("error %g", error);
}

static double sum_of_shapley(const struct indices *x, size_t output)
{
	double sum = 0;
	for (size_t k = 0; k < x->n_choices; k++)
		sum += indices_at(x, k, output)->shapley;
	return sum;
}

/* T. Ishigami and T. Homma (1990): sin x1 + a sin^2 x2 + b x3^4 sin x1, a = 7, b = 0.1, each x
 * uniform on -pi .. pi. */
static void ishigami(void *context, const double *u, double *y)
{
	double x1 = pi * (2 * u[0] - 1), x2 = pi * (2 * u[1] - 1), x3 = pi * (2 * u[2] - 1);
	(void)context;
	y[0] = sin(x1) + 7 * sin(x2) * sin(x2) + 0.1 * x3 * x3 * x3 * x3 * sin(x1);
}

static void indices_of_ishigami(void **state)
{
	static const double first[] = {0.313905191148, 0.442411144790, 0},
	                    total[] = {0.557588855210, 0.442411144790, 0.243683664062};
	const struct indices_function f = {ishigami, NULL, 3, 1};
	const struct indices *x = found(*state, &f, 1 << 16, 1);
	assert_within(x->sd[0] * x->sd[0], 0.02, 13.844587940719, 1);
	for (size_t k = 0; k < 3; k++) {
		const struct indices_effect *e = indices_at(x, k, 0);
		/* First and total in one share of each interaction: half of V13 to 1 and 3. */
		double shapley = (first[k] + total[k]) / 2;
		assert_within(e->first, e->first_error, first[k], 1.5);
		assert_within(e->total, e->total_error, total[k], 1.5);
		assert_within(e->shapley, e->shapley_error, shapley, 1.5);
		assert_narrow(e->first_error, 0.02);
		assert_narrow(e->total_error, 0.02);
		assert_narrow(e->shapley_error, 0.03);
	}
	assert_true(fabs(sum_of_shapley(x, 0) - 1) < 1e-12);
}

/* I. M. Sobol's G: product of (|4 x - 2| + a) / (1 + a), a = 0, 1, 4.5, 9, 99, 99, 99, 99. */
static const double g_a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};

static void sobol_g(void *context, const double *x, double *y)
{
	(void)context;
	y[0] = 1;
	for (size_t i = 0; i < 8; i++)
		y[0] *= (fabs(4 * x[i] - 2) + g_a[i]) / (1 + g_a[i]);
}

static void indices_of_the_g_function(void **state)
{
	static const double first[] = {0.716192168879, 0.179048042220, 0.023675774178,
	                               0.007161921689, 0.000071619217, 0.000071619217,
	                               0.000071619217, 0.000071619217},
	                    total[] = {0.787144126659, 0.242198192818, 0.034316910154,
	                               0.010460387065, 0.000104949052, 0.000104949052,
	                               0.000104949052, 0.000104949052};
	const struct indices_function f = {sobol_g, NULL, 8, 1};
	const struct indices *x = found(*state, &f, 1 << 16, 2);
	for (size_t k = 0; k < 8; k++) {
		const struct indices_effect *e = indices_at(x, k, 0);
		assert_within(e->first, e->first_error, first[k], 1.5);
		assert_within(e->total, e->total_error, total[k], 1.5);
		/* Between the two, whatever the interactions. */
		assert_true(e->shapley > first[k] - 1.5 * e->shapley_error &&
		            e->shapley < total[k] + 1.5 * e->shapley_error);
		assert_narrow(e->total_error, 0.01);
	}
	assert_true(fabs(sum_of_shapley(x, 0) - 1) < 1e-12);
}

/* Of a sum of independent inputs every index is the share of the variance. */
static void linear(void *context, const double *x, double *y)
{
	(void)context;
	y[0] = y[1] = 0;
	for (size_t i = 0; i < 5; i++)
		y[0] += (double)(5 - i) * x[i];
	y[1] = 3;
}

static void indices_of_a_linear_function(void **state)
{
	static const double shares[] = {0.454545454545, 0.290909090909, 0.163636363636,
	                                0.072727272727, 0.018181818182, 0};
	const struct indices_function f = {linear, NULL, 6, 2};
	const struct indices *x = found(*state, &f, 1 << 14, 3);
	for (size_t k = 0; k < 6; k++) {
		const struct indices_effect *e = indices_at(x, k, 0);
		assert_within(e->first, e->first_error, shares[k], 1.5);
		assert_within(e->total, e->total_error, shares[k], 1.5);
		assert_within(e->shapley, e->shapley_error, shares[k], 1.5);
		assert_narrow(e->shapley_error, 0.06);
	}
}

static void what_changes_nothing_has_an_effect_of_zero(void **state)
{
	const struct indices_function f = {linear, NULL, 6, 2};
	const struct indices_effect *e = indices_at(found(*state, &f, 1000, 4), 5, 0);
	assert_true(e->first == 0 && e->total == 0 && e->shapley == 0);
	assert_true(e->first_error == 0 && e->total_error == 0 && e->shapley_error == 0);
}

static void what_never_changes_has_no_indices(void **state)
{
	const struct indices_function f = {linear, NULL, 6, 2};
	const struct indices *x = found(*state, &f, 1000, 5);
	for (size_t k = 0; k < 6; k++) {
		const struct indices_effect *e = indices_at(x, k, 1);
		assert_true(isnan(e->first) && isnan(e->total) && isnan(e->shapley));
		assert_true(isnan(e->first_error) && isnan(e->total_error) &&
		            isnan(e->shapley_error));
	}
	assert_true(x->mean[1] == 3 && x->sd[1] == 0);
}

/* Shapley effects of x1 x2 x3 with x uniform on 0 .. 1, by their definition: over all subsets. */
static void product(void *context, const double *x, double *y)
{
	(void)context;
	y[0] = x[0] * x[1] * (1 + x[2]);
}

/* Variance of the product's mean given a subset of the inputs. */
static double explained(unsigned subset)
{
	static const double mean[] = {0.5, 0.5, 1.5};
	double square = 1, all = 1;
	for (unsigned i = 0; i < 3; i++) {
		double m = mean[i];
		square *= subset >> i & 1 ? m * m + 1.0 / 12 : m * m;
		all *= m * m;
	}
	return square - all;
}

static double shapley_by_definition(unsigned choice)
{
	static const double weights[] = {1.0 / 3, 1.0 / 6, 1.0 / 3};
	double sum = 0;
	for (unsigned subset = 0; subset < 8; subset++)
		if (!(subset >> choice & 1))
			sum += weights[__builtin_popcount(subset)] *
			       (explained(subset | 1u << choice) - explained(subset));
	return sum / explained(7);
}

static void shapley_effects_by_their_definition(void **state)
{
	const struct indices_function f = {product, NULL, 3, 1};
	const struct indices *x = found(*state, &f, 1 << 17, 6);
	for (unsigned k = 0; k < 3; k++) {
		const struct indices_effect *e = indices_at(x, k, 0);
		assert_within(e->shapley, e->shapley_error, shapley_by_definition(k), 1.5);
		assert_narrow(e->shapley_error, 0.01);
	}
}

/* A sum of 60 inputs and one interaction: more dimensions than GSL has, and known by hand. */
static void sixty_inputs(void *context, const double *x, double *y)
{
	(void)context;
	y[0] = 0;
	for (size_t i = 0; i < 60; i++)
		y[0] += (double)(i + 1) * (x[i] - 0.5);
	y[0] += 600 * (x[0] - 0.5) * (x[1] - 0.5);
}

static void indices_beyond_the_dimensions_of_gsl(void **state)
{
	const struct indices_function f = {sixty_inputs, NULL, 60, 1};
	const struct indices *x = found(*state, &f, 1 << 14, 7);
	double all = 600 * 600 / 144.0;
	for (size_t i = 0; i < 60; i++)
		all += (double)((i + 1) * (i + 1)) / 12;
	size_t outside = 0;
	for (size_t i = 0; i < 60; i++) {
		const struct indices_effect *e = indices_at(x, i, 0);
		double own = (double)((i + 1) * (i + 1)) / 12 / all,
		       both = 600 * 600 / 144.0 / all * (i < 2);
		outside += fabs(e->first - own) > e->first_error;
		outside += fabs(e->total - own - both) > e->total_error;
		outside += fabs(e->shapley - own - both / 2) > e->shapley_error;
		assert_within(e->total, e->total_error, own + both, 2);
	}
	assert_true(outside <= 15); /* of 180, 9 expected */
}

/* Intervals of 95 % hold the truth in at least some 90 % of 100 runs. */
static void intervals_hold_at_their_rate(void **state)
{
	static const double first[] = {0.313905191148, 0.442411144790, 0},
	                    total[] = {0.557588855210, 0.442411144790, 0.243683664062};
	const struct indices_function f = {ishigami, NULL, 3, 1};
	size_t outside[3] = {0};
	for (uint64_t seed = 100; seed < 200; seed++) {
		const struct indices *x = found(*state, &f, 1000, seed);
		for (size_t k = 0; k < 3; k++) {
			const struct indices_effect *e = indices_at(x, k, 0);
			outside[0] += fabs(e->first - first[k]) > e->first_error;
			outside[1] += fabs(e->total - total[k]) > e->total_error;
			outside[2] +=
			        fabs(e->shapley - (first[k] + total[k]) / 2) > e->shapley_error;
		}
	}
	for (size_t i = 0; i < 3; i++)
		if (outside[i] > 30)
			fail_msg("%zu of 300 intervals of kind %zu miss", outside[i], i);
}

static void assert_same(const struct indices *x, const struct indices *y)
{
	size_t n = x->n_choices * x->n_outputs;
	assert_memory_equal(x->found, y->found, n * sizeof *x->found);
	assert_memory_equal(x->mean, y->mean, x->n_outputs * sizeof *x->mean);
	assert_memory_equal(x->sd, y->sd, x->n_outputs * sizeof *x->sd);
}

static void same_bytes_on_any_threads_and_instruction_set(void **state)
{
	static const char *const isas[] = {"v1", "v2", "v3", "v4"};
	const struct indices_function f = {sobol_g, NULL, 8, 1};
	struct indices_plan p = {.rows = 1234, .seed = 8, .threads = 1};
	const struct indices *base = indices_of_function(*state, &f, &p);
	for (unsigned threads = 2; threads <= 8; threads *= 2) {
		p.threads = threads;
		assert_same(base, indices_of_function(*state, &f, &p));
	}
	for (size_t i = 0; i < 4; i++) {
		p.isa = isas[i];
		if (isa_runs(isas[i]))
			assert_same(base, indices_of_function(*state, &f, &p));
	}
}

static void few_rows_and_a_single_one(void **state)
{
	const struct indices_function f = {sobol_g, NULL, 8, 1};
	for (uint64_t rows = 1; rows < 40; rows++) {
		const struct indices *x = found(*state, &f, rows, 9);
		assert_int_equal(x->rows, rows);
		assert_true(isfinite(indices_at(x, 0, 0)->total));
		assert_true(rows > 1 ? isfinite(indices_at(x, 0, 0)->total_error)
		                     : isnan(indices_at(x, 0, 0)->total_error));
	}
}

static void a_stop_gives_what_there_is(void **state)
{
	static const volatile sig_atomic_t stop = 1;
	const struct indices_function f = {sobol_g, NULL, 8, 1};
	const struct indices_plan p = {.rows = 1000, .seed = 8, .threads = 1, .watch.stop = &stop};
	const struct indices *x = indices_of_function(*state, &f, &p);
	assert_int_equal(x->rows, 0);
	assert_true(isnan(indices_at(x, 0, 0)->total));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(indices_of_ishigami),
	        FIXTURE_TEST(indices_of_the_g_function),
	        FIXTURE_TEST(indices_of_a_linear_function),
	        FIXTURE_TEST(what_changes_nothing_has_an_effect_of_zero),
	        FIXTURE_TEST(what_never_changes_has_no_indices),
	        FIXTURE_TEST(shapley_effects_by_their_definition),
	        FIXTURE_TEST(indices_beyond_the_dimensions_of_gsl),
	        FIXTURE_TEST(intervals_hold_at_their_rate),
	        FIXTURE_TEST(same_bytes_on_any_threads_and_instruction_set),
	        FIXTURE_TEST(few_rows_and_a_single_one),
	        FIXTURE_TEST(a_stop_gives_what_there_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
