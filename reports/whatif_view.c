#include "reports/whatif_view.h"
#include "reports/projects_section.h"
#include "reports/swap_section.h"

static const char *published(const struct page *p, const struct unit_result *u)
{
	if (u->published == NULL)
		return page_text(p, TEXT_cell_unreported);
	return ratio_fixed(p->arena, u->published, p->method->decimals, p->method->rounding);
}

static const char *rank_text(const struct page *p, const struct unit_result *u)
{
	return u->ranked ? arena_print(p->arena, "%zu", u->rank) : "-";
}

/* ---- what is compared ---- */

static void scenarios(struct page *p, const struct whatif *w)
{
	view_section(p->view, page_text(p, TEXT_whatif_section_changes));
	for (size_t i = 0; i < w->n; i++) {
		if (w->n > 1 || *page_words(p, w->outcomes[i]->scenario->title) != '\0')
			view_line(p->view, TONE_STRONG, 0, whatif_name(p, w, i));
		whatif_causes(p, w, i);
	}
}

/* ---- base beside scenarios ---- */

static void columns(struct page *p, struct view_table *t, const struct whatif *w)
{
	t->n_keys = 2;
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rank));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_whatif_head_base));
	for (size_t i = 0; i < w->n; i++) {
		const char *name = w->n == 1 ? page_text(p, TEXT_whatif_only)
		                             : PAGE_FILL(p, TEXT_whatif_numbered,
		                                         arena_print(p->arena, "%zu", i + 1));
		view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_whatif_head_score, name));
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_whatif_head_change));
		view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_whatif_head_rank, name));
		view_column(t, ALIGN_LEFT, page_text(p, TEXT_whatif_head_moved));
	}
}

/* "↑1", "↓2", "" */
static void moved_cell(struct page *p, struct view_table *t, const struct unit_result *x,
                       const struct unit_result *y)
{
	if (!x->ranked || !y->ranked || x->rank == y->rank) {
		view_cell(t, TONE_PLAIN, "");
		return;
	}
	bool rises = y->rank < x->rank;
	size_t by = rises ? x->rank - y->rank : y->rank - x->rank;
	view_cell(t, rises ? TONE_GOOD : TONE_BAD,
	          arena_print(p->arena, "%s%zu", rises ? "↑" : "↓", by));
}

static void scenario_cells(struct page *p, struct view_table *t, const struct whatif_outcome *o,
                           size_t unit)
{
	const struct unit_result *x = &p->sheet->units[unit], *y = &o->sheet->units[unit];
	bool known = whatif_known(o, unit);
	const ratio *change = known ? whatif_change(p->arena, o, unit) : NULL;
	bool moves = x->ranked != y->ranked || x->rank != y->rank;
	view_number(t, TONE_STRONG, published(p, y));
	view_number(t, change != NULL && ratio_sign(change) ? TONE_PLAIN : TONE_QUIET,
	            known ? whatif_signed(p, change) : "");
	view_number(t, moves ? TONE_STRONG : TONE_PLAIN, rank_text(p, y));
	moved_cell(p, t, x, y);
}

static void comparison(struct page *p, const struct whatif *w)
{
	const size_t *units;
	size_t n = whatif_units(p, &units);
	const char *title = page_text(p, TEXT_whatif_section_comparison);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	columns(p, t, w);
	for (size_t i = 0; i < n; i++) {
		const struct unit_result *u = &p->sheet->units[units[i]];
		view_number(t, TONE_PLAIN, rank_text(p, u));
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->units[units[i]].named));
		view_number(t, TONE_PLAIN, published(p, u));
		for (size_t k = 0; k < w->n; k++)
			scenario_cells(p, t, w->outcomes[k], units[i]);
	}
}

static void one(struct page *p, const struct whatif *w, size_t scenario)
{
	const char *title = page_text(p, TEXT_whatif_section_moves);
	if (w->n > 1)
		title = PAGE_FILL(p, TEXT_whatif_section_of, whatif_name(p, w, scenario), title);
	view_section(p->view, title);
	const char *const *moves = whatif_moves(p, w->outcomes[scenario]);
	for (size_t i = 0; moves[i] != NULL; i++)
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet), moves[i]);
	whatif_split(p, w, scenario);
}

static void least(struct page *p, const struct whatif *w)
{
	for (size_t i = 0; i < w->n_models; i++)
		swap_section(p, w->models[i], w->swaps[i]);
	if (w->n_models == 0) {
		view_section(p->view, page_text(p, TEXT_whatif_section_weights));
		view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_whatif_no_weights));
	}
	projects_section(p, w->projects);
}

const struct view *whatif_view(struct arena *a, const struct report *r, const struct whatif *w)
{
	struct page p = page_new(a, r, true);
	const char *title = page_title(&p);
	page_head(&p, PAGE_FILL(&p, w->n > 0 ? TEXT_whatif_title : TEXT_whatif_title_least, title));
	if (w->n > 0) {
		scenarios(&p, w);
		comparison(&p, w);
		for (size_t i = 0; i < w->n; i++)
			one(&p, w, i);
		view_line(p.view, TONE_QUIET, 0, page_text(&p, TEXT_whatif_exact));
	}
	if (w->n == 0)
		least(&p, w);
	page_foot(&p);
	return p.view;
}
