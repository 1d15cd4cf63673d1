/* swap_test - are the smallest changes of weights changes that do it, and are there no smaller
 * ones?
 *
 * By hand, and on random models in two levels with items that are not asked and limits that bind:
 * at the change the two are level by exact scores, nearer shares of any item leave the order as it
 * is, and distances are those of moving weight greedily, which knows no programme.
 */
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/vary/random_case.h"

#include "vary/linear.h"
#include "vary/swap.h"

enum { CASES = 1500, UNITS_MAX = 5 };

static const struct swap *run_on(struct assessed *x, const struct model **model)
{
	size_t n;
	const struct sheet *s = assessed_score(x);
	const struct model *const *models = s ? model_of_sheet(x->arena, s, &n, x->log) : NULL;
	if (!models || !n)
		return NULL;
	*model = models[0];
	return swap_run(x->arena, models[0], x->log);
}

/* ---- by hand ---- */

#define HEAD                                                                                       \
	"periods = [ \"p\" ]; types = [ \"k\" ]; units = [ \"x\", \"y\" ]; points = 100; "         \
	"scoring = ( { id = \"r\"; method = \"completion\"; } ); combine = \"weighted\"; items = " \
	"( "
#define ITEM(id, weight)                                                                           \
	"{ id = \"" id "\"; name = \"" id "\"; weight = " weight "; scoring = \"r\"; }"

/* Counts of 100; NULL: no task. */
static struct assessed two_units(const char *rules, size_t n, const char *const *counts)
{
	static const char *const items[] = {"a", "b", "c"}, *const units[] = {"x", "y"};
	struct assessed x = assessed_open(rules);
	for (size_t u = 0; u < 2; u++)
		for (size_t i = 0; i < n; i++) {
			const char *count = counts[u * n + i];
			assessed_target(&x, units[u], items[i], "k", count ? "100" : "-");
			assessed_count(&x, units[u], items[i], "k", count ? count : "0");
		}
	return x;
}

static void worked_example(void **unused)
{
	(void)unused;
	/* y - x by item: 30, -20, -40 at 20, 50, 30 percent: 22 - 38 = -16 of 100 points ... */
	static const char *const counts[] = {"10", "60", "90", "40", "40", "50"};
	struct assessed x = two_units(
	        HEAD ITEM("a", "20") ", " ITEM("b", "50") ", " ITEM("c", "30") " );", 3, counts);
	const struct model *m = NULL;
	const struct swap *s = run_on(&x, &m);
	assert_non_null(s);
	assert_int_equal(s->n, 1);
	const struct swap_pair *p = &s->pairs[0];
	assert_int_equal(p->above, 0);
	assert_int_equal(p->below, 1);
	assert_string_equal(ratio_exact(x.arena, p->gap), "16");
	/* a alone: 30 t = (1 - t) 22 / 0.8 at t = 22/46 = 0.478; no other weight can do it */
	assert_int_equal(p->one.state, SWAP_LEAST);
	assert_string_equal(model_node_name(m, p->one.node)->id, "a");
	assert_string_equal(ratio_exact(x.arena, p->one.to), "11/23");
	assert_string_equal(ratio_exact(x.arena, p->one.change), "32/115");
	assert_true(p->one.overtakes);
	/* from c to a each point brings 70: 16/70 of the weight moves */
	assert_string_equal(ratio_exact(x.arena, p->sum.change), "16/35");
	assert_string_equal(ratio_exact(x.arena, p->sum.weights[0]), "3/7");
	assert_string_equal(ratio_exact(x.arena, p->sum.weights[1]), "1/2");
	/* a up by d, c down by d: b cannot help */
	assert_string_equal(ratio_exact(x.arena, p->most.change), "8/35");
	assert_true(p->sum.overtakes && p->most.overtakes);
	assessed_close(&x);
}

static void no_weights_swap_the_dominated(void **unused)
{
	(void)unused;
	static const char *const counts[] = {"50", "60", "40", "60"};
	static const char *const worse[] = {"50", "60", "40", "50"};
	const char *rules = HEAD ITEM("a", "50") ", " ITEM("b", "50") " );";
	struct assessed x = two_units(rules, 2, worse);
	const struct model *m = NULL;
	const struct swap *s = run_on(&x, &m);
	assert_int_equal(s->pairs[0].one.state, SWAP_NEVER);
	assert_int_equal(s->pairs[0].sum.state, SWAP_NEVER);
	assert_int_equal(s->pairs[0].most.state, SWAP_NEVER);
	assessed_close(&x);
	/* equal in b: level once a counts for nothing, never above */
	x = two_units(rules, 2, counts);
	s = run_on(&x, &m);
	assert_int_equal(s->pairs[0].one.state, SWAP_LEAST);
	assert_string_equal(ratio_exact(x.arena, s->pairs[0].one.change), "1/2");
	assert_false(s->pairs[0].one.overtakes);
	assert_string_equal(ratio_exact(x.arena, s->pairs[0].sum.change), "1");
	assert_false(s->pairs[0].sum.overtakes);
	assessed_close(&x);
}

