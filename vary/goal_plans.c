/* goal_plans.c - plans in order, and the search among those whose marks hang on own counts alone.
 */
#include "vary/goal_plans.h"

#include "engine/combine.h"
#include "vary/project_search.h"

#include <string.h>

static size_t n_types(const struct goal_work *w)
{
	return w->asked->sheet->method->n_types;
}

static size_t n_cells(const struct goal_work *w)
{
	return w->asked->sheet->method->n_items * n_types(w);
}

bool goal_plans_reach(struct arena *a, const struct goal_work *w, const ratio *score)
{
	const struct method *m = w->asked->sheet->method;
	if (!score)
		return false;
	if (!w->asked->score)
		return projects_compare(a, m, score, w->wanted) >= 0;
	return ratio_cmp(ratio_round(a, score, m->decimals, m->rounding), w->asked->score) >= 0;
}

/* ---- the list ---- */

size_t goal_plans_effort(const struct goal_work *w, const size_t *choice)
{
	size_t sum = 0;
	for (size_t i = 0; i < n_cells(w); i++)
		sum += choice[i] * w->efforts[i % n_types(w)];
	return sum;
}

static size_t projects_of(const struct goal_work *w, const size_t *choice)
{
	size_t sum = 0;
	for (size_t i = 0; i < n_cells(w); i++)
		sum += choice[i];
	return sum;
}

/* Of those that are as good, the one that has more of what stands first in the rule file. */
static int order(const size_t *x, const size_t *y, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (x[i] != y[i])
			return x[i] > y[i] ? -1 : 1;
	return 0;
}

void goal_plans_offer(struct goal_work *w, const size_t *choice, const ratio *score)
{
	const size_t effort = goal_plans_effort(w, choice), projects = projects_of(w, choice);
	size_t at = 0;
	for (; at < w->n; at++) {
		const int by_score = ratio_cmp(w->scores[at], score);
		const int by_order = order(w->choices[at], choice, n_cells(w));
		if (!by_order)
			return;
		if (w->effort[at] != effort       ? w->effort[at] > effort
		    : w->projects[at] != projects ? w->projects[at] > projects
		    : by_score                    ? by_score < 0
		                                  : by_order > 0)
			break;
	}
	if (at == GOAL_PLANS)
		return;
	if (w->n < GOAL_PLANS)
		w->n++;
	for (size_t i = w->n - 1; i > at; i--) {
		w->choices[i] = w->choices[i - 1];
		w->effort[i] = w->effort[i - 1];
		w->projects[i] = w->projects[i - 1];
		w->scores[i] = w->scores[i - 1];
	}
	w->choices[at] = ARENA_NEWS(w->arena, size_t, n_cells(w));
	memcpy(w->choices[at], choice, n_cells(w) * sizeof *choice);
	w->effort[at] = effort;
	w->projects[at] = projects;
	w->scores[at] = ratio_copy(w->arena, score);
}

/* ---- what each leaf can have ---- */

struct option {
	size_t effort;
	const size_t *projects; /* [type] */
	const ratio *points, *gain;
};

struct leaf_options {
	size_t item;
	struct option *list; /* [0]: nothing */
	size_t n, room;
};

struct searching {
	struct goal_work *work;
	struct arena *scratch; /* of one search */
	struct leaf_options *leaves;
	size_t n;
	/* Points only add up, so that gains may be added and compared: */
	bool plain;
	const ratio *base;    /* the score without any limit above the leaves */
	const ratio ***best;  /* [leaf][effort]: the most that those from it on can gain */
	size_t most;          /* effort */
	const ratio **points; /* [item]: of the partial plan */
	size_t *choice;
	const ratio **gained; /* [leaf]: sum of those before it */
	size_t steps;
};

static const struct sheet *sheet_of(const struct searching *s)
{
	return s->work->asked->sheet;
}

/* Does the item take from the score? */
static bool is_taken(const struct method *m, size_t item)
{
	bool taken = false;
	for (size_t i = item; i != NONE; i = m->items[i].parent)
		taken ^= m->items[i].outside == OUTSIDE_DEDUCTION;
	return taken;
}

static const ratio *leaf_points(const struct searching *s, struct arena *a, size_t item,
                                const size_t *projects)
{
	return project_leaf_points(a, sheet_of(s), s->work->asked->unit, item, PROJECTS_ADDED,
	                           projects);
}

/* Could one project be left out of what the leaf has without any loss? */
static bool has_spare(struct searching *s, struct arena *a, size_t item, size_t *projects,
                      const ratio *points, bool taken)
{
	bool spare = false;
	for (size_t k = 0; k < n_types(s->work) && !spare; k++) {
		if (!projects[k])
			continue;
		projects[k]--;
		const ratio *less = leaf_points(s, a, item, projects);
		projects[k]++;
		const int order = less ? ratio_cmp(less, points) : 0;
		spare = less && (taken ? order <= 0 : order >= 0);
	}
	return spare;
}

