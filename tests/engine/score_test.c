#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/assessed.h"
#include "tests/huzhou.h"

#include <stdio.h>
#include <string.h>

static const char *const sectors[] = {"commerce",  "tourism", "finance", "hr",
                                      "logistics", "science", "software"};

static const struct unit_result *result(const struct huzhou *h, const struct sheet *s,
                                        const char *unit)
{
	return &s->units[method_unit(h->base, unit)];
}

static const struct sheet *run(struct huzhou *h, const char *settings)
{
	huzhou_set(h, settings, true);
	const struct sheet *s = score_run(h->arena, h->method, h->figures, NONE, h->log);
	assert_non_null(s);
	return s;
}

static void full_marks_make_a_hundred(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const struct sheet *s = run(&h, "");
	assert_int_equal(s->n_order, 7);
	for (size_t i = 0; i < 7; i++) {
		const struct unit_result *u = &s->units[s->order[i]];
		assert_string_equal(huzhou_exact(&h, u->score), "100");
		assert_int_equal(u->rank, 1);
		assert_int_equal(u->unit, i); /* ties keep the order of the rule file */
		assert_string_equal(huzhou_exact(&h, u->projects), "7");
		assert_true(u->few);
	}
	assert_false(result(&h, s, "municipal")->ranked);
	huzhou_close(&h);
}

/* Changhe: one task in science (10 %), as in the allocation table. */
static void changhe(struct huzhou *h, const char *count)
{
	huzhou_fill(h);
	for (size_t i = 0; i < 7; i++)
		huzhou_target(h, "changhe", sectors[i], "fixed", "-");
	huzhou_target(h, "changhe", "science", "fixed", "1");
	huzhou_target(h, "changhe", "science", "revenue", "0");
	huzhou_count(h, "changhe", "science", "fixed", count);
}

static void a_sector_without_a_task_follows_its_policy(void **state)
{
	(void)state;
	static const struct {
		const char *count, *settings, *sectors, *science_max;
	} rows[] = {
	        {"1", "", "90", "90"},
	        {"0", "", "0", "90"},
	        {"1", "policy.no_task=full", "90", "9"},
	        {"0", "policy.no_task=full", "81", "9"},
	        {"1", "policy.no_task=zero", "9", "9"},
	        {"0", "policy.no_task=zero", "0", "9"},
	        {"2", "policy.over_completion=bonus", "90", "90"},
	        {"2", "policy.no_task=zero policy.over_completion=bonus", "54/5", "9"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct huzhou h = huzhou_open();
		changhe(&h, rows[i].count);
		const struct sheet *s = run(&h, rows[i].settings);
		assert_string_equal(
		        huzhou_exact(&h, huzhou_points(&h, s, "changhe", "sectors")->points),
		        rows[i].sectors);
		const struct points *science = huzhou_points(&h, s, "changhe", "science");
		assert_string_equal(huzhou_exact(&h, science->max), rows[i].science_max);
		const struct unit_result *u = result(&h, s, "changhe");
		assert_string_equal(huzhou_exact(&h, u->assigned), "10");
		assert_string_equal(huzhou_exact(&h, u->projects), "1");
		assert_true(u->few);
		huzhou_close(&h);
	}
}

static void no_task_has_no_mark_and_no_points_when_redistributed(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	changhe(&h, "1");
	const struct sheet *s = run(&h, "");
	const struct points *p = huzhou_points(&h, s, "changhe", "commerce");
	assert_int_equal(p->state, POINTS_NO_TASK);
	assert_null(p->mark);
	assert_string_equal(huzhou_exact(&h, p->points), "0");
	assert_string_equal(huzhou_exact(&h, p->max), "0");
	s = run(&h, "policy.no_task=full");
	assert_string_equal(huzhou_exact(&h, huzhou_points(&h, s, "changhe", "commerce")->mark),
	                    "100");
	s = run(&h, "policy.no_task=zero");
	assert_string_equal(huzhou_exact(&h, huzhou_points(&h, s, "changhe", "commerce")->mark),
	                    "0");
	huzhou_close(&h);
}

static void a_unit_without_any_task_is_flagged(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
	        {"", "0"}, {"policy.no_task=full", "90"}, {"policy.no_task=zero", "0"}};
	for (size_t i = 0; i < 3; i++) {
		struct huzhou h = huzhou_open();
		changhe(&h, "0");
		huzhou_target(&h, "changhe", "science", "fixed", "-");
		const struct sheet *s = run(&h, rows[i][0]);
		assert_true(result(&h, s, "changhe")->no_task);
		assert_false(result(&h, s, "wuxing")->no_task);
		assert_string_equal(
		        huzhou_exact(&h, huzhou_points(&h, s, "changhe", "sectors")->points),
		        rows[i][1]);
		huzhou_close(&h);
	}
}

