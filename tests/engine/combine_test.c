#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"

#include <stdio.h>
#include <string.h>

/* Two leaves whose values are their marks, under an item of 90 points. */
#define LEAVES(a, b)                                                                               \
	"scoring = ( { id = \"v\"; method = \"value\"; }, "                                        \
	"{ id = \"x\"; method = \"value\"; missing = \"exclude\"; } );"                            \
	"points = 90; items = ( { id = \"a\"; name = \"a\"; scoring = \"v\"; " a " }, "            \
	"{ id = \"b\"; name = \"b\"; scoring = \"x\"; " b " } );"
#define UNITS "periods = [ \"2024\" ]; units = [ \"one\" ];"

static const char *total(const char *rules, const char *a, const char *b, char out[64])
{
	struct assessed x = assessed_open(rules);
	if (a)
		assessed_value(&x, "one", "a", NULL, a);
	if (b)
		assessed_value(&x, "one", "b", NULL, b);
	const struct sheet *s = assessed_score(&x);
	strcpy(out, s ? assessed_points(&x, s, "one", "total") : assessed_findings(&x));
	assessed_close(&x);
	return out;
}

static void geometric_mean_is_exact_where_it_can_be(void **state)
{
	(void)state;
	char out[64];
	const char *rules = UNITS "combine = \"geometric\";" LEAVES("weight = 50;", "weight = 50;");
	/* 90 × sqrt(0.25 × 0.64) = 90 × 0.4 */
	assert_string_equal(total(rules, "25", "64", out), "36");
	/* A child of 0 makes it 0. */
	assert_string_equal(total(rules, "0", "64", out), "0");
	/* 90 × sqrt(0.2 × 0.4) = 25.4558…: not exact, every digit shown is certain. */
	assert_string_equal(total(rules, "20", "40", out), "≈25.455844122715710878430397035775");
}

static void geometric_mean_redistributes(void **state)
{
	(void)state;
	char out[64];
	const char *rules = UNITS "combine = \"geometric\";" LEAVES("weight = 30;", "weight = 70;");
	assert_string_equal(total(rules, "80", "-", out), "72");
}

static void a_lack_of_task_may_count_as_full_or_as_nothing(void **state)
{
	(void)state;
	char out[64];
	assert_string_equal(total(UNITS "combine = \"geometric\"; no_task = \"full\";" LEAVES(
	                                  "weight = 50;", "weight = 50;"),
	                          "25", "-", out),
	                    "45"); /* 90 × sqrt(0.25 × 1) */
	assert_string_equal(total(UNITS "combine = \"minimum\"; no_task = \"zero\";" LEAVES("", ""),
	                          "25", "-", out),
	                    "0");
}

static void nothing_is_below_zero_under_a_root(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS "combine = \"geometric\";" LEAVES("weight = 50;", "weight = 50;"));
	assessed_value(&x, "one", "a", NULL, "-5");
	assessed_value(&x, "one", "b", NULL, "5");
	assert_null(assessed_score(&x));
	assert_string_equal(
	        assessed_findings(&x),
	        "kaohe: error[geometric-negative]: one has less than 0 points for a, so "
	        "there is no geometric mean; to mend: use combine = \"weighted\", or a "
	        "scoring method whose marks do not fall below 0\n");
	assessed_close(&x);
}

static void products_and_minima(void **state)
{
	(void)state;
	char out[64];
	/* 90 × 0.5 × 0.8 */
	assert_string_equal(total(UNITS "combine = \"product\";" LEAVES("", ""), "50", "80", out),
	                    "36");
	/* 90 × min(0.5, 0.8) */
	assert_string_equal(total(UNITS "combine = \"minimum\";" LEAVES("", ""), "50", "80", out),
	                    "45");
	/* One alone is left. */
	assert_string_equal(total(UNITS "combine = \"minimum\";" LEAVES("", ""), "50", NULL, out),
	                    "45");
}

static void weights_may_be_normalised(void **state)
{
	(void)state;
	char out[64];
	/* 13 and 39 of 52: 90 × (80 × 13 + 40 × 39) ÷ 5200 = 45 */
	assert_string_equal(total(UNITS "combine = \"weighted\"; weights = \"normalise\";" LEAVES(
	                                  "weight = \"13\";", "weight = 39;"),
	                          "80", "40", out),
	                    "45");
}

static void sums_are_limited_unless_the_rules_say_otherwise(void **state)
{
	(void)state;
	char out[64];
	const char *leaves = LEAVES("points = 30;", "points = 60;");
	char rules[512];
	strcpy(rules, UNITS);
	strcat(rules, leaves);
	assert_string_equal(total(rules, "100", "200", out), "90"); /* 30 + 120, at most 90 */
	strcpy(rules, UNITS "limit = \"none\";");
	strcat(rules, leaves);
	assert_string_equal(total(rules, "100", "200", out), "150");
}

