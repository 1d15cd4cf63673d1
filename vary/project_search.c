#include "vary/project_search.h"

#include "engine/combine.h"
#include "engine/scoring.h"

#include <assert.h>
#include <string.h>

/* More of each type than anybody counts: what the mark comes to in the end. */
static const long without_end = 1000000000L;

/* The best points of one item with at most k projects below it. */
struct project_table {
	size_t item;
	size_t n;           /* [0 .. n]; more projects do no more, or are more than was asked for */
	const ratio **best; /* [k] */
	const ratio *limit;
	bool sound;
	const size_t *types; /* of a leaf: [k * n_types + type]; NULL where it has no choice */
	/* Of an inner item, child after child: how many of k projects it gets. */
	const struct project_table **children;
	const size_t **gets; /* [step][k], k up to: */
	size_t *most;        /* [step] */
	size_t n_steps;
	size_t n_items, n_types; /* of the method */
};

struct search {
	struct arena *arena;
	const struct sheet *sheet;
	size_t unit, most;
	enum project_way way;
	const size_t *efforts; /* [type]; NULL: 1 each */
	bool sound;
};

static const struct points *points_of(const struct search *s, size_t item)
{
	return sheet_points(s->sheet, s->unit, item);
}

/* Below a deduction more points are worse. */
static bool better(const ratio *x, const ratio *y, bool higher)
{
	return higher ? ratio_cmp(x, y) > 0 : ratio_cmp(x, y) < 0;
}

static size_t at_most(const struct project_table *t, size_t k)
{
	return k < t->n ? k : t->n;
}

static struct project_table *table_new(const struct search *s, size_t item, size_t n)
{
	struct project_table *t = ARENA_NEW(s->arena, struct project_table);
	*t = (struct project_table){.item = item,
	                            .n = n,
	                            .best = ARENA_NEWS(s->arena, const ratio *, n + 1),
	                            .n_items = s->sheet->method->n_items,
	                            .n_types = s->sheet->method->n_types};
	return t;
}

static struct project_table *constant(const struct search *s, size_t item, const ratio *points)
{
	struct project_table *t = table_new(s, item, 0);
	t->best[0] = t->limit = points;
	return t;
}

/* ---- what can be changed ---- */

bool project_leaf_counts(const struct sheet *s, size_t unit, size_t item)
{
	const struct points *p = sheet_points(s, unit, item);
	return p->types && p->mark && p->state == POINTS_SCORED && !p->by_department &&
	       ratio_sign(p->mark_full) > 0;
}

size_t project_room(struct arena *a, const struct sheet *s, size_t unit, size_t item, size_t type,
                    enum project_way way, size_t most)
{
	const ratio *count = sheet_points(s, unit, item)->types[type].achieved;
	if (!s->method->types[type].whole || !count)
		return 0;
	if (way == PROJECTS_ADDED)
		return most;
	size_t n = 0;
	while (n < most && ratio_cmp(count, ratio_of(a, (long)n + 1, 1)) >= 0)
		n++;
	return n;
}

static size_t effort_of(const struct search *s, size_t type)
{
	return s->efforts ? s->efforts[type] : 1;
}

/* Does the leaf look at the counts of another item? */
static bool reads_other(const struct method *m, const struct scoring *use)
{
	const struct param_spec *specs = use->method->params;
	for (size_t i = 0; specs[i].name; i++) {
		if (specs[i].kind != PARAM_ITEM)
			continue;
		const char *id = param_text(m, &use->params[i], &specs[i]);
		const size_t item = id && *id ? method_item(m, id) : NONE;
		if (item != NONE && figures_counted(m, item))
			return true;
	}
	return false;
}

static bool adds_up(const struct combination *c)
{
	return !c->marks;
}

static bool multiplies(const struct combination *c)
{
	return !strcmp(c->id, "product");
}

static bool takes_least(const struct combination *c)
{
	return !strcmp(c->id, "minimum");
}

