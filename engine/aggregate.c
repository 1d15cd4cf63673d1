#include "engine/aggregate.h"

#include <stdlib.h>

/* ---- the order of values ---- */

static int order(const ratio *x, const ratio *y)
{
	return ratio_tells(x, y) ? ratio_cmp(x, y) : 0;
}

/* Values in order, highest first. */
struct ladder {
	size_t n;                   /* of the values, with those that are none */
	const ratio *const *values; /* [i * stride] */
	size_t stride;
	size_t *steps; /* from 1, equal ones on the same; 0: none. NULL: some are too close to tell,
	                  so that being equal to two others does not make those equal */
	size_t *above, *below; /* how many are higher, and lower */
};

struct rung {
	size_t index;
	const ratio *value;
};

static int compare(const void *left, const void *right)
{
	const struct rung *x = left, *y = right;
	int sign = ratio_cmp(y->value, x->value);
	return sign ? sign : x->index < y->index ? -1 : x->index > y->index;
}

static const ratio *value_of(const struct ladder *l, size_t i)
{
	return l->values[i * l->stride];
}

/* 1, 0, -1 as i is above, beside, below j; both have a value. */
static int against(const struct ladder *l, size_t i, size_t j)
{
	if (l->steps)
		return (l->steps[i] < l->steps[j]) - (l->steps[i] > l->steps[j]);
	return order(value_of(l, i), value_of(l, j));
}

static void count_pairs(struct ladder *l)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t j = 0; j < i; j++) {
			if (!value_of(l, i) || !value_of(l, j))
				continue;
			int sign = against(l, i, j);
			l->below[i] += sign > 0;
			l->above[j] += sign > 0;
			l->above[i] += sign < 0;
			l->below[j] += sign < 0;
		}
}

static void climb(struct ladder *l, const struct rung *rungs, size_t n)
{
	for (size_t i = 0, next, step = 1; i < n; i = next, step++) {
		for (next = i + 1; next < n && !ratio_cmp(rungs[i].value, rungs[next].value);)
			next++;
		for (size_t k = i; k < next; k++) {
			l->steps[rungs[k].index] = step;
			l->above[rungs[k].index] = i;
			l->below[rungs[k].index] = n - next;
		}
	}
}

static struct ladder ladder_of(struct arena *a, size_t n, const ratio *const *values, size_t stride)
{
	struct ladder l = {.n = n, .values = values, .stride = stride};
	struct rung *rungs = ARENA_NEWS(a, struct rung, n);
	size_t given = 0;
	bool told = true;
	l.above = ARENA_NEWS(a, size_t, n);
	l.below = ARENA_NEWS(a, size_t, n);
	for (size_t i = 0; i < n; i++)
		if (value_of(&l, i))
			rungs[given++] = (struct rung){i, value_of(&l, i)};
	if (given)
		qsort(rungs, given, sizeof *rungs, compare);
	for (size_t i = 1; i < given; i++)
		told = told && ratio_tells(rungs[i - 1].value, rungs[i].value);
	if (!told) {
		count_pairs(&l);
		return l;
	}
	l.steps = ARENA_NEWS(a, size_t, n);
	climb(&l, rungs, given);
	return l;
}

/* From 1, 0 where there is none; ties share a rank as `ties` says. */
static size_t *ranks_of(struct arena *a, const struct ladder *l, enum ties ties)
{
	size_t *ranks = ARENA_NEWS(a, size_t, l->n);
	for (size_t i = 0; i < l->n; i++)
		if (value_of(l, i))
			ranks[i] = ties == TIES_DENSE && l->steps ? l->steps[i] : l->above[i] + 1;
	return ranks;
}

/* ---- from marks ---- */

/* Voters of the same weight, which are added up by counting. */
struct weighing {
	size_t *kinds; /* [voter] */
	size_t n;
	const ratio ***halves; /* [kind][k]: k times half its weight */
};

static struct weighing weigh(struct arena *a, const struct aggregate *g)
{
	struct weighing w = {.kinds = ARENA_NEWS(a, size_t, g->n_items),
	                     .halves = ARENA_NEWS(a, const ratio **, g->n_items)};
	const ratio **weights = ARENA_NEWS(a, const ratio *, g->n_items);
	size_t *voters = ARENA_NEWS(a, size_t, g->n_items);
	for (size_t q = 0; q < g->n_items; q++) {
		size_t kind = 0;
		while (kind < w.n && ratio_cmp(weights[kind], g->weights[q]))
			kind++;
		if (kind == w.n)
			weights[w.n++] = g->weights[q];
		w.kinds[q] = kind;
		voters[kind]++;
	}
	for (size_t k = 0; k < w.n; k++) {
		w.halves[k] = ARENA_NEWS(a, const ratio *, 2 * voters[k] + 1);
		for (size_t i = 0; i <= 2 * voters[k]; i++)
			w.halves[k][i] = ratio_mul(a, weights[k], ratio_of(a, (long)i, 2));
	}
	return w;
}

