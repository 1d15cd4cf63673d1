#include "reports/workbook_marks.h"
#include "reports/workbook_settings.h"
#include "reports/workbook_tables.h"

/* One unit on one page: every item, with what was asked, what was reported and what it earned. */
enum { RESULT_ROW = 4, HEAD_ROW = 6, COLUMNS = 8 };

struct row {
	struct book *b;
	size_t unit, item;
	struct tab *tab;
	lxw_row_t at;
};

static struct cell at(const struct row *r, lxw_col_t col)
{
	return (struct cell){r->tab, r->at, col};
}

static void copy(const struct row *r, lxw_col_t col, enum style style, struct cell from,
                 struct value v)
{
	book_formula(r->b, at(r, col), style, v, cell_from(r->b, r->tab, from));
}

static struct value text_or(const struct book *b, const ratio *x, enum text_id otherwise)
{
	return x != NULL ? value_number(x) : value_text(book_word(b, otherwise));
}

static void leaf_cells(const struct row *r)
{
	struct book *b = r->b;
	const struct leaf_cells *l = &b->cells->leaves[r->item];
	const struct points *p = sheet_points(b->sheet, r->unit, r->item);
	const struct figures *f = b->sheet->figures;
	const ratio *task = ratio_of(b->arena, 0, 1), *achieved = task;
	for (size_t k = 0; l->task != NO_COLUMN && k < b->method->n_types; k++) {
		const struct figure *t = figures_target(f, r->unit, r->item, k, f->period),
		                    *c = figures_count(f, r->unit, r->item, k);
		task = t->state == FIGURE_NUMBER ? ratio_add(b->arena, task, t->value) : task;
		achieved = c->state == FIGURE_NUMBER ? ratio_add(b->arena, achieved, c->value)
		                                     : achieved;
	}
	if (l->task != NO_COLUMN) {
		copy(r, 2, STYLE_NUMBER, cells_leaf(b, r->item, r->unit, l->task),
		     value_number(task));
		copy(r, 3, STYLE_NUMBER, cells_leaf(b, r->item, r->unit, l->achieved),
		     value_number(achieved));
	}
	if (l->credited != NO_COLUMN)
		copy(r, 4, STYLE_NUMBER, cells_leaf(b, r->item, r->unit, l->credited),
		     p->credited != NULL ? value_number(p->credited) : value_text(""));
	copy(r, 5, STYLE_POINTS, cells_leaf(b, r->item, r->unit, l->mark),
	     text_or(b, p->mark,
	             p->state == POINTS_NO_TASK ? TEXT_cell_no_task : TEXT_cell_unreported));
}

static void item_row(const struct row *r)
{
	struct book *b = r->b;
	const struct item *x = &b->method->items[r->item];
	const struct points *p = sheet_points(b->sheet, r->unit, r->item);
	const char *name = book_name(b, &x->named);
	bool weight = x->parent != NONE && item_is_weighted(&b->method->items[x->parent]);
	bool frozen = b->sheet->n_parts > 0;
	for (size_t i = x->parent; i != NONE; i = b->method->items[i].parent)
		name = arena_print(b->arena, "　%s", name);
	for (lxw_col_t c = 0; c < COLUMNS; c++)
		book_empty(b, at(r, c), STYLE_NAME);
	book_text(b, at(r, 0), STYLE_NAME, name);
	if (weight)
		book_formula(b, at(r, 1), STYLE_NUMBER, value_number(x->weight),
		             settings_weight(b, r->item));
	if (item_is_leaf(x))
		leaf_cells(r);
	if (!frozen)
		copy(r, 6, STYLE_POINTS, cells_max(b, r->unit, r->item), value_number(p->max));
	copy(r, 7, item_is_leaf(x) ? STYLE_POINTS : STYLE_TOTAL, cells_points(b, r->unit, r->item),
	     text_or(b, p->points, TEXT_cell_unreported));
}

static void result(const struct row *r, lxw_col_t col, enum text_id label, enum style style,
                   enum result which, struct value v)
{
	book_text(r->b, at(r, col), STYLE_NAME, book_word(r->b, label));
	copy(r, (lxw_col_t)(col + 1), style, cells_result(r->b, r->unit, which), v);
}

static void unit_sheet(struct book *b, size_t unit)
{
	static const enum text_id heads[COLUMNS] = {TEXT_workbook_item,     TEXT_workbook_weight,
	                                            TEXT_workbook_task,     TEXT_workbook_achieved,
	                                            TEXT_workbook_credited, TEXT_workbook_mark,
	                                            TEXT_workbook_max,      TEXT_workbook_points};
	struct row r = {b, unit, 0, b->cells->units[unit], 0};
	book_head(b, r.tab, book_name(b, &b->method->units[unit].named));
	r.at = RESULT_ROW;
	result(&r, 0, TEXT_workbook_published, STYLE_TOTAL, RESULT_PUBLISHED,
	       cells_published(b, unit));
	result(&r, 2, TEXT_workbook_rank, STYLE_RANK, RESULT_RANK, cells_rank(b, unit));
	r.tab->head = HEAD_ROW;
	r.tab->keys = 1;
	for (lxw_col_t c = 0; c < COLUMNS; c++)
		book_column(b, (struct cell){r.tab, HEAD_ROW, c}, book_word(b, heads[c]));
	for (size_t i = 0; i < b->method->n_items; i++) {
		r.item = i;
		r.at = HEAD_ROW + 1 + (lxw_row_t)b->cells->lines[i];
		item_row(&r);
	}
}

void units_sheets(struct book *b)
{
	for (size_t u = 0; u < b->method->n_units; u++)
		unit_sheet(b, u);
}
