/* projects_test - are they the fewest projects, and do they do it? */
#include "vary/project_search.h"

#include "engine/trial.h"
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include "tests/random.h"

enum { CASES = 300, MOST = 4 };

static uint64_t seed;

/* ---- hand-worked ---- */

static const struct project_pair *pair(const struct huzhou *h, const struct projects *p,
                                       const char *upper)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(h->base->units[p->pairs[i].upper].named.id, upper))
			return &p->pairs[i];
	fail();
	return NULL;
}

/* "logistics.revenue 1, hr.fixed 2" */
static const char *choice(const struct huzhou *h, const struct project_change *c)
{
	struct buffer b;
	buffer_start(&b, h->arena);
	for (size_t i = 0; i < c->n_cells; i++)
		buffer_list(&b,
		            arena_print(h->arena, "%s.%s %zu",
		                        h->base->items[c->cells[i].item].named.id,
		                        h->base->types[c->cells[i].type].named.id, c->cells[i].n));
	return b.text;
}

static void set_ranks(struct huzhou *h)
{
	static const char *const others[] = {"nanxun",   "deqing",  "changxing",
	                                     "nantaihu", "changhe", NULL};
	huzhou_fill(h);
	for (size_t i = 0; others[i]; i++) /* far below */
		for (const char *const *item =
		             (const char *const[]){"tourism", "finance", "hr", "logistics", NULL};
		     *item; item++) {
			huzhou_target(h, others[i], *item, "fixed", "100");
			huzhou_count(h, others[i], *item, "fixed", i == 0 ? "20" : "10");
		}
}

/* Anji has 2 of 4 in commerce (18 points): 4.5 each, total 91. Wuxing has 8 of 10 in finance and 1
 * of 2 in science (13.5 and 9 points): 1.35 and 4.5 each, total 100 - 2.7 - 4.5 = 92.8. One project
 * of commerce puts Anji at 95.5, above. One of science struck off puts Wuxing at 88.3, below. */
static void by_hand(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	set_ranks(&h);
	huzhou_target(&h, "anji", "commerce", "fixed", "4");
	huzhou_count(&h, "anji", "commerce", "fixed", "2");
	huzhou_target(&h, "wuxing", "finance", "fixed", "10");
	huzhou_count(&h, "wuxing", "finance", "fixed", "8");
	huzhou_target(&h, "wuxing", "science", "fixed", "2");
	huzhou_count(&h, "wuxing", "science", "fixed", "1");
	const struct sheet *s = score_numbers(h.arena, h.base, h.figures, NONE, h.log);
	const struct projects *p = projects_run(h.arena, s);
	assert_int_equal(p->state, PROJECTS_DONE);
	const struct project_pair *x = pair(&h, p, "wuxing");
	assert_false(x->level);
	assert_int_equal(x->gain_above.n, 1);
	assert_string_equal(choice(&h, &x->gain_above), "commerce.fixed 1");
	assert_string_equal(ratio_exact(h.arena, x->gain_above.score), "191/2");
	assert_int_equal(x->loss_below.n, 1);
	/* Any of the items with one project of one would cost 9 points or more. */
	assert_string_equal(choice(&h, &x->loss_below), "commerce.fixed 1");
	assert_string_equal(ratio_exact(h.arena, x->loss_below.score), "374/5");
	huzhou_close(&h);
}

/* The lower one has all its projects and lacks judged points: no project helps it. */
static void what_no_project_can_do(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	set_ranks(&h);
	*figures_judged(h.figures, method_unit(h.base, "anji"), method_item(h.base, "team")) = NULL;
	huzhou_judge(&h, "anji", "team", "1");
	const struct sheet *s = score_numbers(h.arena, h.base, h.figures, NONE, h.log);
	const struct project_pair *x = pair(&h, projects_run(h.arena, s), "wuxing");
	assert_int_equal(x->gain_level.found, PROJECTS_NEVER);
	assert_int_equal(x->gain_above.found, PROJECTS_NEVER);
	assert_int_equal(x->loss_level.found, PROJECTS_FOUND);
	huzhou_close(&h);
}

