#include "tests/fixture.h"

#include "engine/irrational.h"
#include "engine/range.h"

#include <mpfr.h>

/* Far beyond the 256 bits of the results: stands in for the true value. */
#define TRUE_BITS 600

static void is_exact(struct arena *a, const ratio *r, const char *expected)
{
	assert_true(ratio_is_exact(r));
	assert_string_equal(ratio_exact(a, r), expected);
}

/* Inexact, with an error below 10^-60, and so many digits as expected. */
static void is_about(struct arena *a, const ratio *r, const char *expected)
{
	static const char tiny[] = "0.00000000000000000000000000000000000001";
	const ratio *error = ratio_error(r);
	assert_non_null(error);
	const ratio *scale = ratio_read(a, tiny);
	assert_true(ratio_cmp(error, ratio_mul(a, scale, ratio_read(a, "0.0000000000000001"))) < 0);
	assert_string_equal(ratio_exact(a, r), expected);
}

static const ratio *number(struct arena *a, const char *text)
{
	const ratio *r = ratio_read(a, text);
	assert_non_null(r);
	return r;
}

/* 10^-40 */
static const ratio *small_error(struct arena *a)
{
	const ratio *e = number(a, "0.00000000000000000001");
	return ratio_mul(a, e, e);
}

/* ---- known results ---- */

