#include "reports/standing_view.h"

/* ---- one entry ---- */

/* Index of the first event behind the day. */
static size_t events_of(const struct standing *p, const struct list_entry *e)
{
	size_t n = e->n_events;
	while (n > 0 && e->events[n - 1].day > p->progress->as_of)
		n--;
	return n;
}

static const char *event_text(const struct standing *p, size_t list, const struct list_event *event)
{
	const struct page *page = &p->page;
	const struct plan_list *l = &p->plan->lists[list];
	const char *text = PAGE_FILL(page, TEXT_event_on, date_text(page->arena, event->day),
	                             page_name(page, &l->stages[event->stage].named));
	if (event->tier != NONE)
		text = PAGE_FILL(page, TEXT_event_tier, text,
		                 page_name(page, &l->tiers[event->tier]));
	if (*event->note != '\0')
		text = PAGE_FILL(page, TEXT_event_note, text, event->note);
	return text;
}

const char *standing_history(const struct standing *p, size_t list, const struct list_entry *e)
{
	const char *text = "";
	for (size_t i = 0, n = events_of(p, e); i < n; i++) {
		const char *event = event_text(p, list, &e->events[i]);
		text = i == 0 ? event
		              : arena_print(p->page.arena, "%s%s%s", text,
		                            page_text(&p->page, TEXT_event_then), event);
	}
	return text;
}

/* [entry]: who took its place up to the day, or NULL. */
static const struct list_entry **successors(const struct standing *p, size_t list)
{
	const struct observed *o = p->progress->observed;
	size_t all = o->n_entries[list];
	const struct list_entry **by = ARENA_NEWS(p->page.arena, const struct list_entry *, all);
	for (size_t i = 0; i < all; i++) {
		const struct list_entry *e = &o->entries[list][i];
		for (size_t k = 0, n = events_of(p, e); k < n; k++)
			if (e->events[k].replaces != NONE)
				by[e->events[k].replaces] = e;
	}
	return by;
}

/* ---- a list ---- */

static void count_cell(const struct page *page, struct view_table *t, size_t n)
{
	view_number(t, n > 0 ? TONE_PLAIN : TONE_QUIET, arena_print(page->arena, "%zu", n));
}

/* Entries of the stage that carry no tier. */
static size_t without_tier(const struct plan_list *l, const struct progress_list *x, size_t stage)
{
	size_t n = x->by_stage[stage];
	for (size_t t = 0; t < l->n_tiers; t++)
		n -= x->by_tier[stage * l->n_tiers + t];
	return n;
}

static void stages(struct standing *p, size_t list)
{
	const struct page *page = &p->page;
	const struct plan_list *l = &p->plan->lists[list];
	const struct progress_list *x = &p->progress->lists[list];
	struct view_table *t = view_table(page->view);
	size_t untiered = 0;
	for (size_t s = 0; l->n_tiers > 0 && s < l->n_stages; s++)
		untiered += without_tier(l, x, s);
	view_column(t, ALIGN_LEFT, page_text(page, TEXT_head_stage));
	view_column(t, ALIGN_RIGHT, page_text(page, TEXT_head_number));
	for (size_t k = 0; k < l->n_tiers; k++)
		view_column(t, ALIGN_RIGHT, page_name(page, &l->tiers[k]));
	if (untiered > 0)
		view_column(t, ALIGN_RIGHT, page_text(page, TEXT_list_no_tier));
	for (size_t s = 0; s < l->n_stages; s++) {
		view_cell(t, TONE_PLAIN, page_name(page, &l->stages[s].named));
		count_cell(page, t, x->by_stage[s]);
		for (size_t k = 0; k < l->n_tiers; k++)
			count_cell(page, t, x->by_tier[s * l->n_tiers + k]);
		if (untiered > 0)
			count_cell(page, t, without_tier(l, x, s));
	}
}

static void in_all(struct standing *p, size_t list)
{
	const struct page *page = &p->page;
	const struct plan_list *l = &p->plan->lists[list];
	const struct progress_list *x = &p->progress->lists[list];
	const char *in = arena_print(page->arena, "%zu", x->in);
	size_t later = 0;
	for (size_t e = 0; e < p->progress->observed->n_entries[list]; e++)
		later += x->current[e] == NONE;
	view_line(page->view, TONE_PLAIN, 0,
	          l->size != NULL ? PAGE_FILL(page, TEXT_list_in_of, in, standing_size(page, l))
	                          : PAGE_FILL(page, TEXT_list_in, in));
	if (later > 0)
		view_line(page->view, TONE_PLAIN, 0,
		          PAGE_FILL(page, TEXT_list_later, arena_print(page->arena, "%zu", later)));
}

