#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"

#include <string.h>

#define RULES(params)                                                                               \
	"periods = ( { id = \"2024\"; name = \"2024年\"; }, { id = \"2023\"; name = \"2023年\"; " \
	"} );"                                                                                      \
	"units = ( { id = \"one\"; name = \"one\"; }, { id = \"city\"; name = \"city\"; assessed "  \
	"= false; } );"                                                                             \
	"types = [ \"x\", \"y\" ]; scoring = ( { id = \"s\"; method = \"value\"; " params " } );"   \
	"points = 100; items = ( { id = \"a\"; name = \"甲\"; points = 100; scoring = \"s\"; } );"

/* Mark and formula of unit one, or what was found. */
static const char *value(const char *rules, const char *now, const char *then, char out[256])
{
	struct assessed x = assessed_open(rules);
	if (now)
		assessed_value(&x, "one", "a", NULL, now);
	if (then)
		assessed_value(&x, "one", "a", "2023", then);
	const struct sheet *s = assessed_score(&x);
	const struct points *p = s ? &s->units[0].items[1] : NULL;
	if (!p)
		strcpy(out, assessed_findings(&x));
	else if (p->state == POINTS_NO_TASK)
		strcpy(out, "no task");
	else
		strcpy(out, p->formula);
	assessed_close(&x);
	return out;
}

static void values_changes_and_growth(void **state)
{
	(void)state;
	char out[256];
	assert_string_equal(value(RULES(""), "12.5", NULL, out), "12.5");
	assert_string_equal(value(RULES(""), "-3", NULL, out), "-3");
	assert_string_equal(value(RULES("of = \"change\"; base = \"2023\";"), "12", "15", out),
	                    "12 − 15 = -3");
	assert_string_equal(value(RULES("of = \"growth\"; base = \"2023\";"), "12", "16", out),
	                    "100 × (12 − 16) ÷ 16 = -25");
	assert_string_equal(value(RULES("log = \"10\";"), "1000", NULL, out), "log10(1000) = 3");
}

static void what_is_missing_follows_its_parameter(void **state)
{
	(void)state;
	char out[256];
	assert_string_equal(
	        value(RULES(""), NULL, NULL, out),
	        "kaohe: error[measure-missing]: one has no value for 甲 in 2024年; to mend: "
	        "add it to the values; what its absence means is parameter missing of the "
	        "rule file\n");
	assert_string_equal(value(RULES("missing = \"exclude\";"), NULL, NULL, out), "no task");
	assert_string_equal(value(RULES("missing = \"zero\";"), NULL, NULL, out), "0");
	assert_string_equal(value(RULES("missing = \"neutral\"; neutral = 60;"), NULL, NULL, out),
	                    "60");
	assert_string_equal(value(RULES(""), "-", NULL, out), "no task"); /* does not apply */
}

static void what_is_not_defined_counts_as_missing(void **state)
{
	(void)state;
	char out[256];
	const char *undefined = "figures.csv:1:1: error[measure-undefined]: the measure of one for "
	                        "甲 is not defined: "
	                        "growth from 0 or less, or the logarithm of such a number; to "
	                        "mend: check the figures; "
	                        "what its absence means is parameter missing of the rule file\n";
	assert_string_equal(value(RULES("of = \"growth\"; base = \"2023\";"), "5", "0", out),
	                    undefined);
	assert_string_equal(value(RULES("of = \"growth\"; base = \"2023\"; missing = \"zero\";"),
	                          "5", "-2", out),
	                    "0");
	assert_string_equal(value(RULES("log = \"e\"; missing = \"exclude\";"), "0", NULL, out),
	                    "no task");
}

static void a_unit_that_is_not_assessed_is_only_unreported(void **state)
{
	(void)state;
	struct assessed x = assessed_open(RULES("missing = \"zero\";"));
	assessed_value(&x, "one", "a", NULL, "1");
	const struct sheet *s = assessed_score(&x);
	assert_int_equal(s->units[1].items[1].state, POINTS_UNREPORTED);
	assessed_close(&x);
}

