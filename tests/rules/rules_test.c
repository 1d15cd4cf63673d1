#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "tests/huzhou.h"

#include <string.h>

/* The contract of Annex 3: ids, names, weights or points as the document gives them. */
static const struct {
	const char *id, *name, *parent, *weight, *points;
} items[] = {
        {"sectors", "行业部门评价", "total", NULL, "90"},
        {"commerce", "商贸（含电商）业", "sectors", "20", "18"},
        {"tourism", "文化旅游业", "sectors", "15", "27/2"},
        {"finance", "金融业", "sectors", "15", "27/2"},
        {"hr", "人力资源服务业", "sectors", "15", "27/2"},
        {"logistics", "物流业", "sectors", "15", "27/2"},
        {"science", "科技服务业", "sectors", "10", "9"},
        {"software", "软件和信息技术服务业（含工业设计）", "sectors", "10", "9"},
        {"daily", "日常工作评价", "total", NULL, "10"},
        {"reporting", "信息报送", "daily", NULL, "2"},
        {"mechanism", "体系机制", "daily", NULL, "2"},
        {"team", "队伍建设", "daily", NULL, "2"},
        {"policy", "政策落实", "daily", NULL, "2"},
        {"cooperation", "工作配合情况", "daily", NULL, "2"},
};

static void huzhou_has_the_items_of_the_annex(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const size_t n = sizeof items / sizeof *items;
	assert_int_equal(h.base->n_items, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct item *item = &h.base->items[method_item(h.base, items[i].id)];
		assert_string_equal(item->named.name.in[LANG_ZH], items[i].name);
		assert_string_equal(h.base->items[item->parent].named.id, items[i].parent);
		assert_string_equal(huzhou_exact(&h, item->points), items[i].points);
		assert_string_equal(huzhou_exact(&h, item->weight),
		                    items[i].weight ? items[i].weight : "-");
		assert_int_not_equal(item->clause, NONE);
	}
	huzhou_close(&h);
}

static void huzhou_has_the_units_types_and_periods(void **state)
{
	(void)state;
	static const char *const units[][2] = {{"wuxing", "吴兴区"},  {"nanxun", "南浔区"},
	                                       {"deqing", "德清县"},  {"changxing", "长兴县"},
	                                       {"anji", "安吉县"},    {"nantaihu", "南太湖新区"},
	                                       {"changhe", "长合区"}, {"municipal", "市属"}};
	struct huzhou h = huzhou_open();
	assert_int_equal(h.base->n_units, 8);
	for (size_t i = 0; i < 8; i++) {
		assert_string_equal(h.base->units[i].named.id, units[i][0]);
		assert_string_equal(h.base->units[i].named.name.in[LANG_ZH], units[i][1]);
		assert_int_equal(h.base->units[i].assessed, i < 7);
	}
	assert_string_equal(h.base->types[method_type(h.base, "fixed")].named.name.in[LANG_ZH],
	                    "固投类");
	assert_string_equal(h.base->types[method_type(h.base, "revenue")].named.name.in[LANG_ZH],
	                    "营收类");
	size_t year = method_period(h.base, "2023");
	assert_int_equal(h.base->periods[year].within, method_period(h.base, "2023-2025"));
	huzhou_close(&h);
}

static void huzhou_has_the_policies_and_36_readings(void **state)
{
	(void)state;
	static const struct {
		const char *id, *value;
		size_t alternatives;
	} rows[] = {{"substitution", "separate", 3}, {"over_completion", "cap", 2},
	            {"no_task", "redistribute", 3},  {"missing", "refuse", 2},
	            {"rank_on", "published", 2},     {"rank_min_assigned", "0", 0}};
	struct huzhou h = huzhou_open();
	assert_int_equal(h.base->n_policies, 6);
	size_t readings = 1;
	for (size_t i = 0; i < 6; i++) {
		const struct policy *p = &h.base->policies[i];
		assert_string_equal(p->named.id, rows[i].id);
		assert_string_equal(policy_value(h.arena, p), rows[i].value);
		assert_int_equal(p->n_alternatives, rows[i].alternatives);
		assert_true(*p->question.in[LANG_ZH] && *p->why.in[LANG_EN]);
		readings *= p->reading ? p->n_alternatives : 1;
	}
	assert_int_equal(readings, 36);
	assert_int_equal(h.base->decimals, 2);
	assert_int_equal(h.base->rounding, ROUND_HALF_UP);
	assert_int_equal(h.base->ties, TIES_COMPETITION);
	huzhou_close(&h);
}