/* ---- random cases against every choice ---- */

/* Weighted sectors up to their full points, a bonus and a deduction by counts, and where `how` says
 * so sectors of which the least, or the product, counts; or marks that depend on others. */
static const char *rules(struct arena *a, unsigned how)
{
	static const char *const combine[] = {"weighted", "minimum", "product", "weighted"};
	bool weighs = how == 0 || how == 3;
	return arena_print(
	        a,
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\", \"c\" ]; types = [ \"x\", \"y\" ];"
	        "scoring = ( { id = \"s\"; method = \"completion\"; limit = %s; missing = "
	        "\"zero\"; },"
	        "{ id = \"t\"; method = \"rank\"; of = \"count\"; missing = \"zero\"; } );"
	        "points = 100; items = ("
	        "{ id = \"sectors\"; name = \"sectors\"; points = 80; combine = \"%s\"; %s items = "
	        "("
	        "{ id = \"i\"; name = \"i\"; %s scoring = \"s\"; },"
	        "{ id = \"j\"; name = \"j\"; %s scoring = \"s\"; } ); },"
	        "{ id = \"k\"; name = \"k\"; points = 20; scoring = \"%s\"; },"
	        "{ id = \"plus\"; name = \"plus\"; points = 3; outside = \"bonus\"; scoring = "
	        "\"s\"; "
	        "},"
	        "{ id = \"minus\"; name = \"minus\"; points = 4; outside = \"deduction\"; "
	        "scoring = \"s\"; } );",
	        below(&seed, 2) ? "1.2" : "1", combine[how], weighs ? "limit = \"full\";" : "",
	        weighs ? "weight = 60;" : "", weighs ? "weight = 40;" : "", how == 3 ? "t" : "s");
}

static void fill(struct assessed *x)
{
	static const char *const units[] = {"a", "b", "c"}, *const types[] = {"x", "y"};
	static const char *const items[] = {"i", "j", "k", "plus", "minus"};
	for (size_t u = 0; u < 3; u++)
		for (size_t i = 0; i < 5; i++)
			for (size_t k = 0; k < 2; k++) {
				assessed_target(x, units[u], items[i], types[k],
				                arena_print(x->arena, "%u", 1 + below(&seed, 3)));
				assessed_count(x, units[u], items[i], types[k],
				               arena_print(x->arena, "%u", below(&seed, 4)));
			}
}

/* All choices of exactly `left` more projects, from cell `from` on: is there one by which `unit`
 * passes? */
struct brute {
	struct assessed *x;
	const struct sheet *sheet;
	size_t unit, rival;
	bool struck, beyond;
	struct trial_cell cells[10];
	long by[10];
};

static bool passes(const struct brute *b)
{
	struct arena *a = fixture_arena();
	struct trial_cell cells[10];
	size_t n = 0;
	for (size_t i = 0; i < 10; i++)
		if (b->by[i]) {
			cells[n] = b->cells[i];
			cells[n++].value =
			        ratio_add(a, b->cells[i].value,
			                  ratio_of(a, b->struck ? -b->by[i] : b->by[i], 1));
		}
	const struct figures *f = trial_figures(a, b->sheet->figures, cells, n);
	const struct sheet *s = score_numbers(a, b->sheet->method, f, NONE, diag_list_new(a));
	int order = ratio_cmp(s->units[b->unit].published, s->units[b->rival].published);
	if (b->struck)
		order = -order;
	arena_free(a);
	return b->beyond ? order > 0 : order >= 0;
}

static bool any(struct brute *b, size_t cell, long left)
{
	if (!left)
		return passes(b);
	if (cell == 10)
		return false;
	bool found = false;
	struct arena *a = b->x->arena;
	for (long k = 0; k <= left && !found; k++) {
		if (b->struck && ratio_cmp(b->cells[cell].value, ratio_of(a, k, 1)) < 0)
			break;
		b->by[cell] = k;
		found = any(b, cell + 1, left - k);
	}
	b->by[cell] = 0;
	return found;
}

