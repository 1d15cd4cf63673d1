#include "vary/projects.h"

#include "engine/score.h"
#include "engine/trial.h"
#include "vary/project_search.h"

#include <string.h>

/* One unit that projects are added to, or struck off, to reach another's score; or to lose its rank
 * to whomever. */
struct asked {
	struct arena *arena;
	const struct sheet *sheet;
	size_t unit, rival; /* rival NONE: struck off until the rank is lost */
	enum project_way way;
};

static const struct param_spec rank_on_spec = {.name = "on", .fallback = "published"};

/* What the rule file ranks on. */
static const ratio *ranked_on(struct arena *a, const struct method *m, const ratio *score)
{
	const char *on = param_text(m, &m->rank_on, &rank_on_spec);
	return strcmp(on, method_rank_on[RANK_EXACT]) == 0
	               ? score
	               : ratio_round(a, score, m->decimals, m->rounding);
}

/* Is the one score where the other should be: level or beyond, or beyond it for good? */
static bool reaches(const struct asked *q, struct arena *a, const ratio *own, const ratio *rival,
                    bool beyond)
{
	const struct method *m = q->sheet->method;
	int order = ratio_cmp(ranked_on(a, m, own), ranked_on(a, m, rival));
	if (q->way == PROJECTS_STRUCK)
		order = -order;
	return beyond ? order > 0 : order >= 0;
}

/* ---- one choice, scored as a whole ---- */

const struct sheet *projects_scored(struct arena *a, const struct sheet *s, size_t unit,
                                    enum project_way way, const size_t *choice, size_t only)
{
	const struct method *m = s->method;
	struct trial_cell *cells = ARENA_NEWS(a, struct trial_cell, m->n_items * m->n_types);
	size_t n = 0;
	for (size_t i = 0; i < m->n_items; i++)
		for (size_t k = 0; k < m->n_types; k++) {
			const size_t by = choice[i * m->n_types + k];
			if (!by)
				continue;
			const struct type_result *type = &sheet_points(s, unit, i)->types[k];
			const ratio *projects = ratio_of(a, (long)by, 1);
			cells[n++] = (struct trial_cell){
			        .space = TRIAL_COUNT,
			        .unit = unit,
			        .item = i,
			        .type = k,
			        .period = s->figures->period,
			        /* A count of nowhere would be one that was not submitted. */
			        .place = type->count->place.file ? type->count->place
			                                         : type->target->place,
			        .value = (way == PROJECTS_ADDED ? ratio_add : ratio_sub)(
			                a, type->achieved, projects)};
		}
	return score_numbers(a, m, trial_figures(a, s->figures, cells, n), only, diag_list_new(a));
}

static bool loses_rank(const struct unit_result *now, const struct unit_result *then)
{
	return !then->ranked || then->rank > now->rank;
}

/* The unit's score under a choice by which it reaches the rival; NULL where it does not. */
static const ratio *tried(struct arena *a, const struct asked *q, const size_t *choice, bool beyond)
{
	const struct sheet *s = projects_scored(a, q->sheet, q->unit, q->way, choice, NONE);
	const ratio *own = s ? s->units[q->unit].score : NULL;
	if (own && q->rival == NONE)
		return loses_rank(&q->sheet->units[q->unit], &s->units[q->unit]) ? own : NULL;
	if (!own || !s->units[q->rival].score)
		return NULL;
	return reaches(q, a, own, s->units[q->rival].score, beyond) ? own : NULL;
}

static struct project_change found(const struct asked *q, const size_t *choice, size_t n,
                                   const ratio *score)
{
	const struct method *m = q->sheet->method;
	struct project_cell *cells = ARENA_NEWS(q->arena, struct project_cell, n);
	struct project_change c = {PROJECTS_FOUND, n, cells, 0, ratio_copy(q->arena, score)};
	for (size_t i = 0; i < m->n_items; i++)
		for (size_t k = 0; k < m->n_types; k++)
			if (choice[i * m->n_types + k])
				cells[c.n_cells++] =
				        (struct project_cell){i, k, choice[i * m->n_types + k]};
	return c;
}

/* ---- every choice ---- */