/* A method of another place, with what Huzhou's does not use. */
static const char other[] =
        "kaohe = 1; id = \"other\"; title = \"示例\"; source = { title = \"文件\"; };\n"
        "periods = ( { id = \"y\"; name = \"年\"; } );\n"
        "units = ( { id = \"e\"; name = \"东\"; }, { id = \"w\"; name = \"西\"; } );\n"
        "types = ( { id = \"p\"; name = \"项目\"; whole = false; } );\n"
        "scoring = ( { id = \"rate\"; method = \"completion\"; limit = 1.5; },\n"
        "            { id = \"jury\"; method = \"judged\"; step = 0; } );\n"
        "points = 50;\n"
        "items = (\n"
        "  { id = \"a\"; name = \"甲\"; points = 37.5; combine = \"weighted\"; limit = \"none\"; "
        "items = (\n"
        "    { id = \"b\"; name = \"乙\"; weight = \"200/3\"; items = (\n"
        "      { id = \"c\"; name = \"丙\"; points = 10; scoring = \"jury\"; },\n"
        "      { id = \"d\"; name = \"丁\"; points = 15; scoring = \"rate\"; } ); },\n"
        "    { id = \"e\"; name = \"戊\"; weight = \"100/3\"; scoring = \"rate\"; } ); },\n"
        "  { id = \"f\"; name = \"己\"; points = 12.5; scoring = \"jury\"; } );\n"
        "published = { decimals = 0; rounding = \"half_even\"; };\n"
        "rank = { on = \"exact\"; ties = \"dense\"; };\n";

static const struct method *read_other(const struct huzhou *h)
{
	const struct file *f = file_from_memory(h->arena, "other.cfg", other, strlen(other));
	const struct method *m = rules_read(h->arena, f, h->log);
	if (!m) {
		struct buffer b;
		buffer_start(&b, h->arena);
		diag_print_all(&b, h->log, LANG_EN);
		fail_msg("%s", b.text);
	}
	return m;
}

static void other_methods_are_read_too(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const struct method *m = read_other(&h);
	/* Nested: 37.5 x 2/3 = 25 is what c and d share. */
	assert_string_equal(huzhou_exact(&h, m->items[method_item(m, "b")].points), "25");
	assert_string_equal(huzhou_exact(&h, m->items[method_item(m, "e")].points), "25/2");
	assert_int_equal(m->ties, TIES_DENSE);
	assert_int_equal(m->decimals, 0);
	huzhou_close(&h);
}

