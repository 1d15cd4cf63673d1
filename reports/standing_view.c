#include "reports/standing_view.h"
#include <string.h>

/* How wide the columns of text may be, so that all of them fit into 120 columns, and the first
 * five into 80. */
enum { NAME_WIDTH = 24, GOAL_WIDTH = 14, TIME_WIDTH = 14 };
/* By language. Growth: narrow enough for the years to stand on a line of their own. */
static const size_t verdict_widths[LANGS] = {[LANG_ZH] = 14, [LANG_EN] = 16};
static const size_t growth_widths[LANGS] = {[LANG_ZH] = 10, [LANG_EN] = 12};
enum { SHARE_DECIMALS = 1, GROWTH_DECIMALS = 2 };

/* ---- indicators ---- */

static void columns(struct standing *p, struct view_table *t)
{
	const struct page *page = &p->page;
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_indicator), NAME_WIDTH);
	view_column_narrow(t, ALIGN_RIGHT, page_text(page, TEXT_head_latest), TIME_WIDTH);
	view_column_narrow(t, ALIGN_RIGHT, page_text(page, TEXT_head_goal), GOAL_WIDTH);
	view_column(t, ALIGN_RIGHT, page_text(page, TEXT_head_way));
	view_column_narrow(t, ALIGN_LEFT, page_text(page, TEXT_head_verdict),
	                   verdict_widths[page->lang]);
	view_column(t, ALIGN_RIGHT, page_text(page, TEXT_head_gap));
	view_column_narrow(t, ALIGN_RIGHT, page_text(page, TEXT_head_baseline), TIME_WIDTH);
	view_column_narrow(t, ALIGN_RIGHT, page_text(page, TEXT_head_growth),
	                   growth_widths[page->lang]);
	view_column(t, ALIGN_LEFT, page_text(page, TEXT_head_course));
}

/* The mark of a doubt stands with the measure, so that it is never alone on a line. */
static void name_cell(const struct page *page, struct view_table *t, const struct plan_indicator *i)
{
	const char *measure = page_words(page, i->measure);
	const char *doubt =
	        *page_words(page, i->doubt) != '\0' ? page_text(page, TEXT_doubt_mark) : "";
	if (*measure != '\0')
		measure = PAGE_FILL(page, TEXT_in_brackets, measure);
	view_cell(t, TONE_PLAIN, page_name(page, &i->named));
	view_below(t, arena_print(page->arena, "%s%s", measure, doubt));
}

static void latest_cell(const struct standing *p, struct view_table *t, const struct progress *line)
{
	struct standing_latest latest = standing_latest(p, line);
	view_cell(t, TONE_PLAIN, latest.value);
	view_below(t, latest.at);
}

static void goal_cell(const struct standing *p, struct view_table *t, const struct progress *line)
{
	const struct plan_indicator *i = standing_indicator(p, line);
	const struct plan_target *target = standing_target(p, line);
	view_cell(t, TONE_PLAIN, target != NULL ? standing_goal(&p->page, i, target) : "");
	if (target != NULL)
		view_below(t, standing_due(&p->page, target));
}

static void way_cell(const struct page *page, struct view_table *t, const struct progress *line)
{
	view_number(t, TONE_PLAIN, standing_percent(page, line->way, SHARE_DECIMALS));
	if (line->time != NULL && line->target != NONE)
		view_below(t, PAGE_FILL(page, TEXT_time_gone,
		                        standing_percent(page, line->time, SHARE_DECIMALS)));
}

static const char *gap(const struct page *page, const ratio *x)
{
	if (x == NULL || ratio_sign(x) >= 0)
		return standing_value(page, x);
	const ratio *beyond = ratio_sub(page->arena, ratio_of(page->arena, 0, 1), x);
	return PAGE_FILL(page, TEXT_gap_beyond, standing_value(page, beyond));
}

static void baseline_cell(const struct page *page, struct view_table *t,
                          const struct progress *line)
{
	view_number(t, TONE_PLAIN, line != NULL ? standing_value(page, line->baseline) : "");
	if (line != NULL && line->baseline != NULL)
		view_below(t, standing_span(page, line->baseline_at));
}

static const char *growth(const struct page *page, enum text_id text, const ratio *x)
{
	return x != NULL ? PAGE_FILL(page, text, standing_percent(page, x, GROWTH_DECIMALS)) : "";
}