struct cell {
	size_t index; /* item * n_types + type */
	size_t room;
};

struct trying {
	const struct asked *q;
	const struct cell *cells;
	size_t n_cells;
	bool beyond;
	size_t tries, most;      /* choices scored, and to be scored at all */
	size_t *now, *best;      /* [item * n_types + type] */
	const ratio *best_score; /* of the best choice of the present size, or NULL */
};

static void try_one(struct trying *t)
{
	const struct asked *q = t->q;
	const struct method *m = q->sheet->method;
	struct arena *scratch = arena_scratch(q->arena);
	const ratio *score = tried(scratch, q, t->now, t->beyond);
	t->tries++;
	int order = score && t->best_score ? ratio_cmp(score, t->best_score) : 1;
	if (score && (!t->best_score || (q->way == PROJECTS_ADDED ? order > 0 : order < 0))) {
		t->best_score = ratio_copy(q->arena, score);
		memcpy(t->best, t->now, m->n_items * m->n_types * sizeof *t->best);
	}
	arena_free(scratch);
}

static void try_all(struct trying *t, size_t cell, size_t left)
{
	if (!left) {
		if (t->tries < t->most)
			try_one(t);
		return;
	}
	if (cell == t->n_cells)
		return;
	for (size_t k = 0; k <= left && k <= t->cells[cell].room && t->tries < t->most; k++) {
		t->now[t->cells[cell].index] = k;
		try_all(t, cell + 1, left - k);
	}
	t->now[t->cells[cell].index] = 0;
}

static size_t cells_of(const struct asked *q, struct cell *cells, size_t *all)
{
	const struct method *m = q->sheet->method;
	size_t n = 0;
	*all = 0;
	for (size_t i = 0; i < m->n_items; i++)
		for (size_t k = 0; k < m->n_types; k++) {
			const size_t room =
			        figures_counted(m, i) && project_leaf_counts(q->sheet, q->unit, i)
			                ? project_room(q->arena, q->sheet, q->unit, i, k, q->way,
			                               PROJECTS_MOST)
			                : 0;
			if (room)
				cells[n++] = (struct cell){i * m->n_types + k, room};
			*all += room;
		}
	return n;
}

static struct project_change by_trying(const struct asked *q, bool beyond)
{
	const struct method *m = q->sheet->method;
	const size_t size = m->n_items * m->n_types;
	struct cell *cells = ARENA_NEWS(q->arena, struct cell, size);
	size_t all, n = cells_of(q, cells, &all);
	struct trying t = {.q = q,
	                   .cells = cells,
	                   .n_cells = n,
	                   .beyond = beyond,
	                   .most = PROJECTS_SCORES / m->n_units + 1,
	                   .now = ARENA_NEWS(q->arena, size_t, size),
	                   .best = ARENA_NEWS(q->arena, size_t, size)};
	for (size_t k = 0; k <= all && k <= PROJECTS_MOST; k++) {
		try_all(&t, 0, k);
		if (t.tries == t.most) /* not all of this size were scored */
			return (struct project_change){.found = PROJECTS_BEYOND,
			                               .n = k ? k - 1 : 0};
		if (t.best_score)
			return found(q, t.best, k, t.best_score);
	}
	bool exhausted = !n || (q->way == PROJECTS_STRUCK && all <= PROJECTS_MOST);
	return (struct project_change){.found = exhausted ? PROJECTS_NEVER : PROJECTS_BEYOND,
	                               .n = PROJECTS_MOST};
}

/* ---- from the leaves up ---- */

/* False where a choice does not do what it should: there is no answer this way. */
static bool look_up(const struct asked *q, struct arena *scratch, const struct project_table *t,
                    size_t most, bool beyond, struct project_change *out)
{
	const ratio *rival = q->sheet->units[q->rival].score;
	*out = (struct project_change){.found = PROJECTS_NEVER};
	if (!reaches(q, scratch, project_limit(t), rival, beyond))
		return true;
	*out = (struct project_change){.found = PROJECTS_BEYOND, .n = most};
	for (size_t k = 0; k <= most; k++) {
		if (!reaches(q, scratch, project_best(t, k), rival, beyond))
			continue;
		const size_t *choice = project_choice(scratch, t, k);
		const ratio *score = project_best(t, k);
		if (q->sheet->method->n_units <= PROJECTS_UNITS) {
			const ratio *again = tried(scratch, q, choice, beyond);
			if (!again || ratio_cmp(score, again))
				return false;
		}
		*out = found(q, choice, k, score);
		return true;
	}
	return true;
}

