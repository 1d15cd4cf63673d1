/* readings_test - are all readings of the rules scored, each as if it were in force? */
#include "vary/readings.h"

#include "engine/settings.h"
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"

static const struct readings *read(struct arena *a, const struct sheet *s, struct diag_list *log)
{
	size_t n;
	struct firmness_request *q = ARENA_NEW(a, struct firmness_request);
	const struct model *const *models = model_of_sheet(a, s, &n, log);
	assert_int_equal(n, 1);
	*q = (struct firmness_request){.arena = a,
	                               .model = models[0],
	                               .method = s->method,
	                               .figures = s->figures,
	                               .sheet = s,
	                               .log = log};
	return readings_run(q);
}

static const struct readings_unit *unit(const struct readings *r, const char *id)
{
	for (size_t u = 0; u < r->n_units; u++)
		if (!strcmp(model_unit_name(r->model, u)->id, id))
			return &r->units[u];
	fail();
	return NULL;
}

/* ---- against the same policies by --set ---- */

static unsigned seed = 3;

static unsigned below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % n;
}

static void fill(struct huzhou *h)
{
	huzhou_fill(h);
	for (size_t u = 0; u < h->base->n_units; u++)
		for (size_t i = 0; i < h->base->n_items; i++) {
			const struct named *item = &h->base->items[i].named;
			if (!h->base->units[u].assessed || !figures_counted(h->base, i))
				continue;
			for (size_t k = 0; k < 2; k++) {
				const bool none = below(4) == 0;
				huzhou_target(h, h->base->units[u].named.id, item->id,
				              k ? "revenue" : "fixed",
				              none ? "-" : arena_print(h->arena, "%u", below(5)));
				huzhou_count(h, h->base->units[u].named.id, item->id,
				             k ? "revenue" : "fixed",
				             arena_print(h->arena, "%u", below(6)));
			}
		}
}

/* Settings that choose one combination, in words. */
static const char *settings(struct arena *a, const struct combinations *c, size_t combination)
{
	const char *text = "";
	for (size_t i = 0; i < c->n_policies; i++) {
		const struct policy *p = &c->method->policies[c->policies[i]];
		text = arena_print(a, "%s policy.%s=%s", text, p->named.id,
		                   p->alternatives[combinations_level(c, combination, i)].id);
	}
	return text;
}

static void every_combination_is_scored(void **state)
{
	(void)state;
	for (size_t round = 0; round < 6; round++) {
		struct huzhou h = huzhou_open();
		fill(&h);
		const struct readings *r = read(
		        h.arena, score_numbers(h.arena, h.base, h.figures, NONE, h.log), h.log);
		assert_int_equal(r->state, READINGS_DONE);
		assert_int_equal(r->all.n, 36);
		assert_int_equal(r->made, 36);
		for (size_t c = 0; c < 36; c++) {
			huzhou_set(&h, settings(h.arena, &r->all, c), false);
			const struct sheet *s =
			        score_run(h.arena, h.method, h.figures, NONE, h.log);
			assert_non_null(s);
			for (size_t u = 0; u < r->n_units; u++) {
				const struct unit_result *x = &s->units[r->model->units[u]];
				assert_int_equal(r->units[u].ranks[c], x->rank);
				assert_int_equal(ratio_cmp(r->units[u].scores[c], x->score), 0);
			}
		}
		huzhou_close(&h);
	}
}

/* ---- what they come to ---- */

static void counted(const struct readings *r)
{
	for (size_t u = 0; u < r->n_units; u++) {
		const struct readings_unit *x = &r->units[u];
		size_t all = 0, best = r->n_ranks, worst = 0;
		for (size_t rank = 1; rank <= r->n_ranks; rank++) {
			size_t times = 0;
			for (size_t c = 0; c < r->all.n; c++)
				times += x->ranks[c] == rank;
			assert_int_equal(x->times[rank - 1], times);
			all += times;
			best = times && rank < best ? rank : best;
			worst = times ? rank : worst;
		}
		assert_int_equal(all + x->apart + r->n_refused, r->all.n);
		assert_int_equal(x->best, best);
		assert_int_equal(x->worst, worst);
		for (size_t v = 0; v < r->n_units; v++) {
			size_t above = 0;
			for (size_t c = 0; c < r->all.n; c++)
				above += x->ranks[c] < r->units[v].ranks[c];
			assert_int_equal(r->above[u * r->n_units + v], above);
		}
	}
}

static void ranks_are_counted(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	fill(&h);
	const struct readings *r =
	        read(h.arena, score_numbers(h.arena, h.base, h.figures, NONE, h.log), h.log);
	const ratio *sum = ratio_of(h.arena, 0, 1);
	counted(r);
	for (size_t p = 0; p < r->all.n_policies; p++)
		sum = ratio_add(h.arena, sum, r->rank_shares[p]);
	assert_string_equal(ratio_exact(h.arena, sum), "1");
	huzhou_close(&h);
}

/* Logistics of Wuxing, targets 0 and 2, counts 1 and 1: 50 by type, 100 pooled and 100 where
 * surplus projects count for companies. All else is complete, so that it scores 93.25 (15 % of 90
 * is 13.5, of which half is lost) under the 12 separate readings, and 100 under the other 24; where
 * nothing is without a task and nothing beyond a target but there, other policies do nothing. The
 * others lack a team point: 99. */
