/* goal_test - are the plans those of least effort, and none but those? */
#include "vary/goal.h"

#include "vary/project_search.h"

#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include "tests/random.h"

enum { CASES = 1000, MOST = 4, ITEMS = 3, TYPES = 2, CELLS = ITEMS * TYPES };

static uint64_t seed;
static const char *const units[] = {"a", "b", "c"}, *const types[] = {"x", "y"};
static const char *const items[] = {"k", "i", "j"}; /* in the order of the method */

/* ---- random cases ---- */

/* Sectors i and j within their full points, k beside them or outside the 100. how 1: the least
 * counts; 2: the product; 3: marks depend on others; 4: projects decide who is ranked; 5: bonus; 6:
 * deduction; else weighted. */
static const char *rules(struct arena *a, unsigned how)
{
	static const char *const substitutions[] = {
	        "substitution = \"separate\"", "substitution = \"pooled\"",
	        "substitution = \"covering\"; cover_from = \"x\"; cover_to = \"y\""};
	static const char *const ties[] = {"competition", "dense"};
	const bool weighs = how != 1 && how != 2;
	const char *k = how == 5   ? "points = 9; outside = \"bonus\";"
	                : how == 6 ? "points = 9; outside = \"deduction\";"
	                           : "points = 20;";
	return arena_print(
	        a,
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\", \"c\" ]; types = [ \"x\", \"y\" ];"
	        "scoring = ( { id = \"s\"; method = \"completion\"; limit = %s; %s; missing = "
	        "\"zero\"; },"
	        "{ id = \"t\"; method = \"rank\"; of = \"count\"; missing = \"zero\"; },"
	        "{ id = \"u\"; method = \"goalposts\"; of = \"completion\"; floor = 20; "
	        "satisfactory = 90; missing = \"zero\"; } );"
	        "published = { decimals = %u; }; rank = { ties = \"%s\"; on = \"%s\"; };"
	        "points = %s; items = ("
	        "{ id = \"sectors\"; name = \"sectors\"; points = 80; combine = \"%s\"; %s items = "
	        "({ id = \"i\"; name = \"i\"; %s scoring = \"s\"; },"
	        "{ id = \"j\"; name = \"j\"; %s scoring = \"%s\"; } ); },"
	        "{ id = \"k\"; name = \"k\"; %s scoring = \"%s\"; } ); %s",
	        below(&seed, 2) ? "1.2" : "1", substitutions[below(&seed, 3)], below(&seed, 3),
	        ties[below(&seed, 2)], below(&seed, 2) ? "published" : "exact",
	        how == 5 || how == 6 ? "80" : "100",
	        how == 1   ? "minimum"
	        : how == 2 ? "product"
	                   : "weighted",
	        weighs && below(&seed, 4) ? "limit = \"full\";" : "", weighs ? "weight = 60;" : "",
	        weighs ? "weight = 40;" : "", how == 3 ? "t" : "s", k, how == 4 ? "u" : "s",
	        how == 4 ? "consequences = ( { id = \"few\"; name = \"few\"; item = \"k\"; below = "
	                   "60; effect = \"unranked\"; } );"
	                 : "");
}

static void fill(struct assessed *x)
{
	for (size_t u = 0; u < 3; u++)
		for (size_t c = 0; c < CELLS; c++) {
			const unsigned target = below(&seed, 5);
			assessed_target(x, units[u], items[c / TYPES], types[c % TYPES],
			                target == 4 ? "-" : arena_print(x->arena, "%u", target));
			assessed_count(x, units[u], items[c / TYPES], types[c % TYPES],
			               arena_print(x->arena, "%u", below(&seed, 3)));
		}
}

/* ---- every choice ---- */

struct plan {
	size_t choice[CELLS]; /* in the order of items and types */
	size_t effort, projects;
	const ratio *score;
};

struct brute {
	struct arena *arena;
	const struct goal_request *asked;
	const size_t *efforts; /* [type] */
	struct plan plans[2000];
	size_t n;
};

/* Of the method's items and types. */
static const size_t *spread(const struct brute *b, const size_t *choice)
{
	const struct method *m = b->asked->sheet->method;
	size_t *all = ARENA_NEWS(b->arena, size_t, m->n_items * m->n_types);
	for (size_t c = 0; c < CELLS; c++)
		all[method_item(m, items[c / TYPES]) * m->n_types + c % TYPES] = choice[c];
	return all;
}

static const ratio *reaches(const struct brute *b, const size_t *choice)
{
	const struct sheet *s = b->asked->sheet, *then;
	for (size_t c = 0; c < CELLS; c++) /* what cannot be counted was not asked */
		if (choice[c] && !project_leaf_counts(s, b->asked->unit,
		                                      method_item(s->method, items[c / TYPES])))
			return NULL;
	then = projects_scored(b->arena, s, b->asked->unit, PROJECTS_ADDED, spread(b, choice),
	                       NONE);
	const struct unit_result *u = &then->units[b->asked->unit];
	const bool good = b->asked->score ? ratio_cmp(u->published, b->asked->score) >= 0
	                                  : u->ranked && u->rank <= b->asked->rank;
	return good ? u->score : NULL;
}

