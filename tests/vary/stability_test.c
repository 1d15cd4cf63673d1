/* stability_test - are the breakpoints those where exact scores swap, and are there no others?
 *
 * 10,000 random models, flat and in two levels, with items that are not asked and limits that bind:
 * between each two breakpoints, and beside each, all units are scored exactly.
 */
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/vary/random_case.h"

#include "engine/binary.h"
#include "vary/stability.h"

enum { CASES = 10000, UNITS_MAX = 5 };

/* ---- a published example ---- */

static const char table[] =
        "periods = [ \"p\" ]; units = [ \"a1\", \"a2\", \"a3\", \"a4\" ]; "
        "scoring = ( { id = \"v\"; method = \"value\"; } ); combine = \"weighted\"; "
        "weights = \"normalise\"; points = 100; items = ( "
        "{ id = \"c1\"; name = \"c1\"; weight = \"0.3277\"; scoring = \"v\"; }, "
        "{ id = \"c2\"; name = \"c2\"; weight = \"0.3058\"; scoring = \"v\"; }, "
        "{ id = \"c3\"; name = \"c3\"; weight = \"0.2876\"; scoring = \"v\"; }, "
        "{ id = \"c4\"; name = \"c4\"; weight = \"0.079\"; scoring = \"v\"; } );";

static const struct stability *run_on(struct assessed *x, const struct model **model)
{
	size_t n;
	const struct sheet *s = assessed_score(x);
	if (!s)
		return NULL;
	const struct model *const *models = model_of_sheet(x->arena, s, &n, x->log);
	if (!n)
		return NULL;
	*model = models[0];
	struct firmness_request request = {.arena = x->arena, .model = models[0]};
	return stability_run(&request);
}

/* E. Triantaphyllou and A. Sanchez (1997), weighted sum of four alternatives: by how many percent
 * of itself a weight has to fall for two to swap, the other three as they are; here as recomputed
 * from their table. */
static void published_swaps(void **unused)
{
	(void)unused;
	static const char *const values[4][4] = {{"0.3088", "0.2897", "0.3867", "0.1922"},
	                                         {"0.2163", "0.3458", "0.1755", "0.6288"},
	                                         {"0.4509", "0.2473", "0.1194", "0.0575"},
	                                         {"0.024", "0.1172", "0.3184", "0.1215"}};
	static const char *const units[] = {"a1", "a2", "a3", "a4"}, *const items[] = {"c1", "c2",
	                                                                               "c3", "c4"};
	static const struct {
		size_t node, x, y;
		double fall;
	} swaps[] = {{2, 0, 1, -229.704},  {3, 0, 1, 64.8763}, {4, 0, 1, -114.2505},
	             {1, 0, 2, -115.7848}, {3, 0, 2, 70.1349}, {1, 1, 2, -18.8739},
	             {2, 1, 2, 48.1717},   {3, 1, 2, 89.9319}, {4, 1, 2, 32.1495},
	             {3, 1, 3, -320.9429}, {1, 2, 3, 83.9138}, {3, 2, 3, -205.1134},
	             {4, 2, 3, -2321.8218}};
	static const double weights[] = {0.3277, 0.3058, 0.2876, 0.079};
	struct assessed x = assessed_open(table);
	const struct model *m;
	size_t listed = 0;
	for (size_t u = 0; u < 4; u++)
		for (size_t i = 0; i < 4; i++)
			assessed_value(&x, units[u], items[i], NULL, values[u][i]);
	const struct stability *s = run_on(&x, &m);
	assert_non_null(s);
	assert_int_equal(s->n_nodes, 4);
	for (size_t k = 0; k < sizeof swaps / sizeof *swaps; k++) {
		double w = weights[swaps[k].node - 1], own = w * (1 - swaps[k].fall / 100);
		double t = own / (own + 1.0001 - w);
		const struct stability_node *node = &s->nodes[swaps[k].node - 1];
		bool found = false;
		for (size_t i = 0; i < node->n_swaps; i++) {
			const struct stability_swap *w2 = &node->swaps[i];
			bool pair = (w2->up == swaps[k].x && w2->down == swaps[k].y) ||
			            (w2->down == swaps[k].x && w2->up == swaps[k].y);
			double is = binary_of(w2->t);
			found = found || (pair && is - t < 2e-6 && t - is < 2e-6);
		}
		assert_true(found);
	}
	for (size_t i = 0; i < s->n_nodes; i++)
		listed += s->nodes[i].n_swaps;
	assert_int_equal(listed, sizeof swaps / sizeof *swaps); /* the rest is not feasible */
	assessed_close(&x);
}

