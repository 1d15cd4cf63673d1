#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"

#include <string.h>

/* A year of two halves that count 40 and 60. */
static const char rules[] =
        "periods = ( { id = \"year\"; name = \"全年\"; parts = ( [ \"h1\", 40 ], [ \"h2\", 60 ] ); "
        "},"
        "{ id = \"h1\"; name = \"上半年\"; }, { id = \"h2\"; name = \"下半年\"; } );"
        "units = [ \"one\", \"two\" ]; scoring = ( { id = \"v\"; method = \"value\"; } ); points = "
        "100;"
        "items = ( { id = \"a\"; name = \"a\"; points = 60; scoring = \"v\"; },"
        "{ id = \"b\"; name = \"b\"; points = 40; scoring = \"v\"; } );"
        "consequences = ( { id = \"out\"; name = \"o\"; item = \"b\"; from = 100; effect = "
        "\"unranked\"; } );";

static void fill(struct assessed *x, const char *unit, const char *period, const char *a,
                 const char *b)
{
	assessed_value(x, unit, "a", period, a);
	assessed_value(x, unit, "b", period, b);
}

static struct assessed two(void)
{
	struct assessed x = assessed_open(rules);
	fill(&x, "one", "h1", "50", "80"); /* 30 + 32 = 62 */
	fill(&x, "one", "h2", "90", "70"); /* 54 + 28 = 82 */
	fill(&x, "two", "h1", "70", "70"); /* 70 */
	fill(&x, "two", "h2", "80", "75"); /* 48 + 30 = 78 */
	return x;
}

static void the_year_is_the_weighted_mean_of_its_halves(void **state)
{
	(void)state;
	struct assessed x = two();
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(assessed_points(&x, s, "one", "total"), "74"); /* 0.4 × 62 + 0.6 × 82 */
	assert_string_equal(assessed_points(&x, s, "two", "total"), "374/5"); /* 74.8 */
	assert_int_equal(s->units[1].rank, 1);
	assert_string_equal(assessed_points(&x, s, "one", "a"), "222/5"); /* 0.4 × 30 + 0.6 × 54 */
	assert_string_equal(s->units[0].items[1].formula, "(40 × 30 + 60 × 54) ÷ 100 = 44.4");
	assert_int_equal(s->n_parts, 2);
	assert_string_equal(assessed_points(&x, s->parts[0], "one", "total"), "62");
	assessed_close(&x);
}

static void a_half_that_is_missing_refuses_the_year(void **state)
{
	(void)state;
	struct assessed x = two();
	*figures_value(x.figures, 1, 2, 2) = (struct figure){0};
	assert_null(assessed_score(&x));
	assert_string_equal(
	        assessed_findings(&x),
	        "kaohe: error[measure-missing]: two has no value for b in 下半年; to mend: add it "
	        "to the "
	        "values; what its absence means is parameter missing of the rule file\n");
	assessed_close(&x);
}

static void a_consequence_in_one_half_holds_for_the_year(void **state)
{
	(void)state;
	struct assessed x = two();
	fill(&x, "two", "h1", "0", "100");
	const struct sheet *s = assessed_score(&x);
	assert_true(s->units[1].apart);
	assert_false(s->units[1].ranked);
	assert_int_equal(s->units[0].rank, 1);
	assessed_close(&x);
}

/* Two large projects in one half lift a grade, so one in each half does too. */
static void a_consequence_of_both_halves_holds_once(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = ( { id = \"year\"; name = \"y\"; parts = ( [ \"h1\", 1 ], [ \"h2\", 1 ] "
	        "); },"
	        "{ id = \"h1\"; name = \"1\"; }, { id = \"h2\"; name = \"2\"; } );"
	        "units = [ \"one\" ]; scoring = ( { id = \"v\"; method = \"value\"; } ); points = "
	        "100;"
	        "items = ( { id = \"a\"; name = \"a\"; points = 100; scoring = \"v\"; },"
	        "{ id = \"big\"; name = \"b\"; points = 0; scoring = \"v\"; } );"
	        "grades = ( { id = \"a\"; name = \"A\"; from = 90; }, { id = \"b\"; name = \"B\"; "
	        "from = 60; }, { id = \"c\"; name = \"C\"; } );"
	        "consequences = ( { id = \"up\"; name = \"u\"; item = \"big\"; from = 1; effect = "
	        "\"lift\"; } );");
	static const char *const halves[] = {"h1", "h2"};
	for (size_t i = 0; i < 2; i++) {
		assessed_value(&x, "one", "a", halves[i], "50");
		assessed_value(&x, "one", "big", halves[i], i ? "2" : "1");
	}
	const struct unit_result *u = &assessed_score(&x)->units[0];
	assert_int_equal(u->n_consequences, 1);
	assert_string_equal(ratio_exact(x.arena, u->consequences[0].measure), "1");
	assert_int_equal(u->grade_earned, 2);
	assert_int_equal(u->grade, 1);
	assessed_close(&x);
}

/* Nothing was asked of one in the first half: the second is its year. */
static void a_half_in_which_nothing_was_asked_does_not_count(void **state)
{
	(void)state;
	struct assessed x = two();
	fill(&x, "one", "h1", "-", "-");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(assessed_points(&x, s, "one", "total"), "82");
	assert_string_equal(s->units[0].items[1].formula, "(60 × 54) ÷ 60 = 54");
	assert_string_equal(assessed_points(&x, s, "two", "total"), "374/5");
	assessed_close(&x);
}

/* 20 less a tenth of a cent's logarithm: what a half would be rounded to is nobody's business. */
static void only_the_whole_is_published(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = ( { id = \"year\"; name = \"y\"; parts = ( [ \"h1\", 1 ], [ \"h2\", 1 ] "
	        "); },"
	        "{ id = \"h1\"; name = \"1\"; }, { id = \"h2\"; name = \"2\"; } );"
	        "units = [ \"one\" ]; scoring = ( { id = \"v\"; method = \"value\"; log = \"10\"; "
	        "}, "
	        "{ id = \"p\"; method = \"value\"; } ); points = 300;"
	        "items = ( { id = \"a\"; name = \"a\"; points = 100; scoring = \"v\"; },"
	        "{ id = \"b\"; name = \"b\"; points = 100; scoring = \"v\"; },"
	        "{ id = \"c\"; name = \"c\"; points = 100; scoring = \"p\"; } );");
	for (size_t i = 0; i < 2; i++) {
		const char *half = i ? "h2" : "h1";
		fill(&x, "one", half, "2", "5");
		assessed_value(&x, "one", "c", half, i ? "0.003" : "0.005");
	}
	const struct sheet *s = assessed_score(&x); /* 1.005 and 1.003, a year of 1.004 */
	assert_non_null(s);
	assert_string_equal(ratio_fixed(x.arena, s->units[0].published, 2, ROUND_HALF_UP), "1.00");
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_year_is_the_weighted_mean_of_its_halves),
	        cmocka_unit_test(a_half_that_is_missing_refuses_the_year),
	        cmocka_unit_test(a_half_in_which_nothing_was_asked_does_not_count),
	        cmocka_unit_test(only_the_whole_is_published),
	        cmocka_unit_test(a_consequence_in_one_half_holds_for_the_year),
	        cmocka_unit_test(a_consequence_of_both_halves_holds_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
