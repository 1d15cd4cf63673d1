/* goal_trials.c - every choice of projects scored with all units, in order of effort. */
#include "vary/goal_plans.h"
#include "vary/project_search.h"

struct cell {
	size_t index; /* item * n_types + type */
	size_t effort, room;
};

struct trying {
	struct goal_work *work;
	struct cell *cells;
	size_t n_cells;
	size_t scored; /* units */
	size_t *choice;
};

static const ratio *reaching(struct trying *t, struct arena *a)
{
	const struct goal_request *asked = t->work->asked;
	const struct sheet *s = projects_scored(a, asked->sheet, asked->unit, PROJECTS_ADDED,
	                                        t->choice, asked->score ? asked->unit : NONE);
	t->scored += asked->sheet->method->n_units;
	if (!s)
		return NULL;
	const struct unit_result *own = &s->units[asked->unit];
	bool good = asked->score ? goal_plans_reach(a, t->work, own->score)
	                         : own->ranked && own->rank <= asked->rank;
	return good ? own->score : NULL;
}

/* Without any one of its projects the goal is missed. */
static bool needs_all(struct trying *t)
{
	bool needs = true;
	for (size_t i = 0; i < t->n_cells && needs; i++) {
		size_t *n = &t->choice[t->cells[i].index];
		if (!*n)
			continue;
		struct arena *a = arena_scratch(t->work->arena);
		--*n;
		needs = !reaching(t, a);
		++*n;
		arena_free(a);
	}
	return needs;
}

static bool may_go_on(const struct trying *t)
{
	return t->scored < GOAL_SCORES;
}

static void try_all(struct trying *t, size_t cell, size_t left)
{
	if (!left) {
		struct arena *a = arena_scratch(t->work->arena);
		const ratio *score = reaching(t, a);
		if (score && needs_all(t))
			goal_plans_offer(t->work, t->choice, score);
		arena_free(a);
		return;
	}
	if (cell == t->n_cells)
		return;
	const struct cell *c = &t->cells[cell];
	for (size_t k = 0; k * c->effort <= left && k <= c->room && may_go_on(t); k++) {
		t->choice[c->index] = k;
		try_all(t, cell + 1, left - k * c->effort);
	}
	t->choice[c->index] = 0;
}

static void find_cells(struct trying *t)
{
	const struct goal_request *asked = t->work->asked;
	const struct sheet *s = asked->sheet;
	const struct method *m = s->method;
	for (size_t i = 0; i < m->n_items; i++)
		for (size_t k = 0; k < m->n_types; k++) {
			const size_t room =
			        figures_counted(m, i) && project_leaf_counts(s, asked->unit, i)
			                ? project_room(t->work->arena, s, asked->unit, i, k,
			                               PROJECTS_ADDED, GOAL_PROJECTS)
			                : 0;
			if (room)
				t->cells[t->n_cells++] = (struct cell){i * m->n_types + k,
				                                       t->work->efforts[k], room};
		}
}

size_t goal_plans_try(struct goal_work *w, bool *all_compared)
{
	const struct method *m = w->asked->sheet->method;
	struct trying t = {.work = w,
	                   .cells = ARENA_NEWS(w->arena, struct cell, m->n_items * m->n_types),
	                   .choice = ARENA_NEWS(w->arena, size_t, m->n_items * m->n_types)};
	size_t effort = 0;
	find_cells(&t);
	while (t.n_cells && may_go_on(&t) && w->n < GOAL_PLANS && effort < GOAL_PROJECTS) {
		if (w->n && effort >= w->effort[0] * 2 + 2)
			break;
		try_all(&t, 0, effort + 1);
		effort += may_go_on(&t);
	}
	*all_compared = !w->n || w->effort[w->n - 1] <= effort;
	return effort;
}
