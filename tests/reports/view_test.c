#include "reports/write_text.h"
#include "tests/fixture.h"

static const char *written(struct arena *a, const struct view *v, struct report_look look)
{
	struct buffer out;
	buffer_start(&out, a);
	write_text_view(&out, v, look);
	return out.text;
}

static void parts_come_in_order(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_title(v, "题目");
	view_banner(v, "试算");
	view_section(v, "说明");
	view_entry(v, TONE_PLAIN, 0, "·", "一");
	view_line(v, TONE_PLAIN, 1, "二");
	view_entry(v, TONE_PLAIN, 1, "依据：", "三");
	struct view_table *t = view_table(v);
	view_column(t, ALIGN_LEFT, "列");
	view_cell(t, TONE_PLAIN, "值");
	assert_string_equal(written(a, v, (struct report_look){0}), "题目\n"
	                                                            "════\n"
	                                                            "*** 试算 ***\n"
	                                                            "\n"
	                                                            "■ 说明\n"
	                                                            "· 一\n"
	                                                            "  二\n"
	                                                            "  依据：三\n"
	                                                            "──\n"
	                                                            "列\n"
	                                                            "──\n"
	                                                            "值\n"
	                                                            "──\n");
}

static void many_parts_and_cells_are_kept(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	struct view_table *t = view_table(v);
	view_column(t, ALIGN_LEFT, "x");
	view_column(t, ALIGN_LEFT, "y");
	view_column(t, ALIGN_LEFT, "z");
	for (unsigned i = 0; i < 3 * 1000; i++)
		view_number(t, TONE_PLAIN, arena_print(a, "%u", i));
	for (unsigned i = 0; i < 1000; i++)
		view_line(v, TONE_PLAIN, 0, arena_print(a, "%u", i));
	assert_int_equal(view_rows(t), 1000);
	assert_int_equal(v->n, 1001);
	assert_string_equal(t->cells[2999].text, "2999");
	assert_string_equal(v->parts[1000].text, "999");
	assert_int_equal(view_rows(view_table_new(a)), 0);
}

static void paragraphs_hang_behind_their_label(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_entry(v, TONE_PLAIN, 0, "Why:", "one two three four five six seven eight nine ten");
	assert_string_equal(written(a, v, (struct report_look){.width = 30}),
	                    "Why: one two three four five\n"
	                    "     six seven eight nine ten\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(parts_come_in_order),
	        FIXTURE_TEST(many_parts_and_cells_are_kept),
	        FIXTURE_TEST(paragraphs_hang_behind_their_label),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
