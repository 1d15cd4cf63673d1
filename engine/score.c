#include "engine/score.h"

#include "engine/combine.h"
#include "engine/field.h"
#include "engine/forgotten.h"
#include "engine/parts.h"
#include "engine/rank.h"

/* One run. */
struct run {
	struct arena *arena;
	const struct method *method;
	const struct figures *figures;
	size_t only;
	bool brief;   /* else bare numbers; with the value of a project and what was forgotten */
	bool explain; /* besides, every text */
	bool part;    /* of a combined period: only the whole is published and ranked for good */
	const struct field *const *fields; /* [item][group, or no group last] */
	struct diag_list *log;
};

/* Where findings about a unit go; nowhere while another one alone is asked for. */
static struct diag_list *log_of(const struct run *r, size_t unit)
{
	return r->only == NONE || r->only == unit ? r->log : NULL;
}

static size_t field_index(const struct method *m, size_t item, size_t group)
{
	return item * (m->n_groups + 1) + (group == NONE ? m->n_groups : group);
}

static struct leaf leaf_of(const struct run *r, size_t unit, size_t item, bool explain)
{
	return (struct leaf){
	        .arena = r->arena,
	        .method = r->method,
	        .figures = r->figures,
	        .unit = unit,
	        .item = item,
	        .scoring = r->method->items[item].scoring,
	        .field = r->fields[field_index(r->method, item, r->method->units[unit].group)],
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
                         const struct department_mark *mark, struct diag_list *log)
{
	const struct method *m = r->method;
	if (out->state == POINTS_NO_TASK) {
		if (log && !target_refused(m, out))
			diag_add(log, mark->place, DIAG_mark_without_task,
			         ARGS(m->units[l->unit].named.name, m->items[l->item].named.name));
		return;
	}
	out->by_department = mark;
	if (out->state == POINTS_UNREPORTED)
		out->achieved = NULL;
	out->computed = out->mark;
	out->computed_formula = out->formula;
	out->mark = mark->mark;
	out->mark_full = ratio_of(r->arena, 100, 1); /* whatever the method's own scale */
	out->state = POINTS_SCORED;
	if (!l->explain)
		return;
	out->formula = ratio_plain(r->arena, mark->mark);
	scoring_cite_place(l, out, mark->place);
}

static void score_leaf(const struct run *r, size_t unit, size_t item, struct points *out)
{
	struct leaf l = leaf_of(r, unit, item, r->explain);
	const struct department_mark *mark = figures_mark(r->figures, unit, item);
	/* The mark of the one unit asked for may hang on the figures of all. */
	bool of_all = scoring_depends(l.method, l.scoring);
	struct diag_list *log = of_all ? r->log : log_of(r, unit);
	bool must_be_there = r->method->units[unit].assessed && !mark->place.file;
	l.scoring->method->score(&l, out, must_be_there ? log : NULL);
	if (mark->mark)
		replace_mark(r, &l, out, mark, log);
}

/* An inner item has no task when none of its children has one. */
static void find_idle(const struct run *r, struct points *points)
{
	for (size_t i = r->method->n_items; i--;) {
		const struct item *item = &r->method->items[i];
		bool idle = item->n_children > 0;
		for (size_t k = 0; k < item->n_children; k++)
			idle = idle && (points[item->children[k]].state == POINTS_NO_TASK ||
			                r->method->items[item->children[k]].outside);
		if (idle)
			points[i].state = POINTS_NO_TASK;
	}
}

static void weigh_leaf(const struct run *r, struct points *p, bool explain)
{
	struct arena *a = r->arena;
	const char *share = p->weighing;
	p->weighing = NULL;
	if (p->state == POINTS_UNREPORTED)
		return;
	if (!p->mark || !ratio_sign(p->mark_full)) { /* no task, or an item of no points */
		p->points = ratio_of(a, 0, 1);
		return;
	}
	p->points = ratio_mul(a, p->max, ratio_div(a, p->mark, p->mark_full));
	if (!explain)
		return;
	p->weighing = arena_print(a, "%s × %s ÷ %s %s", share ? share : ratio_plain(a, p->max),
	                          ratio_plain(a, p->mark), ratio_plain(a, p->mark_full),
	                          scoring_equals(a, p->points));
}

/* Marks, then full points from the root down, then points from the leaves up. */
static struct points *score_points(const struct run *r, size_t unit)
{
	const struct method *m = r->method;
	struct points *points = ARENA_NEWS(r->arena, struct points, m->n_items);
	const struct family f = {r->arena,   m,
	                         points,     unit,
	                         r->explain, m->units[unit].assessed ? log_of(r, unit) : NULL};
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]))
			score_leaf(r, unit, i, &points[i]);
	find_idle(r, points);
	points[0].max = m->items[0].points;
	for (size_t i = 0; i < m->n_items; i++)
		if (m->items[i].n_children)
			m->items[i].combination->share(&f, i);
	for (size_t i = m->n_items; i--;)
		if (item_is_leaf(&m->items[i]))
			weigh_leaf(r, &points[i], f.explain);
		else
			combine_points(&f, i);
	return points;
}

