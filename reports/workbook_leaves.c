#include "reports/workbook_leaves.h"

#include "engine/scoring.h"
#include "reports/workbook_marks.h"
#include "reports/workbook_settings.h"
#include "reports/workbook_workings.h"

#define PRINT(m, ...) arena_print((m)->b->arena, __VA_ARGS__)

static struct cell at(const struct marking *m, lxw_col_t col)
{
	return cells_leaf(m->b, m->item, m->unit, col);
}

/* ---- inputs ---- */

/* Whole, or of up to 6 decimals; not below 0. */
static void validate_number(const struct marking *m, lxw_col_t col, bool whole, bool negative)
{
	const char *cell = marks_cell(m, col);
	lxw_data_validation v = {
	        .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
	        .ignore_blank = LXW_VALIDATION_ON,
	        .show_error = LXW_VALIDATION_ON,
	        .error_title = arena_copy(m->b->arena, book_word(m->b, TEXT_workbook_refused)),
	        .error_message = arena_copy(m->b->arena,
	                                    book_word(m->b, whole ? TEXT_workbook_refused_whole
	                                                          : TEXT_workbook_refused_number))};
	v.value_formula =
	        PRINT(m, "=OR(%s=\"-\",AND(ISNUMBER(%s),ROUND(%s,%d)=%s%s))", cell, cell, cell,
	              whole ? 0 : 6, cell, negative ? "" : PRINT(m, ",%s>=0", cell));
	worksheet_data_validation_cell(m->cells->tab->sheet, at(m, col).row, col, &v);
}

static void figure(const struct marking *m, lxw_col_t col, const struct figure *f, bool live,
                   bool whole, bool negative)
{
	enum style style = live ? STYLE_INPUT : STYLE_GIVEN;
	if (f->state == FIGURE_NUMBER)
		book_number(m->b, at(m, col), style, f->value);
	else
		book_text(m->b, at(m, col), style, f->state == FIGURE_NO_TASK ? "-" : "");
	if (live)
		validate_number(m, col, whole, negative);
}

static const ratio *number_of(const struct book *b, const struct figure *f)
{
	return f->state == FIGURE_NUMBER ? f->value : ratio_of(b->arena, 0, 1);
}

struct tally {
	const ratio *task, *achieved;
	long missing;
	const char *targets, *counts, *lacks; /* lists of cells; sum of what is missing */
};

static struct tally tally(const struct marking *m)
{
	struct book *b = m->b;
	const struct figures *f = b->sheet->figures;
	const ratio *zero = ratio_of(b->arena, 0, 1);
	struct tally t = {zero, zero, 0, "", "", "0"};
	for (size_t k = 0; k < b->method->n_types; k++) {
		const struct type_cells *c = &m->cells->types[k];
		const struct figure *target = figures_target(f, m->unit, m->item, k, f->period),
		                    *count = figures_count(f, m->unit, m->item, k);
		if (c->target == NO_COLUMN)
			continue;
		const char *x = marks_cell(m, c->target), *y = marks_cell(m, c->count);
		const char *comma = *t.targets != '\0' ? "," : "";
		t.task = ratio_add(b->arena, t.task, number_of(b, target));
		t.achieved = ratio_add(b->arena, t.achieved, number_of(b, count));
		t.missing += ratio_sign(number_of(b, target)) > 0 && count->state != FIGURE_NUMBER;
		t.targets = PRINT(m, "%s%s%s", t.targets, comma, x);
		t.counts = PRINT(m, "%s%s%s", t.counts, comma, y);
		t.lacks = PRINT(m, "%s+(N(%s)>0)*(1-ISNUMBER(%s))", t.lacks, x, y);
	}
	return t;
}

static struct value or_empty(const ratio *x)
{
	return x != NULL ? value_number(x) : value_text("");
}

static void credits(const struct marking *m)
{
	struct book *b = m->b;
	bool unreported = m->points->credited == NULL;
	for (size_t k = 0; k < b->method->n_types; k++)
		if (m->cells->types[k].credited != NO_COLUMN)
			book_formula(b, at(m, m->cells->types[k].credited), STYLE_NUMBER,
			             or_empty(unreported ? NULL : m->points->types[k].credited),
			             m->cells->source->credited(m, k));
	book_formula(b, at(m, m->cells->credited), STYLE_NUMBER, or_empty(m->points->credited),
	             m->cells->source->credited_all(m));
}

