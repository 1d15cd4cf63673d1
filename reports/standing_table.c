#include "reports/spreadsheet.h"
#include "reports/standing_view.h"
#include <string.h>

/* One row per indicator and target for spreadsheets. */

enum { DECIMALS = 6 };

static const struct {
	enum text_id title;
	enum view_align align;
} columns[] = {
        {TEXT_head_id, ALIGN_LEFT},         {TEXT_head_indicator, ALIGN_LEFT},
        {TEXT_csv_group, ALIGN_LEFT},       {TEXT_csv_measure, ALIGN_LEFT},
        {TEXT_csv_kind, ALIGN_LEFT},        {TEXT_csv_departments, ALIGN_LEFT},
        {TEXT_head_baseline, ALIGN_RIGHT},  {TEXT_csv_baseline_at, ALIGN_LEFT},
        {TEXT_head_latest, ALIGN_RIGHT},    {TEXT_csv_latest_at, ALIGN_LEFT},
        {TEXT_csv_estimate, ALIGN_LEFT},    {TEXT_head_goal, ALIGN_LEFT},
        {TEXT_csv_due, ALIGN_LEFT},         {TEXT_csv_comparator, ALIGN_LEFT},
        {TEXT_csv_goal, ALIGN_RIGHT},       {TEXT_csv_goal_high, ALIGN_RIGHT},
        {TEXT_csv_written, ALIGN_LEFT},     {TEXT_csv_way, ALIGN_RIGHT},
        {TEXT_csv_time, ALIGN_RIGHT},       {TEXT_csv_attainment, ALIGN_RIGHT},
        {TEXT_head_gap, ALIGN_RIGHT},       {TEXT_csv_earlier, ALIGN_RIGHT},
        {TEXT_csv_earlier_at, ALIGN_LEFT},  {TEXT_csv_growth, ALIGN_RIGHT},
        {TEXT_csv_required, ALIGN_RIGHT},   {TEXT_csv_needed, ALIGN_RIGHT},
        {TEXT_csv_pace, ALIGN_RIGHT},       {TEXT_csv_pace_at, ALIGN_LEFT},
        {TEXT_csv_projected, ALIGN_RIGHT},  {TEXT_csv_outlook, ALIGN_LEFT},
        {TEXT_csv_decided_on, ALIGN_RIGHT}, {TEXT_csv_met, ALIGN_LEFT},
        {TEXT_csv_verdict, ALIGN_LEFT},     {TEXT_csv_reason, ALIGN_LEFT},
        {TEXT_csv_rows, ALIGN_LEFT},        {TEXT_csv_clause, ALIGN_LEFT},
        {TEXT_csv_as_of, ALIGN_LEFT},       {TEXT_csv_nature, ALIGN_LEFT},
        {TEXT_csv_rules, ALIGN_LEFT},
};

static void text(struct view_table *t, const char *s)
{
	view_cell(t, TONE_PLAIN, s);
}

/* Exact where a decimal can say it, which values and targets nearly always are; shares and growth
 * as many digits as are certain. The fractions are in the report for programs. */
static void number(const struct page *page, struct view_table *t, const ratio *x)
{
	if (x == NULL) {
		text(t, "");
		return;
	}
	const char *plain = ratio_error(x) == NULL ? ratio_plain(page->arena, x) : "/";
	const char *digits = standing_certain(page, x, DECIMALS);
	if (strchr(plain, '/') == NULL)
		view_number(t, TONE_PLAIN, plain);
	else if (digits != NULL)
		view_number(t, TONE_PLAIN, digits);
	else
		text(t, page_text(page, TEXT_uncertain));
}

static void about_cells(const struct standing *p, struct view_table *t, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = standing_indicator(p, line);
	text(t, i->named.id);
	text(t, page_name(page, &i->named));
	text(t, page_words(page, i->group));
	text(t, page_words(page, i->measure));
	text(t, plan_kinds[i->kind]);
	text(t, standing_texts(page, i->departments, i->n_departments));
	number(page, t, line->baseline);
	text(t, line->baseline != NULL ? date_span_text(page->arena, line->baseline_at) : "");
}

