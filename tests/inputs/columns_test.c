#include "inputs/columns.h"
#include "tests/fixture.h"

struct outcome {
	bool read;
	struct columns columns;
	const struct csv *csv;
	struct diag_list *log;
};

static struct outcome header(struct arena *a, const struct columns_spec *spec, const char *text)
{
	struct outcome o = {.log = diag_list_new(a)};
	o.csv = fixture_csv(a, text, o.log);
	o.read = columns_read(a, spec, &o.csv->records[0], &o.columns, o.log);
	return o;
}

static void refuse(struct arena *a, const struct columns_spec *spec, const char *text,
                   const char *findings)
{
	struct outcome o = header(a, spec, text);
	assert_false(o.read);
	assert_string_equal(fixture_findings(a, o.log, LANG_EN), findings);
}

static void both_languages_any_order(void **state)
{
	static const char *const headers[] = {"unit,item,type,count\n", "区县,行业,类别,数量\n",
	                                      " Unit ,项目,TYPE,数 量\n"};
	for (size_t i = 0; i < 3; i++) {
		struct outcome o = header(*state, &columns_counts, headers[i]);
		assert_true(o.read);
		assert_int_equal(o.columns.at[COLUMN_UNIT], 0);
		assert_int_equal(o.columns.at[COLUMN_COUNT], 3);
		assert_int_equal(o.columns.at[COLUMN_PERIOD], NONE);
	}
	struct outcome o = header(*state, &columns_targets, "任务数,period,类别,区县,item\n");
	assert_true(o.read);
	assert_int_equal(o.columns.at[COLUMN_TARGET], 0);
	assert_int_equal(o.columns.at[COLUMN_UNIT], 3);
	assert_int_equal(columns_found(*state, &columns_marks, &o.csv->records[0]),
	                 1u << COLUMN_UNIT | 1u << COLUMN_ITEM | 1u << COLUMN_PERIOD);
	assert_int_equal(columns_which(*state, &columns_values, "地 区"), COLUMN_UNIT);
	assert_int_equal(columns_which(*state, &columns_values, "指标"), COLUMN_ITEM);
	assert_int_equal(columns_which(*state, &columns_values, "任务数"), NONE);
}

static void wrong_headers(void **state)
{
	refuse(*state, &columns_counts, "unit,item,type,number,unit\n",
	       "t.csv:1: error[column-missing]: column \"count\" is missing; to mend: columns of "
	       "this table: unit, item, type, count; may be left out: period, target\n"
	       "t.csv:1:4: error[column-unknown]: unknown column \"number\"; to mend: columns of "
	       "this table: unit, item, type, count; may be left out: period, target\n"
	       "t.csv:1:5: error[column-twice]: column \"unit\" stands twice; to mend: remove one "
	       "of them\n");
	refuse(*state, &columns_counts, "north,trade,build,1\n",
	       "t.csv:1: error[header-missing]: the first line does not name the columns; to mend: "
	       "put a line with their names first: unit, item, type, count; may be left out: "
	       "period, target\n");
	refuse(*state, &columns_counts, "unit;item;type;count\n",
	       "t.csv:1:1: error[separator]: this line has no comma but \";\"; to mend: use "
	       "commas, or save "
	       "it from Excel as \"CSV UTF-8 (comma delimited)\"\n");
}

static void fields_of_a_record(void **state)
{
	struct outcome o = header(*state, &columns_judged,
	                          "reason,unit,points,item,\nr,u,1,i,\nr,u,2,i,x,y\nr,u,3\n");
	assert_true(o.read);
	const struct csv_field *fields[COLUMNS];
	assert_true(columns_take(&columns_judged, &o.columns, &o.csv->records[1], *state, fields,
	                         o.log));
	assert_string_equal(fields[COLUMN_REASON]->text, "r");
	assert_string_equal(fields[COLUMN_POINTS]->text, "1");
	assert_string_equal(fields[COLUMN_SCORER]->text, "");
	assert_int_equal(diag_count(o.log), 0);
	assert_false(columns_take(&columns_judged, &o.columns, &o.csv->records[2], *state, fields,
	                          o.log));
	assert_false(columns_take(&columns_judged, &o.columns, &o.csv->records[3], *state, fields,
	                          o.log));
	assert_string_equal(
	        fixture_findings(*state, o.log, LANG_EN),
	        "t.csv:3:5: error[row-long]: \"x\" stands in no named column; to mend: "
	        "remove it, or check commas and quotes; a thousands separator is a comma too\n"
	        "t.csv:3:6: error[row-long]: \"y\" stands in no named column; to mend: "
	        "remove it, or check commas and quotes; a thousands separator is a comma too\n"
	        "t.csv:4:3: error[row-short]: the row has 3 fields, not 5; to mend: "
	        "add the missing fields\n");
}

static void optional_columns_may_be_cut_off(void **state)
{
	struct outcome o =
	        header(*state, &columns_judged, "unit,item,points,scorer,reason\nu,i,1\n");
	const struct csv_field *fields[COLUMNS];
	assert_true(columns_take(&columns_judged, &o.columns, &o.csv->records[1], *state, fields,
	                         o.log));
	assert_string_equal(fields[COLUMN_SCORER]->text, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(both_languages_any_order),
	        FIXTURE_TEST(wrong_headers),
	        FIXTURE_TEST(fields_of_a_record),
	        FIXTURE_TEST(optional_columns_may_be_cut_off),
	};
	return cmocka_run_group_tests_name("inputs/columns", tests, NULL, NULL);
}
