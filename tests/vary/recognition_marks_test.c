/* recognition_marks_test - are marks under drawn figures those that the engine gives? */
#include "vary/recognition.h"

#include "engine/binary.h"
#include "engine/trial.h"
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include "vary/combinations.h"
#include "vary/recognition_parts.h"

#include <math.h>

static const struct place here = {"trial", 0, 0};

static const struct model *model(struct arena *a, const struct sheet *s)
{
	size_t n;
	assert_non_null(s);
	struct diag_list *log = diag_list_new(a);
	const struct model *const *all = model_of_sheet(a, s, &n, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_int_equal(n, 1);
	return all[0];
}

/* "type.unit.item=0.5" or "=0.5", by ids; a single one names a unit or an item. */
static struct recognition_rule rule(struct arena *a, const struct method *m, const char *text)
{
	struct recognition_rule r = {NONE, NONE, NONE, ratio_read(a, strchr(text, '=') + 1), text};
	char *rest = arena_copy_n(a, text, strcspn(text, "="));
	for (char *id = strtok(rest, "."); id; id = strtok(NULL, ".")) {
		const size_t unit = method_unit(m, id), item = method_item(m, id),
		             type = method_type(m, id);
		r.unit = unit != NONE ? unit : r.unit;
		r.item = item != NONE ? item : r.item;
		r.type = type != NONE ? type : r.type;
	}
	return r;
}

static const struct recognition *recognise(struct arena *a, const struct model *m,
                                           const char *const *texts, struct diag_list *log)
{
	struct recognition_rule rules[32];
	size_t n = 0;
	for (; texts[n]; n++)
		rules[n] = rule(a, m->method, texts[n]);
	return recognition_new(a, m, rules, n, log);
}
#define TEXTS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const double *draw(struct arena *a, const struct recognition *r, uint64_t number)
{
	const struct model *m = r->model;
	double *values = ARENA_NEWS(a, double, m->n_units * m->n_weights);
	recognition_draw(r, 7, number, STREAM_RECOGNITION, values, recognition_work(a, r));
	return values;
}

static size_t value_at(const struct model *m, const char *unit, const char *item)
{
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t w = 0; w < m->n_weights; w++)
			if (!strcmp(model_unit_name(m, u)->id, unit) &&
			    !strcmp(model_weight_name(m, w)->id, item))
				return u * m->n_weights + w;
	fail();
	return 0;
}

static struct huzhou three_of_four(void)
{
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "anji", "commerce", "fixed", "4");
	huzhou_count(&h, "anji", "commerce", "fixed", "3");
	huzhou_judge(&h, "deqing", "team", "2 1.6 1.8");
	return h;
}

/* A leader (70) and peers (30): of two leaders one, the only peer stays. */
static void one_of_each_group(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\" ];"
	        "scoring = ( { id = \"s\"; method = \"raters\"; groups = ( [ \"l\", 70 ], [ \"p\", "
	        "30 ] ); } );"
	        "points = 100; items = ( { id = \"i\"; name = \"i\"; points = 60; scoring = \"s\"; "
	        "}, { id = \"j\"; name = \"j\"; points = 40; scoring = \"s\"; } );");
	for (size_t u = 0; u < 2; u++)
		for (size_t i = 0; i < 2; i++) {
			assessed_judge(&x, u ? "b" : "a", i ? "j" : "i", "l", "40");
			assessed_judge(&x, u ? "b" : "a", i ? "j" : "i", "p", "20");
		}
	assessed_judge(&x, "a", "i", "l", "30");
	const struct model *m = model(x.arena, assessed_score(&x));
	const struct recognition *r = recognition_new(x.arena, m, NULL, 0, x.log);
	const size_t at = value_at(m, "a", "i");
	bool seen[2] = {false, false};
	assert_int_equal(recognition_uncertain(r), 1);
	for (uint64_t d = 0; d < 50; d++) {
		const double v = draw(x.arena, r, d)[at];
		/* (70 * 40 + 30 * 20) / 100 = 34, and 27 with 30; of 60 points */
		assert_true(v == binary_of(ratio_of(x.arena, 34, 60)) ||
		            v == binary_of(ratio_of(x.arena, 27, 60)));
		seen[v > 0.5] = true;
	}
	assert_true(seen[0] && seen[1]);
	assessed_close(&x);
}

