#include "tests/fixture.h"

#include "engine/plan.h"

#define HEAD                                                                                       \
	"kaohe = 1; id = \"p\"; title = \"示例规划\"; source = { title = \"文件\"; };\n"     \
	"clauses = ( { id = \"t1\"; ref = \"表1\"; } );\n"

static const struct method *read(struct arena *a, const char *text)
{
	struct diag_list *log = diag_list_new(a);
	const struct file *f = file_from_memory(a, "plan.cfg", text, strlen(text));
	const struct method *m = rules_read(a, f, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_non_null(m);
	return m;
}

static void assert_exact(struct arena *a, const ratio *r, const char *expected)
{
	assert_string_equal(r ? ratio_exact(a, r) : "-", expected);
}

static void assert_span(struct arena *a, struct date_span span, const char *expected)
{
	assert_string_equal(date_span_text(a, span), expected);
}

static void the_smallest_plan_has_stated_defaults(void **state)
{
	static const char text[] =
	        HEAD "plan = { span = \"2021..2025\"; };\n"
	             "indicators = ( { id = \"output\"; name = \"增加值\"; targets = ( { due = "
	             "2025; value = 100; } ); } );\n";
	static const char *const colours[][3] = {
	        {"green", "绿", "100"}, {"yellow", "黄", "80"}, {"red", "红", "-"}};
	struct arena *a = *state;
	const struct method *m = read(a, text);
	const struct plan *p = m->plan;
	assert_true(plan_alone(m));
	assert_int_equal(m->n_items, 1);
	assert_int_equal(m->n_units + m->n_types + m->n_periods + m->n_scorings, 0);
	assert_span(a, p->span, "2021..2025");
	assert_int_equal(p->judge, PLAN_BY_WAY);
	assert_exact(a, p->about, "5");
	assert_int_equal(p->n_colours, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(p->colours[i].named.id, colours[i][0]);
		assert_string_equal(p->colours[i].named.name.in[LANG_ZH], colours[i][1]);
		assert_string_equal(p->colours[i].named.name.in[LANG_EN], colours[i][0]);
		assert_exact(a, p->colours[i].from, colours[i][2]);
		assert_false(p->colours[i].met || p->colours[i].growth);
	}
	const struct plan_indicator *i = &p->indicators[0];
	assert_int_equal(i->kind, PLAN_LEVEL);
	assert_false(i->lower_better);
	assert_true(i->clause == NONE && i->list == NONE && !i->baseline);
	assert_int_equal(i->n_departments + i->n_baseline_rows + i->n_doubt_refs, 0);
	assert_string_equal(i->doubt.in[LANG_ZH], "");
	const struct plan_target *t = &i->targets[0];
	assert_span(a, t->due, "2025");
	assert_true(t->comparator == PLAN_REACH && t->withheld == PLAN_GIVEN && !t->undated);
	assert_exact(a, t->value, "100");
	assert_string_equal(t->written.in[LANG_ZH], "");
	assert_int_equal(p->n_lists, 0);
}

static const char full[] = HEAD
        "plan = { span = \"2021..2025\"; judge = \"pace\"; about = 2.5; colours = (\n"
        "  { id = \"done\"; name = \"完成\"; name_en = \"done\"; met = true; },\n"
        "  { id = \"fair\"; name = \"正常\"; from = 95; growth = 1.5; },\n"
        "  { id = \"poor\"; name = \"滞后\"; } ); };\n"
        "indicators = (\n"
        "  { id = \"output\"; name = \"增加值\"; name_en = \"Output\"; aliases = [ \"产出\" ];\n"
        "    group = \"规模\"; group_en = \"Size\"; measure = \"亿元\"; kind = \"flow\"; direction "
        "= "
        "\"down\";\n"
        "    clause = \"t1\"; departments = [ \"市发展改革委\", \"市统计局\" ];\n"
        "    baseline = { at = \"2020\"; value = \"-36031.5\"; rows = [ \"r1\" ]; };\n"
        "    targets = ( { due = \"2024..2026\"; comparator = \"about\"; value = 9; },\n"
        "      { due = \"2025Q3\"; comparator = \"between\"; low = 40; high = \"81/2\"; rows = [ "
        "\"r2\", \"r3\" ]; note = \"注\"; note_en = \"note\"; },\n"
        "      { undated = true; withheld = \"placeholder\"; written = \"**\"; },\n"
        "      { due = \"2025\"; withheld = \"blank\"; each_year = true; } );\n"
        "    doubt = \"另一处为 267.3\"; doubt_en = \"elsewhere 267.3\"; doubt_refs = [ \"I22\" ]; "
        "},\n"
        "  { id = \"park\"; name = \"平台\"; list = \"parks\"; stages = [ \"open\" ]; targets = (\n"
        "      { due = \"2022\"; comparator = \"relative\"; written = \"与上年持平\";\n"
        "        written_en = \"as last year\"; } ); },\n"
        "  { id = \"told\"; name = \"现状\"; kind = \"average\"; baseline = { at = \"2016..2020\"; "
        "value = 9; }; } );\n"
        "lists = ( { id = \"parks\"; name = \"平台清单\"; clause = \"t1\"; size = 19; "
        "size_comparator = \"about\";\n"
        "    stages = ( { id = \"planned\"; name = \"筹建\"; }, { id = \"open\"; name = \"开业\"; "
        "}, { id = \"left\"; name = \"退出\"; out = true; } );\n"
        "    tiers = ( { id = \"national\"; name = \"国家级\"; } ); note = \"说明\"; } );\n";

static void every_key_is_read(void **state)
{
	struct arena *a = *state;
	const struct plan *p = read(a, full)->plan;
	assert_int_equal(p->judge, PLAN_BY_PACE);
	assert_exact(a, p->about, "5/2");
	assert_true(p->colours[0].met && !p->colours[0].from);
	assert_exact(a, p->colours[1].growth, "3/2");
	size_t index = plan_indicator(p, "output");
	assert_int_equal(index, 0);
	const struct plan_indicator *i = &p->indicators[index];
	assert_true(named_is(&i->named, "产出"));
	assert_string_equal(i->group.in[LANG_EN], "Size");
	assert_string_equal(i->measure.in[LANG_EN], "亿元");
	assert_true(i->kind == PLAN_FLOW && i->lower_better && i->clause == 0);
	assert_int_equal(i->n_departments, 2);
	assert_string_equal(i->departments[1], "市统计局");
	assert_span(a, i->baseline_at, "2020");
	assert_exact(a, i->baseline, "-72063/2");
	assert_string_equal(i->baseline_rows[0], "r1");
	assert_string_equal(i->doubt.in[LANG_EN], "elsewhere 267.3");
	assert_string_equal(i->doubt_refs[0], "I22");
	const struct plan_indicator *told = &p->indicators[plan_indicator(p, "told")];
	assert_int_equal(told->n_targets, 0);
	assert_span(a, told->baseline_at, "2016..2020");
	assert_int_equal(plan_indicator(p, "missing"), NONE);
}

/* In order of their end; of the same end, as written. */
static void targets_are_put_in_order(void **state)
{
	struct arena *a = *state;
	const struct plan *p = read(a, full)->plan;
	const struct plan_target *t = p->indicators[0].targets;
	assert_int_equal(p->indicators[0].n_targets, 4);
	assert_span(a, t[0].due, "2025Q3");
	assert_int_equal(t[0].comparator, PLAN_BETWEEN);
	assert_exact(a, t[0].low, "40");
	assert_exact(a, t[0].high, "81/2");
	assert_int_equal(t[0].n_rows, 2);
	assert_string_equal(t[0].note.in[LANG_EN], "note");
	assert_true(t[1].undated && t[1].withheld == PLAN_PLACEHOLDER && !t[1].value);
	assert_span(a, t[1].due, "2021..2025");
	assert_string_equal(t[1].written.in[LANG_EN], "**");
	assert_true(t[2].each_year && t[2].withheld == PLAN_BLANK);
	assert_span(a, t[3].due, "2024..2026");
	assert_int_equal(p->indicators[1].targets[0].comparator, PLAN_RELATIVE);
	assert_string_equal(p->indicators[1].targets[0].written.in[LANG_EN], "as last year");
}

static void lists_and_what_is_counted_from_them(void **state)
{
	struct arena *a = *state;
	const struct plan *p = read(a, full)->plan;
	const struct plan_list *l = &p->lists[plan_list(p, "parks")];
	assert_exact(a, l->size, "19");
	assert_int_equal(l->size_comparator, PLAN_ABOUT);
	assert_int_equal(l->clause, 0);
	assert_int_equal(l->n_stages, 3);
	assert_true(!l->stages[1].out && l->stages[2].out);
	assert_int_equal(plan_stage(l, "left"), 2);
	assert_int_equal(plan_stage(l, "gone"), NONE);
	assert_int_equal(plan_tier(l, "national"), 0);
	assert_int_equal(plan_tier(l, "county"), NONE);
	assert_int_equal(plan_list(p, "platforms"), NONE);
	const struct plan_indicator *i = &p->indicators[1];
	assert_int_equal(i->list, 0);
	assert_int_equal(i->n_stages, 1);
	assert_int_equal(i->stages[0], 1);
}

static void a_plan_beside_items(void **state)
{
	static const char text[] =
	        HEAD "periods = ( { id = \"y\"; name = \"年\"; } );\n"
	             "units = ( { id = \"e\"; name = \"东\"; } ); types = ( { id = \"t\"; name = "
	             "\"项目\"; } );\n"
	             "scoring = ( { id = \"jury\"; method = \"judged\"; } ); points = 2;\n"
	             "items = ( { id = \"a\"; name = \"甲\"; points = 2; scoring = \"jury\"; } );\n"
	             "plan = { span = \"2021..2025\"; };\n"
	             "lists = ( { id = \"l\"; name = \"清单\"; stages = ( { id = \"s\"; name = "
	             "\"在列\"; } ); } );\n";
	const struct method *m = read(*state, text);
	assert_non_null(m->plan);
	assert_false(plan_alone(m));
	assert_int_equal(m->n_items, 2);
	assert_int_equal(m->plan->n_indicators, 0);
	assert_int_equal(m->plan->n_lists, 1);
}

static void no_plan(void **state)
{
	const struct method *m = fixture_bundled(*state, "huzhou-1224");
	assert_true(!m->plan || !plan_alone(m));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(the_smallest_plan_has_stated_defaults),
	        FIXTURE_TEST(every_key_is_read),
	        FIXTURE_TEST(targets_are_put_in_order),
	        FIXTURE_TEST(lists_and_what_is_counted_from_them),
	        FIXTURE_TEST(a_plan_beside_items),
	        FIXTURE_TEST(no_plan),
	};
	return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
