/* factorial_test - whose doing is the variance? Hand-worked, and against Shapley's own definition.
 */
#include "vary/factorial.h"

#include "tests/fixture.h"

static const ratio *const *wholes(struct arena *a, const long *x, size_t n)
{
	const ratio **out = ARENA_NEWS(a, const ratio *, n);
	for (size_t i = 0; i < n; i++)
		out[i] = ratio_of(a, x[i], 1);
	return out;
}

static void assert_share(struct arena *a, const struct factorial_share *s, const char *main,
                         const char *total, const char *shapley)
{
	assert_string_equal(ratio_exact(a, s->main), main);
	assert_string_equal(ratio_exact(a, s->total), total);
	assert_string_equal(ratio_exact(a, s->shapley), shapley);
}

/* x + y with x of 0, 1 and y of 0, 1, 2: variances 1/4 and 2/3, which add up to 11/12. */
static void sums_share_as_their_variances(void **state)
{
	const size_t levels[] = {2, 3};
	const struct factorial *f =
	        factorial_of(*state, 2, levels, wholes(*state, (long[]){0, 1, 2, 1, 2, 3}, 6));
	assert_string_equal(ratio_exact(*state, f->mean), "3/2");
	assert_string_equal(ratio_exact(*state, f->variance), "11/12");
	assert_share(*state, &f->shares[0], "3/11", "3/11", "3/11");
	assert_share(*state, &f->shares[1], "8/11", "8/11", "8/11");
}

/* x y with x, y of -1, 1: neither does anything by itself, both together all; half to each. */
static void what_two_do_together(void **state)
{
	const size_t levels[] = {2, 2};
	const struct factorial *f =
	        factorial_of(*state, 2, levels, wholes(*state, (long[]){1, -1, -1, 1}, 4));
	assert_share(*state, &f->shares[0], "0", "1", "1/2");
	assert_share(*state, &f->shares[1], "0", "1", "1/2");
}

/* x + x y, x and y of 0, 1: means by x 0, 3/2 (variance 9/16), by y 1/2, 1 (1/16), of 11/16 in all;
 * the rest of 1/16 is theirs together. */
static void together_and_alone(void **state)
{
	const size_t levels[] = {2, 2, 3};
	const long x[] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2};
	const struct factorial *f = factorial_of(*state, 3, levels, wholes(*state, x, 12));
	assert_string_equal(ratio_exact(*state, f->variance), "11/16");
	assert_share(*state, &f->shares[0], "9/11", "10/11", "19/22");
	assert_share(*state, &f->shares[1], "1/11", "2/11", "3/22");
	assert_share(*state, &f->shares[2], "0", "0", "0"); /* changes nothing */
}

static void no_variance_no_shares(void **state)
{
	const size_t levels[] = {2, 2};
	const struct factorial *f =
	        factorial_of(*state, 2, levels, wholes(*state, (long[]){5, 5, 5, 5}, 4));
	assert_string_equal(ratio_exact(*state, f->variance), "0");
	assert_null(f->shares);
	assert_string_equal(
	        ratio_exact(*state,
	                    factorial_of(*state, 0, NULL, wholes(*state, (long[]){7}, 1))->mean),
	        "7");
}

/* ---- against the definition: mean gain over all orders in which factors become known ---- */

enum { FACTORS = 3, CELLS = 2 * 3 * 4 };
static const size_t levels_of[FACTORS] = {2, 3, 4}, strides[FACTORS] = {12, 4, 1};

/* Variance of the mean given the factors of a set (bits), by going over pairs of cells. */
static const ratio *explained(struct arena *a, const ratio *const *x, unsigned set)
{
	const ratio *mean = ratio_of(a, 0, 1), *square = mean;
	for (size_t i = 0; i < CELLS; i++) {
		const ratio *sum = ratio_of(a, 0, 1);
		long n = 0;
		for (size_t j = 0; j < CELLS; j++) {
			bool same = true;
			for (size_t f = 0; f < FACTORS; f++)
				same = same &&
				       (!(set >> f & 1u) || i / strides[f] % levels_of[f] ==
				                                    j / strides[f] % levels_of[f]);
			if (!same)
				continue;
			sum = ratio_add(a, sum, x[j]);
			n++;
		}
		sum = ratio_div(a, sum, ratio_of(a, n, 1));
		mean = ratio_add(a, mean, sum);
		square = ratio_add(a, square, ratio_mul(a, sum, sum));
	}
	const ratio *cells = ratio_of(a, CELLS, 1);
	mean = ratio_div(a, mean, cells);
	return ratio_sub(a, ratio_div(a, square, cells), ratio_mul(a, mean, mean));
}

static const ratio *by_orders(struct arena *a, const ratio *const *v, size_t factor)
{
	static const size_t orders[6][FACTORS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
	                                          {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t o = 0; o < 6; o++) {
		unsigned before = 0;
		for (size_t k = 0; orders[o][k] != factor; k++)
			before |= 1u << orders[o][k];
		sum = ratio_add(a, sum, ratio_sub(a, v[before | 1u << factor], v[before]));
	}
	return ratio_div(a, sum, ratio_of(a, 6, 1));
}

static void random_factorials(void **state)
{
	unsigned seed = 7;
	for (size_t round = 0; round < 200; round++) {
		struct arena *a = arena_scratch(*state);
		const ratio *x[CELLS], *v[1 << FACTORS], *all = ratio_of(a, 0, 1);
		for (size_t i = 0; i < CELLS; i++) {
			seed = seed * 1664525u + 1013904223u;
			x[i] = ratio_of(a, (long)(seed >> 28), 1 + (long)(seed >> 8 & 3u));
		}
		for (unsigned set = 0; set < 1u << FACTORS; set++)
			v[set] = explained(a, x, set);
		const struct factorial *f = factorial_of(a, FACTORS, levels_of, x);
		assert_int_equal(ratio_cmp(f->variance, v[7]), 0);
		for (size_t i = 0; i < FACTORS; i++) {
			const struct factorial_share *s = &f->shares[i];
			const ratio *own = ratio_mul(a, s->main, v[7]);
			assert_int_equal(ratio_cmp(own, v[1u << i]), 0);
			own = ratio_mul(a, s->total, v[7]);
			assert_int_equal(ratio_cmp(own, ratio_sub(a, v[7], v[7u ^ 1u << i])), 0);
			own = ratio_mul(a, s->shapley, v[7]);
			assert_int_equal(ratio_cmp(own, by_orders(a, v, i)), 0);
			assert_true(ratio_cmp(s->main, s->shapley) <= 0);
			assert_true(ratio_cmp(s->shapley, s->total) <= 0);
			all = ratio_add(a, all, s->shapley);
		}
		assert_string_equal(ratio_exact(a, all), "1");
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(sums_share_as_their_variances),
	        FIXTURE_TEST(what_two_do_together),
	        FIXTURE_TEST(together_and_alone),
	        FIXTURE_TEST(no_variance_no_shares),
	        FIXTURE_TEST(random_factorials),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