static void the_sector_part_is_limited_and_says_so(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	for (size_t i = 0; i < 6; i++) /* all but software: 81 x 1.2 */
		huzhou_count(&h, "wuxing", sectors[i], "fixed", "2");
	huzhou_count(&h, "wuxing", "software", "fixed", "0");
	const struct sheet *s = run(&h, "policy.over_completion=bonus");
	const struct points *p = huzhou_points(&h, s, "wuxing", "sectors");
	assert_int_equal(p->state, POINTS_LIMITED);
	assert_string_equal(huzhou_exact(&h, p->points), "90");
	assert_string_equal(huzhou_exact(&h, p->excess), "36/5"); /* 97.2 - 90 */
	assert_string_equal(p->formula,
	                    "min(21.6 + 16.2 + 16.2 + 16.2 + 16.2 + 10.8 + 0, 90) = 90");
	assert_string_equal(huzhou_exact(&h, huzhou_points(&h, s, "wuxing", "commerce")->points),
	                    "108/5");
	/* At the limit one more project brings nothing. */
	p = huzhou_points(&h, s, "wuxing", "software");
	assert_string_equal(huzhou_exact(&h, p->types[0].each), "9");
	assert_string_equal(huzhou_exact(&h, p->types[0].next), "0");
	huzhou_close(&h);
}

static void a_department_replaces_the_mark_and_both_are_kept(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "wuxing", "commerce", "fixed", "3");
	huzhou_mark(&h, "wuxing", "commerce", "95.5");
	huzhou_mark(&h, "anji", "finance", "60");
	huzhou_count(&h, "anji", "finance", "fixed", NULL); /* stands in for a missing count */
	const struct sheet *s = run(&h, "");
	const struct points *p = huzhou_points(&h, s, "wuxing", "commerce");
	assert_string_equal(huzhou_exact(&h, p->mark), "191/2");
	assert_string_equal(huzhou_exact(&h, p->computed), "100/3");
	assert_string_equal(huzhou_exact(&h, p->points), "1719/100"); /* 18 x 0.955 */
	assert_string_equal(p->computed_formula, "100 × min(1, 3) ÷ 3 = 100/3 ≈ 33.33");
	assert_string_equal(huzhou_exact(&h, p->types[0].each), "0"); /* counts do not move it */
	p = huzhou_points(&h, s, "anji", "finance");
	assert_string_equal(huzhou_exact(&h, p->mark), "60");
	assert_null(p->computed);
	assert_null(p->achieved);
	huzhou_target(&h, "wuxing", "commerce", "fixed", "-");
	assert_null(score_run(h.arena, h.method, h.figures, NONE, h.log));
	assert_int_equal(diag_at(h.log, 0)->code, DIAG_mark_without_task);
	huzhou_close(&h);
}

/* Points of reporting decide: everything else is full. */
static void ranks_share_and_skip(void **state)
{
	(void)state;
	static const char *const given[] = {"1.5", "2", "1.5", "1.6", "2", "1", "0.5"};
	static const size_t expected[] = {4, 1, 4, 3, 1, 6, 7};
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	for (size_t i = 0; i < 7; i++)
		huzhou_judge(&h, h.base->units[i].named.id, "reporting", given[i]);
	const struct sheet *s = run(&h, "");
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(s->units[i].rank, expected[i]);
	static const size_t order[] = {1, 4, 3, 0, 2, 5, 6};
	assert_memory_equal(s->order, order, sizeof order);
	huzhou_close(&h);
}

/* 83.334 and 83.33: equal when published, not when exact. */
static void ranks_go_by_published_or_exact_scores(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_judge(&h, "wuxing", "reporting", "1.333 1.333 1.333"); /* 1.333 */
	huzhou_judge(&h, "nanxun", "reporting", "1.334 1.332 1.334"); /* 4/3 */
	const struct sheet *s = run(&h, "");
	assert_string_equal(ratio_exact(h.arena, s->units[0].published), "9933/100");
	assert_int_equal(s->units[0].rank, 6);
	assert_int_equal(s->units[1].rank, 6);
	s = run(&h, "policy.rank_on=exact");
	assert_int_equal(s->units[0].rank, 7);
	assert_int_equal(s->units[1].rank, 6);
	huzhou_close(&h);
}