static const ratio *weight_of(struct arena *a, const struct weighing *w, const size_t *halves)
{
	const ratio *sum = w->n ? w->halves[0][halves[0]] : ratio_of(a, 0, 1);
	for (size_t k = 1; k < w->n; k++)
		if (halves[k])
			sum = ratio_add(a, sum, w->halves[k][halves[k]]);
	return sum;
}

static void outrank(struct arena *a, struct aggregate *g, const struct ladder *ladders)
{
	const size_t n = g->n_units;
	const ratio **e = ARENA_NEWS(a, const ratio *, n *n);
	const struct weighing w = weigh(a, g);
	size_t *sums = ARENA_NEWS(a, size_t, 2 * w.n), *ahead = sums, *behind = sums + w.n;
	for (size_t i = 0; i < n; i++) {
		e[i * n + i] = ratio_of(a, 0, 1);
		for (size_t j = i + 1; j < n; j++) {
			for (size_t k = 0; k < 2 * w.n; k++)
				sums[k] = 0;
			for (size_t q = 0; q < g->n_items; q++) {
				const struct ladder *l = &ladders[q];
				if (!value_of(l, i) || !value_of(l, j))
					continue;
				int sign = against(l, i, j);
				ahead[w.kinds[q]] += (size_t)(1 + sign);
				behind[w.kinds[q]] += (size_t)(1 - sign);
			}
			e[i * n + j] = weight_of(a, &w, ahead);
			e[j * n + i] = weight_of(a, &w, behind);
		}
	}
	g->outranking = e;
}

/* ((n - 1) W + sum of w * (below - above)) / 2 */
static void count_borda(struct arena *a, struct aggregate *g, const struct ladder *ladders)
{
	const size_t n = g->n_units;
	const ratio **borda = ARENA_NEWS(a, const ratio *, n), *half = ratio_of(a, 1, 2);
	for (size_t i = 0; i < n; i++) {
		const ratio *sum = ratio_mul(a, g->total, ratio_of(a, (long)n - 1, 1));
		for (size_t q = 0; q < g->n_items; q++) {
			long lead = (long)ladders[q].below[i] - (long)ladders[q].above[i];
			sum = ratio_add(a, sum, ratio_mul(a, g->weights[q], ratio_of(a, lead, 1)));
		}
		borda[i] = ratio_mul(a, sum, half);
	}
	g->borda = borda;
}

static const struct ladder *ladders_of(struct arena *a, size_t n_units, size_t n_items,
                                       const ratio *const *marks)
{
	struct ladder *list = ARENA_NEWS(a, struct ladder, n_items);
	for (size_t q = 0; q < n_items; q++)
		list[q] = ladder_of(a, n_units, marks + q, n_items);
	return list;
}

static struct aggregate *of_marks(struct arena *a, size_t n_units, size_t n_items,
                                  const struct ladder *ladders, const ratio *const *weights,
                                  enum ties ties)
{
	struct aggregate *g = ARENA_NEW(a, struct aggregate);
	*g = (struct aggregate){.group = NONE,
	                        .n_units = n_units,
	                        .n_items = n_items,
	                        .weights = weights,
	                        .total = ratio_of(a, 0, 1)};
	for (size_t q = 0; q < n_items; q++)
		g->total = ratio_add(a, g->total, weights[q]);
	outrank(a, g, ladders);
	count_borda(a, g, ladders);
	const struct ladder scores = ladder_of(a, n_units, g->borda, 1);
	g->borda_ranks = ranks_of(a, &scores, ties);
	g->majority = majority_of(a, n_units, g->outranking);
	g->kemeny = kemeny_solve(a, n_units, g->outranking, &g->majority);
	return g;
}

const struct aggregate *aggregate_marks(struct arena *a, size_t n_units, size_t n_items,
                                        const ratio *const *marks, const ratio *const *weights)
{
	const struct ladder *ladders = ladders_of(a, n_units, n_items, marks);
	return of_marks(a, n_units, n_items, ladders, weights, TIES_COMPETITION);
}

struct agreement aggregate_agreement(struct arena *a, size_t n, const size_t *x, const size_t *y)
{
	struct agreement g = {0};
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			bool silent = !x[i] || !x[j] || !y[i] || !y[j];
			if (silent || x[i] == x[j] || y[i] == y[j])
				g.undecided++;
			else if ((x[i] < x[j]) == (y[i] < y[j]))
				g.concordant++;
			else
				g.discordant++;
		}
	long p = (long)g.concordant, q = (long)g.discordant;
	g.tau = p + q > 0 ? ratio_of(a, p - q, p + q) : NULL;
	return g;
}

