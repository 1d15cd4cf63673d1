#include "vary/difference.h"

#include "engine/score.h"
#include "vary/attribution.h"
#include "vary/whatif.h"

#include <string.h>

struct work {
	struct arena *arena;
	const struct sheet *before, *after;
	struct difference *out;
	struct difference_figure *figures;
	size_t room;
	const struct named *period; /* of a combined one */
};

/* ---- who is who ---- */

struct pair {
	const struct named *named; /* of the second, or of the first */
	size_t before, after;      /* or NONE */
};

static const struct named *member(const void *list, size_t i, size_t size)
{
	return (const struct named *)(const void *)((const char *)list + i * size);
}

/* Those of the second in its order, then those of the first alone. */
static struct pair *pairs_of(struct arena *a, const void *before, size_t n_before,
                             const void *after, size_t n_after, size_t size, size_t *n)
{
	struct pair *list = ARENA_NEWS(a, struct pair, n_before + n_after);
	*n = 0;
	for (size_t i = 0; i < n_after; i++) {
		const struct named *named = member(after, i, size);
		list[(*n)++] =
		        (struct pair){named, named_find(before, n_before, size, named->id), i};
	}
	for (size_t i = 0; i < n_before; i++) {
		const struct named *named = member(before, i, size);
		if (named_find(after, n_after, size, named->id) == NONE)
			list[(*n)++] = (struct pair){named, i, NONE};
	}
	return list;
}

#define PAIRS(w, list, n)                                                                          \
	pairs_of((w)->arena, (w)->before->method->list, (w)->before->method->n_##list,             \
	         (w)->after->method->list, (w)->after->method->n_##list,                           \
	         sizeof *(w)->after->method->list, (n))

/* ---- figures ---- */

static struct difference_side side_of(struct arena *a, const struct figure *f)
{
	if (!f || f->state == FIGURE_ABSENT)
		return (struct difference_side){"", NULL, {0}};
	if (f->state == FIGURE_NO_TASK)
		return (struct difference_side){"-", NULL, f->place};
	return (struct difference_side){ratio_plain(a, f->value), f->value, f->place};
}

static void compare(struct work *w, struct difference_figure x)
{
	struct difference *out = w->out;
	if (!strcmp(x.before.text, x.after.text))
		return;
	if (out->n_figures == w->room) {
		w->room = 2 * w->room + 16;
		w->figures = arena_grow(w->arena, w->figures, out->n_figures, w->room,
		                        sizeof *w->figures);
		out->figures = w->figures;
	}
	x.period = w->period;
	w->figures[out->n_figures++] = x;
	out->counted[x.kind]++;
}

static bool is_leaf_of(const struct sheet *s, size_t item, enum leaf_input input)
{
	return item != NONE && figures_input_is(s->method, item, input);
}

/* The cell of one side; NULL where that side has no such cell. */
static const struct figure *cell(const struct sheet *s, enum difference_kind kind, size_t unit,
                                 size_t item, size_t type)
{
	const struct figures *f = s->figures;
	if (unit == NONE || item == NONE)
		return NULL;
	if (kind == DIFFERENCE_VALUE)
		return is_leaf_of(s, item, INPUT_VALUES) ? figures_value(f, unit, item, f->period)
		                                         : NULL;
	const bool counted = is_leaf_of(s, item, INPUT_COUNTS) && type < s->method->n_types;
	const bool valued = is_leaf_of(s, item, INPUT_VALUES) && type == all_types(s->method);
	if (kind == DIFFERENCE_COUNT)
		return counted ? figures_count(f, unit, item, type) : NULL;
	return counted || valued ? figures_target(f, unit, item, type, f->period) : NULL;
}

static void compare_cell(struct work *w, enum difference_kind kind, const struct pair *unit,
                         const struct pair *item, const struct pair *type)
{
	struct arena *a = w->arena;
	const size_t before = type ? type->before : all_types(w->before->method);
	const size_t after = type ? type->after : all_types(w->after->method);
	compare(w,
	        (struct difference_figure){.kind = kind,
	                                   .unit = unit->named,
	                                   .item = item->named,
	                                   .type = type ? type->named : NULL,
	                                   .before = side_of(a, cell(w->before, kind, unit->before,
	                                                             item->before, before)),
	                                   .after = side_of(a, cell(w->after, kind, unit->after,
	                                                            item->after, after))});
}

static struct difference_side judged_side(struct arena *a, const struct sheet *s, size_t unit,
                                          size_t item)
{
	struct difference_side side = {"", NULL, {0}};
	if (unit == NONE || !is_leaf_of(s, item, INPUT_JUDGED))
		return side;
	const struct judgement *first = *figures_judged(s->figures, unit, item);
	for (const struct judgement *j = first; j; j = j->next) {
		const char *points = j->points ? ratio_plain(a, j->points) : "";
		side.text = *side.text ? arena_print(a, "%s, %s", side.text, points) : points;
	}
	if (first) {
		side.place = first->place;
		side.value = sheet_points(s, unit, item)->mark;
	}
	return side;
}