static void take(struct brute *b, const size_t *choice)
{
	size_t less[CELLS];
	struct plan *p = &b->plans[b->n];
	*p = (struct plan){.score = reaches(b, choice)};
	if (!p->score)
		return;
	for (size_t c = 0; c < CELLS; c++) {
		memcpy(less, choice, sizeof less);
		if (!choice[c])
			continue;
		less[c]--;
		if (reaches(b, less))
			return;
	}
	memcpy(p->choice, choice, sizeof p->choice);
	for (size_t c = 0; c < CELLS; c++) {
		p->effort += choice[c] * b->efforts[c % TYPES];
		p->projects += choice[c];
	}
	b->n++;
	assert_true(b->n < sizeof b->plans / sizeof *b->plans);
}

static void every(struct brute *b, size_t cell, size_t left, size_t *choice)
{
	if (cell == CELLS) {
		take(b, choice);
		return;
	}
	const size_t effort = b->efforts[cell % TYPES];
	for (size_t k = 0; k * effort <= left; k++) {
		choice[cell] = k;
		every(b, cell + 1, left - k * effort, choice);
	}
	choice[cell] = 0;
}

static int order(const void *left, const void *right)
{
	const struct plan *x = left, *y = right;
	if (x->effort != y->effort)
		return x->effort < y->effort ? -1 : 1;
	if (x->projects != y->projects)
		return x->projects < y->projects ? -1 : 1;
	if (ratio_cmp(x->score, y->score))
		return ratio_cmp(y->score, x->score);
	for (size_t c = 0; c < CELLS; c++)
		if (x->choice[c] != y->choice[c])
			return x->choice[c] > y->choice[c] ? -1 : 1;
	return 0;
}

static void assert_plan(const struct goal *g, size_t i, const struct plan *p)
{
	const struct method *m = g->asked->sheet->method;
	const struct goal_plan *plan = &g->plans[i];
	size_t n = 0;
	assert_int_equal(plan->projects, p->projects);
	assert_int_equal(ratio_cmp(plan->score, p->score), 0);
	for (size_t c = 0; c < plan->n_cells; c++) {
		const struct project_cell *cell = &plan->cells[c];
		for (size_t k = 0; k < ITEMS; k++)
			if (cell->item == method_item(m, items[k])) {
				assert_int_equal(p->choice[k * TYPES + cell->type], cell->n);
				n += cell->n;
			}
	}
	assert_int_equal(n, p->projects);
}

struct tally {
	size_t found, several, never, reached, tried;
};

static void compare(struct brute *b, const struct goal *g, size_t most, struct tally *t)
{
	size_t choice[CELLS] = {0};
	const bool now = reaches(b, choice) != NULL;
	assert_int_equal(g->state == GOAL_REACHED, now);
	t->reached += now;
	t->tried += g->tried;
	if (now)
		return;
	every(b, 0, most, choice);
	qsort(b->plans, b->n, sizeof *b->plans, order);
	if (g->state == GOAL_NEVER || g->state == GOAL_APART)
		assert_int_equal(b->n, 0);
	t->never += g->state == GOAL_NEVER;
	if (b->n)
		assert_int_equal(g->state, GOAL_FOUND);
	assert_true(g->all_compared);
	for (size_t i = 0; i < b->n && i < GOAL_PLANS; i++) {
		const ratio *effort = ratio_of(b->arena, (long)b->plans[i].effort, 1);
		if (i && ratio_cmp(effort, g->searched) > 0)
			continue; /* not looked at so far */
		assert_true(i < g->n_plans);
		assert_plan(g, i, &b->plans[i]);
		assert_int_equal(ratio_cmp(g->plans[i].effort, effort), 0);
	}
	for (size_t i = b->n; i < g->n_plans; i++) /* those that this did not look at */
		assert_true(ratio_cmp(g->plans[i].effort, ratio_of(b->arena, (long)most, 1)) > 0);
	t->found += b->n > 0;
	t->several += b->n > 1;
}

static void they_are_those_of_least_effort(void **state)
{
	(void)state;
	struct tally t = {0};
	struct brute *b = calloc(1, sizeof *b);
	seed = 27;
	for (unsigned i = 0; i < CASES; i++) {
		struct arena *a = fixture_arena();
		const unsigned how = i % 8;
		struct assessed x = assessed_open(rules(a, how));
		fill(&x);
		const struct sheet *s = assessed_score(&x);
		assert_non_null(s);
		const size_t efforts[TYPES] = {1 + below(&seed, 3), 1 + below(&seed, 2)};
		const ratio *numbers[TYPES] = {ratio_of(x.arena, (long)efforts[0], 1),
		                               ratio_of(x.arena, (long)efforts[1], 1)};
		const size_t unit = below(&seed, 3);
		const bool rank = how == 4 || below(&seed, 2);
		const struct goal_request asked = {
		        .sheet = s,
		        .unit = unit,
		        .score = rank ? NULL
		                      : ratio_add(x.arena, s->units[unit].published,
		                                  ratio_of(x.arena, 1 + (long)below(&seed, 60), 3)),
		        .rank = 1 + below(&seed, 2),
		        .efforts = numbers};
		*b = (struct brute){.arena = x.arena, .asked = &asked, .efforts = efforts};
		const struct goal *g = goal_run(x.arena, &asked);
		assert_int_equal(g->can, PROJECTS_DONE);
		if (how == 3 || how == 4)
			assert_true(g->tried || g->state == GOAL_REACHED || how == 3);
		else
			assert_false(g->tried);
		compare(b, g, MOST, &t);
		assessed_close(&x);
		arena_free(a);
	}
	free(b);
	assert_true(t.found > CASES / 4 && t.several > CASES / 8 && t.never > CASES / 20 &&
	            t.reached > CASES / 20 && t.tried > CASES / 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(they_are_those_of_least_effort),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
