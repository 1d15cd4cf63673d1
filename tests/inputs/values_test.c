#include "tests/inputs/tables.h"

static struct reading reading(struct arena *a)
{
	return tables_reading(a, tables_valued_method(a));
}

static void one_row_per_cell(void **state)
{
	struct reading r = reading(*state);
	assert_true(tables_values(&r,
	                          "单位,指标,期间,数值,来源,备注\n北区,居民收入,首年,-12.5,年鉴,\n"
	                          "north,green,span,41,,快报数\n南县,绿化率,,-,,\n"
	                          "city,income,,,,\n"));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	tables_expect_value(&r, UNIT_NORTH, ITEM_INCOME, PERIOD_Y1, "-25/2");
	tables_expect_value(&r, UNIT_NORTH, ITEM_GREEN, PERIOD_SPAN, "41");
	tables_expect_value(&r, UNIT_SOUTH, ITEM_GREEN, PERIOD_Y1, "-");
	tables_expect_value(&r, UNIT_CITY, ITEM_INCOME, PERIOD_Y1, "");
	assert_null(figures_value(r.figures, UNIT_CITY, ITEM_INCOME, PERIOD_Y1)->place.file);
	const struct figure *f = figures_value(r.figures, UNIT_NORTH, ITEM_INCOME, PERIOD_Y1);
	assert_int_equal(f->place.line, 2);
	assert_int_equal(f->place.column, 4);
}

static void the_period_may_be_left_out(void **state)
{
	struct reading r = reading(*state);
	assert_true(tables_values(&r, "value,item,unit\n3,green,south\n"));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	tables_expect_value(&r, UNIT_SOUTH, ITEM_GREEN, PERIOD_Y1, "3");
}

static void expect_matrix(struct arena *a, const char *text)
{
	struct reading r = reading(a);
	assert_true(tables_values(&r, text));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	tables_expect_value(&r, UNIT_NORTH, ITEM_INCOME, PERIOD_Y1, "13/2");
	tables_expect_value(&r, UNIT_NORTH, ITEM_GREEN, PERIOD_Y1, "-");
	tables_expect_value(&r, UNIT_SOUTH, ITEM_INCOME, PERIOD_Y1, "");
	tables_expect_value(&r, UNIT_SOUTH, ITEM_GREEN, PERIOD_Y1, "-40");
}

