#include "reports/goal_view.h"
#include "engine/scoring.h"
#include "reports/projects_section.h"
#include "vary/project_search.h"

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

static const char *fixed(const struct page *p, const ratio *score)
{
	return ratio_fixed(p->arena, score, p->method->decimals, p->method->rounding);
}

static const struct unit_result *own(const struct page *p, const struct goal *g)
{
	return &p->sheet->units[g->asked->unit];
}

static const char *name_of(const struct page *p, const struct goal *g)
{
	return page_name(p, &p->method->units[g->asked->unit].named);
}

static const ratio *published(const struct page *p, const ratio *score)
{
	return ratio_round(p->arena, score, p->method->decimals, p->method->rounding);
}

/* Does every project take the same, so that there is no effort to speak of? */
static bool is_plain(const struct page *p, const struct goal *g)
{
	const ratio *one = ratio_of(p->arena, 1, 1);
	for (size_t k = 0; k < p->method->n_types; k++)
		if (ratio_cmp(g->asked->efforts[k], one) != 0)
			return false;
	return true;
}

/* "物流业·营收类 1 个、…": which projects. */
static const char *cells_of(const struct page *p, const struct goal_plan *plan)
{
	const char *list = "";
	for (size_t i = 0; i < plan->n_cells; i++) {
		const struct project_cell *c = &plan->cells[i];
		list = page_list(
		        p, list,
		        PAGE_FILL(p, TEXT_goal_cell, page_name(p, &p->method->items[c->item].named),
		                  page_name(p, &p->method->types[c->type].named), whole(p, c->n)));
	}
	return list;
}

/* ---- the goal ---- */

static const ratio *wanted(const struct goal *g)
{
	return g->asked->score != NULL ? g->asked->score
	       : g->rival != NONE      ? g->asked->sheet->units[g->rival].published
	                               : NULL;
}

static void say_wanted(struct page *p, const struct goal *g)
{
	const char *rank = whole(p, g->asked->rank);
	const ratio *x = wanted(g);
	const char *lacks =
	        x != NULL ? page_plain(p, ratio_sub(p->arena, x, own(p, g)->published)) : "";
	if (g->asked->score != NULL)
		view_line(p->view, TONE_PLAIN, 0,
		          PAGE_FILL(p, TEXT_goal_wants_score, page_plain(p, x), lacks));
	else if (x != NULL && !g->tried)
		view_line(p->view, TONE_PLAIN, 0,
		          PAGE_FILL(p, TEXT_goal_wants_rank, rank,
		                    page_name(p, &p->method->units[g->rival].named), fixed(p, x),
		                    lacks));
	else
		view_line(p->view, TONE_PLAIN, 0, PAGE_FILL(p, TEXT_goal_wants_rank_only, rank));
}

static void say_efforts(struct page *p, const struct goal *g)
{
	const char *list = "";
	for (size_t k = 0; k < p->method->n_types; k++)
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_goal_effort_of,
		                           page_name(p, &p->method->types[k].named),
		                           page_plain(p, g->asked->efforts[k])));
	view_line(p->view, TONE_PLAIN, 0, PAGE_FILL(p, TEXT_goal_efforts, list));
}

static void asked(struct page *p, const struct goal *g)
{
	const struct unit_result *u = own(p, g);
	const char *rank = u->ranked ? PAGE_FILL(p, TEXT_goal_now_rank, whole(p, u->rank)) : "";
	if (!u->ranked && u->apart)
		rank = page_text(p, TEXT_goal_now_unranked);
	view_section(p->view, page_text(p, TEXT_goal_section_asked));
	view_line(p->view, TONE_PLAIN, 0,
	          PAGE_FILL(p, TEXT_goal_now, name_of(p, g), fixed(p, u->published), rank));
	if (g->state == GOAL_REACHED) {
		view_line(p->view, TONE_GOOD, 0, page_text(p, TEXT_goal_reached));
		return;
	}
	say_wanted(p, g);
	if (!is_plain(p, g))
		say_efforts(p, g);
}

/* ---- the best plan ---- */

static const char *rank_then(const struct page *p, const struct goal *g,
                             const struct goal_plan *plan)
{
	const struct unit_result *u = own(p, g);
	if (plan->rank == 0)
		return "";
	return u->ranked
	               ? PAGE_FILL(p, TEXT_goal_rank_then, whole(p, u->rank), whole(p, plan->rank))
	               : PAGE_FILL(p, TEXT_goal_rank_new, whole(p, plan->rank));
}

