#include "vary/self_check.h"

#include "engine/scoring.h"
#include "vary/project_search.h"

#include <string.h>

bool self_check_span(const struct period *p, struct date_span *span)
{
	*span = p->span;
	return span->first || date_read_span(p->named.id, span);
}

/* ---- what is due ---- */

static const ratio *days(struct arena *a, long from, long to)
{
	return ratio_of(a, to - from + 1, 1);
}

static const ratio *share_of(struct arena *a, struct date_span span, long day)
{
	if (day >= span.last)
		return ratio_of(a, 1, 1);
	return ratio_div(a, days(a, span.first, day), days(a, span.first, span.last));
}

/* Straight lines between the ends of quarters, which are quarters of the days. */
static const ratio *scheduled_share(struct arena *a, const struct check_rule *rule,
                                    const ratio *elapsed)
{
	const ratio *zero = ratio_of(a, 0, 1), *four = ratio_of(a, CHECK_QUARTERS, 1);
	const ratio *at = ratio_mul(a, elapsed, four);
	for (long q = 0; q < CHECK_QUARTERS; q++) {
		const ratio *from = q ? rule->schedule[q - 1] : zero, *to = rule->schedule[q];
		if (ratio_cmp(at, ratio_of(a, q + 1, 1)) > 0)
			continue;
		const ratio *way = ratio_sub(a, at, ratio_of(a, q, 1));
		return ratio_div(a, ratio_add(a, from, ratio_mul(a, way, ratio_sub(a, to, from))),
		                 ratio_of(a, 100, 1));
	}
	return ratio_of(a, 1, 1);
}

/* ---- rows ---- */

static enum check_colour colour_of(struct arena *a, const struct check_rule *rule,
                                   const struct check_row *r)
{
	if (!r->pace || ratio_cmp(r->achieved, r->target) >= 0)
		return CHECK_GREEN;
	const ratio *percent = ratio_mul(a, r->pace, ratio_of(a, 100, 1));
	return ratio_cmp(percent, rule->green) >= 0   ? CHECK_GREEN
	       : ratio_cmp(percent, rule->amber) >= 0 ? CHECK_AMBER
	                                              : CHECK_RED;
}

static const ratio *next_of(struct arena *a, const struct sheet *s, size_t unit, size_t item,
                            size_t type)
{
	const struct method *m = s->method;
	if (scoring_depends(m, m->items[item].scoring) || !project_leaf_counts(s, unit, item) ||
	    !m->types[type].whole)
		return NULL;
	size_t *one = ARENA_NEWS(a, size_t, m->n_types);
	one[type] = 1;
	const ratio *then = project_leaf_points(a, s, unit, item, PROJECTS_ADDED, one);
	return then ? ratio_sub(a, then, sheet_points(s, unit, item)->points) : NULL;
}

static void add_row(struct arena *a, struct self_check *out, struct check_row *row, size_t item,
                    size_t type)
{
	const struct sheet *s = out->sheet;
	const struct type_result *x = &sheet_points(s, out->unit, item)->types[type];
	const ratio *zero = ratio_of(a, 0, 1);
	*row = (struct check_row){.item = item,
	                          .type = type,
	                          .target = x->target->value,
	                          .achieved = x->achieved ? x->achieved : zero,
	                          .next = next_of(a, s, out->unit, item, type)};
	row->rate = ratio_div(a, row->achieved, row->target);
	row->due = ratio_mul(a, row->target, out->share);
	if (ratio_sign(row->due))
		row->pace = ratio_div(a, row->achieved, row->due);
	row->lacks = ratio_max(zero, ratio_sub(a, row->target, row->achieved));
	row->colour = colour_of(a, &s->method->check, row);
	row->projection = projection_of(a, row->achieved, row->target, out->elapsed);
	out->n_rows++;
}

