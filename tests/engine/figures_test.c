#include "tests/fixture.h"

static struct figure number(struct arena *a, long value, unsigned line)
{
	return (struct figure){FIGURE_NUMBER, ratio_of(a, value, 1), {"t.csv", line, 5}};
}

static struct figure no_task(unsigned line)
{
	return (struct figure){FIGURE_NO_TASK, NULL, {"t.csv", line, 5}};
}

/* Trade and freight of the small method, every unit and both types, with all totals:
 * one period has 4 columns (3 units, all) x 9 rows (2 items and all, 2 types and all). */
static struct figures *complete(struct arena *a, const struct method *m)
{
	struct figures *f = figures_new(a, m, PERIOD_Y1);
	static const size_t items[] = {ITEM_TRADE, ITEM_FREIGHT, FIXTURE_ITEMS};
	unsigned line = 1;
	for (size_t period = 0; period < FIXTURE_PERIODS; period++)
		for (size_t unit = 0; unit <= FIXTURE_UNITS; unit++)
			for (size_t i = 0; i < 3; i++)
				for (size_t type = 0; type <= FIXTURE_TYPES; type++) {
					long units =
					        unit == FIXTURE_UNITS ? 1 + 2 + 3 : (long)unit + 1;
					long of_types = type == FIXTURE_TYPES ? 10 + 1
					                : type == 0           ? 10
					                                      : 1;
					long of_items = i == 2 ? 2 : 1;
					long value = units * of_types * of_items;
					*figures_target(f, unit, items[i], type, period) =
					        number(a, period == PERIOD_SPAN ? 3 * value : value,
					               line++);
				}
	return f;
}

static void everything_begins_absent(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_Y1);
	assert_int_equal(f->period, PERIOD_Y1);
	assert_int_equal(
	        figures_target(f, all_units(m), all_items(m), all_types(m), PERIOD_SPAN)->state,
	        FIGURE_ABSENT);
	assert_int_equal(figures_count(f, 0, 0, 0)->state, FIGURE_ABSENT);
	assert_int_equal(figures_value(f, 0, 0, PERIOD_SPAN)->state, FIGURE_ABSENT);
	assert_int_equal(f->as_of, 0);
	assert_null(*figures_judged(f, UNIT_CITY, ITEM_REPORT));
	assert_null(figures_mark(f, UNIT_CITY, ITEM_TRADE)->mark);
}

static void cells_do_not_overlap(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_Y1);
	for (size_t unit = 0; unit <= FIXTURE_UNITS; unit++)
		for (size_t item = 0; item <= FIXTURE_ITEMS; item++)
			for (size_t type = 0; type <= FIXTURE_TYPES; type++)
				for (size_t p = 0; p < FIXTURE_PERIODS; p++) {
					struct figure *t = figures_target(f, unit, item, type, p),
					              *c = figures_count_in(f, unit, item, type, p);
					assert_int_equal(t->state, FIGURE_ABSENT);
					assert_int_equal(c->state, FIGURE_ABSENT);
					*t = *c = no_task(1);
				}
	for (size_t unit = 0; unit < FIXTURE_UNITS; unit++)
		for (size_t item = 0; item < FIXTURE_ITEMS; item++)
			for (size_t p = 0; p < FIXTURE_PERIODS; p++) {
				struct figure *v = figures_value(f, unit, item, p);
				struct department_mark *d = figures_mark_in(f, unit, item, p);
				const struct judgement **j = figures_judged_in(f, unit, item, p);
				assert_int_equal(v->state, FIGURE_ABSENT);
				assert_null(d->reason);
				assert_null(*j);
				*v = no_task(1);
				d->reason = "";
				*j = ARENA_NEW(*state, struct judgement);
			}
}

