#include "vary/goal.h"

#include "engine/scoring.h"
#include "vary/goal_plans.h"
#include "vary/project_search.h"

#include <stdlib.h>
#include <string.h>

/* Longest that an effort is in steps, and the table of what each can reach. */
enum { STEPS_MOST = 20000, PERCENT = 100 };

/* ---- whose score it takes ---- */

static bool is_rival(const struct sheet *s, size_t unit, size_t other)
{
	const struct method *m = s->method;
	return other != unit && s->units[other].ranked &&
	       (!m->rank_in_groups || m->units[other].group == m->units[unit].group);
}

/* The rank of a unit whose score is that of `level`. */
static size_t rank_at(struct arena *a, const struct sheet *s, size_t unit, const ratio *level)
{
	const struct method *m = s->method;
	const ratio *last = NULL;
	size_t rank = 1;
	for (size_t i = 0; i < s->n_order; i++) {
		const size_t other = s->order[i];
		if (!is_rival(s, unit, other) ||
		    projects_compare(a, m, s->units[other].score, level) <= 0)
			continue;
		const bool shares =
		        last && projects_compare(a, m, last, s->units[other].score) == 0;
		rank += !(shares && m->ties == TIES_DENSE);
		last = s->units[other].score;
	}
	return rank;
}

/* The last of the others whose score has the rank; NONE where anything has. */
static size_t rival_of(struct arena *a, const struct goal_request *asked)
{
	const struct sheet *s = asked->sheet;
	size_t rival = NONE;
	for (size_t i = 0; i < s->n_order; i++) {
		if (!is_rival(s, asked->unit, s->order[i]))
			continue;
		if (rank_at(a, s, asked->unit, s->units[s->order[i]].score) <= asked->rank)
			rival = s->order[i];
	}
	return rival;
}

/* ---- efforts in whole steps ---- */

static size_t whole(struct arena *a, const ratio *x)
{
	return (size_t)strtoul(ratio_exact(a, x), NULL, 10);
}

static size_t divisor(size_t x, size_t y)
{
	while (y) {
		const size_t rest = x % y;
		x = y;
		y = rest;
	}
	return x;
}

static void set_efforts(struct goal_work *w)
{
	struct arena *a = w->arena;
	const struct method *m = w->asked->sheet->method;
	size_t *efforts = ARENA_NEWS(a, size_t, m->n_types), step = 0;
	for (size_t k = 0; k < m->n_types; k++) {
		const ratio *hundred = ratio_of(a, PERCENT, 1);
		efforts[k] = whole(a, ratio_mul(a, w->asked->efforts[k], hundred));
		step = divisor(efforts[k], step);
	}
	for (size_t k = 0; k < m->n_types; k++)
		efforts[k] /= step;
	w->efforts = efforts;
	w->step = ratio_of(a, (long)step, PERCENT);
}

static size_t most_effort(const struct goal_work *w)
{
	size_t most = 1;
	for (size_t k = 0; k < w->asked->sheet->method->n_types; k++)
		most = w->efforts[k] > most ? w->efforts[k] : most;
	return most;
}

static const ratio *effort(const struct goal_work *w, size_t steps)
{
	return ratio_mul(w->arena, w->step, ratio_of(w->arena, (long)steps, 1));
}

/* ---- from the leaves up ---- */

/* Does a choice of projects reach the goal when all is scored again? */
static bool holds(const struct goal_work *w, const size_t *choice, const ratio *score)
{
	const struct goal_request *asked = w->asked;
	struct arena *a = arena_scratch(w->arena);
	const struct sheet *s = projects_scored(a, asked->sheet, asked->unit, PROJECTS_ADDED,
	                                        choice, asked->score ? asked->unit : NONE);
	const bool good = s && s->units[asked->unit].score &&
	                  !ratio_cmp(s->units[asked->unit].score, score) &&
	                  (asked->score || (s->units[asked->unit].ranked &&
	                                    s->units[asked->unit].rank <= asked->rank));
	arena_free(a);
	return good;
}

/* The least effort of the table that reaches the goal, offered as a plan. False where the table is
 * no answer. */
static bool look_up(struct goal_work *w, struct arena *scratch, const struct project_table *t,
                    size_t most, struct goal *out, size_t *least)
{
	out->most = ratio_copy(w->arena, project_limit(t));
	out->searched = effort(w, most);
	out->state = GOAL_NEVER;
	if (!goal_plans_reach(scratch, w, project_limit(t)))
		return true;
	out->state = GOAL_BEYOND;
	for (size_t k = 1; k <= most; k++) {
		if (!goal_plans_reach(scratch, w, project_best(t, k)))
			continue;
		const size_t *choice = project_choice(scratch, t, k);
		if (!holds(w, choice, project_best(t, k)))
			return false;
		goal_plans_offer(w, choice, project_best(t, k));
		out->state = GOAL_FOUND;
		*least = k;
		return true;
	}
	return true;
}

static bool by_leaves(struct goal_work *w, struct goal *out)
{
	static const size_t sizes[] = {4, 16, 64, 256, GOAL_PROJECTS};
	bool good = true;
	size_t least = 0;
	out->state = GOAL_BEYOND;
	for (size_t i = 0; good && i < sizeof sizes / sizeof *sizes; i++) {
		const size_t wanted = sizes[i] * most_effort(w);
		const size_t most = wanted < STEPS_MOST ? wanted : STEPS_MOST;
		if (out->state != GOAL_BEYOND)
			break;
		struct arena *scratch = arena_scratch(w->arena);
		const struct project_table *t = project_search(
		        scratch, w->asked->sheet, w->asked->unit, PROJECTS_ADDED, w->efforts, most);
		good = project_sound(t) && look_up(w, scratch, t, most, out, &least);
		arena_free(scratch);
	}
	if (good && out->state == GOAL_FOUND)
		out->searched = effort(w, goal_plans_search(w, least, &out->all_compared));
	return good;
}

