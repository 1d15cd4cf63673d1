#include "reports/score_view.h"
#include "engine/scoring.h"
#include "reports/completion.h"
#include <string.h>

bool score_view_by_counts(const struct method *m, size_t item)
{
	const struct item *i = &m->items[item];
	if (item_is_leaf(i))
		return i->scoring->input == INPUT_COUNTS;
	for (size_t c = 0; c < i->n_children; c++)
		if (score_view_by_counts(m, i->children[c]))
			return true;
	return false;
}

/* A column title: what stands in brackets is left out, the tables below say it in full. */
static const char *short_name(const struct page *p, const char *name)
{
	static const char *const brackets[][2] = {{"（", "）"}, {" (", ")"}};
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		const char *open = strstr(name, brackets[i][0]);
		const char *close = open != NULL ? strstr(open, brackets[i][1]) : NULL;
		if (open == NULL || close == NULL || open == name)
			continue;
		return arena_print(p->arena, "%s%s",
		                   arena_copy_n(p->arena, name, (size_t)(open - name)),
		                   close + strlen(brackets[i][1]));
	}
	return name;
}

/* The items that the table of ranks shows, parents before children: the parts of the total and,
 * wherever something is scored by targets, the parts of that. Judged items have a table below. */
static size_t rank_items(const struct method *m, size_t parent, size_t *items, size_t n)
{
	for (size_t i = 0; i < m->items[parent].n_children; i++) {
		size_t child = m->items[parent].children[i];
		items[n++] = child;
		if (score_view_by_counts(m, child))
			n = rank_items(m, child, items, n);
	}
	return n;
}

static const char *rank_text(const struct page *p, const struct unit_result *u)
{
	return u->ranked ? arena_print(p->arena, "%zu", u->rank) : "-";
}

static void points_cell(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct points *points = sheet_points(p->sheet, unit, item);
	bool leaf = item_is_leaf(&p->method->items[item]);
	bool unasked = leaf && points->state == POINTS_NO_TASK && points->mark == NULL;
	if (unasked || page_idle(points))
		view_cell(t, TONE_QUIET, page_text(p, TEXT_cell_no_task));
	else if (points->points == NULL)
		view_cell(t, TONE_ALERT, page_text(p, TEXT_cell_unreported));
	else
		view_number(t, points->state == POINTS_NO_TASK ? TONE_QUIET : TONE_PLAIN,
		            page_points(p, points->points));
}

static void rank_row(const struct page *p, struct view_table *t, size_t unit, const size_t *items,
                     size_t n)
{
	const struct unit_result *u = &p->sheet->units[unit];
	view_number(t, TONE_STRONG, rank_text(p, u));
	view_cell(t, TONE_PLAIN, page_name(p, &p->method->units[unit].named));
	if (u->published != NULL)
		view_number(t, TONE_STRONG,
		            ratio_fixed(p->arena, u->published, p->method->decimals,
		                        p->method->rounding));
	else
		view_cell(t, TONE_ALERT, page_text(p, TEXT_cell_unreported));
	for (size_t i = 0; i < n; i++)
		points_cell(p, t, unit, items[i]);
	view_number(t, u->few ? TONE_ALERT : TONE_PLAIN, page_plain(p, u->projects));
}

static void ranks(struct page *p)
{
	const struct method *m = p->method;
	size_t *items = ARENA_NEWS(p->arena, size_t, m->n_items);
	size_t n = rank_items(m, 0, items, 0);
	view_section(p->view, page_text(p, TEXT_section_ranks));
	struct view_table *t = page_table(p, page_text(p, TEXT_section_ranks));
	t->n_keys = 2;
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rank));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_score));
	for (size_t i = 0; i < n; i++)
		view_column(t, ALIGN_RIGHT, short_name(p, page_name(p, &m->items[items[i]].named)));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_projects));
	for (size_t i = 0; i < p->sheet->n_order; i++)
		rank_row(p, t, p->sheet->order[i], items, n);
}

const struct view *score_view(struct arena *a, const struct report *r)
{
	struct page p = page_new(a, r, true);
	const char *title =
	        *r->heading->title != '\0' ? r->heading->title : page_words(&p, p.method->title);
	page_head(&p, title);
	ranks(&p);
	completions_view(&p);
	score_remarks(&p);
	score_details(&p);
	page_policies(&p, TEXT_section_policies);
	page_foot(&p);
	return p.view;
}