/* What is said of the assessed period is that of the copy's. */
static void another_period_of_the_same_figures(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_Y1);
	f->as_of = 738886;
	const struct figures *at = figures_at(*state, f, PERIOD_SPAN);
	assert_int_equal(at->period, PERIOD_SPAN);
	assert_int_equal(f->period, PERIOD_Y1);
	assert_int_equal(at->as_of, 738886);
	assert_ptr_equal(figures_count(at, 0, ITEM_TRADE, 0),
	                 figures_count_in(f, 0, ITEM_TRADE, 0, PERIOD_SPAN));
	assert_ptr_equal(figures_mark(at, 0, ITEM_TRADE),
	                 figures_mark_in(f, 0, ITEM_TRADE, PERIOD_SPAN));
	assert_ptr_equal(figures_judged(at, 0, ITEM_REPORT),
	                 figures_judged_in(f, 0, ITEM_REPORT, PERIOD_SPAN));
	assert_ptr_not_equal(figures_count(at, 0, ITEM_TRADE, 0),
	                     figures_count(f, 0, ITEM_TRADE, 0));
}

static void what_items_are_scored_by(void **state)
{
	const struct method *m = fixture_method(*state);
	assert_true(figures_counted(m, ITEM_TRADE));
	assert_false(figures_valued(m, ITEM_TRADE));
	assert_false(figures_counted(m, ITEM_SECTORS));
	assert_false(figures_valued(m, ITEM_SECTORS));
	assert_true(figures_input_is(m, ITEM_REPORT, INPUT_JUDGED));
	assert_false(figures_counted(m, ITEM_REPORT));
}

static void another_method_shares_the_cells(void **state)
{
	const struct method *m = fixture_method(*state), *other = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_SPAN);
	*figures_count(f, 0, ITEM_TRADE, 0) = number(*state, 7, 1);
	const struct figures *under = figures_under(*state, f, other);
	assert_ptr_equal(under->method, other);
	assert_ptr_equal(f->method, m);
	assert_int_equal(under->period, PERIOD_SPAN);
	assert_ptr_equal(figures_count(under, 0, ITEM_TRADE, 0),
	                 figures_count(f, 0, ITEM_TRADE, 0));
}

static void names_of_cells(void **state)
{
	const struct method *m = fixture_method(*state);
	struct words w =
	        figures_cell_name(*state, m, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1);
	assert_string_equal(w.in[LANG_ZH], "北区·商贸业·建设类·首年");
	assert_string_equal(w.in[LANG_EN], "North, Trade, building, year 1");
	w = figures_cell_name(*state, m, all_units(m), all_items(m), all_types(m), NONE);
	assert_string_equal(w.in[LANG_ZH], "全市·合计·小计");
	assert_string_equal(w.in[LANG_EN], "all units, all items, all types");
}

static const char *targets(struct arena *a, const struct figures *f, size_t sums)
{
	struct diag_list *log = diag_list_new(a);
	assert_int_equal(figures_check_targets(f, log), sums);
	return fixture_findings(a, log, LANG_ZH);
}

/* Per period: types 4 columns x 3 items, items 4 columns x 3 types, units 3 x 3 rows = 33;
 * and 36 pairs of periods. */
static void a_complete_table_has_102_sums(void **state)
{
	const struct figures *f = complete(*state, fixture_method(*state));
	assert_string_equal(targets(*state, f, 2 * 33 + 36), "");
}

static void every_sum_of_a_wrong_cell_is_reported(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = complete(*state, m);
	figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1)->value =
	        ratio_of(*state, 31, 1);
	assert_string_equal(
	        targets(*state, f, 102),
	        "t.csv:1:5: 错误[period-exceeds]：北区·商贸业·建设类·首年为 31，超过所属“三年”的 "
	        "30。改法：核对两个期间的数字\n"
	        "t.csv:3:5: 错误[total-types]：北区·商贸业·小计·首年为 11，各类别相加为 32（建设类 "
	        "31 + 企业类 1）。改法：核对小计数和各分项\n"
	        "t.csv:7:5: 错误[total-items]：北区·合计·建设类·首年为 20，各项目相加为 41（商贸业 "
	        "31 + 物流（货运）业 10）。改法：核对合计数和各分项\n"
	        "t.csv:28:5: 错误[total-units]：全市·商贸业·建设类·首年为 60，各考核对象相加为 "
	        "81（北区 31 + 南县 20 + 直属 30）。改法：核对合计数和各分项\n");
}

