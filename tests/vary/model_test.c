/* model_test - is a model's score the engine's, at the nominal weights and at any others?
 *
 * Random trees of all combinations, with tasks missing here and there, limits that bind, bonus and
 * deduction; every movable weight is moved and scored again by the engine under the same --set.
 */
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"

#include "engine/binary.h"
#include "engine/buffer.h"
#include "engine/settings.h"
#include "vary/model.h"

enum { UNITS = 4 };
static const char *const units[UNITS] = {"u1", "u2", "u3", "u4"};

/* A rule file while it is made up. */
struct maker {
	uint64_t state;
	struct buffer text;
	size_t items;
	bool powers, limits;
};

static unsigned below(struct maker *k, unsigned n)
{
	k->state = k->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)((k->state >> 33) % n);
}

static const char *pick(struct maker *k, const char *const *words, unsigned n)
{
	return words[below(k, n)];
}

static void add_item(struct maker *k, const char *share, unsigned points, unsigned depth);

/* Points of the children of one that adds them; weights else, which are normalised. */
static void add_children(struct maker *k, const char *combine, unsigned points, unsigned depth)
{
	static const char *const no_tasks[] = {"redistribute", "full", "zero"};
	unsigned n = 1 + below(k, 3), left = points;
	bool sum = !strcmp(combine, "sum");
	buffer_print(&k->text, " combine = \"%s\";", combine);
	if (k->limits && below(k, 3) == 0)
		buffer_add(&k->text, " limit = \"none\";");
	if (!sum)
		buffer_print(&k->text, " no_task = \"%s\";", pick(k, no_tasks, 3));
	if (!strcmp(combine, "weighted") || !strcmp(combine, "geometric"))
		buffer_add(&k->text, " weights = \"normalise\";");
	buffer_add(&k->text, " items = (");
	for (unsigned i = 0; i < n; i++) {
		unsigned own = i + 1 == n ? left : below(k, left + 1);
		left -= own;
		const char *share =
		        sum ? arena_print(k->text.arena, "points = %u;", own)
		        : strcmp(combine, "weighted") && strcmp(combine, "geometric")
		                ? ""
		                : arena_print(k->text.arena, "weight = %u;", 1 + below(k, 20));
		buffer_add(&k->text, i ? ", " : " ");
		add_item(k, share, sum ? own : 0, depth + 1);
	}
	if (sum && k->limits && below(k, 2)) {
		buffer_print(&k->text,
		             ", { id = \"i%zu\"; name = \"i%zu\"; points = 3; outside = \"%s\"; "
		             "scoring = \"rate\"; }",
		             k->items, k->items, below(k, 2) ? "bonus" : "deduction");
		k->items++;
	}
	buffer_add(&k->text, " );");
}

/* `points`: its own, 0 where it carries a weight or nothing. */
static void add_item(struct maker *k, const char *share, unsigned points, unsigned depth)
{
	static const char *const combines[] = {"weighted", "weighted", "product", "minimum",
	                                       "geometric"};
	buffer_print(&k->text, "{ id = \"i%zu\"; name = \"i%zu\"; %s", k->items, k->items, share);
	k->items++;
	if (depth > 2 || below(k, 3) == 0)
		buffer_add(&k->text, " scoring = \"rate\";");
	else if (points && below(k, 2))
		add_children(k, "sum", points, depth);
	else
		add_children(k, pick(k, combines, k->powers ? 5 : 4), 0, depth);
	buffer_add(&k->text, " }");
}

static const char *make_rules(struct arena *a, uint64_t seed, size_t *items)
{
	struct maker k = {.state = seed * 1000003 + 7};
	buffer_start(&k.text, a);
	k.powers = below(&k, 4) == 0;
	k.limits = below(&k, 3) == 0;
	buffer_print(&k.text,
	             "periods = ( \"p\" ); units = ( \"u1\", \"u2\", \"u3\", \"u4\" ); types = ( "
	             "\"x\" ); "
	             "scoring = ( { id = \"rate\"; method = \"completion\"; limit = \"%s\"; } );\n"
	             "points = 100;",
	             k.limits ? "1.5" : "1");
	add_children(&k, below(&k, 2) ? "sum" : "weighted", 100, 0);
	*items = k.items;
	return k.text.text;
}

/* A fifth has no task. */
static void fill(struct assessed *x, uint64_t seed, size_t items)
{
	struct maker k = {.state = seed + 99};
	for (size_t i = 0; i < items; i++) {
		const char *id = arena_print(x->arena, "i%zu", i);
		if (!item_is_leaf(&x->method->items[method_item(x->method, id)]))
			continue;
		for (size_t u = 0; u < UNITS; u++) {
			unsigned target = below(&k, 5), count = 1 + below(&k, 6);
			assessed_target(x, units[u], id, "x",
			                target ? arena_print(x->arena, "%u", 2 + target) : "-");
			assessed_count(x, units[u], id, "x", arena_print(x->arena, "%u", count));
		}
	}
}

