#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

/* The item has 10 points. */
#define LOWER "direction = \"lower\"; "
#define BOTH  "over = 0.5; under = 0.5; high = 12; " /* p ± 0.5 a project, at most 1.2 p */

static const struct leaf_row rows[] = {
        {BOTH, "20", "20", "10", "20 = 20; 10"},
        {BOTH, "20", "23", "23/2", "10 + 0.5 × (23 − 20) = 11.5"},
        {BOTH, "20", "24", "12", "10 + 0.5 × (24 − 20) = 12"},
        {BOTH, "20", "25", "12", "min(10 + 0.5 × (25 − 20), 12) = 12"},
        {BOTH, "20", "17", "17/2", "10 − 0.5 × (20 − 17) = 8.5"},
        {BOTH, "20", "0", "0", "10 − 0.5 × (20 − 0) = 0"},
        {BOTH, "21", "0", "0", "max(10 − 0.5 × (21 − 0), 0) = 0"},
        {BOTH "low = -2;", "21", "0", "-1/2", "10 − 0.5 × (21 − 0) = -0.5"},
        {BOTH "low = -2;", "30", "0", "-2", "max(10 − 0.5 × (30 − 0), -2) = -2"},
        /* Without `high` the item's points are the most. */
        {"over = 0.5;", "20", "23", "10", "min(10 + 0.5 × (23 − 20), 10) = 10"},
        /* Deduction per shortfall until nothing is left (扣完为止); nothing for more. */
        {"under = 2;", "12", "9", "4", "10 − 2 × (12 − 9) = 4"},
        {"under = 2;", "12", "7", "0", "10 − 2 × (12 − 7) = 0"},
        {"under = 2;", "12", "6", "0", "max(10 − 2 × (12 − 6), 0) = 0"},
        {"under = 2;", "12", "15", "10", "15 > 12; 10"},
        /* A bonus with a ceiling: 2 for each project beyond, at most 6. */
        {"start = 0; over = 2; high = 6;", "3", "2", "0", "2 < 3; 0"},
        {"start = 0; over = 2; high = 6;", "3", "5", "4", "0 + 2 × (5 − 3) = 4"},
        {"start = 0; over = 2; high = 6;", "3", "6", "6", "0 + 2 × (6 − 3) = 6"},
        {"start = 0; over = 2; high = 6;", "3", "9", "6", "min(0 + 2 × (9 − 3), 6) = 6"},
        {"start = 0; over = 2; high = 6; target = 0;", NULL, "2", "4", NULL},
        /* 1 for each 5: 12 short are 2.4 steps; 2 whole ones; 3 begun ones. */
        {"under = 1; per = 5;", "50", "38", "38/5", "10 − 1 × (50 − 38) ÷ 5 = 7.6"},
        {"under = 1; per = 5; part = \"down\";", "50", "38", "8", "10 − 1 × ⌊(50 − 38) ÷ 5⌋ = 8"},
        {"under = 1; per = 5; part = \"up\";", "50", "38", "7", "10 − 1 × ⌈(50 − 38) ÷ 5⌉ = 7"},
        {"under = 1; per = 5; part = \"up\";", "50", "40", "8", NULL},
        {"start = 4; over = 1; per = 5; part = \"down\";", "50", "64.99", "6", NULL},
        {"start = 4; over = 1; per = 5; part = \"down\";", "50", "65", "7", NULL},
        /* Less is better: 20 allowed. */
        {LOWER BOTH, "20", "23", "17/2", "10 − 0.5 × (23 − 20) = 8.5"},
        {LOWER BOTH, "20", "17", "23/2", "10 + 0.5 × (20 − 17) = 11.5"},
        {LOWER "under = 2;", "0", "3", "4", "10 − 2 × (3 − 0) = 4"},
        {LOWER "under = 2;", "0", "0", "10", "0 = 0; 10"},
        /* Below 0 on either side. */
        {BOTH, "-2", "-5", "17/2", "10 − 0.5 × (-2 − (-5)) = 8.5"},
        {BOTH, "-2", "1", "23/2", "10 + 0.5 × (1 − (-2)) = 11.5"},
        /* No task, missing: the marks for it are points of the item. */
        {BOTH, "-", "3", "-", NULL},
        {BOTH, NULL, NULL, "-", NULL},
        {BOTH, "20", "-", "-", NULL},
        {BOTH, "20", NULL, "!", "error[measure-missing]"},
        {BOTH "missing = \"exclude\";", "20", NULL, "-", NULL},
        {BOTH "missing = \"zero\";", "20", NULL, "0", NULL},
        {BOTH "missing = \"neutral\"; neutral = 6;", "20", NULL, "6", NULL},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	leaf_check("steps", rows, sizeof rows / sizeof *rows);
}

static void marks_are_points_of_the_item(void **state)
{
	(void)state;
	struct assessed x = leaf_open("method = \"steps\"; " BOTH);
	assessed_target(&x, "one", "a", NULL, "20");
	assessed_value(&x, "one", "a", NULL, "24");
	assessed_value(&x, "two", "a", NULL, "-");
	assessed_value(&x, "three", "a", NULL, "-");
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(assessed_points(&x, s, "one", "a"), "12");
	assert_string_equal(ratio_exact(x.arena, sheet_points(s, 0, 1)->mark_full), "10");
	assessed_close(&x);
}

static void limits_must_be_in_order(void **state)
{
	(void)state;
	struct arena *a = arena_new(NULL, NULL);
	assert_string_equal(leaf_rules_findings(a, "method = \"steps\"; low = 5; high = 5;"), "");
	assert_string_equal(leaf_rules_findings(a, "method = \"steps\"; low = 50;"), "");
	const char *found = leaf_rules_findings(a, "method = \"steps\"; low = 5; high = 4;");
	assert_non_null(strstr(found, "error[param-order]: low (5) must be below high (4)"));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(marks_are_points_of_the_item),
	        cmocka_unit_test(limits_must_be_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
