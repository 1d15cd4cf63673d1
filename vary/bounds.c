#include "vary/bounds.h"

#include <stdlib.h>

/* Two units over one part of the set. */
struct bounding {
	struct arena *arena;
	const struct model *model;
	const struct space *space;
	size_t units[2];
	const ratio *const *low, *const *high; /* [node]: its weight; NULL for a simplex */
	const ratio *zero, *one;
};

static bool counts(const struct bounding *b, size_t unit, size_t node, size_t child)
{
	const struct model *m = b->model;
	return !m->nodes[node].redistributes || m->classes[m->class_of[unit]].asked[child];
}

static bool is_live(const struct bounding *b, size_t node)
{
	const struct model_node *n = &b->model->nodes[node];
	bool live = n->kind == MODEL_LEAF && b->space->free[n->carrier];
	for (size_t i = 0; i < n->n_children && !live; i++)
		live = is_live(b, n->children[i]);
	return live;
}

/* ---- means ---- */

/* Parts of a mean: their values and the range of their weights. */
struct part {
	const ratio *value, *low, *high;
};

static int larger_first(const void *left, const void *right)
{
	const struct part *x = left, *y = right;
	return ratio_cmp(y->value, x->value);
}

/* The largest mean: as many of the larger parts as pays at their high ends. */
static const ratio *largest_mean(struct arena *a, struct part *parts, size_t n)
{
	const ratio *top = ratio_of(a, 0, 1), *bottom = top, *best = NULL;
	qsort(parts, n, sizeof *parts, larger_first);
	if (!parts[0].low) /* of a simplex: the largest alone */
		return parts[0].value;
	for (size_t i = 0; i < n; i++) {
		top = ratio_add(a, top, ratio_mul(a, parts[i].value, parts[i].low));
		bottom = ratio_add(a, bottom, parts[i].low);
	}
	for (size_t i = 0; i < n; i++) {
		const ratio *more = ratio_sub(a, parts[i].high, parts[i].low);
		top = ratio_add(a, top, ratio_mul(a, parts[i].value, more));
		bottom = ratio_add(a, bottom, more);
		const ratio *mean = ratio_div(a, top, bottom);
		best = best ? ratio_max(best, mean) : mean;
	}
	return best;
}

static struct part part_of(const struct bounding *b, size_t child, const ratio *value)
{
	return (struct part){value, b->low ? b->low[child] : NULL, b->high ? b->high[child] : NULL};
}

/* ---- one unit ---- */

static const ratio *turned(const struct bounding *b, const ratio *x, bool turn)
{
	return turn ? ratio_sub(b->arena, b->zero, x) : x;
}

/* The most (or least) that a unit can earn of the full points of a node. */
static const ratio *reach(const struct bounding *b, size_t unit, size_t node, bool least)
{
	const struct model *m = b->model;
	const struct model_node *n = &m->nodes[node];
	if (n->kind == MODEL_LEAF)
		return m->values[unit * m->n_weights + n->carrier];
	struct part *parts = ARENA_NEWS(b->arena, struct part, n->n_children);
	size_t used = 0;
	const ratio *extreme = NULL;
	for (size_t i = 0; i < n->n_children; i++) {
		size_t child = n->children[i];
		if (!counts(b, unit, node, child) || !is_live(b, child))
			continue;
		const ratio *value = turned(b, reach(b, unit, child, least), least);
		extreme = extreme ? ratio_max(extreme, value) : value;
		parts[used++] = part_of(b, child, value);
	}
	if (!used)
		return b->zero;
	if (n->kind != MODEL_GEOMETRIC || !least)
		extreme = largest_mean(b->arena, parts, used);
	extreme = turned(b, extreme, least);
	return n->limited ? ratio_min(extreme, b->one) : extreme;
}

/* ---- two units ---- */

static const ratio *gap(const struct bounding *b, size_t node);

/* Where other children count for the one than for the other, in a simplex: the order of children by
 * weight decides for each which is its first. */
