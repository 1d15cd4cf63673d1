/* tornado_test - one change at a time is what a trial with that change would score. */
#include "tests/huzhou.h"

#include "tests/assessed.h"
#include "tests/fixture.h"

#include "vary/tornado.h"

/* ---- by hand ---- */

static const char rules[] =
        "periods = [ \"p\" ]; units = [ \"x\", \"y\" ]; types = [ \"k\" ]; "
        "scoring = ( { id = \"r\"; method = \"completion\"; } ); combine = \"weighted\"; "
        "points = 100; items = ( { id = \"a\"; name = \"a\"; weight = 50; scoring = \"r\"; }, "
        "{ id = \"b\"; name = \"b\"; weight = 30; scoring = \"r\"; }, "
        "{ id = \"c\"; name = \"c\"; weight = 20; scoring = \"r\"; } );";

static void put(struct assessed *x, const char *unit, const char *item, const char *count)
{
	assessed_target(x, unit, item, "k", "100");
	assessed_count(x, unit, item, "k", count);
}

static const struct model *model_of(struct assessed *x)
{
	size_t n;
	const struct sheet *s = assessed_score(x);
	assert_non_null(s);
	const struct model *const *models = model_of_sheet(x->arena, s, &n, x->log);
	assert_int_equal(n, 1);
	return models[0];
}

static const struct tornado *run(struct assessed *x, const struct weight_set *w)
{
	const struct model *m = model_of(x);
	struct firmness_request q = {.arena = x->arena, .model = m, .log = x->log};
	if (w)
		q.weights = *w;
	return tornado_run(&q);
}

static void assert_outcome(struct arena *a, const struct tornado_outcome *o, const char *x,
                           const char *y, size_t rank_of_x, size_t moved)
{
	assert_string_equal(ratio_exact(a, o->scores[0]), x);
	assert_string_equal(ratio_exact(a, o->scores[1]), y);
	assert_int_equal(o->ranks[0], rank_of_x);
	assert_int_equal(o->ranks[1], 3 - rank_of_x);
	assert_int_equal(o->moved, moved);
}

/* x: 80, 20, 50 makes 56; y: 40, 80, 60 makes 56 as well, but for one point in c: 55.8. */
static struct assessed two_units(void)
{
	struct assessed x = assessed_open(rules);
	put(&x, "x", "a", "80");
	put(&x, "x", "b", "20");
	put(&x, "x", "c", "50");
	put(&x, "y", "a", "40");
	put(&x, "y", "b", "80");
	put(&x, "y", "c", "59");
	return x;
}

static void weights_by_hand(void **unused)
{
	(void)unused;
	struct assessed x = two_units();
	struct arena *a = x.arena;
	const struct tornado *t = run(&x, NULL);
	assert_string_equal(ratio_exact(a, t->reach), "1/5");
	assert_int_equal(t->n_weights, 3);
	const struct tornado_weight *w = &t->weights[0]; /* a 40: b 36, c 24; a 60: b 24, c 16 */
	assert_string_equal(ratio_exact(a, w->low_t), "2/5");
	assert_string_equal(ratio_exact(a, w->high_t), "3/5");
	assert_outcome(a, &w->low, "256/5", "1474/25", 2, 2);  /* 51.2 58.96 */
	assert_outcome(a, &w->high, "304/5", "1316/25", 1, 0); /* 60.8 52.64 */
	assert_int_equal(w->low.unit, 0);
	assert_string_equal(ratio_exact(a, w->low.change), "-24/5");
	assert_string_equal(ratio_exact(a, w->high.change), "24/5");
	assert_int_equal(t->n_policies, 0);
	assessed_close(&x);
}

static void left_out_by_hand(void **unused)
{
	(void)unused;
	struct assessed x = two_units();
	const struct tornado *t = run(&x, NULL);
	assert_int_equal(t->n_left_out, 3);
	/* Without a: b 60, c 40; without b: a 500/7, c 200/7. */
	assert_outcome(x.arena, &t->left_out[0].outcome, "32", "358/5", 2, 2);
	assert_outcome(x.arena, &t->left_out[1].outcome, "500/7", "318/7", 1, 0);
	assessed_close(&x);
}

static void the_reach_is_that_of_the_box_and_ends_at_the_whole(void **unused)
{
	(void)unused;
	struct assessed x = two_units();
	struct arena *a = x.arena;
	const struct weight_set box = {.kind = WEIGHTS_BOX, .reach = ratio_of(a, 1, 1)};
	const struct weight_set simplex = {.kind = WEIGHTS_SIMPLEX};
	const struct tornado *t = run(&x, &box);
	assert_string_equal(ratio_exact(a, t->weights[0].low_t), "0");
	assert_string_equal(ratio_exact(a, t->weights[0].high_t), "1");
	assert_false(t->weights[0].most);
	assert_outcome(a, &t->weights[0].high, "80", "40", 1, 0);
	assert_string_equal(ratio_exact(a, run(&x, &simplex)->reach), "1/5");
	assessed_close(&x);
	x = assessed_open("periods = [ \"p\" ]; units = [ \"x\", \"y\" ]; types = [ \"k\" ]; "
	                  "scoring = ( { id = \"r\"; method = \"completion\"; } ); "
	                  "combine = \"weighted\"; points = 100; items = ( "
	                  "{ id = \"a\"; name = \"a\"; weight = 90; scoring = \"r\"; }, "
	                  "{ id = \"b\"; name = \"b\"; weight = 10; scoring = \"r\"; } );");
	put(&x, "x", "a", "80");
	put(&x, "x", "b", "20");
	put(&x, "y", "a", "40");
	put(&x, "y", "b", "80");
	t = run(&x, NULL);
	assert_true(t->weights[0].most && !t->weights[1].most);
	assert_string_equal(ratio_exact(x.arena, t->weights[0].high_t), "1");
	assessed_close(&x);
}