static void find_rows(struct arena *a, struct self_check *out)
{
	const struct sheet *s = out->sheet;
	const struct method *m = s->method;
	struct check_row *rows = ARENA_NEWS(a, struct check_row, m->n_items * m->n_types);
	out->rows = rows;
	for (size_t i = 0; i < m->n_items; i++) {
		const struct points *p = sheet_points(s, out->unit, i);
		for (size_t k = 0; k < m->n_types && p->types; k++)
			if (p->types[k].target->state == FIGURE_NUMBER &&
			    ratio_sign(p->types[k].target->value) > 0)
				add_row(a, out, &rows[out->n_rows], i, k);
	}
}

/* ---- points ---- */

/* What the method allows, and what it comes to by today's figures of all, which a missing figure
 * may have decided. */
static bool find_range(struct arena *a, const struct sheet *s, size_t unit, struct check_item *x,
                       const struct points *p)
{
	const struct leaf l = {.arena = a,
	                       .method = s->method,
	                       .figures = s->figures,
	                       .unit = unit,
	                       .item = x->item,
	                       .scoring = s->method->items[x->item].scoring};
	const ratio *low, *high, *full = ratio_of(a, 100, 1);
	if (!scoring_bounds(&l, &low, &high))
		return false;
	x->low = ratio_mul(a, p->max, ratio_div(a, low, full));
	x->high = ratio_mul(a, p->max, ratio_div(a, high, full));
	scoring_widen(&x->low, &x->high, p->points);
	return true;
}

static void find_items(struct arena *a, struct self_check *out)
{
	const struct sheet *s = out->sheet;
	const struct method *m = s->method;
	struct check_item *items = ARENA_NEWS(a, struct check_item, m->n_items);
	out->items = items;
	out->open = ratio_of(a, 0, 1);
	for (size_t i = 0; i < m->n_items; i++) {
		const struct points *p = sheet_points(s, out->unit, i);
		if (!item_is_leaf(&m->items[i]) || p->state == POINTS_NO_TASK || !p->max)
			continue;
		struct check_item *x = &items[out->n_items++];
		*x = (struct check_item){.item = i,
		                         .max = p->max,
		                         .range = scoring_depends(m, m->items[i].scoring) &&
		                                  !p->by_department};
		if (x->range) {
			out->n_ranges++;
			out->n_unlimited += !find_range(a, s, out->unit, x, p);
		} else if (!p->points) {
			out->n_open++;
			out->open = ratio_add(a, out->open, p->max);
		} else {
			x->points = p->points;
			x->lost = ratio_sub(a, p->max, p->points);
		}
	}
}

/* The total where what is open has none, or all, of its points, and ranges are at one end;
 * deductions the other way round. */
static const ratio *total(struct arena *a, const struct self_check *out, bool full)
{
	const struct sheet *s = out->sheet;
	const struct method *m = s->method;
	const ratio **points = ARENA_NEWS(a, const ratio *, m->n_items), *zero = ratio_of(a, 0, 1);
	for (size_t i = 0; i < out->n_items; i++) {
		const struct check_item *x = &out->items[i];
		bool taken = false;
		for (size_t k = x->item; k != NONE; k = m->items[k].parent)
			taken ^= m->items[k].outside == OUTSIDE_DEDUCTION;
		const ratio *low = x->range ? x->low : zero, *high = x->range ? x->high : x->max;
		if (!x->points)
			points[x->item] = full != taken ? high : low;
	}
	return project_total(a, s, out->unit, points);
}

const struct self_check *self_check_run(struct arena *a, const struct sheet *s, size_t unit,
                                        struct date_span span, long day)
{
	struct self_check *out = ARENA_NEW(a, struct self_check);
	const struct check_rule *rule = &s->method->check;
	*out = (struct self_check){.sheet = s, .unit = unit, .day = day, .span = span};
	out->elapsed = share_of(a, span, day);
	out->scheduled = rule->scheduled;
	out->share = rule->scheduled ? scheduled_share(a, rule, out->elapsed) : out->elapsed;
	find_rows(a, out);
	find_items(a, out);
	if (!out->n_unlimited) {
		out->low = total(a, out, false);
		out->high = total(a, out, true);
	}
	return out;
}
