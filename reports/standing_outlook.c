#include "reports/standing_view.h"

/* Which targets would be reached if the growth so far went on. */

enum { GROWTH_DECIMALS = 2 };

/* The year or day of its end, which is the plan's where the document names none: growth is needed
 * until then, whatever the span. */
static const char *until(const struct page *page, const struct plan_target *t)
{
	struct date_span year = date_year(date_parts(t->due.last).year);
	return t->due.last == year.last ? standing_span(page, year) : standing_due(page, t);
}

static const char *entry(const struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	return PAGE_FILL(page, TEXT_outlook_entry,
	                 page_name(page, &standing_indicator(p, line)->named),
	                 standing_span(page, line->pace_at),
	                 standing_percent(page, line->pace, GROWTH_DECIMALS),
	                 until(page, standing_target(p, line)),
	                 standing_percent(page, line->required, GROWTH_DECIMALS));
}

static void named(struct standing *p, enum progress_outlook outlook, enum text_id text)
{
	const struct page *page = &p->page;
	const char *list = "";
	size_t n = 0;
	for (size_t l = 0; l < p->progress->n_lines; l++) {
		const struct progress *line = &p->progress->lines[l];
		if (line->outlook != outlook || !standing_shows(p, line->indicator))
			continue;
		list = page_list(page, list, entry(p, line));
		n++;
	}
	if (n > 0)
		view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_bullet),
		           PAGE_FILL(page, text, arena_print(page->arena, "%zu", n), list));
}

/* Lines with a target that are shown; of them, those that can be projected. */
static size_t count(const struct standing *p, bool projected)
{
	size_t n = 0;
	for (size_t l = 0; l < p->progress->n_lines; l++) {
		const struct progress *line = &p->progress->lines[l];
		n += standing_shows(p, line->indicator) && line->target != NONE &&
		     (!projected || line->outlook != PROGRESS_UNKNOWN);
	}
	return n;
}

void standing_outlook(struct standing *p)
{
	static const enum text_id texts[PROGRESS_OUTLOOKS] = {
	        [PROGRESS_SUFFICES] = TEXT_outlook_suffice_n,
	        [PROGRESS_SUFFICES_ABOUT] = TEXT_outlook_about_n,
	        [PROGRESS_FALLS_SHORT] = TEXT_outlook_short_n};
	const struct page *page = &p->page;
	size_t all = count(p, false), projected = count(p, true);
	if (projected == 0)
		return;
	view_section(page->view, page_text(page, TEXT_section_outlook));
	view_line(page->view, TONE_QUIET, 0, page_text(page, TEXT_outlook_legend));
	for (enum progress_outlook o = PROGRESS_SUFFICES; o < PROGRESS_OUTLOOKS; o++)
		named(p, o, texts[o]);
	if (all > projected)
		view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_bullet),
		           PAGE_FILL(page, TEXT_outlook_unknown_n,
		                     arena_print(page->arena, "%zu", all - projected)));
}
