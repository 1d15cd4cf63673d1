#include "reports/flags.h"
#include "reports/notice_parts.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include <string.h>

/* For each item that is scored by counts: what was asked, recognised, credited and is missing, and
 * what it earned, then every score with its numbers put in. Other leaves have the tables of the
 * score report, and their formulas behind them. */

static const char *unit_name(const struct page *p, size_t unit)
{
	return page_name(p, &p->method->units[unit].named);
}

static bool is_number(const struct figure *f)
{
	return f->state == FIGURE_NUMBER;
}

/* What of the target was not reached; NULL where nothing was asked or reported. */
static const ratio *unmet(const struct page *p, const ratio *task, const ratio *achieved)
{
	const ratio *zero = ratio_of(p->arena, 0, 1);
	if (task == NULL || achieved == NULL || ratio_sign(task) <= 0)
		return NULL;
	return ratio_max(zero, ratio_sub(p->arena, task, achieved));
}

static const char *rate(const struct page *p, const ratio *task, const ratio *achieved)
{
	if (task == NULL || achieved == NULL || ratio_sign(task) <= 0)
		return "-";
	const ratio *percent = ratio_div(
	        p->arena, ratio_mul(p->arena, achieved, ratio_of(p->arena, 100, 1)), task);
	return arena_print(p->arena, "%s%%", page_points(p, percent));
}

static void unmet_cell(const struct page *p, struct view_table *t, const ratio *x)
{
	view_number(t, x != NULL && ratio_sign(x) > 0 ? TONE_ALERT : TONE_QUIET,
	            x != NULL ? page_plain(p, x) : "-");
}

static void blank_cells(struct view_table *t, size_t n)
{
	while (n-- > 0)
		view_cell(t, TONE_PLAIN, "");
}

static void mark_cells(const struct page *p, struct view_table *t, const struct points *x)
{
	bool idle = page_idle(x);
	if (x->state == POINTS_NO_TASK)
		view_cell(t, TONE_QUIET, page_text(p, TEXT_cell_no_task));
	else if (x->state == POINTS_UNREPORTED)
		view_cell(t, TONE_ALERT, page_text(p, TEXT_cell_unreported));
	else
		view_number(t, x->by_department != NULL ? TONE_ALERT : TONE_PLAIN,
		            arena_print(p->arena, "%s%s", page_points(p, x->mark),
		                        x->by_department != NULL ? "*" : ""));
	view_number(t, TONE_STRONG, idle ? "-" : score_or_dash(page_points(p, x->points)));
}

/* The sums of a unit; with its types above, they come last. */
static void sum_cells(const struct page *p, struct view_table *t, const struct points *x)
{
	view_number(t, TONE_PLAIN, score_or_dash(page_plain(p, x->task)));
	view_number(t, TONE_PLAIN, score_or_dash(page_plain(p, x->achieved)));
	view_number(t, TONE_PLAIN, score_or_dash(page_plain(p, x->credited)));
	view_number(t, TONE_PLAIN, rate(p, x->task, x->achieved));
}

static void type_cells(const struct page *p, struct view_table *t, const struct type_result *k)
{
	const ratio *task = is_number(k->target) ? k->target->value : NULL;
	const ratio *count = is_number(k->count) ? k->count->value : k->achieved;
	view_number(t, TONE_PLAIN, score_or_dash(page_figure(p, k->target)));
	view_number(t, TONE_PLAIN, score_or_dash(page_figure(p, k->count)));
	view_number(t, TONE_PLAIN, score_or_dash(page_plain(p, k->credited)));
	view_number(t, TONE_PLAIN, rate(p, task, count));
	unmet_cell(p, t, unmet(p, task, count));
}

static size_t types_told(const struct page *p, const struct points *x)
{
	size_t n = 0;
	for (size_t k = 0; x->types != NULL && k < p->method->n_types; k++)
		n += x->types[k].target->state != FIGURE_ABSENT ||
		     x->types[k].count->state != FIGURE_ABSENT;
	return n;
}

/* The missing ones of all types together. */
const ratio *notice_unmet(const struct page *p, const struct points *x)
{
	const ratio *sum = NULL;
	for (size_t k = 0; x->types != NULL && k < p->method->n_types; k++) {
		const struct type_result *type = &x->types[k];
		const ratio *task = is_number(type->target) ? type->target->value : NULL;
		const ratio *count = is_number(type->count) ? type->count->value : type->achieved;
		const ratio *own = unmet(p, task, count);
		if (own != NULL)
			sum = sum != NULL ? ratio_add(p->arena, sum, own) : own;
	}
	return sum;
}

static void unit_rows(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	const char *name = unit_name(p, unit);
	size_t told = types_told(p, x);
	bool quiet = x->state == POINTS_NO_TASK && flags_unscored(p->arena, x) == NULL;
	for (size_t k = 0; told > 0 && !quiet && k < p->method->n_types; k++) {
		const struct type_result *type = &x->types[k];
		if (type->target->state == FIGURE_ABSENT && type->count->state == FIGURE_ABSENT)
			continue;
		view_cell(t, TONE_PLAIN, name);
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->types[k].named));
		type_cells(p, t, type);
		if (told > 1)
			blank_cells(t, 2);
		else
			mark_cells(p, t, x);
		name = "";
	}
	if (told == 1 && !quiet)
		return;
	view_cell(t, TONE_PLAIN, name);
	view_cell(t, TONE_PLAIN, told > 1 && !quiet ? page_text(p, TEXT_cell_sum) : "-");
	sum_cells(p, t, x);
	unmet_cell(p, t, quiet ? NULL : notice_unmet(p, x));
	mark_cells(p, t, x);
}