/* ---- by hand ---- */

static void an_irrational_breakpoint_has_a_radius(void **unused)
{
	(void)unused;
	/* x: 100 t. y is not asked c: (60 t + 20 (1-t)/2) / (t + (1-t)/2), of equal siblings. They
	 * are equal where 100 t (1 + t) = 20 + 100 t: t = sqrt(1/5). */
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"x\", \"y\" ]; types = [ \"k\" ]; "
	        "scoring = ( { id = \"r\"; method = \"completion\"; } ); combine = \"weighted\"; "
	        "points = 100; items = ( { id = \"a\"; name = \"a\"; weight = 50; scoring = \"r\"; "
	        "}, "
	        "{ id = \"b\"; name = \"b\"; weight = 25; scoring = \"r\"; }, "
	        "{ id = \"c\"; name = \"c\"; weight = 25; scoring = \"r\"; } );");
	static const char *const items[] = {"a", "b", "c"};
	static const char *const counts[2][3] = {{"100", "0", "0"}, {"60", "20", "0"}};
	static const char *const units[] = {"x", "y"};
	for (size_t u = 0; u < 2; u++)
		for (size_t i = 0; i < 3; i++) {
			assessed_target(&x, units[u], items[i], "k", u && i == 2 ? "-" : "100");
			assessed_count(&x, units[u], items[i], "k", counts[u][i]);
		}
	const struct model *m;
	const struct stability *s = run_on(&x, &m);
	assert_non_null(s);
	assert_int_equal(m->path, MODEL_MASKED);
	assert_int_equal(s->nodes[0].n_swaps, 1);
	assert_string_equal(ratio_exact(x.arena, s->nodes[0].swaps[0].t),
	                    "≈0.447213595499957939281834733746");
	assert_int_equal(s->nodes[0].swaps[0].up, 0);
	assert_true(s->nodes[0].order.low.swaps && !s->nodes[0].order.high.swaps);
	assessed_close(&x);
}

/* ---- random ---- */

struct drawn {
	uint64_t state;
	size_t units, items;
};

static struct assessed open_random(uint64_t seed, struct drawn *d)
{
	d->state = seed * 7919 + 13;
	d->units = 2 + below(&d->state, UNITS_MAX - 1);
	d->items = 2 + below(&d->state, 3);
	bool nested = below(&d->state, 2), bonus = below(&d->state, 4) == 0;
	return random_case(&d->state, (struct random_shape){.units = d->units,
	                                                    .items = d->items,
	                                                    .nested = nested,
	                                                    .above = bonus,
	                                                    .combine = "weighted",
	                                                    .weights = 9,
	                                                    .no_task = 6,
	                                                    .target = "4",
	                                                    .counts = 8});
}

/* Signs of all pairs at t. */
static void signs_at(struct arena *a, const struct model *m, size_t node, const ratio *t, int *out)
{
	const ratio *const *s = model_scores(a, m, model_moved(a, m, node, t));
	for (size_t i = 0; i < m->n_units; i++)
		for (size_t j = 0; j < m->n_units; j++)
			out[i * m->n_units + j] = ratio_cmp(s[i], s[j]);
}

/* A rational number between two, however exact: part 1, 2 or 3 of four, the outer ones near the
 * ends. */
static const ratio *inside(struct arena *a, const ratio *low, const ratio *high, int part)
{
	static const char *const parts[] = {"0.000000001", "0.5", "0.999999999"};
	const ratio *x = ratio_add(
	        a, low, ratio_mul(a, ratio_sub(a, high, low), ratio_read(a, parts[part])));
	return ratio_is_exact(x) ? x : ratio_read(a, ratio_fixed(a, x, 30, ROUND_DOWN));
}