/* ---- marks against the engine ---- */

static unsigned seed = 1;

static unsigned below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % n;
}

/* Weighted sectors, the least of two, or marks that depend on others; a bonus beside them. */
static const char *rules(struct arena *a, unsigned how)
{
	static const char *const combine[] = {"weighted", "minimum", "weighted", "weighted"};
	const bool weighs = how != 1, parts = how == 3;
	return arena_print(
	        a,
	        "periods = ( { id = \"p\"; name = \"p\"; %s }, { id = \"q\"; name = \"q\"; }, "
	        "{ id = \"r\"; name = \"r\"; } );"
	        "units = [ \"a\", \"b\", \"c\" ]; types = [ \"x\", \"y\" ];"
	        "scoring = ( { id = \"s\"; method = \"completion\"; limit = %s; },"
	        "{ id = \"t\"; method = \"rank\"; of = \"count\"; } );"
	        "points = 100; items = ("
	        "{ id = \"sectors\"; name = \"sectors\"; points = 80; combine = \"%s\"; %s items = "
	        "("
	        "{ id = \"i\"; name = \"i\"; %s scoring = \"s\"; },"
	        "{ id = \"j\"; name = \"j\"; %s scoring = \"s\"; } ); },"
	        "{ id = \"k\"; name = \"k\"; points = 20; scoring = \"%s\"; } );",
	        parts ? "parts = ( [ \"q\", 1 ], [ \"r\", 3 ] );" : "",
	        how < 3 && below(2) ? "1.2" : "1", combine[how], weighs ? "limit = \"full\";" : "",
	        weighs ? "weight = 60;" : "", weighs ? "weight = 40;" : "", how == 2 ? "t" : "s");
}

static const char *const units[] = {"a", "b", "c"}, *const types[] = {"x", "y"};
static const char *const items[] = {"i", "j", "k"};

static void fill(struct assessed *x, bool combined)
{
	const size_t first = combined ? 1 : 0, last = combined ? 3 : 1;
	for (size_t p = first; p < last; p++) {
		struct assessed at = *x;
		at.figures = figures_under(x->arena, x->figures, x->method);
		at.figures->period = p;
		for (size_t u = 0; u < 3; u++)
			for (size_t i = 0; i < 3; i++)
				for (size_t k = 0; k < 2; k++) {
					assessed_target(&at, units[u], items[i], types[k],
					                arena_print(x->arena, "%u", 1 + below(3)));
					assessed_count(&at, units[u], items[i], types[k],
					               arena_print(x->arena, "%u", below(4)));
				}
	}
}

/* Some cells at 0 in every period: the figures, and the texts that say so. */
static const struct figures *strike(struct assessed *x, bool combined, const char **texts)
{
	struct trial_cell cells[64];
	const size_t first = combined ? 1 : 0, last = combined ? 3 : 1;
	size_t n = 0;
	size_t n_texts = 0;
	for (size_t cell = 0; cell < 18; cell++) {
		const size_t u = cell / 6, i = cell / 2 % 3, k = cell % 2;
		const size_t item = method_item(x->method, items[i]);
		bool any = false;
		for (size_t p = first; p < last; p++)
			any = any ||
			      ratio_sign(figures_count_in(x->figures, u, item, k, p)->value) > 0;
		if (!any || below(3))
			continue;
		for (size_t p = first; p < last; p++)
			cells[n++] = (struct trial_cell){.space = TRIAL_COUNT,
			                                 .unit = u,
			                                 .item = item,
			                                 .type = k,
			                                 .period = p,
			                                 .value = ratio_of(x->arena, 0, 1),
			                                 .place = here};
		texts[n_texts++] =
		        arena_print(x->arena, "%s.%s.%s=0", types[k], units[u], items[i]);
	}
	texts[n_texts] = NULL;
	return trial_figures(x->arena, x->figures, cells, n);
}

