/* goal_table.c - the plans for spreadsheets and for programs. */
#include "reports/goal_view.h"
#include "reports/projects_section.h"
#include "reports/spreadsheet.h"

static const ratio *published(const struct page *p, const ratio *score)
{
	return ratio_round(p->arena, score, p->method->decimals, p->method->rounding);
}

static const char *fixed(const struct page *p, const ratio *score)
{
	return score == NULL
	               ? ""
	               : ratio_fixed(p->arena, score, p->method->decimals, p->method->rounding);
}

/* ---- CSV ---- */

static const char *state_text(const struct page *p, const struct goal *g)
{
	static const enum text_id texts[GOAL_STATES] = {[GOAL_REACHED] = TEXT_goal_state_reached,
	                                                [GOAL_FOUND] = TEXT_goal_state_found,
	                                                [GOAL_NEVER] = TEXT_goal_state_never,
	                                                [GOAL_BEYOND] = TEXT_goal_state_beyond,
	                                                [GOAL_APART] = TEXT_goal_state_apart};
	if (g->can != PROJECTS_DONE && g->state != GOAL_REACHED)
		return page_text(p, TEXT_goal_state_unsearched);
	return page_text(p, texts[g->state]);
}

/* What all rows begin with; plan NULL: the unit as it is. */
static void row_start(const struct page *p, struct view_table *t, const struct goal *g,
                      const struct goal_plan *plan)
{
	const struct unit_result *u = &p->sheet->units[g->asked->unit];
	const struct named *unit = &p->method->units[g->asked->unit].named;
	const size_t rank = plan != NULL ? plan->rank : u->ranked ? u->rank : 0;
	const size_t number = plan != NULL ? (size_t)(plan - g->plans) + 1 : 0;
	view_cell(t, TONE_PLAIN, unit->id);
	view_cell(t, TONE_PLAIN, page_name(p, unit));
	view_cell(t, TONE_PLAIN, state_text(p, g));
	view_number(t, TONE_PLAIN, arena_print(p->arena, "%zu", number));
	view_number(t, TONE_PLAIN, arena_print(p->arena, "%zu", plan != NULL ? plan->projects : 0));
	view_number(t, TONE_PLAIN, plan != NULL ? page_value(p, plan->effort) : "0");
	view_number(t, TONE_PLAIN,
	            fixed(p, plan != NULL ? published(p, plan->score) : u->published));
	spreadsheet_exact(p, t, plan != NULL ? plan->score : u->score);
	view_number(t, TONE_PLAIN, rank > 0 ? arena_print(p->arena, "%zu", rank) : "");
}

static void row_end(const struct page *p, struct view_table *t)
{
	view_cell(t, TONE_PLAIN, spreadsheet_nature(p, TEXT_goal_nature));
	view_cell(t, TONE_PLAIN, p->method->periods[p->sheet->figures->period].named.id);
	view_cell(t, TONE_PLAIN, p->method->id);
}

static void cell_row(const struct page *p, struct view_table *t, const struct goal *g,
                     const struct goal_plan *plan, const struct project_cell *c)
{
	const struct named *item = &p->method->items[c->item].named,
	                   *type = &p->method->types[c->type].named;
	const struct type_result *x =
	        &sheet_points(p->sheet, g->asked->unit, c->item)->types[c->type];
	row_start(p, t, g, plan);
	view_cell(t, TONE_PLAIN, item->id);
	view_cell(t, TONE_PLAIN, page_name(p, item));
	view_cell(t, TONE_PLAIN, type->id);
	view_cell(t, TONE_PLAIN, page_name(p, type));
	view_number(t, TONE_PLAIN, page_figure(p, x->target));
	view_number(t, TONE_PLAIN, page_value(p, x->achieved));
	view_number(t, TONE_PLAIN, arena_print(p->arena, "%zu", c->n));
	row_end(p, t);
}

