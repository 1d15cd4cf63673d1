#include "tests/planned.h"

static const char *findings(const struct reading *r)
{
	return fixture_findings(r->arena, r->log, LANG_EN);
}

/* "2021:100 2022:**" */
static const char *series(struct arena *a, const struct observed *o, size_t indicator)
{
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < o->n_series[indicator]; i++) {
		const struct observation *x = &o->series[indicator][i];
		buffer_print(&b, "%s%s:%s%s", i > 0 ? " " : "", date_span_text(a, x->at),
		             x->value != NULL ? ratio_plain(a, x->value) : x->written,
		             x->estimate ? "?" : "");
	}
	return b.text;
}

static void values_stand_in_order_of_time(void **state)
{
	struct reading r = planned_reading(*state);
	struct observed o = planned_observed(&r,
	                                     "指标,时间,数值,来源,预计,备注\n"
	                                     "增加值,2022,110.5,公报,,说明\n"
	                                     "output,2020,100,,否,\n"
	                                     "OUTPUT,2021,-3,,是,\n"
	                                     "投资,2022Q2,2,,,\n"
	                                     "投资,2022,4,,yes,\n"
	                                     "投资,2022-12,1,,,\n"
	                                     "投资,2021..2022,9,,,\n",
	                                     NULL);
	assert_string_equal(findings(&r), "");
	assert_string_equal(series(*state, &o, PLANNED_OUTPUT), "2020:100 2021:-3? 2022:110.5");
	assert_string_equal(series(*state, &o, PLANNED_WORKS),
	                    "2022Q2:2 2021..2022:9 2022:4? 2022-12:1");
	assert_int_equal(o.n_series[PLANNED_ENERGY], 0);
	const struct observation *last = &o.series[PLANNED_OUTPUT][2];
	assert_string_equal(last->source, "公报");
	assert_string_equal(last->note, "说明");
	assert_int_equal(last->place.line, 2);
	assert_int_equal(last->place.column, 3);
}

static void what_is_withheld_is_kept_as_written(void **state)
{
	struct reading r = planned_reading(*state);
	struct observed o =
	        planned_observed(&r,
	                         "indicator,at,value\noutput,2011,\noutput,2012,**\n"
	                         "output,2013,＊\noutput,2014,(50)\noutput,2015,（50）\n"
	                         "output,2016,-\noutput,2017,—\noutput,2018,0\n",
	                         NULL);
	assert_string_equal(findings(&r), "");
	assert_string_equal(series(*state, &o, PLANNED_OUTPUT),
	                    "2011: 2012:** 2013:＊ 2014:(50) 2015:（50） 2016:- 2017:— 2018:0");
}

static void mistakes_are_found_in_every_row(void **state)
{
	struct reading r = planned_reading(*state);
	(void)planned_observed(&r,
	                       "indicator,at,value,estimate\nouput,2021,1,\noutput,2021年底,1,\n"
	                       "output,２０２１年9月,1,\noutput,soon,1,\noutput,2021,1e3,\n"
	                       "output,2022,−2,\noutput,2023,()50,\noutput,2024,1,perhaps\n"
	                       "output,2024,1,\nsites,2024,1,\noutput,,1,\n",
	                       NULL);
	assert_string_equal(
	        findings(&r),
	        "t.csv:2:1: error[indicator-unknown]: there is no indicator \"ouput\"; to mend: "
	        "did "
	        "you mean \"Output\"? Known here: Output, Works, Energy, Sites\n"
	        "t.csv:3:2: error[time-invalid]: \"2021年底\" is no time; to mend: write 2021\n"
	        "t.csv:4:2: error[time-invalid]: \"２０２１年9月\" is no time; to mend: write "
	        "2021-09\n"
	        "t.csv:5:2: error[time-invalid]: \"soon\" is no time; to mend: write 2023, 2023Q3, "
	        "2023-09 or 2023-09-30, and 2021..2023 for several years\n"
	        "t.csv:6:3: error[number-invalid]: \"1e3\" is not a number; to mend: write digits "
	        "only, in \"亿元\"; what is not known is **, (50), - or nothing, shown and "
	        "never "
	        "computed with\n"
	        "t.csv:7:3: error[number-invalid]: \"−2\" is not a number; to mend: write -2\n"
	        "t.csv:8:3: error[number-invalid]: \"()50\" is not a number; to mend: write digits "
	        "only, in \"亿元\"; what is not known is **, (50), - or nothing, shown and "
	        "never "
	        "computed with\n"
	        "t.csv:9:4: error[estimate-word]: \"perhaps\" does not say whether the value is an "
	        "estimate; to mend: write yes for an estimate, nothing for an actual value\n"
	        "t.csv:10:3: error[duplicate-figure]: Output, 2024 was already given at t.csv:9:3; "
	        "to "
	        "mend: remove one of them\n"
	        "t.csv:11:1: error[indicator-counted]: indicator \"Sites\" is counted from the "
	        "list "
	        "\"List of sites\" and takes no value; to mend: remove the row; write the entries' "
	        "stages in the table of the list\n"
	        "t.csv:12:2: error[empty-field]: \"at\" is empty; to mend: fill in the field\n");
}

/* The baseline of output is 100, in 亿元. */
static void a_value_in_another_unit_is_suspected(void **state)
{
	struct reading r = planned_reading(*state);
	struct observed o = planned_observed(
	        &r,
	        "indicator,at,value\noutput,2021,1200000\noutput,2022,99999\noutput,2023,130亿元\n"
	        "output,2024/12/31,0\noutput,2025,0.1\nworks,2021,-20000\n",
	        NULL);
	assert_int_equal(o.n_series[PLANNED_OUTPUT], 5);
	assert_string_equal(
	        findings(&r),
	        "t.csv:2:3: warning[unit-suspect]: the value 1200000 of Output is a thousand times "
	        "off the plan's 100; to mend: check its unit, which is \"亿元\" in the rule file; "
	        "leave it if it is right\n"
	        "t.csv:4:3: error[number-invalid]: \"130亿元\" is not a number; to mend: write "
	        "130\n"
	        "t.csv:6:3: warning[unit-suspect]: the value 0.1 of Output is a thousand times off "
	        "the plan's 100; to mend: check its unit, which is \"亿元\" in the rule file; "
	        "leave "
	        "it if it is right\n");
}

static void a_table_that_is_none_is_said_once(void **state)
{
	struct reading r = planned_reading(*state);
	(void)planned_observed(&r, "output,2021,1\nnothing,2021,1\n", NULL);
	assert_string_equal(
	        findings(&r),
	        "t.csv:1: error[header-missing]: the first line does not name the "
	        "columns; to mend: put a line with their names first: value, indicator, "
	        "at; may be left out: source, estimate, remark\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(values_stand_in_order_of_time),
	        FIXTURE_TEST(what_is_withheld_is_kept_as_written),
	        FIXTURE_TEST(mistakes_are_found_in_every_row),
	        FIXTURE_TEST(a_value_in_another_unit_is_suspected),
	        FIXTURE_TEST(a_table_that_is_none_is_said_once),
	};
	return cmocka_run_group_tests_name("inputs/observed", tests, NULL, NULL);
}
