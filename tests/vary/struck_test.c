/* struck_test - is it the fewest projects that cost the rank, and no fewer? */
#include "vary/struck.h"

#include "engine/trial.h"
#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"

static const struct model *model(struct arena *a, const struct sheet *s)
{
	size_t n;
	assert_non_null(s);
	const struct model *const *all = model_of_sheet(a, s, &n, diag_list_new(a));
	assert_int_equal(n, 1);
	return all[0];
}

static const struct struck_unit *unit(const struct struck *x, const struct method *m,
                                      const char *id)
{
	for (size_t i = 0; i < x->n; i++)
		if (!strcmp(m->units[x->units[i].unit].named.id, id))
			return &x->units[i];
	fail();
	return NULL;
}

/* ---- hand-worked ---- */

/* All have one project in each of seven sectors and full points, but Anji only 9 of 10 points of
 * daily work: 99 against 100 of six others. Wuxing alone has 10 projects of 10 in commerce (18
 * points): one less costs 1.8, which puts it at 98.2, below Anji, so that it is last. The others
 * lose least with a project of science or software, 9 points. Anji cannot lose the last rank. */
static void one_project_of_ten(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "wuxing", "commerce", "fixed", "10");
	huzhou_count(&h, "wuxing", "commerce", "fixed", "10");
	huzhou_judge(&h, "anji", "team", "1");
	const struct model *m =
	        model(h.arena, score_numbers(h.arena, h.base, h.figures, NONE, h.log));
	const struct struck *x = struck_run(h.arena, m, NULL);
	assert_int_equal(x->state, PROJECTS_DONE);
	assert_int_equal(x->n, 7);
	const struct struck_unit *wuxing = unit(x, h.base, "wuxing");
	/* Level with five others: one project is enough to fall below them. */
	assert_int_equal(wuxing->projects, 16);
	assert_int_equal(wuxing->change.found, PROJECTS_FOUND);
	assert_int_equal(wuxing->change.n, 1);
	assert_int_equal(wuxing->rank, 7);
	const struct struck_unit *anji = unit(x, h.base, "anji");
	assert_int_equal(anji->projects, 7);
	assert_int_equal(anji->change.found, PROJECTS_NEVER);
	assert_int_equal(anji->behind, NONE);
	/* Whatever it is, the choice that does most: a project of commerce, 18 points. */
	const struct struck_unit *deqing = unit(x, h.base, "deqing");
	assert_int_equal(deqing->change.n, 1);
	assert_string_equal(ratio_exact(h.arena, deqing->change.score), "82");
	assert_int_equal(deqing->rank, 7);
	huzhou_close(&h);
}

/* ---- random cases against every choice ---- */

static unsigned seed = 11;

static unsigned below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % n;
}

/* how 1: marks depend on others; 2: few projects list a unit apart; 3: dense ranks. */
static const char *rules(struct arena *a, unsigned how)
{
	static const char *const veto = "consequences = ( { id = \"few\"; name = \"few\"; item = "
	                                "\"i\"; below = 60; effect = "
	                                "\"unranked\"; } );";
	return arena_print(
	        a,
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\", \"c\", \"d\" ]; types = [ \"x\", "
	        "\"y\" ];"
	        "scoring = ( { id = \"s\"; method = \"completion\"; limit = %s; },"
	        "{ id = \"t\"; method = \"rank\"; of = \"count\"; },"
	        "{ id = \"u\"; method = \"goalposts\"; of = \"completion\"; floor = 0; "
	        "satisfactory = 100; } );"
	        "published = { decimals = 0; }; rank = { ties = \"%s\"; }; points = 20; items = ("
	        "{ id = \"i\"; name = \"i\"; points = 9; scoring = \"%s\"; },"
	        "{ id = \"j\"; name = \"j\"; points = 11; scoring = \"%s\"; } ); %s",
	        below(2) ? "1.2" : "1", how == 3 ? "dense" : "competition", how == 2 ? "u" : "s",
	        how == 1 ? "t" : "s", how == 2 ? veto : "");
}

static const char *const units[] = {"a", "b", "c", "d"}, *const types[] = {"x", "y"};
static const char *const items[] = {"i", "j"};
enum { UNITS = 4, CELLS = 4 };

static void fill(struct assessed *x)
{
	for (size_t u = 0; u < UNITS; u++)
		for (size_t c = 0; c < CELLS; c++) {
			assessed_target(x, units[u], items[c / 2], types[c % 2],
			                arena_print(x->arena, "%u", 1 + below(2)));
			assessed_count(x, units[u], items[c / 2], types[c % 2],
			               arena_print(x->arena, "%u", below(3)));
		}
}

/* Counts of 0, 1 or 2 each: all 3^4 at most. The fewest struck off; SIZE_MAX: never. */
static size_t fewest(struct assessed *x, const struct sheet *now, size_t u)
{
	size_t best = SIZE_MAX;
	for (size_t code = 0; code < 81; code++) {
		struct arena *a = arena_scratch(x->arena);
		struct trial_cell cells[CELLS];
		size_t n = 0, rest = code;
		bool possible = true;
		for (size_t c = 0; c < CELLS; c++, rest /= 3) {
			const size_t item = method_item(x->method, items[c / 2]);
			const ratio *count = figures_count(x->figures, u, item, c % 2)->value;
			const ratio *less = ratio_sub(a, count, ratio_of(a, (long)(rest % 3), 1));
			possible = possible && ratio_sign(less) >= 0;
			n += rest % 3;
			cells[c] = (struct trial_cell){.space = TRIAL_COUNT,
			                               .unit = u,
			                               .item = item,
			                               .type = c % 2,
			                               .value = less,
			                               .place = {"trial", 1, 1}};
		}
		if (possible) {
			const struct sheet *s = score_numbers(
			        a, x->method, trial_figures(a, x->figures, cells, CELLS), NONE,
			        diag_list_new(a));
			const bool lost =
			        !s->units[u].ranked || s->units[u].rank > now->units[u].rank;
			best = lost && n < best ? n : best;
		}
		arena_free(a);
	}
	return best;
}