const struct view_table *goal_table(struct arena *a, const struct report *r, const struct goal *g)
{
	static const enum text_id heads[] = {
	        TEXT_csv_unit_id,    TEXT_head_unit,          TEXT_goal_csv_state,
	        TEXT_goal_head_plan, TEXT_goal_head_projects, TEXT_goal_head_effort,
	        TEXT_head_score,     TEXT_whatif_csv_exact,   TEXT_head_rank,
	        TEXT_whatif_csv_id,  TEXT_head_item,          TEXT_goal_csv_type_id,
	        TEXT_head_type,      TEXT_head_target,        TEXT_goal_head_now,
	        TEXT_goal_head_more, TEXT_csv_nature,         TEXT_csv_period,
	        TEXT_csv_rules};
	struct page p = page_new(a, r, false);
	struct view_table *t = view_table_new(a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	row_start(&p, t, g, NULL);
	for (size_t i = 0; i < 7; i++)
		view_cell(t, TONE_PLAIN, "");
	row_end(&p, t);
	for (size_t i = 0; i < g->n_plans; i++)
		for (size_t c = 0; c < g->plans[i].n_cells; c++)
			cell_row(&p, t, g, &g->plans[i], &g->plans[i].cells[c]);
	return t;
}

/* ---- JSON ---- */

static json_t *rank_record(size_t rank)
{
	return rank > 0 ? record_whole(rank) : json_null();
}

static json_t *now(struct record *r, const struct goal *g)
{
	const struct unit_result *u = &r->page.sheet->units[g->asked->unit];
	json_t *object = json_object();
	record_put(r, object, "score", record_text(fixed(&r->page, u->published)));
	record_put(r, object, "exact", record_exact(r, u->score));
	record_put(r, object, "rank", rank_record(u->ranked ? u->rank : 0));
	return object;
}

static json_t *plan(struct record *r, const struct goal_plan *plan)
{
	const struct project_change c = {.found = PROJECTS_FOUND,
	                                 .n = plan->projects,
	                                 .cells = plan->cells,
	                                 .n_cells = plan->n_cells,
	                                 .score = plan->score};
	json_t *object = projects_change_record(r, &c);
	record_put(r, object, "effort", record_plain(r, plan->effort));
	record_put(r, object, "score",
	           record_text(fixed(&r->page, published(&r->page, plan->score))));
	record_put(r, object, "rank", rank_record(plan->rank));
	return object;
}

static json_t *goal_object(struct record *r, const struct goal *g)
{
	const struct method *m = r->page.method;
	json_t *object = json_object(), *efforts = json_object();
	for (size_t k = 0; k < m->n_types; k++)
		record_put(r, efforts, m->types[k].named.id, record_plain(r, g->asked->efforts[k]));
	record_put(r, object, "unit", record_text(m->units[g->asked->unit].named.id));
	record_put(r, object, "score", record_plain(r, g->asked->score));
	record_put(r, object, "rank", rank_record(g->asked->rank));
	record_put(r, object, "rival",
	           g->rival != NONE ? record_text(m->units[g->rival].named.id) : json_null());
	record_put(r, object, "efforts", efforts);
	return object;
}

void goal_record(struct buffer *out, const struct report *r, const struct goal *g)
{
	static const char *const states[GOAL_STATES] = {[GOAL_REACHED] = "reached",
	                                                [GOAL_FOUND] = "found",
	                                                [GOAL_NEVER] = "never",
	                                                [GOAL_BEYOND] = "beyond",
	                                                [GOAL_APART] = "apart"};
	static const char *const reasons[] = {[PROJECTS_DONE] = NULL,
	                                      [PROJECTS_NONE] = "nothing_counted",
	                                      [PROJECTS_COMBINED] = "combined_period",
	                                      [PROJECTS_INEXACT] = "inexact"};
	struct record record = record_new(out->arena, r);
	struct record *rec = &record;
	json_t *report = json_object(), *plans = json_array(), *gaps = json_array();
	record_head(rec, report);
	const bool searched = g->can == PROJECTS_DONE || g->state == GOAL_REACHED;
	record_put(rec, report, "goal", goal_object(rec, g));
	record_put(rec, report, "now", now(rec, g));
	record_put(rec, report, "state", searched ? record_text(states[g->state]) : json_null());
	record_put(rec, report, "unsearched",
	           searched ? json_null() : record_text(reasons[g->can]));
	record_put(rec, report, "every_choice_scored", json_boolean(g->tried));
	record_put(rec, report, "searched", record_plain(rec, g->searched));
	record_put(rec, report, "all_compared", json_boolean(g->all_compared));
	record_put(rec, report, "most", record_exact(rec, g->most));
	for (size_t i = 0; i < g->n_plans; i++)
		record_append(rec, plans, plan(rec, &g->plans[i]));
	for (size_t i = 0; i < g->n_gaps; i++) {
		json_t *gap = json_object();
		record_put(rec, gap, "item",
		           record_text(rec->page.method->items[g->gaps[i].item].named.id));
		record_put(rec, gap, "points", record_exact(rec, g->gaps[i].points));
		record_append(rec, gaps, gap);
	}
	record_put(rec, report, "plans", plans);
	record_put(rec, report, "gaps", gaps);
	record_write(out, rec, report);
}
