#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

#define LOWER "direction = \"lower\"; "
/* County rule of 2006: 60 if met, 0.5 more for each 10 percent beyond, at most 10. */
#define COUNTY "met = 60; bonus = 0.5; bonus_most = 10; "

static const struct leaf_row rows[] = {
        /* Met or nothing. */
        {"", "90", "89.99", "0", "89.99 < 90; 0"},
        {"", "90", "90", "100", "90 ≥ 90; 100"},
        {"", "90", "500", "100", "500 ≥ 90; 100"},
        {"unmet = 40;", "90", "89", "40", "89 < 90; 40"},
        {LOWER, "20", "20", "100", "20 ≤ 20; 100"},
        {LOWER, "20", "20.01", "0", "20.01 > 20; 0"},
        {"", "0", "0", "100", "0 ≥ 0; 100"},
        {"", "-5", "-6", "0", NULL},
        {"", "-5", "-5", "100", NULL},
        /* 80 asked: 79 nothing, 80 to 87.99 no whole 10 %, 88 one, 104 three, 240 twenty: the most;
         * 400 would be forty. */
        {COUNTY, "80", "79", "0", NULL},
        {COUNTY, "80", "80", "60", "80 ≥ 80; 60"},
        {COUNTY, "80", "87.99", "60", "87.99 ≥ 80; 60"},
        {COUNTY, "80", "88", "121/2", "88 ≥ 80; 60 + 0.5 × 1 = 60.5"},
        {COUNTY, "80", "104", "123/2", "104 ≥ 80; 60 + 0.5 × 3 = 61.5"},
        {COUNTY, "80", "240", "70", "240 ≥ 80; 60 + 0.5 × 20 = 70"},
        {COUNTY, "80", "400", "70", "400 ≥ 80; 60 + min(0.5 × 40, 10) = 70"},
        /* Parts of a step count: 92 is 15 % beyond, 1.5 steps. */
        {COUNTY "part = \"proportional\";", "80", "92", "243/4", "92 ≥ 80; 60 + 0.5 × 1.5 = 60.75"},
        /* A step of 5 of the measure itself: 92 is 12 beyond, two steps. */
        {COUNTY "every_of = \"points\"; every = 5;", "80", "92", "61", NULL},
        {"met = 60; bonus = 0.5;", "80", "400", "80", "400 ≥ 80; 60 + 0.5 × 40 = 80"}, /* no most */
        /* Less is better: 80 asked, 68 is 15 % beyond. */
        {LOWER COUNTY, "80", "68", "121/2", "68 ≤ 80; 60 + 0.5 × 1 = 60.5"},
        /* Percent of the size of a target below 0: a loss of 80 allowed, one of 64 made: 20 %. */
        {COUNTY, "-80", "-64", "61", NULL},
        /* Percent of nothing: met without bonus; by points there is one. */
        {COUNTY, "0", "50", "60", "50 ≥ 0; 60"},
        {COUNTY "every_of = \"points\";", "0", "50", "125/2", NULL},
        /* No task, missing. */
        {COUNTY, "-", "50", "-", NULL},
        {COUNTY, NULL, NULL, "-", NULL},
        {COUNTY "target = 50;", NULL, "50", "60", NULL},
        {COUNTY, "80", "-", "-", NULL},
        {COUNTY, "80", NULL, "!", "error[measure-missing]"},
        {COUNTY "missing = \"exclude\";", "80", NULL, "-", NULL},
        {COUNTY "missing = \"zero\";", "80", NULL, "0", NULL},
        {COUNTY "missing = \"neutral\"; neutral = 30;", "80", NULL, "30", NULL},
        /* ln 20 is 2.9957…: above 2.99 and below 3 for sure. */
        {"log = \"e\"; target = 2.99;", NULL, "20", "100", NULL},
        {"log = \"e\"; target = 3;", NULL, "20", "0", NULL},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	leaf_check("threshold", rows, sizeof rows / sizeof *rows);
}

/* Counts of a missing type follow `missing`, as values do. */
static void counts_that_are_missing(void **state)
{
	(void)state;
	static const char *const shown[][2] = {
	        {"", "error[count-missing]"},
	        {"missing = \"exclude\";", "no task"},
	        {"missing = \"zero\";", "3 < 5; 0"}, /* the missing count is 0: 3 + 0 of 2 + 3 */
	        {"missing = \"neutral\"; neutral = 30;", "30"},
	};
	for (size_t i = 0; i < 4; i++) {
		char entry[128] = "method = \"threshold\"; of = \"count\"; ";
		struct assessed x = leaf_open(strcat(entry, shown[i][0]));
		assessed_target(&x, "one", "a", "x", "2");
		assessed_target(&x, "one", "a", "y", "3");
		assessed_count(&x, "one", "a", "x", "3");
		assert_non_null(strstr(leaf_shows(&x, "one"), shown[i][1]));
		assessed_close(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(counts_that_are_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
