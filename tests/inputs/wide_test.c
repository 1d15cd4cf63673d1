#include "tests/inputs/tables.h"

/* Two pages as a spreadsheet saves a printed table: merged cells, line breaks in labels, a type
 * alone in the item's column, the header repeated. */
static const char pages[] = "\"区县\n行业\",,全市,,北区,,南县,,直属,\n"
                            ",,三年,首年,三年,首年,三年,首年,三年,首年\n"
                            "合计,,16,8,10,5,6,3,-,-\n"
                            "建设类,,3,2,1,1,2,1,-,-\n"
                            ",企业类,13,6,9,4,4,2,-,-\n"
                            "\"商\n贸业\",小计,13,6,9,4,4,2,-,-\n"
                            ",\"企业\n类\",13,6,9,4,4,2,-,-\n"
                            "区县,,全市,,北区,,南县,,直属,,,\n"
                            ",,三年,首年,三年,首年,三年,首年,三年,首年,,\n"
                            "物流（货运）业,小计,3,2,1,1,2,1,-,-,,\n"
                            ",建设类,3,2,1,1,2,1,-,-\n";

static void printed_pages(void **state)
{
	const struct method *m = fixture_method(*state);
	struct reading r = tables_reading(*state, m);
	assert_true(tables_counted(&r, TARGETS, pages));
	assert_string_equal(tables_findings(&r, LANG_ZH), "");
	tables_expect_target(&r, all_units(m), all_items(m), all_types(m), PERIOD_SPAN, "16");
	tables_expect_target(&r, UNIT_SOUTH, all_items(m), TYPE_BUILD, PERIOD_Y1, "1");
	tables_expect_target(&r, UNIT_NORTH, all_items(m), TYPE_FIRMS, PERIOD_SPAN, "9");
	tables_expect_target(&r, UNIT_NORTH, ITEM_TRADE, TYPE_FIRMS, PERIOD_Y1, "4");
	tables_expect_target(&r, UNIT_CITY, ITEM_FREIGHT, TYPE_BUILD, PERIOD_SPAN, "-");
	tables_expect_target(&r, UNIT_CITY, ITEM_FREIGHT, TYPE_FIRMS, PERIOD_SPAN, "");
	/* Per period: types 4 columns x 3 groups, items 4 x 3, units 7 rows; 4 x 7 pairs. */
	assert_int_equal(figures_check_targets(r.figures, r.log), 2 * (12 + 12 + 7) + 28);
	assert_string_equal(tables_findings(&r, LANG_ZH), "");
}

static void places_are_fields(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_true(tables_counted(&r, TARGETS, "\"区县\n行业\",,北区,南县\n商贸业,企业类,4,5\n"));
	const struct figure *f =
	        figures_target(r.figures, UNIT_SOUTH, ITEM_TRADE, TYPE_FIRMS, PERIOD_Y1);
	assert_int_equal(f->place.line, 3);
	assert_int_equal(f->place.column, 4);
}

static void one_label_column(void **state)
{
	const struct method *m = fixture_method(*state);
	struct reading r = tables_reading(*state, m);
	assert_true(tables_counted(&r, TARGETS,
	                           "行业,北区,南县\n商贸业,3,4\n建设类,1,2\n企业类,2,"
	                           "2\n物流（货运）业,,\n企业类,5,-\n"));
	assert_string_equal(tables_findings(&r, LANG_ZH), "");
	tables_expect_target(&r, UNIT_NORTH, ITEM_TRADE, all_types(m), PERIOD_Y1, "3");
	tables_expect_target(&r, UNIT_SOUTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1, "2");
	tables_expect_target(&r, UNIT_NORTH, ITEM_FREIGHT, TYPE_FIRMS, PERIOD_Y1, "5");
	tables_expect_target(&r, UNIT_SOUTH, ITEM_FREIGHT, TYPE_FIRMS, PERIOD_Y1, "-");
}

static void counts_may_have_gaps_and_totals(void **state)
{
	const struct method *m = fixture_method(*state);
	struct reading r = tables_reading(*state, m);
	assert_true(tables_counted(&r, COUNTS,
	                           "item,type,全市,north,south\n,,首年,首年,首年\ntrade,build,3,3,"
	                           "\n,firms,1,1,0\n,小计,4,4,0\n"));
	assert_string_equal(tables_findings(&r, LANG_ZH), "");
	tables_expect_count(&r, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, "3");
	tables_expect_count(&r, UNIT_SOUTH, ITEM_TRADE, TYPE_BUILD, "");
	tables_expect_count(&r, UNIT_SOUTH, ITEM_TRADE, TYPE_FIRMS, "0");
	tables_expect_count(&r, all_units(m), ITEM_TRADE, all_types(m), "4");
}

static void counts_of_several_periods(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	assert_true(tables_counted(&r, COUNTS, "item,type,北区,\n,,首年,三年\ntrade,build,1,2\n"));
	assert_string_equal(tables_findings(&r, LANG_ZH), "");
	tables_expect_count(&r, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, "1");
	assert_string_equal(tables_cell(*state, figures_count_in(r.figures, UNIT_NORTH, ITEM_TRADE,
	                                                         TYPE_BUILD, PERIOD_SPAN)),
	                    "2");
}