static bool same(const ratio *x, const ratio *y)
{
	return ratio_is_exact(x) && ratio_is_exact(y) ? !ratio_cmp(x, y)
	                                              : ratio_cmp(x, y) == 0 || !ratio_tells(x, y);
}

/* The engine's scores with the node's weight or points set to `value`. */
static const struct sheet *rescored(struct assessed *x, const struct model *m, size_t node,
                                    const ratio *value)
{
	const struct item *item = &m->method->items[m->nodes[node].item];
	bool weight = item_is_weighted(&m->method->items[item->parent]);
	struct setting s = {weight ? "weight" : "points",
	                    item->named.id,
	                    ratio_exact(x->arena, value),
	                    ORIGIN_TRIAL,
	                    {"--set", 0, 0}};
	struct diag_list *log = diag_list_new(x->arena);
	const struct method *changed = settings_apply(x->arena, x->method, &s, 1, true, log);
	const struct sheet *sheet = score_numbers(
	        x->arena, changed, figures_under(x->arena, x->figures, changed), NONE, log);
	if (diag_errors(log))
		print_error("%s\n", fixture_findings(x->arena, log, LANG_EN));
	return sheet;
}

static void check_double(struct assessed *x, const struct model *m, const ratio *const *w,
                         const ratio *const *exact)
{
	struct model_numbers numbers = model_numbers(x->arena, m);
	double *work = ARENA_NEWS(x->arena, double, model_work(m));
	double *weights = ARENA_NEWS(x->arena, double, m->n_weights);
	double *adjusted = ARENA_NEWS(x->arena, double, m->n_weights), scores[UNITS];
	for (size_t k = 0; k < m->n_weights; k++)
		weights[k] = binary_of(w[k]);
	model_scores_double(m, &numbers, weights, NULL, scores, work);
	for (size_t u = 0; u < m->n_units; u++) {
		double gap = scores[u] - binary_of(exact[u]);
		assert_true(gap < 1e-9 && gap > -1e-9);
		if (m->path == MODEL_GENERAL)
			continue;
		double sum = 0;
		model_adjust_double(m, m->class_of[u], weights, adjusted, work);
		for (size_t k = 0; k < m->n_weights; k++)
			sum += adjusted[k] * numbers.values[u * m->n_weights + k];
		gap = numbers.full * sum + numbers.beside[u] - scores[u];
		assert_true(gap < 1e-9 && gap > -1e-9);
	}
}

static void check_adjusted(struct assessed *x, const struct model *m, const ratio *const *w,
                           const ratio *const *scores)
{
	struct arena *a = x->arena;
	for (size_t u = 0; m->path != MODEL_GENERAL && u < m->n_units; u++) {
		const ratio *const *adjusted = model_adjust(a, m, m->class_of[u], w);
		const ratio *sum = ratio_of(a, 0, 1);
		for (size_t k = 0; k < m->n_weights; k++) {
			const ratio *v = m->values[u * m->n_weights + k];
			if (v)
				sum = ratio_add(a, sum, ratio_mul(a, adjusted[k], v));
			else
				assert_int_equal(ratio_sign(adjusted[k]), 0);
		}
		sum = ratio_add(a, ratio_mul(a, m->full, sum), m->beside[u]);
		assert_true(same(sum, scores[u]));
	}
}

struct seen {
	size_t models, moves, paths[MODEL_PATHS];
};

static void check_model(struct assessed *x, const struct model *m, uint64_t seed, struct seen *seen)
{
	struct arena *a = x->arena;
	struct maker k = {.state = seed + 5};
	const ratio *const *scores = model_scores(a, m, m->nominal);
	for (size_t u = 0; u < m->n_units; u++)
		assert_true(same(scores[u], m->scores[u]));
	check_adjusted(x, m, m->nominal, scores);
	check_double(x, m, m->nominal, scores);
	for (size_t node = 0; node < m->n_nodes; node++) {
		if (!model_movable(m, node))
			continue;
		const ratio *t = ratio_of(a, (long)below(&k, 101), 100);
		const ratio *const *w = model_moved(a, m, node, t);
		assert_true(!ratio_cmp(model_share(a, m, node, w), t) ||
		            !ratio_sign(model_share(a, m, node, m->nominal)));
		scores = model_scores(a, m, w);
		const struct sheet *sheet = rescored(x, m, node, model_as_set(a, m, node, t));
		assert_non_null(sheet);
		for (size_t u = 0; u < m->n_units; u++)
			assert_true(same(scores[u], sheet->units[m->units[u]].score));
		check_adjusted(x, m, w, scores);
		check_double(x, m, w, scores);
		seen->moves++;
	}
	seen->models++;
	seen->paths[m->path]++;
}

