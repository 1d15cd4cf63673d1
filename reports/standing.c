#include "reports/standing.h"
#include <string.h>

struct standing standing_new(struct arena *a, const struct standing_request *r, bool with_view)
{
	struct report *report = ARENA_NEW(a, struct report);
	*report = (struct report){.heading = r->heading, .lang = r->lang, .look = r->look};
	struct page page = {.arena = a,
	                    .view = with_view ? view_new(a) : NULL,
	                    .report = report,
	                    .method = r->method,
	                    .lang = r->lang};
	return (struct standing){page, r, r->progress, r->progress->plan};
}

/* ---- what is shown ---- */

bool standing_shows(const struct standing *p, size_t indicator)
{
	const struct plan_indicator *i = &p->plan->indicators[indicator];
	if (p->request->indicator != NONE)
		return indicator == p->request->indicator;
	if (p->request->department == NULL)
		return true;
	for (size_t d = 0; d < i->n_departments; d++)
		if (strcmp(i->departments[d], p->request->department) == 0)
			return true;
	return false;
}

/* An indicator that is shown counts its entries. */
static bool is_counted(const struct standing *p, size_t list)
{
	for (size_t i = 0; i < p->plan->n_indicators; i++)
		if (p->plan->indicators[i].list == list && standing_shows(p, i))
			return true;
	return false;
}

bool standing_leads(const struct standing *p, size_t list, size_t entry)
{
	const struct list_entry *e = &p->progress->observed->entries[list][entry];
	return p->request->department != NULL && strcmp(e->lead, p->request->department) == 0 &&
	       p->progress->lists[list].current[entry] != NONE;
}

bool standing_shows_list(const struct standing *p, size_t list)
{
	if (p->request->indicator == NONE && p->request->department == NULL)
		return true;
	if (is_counted(p, list))
		return true;
	for (size_t e = 0; e < p->progress->observed->n_entries[list]; e++)
		if (p->request->indicator == NONE && standing_leads(p, list, e))
			return true;
	return false;
}

bool standing_shows_entry(const struct standing *p, size_t list, size_t entry)
{
	return p->request->department == NULL || is_counted(p, list) ||
	       standing_leads(p, list, entry);
}

const struct plan_indicator *standing_indicator(const struct standing *p,
                                                const struct progress *line)
{
	return &p->plan->indicators[line->indicator];
}

const struct plan_target *standing_target(const struct standing *p, const struct progress *line)
{
	return progress_target(p->plan, line);
}

size_t standing_observed(const struct standing *p, size_t indicator)
{
	const struct observation *series = p->progress->observed->series[indicator];
	size_t n = p->progress->observed->n_series[indicator];
	while (n > 0 && series[n - 1].at.last > p->progress->as_of)
		n--;
	return n;
}

/* ---- numbers ---- */

const char *standing_certain(const struct page *p, const ratio *x, unsigned decimals)
{
	if (!ratio_round_certain(p->arena, x, decimals, ROUND_HALF_UP))
		return NULL;
	return ratio_fixed(p->arena, x, decimals, ROUND_HALF_UP);
}

enum { VALUE_DECIMALS = 2, PLAIN_DECIMALS = 4 };

const char *standing_value(const struct page *p, const ratio *x)
{
	if (x == NULL)
		return "";
	if (ratio_error(x) == NULL) {
		const char *plain = ratio_plain(p->arena, x);
		if (strchr(plain, '/') == NULL)
			return plain;
	}
	const char *digits = standing_certain(p, x, VALUE_DECIMALS);
	return digits != NULL ? digits : page_text(p, TEXT_uncertain);
}

const char *standing_percent(const struct page *p, const ratio *x, unsigned decimals)
{
	if (x == NULL)
		return "";
	const char *digits = standing_certain(p, x, decimals);
	return digits != NULL ? arena_print(p->arena, "%s%%", digits)
	                      : page_text(p, TEXT_uncertain);
}

/* ---- targets ---- */

static const char *comparator(const struct plan_indicator *i, const struct plan_target *t)
{
	switch (t->comparator) {
	case PLAN_AT_LEAST:
		return i->lower_better ? "≤" : "≥";
	case PLAN_ABOVE:
		return i->lower_better ? "<" : ">";
	default:
		return "";
	}
}

static const char *goal(const struct page *p, const struct plan_indicator *i,
                        const struct plan_target *t)
{
	const char *written = page_words(p, t->written);
	if (t->withheld != PLAN_GIVEN)
		return *written != '\0' ? written : page_text(p, TEXT_goal_blank);
	switch (t->comparator) {
	case PLAN_RELATIVE:
	case PLAN_QUALITATIVE:
		return PAGE_FILL(p, TEXT_quoted, written);
	case PLAN_BETWEEN:
		return PAGE_FILL(p, TEXT_goal_between, standing_value(p, t->low),
		                 standing_value(p, t->high));
	case PLAN_ABOUT:
		return PAGE_FILL(p, TEXT_goal_about, standing_value(p, t->value));
	default:
		return arena_print(p->arena, "%s%s", comparator(i, t), standing_value(p, t->value));
	}
}