/* Up to the baseline with its years, or since the baseline; then what is needed. */
static void growth_cell(const struct standing *p, struct view_table *t, const struct progress *line)
{
	const struct page *page = &p->page;
	/* Without a baseline it is that since the first value. */
	bool started = line->baseline != NULL || standing_indicator(p, line)->kind != PLAN_LEVEL;
	const ratio *is = started ? line->growth : line->pace;
	const char *needs = growth(page, TEXT_growth_needs, line->met ? NULL : line->required);
	const char *above = growth(page, TEXT_growth_before, line->earlier);
	const char *below = growth(page, TEXT_growth_is, is);
	if (*above == '\0') {
		above = below;
		below = "";
	} else if (*below == '\0') {
		below = standing_span(page, line->earlier_at);
	}
	if (*below != '\0' && *needs != '\0')
		below = arena_print(page->arena, "%s %s", below, needs);
	else if (*needs != '\0')
		below = needs;
	view_cell(t, TONE_PLAIN, above);
	if (*below != '\0')
		view_below(t, below);
}

/* What belongs to the indicator is shown once, beside its first target. */
static void line_row(const struct standing *p, struct view_table *t, const struct progress *line,
                     bool first)
{
	const struct plan_indicator *i = standing_indicator(p, line);
	const struct page *page = &p->page;
	struct standing_course course = {"", ""};
	if (first) {
		name_cell(page, t, i);
		course = standing_course(p, line->indicator);
	} else {
		view_cell(t, TONE_PLAIN, "");
	}
	latest_cell(p, t, line);
	goal_cell(p, t, line);
	way_cell(page, t, line);
	view_cell(t, standing_tone(p, line->colour), standing_verdict(p, line));
	view_below(t, standing_outcome(p, line));
	view_cell(t, TONE_PLAIN, gap(page, line->gap));
	baseline_cell(page, t, first ? line : NULL);
	growth_cell(p, t, line);
	view_cell(t, TONE_PLAIN, course.drawing);
	view_below(t, course.years);
}

static bool same_group(const struct page *page, const struct plan_indicator *x,
                       const struct plan_indicator *y)
{
	return strcmp(page_words(page, x->group), page_words(page, y->group)) == 0;
}

static void groups(struct standing *p)
{
	const struct plan_indicator *before = NULL;
	struct view_table *t = NULL;
	size_t last = NONE;
	for (size_t l = 0; l < p->progress->n_lines; l++) {
		const struct progress *line = &p->progress->lines[l];
		const struct plan_indicator *i = standing_indicator(p, line);
		if (!standing_shows(p, line->indicator))
			continue;
		if (before == NULL || !same_group(&p->page, before, i)) {
			const char *group = page_words(&p->page, i->group);
			const char *title = *group != '\0'
			                            ? group
			                            : page_text(&p->page, TEXT_section_indicators);
			view_section(p->page.view, title);
			t = page_table(&p->page, title);
			columns(p, t);
		}
		line_row(p, t, line, line->indicator != last);
		before = i;
		last = line->indicator;
	}
}

static bool any_doubt(const struct standing *p)
{
	for (size_t i = 0; i < p->plan->n_indicators; i++)
		if (standing_shows(p, i) &&
		    *page_words(&p->page, p->plan->indicators[i].doubt) != '\0')
			return true;
	return false;
}

static void legend(struct standing *p)
{
	view_line(p->page.view, TONE_QUIET, 0, page_text(&p->page, TEXT_legend_progress));
	if (any_doubt(p))
		view_line(p->page.view, TONE_QUIET, 0, page_text(&p->page, TEXT_legend_doubt));
}

/* ---- doubts and thresholds ---- */

void standing_doubts(struct standing *p)
{
	if (!any_doubt(p))
		return;
	const struct page *page = &p->page;
	view_section(page->view, page_text(page, TEXT_section_doubts));
	for (size_t i = 0; i < p->plan->n_indicators; i++) {
		const struct plan_indicator *in = &p->plan->indicators[i];
		const char *doubt = page_words(page, in->doubt);
		if (*doubt == '\0' || !standing_shows(p, i))
			continue;
		if (in->n_doubt_refs > 0)
			doubt = PAGE_FILL(page, TEXT_doubt_refs, doubt,
			                  standing_texts(page, in->doubt_refs, in->n_doubt_refs));
		view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_bullet),
		           PAGE_FILL(page, TEXT_doubt_line, page_name(page, &in->named), doubt));
	}
}