static bool by_leaves(const struct asked *q, struct project_change *level,
                      struct project_change *beyond)
{
	static const size_t sizes[] = {4, 16, 64, PROJECTS_MOST};
	bool good = true, done = false;
	for (size_t i = 0; good && !done && i < sizeof sizes / sizeof *sizes; i++) {
		struct arena *scratch = arena_scratch(q->arena);
		const struct project_table *t =
		        project_search(scratch, q->sheet, q->unit, q->way, NULL, sizes[i]);
		good = project_sound(t) && look_up(q, scratch, t, sizes[i], false, level) &&
		       look_up(q, scratch, t, sizes[i], true, beyond);
		done = level->found != PROJECTS_BEYOND && beyond->found != PROJECTS_BEYOND;
		arena_free(scratch);
	}
	return good;
}

static void answer(const struct asked *q, struct project_change *level,
                   struct project_change *beyond)
{
	if (project_separable(q->sheet, q->unit) && by_leaves(q, level, beyond))
		return;
	*level = by_trying(q, false);
	*beyond = by_trying(q, true);
}

struct project_change projects_struck(struct arena *a, const struct sheet *s, size_t unit,
                                      size_t rival)
{
	const struct asked q = {a, s, unit, rival, PROJECTS_STRUCK};
	struct project_change level, below;
	if (rival == NONE)
		return by_trying(&q, true);
	answer(&q, &level, &below);
	return below;
}

int projects_compare(struct arena *a, const struct method *m, const ratio *x, const ratio *y)
{
	return ratio_cmp(ranked_on(a, m, x), ranked_on(a, m, y));
}

/* ---- all pairs ---- */

enum projects_state projects_state(const struct sheet *s)
{
	const struct method *m = s->method;
	bool counted = false, whole = false;
	for (size_t i = 0; i < m->n_items; i++)
		counted = counted || figures_counted(m, i);
	for (size_t k = 0; k < m->n_types; k++)
		whole = whole || m->types[k].whole;
	if (!counted || !whole)
		return PROJECTS_NONE;
	if (s->n_parts)
		return PROJECTS_COMBINED;
	for (size_t i = 0; i < s->n_order; i++)
		if (s->units[s->order[i]].ranked && !ratio_is_exact(s->units[s->order[i]].score))
			return PROJECTS_INEXACT;
	return PROJECTS_DONE;
}

static bool are_neighbours(const struct sheet *s, size_t i)
{
	const struct method *m = s->method;
	const size_t u = s->order[i], v = s->order[i + 1];
	return s->units[u].ranked && s->units[v].ranked &&
	       (!m->rank_in_groups || m->units[u].group == m->units[v].group);
}

static struct project_pair pair_of(struct arena *a, const struct sheet *s, size_t upper,
                                   size_t lower)
{
	struct project_pair p = {.upper = upper,
	                         .lower = lower,
	                         .level = s->units[upper].rank == s->units[lower].rank};
	const struct asked gain = {a, s, lower, upper, PROJECTS_ADDED};
	const struct asked loss = {a, s, upper, lower, PROJECTS_STRUCK};
	answer(&gain, &p.gain_level, &p.gain_above);
	answer(&loss, &p.loss_level, &p.loss_below);
	return p;
}

const struct projects *projects_run(struct arena *a, const struct sheet *s)
{
	struct projects *out = ARENA_NEW(a, struct projects);
	struct project_pair *pairs = ARENA_NEWS(a, struct project_pair, s->n_order);
	*out = (struct projects){.state = projects_state(s), .pairs = pairs};
	for (size_t i = 0; out->state == PROJECTS_DONE && i + 1 < s->n_order; i++)
		if (are_neighbours(s, i))
			pairs[out->n++] = pair_of(a, s, s->order[i], s->order[i + 1]);
	return out;
}