/* Not recognising any project of some cells is the same as not having submitted them. */
static void struck_off_for_sure(void **state)
{
	(void)state;
	size_t scored = 0;
	for (unsigned i = 0; i < 200; i++) {
		const unsigned how = i % 4;
		struct arena *a = fixture_arena();
		struct assessed x = assessed_open(rules(a, how));
		const char *texts[20];
		fill(&x, how == 3);
		const struct figures *less = strike(&x, how == 3, texts);
		const struct sheet *now = assessed_score(&x);
		const struct sheet *struck = score_numbers(x.arena, x.method, less, NONE, x.log);
		assert_string_equal(assessed_findings(&x), "");
		const struct model *m = model(x.arena, now), *then = model(x.arena, struck);
		const double *want = model_numbers(x.arena, then).values;
		const struct recognition *r = recognise(x.arena, m, texts, x.log);
		assert_string_equal(assessed_findings(&x), "");
		for (size_t v = 0; v < m->n_units * m->n_weights; v++)
			assert_true(fabs(draw(x.arena, r, i)[v] - want[v]) < 1e-15);
		scored += recognition_path(r) == RECOGNITION_SCORED;
		assert_int_equal(recognition_failed(r), 0);
		assessed_close(&x);
		arena_free(a);
	}
	assert_in_range(scored, 10, 50); /* where a mark that varies depends on others */
}

/* Every mark of every table, and those worked out draw by draw, by a sheet of its own. */
static void tables_hold_what_the_engine_says(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		struct arena *a = fixture_arena();
		struct assessed x = assessed_open(rules(a, i % 2));
		fill(&x, false);
		const struct model *m = model(x.arena, assessed_score(&x));
		const struct recognition *r = recognise(x.arena, m, TEXTS("=0.5"), x.log);
		for (size_t c = 0; c < r->n_cells; c++) {
			const struct recognition_cell *cell = &r->cells[c];
			struct trial_cell cells[8];
			size_t index = 0;
			for (size_t k = 0; k < cell->n_axes; k++) {
				const struct recognition_axis *axis = &r->axes[cell->first + k];
				const unsigned level = below((unsigned)axis->n_limits + 1);
				index = index * (axis->n_limits + 1) + level;
				cells[k] =
				        (struct trial_cell){.space = TRIAL_COUNT,
				                            .unit = cell->unit,
				                            .item = axis->item,
				                            .type = axis->type,
				                            .value = ratio_of(x.arena, level, 1)};
			}
			const struct figures *f =
			        trial_figures(x.arena, x.figures, cells, cell->n_axes);
			const struct model *then =
			        model(x.arena, score_numbers(x.arena, x.method, f, NONE, x.log));
			assert_true(cell->table[index] ==
			            model_numbers(x.arena, then).values[cell->value]);
		}
		assessed_close(&x);
		arena_free(a);
	}
}

/* 300 projects of each of two types have too many marks for a table; their mean is known. */
static void too_large_for_a_table(void **state)
{
	(void)state;
	enum { DRAWS = 400 };
	struct huzhou h = three_of_four();
	huzhou_target(&h, "anji", "commerce", "revenue", "300");
	huzhou_target(&h, "anji", "commerce", "fixed", "300");
	huzhou_count(&h, "anji", "commerce", "revenue", "300");
	huzhou_count(&h, "anji", "commerce", "fixed", "300");
	const struct model *m =
	        model(h.arena, score_numbers(h.arena, h.base, h.figures, NONE, h.log));
	const struct recognition *r = recognise(h.arena, m, TEXTS("anji=0.8"), h.log);
	double sum = 0;
	assert_int_equal(recognition_path(r), RECOGNITION_LEAVES);
	for (uint64_t d = 0; d < DRAWS; d++)
		sum += draw(h.arena, r, d)[value_at(m, "anji", "commerce")];
	assert_true(fabs(sum / DRAWS - 0.8) < 4 * sqrt(0.16 / 600 / DRAWS));
	huzhou_close(&h);
}

