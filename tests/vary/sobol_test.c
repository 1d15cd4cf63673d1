/* sobol_test - are the indices of scores and ranks those of the same function worked out the plain
 * way, on the same numbers; is what changes nothing exactly nothing?
 */
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include "tests/vary/plain_table.h"

#include "engine/binary.h"
#include "vary/isa.h"
#include "vary/sobol.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* ---- plain tables ---- */

/* Every seventh unit is as the one before it; weights 1, 2, 3, 1, ... */
static const struct model *random_table(struct arena *a, uint64_t seed, size_t units, size_t items)
{
	const ratio **v = ARENA_NEWS(a, const ratio *, units *items);
	const ratio **w = ARENA_NEWS(a, const ratio *, items);
	uint64_t state = seed * 77 + 1;
	for (size_t k = 0; k < units * items; k++)
		v[k] = ratio_of(a, 100 * (long)below(&state, 1000000), 1000003);
	for (size_t u = 6; u < units; u += 7)
		for (size_t k = 0; k < items; k++)
			v[u * items + k] = v[(u - 1) * items + k];
	for (size_t k = 0; k < items; k++)
		w[k] = ratio_of(a, (long)(k % 3 + 1), 1);
	return table(a, units, items, v, w);
}

static struct firmness_request request_of(struct arena *a, const struct model *m, uint64_t draws)
{
	return (struct firmness_request){
	        .arena = a,
	        .model = m,
	        .weights = {.kind = WEIGHTS_BOX, .reach = ratio_of(a, 1, 5)},
	        .draws = draws,
	        .seed = 1224,
	        .threads = 2,
	        .log = diag_list_new(a)};
}

/* ---- the same, the plain way ---- */

struct plain {
	const struct firmness_request *request;
	const struct choices *choices;
	struct model_numbers *numbers; /* [reading] */
	double *w, *work, *keys;
};

static double log_of(double u)
{
	return -log(u);
}

/* Of one weight. */
static double raw(const struct plain *p, size_t k, double u)
{
	const struct firmness_request *q = p->request;
	double nominal = p->numbers->nominal[k];
	if (q->weights.kind == WEIGHTS_DIRICHLET)
		return gsl_cdf_gamma_Pinv(u, nominal * binary_of(q->weights.concentration), 1);
	if (q->weights.kind != WEIGHTS_BOX)
		return log_of(u);
	double reach = binary_of(q->weights.reach);
	return nominal * (1 - reach + 2 * reach * u);
}

/* Gaps and arrangements, sorted out with no haste. */
static void order(const struct plain *p, const double *x, double *w)
{
	const struct choices *c = p->choices;
	size_t n = p->request->model->n_weights;
	double sorted[16] = {0}, by_place[16];
	for (size_t j = 0; j < n; j++)
		for (size_t i = j; i < n; i++)
			sorted[j] += log_of(x[i]) / (double)(i + 1);
	memcpy(by_place, sorted, sizeof by_place);
	for (size_t k = n; k < c->n && c->all[k].kind == CHOICE_ARRANGEMENT; k++) {
		size_t first = c->all[k].index, m = c->all[k].n;
		for (size_t i = 0; i < m; i++) {
			size_t place = first;
			for (size_t j = 0; j < m; j++)
				place += x[c->all[k].from + j] < x[c->all[k].from + i] ||
				         (x[c->all[k].from + j] == x[c->all[k].from + i] && j < i);
			by_place[first + i] = sorted[place];
		}
	}
	for (size_t i = 0; i < n; i++)
		w[c->places[i]] = by_place[i];
}

static void plain_function(void *context, const double *x, double *y)
{
	struct plain *p = context;
	const struct firmness_request *q = p->request;
	const struct choices *c = p->choices;
	size_t n = q->model->n_units, reading = 0;
	for (size_t k = 0; k < q->model->n_weights; k++)
		p->w[k] = raw(p, k, x[k]);
	if (c->weights == WEIGHTS_ORDER)
		order(p, x, p->w);
	for (size_t k = 0; k < c->n; k++)
		if (c->all[k].kind == CHOICE_POLICY) {
			size_t levels = c->readings.levels[c->all[k].index];
			reading = reading * levels + (size_t)(x[c->all[k].from] * (double)levels);
		}
	model_scores_double(c->models[reading], &p->numbers[reading], p->w, NULL, y, p->work);
	for (size_t u = 0; u < n; u++)
		p->keys[u] = c->rounded[reading] ? floor(y[u] * 100 + 0.5) : y[u];
	for (size_t u = 0; u < n; u++) {
		y[n + u] = 1;
		for (size_t v = 0; v < n; v++)
			y[n + u] += p->keys[v] > p->keys[u];
	}
}

