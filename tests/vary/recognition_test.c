/* recognition_test - are drawn figures what their probabilities say, scored as the method does? */
#include "vary/recognition.h"

#include "engine/binary.h"
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"

#include <math.h>

enum { DRAWS = 20000 };

static const char rules[] =
        "periods = [ \"2024\" ]; units = [ \"a\", \"b\" ]; types = [ \"p\", \"q\" ];"
        "scoring = ( { id = \"rate\"; method = \"completion\"; },"
        "            { id = \"jury\"; method = \"judged\"; } );"
        "points = 100; items = ( { id = \"sectors\"; name = \"sectors\"; points = 80;"
        "    items = ( { id = \"trade\"; name = \"trade\"; points = 50; scoring = \"rate\"; },"
        "              { id = \"freight\"; name = \"freight\"; points = 30; scoring = \"rate\"; } "
        "); },"
        "  { id = \"daily\"; name = \"daily\"; points = 20; scoring = \"jury\"; } );";

static struct assessed open_case(void)
{
	static const char *const units[] = {"a", "b"}, *const items[] = {"trade", "freight"};
	struct assessed x = assessed_open(rules);
	for (size_t u = 0; u < 2; u++) {
		for (size_t i = 0; i < 2; i++) {
			assessed_target(&x, units[u], items[i], "p", "4");
			assessed_target(&x, units[u], items[i], "q", "-");
			assessed_count(&x, units[u], items[i], "p", u == 0 ? "3" : "2");
			assessed_count(&x, units[u], items[i], "q", "0");
		}
		assessed_judge(&x, units[u], "daily", NULL, "10");
		if (u == 0)
			assessed_judge(&x, units[u], "daily", NULL, "20");
	}
	return x;
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

static struct recognition_rule rule(struct arena *a, size_t unit, size_t item, size_t type,
                                    long top, long bottom)
{
	return (struct recognition_rule){unit, item, type, ratio_of(a, top, bottom), "rule"};
}

/* One of the values [unit * weights + weight], in each draw. */
static double *drawn(struct assessed *x, const struct model *m, const struct recognition *r,
                     size_t at)
{
	double *out = ARENA_NEWS(x->arena, double, DRAWS);
	double *values = ARENA_NEWS(x->arena, double, m->n_units * m->n_weights);
	void *work = recognition_work(x->arena, r);
	for (uint64_t d = 0; d < DRAWS; d++) {
		recognition_draw(r, 7, d, STREAM_RECOGNITION, values, work);
		out[d] = values[at];
	}
	return out;
}

static double share(const double *x, double value)
{
	size_t n = 0;
	for (size_t i = 0; i < DRAWS; i++)
		n += x[i] == value;
	return (double)n / DRAWS;
}

/* Within five standard errors. */
static void assert_share(double found, double due)
{
	assert_true(fabs(found - due) <= 5 * sqrt(due * (1 - due) / DRAWS));
}

static void projects_are_recognised_one_by_one(void **state)
{
	static const double due[] = {1.0 / 8, 3.0 / 8, 3.0 / 8, 1.0 / 8};
	struct assessed x = open_case();
	const struct model *m = model_of(&x);
	(void)state;
	/* 0 .. 3 of 3 projects, of 4 asked */
	struct recognition_rule half = rule(x.arena, 0, method_item(x.method, "trade"), 0, 1, 2);
	const struct recognition *r = recognition_new(x.arena, m, &half, 1, x.log);
	assert_string_equal(assessed_findings(&x), "");
	assert_int_equal(recognition_uncertain(r), 2); /* the scorers of "daily" as well */
	const double *trade = drawn(&x, m, r, 0), *freight = drawn(&x, m, r, 1);
	for (size_t k = 0; k <= 3; k++)
		assert_share(share(trade, (double)k / 4), due[k]);
	assert_true(share(freight, 0.75) == 1);
	assessed_close(&x);
}

static void of_several_scorers_one_judges(void **state)
{
	struct assessed x = open_case();
	const struct model *m = model_of(&x);
	(void)state;
	const struct recognition *r = recognition_new(x.arena, m, NULL, 0, x.log);
	assert_int_equal(recognition_uncertain(r), 1); /* unit b has a single scorer */
	const double *daily = drawn(&x, m, r, 2);
	assert_share(share(daily, 0.5), 0.5);
	assert_share(share(daily, 1), 0.5);
	assert_true(share(daily, 0.5) + share(daily, 1) == 1);
	assessed_close(&x);
}

static void certainty_draws_nothing(void **state)
{
	struct assessed x = open_case();
	const struct model *m = model_of(&x);
	(void)state;
	const struct recognition_rule all[] = {rule(x.arena, NONE, NONE, NONE, 1, 2),
	                                       rule(x.arena, NONE, NONE, NONE, 1, 1)};
	assert_int_equal(recognition_uncertain(recognition_new(x.arena, m, all, 2, x.log)), 1);
	assessed_close(&x);
}

static void the_last_rule_that_fits_holds(void **state)
{
	struct assessed x = open_case();
	const struct model *m = model_of(&x);
	size_t sectors = method_item(x.method, "sectors"),
	       freight = method_item(x.method, "freight");
	(void)state;
	const struct recognition_rule all[] = {
	        rule(x.arena, NONE, NONE, NONE, 1, 2), rule(x.arena, 0, sectors, NONE, 0, 1),
	        rule(x.arena, 1, NONE, NONE, 1, 1), rule(x.arena, 0, freight, 1, 1, 3)};
	const struct recognition *r = recognition_new(x.arena, m, all, 4, x.log);
	/* nothing of a's sectors is recognised; b is certain; type q has no projects */
	assert_int_equal(recognition_uncertain(r), 3);
	assert_true(share(drawn(&x, m, r, 0), 0) == 1);
	assert_true(share(drawn(&x, m, r, 1), 0) == 1);
	assert_true(share(drawn(&x, m, r, 3), 0.5) == 1);
	assessed_close(&x);
}

static void a_draw_is_a_function_of_its_number(void **state)
{
	struct assessed x = open_case();
	const struct model *m = model_of(&x);
	size_t n = m->n_units * m->n_weights;
	double *one = ARENA_NEWS(x.arena, double, n), *other = ARENA_NEWS(x.arena, double, n);
	(void)state;
	struct recognition_rule all = rule(x.arena, NONE, NONE, NONE, 2, 3);
	const struct recognition *r = recognition_new(x.arena, m, &all, 1, x.log);
	void *first = recognition_work(x.arena, r), *second = recognition_work(x.arena, r);
	size_t differ = 0;
	for (uint64_t d = 0; d < 200; d++) {
		recognition_draw(r, 3, d, STREAM_RECOGNITION, one, first);
		recognition_draw(r, 3, 199 - d, STREAM_RECOGNITION, other, second);
		recognition_draw(r, 3, d, STREAM_RECOGNITION, other, second);
		assert_memory_equal(one, other, n * sizeof *one);
		recognition_draw(r, 3, d, STREAM_CONFIDENCE, other, second);
		differ += memcmp(one, other, n * sizeof *one) != 0;
	}
	assert_true(differ > 100);
	assessed_close(&x);
}

/* ---- against the engine ---- */

static double binomial(unsigned n, unsigned k, double p)
{
	double x = 1;
	for (unsigned i = 0; i < k; i++)
		x = x * (n - i) / (i + 1);
	return x * pow(p, k) * pow(1 - p, n - k);
}

/* The value that the method gives to so many projects of both types, by a sheet of its own. */
static double scored(struct huzhou *h, unsigned fixed, unsigned revenue)
{
	huzhou_count(h, "anji", "logistics", "fixed", arena_print(h->arena, "%u", fixed));
	huzhou_count(h, "anji", "logistics", "revenue", arena_print(h->arena, "%u", revenue));
	const struct sheet *s = score_run(h->arena, h->method, h->figures, NONE, h->log);
	const struct points *p = huzhou_points(h, s, "anji", "logistics");
	return binary_of(ratio_div(h->arena, p->mark, p->mark_full));
}

static void outcomes_are_scored_as_the_method_does(void **state)
{
	enum { FIXED = 3, REVENUE = 2 };
	struct huzhou h = huzhou_open();
	(void)state;
	huzhou_fill(&h);
	huzhou_target(&h, "anji", "logistics", "fixed", "2");
	huzhou_target(&h, "anji", "logistics", "revenue", "4");
	size_t n, item = method_item(h.method, "logistics"), unit = method_unit(h.method, "anji");
	(void)scored(&h, FIXED, REVENUE);
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	const struct model *m = *model_of_sheet(h.arena, s, &n, h.log);
	struct recognition_rule seven = rule(h.arena, unit, item, NONE, 7, 10);
	const struct recognition *r = recognition_new(h.arena, m, &seven, 1, h.log);
	assert_int_equal(diag_errors(h.log), 0);
	size_t at = 0;
	while (m->units[at / m->n_weights] != unit ||
	       m->nodes[m->carriers[at % m->n_weights]].item != item)
		at++;
	struct assessed x = {.arena = h.arena};
	const double *values = drawn(&x, m, r, at);
	for (unsigned i = 0; i <= FIXED; i++)
		for (unsigned j = 0; j <= REVENUE; j++) {
			double value = scored(&h, i, j), due = 0;
			for (unsigned k = 0; k <= FIXED; k++) /* several may come to the same */
				for (unsigned l = 0; l <= REVENUE; l++)
					if (scored(&h, k, l) == value)
						due += binomial(FIXED, k, 0.7) *
						       binomial(REVENUE, l, 0.7);
			assert_share(share(values, value), due);
		}
	huzhou_close(&h);
}

static void large_counts_keep_their_tails(void **state)
{
	struct assessed x = open_case();
	(void)state;
	assessed_target(&x, "a", "trade", "p", "60000");
	assessed_count(&x, "a", "trade", "p", "50000");
	const struct model *m = model_of(&x);
	struct recognition_rule most = rule(x.arena, 0, method_item(x.method, "trade"), 0, 9, 10);
	const struct recognition *r = recognition_new(x.arena, m, &most, 1, x.log);
	const double *values = drawn(&x, m, r, 0);
	double sum = 0, square = 0, sd = sqrt(50000 * 0.9 * 0.1);
	for (size_t i = 0; i < DRAWS; i++) {
		double k = values[i] * 60000 - 45000;
		sum += k;
		square += k * k;
	}
	assert_true(fabs(sum / DRAWS) <= 5 * sd / sqrt(DRAWS));
	assert_true(fabs(square / DRAWS - sd * sd) <= 5 * sd * sd * sqrt(2.0 / DRAWS));
	assessed_close(&x);
}

static void very_large_counts_are_refused(void **state)
{
	struct assessed x = open_case();
	(void)state;
	assessed_count(&x, "a", "trade", "p", "100000");
	struct recognition_rule half = rule(x.arena, NONE, NONE, NONE, 1, 2);
	assert_null(recognition_new(x.arena, model_of(&x), &half, 1, x.log));
	assert_non_null(strstr(assessed_findings(&x), "[recognise-many]"));
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(projects_are_recognised_one_by_one),
	        cmocka_unit_test(of_several_scorers_one_judges),
	        cmocka_unit_test(certainty_draws_nothing),
	        cmocka_unit_test(the_last_rule_that_fits_holds),
	        cmocka_unit_test(a_draw_is_a_function_of_its_number),
	        cmocka_unit_test(outcomes_are_scored_as_the_method_does),
	        cmocka_unit_test(large_counts_keep_their_tails),
	        cmocka_unit_test(very_large_counts_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
