#include "engine/progress.h"
#include "reports/standing_view.h"
#include "tests/planned.h"
#include <jansson.h>

static const struct input_file files[] = {{"assessment.cfg", "00ff"}};
static const struct heading heading = {.title = {{"=题目"}},
                                       .issuer = {{""}},
                                       .as_of = "2023-12-31",
                                       .files = files,
                                       .n_files = 1};

#define ENTRIES                                                                                    \
	"list,entry,date,stage,tier,replaces,lead,about,remark\n"                                  \
	"sites,甲,2021-01-01,running,low,,,,\nsites,甲,2022-01-01,left,,,,,搬迁\n"             \
	"sites,乙,2022-02-01,planned,high,甲,,,\nsites,乙,2023-02-01,running,,,,,\n"            \
	"sites,丙,2024-02-01,planned,,,,,\n"
#define VALUES                                                                                     \
	"indicator,at,value,estimate\noutput,2020,100,\noutput,2021,110,\noutput,2022,**,\n"       \
	"output,2023,130,yes\noutput,2024,999,\nworks,2021,3,\nworks,2022,4,\nworks,2023,5,\n"     \
	"energy,2023,0.35,\n"

struct scene {
	struct observed observed;
	struct standing_request request;
};

static struct scene *scene_at(struct arena *a, const char *day)
{
	struct scene *s = ARENA_NEW(a, struct scene);
	struct reading r = planned_reading(a);
	long as_of;
	assert_true(date_read(day, &as_of));
	s->observed = planned_observed(&r, VALUES, ENTRIES);
	assert_string_equal(fixture_findings(a, r.log, LANG_EN), "");
	s->request = (struct standing_request){
	        .method = r.method,
	        .progress = progress_run(a, r.method->plan, &s->observed, as_of),
	        .heading = &heading,
	        .indicator = NONE};
	return s;
}

static const struct scene *scene(struct arena *a)
{
	return scene_at(a, "2023-12-31");
}

static const char *written(struct arena *a, const char *format, const struct standing_request *r)
{
	struct buffer out;
	buffer_start(&out, a);
	report_find(format)->progress(&out, r);
	return out.text;
}

static void expect(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("no \"%s\" in:\n%s", part, text);
}

static void refuse(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("\"%s\" in:\n%s", part, text);
}

static void targets_read_as_people_write_them(void **state)
{
	const struct scene *s = scene(*state);
	struct standing p = standing_new(*state, &s->request, false);
	const struct plan_indicator *i = s->request.method->plan->indicators;
#define GOAL(which, n) standing_goal(&p.page, &i[which], &i[which].targets[n])
	assert_string_equal(GOAL(PLANNED_OUTPUT, 0), "≥150");
	assert_string_equal(GOAL(PLANNED_WORKS, 0), "20–30");
	assert_string_equal(GOAL(PLANNED_ENERGY, 0), "**");
	assert_string_equal(GOAL(PLANNED_ENERGY, 1), "<0.3"); /* beyond, downwards */
	assert_string_equal(GOAL(PLANNED_SITES, 0), "约2");
	assert_string_equal(standing_due(&p.page, &i[PLANNED_SITES].targets[0]), "未写年份");
	assert_string_equal(standing_due(&p.page, &i[PLANNED_WORKS].targets[0]), "2021–2025");
	struct plan_target t = {.comparator = PLAN_RELATIVE,
	                        .written = {{"与投资同步", "as investment"}}};
	assert_string_equal(standing_goal(&p.page, i, &t), "“与投资同步”");
	p.page.lang = LANG_EN;
	assert_string_equal(standing_goal(&p.page, i, &t), "\"as investment\"");
	p.page.lang = LANG_ZH;
	t = (struct plan_target){.withheld = PLAN_BLANK};
	assert_string_equal(standing_goal(&p.page, i, &t), "（空白）");
	t = (struct plan_target){.value = ratio_of(*state, 7, 1), .each_year = true};
	assert_string_equal(standing_goal(&p.page, i, &t), "每年 7");
}

static void numbers_show_certain_digits_only(void **state)
{
	struct arena *a = *state;
	const struct scene *s = scene(a);
	struct standing p = standing_new(a, &s->request, false);
	assert_string_equal(standing_value(&p.page, NULL), "");
	assert_string_equal(standing_value(&p.page, ratio_read(a, "12.5")), "12.5");
	assert_string_equal(standing_value(&p.page, ratio_of(a, 1, 3)), "0.33");
	assert_string_equal(standing_percent(&p.page, ratio_of(a, 200, 3), 1), "66.7%");
	const struct progress *line = &s->request.progress->lines[0];
	assert_non_null(ratio_error(line->growth));
	assert_string_equal(standing_percent(&p.page, line->growth, 2), "9.14%");
	/* A rounding that is not certain is not guessed. */
	const ratio *wide = ratio_inexact(a, ratio_of(a, 1, 2), ratio_of(a, 1, 4));
	assert_string_equal(standing_value(&p.page, wide), "无法确定");
	assert_null(standing_certain(&p.page, wide, 1));
}