/* ---- from a sheet ---- */

static bool is_outside(const struct method *m, size_t item)
{
	for (; item != NONE; item = m->items[item].parent)
		if (m->items[item].outside != INSIDE)
			return true;
	return false;
}

static bool votes(const struct method *m, size_t item)
{
	const struct item *i = &m->items[item];
	bool weighs = i->points != NULL && ratio_sign(i->points) > 0;
	return item_is_leaf(i) && weighs && !is_outside(m, item);
}

static size_t voters(struct arena *a, const struct method *m, const size_t **items,
                     const ratio *const **weights)
{
	size_t *list = ARENA_NEWS(a, size_t, m->n_items), n = 0;
	const ratio **points = ARENA_NEWS(a, const ratio *, m->n_items);
	for (size_t i = 0; i < m->n_items; i++) {
		if (!votes(m, i))
			continue;
		points[n] = m->items[i].points;
		list[n++] = i;
	}
	*items = list;
	*weights = points;
	return n;
}

/* The ranked units; of one group where groups are ranked by themselves. */
static size_t candidates(struct arena *a, const struct sheet *s, size_t group, const size_t **units)
{
	size_t *list = ARENA_NEWS(a, size_t, s->n_order), n = 0;
	for (size_t i = 0; i < s->n_order; i++) {
		size_t unit = s->order[i];
		bool within = !s->method->rank_in_groups || s->method->units[unit].group == group;
		if (within && s->units[unit].ranked)
			list[n++] = unit;
	}
	*units = list;
	return n;
}

static void agree(struct arena *a, struct aggregate *g, const struct sheet *s,
                  const struct ladder *ladders)
{
	struct agreement *list = ARENA_NEWS(a, struct agreement, g->n_items);
	size_t *ranks = ARENA_NEWS(a, size_t, g->n_units);
	for (size_t i = 0; i < g->n_units; i++)
		ranks[i] = s->units[g->units[i]].rank;
	for (size_t q = 0; q < g->n_items; q++) {
		const size_t *own = ranks_of(a, &ladders[q], TIES_COMPETITION);
		list[q] = aggregate_agreement(a, g->n_units, own, ranks);
	}
	g->agreements = list;
}

/* A mark as a share of the full one, since an evaluation in its place is on a scale of its own. Of
 * a combined period, which has no marks, the points as a share of the full points. */
static const ratio *share(struct arena *a, const struct sheet *s, const struct points *p)
{
	const ratio *x = s->n_parts ? p->points : p->mark,
	            *full = s->n_parts ? p->max : p->mark_full;
	if (!x || (s->n_parts && p->state == POINTS_NO_TASK))
		return NULL;
	return ratio_sign(full) ? ratio_div(a, x, full) : NULL;
}

static const struct aggregate *of_group(struct arena *a, const struct sheet *s, size_t group,
                                        struct diag_list *log)
{
	const size_t *units, *items;
	const ratio *const *weights;
	size_t n_items = voters(a, s->method, &items, &weights);
	size_t n_units = candidates(a, s, group, &units);
	const ratio **marks = ARENA_NEWS(a, const ratio *, n_units *n_items);
	for (size_t i = 0; i < n_units; i++)
		for (size_t q = 0; q < n_items; q++)
			marks[i * n_items + q] = share(a, s, sheet_points(s, units[i], items[q]));
	const struct ladder *ladders = ladders_of(a, n_units, n_items, marks);
	struct aggregate *g = of_marks(a, n_units, n_items, ladders, weights, s->method->ties);
	g->group = group;
	g->units = units;
	g->items = items;
	agree(a, g, s, ladders);
	if (g->kemeny.large > 0)
		diag_add(log, (struct place){0}, DIAG_kemeny_large,
		         ARGS(words_same(arena_print(a, "%zu", g->kemeny.large)),
		              words_same(arena_print(a, "%d", KEMENY_BLOCK_MAX))));
	return g;
}

struct aggregates aggregate_sheet(struct arena *a, const struct sheet *s, struct diag_list *log)
{
	size_t n_groups = s->method->rank_in_groups ? s->method->n_groups : 0, n = 0;
	const struct aggregate **fields = ARENA_NEWS(a, const struct aggregate *, n_groups + 1);
	for (size_t i = 0; i < n_groups; i++) {
		fields[n] = of_group(a, s, i, log);
		n += fields[n]->n_units > 0;
	}
	/* Those in no group; all where groups are not ranked. */
	fields[n] = of_group(a, s, NONE, log);
	n += n == 0 || fields[n]->n_units > 0;
	return (struct aggregates){fields, n};
}