static const struct indices *plainly(const struct firmness_request *q, const struct choices *c)
{
	struct arena *a = q->arena;
	size_t n = c->readings.n ? c->readings.n : 1, m = q->model->n_units;
	struct plain *p = ARENA_NEW(a, struct plain);
	*p = (struct plain){q,
	                    c,
	                    ARENA_NEWS(a, struct model_numbers, n),
	                    ARENA_NEWS(a, double, q->model->n_weights),
	                    ARENA_NEWS(a, double, 1000),
	                    ARENA_NEWS(a, double, m)};
	for (size_t i = 0; i < n; i++)
		p->numbers[i] = model_numbers(a, c->models[i]);
	const struct indices_function f = {plain_function, p, c->n_numbers, 2 * m};
	const struct indices_plan plan = {.rows = q->draws, .seed = q->seed, .threads = 1};
	return indices_of_function(a, &f, &plan);
}

static void assert_near(double x, double y, const char *what, size_t choice, size_t unit)
{
	if (isnan(x) != isnan(y) || !(isnan(x) || fabs(x - y) < 1e-6))
		fail_msg("%s of choice %zu on unit %zu: %.12g, plainly %.12g", what, choice, unit,
		         x, y);
}

/* Only where every choice is one number do choices of both stand side by side. The orders in which
 * Shapley effects are walked are the same too, but batches are not: these are compared by their
 * intervals. */
static void assert_as_plain(const struct firmness_request *q)
{
	const struct sobol *s = sobol_run(q);
	const struct indices *x = plainly(q, s->choices);
	size_t m = q->model->n_units;
	for (size_t k = 0; k < s->choices->n; k++)
		for (size_t u = 0; u < m; u++)
			for (size_t o = 0; o < SOBOL_OUTPUTS; o++) {
				const struct indices_effect *e =
				        sobol_effect(s, k, (enum sobol_output)o, u);
				const struct indices_effect *p = indices_at(x, k, o * m + u);
				if (s->choices->all[k].n != 1)
					continue;
				assert_near(e->first, p->first, "first", k, u);
				assert_near(e->total, p->total, "total", k, u);
				assert_near(e->first_error, p->first_error, "error", k, u);
				assert_near(e->total_error, p->total_error, "error", k, u);
				if (!(fabs(e->shapley - p->shapley) <=
				      2 * (e->shapley_error + p->shapley_error)))
					assert_true(isnan(e->shapley) && isnan(p->shapley));
			}
	for (size_t u = 0; u < m; u++)
		for (size_t o = 0; o < SOBOL_OUTPUTS; o++) {
			double sum = 0;
			for (size_t k = 0; k < s->choices->n; k++)
				sum += sobol_effect(s, k, (enum sobol_output)o, u)->shapley;
			assert_true(isnan(sum) || fabs(sum - 1) < 1e-12);
			assert_near(sobol_mean(s, (enum sobol_output)o, u), x->mean[o * m + u],
			            "mean", o, u);
		}
}

static void tables_of_all_sizes(void **state)
{
	static const size_t sizes[][2] = {{2, 2},  {7, 7},  {8, 3},   {9, 5},
	                                  {20, 6}, {90, 4}, {300, 3}, {600, 2}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct firmness_request q =
		        request_of(*state, random_table(*state, i, sizes[i][0], sizes[i][1]), 300);
		assert_as_plain(&q);
		q.weights.kind = WEIGHTS_SIMPLEX;
		assert_as_plain(&q);
	}
}

static void weights_whose_order_holds(void **state)
{
	struct firmness_request q = request_of(*state, random_table(*state, 5, 9, 7), 500);
	q.weights = (struct weight_set){.kind = WEIGHTS_ORDER};
	const struct choices *c = choices_of(&q);
	assert_int_equal(c->n, 7 + 3); /* levels of 2, 2 and 3 */
	assert_int_equal(c->n_numbers, 14);
	assert_as_plain(&q);
}

