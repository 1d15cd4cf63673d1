/* recognition_marks.c - marks under other figures. */
#include "engine/binary.h"
#include "engine/parts.h"
#include "engine/scoring.h"
#include "vary/recognition_parts.h"

#include <string.h>

struct figures *recognition_figures(struct arena *a, const struct figures *f)
{
	const struct method *m = f->method;
	const size_t leaves = m->n_units * m->n_items * m->n_periods;
	const size_t cells = (m->n_units + 1) * (m->n_items + 1) * (m->n_types + 1) * m->n_periods;
	struct figures *copy = figures_under(a, f, m);
	copy->counts = arena_grow(a, f->counts, cells, cells, sizeof *copy->counts);
	copy->judged = arena_grow(a, f->judged, leaves, leaves, sizeof *copy->judged);
	return copy;
}

static const struct recognition_axis *axis(const struct recognition *r,
                                           const struct recognition_cell *c, size_t i)
{
	return &r->axes[c->first + i];
}

/* ---- one scorer of each group ---- */

/* The judgements of a leaf, of each group that has an axis the one drawn, of the others all. */
static const struct judgement *panel(struct arena *a, const struct recognition *r,
                                     const struct recognition_cell *c, size_t item,
                                     const size_t *levels, const struct judgement *all)
{
	const struct judgement *list = NULL, **last = &list;
	size_t n = 0, k = 0;
	for (const struct judgement *j = all; j; j = j->next)
		n++;
	bool *left_out = ARENA_NEWS(a, bool, n);
	for (size_t i = 0; i < c->n_axes; i++) {
		const struct recognition_axis *x = axis(r, c, i);
		if (x->item != item || x->type != NONE)
			continue;
		k = 0;
		for (const struct judgement *j = all; j; j = j->next, k++)
			for (size_t s = 0; s <= x->n_limits; s++)
				left_out[k] = left_out[k] || (x->scorers[s] == j && s != levels[i]);
	}
	k = 0;
	for (const struct judgement *j = all; j; j = j->next, k++) {
		if (left_out[k])
			continue;
		struct judgement *copy = ARENA_NEW(a, struct judgement);
		*copy = *j;
		copy->next = NULL;
		*last = copy;
		last = &copy->next;
	}
	return list;
}

/* ---- a leaf by itself ---- */

static const ratio *leaf_mark(struct arena *a, const struct recognition *r,
                              const struct recognition_cell *c, const size_t *levels,
                              struct figures *mine)
{
	const struct sheet *s = recognition_sheet(r, c);
	const struct method *m = s->method;
	const struct points *p = sheet_points(s, c->unit, c->item);
	const ratio **counts = p->types ? ARENA_NEWS(a, const ratio *, m->n_types) : NULL;
	const struct judgement **at = NULL, *before = NULL;
	struct leaf l = {.arena = a,
	                 .method = m,
	                 .figures = s->figures,
	                 .unit = c->unit,
	                 .item = c->item,
	                 .scoring = m->items[c->item].scoring,
	                 .counts = counts};
	struct points out = {0};
	for (size_t k = 0; p->types && k < m->n_types; k++)
		counts[k] = p->types[k].achieved;
	for (size_t i = 0; p->types && i < c->n_axes; i++)
		if (axis(r, c, i)->type != NONE)
			counts[axis(r, c, i)->type] = ratio_of(a, (long)levels[i], 1);
	if (!p->types) {
		struct figures *f = figures_under(a, mine, m);
		f->period = s->figures->period;
		l.figures = f;
		at = figures_judged(l.figures, c->unit, c->item);
		before = *at;
		*at = panel(a, r, c, c->item, levels, before);
	}
	l.scoring->method->score(&l, &out, NULL);
	if (at)
		*at = before;
	return out.mark ? ratio_div(a, out.mark, out.mark_full) : NULL;
}

/* ---- everything ---- */

static void put(struct arena *a, const struct recognition *r, const struct recognition_cell *c,
                const size_t *levels, const struct figures *f)
{
	for (size_t i = 0; i < c->n_axes; i++) {
		const struct recognition_axis *x = axis(r, c, i);
		if (x->type != NONE) {
			figures_count(f, c->unit, x->item, x->type)->value =
			        ratio_of(a, (long)levels[i], 1);
			continue;
		}
		const struct judgement **at = figures_judged(f, c->unit, x->item);
		/* The first axis of an item chooses for all of its groups. */
		if (i == 0 || axis(r, c, i - 1)->item != x->item || axis(r, c, i - 1)->type != NONE)
			*at = panel(a, r, c, x->item, levels, *at);
	}
}

