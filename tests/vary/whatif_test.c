/* whatif_test - do the parts of each change add up to it, and are they whose they should be? */
#include "vary/whatif.h"

#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include "tests/random.h"

enum { CASES = 1000, SETTINGS_MOST = 5 };

static uint64_t seed;

static struct whatif_scenario scenario_of(struct arena *a, const char *const *texts, size_t n,
                                          bool rebalance)
{
	struct setting *settings = ARENA_NEWS(a, struct setting, n);
	struct diag_list *log = diag_list_new(a);
	for (size_t i = 0; i < n; i++)
		assert_true(settings_read(a, texts[i], (struct place){"--set", 0, 0}, &settings[i],
		                          log));
	return (struct whatif_scenario){
	        .settings = settings, .n_settings = n, .rebalance = rebalance};
}

/* By item and by cause the parts are the change of the exact score, to the last digit. */
static void assert_adds_up(struct arena *a, const struct sheet *base,
                           const struct whatif_outcome *o)
{
	for (size_t u = 0; u < base->method->n_units; u++) {
		if (!base->units[u].complete || !o->sheet->units[u].complete)
			continue;
		assert_true(whatif_known(o, u));
		const ratio *change = ratio_sub(a, o->sheet->units[u].score, base->units[u].score);
		const ratio *items = ratio_of(a, 0, 1), *causes = items;
		for (size_t k = 0; k < o->n_components; k++)
			items = ratio_add(a, items, whatif_by_component(a, o, u, k));
		for (size_t c = 0; c < o->n_causes; c++)
			causes = ratio_add(a, causes, whatif_by_cause(a, o, u, c));
		assert_int_equal(ratio_cmp(items, change), 0);
		assert_int_equal(ratio_cmp(causes, change), 0);
		assert_int_equal(ratio_cmp(whatif_change(a, o, u), change), 0);
	}
}

/* ---- hand-worked ---- */

static const char *share(const struct huzhou *h, const struct whatif_outcome *o, const char *unit,
                         const char *item, size_t cause)
{
	for (size_t k = 0; k < o->n_components; k++)
		if (!strcmp(h->base->items[o->components[k].item].named.id, item))
			return huzhou_exact(
			        h, o->shares[(method_unit(h->base, unit) * o->n_components + k) *
			                             o->n_causes +
			                     cause]);
	return "none";
}

/* Anji has 1 of 2 in commerce, worth 18 points: a second one brings 9 at 20 %, 18 at 40 %, of which
 * it has the mean of 9 and 18. The weight alone adds 9, with the second one 18: 13.5 as well. The
 * other six sectors give way by 60/80: hr has 13.5 points, and loses 3.375. */
static void two_causes_by_hand(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "anji", "commerce", "revenue", "1");
	huzhou_count(&h, "anji", "commerce", "revenue", "0");
	const struct sheet *s = score_numbers(h.arena, h.base, h.figures, NONE, h.log);
	const char *const texts[] = {"weight.commerce=40", "count.安吉.商贸.营收=1"};
	struct whatif_scenario scenario = scenario_of(h.arena, texts, 2, true);
	const struct whatif_outcome *o = whatif_run(h.arena, s, &scenario, h.log);
	assert_non_null(o);
	assert_true(o->shapley);
	assert_int_equal(o->n_causes, 2);
	assert_string_equal(share(&h, o, "anji", "commerce", 1), "27/2");
	assert_string_equal(share(&h, o, "anji", "commerce", 0), "27/2");
	assert_string_equal(share(&h, o, "anji", "hr", 0), "-27/8");
	assert_string_equal(share(&h, o, "anji", "hr", 1), "0");
	assert_string_equal(share(&h, o, "deqing", "commerce", 1), "0");
	assert_string_equal(share(&h, o, "anji", "reporting", 0), "none");
	assert_adds_up(h.arena, s, o);
	huzhou_close(&h);
}

static const struct whatif_outcome *run(struct huzhou *h, const char *const *texts, size_t n,
                                        bool rebalance)
{
	const struct sheet *s = score_numbers(h->arena, h->base, h->figures, NONE, h->log);
	struct whatif_scenario *scenario = ARENA_NEW(h->arena, struct whatif_scenario);
	*scenario = scenario_of(h->arena, texts, n, rebalance);
	const struct whatif_outcome *o = whatif_run(h->arena, s, scenario, h->log);
	assert_non_null(o);
	assert_adds_up(h->arena, s, o);
	return o;
}

/* Two weights that only together add up are one cause; rebalanced, they are two. A task and the
 * count that it asks for are one cause, where neither can stand alone. */
static void what_cannot_stand_alone_is_one_cause(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const char *const weights[] = {"weight.commerce=25", "policy.no_task=full",
	                               "weight.tourism=10"};
	const struct whatif_outcome *o = run(&h, weights, 3, false);
	assert_int_equal(o->n_causes, 2);
	assert_int_equal(o->causes[0].n, 2);
	assert_int_equal(o->causes[0].settings[1], 2);
	assert_int_equal(run(&h, weights, 3, true)->n_causes, 3);
	const char *const task[] = {"target.anji.hr.revenue=2", "policy.no_task=full",
	                            "count.anji.hr.revenue=1"};
	o = run(&h, task, 3, false);
	assert_int_equal(o->n_causes, 2);
	assert_int_equal(o->causes[0].n, 2);
	const char *const nested[] = {"points.sectors=89", "points.daily=11", "points.team=3"};
	assert_int_equal(run(&h, nested, 3, false)->n_causes, 1);
	huzhou_close(&h);
}

