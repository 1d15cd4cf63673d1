#include "reports/bars.h"
#include "reports/projects_section.h"
#include "reports/readings_report.h"
#include "vary/struck.h"

enum { LISTED = 6, SAID = 10, BAR = 10 };

void struck_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->struck = struck_run(request->arena, request->model, request->watch.stop);
}

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

static const char *unit_name(const struct page *p, size_t unit)
{
	return page_name(p, &p->method->units[unit].named);
}

static size_t rank_now(const struct page *p, const struct struck_unit *x)
{
	return p->sheet->units[x->unit].rank;
}

static bool is_found(const struct struck_unit *x)
{
	return x->change.found == PROJECTS_FOUND;
}

/* ---- findings ---- */

/* Those whom the fewest projects cost their rank. */
void struck_findings(struct page *p, const struct firmness *f)
{
	const struct struck *x = f->struck;
	const char *list = "";
	size_t n = 0, fewest = SIZE_MAX;
	for (size_t i = 0; x && i < x->n; i++)
		if (is_found(&x->units[i]) && x->units[i].change.n < fewest)
			fewest = x->units[i].change.n;
	for (size_t i = 0; x && i < x->n; i++)
		if (is_found(&x->units[i]) && x->units[i].change.n == fewest && n++ < LISTED)
			list = page_list(p, list, unit_name(p, x->units[i].unit));
	if (n > LISTED)
		list = PAGE_FILL(p, TEXT_readings_and_more, list, whole(p, n));
	if (n)
		analysis_say(p, fewest == 1 ? PAGE_FILL(p, TEXT_struck_find, list)
		                            : PAGE_FILL(p, TEXT_struck_find_several, list,
		                                        whole(p, fewest)));
}

/* ---- the table ---- */

static const char *fewest_text(const struct page *p, const struct struck_unit *x)
{
	switch (x->change.found) {
	case PROJECTS_FOUND:
		return PAGE_FILL(p, TEXT_readings_of, whole(p, x->change.n), whole(p, x->projects));
	case PROJECTS_NEVER:
		return page_text(p, TEXT_projects_never);
	case PROJECTS_BEYOND:
		break;
	}
	return PAGE_FILL(p, TEXT_projects_beyond, whole(p, x->change.n));
}

static const char *bar(const struct page *p, const struct struck_unit *x)
{
	return is_found(x) ? bars_share(p->arena, (double)x->change.n / (double)x->projects, BAR)
	                   : "";
}

static void row(struct page *p, struct view_table *t, const struct struck_unit *x)
{
	const struct unit_result *u = &p->sheet->units[x->unit];
	const char *then = x->rank ? whole(p, x->rank) : "-";
	view_number(t, TONE_PLAIN, whole(p, u->rank));
	view_cell(t, TONE_PLAIN, unit_name(p, x->unit));
	view_number(t, is_found(x) ? TONE_STRONG : TONE_QUIET, fewest_text(p, x));
	view_cell(t, TONE_PLAIN, bar(p, x));
	view_number(t, TONE_PLAIN, page_points(p, u->score));
	view_number(t, TONE_PLAIN, is_found(x) ? page_points(p, x->change.score) : "");
	view_number(t, TONE_PLAIN, is_found(x) ? then : "");
	view_cell(t, TONE_PLAIN, is_found(x) ? projects_cells(p, &x->change) : "");
}

static void table(struct page *p, const struct struck *x, const char *title)
{
	static const enum text_id heads[] = {
	        TEXT_head_rank,  TEXT_head_unit,   TEXT_struck_fewest,    TEXT_struck_share,
	        TEXT_head_score, TEXT_struck_then, TEXT_struck_rank_then, TEXT_struck_which};
	static const bool numbers[] = {true, false, true, false, true, true, true, false};
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, numbers[i] ? ALIGN_RIGHT : ALIGN_LEFT, page_text(p, heads[i]));
	for (size_t i = 0; i < x->n && i < ANALYSIS_UNITS; i++)
		row(p, t, &x->units[i]);
}

/* ---- sentences ---- */

static const char *sentence(const struct page *p, const struct struck_unit *x)
{
	const char *unit = unit_name(p, x->unit), *rank = whole(p, rank_now(p, x));
	if (x->change.found == PROJECTS_NEVER)
		return PAGE_FILL(p, TEXT_struck_safe, unit, rank);
	if (!is_found(x))
		return PAGE_FILL(p, TEXT_struck_far, unit, rank, whole(p, x->change.n));
	if (!x->rank)
		return PAGE_FILL(p, TEXT_struck_apart, unit, whole(p, x->change.n), rank,
		                 projects_cells(p, &x->change));
	return PAGE_FILL(p, TEXT_struck_says, unit, whole(p, x->change.n), rank, whole(p, x->rank),
	                 unit_name(p, x->behind), projects_cells(p, &x->change));
}

void struck_section(struct page *p, const struct firmness *f)
{
	const struct struck *x = f->struck;
	const char *title = analysis_section(p, f, TEXT_struck_section);
	if (!x || x->state != PROJECTS_DONE) {
		view_line(p->view, TONE_QUIET, 0,
		          page_text(p, x ? projects_reason(x->state) : TEXT_readings_stopped));
		return;
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_struck_legend));
	table(p, x, title);
	analysis_more(p, f);
	for (size_t i = 0; i < x->n && i < SAID; i++)
		analysis_say(p, sentence(p, &x->units[i]));
}

/* ---- for programs and spreadsheets ---- */

void struck_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct struck *x = f->struck;
	const struct method *m = r->page.method;
	json_t *array = x && x->state == PROJECTS_DONE ? json_array() : json_null();
	for (size_t i = 0; x && i < x->n; i++) {
		const struct struck_unit *u = &x->units[i];
		json_t *own = projects_change_record(r, &u->change);
		record_put(r, own, "unit", record_text(m->units[u->unit].named.id));
		record_put(r, own, "of", record_whole(u->projects));
		record_put(r, own, "rank", record_whole(rank_now(&r->page, u)));
		record_put(r, own, "rank_then", u->rank ? record_whole(u->rank) : json_null());
		record_put(r, own, "behind",
		           is_found(u) && u->behind != NONE
		                   ? record_text(m->units[u->behind].named.id)
		                   : json_null());
		record_append(r, array, own);
	}
	record_put(r, object, "struck", array);
}

static void rows_of(const struct page *p, struct view_table *t, const struct struck_unit *x)
{
	const struct method *m = p->method;
	const char *unit = m->units[x->unit].named.id;
	const struct project_change *c = &x->change;
	analysis_row(p, t, "struck", "projects", unit, "", whole(p, x->projects));
	analysis_row(p, t, "struck", "fewest", unit,
	             is_found(x) && x->behind != NONE ? m->units[x->behind].named.id : "",
	             is_found(x)                  ? whole(p, c->n)
	             : c->found == PROJECTS_NEVER ? ""
	                                          : arena_print(p->arena, ">%zu", c->n));
	for (size_t i = 0; i < c->n_cells; i++)
		analysis_row(p, t, "struck", "strike", unit,
		             arena_print(p->arena, "%s.%s", m->items[c->cells[i].item].named.id,
		                         m->types[c->cells[i].type].named.id),
		             whole(p, c->cells[i].n));
	if (!is_found(x))
		return;
	analysis_row(p, t, "struck", "score_then", unit, "", page_points(p, c->score));
	analysis_row(p, t, "struck", "rank_then", unit, "", x->rank ? whole(p, x->rank) : "");
}

void struck_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	for (size_t i = 0; f->struck && i < f->struck->n; i++)
		rows_of(p, t, &f->struck->units[i]);
}