static void put_back(const struct recognition *r, const struct recognition_cell *c,
                     const struct figures *to, const struct figures *from)
{
	for (size_t i = 0; i < c->n_axes; i++) {
		const struct recognition_axis *x = axis(r, c, i);
		if (x->type != NONE)
			*figures_count(to, c->unit, x->item, x->type) =
			        *figures_count(from, c->unit, x->item, x->type);
		else
			*figures_judged(to, c->unit, x->item) =
			        *figures_judged(from, c->unit, x->item);
	}
}

const ratio *recognition_share(struct arena *a, const struct sheet *s, size_t unit, size_t item)
{
	const struct points *p = sheet_points(s, unit, item);
	const bool leaf = item_is_leaf(&s->method->items[item]);
	const ratio *full = leaf ? p->mark_full : p->max, *got = leaf ? p->mark : p->points;
	if (p->state == POINTS_NO_TASK || !got || !full)
		return NULL;
	return ratio_sign(full) ? ratio_div(a, got, full) : ratio_of(a, 0, 1);
}

static const ratio *inner_mark(struct arena *a, const struct recognition *r,
                               const struct recognition_cell *c, const size_t *levels,
                               struct figures *mine)
{
	const struct figures *own = recognition_sheet(r, c)->figures;
	struct figures *f = figures_under(a, mine, own->method);
	f->period = own->period;
	put(a, r, c, levels, f);
	const struct sheet *s = score_numbers(a, f->method, f, c->unit, diag_list_new(a));
	put_back(r, c, f, own);
	return s ? recognition_share(a, s, c->unit, c->item) : NULL;
}

const ratio *recognition_mark(struct arena *a, const struct recognition *r,
                              const struct recognition_cell *c, const size_t *levels,
                              struct figures *mine)
{
	const bool leaf = item_is_leaf(&r->model->method->items[c->item]);
	const ratio *x = (leaf ? leaf_mark : inner_mark)(a, r, c, levels, mine);
	return x && c->share ? ratio_mul(a, x, c->share) : x;
}

/* ---- the whole run ---- */

static const ratio *value_in(struct arena *a, const struct sheet *s, size_t unit, size_t item)
{
	if (!s->n_parts)
		return recognition_share(a, s, unit, item);
	const ratio *const *weights = parts_weights(a, s, unit);
	const ratio *sum = ratio_of(a, 0, 1), *total = sum;
	for (size_t i = 0; i < s->n_parts; i++) {
		const ratio *x = ratio_sign(weights[i])
		                         ? recognition_share(a, s->parts[i], unit, item)
		                         : NULL;
		if (!x)
			continue;
		sum = ratio_add(a, sum, ratio_mul(a, weights[i], x));
		total = ratio_add(a, total, weights[i]);
	}
	return ratio_sign(total) ? ratio_div(a, sum, total) : NULL;
}

bool recognition_score(struct arena *a, const struct recognition *r, const size_t *levels,
                       struct figures *mine, double *values)
{
	const struct model *m = r->model;
	for (size_t i = 0; i < r->n_cells; i++) {
		const struct recognition_cell *c = &r->cells[i];
		put(a, r, c, levels + c->first,
		    figures_at(a, mine, recognition_sheet(r, c)->figures->period));
	}
	const struct figures *f = figures_under(a, mine, m->method);
	const struct sheet *s = score_numbers(a, m->method, f, NONE, diag_list_new(a));
	for (size_t i = 0; i < r->n_cells; i++) {
		const struct recognition_cell *c = &r->cells[i];
		const struct figures *own = recognition_sheet(r, c)->figures;
		put_back(r, c, figures_at(a, mine, own->period), own);
	}
	for (size_t u = 0; s && u < m->n_units; u++)
		for (size_t w = 0; w < m->n_weights; w++) {
			const ratio *x = value_in(a, s, m->units[u], m->nodes[m->carriers[w]].item);
			if (x && m->values[u * m->n_weights + w])
				values[u * m->n_weights + w] = binary_of(x);
		}
	return s != NULL;
}
