#include "tests/fixture.h"

#include "engine/range.h"
#include "engine/ratio.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = fixture_arena();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void assert_exact(const ratio *r, const char *expected)
{
	assert_non_null(r);
	assert_string_equal(ratio_exact(arena, r), expected);
}

static void texts_are_read_exactly(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
	        {"12", "12"},
	        {"-3", "-3"},
	        {"12.50", "25/2"},
	        {"0.1", "1/10"},
	        {"0.05", "1/20"},
	        {"1/8", "1/8"},
	        {"-6/4", "-3/2"},
	        {"007", "7"},
	        {"0", "0"},
	        {"-0", "0"},
	        {"99999999999999999999", "99999999999999999999"},
	        {"0.3333333333333333333333333333333333333",
	         "3333333333333333333333333333333333333/"
	         "10000000000000000000000000000000000000"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_exact(ratio_read(arena, rows[i][0]), rows[i][1]);
}

static void other_texts_are_no_numbers(void **state)
{
	(void)state;
	static const char *const rows[] = {
	        "",     " 1",    "1 ",
	        "+1",   ".5",    "5.",
	        "1e3",  "0x10",  "1,000",
	        "1/0",  "1/-2",  "--1",
	        "1..2", "1.2.3", "1/2/3",
	        "１２", "-",     "12个",
	        "nan",  "inf",   "12345678901234567890123456789012345678901" /* 41 digits */,
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_null(ratio_read(arena, rows[i]));
}

static void arithmetic_is_exact(void **state)
{
	(void)state;
	const ratio *third = ratio_of(arena, 1, 3), *half = ratio_of(arena, 1, 2);
	assert_exact(ratio_add(arena, third, half), "5/6");
	assert_exact(ratio_sub(arena, third, half), "-1/6");
	assert_exact(ratio_mul(arena, third, half), "1/6");
	assert_exact(ratio_div(arena, third, half), "2/3");
	assert_ptr_equal(ratio_min(third, half), third);
	assert_ptr_equal(ratio_max(third, half), half);
	assert_true(ratio_cmp(third, half) < 0);
	assert_int_equal(ratio_sign(ratio_sub(arena, third, half)), -1);
	assert_true(ratio_is_whole(ratio_of(arena, 6, 3)));
	assert_false(ratio_is_whole(half));
}

/* value, decimals, then half_up, half_even, down, up */
static void a_copy_outlives_its_source(void **state)
{
	(void)state;
	static const char *const texts[] = {"0", "-7/3", "12345678901234567890.5",
	                                    "1/1234567890123456789"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct arena *scratch = arena_scratch(arena);
		const ratio *copy = ratio_copy(arena, ratio_read(scratch, texts[i]));
		arena_free(scratch);
		assert_int_equal(ratio_cmp(copy, ratio_read(arena, texts[i])), 0);
		assert_true(ratio_is_exact(copy));
	}
	struct arena *scratch = arena_scratch(arena);
	const ratio *about = ratio_inexact(scratch, ratio_of(scratch, 1, 3),
	                                   ratio_read(scratch, "1/1000000000000"));
	const ratio *copy = ratio_copy(arena, about);
	arena_free(scratch);
	assert_false(ratio_is_exact(copy));
	assert_false(ratio_tells(copy, ratio_of(arena, 1, 3)));
}

static void rounding_follows_its_name(void **state)
{
	(void)state;
	static const struct {
		const char *value;
		unsigned decimals;
		const char *expected[ROUNDINGS];
	} rows[] = {
	        {"0.125", 2, {"0.13", "0.12", "0.12", "0.13"}},
	        {"0.135", 2, {"0.14", "0.14", "0.13", "0.14"}},
	        {"-0.125", 2, {"-0.13", "-0.12", "-0.12", "-0.13"}},
	        {"2.5", 0, {"3", "2", "2", "3"}},
	        {"93.245", 2, {"93.25", "93.24", "93.24", "93.25"}},
	        {"93.2449999", 2, {"93.24", "93.24", "93.24", "93.25"}},
	        {"-0.001", 2, {"0.00", "0.00", "0.00", "-0.01"}},
	        {"99.999", 2, {"100.00", "100.00", "99.99", "100.00"}},
	        {"0", 2, {"0.00", "0.00", "0.00", "0.00"}},
	        {"2/3", 3, {"0.667", "0.667", "0.666", "0.667"}},
	        {"7", 0, {"7", "7", "7", "7"}},
	        {"0.5", 6, {"0.500000", "0.500000", "0.500000", "0.500000"}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (enum rounding how = 0; how < ROUNDINGS; how++) {
			const ratio *value = ratio_read(arena, rows[i].value);
			const char *fixed = ratio_fixed(arena, value, rows[i].decimals, how);
			assert_string_equal(fixed, rows[i].expected[how]);
			const ratio *rounded = ratio_round(arena, value, rows[i].decimals, how);
			assert_int_equal(ratio_cmp(rounded, ratio_read(arena, fixed)), 0);
		}
}

/* Numbers on both sides of what two words hold, against GMP alone. */
static const char *const edges[] = {"0",
                                    "1",
                                    "-1",
                                    "7/3",
                                    "-0.125",
                                    "1073741823",
                                    "1073741824",
                                    "1073741825",
                                    "-1073741824",
                                    "1/1073741824",
                                    "1/1073741825",
                                    "-1073741823/1073741824",
                                    "999999999999999999/7",
                                    "123456789.123456789",
                                    "0.000000001",
                                    "99999999999999999999",
                                    "-1/99999999999999999999"};
#define EDGES (sizeof edges / sizeof *edges)

static void set_text(mpq_t q, const char *text)
{
	const char *point = strchr(text, '.');
	if (!point) {
		mpq_set_str(q, text, 10);
	} else {
		char digits[64];
		memcpy(digits, text, (size_t)(point - text));
		strcpy(digits + (point - text), point + 1);
		mpz_set_str(mpq_numref(q), digits, 10);
		mpz_ui_pow_ui(mpq_denref(q), 10, strlen(point + 1));
	}
	mpq_canonicalize(q);
}

static void assert_same(const ratio *r, mpq_t expected)
{
	char *text = mpq_get_str(NULL, 10, expected);
	assert_exact(r, text);
	free(text);
}

static void small_and_big_numbers_agree_with_gmp(void **state)
{
	(void)state;
	mpq_t x, y, z;
	mpq_inits(x, y, z, NULL);
	for (size_t i = 0; i < EDGES * EDGES; i++) {
		const ratio *r = ratio_read(arena, edges[i / EDGES]),
		            *s = ratio_read(arena, edges[i % EDGES]);
		set_text(x, edges[i / EDGES]);
		set_text(y, edges[i % EDGES]);
		mpq_add(z, x, y);
		assert_same(ratio_add(arena, r, s), z);
		/* Back again: a number that shrank equals one that was always small. */
		assert_int_equal(ratio_cmp(ratio_sub(arena, ratio_add(arena, r, s), s), r), 0);
		mpq_sub(z, x, y);
		assert_same(ratio_sub(arena, r, s), z);
		mpq_mul(z, x, y);
		assert_same(ratio_mul(arena, r, s), z);
		int order = mpq_cmp(x, y);
		assert_int_equal(ratio_cmp(r, s), (order > 0) - (order < 0));
		if (!mpq_sgn(y))
			continue;
		mpq_div(z, x, y);
		assert_same(ratio_div(arena, r, s), z);
	}
	mpq_clears(x, y, z, NULL);
}

static void rounding_does_not_depend_on_size(void **state)
{
	(void)state;
	/* The same digits, once small and once behind a whole part that is not. */
	static const char *const tails[] = {"0.125", "0.5", "0.005", "0.0049999", "0.995", "0.375"};
	const ratio *large = ratio_read(arena, "20000000000");
	for (size_t i = 0; i < 6; i++)
		for (unsigned decimals = 0; decimals < 5; decimals++)
			for (enum rounding how = 0; how < ROUNDINGS; how++) {
				const ratio *small = ratio_read(arena, tails[i]);
				const ratio *sum = ratio_add(arena, large, small);
				const ratio *left = ratio_round(arena, sum, decimals, how);
				const ratio *right = ratio_round(arena, small, decimals, how);
				assert_int_equal(ratio_cmp(left, ratio_add(arena, large, right)),
				                 0);
			}
	assert_string_equal(ratio_fixed(arena, ratio_of(arena, 1, 3), 18, ROUND_HALF_UP),
	                    "0.333333333333333333");
}

static void plain_text_is_always_exact(void **state)
{
	(void)state;
	assert_string_equal(ratio_plain(arena, ratio_read(arena, "93.2500")), "93.25");
	assert_string_equal(ratio_plain(arena, ratio_read(arena, "100")), "100");
	assert_string_equal(ratio_plain(arena, ratio_read(arena, "275/3")), "275/3");
	assert_string_equal(ratio_plain(arena, ratio_read(arena, "0.0001")), "0.0001");
	assert_string_equal(ratio_plain(arena, ratio_read(arena, "0.00001")), "1/100000");
	assert_string_equal(ratio_plain(arena, ratio_read(arena, "-1.5")), "-1.5");
}

/* ---- numbers known up to a radius ---- */

static const ratio *about(const char *middle, const char *error)
{
	return ratio_inexact(arena, ratio_read(arena, middle), ratio_read(arena, error));
}

static void no_error_is_exact(void **state)
{
	(void)state;
	const ratio *x = about("1.25", "0");
	assert_true(ratio_is_exact(x));
	assert_null(ratio_error(x));
	assert_exact(x, "5/4");
	x = about("2", "0.001");
	assert_false(ratio_is_exact(x));
	assert_exact(ratio_error(x), "1/1000");
	assert_false(ratio_is_whole(x));
	/* Nothing times something is nothing, for sure. */
	assert_exact(ratio_mul(arena, x, ratio_of(arena, 0, 1)), "0");
	assert_exact(ratio_error(ratio_inexact(arena, x, about("0.001", "0.0005"))), "1/400");
}

static void errors_add_up(void **state)
{
	(void)state;
	const ratio *x = about("2", "0.01"), *y = about("-4", "0.1"),
	            *three = ratio_of(arena, 3, 1);
	assert_exact(ratio_error(ratio_add(arena, x, y)), "11/100");
	assert_exact(ratio_error(ratio_sub(arena, x, y)), "11/100");
	assert_exact(ratio_error(ratio_sub(arena, x, x)), "1/50");
	assert_exact(ratio_error(ratio_mul(arena, x, y)), "241/1000");
	assert_exact(ratio_error(ratio_mul(arena, three, y)), "3/10");
	assert_exact(ratio_error(ratio_div(arena, y, three)), "1/30");
	/* 2.01 / 3.9 is further from 1/2 than 1.99 / 4.1. */
	assert_exact(ratio_error(ratio_div(arena, x, y)), "1/65");
}

static void ranges_that_touch_are_not_told_apart(void **state)
{
	(void)state;
	const ratio *x = about("2", "0.01"), *y = about("2.03", "0.01");
	assert_true(ratio_tells(x, y));
	assert_true(ratio_tells(y, x));
	assert_int_equal(ratio_cmp(x, y), -1);
	assert_false(ratio_tells(x, about("2.03", "0.02")));
	assert_false(ratio_tells(x, ratio_read(arena, "2.01")));
	assert_true(ratio_tells(x, ratio_read(arena, "2.0100001")));
	assert_false(ratio_tells(x, about("2", "0.01")));
	assert_true(ratio_tells(x, x));
	assert_true(ratio_tells(ratio_of(arena, 2, 1), ratio_of(arena, 4, 2)));
	assert_int_equal(ratio_sign(about("0.5", "1")), 1);
	assert_int_equal(ratio_sign(about("0", "1")), 0);
}

static void the_lower_of_two_covers_both(void **state)
{
	(void)state;
	const ratio *full = ratio_of(arena, 100, 1), *x = about("99.9", "0.01"),
	            *near = about("99.995", "0.01");
	assert_ptr_equal(ratio_min(x, full), x);
	assert_ptr_equal(ratio_min(full, x), x);
	assert_ptr_equal(ratio_max(x, full), full);
	assert_ptr_equal(ratio_min(x, near), x);
	/* 99.985 .. 100, and 100 .. 100.005 */
	const ratio *low = ratio_min(near, full), *high = ratio_max(full, near);
	assert_exact(ratio_error(low), "3/400");
	assert_exact(ratio_error(high), "1/400");
	assert_false(ratio_tells(low, full));
	assert_true(ratio_tells(low, ratio_read(arena, "100.00001")));
	assert_true(ratio_tells(high, ratio_read(arena, "99.99999")));
}

static void rounding_says_whether_it_is_certain(void **state)
{
	(void)state;
	static const struct {
		const char *middle, *error;
		unsigned decimals;
		bool certain[ROUNDINGS]; /* half_up, half_even, down, up */
	} rows[] = {
	        {"93.2449", "0.00001", 2, {true, true, true, true}},
	        {"93.245", "0.00001", 2, {false, false, true, true}},
	        {"93.24", "0.00001", 2, {true, true, false, false}},
	        {"93.24501", "0.00001", 2, {true, false, true, true}},
	        {"-93.24501", "0.00001", 2, {true, false, true, true}},
	        {"93.25501", "0.00001", 2, {true, true, true, true}},
	        {"0", "0.001", 2, {true, true, true, false}},
	        {"0", "0.005", 2, {false, true, true, false}},
	        {"0.5", "2", 0, {false, false, false, false}},
	        {"1/3", "0.00000000000000000000000000000000000001", 30, {true, true, true, true}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (enum rounding how = 0; how < ROUNDINGS; how++) {
			const ratio *x = about(rows[i].middle, rows[i].error);
			bool certain = ratio_round_certain(arena, x, rows[i].decimals, how);
			assert_int_equal(certain, rows[i].certain[how]);
			const ratio *r = ratio_round(arena, x, rows[i].decimals, how);
			assert_int_equal(ratio_is_exact(r), certain);
			const ratio *middle = ratio_read(arena, rows[i].middle);
			middle = ratio_round(arena, middle, rows[i].decimals, how);
			assert_int_equal(ratio_cmp(r, middle), 0);
			assert_true(ratio_round_certain(arena, middle, rows[i].decimals, how));
		}
	/* 93.24 or 93.25: both are held. */
	const ratio *r = ratio_round(arena, about("93.245", "0.00001"), 2, ROUND_HALF_UP);
	assert_exact(ratio_error(r), "1/100");
	assert_string_equal(ratio_fixed(arena, about("93.245", "9"), 2, ROUND_HALF_UP), "93.25");
}

static void only_certain_digits_are_shown(void **state)
{
	(void)state;
	static const char *const rows[][4] = {
	        {"2/3", "0.00000000000000000000000000000000000001",
	         "≈0.666666666666666666666666666667", "≈ 0.666667"},
	        {"-2/3", "0.0000001", "≈-0.666667", "≈ -0.666667"},
	        {"2/3", "0.001", "≈0.67", "≈ 0.67"},
	        {"2", "0.00001", "≈2.0000", "≈ 2.0000"},
	        {"123456", "0.2", "≈123456", "≈ 123456"},
	        {"0.5", "0.00001", "≈0.5000", "≈ 0.5000"},
	        {"0", "0.00001", "≈0.0000", "≈ 0.0000"},
	        {"0.5", "0.6", "≈?", "≈ ?"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const ratio *x = about(rows[i][0], rows[i][1]);
		assert_string_equal(ratio_exact(arena, x), rows[i][2]);
		assert_string_equal(ratio_plain(arena, x), rows[i][3]);
	}
}

static void dividing_by_what_may_be_zero_tells_nothing(void **state)
{
	(void)state;
	static const char *const middles[] = {"0", "0.001", "-0.001"};
	for (size_t i = 0; i < sizeof middles / sizeof *middles; i++) {
		const ratio *unknown =
		        ratio_div(arena, ratio_of(arena, 0, 1), about(middles[i], "0.001"));
		const ratio *all[] = {unknown,
		                      ratio_add(arena, unknown, unknown),
		                      ratio_sub(arena, about("1", "1"), unknown),
		                      ratio_mul(arena, unknown, ratio_of(arena, 0, 1)),
		                      ratio_div(arena, unknown, ratio_of(arena, 1000000, 1)),
		                      ratio_div(arena, ratio_of(arena, 1, 1), unknown),
		                      ratio_min(unknown, ratio_of(arena, 1, 1)),
		                      ratio_max(about("0", "1"), unknown),
		                      ratio_round(arena, unknown, 2, ROUND_DOWN)};
		for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
			assert_false(ratio_is_exact(all[k]));
			assert_false(ratio_round_certain(arena, all[k], 2, ROUND_DOWN));
			assert_false(ratio_tells(all[k], ratio_of(arena, 1, 1)));
			assert_string_equal(ratio_plain(arena, all[k]), "≈ ?");
		}
	}
	assert_exact(ratio_error(ratio_div(arena, ratio_of(arena, 1, 1), about("2", "1"))), "1/2");
}

/* True values drawn from within the ranges; the result's range must hold what becomes of them. */
struct drawn {
	const ratio *range, *truth;
};

static unsigned long next(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static struct drawn draw(unsigned long *seed)
{
	static const long bottoms[] = {1, 3, 1000, 999999937};
	const ratio *middle =
	        ratio_of(arena, (long)(next(seed) % 20001) - 10000, bottoms[next(seed) % 4]);
	const ratio *error =
	        ratio_of(arena, (long)(next(seed) % 3), 1 + (long)(next(seed) % 100000));
	const ratio *share = ratio_of(arena, (long)(next(seed) % 2001) - 1000, 1000);
	return (struct drawn){ratio_inexact(arena, middle, error),
	                      ratio_add(arena, middle, ratio_mul(arena, error, share))};
}

static bool holds(struct drawn d)
{
	/* Exact numbers that differ are told apart; a range tells itself from what it does not
	 * hold. */
	return ratio_is_exact(d.range) ? !ratio_cmp(d.range, d.truth)
	                               : !ratio_tells(d.range, d.truth);
}

static struct drawn combine(struct drawn x, struct drawn y, unsigned how, unsigned decimals)
{
	switch (how) {
	case 0:
		return (struct drawn){ratio_add(arena, x.range, y.range),
		                      ratio_add(arena, x.truth, y.truth)};
	case 1:
		return (struct drawn){ratio_sub(arena, x.range, y.range),
		                      ratio_sub(arena, x.truth, y.truth)};
	case 2:
		return (struct drawn){ratio_mul(arena, x.range, y.range),
		                      ratio_mul(arena, x.truth, y.truth)};
	case 3:
		if (!ratio_sign(y.truth) || (ratio_is_exact(y.range) && !ratio_sign(y.range)))
			return x;
		return (struct drawn){ratio_div(arena, x.range, y.range),
		                      ratio_div(arena, x.truth, y.truth)};
	case 4:
		return (struct drawn){ratio_min(x.range, y.range), ratio_min(x.truth, y.truth)};
	case 5:
		return (struct drawn){ratio_max(x.range, y.range), ratio_max(x.truth, y.truth)};
	default:
		return (struct drawn){
		        ratio_round(arena, x.range, decimals, (enum rounding)(how % ROUNDINGS)),
		        ratio_round(arena, x.truth, decimals, (enum rounding)(how % ROUNDINGS))};
	}
}

static void chains_hold_the_truth(void **state)
{
	(void)state;
	unsigned long seed = 303;
	for (size_t i = 0; i < 2000; i++) {
		struct drawn d = draw(&seed);
		for (size_t k = 0; k < 8; k++) {
			d = combine(d, draw(&seed), (unsigned)(next(&seed) % 10),
			            (unsigned)(next(&seed) % 6));
			assert_true(holds(d));
		}
	}
}

static size_t bits(const ratio *x)
{
	struct range r;
	range_start(&r);
	range_of(&r, x);
	size_t n =
	        mpz_sizeinbase(mpq_numref(r.middle), 2) + mpz_sizeinbase(mpq_denref(r.middle), 2);
	range_end(&r);
	return n;
}

static void inexact_numbers_stay_short(void **state)
{
	(void)state;
	/* 1/7 and 1/7 and ...: exact ones would have thousands of digits. */
	const ratio *x = about("1000/7", "0.0000000000000000000000000000000000001");
	const ratio *truth = ratio_of(arena, 1000, 7), *down = ratio_of(arena, 997, 1009);
	for (size_t i = 0; i < 400; i++) {
		const ratio *more = ratio_of(arena, 1, 100 + (long)i);
		x = ratio_add(arena, ratio_mul(arena, x, down), more);
		truth = ratio_add(arena, ratio_mul(arena, truth, down), more);
		assert_false(ratio_tells(x, truth));
		assert_true(bits(x) <= 700);
		assert_true(bits(ratio_error(x)) <= 300);
	}
	assert_true(ratio_round_certain(arena, x, 30, ROUND_HALF_UP));
	/* What a long middle loses goes to the radius, however small that was. */
	const ratio *third = ratio_of(arena, 1, 3), *tiny = ratio_of(arena, 1, 1024);
	const ratio *middle = third, *error = tiny;
	for (size_t i = 0; i < 300; i++) {
		middle = ratio_add(arena, ratio_mul(arena, middle, third), third);
		error = ratio_mul(arena, error, tiny);
	}
	x = ratio_inexact(arena, middle, error);
	assert_true(bits(x) <= 700);
	assert_false(ratio_tells(x, middle));
	assert_true(ratio_cmp(x, middle));
	assert_true(ratio_cmp(ratio_error(x), error) > 0);
	/* Neither does what vanishes grow, nor what outgrows every bound. */
	const ratio *small = about("0.0000000000000000001", "0.00000000000000000001");
	const ratio *large = about("99999999999999999999", "1");
	for (size_t i = 0; i < 200; i++) {
		small = ratio_mul(arena, small, small);
		large = ratio_mul(arena, large, large);
	}
	assert_true(bits(small) < 10000);
	assert_false(ratio_tells(small, ratio_of(arena, 0, 1)));
	assert_true(ratio_round_certain(arena, small, 30, ROUND_HALF_UP));
	assert_false(ratio_round_certain(arena, large, 0, ROUND_HALF_UP));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(texts_are_read_exactly, setup, teardown),
	        cmocka_unit_test_setup_teardown(other_texts_are_no_numbers, setup, teardown),
	        cmocka_unit_test_setup_teardown(arithmetic_is_exact, setup, teardown),
	        cmocka_unit_test_setup_teardown(a_copy_outlives_its_source, setup, teardown),
	        cmocka_unit_test_setup_teardown(rounding_follows_its_name, setup, teardown),
	        cmocka_unit_test_setup_teardown(small_and_big_numbers_agree_with_gmp, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(rounding_does_not_depend_on_size, setup, teardown),
	        cmocka_unit_test_setup_teardown(plain_text_is_always_exact, setup, teardown),
	        cmocka_unit_test_setup_teardown(no_error_is_exact, setup, teardown),
	        cmocka_unit_test_setup_teardown(errors_add_up, setup, teardown),
	        cmocka_unit_test_setup_teardown(ranges_that_touch_are_not_told_apart, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(the_lower_of_two_covers_both, setup, teardown),
	        cmocka_unit_test_setup_teardown(rounding_says_whether_it_is_certain, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(only_certain_digits_are_shown, setup, teardown),
	        cmocka_unit_test_setup_teardown(dividing_by_what_may_be_zero_tells_nothing, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(chains_hold_the_truth, setup, teardown),
	        cmocka_unit_test_setup_teardown(inexact_numbers_stay_short, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
