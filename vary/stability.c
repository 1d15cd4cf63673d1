#include "vary/stability.h"

#include "vary/line.h"

#include <stdlib.h>

/* One run. */
struct steadying {
	struct arena *arena;
	const struct model *model;
	const struct stability_pair *pairs, *orders, *firsts;
	size_t n_pairs, n_orders, n_firsts;
	const ratio *zero, *one;
	bool all_swaps;
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
static size_t cross(const struct standing *places, size_t n, struct stability_pair *out)
{
	size_t pairs = 0;
	for (size_t i = 0, end; i < n; i = end) {
		end = level_end(places, n, i);
		size_t next = end < n ? level_end(places, n, end) : end;
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
	const struct model *m = s->model;
	struct standing *places = ranking(s->arena, m);
	size_t n = m->n_units, leaders = level_end(places, n, 0), k = 0;
	struct stability_pair *orders =
	        ARENA_NEWS(s->arena, struct stability_pair, cross(places, n, NULL));
	struct stability_pair *pairs = ARENA_NEWS(s->arena, struct stability_pair, n);
	struct stability_pair *firsts =
	        ARENA_NEWS(s->arena, struct stability_pair, leaders * (n - leaders));
	s->n_orders = cross(places, n, orders);
	for (size_t i = 0; i + 1 < n; i++)
		if (ratio_cmp(places[i].score, places[i + 1].score))
			pairs[s->n_pairs++] =
			        (struct stability_pair){places[i].unit, places[i + 1].unit};
	for (size_t x = 0; x < leaders; x++)
		for (size_t y = leaders; y < n; y++)
			firsts[k++] = (struct stability_pair){places[x].unit, places[y].unit};
	s->orders = orders;
	s->pairs = pairs;
	s->firsts = firsts;
	s->n_firsts = k;
}

/* ---- ranges ---- */

/* From the nominal share down or up to where `above` falls below `below`. */
static struct stability_end end_of(const struct steadying *s, const struct line *lines,
                                   const struct stability_pair *pair, const ratio *nominal, bool up)
{
	const ratio *roots[LINE_ROOTS], *marks[LINE_ROOTS + 2];
	const struct line *x = &lines[pair->above], *y = &lines[pair->below];
	size_t n = line_meetings(s->arena, x, y, roots), k = 0;
	const ratio *limit = up ? s->one : s->zero;
	marks[k++] = nominal;
	for (size_t i = 0; i < n; i++) {
		const ratio *t = roots[up ? i : n - 1 - i];
		if ((up ? ratio_cmp(t, nominal) : ratio_cmp(nominal, t)) > 0)
			marks[k++] = t;
	}
	marks[k] = limit;
	for (size_t i = 0; i < k; i++) {
		if (!ratio_cmp(marks[i], marks[i + 1]))
			continue;
		const ratio *low = up ? marks[i] : marks[i + 1],
		            *high = up ? marks[i + 1] : marks[i];
		if (line_side(s->arena, x, y, low, high) < 0)
			return (struct stability_end){marks[i], true, pair->above, pair->below};
	}
	return (struct stability_end){limit, false, pair->above, pair->below};
}

static struct stability_range range_of_pair(const struct steadying *s, const struct line *lines,
                                            const struct stability_pair *pair, const ratio *nominal)
{
	return (struct stability_range){end_of(s, lines, pair, nominal, false),
	                                end_of(s, lines, pair, nominal, true)};
}

/* The narrowest of the ranges of all pairs. */
static struct stability_range range_of_all(const struct steadying *s, const struct line *lines,
                                           const struct stability_pair *pairs, size_t n,
                                           const ratio *nominal)
{
	struct stability_range all = {{s->zero, false, NONE, NONE}, {s->one, false, NONE, NONE}};
	for (size_t i = 0; i < n; i++) {
		struct stability_range r = range_of_pair(s, lines, &pairs[i], nominal);
		if (r.low.swaps && (!all.low.swaps || ratio_cmp(r.low.t, all.low.t) > 0))
			all.low = r.low;
		if (r.high.swaps && (!all.high.swaps || ratio_cmp(r.high.t, all.high.t) < 0))
			all.high = r.high;
	}
	return all;
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
static size_t swaps_of(const struct steadying *s, const struct line *lines, size_t i, size_t j,
                       struct stability_swap *out)
{
	const ratio *roots[LINE_ROOTS];
	size_t n = line_meetings(s->arena, &lines[i], &lines[j], roots), found = 0;
	int before = 0;
	const ratio *last = NULL;
	for (size_t k = 0; k <= n; k++) {
		const ratio *low = k ? roots[k - 1] : s->zero, *high = k < n ? roots[k] : s->one;
		int side = line_side(s->arena, &lines[i], &lines[j], low, high);
		if (before && side && side != before)
			out[found++] = (struct stability_swap){last ? last : low, side > 0 ? i : j,
			                                       side > 0 ? j : i};
		/* Where they are equal for a while, they swap where that ends. */
		last = side ? NULL : high;
		before = side ? side : before;
	}
	return found;
}

static void find_swaps(const struct steadying *s, const struct line *lines,
                       struct stability_node *out)
{
	size_t n = s->model->n_units, room = 16;
	struct stability_swap *swaps = ARENA_NEWS(s->arena, struct stability_swap, room);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++) {
			if (out->n_swaps + LINE_ROOTS > room) {
				swaps = arena_grow(s->arena, swaps, out->n_swaps, 2 * room,
				                   sizeof *swaps);
				room *= 2;
			}
			out->n_swaps += swaps_of(s, lines, i, j, swaps + out->n_swaps);
		}
	qsort(swaps, out->n_swaps, sizeof *swaps, by_share);
	out->swaps = swaps;
}

/* ---- all ---- */

static struct stability_node steady_node(const struct steadying *s, const struct line_family *f,
                                         size_t node)
{
	const struct model *m = s->model;
	const struct line *lines = line_of_node(s->arena, f, node);
	struct stability_node out = {.node = node, .t = model_share(s->arena, m, node, m->nominal)};
	out.first = range_of_all(s, lines, s->firsts, s->n_firsts, out.t);
	out.order = range_of_all(s, lines, s->orders, s->n_orders, out.t);
	struct stability_range *pairs = ARENA_NEWS(s->arena, struct stability_range, s->n_pairs);
	for (size_t i = 0; i < s->n_pairs; i++)
		pairs[i] = range_of_pair(s, lines, &s->pairs[i], out.t);
	out.pairs = pairs;
	if (s->all_swaps)
		find_swaps(s, lines, &out);
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

const struct stability *stability_run(const struct firmness_request *request)
{
	struct arena *a = request->arena;
	const struct model *m = request->model;
	if (!line_possible(m))
		return NULL;
	struct steadying s = {.arena = a,
	                      .model = m,
	                      .zero = ratio_of(a, 0, 1),
	                      .one = ratio_of(a, 1, 1),
	                      .all_swaps = m->n_units <= STABILITY_SWAPS_MAX};
	struct stability *out = ARENA_NEW(a, struct stability);
	struct stability_node *nodes = ARENA_NEWS(a, struct stability_node, m->n_nodes);
	find_pairs(&s);
	*out = (struct stability){
	        .nodes = nodes, .pairs = s.pairs, .n_pairs = s.n_pairs, .all_swaps = s.all_swaps};
	for (size_t p = 0; p < m->n_nodes; p++) {
		const struct model_node *parent = &m->nodes[p];
		const struct line_family *f = NULL;
		for (size_t c = 0; c < parent->n_children; c++) {
			if (!model_movable(m, parent->children[c]))
				continue;
			f = f ? f : line_family_of(a, m, p);
			nodes[out->n_nodes++] = steady_node(&s, f, parent->children[c]);
		}
	}
	find_tied(&s, out);
	return out;
}
