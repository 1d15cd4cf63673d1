#include "tests/planned.h"

enum { STAGE_PLANNED, STAGE_RUNNING, STAGE_LEFT };
enum { TIER_HIGH, TIER_LOW };

#define HEADER "list,entry,date,stage,tier,replaces,lead,about,remark\n"

static const char *findings(const struct reading *r)
{
	return fixture_findings(r->arena, r->log, LANG_EN);
}

static struct observed read(struct reading *r, const char *text)
{
	return planned_observed(r, NULL, text);
}

static void an_entry_has_its_events_in_order(void **state)
{
	struct reading r = planned_reading(*state);
	struct observed o = read(&r, HEADER "sites,乙 园,2021-01-01,规划,市级,,港区,物流,\n"
	                                    "sites,甲,2021-02-01,planned,,,,,\n"
	                                    "平台清单,乙园,2022-01-01,running,,,城投,,投运\n"
	                                    "sites,乙园,2023-01-01,running,high,,,,\n");
	assert_string_equal(findings(&r), "");
	assert_int_equal(o.n_entries[0], 2);
	const struct list_entry *e = &o.entries[0][0];
	assert_string_equal(e->name, "乙 园");
	assert_string_equal(e->id, "");
	assert_string_equal(e->lead, "城投"); /* the last one given */
	assert_string_equal(e->about, "物流");
	assert_int_equal(e->n_events, 3);
	assert_int_equal(e->events[0].stage, STAGE_PLANNED);
	assert_int_equal(e->events[1].stage, STAGE_RUNNING);
	assert_int_equal(e->events[1].tier, TIER_LOW); /* as it was */
	assert_int_equal(e->events[2].tier, TIER_HIGH);
	assert_string_equal(e->events[1].note, "投运");
	assert_string_equal(date_text(*state, e->events[1].day), "2022-01-01");
	assert_int_equal(e->events[1].place.line, 4);
	assert_true(o.entries[0][1].events[0].tier == NONE);
}

static void a_place_left_free_is_taken_once(void **state)
{
	struct reading r = planned_reading(*state);
	struct observed o = read(&r, HEADER "sites,丙,2022-03-01,planned,,甲,,,\n"
	                                    "sites,甲,2021-01-01,planned,,,,,\n"
	                                    "sites,甲,2022-01-01,left,,,,,\n"
	                                    "sites,甲,2023-01-01,planned,,,,,\n"
	                                    "sites,甲,2024-01-01,left,,,,,\n"
	                                    "sites,丁,2024-01-01,planned,,甲,,,\n");
	assert_string_equal(findings(&r), "");
	assert_int_equal(o.n_entries[0], 3);
	assert_string_equal(o.entries[0][0].name, "丙");
	assert_int_equal(o.entries[0][0].events[0].replaces, 1);
	assert_int_equal(o.entries[0][2].events[0].replaces, 1); /* it left a second time */
	assert_true(o.entries[0][1].events[0].replaces == NONE);
}

static void who_replaces_whom_is_checked(void **state)
{
	struct reading r = planned_reading(*state);
	(void)read(&r, HEADER "sites,甲园,2021-01-01,planned,,,,,\n"
	                      "sites,甲园,2022-01-01,left,,,,,\n"
	                      "sites,乙园,2021-06-01,planned,,甲园,,,\n"
	                      "sites,丙园,2022-01-01,planned,,甲园,,,\n"
	                      "sites,丁园,2022-06-01,planned,,甲园,,,\n"
	                      "sites,戊园,2022-06-01,planned,,甲圆,,,\n"
	                      "sites,己园,2022-06-01,planned,,己园,,,\n");
	assert_string_equal(
	        findings(&r),
	        "t.csv:4:6: error[replaced-in]: \"甲园\" had not dropped out by 2021-06-01, so "
	        "\"乙园\" cannot take its place; to mend: write a row that says when it dropped "
	        "out, or "
	        "check the dates\n"
	        "t.csv:6:6: error[replaced-twice]: the place of \"甲园\" was already taken by "
	        "\"丙园\" (t.csv:5:6); to mend: keep one of them\n"
	        "t.csv:7:6: error[replaced-unknown]: there is no \"甲圆\" on the list to be "
	        "replaced; "
	        "to mend: did you mean \"甲园\"? Known here: 甲园, 乙园, 丙园, 丁园, 戊园, 己园\n"
	        "t.csv:8:6: error[replaced-in]: \"己园\" had not dropped out by 2022-06-01, so "
	        "\"己园\" cannot take its place; to mend: write a row that says when it dropped "
	        "out, or "
	        "check the dates\n");
}