static void weights_around_the_nominal_ones(void **state)
{
	struct firmness_request q = request_of(*state, random_table(*state, 6, 9, 7), 500);
	q.weights = (struct weight_set){.kind = WEIGHTS_DIRICHLET,
	                                .concentration = ratio_of(*state, 50, 1)};
	assert_as_plain(&q);
	q.weights.concentration = ratio_of(*state, 3, 1);
	assert_as_plain(&q);
}

static void equal_weights_have_no_order(void **state)
{
	struct arena *a = *state;
	const ratio *v[6];
	for (size_t i = 0; i < 6; i++)
		v[i] = ratio_of(a, (long)(7 * i % 5), 1);
	struct firmness_request q = request_of(a, table(a, 2, 3, v, NULL), 100);
	q.weights = (struct weight_set){.kind = WEIGHTS_ORDER};
	const struct sobol *s = sobol_run(&q);
	q.weights.kind = WEIGHTS_SIMPLEX;
	const struct sobol *t = sobol_run(&q);
	assert_int_equal(s->choices->n, 3);
	for (size_t k = 0; k < 3; k++)
		assert_memory_equal(sobol_effect(s, k, SOBOL_RANK, 1),
		                    sobol_effect(t, k, SOBOL_RANK, 1),
		                    sizeof(struct indices_effect));
}

/* ---- cases ---- */

static void fill(struct huzhou *h, uint64_t seed)
{
	uint64_t random = seed;
	huzhou_fill(h);
	for (size_t u = 0; u < h->method->n_units; u++) {
		const char *unit = h->method->units[u].named.id;
		if (!h->method->units[u].assessed)
			continue;
		for (size_t i = 0; i < h->method->n_items; i++) {
			const char *item = h->method->items[i].named.id;
			unsigned target = below(&random, 5), count = below(&random, 6);
			if (!figures_counted(h->method, i))
				continue;
			huzhou_target(h, unit, item, "fixed",
			              target ? arena_print(h->arena, "%u", target) : "-");
			huzhou_count(h, unit, item, "fixed", arena_print(h->arena, "%u", count));
		}
		huzhou_judge_all(h, unit, arena_print(h->arena, "1.%u", below(&random, 10)));
	}
}

static struct firmness_request case_of(struct huzhou *h, uint64_t draws)
{
	size_t n;
	const struct sheet *s = score_run(h->arena, h->method, h->figures, NONE, h->log);
	assert_non_null(s);
	const struct model *const *models = model_of_sheet(h->arena, s, &n, h->log);
	assert_int_equal(n, 1);
	struct firmness_request q = request_of(h->arena, models[0], draws);
	q.method = h->method;
	q.figures = h->figures;
	q.sheet = s;
	return q;
}

static void readings_of_the_rules(void **unused)
{
	(void)unused;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct huzhou h = huzhou_open();
		fill(&h, seed);
		struct firmness_request q = case_of(&h, 600);
		const struct choices *c = choices_of(&q);
		assert_int_equal(c->readings.n, 36);
		assert_int_equal(c->n, 12 + 4);
		assert_as_plain(&q);
		huzhou_close(&h);
	}
}

/* Who has a task everywhere does not care what the lack of one means. */
static void a_policy_that_does_not_matter(void **unused)
{
	(void)unused;
	struct huzhou h = huzhou_open();
	fill(&h, 4);
	for (size_t i = 0; i < h.method->n_items; i++)
		if (figures_counted(h.method, i)) {
			const char *item = h.method->items[i].named.id;
			huzhou_target(&h, "anji", item, "fixed", "3");
			huzhou_count(&h, "anji", item, "fixed", i % 2 ? "1" : "4");
		}
	struct firmness_request q = case_of(&h, 500);
	const struct sobol *s = sobol_run(&q);
	size_t unit = 0, found = 0;
	while (strcmp(model_unit_name(q.model, unit)->id, "anji") != 0)
		unit++;
	for (size_t k = 0; k < s->choices->n; k++) {
		const struct choice *c = &s->choices->all[k];
		if (c->kind != CHOICE_POLICY)
			continue;
		const char *id =
		        h.method->policies[s->choices->readings.policies[c->index]].named.id;
		const struct indices_effect *e = sobol_effect(s, k, SOBOL_SCORE, unit);
		/* Nothing is asked of the other type, so nothing can make up for it. */
		bool matters = !strcmp(id, "over_completion");
		if ((e->first == 0 && e->total == 0 && e->shapley == 0) == matters)
			fail_msg("%s: %g %g %g", id, e->first, e->total, e->shapley);
		found++;
	}
	assert_int_equal(found, 4);
	huzhou_close(&h);
}