static void equals_the_engine(void **unused)
{
	(void)unused;
	struct seen seen = {0};
	for (uint64_t seed = 0; seed < 1500; seed++) {
		struct arena *a = fixture_arena();
		size_t items, n;
		const char *rules = make_rules(a, seed, &items);
		struct assessed x = assessed_open(rules);
		fill(&x, seed, items);
		const struct sheet *s = assessed_score(&x);
		assert_non_null(s);
		const struct model *const *models = model_of_sheet(x.arena, s, &n, x.log);
		if (n)
			check_model(&x, models[0], seed, &seen);
		assessed_close(&x);
		arena_free(a);
	}
	assert_true(seen.models > 1200 && seen.moves > 3000);
	for (size_t p = 0; p < MODEL_PATHS; p++)
		assert_true(seen.paths[p] > 50);
}

static void nominal_weights_sum_to_one(void **unused)
{
	(void)unused;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	size_t n;
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct model *const *m = model_of_sheet(h.arena, s, &n, h.log);
	assert_int_equal(n, 1);
	assert_int_equal(m[0]->n_units, 7);
	assert_int_equal(m[0]->n_weights, 12);
	assert_int_equal(m[0]->path, MODEL_LINEAR);
	const ratio *sum = ratio_of(h.arena, 0, 1);
	for (size_t k = 0; k < 12; k++)
		sum = ratio_add(h.arena, sum, m[0]->nominal[k]);
	assert_int_equal(ratio_cmp(sum, ratio_of(h.arena, 1, 1)), 0);
	assert_string_equal(ratio_exact(h.arena, m[0]->nominal[0]), "9/50");
	assert_string_equal(model_weight_name(m[0], 0)->id, "commerce");
	huzhou_close(&h);
}

/* One sector without a task for one unit: it shares the weight out anew, the others do not. */
static void a_mask_makes_a_class(void **unused)
{
	(void)unused;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "anji", "commerce", "fixed", "-");
	size_t n;
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct model *m = model_of_sheet(h.arena, s, &n, h.log)[0];
	assert_int_equal(m->path, MODEL_MASKED);
	assert_int_equal(m->n_classes, 2);
	const ratio *const *w = model_adjust(h.arena, m, m->class_of[4], m->nominal);
	assert_string_equal(ratio_exact(h.arena, w[0]), "0");
	assert_string_equal(ratio_exact(h.arena, w[1]), "27/160"); /* 90 x 15 / 80 of 100 */
	assert_string_equal(ratio_exact(h.arena, w[7]), "1/50");
	huzhou_close(&h);
}

/* Two quarters: the model's values are the means of theirs. */
static void a_combined_period_is_a_model_where_linear(void **unused)
{
	(void)unused;
	static const char rules[] =
	        "periods = ( { id = \"y\"; name = \"y\"; parts = ( [ \"q1\", 1 ], [ \"q2\", 3 ] ); "
	        "}, "
	        "\"q1\", \"q2\" ); units = ( \"u1\", \"u2\" ); "
	        "scoring = ( { id = \"v\"; method = \"value\"; } ); "
	        "points = 100; combine = \"weighted\"; items = ( "
	        "{ id = \"a\"; name = \"a\"; weight = 60; scoring = \"v\"; }, "
	        "{ id = \"b\"; name = \"b\"; weight = 40; scoring = \"v\"; } );";
	struct assessed x = assessed_open(rules);
	static const char *const values[2][2][2] = {{{"80", "60"}, {"50", "90"}},
	                                            {{"40", "100"}, {"70", "30"}}};
	static const char *const names[] = {"u1", "u2"}, *const items[] = {"a", "b"},
	                         *const quarters[] = {"q1", "q2"};
	for (size_t u = 0; u < 2; u++)
		for (size_t i = 0; i < 2; i++)
			for (size_t q = 0; q < 2; q++)
				assessed_value(&x, names[u], items[i], quarters[q],
				               values[u][i][q]);
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	size_t n;
	const struct model *const *m = model_of_sheet(x.arena, s, &n, x.log);
	assert_int_equal(n, 1);
	assert_int_equal(m[0]->path, MODEL_LINEAR);
	assert_string_equal(ratio_exact(x.arena, m[0]->values[0]), "13/20"); /* (80 + 3 x 60) / 4 */
	const ratio *const *scores = model_scores(x.arena, m[0], m[0]->nominal);
	for (size_t u = 0; u < 2; u++)
		assert_int_equal(ratio_cmp(scores[u], s->units[u].score), 0);
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(equals_the_engine),
	        cmocka_unit_test(nominal_weights_sum_to_one),
	        cmocka_unit_test(a_mask_makes_a_class),
	        cmocka_unit_test(a_combined_period_is_a_model_where_linear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