/* "6.75 → 13.50": with all that the plan adds to the item. */
static const char *item_points(const struct page *p, const struct goal *g,
                               const struct goal_plan *plan, size_t item)
{
	size_t *more = ARENA_NEWS(p->arena, size_t, p->method->n_types);
	for (size_t i = 0; i < plan->n_cells; i++)
		if (plan->cells[i].item == item)
			more[plan->cells[i].type] = plan->cells[i].n;
	const ratio *then =
	        project_leaf_points(p->arena, p->sheet, g->asked->unit, item, PROJECTS_ADDED, more);
	const ratio *now = sheet_points(p->sheet, g->asked->unit, item)->points;
	return PAGE_FILL(p, TEXT_goal_from_to, page_points(p, now), page_points(p, then));
}

static void best_table(struct page *p, const struct goal *g, const struct goal_plan *plan,
                       const char *title)
{
	static const enum text_id heads[] = {TEXT_head_item,      TEXT_head_type,
	                                     TEXT_head_target,    TEXT_goal_head_now,
	                                     TEXT_goal_head_more, TEXT_goal_head_then};
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, i < 2 ? ALIGN_LEFT : ALIGN_RIGHT, page_text(p, heads[i]));
	if (!g->tried)
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_goal_head_item_points));
	for (size_t i = 0; i < plan->n_cells; i++) {
		const struct project_cell *c = &plan->cells[i];
		const struct type_result *type =
		        &sheet_points(p->sheet, g->asked->unit, c->item)->types[c->type];
		const ratio *more = ratio_of(p->arena, (long)c->n, 1);
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->items[c->item].named));
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->types[c->type].named));
		view_number(t, TONE_PLAIN, page_figure(p, type->target));
		view_number(t, TONE_PLAIN, page_value(p, type->achieved));
		view_number(t, TONE_STRONG, arena_print(p->arena, "+%zu", c->n));
		view_number(t, TONE_PLAIN,
		            page_value(p, ratio_add(p->arena, type->achieved, more)));
		if (!g->tried)
			view_number(t, TONE_PLAIN, item_points(p, g, plan, c->item));
	}
}

static void best(struct page *p, const struct goal *g)
{
	const struct goal_plan *plan = &g->plans[0];
	const char *title = page_text(p, TEXT_goal_section_best);
	view_section(p->view, title);
	view_line(p->view, TONE_STRONG, 0,
	          PAGE_FILL(p, is_plain(p, g) ? TEXT_goal_best : TEXT_goal_best_effort,
	                    whole(p, plan->projects), cells_of(p, plan),
	                    fixed(p, own(p, g)->published), fixed(p, published(p, plan->score)),
	                    rank_then(p, g, plan), page_plain(p, plan->effort)));
	best_table(p, g, plan, title);
}

/* ---- what comes next ---- */

static void others_table(struct page *p, const struct goal *g, const char *title)
{
	const bool plain = is_plain(p, g);
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_goal_head_plan));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_goal_head_projects));
	if (!plain)
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_goal_head_effort));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_score));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rank));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_goal_head_which));
	for (size_t i = 1; i < g->n_plans; i++) {
		const struct goal_plan *plan = &g->plans[i];
		view_number(t, TONE_PLAIN, whole(p, i + 1));
		view_number(t, TONE_PLAIN, whole(p, plan->projects));
		if (!plain)
			view_number(t, TONE_PLAIN, page_plain(p, plan->effort));
		view_number(t, TONE_PLAIN, fixed(p, published(p, plan->score)));
		view_number(t, TONE_PLAIN, plan->rank > 0 ? whole(p, plan->rank) : "-");
		view_cell(t, TONE_PLAIN, cells_of(p, plan));
	}
}

static const char *up_to(const struct page *p, const struct goal *g, enum text_id id)
{
	return PAGE_FILL(
	        p, id,
	        page_text(p, is_plain(p, g) ? TEXT_goal_up_to_projects : TEXT_goal_up_to_effort),
	        page_plain(p, g->searched));
}

