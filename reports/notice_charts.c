#include "engine/binary.h"
#include "engine/combine.h"
#include "reports/chart.h"
#include "reports/flags.h"
#include "reports/notice_parts.h"
#include "reports/score_view.h"
#include "reports/shape.h"

/* More pieces cannot be told apart. */
enum { PIECES_MOST = 12, HEAT_ITEMS = 20 };

static const char *unit_name(const struct page *p, size_t unit)
{
	return page_name(p, &p->method->units[unit].named);
}

static const char *item_name(const struct page *p, size_t item)
{
	return page_name(p, &p->method->items[item].named);
}

/* ---- what a total is made of ---- */

static bool is_limited(const struct page *p, size_t item)
{
	for (size_t i = 0; i < p->sheet->n_order; i++)
		if (sheet_points(p->sheet, p->sheet->order[i], item)->excess != NULL)
			return true;
	return false;
}

static bool is_cut(const struct page *p, size_t item)
{
	const struct item *i = &p->method->items[item];
	bool counts = item == 0 || shape_has(p->method, item, INPUT_COUNTS);
	return !item_is_leaf(i) && !i->combination->marks && counts && !is_limited(p, item);
}

static size_t cut(const struct page *p, size_t parent, size_t *items, size_t n)
{
	const struct item *i = &p->method->items[parent];
	for (size_t c = 0; c < i->n_children; c++) {
		size_t child = i->children[c];
		if (shape_is_worthless(&p->method->items[child]))
			continue;
		if (is_cut(p, child))
			n = cut(p, child, items, n);
		else
			items[n++] = child;
	}
	return n;
}

/* What a piece adds to the total: below 0 for a deduction. */
static const ratio *piece(const struct page *p, size_t unit, size_t item)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	const ratio *zero = ratio_of(p->arena, 0, 1);
	if (x->points == NULL)
		return zero;
	return p->method->items[item].outside == OUTSIDE_DEDUCTION
	               ? ratio_sub(p->arena, zero, x->points)
	               : x->points;
}

/* As it is published: a report for one unit must not tell more digits of the others. */
static const ratio *shown_piece(const struct page *p, size_t unit, size_t item)
{
	const ratio *x = piece(p, unit, item);
	bool certain = ratio_round_certain(p->arena, x, p->method->decimals, ROUND_HALF_UP);
	return certain ? ratio_round(p->arena, x, p->method->decimals, ROUND_HALF_UP) : x;
}

static bool adds_up(const struct page *p, const size_t *items, size_t n, size_t unit)
{
	const ratio *sum = ratio_of(p->arena, 0, 1), *score = p->sheet->units[unit].score;
	for (size_t i = 0; i < n; i++)
		sum = ratio_add(p->arena, sum, piece(p, unit, items[i]));
	return score == NULL ||
	       (ratio_is_exact(score) && ratio_is_exact(sum) && ratio_cmp(sum, score) == 0);
}

size_t notice_pieces(const struct page *p, size_t *items)
{
	if (!is_cut(p, 0))
		return 0;
	size_t n = cut(p, 0, items, 0);
	for (size_t i = 0; i < p->sheet->n_order; i++)
		if (!adds_up(p, items, n, p->sheet->order[i]))
			return 0;
	return n;
}

/* ---- ranked bars ---- */

/* Units with a score, as far as they are shown; order of the table of ranks. */
static size_t shown(const struct page *p, size_t *units)
{
	size_t n = 0;
	for (size_t i = 0; i < p->sheet->n_order && n < NOTICE_UNITS; i++)
		if (p->sheet->units[p->sheet->order[i]].published != NULL)
			units[n++] = p->sheet->order[i];
	return n;
}

static void more(struct page *p, size_t n)
{
	if (n < p->sheet->n_order && n == NOTICE_UNITS)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_firmness_more,
		                    arena_print(p->arena, "%d", NOTICE_UNITS),
		                    arena_print(p->arena, "%zu", p->sheet->n_order)));
}