/* e has no target: its weight goes to b, whose parts grow with it (37.5 = 15 + 22.5). */
static void nested_points_follow_redistribution(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const struct method *m = read_other(&h);
	struct figures *f = figures_new(h.arena, m, 0);
	static const struct judgement jury = {.scorer = "", .reason = ""};
	struct judgement *j = ARENA_NEW(h.arena, struct judgement);
	*j = jury;
	j->points = ratio_of(h.arena, 5, 1);
	for (size_t u = 0; u < 2; u++) {
		*figures_judged(f, u, method_item(m, "c")) = j;
		*figures_judged(f, u, method_item(m, "f")) = j;
		*figures_target(f, u, method_item(m, "d"), 0, 0) =
		        (struct figure){FIGURE_NUMBER, ratio_read(h.arena, "2.5"), {"t", 1, 1}};
		*figures_count(f, u, method_item(m, "d"), 0) = (struct figure){
		        FIGURE_NUMBER, ratio_of(h.arena, (long)u + 3, 1), {"c", 1, 1}};
	}
	const struct sheet *s = score_run(h.arena, m, f, NONE, h.log);
	assert_non_null(s);
	const struct points *c = sheet_points(s, 0, method_item(m, "c"));
	const struct points *d = sheet_points(s, 0, method_item(m, "d"));
	assert_string_equal(huzhou_exact(&h, c->max), "15");
	assert_string_equal(huzhou_exact(&h, c->points), "15/2");
	assert_string_equal(huzhou_exact(&h, d->points), "27"); /* 22.5 x 1.2, not limited by d */
	/* b is limited to its 37.5 points; 7.5 + 27 stays below. */
	assert_string_equal(huzhou_exact(&h, s->units[0].score), "79/2");
	assert_string_equal(huzhou_exact(&h, s->units[0].published), "40"); /* 39.5 to even */
	assert_string_equal(huzhou_exact(&h, s->units[1].score), "85/2");   /* 22.5 x 1.5 limited */
	assert_string_equal(huzhou_exact(&h, s->units[1].published), "42");
	huzhou_close(&h);
}

/* A group without any task earns what its parent's policy says; a judged item of no points, none.
 */
static void idle_groups_and_items_of_no_points(void **state)
{
	(void)state;
	static const char text[] =
	        "kaohe = 1; id = \"m\"; title = \"示例\"; source = { title = \"文件\"; };\n"
	        "periods = ( { id = \"y\"; name = \"年\"; } ); units = ( { id = \"e\"; name = "
	        "\"东\"; } );\n"
	        "types = ( { id = \"p\"; name = \"项目\"; } );\n"
	        "scoring = ( { id = \"rate\"; method = \"completion\"; },\n"
	        "            { id = \"jury\"; method = \"judged\"; step = 0; } );\n"
	        "points = 100; items = (\n"
	        "  { id = \"a\"; name = \"甲\"; points = 100; combine = \"weighted\"; no_task = "
	        "\"%s\"; items = (\n"
	        "    { id = \"b\"; name = \"乙\"; weight = 40; combine = \"weighted\"; items = (\n"
	        "      { id = \"c\"; name = \"丙\"; weight = 100; scoring = \"rate\"; } ); },\n"
	        "    { id = \"d\"; name = \"丁\"; weight = 60; scoring = \"jury\"; } ); },\n"
	        "  { id = \"z\"; name = \"零\"; points = 0; scoring = \"jury\"; } );\n";
	static const char *const rows[][2] = {
	        {"full", "70"}, {"zero", "30"}, {"redistribute", "50"}};
	for (size_t i = 0; i < 3; i++) {
		struct huzhou h = huzhou_open();
		const char *rules = arena_print(h.arena, text, rows[i][0]);
		const struct file *file = file_from_memory(h.arena, "m.cfg", rules, strlen(rules));
		const struct method *m = rules_read(h.arena, file, h.log);
		assert_non_null(m);
		struct figures *f = figures_new(h.arena, m, 0);
		struct judgement *j = ARENA_NEWS(h.arena, struct judgement, 2);
		j[0] = (struct judgement){.points = ratio_of(h.arena, 30, 1)}; /* half of 60 */
		j[1] = (struct judgement){.points = ratio_of(h.arena, 0, 1)};
		*figures_judged(f, 0, method_item(m, "d")) = &j[0];
		*figures_judged(f, 0, method_item(m, "z")) = &j[1];
		const struct sheet *s = score_run(h.arena, m, f, NONE, h.log);
		assert_non_null(s);
		assert_string_equal(huzhou_exact(&h, s->units[0].score), rows[i][1]);
		huzhou_close(&h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(huzhou_has_the_items_of_the_annex),
	        cmocka_unit_test(huzhou_has_the_units_types_and_periods),
	        cmocka_unit_test(huzhou_has_the_policies_and_36_readings),
	        cmocka_unit_test(other_methods_are_read_too),
	        cmocka_unit_test(nested_points_follow_redistribution),
	        cmocka_unit_test(idle_groups_and_items_of_no_points),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
