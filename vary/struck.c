#include "vary/struck.h"

#include "engine/score.h"
#include "engine/trial.h"
#include "vary/project_search.h"

#include <string.h>

/* Could other counts list a unit apart? */
static bool may_list_apart(const struct method *m)
{
	for (size_t i = 0; i < m->n_consequences; i++)
		if (m->consequences[i].effect == EFFECT_UNRANKED &&
		    figures_counted(m, m->consequences[i].item))
			return true;
	return false;
}

/* The best of those of its field that are not above the unit, or NONE. */
static size_t next_of(const struct model *m, size_t unit)
{
	const struct sheet *s = m->sheet;
	size_t best = NONE;
	for (size_t u = 0; u < m->n_units; u++) {
		const size_t other = m->units[u];
		if (other == unit || s->units[other].rank < s->units[unit].rank)
			continue;
		if (best == NONE || s->units[other].rank < s->units[best].rank)
			best = other;
	}
	return best;
}

static size_t projects_of(struct arena *a, const struct sheet *s, size_t unit)
{
	const struct method *m = s->method;
	size_t n = 0;
	for (size_t i = 0; i < m->n_items; i++)
		for (size_t k = 0; k < m->n_types; k++)
			if (figures_counted(m, i) && project_leaf_counts(s, unit, i))
				n += project_room(a, s, unit, i, k, PROJECTS_STRUCK,
				                  STRUCK_MOST - n);
	return n;
}

/* The sheet without these projects. */
static const struct sheet *without(struct arena *a, const struct sheet *s, size_t unit,
                                   const struct project_change *c)
{
	struct trial_cell *cells = ARENA_NEWS(a, struct trial_cell, c->n_cells);
	for (size_t i = 0; i < c->n_cells; i++) {
		const struct project_cell *x = &c->cells[i];
		const struct type_result *type = &sheet_points(s, unit, x->item)->types[x->type];
		cells[i] = (struct trial_cell){
		        .space = TRIAL_COUNT,
		        .unit = unit,
		        .item = x->item,
		        .type = x->type,
		        .period = s->figures->period,
		        .place = type->count->place,
		        .value = ratio_sub(a, type->achieved, ratio_of(a, (long)x->n, 1))};
	}
	return score_numbers(a, s->method, trial_figures(a, s->figures, cells, c->n_cells), NONE,
	                     diag_list_new(a));
}

/* Rank and rival then: from the sheet of the choice. */
static void look_again(const struct model *m, struct struck_unit *x)
{
	struct arena *scratch = arena_scratch(m->arena);
	const struct sheet *now = m->sheet;
	const struct sheet *then = without(scratch, now, x->unit, &x->change);
	const struct unit_result *own = &then->units[x->unit];
	x->rank = own->ranked ? own->rank : 0;
	x->behind = NONE;
	for (size_t u = 0; own->ranked && u < m->n_units; u++) {
		const size_t other = m->units[u];
		const bool passes = now->units[other].rank >= now->units[x->unit].rank &&
		                    then->units[other].ranked && then->units[other].rank < x->rank;
		if (other != x->unit && passes &&
		    (x->behind == NONE || then->units[other].rank < then->units[x->behind].rank))
			x->behind = other;
	}
	arena_free(scratch);
}

/* The same where nobody else moves, without scoring all again. */
static void count_above(const struct model *m, struct struck_unit *x)
{
	struct arena *scratch = arena_scratch(m->arena);
	const struct sheet *s = m->sheet;
	const ratio *level = NULL; /* of those above, by rank, the one before */
	x->rank = 1;
	for (size_t i = 0; i < s->n_order; i++) {
		const struct unit_result *other = &s->units[s->order[i]];
		if (!other->ranked || other->unit == x->unit ||
		    (s->method->rank_in_groups &&
		     s->method->units[other->unit].group != m->group) ||
		    projects_compare(scratch, s->method, other->score, x->change.score) <= 0)
			continue;
		const bool shares =
		        level && projects_compare(scratch, s->method, level, other->score) == 0;
		x->rank += !(shares && s->method->ties == TIES_DENSE);
		level = other->score;
	}
	arena_free(scratch);
}

static struct struck_unit one(struct arena *a, const struct model *m, size_t unit)
{
	const struct sheet *s = m->sheet;
	struct struck_unit x = {.unit = unit, .projects = projects_of(a, s, unit), .behind = NONE};
	if (!project_separable(s, unit) || may_list_apart(s->method)) {
		x.change = projects_struck(a, s, unit, NONE);
		if (x.change.found == PROJECTS_FOUND)
			look_again(m, &x);
		return x;
	}
	x.behind = next_of(m, unit);
	if (x.behind == NONE) {
		x.change = (struct project_change){.found = PROJECTS_NEVER};
		return x;
	}
	x.change = projects_struck(a, s, unit, x.behind);
	if (x.change.found == PROJECTS_FOUND)
		count_above(m, &x);
	return x;
}

static bool is_of(const struct model *m, size_t unit)
{
	for (size_t u = 0; u < m->n_units; u++)
		if (m->units[u] == unit)
			return true;
	return false;
}

const struct struck *struck_run(struct arena *a, const struct model *m,
                                const volatile sig_atomic_t *stop)
{
	struct struck *out = ARENA_NEW(a, struct struck);
	struct struck_unit *units = ARENA_NEWS(a, struct struck_unit, m->n_units);
	*out = (struct struck){.state = projects_state(m->sheet), .units = units};
	for (size_t i = 0; out->state == PROJECTS_DONE && i < m->sheet->n_order; i++) {
		if (stop && *stop)
			return NULL;
		if (is_of(m, m->sheet->order[i]))
			units[out->n++] = one(a, m, m->sheet->order[i]);
	}
	return out;
}