static void counts(const struct marking *m)
{
	struct book *b = m->b;
	const struct figures *f = b->sheet->figures;
	bool live = m->cells->source != NULL;
	for (size_t k = 0; k < b->method->n_types; k++) {
		const struct type_cells *c = &m->cells->types[k];
		bool whole = b->method->types[k].whole;
		if (c->target == NO_COLUMN)
			continue;
		figure(m, c->target, figures_target(f, m->unit, m->item, k, f->period), live, whole,
		       false);
		figure(m, c->count, figures_count(f, m->unit, m->item, k), live, whole, false);
	}
	const struct tally t = tally(m);
	const char *task = marks_cell(m, m->cells->task);
	bool rated = ratio_sign(t.task) > 0 && t.missing == 0;
	book_formula(b, at(m, m->cells->task), STYLE_NUMBER, value_number(t.task),
	             PRINT(m, "SUM(%s)", t.targets));
	book_formula(b, at(m, m->cells->achieved), STYLE_NUMBER, value_number(t.achieved),
	             PRINT(m, "SUM(%s)", t.counts));
	if (m->cells->credited != NO_COLUMN)
		credits(m);
	book_formula(b, at(m, m->cells->rate), STYLE_RATE,
	             or_empty(rated ? ratio_div(b->arena, t.achieved, t.task) : NULL),
	             PRINT(m, "IF(OR(%s=0,%s>0),\"\",%s/%s)", task,
	                   marks_cell(m, m->cells->missing), marks_cell(m, m->cells->achieved),
	                   task));
	book_formula(b, at(m, m->cells->missing), STYLE_WORKING, value_long(b, t.missing), t.lacks);
}

static void values(const struct marking *m)
{
	const struct figures *f = m->b->sheet->figures;
	size_t all = all_types(m->b->method);
	bool live = m->cells->source != NULL;
	figure(m, m->cells->value, figures_value(f, m->unit, m->item, f->period), live, false,
	       true);
	figure(m, m->cells->target, figures_target(f, m->unit, m->item, all, f->period), live,
	       false, true);
}

static void scorers(const struct marking *m)
{
	struct book *b = m->b;
	bool live = m->cells->source != NULL;
	lxw_col_t col = m->cells->scorers;
	const struct judgement *j = *figures_judged(b->sheet->figures, m->unit, m->item);
	for (size_t i = 0; i < m->cells->n_scorers; i++, col++, j = j != NULL ? j->next : NULL) {
		if (j != NULL && j->points != NULL)
			book_number(b, at(m, col), live ? STYLE_INPUT : STYLE_GIVEN, j->points);
		else
			book_empty(b, at(m, col), live ? STYLE_INPUT : STYLE_GIVEN);
		if (live)
			validate_number(m, col, false, false);
	}
}

/* ---- marks and points ---- */

/* The mark as worked out, before a department's evaluation. */
static struct value computed(const struct marking *m)
{
	const struct points *p = m->points;
	const ratio *mark = p->by_department != NULL ? p->computed : p->mark;
	if (p->state == POINTS_NO_TASK)
		return value_text(book_word(m->b, TEXT_cell_no_task));
	return mark != NULL ? value_number(mark)
	                    : value_text(book_word(m->b, TEXT_cell_unreported));
}

static struct value in_force(const struct marking *m)
{
	const struct points *p = m->points;
	if (p->mark != NULL)
		return value_number(p->mark);
	return value_text(book_word(m->b, p->state == POINTS_NO_TASK ? TEXT_cell_no_task
	                                                             : TEXT_cell_unreported));
}

static void plain(const struct marking *m, lxw_col_t col, struct value v)
{
	if (v.number != NULL)
		book_number(m->b, at(m, col), STYLE_UNCOMPUTED, v.number);
	else
		book_text(m->b, at(m, col), STYLE_UNCOMPUTED, v.text);
}

static void department(const struct marking *m)
{
	const struct department_mark *d = m->points->by_department;
	lxw_col_t col = m->cells->department;
	bool open = m->cells->task != NO_COLUMN; /* only what is scored by counts has one */
	if (d != NULL)
		book_number(m->b, at(m, col), STYLE_INPUT, d->mark);
	else
		book_empty(m->b, at(m, col), open ? STYLE_INPUT : STYLE_GIVEN);
	if (open)
		validate_number(m, col, false, false);
}

static const char *points_formula(const struct marking *m)
{
	const char *mark = marks_cell(m, m->cells->mark), *max = marks_cell(m, m->cells->max);
	const char *dept = marks_cell(m, m->cells->department), *full = marks_full(m);
	return PRINT(m, "IF(ISNUMBER(%s),%s*%s/IF(ISNUMBER(%s),100,%s),IF(%s=%s,%s,0))", mark, max,
	             mark, dept, full, mark, marks_unreported(m->b), marks_unreported(m->b));
}

static void marks(const struct marking *m)
{
	struct book *b = m->b;
	const char *word = marks_cell(m, m->cells->computed);
	const char *given = marks_cell(m, m->cells->department);
	struct value points = m->points->points != NULL
	                              ? value_number(m->points->points)
	                              : value_text(book_word(b, TEXT_cell_unreported));
	if (m->cells->source != NULL)
		book_formula(b, at(m, m->cells->computed), STYLE_POINTS, computed(m),
		             m->cells->source->mark(m));
	else
		plain(m, m->cells->computed, computed(m));
	if (b->sheet->n_parts > 0) { /* of a combined period: nothing below the total is its own */
		plain(m, m->cells->mark, in_force(m));
		plain(m, m->cells->points, points);
		return;
	}
	department(m);
	book_formula(b, at(m, m->cells->mark), STYLE_POINTS, in_force(m),
	             PRINT(m, "IF(%s=%s,%s,IF(ISNUMBER(%s),%s,%s))", word, marks_no_task(b),
	                   workings_idle_mark(b, m->item, marks_full(m)), given, given, word));
	book_formula(b, at(m, m->cells->max), STYLE_POINTS, value_number(m->points->max),
	             workings_max_formula(b, m->cells->tab, m->unit, m->item));
	book_formula(b, at(m, m->cells->points), STYLE_TOTAL, points, points_formula(m));
}

