#include "vary/allocation.h"

#include <stdlib.h>

size_t allocation_whole(const struct method *m, size_t period)
{
	for (size_t i = 0; i < m->n_periods; i++)
		if (m->periods[i].within == period)
			return period;
	return m->periods[period].within;
}

/* ---- which parts are written ---- */

static bool is_written(const struct figures *f, size_t period)
{
	const struct method *m = f->method;
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; k < m->n_types; k++)
				if (figures_counted(m, i) &&
				    figures_target(f, u, i, k, period)->state != FIGURE_ABSENT)
					return true;
	return false;
}

static void find_parts(struct arena *a, struct allocation *x)
{
	const struct method *m = x->figures->method;
	size_t *known = ARENA_NEWS(a, size_t, m->n_periods),
	       *open = ARENA_NEWS(a, size_t, m->n_periods);
	for (size_t i = 0; i < m->n_periods; i++) {
		if (m->periods[i].within != x->whole)
			continue;
		if (is_written(x->figures, i))
			known[x->n_known++] = i;
		else
			open[x->n_open++] = i;
	}
	x->known = known;
	x->open = open;
}

/* ---- what is left of each cell ---- */

/* One cell while it is divided. */
struct piece {
	size_t cell; /* [(unit * n_items + item) * n_types + type] */
	size_t item;
	size_t left;       /* steps that are still to be given, one a part */
	const ratio *step; /* 1, or the smallest decimal of the remainder */
};

struct work {
	struct arena *arena;
	struct allocation *out;
	struct figure *targets;
	struct piece *pieces; /* of one unit */
	size_t n;
	const ratio **totals;  /* [part]: of all */
	const ratio **of_unit; /* [part] */
	const ratio **of_item; /* [item * n_open + part] */
	const ratio **of_type; /* [type * n_open + part] */
};

static size_t cell_of(const struct method *m, size_t unit, size_t item, size_t type)
{
	return (unit * m->n_items + item) * m->n_types + type;
}

/* NULL after allocate_exceeded. */
static const ratio *remainder_of(struct work *w, size_t unit, size_t item, size_t type,
                                 struct diag_list *log, bool *unwritten)
{
	const struct allocation *x = w->out;
	const struct figures *f = x->figures;
	const struct figure *whole = figures_target(f, unit, item, type, x->whole);
	const ratio *left = whole->value;
	*unwritten = x->n_known > 0 && ratio_sign(whole->value) > 0;
	for (size_t i = 0; i < x->n_known; i++) {
		const struct figure *t = figures_target(f, unit, item, type, x->known[i]);
		if (t->state != FIGURE_NUMBER)
			continue;
		*unwritten = false;
		left = ratio_sub(w->arena, left, t->value);
	}
	if (ratio_sign(left) >= 0)
		return left;
	const struct method *m = f->method;
	diag_add(log, whole->place, DIAG_allocate_exceeded,
	         ARGS(figures_cell_name(w->arena, m, unit, item, type, x->whole),
	              words_same(ratio_plain(w->arena, whole->value)),
	              words_same(ratio_plain(w->arena, ratio_sub(w->arena, whole->value, left)))));
	return NULL;
}

static const ratio *step_of(struct arena *a, const ratio *x)
{
	const ratio *step = ratio_of(a, 1, 1), *ten = ratio_of(a, 10, 1);
	while (!ratio_is_whole(ratio_div(a, x, step))) /* decimals as they were read */
		step = ratio_div(a, step, ten);
	return step;
}

static void give(struct work *w, size_t cell, size_t item, size_t part, const ratio *x)
{
	struct arena *a = w->arena;
	struct figure *t = &w->targets[cell * w->out->n_open + part];
	const size_t type = cell % w->out->figures->method->n_types;
	const ratio **of_item = &w->of_item[item * w->out->n_open + part];
	const ratio **of_type = &w->of_type[type * w->out->n_open + part];
	t->value = ratio_add(a, t->value, x);
	w->totals[part] = ratio_add(a, w->totals[part], x);
	w->of_unit[part] = ratio_add(a, w->of_unit[part], x);
	*of_item = ratio_add(a, *of_item, x);
	*of_type = ratio_add(a, *of_type, x);
}

