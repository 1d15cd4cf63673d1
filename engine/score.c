#include "engine/score.h"

#include "engine/combine.h"
#include "engine/scoring.h"

#include <stdlib.h>
#include <string.h>

/* One run. */
struct run {
	struct arena *arena;
	const struct method *method;
	const struct figures *figures;
	size_t only;
	bool explain;
	struct diag_list *log;
};

/* What would one more project bring? Other counts for one leaf; the rest as it is. */
struct instead {
	size_t item;
	const ratio *const *counts;
	const struct points *now; /* all items, as scored with the submitted counts */
};

static struct leaf leaf_of(const struct run *r, size_t unit, size_t item, bool explain)
{
	return (struct leaf){.arena = r->arena,
	                     .method = r->method,
	                     .figures = r->figures,
	                     .unit = unit,
	                     .item = item,
	                     .scoring = r->method->items[item].scoring,
	                     .explain = explain};
}

/* A target was given, but refused: whether there is a task is not known. */
static bool target_refused(const struct method *m, const struct points *p)
{
	for (size_t k = 0; p->types && k < m->n_types; k++)
		if (p->types[k].target->state == FIGURE_ABSENT && p->types[k].target->place.file)
			return true;
	return false;
}

/* A department's own evaluation takes the place of the computed mark; both are kept. */
static void replace_mark(const struct run *r, const struct leaf *l, struct points *out,
                         const struct department_mark *mark)
{
	const struct method *m = r->method;
	if (out->state == POINTS_NO_TASK) {
		if (r->log && !target_refused(m, out))
			diag_add(r->log, mark->place, DIAG_mark_without_task,
			         ARGS(m->units[l->unit].named.name, m->items[l->item].named.name));
		return;
	}
	out->by_department = mark;
	out->computed = out->mark;
	out->computed_formula = out->formula;
	out->mark = mark->mark;
	out->state = POINTS_SCORED;
	if (!l->explain)
		return;
	out->formula = ratio_plain(r->arena, mark->mark);
	scoring_cite_place(l, out, mark->place);
}

static void score_leaf(const struct run *r, size_t unit, size_t item, struct points *out,
                       const struct instead *instead)
{
	if (instead && instead->item != item) {
		const struct points *now = &instead->now[item];
		*out = (struct points){
		        .state = now->state, .mark = now->mark, .mark_full = now->mark_full};
		return;
	}
	struct leaf l = leaf_of(r, unit, item, r->explain && !instead);
	const struct department_mark *mark = figures_mark(r->figures, unit, item);
	bool wanted = r->method->units[unit].assessed && (r->only == NONE || r->only == unit);
	if (instead)
		l.counts = instead->counts;
	l.scoring->method->score(&l, out, wanted && !mark->place.file ? r->log : NULL);
	if (mark->mark)
		replace_mark(r, &l, out, mark);
}

/* An inner item has no task when none of its children has one. */
static void find_idle(const struct run *r, struct points *points)
{
	for (size_t i = r->method->n_items; i--;) {
		const struct item *item = &r->method->items[i];
		bool idle = item->n_children > 0;
		for (size_t k = 0; k < item->n_children; k++)
			idle = idle && points[item->children[k]].state == POINTS_NO_TASK;
		if (idle)
			points[i].state = POINTS_NO_TASK;
	}
}

static void weigh_leaf(const struct run *r, struct points *p, bool explain)
{
	struct arena *a = r->arena;
	if (p->state == POINTS_UNREPORTED)
		return;
	if (!p->mark) {
		p->points = ratio_of(a, 0, 1);
		return;
	}
	p->points = ratio_mul(a, p->max, ratio_div(a, p->mark, p->mark_full));
	if (!explain)
		return;
	const char *full = p->weighing ? p->weighing : ratio_plain(a, p->max);
	p->weighing = arena_print(a, "%s × %s ÷ %s = %s", full, ratio_plain(a, p->mark),
	                          ratio_plain(a, p->mark_full), scoring_result(a, p->points));
}

