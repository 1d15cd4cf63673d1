#include "reports/flags.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include "reports/spreadsheet.h"

/* One row per unit for spreadsheets. */

/* Columns of one item: points, full points and, for leaves, the mark; then of those below it. A
 * combined period has no marks of its own. */
static void item_columns(const struct page *p, struct view_table *t, size_t item)
{
	static const enum text_id points[OUTSIDES] = {[INSIDE] = TEXT_csv_points,
	                                              [OUTSIDE_BONUS] = TEXT_csv_bonus,
	                                              [OUTSIDE_DEDUCTION] = TEXT_csv_deduction};
	const struct item *i = &p->method->items[item];
	const char *name = page_name(p, &i->named);
	view_column(t, ALIGN_RIGHT, PAGE_FILL(p, points[i->outside], name));
	view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_max, name));
	if (item_is_leaf(i) && p->sheet->n_parts == 0)
		view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_mark, name));
	for (size_t c = 0; c < i->n_children; c++)
		item_columns(p, t, i->children[c]);
}

/* Behind all points: what was submitted of an item that is scored by values, and what that was
 * compared by. */
static void value_columns(const struct page *p, struct view_table *t, size_t item)
{
	const char *name = page_name(p, &p->method->items[item].named);
	const struct value_shape shape = shape_of_value(p->method, item);
	view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_value, name));
	if (shape.measure)
		view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_compared, name));
	if (shape.target)
		view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_target, name));
}

static bool has_values(const struct page *p, size_t item)
{
	return p->sheet->n_parts == 0 && figures_valued(p->method, item);
}

static void number_or_blank(struct view_table *t, const char *text)
{
	view_number(t, TONE_PLAIN, text);
}

static void value_cells(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	const struct value_shape shape = shape_of_value(p->method, item);
	const struct figure *f =
	        figures_value(p->sheet->figures, unit, item, p->sheet->figures->period);
	if (f->state == FIGURE_NO_TASK)
		view_cell(t, TONE_PLAIN, page_text(p, TEXT_cell_not_applicable));
	else
		number_or_blank(t, page_value(p, f->value));
	if (shape.measure)
		number_or_blank(t, page_measure(p, x->measure));
	if (shape.target)
		number_or_blank(t, page_value(p, x->target));
}

static void item_cells(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	const struct item *i = &p->method->items[item];
	bool leaf = item_is_leaf(i) && p->sheet->n_parts == 0;
	/* Averages of a column are right only where it holds no zeros that are not points. */
	bool blank = page_idle(x) || !p->method->units[unit].assessed;
	number_or_blank(t, blank ? "" : page_points(p, x->points));
	number_or_blank(t, blank ? "" : page_points(p, x->max));
	if (leaf && x->state == POINTS_NO_TASK && x->mark == NULL)
		view_cell(t, TONE_PLAIN, page_text(p, TEXT_cell_no_task));
	else if (leaf)
		number_or_blank(t, page_points(p, x->mark));
	for (size_t c = 0; c < i->n_children; c++)
		item_cells(p, t, unit, i->children[c]);
}

static const char *flag_list(const struct page *p, size_t unit)
{
	unsigned flags = flags_of(p->arena, p->sheet, unit);
	const char *list = p->method->units[unit].assessed ? "" : page_text(p, TEXT_not_assessed);
	for (enum flag f = 0; f < FLAGS; f++)
		if (flags & 1u << f)
			list = page_list(p, list, page_text(p, flags_text(f)));
	return list;
}

static const char *published(const struct page *p, const struct unit_result *u)
{
	return u->published != NULL ? ratio_fixed(p->arena, u->published, p->method->decimals,
	                                          p->method->rounding)
	                            : "";
}

static void row(const struct page *p, struct view_table *t, size_t unit)
{
	const struct method *m = p->method;
	const struct unit_result *u = &p->sheet->units[unit];
	number_or_blank(t, u->ranked ? arena_print(p->arena, "%zu", u->rank) : "");
	view_cell(t, TONE_PLAIN, m->units[unit].named.id);
	view_cell(t, TONE_PLAIN, page_name(p, &m->units[unit].named));
	if (m->n_groups > 0)
		view_cell(t, TONE_PLAIN, page_group(p, m->units[unit].group));
	if (m->n_grades > 0)
		view_cell(t, TONE_PLAIN, u->grade != NONE ? sentence_grade(p, u->grade) : "");
	number_or_blank(t, published(p, u));
	spreadsheet_exact(p, t, u->score);
	for (size_t i = 0; i < p->sheet->n_parts; i++)
		number_or_blank(t, published(p, &p->sheet->parts[i]->units[unit]));
	for (size_t i = 0; i < m->items[0].n_children; i++)
		item_cells(p, t, unit, m->items[0].children[i]);
	for (size_t i = 0; i < m->n_items; i++)
		if (has_values(p, i))
			value_cells(p, t, unit, i);
	if (shape_has(m, 0, INPUT_COUNTS)) {
		number_or_blank(t, page_plain(p, u->projects));
		number_or_blank(t, page_plain(p, u->assigned));
	}
	view_cell(t, TONE_PLAIN, flag_list(p, unit));
	view_cell(t, TONE_PLAIN, spreadsheet_nature(p, TEXT_nature_official));
	view_cell(t, TONE_PLAIN, m->periods[p->sheet->figures->period].named.id);
	view_cell(t, TONE_PLAIN, m->id);
}

static void column(const struct page *p, struct view_table *t, enum text_id title)
{
	view_column(t, ALIGN_LEFT, page_text(p, title));
}

static void columns(const struct page *p, struct view_table *t)
{
	const struct method *m = p->method;
	column(p, t, TEXT_head_rank);
	column(p, t, TEXT_csv_unit_id);
	column(p, t, TEXT_head_unit);
	if (m->n_groups > 0)
		column(p, t, TEXT_head_group);
	if (m->n_grades > 0)
		column(p, t, TEXT_head_grade);
	column(p, t, TEXT_head_score);
	column(p, t, TEXT_csv_exact);
	for (size_t i = 0; i < p->sheet->n_parts; i++)
		view_column(t, ALIGN_RIGHT,
		            PAGE_FILL(p, TEXT_csv_part,
		                      page_name(p, &m->periods[p->sheet->parts[i]->figures->period]
		                                            .named)));
	for (size_t i = 0; i < m->items[0].n_children; i++)
		item_columns(p, t, m->items[0].children[i]);
	for (size_t i = 0; i < m->n_items; i++)
		if (has_values(p, i))
			value_columns(p, t, i);
	if (shape_has(m, 0, INPUT_COUNTS)) {
		column(p, t, TEXT_head_projects);
		column(p, t, TEXT_csv_assigned);
	}
	column(p, t, TEXT_csv_flags);
	column(p, t, TEXT_csv_nature);
	column(p, t, TEXT_csv_period);
	column(p, t, TEXT_csv_rules);
}

const struct view_table *score_view_units(struct arena *a, const struct report *r)
{
	struct page p = page_new(a, r, false);
	struct view_table *t = view_table_new(a);
	columns(&p, t);
	for (size_t i = 0; i < p.sheet->n_order; i++)
		row(&p, t, p.sheet->order[i]);
	for (size_t u = 0; u < p.method->n_units; u++)
		if (!p.method->units[u].assessed)
			row(&p, t, u);
	return t;
}
