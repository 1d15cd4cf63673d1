#include "vary/space.h"

#include "engine/binary.h"

#include <stdlib.h>

/* ---- what is free ---- */

struct ranked {
	const ratio *nominal;
	size_t place;
};

static int larger_first(const void *left, const void *right)
{
	const struct ranked *x = left, *y = right;
	int order = ratio_cmp(y->nominal, x->nominal);
	return order ? order : x->place < y->place ? -1 : x->place > y->place;
}

static void find_levels(struct arena *a, struct space *s, const struct model *m)
{
	struct ranked *list = ARENA_NEWS(a, struct ranked, s->n);
	size_t *levels = ARENA_NEWS(a, size_t, s->n), level = 0;
	for (size_t k = 0; k < s->n; k++)
		list[k] = (struct ranked){m->nominal[s->weights[k]], k};
	qsort(list, s->n, sizeof *list, larger_first);
	for (size_t k = 0; k < s->n; k++) {
		level += k && ratio_cmp(list[k].nominal, list[k - 1].nominal);
		levels[list[k].place] = level;
	}
	s->levels = levels;
	s->n_levels = level + 1;
}

static void find_box(struct arena *a, struct space *s, const struct model *m, const ratio *reach)
{
	const ratio **low = ARENA_NEWS(a, const ratio *, s->n);
	const ratio **high = ARENA_NEWS(a, const ratio *, s->n);
	double *floor = ARENA_NEWS(a, double, s->n), *width = ARENA_NEWS(a, double, s->n);
	for (size_t k = 0; k < s->n; k++) {
		const ratio *nominal = m->nominal[s->weights[k]];
		low[k] = ratio_mul(a, nominal, ratio_sub(a, s->one, reach));
		high[k] = ratio_mul(a, nominal, ratio_add(a, s->one, reach));
		floor[k] = binary_of(low[k]);
		width[k] = binary_of(high[k]) - floor[k];
	}
	s->low = low;
	s->high = high;
	s->floor = floor;
	s->width = width;
}

const struct space *space_of(struct arena *a, const struct model *m, const struct weight_set *set)
{
	struct space *s = ARENA_NEW(a, struct space);
	size_t *weights = ARENA_NEWS(a, size_t, m->n_weights);
	bool *free = ARENA_NEWS(a, bool, m->n_weights);
	bool all = set->kind == WEIGHTS_SIMPLEX || set->kind == WEIGHTS_ORDER;
	*s = (struct space){.kind = set->kind,
	                    .n_all = m->n_weights,
	                    .weights = weights,
	                    .free = free,
	                    .zero = ratio_of(a, 0, 1),
	                    .one = ratio_of(a, 1, 1)};
	for (size_t k = 0; k < m->n_weights; k++) {
		free[k] = all || ratio_sign(m->nominal[k]) > 0;
		if (free[k])
			weights[s->n++] = k;
	}
	if (set->kind == WEIGHTS_DIRICHLET ||
	    (set->kind == WEIGHTS_BOX && !ratio_cmp(set->reach, s->one)))
		s->kind = WEIGHTS_SIMPLEX;
	if (s->kind == WEIGHTS_BOX)
		find_box(a, s, m, set->reach);
	if (s->kind == WEIGHTS_ORDER)
		find_levels(a, s, m);
	return s;
}

const ratio *const *space_pick(struct arena *a, const struct space *s, const ratio *const *all)
{
	const ratio **some = ARENA_NEWS(a, const ratio *, s->n);
	for (size_t k = 0; k < s->n; k++)
		some[k] = all[s->weights[k]];
	return some;
}

/* ---- the most of d w ---- */

struct step {
	size_t level;
	const ratio *d;
	double x;
};

static int exact_first(const void *left, const void *right)
{
	const struct step *x = left, *y = right;
	return x->level != y->level ? (x->level < y->level ? -1 : 1) : ratio_cmp(y->d, x->d);
}

static int double_first(const void *left, const void *right)
{
	const struct step *x = left, *y = right;
	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	return x->x > y->x ? -1 : x->x < y->x;
}

static const ratio *most_by_order(struct arena *a, const struct space *s, const ratio *const *d)
{
	struct step *steps = ARENA_NEWS(a, struct step, s->n);
	const ratio *sum = s->zero, *best = NULL;
	for (size_t k = 0; k < s->n; k++)
		steps[k] = (struct step){s->levels[k], d[k], 0};
	qsort(steps, s->n, sizeof *steps, exact_first);
	for (size_t k = 0; k < s->n; k++) {
		sum = ratio_add(a, sum, steps[k].d);
		const ratio *mean = ratio_div(a, sum, ratio_of(a, (long)k + 1, 1));
		best = best ? ratio_max(best, mean) : mean;
	}
	return best;
}

const ratio *space_most(struct arena *a, const struct space *s, const ratio *const *d)
{
	if (s->kind == WEIGHTS_ORDER)
		return most_by_order(a, s, d);
	const ratio *best = s->kind == WEIGHTS_BOX ? s->zero : d[0];
	for (size_t k = 0; k < s->n; k++) {
		if (s->kind != WEIGHTS_BOX)
			best = ratio_max(best, d[k]);
		else if (ratio_sign(d[k]))
			best = ratio_add(
			        a, best,
			        ratio_mul(a, d[k], ratio_sign(d[k]) > 0 ? s->high[k] : s->low[k]));
	}
	return best;
}