static void one_dropped(struct standing *p, size_t list, const struct list_entry *e,
                        const struct list_entry *by)
{
	const struct page *page = &p->page;
	view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_bullet),
	           PAGE_FILL(page, TEXT_list_left, e->name, standing_history(p, list, e)));
	view_line(page->view, TONE_PLAIN, 1,
	          by == NULL ? page_text(page, TEXT_list_not_replaced)
	                     : PAGE_FILL(page, TEXT_list_replaced, by->name,
	                                 standing_history(p, list, by)));
}

/* An entry that dropped out at some time, even where it came back since. */
static bool has_dropped(const struct standing *p, size_t list, const struct list_entry *e)
{
	for (size_t i = 0, n = events_of(p, e); i < n; i++)
		if (p->plan->lists[list].stages[e->events[i].stage].out)
			return true;
	return false;
}

static void dropped(struct standing *p, size_t list)
{
	const struct observed *o = p->progress->observed;
	const struct list_entry **by = successors(p, list);
	bool any = false;
	for (size_t e = 0; e < o->n_entries[list]; e++) {
		if (!has_dropped(p, list, &o->entries[list][e]))
			continue;
		if (!any)
			view_line(p->page.view, TONE_STRONG, 0,
			          page_text(&p->page, TEXT_section_dropped));
		any = true;
		one_dropped(p, list, &o->entries[list][e], by[e]);
	}
}

static void heading(struct standing *p, size_t list)
{
	const struct page *page = &p->page;
	const struct plan_list *l = &p->plan->lists[list];
	const char *clause = page_clause(page, l->clause), *note = page_words(page, l->note);
	view_section(page->view, PAGE_FILL(page, TEXT_section_list, page_name(page, &l->named)));
	if (*clause != '\0')
		view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_label_clause), clause);
	if (*note != '\0')
		view_entry(page->view, TONE_QUIET, 0, page_text(page, TEXT_label_note), note);
}

/* ---- its entries, one row each ---- */

enum { ENTRY_WIDTH = 30, STAGE_WIDTH = 20, LEAD_WIDTH = 16, HISTORY_WIDTH = 48 };

static void entry_row(const struct standing *p, struct view_table *t, size_t list, size_t entry)
{
	const struct page *page = &p->page;
	const struct observed *o = p->progress->observed;
	const struct list_entry *e = &o->entries[list][entry];
	const char *name = e->name;
	size_t n = events_of(p, e);
	for (size_t i = 0; i < n; i++)
		if (e->events[i].replaces != NONE)
			name = PAGE_FILL(page, TEXT_list_takes, e->name,
			                 o->entries[list][e->events[i].replaces].name);
	const struct plan_list *l = &p->plan->lists[list];
	size_t stage = e->events[n - 1].stage;
	view_cell(t, TONE_PLAIN, name);
	view_below(t, e->about);
	view_cell(t, l->stages[stage].out ? TONE_QUIET : TONE_PLAIN,
	          page_name(page, &l->stages[stage].named));
	view_cell(t, TONE_PLAIN, e->lead);
	view_cell(t, TONE_PLAIN, standing_history(p, list, e));
}

/* Those that are on it by the day; only what the department leads where it is asked for. */
static void entries(struct standing *p, size_t list, bool led)
{
	const struct page *page = &p->page;
	const struct observed *o = p->progress->observed;
	struct view_table *t = page_table(&p->page, page_name(page, &p->plan->lists[list].named));
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_entry), ENTRY_WIDTH);
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_stage), STAGE_WIDTH);
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_department), LEAD_WIDTH);
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_history), HISTORY_WIDTH);
	for (size_t e = 0; e < o->n_entries[list]; e++)
		if (events_of(p, &o->entries[list][e]) > 0 && (!led || standing_leads(p, list, e)))
			entry_row(p, t, list, e);
}

void standing_entries(struct standing *p, size_t list)
{
	heading(p, list);
	in_all(p, list);
	if (p->progress->observed->n_entries[list] > 0)
		entries(p, list, false);
	else
		view_line(p->page.view, TONE_PLAIN, 0, page_text(&p->page, TEXT_list_none));
}

/* What the department leads, one row each. */
static void led(struct standing *p, size_t list)
{
	size_t n = 0;
	for (size_t e = 0; e < p->progress->observed->n_entries[list]; e++)
		n += standing_leads(p, list, e);
	if (n == 0)
		return;
	view_line(p->page.view, TONE_STRONG, 0,
	          PAGE_FILL(&p->page, TEXT_list_led, p->request->department,
	                    arena_print(p->page.arena, "%zu", n)));
	entries(p, list, true);
}

/* ---- all lists ---- */

void standing_lists(struct standing *p)
{
	for (size_t l = 0; l < p->plan->n_lists; l++) {
		if (!standing_shows_list(p, l))
			continue;
		heading(p, l);
		in_all(p, l);
		stages(p, l);
		dropped(p, l);
		led(p, l);
	}
}
