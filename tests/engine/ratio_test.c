#include "tests/fixture.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(texts_are_read_exactly, setup, teardown),
	        cmocka_unit_test_setup_teardown(other_texts_are_no_numbers, setup, teardown),
	        cmocka_unit_test_setup_teardown(arithmetic_is_exact, setup, teardown),
	        cmocka_unit_test_setup_teardown(rounding_follows_its_name, setup, teardown),
	        cmocka_unit_test_setup_teardown(small_and_big_numbers_agree_with_gmp, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(rounding_does_not_depend_on_size, setup, teardown),
	        cmocka_unit_test_setup_teardown(plain_text_is_always_exact, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