static void shared_out_weights_give_a_bound(void **unused)
{
	(void)unused;
	/* x: 10 (1 - t); y, not asked c: 20 t / (t + (1 - t) / 2). Level at t = sqrt(5) - 2. */
	static const char *const counts[] = {"0", "0", "20", "20", "0", NULL};
	struct assessed x = two_units(
	        HEAD ITEM("a", "50") ", " ITEM("b", "25") ", " ITEM("c", "25") " );", 3, counts);
	const struct model *m = NULL;
	const struct swap *s = run_on(&x, &m);
	const struct swap_pair *p = &s->pairs[0];
	assert_int_equal(p->above, 1);
	assert_int_equal(p->one.state, SWAP_LEAST);
	assert_false(ratio_is_exact(p->one.to));
	assert_int_equal(p->sum.state, SWAP_AT_MOST);
	assert_int_equal(p->most.state, SWAP_AT_MOST);
	const ratio *const *scores = model_scores(x.arena, m, p->sum.weights);
	assert_true(ratio_cmp(scores[p->below], scores[p->above]) > 0);
	assert_true(ratio_cmp(p->sum.change, ratio_read(x.arena, "0.5278640450004206")) > 0);
	assert_true(ratio_cmp(p->sum.change, ratio_read(x.arena, "0.5278640450004207")) < 0);
	assessed_close(&x);
}

static void shared_out_weights_can_be_hopeless(void **unused)
{
	(void)unused;
	/* y, not asked c, earns 30 at most, x at least 40 */
	static const char *const counts[] = {"40", "80", "50", "30", "10", NULL};
	struct assessed x = two_units(
	        HEAD ITEM("a", "50") ", " ITEM("b", "25") ", " ITEM("c", "25") " );", 3, counts);
	const struct model *m = NULL;
	const struct swap *s = run_on(&x, &m);
	assert_true(s && m && m->path == MODEL_MASKED);
	assert_int_equal(s->pairs[0].one.state, SWAP_NEVER);
	assert_int_equal(s->pairs[0].sum.state, SWAP_NEVER);
	assert_int_equal(s->pairs[0].most.state, SWAP_NEVER);
	assessed_close(&x);
}

/* ---- random ---- */

struct drawn {
	uint64_t state;
	size_t units, items;
};

static struct assessed open_random(uint64_t seed, struct drawn *d)
{
	d->state = seed * 7919 + 17;
	d->units = 2 + below(&d->state, UNITS_MAX - 1);
	d->items = 2 + below(&d->state, 4);
	bool nested = below(&d->state, 2), bonus = below(&d->state, 6) == 0;
	bool tasks = below(&d->state, 2);
	return random_case(&d->state, (struct random_shape){.units = d->units,
	                                                    .items = d->items,
	                                                    .nested = nested,
	                                                    .above = bonus,
	                                                    .combine = "weighted",
	                                                    .weights = 9,
	                                                    .no_task = tasks ? 6 : 0,
	                                                    .target = "7",
	                                                    .counts = 11});
}

static bool is_above(struct arena *a, const struct model *m, const struct swap_pair *p,
                     const ratio *const *w)
{
	const ratio *const *s = model_scores(a, m, w);
	return ratio_cmp(s[p->above], s[p->below]) > 0;
}

/* At shares of any node that change less, the order holds; at the one found, they are level. */
static void check_one(struct arena *a, const struct model *m, const struct swap_pair *p)
{
	const ratio *zero = ratio_of(a, 0, 1), *one = ratio_of(a, 1, 1);
	for (size_t node = 1; node < m->n_nodes; node++) {
		if (!model_movable(m, node))
			continue;
		const ratio *from = model_share(a, m, node, m->nominal), *parent = zero;
		for (size_t k = 0; k < m->n_weights; k++)
			for (size_t i = m->carriers[k]; i != NONE; i = m->nodes[i].parent)
				if (i == m->nodes[node].parent)
					parent = ratio_add(a, parent, m->nominal[k]);
		for (long step = -24; step <= 24; step++) {
			const ratio *t = ratio_add(a, from, ratio_of(a, step, 24));
			const ratio *change = ratio_mul(a, parent, ratio_of(a, labs(step), 24));
			if (ratio_cmp(t, zero) <= 0 || ratio_cmp(t, one) >= 0)
				continue;
			if (p->one.state == SWAP_LEAST && ratio_cmp(change, p->one.change) >= 0)
				continue;
			assert_true(is_above(a, m, p, model_moved(a, m, node, t)));
		}
	}
	if (p->one.state != SWAP_LEAST || !ratio_is_exact(p->one.to))
		return;
	const ratio *const *s = model_scores(a, m, model_moved(a, m, p->one.node, p->one.to));
	assert_int_equal(ratio_cmp(s[p->above], s[p->below]), 0);
}

