#include "engine/version.h"
#include "reports/flags.h"
#include "reports/report.h"
#include "reports/score_view.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include <jansson.h>

static const struct input_file files[] = {{"assessment.cfg", "00ff"}};
static const struct heading heading = {
        .title = {{"=题目"}}, .issuer = {{""}}, .as_of = "", .files = files, .n_files = 1};

static int open_huzhou(void **state)
{
	struct huzhou *h = malloc(sizeof *h);
	*h = huzhou_open();
	huzhou_fill(h);
	*state = h;
	return 0;
}

static int close_huzhou(void **state)
{
	huzhou_close(*state);
	free(*state);
	return 0;
}

static struct report scored(struct huzhou *h)
{
	const struct sheet *s = score_run(h->arena, h->method, h->figures, NONE, h->log);
	assert_int_equal(diag_errors(h->log), 0);
	assert_non_null(s);
	return (struct report){.sheet = s, .heading = &heading, .lang = LANG_ZH};
}

static struct buffer written(struct huzhou *h, const char *format, const struct report *r)
{
	struct buffer out;
	buffer_start(&out, h->arena);
	assert_non_null(report_find(format));
	report_find(format)->score(&out, r);
	return out;
}

static unsigned flags(const struct huzhou *h, const struct report *r, const char *unit)
{
	return flags_of(h->arena, r->sheet, method_unit(h->method, unit));
}

static void every_format_is_found(void **state)
{
	(void)state;
	assert_non_null(report_find("text"));
	assert_non_null(report_find("csv"));
	assert_non_null(report_find("json"));
	assert_null(report_find("xml"));
}

static void flags_say_what_points_cannot(void **state)
{
	struct huzhou *h = *state;
	huzhou_count(h, "anji", "commerce", "fixed", "3");
	huzhou_mark(h, "deqing", "tourism", "80");
	struct report r = scored(h);
	assert_int_equal(flags(h, &r, "wuxing") & ~(1u << FLAG_FEW), 1u << FLAG_TIED);
	assert_true(flags(h, &r, "anji") & 1u << FLAG_UNSCORED);
	assert_true(flags(h, &r, "deqing") & 1u << FLAG_DEPARTMENT);
	assert_false(flags(h, &r, "deqing") & 1u << FLAG_TIED);
	assert_false(flags(h, &r, "municipal") & 1u << FLAG_UNREPORTED);
}

static json_t *member(json_t *array, const char *id)
{
	size_t i;
	json_t *value;
	json_array_foreach(array, i, value)
	{
		if (strcmp(json_string_value(json_object_get(value, "id")), id) == 0)
			return value;
	}
	fail_msg("no %s", id);
	return NULL;
}

static void expect(json_t *object, const char *key, const char *value)
{
	const char *is = json_string_value(json_object_get(object, key));
	assert_non_null(is);
	assert_string_equal(is, value);
}