/* What is known of all pairs while one weight moves. */
struct walk {
	struct arena *arena;
	const struct model *model;
	const struct stability_node *node;
	int last[UNITS_MAX * UNITS_MAX]; /* sign of a pair where it was last not 0 */
	size_t seen;
};

static bool is_listed(const struct walk *k, const ratio *t, size_t up, size_t down)
{
	for (size_t w = 0; w < k->node->n_swaps; w++) {
		const struct stability_swap *s = &k->node->swaps[w];
		if (!ratio_cmp(s->t, t) && s->up == up && s->down == down)
			return true;
	}
	return false;
}

/* One point behind the breakpoint `low`; `fresh`: the first such, where pairs may have swapped. */
static void walk_to(struct walk *k, const ratio *t, const ratio *low, bool fresh)
{
	int now[UNITS_MAX * UNITS_MAX];
	size_t n = k->model->n_units;
	signs_at(k->arena, k->model, k->node->node, t, now);
	for (size_t i = 0; i < n * n; i++) {
		size_t p = i / n, q = i % n;
		if (now[i] > 0 && k->last[i] < 0) {
			assert_true(fresh && is_listed(k, low, p, q));
			k->seen++;
		}
		k->last[i] = now[i] ? now[i] : k->last[i];
	}
}

/* Every change of sign is a swap listed at the breakpoint where it happens, and none is within a
 * segment. */
static void check_swaps(struct arena *a, const struct model *m, const struct stability_node *n)
{
	struct walk k = {.arena = a, .model = m, .node = n};
	const ratio *low = ratio_of(a, 0, 1), *one = ratio_of(a, 1, 1);
	for (size_t i = 0, round = 0;; round++) {
		const ratio *high = i < n->n_swaps ? n->swaps[i].t : one;
		for (int part = 0; part < 3; part++)
			walk_to(&k, inside(a, low, high, part), low, round && part == 0);
		if (i == n->n_swaps)
			break;
		low = high;
		while (i < n->n_swaps && !ratio_cmp(n->swaps[i].t, low))
			i++;
	}
	assert_int_equal(k.seen, n->n_swaps);
}

/* Does the order, or the first place, of the nominal weights hold? */
static bool holds(struct arena *a, const struct model *m, size_t node, const ratio *t, bool first)
{
	int signs[UNITS_MAX * UNITS_MAX];
	const ratio *best = m->scores[0];
	for (size_t u = 0; u < m->n_units; u++)
		best = ratio_max(best, m->scores[u]);
	signs_at(a, m, node, t, signs);
	for (size_t i = 0; i < m->n_units; i++)
		for (size_t j = 0; j < m->n_units; j++) {
			bool matters = ratio_cmp(m->scores[i], m->scores[j]) > 0 &&
			               (!first || !ratio_cmp(m->scores[i], best));
			if (matters && signs[i * m->n_units + j] < 0)
				return false;
		}
	return true;
}

/* Three points within a range, and a point just beyond each end. */
static void check_range(struct arena *a, const struct model *m, const struct stability_node *n,
                        const struct stability_range *r, bool first)
{
	const ratio *step = ratio_read(a, "0.000000000001"), *ten = ratio_of(a, 10, 1);
	const ratio *width = ratio_sub(a, r->high.t, r->low.t);
	for (long k = 2; k < 10; k += 3) {
		const ratio *t = ratio_add(
		        a, r->low.t, ratio_div(a, ratio_mul(a, width, ratio_of(a, k, 1)), ten));
		if (ratio_is_exact(t))
			assert_true(holds(a, m, n->node, t, first));
	}
	if (r->low.swaps)
		assert_false(holds(a, m, n->node,
		                   inside(a, ratio_sub(a, r->low.t, step), r->low.t, 1), first));
	if (r->high.swaps)
		assert_false(holds(a, m, n->node,
		                   inside(a, r->high.t, ratio_add(a, r->high.t, step), 1), first));
}

/* ---- ranks kept ---- */

