/* smaa_test - are ranks those of the double scores, on any instruction set and number of threads;
 * do shares come out as they should; are weights drawn from the set that was asked for?
 */
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include "tests/vary/plain_table.h"

#include "engine/binary.h"
#include "vary/smaa.h"
#include "vary/winning.h"

#include <math.h>

/* ---- plain tables ---- */

/* grain: values are multiples of 100 / grain; few of them make ties. Some rows are made alike, some
 * alike but for the last digit of a double. */
static const struct model *random_table(struct arena *a, uint64_t seed, size_t units, size_t items,
                                        unsigned grain)
{
	const ratio **v = ARENA_NEWS(a, const ratio *, units *items);
	uint64_t state = seed * 77 + 1;
	for (size_t k = 0; k < units * items; k++)
		v[k] = ratio_of(a, 100 * (long)below(&state, grain + 1), (long)grain);
	for (size_t u = 1; u < units; u += 5)
		for (size_t k = 0; k < items; k++)
			v[u * items + k] = v[(u - 1) * items + k];
	for (size_t u = 3; u < units; u += 5) {
		const ratio *hair = ratio_read(a, "0.000000000001");
		for (size_t k = 0; k < items; k++)
			v[u * items + k] = v[(u - 1) * items + k];
		bool zero = !ratio_sign(v[u * items]);
		v[u * items] = (zero ? ratio_add : ratio_sub)(a, v[u * items], hair);
	}
	return table(a, units, items, v, NULL);
}

static struct firmness_request request_of(struct arena *a, const struct model *m, uint64_t draws)
{
	return (struct firmness_request){.arena = a,
	                                 .model = m,
	                                 .weights = {.kind = WEIGHTS_SIMPLEX},
	                                 .draws = draws,
	                                 .seed = 1224,
	                                 .threads = 1,
	                                 .pairwise = true,
	                                 .quantiles = true,
	                                 .central = true};
}

/* ---- ranks are those of the double scores ---- */

struct expected {
	uint32_t *accept, *above, *level;
	double *first; /* [unit * weight] */
};

static struct expected count_plainly(const struct firmness_request *r)
{
	struct arena *a = r->arena;
	size_t n = r->model->n_units, k = r->model->n_weights, pairs = n * (n - 1) / 2;
	struct expected e = {ARENA_NEWS(a, uint32_t, n * n), ARENA_NEWS(a, uint32_t, pairs),
	                     ARENA_NEWS(a, uint32_t, pairs), ARENA_NEWS(a, double, n *k)};
	double *s = ARENA_NEWS(a, double, n), *w = ARENA_NEWS(a, double, k);
	for (uint64_t d = 0; d < r->draws; d++) {
		struct firmness_request one = *r;
		one.arena = arena_scratch(a);
		smaa_scores(&one, d, s);
		smaa_weights(&one, d, w);
		arena_free(one.arena);
		for (size_t i = 0; i < n; i++) {
			size_t rank = 0;
			for (size_t j = 0; j < n; j++)
				rank += s[j] > s[i];
			e.accept[i * n + rank]++;
			for (size_t j = i + 1; j < n; j++) {
				e.above[smaa_pair(n, i, j)] += s[i] > s[j];
				e.level[smaa_pair(n, i, j)] += s[i] == s[j];
			}
			for (size_t q = 0; q < k && rank == 0; q++)
				e.first[i * k + q] += w[q];
		}
	}
	return e;
}

static void assert_as_expected(const struct smaa *s, const struct expected *e)
{
	size_t n = s->n, pairs = n * (n - 1) / 2;
	assert_memory_equal(s->accept, e->accept, n * n * sizeof *e->accept);
	assert_memory_equal(s->above, e->above, pairs * sizeof *e->above);
	assert_memory_equal(s->level, e->level, pairs * sizeof *e->level);
	for (size_t u = 0; u < n; u++)
		for (size_t k = 0; k < s->n_weights && s->is_first[u]; k++) {
			double gap = s->central[u * s->n_weights + k] -
			             e->first[u * s->n_weights + k] / (double)e->accept[u * n];
			assert_true(gap < 1e-8 && gap > -1e-8);
		}
}