struct lever {
	const ratio *d;
	const ratio *up, *down; /* how far its weight may rise and fall */
};

static int by_gain(const void *left, const void *right)
{
	const struct lever *x = left, *y = right;
	return ratio_cmp(x->d, y->d);
}

/* What moving weight from the worst to the best items brings, until `budget` (NULL: none) is used
 * up. */
static const ratio *greedy(struct arena *a, struct lever *items, size_t n, const ratio *budget)
{
	const ratio *gain = ratio_of(a, 0, 1);
	size_t low = 0, high = n - 1;
	qsort(items, n, sizeof *items, by_gain);
	while (low < high) {
		struct lever *x = &items[low], *y = &items[high];
		const ratio *step = ratio_min(x->down, y->up);
		step = budget ? ratio_min(step, budget) : step;
		gain = ratio_add(a, gain, ratio_mul(a, step, ratio_sub(a, y->d, x->d)));
		x->down = ratio_sub(a, x->down, step);
		y->up = ratio_sub(a, y->up, step);
		budget = budget ? ratio_sub(a, budget, step) : NULL;
		if (budget && !ratio_sign(budget))
			break;
		low += !ratio_sign(x->down);
		high -= !ratio_sign(y->up) && low < high;
	}
	return gain;
}

/* The most that weights can bring within a distance. */
static const ratio *reach(struct arena *a, const struct model *m, const ratio *const *d,
                          const ratio *distance, bool most)
{
	struct lever *items = ARENA_NEWS(a, struct lever, m->n_weights);
	for (size_t k = 0; k < m->n_weights; k++)
		items[k] =
		        (struct lever){d[k], most ? distance : ratio_of(a, 1, 1),
		                       most ? ratio_min(distance, m->nominal[k]) : m->nominal[k]};
	return greedy(a, items, m->n_weights,
	              most ? NULL : ratio_div(a, distance, ratio_of(a, 2, 1)));
}

static void check_any(struct arena *a, const struct model *m, const struct swap_pair *p,
                      const struct swap_any *x, bool most)
{
	const ratio *zero = ratio_of(a, 0, 1), *total = zero, *distance = zero;
	const ratio *const *d =
	        linear_difference(a, m->n_weights, linear_form(a, m, p->below, NULL),
	                          linear_form(a, m, p->above, NULL));
	for (size_t k = 0; k < m->n_weights; k++) {
		const ratio *way = ratio_sub(a, x->weights[k], m->nominal[k]);
		way = ratio_max(way, ratio_sub(a, zero, way));
		assert_true(ratio_sign(x->weights[k]) >= 0);
		total = ratio_add(a, total, x->weights[k]);
		distance = most ? ratio_max(distance, way) : ratio_add(a, distance, way);
	}
	assert_string_equal(ratio_exact(a, total), "1");
	assert_int_equal(ratio_cmp(distance, x->change), 0);
	assert_int_equal(ratio_sign(linear_at(a, m->n_weights, d, x->weights)), 0);
	assert_int_equal(ratio_cmp(reach(a, m, d, x->change, most), p->gap), 0);
	const ratio *less = ratio_mul(a, x->change, ratio_read(a, "0.999999"));
	assert_true(ratio_cmp(reach(a, m, d, less, most), p->gap) < 0);
}

static void random_models(void **unused)
{
	(void)unused;
	size_t least = 0, never = 0, bounds = 0, ones = 0;
	for (uint64_t seed = 0; seed < CASES; seed++) {
		struct drawn d;
		struct assessed x = open_random(seed, &d);
		const struct model *m = NULL;
		const struct swap *s = run_on(&x, &m);
		for (size_t i = 0; s && i < s->n; i++) {
			const struct swap_pair *p = &s->pairs[i];
			check_one(x.arena, m, p);
			ones += p->one.state == SWAP_LEAST;
			least += p->sum.state == SWAP_LEAST;
			never += p->sum.state == SWAP_NEVER;
			bounds += p->sum.state == SWAP_AT_MOST;
			if (p->sum.state == SWAP_LEAST) {
				check_any(x.arena, m, p, &p->sum, false);
				check_any(x.arena, m, p, &p->most, true);
			}
		}
		assessed_close(&x);
	}
	assert_true(ones > 1000 && least > 1000 && never > 100 && bounds > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(worked_example),
	        cmocka_unit_test(no_weights_swap_the_dominated),
	        cmocka_unit_test(shared_out_weights_give_a_bound),
	        cmocka_unit_test(shared_out_weights_can_be_hopeless),
	        cmocka_unit_test(random_models),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