/* A unit's score beside the 100: 60 of 60 and 20 of 40, then 5 more and 3 less. */
static void bonus_and_deduction_stand_outside(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS
	        "scoring = ( { id = \"v\"; method = \"value\"; }, "
	        "{ id = \"b\"; method = \"value\"; full = 10; } ); points = 100; items = ("
	        "{ id = \"a\"; name = \"a\"; points = 60; scoring = \"v\"; },"
	        "{ id = \"b\"; name = \"b\"; points = 40; scoring = \"v\"; },"
	        "{ id = \"plus\"; name = \"p\"; points = 10; outside = \"bonus\"; scoring = \"b\"; "
	        "},"
	        "{ id = \"minus\"; name = \"m\"; points = 10; outside = \"deduction\"; scoring = "
	        "\"b\"; } );");
	assessed_value(&x, "one", "a", NULL, "100");
	assessed_value(&x, "one", "b", NULL, "50");
	assessed_value(&x, "one", "plus", NULL, "5");
	assessed_value(&x, "one", "minus", NULL, "3");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(assessed_points(&x, s, "one", "total"), "82");
	assert_string_equal(s->units[0].items[0].formula, "60 + 20 + 5 − 3 = 82");
	/* The limit is that of the full points; a bonus may lead beyond. */
	assessed_value(&x, "one", "b", NULL, "400");
	s = assessed_score(&x);
	assert_string_equal(assessed_points(&x, s, "one", "total"), "102");
	assert_string_equal(s->units[0].items[0].formula, "min(60 + 160, 100) + 5 − 3 = 102");
	assert_int_equal(s->units[0].items[0].state, POINTS_LIMITED);
	assessed_close(&x);
}

/* Of 50 points "under" has 25 and a bonus of 5: of its 100 that is 50 and 10. */
static void a_bonus_is_converted_where_marks_are_out_of_100(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS
	        "scoring = ( { id = \"v\"; method = \"value\"; } ); points = 100; "
	        "combine = \"geometric\"; items = ("
	        "{ id = \"under\"; name = \"u\"; weight = 50; items = ("
	        "{ id = \"a\"; name = \"a\"; points = 50; scoring = \"v\"; },"
	        "{ id = \"plus\"; name = \"p\"; points = 5; outside = \"bonus\"; scoring = "
	        "\"v\"; } ); }, { id = \"b\"; name = \"b\"; weight = 50; scoring = \"v\"; } );");
	assessed_value(&x, "one", "a", NULL, "50");
	assessed_value(&x, "one", "plus", NULL, "100");
	assessed_value(&x, "one", "b", NULL, "60");
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(assessed_points(&x, s, "one", "plus"), "10");
	assert_string_equal(assessed_points(&x, s, "one", "under"), "60");
	assert_string_equal(assessed_points(&x, s, "one", "total"), "60");
	assessed_close(&x);
}

/* "a" and "b" have 50 points each; nothing inside "a" was asked, 3 points lie beside it. */
static void what_lies_outside_counts_where_nothing_inside_was_asked(void **state)
{
	(void)state;
	static const struct {
		const char *no_task, *of_a, *total, *formula;
	} rows[] = {{"redistribute", "3", "83", "0 + 3 = 3"},
	            {"zero", "3", "43", "0 + 3 = 3"},
	            {"full", "53", "93", "50 + 3 = 53"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char rules[1024];
		snprintf(rules, sizeof rules,
		         UNITS
		         "scoring = ( { id = \"x\"; method = \"value\"; missing = \"exclude\"; "
		         "} ); points = 100; combine = \"weighted\"; no_task = \"%s\"; items = ("
		         "{ id = \"a\"; name = \"a\"; weight = 50; items = ("
		         "{ id = \"c\"; name = \"c\"; points = 50; scoring = \"x\"; },"
		         "{ id = \"plus\"; name = \"p\"; points = 6; outside = \"bonus\"; "
		         "scoring = \"x\"; } ); },"
		         "{ id = \"b\"; name = \"b\"; weight = 50; scoring = \"x\"; } );",
		         rows[i].no_task);
		struct assessed x = assessed_open(rules);
		assessed_value(&x, "one", "plus", NULL, "50");
		assessed_value(&x, "one", "b", NULL, "80");
		const struct sheet *s = assessed_score(&x);
		assert_string_equal(assessed_points(&x, s, "one", "a"), rows[i].of_a);
		assert_string_equal(assessed_points(&x, s, "one", "total"), rows[i].total);
		assert_string_equal(s->units[0].items[1].formula, rows[i].formula);
		assessed_close(&x);
	}
}

/* All that is left has no weight. */
static void a_geometric_mean_of_no_weight_is_nothing(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS "combine = \"geometric\";" LEAVES("weight = 0;", "weight = 100;"));
	assessed_value(&x, "one", "a", NULL, "80");
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(assessed_points(&x, s, "one", "total"), "0");
	assert_string_equal(s->units[0].items[0].formula, "0 = 0");
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(geometric_mean_is_exact_where_it_can_be),
	        cmocka_unit_test(geometric_mean_redistributes),
	        cmocka_unit_test(a_lack_of_task_may_count_as_full_or_as_nothing),
	        cmocka_unit_test(nothing_is_below_zero_under_a_root),
	        cmocka_unit_test(products_and_minima),
	        cmocka_unit_test(weights_may_be_normalised),
	        cmocka_unit_test(sums_are_limited_unless_the_rules_say_otherwise),
	        cmocka_unit_test(bonus_and_deduction_stand_outside),
	        cmocka_unit_test(a_bonus_is_converted_where_marks_are_out_of_100),
	        cmocka_unit_test(what_lies_outside_counts_where_nothing_inside_was_asked),
	        cmocka_unit_test(a_geometric_mean_of_no_weight_is_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