static void on_every_instruction_set(const struct firmness_request *request)
{
	struct expected e = count_plainly(request);
	const char *const *isas = smaa_isas(request->arena);
	assert_non_null(isas[0]);
	for (size_t i = 0; isas[i]; i++) {
		struct firmness_request r = *request;
		r.isa = isas[i];
		const struct smaa *s = smaa_run(&r);
		assert_string_equal(s->isa, isas[i]);
		assert_int_equal(s->draws, request->draws);
		assert_as_expected(s, &e);
	}
}

static void ranks_are_those_of_doubles(void **unused)
{
	(void)unused;
	static const struct {
		size_t units, items;
		unsigned grain;
		uint64_t draws;
	} rows[] = {{1, 2, 100, 200},   {2, 1, 100, 200},   {2, 2, 3, 1000},
	            {3, 5, 4, 1000},    {5, 3, 2, 1000},    {7, 7, 10000, 3000},
	            {7, 2, 2, 1000},    {8, 8, 1000, 1000}, {9, 4, 3, 777},
	            {64, 5, 1000, 400}, {65, 12, 5, 300},   {90, 50, 10000, 200},
	            {255, 3, 20, 130},  {256, 9, 5, 130},   {300, 4, 10000, 650}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *a = fixture_arena();
		const struct model *m =
		        random_table(a, i, rows[i].units, rows[i].items, rows[i].grain);
		struct firmness_request r = request_of(a, m, rows[i].draws);
		on_every_instruction_set(&r);
		arena_free(a);
	}
}

static const enum weight_set_kind kinds[] = {WEIGHTS_SIMPLEX, WEIGHTS_BOX, WEIGHTS_ORDER,
                                             WEIGHTS_DIRICHLET};

static struct weight_set set_of(struct arena *a, enum weight_set_kind kind)
{
	return (struct weight_set){
	        .kind = kind, .reach = ratio_of(a, 1, 5), .concentration = ratio_of(a, 30, 1)};
}

/* One sector without a task for one unit: shared out anew. */
static void redistribution_stays_fast_and_right(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < 4; i++) {
		struct huzhou h = huzhou_open();
		huzhou_fill(&h);
		huzhou_target(&h, "anji", "commerce", "fixed", "-");
		huzhou_target(&h, "deqing", "hr", "fixed", "4");
		huzhou_target(&h, "wuxing", "finance", "fixed", "3");
		size_t n;
		const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
		const struct model *m = model_of_sheet(h.arena, s, &n, h.log)[0];
		struct firmness_request r = request_of(h.arena, m, 1000);
		r.weights = set_of(h.arena, kinds[i]);
		on_every_instruction_set(&r);
		assert_int_equal(smaa_run(&r)->path, SMAA_MASKED);
		huzhou_close(&h);
	}
}

/* Full marks in all that is asked, whatever that is: level under all weights. */
static void ties_survive_redistribution(void **unused)
{
	(void)unused;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "anji", "commerce", "fixed", "-");
	huzhou_target(&h, "deqing", "tourism", "fixed", "-");
	huzhou_target(&h, "deqing", "hr", "fixed", "-");
	huzhou_count(&h, "wuxing", "software", "fixed", "0");
	size_t n;
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct model *m = model_of_sheet(h.arena, s, &n, h.log)[0];
	struct firmness_request r = request_of(h.arena, m, 5000);
	const struct smaa *x = smaa_run(&r);
	assert_true(x->path == SMAA_MASKED);
	for (size_t u = 1; u < 7; u++) /* all but wuxing share the first place */
		assert_true(smaa_acceptability(x, u, 1) == 1);
	assert_true(smaa_acceptability(x, 0, 7) == 1);
	huzhou_close(&h);
}

