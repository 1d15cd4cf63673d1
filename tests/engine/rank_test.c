#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/settings.h"
#include "tests/assessed.h"

#include <string.h>

#define ITEMS                                                                                      \
	"scoring = ( { id = \"v\"; method = \"value\"; } ); points = 100; items = ( "              \
	"{ id = \"a\"; name = \"a\"; points = 100; scoring = \"v\"; }, "                           \
	"{ id = \"big\"; name = \"b\"; points = 0; scoring = \"v\"; }, "                           \
	"{ id = \"bad\"; name = \"c\"; points = 0; scoring = \"v\"; } );"
#define GRADES                                                                                     \
	"grades = ( { id = \"a\"; name = \"优\"; from = 90; quota = 40; }, "                      \
	"{ id = \"b\"; name = \"良\"; from = 80; }, { id = \"c\"; name = \"合格\"; } );"
#define CONSEQUENCES                                                                               \
	"consequences = ( { id = \"up\"; name = \"u\"; item = \"big\"; from = 1; effect = "        \
	"\"lift\"; },"                                                                             \
	"{ id = \"veto\"; name = \"v\"; item = \"bad\"; from = 1; effect = \"cap\"; grade = "      \
	"\"c\"; },"                                                                                \
	"{ id = \"out\"; name = \"o\"; item = \"bad\"; from = 2; effect = \"unranked\"; } );"
#define FIVE "periods = [ \"2024\" ]; units = [ \"u1\", \"u2\", \"u3\", \"u4\", \"u5\" ];"

static const char *const names[] = {"u1", "u2", "u3", "u4", "u5"};

static struct assessed five(const char *rules, const char *const values[5])
{
	struct assessed x = assessed_open(rules);
	for (size_t i = 0; i < 5; i++) {
		assessed_value(&x, names[i], "a", NULL, values[i]);
		assessed_value(&x, names[i], "big", NULL, "0");
		assessed_value(&x, names[i], "bad", NULL, "0");
	}
	return x;
}

/* "1a 2b 3- …": rank and grade in the order of the rule file. */
static const char *ranks(struct assessed *x, const struct sheet *s)
{
	struct buffer b;
	buffer_start(&b, x->arena);
	for (size_t i = 0; i < 5; i++) {
		const struct unit_result *u = &s->units[i];
		buffer_print(&b, "%s%zu%s", i ? " " : "", u->rank,
		             u->grade == NONE ? "-" : x->method->grades[u->grade].named.id);
	}
	return b.text;
}

static void grades_go_by_score_and_quota(void **state)
{
	(void)state;
	/* 40 % of five are two: the third with 91 is good at best, and so is the one below 90. */
	struct assessed x =
	        five(FIVE ITEMS GRADES, (const char *const[]){"95", "92", "91", "85", "70"});
	assert_string_equal(ranks(&x, assessed_score(&x)), "1a 2a 3b 4b 5c");
	assessed_close(&x);
}

static void a_tie_at_the_edge_of_a_quota_goes_down_together(void **state)
{
	(void)state;
	struct assessed x =
	        five(FIVE ITEMS GRADES, (const char *const[]){"95", "92", "92", "85", "70"});
	assert_string_equal(ranks(&x, assessed_score(&x)), "1a 2b 2b 4b 5c");
	assessed_close(&x);
}

static void none_behind_a_unit_gets_a_better_grade(void **state)
{
	(void)state;
	/* u2 and u3 tie and do not fit; u4 reaches 90 and there is room for one, but it is behind.
	 */
	struct assessed x =
	        five(FIVE ITEMS GRADES, (const char *const[]){"95", "93", "93", "91", "70"});
	assert_string_equal(ranks(&x, assessed_score(&x)), "1a 2b 2b 4b 5c");
	assessed_close(&x);
}

static void lifts_and_vetoes(void **state)
{
	(void)state;
	struct assessed x = five(FIVE ITEMS GRADES CONSEQUENCES,
	                         (const char *const[]){"95", "92", "91", "85", "70"});
	assessed_value(&x, "u1", "bad", NULL, "1"); /* vetoed */
	assessed_value(&x, "u5", "big", NULL, "3"); /* lifted */
	assessed_value(&x, "u3", "big", NULL, "1"); /* lifted beyond the quota, and vetoed */
	assessed_value(&x, "u3", "bad", NULL, "1");
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(ranks(&x, s), "1c 2a 3c 4b 5b");
	assert_int_equal(s->units[0].grade_earned, 0);
	assert_int_equal(s->units[2].n_consequences, 2);
	assessed_close(&x);
}

