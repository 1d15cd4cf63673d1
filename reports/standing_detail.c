#include "reports/standing_view.h"

/* One indicator: where it comes from, its whole series, and how each number came about. */

enum { SHARE_DECIMALS = 1, GROWTH_DECIMALS = 2, SCORE_DECIMALS = 2 };

static void fact(const struct page *page, unsigned indent, enum text_id label, const char *text)
{
	if (*text != '\0')
		view_entry(page->view, TONE_PLAIN, indent, page_text(page, label), text);
}

static const char *value_at(const struct page *page, const ratio *x, struct date_span at)
{
	if (x == NULL)
		return "";
	return PAGE_FILL(page, TEXT_value_at, standing_value(page, x), standing_span(page, at));
}

static const char *kind(const struct page *page, const struct plan_indicator *i)
{
	static const enum text_id kinds[PLAN_KINDS] = {[PLAN_LEVEL] = TEXT_kind_level,
	                                               [PLAN_FLOW] = TEXT_kind_flow,
	                                               [PLAN_RATE] = TEXT_kind_rate,
	                                               [PLAN_AVERAGE] = TEXT_kind_average};
	const char *text = page_text(page, kinds[i->kind]);
	return i->lower_better ? PAGE_FILL(page, TEXT_kind_lower, text) : text;
}

static const char *counted(const struct standing *p, size_t indicator, const ratio *n)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = &p->plan->indicators[indicator];
	const struct plan_list *l = &p->plan->lists[i->list];
	const char *list = "";
	for (size_t s = 0; s < i->n_stages; s++)
		list = page_list(page, list, page_name(page, &l->stages[i->stages[s]].named));
	return PAGE_FILL(page, TEXT_counted_from, page_name(page, &l->named), list,
	                 standing_value(page, n));
}

static void about(struct standing *p, size_t indicator)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = &p->plan->indicators[indicator];
	const char *measure = page_words(page, i->measure), *name = page_name(page, &i->named);
	const char *doubt = page_words(page, i->doubt);
	if (*measure != '\0')
		name = PAGE_FILL(page, TEXT_indicator_in, name, measure);
	view_section(page->view, name);
	fact(page, 0, TEXT_label_kind, kind(page, i));
	fact(page, 0, TEXT_label_clause, page_clause(page, i->clause));
	fact(page, 0, TEXT_label_departments,
	     standing_texts(page, i->departments, i->n_departments));
	fact(page, 0, TEXT_label_baseline, value_at(page, i->baseline, i->baseline_at));
	fact(page, 0, TEXT_label_note, page_words(page, i->note));
	if (i->n_doubt_refs > 0)
		doubt = PAGE_FILL(page, TEXT_doubt_refs, doubt,
		                  standing_texts(page, i->doubt_refs, i->n_doubt_refs));
	fact(page, 0, TEXT_label_doubt, doubt);
	fact(page, 0, TEXT_label_rows, standing_texts(page, i->baseline_rows, i->n_baseline_rows));
}

/* ---- the series ---- */

static void observation_row(const struct page *page, struct view_table *t,
                            const struct observation *o)
{
	const char *written = *o->written != '\0' ? o->written : page_text(page, TEXT_goal_blank);
	view_cell(t, TONE_PLAIN, standing_span(page, o->at));
	if (o->value == NULL)
		view_cell(t, TONE_QUIET, PAGE_FILL(page, TEXT_series_withheld, written));
	else
		view_cell(t, TONE_PLAIN,
		          o->estimate ? PAGE_FILL(page, TEXT_series_estimate,
		                                  standing_value(page, o->value))
		                      : standing_value(page, o->value));
	view_cell(t, TONE_PLAIN, o->source);
	view_cell(t, TONE_PLAIN, o->note);
	view_cell(t, TONE_QUIET, page_place(page, o->place));
}

static void series(struct standing *p, size_t indicator)
{
	const struct page *page = &p->page;
	size_t n = standing_observed(p, indicator);
	struct standing_course course = standing_course(p, indicator);
	view_section(page->view, page_text(page, TEXT_section_series));
	if (*course.drawing != '\0')
		view_line(page->view, TONE_PLAIN, 0,
		          PAGE_FILL(page, TEXT_event_on, course.drawing, course.years));
	if (n == 0) {
		view_line(page->view, TONE_PLAIN, 0, page_text(page, TEXT_series_none));
		return;
	}
	struct view_table *t = view_table(page->view);
	view_column(t, ALIGN_LEFT, page_text(page, TEXT_head_at));
	view_column(t, ALIGN_RIGHT, page_text(page, TEXT_head_observed));
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_source), 30);
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_remark), 30);
	view_column(t, ALIGN_LEFT, page_text(page, TEXT_head_cell));
	for (size_t i = 0; i < n; i++)
		observation_row(page, t, &p->progress->observed->series[indicator][i]);
}