static void english_findings(void **state)
{
	struct figures *f = complete(*state, fixture_method(*state));
	figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_FIRMS, PERIOD_SPAN)->value =
	        ratio_of(*state, 0, 1);
	struct diag_list *log = diag_list_new(*state);
	(void)figures_check_targets(f, log);
	assert_string_equal(fixture_findings(*state, log, LANG_EN),
	                    "t.csv:2:5: error[period-exceeds]: North, Trade, firms, year 1 is 1, "
	                    "more than the 0 of \"three years\", which contains it; to mend: check "
	                    "the figures of both periods\n"
	                    "t.csv:39:5: error[total-types]: North, Trade, all types, three years "
	                    "is 33, but the types add up to 30 (building 30 + firms 0); to mend: "
	                    "check the total and its parts\n"
	                    "t.csv:44:5: error[total-items]: North, all items, firms, three years "
	                    "is 6, but the items add up to 3 (Trade 0 + Freight 3); to mend: check "
	                    "the total and its parts\n"
	                    "t.csv:65:5: error[total-units]: all units, Trade, firms, three years "
	                    "is 18, but the units add up to 15 (North 0 + South 6 + City 9); to "
	                    "mend: check the total and its parts\n");
}

static void no_task_adds_nothing(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_Y1);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1) = no_task(2);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_FIRMS, PERIOD_Y1) = number(*state, 4, 3);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, all_types(m), PERIOD_Y1) = number(*state, 4, 4);
	*figures_target(f, UNIT_NORTH, ITEM_FREIGHT, TYPE_BUILD, PERIOD_Y1) = no_task(5);
	*figures_target(f, UNIT_NORTH, ITEM_FREIGHT, all_types(m), PERIOD_Y1) = no_task(6);
	assert_string_equal(targets(*state, f, 2), "");
	*figures_target(f, UNIT_NORTH, ITEM_FREIGHT, TYPE_FIRMS, PERIOD_Y1) = number(*state, 1, 7);
	assert_string_equal(targets(*state, f, 2),
	                    "t.csv:6:5: 错误[total-types]：北区·物流（货运）业·小计·首年为 "
	                    "-，各类别相加为 1（建设类 - + 企业类 1）。改法：核对小计数和各分项\n");
}

static void a_table_without_a_unit_has_no_sums_over_units(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = complete(*state, m);
	for (size_t item = 0; item <= FIXTURE_ITEMS; item++)
		for (size_t type = 0; type <= FIXTURE_TYPES; type++)
			*figures_target(f, UNIT_CITY, item, type, PERIOD_Y1) =
			        (struct figure){.value = NULL};
	/* Year 1 loses its sums over units (9), those of the unit (3 + 3) and 9 pairs. */
	assert_string_equal(targets(*state, f, 102 - 9 - 6 - 9), "");
}

static void an_absent_part_counts_as_nothing(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = complete(*state, m);
	for (size_t type = 0; type <= FIXTURE_TYPES; type++)
		*figures_target(f, UNIT_NORTH, ITEM_TRADE, type, PERIOD_Y1) =
		        (struct figure){.value = NULL};
	const char *found = targets(*state, f, 102 - 1 - 3);
	assert_non_null(
	        strstr(found, "北区·合计·小计·首年为 22，各项目相加为 11（物流（货运）业 11）"));
	assert_non_null(strstr(
	        found, "全市·商贸业·小计·首年为 66，各考核对象相加为 55（南县 22 + 直属 33）"));
}

/* Without 小计 rows the 合计 is held against what the rows below add up to. */
static void totals_that_are_not_written_are_derived(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = complete(*state, m);
	for (size_t unit = 0; unit <= FIXTURE_UNITS; unit++)
		for (size_t i = ITEM_TRADE; i <= ITEM_FREIGHT; i++)
			*figures_target(f, unit, i, all_types(m), PERIOD_Y1) =
			        (struct figure){.value = NULL};
	assert_string_equal(targets(*state, f, 102 - 8 - 2 - 8), "");
	figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_FIRMS, PERIOD_Y1)->value =
	        ratio_of(*state, 2, 1);
	assert_non_null(strstr(
	        targets(*state, f, 84),
	        "北区·合计·小计·首年为 22，各项目相加为 23（商贸业 12 + 物流（货运）业 11）"));
}