static void keep_option(struct searching *s, struct leaf_options *leaf, const size_t *projects,
                        const ratio *points, size_t effort, bool taken)
{
	struct arena *a = s->scratch;
	if (leaf->n == leaf->room) {
		leaf->room = leaf->n * 2 + 8;
		leaf->list = arena_grow(a, leaf->list, leaf->n, leaf->room, sizeof *leaf->list);
	}
	size_t *copy = ARENA_NEWS(a, size_t, n_types(s->work));
	memcpy(copy, projects, n_types(s->work) * sizeof *copy);
	const ratio *then = ratio_copy(a, points), *now = leaf->n ? leaf->list[0].points : then;
	const ratio *gain = taken ? ratio_sub(a, now, then) : ratio_sub(a, then, now);
	leaf->list[leaf->n++] = (struct option){effort, copy, then, gain};
}

static void try_option(struct searching *s, struct leaf_options *leaf, size_t effort,
                       size_t *projects, bool taken)
{
	struct arena *a = arena_scratch(s->scratch);
	const ratio *points = leaf_points(s, a, leaf->item, projects);
	if (points && (!leaf->n || !has_spare(s, a, leaf->item, projects, points, taken)))
		keep_option(s, leaf, projects, points, effort, taken);
	s->steps++;
	arena_free(a);
}

static void list_options(struct searching *s, struct leaf_options *leaf, size_t type, size_t effort,
                         size_t *projects, bool taken)
{
	const struct goal_work *w = s->work;
	if (s->steps > GOAL_STEPS)
		return;
	if (type == n_types(w)) {
		try_option(s, leaf, effort, projects, taken);
		return;
	}
	const size_t room = project_room(s->scratch, sheet_of(s), w->asked->unit, leaf->item, type,
	                                 PROJECTS_ADDED, s->most);
	for (size_t k = 0; k <= room && effort + k * w->efforts[type] <= s->most; k++) {
		projects[type] = k;
		list_options(s, leaf, type + 1, effort + k * w->efforts[type], projects, taken);
	}
	projects[type] = 0;
}

static void find_leaves(struct searching *s)
{
	const struct sheet *sheet = sheet_of(s);
	const struct method *m = sheet->method;
	s->leaves = ARENA_NEWS(s->scratch, struct leaf_options, m->n_items);
	size_t *projects = ARENA_NEWS(s->scratch, size_t, m->n_types);
	for (size_t i = 0; i < m->n_items; i++) {
		struct leaf_options *leaf = &s->leaves[s->n];
		if (!figures_counted(m, i) || !project_leaf_counts(sheet, s->work->asked->unit, i))
			continue;
		*leaf = (struct leaf_options){.item = i};
		list_options(s, leaf, 0, 0, projects, is_taken(m, i));
		if (leaf->n > 1)
			s->n++;
	}
}

/* ---- what is left can reach at most ---- */

/* Points add up to the score, but for limits, which only take away. */
static bool is_plain(const struct sheet *s)
{
	const struct method *m = s->method;
	for (size_t i = 0; i < m->n_items; i++)
		if (!item_is_leaf(&m->items[i]) &&
		    (m->items[i].combination->marks || (is_taken(m, i) && combine_limits(m, i))))
			return false;
	return true;
}

static const ratio *without_limits(struct arena *a, const struct sheet *s, size_t unit)
{
	const ratio *sum = s->units[unit].score;
	for (size_t i = 0; i < s->method->n_items; i++)
		if (sheet_points(s, unit, i)->excess)
			sum = ratio_add(a, sum, sheet_points(s, unit, i)->excess);
	return sum;
}

static void find_best(struct searching *s)
{
	struct arena *a = s->scratch;
	s->best = ARENA_NEWS(a, const ratio **, s->n + 1);
	for (size_t i = s->n + 1; i--;) {
		s->best[i] = ARENA_NEWS(a, const ratio *, s->most + 1);
		for (size_t e = 0; e <= s->most; e++) {
			const ratio *best = i == s->n ? ratio_of(a, 0, 1) : s->best[i + 1][e];
			for (size_t k = 1; i < s->n && k < s->leaves[i].n; k++) {
				const struct option *o = &s->leaves[i].list[k];
				if (o->effort <= e)
					best = ratio_max(best,
					                 ratio_add(a, o->gain,
					                           s->best[i + 1][e - o->effort]));
			}
			s->best[i][e] = best;
		}
	}
}

/* Each of the leaves left has the best of all that is left: more than they can have together. */
static const ratio *at_most(struct searching *s, struct arena *a, size_t leaf, size_t left)
{
	const struct method *m = sheet_of(s)->method;
	const ratio **points = ARENA_NEWS(a, const ratio *, m->n_items);
	memcpy(points, s->points, m->n_items * sizeof *points);
	for (size_t i = leaf; i < s->n; i++) {
		const struct leaf_options *l = &s->leaves[i];
		const struct option *best = &l->list[0];
		for (size_t k = 1; k < l->n; k++)
			if (l->list[k].effort <= left && ratio_cmp(l->list[k].gain, best->gain) > 0)
				best = &l->list[k];
		points[l->item] = best->points;
	}
	return project_total(a, sheet_of(s), s->work->asked->unit, points);
}