bool project_separable(const struct sheet *s, size_t unit)
{
	const struct method *m = s->method;
	for (size_t i = 0; i < m->n_items; i++) {
		const struct item *item = &m->items[i];
		const struct points *p = sheet_points(s, unit, i);
		if (item_is_leaf(item)) {
			if ((item->scoring->input == INPUT_COUNTS &&
			     scoring_depends(m, item->scoring)) ||
			    reads_other(m, item->scoring))
				return false;
			continue;
		}
		const struct combination *c = item->combination;
		if (!adds_up(c) && !multiplies(c) && !takes_least(c))
			return false;
		for (size_t k = 0; multiplies(c) && k < item->n_children; k++)
			if (ratio_sign(sheet_points(s, unit, item->children[k])->points) < 0)
				return false;
		if (!p->points)
			return false;
	}
	return true;
}

/* ---- leaves ---- */

/* Shares of k projects among the types of a leaf, all of them one after the other. */
struct sharing {
	struct search *search;
	size_t item;
	bool higher;
	size_t *now, *chosen; /* [type] */
	const size_t *room;   /* [type] */
	const ratio *best;
};

static const ratio *points_under(struct arena *a, const struct sheet *sheet, size_t unit,
                                 size_t item, const ratio *const *counts)
{
	const struct method *m = sheet->method;
	const struct points *p = sheet_points(sheet, unit, item);
	const struct leaf l = {.arena = a,
	                       .method = m,
	                       .figures = sheet->figures,
	                       .unit = unit,
	                       .item = item,
	                       .scoring = m->items[item].scoring,
	                       .counts = counts};
	struct points out = {0};
	l.scoring->method->score(&l, &out, NULL);
	return out.mark ? ratio_mul(a, p->max, ratio_div(a, out.mark, p->mark_full)) : NULL;
}

const ratio *project_leaf_points(struct arena *a, const struct sheet *s, size_t unit, size_t item,
                                 enum project_way way, const size_t *projects)
{
	const size_t n = s->method->n_types;
	const struct type_result *types = sheet_points(s, unit, item)->types;
	const ratio **counts = ARENA_NEWS(a, const ratio *, n);
	for (size_t k = 0; k < n; k++)
		counts[k] = (way == PROJECTS_ADDED ? ratio_add : ratio_sub)(
		        a, types[k].achieved, ratio_of(a, (long)projects[k], 1));
	return points_under(a, s, unit, item, counts);
}

/* With all that can be added, or without all that can be struck off; or as it is. */
static const ratio *end_of(const struct search *s, size_t item, bool higher)
{
	const size_t n = s->sheet->method->n_types;
	const ratio **counts = ARENA_NEWS(s->arena, const ratio *, n);
	for (size_t k = 0; k < n; k++) {
		const ratio *count = points_of(s, item)->types[k].achieved;
		counts[k] = count;
		if (!s->sheet->method->types[k].whole)
			continue;
		const ratio *end = ratio_of(s->arena, without_end, 1);
		counts[k] = s->way == PROJECTS_ADDED ? ratio_add(s->arena, count, end)
		            : ratio_is_whole(count)  ? ratio_of(s->arena, 0, 1)
		                                     : count;
	}
	const ratio *now = points_of(s, item)->points,
	            *end = points_under(s->arena, s->sheet, s->unit, item, counts);
	return end && better(end, now, higher) ? end : now;
}

static void try_share(struct sharing *h)
{
	const struct search *s = h->search;
	struct arena *scratch = arena_scratch(s->arena);
	const ratio *points =
	        project_leaf_points(scratch, s->sheet, s->unit, h->item, s->way, h->now);
	if (points && better(points, h->best, h->higher)) {
		h->best = ratio_copy(s->arena, points);
		memcpy(h->chosen, h->now, s->sheet->method->n_types * sizeof *h->now);
	}
	arena_free(scratch);
}

static void share_out(struct sharing *h, size_t type, size_t left)
{
	const size_t n = h->search->sheet->method->n_types;
	if (type == n) {
		if (!left)
			try_share(h);
		return;
	}
	const size_t effort = effort_of(h->search, type);
	for (size_t k = 0; k * effort <= left && k <= h->room[type]; k++) {
		h->now[type] = k;
		share_out(h, type + 1, left - k * effort);
	}
	h->now[type] = 0;
}

