#include "engine/combine.h"
#include "engine/measure.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"

/* Leaves that are scored by values: what was submitted, and what it earned. Units that are not
 * assessed stand below the others. */

/* Up to so many leaves each has a table of its own; beyond, their marks stand side by side. So do
 * those of a parent with more than a few leaves that are compared by nothing but their values: a
 * table of each would say little. */
enum { TABLES_MOST = 12, PLAIN_TABLES_MOST = 5 };

static const struct figure *value_of(const struct page *p, size_t unit, size_t item, size_t period)
{
	return figures_value(p->sheet->figures, unit, item, period);
}

static size_t this_period(const struct page *p)
{
	return p->sheet->figures->period;
}

static enum view_tone tone_of(const struct page *p, size_t unit)
{
	return p->method->units[unit].assessed ? TONE_PLAIN : TONE_QUIET;
}

static void unit_cell(const struct page *p, struct view_table *t, size_t unit)
{
	const struct unit *u = &p->method->units[unit];
	const char *name = page_name(p, &u->named);
	view_cell(t, tone_of(p, unit), u->assessed ? name : PAGE_FILL(p, TEXT_beside, name));
}

static void figure_cell(const struct page *p, struct view_table *t, size_t unit,
                        const struct figure *f)
{
	if (f->state == FIGURE_NUMBER)
		view_number(t, tone_of(p, unit), page_value(p, f->value));
	else if (f->state == FIGURE_NO_TASK)
		view_cell(t, TONE_QUIET, "-");
	else
		view_cell(t, p->method->units[unit].assessed ? TONE_ALERT : TONE_QUIET,
		          page_text(p, TEXT_cell_unreported));
}

static void mark_cell(const struct page *p, struct view_table *t, size_t unit,
                      const struct points *x)
{
	if (x->state == POINTS_UNREPORTED)
		view_cell(t, p->method->units[unit].assessed ? TONE_ALERT : TONE_QUIET,
		          page_text(p, TEXT_cell_unreported));
	else if (x->mark == NULL)
		view_cell(t, TONE_QUIET, "-");
	else
		view_number(t, tone_of(p, unit), page_points(p, x->mark));
}

/* Calls `row` for every unit: those that are assessed in order of rank. */
typedef void row_writer(const struct page *p, struct view_table *t, size_t unit, size_t item);

static void all_rows(const struct page *p, struct view_table *t, size_t item, row_writer *row)
{
	for (size_t i = 0; i < p->sheet->n_order; i++)
		row(p, t, p->sheet->order[i], item);
	for (size_t u = 0; u < p->method->n_units; u++)
		if (!p->method->units[u].assessed)
			row(p, t, u, item);
}

/* ---- the leaves of one parent side by side ---- */

static void values_row(const struct page *p, struct view_table *t, size_t unit, size_t parent)
{
	const struct item *family = &p->method->items[parent];
	unit_cell(p, t, unit);
	for (size_t c = 0; c < family->n_children; c++)
		if (figures_valued(p->method, family->children[c]))
			figure_cell(p, t, unit,
			            value_of(p, unit, family->children[c], this_period(p)));
}

static void marks_row(const struct page *p, struct view_table *t, size_t unit, size_t parent)
{
	const struct item *family = &p->method->items[parent];
	unit_cell(p, t, unit);
	for (size_t c = 0; c < family->n_children; c++)
		if (figures_valued(p->method, family->children[c]))
			mark_cell(p, t, unit, sheet_points(p->sheet, unit, family->children[c]));
}

/* How much a leaf counts: its weight, or its full points. */
static const ratio *worth(const struct page *p, size_t item)
{
	const struct item *i = &p->method->items[item];
	return i->weight != NULL ? i->weight : shape_points(p->arena, p->method, item);
}

/* Whether all leaves of the table count the same; then how much. */
static const ratio *common_worth(const struct page *p, size_t parent)
{
	const struct item *family = &p->method->items[parent];
	const ratio *common = NULL;
	for (size_t c = 0; c < family->n_children; c++) {
		if (!figures_valued(p->method, family->children[c]))
			continue;
		const ratio *own = worth(p, family->children[c]);
		if (common != NULL && ratio_cmp(common, own) != 0)
			return NULL;
		common = own;
	}
	return common;
}

/* The table of marks says how much each of them counts, once where it is the same. */
static const char *column_title(const struct page *p, size_t item, bool with_worth)
{
	const struct item *i = &p->method->items[item];
	const char *name = page_name(p, &i->named);
	return with_worth ? PAGE_FILL(p, i->weight != NULL ? TEXT_head_weighted : TEXT_head_judged,
	                              name, page_plain(p, worth(p, item)))
	                  : name;
}