static double most_by_order_double(struct arena *a, const struct space *s, const double *d)
{
	struct arena *scratch = arena_scratch(a);
	struct step *steps = ARENA_NEWS(scratch, struct step, s->n);
	double sum = 0, best = 0;
	for (size_t k = 0; k < s->n; k++)
		steps[k] = (struct step){s->levels[k], NULL, d[k]};
	qsort(steps, s->n, sizeof *steps, double_first);
	for (size_t k = 0; k < s->n; k++) {
		sum += steps[k].x;
		double mean = sum / (double)(k + 1);
		best = !k || mean > best ? mean : best;
	}
	arena_free(scratch);
	return best;
}

double space_most_double(struct arena *a, const struct space *s, const double *d)
{
	if (s->kind == WEIGHTS_ORDER)
		return most_by_order_double(a, s, d);
	double best = s->kind == WEIGHTS_BOX ? 0 : d[0];
	for (size_t k = 0; k < s->n; k++) {
		if (s->kind == WEIGHTS_BOX)
			best += d[k] * (d[k] > 0 ? s->floor[k] + s->width[k] : s->floor[k]);
		else if (d[k] > best)
			best = d[k];
	}
	return best;
}

/* ---- as columns and rows ---- */

size_t space_columns(const struct space *s)
{
	return s->n + (s->kind == WEIGHTS_ORDER ? s->n_levels - 1 : 0);
}

/* Between each two levels lies a number that none of the one is below and none of the other above.
 */
static void order_rows(struct program *p, const struct space *s)
{
	const ratio *minus = ratio_of(p->arena, -1, 1);
	for (size_t k = 0; k < s->n; k++)
		for (size_t above = 0; above < 2; above++) {
			size_t level = s->levels[k] - above; /* the bound above, or below */
			if (s->levels[k] < above || level + 1 >= s->n_levels)
				continue;
			const ratio **row = program_factors(p);
			row[k] = above ? minus : s->one;
			row[s->n + level] = above ? s->one : minus;
			program_row(p, row, PROGRAM_AT_LEAST, s->zero);
		}
}

void space_constrain(struct program *p, const struct space *s)
{
	if (s->kind == WEIGHTS_BOX) {
		for (size_t k = 0; k < s->n; k++)
			p->uppers[k] = ratio_sub(p->arena, s->high[k], s->low[k]);
		return;
	}
	const ratio **sum = program_factors(p);
	for (size_t k = 0; k < s->n; k++)
		sum[k] = s->one;
	program_row(p, sum, PROGRAM_EQUAL, s->one);
	if (s->kind == WEIGHTS_ORDER)
		order_rows(p, s);
}

const ratio *space_offset(struct arena *a, const struct space *s, const ratio *const *d)
{
	const ratio *sum = s->zero;
	for (size_t k = 0; s->low && k < s->n; k++)
		sum = ratio_add(a, sum, ratio_mul(a, d[k], s->low[k]));
	return sum;
}

const ratio *const *space_weights(struct arena *a, const struct space *s,
                                  const ratio *const *columns)
{
	const ratio **w = ARENA_NEWS(a, const ratio *, s->n);
	for (size_t k = 0; k < s->n; k++)
		w[k] = s->low ? ratio_add(a, s->low[k], columns[k]) : columns[k];
	return w;
}

/* No weight is less than one of a later level. */
static void put_in_order(const struct space *s, const ratio **w)
{
	const ratio *floor = s->zero;
	for (size_t level = s->n_levels; level--;) {
		const ratio *most = floor;
		for (size_t k = 0; k < s->n; k++) {
			if (s->levels[k] != level)
				continue;
			w[k] = ratio_max(w[k], floor);
			most = ratio_max(most, w[k]);
		}
		floor = most;
	}
}

/* Parts of a whole that weights are rounded to. */
#define SPACE_PARTS (1L << 30)

const ratio *const *space_near(struct arena *a, const struct space *s, const double *columns)
{
	const ratio **w = ARENA_NEWS(a, const ratio *, s->n);
	const ratio *any = s->zero;
	for (size_t k = 0; k < s->n; k++) {
		double x = columns[k] * (double)SPACE_PARTS + 0.5;
		long parts = x >= 1 && x < 2 * (double)SPACE_PARTS ? (long)x : 0;
		w[k] = ratio_of(a, parts, SPACE_PARTS);
		if (s->low)
			w[k] = ratio_min(ratio_add(a, s->low[k], w[k]), s->high[k]);
		any = ratio_max(any, w[k]);
	}
	if (s->kind == WEIGHTS_ORDER)
		put_in_order(s, w);
	for (size_t k = 0; !ratio_sign(any) && k < s->n; k++)
		w[k] = s->one;
	return w;
}

const ratio *const *space_whole(struct arena *a, const struct space *s, const ratio *const *w)
{
	const ratio **all = ARENA_NEWS(a, const ratio *, s->n_all), *sum = s->zero;
	for (size_t k = 0; k < s->n_all; k++)
		all[k] = s->zero;
	for (size_t k = 0; k < s->n; k++)
		sum = ratio_add(a, sum, w[k]);
	for (size_t k = 0; k < s->n; k++)
		all[s->weights[k]] = ratio_div(a, w[k], sum);
	return all;
}