/* A limit that binds: node by node. */
static void limits_are_recomputed(void **unused)
{
	(void)unused;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_set(&h, "policy.over_completion=bonus", false);
	huzhou_count(&h, "anji", "commerce", "fixed", "5");
	huzhou_count(&h, "deqing", "hr", "fixed", "0");
	size_t n;
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct model *m = model_of_sheet(h.arena, s, &n, h.log)[0];
	struct firmness_request r = request_of(h.arena, m, 1000);
	on_every_instruction_set(&r);
	assert_int_equal(smaa_run(&r)->path, SMAA_GENERAL);
	huzhou_close(&h);
}

/* ---- threads ---- */

static void assert_same(const struct smaa *x, const struct smaa *y)
{
	size_t n = x->n;
	assert_memory_equal(x->accept, y->accept, n * n * sizeof *x->accept);
	assert_memory_equal(x->above, y->above, n * (n - 1) / 2 * sizeof *x->above);
	assert_memory_equal(x->score_mean, y->score_mean, n * sizeof(double));
	assert_memory_equal(x->score_sd, y->score_sd, n * sizeof(double));
	assert_memory_equal(x->central, y->central, n * x->n_weights * sizeof(double));
	assert_memory_equal(x->score_quantiles, y->score_quantiles,
	                    n * SMAA_QUANTILES * sizeof(double));
}

static void any_number_of_threads(void **state)
{
	struct arena *a = *state;
	static const size_t units[] = {6, 40, 300};
	static const uint64_t draws[] = {200001, 30001, 1601};
	static const unsigned threads[] = {2, 3, 8};
	for (size_t i = 0; i < 3; i++) {
		const struct model *m = random_table(a, i, units[i], 6, 1000);
		struct firmness_request r = request_of(a, m, draws[i]);
		const struct smaa *one = smaa_run(&r);
		for (size_t k = 0; k < 3; k++) {
			r.threads = threads[k];
			assert_same(one, smaa_run(&r));
		}
	}
}

/* ---- shares, moments ---- */

/* 1,000 random tables: sampled shares lie within two standard errors of the exact ones as often as
 * they should, 95.4 % of the time. */
static void shares_are_those_of_the_closed_form(void **unused)
{
	(void)unused;
	size_t within = 0, all = 0;
	for (uint64_t i = 0; i < 1000; i++) {
		struct arena *a = fixture_arena();
		const struct model *m = random_table(a, i + 100, 3, 2 + i % 6, 50);
		struct firmness_request r = request_of(a, m, 4000);
		r.seed = i;
		const struct smaa *s = smaa_run(&r);
		const struct winning *w = winning_run(&r);
		double exact = binary_of(w->shares[0 * 3 + 2]), is = smaa_winning(s, 0, 2);
		double error = sqrt(exact * (1 - exact) / 4000);
		if (error > 0) {
			within += fabs(is - exact) <= 2 * error;
			all++;
		} else {
			assert_true(fabs(is - exact) < 1e-12);
		}
		arena_free(a);
	}
	assert_true(all > 700);
	double share = (double)within / (double)all;
	assert_true(share > 0.93 && share < 0.975);
}

/* Score of unit 0 is 100 w0; w0 of three is Beta(1, 2): mean 1/3, variance 1/18. Its quantile q is
 * 1
 * - sqrt(1 - q). */
static void moments_and_quantiles(void **state)
{
	struct arena *a = *state;
	const ratio *o = ratio_of(a, 0, 1), *h = ratio_of(a, 100, 1);
	const ratio *const v[] = {h, o, o, o, h, o, o, o, h};
	struct firmness_request r = request_of(a, table(a, 3, 3, v, NULL), 400000);
	const struct smaa *s = smaa_run(&r);
	for (size_t u = 0; u < 3; u++) {
		double sd = 100 * sqrt(1.0 / 18);
		assert_true(fabs(s->score_mean[u] - 100.0 / 3) <
		            5 * smaa_mean_error(s, s->score_sd[u]));
		assert_true(fabs(s->score_sd[u] - sd) < 0.1);
		for (size_t q = 0; q < SMAA_QUANTILES; q++) {
			double exact = 100 * (1 - sqrt(1 - smaa_quantile_shares[q]));
			assert_true(fabs(s->score_quantiles[u * SMAA_QUANTILES + q] - exact) < 0.4);
		}
		assert_true(fabs(smaa_acceptability(s, u, 1) - 1.0 / 3) < 0.005);
		assert_true(fabs(s->rank_mean[u] - 2) < 0.01);
		assert_true(fabs(s->entropy[u] - 1) < 0.001);
		assert_true(s->confidence[u] == 1);
		/* Central weights: the mean of the largest of three is 11/18. */
		assert_true(fabs(s->central[u * 3 + u] - 11.0 / 18) < 0.005);
	}
}

