/* sobol_figures_test - uncertain figures beside weights and policies: indices worked out row by row
 * from the same numbers; certain figures are no choice.
 */
#include "tests/fixture.h"
#include "tests/huzhou.h"

#include "vary/recognition.h"
#include "vary/sequence.h"
#include "vary/sobol.h"

#include <math.h>

enum { ROWS = 300, UNITS = 16 };

static struct huzhou open_case(void)
{
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	for (size_t u = 0; u < h.method->n_units; u++)
		for (size_t i = 0; h.method->units[u].assessed && i < h.method->n_items; i++) {
			const char *unit = h.method->units[u].named.id;
			const char *item = h.method->items[i].named.id;
			if (!figures_counted(h.method, i))
				continue;
			huzhou_target(&h, unit, item, "fixed", (u + i) % 4 ? "3" : "-");
			huzhou_count(&h, unit, item, "fixed",
			             arena_print(h.arena, "%zu", (3 * u + 5 * i) % 7));
		}
	return h;
}

static struct firmness_request request_of(struct huzhou *h, const char *probability)
{
	size_t n;
	const struct sheet *s = score_run(h->arena, h->method, h->figures, NONE, h->log);
	const struct model *const *models = model_of_sheet(h->arena, s, &n, h->log);
	const struct recognition_rule rule = {NONE, NONE, NONE, ratio_read(h->arena, probability),
	                                      probability};
	const struct recognition_rule *rules = arena_grow(h->arena, &rule, 1, 1, sizeof rule);
	assert_int_equal(n, 1);
	return (struct firmness_request){
	        .arena = h->arena,
	        .model = models[0],
	        .method = h->method,
	        .figures = h->figures,
	        .sheet = s,
	        .weights = {.kind = WEIGHTS_BOX, .reach = ratio_of(h->arena, 1, 5)},
	        .draws = ROWS,
	        .seed = 77,
	        .threads = 2,
	        .recognition = recognition_new(h->arena, models[0], rules, 1, h->log),
	        .log = h->log};
}

/* One row, its choices taken from either side. */
struct row {
	const struct firmness_request *request;
	const struct choices *choices;
	uint64_t index;
	uint32_t words[200];
	double y[2 * UNITS];
};

static void evaluate(struct row *x, const bool *of_b)
{
	const struct firmness_request *q = x->request;
	const struct choices *c = x->choices;
	struct arena *a = arena_scratch(q->arena);
	size_t n = q->model->n_units, m = q->model->n_weights, reading = 0;
	double *w = ARENA_NEWS(a, double, m), *values = ARENA_NEWS(a, double, n *m);
	double *drawn[2] = {ARENA_NEWS(a, double, n *m), ARENA_NEWS(a, double, n *m)};
	for (size_t k = 0; k < c->n; k++) {
		size_t number = c->all[k].from + (of_b[k] ? c->n_numbers : 0);
		double u = sequence_uniform(x->words[number]);
		if (c->all[k].kind == CHOICE_WEIGHT)
			w[k] = model_numbers(a, q->model).nominal[k] * (0.8 + 0.4 * u);
		if (c->all[k].kind == CHOICE_POLICY)
			reading = reading * c->readings.levels[c->all[k].index] +
			          (size_t)(u * (double)c->readings.levels[c->all[k].index]);
	}
	const struct model *model = c->models[reading];
	struct model_numbers numbers = model_numbers(a, model);
	memcpy(values, numbers.values, n * m * sizeof *values);
	for (size_t side = 0; side < 2; side++)
		recognition_draw(c->recognitions[reading], q->seed, 2 * x->index + side,
		                 STREAM_SOBOL, drawn[side], recognition_work(a, q->recognition));
	for (size_t k = 0; k < c->n; k++)
		for (size_t u = 0; c->all[k].kind == CHOICE_FIGURES && u < n; u++) {
			size_t at = u * m + c->all[k].index;
			values[at] = drawn[of_b[k]][at];
		}
	model_scores_double(model, &numbers, w, values, x->y,
	                    ARENA_NEWS(a, double, model_work(model)));
	for (size_t u = 0; u < n; u++) {
		x->y[n + u] = 1;
		for (size_t v = 0; v < n; v++) {
			double own = x->y[u] * 100, other = x->y[v] * 100;
			bool rounded = c->rounded[reading];
			x->y[n + u] +=
			        rounded ? floor(other + 0.5) > floor(own + 0.5) : other > own;
		}
	}
	arena_free(a);
}

