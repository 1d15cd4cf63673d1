#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

#define POSTS "floor = 50; satisfactory = 100; "
#define LESS  "floor = 100; satisfactory = 50; direction = \"lower\"; "

static const struct leaf_row goalposts[] = {
        /* Half of the way, both ends, and beyond them. */
        {POSTS, NULL, "75", "50", "100 × (75 − 50) ÷ (100 − 50) = 50"},
        {POSTS, NULL, "50", "0", NULL},
        {POSTS, NULL, "100", "100", NULL},
        {POSTS, NULL, "110", "100", "min(100 × (110 − 50) ÷ (100 − 50), 100) = 100"},
        {POSTS, NULL, "45", "0", "max(100 × (45 − 50) ÷ (100 − 50), 0) = 0"},
        {POSTS "clip = \"low\";", NULL, "110", "120", "100 × (110 − 50) ÷ (100 − 50) = 120"},
        {POSTS "clip = \"low\";", NULL, "45", "0", NULL},
        {POSTS "clip = \"high\";", NULL, "110", "100", NULL},
        {POSTS "clip = \"high\";", NULL, "45", "-10", NULL},
        {POSTS "clip = \"none\";", NULL, "110", "120", NULL},
        {POSTS "clip = \"none\";", NULL, "45", "-10", NULL},
        /* Mean years of schooling between 0.8 and 12, as in the Technology Achievement Index:
         * Finland (10 - 0.8) / (12 - 0.8) = 9.2 / 11.2 = 23 / 28. */
        {"floor = 0.8; satisfactory = 12;", NULL, "10", "575/7", NULL},
        /* Less is better; the formula is the same. */
        {LESS, NULL, "75", "50", "100 × (75 − 100) ÷ (50 − 100) = 50"},
        {LESS, NULL, "50", "100", NULL},
        {LESS, NULL, "40", "100", NULL},
        {LESS, NULL, "120", "0", NULL},
        /* Below 0. */
        {"floor = -5; satisfactory = 5;", NULL, "-2", "30", "100 × (-2 − (-5)) ÷ (5 − (-5)) = 30"},
        {"floor = -5; satisfactory = 5; from = 40; to = 90;", NULL, "0", "65",
         "40 + 50 × (0 − (-5)) ÷ (5 − (-5)) = 65"},
        /* Missing. No target is needed. */
        {POSTS, NULL, "-", "-", NULL},
        {POSTS, NULL, NULL, "!", "error[measure-missing]"},
        {POSTS "missing = \"exclude\";", NULL, NULL, "-", NULL},
        {POSTS "missing = \"zero\";", NULL, NULL, "0", NULL},
        {POSTS "missing = \"neutral\"; neutral = 50;", NULL, NULL, "50", NULL},
};

static const struct leaf_row efficacy[] = {
        {POSTS, NULL, "75", "80", "60 + 40 × (75 − 50) ÷ (100 − 50) = 80"},
        {POSTS, NULL, "50", "60", NULL},
        {POSTS, NULL, "100", "100", NULL},
        {POSTS, NULL, "120", "116", NULL},
        {POSTS, NULL, "0", "20", NULL},
        {POSTS, NULL, "-50", "-20", NULL}, /* 60 - 40 * 100 / 50 */
        {POSTS "clip = \"both\";", NULL, "0", "60",
         "max(60 + 40 × (0 − 50) ÷ (100 − 50), 60) = 60"},
        {POSTS "clip = \"both\";", NULL, "120", "100", NULL},
        {LESS, NULL, "75", "80", NULL},
        {POSTS, NULL, NULL, "!", "error[measure-missing]"},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	leaf_check("goalposts", goalposts, sizeof goalposts / sizeof *goalposts);
	leaf_check("efficacy", efficacy, sizeof efficacy / sizeof *efficacy);
}

/* The scale is logarithmic and its end a decimal: (log10 100 - 1) / (3 - 1) is exactly half, and
 * log10 901 between 0 and 2.954725 is just 100 (the end is rounded up). */
static void logarithms_keep_their_error(void **state)
{
	(void)state;
	static const struct leaf_row logs[] = {
	        {"log = \"10\"; floor = 1; satisfactory = 3;", NULL, "100", "50",
	         "log10(100) = 2; 100 × (2 − 1) ÷ (3 − 1) = 50"},
	};
	leaf_check("goalposts", logs, 1);
	struct assessed x = leaf_open("method = \"goalposts\"; log = \"10\"; floor = 0; "
	                              "satisfactory = 2.954725;");
	assessed_value(&x, "one", "a", NULL, "901");
	assessed_value(&x, "two", "a", NULL, "902");
	assessed_value(&x, "three", "a", NULL, "1");
	const struct sheet *s = assessed_score(&x);
	const ratio *mark = sheet_points(s, 0, 1)->mark;
	assert_false(ratio_is_exact(mark));
	assert_string_equal(ratio_fixed(x.arena, mark, 4, ROUND_HALF_UP), "100.0000");
	assert_int_equal(ratio_cmp(mark, ratio_of(x.arena, 100, 1)), -1);
	assert_true(ratio_tells(mark, ratio_of(x.arena, 100, 1)));
	assert_string_equal(assessed_mark(&x, s, "two", "a"), "100"); /* clipped: exact again */
	assert_string_equal(assessed_mark(&x, s, "three", "a"), "0");
	assessed_close(&x);
}

static void ends_must_be_in_order(void **state)
{
	(void)state;
	static const char *const bad[][2] = {
	        {"floor = 5; satisfactory = 5;",
	         "error[goalposts-higher]: more is better here, so floor (5) must be below "
	         "satisfactory (5)"},
	        {"floor = 6; satisfactory = 5;", "error[goalposts-higher]"},
	        {"floor = 5; satisfactory = 6; direction = \"lower\";",
	         "error[goalposts-lower]: less is better here, so satisfactory (6) must be below "
	         "floor (5)"},
	        {"floor = 5; satisfactory = 6; from = 100;",
	         "error[param-order]: from (100) must be below to (100)"},
	};
	struct arena *a = arena_new(NULL, NULL);
	for (size_t i = 0; i < 4; i++) {
		const char *entry = arena_print(a, "method = \"goalposts\"; %s", bad[i][0]);
		assert_non_null(strstr(leaf_rules_findings(a, entry), bad[i][1]));
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(logarithms_keep_their_error),
	        cmocka_unit_test(ends_must_be_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