static void others(struct page *p, const struct goal *g)
{
	const char *title = page_text(p, TEXT_goal_section_others);
	const char *by = page_text(p, is_plain(p, g) ? TEXT_goal_by_projects : TEXT_goal_by_effort);
	view_section(p->view, title);
	if (g->n_plans > 1)
		others_table(p, g, title);
	if (g->n_plans < GOAL_PLANS && g->all_compared)
		view_line(p->view, TONE_PLAIN, 0, up_to(p, g, TEXT_goal_only));
	view_line(p->view, TONE_QUIET, 0, PAGE_FILL(p, TEXT_goal_order, by));
	if (!g->all_compared)
		view_line(p->view, TONE_ALERT, 0, PAGE_FILL(p, TEXT_goal_not_compared, by));
	if (g->tried)
		view_line(p->view, TONE_QUIET, 0, up_to(p, g, TEXT_goal_tried));
}

/* ---- why not ---- */

static enum text_id why(const struct page *p, const struct goal *g, size_t item)
{
	const struct points *x = sheet_points(p->sheet, g->asked->unit, item);
	const struct scoring *use = p->method->items[item].scoring;
	if (x->by_department != NULL)
		return TEXT_goal_gap_department;
	if (x->state == POINTS_NO_TASK)
		return TEXT_goal_gap_no_task;
	if (use->input == INPUT_JUDGED)
		return TEXT_goal_gap_judged;
	if (scoring_depends(p->method, use))
		return TEXT_goal_gap_others;
	return use->input == INPUT_VALUES ? TEXT_goal_gap_values : TEXT_goal_gap_counts;
}

static void gaps(struct page *p, const struct goal *g)
{
	if (g->n_gaps == 0)
		return;
	const char *title = page_text(p, TEXT_goal_section_gaps);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_goal_head_gap));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_goal_head_why));
	for (size_t i = 0; i < g->n_gaps; i++) {
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->items[g->gaps[i].item].named));
		view_number(t, TONE_PLAIN, page_points(p, g->gaps[i].points));
		view_cell(t, TONE_PLAIN, page_text(p, why(p, g, g->gaps[i].item)));
	}
}

static void never(struct page *p, const struct goal *g)
{
	const char *goal = g->asked->score != NULL
	                           ? PAGE_FILL(p, TEXT_goal_never_score, page_plain(p, wanted(g)))
	                           : PAGE_FILL(p, TEXT_goal_never_rank, whole(p, g->asked->rank),
	                                       fixed(p, wanted(g)));
	view_section(p->view, page_text(p, TEXT_goal_section_never));
	view_line(p->view, TONE_BAD, 0,
	          PAGE_FILL(p, TEXT_goal_never, goal, fixed(p, published(p, g->most))));
}

static void answer(struct page *p, const struct goal *g)
{
	if (g->can != PROJECTS_DONE) {
		view_section(p->view, page_text(p, TEXT_goal_section_beyond));
		view_line(p->view, TONE_BAD, 0, page_text(p, projects_reason(g->can)));
	} else if (g->state == GOAL_FOUND) {
		best(p, g);
		others(p, g);
		return;
	} else if (g->state == GOAL_NEVER) {
		never(p, g);
	} else if (g->state == GOAL_APART) {
		view_section(p->view, page_text(p, TEXT_goal_section_never));
		view_line(p->view, TONE_BAD, 0,
		          PAGE_FILL(p, TEXT_goal_apart, name_of(p, g),
		                    page_plain(p, own(p, g)->assigned)));
	} else {
		view_section(p->view, page_text(p, TEXT_goal_section_beyond));
		view_line(p->view, TONE_BAD, 0, up_to(p, g, TEXT_goal_beyond));
		if (g->tried)
			view_line(p->view, TONE_QUIET, 0, up_to(p, g, TEXT_goal_tried));
	}
	gaps(p, g);
}

const struct view *goal_view(struct arena *a, const struct report *r, const struct goal *g)
{
	struct page p = page_new(a, r, true);
	const char *title = page_title(&p);
	page_head(&p, g->asked->score != NULL
	                      ? PAGE_FILL(&p, TEXT_goal_title_score, title, name_of(&p, g),
	                                  page_plain(&p, g->asked->score))
	                      : PAGE_FILL(&p, TEXT_goal_title_rank, title, name_of(&p, g),
	                                  whole(&p, g->asked->rank)));
	view_banner(p.view, page_text(&p, TEXT_goal_banner));
	asked(&p, g);
	if (g->state != GOAL_REACHED)
		answer(&p, g);
	page_foot(&p);
	return p.view;
}
