#include "tests/inputs/tables.h"

static void targets_with_totals(void **state)
{
	const struct method *m = fixture_method(*state);
	struct reading r = tables_reading(*state, m);
	assert_true(tables_counted(&r, TARGETS,
	                           "unit,item,type,period,target\n"
	                           "north,trade,build,y1,12\n"
	                           "南县,物流（货运）业,企业类,三年,-\n"
	                           "全市,合计,小计,首年,0\n"));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	tables_expect_target(&r, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1, "12");
	tables_expect_target(&r, UNIT_SOUTH, ITEM_FREIGHT, TYPE_FIRMS, PERIOD_SPAN, "-");
	tables_expect_target(&r, all_units(m), all_items(m), all_types(m), PERIOD_Y1, "0");
	tables_expect_target(&r, UNIT_NORTH, ITEM_TRADE, TYPE_FIRMS, PERIOD_Y1, "");
	const struct figure *f =
	        figures_target(r.figures, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1);
	assert_string_equal(f->place.file, "t.csv");
	assert_int_equal(f->place.line, 2);
	assert_int_equal(f->place.column, 5);
}

static void counts(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_true(tables_counted(&r, COUNTS, "数量,类别,行业,区县\n3,建设类,商贸业,北区\n"));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	tables_expect_count(&r, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, "3");
}

static void totals_among_counts(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_false(tables_counted(&r, COUNTS,
	                            "unit,item,type,count\n全市,trade,build,3\nnorth,合计,build,"
	                            "3\nnorth,trade,小计,3\n"));
#define TOTAL " is a total, not data; to mend: remove the row; totals are computed\n"
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:1: error[total-as-data]: \"全市\"" TOTAL
	                    "t.csv:3:2: error[total-as-data]: \"合计\"" TOTAL
	                    "t.csv:4:3: error[total-as-data]: \"小计\"" TOTAL);
}

static void every_unknown_name_of_a_row(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_false(tables_counted(
	        &r, TARGETS,
	        "unit,item,type,period,target\nnorht,trade,biuld,y2,1\n,,,,\nnorth,,,,1\n"));
	assert_string_equal(
	        tables_findings(&r, LANG_EN),
	        "t.csv:2:1: error[unit-unknown]: there is no unit \"norht\"; to mend: did you mean "
	        "\"North\"? Known here: North, South, City\n"
	        "t.csv:2:3: error[type-unknown]: there is no type \"biuld\"; to mend: did you mean "
	        "\"building\"? Known here: building, firms\n"
	        "t.csv:2:4: error[period-unknown]: there is no period \"y2\"; to mend: did you "
	        "mean \"year 1\"? Known here: year 1, three years\n"
	        "t.csv:4:2: error[empty-field]: \"item\" is empty; to mend: fill in the field\n"
	        "t.csv:4:3: error[empty-field]: \"type\" is empty; to mend: fill in the field\n"
	        "t.csv:4:4: error[empty-field]: \"period\" is empty; to mend: fill in the field\n");
}

static void items_that_are_not_counted(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_false(tables_counted(
	        &r, COUNTS, "unit,item,type,count\nnorth,report,build,1\nnorth,sectors,build,1\n"));
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:2: error[item-not-counted]: \"report\" is not scored by "
	                    "counts; to mend: known here: Trade, Freight\n"
	                    "t.csv:3:2: error[item-not-counted]: \"sectors\" is not scored by "
	                    "counts; to mend: known here: Trade, Freight\n");
}

static void a_cell_given_twice(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_true(tables_counted(
	        &r, TARGETS,
	        "unit,item,type,period,target\nnorth,trade,build,y1,1\n北区,商贸业,建设类,首年,1\n"
	        "north,trade,build,span,x\nnorth,trade,build,span,2\n"));
	assert_string_equal(
	        tables_findings(&r, LANG_ZH),
	        "t.csv:3:5: 错误[duplicate-figure]：北区·商贸业·建设类·首年重复，已在 "
	        "t.csv:2:5 给出。改法：删去其中一个\n"
	        "t.csv:4:5: 错误[number-invalid]：“x”不是非负整数。改法：只写半角数字，如 "
	        "12；不写正负号、千位分隔符、单位和说明\n"
	        "t.csv:5:5: 错误[duplicate-figure]：北区·商贸业·建设类·三年重复，已在 "
	        "t.csv:4:5 给出。改法：删去其中一个\n");
	tables_expect_target(&r, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1, "1");
	assert_string_equal(
	        figures_target(r.figures, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_SPAN)
	                ->place.file,
	        "t.csv");
}

static void counts_of_several_periods(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_true(tables_counted(&r, COUNTS,
	                           "unit,item,type,period,count\nnorth,trade,build,,3\n"
	                           "north,trade,build,三年,4\nnorth,trade,build,span,5\n"
	                           "north,trade,build,y1,5\n"));
	tables_expect_count(&r, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, "3");
	assert_string_equal(tables_cell(*state, figures_count_in(r.figures, UNIT_NORTH, ITEM_TRADE,
	                                                         TYPE_BUILD, PERIOD_SPAN)),
	                    "4");
	assert_string_equal(
	        tables_findings(&r, LANG_EN),
	        "t.csv:4:5: error[duplicate-figure]: North, Trade, building, three years was "
	        "already given at t.csv:3:5; to mend: remove one of them\n"
	        "t.csv:5:5: error[duplicate-figure]: North, Trade, building was already given at "
	        "t.csv:2:5; to mend: remove one of them\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(targets_with_totals),        FIXTURE_TEST(counts),
	        FIXTURE_TEST(totals_among_counts),        FIXTURE_TEST(every_unknown_name_of_a_row),
	        FIXTURE_TEST(items_that_are_not_counted), FIXTURE_TEST(a_cell_given_twice),
	        FIXTURE_TEST(counts_of_several_periods),
	};
	return cmocka_run_group_tests_name("inputs/long", tests, NULL, NULL);
}