/* ---- the value of a project ---- */

/* The mark of one leaf under other counts; a department's evaluation is left aside. */
static const ratio *mark_under(const struct run *r, size_t unit, size_t item,
                               const ratio *const *counts)
{
	struct points out = {0};
	struct leaf l = leaf_of(r, unit, item, false);
	l.counts = counts;
	l.scoring->method->score(&l, &out, NULL);
	return out.mark;
}

/* What the total gains when one leaf's mark becomes another. NULL where that is not defined, or
 * there is no such mark. */
static const ratio *gain(const struct run *r, size_t unit, struct points *points, size_t item,
                         const ratio *mark)
{
	struct arena *a = r->arena;
	const struct family f = {a, r->method, points, unit, false, NULL};
	const ratio *to =
	        mark ? ratio_mul(a, points[item].max, ratio_div(a, mark, points[item].mark_full))
	             : NULL;
	for (size_t i = item; to && r->method->items[i].parent != NONE;
	     i = r->method->items[i].parent)
		to = combine_change(&f, r->method->items[i].parent, i, to);
	return to ? ratio_sub(a, to, points[0].points) : NULL;
}

/* Points that the mark brings when it moves from one to another: of the item, less where it is
 * deducted; of the total where items above are multiplied, since an item's points do not reach it.
 * NULL where either mark is not defined. */
static const ratio *worth(const struct run *r, size_t unit, struct points *points, size_t item,
                          const ratio *from, const ratio *to)
{
	struct arena *a = r->arena;
	const struct item *items = r->method->items;
	bool less = false, multiplied = false;
	for (size_t i = item; items[i].parent != NONE; i = items[i].parent) {
		less ^= items[i].outside == OUTSIDE_DEDUCTION;
		multiplied |= items[items[i].parent].combination->marks;
	}
	if (!from || !to)
		return NULL;
	if (multiplied) {
		from = gain(r, unit, points, item, from);
		to = gain(r, unit, points, item, to);
		return from && to ? ratio_sub(a, to, from) : NULL;
	}
	const ratio *more = less ? ratio_sub(a, from, to) : ratio_sub(a, to, from);
	return ratio_mul(a, points[item].max, ratio_div(a, more, points[item].mark_full));
}

/* Each type of a leaf scored by counts. A mark that counts do not move is worth nothing; where the
 * counts of others move it too, there is no such value. */
static void value_leaf(const struct run *r, size_t unit, size_t item, struct points *points)
{
	struct arena *a = r->arena;
	const size_t n = r->method->n_types;
	struct points *p = &points[item];
	struct type_result *types = (struct type_result *)p->types; /* made in this run */
	const ratio *zero = ratio_of(a, 0, 1), *one = ratio_of(a, 1, 1);
	bool fixed = p->state == POINTS_NO_TASK || p->by_department || !ratio_sign(p->mark_full);
	const ratio **none = ARENA_NEWS(a, const ratio *, n),
	            **now = ARENA_NEWS(a, const ratio *, n);
	for (size_t k = 0; k < n; k++) {
		none[k] = zero;
		now[k] = types[k].achieved;
		types[k].each = types[k].next = zero;
	}
	for (size_t k = 0; k < n && !fixed; k++) {
		const ratio *from = mark_under(r, unit, item, none);
		none[k] = one;
		const ratio *first = mark_under(r, unit, item, none);
		none[k] = zero;
		types[k].each = worth(r, unit, points, item, from, first);
		now[k] = ratio_add(a, types[k].achieved, one);
		types[k].next = gain(r, unit, points, item, mark_under(r, unit, item, now));
		now[k] = types[k].achieved;
	}
}

/* ---- units ---- */

/* The share of an item's weight that has tasks, 0 .. 1; NULL where nothing is scored by counts.
 * It goes by the weights alone: an item of no points still has its weight among its like. */
