/* extremes_test - are extreme ranks those of trying every subset of rivals, and does no sampled
 * ranking lie outside?
 *
 * Random models, linear and with items that are not asked, over every kind of set. The recount
 * knows a set by its corners alone and asks the exact simplex for each subset; signs over a simplex
 * are held against weights that outgrow each other in every order.
 */
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/vary/random_case.h"

#include "vary/bounds.h"
#include "vary/contest.h"
#include "vary/extremes.h"
#include "vary/linear.h"
#include "vary/simplex.h"
#include "vary/smaa.h"

enum { CASES = 700, UNITS_MAX = 5, ITEMS_MAX = 4, CORNERS = 16, SAMPLES = 60 };

/* ---- random models ---- */

struct drawn {
	uint64_t state;
	size_t units, items;
	bool tasks, limits, powers;
};

static struct assessed open_random(struct drawn *d)
{
	bool nested = below(&d->state, 2);
	d->units = 2 + below(&d->state, UNITS_MAX - 1);
	d->items = 2 + below(&d->state, ITEMS_MAX - 1 - nested);
	return random_case(&d->state,
	                   (struct random_shape){.units = d->units,
	                                         .items = d->items,
	                                         .nested = nested,
	                                         .above = d->limits,
	                                         .combine = d->powers ? "geometric" : "weighted",
	                                         .weights = 3,
	                                         .no_task = d->tasks ? 5 : 0,
	                                         .target = "6",
	                                         .counts = 10});
}

static const struct model *model_on(struct assessed *x)
{
	size_t n = 0;
	const struct sheet *s = assessed_score(x);
	const struct model *const *models = s ? model_of_sheet(x->arena, s, &n, x->log) : NULL;
	return n ? models[0] : NULL;
}

static struct weight_set random_set(struct arena *a, uint64_t *state)
{
	return (struct weight_set){(enum weight_set_kind)below(state, WEIGHT_SETS),
	                           ratio_of(a, 1 + (long)below(state, 5), 5), ratio_of(a, 5, 1)};
}

/* ---- the recount ---- */

/* A set by its corners: any positive combination of them has the ranks of the set. */
struct corners {
	const ratio *w[CORNERS][ITEMS_MAX];
	size_t n;
};

static struct corners corners_of(struct arena *a, const struct model *m,
                                 const struct weight_set *set)
{
	struct corners c = {.n = 0};
	const ratio *one = ratio_of(a, 1, 1), *zero = ratio_of(a, 0, 1);
	for (unsigned mask = 0; mask < 1u << m->n_weights; mask++) {
		bool order = true;
		for (size_t i = 0; i < m->n_weights; i++)
			for (size_t j = 0; j < m->n_weights; j++)
				order = order && (ratio_cmp(m->nominal[i], m->nominal[j]) <= 0 ||
				                  mask >> i & 1 || !(mask >> j & 1));
		bool box = set->kind == WEIGHTS_BOX;
		bool single = !(mask & (mask - 1));
		if ((!mask && !box) || (set->kind == WEIGHTS_ORDER ? !order : !box && !single))
			continue;
		for (size_t k = 0; k < m->n_weights; k++) {
			bool up = mask >> k & 1;
			const ratio *part =
			        up ? ratio_add(a, one, set->reach) : ratio_sub(a, one, set->reach);
			c.w[c.n][k] = box ? ratio_mul(a, m->nominal[k], part) : up ? one : zero;
		}
		c.n++;
	}
	return c;
}

/* Weights whose smallest of the gaps is largest: is it above 0, or at least 0? */
static bool can_hold(struct arena *a, const struct model *m, const struct corners *c,
                     const ratio *const *const *gaps, size_t n, unsigned subset, bool strict)
{
	struct program *p = program_new(a, c->n + 2);
	const ratio *minus = ratio_of(a, -1, 1), *one = ratio_of(a, 1, 1),
	            *zero = ratio_of(a, 0, 1);
	const ratio **sum = program_factors(p);
	for (size_t i = 0; i < n; i++) {
		if (!(subset >> i & 1))
			continue;
		const ratio **row = program_factors(p);
		for (size_t k = 0; k < c->n; k++)
			row[k] = linear_at(a, m->n_weights, gaps[i], c->w[k]);
		row[c->n] = minus;
		row[c->n + 1] = one;
		program_row(p, row, PROGRAM_AT_LEAST, zero);
	}
	for (size_t k = 0; k < c->n; k++)
		sum[k] = one;
	program_row(p, sum, PROGRAM_EQUAL, one);
	p->costs[c->n] = minus;
	p->costs[c->n + 1] = one;
	struct program_answer x = simplex_solve(a, p);
	int margin = -ratio_sign(x.value);
	/* Of a box with a reach of 1 one corner is 0, where all are level and nothing is said. */
	return strict ? margin > 0 : margin >= 0;
}