/* Marks, then full points from the root down, then points from the leaves up. */
static struct points *score_points(const struct run *r, size_t unit, const struct instead *instead)
{
	const struct method *m = r->method;
	struct points *points = ARENA_NEWS(r->arena, struct points, m->n_items);
	struct family f = {r->arena, m, points, r->explain && !instead};
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]))
			score_leaf(r, unit, i, &points[i], instead);
	find_idle(r, points);
	points[0].max = m->items[0].points;
	for (size_t i = 0; i < m->n_items; i++)
		if (m->items[i].n_children)
			m->items[i].combination->share(&f, i);
	for (size_t i = m->n_items; i--;)
		if (item_is_leaf(&m->items[i]))
			weigh_leaf(r, &points[i], f.explain);
		else
			combine_sum(&f, i);
	return points;
}

/* Points that a change of one leaf's counts brings to the total. */
static const ratio *value_of(const struct run *r, size_t unit, size_t item,
                             const ratio *const *counts, const struct points *now)
{
	struct run quiet = *r;
	quiet.log = NULL;
	const struct instead other = {item, counts, now};
	const struct points *p = score_points(&quiet, unit, &other);
	return ratio_sub(r->arena, p[0].points, now[0].points);
}

/* The mark of one leaf under other counts; a department's evaluation is left aside. */
static const ratio *mark_under(const struct run *r, size_t unit, size_t item,
                               const ratio *const *counts)
{
	struct points out = {0};
	struct leaf l = leaf_of(r, unit, item, false);
	l.counts = counts;
	l.scoring->method->score(&l, &out, NULL);
	return out.mark ? out.mark : ratio_of(r->arena, 0, 1);
}

static void value_leaf(const struct run *r, size_t unit, size_t item, const struct points *points)
{
	struct arena *a = r->arena;
	const size_t n = r->method->n_types;
	const struct points *p = &points[item];
	const ratio *zero = ratio_of(a, 0, 1), *one = ratio_of(a, 1, 1);
	const ratio **none = ARENA_NEWS(a, const ratio *, n),
	            **now = ARENA_NEWS(a, const ratio *, n);
	for (size_t k = 0; k < n; k++) {
		none[k] = zero;
		now[k] = p->types[k].achieved;
	}
	const ratio *from = mark_under(r, unit, item, none);
	for (size_t k = 0; k < n; k++) {
		struct type_result *t = (struct type_result *)&p->types[k]; /* made in this run */
		none[k] = one;
		const ratio *gain = ratio_sub(a, mark_under(r, unit, item, none), from);
		none[k] = zero;
		t->each = ratio_mul(a, p->max, ratio_div(a, gain, p->mark_full));
		now[k] = ratio_add(a, t->achieved, one);
		t->next = value_of(r, unit, item, now, points);
		now[k] = t->achieved;
	}
}

/* Assigned weight and number of projects, over the leaves scored by counts. */
static void sum_tasks(const struct run *r, struct unit_result *u)
{
	struct arena *a = r->arena;
	const ratio *zero = ratio_of(a, 0, 1), *all = zero, *assigned = zero;
	u->projects = zero;
	for (size_t i = 0; i < r->method->n_items; i++) {
		const struct item *item = &r->method->items[i];
		if (!item_is_leaf(item) || !item->scoring->method->by_counts)
			continue;
		all = ratio_add(a, all, item->points);
		if (u->items[i].state == POINTS_NO_TASK)
			continue;
		assigned = ratio_add(a, assigned, item->points);
		if (u->items[i].task)
			u->projects = ratio_add(a, u->projects, u->items[i].task);
	}
	u->no_task = ratio_sign(all) && !ratio_sign(u->projects);
	const ratio *percent = ratio_of(a, 100, 1);
	u->assigned =
	        ratio_sign(all) ? ratio_mul(a, percent, ratio_div(a, assigned, all)) : percent;
}

/* A unit of which the targets say nothing at all was probably forgotten. */
static void check_targets(const struct run *r, size_t unit)
{
	const struct method *m = r->method;
	for (size_t item = 0; item <= m->n_items; item++)
		for (size_t type = 0; type <= m->n_types; type++)
			if (figures_target(r->figures, unit, item, type, r->figures->period)
			            ->place.file)
				return;
	diag_add(r->log, r->figures->targets_at, DIAG_target_missing,
	         ARGS(figures_cell_name(r->arena, m, unit, NONE, NONE, r->figures->period)));
}