static void roots_of_powers_are_exact(void **state)
{
	struct arena *a = *state;
	static const struct {
		const char *x;
		unsigned long n;
		const char *root;
	} rows[] = {
	        {"0", 2, "0"},
	        {"1", 2, "1"},
	        {"1", 1000000000, "1"},
	        {"0", 7, "0"},
	        {"9/4", 2, "3/2"},
	        {"0.25", 2, "1/2"},
	        {"1/8", 3, "1/2"},
	        {"1000000000000000000000000000000", 30, "10"},
	        {"7/3", 1, "7/3"},
	        {"0.0001", 4, "1/10"},
	        {"15241578753238836527968299765279684", 2, "123456789012345678"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		is_exact(a, ratio_root(a, number(a, rows[i].x), rows[i].n), rows[i].root);
	const ratio *large = number(a, "1234567890123456789/1000");
	is_exact(a, ratio_sqrt(a, ratio_mul(a, large, large)), "1234567890123456789/1000");
	is_about(a, ratio_root(a, number(a, "2"), 1000000000), "≈1.000000000693147180800171816432");
}

static void known_digits_are_given(void **state)
{
	struct arena *a = *state;
	is_about(a, ratio_sqrt(a, number(a, "2")), "≈1.414213562373095048801688724210");
	is_about(a, ratio_root(a, number(a, "1/2"), 3), "≈0.793700525984099737375852819636");
	is_about(a, ratio_log(a, number(a, "2"), LOG_E), "≈0.693147180559945309417232121458");
	is_about(a, ratio_log(a, number(a, "2"), LOG_10), "≈0.301029995663981195213738894724");
	is_about(a, ratio_log(a, number(a, "10"), LOG_2), "≈3.321928094887362347870319429489");
	is_about(a, ratio_log(a, number(a, "1/3"), LOG_E), "≈-1.098612288668109691395245236923");
	is_about(a, ratio_power(a, number(a, "1.5"), number(a, "0.4")),
	         "≈1.176079022524673572584977813942");
	assert_string_equal(ratio_plain(a, ratio_sqrt(a, number(a, "2"))), "≈ 1.414214");
	assert_string_equal(ratio_fixed(a, ratio_sqrt(a, number(a, "2")), 4, ROUND_DOWN), "1.4142");
}

static void logarithms_of_powers_are_exact(void **state)
{
	struct arena *a = *state;
	for (enum log_base base = 0; base < LOG_BASES; base++)
		is_exact(a, ratio_log(a, number(a, "1"), base), "0");
	is_exact(a, ratio_log(a, number(a, "1000"), LOG_10), "3");
	is_exact(a, ratio_log(a, number(a, "0.00001"), LOG_10), "-5");
	is_exact(a, ratio_log(a, number(a, "1099511627776"), LOG_2), "40");
	is_exact(a, ratio_log(a, number(a, "1/8"), LOG_2), "-3");
	assert_false(ratio_is_exact(ratio_log(a, number(a, "8"), LOG_E)));
	assert_false(ratio_is_exact(ratio_log(a, number(a, "1001"), LOG_10)));
	assert_false(ratio_is_exact(ratio_log(a, number(a, "20"), LOG_10)));
	assert_false(ratio_is_exact(ratio_log(a, number(a, "10/3"), LOG_10)));
	assert_false(ratio_is_exact(ratio_log(a, number(a, "6"), LOG_2)));
}

static void powers_that_are_rational_are_exact(void **state)
{
	struct arena *a = *state;
	static const char *const rows[][3] = {
	        {"2", "10", "1024"},    {"2", "-3", "1/8"},
	        {"8", "2/3", "4"},      {"4/9", "-1.5", "27/8"},
	        {"0", "0.3", "0"},      {"5", "0", "1"},
	        {"1", "1/7", "1"},      {"1", "99999999999999999999999999999999999", "1"},
	        {"0.09", "0.5", "3/10"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		is_exact(a, ratio_power(a, number(a, rows[i][0]), number(a, rows[i][1])),
		         rows[i][2]);
	/* A rational number of 15,850 bits. */
	const ratio *large = ratio_power(a, number(a, "3"), number(a, "10000"));
	assert_true(ratio_is_exact(large));
	is_exact(a, ratio_log(a, ratio_power(a, number(a, "10"), number(a, "-12345")), LOG_10),
	         "-12345");
}

/* Nothing is known: no rounding is certain, nothing is told apart. */
static void is_unbounded(struct arena *a, const ratio *r)
{
	assert_non_null(ratio_error(r));
	assert_false(ratio_round_certain(a, r, 0, ROUND_HALF_UP));
	assert_false(ratio_tells(r, ratio_power(a, number(a, "10"), number(a, "20000"))));
	assert_string_equal(ratio_exact(a, r), "≈?");
	assert_string_equal(ratio_plain(a, r), "≈ ?");
}

static void extreme_sizes_end_soon(void **state)
{
	struct arena *a = *state;
	const ratio *huge = number(a, "9999999999999999999999999999999999999999");
	is_unbounded(a, ratio_power(a, number(a, "3/2"), huge));
	is_unbounded(a, ratio_power(a, huge, huge));
	is_unbounded(a, ratio_power(a, number(a, "2/3"), ratio_sub(a, number(a, "0"), huge)));
	is_unbounded(a, ratio_power(a, number(a, "2"), number(a, "5000.1")));
	/* Towards 0 there is a bound: so small that it is 0 for every purpose. */
	const ratio *nothing = ratio_power(a, number(a, "2/3"), huge);
	assert_string_equal(ratio_exact(a, nothing), "≈0.000000000000000000000000000000");
	assert_true(ratio_cmp(ratio_error(nothing), small_error(a)) < 0);
	assert_false(ratio_tells(nothing, number(a, "0")));
	/* As near to 1 as 256 bits tell. */
	const ratio *near =
	        ratio_add(a, number(a, "1"), ratio_mul(a, small_error(a), small_error(a)));
	assert_true(ratio_round_certain(a, ratio_log(a, near, LOG_E), 30, ROUND_HALF_UP));
	is_about(a, ratio_power(a, near, number(a, "1/3")), "≈1.000000000000000000000000000000");
}

/* ---- inexact operands ---- */

static void errors_of_operands_are_carried(void **state)
{
	struct arena *a = *state;
	const ratio *four = ratio_inexact(a, number(a, "4"), number(a, "0.001"));
	const ratio *rows[] = {ratio_sqrt(a, four), ratio_log(a, four, LOG_2),
	                       ratio_power(a, four, number(a, "0.5")),
	                       ratio_power(a, number(a, "2"),
	                                   ratio_inexact(a, number(a, "1"), number(a, "0.0002")))};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_false(ratio_is_exact(rows[i]));
		assert_false(ratio_tells(rows[i], number(a, "2")));
		assert_true(ratio_tells(rows[i], number(a, "2.001")));
		assert_string_equal(ratio_fixed(a, rows[i], 2, ROUND_HALF_UP), "2.00");
		assert_true(ratio_round_certain(a, rows[i], 2, ROUND_HALF_UP));
		assert_false(ratio_round_certain(a, rows[i], 2, ROUND_DOWN));
	}
	is_exact(a, ratio_power(a, four, number(a, "0")), "1");
	assert_ptr_equal(ratio_root(a, four, 1), four);
}

static void ranges_that_reach_zero(void **state)
{
	struct arena *a = *state;
	const ratio *zero = ratio_inexact(a, number(a, "0"), number(a, "0.0001"));
	const ratio *below = ratio_inexact(a, number(a, "-0.00005"), number(a, "0.0001"));
	assert_string_equal(ratio_exact(a, ratio_sqrt(a, zero)), "≈0.0");
	assert_true(ratio_tells(ratio_sqrt(a, below), number(a, "0.0072")));
	assert_false(ratio_tells(ratio_sqrt(a, below), number(a, "0.007")));
	assert_true(ratio_tells(ratio_power(a, zero, number(a, "2")), number(a, "0.00000002")));
	is_unbounded(a, ratio_log(a, zero, LOG_10));
	is_unbounded(a, ratio_power(a, zero, number(a, "-1")));
	is_unbounded(a, ratio_power(a, zero, zero));
	const ratio *unbounded = ratio_div(a, number(a, "1"), zero);
	is_unbounded(a, unbounded);
	is_unbounded(a, ratio_sqrt(a, unbounded));
	is_unbounded(a, ratio_log(a, unbounded, LOG_E));
	is_unbounded(a, ratio_power(a, unbounded, number(a, "0.5")));
	is_unbounded(a, ratio_power(a, number(a, "2"), unbounded));
}

/* ---- the true value lies within ---- */

static unsigned long next(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static const ratio *random_positive(struct arena *a, unsigned long *seed)
{
	static const long sizes[] = {1, 10, 1000, 1000000};
	long top = 1 + (long)(next(seed) % (unsigned long)(1000 * sizes[next(seed) % 4]));
	return ratio_of(a, top, sizes[next(seed) % 4] * (1 + (long)(next(seed) % 7)));
}

static void set(mpfr_t out, const ratio *x)
{
	struct range r;
	range_start(&r);
	range_of(&r, x);
	assert_false(mpq_sgn(r.radius));
	mpfr_set_q(out, r.middle, MPFR_RNDN);
	range_end(&r);
}

/* |value - middle| <= radius, up to the 2^-550 or so that 600 bits do not know. */
static void lies_within(const ratio *x, mpfr_t value)
{
	struct range r;
	mpq_t low, high;
	range_start(&r);
	range_of(&r, x);
	mpq_inits(low, high, NULL);
	range_low(low, &r);
	range_high(high, &r);
	if (!mpq_sgn(r.radius)) {
		mpfr_t apart;
		mpfr_init2(apart, TRUE_BITS);
		mpfr_sub_q(apart, value, low, MPFR_RNDN);
		assert_true(mpfr_zero_p(apart) || mpfr_get_exp(apart) < mpfr_get_exp(value) - 550);
		mpfr_clear(apart);
	} else {
		assert_true(mpfr_cmp_q(value, low) >= 0);
		assert_true(mpfr_cmp_q(value, high) <= 0);
	}
	mpq_clears(low, high, NULL);
	range_end(&r);
}

static void check_functions(struct arena *a, unsigned long *seed, mpfr_t value, mpfr_t other)
{
	static int (*const logarithms[LOG_BASES])(mpfr_ptr, mpfr_srcptr,
	                                          mpfr_rnd_t) = {mpfr_log, mpfr_log10, mpfr_log2};
	const ratio *x = random_positive(a, seed), *y = random_positive(a, seed);
	unsigned long n = 1 + next(seed) % 40;
	y = ratio_div(a, y, number(a, "1000000"));
	if (next(seed) % 2)
		y = ratio_sub(a, number(a, "0"), y);
	set(value, x);
	mpfr_rootn_ui(value, value, n, MPFR_RNDN);
	lies_within(ratio_root(a, x, n), value);
	set(value, x);
	mpfr_sqrt(value, value, MPFR_RNDN);
	lies_within(ratio_sqrt(a, x), value);
	for (enum log_base base = 0; base < LOG_BASES; base++) {
		set(value, x);
		logarithms[base](value, value, MPFR_RNDN);
		lies_within(ratio_log(a, x, base), value);
	}
	set(value, x);
	set(other, y);
	mpfr_pow(value, value, other, MPFR_RNDN);
	const ratio *power = ratio_power(a, x, y);
	if (mpfr_get_exp(value) < 4000) /* else unbounded */
		lies_within(power, value);
}

static void results_hold_the_true_value(void **state)
{
	(void)state;
	unsigned long seed = 20230629;
	mpfr_t value, other;
	mpfr_inits2(TRUE_BITS, value, other, (mpfr_ptr)NULL);
	for (size_t i = 0; i < 500; i++) {
		struct arena *a = fixture_arena();
		check_functions(a, &seed, value, other);
		arena_free(a);
	}
	mpfr_clears(value, other, (mpfr_ptr)NULL);
	mpfr_free_cache();
}

/* One more step of a chain, done twice. */
static const ratio *step(struct arena *a, const ratio *x, mpfr_t value, unsigned long *seed)
{
	const ratio *y = random_positive(a, seed);
	mpfr_t other;
	mpfr_init2(other, TRUE_BITS);
	set(other, y);
	switch (next(seed) % 8) {
	case 0:
		mpfr_add(value, value, other, MPFR_RNDN);
		x = ratio_add(a, x, y);
		break;
	case 1:
		mpfr_sub(value, value, other, MPFR_RNDN);
		x = ratio_sub(a, x, y);
		break;
	case 2:
		mpfr_mul(value, value, other, MPFR_RNDN);
		x = ratio_mul(a, x, y);
		break;
	case 3:
		mpfr_div(value, value, other, MPFR_RNDN);
		x = ratio_div(a, x, y);
		break;
	case 4:
		mpfr_min(value, value, other, MPFR_RNDN);
		x = ratio_min(x, y);
		break;
	case 5: /* both operands inexact */
		mpfr_sqrt(other, other, MPFR_RNDN);
		mpfr_mul(value, value, other, MPFR_RNDN);
		x = ratio_mul(a, x, ratio_sqrt(a, y));
		break;
	case 6:
		mpfr_log(other, other, MPFR_RNDN);
		mpfr_max(value, value, other, MPFR_RNDN);
		x = ratio_max(ratio_log(a, y, LOG_E), x);
		break;
	default:
		mpfr_abs(value, value, MPFR_RNDN);
		mpfr_sqrt(value, value, MPFR_RNDN);
		x = ratio_sqrt(a, ratio_max(x, ratio_sub(a, number(a, "0"), x)));
		break;
	}
	mpfr_clear(other);
	return x;
}

static void chains_hold_the_true_value(void **state)
{
	(void)state;
	unsigned long seed = 1224;
	mpfr_t value;
	mpfr_init2(value, TRUE_BITS);
	for (size_t i = 0; i < 200; i++) {
		struct arena *a = fixture_arena();
		const ratio *x = random_positive(a, &seed);
		set(value, x);
		for (size_t k = 0; k < 25; k++)
			x = step(a, x, value, &seed);
		lies_within(x, value);
		/* And it is still known well: to 30 decimals, unless it is very large. */
		if (!mpfr_zero_p(value) && mpfr_get_exp(value) < 60 && !ratio_is_exact(x))
			assert_true(ratio_cmp(ratio_error(x), small_error(a)) < 0);
		arena_free(a);
	}
	mpfr_clear(value);
	mpfr_free_cache();
}

/* ---- geometric means ---- */

#define TERMS 4

static const ratio *mean_of(struct arena *a, const char *const values[TERMS],
                            const char *const weights[TERMS])
{
	const ratio *x[TERMS], *w[TERMS];
	for (size_t i = 0; i < TERMS; i++) {
		x[i] = number(a, values[i]);
		w[i] = number(a, weights[i]);
	}
	return irrational_geometric(a, TERMS, x, w);
}

/* OECD and JRC, Handbook on Constructing Composite Indicators (2008), on geometric aggregation. */
static void published_means_are_met(void **state)
{
	struct arena *a = *state;
	static const char *const quarters[TERMS] = {"1/4", "0.25", "1/4", "1/4"};
	static const struct {
		const char *values[TERMS], *printed;
		enum rounding how;
	} rows[] = {
	        {{"21", "1", "1", "1"}, "2.14", ROUND_HALF_UP},
	        {{"6", "6", "6", "6"}, "6.00", ROUND_HALF_UP},
	        {{"21", "2", "1", "1"}, "2.54", ROUND_DOWN},
	        {{"21", "2", "1", "1"}, "2.55", ROUND_HALF_UP},
	        {{"6", "6", "6", "7"}, "6.23", ROUND_DOWN},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const ratio *mean = mean_of(a, rows[i].values, quarters);
		assert_true(ratio_round_certain(a, mean, 2, rows[i].how));
		assert_string_equal(ratio_fixed(a, mean, 2, rows[i].how), rows[i].printed);
	}
	is_exact(a, mean_of(a, rows[1].values, quarters), "6");
}

static void means_that_are_rational_are_exact(void **state)
{
	struct arena *a = *state;
	static const struct {
		const char *values[TERMS], *weights[TERMS], *mean;
	} rows[] = {
	        {{"2", "8", "1", "1"}, {"1/2", "1/2", "0", "0"}, "4"},
	        {{"2", "8", "0", "5"}, {"1/2", "1/2", "0", "0"}, "4"},
	        {{"2", "8", "0", "5"}, {"1/4", "1/4", "1/4", "1/4"}, "0"},
	        {{"1", "2", "4", "8/27"}, {"1/3", "0", "1/3", "1/3"}, ""},
	        {{"1", "27", "4", "2/27"}, {"1/3", "0", "1/3", "1/3"}, "2/3"},
	        {{"16", "81", "1", "1"}, {"0.25", "0.75", "0", "0"}, "54"},
	        {{"7/3", "7/3", "7/3", "7/3"}, {"1/1009", "1008/1009", "0", "0"}, "7/3"},
	        {{"0.37", "5", "6", "7"}, {"1", "0", "0", "0"}, "37/100"},
	        {{"0", "0", "0", "0"}, {"0.1", "0.2", "0.3", "0.4"}, "0"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const ratio *mean = mean_of(a, rows[i].values, rows[i].weights);
		if (*rows[i].mean)
			is_exact(a, mean, rows[i].mean);
		else
			assert_false(ratio_is_exact(mean));
	}
	/* A denominator that is not tried: certain all the same. */
	static const char *const values[TERMS] = {"2", "8", "1", "1"}, *const weights[TERMS] = {
	                                                                       "1/1009",
	                                                                       "1008/1009", "0",
	                                                                       "0"};
	assert_true(ratio_round_certain(a, mean_of(a, values, weights), 30, ROUND_HALF_UP));
}

static void means_hold_the_true_value(void **state)
{
	(void)state;
	unsigned long seed = 5;
	mpfr_t value, term;
	mpfr_inits2(TRUE_BITS, value, term, (mpfr_ptr)NULL);
	for (size_t i = 0; i < 200; i++) {
		struct arena *a = fixture_arena();
		const ratio *x[TERMS], *w[TERMS], *sum = ratio_of(a, 0, 1);
		for (size_t k = 0; k < TERMS; k++) {
			x[k] = random_positive(a, &seed);
			w[k] = ratio_of(a, (long)(next(&seed) % 100 + !k), 1);
			sum = ratio_add(a, sum, w[k]);
		}
		mpfr_set_zero(value, 1);
		for (size_t k = 0; k < TERMS; k++) {
			w[k] = ratio_div(a, w[k], sum);
			set(term, x[k]);
			mpfr_log(term, term, MPFR_RNDN);
			mpfr_t weight;
			mpfr_init2(weight, TRUE_BITS);
			set(weight, w[k]);
			mpfr_fma(value, term, weight, value, MPFR_RNDN);
			mpfr_clear(weight);
		}
		mpfr_exp(value, value, MPFR_RNDN);
		lies_within(irrational_geometric(a, TERMS, x, w), value);
		arena_free(a);
	}
	mpfr_clears(value, term, (mpfr_ptr)NULL);
	mpfr_free_cache();
}

static void means_carry_errors(void **state)
{
	struct arena *a = *state;
	const ratio *half = number(a, "0.5");
	const ratio *w[] = {half, half};
	const ratio *x[] = {number(a, "9"), ratio_inexact(a, number(a, "4"), number(a, "0.001"))};
	const ratio *mean = irrational_geometric(a, 2, x, w);
	assert_false(ratio_tells(mean, number(a, "6")));
	assert_false(ratio_tells(mean, number(a, "6.00074")));
	assert_true(ratio_tells(mean, number(a, "6.0008")));
	/* A range that reaches 0 makes one that does. */
	x[1] = ratio_inexact(a, number(a, "0"), number(a, "0.01"));
	mean = irrational_geometric(a, 2, x, w);
	assert_false(ratio_tells(mean, number(a, "0")));
	assert_false(ratio_tells(mean, number(a, "0.3")));
	assert_true(ratio_tells(mean, number(a, "0.3001")));
	x[0] = number(a, "0");
	is_exact(a, irrational_geometric(a, 2, x, w), "0");
}

/* ---- memory ---- */

static size_t blocks, blocks_ever;

static void *count_allocation(size_t size)
{
	void *p = malloc(size);
	assert_non_null(p);
	blocks++;
	blocks_ever++;
	return p;
}

static void *count_nothing(void *old, size_t old_size, size_t size)
{
	(void)old_size;
	void *p = realloc(old, size);
	assert_non_null(p);
	return p;
}

static void count_release(void *p, size_t size)
{
	(void)size;
	free(p);
	blocks--;
}

/* Only so does the end of memory reach the handler of the command line, see cli/memory.h. */
static void all_memory_is_of_gmp_and_comes_back(void **state)
{
	(void)state;
	void *(*allocate)(size_t), *(*reallocate)(void *, size_t, size_t);
	void (*release)(void *, size_t);
	mpfr_free_cache(); /* of the tests before */
	mp_get_memory_functions(&allocate, &reallocate, &release);
	mp_set_memory_functions(count_allocation, count_nothing, count_release);
	struct arena *a = fixture_arena();
	blocks = 0;
	size_t before = blocks_ever;
	const ratio *two = number(a, "2"), *third = number(a, "1/3");
	const ratio *x[] = {two, third}, *w[] = {third, ratio_sub(a, number(a, "1"), third)};
	assert_false(ratio_is_exact(ratio_root(a, two, 1000)));
	for (enum log_base base = 0; base < LOG_BASES; base++)
		assert_false(ratio_is_exact(ratio_log(a, number(a, "3"), base)));
	assert_false(ratio_is_exact(ratio_power(a, two, third)));
	assert_false(ratio_is_exact(irrational_geometric(a, 2, x, w)));
	arena_free(a);
	assert_true(blocks_ever > before);
	assert_int_equal(blocks, 0);
	mp_set_memory_functions(allocate, reallocate, release);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(roots_of_powers_are_exact),
	        FIXTURE_TEST(known_digits_are_given),
	        FIXTURE_TEST(logarithms_of_powers_are_exact),
	        FIXTURE_TEST(powers_that_are_rational_are_exact),
	        FIXTURE_TEST(extreme_sizes_end_soon),
	        FIXTURE_TEST(errors_of_operands_are_carried),
	        FIXTURE_TEST(ranges_that_reach_zero),
	        FIXTURE_TEST(results_hold_the_true_value),
	        FIXTURE_TEST(chains_hold_the_true_value),
	        FIXTURE_TEST(published_means_are_met),
	        FIXTURE_TEST(means_that_are_rational_are_exact),
	        FIXTURE_TEST(means_hold_the_true_value),
	        FIXTURE_TEST(means_carry_errors),
	        cmocka_unit_test(all_memory_is_of_gmp_and_comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
