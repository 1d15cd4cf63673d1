#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

/* Of a given percentage: 25 % of 100 are due. */
static const struct leaf_row rows[] = {
        {"due = 25;", "100", "20", "80", "100 × min(20 ÷ (100 × 25%), 1) = 80"},
        {"due = 25;", "100", "25", "100", NULL},
        {"due = 25;", "100", "30", "100", "100 × min(30 ÷ (100 × 25%), 1) = 100"},
        {"due = 25; limit = 1.2;", "100", "30", "120", NULL},
        {"due = 25; limit = 1.2;", "100", "31", "120", NULL},
        {"due = 100;", "100", "30", "30", NULL},
        {"due = 25;", "100", "-5", "0", "max(100 × min((-5) ÷ (100 × 25%), 1), 0) = 0"},
        {"due = 25; low = -100;", "100", "-5", "-20", NULL},
        {"due = 25; target = 40;", NULL, "5", "50", NULL},
        /* Nothing is due yet, and no figure is missed. */
        {"due = 0;", "100", "20", "-", NULL},
        {"due = 0;", "100", NULL, "-", NULL},
        {"due = 25;", "0", "20", "-", NULL},
        {"due = 25;", "-", "20", "-", NULL},
        {"due = 25;", NULL, NULL, "-", NULL},
        /* Less is better: 40 allowed in the year, 10 by now. */
        {"due = 25; direction = \"lower\";", "40", "16", "125/2",
         "100 × min((40 × 25%) ÷ 16, 1) = 62.5"},
        {"due = 25; direction = \"lower\";", "40", "0", "100", NULL},
        {"due = 25; direction = \"lower\";", "0", "0", "100", NULL},
        {"due = 25; direction = \"lower\";", "0", "1", "0", NULL},
        {"due = 25;", "-40", "16", "!", "figures.csv:1:1: error[target-negative]"},
        /* Missing. */
        {"due = 25;", "100", NULL, "!", "error[measure-missing]"},
        {"due = 25; missing = \"exclude\";", "100", NULL, "-", NULL},
        {"due = 25; missing = \"zero\";", "100", NULL, "0", NULL},
        {"due = 25; missing = \"neutral\"; neutral = 70;", "100", NULL, "70", NULL},
        /* Without `due` the figures need their day. */
        {"", "100", "20", "!",
         "error[time-as-of]: the figures have no date, so scoring \"s\" cannot tell what of now is "
         "due by now"},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	leaf_check("time_progress", rows, sizeof rows / sizeof *rows);
}

/* 73 days of 365 are a fifth: 20 of 100 are due, 15 are three quarters of it. */
static void the_calendar_counts_both_ends(void **state)
{
	(void)state;
	static const struct {
		const char *as_of, *shown;
	} days[] = {
	        {"2024-12-31", "no task"},
	        {"2025-01-01", "100 × min(15 ÷ (100 × 1 ÷ 365), 1) = 100"},
	        {"2025-03-14", "100 × min(15 ÷ (100 × 73 ÷ 365), 1) = 75"},
	        {"2025-12-31", "100 × min(15 ÷ (100 × 365 ÷ 365), 1) = 15"},
	        {"2026-06-30", "100 × min(15 ÷ (100 × 365 ÷ 365), 1) = 15"},
	};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct assessed x = leaf_open("method = \"time_progress\"; missing = \"exclude\";");
		assert_true(date_read(days[i].as_of, &x.figures->as_of));
		assessed_target(&x, "one", "a", NULL, "100");
		assessed_value(&x, "one", "a", NULL, "15");
		assert_string_equal(leaf_shows(&x, "one"), days[i].shown);
		assessed_close(&x);
	}
}

static void dates_that_are_missing_are_said_once(void **state)
{
	(void)state;
	struct assessed x = leaf_open("method = \"time_progress\"; missing = \"exclude\";");
	x.figures->period = method_period(x.method, "base"); /* has no dates */
	const char *found = leaf_shows(&x, "one");
	const char *span = strstr(found, "error[time-span]: period base has no dates"),
	           *as_of = strstr(found, "error[time-as-of]");
	assert_non_null(span);
	assert_non_null(as_of);
	assert_null(strstr(span + strlen("error["), "[time-span]"));
	assert_null(strstr(as_of + strlen("error["), "[time-as-of]"));
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(the_calendar_counts_both_ends),
	        cmocka_unit_test(dates_that_are_missing_are_said_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
