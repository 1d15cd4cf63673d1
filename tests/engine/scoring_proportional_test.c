#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

#define LOWER "direction = \"lower\"; "

static const struct leaf_row rows[] = {
        /* 80 of 90: 8000 / 90 = 800 / 9. */
        {"", "90", "80", "800/9", "100 × min(80 ÷ 90, 1) = 800/9 ≈ 88.89"},
        /* On the target, and 1.5 times it: the cap of 1, of 1.2, and one that is not reached. */
        {"", "90", "90", "100", "100 × min(90 ÷ 90, 1) = 100"},
        {"", "90", "135", "100", "100 × min(135 ÷ 90, 1) = 100"},
        {"limit = 1.2;", "90", "135", "120", "100 × min(135 ÷ 90, 1.2) = 120"},
        {"limit = 1.2;", "90", "108", "120", NULL},
        {"limit = 1.2;", "90", "107.1", "119", NULL},
        {"limit = 2;", "90", "135", "150", NULL},
        {"", "90", "0", "0", "100 × min(0 ÷ 90, 1) = 0"},
        /* Half of a target below 1. */
        {"", "1/3", "1/6", "50", "100 × min((1/6) ÷ (1/3), 1) = 50"},
        /* Below 0: -9 of 90 is -10, lifted to 0, or as far as the rule file says. */
        {"", "90", "-9", "0", "max(100 × min((-9) ÷ 90, 1), 0) = 0"},
        {"low = -5;", "90", "-9", "-5", "max(100 × min((-9) ÷ 90, 1), -5) = -5"},
        {"low = -100;", "90", "-9", "-10", "100 × min((-9) ÷ 90, 1) = -10"},
        {"low = 40;", "90", "9", "40", NULL},
        /* Nothing asked. */
        {"", "0", "0", "-", NULL},
        {"", "0", "5", "-", NULL},
        {"", "-", "5", "-", NULL},
        {"", NULL, "5", "-", NULL},
        {"", NULL, NULL, "-", NULL}, /* nor is a figure missed there */
        {"", "90", "-", "-", NULL},
        /* One target for all, in place of the table's. */
        {"target = 160;", "90", "80", "50", "100 × min(80 ÷ 160, 1) = 50"},
        {"target = 160;", "-", "80", "50", NULL},
        /* Less is better: 20 asked, 25 used: 80; 10 used: at most 1, or 1.2, or the 2 it is. */
        {LOWER, "20", "25", "80", "100 × min(20 ÷ 25, 1) = 80"},
        {LOWER, "20", "20", "100", NULL},
        {LOWER, "20", "10", "100", "100 × min(20 ÷ 10, 1) = 100"},
        {LOWER "limit = 1.2;", "20", "10", "120", NULL},
        {LOWER "limit = 3;", "20", "10", "200", NULL},
        {LOWER "limit = 1.2;", "20", "0", "120", "0 ≤ 0; 100 × 1.2 = 120"},
        {LOWER "limit = 1.2;", "20", "-4", "120", "-4 ≤ 0; 100 × 1.2 = 120"},
        /* None at all is asked. */
        {LOWER, "0", "0", "100", "0 ≤ 0; 100 × 1 = 100"},
        {LOWER, "0", "3", "0", "100 × min(0 ÷ 3, 1) = 0"},
        {LOWER, "-", "3", "-", NULL},
        /* A share of less than nothing. */
        {"", "-5", "3", "!", "figures.csv:1:1: error[target-negative]: a share of the target -5"},
        {LOWER, "-5", "3", "!", "error[target-negative]"},
        /* Missing. */
        {"", "90", NULL, "!", "error[measure-missing]: one has no value for a in now"},
        {"missing = \"exclude\";", "90", NULL, "-", NULL},
        {"missing = \"zero\";", "90", NULL, "0", "0"},
        {"missing = \"neutral\"; neutral = 60;", "90", NULL, "60", "60"},
        /* A growth of 100 (110 - 100) / 100 = 10 percent, 20 asked; its base is set in no row. */
        {"of = \"growth\"; base = \"now\";", "20", "100", "0",
         "100 × (100 − 100) ÷ 100 = 0; 100 × min(0 ÷ 20, 1) = 0"},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	leaf_check("proportional", rows, sizeof rows / sizeof *rows);
}

static void counts_are_compared_with_their_targets(void **state)
{
	(void)state;
	struct assessed x = leaf_open("method = \"proportional\"; of = \"count\"; limit = 1.2;");
	assessed_target(&x, "one", "a", "x", "2");
	assessed_target(&x, "one", "a", "y", "10");
	assessed_count(&x, "one", "a", "x", "5");
	assessed_count(&x, "one", "a", "y", "4"); /* 9 of 12, whatever the type */
	assert_string_equal(leaf_shows(&x, "one"), "100 × min(9 ÷ 12, 1.2) = 75");
	assert_string_equal(leaf_shows(&x, "two"), "no task");
	assessed_close(&x);
	/* A completion is in percent already: 100 is asked of it. */
	x = leaf_open("method = \"proportional\"; of = \"completion\";");
	assessed_target(&x, "one", "a", "x", "12");
	assessed_count(&x, "one", "a", "x", "9");
	assert_string_equal(leaf_shows(&x, "one"),
	                    "100 × 9 ÷ 12 = 75; 100 × min(75 ÷ 100, 1) = 75");
	assessed_close(&x);
	x = leaf_open("method = \"proportional\"; of = \"count\";");
	assessed_target(&x, "one", "a", "x", "2");
	assert_non_null(strstr(leaf_shows(&x, "one"), "error[count-missing]"));
	assessed_close(&x);
}

static void equal_measures_have_equal_marks(void **state)
{
	(void)state;
	struct assessed x = leaf_open("method = \"proportional\"; target = 7;");
	assessed_value(&x, "one", "a", NULL, "3");
	assessed_value(&x, "two", "a", NULL, "6/2");
	assessed_value(&x, "three", "a", NULL, "9");
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(assessed_mark(&x, s, "one", "a"), "300/7");
	assert_string_equal(assessed_mark(&x, s, "two", "a"), "300/7");
	assert_string_equal(assessed_points(&x, s, "one", "a"), "30/7");   /* of 10 */
	assert_int_equal(sheet_points(s, 3, 1)->state, POINTS_UNREPORTED); /* city */
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(counts_are_compared_with_their_targets),
	        cmocka_unit_test(equal_measures_have_equal_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
