#include "engine/scoring.h"
#include "reports/flags.h"
#include "reports/score_view.h"

/* One table per item that is scored by counts, one per group of judged items, and the units that
 * are not assessed. */

static const char *or_dash(const char *text)
{
	return *text != '\0' ? text : "-";
}

/* "commerce (weight 20%, 18 points; department; clause)" */
static const char *caption(const struct page *p, size_t item)
{
	const struct item *i = &p->method->items[item];
	const char *comma = page_text(p, TEXT_caption_comma);
	struct buffer list;
	buffer_start(&list, p->arena);
	if (i->weight != NULL)
		buffer_print(&list, "%s%s", PAGE_FILL(p, TEXT_weight, page_plain(p, i->weight)),
		             comma);
	buffer_add(&list, PAGE_FILL(p, TEXT_full_points, page_read(p, i->points)));
	if (*page_words(p, i->department) != '\0')
		buffer_print(&list, "%s%s", comma, page_words(p, i->department));
	if (i->clause != NONE)
		buffer_print(&list, "%s%s", comma,
		             page_name(p, &p->method->clauses[i->clause].named));
	return PAGE_FILL(p, TEXT_caption, page_name(p, &i->named), list.text);
}

static bool has_figures(const struct type_result *t)
{
	return t->target->state != FIGURE_ABSENT || t->count->state != FIGURE_ABSENT;
}

static bool is_asked(const struct type_result *t)
{
	return t->target->state == FIGURE_NUMBER && ratio_sign(t->target->value) > 0;
}

static void mark_cells(const struct page *p, struct view_table *t, const struct points *x)
{
	if (x->state == POINTS_NO_TASK)
		view_cell(t, TONE_QUIET, page_text(p, TEXT_cell_no_task));
	else if (x->state == POINTS_UNREPORTED)
		view_cell(t, TONE_ALERT, page_text(p, TEXT_cell_unreported));
	else
		view_number(t, x->by_department != NULL ? TONE_ALERT : TONE_PLAIN,
		            arena_print(p->arena, "%s%s", page_points(p, x->mark),
		                        x->by_department != NULL ? "*" : ""));
	bool idle = page_idle(x);
	view_number(t, TONE_STRONG, idle ? "-" : or_dash(page_points(p, x->points)));
	view_number(t, TONE_PLAIN, idle ? "-" : or_dash(page_points(p, x->max)));
}

static void blank_cells(struct view_table *t, size_t n)
{
	while (n-- > 0)
		view_cell(t, TONE_PLAIN, "");
}

static enum view_tone unless_zero(const ratio *x, enum view_tone tone)
{
	return x != NULL && ratio_sign(x) > 0 ? tone : TONE_QUIET;
}

/* Where nothing was asked, or a department's evaluation stands, nothing is worth anything as a
 * rule: a dash, not 0.00. */
static void value_cell(const struct page *p, struct view_table *t, bool counts, const ratio *value,
                       enum view_tone tone)
{
	bool dash = value == NULL || (!counts && ratio_sign(value) == 0);
	view_number(t, unless_zero(value, tone), dash ? "-" : page_points(p, value));
}

static void type_row(const struct page *p, struct view_table *t, const struct points *x,
                     size_t type, const char *unit)
{
	const struct type_result *k = &x->types[type];
	view_cell(t, TONE_PLAIN, unit);
	view_cell(t, TONE_PLAIN, page_name(p, &p->method->types[type].named));
	view_number(t, TONE_PLAIN, or_dash(page_figure(p, k->target)));
	view_number(t, TONE_PLAIN, or_dash(page_figure(p, k->count)));
	view_number(t, TONE_PLAIN, or_dash(page_plain(p, k->credited)));
	view_number(t, unless_zero(k->unscored, TONE_ALERT), or_dash(page_plain(p, k->unscored)));
	if (*unit != '\0')
		mark_cells(p, t, x);
	else
		blank_cells(t, 3);
	bool counts = is_asked(k) && x->by_department == NULL;
	value_cell(p, t, counts, k->each, TONE_PLAIN);
	value_cell(p, t, counts, k->next, TONE_GOOD);
}

/* Where types are pooled, only their sum says what was scored. */
static void pooled_row(const struct page *p, struct view_table *t, const struct points *x)
{
	const ratio *rest = flags_unscored(p->arena, x);
	view_cell(t, TONE_PLAIN, "");
	view_cell(t, TONE_PLAIN, page_text(p, TEXT_cell_sum));
	view_number(t, TONE_PLAIN, page_plain(p, x->task));
	view_number(t, TONE_PLAIN, or_dash(page_plain(p, x->achieved)));
	view_number(t, TONE_PLAIN, or_dash(page_plain(p, x->credited)));
	view_number(t, unless_zero(rest, TONE_ALERT), rest != NULL ? page_plain(p, rest) : "0");
	blank_cells(t, 5);
}

static void unit_rows(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	const char *name = page_name(p, &p->method->units[unit].named);
	bool any = false, pooled = false;
	bool idle = x->state == POINTS_NO_TASK && flags_unscored(p->arena, x) == NULL;
	for (size_t k = 0; !idle && k < p->method->n_types; k++) {
		if (!has_figures(&x->types[k]))
			continue;
		type_row(p, t, x, k, any ? "" : name);
		pooled = pooled || (any && x->types[k].credited == NULL && x->credited != NULL);
		any = true;
	}
	if (pooled)
		pooled_row(p, t, x);
	if (any)
		return;
	view_cell(t, TONE_PLAIN, name);
	view_cell(t, TONE_PLAIN, "-");
	for (size_t i = 0; i < 4; i++)
		view_number(t, TONE_QUIET, "-");
	mark_cells(p, t, x);
	for (size_t i = 0; i < 2; i++)
		view_number(t, TONE_QUIET, "-");
}

