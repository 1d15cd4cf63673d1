#include "inputs/times.h"
#include "tests/fixture.h"

static void what_leaves_no_doubt_is_read(void **state)
{
	static const char *const rows[][2] = {
	        {"2023", "2023"},
	        {"2023Q3", "2023Q3"},
	        {"2021..2023", "2021..2023"},
	        {"2023年", "2023"},
	        {"2023年9月", "2023-09"},
	        {"2023年09月30日", "2023-09-30"},
	        {"2023/9", "2023-09"},
	        {"2023/9/3", "2023-09-03"}, /* what Excel makes of 2023-09-03 */
	        {"2023-9-30", "2023-09-30"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date_span span;
		assert_true(times_read(*state, rows[i][0], &span));
		assert_string_equal(date_span_text(*state, span), rows[i][1]);
	}
}

static void anything_else_is_not(void **state)
{
	static const char *const texts[] = {
	        "",          "23",          "2023年9",    "2023/",      "2023-9/30",
	        "2023.9.30", "2023年9/30",  "2021年底",   "2023/2/29",  "2023/13",
	        "9/30/2023", "2023/9/30/1", "2023年9月3", "2023年13月", "2023/009/03",
	        "２０２３",  " 2023",       "2021-2023",  "2023年月",   "2023年1-9月",
	        "去年",      "2023上半年",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date_span span;
		assert_false(times_read(*state, texts[i], &span));
	}
}

static void a_day_is_a_day(void **state)
{
	long day, other;
	assert_true(times_read_day(*state, "2022/5/1", &day));
	assert_true(date_read("2022-05-01", &other));
	assert_int_equal(day, other);
	assert_true(times_read_day(*state, "2022年5月1日", &day));
	assert_int_equal(day, other);
	assert_false(times_read_day(*state, "2022年5月", &day));
	assert_false(times_read_day(*state, "2022", &day));
	assert_false(times_read_day(*state, "2022-05-01..2022-05-01", &day));
}

static void what_was_probably_meant_is_said(void **state)
{
	static const char *const rows[][2] = {
	        {"2021年底", "2021"},
	        {"2021 年末", "2021"},
	        {"２０２３", "2023"},
	        {"2021年度", "2021"},
	        {"2023年9月末", "2023-09"},
	        {"2023.9", "2023-09"},
	        {"2023.09.30", "2023-09-30"},
	        {"2023年9月30号", "2023-09-30"},
	        {"2023上半年", "2023Q1..2023Q2"},
	        {"2023年下半年", "2023Q3..2023Q4"},
	        {"2023年前三季度", "2023Q1..2023Q3"},
	        {"2023年三季度", "2023Q3"},
	        {"2023年第4季度", "2023Q4"},
	        {"2023q1", "2023Q1"},
	        {"2023年1-9月", "2023-01..2023-09"},
	        {"2023年1月至9月", "2023-01..2023-09"},
	        {"2021-2023", "2021..2023"},
	        {"2021—2023年", "2021..2023"},
	        {"2021年至2023年底", "2021..2023"},
	        {"去年", NULL},
	        {"23年", NULL},
	        {"2023-2021", NULL},
	        {"2023年9-1月", NULL},
	        {"2023年2月30日", NULL},
	        {"2023年13月", NULL},
	        {"20231", NULL},
	        {"2023第一批", NULL},
	        {"", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *meant = times_meant(*state, rows[i][0]);
		if (rows[i][1] == NULL && meant != NULL)
			fail_msg("%s: %s", rows[i][0], meant);
		if (rows[i][1] != NULL && (meant == NULL || strcmp(meant, rows[i][1]) != 0))
			fail_msg("%s: %s", rows[i][0], meant != NULL ? meant : "nothing");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(what_leaves_no_doubt_is_read),
	        FIXTURE_TEST(anything_else_is_not),
	        FIXTURE_TEST(a_day_is_a_day),
	        FIXTURE_TEST(what_was_probably_meant_is_said),
	};
	return cmocka_run_group_tests_name("inputs/times", tests, NULL, NULL);
}