/* A cell that was refused when read has its own finding; its sums would only repeat it. */
static void refused_cells_are_left_out(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = complete(*state, m);
	struct figure *cell = figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1);
	cell->state = FIGURE_ABSENT;
	assert_string_equal(targets(*state, f, 102 - 4), "");
}

#define ALONE "，但没有给出任何分项，不能计分。改法：分别写出各分项的数字\n"

/* In the assessed period and for assessed units; a total of nothing loses nothing. */
static void totals_without_any_part(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_Y1);
	const size_t all = all_types(m);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, all, PERIOD_Y1) = number(*state, 2, 2);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, all, PERIOD_SPAN) = number(*state, 9, 3);
	*figures_target(f, UNIT_NORTH, ITEM_FREIGHT, all, PERIOD_Y1) = number(*state, 0, 4);
	*figures_target(f, UNIT_SOUTH, ITEM_TRADE, all, PERIOD_Y1) = no_task(5);
	*figures_target(f, UNIT_CITY, ITEM_TRADE, all, PERIOD_Y1) = number(*state, 2, 6);
	*figures_target(f, all_units(m), ITEM_TRADE, all, PERIOD_Y1) = number(*state, 4, 7);
	*figures_target(f, UNIT_SOUTH, all_items(m), TYPE_FIRMS, PERIOD_SPAN) =
	        number(*state, 3, 8);
	assert_string_equal(targets(*state, f, 2),
	                    "t.csv:2:5: 错误[total-alone]：北区·商贸业·小计·首年为 2" ALONE);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1) = number(*state, 2, 9);
	assert_string_equal(targets(*state, f, 3), "");

	struct figures *of_items = figures_new(*state, m, PERIOD_Y1);
	*figures_target(of_items, UNIT_SOUTH, all_items(m), all, PERIOD_Y1) = number(*state, 3, 2);
	assert_string_equal(targets(*state, of_items, 0),
	                    "t.csv:2:5: 错误[total-alone]：南县·合计·小计·首年为 3" ALONE);
	*figures_count(of_items, UNIT_SOUTH, ITEM_TRADE, all) = number(*state, 3, 4);
	struct diag_list *log = diag_list_new(*state);
	(void)figures_check_counts(of_items, log);
	assert_string_equal(fixture_findings(*state, log, LANG_ZH),
	                    "t.csv:4:5: 错误[total-alone]：南县·商贸业·小计为 3" ALONE);
}

static void counts_are_checked_alike(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_Y1);
	struct diag_list *log = diag_list_new(*state);
	*figures_count(f, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD) = number(*state, 1, 2);
	*figures_count(f, UNIT_NORTH, ITEM_TRADE, TYPE_FIRMS) = number(*state, 2, 3);
	assert_int_equal(figures_check_counts(f, log), 0);
	*figures_count(f, UNIT_NORTH, ITEM_TRADE, all_types(m)) = number(*state, 4, 4);
	assert_int_equal(figures_check_counts(f, log), 1);
	assert_string_equal(fixture_findings(*state, log, LANG_ZH),
	                    "t.csv:4:5: 错误[total-types]：北区·商贸业·小计为 4，各类别相加为 "
	                    "3（建设类 1 + 企业类 2）。改法：核对小计数和各分项\n");
}

/* Each period by itself; one that is not assessed is named. */
static void counts_of_each_period(void **state)
{
	const struct method *m = fixture_method(*state);
	struct figures *f = figures_new(*state, m, PERIOD_Y1);
	struct diag_list *log = diag_list_new(*state);
	for (size_t p = 0; p < FIXTURE_PERIODS; p++) {
		*figures_count_in(f, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, p) =
		        number(*state, p == PERIOD_Y1 ? 9 : 1, 2);
		*figures_count_in(f, UNIT_NORTH, ITEM_TRADE, all_types(m), p) =
		        number(*state, 4, 3 + (unsigned)p);
	}
	assert_int_equal(figures_check_counts(f, log), 2);
	assert_string_equal(
	        fixture_findings(*state, log, LANG_ZH),
	        "t.csv:3:5: 错误[total-types]：北区·商贸业·小计为 4，各类别相加为 9（建设类 "
	        "9）。改法：核对小计数和各分项\n"
	        "t.csv:4:5: 错误[total-types]：北区·商贸业·小计·三年为 4，各类别相加为 1（建设类 "
	        "1）。改法：核对小计数和各分项\n");
}