static size_t rank_at(struct arena *a, const struct model *m, size_t node, const ratio *t,
                      size_t unit)
{
	int signs[UNITS_MAX * UNITS_MAX];
	size_t rank = 1;
	signs_at(a, m, node, t, signs);
	for (size_t u = 0; u < m->n_units; u++)
		rank += signs[u * m->n_units + unit] > 0;
	return rank;
}

/* Of the whole: what the siblings of a node weigh together. */
static const ratio *family_weight(struct arena *a, const struct model *m, size_t node)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t w = 0; w < m->n_weights; w++)
		for (size_t i = m->carriers[w]; i != NONE; i = m->nodes[i].parent)
			if (i == m->nodes[node].parent)
				sum = ratio_add(a, sum, m->nominal[w]);
	return sum;
}

/* A point so far from the nominal share; NULL beyond 0 and 1. */
static const ratio *away(struct arena *a, const struct model *m, const struct stability_node *n,
                         const ratio *change, const char *part, bool up)
{
	const ratio *way = ratio_div(a, ratio_mul(a, change, ratio_read(a, part)),
	                             family_weight(a, m, n->node));
	const ratio *t = up ? ratio_add(a, n->t, way) : ratio_sub(a, n->t, way);
	if (!ratio_is_exact(t))
		t = ratio_read(a, ratio_fixed(a, t, 30, ROUND_DOWN));
	return ratio_sign(t) <= 0 || ratio_cmp(t, ratio_of(a, 1, 1)) >= 0 ? NULL : t;
}

/* No smaller change of any weight gives the unit another rank, and this one does. */
static void check_keep(struct arena *a, const struct model *m, const struct stability *s, size_t u)
{
	static const char *const parts[] = {"0.000001", "0.5", "0.999999"};
	const struct stability_keep *k = &s->keeps[u];
	const ratio *change = k->node == NONE ? ratio_of(a, 1, 1) : k->change;
	for (size_t i = 0; i < s->n_nodes; i++)
		for (size_t part = 0; part < 6 && ratio_sign(change); part++) {
			const struct stability_node *n = &s->nodes[i];
			const ratio *t = away(a, m, n, change, parts[part / 2], part % 2);
			if (t)
				assert_int_equal(rank_at(a, m, n->node, t, u), k->rank);
		}
	if (k->node == NONE)
		return;
	const struct stability_node *n = s->nodes;
	while (n->node != k->node)
		n++;
	assert_int_not_equal(k->rank, k->then);
	if (ratio_sign(change)) {
		assert_true((ratio_cmp(k->t, n->t) > 0) == k->up);
		const ratio *t = away(a, m, n, change, "1.000001", k->up);
		assert_true(t && rank_at(a, m, n->node, t, u) == k->then);
	}
}

static void random_models(void **unused)
{
	(void)unused;
	size_t swaps = 0, nodes = 0, irrational = 0, limited = 0, keeps = 0;
	for (uint64_t seed = 0; seed < CASES; seed++) {
		struct drawn d;
		struct assessed x = open_random(seed, &d);
		const struct model *m = NULL;
		const struct stability *s = run_on(&x, &m);
		for (size_t i = 0; s && i < s->n_nodes; i++, nodes++) {
			if ((seed + i) % 3)
				continue;
			check_swaps(x.arena, m, &s->nodes[i]);
			swaps += s->nodes[i].n_swaps;
			check_range(x.arena, m, &s->nodes[i], &s->nodes[i].first, true);
			check_range(x.arena, m, &s->nodes[i], &s->nodes[i].order, false);
			for (size_t k = 0; k < s->nodes[i].n_swaps; k++)
				irrational += !ratio_is_exact(s->nodes[i].swaps[k].t);
			limited += m->path == MODEL_GENERAL;
		}
		for (size_t u = seed % 20; s && u < m->n_units; u += 20, keeps++)
			check_keep(x.arena, m, s, u);
		assessed_close(&x);
	}
	assert_true(nodes > 20000 && swaps > 5000 && irrational > 100 && limited > 500);
	assert_true(keeps > 1500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(published_swaps),
	        cmocka_unit_test(an_irrational_breakpoint_has_a_radius),
	        cmocka_unit_test(random_models),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
