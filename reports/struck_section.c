#include "reports/projects_section.h"
#include "reports/readings_report.h"

enum { LISTED = 6 };

void struck_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->struck = projects_run(request->arena, request->sheet);
}

static bool is_here(const struct firmness *f, size_t unit)
{
	for (size_t u = 0; u < f->model->n_units; u++)
		if (f->model->units[u] == unit)
			return true;
	return false;
}

/* Pairs of the field, by rank. */
static const struct project_pair *pair_at(const struct firmness *f, size_t i)
{
	const struct projects *x = f->struck;
	if (!x || x->state != PROJECTS_DONE || i >= x->n)
		return NULL;
	return &x->pairs[i];
}

static const char *unit_name(const struct page *p, size_t unit)
{
	return page_name(p, &p->method->units[unit].named);
}

void struck_findings(struct page *p, const struct firmness *f)
{
	const struct project_pair *pair;
	const char *list = "";
	size_t n = 0;
	for (size_t i = 0; (pair = pair_at(f, i)) != NULL; i++) {
		bool one = pair->loss_below.found == PROJECTS_FOUND && pair->loss_below.n == 1;
		if (one && is_here(f, pair->upper) && n++ < LISTED)
			list = page_list(p, list, unit_name(p, pair->upper));
	}
	if (n > LISTED)
		list = PAGE_FILL(p, TEXT_readings_and_more, list, arena_print(p->arena, "%zu", n));
	if (n)
		analysis_say(p, PAGE_FILL(p, TEXT_struck_find, list));
}

static const char *cells(const struct page *p, const struct project_change *c)
{
	const char *list = "";
	for (size_t i = 0; i < c->n_cells; i++) {
		const struct project_cell *cell = &c->cells[i];
		struct words name =
		        figures_cell_name(p->arena, p->method, NONE, cell->item, cell->type, NONE);
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_projects_cell, page_words(p, name),
		                           arena_print(p->arena, "%zu", cell->n)));
	}
	return list;
}

static void row(struct page *p, struct view_table *t, const struct project_pair *pair)
{
	const struct project_change *c = &pair->loss_below;
	const struct unit_result *u = &p->sheet->units[pair->upper];
	const char *n = arena_print(p->arena, "%zu", c->n);
	view_number(t, TONE_PLAIN, arena_print(p->arena, "%zu", u->rank));
	view_cell(t, TONE_PLAIN, unit_name(p, pair->upper));
	view_number(t, TONE_STRONG,
	            c->found == PROJECTS_FOUND   ? n
	            : c->found == PROJECTS_NEVER ? page_text(p, TEXT_projects_never)
	                                         : PAGE_FILL(p, TEXT_projects_beyond, n));
	view_cell(t, TONE_PLAIN, c->found == PROJECTS_FOUND ? cells(p, c) : "");
	view_number(t, TONE_PLAIN, page_points(p, u->score));
	view_number(t, TONE_PLAIN, c->found == PROJECTS_FOUND ? page_points(p, c->score) : "");
	view_cell(t, TONE_PLAIN, c->found == PROJECTS_FOUND ? unit_name(p, pair->lower) : "");
}

void struck_section(struct page *p, const struct firmness *f)
{
	static const enum text_id heads[] = {TEXT_head_rank,    TEXT_head_unit,  TEXT_struck_fewest,
	                                     TEXT_struck_which, TEXT_head_score, TEXT_struck_then,
	                                     TEXT_struck_behind};
	static const bool numbers[] = {true, false, true, false, true, true, false};
	const struct project_pair *pair = pair_at(f, 0);
	const char *title = analysis_section(p, f, TEXT_struck_section);
	if (!pair) { /* says why not */
		view_line(p->view, TONE_QUIET, 0, page_text(p, projects_reason(f->struck)));
		return;
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_struck_legend));
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, numbers[i] ? ALIGN_RIGHT : ALIGN_LEFT, page_text(p, heads[i]));
	size_t shown = 0;
	for (size_t i = 0; (pair = pair_at(f, i)) != NULL && shown < ANALYSIS_UNITS; i++)
		if (is_here(f, pair->upper)) {
			row(p, t, pair);
			shown++;
		}
}

/* ---- for programs and spreadsheets ---- */

void struck_record(struct record *r, json_t *object, const struct firmness *f)
{
	record_put(r, object, "projects", f->struck ? projects_record(r, f->struck) : json_null());
}

void struck_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	if (f->struck)
		projects_rows(p, t, f->struck);
}
