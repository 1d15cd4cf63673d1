/* shape_test - what the reports find in a method: gaps, shares, groups, flags; and how numbers that
 * are not exact, or too long, are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "reports/flags.h"
#include "reports/page.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include "tests/assessed.h"

static const struct heading heading = {.title = {{"t"}}, .issuer = {{""}}, .as_of = ""};

static size_t item(const struct assessed *x, const char *id)
{
	return method_item(x->method, id);
}

static size_t unit(const struct assessed *x, const char *id)
{
	return method_unit(x->method, id);
}

static struct report report_on(const struct sheet *s)
{
	assert_non_null(s);
	return (struct report){.sheet = s, .heading = &heading, .lang = LANG_EN};
}

#define UNITS "periods = [ \"now\", \"then\" ]; units = [ \"a\", \"b\", \"c\" ];"

static void gaps_are_what_parameter_missing_decided(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS "types = [ \"p\" ]; points = 40; scoring = ("
	              "{ id = \"level\"; method = \"value\"; missing = \"exclude\"; },"
	              "{ id = \"growth\"; method = \"value\"; of = \"growth\"; base = \"then\";"
	              "  missing = \"neutral\"; neutral = 50; },"
	              "{ id = \"share\"; method = \"proportional\"; missing = \"zero\"; },"
	              "{ id = \"rate\"; method = \"completion\"; missing = \"zero\"; } );"
	              "items = ( { id = \"l\"; name = \"l\"; points = 10; scoring = \"level\"; },"
	              "{ id = \"g\"; name = \"g\"; points = 10; scoring = \"growth\"; },"
	              "{ id = \"s\"; name = \"s\"; points = 10; scoring = \"share\"; },"
	              "{ id = \"r\"; name = \"r\"; points = 10; scoring = \"rate\"; } );");
	assessed_value(&x, "a", "l", NULL, "5");
	assessed_value(&x, "b", "l", NULL, "-");
	assessed_value(&x, "a", "g", NULL, "6");
	assessed_value(&x, "a", "g", "then", "5");
	assessed_value(&x, "b", "g", NULL, "6");
	assessed_value(&x, "b", "g", "then", "0"); /* growth from nothing */
	assessed_target(&x, "a", "s", NULL, "8");
	assessed_target(&x, "b", "s", NULL, "8");
	assessed_value(&x, "a", "s", NULL, "8");
	assessed_target(&x, "a", "r", "p", "2");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_int_equal(shape_gap(s, unit(&x, "a"), item(&x, "l")), GAP_NONE);
	assert_int_equal(shape_gap(s, unit(&x, "b"), item(&x, "l")), GAP_NONE);
	assert_int_equal(shape_gap(s, unit(&x, "c"), item(&x, "l")), GAP_MISSING);
	assert_int_equal(shape_gap(s, unit(&x, "a"), item(&x, "g")), GAP_NONE);
	assert_int_equal(shape_gap(s, unit(&x, "b"), item(&x, "g")), GAP_UNDEFINED);
	assert_int_equal(shape_gap(s, unit(&x, "c"), item(&x, "g")), GAP_MISSING);
	assert_int_equal(shape_gap(s, unit(&x, "b"), item(&x, "s")), GAP_MISSING);
	assert_int_equal(shape_gap(s, unit(&x, "c"), item(&x, "s")), GAP_NONE); /* no target */
	assert_int_equal(shape_gap(s, unit(&x, "a"), item(&x, "r")), GAP_MISSING);
	assert_int_equal(shape_gap(s, unit(&x, "b"), item(&x, "r")), GAP_NONE); /* no task */
	assert_int_equal(shape_gap(s, unit(&x, "a"), 0), GAP_NONE);
	struct report r = report_on(s);
	struct page p = page_new(x.arena, &r, false);
	assert_string_equal(sentence_missing(&p, item(&x, "g")), "mark 50 (missing = neutral)");
	assert_true(flags_of(x.arena, s, unit(&x, "b")) & 1u << FLAG_MISSING);
	assessed_close(&x);
}

/* Published weights that come to 1.04: 0.26 of them is 25 %. Below a geometric mean parts are out
 * of 100, and what lies below them shares that. */
static void shares_follow_the_sum_of_the_weights(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS "points = 10; combine = \"geometric\"; weights = \"normalise\";"
	              "scoring = ( { id = \"v\"; method = \"value\"; } );"
	              "items = ( { id = \"one\"; name = \"one\"; weight = 0.26; scoring = \"v\"; },"
	              "{ id = \"two\"; name = \"two\"; weight = 0.78; combine = \"weighted\";"
	              "  items = ( { id = \"x\"; name = \"x\"; weight = 30; scoring = \"v\"; },"
	              "  { id = \"y\"; name = \"y\"; weight = 70; scoring = \"v\"; } ); } );");
	struct arena *a = x.arena;
	assert_string_equal(ratio_exact(a, shape_share(a, x.method, item(&x, "one"))), "25");
	assert_null(shape_share(a, x.method, 0));
	assert_string_equal(ratio_exact(a, shape_points(a, x.method, 0)), "10");
	assert_string_equal(ratio_exact(a, shape_points(a, x.method, item(&x, "two"))), "100");
	assert_string_equal(ratio_exact(a, shape_points(a, x.method, item(&x, "y"))), "70");
	assert_true(shape_is_mark(x.method, item(&x, "two")));
	assert_false(shape_is_mark(x.method, item(&x, "y")));
	assert_true(shape_has(x.method, 0, INPUT_VALUES));
	assert_false(shape_has(x.method, 0, INPUT_COUNTS));
	assert_int_equal(shape_count(x.method, INPUT_VALUES), 3);
	assessed_close(&x);
}