static const ratio *assigned_share(const struct run *r, const struct points *points, size_t item)
{
	struct arena *a = r->arena;
	const struct item *p = &r->method->items[item];
	const ratio *zero = ratio_of(a, 0, 1), *one = ratio_of(a, 1, 1);
	if (item_is_leaf(p))
		return p->scoring->input != INPUT_COUNTS      ? NULL
		       : points[item].state == POINTS_NO_TASK ? zero
		                                              : one;
	const ratio *sum = zero, *part = zero, *plain_sum = zero, *plain_part = zero;
	for (size_t i = 0; i < p->n_children; i++) {
		const struct item *c = &r->method->items[p->children[i]];
		const ratio *share = assigned_share(r, points, p->children[i]);
		if (!share || c->outside)
			continue;
		const ratio *weight = item_is_weighted(p) ? c->weight : c->points;
		sum = ratio_add(a, sum, weight);
		part = ratio_add(a, part, ratio_mul(a, weight, share));
		plain_sum = ratio_add(a, plain_sum, one);
		plain_part = ratio_add(a, plain_part, share);
	}
	if (!ratio_sign(plain_sum))
		return NULL;
	return ratio_sign(sum) ? ratio_div(a, part, sum) : ratio_div(a, plain_part, plain_sum);
}

static void sum_tasks(const struct run *r, struct unit_result *u)
{
	struct arena *a = r->arena;
	const ratio *share = assigned_share(r, u->items, 0), *percent = ratio_of(a, 100, 1);
	u->assigned = share ? ratio_mul(a, share, percent) : percent;
	u->no_task = share && !ratio_sign(share);
	u->projects = ratio_of(a, 0, 1);
	for (size_t i = 0; i < r->method->n_items; i++)
		if (u->items[i].task && ratio_sign(u->items[i].max) > 0)
			u->projects = ratio_add(a, u->projects, u->items[i].task);
}

static const struct param_spec min_assigned_spec = {.name = "min_assigned", .fallback = "0"};

/* Rounded once; refused where the error of an irrational step leaves the last digit open. */
static void publish(const struct run *r, struct unit_result *u)
{
	const struct method *m = r->method;
	const struct unit *unit = &m->units[u->unit];
	if (!u->score)
		return;
	u->published = ratio_round(r->arena, u->score, m->decimals, m->rounding);
	bool certain = ratio_round_certain(r->arena, u->score, m->decimals, m->rounding);
	if (!certain && unit->assessed && !r->part && log_of(r, u->unit))
		diag_add(r->log, (struct place){0}, DIAG_rounding_uncertain,
		         ARGS(unit->named.name, words_same(ratio_plain(r->arena, u->score))));
}

static void score_unit(const struct run *r, size_t unit, struct unit_result *u)
{
	struct arena *a = r->arena;
	const struct method *m = r->method;
	struct points *points = score_points(r, unit);
	*u = (struct unit_result){.unit = unit,
	                          .items = points,
	                          .score = points[0].points,
	                          .grade = NONE,
	                          .grade_earned = NONE};
	u->complete = u->score != NULL;
	sum_tasks(r, u);
	if (r->brief && m->units[unit].assessed && (r->only == NONE || r->only == unit))
		u->targets_missing = forgotten_targets(a, r->figures, unit, r->log);
	if (m->few_projects)
		u->few = ratio_cmp(u->projects, ratio_of(a, (long)m->few_projects, 1)) < 0;
	u->apart = ratio_cmp(u->assigned,
	                     param_number(a, m, &m->min_assigned, &min_assigned_spec)) < 0;
	if (!u->complete)
		return;
	for (size_t i = 0; r->brief && i < m->n_items; i++)
		if (points[i].types && !scoring_depends(m, m->items[i].scoring))
			value_leaf(r, unit, i, points);
}

/* ---- one run ---- */

/* The field of every leaf that depends on others, for each group. */
static const struct field *const *fields_of(const struct run *r)
{
	const struct method *m = r->method;
	size_t n = m->n_items * (m->n_groups + 1);
	const struct field **fields = ARENA_NEWS(r->arena, const struct field *, n);
	struct run before = *r; /* leaves without a field */
	before.fields = fields;
	for (size_t i = 0; i < m->n_items; i++) {
		if (!item_is_leaf(&m->items[i]) || !scoring_depends(m, m->items[i].scoring))
			continue;
		const struct leaf l = leaf_of(&before, 0, i, false);
		for (size_t g = 0; g <= m->n_groups; g++)
			fields[field_index(m, i, g)] = field_of(&l, g < m->n_groups ? g : NONE);
	}
	return fields;
}

/* Take effect where the item's measure, before any logarithm, reaches its number, whatever mark
 * that earns and even where nothing is asked; a unit without a measure is spared. */