/* Units down or across; the first field may be a word for the column, another one, or nothing. */
static void matrices(void **state)
{
	static const char *const rows[] = {
	        "区县,居民收入,绿化率\n北区,6.5,-\n南县,,-40\n",
	        "考核对象,green,income\n南县,-40,\n北区,-,6.5\n",
	        "地区,居民收入,绿化率,备注\n北区,6.5,-,快报\n南县,,-40,\n",
	        "region,Income,Green area\nNorth,6.5,-\nSouth,,-40\n",
	        ",居民收入,绿化率\n北区,6.5,-\n南县,,-40\n",
	        "指标,北区,南县\n居民收入,6.5,\n绿化率,-,-40\n",
	        "项目,South,North\nincome,,6.5\ngreen,-40,-\n",
	        "数据,北区,南县\n居民收入,6.5,\n绿化率,-,-40\n",
	        "单位,居民收入,,绿化率\n北区,6.5,,-\n南县,,,-40\n",
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_matrix(*state, rows[i]);
}

/* One row per unit and period; an empty label is the one above. */
static void matrices_of_several_periods(void **state)
{
	static const char *const rows[] = {
	        "区县,期间,居民收入,绿化率\n北区,首年,6.5,-\n,三年,7,8\n南县,首年,,-40\n",
	        "item,period,north,south\nincome,首年,6.5,\nincome,三年,7,\ngreen,,-,-40\n,span,8,"
	        "\n",
	};
	for (size_t i = 0; i < 2; i++) {
		expect_matrix(*state, rows[i]);
		struct reading r = reading(*state);
		assert_true(tables_values(&r, rows[i]));
		tables_expect_value(&r, UNIT_NORTH, ITEM_INCOME, PERIOD_SPAN, "7");
		tables_expect_value(&r, UNIT_NORTH, ITEM_GREEN, PERIOD_SPAN, "8");
		tables_expect_value(&r, UNIT_SOUTH, ITEM_GREEN, PERIOD_SPAN, "");
	}
}

static void wrong(struct arena *a, const char *text, const char *findings)
{
	struct reading r = reading(a);
	assert_false(tables_values(&r, text));
	assert_string_equal(tables_findings(&r, LANG_EN), findings);
}

#define NO_HEADER                                                                                  \
	"t.csv:1: error[matrix-header]: the first line names neither columns nor items or units; " \
	"to mend: write the columns unit, item, period, value; or else \"unit\" and then the "     \
	"items, or \"item\" and then the units; remove a title above\n"

static void wrong_headers(void **state)
{
	wrong(*state, "北区,6.5,3\n南县,2,1\n", NO_HEADER);
	wrong(*state, "居民收入,6.5,3\n", NO_HEADER);
	wrong(*state, "a,b,c\n北区,2,1\n", NO_HEADER);
	wrong(*state, "unit;item;value\nnorth;green;1\n",
	      "t.csv:1:1: error[separator]: this line has no comma but \";\"; to mend: use commas, "
	      "or save it from Excel as \"CSV UTF-8 (comma delimited)\"\n");
	wrong(*state, "unit,item,number\nnorth,green,1\n",
	      "t.csv:1: error[column-missing]: column \"value\" is missing; to mend: columns of "
	      "this table: unit, item, value; may be left out: period, source, remark\n"
	      "t.csv:1:3: error[column-unknown]: unknown column \"number\"; to mend: columns of "
	      "this table: unit, item, value; may be left out: period, source, remark\n");
	wrong(*state, "unit,incom,trade,合计,report\nnorth,1,2,3,4\n",
	      "t.csv:1:2: error[item-unknown]: there is no item \"incom\"; to mend: did you mean "
	      "\"Income\"? Known here: Income, Green area\n"
	      "t.csv:1:3: error[item-not-valued]: \"trade\" is not scored by values; to mend: "
	      "known here: Income, Green area\n"
	      "t.csv:1:4: error[total-column]: the column \"合计\" is a total, not data; to mend: "
	      "remove the column\n"
	      "t.csv:1:5: error[item-not-valued]: \"report\" is not scored by values; to mend: "
	      "known here: Income, Green area\n");
	wrong(*state, "item,north,全市,北区,nroth\ngreen,1,2,3,4\n",
	      "t.csv:1:3: error[total-column]: the column \"全市\" is a total, not data; to mend: "
	      "remove the column\n"
	      "t.csv:1:4: error[column-twice]: column \"北区\" stands twice; to mend: remove one "
	      "of "
	      "them\n"
	      "t.csv:1:5: error[unit-unknown]: there is no unit \"nroth\"; to mend: did you mean "
	      "\"North\"? Known here: North, South, City\n");
	wrong(*state, "unit,期间,income,period\nnorth,首年,1,首年\n",
	      "t.csv:1:4: error[column-twice]: column \"period\" stands twice; to mend: remove one "
	      "of them\n");
}

static void wrong_rows(void **state)
{
	wrong(*state, "unit,income,green\nnorht,1,2\n全市,3,4\n,5,6\nsouth,7\n注：年鉴,,\n",
	      "t.csv:2:1: error[unit-unknown]: there is no unit \"norht\"; to mend: did you mean "
	      "\"North\"? Known here: North, South, City\n"
	      "t.csv:3:1: error[total-as-data]: \"全市\" is a total, not data; to mend: remove the "
	      "row\n"
	      "t.csv:4:1: error[empty-field]: \"unit\" is empty; to mend: fill in the field\n"
	      "t.csv:5:2: error[row-short]: the row has 2 fields, not 3; to mend: add the missing "
	      "fields\n"
	      "t.csv:6:1: error[wide-text-row]: the row has only text, \"注：年鉴\", and no "
	      "figures; "
	      "to mend: keep headings and remarks outside the file\n");
	/* A wrong label is named once, not again for the rows below it. */
	wrong(*state, "unit,period,income\n,首年,1\nnorht,首年,1\n,三年,2\nnorth,明年,3\n",
	      "t.csv:2:1: error[empty-field]: \"unit\" is empty; to mend: fill in the field\n"
	      "t.csv:3:1: error[unit-unknown]: there is no unit \"norht\"; to mend: did you mean "
	      "\"North\"? Known here: North, South, City\n"
	      "t.csv:5:2: error[period-unknown]: there is no period \"明年\"; to mend: did you "
	      "mean "
	      "\"year 1\"? Known here: year 1, three years, both\n");
	wrong(*state, "unit,item,value\n全市,,3\nnorth,合计,3\nnorth,trade,3\nnorth,,\n",
	      "t.csv:2:1: error[total-as-data]: \"全市\" is a total, not data; to mend: remove the "
	      "row\n"
	      "t.csv:3:2: error[total-as-data]: \"合计\" is a total, not data; to mend: remove the "
	      "row\n"
	      "t.csv:4:2: error[item-not-valued]: \"trade\" is not scored by values; to mend: "
	      "known here: Income, Green area\n"
	      "t.csv:5:2: error[empty-field]: \"item\" is empty; to mend: fill in the field\n");
}

/* What was refused keeps its place and is no reason to leave the rest unplaced. */
static void wrong_cells(void **state)
{
	struct reading r = reading(*state);
	assert_true(tables_values(&r, "unit,,income\nnorth,x,1e3\nsouth,,2,9\n"));
	assert_true(tables_values(&r, "unit,item,period,value\nsouth,income,,3\n"
	                              "north,income,首年,4\nnorth,income,span,5\n"
	                              "north,income,span,\nnorth,income,span,5\n"));
	assert_string_equal(
	        tables_findings(&r, LANG_EN),
	        "t.csv:2:2: error[row-long]: \"x\" stands in no named column; to mend: remove it, "
	        "or check commas and quotes; a thousands separator is a comma too\n"
	        "t.csv:2:3: error[number-invalid]: \"1e3\" is not a number; to mend: write digits "
	        "only, as in 12.5 or -3, without thousands separator, percent sign, exponent, unit "
	        "or footnote mark; leave empty what was not reported, write - where it does not "
	        "apply\n"
	        "t.csv:2:4: error[duplicate-figure]: South, Income was already given at "
	        "t.csv:3:3; to mend: remove one of them\n"
	        "t.csv:3:4: error[row-long]: \"9\" stands in no named column; to mend: remove it, "
	        "or check commas and quotes; a thousands separator is a comma too\n"
	        "t.csv:3:4: error[duplicate-figure]: North, Income was already given at "
	        "t.csv:2:3; to mend: remove one of them\n"
	        "t.csv:6:4: error[duplicate-figure]: North, Income, three years was already given "
	        "at t.csv:4:4; to mend: remove one of them\n");
	tables_expect_value(&r, UNIT_NORTH, ITEM_INCOME, PERIOD_Y1, "");
	assert_string_equal(
	        figures_value(r.figures, UNIT_NORTH, ITEM_INCOME, PERIOD_Y1)->place.file, "t.csv");
	tables_expect_value(&r, UNIT_SOUTH, ITEM_INCOME, PERIOD_Y1, "2");
}

#define COMPOSITE                                                                                  \
	" error[period-composite]: period \"both\" is combined of others and has no figures of "   \
	"its own; to mend: name one of its parts as the period: year 1, three years\n"

/* Figures of a combined period are those of its parts, in every kind of table. */
static void combined_periods(void **state)
{
	struct reading r = reading(*state);
	r.figures->period = PERIOD_BOTH;
	assert_false(tables_values(&r, "unit,income\nnorth,1\n"));
	assert_false(tables_values(&r, "unit,item,value\nnorth,income,1\n"));
	assert_false(tables_counted(&r, COUNTS, "unit,item,type,count\nnorth,trade,build,1\n"));
	assert_false(tables_counted(&r, COUNTS, "item,type,north\ntrade,build,1\n"));
	assert_false(
	        judged_read(&r, fixture_csv(*state, "unit,item,points\nnorth,report,1\n", r.log)));
	assert_false(marks_read(
	        &r, fixture_csv(*state, "unit,item,mark,reason\nnorth,trade,1,x\n", r.log)));
	const char *at_header = "t.csv:1:" COMPOSITE;
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    arena_print(*state, "%s%s%s%s%s%s", at_header, at_header, at_header,
	                                at_header, at_header, at_header));
	r.log = diag_list_new(*state);
	assert_false(tables_values(&r, "unit,period,income\nnorth,both,1\nsouth,,1\nnorth,y1,7\n"));
	assert_false(tables_counted(&r, COUNTS,
	                            "item,type,north,,\n,,首年,三年,两期\ntrade,build,1,2,3\n"));
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:2:" COMPOSITE "t.csv:2:5:" COMPOSITE "t.csv:3:2:" COMPOSITE);
	tables_expect_value(&r, UNIT_NORTH, ITEM_INCOME, PERIOD_Y1, "7");
	/* A period that is not assessed has no more figures for being combined. */
	struct reading other = reading(*state);
	assert_false(tables_values(&other, "unit,period,income\nnorth,both,1\n"));
	assert_string_equal(tables_findings(&other, LANG_EN), "t.csv:2:2:" COMPOSITE);
}