const char *standing_goal(const struct page *p, const struct plan_indicator *i,
                          const struct plan_target *t)
{
	const char *text = goal(p, i, t);
	return t->each_year ? PAGE_FILL(p, TEXT_goal_each_year, text) : text;
}

const char *standing_span(const struct page *p, struct date_span span)
{
	const char *text = date_span_text(p->arena, span), *dots = strstr(text, "..");
	if (dots == NULL)
		return text;
	return PAGE_FILL(p, TEXT_span_between, arena_copy_n(p->arena, text, (size_t)(dots - text)),
	                 dots + 2);
}

const char *standing_due(const struct page *p, const struct plan_target *t)
{
	return t->undated ? page_text(p, TEXT_goal_undated) : standing_span(p, t->due);
}

const char *standing_size(const struct page *page, const struct plan_list *l)
{
	static const struct plan_indicator plain; /* more is better */
	const struct plan_target t = {.comparator = l->size_comparator, .value = l->size};
	return standing_goal(page, &plain, &t);
}

/* ---- standings ---- */

enum view_tone standing_tone(const struct standing *p, size_t colour)
{
	if (colour == NONE)
		return TONE_QUIET;
	return colour == 0 ? TONE_GOOD : colour + 1 == p->plan->n_colours ? TONE_BAD : TONE_ALERT;
}

/* The sign says it without any colour. */
const char *standing_colour(const struct standing *p, size_t colour)
{
	const char *sign = colour == 0 ? "●" : colour + 1 == p->plan->n_colours ? "■" : "▲";
	return arena_print(p->page.arena, "%s %s", sign,
	                   page_name(&p->page, &p->plan->colours[colour].named));
}

static const struct {
	const char *id;
	enum text_id text;
} reasons[PROGRESS_REASONS] = {
        [PROGRESS_JUDGED] = {"", TEXT_cannot},
        [PROGRESS_WITHHELD] = {"withheld", TEXT_reason_withheld},
        [PROGRESS_RELATIVE] = {"relative", TEXT_reason_relative},
        [PROGRESS_QUALITATIVE] = {"qualitative", TEXT_reason_qualitative},
        [PROGRESS_NO_VALUE] = {"no_value", TEXT_reason_no_value},
        [PROGRESS_NOT_BEGUN] = {"not_begun", TEXT_reason_not_begun},
        [PROGRESS_NO_BASELINE] = {"no_baseline", TEXT_reason_no_baseline},
        [PROGRESS_NO_GROWTH] = {"no_growth", TEXT_reason_no_growth},
        [PROGRESS_NO_TARGET] = {"no_target", TEXT_reason_no_target},
        [PROGRESS_INCOMPLETE] = {"incomplete", TEXT_reason_incomplete},
};

enum text_id standing_reason(enum progress_reason reason)
{
	return reasons[reason].text;
}

const char *standing_reason_id(enum progress_reason reason)
{
	return reasons[reason].id;
}

static const struct {
	const char *id;
	enum text_id text;
} outlooks[PROGRESS_OUTLOOKS] = {
        [PROGRESS_SUFFICES] = {"suffices", TEXT_outlook_suffices},
        [PROGRESS_SUFFICES_ABOUT] = {"about", TEXT_outlook_about},
        [PROGRESS_FALLS_SHORT] = {"falls_short", TEXT_outlook_short},
};

const char *standing_outlook_text(const struct page *p, enum progress_outlook outlook)
{
	return outlook != PROGRESS_UNKNOWN ? page_text(p, outlooks[outlook].text) : "";
}

const char *standing_outlook_id(enum progress_outlook outlook)
{
	return outlook != PROGRESS_UNKNOWN ? outlooks[outlook].id : "";
}

enum { SHARE_DECIMALS = 1 };

const char *standing_verdict(const struct standing *p, const struct progress *line)
{
	if (line->colour == NONE)
		return page_text(&p->page, TEXT_cannot);
	const char *colour = standing_colour(p, line->colour);
	if (line->measure == NULL)
		return colour;
	return arena_print(p->page.arena, "%s %s", colour,
	                   standing_percent(&p->page, line->measure, SHARE_DECIMALS));
}

/* Rates and what is asked of every year: reached now, and still to be kept. */
static bool may_change(const struct standing *p, const struct progress *line)
{
	enum plan_kind kind = standing_indicator(p, line)->kind;
	const struct plan_target *t = standing_target(p, line);
	return kind == PLAN_RATE || kind == PLAN_AVERAGE || (t != NULL && t->each_year);
}

