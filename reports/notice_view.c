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

const struct view *notice_view(struct arena *a, const struct notice *n)
{
	struct report report = {.sheet = n->sheet, .heading = n->heading, .lang = n->lang};
	struct page p = page_new(a, &report, true);
	const char *title =
	        *n->heading->title != '\0' ? n->heading->title : page_words(&p, p.method->title);
	page_head(&p, PAGE_FILL(&p, TEXT_notice_title, title));
	if (n->sheet->n_parts == 0)
		completions_view(&p);
	score_ranks(&p);
	score_remarks(&p);
	notice_charts(&p, n->unit);
	notice_sectors(&p);
	page_policies(&p, TEXT_section_policies);
	page_foot(&p);
	return p.view;
}