static void days_rise_from_row_to_row(void **state)
{
	struct reading r = planned_reading(*state);
	struct observed o = read(&r, HEADER "sites,甲,2022-01-01,planned,,,,,\n"
	                                    "sites,甲,2022-01-01,running,,,,,\n"
	                                    "sites,甲,2021-01-01,running,,,,,\n"
	                                    "sites,甲,2023-01-01,running,,,,,\n");
	assert_string_equal(
	        findings(&r),
	        "t.csv:3:3: error[entry-day]: \"甲\" has two rows for 2022-01-01, the "
	        "first at t.csv:2:3; to mend: keep one for a day: the state at its end\n"
	        "t.csv:4:3: error[entry-order]: the row of \"甲\" for 2021-01-01 stands "
	        "after that for 2022-01-01 (t.csv:2:3); to mend: write the rows of an "
	        "entry in order of their dates; check the dates\n");
	assert_int_equal(o.entries[0][0].n_events, 2);
}

/* Whom a row replaces is not asked while some rows have no place. */
static void mistakes_are_found_in_every_row(void **state)
{
	struct reading r = planned_reading(*state);
	(void)read(&r, HEADER "site,甲,2022-01-01,planned,,,,,\nsites,,2022-01-01,planned,,,,,\n"
	                      "sites,乙,,planned,,无,,,\nsites,丙,2022-13-01,runing,top,,,,\n"
	                      "sites,丁,2022-01-01,,,,,,\n");
	assert_string_equal(
	        findings(&r),
	        "t.csv:2:1: error[list-unknown]: there is no list \"site\"; to mend: did you mean "
	        "\"List of sites\"? Known here: List of sites\n"
	        "t.csv:3:2: error[empty-field]: \"entry\" is empty; to mend: fill in the field\n"
	        "t.csv:4:3: error[empty-field]: \"date\" is empty; to mend: fill in the field\n"
	        "t.csv:5:3: error[day-invalid]: \"2022-13-01\" is no day; to mend: write "
	        "2023-12-31 or 2023/12/31\n"
	        "t.csv:5:4: error[stage-unknown]: the list has no stage \"runing\"; to mend: did "
	        "you "
	        "mean \"运营\"? Known here: 规划, 运营, 退出\n"
	        "t.csv:5:5: error[tier-unknown]: the list has no tier \"top\"; to mend: known "
	        "here: "
	        "省级, 市级\n"
	        "t.csv:6:4: error[empty-field]: \"stage\" is empty; to mend: fill in the field\n");
}

static void a_list_may_be_empty(void **state)
{
	struct reading r = planned_reading(*state);
	struct observed o = read(&r, NULL);
	assert_string_equal(findings(&r), "");
	assert_int_equal(o.n_entries[0], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(an_entry_has_its_events_in_order),
	        FIXTURE_TEST(a_place_left_free_is_taken_once),
	        FIXTURE_TEST(who_replaces_whom_is_checked),
	        FIXTURE_TEST(days_rise_from_row_to_row),
	        FIXTURE_TEST(mistakes_are_found_in_every_row),
	        FIXTURE_TEST(a_list_may_be_empty),
	};
	return cmocka_run_group_tests_name("inputs/entries", tests, NULL, NULL);
}