static void bars(struct page *p, const size_t *units, size_t n, const size_t *items, size_t pieces)
{
	struct chart c = chart_new(p, CHART_STACKED, page_text(p, TEXT_chart_points),
	                           page_text(p, TEXT_chart_points_about), n, pieces);
	chart_axis(&c, page_text(p, TEXT_chart_axis_points), 0, 0);
	for (size_t k = 0; k < pieces; k++)
		chart_series(&c, k, item_name(p, items[k]));
	for (size_t i = 0; i < n; i++) {
		chart_label(&c, i, unit_name(p, units[i]));
		for (size_t k = 0; k < pieces; k++) {
			const struct points *x = sheet_points(p->sheet, units[i], items[k]);
			if (x->points != NULL && !page_idle(x))
				chart_set(&c, k, i, binary_of(shown_piece(p, units[i], items[k])),
				          page_points(p, piece(p, units[i], items[k])));
		}
	}
	chart_add(&c, page_text(p, TEXT_head_unit));
	more(p, n);
}

/* A deduction has no room in a bar of what was earned. */
static size_t without_deductions(const struct page *p, size_t *items, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (p->method->items[items[i]].outside != OUTSIDE_DEDUCTION)
			items[kept++] = items[i];
	return kept;
}

/* Nor has anything else below 0. */
static bool is_drawable(const struct page *p, const size_t *units, size_t n, const size_t *items,
                        size_t pieces)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < pieces; k++)
			if (ratio_sign(piece(p, units[i], items[k])) < 0)
				return false;
	return pieces > 0 && pieces <= PIECES_MOST && n > 0;
}

/* ---- from the leader down ---- */

static const char *signed_points(const struct page *p, const ratio *x)
{
	return arena_print(p->arena, "%s%s", ratio_sign(x) > 0 ? "+" : "", page_points(p, x));
}

static const char *published(const struct page *p, size_t unit)
{
	return ratio_fixed(p->arena, p->sheet->units[unit].published, p->method->decimals,
	                   p->method->rounding);
}

/* Between published scores, in published points: rounding may leave a last step. */
static void way(struct page *p, size_t from, size_t to, const size_t *items, size_t pieces)
{
	const ratio *gone = p->sheet->units[from].published, *end = p->sheet->units[to].published;
	const ratio **steps = ARENA_NEWS(p->arena, const ratio *, pieces + 1);
	size_t n = 0;
	for (size_t k = 0; k < pieces; k++) {
		steps[k] = ratio_sub(p->arena, shown_piece(p, to, items[k]),
		                     shown_piece(p, from, items[k]));
		gone = ratio_add(p->arena, gone, steps[k]);
		n += ratio_sign(steps[k]) != 0;
	}
	steps[pieces] = ratio_sub(p->arena, end, gone);
	n += ratio_sign(steps[pieces]) != 0;
	struct chart c =
	        chart_new(p, CHART_WATERFALL,
	                  PAGE_FILL(p, TEXT_chart_way, unit_name(p, from), unit_name(p, to)),
	                  PAGE_FILL(p, TEXT_chart_way_about, unit_name(p, from), published(p, from),
	                            unit_name(p, to), published(p, to)),
	                  n + 2, 1);
	chart_axis(&c, page_text(p, TEXT_chart_axis_points), 0, 0);
	chart_series(&c, 0, page_text(p, TEXT_chart_axis_points));
	chart_label(&c, 0, unit_name(p, from));
	chart_set(&c, 0, 0, binary_of(p->sheet->units[from].published), published(p, from));
	for (size_t k = 0, at = 1; k <= pieces; k++) {
		if (ratio_sign(steps[k]) == 0)
			continue;
		chart_label(&c, at,
		            k < pieces ? item_name(p, items[k])
		                       : page_text(p, TEXT_chart_way_rounding));
		chart_set(&c, 0, at++, binary_of(steps[k]), signed_points(p, steps[k]));
	}
	chart_label(&c, n + 1, unit_name(p, to));
	chart_set(&c, 0, n + 1, binary_of(end), published(p, to));
	chart_add(&c, page_text(p, TEXT_chart_way_step));
}

/* Whom a unit is measured by: the first that is ranked with it. */
static size_t leader_of(const struct page *p, size_t unit)
{
	const struct method *m = p->method;
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		size_t other = p->sheet->order[i];
		bool together = !m->rank_in_groups || m->units[other].group == m->units[unit].group;
		if (together && p->sheet->units[other].ranked)
			return other;
	}
	return NONE;
}