static void json_keeps_its_contract(void **state)
{
	struct huzhou *h = *state;
	huzhou_target(h, "wuxing", "logistics", "fixed", "0");
	huzhou_target(h, "wuxing", "logistics", "revenue", "2");
	huzhou_count(h, "wuxing", "logistics", "revenue", "1");
	struct report r = scored(h);
	struct buffer out = written(h, "json", &r);
	json_t *j = json_loadb(out.text, out.length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(j);
	expect(j, "kaohe", KAOHE_VERSION);
	expect(j, "period", "2023");
	expect(json_object_get(j, "rules"), "id", "huzhou-1224");
	expect(json_object_get(j, "rules"), "sha256", h->method->sha256);
	expect(json_array_get(json_object_get(j, "inputs"), 0), "file", "assessment.cfg");
	expect(json_object_get(j, "policies"), "no_task", "redistribute");
	expect(json_object_get(j, "weights"), "commerce", "20");
	json_t *completion = json_object_get(j, "completion");
	expect(completion, "task", "50"); /* 7 units, 7 items; wuxing 0 + 2 in logistics */
	expect(completion, "submitted", "50");
	expect(completion, "rate", "100");
	expect(member(json_object_get(completion, "types"), "revenue"), "rate", "50");
	json_t *step = json_array_get(json_object_get(j, "parameters"), 2);
	expect(step, "of", "scoring");
	expect(step, "id", "office");
	expect(step, "name", "step");
	expect(step, "value", "0.1");
	expect(step, "decided_by", "rules");
	assert_int_equal(json_array_size(json_object_get(j, "units")), 7);
	assert_int_equal(json_array_size(json_object_get(j, "information")), 1);
	json_t *other = member(json_object_get(j, "units"), "nanxun"), *flag;
	flag = json_array_get(json_object_get(other, "flags"), 1); /* no row of type revenue */
	assert_string_equal(json_string_value(flag), "targets_missing");
	json_t *unit = member(json_object_get(j, "units"), "wuxing");
	assert_int_equal(json_integer_value(json_object_get(unit, "rank")), 7);
	expect(unit, "score", "93.25");
	expect(unit, "exact", "373/4");
	json_t *sectors = member(json_object_get(unit, "items"), "sectors");
	expect(sectors, "points", "83.25");
	expect(sectors, "exact", "333/4");
	expect(sectors, "max", "90");
	json_t *logistics = member(json_object_get(sectors, "items"), "logistics");
	expect(logistics, "mark", "50");
	expect(logistics, "points", "6.75");
	expect(logistics, "max", "13.5");
	assert_true(json_is_string(json_object_get(logistics, "formula")));
	assert_true(json_is_string(json_object_get(logistics, "clause")));
	assert_true(json_is_array(json_object_get(logistics, "sources")));
	assert_int_equal(json_array_size(json_object_get(logistics, "items")), 0);
	json_decref(j);
}

static void units_come_in_order_of_rank(void **state)
{
	struct huzhou *h = *state;
	huzhou_count(h, "wuxing", "commerce", "fixed", "0");
	struct report r = scored(h);
	struct buffer out = written(h, "json", &r);
	json_t *j = json_loadb(out.text, out.length, 0, NULL), *units = json_object_get(j, "units");
	for (size_t i = 1; i < json_array_size(units); i++)
		assert_true(
		        json_integer_value(json_object_get(json_array_get(units, i - 1), "rank")) <=
		        json_integer_value(json_object_get(json_array_get(units, i), "rank")));
	expect(json_array_get(units, 6), "id", "wuxing");
	json_decref(j);
}

/* One row per unit, and every row as long as the header. */
static void the_table_for_spreadsheets_is_complete(void **state)
{
	struct huzhou *h = *state;
	struct report r = scored(h);
	const struct view_table *t = score_view_units(h->arena, &r);
	assert_int_equal(t->n_cells, t->n_columns * h->method->n_units);
	assert_string_equal(t->cells[0].text, "1");
	assert_string_equal(t->cells[7 * t->n_columns].text, "");
	assert_string_equal(t->cells[7 * t->n_columns + 1].text, "municipal");
}

/* No fraction may look like a day or a rounded number to a spreadsheet: a word stands behind it. */
static void exact_scores_stay_exact_in_a_spreadsheet(void **state)
{
	struct huzhou *h = *state;
	huzhou_target(h, "wuxing", "commerce", "fixed", "3");
	huzhou_target(h, "anji", "tourism", "fixed", "7");
	struct report r = scored(h);
	const struct view_table *t = score_view_units(h->arena, &r);
	bool found = false, fraction = false;
	for (size_t i = 0; i < t->n_cells; i++) {
		if (t->cells[i].kind == CELL_NUMBER)
			assert_null(strpbrk(t->cells[i].text, "/ "));
		fraction = fraction || strcmp(t->cells[i].text, "619/7 分") == 0;
		found = found || strcmp(t->cells[i].text, "88") == 0;
	}
	assert_true(found);    /* 100 - 18 + 18/3 */
	assert_true(fraction); /* 100 - 13.5 + 13.5/7 = 88 3/7 */
}

/* 64 digits beside a name do not fit a narrow terminal. */
static void hashes_stand_below_names_where_it_is_narrow(void **state)
{
	struct huzhou *h = *state;
	struct report r = scored(h);
	assert_non_null(strstr(written(h, "text", &r).text, "\nassessment.cfg        00ff\n"));
	r.look.width = 80;
	assert_non_null(strstr(written(h, "text", &r).text, "\nassessment.cfg\n  00ff\n"));
}

static void both_languages_say_the_same_numbers(void **state)
{
	struct huzhou *h = *state;
	struct report r = scored(h);
	struct buffer zh = written(h, "text", &r);
	r.lang = LANG_EN;
	struct buffer en = written(h, "text", &r);
	assert_non_null(strstr(zh.text, "100.00"));
	assert_non_null(strstr(en.text, "100.00"));
	assert_non_null(strstr(zh.text, "得分和名次"));
	assert_non_null(strstr(en.text, "Scores and ranks"));
	assert_null(strstr(en.text, "得分"));
	assert_null(strstr(en.text, "{0}"));
	assert_null(strstr(zh.text, "{0}"));
}

static void a_report_is_the_same_twice(void **state)
{
	struct huzhou *h = *state;
	struct report r = scored(h);
	for (const struct report_writer *w = report_writers; w->format != NULL; w++)
		assert_string_equal(written(h, w->format, &r).text, written(h, w->format, &r).text);
}

#define HUZHOU_TEST(f) cmocka_unit_test_setup_teardown(f, open_huzhou, close_huzhou)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        HUZHOU_TEST(every_format_is_found),
	        HUZHOU_TEST(flags_say_what_points_cannot),
	        HUZHOU_TEST(json_keeps_its_contract),
	        HUZHOU_TEST(units_come_in_order_of_rank),
	        HUZHOU_TEST(the_table_for_spreadsheets_is_complete),
	        HUZHOU_TEST(exact_scores_stay_exact_in_a_spreadsheet),
	        HUZHOU_TEST(hashes_stand_below_names_where_it_is_narrow),
	        HUZHOU_TEST(both_languages_say_the_same_numbers),
	        HUZHOU_TEST(a_report_is_the_same_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