/* ---- under another reading ---- */

/* One draw means the same projects, marked by type or pooled. */
static void same_projects_other_marks(void **state)
{
	(void)state;
	struct huzhou h = three_of_four();
	huzhou_target(&h, "anji", "commerce", "revenue", "2");
	huzhou_count(&h, "anji", "commerce", "revenue", "4");
	const struct model *m =
	        model(h.arena, score_numbers(h.arena, h.base, h.figures, NONE, h.log));
	const struct combinations all = combinations_of(h.arena, h.base);
	const size_t pooled = combinations_with(&all, all.official, 0, 1);
	const struct model *under = combinations_model(h.arena, &all, h.figures, pooled, m, h.log);
	const struct recognition *r = recognise(h.arena, m, TEXTS("anji.commerce=0.5"), h.log);
	const struct recognition *then = recognition_under(h.arena, r, under, h.log);
	const size_t at = value_at(m, "anji", "commerce");
	void *work = recognition_work(h.arena, r);
	double *values = ARENA_NEWS(h.arena, double, m->n_units * m->n_weights);
	bool differ = false;
	assert_true(recognition_moves(r, at % m->n_weights));
	assert_false(recognition_moves(r, value_at(m, "anji", "hr") % m->n_weights));
	for (uint64_t d = 0; d < 200; d++) {
		const double by_type = draw(h.arena, r, d)[at] * 6;
		recognition_draw(then, 7, d, STREAM_RECOGNITION, values, work);
		/* Companies beyond the two asked for make up for projects, 4 asked for. */
		const double together = values[at] * 6;
		assert_true(together >= by_type - 1e-12 && together <= by_type + 2 + 1e-12);
		differ = differ || together > by_type + 0.5;
	}
	assert_true(differ);
	huzhou_close(&h);
}

static void counts_that_are_no_projects(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\" ]; types = ( { id = \"x\"; name = "
	        "\"x\"; whole = false; } );"
	        "scoring = ( { id = \"s\"; method = \"completion\"; }, { id = \"t\"; method = "
	        "\"goalposts\"; of = \"count\"; log = \"e\"; floor = 1; satisfactory = 20; } );"
	        "points = 100; items = ( { id = \"i\"; name = \"i\"; points = 60; scoring = \"s\"; "
	        "}, { id = \"j\"; name = \"j\"; points = 40; scoring = \"t\"; }, { id = \"plus\"; "
	        "name = \"plus\"; points = 5; outside = \"bonus\"; scoring = \"s\"; } );");
	for (size_t u = 0; u < 2; u++)
		for (size_t i = 0; i < 3; i++) {
			static const char *const ids[] = {"i", "j", "plus"};
			assessed_target(&x, units[u], ids[i], "x", "80000");
			assessed_count(&x, units[u], ids[i], "x", u ? "8" : "5");
		}
	assessed_count(&x, "a", "i", "x", "1.5");
	assessed_count(&x, "b", "i", "x", "50001");
	const struct model *m = model(x.arena, assessed_score(&x));
	assert_null(recognise(x.arena, m, TEXTS("=0.9", "j=1"), x.log));
	const char *found = assessed_findings(&x);
	assert_non_null(strstr(found, "recognise-whole"));
	assert_non_null(strstr(found, "recognise-many"));
	assert_non_null(strstr(found, "recognise-outside"));
	x.log = diag_list_new(x.arena);
	assert_null(recognise(x.arena, m, TEXTS("a.j=0.9"), x.log));
	assert_non_null(strstr(assessed_findings(&x), "recognise-undefined"));
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(one_of_each_group),
	        cmocka_unit_test(struck_off_for_sure),
	        cmocka_unit_test(tables_hold_what_the_engine_says),
	        cmocka_unit_test(too_large_for_a_table),
	        cmocka_unit_test(same_projects_other_marks),
	        cmocka_unit_test(counts_that_are_no_projects),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