static void a_unit_with_little_assigned_weight_is_listed_apart(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	changhe(&h, "1");
	huzhou_judge_all(&h, "wuxing", "1");
	const struct sheet *s = run(&h, "policy.rank_min_assigned=10");
	assert_true(result(&h, s, "changhe")->ranked);
	s = run(&h, "policy.rank_min_assigned=10.1");
	const struct unit_result *u = result(&h, s, "changhe");
	assert_false(u->ranked);
	assert_true(u->apart);
	assert_string_equal(huzhou_exact(&h, u->score), "100");
	assert_int_equal(s->order[6], u->unit);
	assert_int_equal(result(&h, s, "wuxing")->rank, 6); /* of six */
	huzhou_close(&h);
}

/* What a trial does to points does not change how much of the weight has tasks. */
static void assigned_weight_goes_by_weights(void **state)
{
	(void)state;
	static const struct {
		const char *settings, *assigned, *projects;
		bool no_task;
	} rows[] = {
	        {"", "10", "1", false},
	        {"points.sectors=50", "10", "1", false},
	        {"points.sectors=0", "10", "0", false},
	        {"weight.science=25", "25", "1", false},
	        {"weight.science=0", "0", "0", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct huzhou h = huzhou_open();
		changhe(&h, "1");
		const struct unit_result *u = result(&h, run(&h, rows[i].settings), "changhe");
		assert_string_equal(huzhou_exact(&h, u->assigned), rows[i].assigned);
		assert_string_equal(huzhou_exact(&h, u->projects), rows[i].projects);
		assert_int_equal(u->no_task, rows[i].no_task);
		huzhou_close(&h);
	}
}

/* Values known from the allocation table for 2023. */
static void the_value_of_a_project_is_that_of_the_table(void **state)
{
	(void)state;
	static const struct {
		const char *unit, *item, *target[2], *each[2];
	} rows[] = {
	        {"nantaihu", "finance", {NULL, "35"}, {"0", "27/70"}}, /* 0.39 */
	        {"deqing", "tourism", {"7", "6"}, {"27/26", "27/26"}}, /* 1.04 */
	        {"anji", "logistics", {"0", "2"}, {"0", "27/4"}},      /* 6.75 */
	        {"nanxun", "science", {"1", "0"}, {"9", "0"}},
	        {"nantaihu", "logistics", {"0", "1"}, {"0", "27/2"}}, /* 13.5 */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct huzhou h = huzhou_open();
		huzhou_fill(&h);
		static const char *const types[] = {"fixed", "revenue"};
		for (size_t k = 0; k < 2; k++) {
			huzhou_target(&h, rows[i].unit, rows[i].item, types[k], rows[i].target[k]);
			huzhou_count(&h, rows[i].unit, rows[i].item, types[k], "0");
		}
		const struct sheet *s = run(&h, "");
		const struct points *p = huzhou_points(&h, s, rows[i].unit, rows[i].item);
		for (size_t k = 0; k < 2; k++) {
			assert_string_equal(huzhou_exact(&h, p->types[k].each), rows[i].each[k]);
			assert_string_equal(huzhou_exact(&h, p->types[k].next), rows[i].each[k]);
		}
		huzhou_close(&h);
	}
	struct huzhou h = huzhou_open();
	changhe(&h, "1");
	const struct sheet *s = run(&h, "");
	const struct points *p = huzhou_points(&h, s, "changhe", "science");
	assert_string_equal(huzhou_exact(&h, p->types[0].each), "90");
	assert_string_equal(huzhou_exact(&h, p->types[0].next), "0"); /* met already */
	huzhou_close(&h);
}

static void numbers_alone_are_the_same_numbers(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	changhe(&h, "1");
	huzhou_judge_all(&h, "deqing", "1.3 1.9");
	const struct sheet *s = run(&h, "");
	const struct sheet *n = score_numbers(h.arena, h.method, h.figures, NONE, h.log);
	for (size_t u = 0; u < 7; u++) {
		assert_int_equal(s->units[u].rank, n->units[u].rank);
		for (size_t i = 0; i < h.base->n_items; i++)
			assert_int_equal(
			        ratio_cmp(s->units[u].items[i].points, n->units[u].items[i].points),
			        0);
	}
	assert_null(n->units[0].items[3].formula);
	huzhou_close(&h);
}

static void in_brief_there_is_all_but_the_texts(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	changhe(&h, "0");
	huzhou_target(&h, "wuxing", "hr", "revenue", NULL);
	const struct sheet *s = run(&h, "");
	size_t findings = diag_count(h.log);
	assert_true(findings > 0);
	const struct sheet *b = score_brief(h.arena, h.method, h.figures, NONE, h.log);
	assert_int_equal(diag_count(h.log), 2 * findings);
	const struct points *full = huzhou_points(&h, s, "changhe", "science"),
	                    *brief = huzhou_points(&h, b, "changhe", "science");
	assert_int_equal(ratio_cmp(full->types[0].each, brief->types[0].each), 0);
	assert_int_equal(ratio_cmp(full->types[0].next, brief->types[0].next), 0);
	assert_true(full->formula && full->weighing && full->n_sources);
	assert_true(!brief->formula && !brief->weighing && !brief->n_sources);
	huzhou_close(&h);
}

/* One unit with 1 of 4 projects in "a", beside 60 points (or out of 100) for "b". */
static void assert_worth(const char *items, const char *each, const char *next)
{
	char rules[1024];
	snprintf(
	        rules, sizeof rules,
	        "periods = [ \"2024\" ]; units = [ \"one\" ]; types = ( { id = \"k\"; name = "
	        "\"k\"; "
	        "} ); scoring = ( { id = \"rate\"; method = \"completion\"; }, { id = \"v\"; "
	        "method "
	        "= \"value\"; }, { id = \"form\"; method = \"bands\"; of = \"completion\"; bands = "
	        "( [ 50, 80 ], [ 25, 30 ] ); } ); points = 100; %s",
	        items);
	struct assessed x = assessed_open(rules);
	assessed_target(&x, "one", "a", "k", "4");
	assessed_count(&x, "one", "a", "k", "1");
	assessed_value(&x, "one", "b", NULL, "60");
	const struct sheet *s = assessed_score(&x);
	const struct type_result *t = &sheet_points(s, 0, method_item(x.method, "a"))->types[0];
	assert_string_equal(ratio_exact(x.arena, t->each), each);
	assert_string_equal(ratio_exact(x.arena, t->next), next);
	assessed_close(&x);
}

static void the_value_of_a_project_where_items_are_no_plain_sum(void **state)
{
	(void)state;
	/* A quarter of 8 points, which are taken away. */
	assert_worth(
	        "items = ( { id = \"b\"; name = \"b\"; points = 100; scoring = \"v\"; }, { id = "
	        "\"a\"; name = \"a\"; points = 8; outside = \"deduction\"; scoring = \"rate\"; } "
	        ");",
	        "-2", "-2");
	/* 100 × 0.6 × a quarter: in points of the total. */
	assert_worth(
	        "combine = \"product\"; items = ( { id = \"b\"; name = \"b\"; scoring = \"v\"; }, "
	        "{ id = \"a\"; name = \"a\"; scoring = \"rate\"; } );",
	        "15", "15");
	/* The weakest decides: from 0 to 25, to 50; beyond 60 it would no more. */
	assert_worth(
	        "combine = \"minimum\"; items = ( { id = \"b\"; name = \"b\"; scoring = \"v\"; }, "
	        "{ id = \"a\"; name = \"a\"; scoring = \"rate\"; } );",
	        "25", "25");
	/* Bands that do not look at the others: 30 out of 100 for the first, 50 more for the next.
	 */
	assert_worth(
	        "items = ( { id = \"b\"; name = \"b\"; points = 60; scoring = \"v\"; }, { id = "
	        "\"a\"; name = \"a\"; points = 40; scoring = \"form\"; } );",
	        "12", "20");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(full_marks_make_a_hundred),
	        cmocka_unit_test(a_sector_without_a_task_follows_its_policy),
	        cmocka_unit_test(no_task_has_no_mark_and_no_points_when_redistributed),
	        cmocka_unit_test(a_unit_without_any_task_is_flagged),
	        cmocka_unit_test(the_sector_part_is_limited_and_says_so),
	        cmocka_unit_test(a_department_replaces_the_mark_and_both_are_kept),
	        cmocka_unit_test(ranks_share_and_skip),
	        cmocka_unit_test(ranks_go_by_published_or_exact_scores),
	        cmocka_unit_test(a_unit_with_little_assigned_weight_is_listed_apart),
	        cmocka_unit_test(assigned_weight_goes_by_weights),
	        cmocka_unit_test(the_value_of_a_project_is_that_of_the_table),
	        cmocka_unit_test(numbers_alone_are_the_same_numbers),
	        cmocka_unit_test(in_brief_there_is_all_but_the_texts),
	        cmocka_unit_test(the_value_of_a_project_where_items_are_no_plain_sum),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