/* Items without types, beside those that have some. */
static void targets_of_values(void **state)
{
	struct reading r = reading(*state);
	const struct method *m = r.method;
	assert_true(tables_counted(&r, TARGETS,
	                           "unit,item,type,period,target\nnorth,income,,y1,-3.5\n"
	                           "north,trade,build,y1,12\nsouth,income,,y1,-\n"));
	assert_true(tables_counted(&r, TARGETS, "unit,item,period,target\ncity,income,y1,8\n"));
	assert_true(tables_counted(&r, TARGETS, "item,type,north,south\ngreen,,41.5,-1\n"));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	tables_expect_target(&r, UNIT_NORTH, ITEM_INCOME, all_types(m), PERIOD_Y1, "-7/2");
	tables_expect_target(&r, UNIT_SOUTH, ITEM_INCOME, all_types(m), PERIOD_Y1, "-");
	tables_expect_target(&r, UNIT_CITY, ITEM_INCOME, all_types(m), PERIOD_Y1, "8");
	tables_expect_target(&r, UNIT_NORTH, ITEM_GREEN, all_types(m), PERIOD_Y1, "83/2");
	tables_expect_target(&r, UNIT_NORTH, ITEM_TRADE, TYPE_BUILD, PERIOD_Y1, "12");
	/* None of them is a sum. */
	(void)figures_check_targets(r.figures, r.log);
	assert_string_equal(tables_findings(&r, LANG_EN), "");
}