static void a_course_is_drawn_up_to_the_day(void **state)
{
	const struct scene *s = scene(*state);
	struct standing p = standing_new(*state, &s->request, false);
	struct standing_course c = standing_course(&p, PLANNED_OUTPUT);
	assert_string_equal(c.drawing, "▁▃█"); /* 100, 110, 130; ** is left out, 2024 is to come */
	assert_string_equal(c.years, "2020–2023");
	c = standing_course(&p, PLANNED_ENERGY); /* baseline and one value */
	assert_string_equal(c.drawing, "█▁");
	assert_string_equal(standing_course(&p, PLANNED_SITES).drawing, "");
}

static void the_text_says_what_stands_where(void **state)
{
	const struct scene *s = scene(*state);
	const char *text = written(*state, "text", &s->request);
	expect(text, "=题目");
	expect(text, "规划期：2021–2025");
	expect(text, "2023 预计");
	expect(text, "● 绿 100.1%"); /* 60 % of the way in 1095 of 1826 days */
	expect(text, "时间 60.0%");
	expect(text, "目标未定");
	expect(text, "无法判断的原因：目标未定 1 个");
	expect(text, "在列 1 个。");
	expect(text, "另有 1 个在此日之后才列入。");
	expect(text, "· 甲：2021-01-01 运营·市级 → 2022-01-01 退出·市级（搬迁）");
	expect(text, "  由乙替补：2022-02-01 规划·省级 → 2023-02-01 运营·省级");
	expect(text, "· 增加值：另一处写 99（I1）");
	expect(text, "取默认的 100% 和 80%，没有文件依据");
	refuse(text, "丙");
	refuse(text, "999");
}

/* By the day before it dropped out, nobody has taken its place. */
static void the_day_decides_what_is_known(void **state)
{
	const struct scene *s = scene_at(*state, "2021-12-31");
	const char *text = written(*state, "text", &s->request);
	refuse(text, "退出和替补");
	refuse(text, "乙：");
	expect(text, "在列 1 个。");
	expect(text, "另有 2 个在此日之后才列入。");
}

static void departments_count_for_each(void **state)
{
	const struct scene *s = scene(*state);
	const char *text = written(*state, "text", &s->request);
	expect(text, "甲局             3"); /* output, and both targets of energy */
	expect(text, "乙局             1");
	expect(text, "（未写明）       2");
}

static void one_department_alone(void **state)
{
	struct scene *s = scene_at(*state, "2023-12-31");
	s->request.department = "乙局";
	const char *text = written(*state, "text", &s->request);
	expect(text, "只列责任单位：乙局");
	expect(text, "增加值");
	refuse(text, "能耗");
	refuse(text, "平台清单");
	refuse(text, "按责任单位汇总");
}

/* 100 in 2020, with 80 in 2019 and 150 asked for in 2025: 25 percent a year are enough. */
static void the_outlook_says_what_growth_would_bring(void **state)
{
	struct arena *a = *state;
	struct scene *s = scene_at(a, "2020-12-31");
	struct reading r = planned_reading(a);
	s->observed = planned_observed(&r, "indicator,at,value\noutput,2019,80\noutput,2020,100\n",
	                               ENTRIES);
	s->request.method = r.method;
	s->request.progress =
	        progress_run(a, r.method->plan, &s->observed, s->request.progress->as_of);
	const char *text = written(a, "text", &s->request);
	expect(text, "前 25.00%");
	expect(text, "2019–2020");
	expect(text, "能达到的 1 个：增加值（2019–2020 年均 25.00%，今后到 2025 需年均 8.45%）。");
	expect(text, "另有 4 个目标");
	refuse(text, "达不到的");
	text = written(a, "csv", &s->request);
	expect(text, ",25,2019..2020,,8.447177,8.447177,25,2019..2020,305.175781,是,");
	text = written(a, "json", &s->request);
	expect(text, "\"earlier\": \"25\",\n");
	expect(text, "\"earlier_at\": \"2019..2020\",\n");
	expect(text, "\"pace_at\": \"2019..2020\",\n");
	expect(text, "\"projected\": \"78125/256\",\n");
	expect(text, "\"outlook\": \"suffices\",\n");
	s->request.indicator = PLANNED_OUTPUT;
	text = written(a, "text", &s->request);
	expect(text, "基期前年均增速：(100 ÷ 80) ^ (1 ÷ 1) − 1 = 25.00%（2019–2020）");
	expect(text, "照此推算：100 × (1 + 25.00%) ^ 5 = 305.18，能达到目标");
	s->request.lang = LANG_EN;
	expect(written(a, "text", &s->request),
	       "If it goes on: 100 × (1 + 25.00%) ^ 5 = 305.18, reaches");
}

