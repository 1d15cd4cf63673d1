#include "engine/scoring.h"
#include "reports/flags.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"

/* One table per item that is scored by counts, one per group of judged items, and the units that
 * are not assessed. */

const char *score_or_dash(const char *text)
{
	return *text != '\0' ? text : "-";
}

static const char *weight(const struct page *p, size_t item)
{
	const struct item *i = &p->method->items[item];
	if (!p->method->items[i->parent].normalise)
		return PAGE_FILL(p, TEXT_weight, page_measure(p, i->weight));
	return PAGE_FILL(p, TEXT_weight_normalised, page_plain(p, i->weight),
	                 page_measure(p, shape_share(p->arena, p->method, item)));
}

const char *score_caption(const struct page *p, size_t item)
{
	static const enum text_id most[OUTSIDES] = {[INSIDE] = TEXT_full_points,
	                                            [OUTSIDE_BONUS] = TEXT_bonus_points,
	                                            [OUTSIDE_DEDUCTION] = TEXT_deduction_points};
	const struct item *i = &p->method->items[item];
	const char *comma = page_text(p, TEXT_caption_comma);
	struct buffer list;
	buffer_start(&list, p->arena);
	if (i->weight != NULL)
		buffer_print(&list, "%s%s", weight(p, item), comma);
	buffer_add(&list, PAGE_FILL(p, most[i->outside],
	                            page_read(p, shape_points(p->arena, p->method, item))));
	if (*page_words(p, i->department) != '\0')
		buffer_print(&list, "%s%s", comma, page_words(p, i->department));
	if (i->clause != NONE)
		buffer_print(&list, "%s%s", comma,
		             page_name(p, &p->method->clauses[i->clause].named));
	return PAGE_FILL(p, TEXT_caption, page_name(p, &i->named), list.text);
}

void score_section(struct page *p, size_t item, const char *caption)
{
	const struct item *i = &p->method->items[item];
	view_section_called(p->view, caption, sentence_title(p, page_name(p, &i->named)));
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
	view_number(t, TONE_STRONG, idle ? "-" : score_or_dash(page_points(p, x->points)));
	view_number(t, TONE_PLAIN, idle ? "-" : score_or_dash(page_points(p, x->max)));
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

/* Columns of the table of one item, less those that say what a project is worth. */
enum { PLAIN_COLUMNS = 9 };

static bool shows_worth(const struct view_table *t)
{
	return t->n_columns > PLAIN_COLUMNS;
}

static void type_row(const struct page *p, struct view_table *t, const struct points *x,
                     size_t type, const char *unit)
{
	const struct type_result *k = &x->types[type];
	view_cell(t, TONE_PLAIN, unit);
	view_cell(t, TONE_PLAIN, page_name(p, &p->method->types[type].named));
	view_number(t, TONE_PLAIN, score_or_dash(page_figure(p, k->target)));
	view_number(t, TONE_PLAIN, score_or_dash(page_figure(p, k->count)));
	view_number(t, TONE_PLAIN, score_or_dash(page_plain(p, k->credited)));
	view_number(t, unless_zero(k->unscored, TONE_ALERT),
	            score_or_dash(page_plain(p, k->unscored)));
	if (*unit != '\0')
		mark_cells(p, t, x);
	else
		blank_cells(t, 3);
	bool counts = is_asked(k) && x->by_department == NULL;
	if (!shows_worth(t))
		return;
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
	view_number(t, TONE_PLAIN, score_or_dash(page_plain(p, x->achieved)));
	view_number(t, TONE_PLAIN, score_or_dash(page_plain(p, x->credited)));
	view_number(t, unless_zero(rest, TONE_ALERT), rest != NULL ? page_plain(p, rest) : "0");
	blank_cells(t, t->n_columns - 6);
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
	for (size_t i = 0; shows_worth(t) && i < 2; i++)
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
	blank_cells(t, t->n_columns - 6);
}

/* Where the mark moves with the counts of others too, no project has a worth of its own. */
static void columns(const struct page *p, struct view_table *t, bool worth)
{
	static const enum text_id titles[] = {
	        TEXT_head_target,   TEXT_head_count, TEXT_head_credited,
	        TEXT_head_unscored, TEXT_head_mark,  TEXT_head_points,
	        TEXT_head_max,      TEXT_head_each,  TEXT_head_next};
	t->n_keys = 2;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
	for (size_t i = 0; i < sizeof titles / sizeof *titles - (worth ? 0 : 2); i++)
		view_column(t, ALIGN_RIGHT, page_text(p, titles[i]));
}

static void counted(struct page *p)
{
	bool first = true, worth_first = true;
	for (size_t i = 0; i < p->method->n_items; i++) {
		if (!figures_counted(p->method, i))
			continue;
		bool worth = !shape_depends(p->method, i);
		score_section(p, i, score_caption(p, i));
		if (first)
			view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_details_legend));
		if (worth && worth_first)
			view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_details_value));
		first = false;
		worth_first = worth_first && !worth;
		struct view_table *t = page_table(p, page_name(p, &p->method->items[i].named));
		columns(p, t, worth);
		for (size_t u = 0; u < p->sheet->n_order; u++)
			unit_rows(p, t, p->sheet->order[u], i);
		sum_row(p, t, i);
	}
}