static void wrong_targets(struct arena *a, const char *text, const char *findings)
{
	struct reading r = reading(a);
	assert_false(tables_counted(&r, TARGETS, text));
	assert_string_equal(tables_findings(&r, LANG_EN), findings);
}

static void wrong_targets_of_values(void **state)
{
	wrong_targets(
	        *state,
	        "unit,item,type,period,target\nnorth,income,build,y1,1\nnorth,trade,,y1,1\n"
	        "north,report,,y1,1\nnorth,trade,build,y1,-1\n",
	        "t.csv:2:3: error[type-for-value]: \"Income\" is scored by values, which have "
	        "no types; to mend: leave the type empty\n"
	        "t.csv:3:3: error[empty-field]: \"type\" is empty; to mend: fill in the "
	        "field\n"
	        "t.csv:4:2: error[item-without-target]: \"report\" is scored neither by "
	        "counts nor by values and has no target; to mend: known here: Trade, Freight, "
	        "Income, Green area\n"
	        "t.csv:4:3: error[empty-field]: \"type\" is empty; to mend: fill in the "
	        "field\n"
	        "t.csv:5:5: error[number-invalid]: \"-1\" is not a whole number, 0 or more; to "
	        "mend: write digits only, as in 12, without sign, thousands separator, unit or "
	        "remark\n");
	wrong_targets(
	        *state,
	        "unit,item,period,target\nnorth,income,y1,1\nnorth,trade,y1,1\n"
	        "south,trade,y1,1\n",
	        "t.csv:1: error[column-missing]: column \"type\" is missing; to mend: columns "
	        "of this table: unit, item, type, period, target; may be left out: remark\n");
	wrong_targets(
	        *state, "item,type,north\nincome,build,1\n",
	        "t.csv:2:2: error[type-for-value]: \"Income\" is scored by values, which have "
	        "no types; to mend: leave the type empty\n");
}