static struct view_table *counted_table(struct page *p, size_t item)
{
	static const enum text_id titles[] = {
	        TEXT_head_target,  TEXT_notice_recognised, TEXT_head_credited, TEXT_head_rate,
	        TEXT_notice_unmet, TEXT_head_mark,         TEXT_head_points};
	struct view_table *t = page_table(p, page_name(p, &p->method->items[item].named));
	t->n_keys = 2;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		view_column(t, ALIGN_RIGHT, page_text(p, titles[i]));
	return t;
}

static const ratio *plus(const struct page *p, const ratio *sum, const ratio *x)
{
	return x != NULL ? ratio_add(p->arena, sum, x) : sum;
}

/* All assessed units together. */
static void sum_row(const struct page *p, struct view_table *t, size_t item)
{
	const ratio *zero = ratio_of(p->arena, 0, 1);
	const ratio *task = zero, *achieved = zero, *credited = zero, *missing = zero;
	for (size_t u = 0; u < p->sheet->n_order; u++) {
		const struct points *x = sheet_points(p->sheet, p->sheet->order[u], item);
		task = plus(p, task, x->task);
		achieved = plus(p, achieved, x->achieved);
		credited = plus(p, credited, x->credited);
		missing = plus(p, missing, notice_unmet(p, x));
	}
	view_cell(t, TONE_STRONG, page_text(p, TEXT_cell_sum));
	view_cell(t, TONE_PLAIN, "");
	view_number(t, TONE_STRONG, page_plain(p, task));
	view_number(t, TONE_STRONG, page_plain(p, achieved));
	view_number(t, TONE_STRONG, page_plain(p, credited));
	view_number(t, TONE_STRONG, rate(p, task, achieved));
	view_number(t, TONE_STRONG, page_plain(p, missing));
	blank_cells(t, 2);
}

/* ---- formulas ---- */

static const char *mark_formula(const struct page *p, const struct points *x)
{
	if (x->by_department != NULL)
		return PAGE_FILL(p, TEXT_mark_by_department, page_plain(p, x->by_department->mark),
		                 x->by_department->reason);
	return x->formula != NULL ? x->formula : "";
}

/* Some way to the mark or the points, more than the number itself. */
static bool has_formula(const struct page *p, size_t item)
{
	bool weighed = !shape_is_mark(p->method, item);
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		const char *formula =
		        mark_formula(p, sheet_points(p->sheet, p->sheet->order[i], item));
		if (*formula != '\0' && (weighed || strchr(formula, ' ') != NULL))
			return true;
	}
	return false;
}

static void formulas(struct page *p, size_t item)
{
	enum { NARROW = 50 };
	bool weighed = !shape_is_mark(p->method, item);
	if (!has_formula(p, item))
		return;
	const char *name = page_name(p, &p->method->items[item].named);
	view_line(p->view, TONE_QUIET, 0, PAGE_FILL(p, TEXT_notice_formulas, name));
	struct view_table *t = page_table(p, name);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_head_mark), NARROW);
	if (weighed)
		view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_head_points), NARROW);
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		size_t unit = p->sheet->order[i];
		const struct points *x = sheet_points(p->sheet, unit, item);
		const char *formula = mark_formula(p, x);
		if (*formula == '\0')
			continue;
		view_cell(t, TONE_PLAIN, unit_name(p, unit));
		view_cell(t, TONE_PLAIN, formula);
		if (weighed)
			view_cell(t, TONE_PLAIN, x->weighing != NULL ? x->weighing : "");
	}
}

void notice_counted(struct page *p, const size_t *units, size_t n, size_t item)
{
	struct view_table *t = counted_table(p, item);
	for (size_t u = 0; u < n; u++)
		unit_rows(p, t, units[u], item);
	if (n > 1)
		sum_row(p, t, item);
}

static void counted(struct page *p)
{
	bool first = true;
	for (size_t i = 0; i < p->method->n_items; i++) {
		if (!figures_counted(p->method, i))
			continue;
		score_section(p, i, sentence_title(p, score_caption(p, i)));
		if (first)
			view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_notice_legend));
		first = false;
		notice_counted(p, p->sheet->order, p->sheet->n_order, i);
		formulas(p, i);
	}
}

/* Of what is scored by values and by people, behind their tables. */
static void other_formulas(struct page *p)
{
	bool first = true;
	for (size_t i = 0; i < p->method->n_items; i++) {
		const struct item *x = &p->method->items[i];
		if (!item_is_leaf(x) || figures_counted(p->method, i) || shape_is_worthless(x) ||
		    !has_formula(p, i))
			continue;
		if (first)
			view_section(p->view, sentence_title(p, page_text(p, TEXT_notice_how)));
		first = false;
		formulas(p, i);
	}
}

void notice_sectors(struct page *p)
{
	counted(p);
	score_values(p, false);
	score_judged(p);
	other_formulas(p);
	score_information(p);
}