static struct project_table *leaf_table(struct search *s, size_t item, bool higher)
{
	struct arena *a = s->arena;
	const size_t n = s->sheet->method->n_types;
	if (!project_leaf_counts(s->sheet, s->unit, item))
		return constant(s, item, points_of(s, item)->points);
	struct project_table *t = table_new(s, item, s->most);
	size_t *types = ARENA_NEWS(a, size_t, (s->most + 1) * n), *room = ARENA_NEWS(a, size_t, n);
	size_t all = 0;
	for (size_t k = 0; k < n; k++)
		all += effort_of(s, k) *
		       (room[k] = project_room(a, s->sheet, s->unit, item, k, s->way, s->most));
	struct sharing h = {.search = s,
	                    .item = item,
	                    .higher = higher,
	                    .now = ARENA_NEWS(a, size_t, n),
	                    .chosen = ARENA_NEWS(a, size_t, n),
	                    .room = room,
	                    .best = points_of(s, item)->points};
	t->types = types;
	t->limit = end_of(s, item, higher);
	t->best[0] = h.best;
	t->n = 0;
	for (size_t k = 1; k <= s->most && k <= all && better(t->limit, h.best, higher); k++) {
		share_out(&h, 0, k);
		t->best[k] = h.best;
		memcpy(types + k * n, h.chosen, n * sizeof *types);
		t->n = k;
	}
	s->sound = s->sound && !better(h.best, t->limit, higher);
	return t;
}

/* ---- inner items ---- */

enum joining { JOIN_ADD, JOIN_TAKE, JOIN_TIMES, JOIN_LEAST };

static const ratio *join(struct arena *a, enum joining how, const ratio *x, const ratio *y)
{
	switch (how) {
	case JOIN_ADD:
		return ratio_add(a, x, y);
	case JOIN_TAKE:
		return ratio_sub(a, x, y);
	case JOIN_TIMES:
		return ratio_mul(a, x, y);
	case JOIN_LEAST:
		break;
	}
	return ratio_min(x, y);
}

/* One more child: of k projects it gets as many as do most. More that do no more are not tried. */
static void add_child(const struct search *s, struct project_table *t,
                      const struct project_table *child, enum joining how, bool higher)
{
	struct arena *a = s->arena;
	const size_t all = t->n + child->n, n = all < s->most ? all : s->most;
	const ratio **best = ARENA_NEWS(a, const ratio *, n + 1);
	size_t *gets = ARENA_NEWS(a, size_t, n + 1);
	for (size_t k = 0; k <= n; k++) {
		struct arena *scratch = arena_scratch(a);
		for (size_t i = 0; i <= k && i <= child->n; i++) {
			if (i && !ratio_cmp(child->best[i], child->best[i - 1]))
				continue;
			const ratio *x =
			        join(scratch, how, t->best[at_most(t, k - i)], child->best[i]);
			if (best[k] && !better(x, best[k], higher))
				continue;
			best[k] = x;
			gets[k] = i;
		}
		best[k] = ratio_copy(a, best[k]);
		arena_free(scratch);
	}
	t->best = best;
	t->n = n;
	t->limit = join(a, how, t->limit, child->limit);
	t->children[t->n_steps] = child;
	t->most[t->n_steps] = n;
	t->gets[t->n_steps++] = gets;
}

/* The same of every entry. */
static void scale(struct arena *a, struct project_table *t, const ratio *factor)
{
	for (size_t k = 0; k <= t->n; k++)
		t->best[k] = ratio_mul(a, t->best[k], factor);
	t->limit = ratio_mul(a, t->limit, factor);
}

static void cut(struct project_table *t, const ratio *most)
{
	for (size_t k = 0; k <= t->n; k++)
		t->best[k] = ratio_min(t->best[k], most);
	t->limit = ratio_min(t->limit, most);
}

static struct project_table *table_of(struct search *s, size_t item, bool higher);

/* A child's points as a share of its 100, for those that are multiplied or compared. */
static struct project_table *shares_of(struct search *s, size_t child, bool higher)
{
	struct project_table *t = table_of(s, child, higher);
	scale(s->arena, t, ratio_div(s->arena, ratio_of(s->arena, 1, 1), points_of(s, child)->max));
	return t;
}

