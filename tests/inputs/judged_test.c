#include "tests/inputs/tables.h"

static const struct judgement *first(const struct reading *r, size_t unit)
{
	return *figures_judged(r->figures, unit, ITEM_REPORT);
}

static void read(struct reading *r, const char *text)
{
	(void)judged_read(r, fixture_csv(r->arena, text, r->log));
	judged_check(r);
}

static void scorers_stay_in_order(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "区县,项目,得分,评分人,理由\n北区,信息报送,1.9,甲,及时\n南县,信息报送,0,,\n北区,"
	         "信息报送,2,乙,\n");
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	const struct judgement *j = first(&r, UNIT_NORTH);
	assert_string_equal(ratio_exact(*state, j->points), "19/10");
	assert_string_equal(j->scorer, "甲");
	assert_string_equal(j->reason, "及时");
	assert_int_equal(j->place.line, 2);
	assert_int_equal(j->place.column, 3);
	assert_string_equal(j->next->scorer, "乙");
	assert_null(j->next->next);
	assert_string_equal(first(&r, UNIT_SOUTH)->scorer, "");
	assert_null(first(&r, UNIT_CITY));
}

static void without_scorers(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,points\nnorth,report,1.5\n");
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	assert_string_equal(first(&r, UNIT_NORTH)->reason, "");
}

static void range_and_step(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,points\nnorth,report,2.1\nsouth,report,1.95\ncity,report,-1\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:3: error[points-range]: the points of North, Reports are 2.1, "
	                    "outside 0 to 2; to mend: check the points\n"
	                    "t.csv:3:3: error[points-step]: the points of South, Reports are 1.95, "
	                    "not a multiple of 0.1; to mend: write a multiple of 0.1\n"
	                    "t.csv:4:3: error[number-invalid]: \"-1\" is not a number, 0 or more; "
	                    "to mend: write digits only, as in 12, without sign, thousands "
	                    "separator, unit or remark\n");
}

static void the_same_scorer_twice(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r,
	     "unit,item,points,scorer\nnorth,report,1,甲\nnorth,report,1, 甲\nnorth,report,1,乙\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:3:3: error[duplicate-scorer]: North, Reports was already judged "
	                    "by the same scorer at t.csv:2:3; to mend: remove one of the rows\n");
}

/* Each row is told of the first one, in whatever file and order the others stand. */
static void several_tables(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	(void)judged_read(&r, fixture_csv(*state,
	                                  "unit,item,points,scorer\nnorth,report,1,乙\n"
	                                  "north,report,1,甲\n",
	                                  r.log));
	(void)judged_read(&r, fixture_csv(*state,
	                                  "unit,item,points,scorer\n\nnorth,report,1,乙\n"
	                                  "north,report,1,乙\nnorth,report,1,丙\n",
	                                  r.log));
	judged_check(&r);
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:3:3: error[duplicate-scorer]: North, Reports was already judged "
	                    "by the same scorer at t.csv:2:3; to mend: remove one of the rows\n"
	                    "t.csv:4:3: error[duplicate-scorer]: North, Reports was already judged "
	                    "by the same scorer at t.csv:2:3; to mend: remove one of the rows\n");
	assert_string_equal(first(&r, UNIT_NORTH)->next->next->next->next->scorer, "丙");
}

/* One cell, one row of the table per scorer: time must not grow with the square. */
static void many_scorers(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	struct buffer b;
	buffer_start(&b, *state);
	buffer_add(&b, "unit,item,points,scorer\n");
	for (unsigned i = 0; i < 50000; i++)
		buffer_print(&b, "north,report,1,%u\n", i);
	read(&r, b.text);
	assert_string_equal(tables_findings(&r, LANG_EN), "");
}

#define NAMELESS                                                                                   \
	"but this row names no scorer; to mend: name the scorer, or remove the row that is too "   \
	"many\n"

/* Each nameless row is said once, whether it stands first or later. */
static void nameless_beside_others(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,points,scorer\nnorth,report,1,\nnorth,report,1,甲\nnorth,report,1,乙\n"
	         "south,report,1,甲\nsouth,report,1,\ncity,report,1,\ncity,report,1,\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:3: error[scorer-missing]: North, Reports is also judged at "
	                    "t.csv:3:3, " NAMELESS "t.csv:6:3: error[scorer-missing]: South, "
	                    "Reports is also judged at t.csv:5:3, " NAMELESS
	                    "t.csv:7:3: error[scorer-missing]: City, Reports is also judged at "
	                    "t.csv:8:3, " NAMELESS
	                    "t.csv:8:3: error[scorer-missing]: City, Reports is also judged at "
	                    "t.csv:7:3, " NAMELESS);
}