static void one_indicator_in_detail(void **state)
{
	struct scene *s = scene_at(*state, "2023-12-31");
	s->request.indicator = PLANNED_OUTPUT;
	const char *text = written(*state, "text", &s->request);
	expect(text, "进度：(130 − 100) ÷ (150 − 100) = 60.0%");
	expect(text, "时间：2021-01-01 至 2025-12-31，到 2023-12-31 已过 60.0%");
	expect(text, "已有年均增速：(130 ÷ 100) ^ (1 ÷ 3) − 1 = 9.14%");
	expect(text, "今后所需：(150 ÷ 130) ^ (1 ÷ 2) − 1 = 7.42%");
	expect(text, "差距：150 − 130 = 20");
	expect(text, "判断：● 绿，依据：进度 ÷ 时间 = 100.1%");
	expect(text, "**（不参加计算）");
	expect(text, "t.csv:3:3");
	s->request.indicator = PLANNED_SITES;
	text = written(*state, "text", &s->request);
	expect(text, "清单“平台清单”中处于运营的条目 1 个");
	expect(text, "乙（替补甲）");
	s->request.indicator = PLANNED_WORKS;
	text = written(*state, "text", &s->request);
	expect(text, "进度：12 ÷ 20 = 60.0%");
	s->request.indicator = PLANNED_ENERGY;
	text = written(*state, "text", &s->request);
	expect(text, "判断：无法判断：目标未定");
	expect(text, "完成率：0.3 ÷ 0.35 = 85.7%");
}

static void the_table_has_a_row_for_each_target(void **state)
{
	const struct scene *s = scene(*state);
	const struct view_table *t = standing_table(*state, &s->request);
	assert_int_equal(view_rows(t), 5);
	assert_int_equal(t->n_cells % t->n_columns, 0);
	const char *text = written(*state, "csv", &s->request);
	expect(text,
	       "output,增加值,总量,亿元,level,甲局、乙局,100,2020,130,2023,是,≥150,2025,at_least,"
	       "150,,,60,59.967141,86.666667,20,,,9.139288,7.417231,8.447177,9.139288,2020..2023,"
	       "154.847995,是,100."
	       "054795,否,绿,,r1、"
	       "r2,,2023-12-31,规划监测,small");
	expect(text, "energy,能耗,,,level,甲局,0.4,2020,0.35,2023,,**,2023,reach,,,**,");
}

static void json_keeps_its_contract(void **state)
{
	const struct scene *s = scene(*state);
	const char *text = written(*state, "json", &s->request);
	json_t *j = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(j);
	assert_null(json_object_get(j, "period"));
	json_t *indicators = json_object_get(j, "indicators");
	assert_int_equal(json_array_size(indicators), 4);
	json_t *output = json_array_get(indicators, PLANNED_OUTPUT);
	json_t *line = json_array_get(json_object_get(output, "standings"), 0);
	assert_string_equal(json_string_value(json_object_get(line, "way")), "60");
	assert_string_equal(json_string_value(json_object_get(line, "growth")), "9.1393");
	assert_string_equal(json_string_value(json_object_get(line, "colour")), "green");
	assert_true(json_is_null(json_object_get(line, "reason")));
	assert_int_equal(json_array_size(json_object_get(output, "series")), 4);
	json_t *energy = json_array_get(indicators, PLANNED_ENERGY);
	line = json_array_get(json_object_get(energy, "standings"), 0);
	assert_string_equal(json_string_value(json_object_get(line, "reason")), "withheld");
	assert_true(json_is_null(json_object_get(line, "colour")));
	json_t *list = json_array_get(json_object_get(j, "lists"), 0);
	assert_int_equal(json_array_size(json_object_get(list, "entries")), 2);
	assert_int_equal(json_integer_value(json_object_get(list, "in")), 1);
	json_decref(j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(targets_read_as_people_write_them),
	        FIXTURE_TEST(numbers_show_certain_digits_only),
	        FIXTURE_TEST(a_course_is_drawn_up_to_the_day),
	        FIXTURE_TEST(the_text_says_what_stands_where),
	        FIXTURE_TEST(the_day_decides_what_is_known),
	        FIXTURE_TEST(departments_count_for_each),
	        FIXTURE_TEST(one_department_alone),
	        FIXTURE_TEST(the_outlook_says_what_growth_would_bring),
	        FIXTURE_TEST(one_indicator_in_detail),
	        FIXTURE_TEST(the_table_has_a_row_for_each_target),
	        FIXTURE_TEST(json_keeps_its_contract),
	};
	return cmocka_run_group_tests_name("reports/standing_view", tests, NULL, NULL);
}
