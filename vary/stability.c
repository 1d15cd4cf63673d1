#include "vary/stability.h"

#include "vary/line.h"

#include <stdlib.h>

/* One run. */
struct steadying {
	struct arena *arena;
	const struct model *model;
	const struct stability_pair *pairs, *orders, *firsts;
	size_t n_pairs, n_orders, n_firsts;
	const size_t *pair_at;              /* [pair]: its place among the orders */
	const struct stability_pair *level; /* neighbours of equal scores */
	size_t n_level;
	const size_t *ranks; /* [unit]: at the nominal weights */
	const ratio *zero, *one;
	bool all_swaps, all_pairs;
	struct stability_keep *keeps; /* [unit]; NULL: not asked for */
};

/* One weight moved. What is not kept lives in `scratch`. */
struct moving {
	const struct steadying *all;
	struct arena *scratch;
	const struct line *lines; /* [unit] */
	size_t node;
	const ratio *nominal, *parent; /* as in stability_node */
};

/* ---- which pairs hold an order ---- */

struct standing {
	const ratio *score;
	size_t unit;
};

static int by_score(const void *left, const void *right)
{
	const struct standing *x = left, *y = right;
	int order = ratio_cmp(y->score, x->score);
	return order ? order : x->unit < y->unit ? -1 : x->unit > y->unit;
}

static struct standing *ranking(struct arena *a, const struct model *m)
{
	struct standing *places = ARENA_NEWS(a, struct standing, m->n_units);
	for (size_t u = 0; u < m->n_units; u++)
		places[u] = (struct standing){m->scores[u], u};
	qsort(places, m->n_units, sizeof *places, by_score);
	return places;
}

/* End of the run of equal scores that begins at i. */
static size_t level_end(const struct standing *places, size_t n, size_t i)
{
	size_t end = i + 1;
	while (end < n && !ratio_cmp(places[end].score, places[i].score))
		end++;
	return end;
}

/* Every unit of one level over every one of the next: by continuity, the first two units to swap
 * are such a pair. */
static size_t cross(const struct standing *places, size_t n, struct stability_pair *out,
                    size_t *pair_at)
{
	size_t pairs = 0, levels = 0;
	for (size_t i = 0, end; i < n; i = end) {
		end = level_end(places, n, i);
		size_t next = end < n ? level_end(places, n, end) : end;
		if (pair_at && end < n) /* the last of the level, and the first of the next */
			pair_at[levels++] = pairs + (end - 1 - i) * (next - end);
		for (size_t x = i; x < end; x++)
			for (size_t y = end; y < next; y++, pairs++)
				if (out)
					out[pairs] = (struct stability_pair){places[x].unit,
					                                     places[y].unit};
	}
	return pairs;
}

static void find_pairs(struct steadying *s)
{
	struct arena *a = s->arena;
	const struct model *m = s->model;
	const struct standing *places = ranking(a, m);
	size_t n = m->n_units, leaders = level_end(places, n, 0), k = 0;
	size_t *pair_at = ARENA_NEWS(a, size_t, n), *ranks = ARENA_NEWS(a, size_t, n);
	struct stability_pair *orders =
	        ARENA_NEWS(a, struct stability_pair, cross(places, n, NULL, NULL));
	struct stability_pair *pairs = ARENA_NEWS(a, struct stability_pair, n);
	struct stability_pair *level = ARENA_NEWS(a, struct stability_pair, n);
	struct stability_pair *firsts =
	        ARENA_NEWS(a, struct stability_pair, leaders * (n - leaders));
	s->n_orders = cross(places, n, orders, pair_at);
	ranks[places[0].unit] = 1;
	for (size_t i = 0; i + 1 < n; i++) {
		struct stability_pair pair = {places[i].unit, places[i + 1].unit};
		bool equal = !ratio_cmp(places[i].score, places[i + 1].score);
		ranks[pair.below] = equal ? ranks[pair.above] : i + 2;
		if (equal)
			level[s->n_level++] = pair;
		else
			pairs[s->n_pairs++] = pair;
	}
	for (size_t x = 0; x < leaders; x++)
		for (size_t y = leaders; y < n; y++)
			firsts[k++] = (struct stability_pair){places[x].unit, places[y].unit};
	s->orders = orders;
	s->pairs = pairs;
	s->pair_at = pair_at;
	s->level = level;
	s->ranks = ranks;
	s->firsts = firsts;
	s->n_firsts = k;
}