static void counts_and_completion(void **state)
{
	(void)state;
	struct assessed x = assessed_open(RULES("of = \"completion\";"));
	assert_int_equal(x.method->scorings[0].input, INPUT_COUNTS);
	assessed_target(&x, "one", "a", "x", "4");
	assessed_target(&x, "one", "a", "y", "0");
	assessed_count(&x, "one", "a", "x", "3");
	assessed_count(&x, "one", "a", "y", "2");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(s->units[0].items[1].formula, "100 × 5 ÷ 4 = 125");
	assert_string_equal(ratio_exact(x.arena, s->units[0].items[1].measure), "125");
	/* One more of either type is 25 percent more. */
	assert_string_equal(ratio_exact(x.arena, s->units[0].items[1].types[1].each), "25");
	assessed_close(&x);
	x = assessed_open(RULES("of = \"count\";"));
	assessed_count(&x, "one", "a", "x", "3");
	s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(assessed_mark(&x, s, "one", "a"), "3");
	assessed_close(&x);
}

/* Without any project there is no logarithm, so none to be the first; the next one is worth
 * ln 4 - ln 3. */
static void a_project_has_no_value_where_there_is_no_mark(void **state)
{
	(void)state;
	struct assessed x = assessed_open(RULES("of = \"count\"; log = \"e\";"));
	assessed_count(&x, "one", "a", "x", "3");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	const struct type_result *type = &s->units[0].items[1].types[0];
	assert_null(type->each);
	assert_string_equal(ratio_plain(x.arena, type->next), "≈ 0.287682");
	assessed_close(&x);
}

/* A department's mark is out of 100, though 3 of the measure were full: 80 of 100 points. */
static void a_departments_mark_has_its_own_scale(void **state)
{
	(void)state;
	struct assessed x = assessed_open(RULES("of = \"count\"; full = 3;"));
	assessed_count(&x, "one", "a", "x", "1");
	*figures_mark(x.figures, 0, 1) =
	        (struct department_mark){ratio_of(x.arena, 80, 1), "reviewed", {"marks.csv", 2, 3}};
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(assessed_points(&x, s, "one", "a"), "80");
	assessed_close(&x);
}

/* Who asks for one unit still needs all figures that its mark is compared with. */
static void one_unit_needs_the_whole_field(void **state)
{
	(void)state;
	struct assessed x =
	        assessed_open("periods = [ \"2024\" ]; units = [ \"one\", \"two\" ]; scoring = ( { "
	                      "id = \"s\"; method = \"minmax\"; }, "
	                      "{ id = \"v\"; method = \"value\"; } ); points = 100; items = ( { id "
	                      "= \"a\"; name = \"a\"; points = 50; scoring = \"s\"; }, "
	                      "{ id = \"b\"; name = \"b\"; points = 50; scoring = \"v\"; } );");
	assessed_value(&x, "one", "a", NULL, "1");
	assessed_value(&x, "one", "b", NULL, "1");
	assert_null(score_run(x.arena, x.method, x.figures, 0, x.log));
	assert_non_null(strstr(assessed_findings(&x), "two has no value for a"));
	assessed_value(&x, "two", "a", NULL, "2"); /* its b is nobody else's business */
	assert_non_null(score_run(x.arena, x.method, x.figures, 0, x.log));
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(values_changes_and_growth),
	        cmocka_unit_test(what_is_missing_follows_its_parameter),
	        cmocka_unit_test(what_is_not_defined_counts_as_missing),
	        cmocka_unit_test(a_unit_that_is_not_assessed_is_only_unreported),
	        cmocka_unit_test(counts_and_completion),
	        cmocka_unit_test(a_departments_mark_has_its_own_scale),
	        cmocka_unit_test(one_unit_needs_the_whole_field),
	        cmocka_unit_test(a_project_has_no_value_where_there_is_no_mark),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
