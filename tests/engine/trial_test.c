#include "engine/trial.h"

#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"

/* Reads one setting against the bundled method. */
static const struct figures *apply(struct huzhou *h, const char *const *settings)
{
	struct setting list[8];
	size_t n = 0;
	for (; settings[n]; n++)
		assert_true(settings_read(h->arena, settings[n], (struct place){"--set", 0, 0},
		                          &list[n], h->log));
	return trial_apply(h->arena, h->figures, list, n, h->log);
}

static const char *points(struct huzhou *h, const struct figures *f, const char *unit,
                          const char *item)
{
	const struct sheet *s = score_numbers(h->arena, h->base, f, NONE, h->log);
	assert_string_equal(fixture_findings(h->arena, h->log, LANG_EN), "");
	return huzhou_exact(h, huzhou_points(h, s, unit, item)->points);
}

/* Target 1 and count 1 of type fixed everywhere, 2 points of 2. A target of 4 makes one in four:
 * 18 points become 4.5; the unit's other figures, and the base, stay as they were. */
static void cells_are_changed_in_a_copy(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const char *const settings[] = {"target.安吉.商贸业.固投=4", "count.anji.finance.fixed=0",
	                                "judged.anji.信息报送=0.5", "target.deqing.hr.fixed.2023=-",
	                                NULL};
	const struct figures *f = apply(&h, settings);
	assert_string_equal(points(&h, f, "anji", "commerce"), "9/2");
	assert_string_equal(points(&h, f, "anji", "finance"), "0");
	assert_string_equal(points(&h, f, "anji", "tourism"), "27/2");
	assert_string_equal(points(&h, f, "anji", "reporting"), "1/2");
	/* Without human resources the other 85 % share the 90 points: 90 * 20 / 85. */
	assert_string_equal(points(&h, f, "deqing", "commerce"), "360/17");
	assert_string_equal(points(&h, f, "wuxing", "total"), "100");
	assert_string_equal(points(&h, h.figures, "anji", "total"), "100");
	huzhou_close(&h);
}

static void nothing_to_change_is_the_same_figures(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const char *const settings[] = {"policy.no_task=full", "weight.commerce=20", NULL};
	assert_ptr_equal(apply(&h, settings), h.figures);
	huzhou_close(&h);
}

/* Whatever is trimmed of five scorers: all give the same. */
static void every_scorer_gives_the_points_of_a_trial(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const size_t unit = method_unit(h.base, "wuxing"), item = method_item(h.base, "team");
	*figures_judged(h.figures, unit, item) = NULL;
	huzhou_judge(&h, "wuxing", "team", "1 1.5 2 2 2");
	const char *const settings[] = {"judged.wuxing.team=1.3", NULL};
	const struct figures *f = apply(&h, settings);
	assert_string_equal(points(&h, f, "wuxing", "team"), "13/10");
	size_t n = 0;
	for (const struct judgement *j = *figures_judged(f, unit, item); j; j = j->next)
		n++;
	assert_int_equal(n, 5);
	huzhou_close(&h);
}

#define RATED                                                                                      \
	"periods = ( { id = \"2024\"; name = \"2024\"; } ); units = [ \"east\", \"west\" ];"       \
	"scoring = ( { id = \"g\"; method = \"raters\";"                                           \
	" groups = ( [ \"leaders\", 70 ], [ \"peers\", 30 ] ); } );"                               \
	"points = 10; items = ( { id = \"a\"; name = \"a\"; points = 10; scoring = \"g\"; } );"

static void where_nobody_has_scored_one_of_each_group_does(void **state)
{
	(void)state;
	struct assessed x = assessed_open(RATED);
	struct trial_cell cells[] = {{TRIAL_JUDGED, 0, 1, NONE, 0, NULL, {"--set", 0, 0}},
	                             {TRIAL_JUDGED, 1, 1, NONE, 0, NULL, {"--set", 0, 0}}};
	cells[0].value = ratio_of(x.arena, 7, 1);
	cells[1].value = ratio_of(x.arena, 8, 1);
	assessed_judge(&x, "west", "a", "peers", "5");
	assessed_judge(&x, "west", "a", "leaders", "6");
	x.figures = (struct figures *)trial_figures(x.arena, x.figures, cells, 2);
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(assessed_points(&x, s, "east", "a"), "7");
	assert_string_equal(assessed_points(&x, s, "west", "a"), "8");
	assessed_close(&x);
}