/* ---- ranges ---- */

/* Where two units can swap. */
struct meetings {
	const struct stability_pair *pair;
	const ratio *roots[LINE_ROOTS];
	size_t n;
};

static int side_of(const struct moving *v, const struct stability_pair *pair, const ratio *low,
                   const ratio *high)
{
	return line_side(v->scratch, &v->lines[pair->above], &v->lines[pair->below], low, high);
}

/* From the nominal share down or up to where `above` falls below `below`. */
static struct stability_end end_of(const struct moving *v, const struct meetings *w, bool up)
{
	const struct steadying *s = v->all;
	const ratio *marks[LINE_ROOTS + 2], *limit = up ? s->one : s->zero;
	size_t k = 0;
	marks[k++] = v->nominal;
	for (size_t i = 0; i < w->n; i++) {
		const ratio *t = w->roots[up ? i : w->n - 1 - i];
		if ((up ? ratio_cmp(t, v->nominal) : ratio_cmp(v->nominal, t)) > 0)
			marks[k++] = t;
	}
	marks[k] = limit;
	/* Their scores differ at the nominal share, so nothing has changed up to the first mark. */
	for (size_t i = 1; i < k; i++) {
		if (!ratio_cmp(marks[i], marks[i + 1]))
			continue;
		const ratio *low = up ? marks[i] : marks[i + 1],
		            *high = up ? marks[i + 1] : marks[i];
		if (side_of(v, w->pair, low, high) < 0)
			return (struct stability_end){ratio_copy(s->arena, marks[i]), true,
			                              w->pair->above, w->pair->below};
	}
	return (struct stability_end){limit, false, w->pair->above, w->pair->below};
}

static struct stability_range range_of_pair(const struct moving *v,
                                            const struct stability_pair *pair)
{
	struct meetings w = {.pair = pair};
	w.n = line_meetings(v->scratch, &v->lines[pair->above], &v->lines[pair->below], w.roots);
	return (struct stability_range){end_of(v, &w, false), end_of(v, &w, true)};
}

/* The narrowest of the ranges of all pairs, each of which goes to `each` unless NULL. */
static struct stability_range range_of_all(const struct moving *v,
                                           const struct stability_pair *pairs, size_t n,
                                           struct stability_range *each)
{
	const struct steadying *s = v->all;
	struct stability_range all = {{s->zero, false, NONE, NONE}, {s->one, false, NONE, NONE}};
	for (size_t i = 0; i < n; i++) {
		struct stability_range r = range_of_pair(v, &pairs[i]);
		if (r.low.swaps && (!all.low.swaps || ratio_cmp(r.low.t, all.low.t) > 0))
			all.low = r.low;
		if (r.high.swaps && (!all.high.swaps || ratio_cmp(r.high.t, all.high.t) < 0))
			all.high = r.high;
		if (each)
			each[i] = r;
	}
	return all;
}

static void find_ranges(const struct moving *v, struct stability_node *out)
{
	const struct steadying *s = v->all;
	struct stability_range *each = NULL;
	if (s->all_pairs)
		each = ARENA_NEWS(v->scratch, struct stability_range, s->n_orders);
	out->order = range_of_all(v, s->orders, s->n_orders, each);
	out->first = range_of_all(v, s->firsts, s->n_firsts, NULL);
	if (!each)
		return;
	struct stability_range *pairs = ARENA_NEWS(s->arena, struct stability_range, s->n_pairs);
	for (size_t i = 0; i < s->n_pairs; i++)
		pairs[i] = each[s->pair_at[i]];
	out->pairs = pairs;
}

/* ---- all swaps ---- */

static int by_share(const void *left, const void *right)
{
	const struct stability_swap *x = left, *y = right;
	int order = ratio_cmp(x->t, y->t);
	if (order)
		return order;
	if (x->up != y->up)
		return x->up < y->up ? -1 : 1;
	return x->down < y->down ? -1 : x->down > y->down;
}