/* ---- a province ---- */

enum { MANY_UNITS = 3000, MANY_ITEMS = 60 };

static const struct method *large_method(struct arena *a)
{
	struct method *m = ARENA_NEW(a, struct method);
	*m = *tables_valued_method(a);
	const struct scoring *valued = m->items[ITEM_INCOME].scoring;
	struct item *items = ARENA_NEWS(a, struct item, 1 + MANY_ITEMS);
	struct unit *units = ARENA_NEWS(a, struct unit, MANY_UNITS);
	items[0] = m->items[0];
	for (unsigned i = 1; i <= MANY_ITEMS; i++)
		items[i] = (struct item){.named = fixture_name(arena_print(a, "i%u", i),
		                                               arena_print(a, "指标%u", i), NULL),
		                         .scoring = valued};
	for (unsigned i = 0; i < MANY_UNITS; i++)
		units[i] = (struct unit){.named = fixture_name(arena_print(a, "u%u", i),
		                                               arena_print(a, "某市某区%u", i),
		                                               arena_print(a, "Unit %u", i)),
		                         .assessed = true};
	m->items = items;
	m->n_items = 1 + MANY_ITEMS;
	m->units = units;
	m->n_units = MANY_UNITS;
	return m;
}

/* 180,000 values. */
static void read_large(struct arena *a, const char *text)
{
	struct reading r = tables_reading(a, large_method(a));
	assert_true(tables_values(&r, text));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	tables_expect_value(&r, 1234, 43, PERIOD_Y1, "123443");
}

static void a_province_is_read_at_once(void **state)
{
	struct buffer wide, across, rows;
	buffer_start(&wide, *state);
	buffer_start(&across, *state);
	buffer_start(&rows, *state);
	buffer_add(&wide, "区县");
	for (unsigned i = 1; i <= MANY_ITEMS; i++)
		buffer_print(&wide, ",指标%u", i);
	buffer_add(&rows, "\nunit,item,value\n");
	for (unsigned u = 0; u < MANY_UNITS; u++) {
		buffer_print(&wide, "\n某市某区%u", u);
		for (unsigned i = 1; i <= MANY_ITEMS; i++) {
			buffer_print(&wide, ",%u", 100 * u + i);
			buffer_print(&rows, "某市 某区%u,i%u,%u\n", u, i, 100 * u + i);
		}
	}
	buffer_add(&across, "指标");
	for (unsigned u = 0; u < MANY_UNITS; u++)
		buffer_print(&across, ",Unit %u", u);
	for (unsigned i = 1; i <= MANY_ITEMS; i++) {
		buffer_print(&across, "\ni%u", i);
		for (unsigned u = 0; u < MANY_UNITS; u++)
			buffer_print(&across, ",%u", 100 * u + i);
	}
	/* Well under a second on any machine of today; generous for instrumented builds. */
	read_large(*state, wide.text);
	read_large(*state, across.text);
	read_large(*state, rows.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(one_row_per_cell),
	        FIXTURE_TEST(the_period_may_be_left_out),
	        FIXTURE_TEST(matrices),
	        FIXTURE_TEST(matrices_of_several_periods),
	        FIXTURE_TEST(wrong_headers),
	        FIXTURE_TEST(wrong_rows),
	        FIXTURE_TEST(wrong_cells),
	        FIXTURE_TEST(combined_periods),
	        FIXTURE_TEST(targets_of_values),
	        FIXTURE_TEST(wrong_targets_of_values),
	        FIXTURE_TEST(a_province_is_read_at_once),
	};
	return cmocka_run_group_tests_name("inputs/values", tests, NULL, NULL);
}
