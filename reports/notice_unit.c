#include "reports/flags.h"
#include "reports/notice_parts.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include "reports/trace.h"

/* One unit's own: its result, what each item earned and what it still lacks, then the trace of
 * every score. */

static void columns(const struct page *p, struct view_table *t, bool counts)
{
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_max));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_mark));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_points));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_notice_lost));
	if (!counts)
		return;
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_notice_unmet));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_next));
}

/* The most that one more project brings, of whichever type. */
static const ratio *next_of(const struct page *p, const struct points *x)
{
	const ratio *most = NULL;
	for (size_t k = 0; x->types != NULL && k < p->method->n_types; k++)
		if (x->types[k].next != NULL)
			most = most == NULL ? x->types[k].next : ratio_max(most, x->types[k].next);
	return most;
}

static void row(const struct page *p, struct view_table *t, size_t unit, size_t item, bool counts)
{
	const struct points *x = sheet_points(p->sheet, unit, item);
	bool idle = page_idle(x), scored = x->points != NULL && x->max != NULL && !idle;
	bool inside = p->method->items[item].outside == INSIDE;
	const ratio *lost = scored && inside ? ratio_sub(p->arena, x->max, x->points) : NULL;
	const ratio *unmet = notice_unmet(p, x), *next = next_of(p, x);
	view_cell(t, TONE_PLAIN, page_name(p, &p->method->items[item].named));
	view_number(t, TONE_PLAIN, idle ? "-" : score_or_dash(page_points(p, x->max)));
	if (x->state == POINTS_NO_TASK)
		view_cell(t, TONE_QUIET, page_text(p, TEXT_cell_no_task));
	else
		view_number(t, TONE_PLAIN, score_or_dash(page_points(p, x->mark)));
	view_number(t, TONE_STRONG, idle ? "-" : score_or_dash(page_points(p, x->points)));
	view_number(t, lost != NULL && ratio_sign(lost) > 0 ? TONE_ALERT : TONE_QUIET,
	            score_or_dash(page_points(p, lost)));
	if (!counts)
		return;
	view_number(t, unmet != NULL && ratio_sign(unmet) > 0 ? TONE_ALERT : TONE_QUIET,
	            score_or_dash(page_plain(p, unmet)));
	view_number(t, next != NULL && ratio_sign(next) > 0 ? TONE_GOOD : TONE_QUIET,
	            score_or_dash(page_points(p, next)));
}

static void summary(struct page *p, size_t unit)
{
	const struct method *m = p->method;
	bool counts = shape_has(m, 0, INPUT_COUNTS);
	const char *title = sentence_title(p, page_text(p, TEXT_notice_own));
	view_section(p->view, title);
	if (counts)
		view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_notice_own_legend));
	struct view_table *t = page_table(p, title);
	columns(p, t, counts);
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]) && !shape_is_worthless(&m->items[i]))
			row(p, t, unit, i, counts);
}

static void counted(struct page *p, size_t unit)
{
	for (size_t i = 0; i < p->method->n_items; i++) {
		if (!figures_counted(p->method, i))
			continue;
		score_section(p, i, sentence_title(p, score_caption(p, i)));
		notice_counted(p, &unit, 1, i);
	}
}

void notice_unit(struct page *p, size_t unit)
{
	struct trace t = {.page = *p, .unit = unit, .alone = true};
	view_section(p->view,
	             PAGE_FILL(p, TEXT_notice_result, page_name(p, &p->method->units[unit].named)));
	trace_result(&t);
	if (p->sheet->n_parts == 0) {
		summary(p, unit);
		counted(p, unit);
	}
	for (size_t i = 0; i < p->sheet->n_parts; i++) {
		struct page part = *p;
		part.sheet = p->sheet->parts[i];
		summary(&part, unit);
		counted(&part, unit);
	}
	trace_items(&t, 0);
}