/* Those of one pair. */
static size_t swaps_of(const struct moving *v, size_t i, size_t j, struct stability_swap *out)
{
	const struct steadying *s = v->all;
	const ratio *roots[LINE_ROOTS];
	const struct line *x = &v->lines[i], *y = &v->lines[j];
	size_t n = line_meetings(v->scratch, x, y, roots), found = 0;
	int before = 0;
	const ratio *last = NULL;
	for (size_t k = 0; k <= n; k++) {
		const ratio *low = k ? roots[k - 1] : s->zero, *high = k < n ? roots[k] : s->one;
		int side = line_side(v->scratch, x, y, low, high);
		if (before && side && side != before)
			out[found++] =
			        (struct stability_swap){ratio_copy(s->arena, last ? last : low),
			                                side > 0 ? i : j, side > 0 ? j : i};
		/* Where they are equal for a while, they swap where that ends. */
		last = side ? NULL : high;
		before = side ? side : before;
	}
	return found;
}

static void find_swaps(const struct moving *v, struct stability_node *out)
{
	const struct steadying *s = v->all;
	size_t n = s->model->n_units, room = 16;
	struct stability_swap *swaps = ARENA_NEWS(s->arena, struct stability_swap, room);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++) {
			if (out->n_swaps + LINE_ROOTS > room) {
				swaps = arena_grow(s->arena, swaps, out->n_swaps, 2 * room,
				                   sizeof *swaps);
				room *= 2;
			}
			out->n_swaps += swaps_of(v, i, j, swaps + out->n_swaps);
		}
	if (out->n_swaps)
		qsort(swaps, out->n_swaps, sizeof *swaps, by_share);
	out->swaps = swaps;
}

/* ---- how long each rank is kept ---- */

static int ascending(const void *left, const void *right)
{
	return ratio_cmp(*(const ratio *const *)left, *(const ratio *const *)right);
}

/* Rank of a unit between two shares that no swap lies between. */
static size_t rank_between(const struct moving *v, size_t unit, const ratio *low, const ratio *high)
{
	size_t rank = 1;
	for (size_t u = 0; u < v->all->model->n_units; u++)
		if (u != unit &&
		    line_side(v->scratch, &v->lines[u], &v->lines[unit], low, high) > 0)
			rank++;
	return rank;
}

/* All shares at which a unit can come level with another, or leave it; ascending. */
static size_t all_meetings(const struct moving *v, size_t unit, const ratio **out)
{
	size_t n = 0;
	for (size_t u = 0; u < v->all->model->n_units; u++)
		if (u != unit)
			n += line_meetings(v->scratch, &v->lines[u], &v->lines[unit], out + n);
	if (n)
		qsort(out, n, sizeof *out, ascending);
	return n;
}

/* How far a share is from the nominal one, times the weight of the parent. */
static const ratio *change_to(const struct moving *v, const ratio *t)
{
	const ratio *way = ratio_cmp(t, v->nominal) < 0 ? ratio_sub(v->scratch, v->nominal, t)
	                                                : ratio_sub(v->scratch, t, v->nominal);
	return ratio_mul(v->scratch, way, v->parent);
}

/* From the nominal share up or down, as far as nothing smaller is known, to where the unit has
 * another rank. */
static void find_keep(const struct moving *v, size_t unit, const ratio *const *meetings, size_t n,
                      bool up)
{
	const struct steadying *s = v->all;
	struct stability_keep *best = &s->keeps[unit];
	const ratio *from = v->nominal;
	for (size_t i = 0; i <= n; i++) {
		const ratio *to = i == n ? (up ? s->one : s->zero) : meetings[up ? i : n - 1 - i];
		if ((up ? ratio_cmp(to, from) : ratio_cmp(from, to)) <= 0)
			continue;
		if (best->node != NONE && ratio_cmp(change_to(v, from), best->change) >= 0)
			return;
		size_t then = rank_between(v, unit, up ? from : to, up ? to : from);
		if (then != best->rank) {
			best->node = v->node;
			best->t = ratio_copy(s->arena, from);
			best->change = ratio_copy(s->arena, change_to(v, from));
			best->up = up;
			best->then = then;
			return;
		}
		from = to;
	}
}

static void find_keeps(const struct moving *v)
{
	size_t n = v->all->model->n_units;
	const ratio **meetings = ARENA_NEWS(v->scratch, const ratio *, n *LINE_ROOTS);
	for (size_t u = 0; u < n; u++) {
		size_t found = all_meetings(v, u, meetings);
		find_keep(v, u, meetings, found, false);
		find_keep(v, u, meetings, found, true);
	}
}

