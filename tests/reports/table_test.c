#include "reports/display.h"
#include "reports/table.h"
#include "tests/fixture.h"

static struct view_table *small(struct arena *a)
{
	struct view_table *t = view_table_new(a);
	view_column(t, ALIGN_LEFT, "区县");
	view_column(t, ALIGN_RIGHT, "行业部门评价");
	view_column(t, ALIGN_CENTRE, "注");
	view_cell(t, TONE_PLAIN, "吴兴区");
	view_number(t, TONE_PLAIN, "83.25");
	view_cell(t, TONE_PLAIN, "x");
	view_cell(t, TONE_PLAIN, "南太湖新区");
	view_number(t, TONE_PLAIN, "9.00");
	view_cell(t, TONE_PLAIN, "并列");
	return t;
}

static const char *written(struct arena *a, const struct view_table *t, size_t width, bool colour)
{
	struct buffer out;
	buffer_start(&out, a);
	table_write(&out, t, width, colour);
	return out.text;
}

static void columns_line_up_under_chinese(void **state)
{
	struct arena *a = *state;
	const struct view_table *t = small(a);
	assert_int_equal(view_rows(t), 2);
	assert_string_equal(written(a, t, 24, false), "────────────────────────\n"
	                                              "            行业部\n"
	                                              "区县        门评价   注\n"
	                                              "────────────────────────\n"
	                                              "吴兴区       83.25   x\n"
	                                              "南太湖新区    9.00  并列\n"
	                                              "────────────────────────\n");
}

static void titles_are_broken_no_more_than_the_width_asks(void **state)
{
	struct arena *a = *state;
	assert_string_equal(written(a, small(a), 30, false), "──────────────────────────────\n"
	                                                     "区县        行业部门评价   注\n"
	                                                     "──────────────────────────────\n"
	                                                     "吴兴区             83.25   x\n"
	                                                     "南太湖新区          9.00  并列\n"
	                                                     "──────────────────────────────\n");
}

static void a_continuation_is_headed(void **state)
{
	struct arena *a = *state;
	struct view_table *t = small(a);
	t->continued = "得分（续）";
	assert_non_null(strstr(written(a, t, 19, false), "─\n\n得分（续）\n─"));
	assert_null(strstr(written(a, t, 30, false), "续"));
}

static void a_table_too_wide_continues_below_with_its_keys(void **state)
{
	struct arena *a = *state;
	assert_string_equal(written(a, small(a), 19, false), "──────────────────\n"
	                                                     "            行业部\n"
	                                                     "区县        门评价\n"
	                                                     "──────────────────\n"
	                                                     "吴兴区       83.25\n"
	                                                     "南太湖新区    9.00\n"
	                                                     "──────────────────\n"
	                                                     "\n"
	                                                     "────────────────\n"
	                                                     "区县         注\n"
	                                                     "────────────────\n"
	                                                     "吴兴区       x\n"
	                                                     "南太湖新区  并列\n"
	                                                     "────────────────\n");
}

static void the_gap_gives_way_before_the_table_is_broken(void **state)
{
	struct arena *a = *state;
	const char *text = written(a, small(a), 22, false);
	assert_non_null(strstr(text, "南太湖新区   9.00 并列\n"));
}

static void long_text_is_wrapped_within_its_cell(void **state)
{
	struct arena *a = *state;
	struct view_table *t = view_table_new(a);
	view_column(t, ALIGN_LEFT, "理由");
	view_column(t, ALIGN_RIGHT, "值");
	view_cell(t, TONE_PLAIN, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
	view_number(t, TONE_PLAIN, "1");
	const char *text = written(a, t, 120, false);
	assert_non_null(strstr(text, "一二三四五六七八九十一二三四五六七八九十一二   1\n"
	                             "三四五六七八九十\n"));
}

static void colour_adds_nothing_but_escapes(void **state)
{
	struct arena *a = *state;
	struct view_table *t = view_table_new(a);
	view_column(t, ALIGN_LEFT, "a");
	view_cell(t, TONE_ALERT, "x");
	assert_non_null(strstr(written(a, t, 120, true), "\x1b[1;33mx\x1b[0m\n"));
	assert_null(strstr(written(a, t, 120, false), "\x1b"));
}

static void cells_cannot_break_the_table(void **state)
{
	struct arena *a = *state;
	struct view_table *t = view_table_new(a);
	view_column(t, ALIGN_LEFT, "a");
	view_cell(t, TONE_PLAIN, "x\ny\x1b");
	assert_non_null(strstr(written(a, t, 120, false), "x y\xEF\xBF\xBD\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(columns_line_up_under_chinese),
	        FIXTURE_TEST(titles_are_broken_no_more_than_the_width_asks),
	        FIXTURE_TEST(a_continuation_is_headed),
	        FIXTURE_TEST(a_table_too_wide_continues_below_with_its_keys),
	        FIXTURE_TEST(the_gap_gives_way_before_the_table_is_broken),
	        FIXTURE_TEST(long_text_is_wrapped_within_its_cell),
	        FIXTURE_TEST(colour_adds_nothing_but_escapes),
	        FIXTURE_TEST(cells_cannot_break_the_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