static void totals_alone_across(void **state)
{
	const struct method *m = fixture_method(*state);
	struct reading r = tables_reading(*state, m);
	assert_true(tables_counted(&r, TARGETS, "行业,类别,全市\n合计,小计,3\n商贸业,企业类,3\n"));
	assert_string_equal(tables_findings(&r, LANG_ZH), "");
	tables_expect_target(&r, all_units(m), ITEM_TRADE, TYPE_FIRMS, PERIOD_Y1, "3");
	tables_expect_target(&r, all_units(m), all_items(m), all_types(m), PERIOD_Y1, "3");
}

static void long_tables_are_not_wide(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	static const struct {
		const char *header;
		bool wide;
	} rows[] = {
	        {"unit,item,type,total\n", false},
	        {"item,type,北区\n", true},
	        {"行业,全市\n", true},
	        {"区县,,全市,,北区\n", true},
	        {"全市,行业\n", false},
	        {"北区,商贸业,企业类,1\n", false},
	        {"unit,item,type,count,北区\n", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(
		        wide_matches(&r, COUNTS, fixture_csv(*state, rows[i].header, r.log)),
		        rows[i].wide);
}

static void wrong(struct arena *a, enum counted what, const char *text, const char *findings)
{
	struct reading r = tables_reading(a, fixture_method(a));
	(void)tables_counted(&r, what, text);
	assert_string_equal(tables_findings(&r, LANG_EN), findings);
}

static void wrong_headers(void **state)
{
	wrong(*state, TARGETS, "a,b,c,北区\ntrade,build,x,1\n",
	      "t.csv:1:4: error[wide-labels]: there are 3 columns before the first unit, not 1 or "
	      "2; to mend: keep only item and type at the left\n");
	wrong(*state, TARGETS, "北区,南县\n1,2\n",
	      "t.csv:1: error[header-missing]: the first line does not name the columns; to mend: "
	      "put a line with their names first: unit, item, type, period, target; may be left "
	      "out: remark\n");
	/* Nothing below a header that cannot be used is read. */
	wrong(*state, TARGETS, "行业,北区\n商贸业,1\n北区,商贸业,企业类,1\n北区,商贸业,建设类,1\n",
	      "t.csv:3:1: error[wide-labels]: there are 0 columns before the first unit, not 1 or "
	      "2; to mend: keep only item and type at the left\n");
	wrong(*state, TARGETS, "item,type,北区,北曲,南县\ntrade,build,1,2,3\n",
	      "t.csv:1:4: error[unit-unknown]: there is no unit \"北曲\"; to mend: did you mean "
	      "\"North\"? Known here: North, South, City\n");
	wrong(*state, TARGETS, "item,type,北区,北区\ntrade,build,1,2\n",
	      "t.csv:1:4: error[column-twice]: column \"North, year 1\" stands twice; to mend: "
	      "remove one of them\n");
	wrong(*state, TARGETS, "item,type,北区,南县\n,,首年,\ntrade,build,1,2\n",
	      "t.csv:2:4: error[wide-header-empty]: the column has no period; to mend: name it in "
	      "the header\n");
	wrong(*state, TARGETS, "item,type,北区,南县\n,,首年,明年\ntrade,build,1,2\n",
	      "t.csv:2:4: error[period-unknown]: there is no period \"明年\"; to mend: did you "
	      "mean \"year 1\"? Known here: year 1, three years\n");
}

static void wrong_rows(void **state)
{
	wrong(*state, TARGETS, "item,type,北区\n,build,1\n",
	      "t.csv:2:1: error[empty-field]: \"item\" is empty; to mend: fill in the field\n");
	wrong(*state, TARGETS, "item,type,北区\ntrade,build,1,9\ntrade,firms\n",
	      "t.csv:2:4: error[row-long]: \"9\" stands in no named column; to mend: remove it, or "
	      "check commas and quotes; a thousands separator is a comma too\n"
	      "t.csv:3:3: error[number-empty]: \"target\" is empty; to mend: write the target; - "
	      "where there is no task, 0 where it is zero\n");
	wrong(*state, TARGETS, "item,type,北区\ntrade,build,1\n备注：以上为示例,,\n",
	      "t.csv:3:1: error[wide-text-row]: the row has only text, \"备注：以上为示例\", and "
	      "no figures; to mend: keep headings and remarks outside the file\n");
	/* The wrong item is named once, not again for the rows below it. */
	wrong(*state, TARGETS, "item,type,北区\nfrieght,build,1\n,firms,2\ntrade,bild,1\n",
	      "t.csv:2:1: error[item-unknown]: there is no item \"frieght\"; to mend: did you mean "
	      "\"Freight\"? Known here: Trade, Freight\n"
	      "t.csv:4:2: error[type-unknown]: there is no type \"bild\"; to mend: did you mean "
	      "\"building\"? Known here: building, firms\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(counts_of_several_periods),
	        FIXTURE_TEST(printed_pages),
	        FIXTURE_TEST(places_are_fields),
	        FIXTURE_TEST(one_label_column),
	        FIXTURE_TEST(counts_may_have_gaps_and_totals),
	        FIXTURE_TEST(totals_alone_across),
	        FIXTURE_TEST(long_tables_are_not_wide),
	        FIXTURE_TEST(wrong_headers),
	        FIXTURE_TEST(wrong_rows),
	};
	return cmocka_run_group_tests_name("inputs/wide", tests, NULL, NULL);
}