/* For each ranking the leader and the next that is behind; for a report of one unit, that one. */
static void ways(struct page *p, size_t only, const size_t *items, size_t pieces)
{
	size_t told = NONE;
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		size_t unit = p->sheet->order[i], leader = leader_of(p, unit);
		const struct unit_result *u = &p->sheet->units[unit];
		if (leader == NONE || u->score == NULL || !u->ranked || leader == unit)
			continue;
		if (only != NONE ? unit != only : leader == told)
			continue;
		if (only == NONE && ratio_cmp(u->score, p->sheet->units[leader].score) >= 0)
			continue;
		told = leader;
		way(p, leader, unit, items, pieces);
	}
}

/* ---- completion ---- */

/* Leaves that are scored by counts; without any, all of them. */
static size_t heat_items(const struct page *p, bool counts, size_t *items)
{
	size_t n = 0;
	for (size_t i = 0; i < p->method->n_items && n < HEAT_ITEMS; i++)
		if (counts ? figures_counted(p->method, i)
		           : item_is_leaf(&p->method->items[i]) &&
		                     !shape_is_worthless(&p->method->items[i]))
			items[n++] = i;
	return n;
}

static void heat_cell(const struct page *p, struct chart *c, size_t row, size_t column,
                      const ratio *part, const ratio *of)
{
	if (of == NULL || ratio_sign(of) <= 0 || part == NULL || !ratio_is_exact(part))
		return;
	const ratio *rate = ratio_div(p->arena, part, of);
	const ratio *percent = ratio_mul(p->arena, rate, ratio_of(p->arena, 100, 1));
	chart_set(c, column, row, binary_of(rate),
	          arena_print(p->arena, "%s%%", ratio_fixed(p->arena, percent, 1, ROUND_HALF_UP)));
}

static void heat(struct page *p, const size_t *units, size_t n)
{
	bool counts = shape_has(p->method, 0, INPUT_COUNTS);
	size_t items[HEAT_ITEMS], columns = heat_items(p, counts, items);
	if (columns == 0 || n == 0)
		return;
	struct chart c = chart_new(
	        p, CHART_HEAT, page_text(p, counts ? TEXT_chart_heat : TEXT_chart_earned),
	        page_text(p, counts ? TEXT_chart_heat_about : TEXT_chart_earned_about), n, columns);
	chart_axis(&c, page_text(p, counts ? TEXT_head_rate : TEXT_chart_earned), 0, 1);
	for (size_t k = 0; k < columns; k++)
		chart_series(&c, k, item_name(p, items[k]));
	for (size_t i = 0; i < n; i++) {
		chart_label(&c, i, unit_name(p, units[i]));
		for (size_t k = 0; k < columns; k++) {
			const struct points *x = sheet_points(p->sheet, units[i], items[k]);
			heat_cell(p, &c, i, k, counts ? x->achieved : x->points,
			          counts ? x->task : x->max);
		}
	}
	chart_add(&c, page_text(p, TEXT_head_unit));
}

void notice_charts(struct page *p, size_t unit)
{
	size_t *items = ARENA_NEWS(p->arena, size_t, p->method->n_items);
	size_t *units = ARENA_NEWS(p->arena, size_t, NOTICE_UNITS);
	size_t pieces = notice_pieces(p, items), n = shown(p, units);
	/* Then the table of ranks does not tell the pieces. */
	if (unit != NONE && (score_ranks_crowded(p->method) || p->sheet->n_parts > 0))
		return;
	size_t *earned = ARENA_NEWS(p->arena, size_t, p->method->n_items);
	for (size_t k = 0; k < pieces; k++)
		earned[k] = items[k];
	size_t drawn = without_deductions(p, earned, pieces);
	if (is_drawable(p, units, n, earned, drawn))
		bars(p, units, n, earned, drawn);
	if (unit == NONE && p->sheet->n_parts == 0)
		heat(p, units, n);
	if (pieces > 0)
		ways(p, unit, items, pieces);
}