/* A total without parts is refused in the parts of a combined period, which are what is scored. */
static void totals_of_combined_periods(void **state)
{
	struct method m = *fixture_method(*state);
	struct period *periods =
	        arena_grow(*state, m.periods, m.n_periods, m.n_periods + 1, sizeof *periods);
	const struct period_part part = {.period = PERIOD_SPAN};
	periods[FIXTURE_PERIODS] = (struct period){.named = fixture_name("mean", "均", "mean"),
	                                           .within = NONE,
	                                           .parts = &part,
	                                           .n_parts = 1};
	m.periods = periods;
	m.n_periods = FIXTURE_PERIODS + 1;
	struct figures *f = figures_new(*state, &m, FIXTURE_PERIODS);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, all_types(&m), PERIOD_Y1) = number(*state, 2, 2);
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, all_types(&m), PERIOD_SPAN) =
	        number(*state, 9, 3);
	assert_string_equal(targets(*state, f, 1),
	                    "t.csv:3:5: 错误[total-alone]：北区·商贸业·小计·三年为 9" ALONE);
}

/* Rates do not add up over units, and one of a year may be above that of all years. */
static void values_have_no_sums(void **state)
{
	struct method m = *fixture_method(*state);
	const struct scoring valued = {.input = INPUT_VALUES};
	struct item *items = arena_grow(*state, m.items, m.n_items, m.n_items, sizeof *items);
	items[ITEM_FREIGHT].scoring = &valued;
	m.items = items;
	const size_t all = all_types(&m);
	struct figures *f = figures_new(*state, &m, PERIOD_Y1);
	for (size_t unit = 0; unit <= FIXTURE_UNITS; unit++) {
		*figures_target(f, unit, ITEM_FREIGHT, all, PERIOD_Y1) = number(*state, 8, 2);
		*figures_target(f, unit, ITEM_FREIGHT, all, PERIOD_SPAN) = number(*state, -7, 3);
	}
	assert_string_equal(targets(*state, f, 0), "");
	/* Nor do they make a unit one that the table of counted items holds. */
	*figures_target(f, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1) = number(*state, 1, 4);
	*figures_target(f, all_units(&m), ITEM_TRADE, TYPE_BUILD, PERIOD_Y1) = number(*state, 5, 5);
	assert_string_equal(targets(*state, f, 0), "");
	*figures_target(f, UNIT_NORTH, all_items(&m), TYPE_BUILD, PERIOD_Y1) = number(*state, 1, 6);
	assert_string_equal(targets(*state, f, 1), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(everything_begins_absent),
	        FIXTURE_TEST(cells_do_not_overlap),
	        FIXTURE_TEST(another_method_shares_the_cells),
	        FIXTURE_TEST(another_period_of_the_same_figures),
	        FIXTURE_TEST(what_items_are_scored_by),
	        FIXTURE_TEST(names_of_cells),
	        FIXTURE_TEST(a_complete_table_has_102_sums),
	        FIXTURE_TEST(every_sum_of_a_wrong_cell_is_reported),
	        FIXTURE_TEST(english_findings),
	        FIXTURE_TEST(no_task_adds_nothing),
	        FIXTURE_TEST(a_table_without_a_unit_has_no_sums_over_units),
	        FIXTURE_TEST(an_absent_part_counts_as_nothing),
	        FIXTURE_TEST(totals_that_are_not_written_are_derived),
	        FIXTURE_TEST(refused_cells_are_left_out),
	        FIXTURE_TEST(totals_without_any_part),
	        FIXTURE_TEST(counts_are_checked_alike),
	        FIXTURE_TEST(counts_of_each_period),
	        FIXTURE_TEST(totals_of_combined_periods),
	        FIXTURE_TEST(values_have_no_sums),
	};
	return cmocka_run_group_tests_name("engine/figures", tests, NULL, NULL);
}