static void a_consequence_may_hang_on_too_little(void **state)
{
	(void)state;
	struct assessed x = five(FIVE ITEMS GRADES
	                         "consequences = ( { id = \"low\"; name = \"l\"; item = \"big\"; "
	                         "below = 60; effect = \"cap\"; grade = \"c\"; } );",
	                         (const char *const[]){"95", "92", "91", "85", "70"});
	for (size_t i = 0; i < 5; i++)
		assessed_value(&x, names[i], "big", NULL, i == 1 ? "59" : "60");
	assert_string_equal(ranks(&x, assessed_score(&x)), "1a 2c 3b 4b 5c");
	assessed_close(&x);
}

static void who_is_listed_apart_leaves_room(void **state)
{
	(void)state;
	struct assessed x = five(FIVE ITEMS GRADES CONSEQUENCES,
	                         (const char *const[]){"95", "92", "91", "85", "70"});
	assessed_value(&x, "u1", "bad", NULL, "2");
	const struct sheet *s = assessed_score(&x);
	/* Of the four that are ranked 40 % are one. */
	assert_string_equal(ranks(&x, s), "0- 1a 2b 3b 4c");
	assert_true(s->units[0].apart);
	assert_int_equal(s->order[4], 0);
	assessed_close(&x);
}

static void groups_are_ranked_and_graded_by_themselves(void **state)
{
	(void)state;
	struct assessed x =
	        five("periods = [ \"2024\" ]; groups = [ \"north\", \"south\" ]; units = ("
	             "{ id = \"u1\"; name = \"1\"; group = \"south\"; }, { id = \"u2\"; name = "
	             "\"2\"; group = \"north\"; },"
	             "{ id = \"u3\"; name = \"3\"; group = \"south\"; }, { id = \"u4\"; name = "
	             "\"4\"; group = \"north\"; },"
	             "{ id = \"u5\"; name = \"5\"; } ); rank = { in_groups = true; };"
	             "grades = ( { id = \"a\"; name = \"优\"; most = 1; }, { id = \"b\"; name = "
	             "\"良\"; } );" ITEMS,
	             (const char *const[]){"70", "60", "90", "80", "10"});
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(ranks(&x, s), "2b 2b 1a 1a 1a");
	const size_t order[] = {3, 1, 2, 0, 4}; /* north, south, those without a group */
	assert_memory_equal(s->order, order, sizeof order);
	assessed_close(&x);
}

static void dense_ranks(void **state)
{
	(void)state;
	struct assessed x = five(FIVE ITEMS "rank = { ties = \"dense\"; };",
	                         (const char *const[]){"70", "90", "90", "80", "80"});
	assert_string_equal(ranks(&x, assessed_score(&x)), "3- 1- 1- 2- 2-");
	assessed_close(&x);
}

/* The logarithms of equal numbers cannot be told apart, nor can a rank on exact scores be given;
 * on published scores they tie. */
static void what_cannot_be_told_apart_is_refused(void **state)
{
	(void)state;
	const char *rules =
	        "periods = [ \"2024\" ]; units = [ \"u1\", \"u2\" ]; scoring = ( { id = "
	        "\"v\"; method = \"value\"; log = \"10\"; } ); points = 100; items = ( "
	        "{ id = \"a\"; name = \"a\"; points = 100; scoring = \"v\"; } );"
	        "policies = ( { id = \"on\"; name = \"o\"; value = \"published\"; alternatives = "
	        "( { id = \"published\"; }, { id = \"exact\"; } ); } ); rank = { on = \"$on\"; };";
	struct assessed x = assessed_open(rules);
	assessed_value(&x, "u1", "a", NULL, "7");
	assessed_value(&x, "u2", "a", NULL, "7");
	const struct sheet *s = assessed_score(&x);
	assert_int_equal(s->units[1].rank, 1);
	const struct setting exact = {"policy", "on", "exact", ORIGIN_TRIAL, {"--set", 0, 0}};
	x.method = settings_apply(x.arena, x.method, &exact, 1, false, x.log);
	x.figures = figures_under(x.arena, x.figures, x.method);
	assert_null(assessed_score(&x));
	assert_string_equal(
	        assessed_findings(&x),
	        "kaohe: error[rank-uncertain]: u1 and u2 differ by less than the error of a "
	        "step that is not exact, so their order is not certain; to mend: rank on "
	        "published scores (rank.on = \"published\"): they then tie\n");
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(grades_go_by_score_and_quota),
	        cmocka_unit_test(a_tie_at_the_edge_of_a_quota_goes_down_together),
	        cmocka_unit_test(none_behind_a_unit_gets_a_better_grade),
	        cmocka_unit_test(lifts_and_vetoes),
	        cmocka_unit_test(a_consequence_may_hang_on_too_little),
	        cmocka_unit_test(who_is_listed_apart_leaves_room),
	        cmocka_unit_test(groups_are_ranked_and_graded_by_themselves),
	        cmocka_unit_test(dense_ranks),
	        cmocka_unit_test(what_cannot_be_told_apart_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