/* The fewest up to MOST; MOST + 1 where they are not enough. */
static size_t fewest(struct assessed *x, const struct sheet *s, size_t unit, size_t rival,
                     bool struck, bool beyond)
{
	struct brute b = {x, s, unit, rival, struck, beyond, {{0}}, {0}};
	for (size_t i = 0; i < 5; i++)
		for (size_t k = 0; k < 2; k++) {
			static const char *const items[] = {"i", "j", "k", "plus", "minus"};
			size_t item = method_item(x->method, items[i]);
			b.cells[i * 2 + k] = (struct trial_cell){
			        .space = TRIAL_COUNT,
			        .unit = unit,
			        .item = item,
			        .type = k,
			        .value = figures_count(x->figures, unit, item, k)->value,
			        .place = {"trial", 1, 1}};
		}
	for (size_t k = 0; k <= MOST; k++)
		if (any(&b, 0, (long)k))
			return k;
	return MOST + 1;
}

static void assert_change(const struct project_change *c, size_t expected)
{
	if (expected <= MOST) {
		assert_int_equal(c->found, PROJECTS_FOUND);
		assert_int_equal(c->n, expected);
		size_t n = 0;
		for (size_t i = 0; i < c->n_cells; i++)
			n += c->cells[i].n;
		assert_true(n <= c->n);
	} else {
		assert_true(c->found != PROJECTS_FOUND || c->n > MOST);
	}
}

/* Put together from the leaves, not found by trying. */
static void assert_from_leaves(struct assessed *x, const struct sheet *s, size_t unit,
                               enum project_way way, const struct project_change *c)
{
	assert_true(project_separable(s, unit));
	const struct project_table *t = project_search(x->arena, s, unit, way, NULL, 16);
	assert_true(project_sound(t));
	if (c->found == PROJECTS_FOUND && c->n <= 16)
		assert_int_equal(ratio_cmp(project_best(t, c->n), c->score), 0);
}

static void they_are_the_fewest(void **state)
{
	(void)state;
	seed = 12;
	for (unsigned i = 0; i < CASES; i++) {
		struct arena *a = fixture_arena();
		struct assessed x = assessed_open(rules(a, i % 4));
		fill(&x);
		const struct sheet *s = assessed_score(&x);
		const struct projects *p = projects_run(x.arena, s);
		assert_int_equal(p->state, PROJECTS_DONE);
		for (size_t k = 0; k < p->n; k++) {
			const struct project_pair *y = &p->pairs[k];
			assert_change(&y->gain_level,
			              fewest(&x, s, y->lower, y->upper, false, false));
			if (i % 4 == 3) {
				assert_false(project_separable(s, y->lower));
			} else {
				assert_from_leaves(&x, s, y->lower, PROJECTS_ADDED, &y->gain_above);
				assert_from_leaves(&x, s, y->upper, PROJECTS_STRUCK,
				                   &y->loss_below);
			}
			assert_change(&y->gain_above,
			              fewest(&x, s, y->lower, y->upper, false, true));
			assert_change(&y->loss_level,
			              fewest(&x, s, y->upper, y->lower, true, false));
			assert_change(&y->loss_below,
			              fewest(&x, s, y->upper, y->lower, true, true));
		}
		assessed_close(&x);
		arena_free(a);
	}
}

/* ---- where there is nothing to look for ---- */

static void nothing_is_counted(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\" ]; scoring = ( { id = \"v\"; method = "
	        "\"value\"; } ); points = 100; items = ( { id = \"i\"; name = \"i\"; points = 100; "
	        "scoring = \"v\"; } );");
	assessed_value(&x, "a", "i", NULL, "1");
	assessed_value(&x, "b", "i", NULL, "2");
	assert_int_equal(projects_run(x.arena, assessed_score(&x))->state, PROJECTS_NONE);
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(by_hand),
	        cmocka_unit_test(what_no_project_can_do),
	        cmocka_unit_test(they_are_the_fewest),
	        cmocka_unit_test(nothing_is_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