static void latest_cells(const struct standing *p, struct view_table *t,
                         const struct progress *line)
{
	const struct page *page = &p->page;
	const struct observation *o = line->latest;
	if (line->counted != NULL) {
		number(page, t, line->counted);
		text(t, date_text(page->arena, line->covered.last));
		text(t, "");
		return;
	}
	if (line->value != NULL) {
		number(page, t, line->value);
		text(t, date_span_text(page->arena, line->covered));
	} else {
		struct standing_latest latest = standing_latest(p, line);
		text(t, latest.value);
		text(t, o != NULL ? date_span_text(page->arena, o->at) : "");
	}
	text(t, o != NULL && o->estimate ? page_text(page, TEXT_yes) : "");
}

static void goal_cells(const struct standing *p, struct view_table *t, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct plan_target *target = standing_target(p, line);
	if (target == NULL) {
		for (size_t i = 0; i < 6; i++)
			text(t, "");
		return;
	}
	text(t, standing_goal(page, standing_indicator(p, line), target));
	text(t, target->undated ? page_text(page, TEXT_goal_undated)
	                        : date_span_text(page->arena, target->due));
	text(t, plan_comparators[target->comparator]);
	number(page, t, target->comparator == PLAN_BETWEEN ? target->low : target->value);
	number(page, t, target->high);
	text(t, page_words(page, target->written));
}

static const char *rows_of(const struct standing *p, const struct progress *line)
{
	const struct plan_indicator *i = standing_indicator(p, line);
	const struct plan_target *target = standing_target(p, line);
	const char *list = standing_texts(&p->page, i->baseline_rows, i->n_baseline_rows);
	for (size_t k = 0; target != NULL && k < target->n_rows; k++)
		list = page_list(&p->page, list, target->rows[k]);
	return list;
}

static void growth_cells(const struct page *page, struct view_table *t, const struct progress *line)
{
	static const enum text_id outlooks[PROGRESS_OUTLOOKS] = {[PROGRESS_SUFFICES] = TEXT_yes,
	                                                         [PROGRESS_SUFFICES_ABOUT] =
	                                                                 TEXT_csv_outlook_about,
	                                                         [PROGRESS_FALLS_SHORT] = TEXT_no};
	number(page, t, line->earlier);
	text(t, line->earlier != NULL ? date_span_text(page->arena, line->earlier_at) : "");
	number(page, t, line->growth);
	number(page, t, line->required);
	number(page, t, line->needed);
	number(page, t, line->pace);
	text(t, line->pace != NULL ? date_span_text(page->arena, line->pace_at) : "");
	number(page, t, line->projected);
	text(t, line->outlook != PROGRESS_UNKNOWN ? page_text(page, outlooks[line->outlook]) : "");
}

static void row(const struct standing *p, struct view_table *t, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = standing_indicator(p, line);
	about_cells(p, t, line);
	latest_cells(p, t, line);
	goal_cells(p, t, line);
	number(page, t, line->way);
	number(page, t, line->time);
	number(page, t, line->attainment);
	number(page, t, line->gap);
	growth_cells(page, t, line);
	number(page, t, line->measure);
	text(t, line->target == NONE || line->value == NULL
	                ? ""
	                : page_text(page, line->met ? TEXT_yes : TEXT_no));
	text(t, line->colour != NONE ? page_name(page, &p->plan->colours[line->colour].named)
	                             : page_text(page, TEXT_cannot));
	text(t, line->colour == NONE ? page_text(page, standing_reason(line->reason)) : "");
	text(t, rows_of(p, line));
	text(t, i->clause != NONE ? page_name(page, &page->method->clauses[i->clause].named) : "");
	text(t, date_text(page->arena, p->progress->as_of));
	text(t, spreadsheet_nature(page, TEXT_nature_progress));
	text(t, page->method->id);
}

const struct view_table *standing_table(struct arena *a, const struct standing_request *r)
{
	struct standing p = standing_new(a, r, false);
	struct view_table *t = view_table_new(a);
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		view_column(t, columns[c].align, page_text(&p.page, columns[c].title));
	for (size_t l = 0; l < p.progress->n_lines; l++)
		if (standing_shows(&p, p.progress->lines[l].indicator))
			row(&p, t, &p.progress->lines[l]);
	return t;
}
