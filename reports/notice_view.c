#include "reports/notice_view.h"
#include "reports/completion.h"
#include "reports/notice_parts.h"
#include "reports/score_view.h"

const struct notice *notice_in(struct arena *a, const struct notice *n, enum lang lang)
{
	struct notice *other = ARENA_NEW(a, struct notice);
	*other = *n;
	other->lang = lang;
	if (n->firmness == NULL)
		return other;
	struct firmness_report *firmness = ARENA_NEW(a, struct firmness_report);
	*firmness = *n->firmness;
	firmness->lang = lang;
	other->firmness = firmness;
	return other;
}

/* Which it is: for everybody, or for one unit. */
static void head(struct page *p, const struct notice *n)
{
	const char *title = page_title(p);
	const char *unit = n->unit != NONE ? page_name(p, &p->method->units[n->unit].named) : "";
	page_head(p, n->unit != NONE ? PAGE_FILL(p, TEXT_notice_title_unit, title, unit)
	                             : PAGE_FILL(p, TEXT_notice_title, title));
	if (n->firmness != NULL && n->firmness->interrupted)
		view_banner(p->view, page_text(p, TEXT_sensitivity_interrupted));
	if (n->unit != NONE)
		view_line(p->view, TONE_PLAIN, 0, PAGE_FILL(p, TEXT_notice_for_unit, unit));
}

/* Lines to sign on, of what is no trial. */
static void signatures(struct page *p)
{
	static const enum text_id usual[] = {TEXT_notice_prepared, TEXT_notice_checked,
	                                     TEXT_notice_approved};
	enum { USUAL = sizeof usual / sizeof *usual };
	const struct heading *h = p->report->heading;
	size_t n = h->signatures != NULL ? h->n_signatures : USUAL;
	if (n == 0 || h->n_trials > 0)
		return;
	view_section(p->view, page_text(p, TEXT_notice_signatures));
	for (size_t i = 0; i < n; i++)
		view_line(p->view, TONE_PLAIN, 0,
		          PAGE_FILL(p, TEXT_notice_signature,
		                    h->signatures != NULL ? h->signatures[i]
		                                          : page_text(p, usual[i])));
}

static void everybody(struct page *p)
{
	const struct sheet *whole = p->sheet;
	if (whole->n_parts == 0)
		completions_view(p);
	score_ranks(p);
	score_remarks(p);
	notice_charts(p, NONE);
	if (whole->n_parts == 0)
		notice_sectors(p);
	for (size_t i = 0; i < whole->n_parts; i++) {
		struct page part = *p;
		part.sheet = whole->parts[i];
		score_ranks(&part);
		completions_view(&part);
		score_remarks(&part);
		notice_charts(&part, NONE);
		notice_sectors(&part);
	}
}

const struct view *notice_view(struct arena *a, const struct notice *n)
{
	struct report report = {.sheet = n->sheet, .heading = n->heading, .lang = n->lang};
	struct page p = page_new(a, &report, true);
	head(&p, n);
	if (n->unit == NONE) {
		everybody(&p);
	} else {
		score_ranks(&p);
		notice_charts(&p, n->unit);
		notice_unit(&p, n->unit);
	}
	page_policies(&p, TEXT_section_policies);
	notice_firmness(&p, n);
	notice_projects(&p, n->unit);
	page_foot(&p);
	if (n->unit == NONE)
		signatures(&p);
	return p.view;
}
