/* write_html_test - is a page what the view says, and nothing that a reader's browser would run or
 * fetch? */
#include "reports/html.h"
#include "reports/page_assets.h"
#include "reports/write_html.h"
#include "tests/fixture.h"
#include <math.h>

static const char *written(struct arena *a, const struct view *v, const char *data)
{
	struct buffer out;
	buffer_start(&out, a);
	write_html(&out, &(struct html_page){{[LANG_ZH] = v, [LANG_EN] = v}, LANG_ZH, data});
	return out.text;
}

static size_t times(const char *text, const char *part)
{
	size_t n = 0;
	for (; (text = strstr(text, part)) != NULL; text++)
		n++;
	return n;
}

static const char *lines_of(struct arena *a, const struct view *v)
{
	struct buffer out;
	struct html h = {.out = &out, .lang = LANG_ZH, .prefix = "zh", .section = ""};
	buffer_start(&out, a);
	html_lines(&h, v->parts, v->n);
	return out.text;
}

static const char *table_of(struct arena *a, const struct view_table *t)
{
	struct buffer out;
	struct html h = {.out = &out, .lang = LANG_ZH, .prefix = "zh", .section = ""};
	buffer_start(&out, a);
	html_table(&h, t, "标题");
	return out.text;
}

static void everything_is_escaped(void **state)
{
	static const char evil[] = "<script>\"&\x1b\x01</script>";
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_title(v, evil);
	view_banner(v, evil);
	view_section(v, evil);
	view_line(v, TONE_PLAIN, 0, evil);
	view_entry(v, TONE_BAD, 0, evil, evil);
	struct view_table *t = view_table(v);
	view_column(t, ALIGN_LEFT, evil);
	view_cell(t, TONE_PLAIN, evil);
	view_below(t, evil);
	static const char *const texts[] = {evil};
	static const double values[] = {1};
	static const struct view_series series = {evil, values, texts};
	view_chart(v, &(struct view_chart){CHART_STACKED, evil, evil, evil, texts, 1, &series, 1, 0,
	                                   0, t});
	const char *page = written(a, v, NULL);
	assert_null(strstr(page, "<script>\""));
	assert_null(strchr(page, '\x1b'));
	assert_null(strchr(page, '\x01'));
	/* d3, our own script, and one chart in each language. */
	assert_int_equal(times(page, "<script>"), 2);
	assert_int_equal(times(page, "<script type=\"application/json\">"), 2);
	assert_int_equal(times(page, "</script>"), 4);
	assert_int_equal(times(page, "&lt;script&gt;&quot;&amp;\uFFFD\uFFFD&lt;/script&gt;"),
	                 /* <title>, then in each language: title, banner, contents, section, line,
	                  * label, its text, two tables, whose caption stands twice, with a title, a
	                  * cell and what is below, the chart's title and what it shows */
	                 1 + 2 * (7 + 2 * 5 + 2));
}

static void nothing_is_fetched(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_title(v, "题");
	const char *page = written(a, v, "{\"a\":1}");
	assert_non_null(strstr(page, "content=\"default-src 'none'; style-src 'sha256-"));
	assert_non_null(strstr(page, page_asset_style.sha256));
	assert_non_null(strstr(page, page_asset_library.sha256));
	assert_non_null(strstr(page, page_asset_script.sha256));
	assert_int_equal(times(page, " src="), 0);
	assert_int_equal(times(page, "<link"), 0);
	assert_int_equal(times(page, "url(http"), 0);
	assert_int_equal(times(page, "@import"), 0);
	assert_int_equal(times(page, " style=\""), 0);
	assert_non_null(strstr(page, "id=\"whatif-data\">{\"a\":1}</script>"));
	assert_null(strstr(written(a, v, NULL), "id=\"whatif-data\""));
}

static void headings_come_in_order(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_title(v, "题目");
	view_section(v, "甲");
	view_line(v, TONE_PLAIN, 0, "一");
	view_section(v, "乙");
	const char *page = written(a, v, NULL);
	assert_non_null(strstr(page, "<title>题目</title>"));
	assert_non_null(strstr(page, "<html lang=\"zh-CN\">"));
	assert_non_null(strstr(page, "<li><a href=\"#zh-section-2\">乙</a></li>"));
	assert_non_null(strstr(page, "<h1>题目</h1>\n"
	                             "<section aria-labelledby=\"zh-section-1\">\n"
	                             "<h2 id=\"zh-section-1\">甲</h2>\n"
	                             "<p>一</p>\n"
	                             "</section>\n"
	                             "<section aria-labelledby=\"zh-section-2\">\n"
	                             "<h2 id=\"zh-section-2\">乙</h2>\n"
	                             "</section>\n"));
	assert_non_null(strstr(page, "<div class=\"language\" id=\"zh\" lang=\"zh-CN\">"));
	assert_non_null(strstr(page, "<div class=\"language\" id=\"en\" lang=\"en\" hidden>"));
}

