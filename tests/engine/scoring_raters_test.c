#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"

#include <string.h>

#define RULES(params)                                                                              \
	"periods = [ \"2024\" ]; units = ( { id = \"one\"; name = \"one\"; }, "                    \
	"{ id = \"city\"; name = \"city\"; assessed = false; } ); "                                \
	"scoring = ( { id = \"jury\"; method = \"raters\"; "                                       \
	"groups = ( [ \"leaders\", 70 ], [ \"peers\", 30 ] ); " params " } ); points = 10; "       \
	"items = ( { id = \"a\"; name = \"甲\"; points = 10; scoring = \"jury\"; } );"

/* "leaders 8 leaders 9 peers 7.5": the points, in input order. */
static struct assessed judged(const char *rules, const char *unit, const char *points)
{
	struct assessed x = assessed_open(rules);
	char *words[64], *rest = arena_copy(x.arena, points);
	size_t n = 0;
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " "))
		words[n++] = word;
	for (; n >= 2; n -= 2) /* each is put before the others */
		assessed_judge(&x, unit, "a", strcmp(words[n - 2], "?") ? words[n - 2] : NULL,
		               words[n - 1]);
	return x;
}

static void mark_is(const char *rules, const char *points, const char *expected)
{
	struct assessed x = judged(rules, "one", points);
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(s ? assessed_mark(&x, s, "one", "a") : assessed_findings(&x), expected);
	assessed_close(&x);
}

static void formula_is(const char *rules, const char *points, const char *expected)
{
	struct assessed x = judged(rules, "one", points);
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(s->units[0].items[1].formula, expected);
	assessed_close(&x);
}

static void groups_are_weighed(void **state)
{
	(void)state;
	/* (70 x 8.5 + 30 x 7) / 100 */
	mark_is(RULES(""), "leaders 8 peers 7 leaders 9", "161/20");
	mark_is(RULES(""), "leaders 8 peers 8", "8");
	mark_is(RULES(""), "leaders 0 peers 0", "0");
	formula_is(RULES(""), "leaders 8 peers 7 leaders 9",
	           "leaders: (8 + 9) ÷ 2 = 8.5; peers: 7; (70 × 8.5 + 30 × 7) ÷ 100 = 8.05");
}

static void extremes_are_left_out_within_a_group(void **state)
{
	(void)state;
	/* leaders (10 + 8 + 6 - 10 - 6) / 1 = 8; two peers are not enough: 5 */
	mark_is(RULES("trim_from = 3;"), "leaders 10 leaders 8 peers 4 peers 6 leaders 6", "71/10");
	formula_is(RULES("trim_from = 3;"), "leaders 10 leaders 8 peers 4 peers 6 leaders 6",
	           "leaders: (10 + 8 + 6 − 10 − 6) ÷ 1 = 8; peers: (4 + 6) ÷ 2 = 5; "
	           "(70 × 8 + 30 × 5) ÷ 100 = 7.1");
	/* all equal: one highest and one lowest of them */
	mark_is(RULES("trim_from = 3;"), "leaders 6 leaders 6 leaders 6 peers 6", "6");
}

static void an_absent_group(void **state)
{
	(void)state;
	mark_is(RULES(""), "leaders 8",
	        "kaohe: error[rater-group-absent]: one has no points for 甲 from group \"peers\"; "
	        "to "
	        "mend: add them to the judged points; what their absence means is parameter absent "
	        "of "
	        "the rule file\n");
	mark_is(RULES("absent = \"reweight\";"), "peers 8 peers 7", "15/2");
	formula_is(RULES("absent = \"reweight\";"), "peers 8", "peers: 8; (30 × 8) ÷ 30 = 8");
}

static void nobody_at_all(void **state)
{
	(void)state;
	static const char refused[] =
	        "kaohe: error[judged-missing]: one has no points for 甲; to mend: add a row to the "
	        "judged points\n";
	mark_is(RULES(""), "", refused);
	mark_is(RULES("absent = \"reweight\";"), "", refused);
	mark_is(RULES("missing = \"zero\";"), "", "0");
}

static void points_of_no_listed_group_are_refused(void **state)
{
	(void)state;
	mark_is(RULES(""), "leaders 8 peers 7 guests 10 ? 9",
	        "judged.csv:1:1: error[rater-group-unknown]: there is no group of scorers "
	        "\"guests\"; "
	        "to mend: write one of: leaders, peers\n"
	        "judged.csv:1:1: error[rater-group-none]: the group of this scorer is not given; "
	        "to "
	        "mend: write one of these in column group: leaders, peers\n");
}

static void a_unit_that_is_not_assessed_is_only_unreported(void **state)
{
	(void)state;
	struct assessed x = judged(RULES("missing = \"zero\";"), "city", "leaders 8");
	assessed_judge(&x, "one", "a", "peers", "7");
	assessed_judge(&x, "one", "a", "leaders", "7");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_int_equal(s->units[1].items[1].state, POINTS_UNREPORTED);
	assert_string_equal(assessed_points(&x, s, "one", "a"), "7");
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(groups_are_weighed),
	        cmocka_unit_test(extremes_are_left_out_within_a_group),
	        cmocka_unit_test(an_absent_group),
	        cmocka_unit_test(nobody_at_all),
	        cmocka_unit_test(points_of_no_listed_group_are_refused),
	        cmocka_unit_test(a_unit_that_is_not_assessed_is_only_unreported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