static const ratio *gap_by_order(const struct bounding *b, size_t node)
{
	const struct model_node *n = &b->model->nodes[node];
	const ratio *best = NULL;
	for (size_t i = 0; i < n->n_children; i++)
		for (size_t j = 0; j < n->n_children; j++) {
			size_t x = n->children[i], y = n->children[j];
			bool fits = counts(b, b->units[0], node, x) &&
			            counts(b, b->units[1], node, y) && is_live(b, x) &&
			            is_live(b, y);
			bool both =
			        counts(b, b->units[1], node, x) && counts(b, b->units[0], node, y);
			if (!fits || (both && i != j))
				continue;
			const ratio *own =
			        i == j ? gap(b, x)
			               : ratio_sub(b->arena, reach(b, b->units[0], x, false),
			                           reach(b, b->units[1], y, true));
			best = best ? ratio_max(best, own) : own;
		}
	return best;
}

static bool same_children(const struct bounding *b, size_t node)
{
	const struct model_node *n = &b->model->nodes[node];
	for (size_t i = 0; i < n->n_children; i++)
		if (is_live(b, n->children[i]) &&
		    counts(b, b->units[0], node, n->children[i]) !=
		            counts(b, b->units[1], node, n->children[i]))
			return false;
	return true;
}

/* The mean of the differences; NULL where nothing counts. */
static const ratio *gap_of_same(const struct bounding *b, size_t node)
{
	const struct model_node *n = &b->model->nodes[node];
	struct part *parts = ARENA_NEWS(b->arena, struct part, n->n_children);
	size_t used = 0;
	for (size_t i = 0; i < n->n_children; i++) {
		size_t child = n->children[i];
		if (counts(b, b->units[0], node, child) && is_live(b, child))
			parts[used++] = part_of(b, child, gap(b, child));
	}
	if (!used)
		return NULL;
	const ratio *most = largest_mean(b->arena, parts, used);
	if (n->kind == MODEL_GEOMETRIC) /* monotonous, no more */
		return ratio_sign(parts[0].value) <= 0 ? b->zero : NULL;
	return most;
}

/* The most by which the first earns a larger share of a node's full points than the second, or a
 * bound. */
static const ratio *gap(const struct bounding *b, size_t node)
{
	const struct model_node *n = &b->model->nodes[node];
	const ratio *most = reach(b, b->units[0], node, false);
	const ratio *bound = ratio_sub(b->arena, most, reach(b, b->units[1], node, true));
	if (n->kind == MODEL_LEAF)
		return bound;
	const ratio *own = NULL;
	if (same_children(b, node))
		own = gap_of_same(b, node);
	else if (!b->low && n->kind == MODEL_MEAN)
		own = gap_by_order(b, node);
	if (own && n->limited && b->model->path == MODEL_GENERAL) /* both may be cut, or one */
		own = ratio_max(own, ratio_min(b->zero, ratio_sub(b->arena, most, b->one)));
	return own ? ratio_min(own, bound) : bound;
}

static const ratio *whole_gap(const struct bounding *b)
{
	const struct model *m = b->model;
	const ratio *inside = ratio_mul(b->arena, m->full, gap(b, 0));
	return ratio_add(b->arena, inside,
	                 ratio_sub(b->arena, m->beside[b->units[0]], m->beside[b->units[1]]));
}

/* ---- parts of a box ---- */

struct box {
	const ratio **low, **high; /* [weight] */
};

static const ratio *const *sum_up(const struct bounding *b, const ratio *const *w)
{
	const struct model *m = b->model;
	const ratio **sums = ARENA_NEWS(b->arena, const ratio *, m->n_nodes);
	for (size_t i = m->n_nodes; i--;) {
		const struct model_node *n = &m->nodes[i];
		sums[i] = n->kind == MODEL_LEAF ? w[n->carrier] : b->zero;
		for (size_t c = 0; c < n->n_children; c++)
			sums[i] = ratio_add(b->arena, sums[i], sums[n->children[c]]);
	}
	return sums;
}

static const ratio *gap_in(struct bounding *b, const ratio *const *low, const ratio *const *high)
{
	b->low = sum_up(b, low);
	b->high = sum_up(b, high);
	return whole_gap(b);
}

static struct box whole_box(const struct bounding *b)
{
	const struct space *s = b->space;
	struct box x = {ARENA_NEWS(b->arena, const ratio *, s->n_all),
	                ARENA_NEWS(b->arena, const ratio *, s->n_all)};
	for (size_t k = 0; k < s->n_all; k++)
		x.low[k] = x.high[k] = b->zero;
	for (size_t k = 0; k < s->n; k++) {
		x.low[s->weights[k]] = s->low[k];
		x.high[s->weights[k]] = s->high[k];
	}
	return x;
}