static struct difference_side mark_side(struct arena *a, const struct sheet *s, size_t unit,
                                        size_t item)
{
	if (unit == NONE || item == NONE || !item_is_leaf(&s->method->items[item]))
		return (struct difference_side){"", NULL, {0}};
	const struct department_mark *mark = figures_mark(s->figures, unit, item);
	return mark->mark ? (struct difference_side){ratio_plain(a, mark->mark), mark->mark,
	                                             mark->place}
	                  : (struct difference_side){"", NULL, {0}};
}

static void compare_item(struct work *w, const struct pair *unit, const struct pair *item,
                         const struct pair *types, size_t n_types)
{
	struct arena *a = w->arena;
	struct difference_figure x = {.unit = unit->named, .item = item->named};
	for (size_t k = 0; k < n_types; k++)
		compare_cell(w, DIFFERENCE_TARGET, unit, item, &types[k]);
	compare_cell(w, DIFFERENCE_TARGET, unit, item, NULL);
	for (size_t k = 0; k < n_types; k++)
		compare_cell(w, DIFFERENCE_COUNT, unit, item, &types[k]);
	compare_cell(w, DIFFERENCE_VALUE, unit, item, NULL);
	x.kind = DIFFERENCE_JUDGED;
	x.before = judged_side(a, w->before, unit->before, item->before);
	x.after = judged_side(a, w->after, unit->after, item->after);
	compare(w, x);
	x.kind = DIFFERENCE_MARK;
	x.before = mark_side(a, w->before, unit->before, item->before);
	x.after = mark_side(a, w->after, unit->after, item->after);
	compare(w, x);
}

static void compare_figures(struct work *w)
{
	size_t n_units, n_items, n_types;
	const struct pair *units = PAIRS(w, units, &n_units), *items = PAIRS(w, items, &n_items);
	const struct pair *types = PAIRS(w, types, &n_types);
	for (size_t u = 0; u < n_units; u++)
		for (size_t i = 0; i < n_items; i++)
			compare_item(w, &units[u], &items[i], types, n_types);
}

/* Part by part where both are combined. */
static void compare_periods(struct work *w)
{
	const struct sheet *before = w->before, *after = w->after;
	if (!after->n_parts || before->n_parts != after->n_parts) {
		compare_figures(w);
		return;
	}
	for (size_t i = 0; i < after->n_parts; i++) {
		w->before = before->parts[i];
		w->after = after->parts[i];
		w->period = &after->method->periods[w->after->figures->period].named;
		compare_figures(w);
	}
	w->before = before;
	w->after = after;
	w->period = NULL;
}

/* ---- rules ---- */

static struct difference_side number_side(struct arena *a, const ratio *x, struct place place)
{
	return (struct difference_side){x ? ratio_plain(a, x) : "", x, place};
}

static void compare_rules(struct work *w)
{
	struct arena *a = w->arena;
	const struct method *x = w->before->method, *y = w->after->method;
	size_t n;
	const struct pair *policies = PAIRS(w, policies, &n);
	for (size_t i = 0; i < n; i++) {
		const struct pair *p = &policies[i];
		struct difference_figure f = {.kind = DIFFERENCE_POLICY,
		                              .policy = p->named,
		                              .before = {"", NULL, {0}},
		                              .after = {"", NULL, {0}}};
		if (p->before != NONE)
			f.before.text = policy_value(a, &x->policies[p->before]);
		if (p->after != NONE)
			f.after.text = policy_value(a, &y->policies[p->after]);
		compare(w, f);
	}
	const struct pair *items = PAIRS(w, items, &n);
	for (size_t i = 0; i < n; i++) {
		const struct pair *p = &items[i];
		const struct item *before = p->before != NONE ? &x->items[p->before] : NULL,
		                  *after = p->after != NONE ? &y->items[p->after] : NULL;
		struct difference_figure f = {.kind = DIFFERENCE_WEIGHT, .item = p->named};
		f.before = number_side(a, before ? before->weight : NULL, (struct place){0});
		f.after = number_side(a, after ? after->weight : NULL, (struct place){0});
		compare(w, f);
		const bool weighted = (before && before->weight) || (after && after->weight);
		f.kind = DIFFERENCE_POINTS;
		f.before = number_side(a, before ? before->points : NULL, (struct place){0});
		f.after = number_side(a, after ? after->points : NULL, (struct place){0});
		if (!weighted)
			compare(w, f);
	}
}

/* ---- points ---- */

static const ratio *score_of(const struct sheet *s, size_t unit)
{
	return unit == NONE ? NULL : s->units[unit].score;
}

static void find_units(struct work *w)
{
	const struct sheet *s = w->after;
	size_t n;
	const struct pair *pairs = PAIRS(w, units, &n);
	struct difference_unit *units = ARENA_NEWS(w->arena, struct difference_unit, n);
	bool *done = ARENA_NEWS(w->arena, bool, n);
	w->out->units = units;
	for (size_t i = 0; i < s->n_order + n; i++) {
		const size_t at = i < s->n_order ? s->order[i] : i - s->n_order;
		if (done[at])
			continue;
		done[at] = true;
		const ratio *x = score_of(w->before, pairs[at].before),
		            *y = score_of(s, pairs[at].after);
		units[w->out->n_units++] =
		        (struct difference_unit){pairs[at].named, pairs[at].before, pairs[at].after,
		                                 x && y ? ratio_sub(w->arena, y, x) : NULL};
	}
}