static void lines_are_lists_and_paragraphs(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_entry(v, TONE_PLAIN, 0, "单位：", "某局");
	view_entry(v, TONE_PLAIN, 0, "期间：", "首年");
	view_line(v, TONE_QUIET, 0, "说明");
	view_entry(v, TONE_STRONG, 0, "·", "甲");
	view_entry(v, TONE_QUIET, 1, "理由：", "乙");
	view_line(v, TONE_PLAIN, 2, "丙");
	view_entry(v, TONE_PLAIN, 0, "·", "丁");
	assert_string_equal(lines_of(a, v),
	                    "<dl>\n"
	                    "<div><dt>单位：</dt><dd>某局</dd></div>\n"
	                    "<div><dt>期间：</dt><dd>首年</dd></div>\n"
	                    "</dl>\n"
	                    "<p class=\"quiet\">说明</p>\n"
	                    "<ul>\n"
	                    "<li class=\"strong\">甲<div class=\"deeper\">\n"
	                    "<dl>\n"
	                    "<div><dt class=\"quiet\">理由：</dt><dd class=\"quiet\">乙"
	                    "<div class=\"deeper\">\n"
	                    "<p>丙</p>\n"
	                    "</div>\n"
	                    "</dd></div>\n"
	                    "</dl>\n"
	                    "</div>\n"
	                    "</li>\n"
	                    "<li>丁</li>\n"
	                    "</ul>\n");
	assert_string_equal(lines_of(a, view_new(a)), "");
}

static void lines_may_become_less_deep_than_the_first(void **state)
{
	struct arena *a = *state;
	struct view *v = view_new(a);
	view_line(v, TONE_PLAIN, 2, "一");
	view_line(v, TONE_PLAIN, 0, "二");
	assert_string_equal(lines_of(a, v), "<p>一</p>\n<p>二</p>\n");
}

static void cells_are_the_views(void **state)
{
	struct arena *a = *state;
	struct view_table *t = view_table_new(a);
	view_column(t, ALIGN_LEFT, "区县");
	view_column(t, ALIGN_RIGHT, "得分");
	view_column(t, ALIGN_CENTRE, "");
	view_cell(t, TONE_PLAIN, "甲");
	view_number(t, TONE_STRONG, "93.25");
	view_below(t, "满分 100");
	view_cell(t, TONE_PLAIN, "├──┤");
	view_cell(t, TONE_PLAIN, "");
	view_number(t, TONE_ALERT, "1");
	view_cell(t, TONE_PLAIN, "");
	assert_string_equal(
	        table_of(a, t),
	        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"标题\">\n"
	        "<table class=\"right-2 centre-3\">\n<caption>标题</caption>\n"
	        "<thead>\n<tr><th scope=\"col\">区县</th>"
	        "<th scope=\"col\">得分</th>"
	        "<td></td></tr>\n</thead>\n"
	        "<tbody>\n"
	        "<tr><th scope=\"row\">甲<td class=\"strong\">93.25"
	        "<span class=\"below\">满分 100</span>"
	        "<td class=\"drawn\">├──┤\n"
	        "<tr><td><td class=\"alert\">1"
	        "<td>\n"
	        "</tbody>\n</table>\n</div>\n");
	assert_string_equal(table_of(a, view_table_new(a)), "");
}

static void charts_are_drawn_from_json(void **state)
{
	struct arena *a = *state;
	struct buffer out;
	static const char *const labels[] = {"甲", "a\\\"<b>"}, *const texts[] = {"1/3", "-"};
	static const double values[] = {1.0 / 3, NAN};
	static const struct view_series series = {"分", values, texts};
	buffer_start(&out, a);
	html_chart_data(&out, &(struct view_chart){CHART_HEAT, "题", "说", "", labels, 2, &series,
	                                           1, 0, 1.5, NULL});
	assert_string_equal(out.text, "{\"kind\":\"heat\",\"title\":\"题\",\"about\":\"说\","
	                              "\"axis\":\"\",\"labels\":[\"甲\",\"a\\\\\\\"\\u003cb>\"],"
	                              "\"series\":[{\"name\":\"分\",\"values\":[0.333333333,null],"
	                              "\"texts\":[\"1/3\",\"-\"]}],\"from\":0,\"to\":1.5}");
}

/* What ends their element, or is read as another byte, would change what the hash is of. */
static void assets_can_stand_in_a_page(void **state)
{
	static const struct page_asset *const assets[] = {&page_asset_style, &page_asset_library,
	                                                  &page_asset_script};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(strlen(assets[i]->text), assets[i]->length);
		assert_true(assets[i]->length > 1000);
		assert_int_equal(strlen(assets[i]->sha256), 44);
		assert_null(strstr(assets[i]->text, "</"));
		assert_null(strstr(assets[i]->text, "<!--"));
		assert_null(strchr(assets[i]->text, '\r'));
	}
	assert_non_null(strstr(page_asset_library.text, "Copyright 2010-2022 Mike Bostock"));
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(everything_is_escaped),
	        FIXTURE_TEST(nothing_is_fetched),
	        FIXTURE_TEST(headings_come_in_order),
	        FIXTURE_TEST(lines_are_lists_and_paragraphs),
	        FIXTURE_TEST(lines_may_become_less_deep_than_the_first),
	        FIXTURE_TEST(cells_are_the_views),
	        FIXTURE_TEST(charts_are_drawn_from_json),
	        FIXTURE_TEST(assets_can_stand_in_a_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