static const ratio **middle_of(const struct bounding *b, const struct box *x)
{
	const ratio **w = ARENA_NEWS(b->arena, const ratio *, b->space->n_all);
	for (size_t k = 0; k < b->space->n_all; k++)
		w[k] = ratio_div(b->arena, ratio_add(b->arena, x->low[k], x->high[k]),
		                 ratio_of(b->arena, 2, 1));
	return w;
}

static size_t widest(const struct bounding *b, const struct box *x)
{
	size_t best = 0;
	const ratio *width = b->zero;
	for (size_t k = 0; k < b->space->n_all; k++) {
		const ratio *own = ratio_sub(b->arena, x->high[k], x->low[k]);
		if (ratio_cmp(own, width) > 0) {
			best = k;
			width = own;
		}
	}
	return best;
}

static struct box half_of(const struct bounding *b, const struct box *x, size_t k,
                          const ratio *middle, bool upper)
{
	struct box half = {ARENA_NEWS(b->arena, const ratio *, b->space->n_all),
	                   ARENA_NEWS(b->arena, const ratio *, b->space->n_all)};
	for (size_t i = 0; i < b->space->n_all; i++) {
		half.low[i] = x->low[i];
		half.high[i] = x->high[i];
	}
	*(upper ? &half.low[k] : &half.high[k]) = middle;
	return half;
}

static enum bounds_sign of_box(struct bounding *b, size_t boxes)
{
	struct box *stack = ARENA_NEWS(b->arena, struct box, boxes + 2);
	size_t n = 1;
	bool level = false;
	stack[0] = whole_box(b);
	while (n) {
		struct box x = stack[--n];
		if (!boxes--)
			return BOUNDS_UNKNOWN;
		int most = ratio_sign(gap_in(b, x.low, x.high));
		level = level || !most;
		if (most <= 0)
			continue;
		const ratio **middle = middle_of(b, &x);
		if (ratio_sign(gap_in(b, middle, middle)) > 0)
			return BOUNDS_ABOVE;
		size_t k = widest(b, &x);
		stack[n++] = half_of(b, &x, k, middle[k], false);
		stack[n++] = half_of(b, &x, k, middle[k], true);
	}
	return level ? BOUNDS_AT_MOST : BOUNDS_BELOW;
}

static bool has_geometric(const struct model *m)
{
	for (size_t i = 0; i < m->n_nodes; i++)
		if (m->nodes[i].kind == MODEL_GEOMETRIC)
			return true;
	return false;
}

static bool all_exact(const struct model *m)
{
	for (size_t i = 0; i < m->n_units * m->n_weights; i++)
		if (m->values[i] && !ratio_is_exact(m->values[i]))
			return false;
	return true;
}

enum bounds_sign bounds_of(struct arena *a, const struct model *m, const struct space *s, size_t x,
                           size_t y, size_t boxes)
{
	if (m->beside_at || !all_exact(m))
		return BOUNDS_UNKNOWN;
	struct bounding b = {.arena = arena_scratch(a),
	                     .model = m,
	                     .space = s,
	                     .units = {x, y},
	                     .zero = ratio_of(a, 0, 1),
	                     .one = ratio_of(a, 1, 1)};
	bool geometric = has_geometric(m);
	int most = ratio_sign(whole_gap(&b));
	enum bounds_sign sign = BOUNDS_UNKNOWN;
	if (s->kind == WEIGHTS_SIMPLEX && m->path != MODEL_GENERAL)
		sign = most < 0 ? BOUNDS_BELOW : most ? BOUNDS_ABOVE : BOUNDS_LEVEL;
	else if (most <= 0)
		sign = most < 0 ? BOUNDS_BELOW : BOUNDS_AT_MOST;
	else if (s->kind == WEIGHTS_BOX && !geometric)
		sign = of_box(&b, boxes);
	else if (s->kind == WEIGHTS_BOX) {
		struct box whole = whole_box(&b);
		most = ratio_sign(gap_in(&b, whole.low, whole.high));
		sign = most > 0 ? BOUNDS_UNKNOWN : most < 0 ? BOUNDS_BELOW : BOUNDS_AT_MOST;
	}
	arena_free(b.arena);
	return sign;
}