/* Both first in their groups; together they would share the rank. */
static void units_of_different_groups_share_no_rank(void **state)
{
	static const char rules[] =
	        "periods = [ \"now\" ]; groups = [ \"g\", \"h\" ]; rank = { in_groups = %s; };"
	        "units = ( { id = \"a\"; name = \"a\"; group = \"g\"; },"
	        "{ id = \"b\"; name = \"b\"; group = \"h\"; } );"
	        "scoring = ( { id = \"v\"; method = \"value\"; } ); points = 100;"
	        "items = ( { id = \"i\"; name = \"i\"; points = 100; scoring = \"v\"; } );";
	(void)state;
	for (int in_groups = 0; in_groups < 2; in_groups++) {
		struct arena *a = arena_new(NULL, NULL);
		struct assessed x =
		        assessed_open(arena_print(a, rules, in_groups ? "true" : "false"));
		assessed_value(&x, "a", "i", NULL, "7");
		assessed_value(&x, "b", "i", NULL, "7");
		const struct sheet *s = assessed_score(&x);
		assert_int_equal(flags_of(x.arena, s, 0), in_groups ? 0u : 1u << FLAG_TIED);
		assert_int_equal(shape_shows_group(x.method), !in_groups);
		assessed_close(&x);
		arena_free(a);
	}
}

static void numbers_are_shown_as_far_as_they_are_read(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS "points = 100; scoring = ( { id = \"v\"; method = \"value\"; } );"
	              "items = ( { id = \"i\"; name = \"i\"; points = 100;"
	              "  scoring = \"v\"; } );");
	struct arena *a = x.arena;
	for (const char *const *u = (const char *const[]){"a", "b", "c", NULL}; *u != NULL; u++)
		assessed_value(&x, *u, "i", NULL, "1");
	struct report r = report_on(assessed_score(&x));
	struct page p = page_new(a, &r, false);
	const ratio *near =
	        ratio_inexact(a, ratio_read(a, "1.4142135"), ratio_read(a, "0.0000003"));
	assert_string_equal(page_value(&p, ratio_read(a, "3.14159265")), "3.14159265");
	assert_string_equal(page_value(&p, ratio_read(a, "1/3")), "1/3");
	assert_string_equal(page_value(&p, NULL), "");
	assert_string_equal(page_measure(&p, ratio_read(a, "1/3")), "0.3333");
	assert_string_equal(page_measure(&p, ratio_read(a, "-1000/3")), "-333.33");
	assert_string_equal(page_measure(&p, ratio_read(a, "12.5")), "12.5");
	assert_string_equal(page_short(&p, ratio_read(a, "22/7")), "22/7");
	const ratio *seventh = ratio_read(a, "1/7777777");
	for (int i = 0; i < 3; i++)
		seventh = ratio_mul(a, seventh, ratio_read(a, "7777776/7777777"));
	assert_string_equal(page_short(&p, seventh), "0.0000001285…");
	assert_string_equal(page_error(&p, near), "10^-6");
	assert_string_equal(page_error(&p, ratio_read(a, "1/3")), "");
	assert_string_equal(page_points(&p, near), "1.41");
	assert_string_equal(page_equals(&p, ratio_read(a, "1/4")), " = 0.25");
	assert_string_equal(page_equals(&p, near), " ≈ 1.41421");
	assessed_close(&x);
}

/* Bands beside the field's mean depend on it, bands by themselves do not. */
static void only_what_compares_depends_on_others(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        UNITS "points = 30; scoring = ("
	              "{ id = \"alone\"; method = \"bands\"; bands = ( [ 5, 100 ] ); },"
	              "{ id = \"beside\"; method = \"bands\"; bands = ( [ 100, 100 ] );"
	              "  against = \"mean\"; }, { id = \"best\"; method = \"relative\"; } );"
	              "items = ( { id = \"x\"; name = \"x\"; points = 10; scoring = \"alone\"; },"
	              "{ id = \"y\"; name = \"y\"; points = 10; scoring = \"beside\"; },"
	              "{ id = \"z\"; name = \"z\"; points = 10; scoring = \"best\"; } );");
	assert_false(shape_depends(x.method, item(&x, "x")));
	assert_true(shape_depends(x.method, item(&x, "y")));
	assert_true(shape_depends(x.method, item(&x, "z")));
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(gaps_are_what_parameter_missing_decided),
	        cmocka_unit_test(shares_follow_the_sum_of_the_weights),
	        cmocka_unit_test(units_of_different_groups_share_no_rank),
	        cmocka_unit_test(only_what_compares_depends_on_others),
	        cmocka_unit_test(numbers_are_shown_as_far_as_they_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
