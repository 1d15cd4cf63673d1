#include "reports/completion.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"

/* A period that is combined of others: what they come to, then each of them in short. */

/* "5/6": achieved of what was asked. */
static void counts_cell(const struct page *p, struct view_table *t, const struct points *x)
{
	if (x->state == POINTS_UNREPORTED)
		view_cell(t, TONE_ALERT, page_text(p, TEXT_cell_unreported));
	else
		view_number(t, TONE_PLAIN,
		            arena_print(p->arena, "%s/%s",
		                        score_or_dash(page_plain(p, x->achieved)),
		                        score_or_dash(page_plain(p, x->task))));
}

static void counts_in_short(struct page *p)
{
	const struct method *m = p->method;
	if (!shape_has(m, 0, INPUT_COUNTS))
		return;
	const char *title = page_text(p, TEXT_section_counts);
	view_section(p->view, sentence_title(p, title));
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t i = 0; i < m->n_items; i++)
		if (figures_counted(m, i))
			view_column(t, ALIGN_RIGHT, page_name(p, &m->items[i].named));
	for (size_t u = 0; u < p->sheet->n_order; u++) {
		size_t unit = p->sheet->order[u];
		view_cell(t, TONE_PLAIN, page_name(p, &m->units[unit].named));
		for (size_t i = 0; i < m->n_items; i++)
			if (figures_counted(m, i))
				counts_cell(p, t, sheet_points(p->sheet, unit, i));
	}
}

void score_parts(struct page *p)
{
	score_ranks(p);
	score_remarks(p);
	for (size_t i = 0; i < p->sheet->n_parts; i++) {
		struct page part = *p;
		part.sheet = p->sheet->parts[i];
		score_ranks(&part);
		completions_view(&part);
		score_remarks(&part);
		counts_in_short(&part);
		score_values(&part, true);
	}
}