/* ---- one target ---- */

/* Years between the ends of two spans, as the engine takes them. */
static const char *years(const struct page *page, long from, long to)
{
	long first = date_months(from), last = date_months(to);
	if (first < 0 || last < 0)
		return arena_print(page->arena, "(%ld ÷ 365.2425)", to - from);
	if ((last - first) % 12 == 0)
		return arena_print(page->arena, "%ld", (last - first) / 12);
	return arena_print(page->arena, "(%ld ÷ 12)", last - first);
}

static void growth(const struct page *page, enum text_id label, const ratio *to, const ratio *from,
                   const char *time, const ratio *x)
{
	if (x == NULL)
		return;
	const char *result = standing_percent(page, x, GROWTH_DECIMALS);
	fact(page, 1, label,
	     to != NULL && from != NULL && time != NULL
	             ? PAGE_FILL(page, TEXT_growth_formula, standing_value(page, to),
	                         standing_value(page, from), time, result)
	             : result);
}

static void earlier(struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct observation *first = line->first;
	const char *text = standing_percent(page, line->earlier, GROWTH_DECIMALS);
	if (line->earlier == NULL)
		return;
	if (first != NULL)
		text = PAGE_FILL(page, TEXT_growth_formula, standing_value(page, line->baseline),
		                 standing_value(page, first->value),
		                 years(page, first->at.last, line->earlier_at.last), text);
	fact(page, 1, TEXT_label_earlier,
	     PAGE_FILL(page, TEXT_growth_over, text, standing_span(page, line->earlier_at)));
}

/* What was observed last, or the baseline, grows on to the target's day. */
static void projection(struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = standing_indicator(p, line);
	const char *pace = standing_percent(page, line->pace, GROWTH_DECIMALS);
	const char *outlook = standing_outlook_text(page, line->outlook);
	if (line->outlook == PROGRESS_UNKNOWN)
		return;
	if (i->kind == PLAN_AVERAGE) {
		fact(page, 1, TEXT_label_projected,
		     PAGE_FILL(page, TEXT_projected_same, pace, outlook));
		return;
	}
	fact(page, 1, TEXT_label_projected,
	     PAGE_FILL(page, TEXT_projected_formula, standing_value(page, line->from), pace,
	               years(page, line->from_day, line->span.last),
	               standing_value(page, line->projected), outlook));
}

/* Of flows and averages, what was observed in between counts too: only the result is shown. */
static void growths(struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = standing_indicator(p, line);
	bool level = i->kind == PLAN_LEVEL, base = level && line->baseline != NULL;
	long start = line->baseline_at.last, now = line->covered.last;
	earlier(p, line);
	growth(page, TEXT_label_growth, line->value, line->baseline,
	       base ? years(page, start, now) : NULL, line->growth);
	growth(page, TEXT_label_required, line->due, line->value,
	       level ? years(page, now, line->span.last) : NULL, line->required);
	growth(page, TEXT_label_needed, line->due, line->baseline,
	       base ? years(page, start, line->span.last) : NULL, line->needed);
	projection(p, line);
}

static const char *way(const struct page *page, const struct plan_indicator *i,
                       const struct progress *line)
{
	const char *value = standing_value(page, line->value);
	const char *due = standing_value(page, line->due);
	const char *result = standing_percent(page, line->way, SHARE_DECIMALS);
	if (line->way == NULL)
		return "";
	if (i->kind == PLAN_FLOW)
		return PAGE_FILL(page, TEXT_share_formula, value, due, result);
	return PAGE_FILL(page, TEXT_way_formula, value, standing_value(page, line->baseline), due,
	                 result);
}

static const char *elapsed(const struct standing *p, const struct progress *line)
{
	struct arena *a = p->page.arena;
	if (line->time == NULL)
		return "";
	return PAGE_FILL(&p->page, TEXT_time_formula,
	                 date_text(a, progress_begin(p->plan, line) + 1),
	                 date_text(a, line->span.last), date_text(a, p->progress->as_of),
	                 standing_percent(&p->page, line->time, SHARE_DECIMALS));
}

