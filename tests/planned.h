/* planned.h - a small plan, and tables of what was observed of it read from text.
 *
 * Indicators output (level), works (flow), energy (level, lower is better), sites (counted from the
 * list sites in stage running); the list has stages planned, running, left (out) and tiers high,
 * low.
 */
#ifndef KAOHE_TESTS_PLANNED_H
#define KAOHE_TESTS_PLANNED_H

#include "engine/plan.h"
#include "inputs/reading.h"
#include "tests/fixture.h"

enum { PLANNED_OUTPUT, PLANNED_WORKS, PLANNED_ENERGY, PLANNED_SITES };

static const char planned_rules[] =
        "kaohe = 1; id = \"small\"; title = \"规划\"; source = { title = \"某规划\"; };\n"
        "plan = { span = \"2021..2025\"; };\n"
        "indicators = (\n"
        "  { id = \"output\"; name = \"增加值\"; name_en = \"Output\"; group = \"总量\";\n"
        "    measure = \"亿元\"; departments = [ \"甲局\", \"乙局\" ];\n"
        "    baseline = { at = \"2020\"; value = 100; rows = [ \"r1\" ]; };\n"
        "    targets = ( { due = \"2025\"; comparator = \"at_least\"; value = 150; rows = [ "
        "\"r2\" ]; } );\n"
        "    doubt = \"另一处写 99\"; doubt_refs = [ \"I1\" ]; },\n"
        "  { id = \"works\"; name = \"投资\"; name_en = \"Works\"; kind = \"flow\"; group = "
        "\"总量\";\n"
        "    targets = ( { due = \"2021..2025\"; comparator = \"between\"; low = 20; high = 30; } "
        "); },\n"
        "  { id = \"energy\"; name = \"能耗\"; name_en = \"Energy\"; direction = \"down\";\n"
        "    departments = [ \"甲局\" ]; baseline = { at = \"2020\"; value = \"0.4\"; };\n"
        "    targets = ( { due = \"2023\"; withheld = \"placeholder\"; written = \"**\"; },\n"
        "                { due = \"2025\"; comparator = \"above\"; value = \"0.3\"; } ); },\n"
        "  { id = \"sites\"; name = \"平台\"; name_en = \"Sites\"; list = \"sites\"; stages = [ "
        "\"running\" ];\n"
        "    targets = ( { undated = true; comparator = \"about\"; value = 2; } ); } );\n"
        "lists = ( { id = \"sites\"; name = \"平台清单\"; name_en = \"List of sites\";\n"
        "  stages = ( { id = \"planned\"; name = \"规划\"; }, { id = \"running\"; name = "
        "\"运营\"; },\n"
        "             { id = \"left\"; name = \"退出\"; out = true; } );\n"
        "  tiers = ( { id = \"high\"; name = \"省级\"; }, { id = \"low\"; name = \"市级\"; } ); } "
        ");\n";

static inline const struct method *planned_method(struct arena *a)
{
	struct diag_list *log = diag_list_new(a);
	const struct method *m = rules_read(
	        a, file_from_memory(a, "plan.cfg", planned_rules, strlen(planned_rules)), log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_non_null(m);
	return m;
}

static inline struct reading planned_reading(struct arena *a)
{
	const struct method *m = planned_method(a);
	struct diag_list *log = diag_list_new(a);
	return (struct reading){
	        .arena = a, .method = m, .names = names_new_plan(a, m, log), .log = log};
}

/* Either text may be NULL: no such table. What is wrong goes to r->log. */
static inline struct observed planned_observed(struct reading *r, const char *values,
                                               const char *entries)
{
	struct observed out = {.plan = r->method->plan};
	bool placed = true;
	if (values != NULL)
		(void)observed_read(r, fixture_csv(r->arena, values, r->log));
	if (entries != NULL)
		placed = entries_read(r, fixture_csv(r->arena, entries, r->log));
	observed_finish(r, &out);
	entries_finish(r, &out, placed);
	return out;
}

#endif