/* The same to each part; what is over becomes a piece. */
static void share(struct work *w, size_t cell, size_t item, const ratio *left)
{
	struct arena *a = w->arena;
	const size_t n = w->out->n_open;
	const ratio *step = step_of(a, left);
	const ratio *each = ratio_round(
	        a, ratio_div(a, ratio_div(a, left, step), ratio_of(a, (long)n, 1)), 0, ROUND_DOWN);
	each = ratio_mul(a, each, step);
	for (size_t i = 0; i < n; i++) {
		w->targets[cell * n + i] =
		        (struct figure){.state = FIGURE_NUMBER, .value = ratio_of(a, 0, 1)};
		give(w, cell, item, i, each);
	}
	const ratio *over =
	        ratio_div(a, ratio_sub(a, left, ratio_mul(a, each, ratio_of(a, (long)n, 1))), step);
	if (ratio_sign(over) > 0)
		w->pieces[w->n++] = (struct piece){
		        cell, item, (size_t)strtoul(ratio_exact(a, over), NULL, 10), step};
}

/* ---- who gets what is over ---- */

/* The part that has least, of those not `taken`; NONE where there is none. */
static size_t part_in_need(const struct work *w, const bool *taken)
{
	size_t best = NONE;
	for (size_t i = 0; i < w->out->n_open; i++) {
		if (taken[i])
			continue;
		int order = best == NONE ? -1 : ratio_cmp(w->of_unit[i], w->of_unit[best]);
		if (!order)
			order = ratio_cmp(w->totals[i], w->totals[best]);
		best = order < 0 ? i : best;
	}
	return best;
}

/* How much more an item or a type has in this part than in another on average, times their number.
 */
static const ratio *ahead(const struct work *w, const ratio *const *of, size_t part)
{
	struct arena *a = w->arena;
	const size_t n = w->out->n_open;
	const ratio *sum = ratio_mul(a, of[part], ratio_of(a, (long)n, 1));
	for (size_t i = 0; i < n; i++)
		sum = ratio_sub(a, sum, of[i]);
	return sum;
}

/* Does the one need it in this part more than the other: by its item, then by its type? */
static bool needs_more(const struct work *w, const struct piece *x, const struct piece *y,
                       size_t part)
{
	const size_t n = w->out->n_open, types = w->out->figures->method->n_types;
	const int by_item = ratio_cmp(ahead(w, &w->of_item[x->item * n], part),
	                              ahead(w, &w->of_item[y->item * n], part));
	const size_t x_type = x->cell % types, y_type = y->cell % types;
	return by_item ? by_item < 0
	               : ratio_cmp(ahead(w, &w->of_type[x_type * n], part),
	                           ahead(w, &w->of_type[y_type * n], part)) < 0;
}

/* One to each of the parts that have least. */
static void give_rest(struct work *w, struct piece *p)
{
	bool *taken = ARENA_NEWS(w->arena, bool, w->out->n_open);
	for (; p->left; p->left--) {
		const size_t part = part_in_need(w, taken);
		give(w, p->cell, p->item, part, p->step);
		taken[part] = true;
	}
}

/* NULL: nothing is left of any. */
static struct piece *piece_in_need(const struct work *w, size_t part)
{
	struct piece *best = NULL;
	for (size_t i = 0; i < w->n; i++) {
		struct piece *p = &w->pieces[i];
		if (p->left && (!best || needs_more(w, p, best, part)))
			best = p;
	}
	return best;
}

static void share_rest(struct work *w)
{
	const bool *none = ARENA_NEWS(w->arena, bool, w->out->n_open);
	struct piece *next;
	while ((next = piece_in_need(w, part_in_need(w, none))) != NULL)
		give_rest(w, next);
}