static void substitution_alone(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "wuxing", "logistics", "fixed", "0");
	huzhou_target(&h, "wuxing", "logistics", "revenue", "2");
	huzhou_count(&h, "wuxing", "logistics", "revenue", "1");
	for (size_t u = 1; u < 7; u++)
		huzhou_judge(&h, h.base->units[u].named.id, "team", "1");
	const struct readings *r =
	        read(h.arena, score_numbers(h.arena, h.base, h.figures, NONE, h.log), h.log);
	const struct readings_unit *x = unit(r, "wuxing");
	assert_int_equal(x->best, 1);
	assert_int_equal(x->worst, 7);
	assert_int_equal(x->times[0], 24);
	assert_int_equal(x->times[6], 12);
	assert_string_equal(ratio_exact(h.arena, x->low), "373/4");
	assert_string_equal(ratio_exact(h.arena, x->high), "100");
	/* 93.25 in a third, 100 in two thirds: variance 6.75^2 * 2/9 */
	assert_string_equal(ratio_exact(h.arena, x->of_score->variance), "81/8");
	assert_string_equal(ratio_exact(h.arena, x->of_rank->variance), "8");
	static const char *const due[] = {"1", "0", "0", "0"};
	for (size_t p = 0; p < 4; p++) {
		assert_string_equal(ratio_exact(h.arena, x->of_score->shares[p].total), due[p]);
		assert_string_equal(ratio_exact(h.arena, x->of_rank->shares[p].shapley), due[p]);
		assert_string_equal(ratio_exact(h.arena, r->rank_shares[p]), due[p]);
	}
	/* The others are 2nd where it is above them, else 1st; their scores never change. */
	const struct readings_unit *y = unit(r, "anji");
	assert_int_equal(y->times[1], 24);
	assert_null(y->of_score->shares);
	assert_int_equal(r->above[0 * r->n_units + 1], 24);
	assert_int_equal(r->above[1 * r->n_units + 0], 12);
	assert_int_equal(r->above[1 * r->n_units + 2], 0);
	assert_int_equal(x->ranks[readings_one(r, 0, 1)], 1);
	assert_int_equal(x->ranks[r->all.official], 7);
	huzhou_close(&h);
}

/* ---- refused, apart, too many, none ---- */

/* `missing` refuses where it refuses; 1 of 2 combinations is left. */
static const char policies[] =
        "policies = ( { id = \"gap\"; name = \"gap\"; reading = true; value = \"zero\"; "
        "alternatives = ( { id = \"refuse\"; }, { id = \"zero\"; } ); }, { id = \"least\"; name = "
        "\"least\"; reading = true; value = 0; range = [ 0, 100 ]; } );";

static struct assessed small(struct arena *a)
{
	return assessed_open(arena_print(
	        a,
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\" ]; types = [ \"x\" ]; %s"
	        "scoring = ( { id = \"s\"; method = \"completion\"; missing = \"$gap\"; } );"
	        "rank = { min_assigned = \"$least\"; };"
	        "points = 100; items = ( { id = \"i\"; name = \"i\"; points = 60; scoring = \"s\"; "
	        "}, { id = \"j\"; name = \"j\"; points = 40; scoring = \"s\"; } );",
	        policies));
}

static void refused_ones_are_named(void **state)
{
	struct assessed x = small(*state);
	for (size_t u = 0; u < 2; u++)
		for (size_t i = 0; i < 2; i++) {
			assessed_target(&x, u ? "b" : "a", i ? "j" : "i", "x", "2");
			if (u || i)
				assessed_count(&x, u ? "b" : "a", i ? "j" : "i", "x", "2");
		}
	const struct readings *r = read(x.arena, assessed_score(&x), x.log);
	assert_int_equal(r->state, READINGS_DONE);
	assert_int_equal(r->all.n_policies, 1); /* a number is no alternative */
	assert_int_equal(r->all.n, 2);
	assert_int_equal(r->made, 1);
	assert_int_equal(r->n_refused, 1);
	assert_int_equal(combinations_level(&r->all, r->refused[0].combination, 0), 0);
	assert_non_null(strstr(r->refused[0].why.in[LANG_EN], "error[count-missing]"));
	assert_non_null(strstr(r->refused[0].why.in[LANG_ZH], "错误[count-missing]"));
	assert_null(r->units[0].of_rank);
	assert_null(r->units[0].scores[0]);
	assert_null(r->rank_shares);
	counted(r);
	assert_string_equal(assessed_findings(&x), "");
	assessed_close(&x);
}

static void none_and_too_many(void **state)
{
	(void)state;
	struct arena *a = fixture_arena();
	struct method m = {.arena = a, .n_policies = 13};
	struct policy *p = ARENA_NEWS(a, struct policy, 13);
	for (size_t i = 0; i < 13; i++)
		p[i] = (struct policy){.reading = true, .n_alternatives = 2, .chosen = 1};
	m.policies = p;
	struct combinations c = combinations_of(a, &m);
	assert_int_equal(c.n, 0);
	assert_string_equal(ratio_exact(a, c.all), "8192");
	p[12].reading = false;
	c = combinations_of(a, &m);
	assert_int_equal(c.n, 4096);
	assert_int_equal(c.official, 4095);
	assert_int_equal(combinations_with(&c, 4095, 0, 0), 2047);
	assert_int_equal(combinations_level(&c, 2047, 0), 0);
	for (size_t i = 0; i < 12; i++)
		p[i].reading = false;
	c = combinations_of(a, &m);
	assert_int_equal(c.n, 1);
	assert_int_equal(c.n_policies, 0);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_combination_is_scored), cmocka_unit_test(ranks_are_counted),
	        cmocka_unit_test(substitution_alone),          FIXTURE_TEST(refused_ones_are_named),
	        cmocka_unit_test(none_and_too_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