/* ---- the sheet ---- */

static void column(struct book *b, const struct leaf_cells *l, lxw_col_t col, const char *text)
{
	if (col != NO_COLUMN)
		book_column(b, (struct cell){l->tab, l->head, col}, text);
}

static void type_heads(struct book *b, const struct leaf_cells *l)
{
	for (size_t k = 0; l->types != NULL && k < b->method->n_types; k++) {
		const char *name = book_name(b, &b->method->types[k].named);
		column(b, l, l->types[k].target, BOOK_FILL(b, TEXT_workbook_target_of, name));
		column(b, l, l->types[k].count, BOOK_FILL(b, TEXT_workbook_count_of, name));
		column(b, l, l->types[k].credited, BOOK_FILL(b, TEXT_workbook_credited_of, name));
	}
}

static void heads(struct book *b, size_t item)
{
	const struct leaf_cells *l = &b->cells->leaves[item];
	const struct {
		lxw_col_t col;
		enum text_id text;
	} rest[] = {{0, TEXT_workbook_unit},
	            {l->task, TEXT_workbook_task},
	            {l->achieved, TEXT_workbook_achieved},
	            {l->credited, TEXT_workbook_credited},
	            {l->rate, TEXT_workbook_rate},
	            {l->missing, TEXT_workbook_missing},
	            {l->value, TEXT_workbook_value},
	            {l->target, TEXT_workbook_target},
	            {l->computed,
	             l->source != NULL ? TEXT_workbook_computed : TEXT_workbook_not_recomputed},
	            {l->department, TEXT_workbook_department},
	            {l->mark, TEXT_workbook_mark},
	            {l->max, TEXT_workbook_max},
	            {l->points, TEXT_workbook_points}};
	type_heads(b, l);
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		column(b, l, rest[i].col, book_word(b, rest[i].text));
	for (size_t i = 0; i < l->n_scorers; i++)
		column(b, l, (lxw_col_t)(l->scorers + i),
		       BOOK_FILL(b, TEXT_workbook_scorer, arena_print(b->arena, "%zu", i + 1)));
}

/* Above the table: what is scored and how. */
static void introduce(struct book *b, size_t item)
{
	const struct leaf_cells *l = &b->cells->leaves[item];
	const struct item *x = &b->method->items[item];
	const char *text =
	        BOOK_FILL(b, TEXT_workbook_leaf, book_name(b, &x->named),
	                  page_words(&b->page, text_words(x->scoring->method->name)),
	                  page_words(&b->page, x->department), page_clause(&b->page, x->clause));
	book_text(b, (struct cell){l->tab, l->head - 2, 0}, STYLE_NOTE, text);
	if (l->source == NULL)
		book_text(b, (struct cell){l->tab, l->head - 1, 0}, STYLE_BANNER,
		          book_word(b, b->sheet->n_parts > 0 ? TEXT_workbook_combined_note
		                                             : TEXT_workbook_not_recomputed_note));
}

/* Policies that a leaf of plain values does not follow. */
static void not_followed(struct book *b, size_t item)
{
	const struct scoring *use = b->method->items[item].scoring;
	for (const struct param_spec *s = use->method->params; s->name != NULL; s++)
		settings_not_followed(b, settings_of_scoring(use, s->name));
}

static void leaf(struct book *b, size_t item)
{
	const struct leaf_cells *l = &b->cells->leaves[item];
	if (l->source == NULL)
		not_followed(b, item);
	introduce(b, item);
	heads(b, item);
	for (size_t u = 0; u < b->method->n_units; u++) {
		const struct marking m = marks_of(b, item, u, l->tab);
		book_text(b, at(&m, 0), STYLE_NAME, book_name(b, &b->method->units[u].named));
		if (l->task != NO_COLUMN)
			counts(&m);
		else if (l->value != NO_COLUMN)
			values(&m);
		else
			scorers(&m);
		marks(&m);
	}
}

void leaves_sheets(struct book *b)
{
	const struct method *m = b->method;
	const struct tab *headed = NULL;
	for (size_t i = 0; i < m->n_items; i++) {
		struct tab *tab = b->cells->leaves[i].tab;
		if (!item_is_leaf(&m->items[i]))
			continue;
		if (tab != headed) {
			bool shared = m->items[i].scoring->input == INPUT_JUDGED;
			size_t named = shared ? m->items[i].parent : i;
			book_head(b, tab, book_name(b, &m->items[named].named));
			tab->keys = 1;
			tab->head = shared ? 0 : b->cells->leaves[i].head;
		}
		headed = tab;
		leaf(b, i);
	}
}