const char *standing_outcome(const struct standing *p, const struct progress *line)
{
	if (line->met)
		return page_text(&p->page, !line->over && may_change(p, line) ? TEXT_verdict_so_far
		                                                              : TEXT_verdict_met);
	if (line->colour == NONE)
		return page_text(&p->page, standing_reason(line->reason));
	bool used_up = line->gap != NULL && ratio_sign(line->gap) > 0;
	if (progress_is_limit(standing_indicator(p, line)) && used_up)
		return page_text(&p->page, TEXT_verdict_exceeded);
	if (line->over && line->target != NONE)
		return page_text(&p->page, TEXT_verdict_late);
	return "";
}

/* ---- values over time ---- */

static const char *when(const struct page *p, struct date_span at, bool estimate)
{
	const char *text = standing_span(p, at);
	return estimate ? PAGE_FILL(p, TEXT_estimated, text) : text;
}

struct standing_latest standing_latest(const struct standing *p, const struct progress *line)
{
	const struct page *page = &p->page;
	const struct observation *o = line->latest;
	if (line->counted != NULL)
		return (struct standing_latest){standing_value(page, line->counted),
		                                date_text(page->arena, line->covered.last)};
	if (line->value != NULL)
		return (struct standing_latest){
		        standing_value(page, line->value),
		        when(page, line->covered, o != NULL && o->estimate)};
	size_t n = standing_observed(p, line->indicator);
	if (o == NULL && n > 0)
		o = &p->progress->observed->series[line->indicator][n - 1];
	if (o == NULL)
		return (struct standing_latest){"", ""};
	const char *text = o->value != NULL      ? standing_value(page, o->value)
	                   : *o->written != '\0' ? o->written
	                                         : page_text(page, TEXT_goal_blank);
	return (struct standing_latest){text, when(page, o->at, o->estimate)};
}

/* Values that may stand side by side: those of a level at any time, others of spans as long as
 * the latest one. Months, quarters and years differ by a few days. */
static bool alike(const struct plan_indicator *i, struct date_span x, struct date_span y)
{
	long difference = (x.last - x.first) - (y.last - y.first);
	return i->kind == PLAN_LEVEL || (difference >= -3 && difference <= 3);
}

struct point {
	const ratio *value;
	long day;
};

/* Wider drawings show the latest. */
enum { COURSE_MOST = 12, STEPS = 8 };

static size_t points_of(const struct standing *p, size_t indicator, struct point *out)
{
	const struct plan_indicator *i = &p->plan->indicators[indicator];
	const struct observation *series = p->progress->observed->series[indicator];
	size_t n = standing_observed(p, indicator), found = 0;
	const struct observation *last = NULL;
	for (; n > 0 && found < COURSE_MOST; n--) {
		const struct observation *o = &series[n - 1];
		if (o->value == NULL || (last != NULL && !alike(i, last->at, o->at)))
			continue;
		last = last != NULL ? last : o;
		out[found++] = (struct point){o->value, o->at.last};
	}
	if (i->baseline != NULL && found > 0 && found < COURSE_MOST &&
	    i->baseline_at.last < out[found - 1].day && alike(i, last->at, i->baseline_at))
		out[found++] = (struct point){i->baseline, i->baseline_at.last};
	return found;
}

/* 0 .. STEPS - 1 */
static size_t step_of(struct arena *a, const ratio *value, const ratio *low, const ratio *high)
{
	if (ratio_cmp(low, high) == 0)
		return STEPS / 2;
	const ratio *share = ratio_div(a, ratio_sub(a, value, low), ratio_sub(a, high, low));
	const ratio *scaled =
	        ratio_round(a, ratio_mul(a, share, ratio_of(a, STEPS - 1, 1)), 0, ROUND_HALF_UP);
	size_t step = 0;
	while (step < STEPS - 1 && ratio_cmp(ratio_of(a, (long)step, 1), scaled) < 0)
		step++;
	return step;
}

struct standing_course standing_course(const struct standing *p, size_t indicator)
{
	static const char *const blocks[STEPS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	struct point points[COURSE_MOST];
	struct arena *a = p->page.arena;
	size_t n = points_of(p, indicator, points);
	if (n < 2)
		return (struct standing_course){"", ""};
	const ratio *low = points[0].value, *high = low;
	for (size_t i = 1; i < n; i++) {
		low = ratio_min(low, points[i].value);
		high = ratio_max(high, points[i].value);
	}
	struct buffer drawing;
	buffer_start(&drawing, a);
	for (size_t i = n; i-- > 0;)
		buffer_add(&drawing, blocks[step_of(a, points[i].value, low, high)]);
	long first = date_parts(points[n - 1].day).year, last = date_parts(points[0].day).year;
	return (struct standing_course){drawing.text,
	                                first == last ? arena_print(a, "%ld", first)
	                                              : arena_print(a, "%ld–%ld", first, last)};
}

const char *standing_texts(const struct page *p, const char *const *texts, size_t n)
{
	const char *list = "";
	for (size_t i = 0; i < n; i++)
		list = page_list(p, list, texts[i]);
	return list;
}
