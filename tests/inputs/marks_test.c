#include "tests/inputs/tables.h"

static void read(struct reading *r, const char *text)
{
	(void)marks_read(r, fixture_csv(r->arena, text, r->log));
}

static void a_mark_with_its_reason(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "区县,行业,评分,理由\n北区,商贸业,87.5,实地核查\n");
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	const struct department_mark *mark = figures_mark(r.figures, UNIT_NORTH, ITEM_TRADE);
	assert_string_equal(ratio_exact(*state, mark->mark), "175/2");
	assert_string_equal(mark->reason, "实地核查");
	assert_int_equal(mark->place.column, 3);
	assert_null(figures_mark(r.figures, UNIT_NORTH, ITEM_FREIGHT)->mark);
}

static void what_is_refused(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,mark,reason\nnorth,trade,100.1,x\nsouth,trade,50,\nnorth,report,50,"
	         "x\n全市,trade,50,x\n"
	         "south,trade,60,y\nnorth,freight,abc,x\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:3: error[mark-range]: the mark of North, Trade is 100.1, "
	                    "outside 0 to 100; to mend: check the mark\n"
	                    "t.csv:3:4: error[reason-missing]: the department's mark has no "
	                    "reason; to mend: fill in the reason\n"
	                    "t.csv:4:2: error[item-not-counted]: \"report\" is not scored by "
	                    "counts; to mend: known here: Trade, Freight\n"
	                    "t.csv:5:1: error[total-as-data]: \"全市\" is a total, not data; to "
	                    "mend: remove the row; totals are computed\n"
	                    "t.csv:6:3: error[duplicate-figure]: South, Trade was already given at "
	                    "t.csv:3:3; to mend: remove one of them\n"
	                    "t.csv:7:3: error[number-invalid]: \"abc\" is not a number, 0 or more; "
	                    "to mend: write digits only, as in 12, without sign, thousands "
	                    "separator, unit or remark\n");
	assert_null(figures_mark(r.figures, UNIT_NORTH, ITEM_TRADE)->mark);
}

static void marks_of_several_periods(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,period,mark,reason\nnorth,trade,,80,a\nnorth,trade,三年,70,b\n"
	         "north,trade,span,60,c\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:4:4: error[duplicate-figure]: North, Trade, three years was "
	                    "already given at t.csv:3:4; to mend: remove one of them\n");
	assert_string_equal(figures_mark(r.figures, UNIT_NORTH, ITEM_TRADE)->reason, "a");
	assert_string_equal(figures_mark_in(r.figures, UNIT_NORTH, ITEM_TRADE, PERIOD_SPAN)->reason,
	                    "b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(a_mark_with_its_reason),
	        FIXTURE_TEST(what_is_refused),
	        FIXTURE_TEST(marks_of_several_periods),
	};
	return cmocka_run_group_tests_name("inputs/marks", tests, NULL, NULL);
}