static void only_judged_items_of_one_unit(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,points\nnorth,trade,1\nnorth,daily,1\nnorth,total,1\n全市,report,1\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:2: error[item-not-judged]: \"trade\" is not scored by judged "
	                    "points; to mend: known here: Reports\n"
	                    "t.csv:3:2: error[item-not-judged]: \"daily\" is not scored by judged "
	                    "points; to mend: known here: Reports\n"
	                    "t.csv:4:2: error[total-as-data]: \"total\" is a total, not data; to "
	                    "mend: remove the row; totals are computed\n"
	                    "t.csv:5:1: error[total-as-data]: \"全市\" is a total, not data; to "
	                    "mend: remove the row; totals are computed\n");
}

/* Scorers are told apart within their group; one row of a group needs no scorer. */
static void groups_of_scorers(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,points,scorer,group\nnorth,report,1,1,领导\nnorth,report,2,1,群众\n"
	         "north,report,1,2,领导\nsouth,report,1,,领导\nsouth,report,2,,群众\n");
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	assert_string_equal(first(&r, UNIT_NORTH)->group, "领导");
	assert_string_equal(first(&r, UNIT_NORTH)->next->group, "群众");
	assert_string_equal(first(&r, UNIT_NORTH)->next->next->scorer, "2");
	read(&r,
	     "区县,项目,得分,评分人,评分组\n北区,信息报送,1,２,领 导\n南县,信息报送,2,甲,群众\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:2:3: error[duplicate-scorer]: North, Reports was already judged "
	                    "by the same scorer at t.csv:4:3; to mend: remove one of the rows\n"
	                    "t.csv:6:3: error[scorer-missing]: South, Reports is also judged at "
	                    "t.csv:3:3, " NAMELESS);
}

/* A method that weighs groups finds them as its rule file spells them. */
static void groups_of_the_rule_file(void **state)
{
	static const struct param_row rows[] = {{.word = "Leaders"}, {.word = "群众（代表）"}};
	struct method m = *fixture_method(*state);
	struct scoring raters = m.scorings[1];
	raters.method = scoring_find("raters");
	raters.params[0].rows = rows;
	raters.params[0].n_rows = 2;
	struct item *items = arena_grow(*state, m.items, m.n_items, m.n_items, sizeof *items);
	items[ITEM_REPORT].scoring = &raters;
	m.items = items;
	struct reading r = tables_reading(*state, &m);
	read(&r, "unit,item,points,group\nnorth,report,1,leaders\nnorth,report,1,群众(代表)\n"
	         "north,report,1,guests\nsouth,report,1,\n");
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	const struct judgement *j = first(&r, UNIT_NORTH);
	assert_string_equal(j->group, "Leaders");
	assert_string_equal(j->next->group, "群众（代表）");
	assert_string_equal(j->next->next->group, "guests");
	assert_string_equal(first(&r, UNIT_SOUTH)->group, "");
}

static void points_of_several_periods(void **state)
{
	struct reading r = tables_reading(*state, fixture_method(*state));
	read(&r, "unit,item,period,points\nnorth,report,,1\nnorth,report,三年,2\n"
	         "south,report,span,3\nsouth,report,y2,1\n");
	assert_string_equal(tables_findings(&r, LANG_EN),
	                    "t.csv:4:4: error[points-range]: the points of South, Reports, three "
	                    "years are 3, outside 0 to 2; to mend: check the points\n"
	                    "t.csv:5:3: error[period-unknown]: there is no period \"y2\"; to mend: "
	                    "did you mean \"year 1\"? Known here: year 1, three years\n");
	assert_string_equal(ratio_exact(*state, first(&r, UNIT_NORTH)->points), "1");
	const struct judgement *j =
	        *figures_judged_in(r.figures, UNIT_NORTH, ITEM_REPORT, PERIOD_SPAN);
	assert_string_equal(ratio_exact(*state, j->points), "2");
	assert_null(j->next);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(groups_of_the_rule_file),
	        FIXTURE_TEST(groups_of_scorers),
	        FIXTURE_TEST(points_of_several_periods),
	        FIXTURE_TEST(several_tables),
	        FIXTURE_TEST(many_scorers),
	        FIXTURE_TEST(scorers_stay_in_order),
	        FIXTURE_TEST(without_scorers),
	        FIXTURE_TEST(range_and_step),
	        FIXTURE_TEST(the_same_scorer_twice),
	        FIXTURE_TEST(nameless_beside_others),
	        FIXTURE_TEST(only_judged_items_of_one_unit),
	};
	return cmocka_run_group_tests_name("inputs/judged", tests, NULL, NULL);
}