static void random_cases(void **state)
{
	(void)state;
	size_t never = 0, several = 0, apart = 0;
	for (unsigned i = 0; i < 240; i++) {
		struct arena *a = fixture_arena();
		struct assessed x = assessed_open(rules(a, i % 4));
		fill(&x);
		const struct sheet *s = assessed_score(&x);
		size_t ranked = 0;
		for (size_t u = 0; s && u < UNITS; u++)
			ranked += s->units[u].ranked;
		if (ranked >= 2) {
			const struct struck *found = struck_run(x.arena, model(x.arena, s), NULL);
			assert_int_equal(found->n, ranked);
			for (size_t k = 0; k < found->n; k++) {
				const struct struck_unit *y = &found->units[k];
				const size_t due = fewest(&x, s, y->unit);
				assert_int_equal(y->change.found,
				                 due == SIZE_MAX ? PROJECTS_NEVER : PROJECTS_FOUND);
				never += due == SIZE_MAX;
				if (due == SIZE_MAX)
					continue;
				assert_int_equal(y->change.n, due);
				assert_true(!y->rank || y->rank > s->units[y->unit].rank);
				assert_true((y->behind == NONE) == (y->rank == 0));
				several += due > 1;
				apart += y->rank == 0;
			}
		}
		assessed_close(&x);
		arena_free(a);
	}
	assert_true(never > 20 && several > 20 && apart > 20);
}

/* Rank then, and projects, against a sheet of its own. */
static void the_rank_then(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 120; i++) {
		struct arena *a = fixture_arena();
		struct assessed x = assessed_open(rules(a, i % 4));
		fill(&x);
		const struct sheet *s = assessed_score(&x);
		size_t ranked = 0;
		for (size_t u = 0; s && u < UNITS; u++)
			ranked += s->units[u].ranked;
		const struct struck *found =
		        ranked >= 2 ? struck_run(x.arena, model(x.arena, s), NULL) : NULL;
		for (size_t k = 0; found && k < found->n; k++) {
			const struct struck_unit *y = &found->units[k];
			struct trial_cell cells[CELLS];
			const struct project_change *c = &y->change;
			for (size_t j = 0; j < c->n_cells; j++) {
				const struct project_cell *cell = &c->cells[j];
				const ratio *now =
				        figures_count(x.figures, y->unit, cell->item, cell->type)
				                ->value;
				cells[j] = (struct trial_cell){
				        .space = TRIAL_COUNT,
				        .unit = y->unit,
				        .item = cell->item,
				        .type = cell->type,
				        .value = ratio_sub(x.arena, now,
				                           ratio_of(x.arena, (long)cell->n, 1)),
				        .place = {"trial", 1, 1}};
			}
			const struct figures *f =
			        trial_figures(x.arena, x.figures, cells, c->n_cells);
			const struct sheet *then = score_numbers(x.arena, x.method, f, NONE, x.log);
			const struct unit_result *own = &then->units[y->unit];
			if (c->found != PROJECTS_FOUND)
				continue;
			assert_int_equal(y->rank, own->ranked ? own->rank : 0);
			assert_int_equal(ratio_cmp(c->score, own->score), 0);
			if (y->behind != NONE)
				assert_true(then->units[y->behind].rank < own->rank);
		}
		assessed_close(&x);
		arena_free(a);
	}
}

/* ---- nothing to strike off ---- */

static void judged_alone(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\" ]; scoring = ( { id = \"s\"; method = "
	        "\"judged\"; } ); points = 10; items = ( { id = \"i\"; name = \"i\"; points = 4; "
	        "scoring = \"s\"; }, { id = \"j\"; name = \"j\"; points = 6; scoring = \"s\"; } "
	        ");");
	for (size_t u = 0; u < 2; u++)
		for (size_t i = 0; i < 2; i++)
			assessed_judge(&x, u ? "b" : "a", i ? "j" : "i", NULL, u ? "1" : "2");
	const struct model *m = model(x.arena, assessed_score(&x));
	const volatile sig_atomic_t stop = 1;
	assert_int_equal(struck_run(x.arena, m, NULL)->state, PROJECTS_NONE);
	assert_int_equal(struck_run(x.arena, m, &stop)->n, 0);
	assessed_close(&x);
}

static void stopped(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const volatile sig_atomic_t stop = 1;
	huzhou_fill(&h);
	assert_null(struck_run(
	        h.arena, model(h.arena, score_numbers(h.arena, h.base, h.figures, NONE, h.log)),
	        &stop));
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(one_project_of_ten),
	        cmocka_unit_test(random_cases),
	        cmocka_unit_test(the_rank_then),
	        cmocka_unit_test(judged_alone),
	        cmocka_unit_test(stopped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