static void find_consequences(const struct run *r, struct unit_result *u)
{
	const struct method *m = r->method;
	struct consequence_result *list =
	        ARENA_NEWS(r->arena, struct consequence_result, m->n_consequences);
	u->consequences = list;
	for (size_t i = 0; i < m->n_consequences; i++) {
		const struct consequence *c = &m->consequences[i];
		const struct leaf l = leaf_of(r, u->unit, c->item, false);
		const ratio *x = measure_argument_of(&l, u->unit);
		bool applies =
		        x && (c->from ? ratio_cmp(x, c->from) >= 0 : ratio_cmp(x, c->below) < 0);
		if (!applies)
			continue;
		list[u->n_consequences++] = (struct consequence_result){c, x, NONE};
		u->apart = u->apart || c->effect == EFFECT_UNRANKED;
	}
}

/* Is anything written about the period: a target, "-", or a total? */
static bool has_targets(const struct figures *f, size_t period)
{
	const struct method *m = f->method;
	for (size_t u = 0; u <= all_units(m); u++)
		for (size_t i = 0; i <= all_items(m); i++)
			for (size_t k = 0; k <= all_types(m); k++)
				if (figures_target(f, u, i, k, period)->state != FIGURE_ABSENT)
					return true;
	return false;
}

/* Where other periods have targets and this one has none, nobody has set them yet: that is no
 * reason to take every item for one without a task. False after period_untargeted. */
static bool is_targeted(const struct run *r)
{
	const struct method *m = r->method;
	const struct figures *f = r->figures;
	struct words others = words_same("");
	if (has_targets(f, f->period))
		return true;
	for (size_t i = 0; i < m->n_periods; i++)
		if (has_targets(f, i))
			for (enum lang lang = 0; lang < LANGS; lang++)
				others.in[lang] = arena_print(
				        r->arena, "%s%s%s", others.in[lang],
				        *others.in[lang] ? text_in(TEXT_list_comma, lang) : "",
				        m->periods[i].named.name.in[lang]
				                ? m->periods[i].named.name.in[lang]
				                : m->periods[i].named.name.in[LANG_ZH]);
	if (!*others.in[LANG_ZH])
		return true;
	diag_add(r->log, f->targets_at, DIAG_period_untargeted,
	         ARGS(m->periods[f->period].named.name, others));
	return false;
}

static const struct sheet *run(struct run *r)
{
	const struct method *m = r->method;
	const struct period *period = &m->periods[r->figures->period];
	size_t errors = diag_errors(r->log);
	struct sheet *s = ARENA_NEW(r->arena, struct sheet);
	struct unit_result *units = ARENA_NEWS(r->arena, struct unit_result, m->n_units);
	*s = (struct sheet){.method = m, .figures = r->figures, .units = units};
	if (period->n_parts) {
		const struct sheet **parts =
		        ARENA_NEWS(r->arena, const struct sheet *, period->n_parts);
		for (size_t i = 0; i < period->n_parts; i++) {
			struct run part = *r;
			part.part = true;
			part.figures = figures_at(r->arena, r->figures, period->parts[i].period);
			parts[i] = run(&part);
		}
		if (diag_errors(r->log) > errors)
			return NULL;
		s->parts = parts;
		s->n_parts = period->n_parts;
		parts_combine(r->arena, s, units, r->explain);
	} else if (!is_targeted(r)) {
		return NULL;
	} else {
		r->fields = fields_of(r);
		for (size_t i = 0; i < m->n_units; i++) {
			score_unit(r, i, &units[i]);
			find_consequences(r, &units[i]);
		}
	}
	for (size_t i = 0; i < m->n_units; i++)
		publish(r, &units[i]);
	rank_units(r->arena, s, units, r->only == NONE && !r->part ? r->log : NULL);
	return diag_errors(r->log) > errors ? NULL : s;
}

const struct sheet *score_run(struct arena *a, const struct method *m, const struct figures *f,
                              size_t only, struct diag_list *log)
{
	struct run r = {.arena = a,
	                .method = m,
	                .figures = f,
	                .only = only,
	                .brief = true,
	                .explain = true,
	                .log = log};
	return run(&r);
}

const struct sheet *score_brief(struct arena *a, const struct method *m, const struct figures *f,
                                size_t only, struct diag_list *log)
{
	struct run r = {
	        .arena = a, .method = m, .figures = f, .only = only, .brief = true, .log = log};
	return run(&r);
}

const struct sheet *score_numbers(struct arena *a, const struct method *m, const struct figures *f,
                                  size_t only, struct diag_list *log)
{
	struct run r = {.arena = a, .method = m, .figures = f, .only = only, .log = log};
	return run(&r);
}