static void what_never_moves_has_no_spread(void **state)
{
	struct arena *a = *state;
	const ratio *l = ratio_of(a, 211, 7), *h = ratio_of(a, 60, 1);
	const ratio *const v[] = {l, l, l, h, h, h};
	struct firmness_request r = request_of(a, table(a, 2, 3, v, NULL), 10000);
	const struct smaa *s = smaa_run(&r);
	for (size_t u = 0; u < 2; u++) {
		assert_true(s->score_sd[u] == 0);
		assert_true(s->score_mean[u] == binary_of(r.model->scores[u]));
		assert_true(s->rank_sd[u] == 0);
		assert_true(s->entropy[u] == 0);
	}
	assert_true(s->is_first[1] && !s->is_first[0]);
	assert_true(smaa_acceptability(s, 1, 1) == 1);
	assert_int_equal(smaa_rank_quantile(s, 0, 0.5), 2);
}

/* ---- weight sets ---- */

enum { WEIGHTS = 4, WEIGHT_DRAWS = 20000 };

struct moments {
	double mean[WEIGHTS], square[WEIGHTS];
};

static struct moments moments_of(const struct firmness_request *r, void (*check)(const double *w))
{
	struct moments m = {{0}, {0}};
	for (uint64_t d = 0; d < WEIGHT_DRAWS; d++) {
		double w[WEIGHTS], sum = 0;
		struct firmness_request one = *r;
		one.arena = arena_scratch(r->arena);
		smaa_weights(&one, d, w);
		arena_free(one.arena);
		for (size_t k = 0; k < WEIGHTS; k++) {
			sum += w[k];
			m.mean[k] += w[k] / WEIGHT_DRAWS;
			m.square[k] += w[k] * w[k] / WEIGHT_DRAWS;
		}
		assert_true(fabs(sum - 1) < 1e-12);
		check(w);
	}
	return m;
}

static void within_simplex(const double *w)
{
	for (size_t k = 0; k < WEIGHTS; k++)
		assert_true(w[k] >= 0);
}

/* Nominal 0.4, 0.3, 0.3, 0. */
static void within_box(const double *w)
{
	assert_true(w[3] == 0);
	assert_true(w[0] / w[1] < 0.4 * 1.2 / 0.3 / 0.8 * (1 + 1e-6));
	assert_true(w[0] / w[1] > 0.4 * 0.8 / 0.3 / 1.2 * (1 - 1e-6));
}

static void in_order(const double *w)
{
	assert_true(w[0] >= w[1] && w[0] >= w[2] && w[1] >= w[3] && w[2] >= w[3]);
}

static const struct model *nominal_table(struct arena *a)
{
	static const char *const nominal[] = {"4", "3", "3", "0"};
	const ratio **v = ARENA_NEWS(a, const ratio *, 2 * WEIGHTS),
	            **w = ARENA_NEWS(a, const ratio *, WEIGHTS);
	for (size_t k = 0; k < WEIGHTS; k++) {
		w[k] = ratio_read(a, nominal[k]);
		v[k] = v[WEIGHTS + k] = ratio_of(a, (long)k, 1);
	}
	return table(a, 2, WEIGHTS, v, w);
}

