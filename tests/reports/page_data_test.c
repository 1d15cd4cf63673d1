#include "reports/page_data.h"
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include <jansson.h>

static const struct heading no_heading = {.title = {{""}}, .issuer = {{""}}, .as_of = ""};

/* What is written, read again; aborts where it is not JSON. */
static json_t *data_of(const struct sheet *s, const struct heading *h, size_t unit)
{
	struct buffer out;
	struct report r = {.sheet = s, .heading = h};
	buffer_start(&out, s->method->arena);
	page_data_write(&out, &r, unit);
	assert_null(strchr(out.text, '<'));
	json_t *object = json_loads(out.text, 0, NULL);
	assert_non_null(object);
	return object;
}

static const json_t *at(const json_t *object, const char *key, size_t i)
{
	return json_array_get(json_object_get(object, key), i);
}

static const char *text_at(const json_t *object, const char *key, json_int_t i)
{
	return json_string_value(at(object, key, (size_t)i));
}

static json_int_t whole(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* The fraction of a leaf (counted among leaves) and unit; type < 0: now, else after one more. */
static const char *mark(const json_t *d, const json_t *state, int type, size_t leaf, size_t unit)
{
	const json_t *part = at(state, "parts", 0);
	const json_int_t row = type < 0 ? whole(part, "marks")
	                                : json_integer_value(at(part, "next", (size_t)type));
	const json_t *column =
	        at(d, "columns",
	           (size_t)json_integer_value(json_array_get(at(d, "rows", (size_t)row), leaf)));
	const json_int_t i = json_integer_value(json_array_get(column, unit));
	return i < 0 ? "-" : text_at(d, "fractions", i);
}

static const json_t *official(const json_t *d)
{
	return at(d, "states", (size_t)whole(d, "official"));
}

static void marks_are_fractions_of_full_points(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "wuxing", "commerce", "revenue", "6");
	huzhou_count(&h, "wuxing", "commerce", "revenue", "3");
	huzhou_judge_all(&h, "anji", "1.5");
	json_t *d =
	        data_of(score_run(h.arena, h.method, h.figures, NONE, h.log), &no_heading, NONE);
	assert_string_equal(json_string_value(json_object_get(d, "mode")), "exact");
	assert_int_equal(json_array_size(json_object_get(d, "units")), 7);
	assert_string_equal(mark(d, official(d), -1, 0, 0), "4/7"); /* (1 + 3) of (1 + 6) */
	assert_string_equal(mark(d, official(d), 0, 0, 0), "4/7");
	assert_string_equal(mark(d, official(d), 1, 0, 0), "5/7");
	assert_string_equal(mark(d, official(d), -1, 1, 0), "1");
	assert_string_equal(mark(d, official(d), 0, 7, 0), "-"); /* judged: no projects */
	json_decref(d);
	huzhou_close(&h);
}

static void every_combination_is_there(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_set(&h, "policy.no_task=full policy.rank_on=exact", false);
	huzhou_fill(&h);
	huzhou_target(&h, "changhe", "tourism", "fixed", "-");
	huzhou_count(&h, "changhe", "tourism", "fixed", "0");
	json_t *d =
	        data_of(score_run(h.arena, h.method, h.figures, NONE, h.log), &no_heading, NONE);
	/* substitution 3, over-completion 2, no task 3, missing 2, ranked on 2 */
	assert_int_equal(json_array_size(json_object_get(d, "states")), 72);
	assert_int_equal(whole(d, "official"), 4 + 1);
	assert_string_equal(json_string_value(json_object_get(official(d), "on")), "exact");
	assert_string_equal(mark(d, official(d), -1, 1, 6), "-");
	json_decref(d);
	huzhou_close(&h);
}

static void what_is_refused_says_why(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_set(&h, "policy.missing=zero", false);
	huzhou_fill(&h);
	huzhou_count(&h, "wuxing", "commerce", "fixed", NULL);
	json_t *d =
	        data_of(score_run(h.arena, h.method, h.figures, NONE, h.log), &no_heading, NONE);
	const json_t *refused = at(d, "states", 0);
	assert_non_null(strstr(text_at(refused, "refused", LANG_EN), "count-missing"));
	assert_null(json_object_get(official(d), "refused"));
	json_decref(d);
	huzhou_close(&h);
}

static void one_unit_alone_has_no_others(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	json_t *d = data_of(score_run(h.arena, h.method, h.figures, NONE, h.log), &no_heading, 2);
	assert_int_equal(json_array_size(json_object_get(d, "units")), 1);
	assert_false(json_boolean_value(json_object_get(d, "ranked")));
	assert_int_equal(json_integer_value(at(official(d), "ranks", 0)), 0);
	json_decref(d);
	huzhou_close(&h);
}

static void roots_leave_only_policies(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = ( { id = \"a\"; name = \"A\"; }, { id = \"b\"; name "
	        "= \"B\"; } );"
	        "scoring = ( { id = \"raw\"; method = \"value\"; } ); points = 100; combine = "
	        "\"geometric\";"
	        "items = ( { id = \"x\"; name = \"X\"; weight = 40; scoring = \"raw\"; },"
	        "          { id = \"y\"; name = \"Y\"; weight = 60; scoring = \"raw\"; } );");
	for (const char *unit = "a"; unit != NULL; unit = *unit == 'a' ? "b" : NULL) {
		assessed_value(&x, unit, "x", NULL, "50");
		assessed_value(&x, unit, "y", NULL, "70");
	}
	json_t *d = data_of(assessed_score(&x), &no_heading, NONE);
	assert_string_equal(json_string_value(json_object_get(d, "mode")), "table");
	assert_non_null(json_object_get(d, "points_rows"));
	json_decref(d);
	assessed_close(&x);
}

static void a_trial_with_other_weights_is_noted(void **state)
{
	static const char *const trials[] = {"policy.no_task=full", "weight.commerce=20"};
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	struct heading heading = no_heading;
	heading.trials = trials;
	for (size_t n = 1; n <= 2; n++) {
		heading.n_trials = n;
		json_t *d = data_of(s, &heading, NONE);
		assert_int_equal(json_boolean_value(json_object_get(d, "weights_tried")), n == 2);
		assert_string_equal(text_at(d, "trials", 0), trials[0]);
		json_decref(d);
	}
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_fractions_of_full_points),
	        cmocka_unit_test(every_combination_is_there),
	        cmocka_unit_test(what_is_refused_says_why),
	        cmocka_unit_test(one_unit_alone_has_no_others),
	        cmocka_unit_test(roots_leave_only_policies),
	        cmocka_unit_test(a_trial_with_other_weights_is_noted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