/* Neither scored by values, which have tables of their own, nor a leaf scored by counts. */
static bool is_beside(const struct method *m, size_t item)
{
	return !figures_valued(m, item) && !figures_counted(m, item);
}

static void judged_column(const struct page *p, struct view_table *t, size_t child)
{
	const struct item *i = &p->method->items[child];
	view_column(t, ALIGN_RIGHT,
	            PAGE_FILL(p, TEXT_head_judged, page_name(p, &i->named),
	                      page_plain(p, shape_points(p->arena, p->method, child))));
}

static void judged_row(const struct page *p, struct view_table *t, size_t unit, size_t parent)
{
	const struct item *family = &p->method->items[parent];
	view_cell(t, TONE_PLAIN, page_name(p, &p->method->units[unit].named));
	view_number(t, TONE_STRONG,
	            score_or_dash(page_points(p, sheet_points(p->sheet, unit, parent)->points)));
	for (size_t c = 0; c < family->n_children; c++)
		if (is_beside(p->method, family->children[c]))
			view_number(t, TONE_PLAIN,
			            score_or_dash(page_points(
			                    p, sheet_points(p->sheet, unit, family->children[c])
			                               ->points)));
}

/* The children of one parent that are scored neither by counts nor by values, side by side. */
static void judged_table(struct page *p, size_t parent)
{
	const struct item *family = &p->method->items[parent];
	score_section(p, parent, score_caption(p, parent));
	struct view_table *t = page_table(p, page_name(p, &family->named));
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_sum));
	for (size_t c = 0; c < family->n_children; c++)
		if (is_beside(p->method, family->children[c]))
			judged_column(p, t, family->children[c]);
	for (size_t u = 0; u < p->sheet->n_order; u++)
		judged_row(p, t, p->sheet->order[u], parent);
}

/* The total's own children stand in the table of ranks, unless there are too many. */
static bool has_judged_table(const struct method *m, size_t item)
{
	bool inner = false;
	for (size_t c = 0; c < m->items[item].n_children; c++)
		inner = inner || is_beside(m, m->items[item].children[c]);
	if (item == 0)
		return score_ranks_crowded(m) && shape_has_child(m, item, INPUT_JUDGED);
	return inner && !shape_has(m, item, INPUT_COUNTS);
}

void score_judged(struct page *p)
{
	for (size_t i = 0; i < p->method->n_items; i++)
		if (has_judged_table(p->method, i))
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
			view_number(t, TONE_PLAIN,
			            score_or_dash(page_figure(p, x->types[k].target)));
			if (count->state == FIGURE_NUMBER)
				view_number(t, TONE_PLAIN, page_figure(p, count));
			else
				view_cell(t, TONE_QUIET,
				          asked ? page_text(p, TEXT_cell_unreported) : "-");
			view_number(t, TONE_PLAIN,
			            *item != '\0' ? score_or_dash(page_points(p, x->mark)) : "");
			name = item = "";
		}
	}
}

void score_information(struct page *p)
{
	static const enum text_id titles[] = {TEXT_head_target, TEXT_head_count, TEXT_head_mark};
	struct view_table *t = view_table_new(p->arena);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		view_column(t, ALIGN_RIGHT, page_text(p, titles[i]));
	for (size_t u = 0; u < p->method->n_units; u++)
		if (!p->method->units[u].assessed)
			information_rows(p, t, u);
	if (t->n_cells == 0)
		return;
	view_section(p->view, page_text(p, TEXT_section_information));
	view_add_table(p->view, t);
}

void score_details(struct page *p)
{
	counted(p);
	score_values(p, false);
	score_judged(p);
	score_information(p);
}