static void shares(struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = standing_indicator(p, line);
	const char *value = standing_value(page, line->value);
	const char *due = standing_value(page, line->due);
	const char *above = i->lower_better ? value : due, *below = i->lower_better ? due : value;
	fact(page, 1, TEXT_label_way, way(page, i, line));
	fact(page, 1, TEXT_label_time, elapsed(p, line));
	if (line->attainment != NULL)
		fact(page, 1, TEXT_label_attainment,
		     PAGE_FILL(page, TEXT_attainment_formula, below, above,
		               standing_percent(page, line->attainment, SHARE_DECIMALS)));
	if (line->gap != NULL)
		fact(page, 1, TEXT_label_gap,
		     PAGE_FILL(page, TEXT_gap_formula, above, below,
		               standing_value(page, line->gap)));
}

static enum text_id decided_on(const struct standing *p, const struct progress *line)
{
	static const enum text_id on[PLAN_JUDGES] = {[PLAN_BY_WAY] = TEXT_on_way,
	                                             [PLAN_BY_ATTAINMENT] = TEXT_on_attainment,
	                                             [PLAN_BY_PACE] = TEXT_on_pace};
	if (line->target == NONE)
		return TEXT_on_growth;
	if (line->measure == line->attainment)
		return TEXT_on_attainment;
	if (p->plan->judge == PLAN_BY_WAY && progress_is_limit(standing_indicator(p, line)))
		return TEXT_on_limit;
	return on[p->plan->judge];
}

static const char *verdict(const struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	const char *outcome = standing_outcome(p, line), *text;
	if (line->colour == NONE)
		return PAGE_FILL(page, TEXT_cannot_for,
		                 page_text(page, standing_reason(line->reason)));
	if (line->measure == NULL)
		text = standing_verdict(p, line);
	else
		text = PAGE_FILL(page, TEXT_verdict_on, standing_colour(p, line->colour),
		                 page_text(page, decided_on(p, line)),
		                 standing_percent(page, line->measure, SHARE_DECIMALS));
	return *outcome == '\0' ? text
	                        : arena_print(page->arena, "%s%s%s", text,
	                                      page_text(page, TEXT_list_semicolon), outcome);
}

static void one_line(struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct plan_indicator *i = standing_indicator(p, line);
	const struct plan_target *t = standing_target(p, line);
	struct standing_latest latest = standing_latest(p, line);
	view_section(page->view,
	             t == NULL ? page_text(page, TEXT_section_no_goal)
	                       : PAGE_FILL(page, TEXT_section_goal, standing_goal(page, i, t),
	                                   standing_due(page, t)));
	if (*latest.value != '\0')
		fact(page, 1, TEXT_label_latest,
		     PAGE_FILL(page, TEXT_value_at, latest.value, latest.at));
	if (line->counted != NULL)
		fact(page, 1, TEXT_label_counted, counted(p, line->indicator, line->counted));
	if (i->baseline == NULL && line->baseline != NULL) /* the case says it, not the plan */
		fact(page, 1, TEXT_label_baseline_known,
		     value_at(page, line->baseline, line->baseline_at));
	shares(p, line);
	growths(p, line);
	view_entry(page->view, standing_tone(p, line->colour), 1,
	           page_text(page, TEXT_label_verdict), verdict(p, line));
	if (line->score != NULL)
		fact(page, 1, TEXT_label_score,
		     standing_certain(page, line->score, SCORE_DECIMALS) != NULL
		             ? standing_certain(page, line->score, SCORE_DECIMALS)
		             : page_text(page, TEXT_uncertain));
	if (t == NULL)
		return;
	fact(page, 1, TEXT_label_note, page_words(page, t->note));
	fact(page, 1, TEXT_label_rows, standing_texts(page, t->rows, t->n_rows));
}

void standing_detail(struct standing *p)
{
	size_t indicator = p->request->indicator, list = p->plan->indicators[indicator].list;
	about(p, indicator);
	if (list == NONE)
		series(p, indicator);
	for (size_t l = 0; l < p->progress->n_lines; l++)
		if (p->progress->lines[l].indicator == indicator)
			one_line(p, &p->progress->lines[l]);
	if (list != NONE)
		standing_entries(p, list);
}