/* ---- what changes nothing, what never changes ---- */

static void a_weight_of_zero_has_no_effect(void **state)
{
	struct arena *a = *state;
	const ratio *v[5 * 4], *w[4] = {ratio_of(a, 3, 1), ratio_of(a, 0, 1), ratio_of(a, 2, 1),
	                                ratio_of(a, 1, 1)};
	uint64_t random = 8;
	for (size_t i = 0; i < 20; i++)
		v[i] = ratio_of(a, (long)below(&random, 101), 1);
	struct firmness_request q = request_of(a, table(a, 5, 4, v, w), 1000);
	const struct sobol *s = sobol_run(&q);
	for (size_t k = 0; k < 4; k++)
		for (size_t u = 0; u < 5; u++) {
			const struct indices_effect *e = sobol_effect(s, k, SOBOL_SCORE, u);
			assert_true((e->total == 0 && e->first == 0 && e->shapley == 0 &&
			             e->total_error == 0) == (k == 1));
			assert_true(sobol_effect(s, k, SOBOL_RANK, u)->total == 0 || k != 1 ||
			            isnan(sobol_effect(s, k, SOBOL_RANK, u)->total));
		}
}

static void who_is_always_first_has_no_indices(void **state)
{
	struct arena *a = *state;
	static const long values[3][3] = {{90, 90, 90}, {50, 20, 30}, {10, 60, 40}};
	const ratio *v[9];
	for (size_t i = 0; i < 9; i++)
		v[i] = ratio_of(a, values[i / 3][i % 3], 1);
	struct firmness_request q = request_of(a, table(a, 3, 3, v, NULL), 1000);
	q.weights.kind = WEIGHTS_SIMPLEX;
	const struct sobol *s = sobol_run(&q);
	for (size_t k = 0; k < 3; k++) {
		assert_true(isnan(sobol_effect(s, k, SOBOL_RANK, 0)->first));
		assert_true(isnan(sobol_effect(s, k, SOBOL_RANK, 0)->total_error));
		/* 90 everywhere is 90 under any weights. */
		assert_true(isnan(sobol_effect(s, k, SOBOL_SCORE, 0)->total));
		assert_true(!isnan(sobol_effect(s, k, SOBOL_RANK, 1)->total));
	}
	assert_true(sobol_mean(s, SOBOL_RANK, 0) == 1 && sobol_sd(s, SOBOL_RANK, 0) == 0);
}

/* ---- the same bytes ---- */

static void assert_same(const struct sobol *x, const struct sobol *y)
{
	size_t n = x->indices->n_choices * x->indices->n_outputs;
	assert_memory_equal(x->indices->found, y->indices->found, n * sizeof *x->indices->found);
}

static void same_bytes_on_any_threads_and_instruction_set(void **unused)
{
	static const char *const isas[] = {"v1", "v2", "v3", "v4"};
	static const size_t sizes[][2] = {{7, 7}, {90, 12}, {700, 6}};
	(void)unused;
	for (size_t i = 0; i <= 3; i++) {
		struct huzhou h = huzhou_open();
		fill(&h, 6);
		struct firmness_request q =
		        i == 3 ? case_of(&h, 400)
		               : request_of(h.arena,
		                            random_table(h.arena, i, sizes[i][0], sizes[i][1]),
		                            500);
		q.weights.kind = i % 2 ? WEIGHTS_BOX : WEIGHTS_SIMPLEX;
		q.threads = 1;
		const struct sobol *base = sobol_run(&q);
		for (q.threads = 2; q.threads <= 8; q.threads *= 2)
			assert_same(base, sobol_run(&q));
		for (size_t k = 0; k < 4; k++)
			if (isa_runs(isas[k]))
				assert_same(base, sobol_run_on(&q, isas[k]));
		huzhou_close(&h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(tables_of_all_sizes),
	        FIXTURE_TEST(weights_whose_order_holds),
	        FIXTURE_TEST(weights_around_the_nominal_ones),
	        FIXTURE_TEST(equal_weights_have_no_order),
	        FIXTURE_TEST(readings_of_the_rules),
	        FIXTURE_TEST(a_policy_that_does_not_matter),
	        FIXTURE_TEST(a_weight_of_zero_has_no_effect),
	        FIXTURE_TEST(who_is_always_first_has_no_indices),
	        FIXTURE_TEST(same_bytes_on_any_threads_and_instruction_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
