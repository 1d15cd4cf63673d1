#include "reports/score_view.h"
#include "reports/completion.h"

static void one_period(struct page *p)
{
	score_ranks(p);
	completions_view(p);
	score_remarks(p);
	score_details(p);
}

const struct view *score_view(struct arena *a, const struct report *r)
{
	struct page p = page_new(a, r, true);
	const char *title = page_title(&p);
	page_head(&p, title);
	if (p.sheet->n_parts > 0)
		score_parts(&p);
	else
		one_period(&p);
	page_policies(&p, TEXT_section_policies);
	page_foot(&p);
	return p.view;
}
