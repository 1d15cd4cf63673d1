#include "engine/aggregate.h"

/* ---- from marks ---- */

static int order(const ratio *x, const ratio *y)
{
	return ratio_tells(x, y) ? ratio_cmp(x, y) : 0;
}

static void compare_pair(struct arena *a, const struct aggregate *g, const ratio *const *marks,
                         const ratio **e, size_t i, size_t j)
{
	const ratio *half = ratio_of(a, 1, 2), *sums[2] = {ratio_of(a, 0, 1), ratio_of(a, 0, 1)};
	for (size_t q = 0; q < g->n_items; q++) {
		const ratio *x = marks[i * g->n_items + q], *y = marks[j * g->n_items + q];
		if (x == NULL || y == NULL)
			continue;
		int sign = order(x, y);
		const ratio *w = sign != 0 ? g->weights[q] : ratio_mul(a, g->weights[q], half);
		if (sign >= 0)
			sums[0] = ratio_add(a, sums[0], w);
		if (sign <= 0)
			sums[1] = ratio_add(a, sums[1], w);
	}
	e[i * g->n_units + j] = sums[0];
	e[j * g->n_units + i] = sums[1];
}

static void outrank(struct arena *a, struct aggregate *g, const ratio *const *marks)
{
	const ratio **e = ARENA_NEWS(a, const ratio *, g->n_units * g->n_units);
	g->total = ratio_of(a, 0, 1);
	for (size_t q = 0; q < g->n_items; q++)
		g->total = ratio_add(a, g->total, g->weights[q]);
	for (size_t i = 0; i < g->n_units; i++) {
		e[i * g->n_units + i] = ratio_of(a, 0, 1);
		for (size_t j = i + 1; j < g->n_units; j++)
			compare_pair(a, g, marks, e, i, j);
	}
	g->outranking = e;
}

static void count_borda(struct arena *a, struct aggregate *g)
{
	size_t n = g->n_units;
	const ratio **borda = ARENA_NEWS(a, const ratio *, n), *half = ratio_of(a, 1, 2);
	for (size_t i = 0; i < n; i++) {
		borda[i] = ratio_of(a, 0, 1);
		for (size_t j = 0; j < n; j++) {
			if (i == j)
				continue;
			const ratio *ahead = g->outranking[i * n + j];
			const ratio *behind = g->outranking[j * n + i];
			/* (W + ahead - behind) / 2 */
			const ratio *won = ratio_add(a, g->total, ratio_sub(a, ahead, behind));
			borda[i] = ratio_add(a, borda[i], ratio_mul(a, won, half));
		}
	}
	g->borda = borda;
}

/* Ranks by values, higher first; 0 where there is none. Ties share a rank as `ties` says. */
static const size_t *rank(struct arena *a, size_t n, const ratio *const *values, size_t step,
                          enum ties ties)
{
	size_t *ranks = ARENA_NEWS(a, size_t, n);
	for (size_t i = 0; i < n; i++) {
		const ratio *own = values[i * step];
		ranks[i] = own != NULL;
		for (size_t j = 0; own != NULL && j < n; j++) {
			const ratio *other = values[j * step];
			bool above = other != NULL && order(other, own) > 0;
			for (size_t k = 0; above && ties == TIES_DENSE && k < j; k++)
				above = values[k * step] == NULL ||
				        order(values[k * step], other) != 0;
			ranks[i] += above;
		}
	}
	return ranks;
}

static struct aggregate *of_marks(struct arena *a, size_t n_units, size_t n_items,
                                  const ratio *const *marks, const ratio *const *weights,
                                  enum ties ties)
{
	struct aggregate *g = ARENA_NEW(a, struct aggregate);
	*g = (struct aggregate){
	        .group = NONE, .n_units = n_units, .n_items = n_items, .weights = weights};
	outrank(a, g, marks);
	count_borda(a, g);
	g->borda_ranks = rank(a, n_units, g->borda, 1, ties);
	g->majority = majority_of(a, n_units, g->outranking);
	g->kemeny = kemeny_solve(a, n_units, g->outranking, &g->majority);
	return g;
}

const struct aggregate *aggregate_marks(struct arena *a, size_t n_units, size_t n_items,
                                        const ratio *const *marks, const ratio *const *weights)
{
	return of_marks(a, n_units, n_items, marks, weights, TIES_COMPETITION);
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
                  const ratio *const *marks)
{
	struct agreement *list = ARENA_NEWS(a, struct agreement, g->n_items);
	size_t *ranks = ARENA_NEWS(a, size_t, g->n_units);
	for (size_t i = 0; i < g->n_units; i++)
		ranks[i] = s->units[g->units[i]].rank;
	for (size_t q = 0; q < g->n_items; q++) {
		const size_t *own = rank(a, g->n_units, marks + q, g->n_items, TIES_COMPETITION);
		list[q] = aggregate_agreement(a, g->n_units, own, ranks);
	}
	g->agreements = list;
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
			marks[i * n_items + q] = sheet_points(s, units[i], items[q])->mark;
	struct aggregate *g = of_marks(a, n_units, n_items, marks, weights, s->method->ties);
	g->group = group;
	g->units = units;
	g->items = items;
	agree(a, g, s, marks);
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
