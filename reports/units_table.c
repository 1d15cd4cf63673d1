#include "reports/flags.h"
#include "reports/score_view.h"
#include "reports/spreadsheet.h"
#include <string.h>

/* One row per unit for spreadsheets. */

/* Columns of one item: points, full points and, for leaves, the mark; then of those below it. */
static void item_columns(const struct page *p, struct view_table *t, size_t item)
{
	const struct item *i = &p->method->items[item];
	const char *name = page_name(p, &i->named);
	view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_points, name));
	view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_max, name));
	if (item_is_leaf(i))
		view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_csv_mark, name));
	for (size_t c = 0; c < i->n_children; c++)
		item_columns(p, t, i->children[c]);
}

static void number_or_blank(struct view_table *t, const char *text)
{
	view_number(t, TONE_PLAIN, text);
}

static void item_cells(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	const struct item *i = &p->method->items[item];
	bool leaf = item_is_leaf(i);
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

static void row(const struct page *p, struct view_table *t, size_t unit)
{
	const struct method *m = p->method;
	const struct unit_result *u = &p->sheet->units[unit];
	number_or_blank(t, u->ranked ? arena_print(p->arena, "%zu", u->rank) : "");
	view_cell(t, TONE_PLAIN, m->units[unit].named.id);
	view_cell(t, TONE_PLAIN, page_name(p, &m->units[unit].named));
	number_or_blank(t, u->published != NULL
	                           ? ratio_fixed(p->arena, u->published, m->decimals, m->rounding)
	                           : "");
	spreadsheet_exact(p, t, u->score);
	for (size_t i = 0; i < m->items[0].n_children; i++)
		item_cells(p, t, unit, m->items[0].children[i]);
	number_or_blank(t, page_plain(p, u->projects));
	number_or_blank(t, page_plain(p, u->assigned));
	view_cell(t, TONE_PLAIN, flag_list(p, unit));
	view_cell(t, TONE_PLAIN, spreadsheet_nature(p, TEXT_nature_official));
	view_cell(t, TONE_PLAIN, m->periods[p->sheet->figures->period].named.id);
	view_cell(t, TONE_PLAIN, m->id);
}

const struct view_table *score_view_units(struct arena *a, const struct report *r)
{
	static const enum text_id first[] = {TEXT_head_rank, TEXT_csv_unit_id, TEXT_head_unit,
	                                     TEXT_head_score, TEXT_csv_exact};
	static const enum text_id last[] = {TEXT_head_projects, TEXT_csv_assigned, TEXT_csv_flags,
	                                    TEXT_csv_nature,    TEXT_csv_period,   TEXT_csv_rules};
	struct page p = page_new(a, r, false);
	struct view_table *t = view_table_new(a);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, first[i]));
	for (size_t i = 0; i < p.method->items[0].n_children; i++)
		item_columns(&p, t, p.method->items[0].children[i]);
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, last[i]));
	for (size_t i = 0; i < p.sheet->n_order; i++)
		row(&p, t, p.sheet->order[i]);
	for (size_t u = 0; u < p.method->n_units; u++)
		if (!p.method->units[u].assessed)
			row(&p, t, u);
	return t;
}