static const ratio *plus(const struct page *p, const ratio *sum, const ratio *x)
{
	return x != NULL ? ratio_add(p->arena, sum, x) : sum;
}

/* All assessed units together. */
static void sum_row(const struct page *p, struct view_table *t, size_t item)
{
	const ratio *zero = ratio_of(p->arena, 0, 1);
	const ratio *task = zero, *achieved = zero, *credited = zero, *unscored = zero;
	for (size_t u = 0; u < p->sheet->n_order; u++) {
		const struct points *x = sheet_points(p->sheet, p->sheet->order[u], item);
		task = plus(p, task, x->task);
		achieved = plus(p, achieved, x->achieved);
		credited = plus(p, credited, x->credited);
		unscored = plus(p, unscored, flags_unscored(p->arena, x));
	}
	view_cell(t, TONE_STRONG, page_text(p, TEXT_cell_sum));
	view_cell(t, TONE_PLAIN, "");
	view_number(t, TONE_STRONG, page_plain(p, task));
	view_number(t, TONE_STRONG, page_plain(p, achieved));
	view_number(t, TONE_STRONG, page_plain(p, credited));
	view_number(t, TONE_STRONG, page_plain(p, unscored));
	blank_cells(t, 5);
}

static void columns(const struct page *p, struct view_table *t)
{
	static const enum text_id titles[] = {
	        TEXT_head_target,   TEXT_head_count, TEXT_head_credited,
	        TEXT_head_unscored, TEXT_head_mark,  TEXT_head_points,
	        TEXT_head_max,      TEXT_head_each,  TEXT_head_next};
	t->n_keys = 2;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		view_column(t, ALIGN_RIGHT, page_text(p, titles[i]));
}

static void counted(struct page *p)
{
	bool first = true;
	for (size_t i = 0; i < p->method->n_items; i++) {
		if (!item_is_leaf(&p->method->items[i]) || !score_view_by_counts(p->method, i))
			continue;
		view_section(p->view, caption(p, i));
		if (first) {
			view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_details_legend));
			view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_details_value));
		}
		first = false;
		struct view_table *t = page_table(p, page_name(p, &p->method->items[i].named));
		columns(p, t);
		for (size_t u = 0; u < p->sheet->n_order; u++)
			unit_rows(p, t, p->sheet->order[u], i);
		sum_row(p, t, i);
	}
}

/* The leaves below one parent that are not scored by counts, side by side. */
static void judged_table(struct page *p, size_t parent)
{
	const struct item *family = &p->method->items[parent];
	view_section(p->view, caption(p, parent));
	struct view_table *t = page_table(p, page_name(p, &family->named));
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_sum));
	for (size_t c = 0; c < family->n_children; c++)
		view_column(t, ALIGN_RIGHT,
		            PAGE_FILL(p, TEXT_head_judged,
		                      page_name(p, &p->method->items[family->children[c]].named),
		                      page_plain(p, p->method->items[family->children[c]].points)));
	for (size_t u = 0; u < p->sheet->n_order; u++) {
		size_t unit = p->sheet->order[u];
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->units[unit].named));
		view_number(t, TONE_STRONG,
		            or_dash(page_points(p, sheet_points(p->sheet, unit, parent)->points)));
		for (size_t c = 0; c < family->n_children; c++)
			view_number(t, TONE_PLAIN,
			            or_dash(page_points(
			                    p, sheet_points(p->sheet, unit, family->children[c])
			                               ->points)));
	}
}

static void judged(struct page *p)
{
	for (size_t i = 1; i < p->method->n_items; i++)
		if (!item_is_leaf(&p->method->items[i]) && !score_view_by_counts(p->method, i))
			judged_table(p, i);
}

static void information_rows(const struct page *p, struct view_table *t, size_t unit)
{
	const char *name = page_name(p, &p->method->units[unit].named);
	for (size_t i = 0; i < p->method->n_items; i++) {
		const char *item = page_name(p, &p->method->items[i].named);
		const struct points *x = sheet_points(p->sheet, unit, i);
		for (size_t k = 0; x->types != NULL && k < p->method->n_types; k++) {
			const struct figure *count = x->types[k].count;
			bool asked = is_asked(&x->types[k]);
			if (x->types[k].target->state != FIGURE_NUMBER &&
			    count->state == FIGURE_ABSENT)
				continue;
			view_cell(t, TONE_PLAIN, name);
			view_cell(t, TONE_PLAIN, item);
			view_cell(t, TONE_PLAIN, page_name(p, &p->method->types[k].named));
			view_number(t, TONE_PLAIN, or_dash(page_figure(p, x->types[k].target)));
			if (count->state == FIGURE_NUMBER)
				view_number(t, TONE_PLAIN, page_figure(p, count));
			else
				view_cell(t, TONE_QUIET,
				          asked ? page_text(p, TEXT_cell_unreported) : "-");
			view_number(t, TONE_PLAIN,
			            *item != '\0' ? or_dash(page_points(p, x->mark)) : "");
			name = item = "";
		}
	}
}

static void information(struct page *p)
{
	static const enum text_id titles[] = {TEXT_head_target, TEXT_head_count, TEXT_head_mark};
	struct view_table *t = NULL;
	for (size_t u = 0; u < p->method->n_units; u++) {
		if (p->method->units[u].assessed)
			continue;
		if (t == NULL) {
			view_section(p->view, page_text(p, TEXT_section_information));
			t = view_table(p->view);
			view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
			view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
			view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
			for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
				view_column(t, ALIGN_RIGHT, page_text(p, titles[i]));
		}
		information_rows(p, t, u);
	}
}

void score_details(struct page *p)
{
	counted(p);
	judged(p);
	information(p);
}