/* ---- all ---- */

/* What a node weighs of the whole. */
static const ratio *weight_of(struct arena *a, const struct model *m, size_t node)
{
	const ratio *weight = ratio_of(a, 1, 1);
	for (; m->nodes[node].parent != NONE; node = m->nodes[node].parent)
		weight = ratio_mul(a, weight, model_share(a, m, node, m->nominal));
	return weight;
}

static struct stability_node steady_node(const struct steadying *s, const struct line_family *f,
                                         size_t node)
{
	const struct model *m = s->model;
	struct stability_node out = {.node = node,
	                             .t = model_share(s->arena, m, node, m->nominal),
	                             .parent = weight_of(s->arena, m, m->nodes[node].parent)};
	struct arena *scratch = arena_scratch(s->arena);
	struct moving v = {.all = s,
	                   .scratch = scratch,
	                   .lines = line_of_node(scratch, f, node),
	                   .node = node,
	                   .nominal = out.t,
	                   .parent = out.parent};
	find_ranges(&v, &out);
	if (s->all_swaps)
		find_swaps(&v, &out);
	if (s->keeps)
		find_keeps(&v);
	arena_free(scratch);
	return out;
}

static void find_tied(const struct steadying *s, struct stability *out)
{
	const struct model *m = s->model;
	struct stability_pair *tied = ARENA_NEWS(s->arena, struct stability_pair, s->n_pairs);
	for (size_t i = 0; m->published && i < s->n_pairs; i++)
		if (!ratio_cmp(m->published[s->pairs[i].above], m->published[s->pairs[i].below]))
			tied[out->n_tied++] = s->pairs[i];
	out->tied = tied;
}

static struct stability_keep *new_keeps(const struct steadying *s)
{
	struct stability_keep *keeps = NULL;
	if (s->all_swaps)
		keeps = ARENA_NEWS(s->arena, struct stability_keep, s->model->n_units);
	for (size_t u = 0; keeps && u < s->model->n_units; u++)
		keeps[u] = (struct stability_keep){
		        .node = NONE, .rank = s->ranks[u], .then = s->ranks[u]};
	return keeps;
}

/* The children of one node. */
static size_t steady_family(const struct steadying *s, size_t parent, struct stability_node *out)
{
	const struct model *m = s->model;
	const struct model_node *p = &m->nodes[parent];
	struct arena *scratch = arena_scratch(s->arena);
	const struct line_family *f = NULL;
	size_t n = 0;
	for (size_t c = 0; c < p->n_children; c++) {
		if (!model_movable(m, p->children[c]))
			continue;
		f = f ? f : line_family_of(scratch, m, parent);
		out[n++] = steady_node(s, f, p->children[c]);
	}
	arena_free(scratch);
	return n;
}

const struct stability *stability_run(const struct firmness_request *request)
{
	struct arena *a = request->arena;
	const struct model *m = request->model;
	const volatile sig_atomic_t *stop = request->watch.stop;
	if (!line_possible(m))
		return NULL;
	struct steadying s = {.arena = a,
	                      .model = m,
	                      .zero = ratio_of(a, 0, 1),
	                      .one = ratio_of(a, 1, 1),
	                      .all_swaps = m->n_units <= STABILITY_SWAPS_MAX,
	                      .all_pairs = m->n_units <= STABILITY_PAIRS_MAX};
	struct stability *out = ARENA_NEW(a, struct stability);
	struct stability_node *nodes = ARENA_NEWS(a, struct stability_node, m->n_nodes);
	find_pairs(&s);
	s.keeps = new_keeps(&s);
	*out = (struct stability){.nodes = nodes,
	                          .pairs = s.pairs,
	                          .n_pairs = s.n_pairs,
	                          .level = s.level,
	                          .n_level = s.n_level,
	                          .keeps = s.keeps,
	                          .all_swaps = s.all_swaps};
	for (size_t p = 0; p < m->n_nodes; p++) {
		if (stop && *stop)
			return NULL;
		out->n_nodes += steady_family(&s, p, nodes + out->n_nodes);
	}
	find_tied(&s, out);
	return out;
}