static const ratio *part(const ratio *const *parts, const struct sheet *s, size_t unit, size_t item)
{
	return item == NONE ? NULL : parts[unit * s->method->n_items + item];
}

static void find_parts(struct work *w)
{
	struct arena *a = w->arena;
	struct difference *out = w->out;
	const ratio *const *x = whatif_parts(a, w->before), *const *y = whatif_parts(a, w->after);
	const ratio *zero = ratio_of(a, 0, 1);
	size_t n;
	const struct pair *items = PAIRS(w, items, &n);
	struct difference_component *components = ARENA_NEWS(a, struct difference_component, n);
	const ratio **all = ARENA_NEWS(a, const ratio *, out->n_units *n);
	for (size_t i = 0; i < n; i++) {
		bool any = false;
		for (size_t u = 0; u < out->n_units; u++) {
			const struct difference_unit *unit = &out->units[u];
			const ratio **change = &all[u * n + i];
			if (!unit->change)
				continue;
			const ratio *p = part(x, w->before, unit->before, items[i].before),
			            *q = part(y, w->after, unit->after, items[i].after);
			*change = ratio_sub(a, q ? q : zero, p ? p : zero);
			any = any || ratio_sign(*change);
		}
		if (!any)
			continue;
		const struct sheet *s = items[i].after != NONE ? w->after : w->before;
		const size_t item = items[i].after != NONE ? items[i].after : items[i].before;
		for (size_t u = 0; u < out->n_units; u++)
			all[u * n + out->n_components] = all[u * n + i];
		components[out->n_components++] = (struct difference_component){
		        items[i].named, whatif_is_itself(s->method, item)};
	}
	const ratio **parts = ARENA_NEWS(a, const ratio *, out->n_units * out->n_components);
	for (size_t u = 0; u < out->n_units; u++)
		for (size_t c = 0; c < out->n_components; c++)
			parts[u * out->n_components + c] = all[u * n + c];
	out->components = components;
	out->parts = parts;
}

/* ---- figures or rules? ---- */

static bool same_ids(const void *x, size_t n_x, const void *y, size_t n_y, size_t size)
{
	bool same = n_x == n_y;
	for (size_t i = 0; same && i < n_x; i++)
		same = !strcmp(member(x, i, size)->id, member(y, i, size)->id);
	return same;
}

static bool same_frame(const struct method *x, const struct method *y)
{
	return same_ids(x->units, x->n_units, y->units, y->n_units, sizeof *x->units) &&
	       same_ids(x->items, x->n_items, y->items, y->n_items, sizeof *x->items) &&
	       same_ids(x->types, x->n_types, y->types, y->n_types, sizeof *x->types) &&
	       same_ids(x->periods, x->n_periods, y->periods, y->n_periods, sizeof *x->periods);
}

/* chosen: the figures, the rules of the second. */
static bool value(void *context, struct arena *a, const bool *chosen, const ratio **out)
{
	const struct work *w = context;
	const struct method *m = (chosen[1] ? w->after : w->before)->method;
	const struct figures *f = figures_under(a, (chosen[0] ? w->after : w->before)->figures, m);
	const struct sheet *s = score_numbers(a, m, f, NONE, diag_list_new(a));
	for (size_t u = 0; s && u < m->n_units; u++)
		out[u] = s->units[u].score;
	return s != NULL;
}

static void find_causes(struct work *w)
{
	struct arena *a = w->arena;
	struct difference *out = w->out;
	struct attribution x;
	size_t rules = out->counted[DIFFERENCE_POLICY] + out->counted[DIFFERENCE_WEIGHT] +
	               out->counted[DIFFERENCE_POINTS];
	const bool both = (rules || !out->same_rules) && out->n_figures > rules;
	const size_t n = w->after->method->n_units;
	if (!both || !same_frame(w->before->method, w->after->method) ||
	    !attribution_split(a, 2, n, value, w, &x))
		return;
	const ratio **figures = ARENA_NEWS(a, const ratio *, out->n_units),
	            **by_rules = ARENA_NEWS(a, const ratio *, out->n_units);
	for (size_t u = 0; u < out->n_units; u++) {
		figures[u] = x.shares[out->units[u].after * 2];
		by_rules[u] = x.shares[out->units[u].after * 2 + 1];
	}
	out->by_figures = figures;
	out->by_rules = by_rules;
}

const struct difference *difference_run(struct arena *a, const struct sheet *before,
                                        const struct sheet *after)
{
	struct difference *out = ARENA_NEW(a, struct difference);
	struct work w = {.arena = a, .before = before, .after = after, .out = out};
	*out = (struct difference){.before = before,
	                           .after = after,
	                           .same_rules =
	                                   !strcmp(before->method->sha256, after->method->sha256)};
	compare_rules(&w);
	compare_periods(&w);
	find_units(&w);
	find_parts(&w);
	find_causes(&w);
	return out;
}