static void weights_come_from_their_set(void **state)
{
	struct arena *a = *state;
	struct firmness_request r = request_of(a, nominal_table(a), 1);
	struct moments m = moments_of(&r, within_simplex);
	for (size_t k = 0; k < WEIGHTS; k++) { /* Dirichlet(1, 1, 1, 1) */
		assert_true(fabs(m.mean[k] - 0.25) < 5 * sqrt(3.0 / 80 / WEIGHT_DRAWS));
		assert_true(fabs(m.square[k] - 0.1) < 0.005);
	}
	r.weights = set_of(a, WEIGHTS_BOX);
	m = moments_of(&r, within_box);
	assert_true(fabs(m.mean[0] - 0.4) < 0.002 && fabs(m.mean[1] - 0.3) < 0.002);
	/* Spacings of four in descending order: 25/48, 13/48, 7/48, 3/48; the middle two are free
	 * among themselves. */
	r.weights = set_of(a, WEIGHTS_ORDER);
	m = moments_of(&r, in_order);
	assert_true(fabs(m.mean[0] - 25.0 / 48) < 0.005);
	assert_true(fabs(m.mean[1] - 10.0 / 48) < 0.004 && fabs(m.mean[2] - 10.0 / 48) < 0.004);
	assert_true(fabs(m.mean[3] - 3.0 / 48) < 0.002);
	/* Dirichlet(12, 9, 9, 0): means 0.4, 0.3; variance m (1 - m) / 31. */
	r.weights = set_of(a, WEIGHTS_DIRICHLET);
	m = moments_of(&r, within_simplex);
	assert_true(fabs(m.mean[0] - 0.4) < 0.004 && fabs(m.mean[1] - 0.3) < 0.004);
	assert_true(fabs(m.square[0] - 0.16 - 0.24 / 31) < 0.003);
	assert_true(m.mean[3] == 0);
	/* Shapes below 1: Dirichlet(0.4, 0.3, 0.3, 0). */
	r.weights.concentration = ratio_of(a, 1, 1);
	m = moments_of(&r, within_simplex);
	assert_true(fabs(m.mean[0] - 0.4) < 0.015);
	assert_true(fabs(m.square[0] - 0.16 - 0.24 / 2) < 0.015);
}

/* ---- stopping ---- */

static void a_stop_leaves_whole_rounds(void **state)
{
	struct arena *a = *state;
	static const volatile sig_atomic_t stop = 1;
	struct firmness_request r = request_of(a, random_table(a, 1, 25, 40, 100), SMAA_DRAWS_MAX);
	r.watch.stop = &stop;
	const struct smaa *s = smaa_run(&r);
	assert_true(s->stopped);
	assert_true(s->draws > 0 && s->draws < 100 * SMAA_ROUND);
	assert_int_equal(s->draws % SMAA_ROUND, 0);
	r.watch.stop = NULL;
	r.draws = s->draws;
	assert_same(s, smaa_run(&r));
}

static void precision_decides_how_many(void **state)
{
	struct arena *a = *state;
	struct firmness_request r = request_of(a, random_table(a, 2, 5, 5, 100), 0);
	r.precision = 0.001;
	const struct smaa *s = smaa_run(&r);
	assert_true(s->precise && s->worst <= 0.001);
	assert_int_equal(s->draws % SMAA_ROUND, 0);
	assert_true(s->draws >= 2 * SMAA_ROUND && s->draws <= 4 * SMAA_ROUND);
	r.threads = 4;
	assert_same(s, smaa_run(&r));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(ranks_are_those_of_doubles),
	        cmocka_unit_test(redistribution_stays_fast_and_right),
	        cmocka_unit_test(ties_survive_redistribution),
	        cmocka_unit_test(limits_are_recomputed),
	        FIXTURE_TEST(any_number_of_threads),
	        cmocka_unit_test(shares_are_those_of_the_closed_form),
	        FIXTURE_TEST(moments_and_quantiles),
	        FIXTURE_TEST(what_never_moves_has_no_spread),
	        FIXTURE_TEST(weights_come_from_their_set),
	        FIXTURE_TEST(a_stop_leaves_whole_rounds),
	        FIXTURE_TEST(precision_decides_how_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