/* An only child is left out with what it is the only child of; the only item of all cannot be. */
static void an_only_child_is_left_out_with_its_parent(void **unused)
{
	(void)unused;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"x\", \"y\" ]; types = [ \"k\" ]; "
	        "scoring = ( { id = \"r\"; method = \"completion\"; } ); points = 100; items = ( "
	        "{ id = \"a\"; name = \"a\"; points = 60; scoring = \"r\"; }, "
	        "{ id = \"n\"; name = \"n\"; points = 40; items = ( "
	        "{ id = \"b\"; name = \"b\"; points = 40; scoring = \"r\"; } ); } );");
	put(&x, "x", "a", "80");
	put(&x, "x", "b", "20");
	put(&x, "y", "a", "40");
	put(&x, "y", "b", "90");
	const struct tornado *t = run(&x, NULL);
	assert_int_equal(t->n_weights, 2);
	assert_int_equal(t->n_left_out, 2);
	assert_outcome(x.arena, &t->left_out[1].outcome, "80", "40", 1, 2);
	assessed_close(&x);
}

/* ---- against trials of the bundled case ---- */

static const struct sheet *trial(struct huzhou *h, const char *settings)
{
	huzhou_set(h, settings, true);
	const struct sheet *s = score_numbers(h->arena, h->method, h->figures, NONE, h->log);
	assert_non_null(s);
	return s;
}

static void assert_trial(const struct model *m, const struct sheet *s,
                         const struct tornado_outcome *o)
{
	for (size_t u = 0; u < m->n_units; u++)
		assert_int_equal(ratio_cmp(o->scores[u], s->units[m->units[u]].score), 0);
}

static struct huzhou filled(void)
{
	static const struct {
		const char *unit, *item, *target, *count;
	} cells[] = {{"wuxing", "logistics", "2", "1"}, {"wuxing", "finance", "3", "2"},
	             {"nanxun", "commerce", "4", "3"},  {"nanxun", "tourism", "-", "1"},
	             {"anji", "finance", "5", "1"},     {"deqing", "hr", "3", "4"}};
	struct huzhou h = huzhou_open();
	huzhou_set(&h, "", false);
	huzhou_fill(&h);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		huzhou_target(&h, cells[i].unit, cells[i].item, "fixed", cells[i].target);
		huzhou_count(&h, cells[i].unit, cells[i].item, "fixed", cells[i].count);
	}
	return h;
}

static const struct tornado *run_huzhou(struct huzhou *h, const struct model **model)
{
	size_t n;
	huzhou_set(h, "", false);
	const struct sheet *s = score_numbers(h->arena, h->method, h->figures, NONE, h->log);
	assert_non_null(s);
	*model = model_of_sheet(h->arena, s, &n, h->log)[0];
	struct firmness_request q = {.arena = h->arena,
	                             .model = *model,
	                             .method = h->method,
	                             .figures = h->figures,
	                             .sheet = s,
	                             .log = h->log};
	return tornado_run(&q);
}

static const struct tornado_weight *weight_of(const struct tornado *t, const struct model *m,
                                              const char *item)
{
	for (size_t i = 0; i < t->n_weights; i++)
		if (!strcmp(model_node_name(m, t->weights[i].node)->id, item))
			return &t->weights[i];
	fail();
	return NULL;
}

static void weights_are_trials(void **unused)
{
	(void)unused;
	struct huzhou h = filled();
	const struct model *m;
	const struct tornado *t = run_huzhou(&h, &m);
	assert_int_equal(m->path, MODEL_MASKED);
	assert_trial(m, trial(&h, "weight.logistics=12"), &weight_of(t, m, "logistics")->low);
	assert_trial(m, trial(&h, "weight.logistics=18"), &weight_of(t, m, "logistics")->high);
	assert_trial(m, trial(&h, "weight.commerce=24"), &weight_of(t, m, "commerce")->high);
	assert_trial(m, trial(&h, "points.daily=8"), &weight_of(t, m, "daily")->low);
	assert_trial(m, trial(&h, "weight.finance=0"), &t->left_out[2].outcome);
	huzhou_close(&h);
}

static void policies_are_trials(void **unused)
{
	(void)unused;
	struct huzhou h = filled();
	const struct model *m;
	const struct tornado *t = run_huzhou(&h, &m);
	size_t seen = 0;
	for (size_t i = 0; i < t->n_policies; i++) {
		const struct tornado_policy *p = &t->policies[i];
		const struct policy *policy = &h.base->policies[p->policy];
		const char *value = p->alternative != NONE ? policy->alternatives[p->alternative].id
		                                           : ratio_exact(h.arena, p->number);
		const char *set = arena_print(h.arena, "policy.%s=%s", policy->named.id, value);
		assert_true(p->scored);
		assert_trial(m, trial(&h, set), &p->outcome);
		seen += p->outcome.moved > 0 || ratio_sign(p->outcome.change);
	}
	assert_true(t->n_policies >= 7 && seen >= 3);
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(weights_by_hand),
	        cmocka_unit_test(left_out_by_hand),
	        cmocka_unit_test(the_reach_is_that_of_the_box_and_ends_at_the_whole),
	        cmocka_unit_test(an_only_child_is_left_out_with_its_parent),
	        cmocka_unit_test(weights_are_trials),
	        cmocka_unit_test(policies_are_trials),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