static size_t recount(struct arena *a, const struct model *m, const struct corners *c, size_t u,
                      bool worst)
{
	const ratio *const *gaps[UNITS_MAX];
	size_t n = 0, most = 0;
	for (size_t v = 0; v < m->n_units; v++) {
		const ratio *const *own = linear_form(a, m, u, NULL), *const *other = linear_form(
		                                                              a, m, v, NULL);
		if (v != u)
			gaps[n++] = worst ? linear_difference(a, m->n_weights, other, own)
			                  : linear_difference(a, m->n_weights, own, other);
	}
	for (unsigned subset = 1; subset < 1u << n; subset++) {
		size_t size = (size_t)__builtin_popcount(subset);
		if (size > most && can_hold(a, m, c, gaps, n, subset, worst))
			most = size;
	}
	return worst ? 1 + most : 1 + n - most;
}

/* ---- what must hold of any answer ---- */

static bool belongs(struct arena *a, const struct model *m, const struct weight_set *set,
                    const ratio *const *w)
{
	const ratio *sum = ratio_of(a, 0, 1), *low = NULL, *high = NULL;
	for (size_t i = 0; i < m->n_weights; i++) {
		sum = ratio_add(a, sum, w[i]);
		const ratio *part = ratio_div(a, w[i], m->nominal[i]);
		low = low ? ratio_min(low, part) : part;
		high = high ? ratio_max(high, part) : part;
		if (ratio_sign(w[i]) < 0)
			return false;
		for (size_t j = 0; j < m->n_weights; j++)
			if (set->kind == WEIGHTS_ORDER &&
			    ratio_cmp(m->nominal[i], m->nominal[j]) > 0 &&
			    ratio_cmp(w[i], w[j]) < 0)
				return false;
	}
	const ratio *one = ratio_of(a, 1, 1);
	/* Of some multiple each within its reach. */
	bool box = set->kind != WEIGHTS_BOX ||
	           ratio_cmp(ratio_mul(a, high, ratio_sub(a, one, set->reach)),
	                     ratio_mul(a, low, ratio_add(a, one, set->reach))) <= 0;
	return box && !ratio_cmp(sum, one);
}

/* Above 0, of the set. */
static const ratio *const *sample(struct arena *a, const struct model *m,
                                  const struct weight_set *set, uint64_t *state)
{
	const ratio **w = ARENA_NEWS(a, const ratio *, m->n_weights), *sum = ratio_of(a, 0, 1);
	for (size_t k = 0; k < m->n_weights; k++) {
		long x = 1 + (long)below(state, 1000);
		x = below(state, 2) ? x : x * x * x;
		const ratio *way = ratio_of(a, 2 * (long)below(state, 1001) - 1000, 1001);
		w[k] = set->kind != WEIGHTS_BOX
		               ? ratio_of(a, x, 1)
		               : ratio_mul(a, m->nominal[k],
		                           ratio_add(a, ratio_of(a, 1, 1),
		                                     ratio_mul(a, set->reach, way)));
	}
	for (size_t i = 0; set->kind == WEIGHTS_ORDER && i < m->n_weights; i++)
		for (size_t j = 0; j < m->n_weights; j++)
			if (ratio_cmp(m->nominal[i], m->nominal[j]) > 0 &&
			    ratio_cmp(w[i], w[j]) < 0) {
				const ratio *x = w[i];
				w[i] = w[j];
				w[j] = x;
				i = 0;
				j = (size_t)-1;
			}
	for (size_t k = 0; k < m->n_weights; k++)
		sum = ratio_add(a, sum, w[k]);
	for (size_t k = 0; k < m->n_weights; k++)
		w[k] = ratio_div(a, w[k], sum);
	return w;
}

static size_t rank_of(const struct model *m, const ratio *const *scores, size_t u)
{
	size_t rank = 1;
	for (size_t v = 0; v < m->n_units; v++)
		rank += ratio_tells(scores[v], scores[u]) && ratio_cmp(scores[v], scores[u]) > 0;
	return rank;
}