static void by_trying(struct goal_work *w, struct goal *out)
{
	w->n = 0;
	out->tried = true;
	out->most = NULL;
	out->searched = effort(w, goal_plans_try(w, &out->all_compared));
	out->state = w->n ? GOAL_FOUND : GOAL_BEYOND;
	if (w->n && ratio_cmp(effort(w, w->effort[0]), out->searched) > 0) { /* not the least */
		w->n = 0;
		out->state = GOAL_BEYOND;
	}
}

/* ---- the answer ---- */

static struct goal_plan plan_of(const struct goal_work *w, size_t i)
{
	const struct goal_request *asked = w->asked;
	const struct method *m = asked->sheet->method;
	const size_t n = m->n_items * m->n_types;
	struct project_cell *cells = ARENA_NEWS(w->arena, struct project_cell, n);
	struct goal_plan p = {.cells = cells,
	                      .projects = w->projects[i],
	                      .effort = effort(w, w->effort[i]),
	                      .score = w->scores[i]};
	for (size_t c = 0; c < n; c++)
		if (w->choices[i][c])
			cells[p.n_cells++] = (struct project_cell){c / m->n_types, c % m->n_types,
			                                           w->choices[i][c]};
	struct arena *a = arena_scratch(w->arena);
	const struct sheet *s = projects_scored(a, asked->sheet, asked->unit, PROJECTS_ADDED,
	                                        w->choices[i], asked->score ? asked->unit : NONE);
	p.rank = s && s->units[asked->unit].ranked ? s->units[asked->unit].rank : 0;
	arena_free(a);
	return p;
}

static void keep_plans(const struct goal_work *w, struct goal *out)
{
	struct goal_plan *plans = ARENA_NEWS(w->arena, struct goal_plan, w->n);
	for (size_t i = 0; i < w->n; i++)
		plans[i] = plan_of(w, i);
	out->plans = plans;
	out->n_plans = w->n;
}

/* The points of a leaf with as many projects as anybody likes; as they are where nothing is
 * counted. */
static const ratio *best_of_leaf(struct arena *a, const struct sheet *s, size_t unit, size_t item)
{
	const struct method *m = s->method;
	const struct points *p = sheet_points(s, unit, item);
	if (!figures_counted(m, item) || !project_leaf_counts(s, unit, item) ||
	    scoring_depends(m, m->items[item].scoring))
		return p->points;
	size_t *many = ARENA_NEWS(a, size_t, m->n_types);
	for (size_t k = 0; k < m->n_types; k++)
		many[k] = m->types[k].whole ? 1000000000 : 0;
	const ratio *best = project_leaf_points(a, s, unit, item, PROJECTS_ADDED, many);
	return best ? ratio_max(best, p->points) : p->points;
}

static void find_gaps(struct arena *a, const struct goal_request *asked, struct goal *out)
{
	const struct sheet *s = asked->sheet;
	const struct method *m = s->method;
	struct goal_gap *gaps = ARENA_NEWS(a, struct goal_gap, m->n_items);
	for (size_t i = 0; i < m->n_items; i++) {
		const struct points *p = sheet_points(s, asked->unit, i);
		if (!item_is_leaf(&m->items[i]) || !p->points || !p->max ||
		    m->items[i].outside == OUTSIDE_DEDUCTION)
			continue;
		const ratio *gap = ratio_sub(a, p->max, best_of_leaf(a, s, asked->unit, i));
		if (ratio_sign(gap) > 0)
			gaps[out->n_gaps++] = (struct goal_gap){i, gap};
	}
	out->gaps = gaps;
}

static bool reached_now(struct arena *a, const struct goal_work *w)
{
	const struct goal_request *asked = w->asked;
	const struct unit_result *u = &asked->sheet->units[asked->unit];
	return asked->score ? goal_plans_reach(a, w, u->score)
	                    : u->ranked && u->rank <= asked->rank;
}

/* Could other counts decide who is ranked? */
static bool counts_unrank(const struct method *m)
{
	for (size_t i = 0; i < m->n_consequences; i++)
		if (m->consequences[i].effect == EFFECT_UNRANKED &&
		    figures_counted(m, m->consequences[i].item))
			return true;
	return false;
}

const struct goal *goal_run(struct arena *a, const struct goal_request *asked)
{
	const struct sheet *s = asked->sheet;
	struct goal *out = ARENA_NEW(a, struct goal);
	struct goal_work w = {.arena = a, .asked = asked};
	*out = (struct goal){.asked = asked,
	                     .can = projects_state(s),
	                     .rival = NONE,
	                     .all_compared = true,
	                     .searched = ratio_of(a, 0, 1)};
	if (out->can == PROJECTS_DONE && !ratio_is_exact(s->units[asked->unit].score))
		out->can = PROJECTS_INEXACT;
	out->state = GOAL_REACHED;
	if (reached_now(a, &w))
		return out;
	out->state = GOAL_NEVER;
	if (out->can != PROJECTS_DONE)
		return out;
	find_gaps(a, asked, out);
	const bool moves_ranks = !asked->score && counts_unrank(s->method);
	out->state = GOAL_APART;
	if (!asked->score && s->units[asked->unit].apart && !moves_ranks)
		return out;
	if (!asked->score)
		out->rival = rival_of(a, asked);
	if (out->rival != NONE)
		w.wanted = s->units[out->rival].score;
	set_efforts(&w);
	if (moves_ranks || !project_separable(s, asked->unit) || !by_leaves(&w, out))
		by_trying(&w, out);
	keep_plans(&w, out);
	return out;
}
