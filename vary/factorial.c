#include "vary/factorial.h"

#include <assert.h>

/* The values with one more level for each factor, its last: the mean over the others. */
struct grid {
	struct arena *arena;
	size_t n_factors;
	const size_t *levels;
	size_t *strides; /* [factor] */
	size_t n;
	const ratio **cells;
};

static size_t level_of(const struct grid *g, size_t cell, size_t factor)
{
	return cell / g->strides[factor] % (g->levels[factor] + 1);
}

static struct grid grid_of(struct arena *a, size_t n_factors, const size_t *levels)
{
	struct grid g = {a, n_factors, levels, ARENA_NEWS(a, size_t, n_factors), 1, NULL};
	for (size_t i = n_factors; i--;) {
		g.strides[i] = g.n;
		g.n *= levels[i] + 1;
	}
	g.cells = ARENA_NEWS(a, const ratio *, g.n);
	return g;
}

static void fill(const struct grid *g, const ratio *const *values)
{
	size_t next = 0;
	for (size_t cell = 0; cell < g->n; cell++) {
		bool plain = true;
		for (size_t i = 0; i < g->n_factors; i++)
			plain = plain && level_of(g, cell, i) < g->levels[i];
		if (plain)
			g->cells[cell] = values[next++];
	}
}

/* Means over one factor, of all cells that are known already. */
static void take_means(const struct grid *g, size_t factor)
{
	const size_t n = g->levels[factor], step = g->strides[factor];
	for (size_t cell = 0; cell < g->n; cell++) {
		if (level_of(g, cell, factor) != n || !g->cells[cell - step])
			continue;
		const ratio *sum = g->cells[cell - step];
		for (size_t k = 2; k <= n; k++)
			sum = ratio_add(g->arena, sum, g->cells[cell - k * step]);
		g->cells[cell] = ratio_div(g->arena, sum, ratio_of(g->arena, (long)n, 1));
	}
}

/* V(S), S as bits: the mean of the squares of the means given S, less the square of the mean. */
static const ratio **explained(const struct grid *g)
{
	struct arena *a = g->arena;
	const size_t n_sets = (size_t)1 << g->n_factors;
	const ratio **v = ARENA_NEWS(a, const ratio *, n_sets);
	size_t *terms = ARENA_NEWS(a, size_t, n_sets);
	for (size_t cell = 0; cell < g->n; cell++) {
		size_t set = 0;
		for (size_t i = 0; i < g->n_factors; i++)
			if (level_of(g, cell, i) < g->levels[i])
				set |= (size_t)1 << i;
		const ratio *square = ratio_mul(a, g->cells[cell], g->cells[cell]);
		v[set] = v[set] ? ratio_add(a, v[set], square) : square;
		terms[set]++;
	}
	const ratio *mean = v[0];
	for (size_t set = 0; set < n_sets; set++)
		v[set] = ratio_sub(a, ratio_div(a, v[set], ratio_of(a, (long)terms[set], 1)), mean);
	return v;
}

static size_t members(size_t set)
{
	size_t n = 0;
	for (; set; set &= set - 1)
		n++;
	return n;
}

/* |S|! (k - |S| - 1)! / k! for each size of S: 1 / (k * (k - 1 over |S|)). */
static const ratio **orders(struct arena *a, size_t k)
{
	const ratio **out = ARENA_NEWS(a, const ratio *, k);
	const ratio *choose = ratio_of(a, 1, 1), *all = ratio_of(a, (long)k, 1);
	for (size_t s = 0; s < k; s++) {
		out[s] = ratio_div(a, ratio_of(a, 1, 1), ratio_mul(a, choose, all));
		choose = ratio_mul(a, choose, ratio_of(a, (long)(k - 1 - s), (long)(s + 1)));
	}
	return out;
}

static struct factorial_share share_of(const struct grid *g, const ratio *const *v,
                                       const ratio *const *weights, size_t factor)
{
	struct arena *a = g->arena;
	const size_t all = ((size_t)1 << g->n_factors) - 1, own = (size_t)1 << factor;
	const ratio *shapley = ratio_of(a, 0, 1);
	for (size_t set = 0; set <= all; set++) {
		if (set & own)
			continue;
		const ratio *more = ratio_sub(a, v[set | own], v[set]);
		shapley = ratio_add(a, shapley, ratio_mul(a, weights[members(set)], more));
	}
	return (struct factorial_share){
	        .main = ratio_div(a, v[own], v[all]),
	        .total = ratio_div(a, ratio_sub(a, v[all], v[all ^ own]), v[all]),
	        .shapley = ratio_div(a, shapley, v[all])};
}

static const struct factorial_share *shares_of(struct arena *keep, const struct grid *g,
                                               const ratio *const *v)
{
	const ratio *const *weights = orders(g->arena, g->n_factors);
	struct factorial_share *out = ARENA_NEWS(keep, struct factorial_share, g->n_factors);
	for (size_t i = 0; i < g->n_factors; i++) {
		struct factorial_share x = share_of(g, v, weights, i);
		out[i] = (struct factorial_share){.main = ratio_copy(keep, x.main),
		                                  .total = ratio_copy(keep, x.total),
		                                  .shapley = ratio_copy(keep, x.shapley)};
	}
	return out;
}

const struct factorial *factorial_of(struct arena *a, size_t n_factors, const size_t *levels,
                                     const ratio *const *values)
{
	assert(n_factors <= FACTORIAL_MOST);
	struct arena *scratch = arena_scratch(a);
	struct grid g = grid_of(scratch, n_factors, levels);
	struct factorial *out = ARENA_NEW(a, struct factorial);
	fill(&g, values);
	for (size_t i = 0; i < n_factors; i++)
		take_means(&g, i);
	const ratio *const *v = explained(&g);
	const ratio *variance = v[((size_t)1 << n_factors) - 1];
	out->mean = ratio_copy(a, g.cells[g.n - 1]);
	out->variance = ratio_copy(a, variance);
	if (ratio_sign(variance))
		out->shares = shares_of(a, &g, v);
	arena_free(scratch);
	return out;
}