static void check_samples(struct arena *a, const struct model *m, const struct weight_set *set,
                          const struct extremes *x, uint64_t *state)
{
	size_t n = m->n_units;
	for (size_t s = 0; s < SAMPLES; s++) {
		const ratio *const *w = sample(a, m, set, state);
		assert_true(belongs(a, m, set, w));
		const ratio *const *scores = model_scores(a, m, w);
		for (size_t u = 0; u < n; u++) {
			size_t rank = rank_of(m, scores, u);
			assert_true(rank >= x->best[u].bound && rank <= x->worst[u].bound);
			for (size_t v = 0; v < n; v++) {
				bool told = u == v || ratio_tells(scores[u], scores[v]);
				int order = ratio_cmp(scores[u], scores[v]);
				assert_true(!told || order >= 0 ||
				            x->necessary[u * n + v] != TRUTH_YES);
				assert_true(!told || order < 0 ||
				            x->possible[u * n + v] != TRUTH_NO);
			}
		}
	}
}

/* Are two scores level at all weights, or where a limit cuts both? In double they may not be. */
static bool may_be_level(const struct extremes *x, const struct model *m)
{
	if (m->path == MODEL_GENERAL)
		return true;
	for (size_t i = 0; i < x->n; i++)
		for (size_t j = 0; j < i; j++)
			if (x->necessary[i * x->n + j] == TRUTH_YES &&
			    x->necessary[j * x->n + i] == TRUTH_YES)
				return true;
	return false;
}

/* No draw of SMAA gives a rank outside either. */
static void check_draws(struct arena *a, const struct model *m, struct weight_set set,
                        const struct extremes *x, uint64_t seed)
{
	struct firmness_request request = {
	        .arena = a, .model = m, .weights = set, .draws = 2000, .seed = seed, .threads = 1};
	const struct smaa *s = smaa_run(&request);
	assert_non_null(s);
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t rank = 1; rank <= m->n_units; rank++)
			if (rank < x->best[u].bound || rank > x->worst[u].bound)
				assert_true(smaa_acceptability(s, u, rank) == 0);
}

/* Weights of the set that have the rank they are given for. */
static void check_witness(struct arena *a, const struct model *m, const struct weight_set *set,
                          const struct extreme *x, size_t u)
{
	bool whole = true;
	assert_true(belongs(a, m, set, x->weights));
	for (size_t k = 0; k < m->n_weights; k++)
		whole = whole && ratio_sign(x->weights[k]) > 0;
	if (!whole && m->path != MODEL_LINEAR)
		return;
	const ratio *const *scores = model_scores(a, m, x->weights);
	size_t sure = rank_of(m, scores, u), perhaps = sure;
	for (size_t v = 0; v < m->n_units; v++)
		perhaps += v != u && !ratio_tells(scores[v], scores[u]);
	assert_true(x->rank >= sure && x->rank <= perhaps);
}

static struct extremes const *run_on(struct arena *a, const struct model *m, struct weight_set set)
{
	struct firmness_request request = {.arena = a, .model = m, .weights = set};
	return extremes_run(&request);
}

static void linear_models(void **unused)
{
	(void)unused;
	size_t models = 0, ranges = 0;
	for (uint64_t seed = 0; seed < CASES; seed++) {
		struct drawn d = {.state = seed * 7919 + 29};
		struct assessed x = open_random(&d);
		struct arena *a = x.arena;
		const struct model *m = model_on(&x);
		struct weight_set set = random_set(a, &d.state);
		const struct extremes *e = m ? run_on(a, m, set) : NULL;
		struct corners c;
		if (!e)
			goto next;
		if (set.kind == WEIGHTS_BOX && !ratio_cmp(set.reach, ratio_of(a, 1, 1)))
			set.kind = WEIGHTS_DIRICHLET;
		c = corners_of(a, m, &set);
		assert_int_equal(m->path, MODEL_LINEAR);
		assert_true(e->exact && e->searched);
		for (size_t u = 0; u < m->n_units; u++) {
			assert_int_equal(e->best[u].rank, recount(a, m, &c, u, false));
			assert_int_equal(e->worst[u].rank, recount(a, m, &c, u, true));
			check_witness(a, m, &set, &e->best[u], u);
			check_witness(a, m, &set, &e->worst[u], u);
			ranges += e->best[u].rank < e->worst[u].rank;
		}
		check_samples(a, m, &set, e, &d.state);
		check_draws(a, m, set, e, seed);
		models++;
	next:
		assessed_close(&x);
	}
	assert_true(models > CASES * 9 / 10 && ranges > models);
}

/* ---- scores that are not linear ---- */

/* Each weight a thousand million times the next, in every order of the weights: does any order put
 * x above y? */