/* Total indices of all choices, [choice * outputs + output], by J. M. W. Jansen's formula. */
static void totals_of(const struct firmness_request *q, const struct choices *c, double *totals)
{
	const struct sequence *s = sequence_new(q->arena, 2 * c->n_numbers, true, q->seed);
	size_t m = 2 * q->model->n_units;
	double mean[2 * UNITS] = {0}, square[2 * UNITS] = {0};
	bool *none = ARENA_NEWS(q->arena, bool, c->n), *all = ARENA_NEWS(q->arena, bool, c->n);
	memset(all, true, c->n * sizeof *all);
	for (uint64_t i = 0; i < ROWS; i++) {
		struct row a = {.request = q, .choices = c, .index = i}, b;
		sequence_at(s, i, a.words);
		b = a;
		evaluate(&a, none);
		evaluate(&b, all);
		for (size_t o = 0; o < m; o++) {
			mean[o] += a.y[o] + b.y[o];
			square[o] += a.y[o] * a.y[o] + b.y[o] * b.y[o];
		}
		for (size_t k = 0; k < c->n; k++) {
			none[k] = true;
			evaluate(&b, none);
			none[k] = false;
			for (size_t o = 0; o < m; o++)
				totals[k * m + o] += (a.y[o] - b.y[o]) * (a.y[o] - b.y[o]);
		}
	}
	for (size_t k = 0; k < c->n; k++)
		for (size_t o = 0; o < m; o++) {
			double v = square[o] / (2 * ROWS) -
			           mean[o] / (2 * ROWS) * (mean[o] / (2 * ROWS));
			totals[k * m + o] /= 2 * ROWS * v;
		}
}

static void figures_weights_and_policies_together(void **unused)
{
	(void)unused;
	struct huzhou h = open_case();
	const struct firmness_request q = request_of(&h, "0.7");
	const struct sobol *s = sobol_run(&q);
	size_t n = s->n_units, kinds[CHOICE_KINDS] = {0};
	double *totals = ARENA_NEWS(h.arena, double, s->choices->n * 2 * n);
	for (size_t k = 0; k < s->choices->n; k++)
		kinds[s->choices->all[k].kind]++;
	assert_int_equal(kinds[CHOICE_WEIGHT], 12);
	assert_int_equal(kinds[CHOICE_POLICY], 4);
	assert_int_equal(kinds[CHOICE_FIGURES], 7);
	totals_of(&q, s->choices, totals);
	for (size_t k = 0; k < s->choices->n; k++)
		for (size_t o = 0; o < SOBOL_OUTPUTS; o++)
			for (size_t u = 0; u < n; u++) {
				double expected = totals[(k * 2 + o) * n + u];
				double found = sobol_effect(s, k, (enum sobol_output)o, u)->total;
				if (!isnan(found) && fabs(found - expected) > 1e-6 * (1 + expected))
					fail_msg("choice %zu, unit %zu: %g, by hand %g", k, u,
					         found, expected);
			}
	huzhou_close(&h);
}

static void certain_figures_are_no_choice(void **unused)
{
	(void)unused;
	struct huzhou h = open_case();
	struct firmness_request q = request_of(&h, "1");
	const struct sobol *s = sobol_run(&q);
	for (size_t k = 0; k < s->choices->n; k++)
		for (size_t u = 0; u < s->n_units; u++)
			if (s->choices->all[k].kind == CHOICE_FIGURES)
				assert_true(sobol_effect(s, k, SOBOL_SCORE, u)->total == 0);
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(figures_weights_and_policies_together),
	        FIXTURE_TEST(certain_figures_are_no_choice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