/* What the children inside the full points come to. */
static void add_inside(struct search *s, struct project_table *t, bool higher)
{
	struct arena *a = s->arena;
	const struct item *items = s->sheet->method->items, *p = &items[t->item];
	const struct points *own = points_of(s, t->item);
	const bool plain = adds_up(p->combination), least = takes_least(p->combination);
	bool any = false;
	t->best[0] = t->limit = ratio_of(a, plain ? 0 : 1, 1);
	for (size_t i = 0; i < p->n_children && !own->mark; i++) {
		const size_t child = p->children[i];
		if (items[child].outside || (!plain && !ratio_sign(points_of(s, child)->max)))
			continue;
		struct project_table *c = (plain ? table_of : shares_of)(s, child, higher);
		if (least && !any) /* the first of them is the least so far */
			t->best[0] = t->limit = higher ? c->limit : c->best[0];
		add_child(s, t, c, plain ? JOIN_ADD : least ? JOIN_LEAST : JOIN_TIMES, higher);
		any = true;
	}
	if (own->mark) /* what the lack of a task earned */
		t->best[0] = t->limit =
		        ratio_mul(a, own->max, ratio_div(a, own->mark, own->mark_full));
	else if (!plain)
		scale(a, t, any ? own->max : ratio_of(a, 0, 1));
	if (combine_limits(s->sheet->method, t->item))
		cut(t, own->max);
}

static struct project_table *inner_table(struct search *s, size_t item, bool higher)
{
	const struct item *items = s->sheet->method->items, *p = &items[item];
	struct project_table *t = table_new(s, item, 0);
	t->children = ARENA_NEWS(s->arena, const struct project_table *, p->n_children);
	t->gets = ARENA_NEWS(s->arena, const size_t *, p->n_children);
	t->most = ARENA_NEWS(s->arena, size_t, p->n_children);
	add_inside(s, t, higher);
	for (size_t i = 0; i < p->n_children; i++) {
		const bool taken = items[p->children[i]].outside == OUTSIDE_DEDUCTION;
		if (!items[p->children[i]].outside)
			continue;
		const struct project_table *c = table_of(s, p->children[i], higher != taken);
		add_child(s, t, c, taken ? JOIN_TAKE : JOIN_ADD, higher);
	}
	return t;
}

static struct project_table *table_of(struct search *s, size_t item, bool higher)
{
	bool leaf = item_is_leaf(&s->sheet->method->items[item]);
	return (leaf ? leaf_table : inner_table)(s, item, higher);
}

/* ---- answers ---- */

const ratio *project_total(struct arena *a, const struct sheet *s, size_t unit,
                           const ratio *const *points)
{
	const struct method *m = s->method;
	struct points *all = ARENA_NEWS(a, struct points, m->n_items);
	const struct family f = {a, m, all, unit, false, NULL};
	memcpy(all, s->units[unit].items, m->n_items * sizeof *all);
	for (size_t i = m->n_items; i--;)
		if (!item_is_leaf(&m->items[i]))
			combine_points(&f, i);
		else if (points[i])
			all[i].points = points[i];
	return all[0].points;
}

const struct project_table *project_search(struct arena *a, const struct sheet *s, size_t unit,
                                           enum project_way way, const size_t *efforts, size_t most)
{
	struct search search = {a, s, unit, most, way, efforts, true};
	struct project_table *t = table_of(&search, 0, way == PROJECTS_ADDED);
	t->sound = search.sound && !ratio_cmp(t->best[0], s->units[unit].score);
	return t;
}

bool project_sound(const struct project_table *t)
{
	return t->sound;
}

const ratio *project_best(const struct project_table *t, size_t k)
{
	return t->best[at_most(t, k)];
}

const ratio *project_limit(const struct project_table *t)
{
	return t->limit;
}

static void trace(const struct project_table *t, size_t k, size_t *out)
{
	for (size_t step = t->n_steps; step--;) {
		if (k > t->most[step]) /* these children have no use for so many */
			k = t->most[step];
		const size_t got = t->gets[step][k];
		trace(t->children[step], got, out);
		k -= got;
	}
	for (size_t i = 0; t->types && i < t->n_types; i++)
		out[t->item * t->n_types + i] = t->types[k * t->n_types + i];
}

const size_t *project_choice(struct arena *a, const struct project_table *t, size_t k)
{
	size_t *out = ARENA_NEWS(a, size_t, t->n_items * t->n_types);
	trace(t, at_most(t, k), out);
	return out;
}