static void matrix(struct page *p, size_t parent, bool marks)
{
	const struct item *family = &p->method->items[parent];
	const ratio *common = marks ? common_worth(p, parent) : NULL;
	const char *title = page_text(p, marks ? TEXT_section_marks : TEXT_section_values);
	if (parent != 0)
		title = PAGE_FILL(p, TEXT_part_title, page_name(p, &family->named), title);
	view_section(p->view, sentence_title(p, title));
	if (common != NULL)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p,
		                    item_is_weighted(family) ? TEXT_each_weight : TEXT_each_points,
		                    page_plain(p, common)));
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t c = 0; c < family->n_children; c++)
		if (figures_valued(p->method, family->children[c]))
			view_column(t, ALIGN_RIGHT,
			            column_title(p, family->children[c], marks && common == NULL));
	all_rows(p, t, parent, marks ? marks_row : values_row);
}

static bool side_by_side(const struct method *m, size_t parent)
{
	const struct item *family = &m->items[parent];
	bool plain = true;
	size_t n = 0;
	for (size_t c = 0; c < family->n_children; c++) {
		if (!figures_valued(m, family->children[c]))
			continue;
		const struct value_shape shape = shape_of_value(m, family->children[c]);
		plain = plain && !shape.measure && !shape.target;
		n++;
	}
	return shape_count(m, INPUT_VALUES) > TABLES_MOST || (plain && n > PLAIN_TABLES_MOST);
}

/* Points out of 100 each are marks; the table of ranks has them. */
static bool stands_in_ranks(const struct method *m, size_t parent)
{
	return parent == 0 && m->items[0].combination->marks && !score_ranks_crowded(m);
}

/* ---- one leaf ---- */

static void leaf_row(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	const struct value_shape shape = shape_of_value(p->method, item);
	unit_cell(p, t, unit);
	figure_cell(p, t, unit, value_of(p, unit, item, this_period(p)));
	if (shape.base != NONE && value_of(p, unit, item, this_period(p))->state == FIGURE_NO_TASK)
		view_cell(t, TONE_QUIET, "-");
	else if (shape.base != NONE)
		figure_cell(p, t, unit, value_of(p, unit, item, shape.base));
	if (shape.measure)
		view_number(t, TONE_PLAIN, score_or_dash(page_measure(p, x->measure)));
	if (shape.target)
		view_number(t, TONE_PLAIN, score_or_dash(page_value(p, x->target)));
	mark_cell(p, t, unit, x);
	if (shape_is_mark(p->method, item))
		return;
	bool idle = page_idle(x) || !p->method->units[unit].assessed;
	view_number(t, TONE_STRONG, idle ? "-" : score_or_dash(page_points(p, x->points)));
	view_number(t, TONE_PLAIN, idle ? "-" : score_or_dash(page_points(p, x->max)));
}

static const char *measure_title(const struct page *p, size_t item)
{
	const struct scoring *s = p->method->items[item].scoring;
	const char *of =
	        param_text(p->method, &s->params[MEASURE_OF], &s->method->params[MEASURE_OF]);
	bool growth = shape_of_value(p->method, item).base != NONE && of[0] == 'g';
	return page_text(p, growth ? TEXT_head_compared_growth : TEXT_head_compared);
}

static void leaf_table(struct page *p, size_t item)
{
	const struct method *m = p->method;
	const struct value_shape shape = shape_of_value(m, item);
	score_section(p, item, score_caption(p, item));
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, shape_depends(m, item) ? TEXT_scored_by_others : TEXT_scored_by,
	                    page_text(p, m->items[item].scoring->method->name)));
	struct view_table *t = page_table(p, page_name(p, &m->items[item].named));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_submitted));
	if (shape.base != NONE)
		view_column(
		        t, ALIGN_RIGHT,
		        PAGE_FILL(p, TEXT_head_base, page_name(p, &m->periods[shape.base].named)));
	if (shape.measure)
		view_column(t, ALIGN_RIGHT, measure_title(p, item));
	if (shape.target)
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_goal));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_mark));
	if (!shape_is_mark(m, item)) {
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_points));
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_max));
	}
	all_rows(p, t, item, leaf_row);
}

/* A single leaf whose own table has its values. */
static bool stands_in_table(const struct method *m, size_t parent)
{
	const struct item *i = &m->items[parent];
	size_t n = 0;
	for (size_t c = 0; c < i->n_children; c++)
		n += figures_valued(m, i->children[c]) +
		     shape_is_worthless(&m->items[i->children[c]]);
	return n == 1 && !side_by_side(m, parent);
}

/* What the leaves of one parent earned. */
static void family(struct page *p, size_t parent)
{
	const struct item *i = &p->method->items[parent];
	if (side_by_side(p->method, parent)) {
		if (!stands_in_ranks(p->method, parent))
			matrix(p, parent, true);
		return;
	}
	for (size_t c = 0; c < i->n_children; c++)
		if (figures_valued(p->method, i->children[c]) &&
		    !shape_is_worthless(&p->method->items[i->children[c]]))
			leaf_table(p, i->children[c]);
}

void score_values(struct page *p, bool in_short)
{
	for (size_t i = 0; i < p->method->n_items; i++)
		if (shape_has_child(p->method, i, INPUT_VALUES) &&
		    (in_short || !stands_in_table(p->method, i)))
			matrix(p, i, false);
	for (size_t i = 0; !in_short && i < p->method->n_items; i++)
		if (shape_has_child(p->method, i, INPUT_VALUES))
			family(p, i);
}