static bool above_in_some_order(struct arena *a, const struct model *m, size_t x, size_t y)
{
	size_t n = m->n_weights, orders = 1;
	for (size_t k = 2; k <= n; k++)
		orders *= k;
	for (size_t order = 0; order < orders; order++) {
		const ratio *w[ITEMS_MAX], *part = ratio_of(a, 1, 1);
		bool used[ITEMS_MAX] = {false};
		for (size_t k = 0, rest = order; k < n; k++) {
			size_t pick = rest % (n - k), i = 0;
			rest /= n - k;
			while (used[i] || pick)
				pick -= !used[i++];
			used[i] = true;
			w[i] = part;
			part = ratio_div(a, part, ratio_of(a, 1000000000, 1));
		}
		const ratio *const *s = model_scores(a, m, w);
		if (ratio_cmp(s[x], s[y]) > 0)
			return true;
	}
	return false;
}

static void check_signs(struct arena *a, const struct model *m)
{
	const struct space *s = space_of(a, m, &(struct weight_set){WEIGHTS_SIMPLEX, NULL, NULL});
	for (size_t x = 0; x < m->n_units; x++)
		for (size_t y = 0; y < m->n_units; y++) {
			enum bounds_sign sign = bounds_of(a, m, s, x, y, 1);
			if (x == y)
				continue;
			assert_true(sign == BOUNDS_BELOW || sign == BOUNDS_LEVEL ||
			            sign == BOUNDS_ABOVE);
			if (sign != BOUNDS_ABOVE)
				assert_false(above_in_some_order(a, m, x, y));
			/* Where the most is just above 0 the orders need not reach it. */
			else if (!above_in_some_order(a, m, x, y))
				assert_true(m->n_nodes > m->n_weights + 1);
		}
}

static void other_models(void **unused)
{
	(void)unused;
	size_t paths[MODEL_PATHS] = {0}, exact = 0, open = 0;
	for (uint64_t seed = 0; seed < CASES; seed++) {
		struct drawn d = {.state = seed * 6007 + 31, .tasks = true};
		d.limits = below(&d.state, 4) == 0;
		d.powers = below(&d.state, 6) == 0;
		struct assessed x = open_random(&d);
		const struct model *m = model_on(&x);
		struct weight_set set = random_set(x.arena, &d.state);
		const struct extremes *e = m ? run_on(x.arena, m, set) : NULL;
		if (e) {
			paths[m->path]++;
			exact += e->exact;
			open += !e->exact;
			for (size_t u = 0; u < m->n_units; u++) {
				assert_true(e->best[u].bound <= e->best[u].rank);
				assert_true(e->worst[u].bound >= e->worst[u].rank);
				check_witness(x.arena, m, &set, &e->best[u], u);
				check_witness(x.arena, m, &set, &e->worst[u], u);
			}
			check_samples(x.arena, m, &set, e, &d.state);
			if (!may_be_level(e, m))
				check_draws(x.arena, m, set, e, seed);
			if (m->path == MODEL_MASKED && seed % 4 == 0)
				check_signs(x.arena, m);
		}
		assessed_close(&x);
	}
	assert_true(paths[MODEL_MASKED] > CASES / 4 && paths[MODEL_GENERAL] > CASES / 20);
	assert_true(exact > CASES / 4 && open > CASES / 50);
}

/* ---- a larger field: the search ends, by its budget if it must ---- */

static void the_budget_leaves_a_bracket(void **state)
{
	struct arena *a = *state;
	enum { RIVALS = 24, WEIGHTS = 6 };
	uint64_t random = 5;
	const ratio *nominal[WEIGHTS], *const *gaps[RIVALS];
	for (size_t k = 0; k < WEIGHTS; k++)
		nominal[k] = ratio_of(a, 1, WEIGHTS);
	for (size_t i = 0; i < RIVALS; i++) {
		const ratio **gap = ARENA_NEWS(a, const ratio *, WEIGHTS);
		for (size_t k = 0; k < WEIGHTS; k++)
			gap[k] = ratio_of(a, (long)below(&random, 201) - 101, 1);
		gaps[i] = gap;
	}
	struct model m = {.n_weights = WEIGHTS, .nominal = nominal};
	struct weight_set set = {WEIGHTS_BOX, ratio_of(a, 1, 2), NULL};
	struct contest c = {space_of(a, &m, &set), RIVALS, gaps, false, 1};
	struct contest_result few = contest_run(a, &c);
	c.programs = 5000;
	struct contest_result many = contest_run(a, &c);
	assert_int_equal(many.lost, many.bound);
	assert_true(few.bound <= many.bound && few.lost >= many.lost);
	assert_true(few.bound < few.lost && many.lost > 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(linear_models),
	        cmocka_unit_test(other_models),
	        cmocka_unit_test_setup_teardown(the_budget_leaves_a_bracket, fixture_setup,
	                                        fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