static const char *threshold(const struct standing *p, size_t colour)
{
	const struct page *page = &p->page;
	const struct plan_colour *c = &p->plan->colours[colour];
	const struct plan_colour *above = colour > 0 ? c - 1 : NULL;
	const char *text = standing_colour(p, colour);
	if (c->met)
		text = PAGE_FILL(page, TEXT_colour_met, text);
	else if (c->from != NULL)
		text = PAGE_FILL(page, TEXT_colour_from, text, standing_value(page, c->from));
	else if (above != NULL && above->from != NULL)
		text = PAGE_FILL(page, TEXT_colour_below, text, standing_value(page, above->from));
	else
		text = PAGE_FILL(page, TEXT_colour_rest, text);
	if (c->growth == NULL)
		return text;
	return PAGE_FILL(page, TEXT_caption, text,
	                 PAGE_FILL(page, TEXT_colour_growth, standing_value(page, c->growth)));
}

static bool any_about(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n_indicators; i++)
		for (size_t t = 0; t < plan->indicators[i].n_targets; t++)
			if (plan->indicators[i].targets[t].comparator == PLAN_ABOUT)
				return true;
	return false;
}

static void remark(struct standing *p, const char *text)
{
	view_entry(p->page.view, TONE_PLAIN, 0, page_text(&p->page, TEXT_bullet), text);
}

void standing_thresholds(struct standing *p)
{
	static const enum text_id judges[PLAN_JUDGES] = {[PLAN_BY_WAY] = TEXT_judge_way,
	                                                 [PLAN_BY_ATTAINMENT] =
	                                                         TEXT_judge_attainment,
	                                                 [PLAN_BY_PACE] = TEXT_judge_pace};
	const struct page *page = &p->page;
	const char *list = "";
	view_section(page->view, page_text(page, TEXT_section_thresholds));
	remark(p, page_text(page, judges[p->plan->judge]));
	remark(p, page_text(page, TEXT_judge_rest));
	for (size_t c = 0; c < p->plan->n_colours; c++)
		list = c == 0 ? threshold(p, c)
		              : arena_print(page->arena, "%s%s%s", list,
		                            page_text(page, TEXT_list_semicolon), threshold(p, c));
	remark(p, list);
	if (p->plan->n_colours > 0 && p->plan->colours[0].named.place.file == NULL)
		remark(p, page_text(page, TEXT_colours_default));
	if (any_about(p->plan))
		remark(p,
		       PAGE_FILL(page, TEXT_about_tolerance, standing_value(page, p->plan->about)));
	remark(p, page_text(page, TEXT_withheld_rule));
	remark(p, page_text(page, TEXT_digits_rule));
}

/* ---- the whole ---- */

static void head(struct standing *p)
{
	const struct page *page = &p->page;
	page_head(&p->page, page_title(page));
	view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_label_plan_span),
	           standing_span(page, p->plan->span));
	if (p->request->department != NULL && p->request->indicator == NONE)
		view_entry(page->view, TONE_PLAIN, 0, page_text(page, TEXT_label_only_department),
		           p->request->department);
}

static bool any_line(const struct standing *p)
{
	for (size_t l = 0; l < p->progress->n_lines; l++)
		if (standing_shows(p, p->progress->lines[l].indicator))
			return true;
	return false;
}

static void goals(struct standing *p)
{
	legend(p);
	groups(p);
	standing_summary(p);
	standing_outlook(p);
}

const struct view *standing_view(struct arena *a, const struct standing_request *r)
{
	struct standing p = standing_new(a, r, true);
	bool any = true;
	head(&p);
	if (r->indicator != NONE) {
		standing_detail(&p);
	} else {
		any = any_line(&p); /* a department may lead entries of a list and nothing else */
		if (any)
			goals(&p);
		standing_lists(&p);
		standing_doubts(&p);
	}
	if (any)
		standing_thresholds(&p);
	view_section(p.page.view, page_text(&p.page, TEXT_section_files));
	page_files(&p.page);
	return p.page.view;
}
