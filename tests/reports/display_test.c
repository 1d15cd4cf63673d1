#include "reports/display.h"
#include "tests/fixture.h"

static void chinese_takes_two_cells(void **state)
{
	(void)state;
	assert_int_equal(display_width(""), 0);
	assert_int_equal(display_width("score"), 5);
	assert_int_equal(display_width("南太湖新区"), 10);
	assert_int_equal(display_width("（含电商）"), 10);
	assert_int_equal(display_width("１２"), 4);
	assert_int_equal(display_width("e\xCC\x81"), 1); /* e with a combining acute */
	assert_int_equal(display_width("“1224”"), 6);
	assert_int_equal(display_width("\xF0\xA0\xAE\xB7"), 2); /* beyond the first plane */
}

static void what_steers_a_terminal_is_replaced(void **state)
{
	struct arena *a = *state;
	assert_string_equal(display_safe(a, "吴兴区 a-b"), "吴兴区 a-b");
	assert_string_equal(display_safe(a, "a\tb\nc\r\n"), "a b c  ");
	assert_string_equal(display_safe(a, "\x1b[2J"), "\xEF\xBF\xBD[2J");
	assert_string_equal(display_safe(a, "\xC2\x9B"
	                                    "2J"),
	                    "\xEF\xBF\xBD"
	                    "2J");
	assert_string_equal(display_safe(a, "a\xE2\x80\xAE"
	                                    "b"),
	                    "a\xEF\xBF\xBD"
	                    "b"); /* right-to-left override */
	assert_string_equal(display_safe(a, "caf\xE9"), "caf\xEF\xBF\xBD");
	assert_string_equal(display_safe(a, "\xE5\x90"), "\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_string_equal(display_safe(a, "\x7F"), "\xEF\xBF\xBD");
}

static void sound_text_is_not_copied(void **state)
{
	const char *text = "商贸（含电商）业";
	assert_ptr_equal(display_safe(*state, text), text);
}

static void expect_lines(struct display_lines is, const char *const *lines)
{
	size_t n = 0;
	while (lines[n] != NULL)
		n++;
	assert_int_equal(is.n, n);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(is.lines[i], lines[i]);
}
#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void lines_break_at_blanks_and_between_chinese(void **state)
{
	struct arena *a = *state;
	expect_lines(display_wrap(a, "", 8), LINES(""));
	expect_lines(display_wrap(a, "one two three", 7), LINES("one two", "three"));
	expect_lines(display_wrap(a, "one  two", 4), LINES("one", "two"));
	expect_lines(display_wrap(a, "人力资源服务业", 8), LINES("人力资源", "服务业"));
	expect_lines(display_wrap(a, "得分 12.5 分", 8), LINES("得分", "12.5 分"));
	expect_lines(display_wrap(a, "extraordinary", 5), LINES("extraordinary"));
	expect_lines(display_wrap(a, "an extraordinary day", 5),
	             LINES("an", "extraordinary", "day"));
}

static void closing_marks_stay_with_what_they_close(void **state)
{
	struct arena *a = *state;
	expect_lines(display_wrap(a, "甲乙丙丁，戊", 8), LINES("甲乙丙", "丁，戊"));
	expect_lines(display_wrap(a, "甲乙丙（丁）", 8), LINES("甲乙丙", "（丁）"));
	expect_lines(display_wrap(a, "甲乙丙“丁”", 7), LINES("甲乙丙", "“丁”"));
}

static void headings_are_broken_evenly(void **state)
{
	struct arena *a = *state;
	expect_lines(display_wrap_even(a, "文化旅游业", 8), LINES("文化旅", "游业"));
	expect_lines(display_wrap_even(a, "商贸业", 8), LINES("商贸业"));
	expect_lines(display_wrap_even(a, "软件和信息技术服务业", 8),
	             LINES("软件和信", "息技术服", "务业"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(chinese_takes_two_cells),
	        FIXTURE_TEST(what_steers_a_terminal_is_replaced),
	        FIXTURE_TEST(sound_text_is_not_copied),
	        FIXTURE_TEST(lines_break_at_blanks_and_between_chinese),
	        FIXTURE_TEST(closing_marks_stay_with_what_they_close),
	        FIXTURE_TEST(headings_are_broken_evenly),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
