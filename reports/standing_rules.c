#include "reports/standing_view.h"

enum { NAME_WIDTH = 34, GOAL_WIDTH = 26, DEPARTMENT_WIDTH = 26 };

static struct standing rules_of(const struct page *page)
{
	struct standing_request *request = ARENA_NEW(page->arena, struct standing_request);
	*request = (struct standing_request){.method = page->method, .indicator = NONE};
	return (struct standing){.page = *page, .request = request, .plan = page->method->plan};
}

const char *standing_brief(const struct page *page)
{
	const struct plan *plan = page->method->plan;
	if (plan == NULL)
		return "";
	enum text_id text = plan->n_lists > 0 ? TEXT_plan_brief_lists : TEXT_plan_brief;
	return PAGE_FILL(page, text, standing_span(page, plan->span),
	                 arena_print(page->arena, "%zu", plan->n_indicators),
	                 arena_print(page->arena, "%zu", plan->n_lists));
}

/* ---- indicators ---- */

/* What belongs to the indicator is shown once, beside its first target. */
static void indicator_row(const struct page *page, struct view_table *t,
                          const struct plan_indicator *i, size_t target)
{
	const char *measure = page_words(page, i->measure), *name = page_name(page, &i->named);
	if (*measure != '\0')
		name = PAGE_FILL(page, TEXT_indicator_in, name, measure);
	view_cell(t, TONE_PLAIN, target == 0 ? name : "");
	view_below(t, target == 0 ? i->named.id : "");
	view_number(t, TONE_PLAIN, target == 0 ? standing_value(page, i->baseline) : "");
	if (target == 0 && i->baseline != NULL)
		view_below(t, standing_span(page, i->baseline_at));
	if (target < i->n_targets) {
		view_cell(t, TONE_PLAIN, standing_goal(page, i, &i->targets[target]));
		view_below(t, standing_due(page, &i->targets[target]));
	} else {
		view_cell(t, TONE_PLAIN, "");
	}
	view_cell(t, TONE_PLAIN,
	          target == 0 ? standing_texts(page, i->departments, i->n_departments) : "");
	view_cell(t, TONE_PLAIN,
	          target == 0 && i->clause != NONE
	                  ? page_name(page, &page->method->clauses[i->clause].named)
	                  : "");
}

static void indicators(struct standing *p)
{
	const struct page *page = &p->page;
	if (p->plan->n_indicators == 0)
		return;
	view_section(page->view, page_text(page, TEXT_section_indicators));
	struct view_table *t = page_table(&p->page, page_text(page, TEXT_section_indicators));
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_indicator), NAME_WIDTH);
	view_column(t, ALIGN_RIGHT, page_text(page, TEXT_head_baseline));
	view_column_narrow(t, ALIGN_RIGHT, page_text(page, TEXT_head_goal), GOAL_WIDTH);
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_department), DEPARTMENT_WIDTH);
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_clause), DEPARTMENT_WIDTH);
	for (size_t i = 0; i < p->plan->n_indicators; i++) {
		const struct plan_indicator *in = &p->plan->indicators[i];
		indicator_row(page, t, in, 0);
		for (size_t k = 1; k < in->n_targets; k++)
			indicator_row(page, t, in, k);
	}
}

/* ---- lists ---- */

static const char *facts(const struct page *page, const struct plan_list *l)
{
	const char *stages = "", *tiers = "", *comma = page_text(page, TEXT_list_semicolon);
	for (size_t s = 0; s < l->n_stages; s++) {
		const char *name = page_name(page, &l->stages[s].named);
		stages = page_list(page, stages,
		                   l->stages[s].out ? PAGE_FILL(page, TEXT_list_out, name) : name);
	}
	for (size_t k = 0; k < l->n_tiers; k++)
		tiers = page_list(page, tiers, page_name(page, &l->tiers[k]));
	const char *text = PAGE_FILL(page, TEXT_list_stages, stages);
	if (*tiers != '\0')
		text = arena_print(page->arena, "%s%s%s", text, comma,
		                   PAGE_FILL(page, TEXT_list_tiers, tiers));
	if (l->size != NULL)
		text = arena_print(page->arena, "%s%s%s", text, comma,
		                   PAGE_FILL(page, TEXT_list_size, standing_size(page, l)));
	return text;
}

static void lists(struct standing *p)
{
	const struct page *page = &p->page;
	if (p->plan->n_lists > 0)
		view_section(page->view, page_text(page, TEXT_section_plan_lists));
	for (size_t l = 0; l < p->plan->n_lists; l++) {
		const struct plan_list *list = &p->plan->lists[l];
		view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_bullet),
		           PAGE_FILL(page, TEXT_list_rule, page_name(page, &list->named),
		                     list->named.id, facts(page, list)));
	}
}

void standing_rules(struct page *page)
{
	struct standing p = rules_of(page);
	indicators(&p);
	lists(&p);
	standing_doubts(&p);
	standing_thresholds(&p);
}