#define VALUED                                                                                        \
	"periods = ( { id = \"h1\"; name = \"上半年\"; }, { id = \"h2\"; name = \"下半年\"; }," \
	" { id = \"year\"; name = \"全年\"; parts = ( [ \"h1\", 40 ], [ \"h2\", 60 ] ); } );"       \
	"units = [ \"east\", \"west\" ]; scoring = ( { id = \"v\"; method = \"value\"; } );"          \
	"points = 100; items = ( { id = \"a\"; name = \"a\"; points = 100; scoring = \"v\"; } );"

/* A half-year of 50 and one of 80: 0.4 * 50 + 0.6 * 80 = 68; of 90 and 80, 84. */
static void cells_of_a_combined_period_name_the_part(void **state)
{
	(void)state;
	struct assessed x = assessed_open(VALUED);
	assessed_value(&x, "east", "a", "h1", "50");
	assessed_value(&x, "east", "a", "h2", "80");
	assessed_value(&x, "west", "a", "h1", "60");
	assessed_value(&x, "west", "a", "h2", "60");
	x.figures->period = method_period(x.method, "year");
	struct setting s;
	assert_true(settings_read(x.arena, "value.east.a=90", (struct place){0}, &s, x.log));
	trial_apply(x.arena, x.figures, &s, 1, x.log);
	assert_string_equal(
	        assessed_findings(&x),
	        "kaohe: error[setting-cell]: \"value.east.a\" does not say which figure; to "
	        "mend: write value.UNIT.ITEM.PERIOD=NUMBER; by id where a name has a "
	        "dot in it\n");
	assert_true(settings_read(x.arena, "value.east.a.上半年=90", (struct place){0}, &s, x.log));
	x.figures = (struct figures *)trial_apply(x.arena, x.figures, &s, 1, x.log);
	const struct sheet *sheet = assessed_score(&x);
	assert_non_null(sheet);
	assert_string_equal(ratio_exact(x.arena, sheet->units[0].score), "84");
	assessed_close(&x);
}

/* Settings, and the code of the finding that each must have. */
static void what_cannot_be_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *setting, *finding;
	} rows[] = {
	        {"count.anji.commerce=1", "setting-cell"},
	        {"count.anji=1", "setting-cell"},
	        {"count.anji.commerce.fixed.2023.2023=1", "setting-cell"},
	        {"count.anji..fixed=1", "setting-cell"},
	        {"judged.anji.reporting.2023.fixed=1", "setting-cell"},
	        {"count.nowhere.commerce.fixed=1", "setting-part"},
	        {"count.anji.reporting.fixed=1", "setting-part"},
	        {"count.anji.total.fixed=1", "setting-part"},
	        {"count.anji.commerce.other=1", "setting-part"},
	        {"count.anji.commerce.fixed.1999=1", "setting-part"},
	        {"judged.anji.commerce=1", "setting-part"},
	        {"value.anji.commerce=1", "setting-part"},
	        {"target.anji.reporting=1", "setting-part"},
	        {"count.anji.commerce.fixed=-", "setting-value"},
	        {"count.anji.commerce.fixed=-1", "setting-value"},
	        {"count.anji.commerce.fixed=1.5", "setting-value"},
	        {"count.anji.commerce.fixed=many", "setting-value"},
	        {"target.anji.commerce.fixed=-2", "setting-value"},
	        {"judged.anji.reporting=2.1", "setting-value"},
	        {"judged.anji.reporting=1.95", "setting-value"},
	        {"judged.anji.reporting=-", "setting-value"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct huzhou h = huzhou_open();
		const char *const one[] = {rows[i].setting, NULL};
		print_message("%s\n", rows[i].setting);
		apply(&h, one);
		assert_int_equal(diag_count(h.log), 1);
		assert_string_equal(diag_name(diag_at(h.log, 0)->code), rows[i].finding);
		assert_int_equal(diag_exit_code(h.log), 2);
		huzhou_close(&h);
	}
}

static void the_same_cell_twice_is_refused(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const char *const settings[] = {"count.anji.commerce.fixed=1",
	                                "count.安吉县.商贸业.固投类=2", NULL};
	apply(&h, settings);
	assert_int_equal(diag_count(h.log), 1);
	assert_string_equal(diag_name(diag_at(h.log, 0)->code), "setting-twice");
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(cells_are_changed_in_a_copy),
	        cmocka_unit_test(nothing_to_change_is_the_same_figures),
	        cmocka_unit_test(every_scorer_gives_the_points_of_a_trial),
	        cmocka_unit_test(where_nobody_has_scored_one_of_each_group_does),
	        cmocka_unit_test(cells_of_a_combined_period_name_the_part),
	        cmocka_unit_test(what_cannot_be_is_refused),
	        cmocka_unit_test(the_same_cell_twice_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