static void what_is_wrong_is_said(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const struct sheet *s = score_numbers(h.arena, h.base, h.figures, NONE, h.log);
	const char *const texts[] = {"weight.commerce=40", "count.安吉.商贸.营收=x"};
	struct whatif_scenario scenario = scenario_of(h.arena, texts, 2, false);
	assert_null(whatif_run(h.arena, s, &scenario, h.log));
	assert_int_equal(diag_count(h.log), 2);
	huzhou_close(&h);
}

/* ---- random ---- */

static const char *random_setting(struct arena *a)
{
	static const char *const units[] = {"anji", "deqing", "wuxing", "changhe"};
	static const char *const items[] = {"commerce", "hr", "logistics", "science"};
	static const char *const types[] = {"fixed", "revenue"};
	static const char *const policies[] = {
	        "no_task=full",        "no_task=zero",  "over_completion=bonus",
	        "substitution=pooled", "rank_on=exact", "substitution=fixed_covers_revenue"};
	const char *unit = units[below(&seed, 4)], *item = items[below(&seed, 4)],
	           *type = types[below(&seed, 2)];
	switch (below(&seed, 6)) {
	case 0:
		return arena_print(a, "policy.%s", policies[below(&seed, 6)]);
	case 1:
		return arena_print(a, "weight.%s=%u", item, below(&seed, 30));
	case 2:
		return arena_print(a, "count.%s.%s.%s=%u", unit, item, type, below(&seed, 5));
	case 3:
		return arena_print(a, "target.%s.%s.fixed=%u", unit, item, below(&seed, 3));
	case 4:
		return arena_print(a, "points.sectors=%u", 50 + below(&seed, 50));
	default:
		return arena_print(a, "judged.%s.team=1.%u", unit, below(&seed, 10));
	}
}

/* Settings of which two are the same are refused; the others add up. */
static void parts_add_up_on_random_scenarios(void **state)
{
	(void)state;
	size_t split = 0, limited = 0;
	seed = 7;
	for (size_t i = 0; i < CASES; i++) {
		struct huzhou h = huzhou_open();
		huzhou_fill(&h);
		for (size_t k = 0; k < 6; k++) {
			static const char *const items[] = {"commerce", "hr", "logistics"};
			const char *item = items[k % 3], *unit = k < 3 ? "anji" : "deqing";
			huzhou_target(&h, unit, item, "revenue",
			              arena_print(h.arena, "%u", 1 + below(&seed, 3)));
			huzhou_count(&h, unit, item, "revenue",
			             arena_print(h.arena, "%u", below(&seed, 5)));
		}
		const struct sheet *s = score_numbers(h.arena, h.base, h.figures, NONE, h.log);
		const char *texts[SETTINGS_MOST];
		size_t n = 1 + below(&seed, SETTINGS_MOST);
		for (size_t k = 0; k < n; k++)
			texts[k] = random_setting(h.arena);
		struct whatif_scenario scenario = scenario_of(h.arena, texts, n, true);
		const struct whatif_outcome *o = whatif_run(h.arena, s, &scenario, h.log);
		if (o) {
			assert_adds_up(h.arena, s, o);
			split += o->n_causes > 1;
			for (size_t k = 0; k < o->n_components; k++)
				limited += o->components[k].itself;
		} else {
			assert_true(diag_errors(h.log) > 0);
		}
		huzhou_close(&h);
	}
	assert_true(split > CASES / 3); /* most were what they are meant to be */
	assert_true(limited > 10);
}

/* A deduction takes away what it has; where children are multiplied, the item has the change. */
static void deductions_and_products(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"a\" ]; scoring = ( { id = \"v\"; method = "
	        "\"value\"; }, { id = \"j\"; method = \"judged\"; } ); points = 100; items = ("
	        "{ id = \"both\"; name = \"both\"; points = 100; combine = \"product\"; items = ("
	        "{ id = \"x\"; name = \"x\"; scoring = \"v\"; },"
	        "{ id = \"y\"; name = \"y\"; scoring = \"v\"; } ); },"
	        "{ id = \"minus\"; name = \"minus\"; points = 10; outside = \"deduction\"; scoring "
	        "= "
	        "\"j\"; } );");
	assessed_value(&x, "a", "x", NULL, "50");
	assessed_value(&x, "a", "y", NULL, "50");
	assessed_judge(&x, "a", "minus", NULL, "2");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	assert_string_equal(ratio_exact(x.arena, s->units[0].score), "23");
	/* 100 * 0.8 * 0.5 - 5: +15 of the product, -3 of the deduction. */
	const char *const texts[] = {"value.a.x=80", "judged.a.minus=5"};
	struct whatif_scenario scenario = scenario_of(x.arena, texts, 2, false);
	const struct whatif_outcome *o = whatif_run(x.arena, s, &scenario, x.log);
	assert_non_null(o);
	assert_int_equal(o->n_components, 2);
	assert_int_equal(o->components[0].item, method_item(x.method, "both"));
	assert_string_equal(ratio_exact(x.arena, whatif_by_component(x.arena, o, 0, 0)), "15");
	assert_string_equal(ratio_exact(x.arena, whatif_by_component(x.arena, o, 0, 1)), "-3");
	assert_string_equal(ratio_exact(x.arena, whatif_by_cause(x.arena, o, 0, 0)), "15");
	assert_adds_up(x.arena, s, o);
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(two_causes_by_hand),
	        cmocka_unit_test(what_cannot_stand_alone_is_one_cause),
	        cmocka_unit_test(what_is_wrong_is_said),
	        cmocka_unit_test(parts_add_up_on_random_scenarios),
	        cmocka_unit_test(deductions_and_products),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