static bool can_reach(struct searching *s, size_t leaf, size_t left)
{
	struct arena *a = arena_scratch(s->scratch);
	const ratio *most =
	        s->plain ? ratio_add(a, s->base, ratio_add(a, s->gained[leaf], s->best[leaf][left]))
	                 : at_most(s, a, leaf, left);
	const bool can = goal_plans_reach(a, s->work, most);
	arena_free(a);
	return can;
}

/* ---- partial plans ---- */

static const ratio *total(struct searching *s, struct arena *a)
{
	return project_total(a, sheet_of(s), s->work->asked->unit, s->points);
}

/* Without any one of its projects the goal is missed. */
static bool needs_all(struct searching *s)
{
	const struct goal_work *w = s->work;
	const size_t types = n_types(w);
	bool needs = true;
	for (size_t i = 0; needs && i < n_cells(w); i++) {
		if (!s->choice[i])
			continue;
		struct arena *a = arena_scratch(s->scratch);
		const size_t item = i / types;
		const ratio *with = s->points[item];
		s->choice[i]--;
		s->points[item] = leaf_points(s, a, item, &s->choice[item * types]);
		needs = !goal_plans_reach(a, w, total(s, a));
		s->choice[i]++;
		s->points[item] = with;
		arena_free(a);
	}
	return needs;
}

/* Is the goal reached with what the plan has so far? */
static bool reached(struct searching *s, size_t leaf)
{
	struct arena *a = arena_scratch(s->scratch);
	const ratio *score = NULL;
	bool good =
	        !s->plain || goal_plans_reach(a, s->work, ratio_add(a, s->base, s->gained[leaf]));
	if (good) {
		score = total(s, a);
		good = goal_plans_reach(a, s->work, score);
	}
	if (good && needs_all(s))
		goal_plans_offer(s->work, s->choice, score);
	arena_free(a);
	return good;
}

static void extend(struct searching *s, size_t leaf, size_t effort)
{
	const struct goal_work *w = s->work;
	const size_t types = n_types(w);
	if (leaf == s->n || s->steps > GOAL_STEPS)
		return;
	s->steps++;
	const size_t most =
	        w->n == GOAL_PLANS && w->effort[w->n - 1] < s->most ? w->effort[w->n - 1] : s->most;
	if (effort > most || !can_reach(s, leaf, most - effort))
		return;
	const struct leaf_options *l = &s->leaves[leaf];
	for (size_t k = 0; k < l->n; k++) {
		const struct option *o = &l->list[k];
		if (effort + o->effort > most)
			continue;
		memcpy(&s->choice[l->item * types], o->projects, types * sizeof *s->choice);
		s->points[l->item] = o->points;
		s->gained[leaf + 1] = ratio_add(s->scratch, s->gained[leaf], o->gain);
		if (!k || !reached(s, leaf + 1))
			extend(s, leaf + 1, effort + o->effort);
	}
	memset(&s->choice[l->item * types], 0, types * sizeof *s->choice);
	s->points[l->item] = l->list[0].points;
}

/* All plans of an effort of at most `most`. False where there were too many to look at. */
static bool search(struct goal_work *w, size_t most, size_t *steps)
{
	struct searching s = {.work = w, .scratch = arena_scratch(w->arena), .most = most};
	const struct sheet *sheet = w->asked->sheet;
	s.steps = *steps;
	s.points = ARENA_NEWS(s.scratch, const ratio *, sheet->method->n_items);
	s.choice = ARENA_NEWS(s.scratch, size_t, n_cells(w));
	s.gained = ARENA_NEWS(s.scratch, const ratio *, sheet->method->n_items + 1);
	s.gained[0] = ratio_of(s.scratch, 0, 1);
	find_leaves(&s);
	for (size_t i = 0; i < s.n; i++)
		s.points[s.leaves[i].item] = s.leaves[i].list[0].points;
	s.plain = is_plain(sheet);
	s.base = without_limits(s.scratch, sheet, w->asked->unit);
	if (s.plain)
		find_best(&s);
	extend(&s, 0, 0);
	*steps = s.steps;
	arena_free(s.scratch);
	return *steps <= GOAL_STEPS;
}

size_t goal_plans_search(struct goal_work *w, size_t least, bool *all_compared)
{
	const size_t windows[] = {least, least * 3 / 2 + 4, least * 2 + 16};
	size_t steps = 0, looked = least;
	*all_compared = true;
	for (size_t i = 0; i < sizeof windows / sizeof *windows && *all_compared; i++) {
		if (w->n == GOAL_PLANS)
			break;
		looked = windows[i];
		*all_compared = search(w, looked, &steps);
	}
	return looked;
}