static void divide_unit(struct work *w, size_t unit, struct allocation_cell *unwritten,
                        struct diag_list *log)
{
	struct allocation *x = w->out;
	const struct method *m = x->figures->method;
	w->n = 0;
	for (size_t i = 0; i < x->n_open; i++)
		w->of_unit[i] = ratio_of(w->arena, 0, 1);
	for (size_t i = 0; i < m->n_items; i++)
		for (size_t k = 0; k < m->n_types && figures_counted(m, i); k++) {
			const struct figure *whole =
			        figures_target(x->figures, unit, i, k, x->whole);
			const size_t cell = cell_of(m, unit, i, k);
			for (size_t j = 0; j < x->n_open; j++)
				w->targets[cell * x->n_open + j].state = whole->state;
			if (whole->state != FIGURE_NUMBER)
				continue;
			bool is_unwritten;
			const ratio *left = remainder_of(w, unit, i, k, log, &is_unwritten);
			if (is_unwritten)
				unwritten[x->n_unwritten++] = (struct allocation_cell){unit, i, k};
			if (left)
				share(w, cell, i, left);
		}
	share_rest(w);
}

const struct allocation *allocation_run(struct arena *a, const struct figures *f, size_t whole,
                                        struct diag_list *log)
{
	const struct method *m = f->method;
	struct allocation *x = ARENA_NEW(a, struct allocation);
	*x = (struct allocation){.figures = f, .whole = whole};
	find_parts(a, x);
	if (!is_written(f, whole)) {
		diag_add(log, (struct place){0}, DIAG_allocate_nothing,
		         ARGS(m->periods[whole].named.name));
		return NULL;
	}
	if (!x->n_open) {
		diag_add(log, (struct place){0}, DIAG_allocate_done,
		         ARGS(m->periods[whole].named.name));
		return NULL;
	}
	const size_t n_cells = m->n_units * m->n_items * m->n_types, errors = diag_errors(log);
	struct allocation_cell *unwritten = ARENA_NEWS(a, struct allocation_cell, n_cells);
	struct work w = {.arena = a,
	                 .out = x,
	                 .targets = ARENA_NEWS(a, struct figure, n_cells * x->n_open),
	                 .pieces = ARENA_NEWS(a, struct piece, m->n_items * m->n_types),
	                 .totals = ARENA_NEWS(a, const ratio *, x->n_open),
	                 .of_unit = ARENA_NEWS(a, const ratio *, x->n_open),
	                 .of_item = ARENA_NEWS(a, const ratio *, m->n_items * x->n_open),
	                 .of_type = ARENA_NEWS(a, const ratio *, m->n_types * x->n_open)};
	for (size_t i = 0; i < x->n_open; i++)
		w.totals[i] = ratio_of(a, 0, 1);
	for (size_t i = 0; i < m->n_items * x->n_open; i++)
		w.of_item[i] = ratio_of(a, 0, 1);
	for (size_t i = 0; i < m->n_types * x->n_open; i++)
		w.of_type[i] = ratio_of(a, 0, 1);
	x->targets = w.targets;
	x->unwritten = unwritten;
	for (size_t u = 0; u < m->n_units; u++)
		divide_unit(&w, u, unwritten, log);
	return diag_errors(log) > errors ? NULL : x;
}

/* ---- what it comes to ---- */

const struct figure *allocation_target(const struct allocation *x, size_t unit, size_t item,
                                       size_t type, size_t part)
{
	return &x->targets[cell_of(x->figures->method, unit, item, type) * x->n_open + part];
}

static const struct figure *target_of(const struct allocation *x, size_t unit, size_t item,
                                      size_t type, size_t period)
{
	for (size_t i = 0; i < x->n_open; i++)
		if (x->open[i] == period)
			return allocation_target(x, unit, item, type, i);
	return figures_target(x->figures, unit, item, type, period);
}

const ratio *allocation_sum(struct arena *a, const struct allocation *x, size_t unit, size_t item,
                            size_t type, size_t period)
{
	const struct method *m = x->figures->method;
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; k < m->n_types; k++) {
				if ((unit != all_units(m) && u != unit) ||
				    (item != all_items(m) && i != item) ||
				    (type != all_types(m) && k != type) || !figures_counted(m, i))
					continue;
				const struct figure *t = target_of(x, u, i, k, period);
				if (t->state == FIGURE_NUMBER)
					sum = ratio_add(a, sum, t->value);
			}
	return sum;
}