static const struct param_spec min_assigned_spec = {.name = "min_assigned", .fallback = "0"};
static const struct param_spec rank_on_spec = {.name = "on", .fallback = "published"};

static void score_unit(const struct run *r, size_t unit, struct unit_result *u)
{
	struct arena *a = r->arena;
	const struct method *m = r->method;
	const struct points *points = score_points(r, unit, NULL);
	*u = (struct unit_result){.unit = unit, .items = points, .score = points[0].points};
	u->complete = u->score != NULL;
	sum_tasks(r, u);
	if (u->no_task && r->explain && r->only == NONE && m->units[unit].assessed)
		check_targets(r, unit);
	if (m->few_projects)
		u->few = ratio_cmp(u->projects, ratio_of(a, (long)m->few_projects, 1)) < 0;
	u->apart = ratio_cmp(u->assigned,
	                     param_number(a, m, &m->min_assigned, &min_assigned_spec)) < 0;
	if (!u->complete)
		return;
	u->published = ratio_round(a, u->score, m->decimals, m->rounding);
	for (size_t i = 0; r->explain && i < m->n_items; i++)
		if (points[i].types)
			value_leaf(r, unit, i, points);
}

/* ---- ranks ---- */

struct place_in_order {
	const struct unit_result *result;
	const ratio *key; /* what the rule file ranks on; NULL when not ranked */
};

/* Ranked before others, higher before lower, else the order of the rule file. */
static int compare(const void *left, const void *right)
{
	const struct place_in_order *x = left, *y = right;
	if (!x->key != !y->key)
		return x->key ? -1 : 1;
	int order = x->key ? ratio_cmp(y->key, x->key) : 0;
	if (order)
		return order;
	return x->result->unit < y->result->unit ? -1 : x->result->unit > y->result->unit;
}

static void rank_units(const struct run *r, struct sheet *s, struct unit_result *units)
{
	const struct method *m = r->method;
	bool on_exact =
	        !strcmp(param_text(m, &m->rank_on, &rank_on_spec), method_rank_on[RANK_EXACT]);
	struct place_in_order *list = ARENA_NEWS(r->arena, struct place_in_order, m->n_units);
	size_t *order = ARENA_NEWS(r->arena, size_t, m->n_units);
	bool complete = true;
	for (size_t i = 0; i < m->n_units; i++)
		complete = complete && (!m->units[i].assessed || units[i].complete);
	for (size_t i = 0; i < m->n_units; i++) {
		if (!m->units[i].assessed)
			continue;
		struct unit_result *u = &units[i];
		u->ranked = complete && !u->apart;
		const ratio *key = on_exact ? u->score : u->published;
		list[s->n_order++] = (struct place_in_order){u, u->ranked ? key : NULL};
	}
	qsort(list, s->n_order, sizeof *list, compare);
	for (size_t i = 0; i < s->n_order; i++) {
		order[i] = list[i].result->unit;
		struct unit_result *u = &units[order[i]];
		if (!u->ranked)
			continue;
		const struct unit_result *before = i ? list[i - 1].result : NULL;
		if (before && !ratio_cmp(list[i - 1].key, list[i].key))
			u->rank = before->rank;
		else
			u->rank = m->ties == TIES_DENSE ? (before ? before->rank : 0) + 1 : i + 1;
	}
	s->order = order;
}

static const struct sheet *run(const struct run *r)
{
	const struct method *m = r->method;
	size_t errors = diag_errors(r->log);
	struct sheet *s = ARENA_NEW(r->arena, struct sheet);
	struct unit_result *units = ARENA_NEWS(r->arena, struct unit_result, m->n_units);
	*s = (struct sheet){.method = m, .figures = r->figures, .units = units};
	for (size_t i = 0; i < m->n_units; i++)
		score_unit(r, i, &units[i]);
	rank_units(r, s, units);
	return diag_errors(r->log) > errors ? NULL : s;
}

const struct sheet *score_run(struct arena *a, const struct method *m, const struct figures *f,
                              size_t only, struct diag_list *log)
{
	return run(&(struct run){a, m, f, only, true, log});
}

const struct sheet *score_numbers(struct arena *a, const struct method *m, const struct figures *f,
                                  size_t only, struct diag_list *log)
{
	return run(&(struct run){a, m, f, only, false, log});
}
