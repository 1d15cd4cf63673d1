/* progress_judge.c - is it met, how is it judged, which colour. */
#include "engine/progress_judge.h"

/* Exact numbers cannot be unsure; an average that is equal to its target is rational, hence
 * exact, so the middle of any other decides. */
static bool reaches(const ratio *value, const ratio *bound, bool down)
{
	int order = ratio_cmp(value, bound);
	return down ? order <= 0 : order >= 0;
}

/* `due` less, or where lower is better plus, what "about" leaves. */
static const ratio *tolerant(struct arena *a, const struct plan *p, const ratio *due, bool down)
{
	const ratio *zero = ratio_of(a, 0, 1);
	const ratio *size = ratio_sign(due) < 0 ? ratio_sub(a, zero, due) : due;
	const ratio *slack = ratio_div(a, ratio_mul(a, size, p->about), ratio_of(a, 100, 1));
	return down ? ratio_add(a, due, slack) : ratio_sub(a, due, slack);
}

static bool compares(struct arena *a, const struct plan *p, const struct progress *line,
                     const ratio *value)
{
	bool down = p->indicators[line->indicator].lower_better;
	switch (progress_target(p, line)->comparator) {
	case PLAN_ABOVE:
		return reaches(value, line->due, down) && ratio_cmp(value, line->due);
	case PLAN_ABOUT:
		return reaches(value, tolerant(a, p, line->due, down), down);
	default:
		return reaches(value, line->due, down);
	}
}

/* With gaps, or over and not observed to its end. */
static bool incomplete(const struct progress *line)
{
	return line->gaps || (line->over && !line->counted && line->covered.last < line->span.last);
}

/* Reached is reached: what comes later cannot undo it. */
static bool met_once(const struct plan_indicator *i)
{
	return i->kind == PLAN_LEVEL || (i->kind == PLAN_FLOW && !i->lower_better);
}

/* ---- the measure ---- */

/* No way to walk: only how near the value is to what is due. */
static bool wayless(const struct plan *p, const struct progress *line)
{
	const struct plan_indicator *i = &p->indicators[line->indicator];
	if (i->kind == PLAN_FLOW)
		return false;
	if (i->kind != PLAN_LEVEL || progress_target(p, line)->each_year)
		return true;
	return line->baseline && !line->way;
}

static const ratio *percent(struct arena *a, const ratio *x, const ratio *y)
{
	return ratio_sign(y) ? ratio_mul(a, ratio_of(a, 100, 1), ratio_div(a, x, y)) : NULL;
}

/* NULL with JUDGED: met or not is all there is to say. */
static const ratio *measure(struct arena *a, const struct plan *p, const struct progress *line,
                            enum progress_reason *reason)
{
	const struct plan_indicator *i = &p->indicators[line->indicator];
	*reason = PROGRESS_JUDGED;
	if (p->judge == PLAN_BY_ATTAINMENT || wayless(p, line))
		return line->attainment;
	bool starts_at_0 = i->kind == PLAN_FLOW && p->judge == PLAN_BY_WAY;
	if (!line->baseline && !starts_at_0) {
		*reason = PROGRESS_NO_BASELINE;
		return NULL;
	}
	const ratio *out = NULL;
	if (p->judge == PLAN_BY_PACE) {
		if (line->growth && line->needed)
			out = percent(a, line->growth, line->needed);
		if (!out)
			*reason = PROGRESS_NO_GROWTH;
	} else if (line->way) {
		bool limit = progress_is_limit(i);
		out = percent(a, limit ? line->time : line->way, limit ? line->way : line->time);
	}
	return out;
}

/* -5 .. 5: straight from (-60, -5) to (60, 0) and from there to (130, 5). */
static const ratio *score(struct arena *a, const struct progress *line)
{
	const ratio *five = ratio_of(a, 5, 1);
	if (line->met)
		return five;
	if (!line->measure)
		return NULL;
	const ratio *beyond = ratio_sub(a, line->measure, ratio_of(a, 60, 1));
	long width = ratio_sign(beyond) < 0 ? 120 : 70;
	const ratio *out = ratio_mul(a, beyond, ratio_of(a, 5, width));
	return ratio_max(ratio_min(out, five), ratio_of(a, -5, 1));
}

/* ---- the colour ---- */

static size_t by_bound(const struct plan *p, const ratio *measure, bool growth)
{
	for (size_t c = 0; measure && c + 1 < p->n_colours; c++) {
		const ratio *bound = growth ? p->colours[c].growth : p->colours[c].from;
		if (bound && ratio_cmp(measure, bound) >= 0)
			return c;
	}
	return p->n_colours - 1;
}

/* Without a target: growth in the better direction, where the plan judges that. */
static void judge_growth(struct arena *a, const struct plan *p, struct progress *line)
{
	bool down = p->indicators[line->indicator].lower_better, graded = false;
	for (size_t c = 0; c < p->n_colours; c++)
		graded = graded || p->colours[c].growth;
	line->reason = PROGRESS_NO_TARGET;
	if (p->judge != PLAN_BY_PACE || !graded || !line->growth)
		return;
	line->reason = PROGRESS_JUDGED;
	line->measure = down ? ratio_sub(a, ratio_of(a, 0, 1), line->growth) : line->growth;
	line->colour = by_bound(p, line->measure, true);
}

static enum progress_reason wordy(const struct plan_target *t)
{
	if (t->withheld)
		return PROGRESS_WITHHELD;
	if (t->comparator == PLAN_RELATIVE)
		return PROGRESS_RELATIVE;
	return t->comparator == PLAN_QUALITATIVE ? PROGRESS_QUALITATIVE : PROGRESS_JUDGED;
}

/* Why there is no value. */
static enum progress_reason unobserved(const struct plan *p, long as_of,
                                       const struct progress *line)
{
	if (line->value)
		return PROGRESS_JUDGED;
	if (line->covered.last && line->latest)
		return PROGRESS_NO_GROWTH; /* an average whose rates do not compound */
	if (as_of <= progress_begin(p, line))
		return PROGRESS_NOT_BEGUN;
	if (!line->latest)
		return PROGRESS_NO_VALUE;
	return line->over ? PROGRESS_INCOMPLETE : PROGRESS_NOT_BEGUN;
}

/* The rules of progress.h in their order; NONE with the reason. */
static size_t colour_of(const struct plan *p, long as_of, const struct progress *line, bool within,
                        enum progress_reason unmeasured, enum progress_reason *reason)
{
	const struct plan_indicator *i = &p->indicators[line->indicator];
	const size_t best = 0, worst = p->n_colours - 1;
	bool limit = progress_is_limit(i), unsure = incomplete(line);
	long begin = progress_begin(p, line);
	if (line->met && (met_once(i) || !unsure))
		return best;
	if (limit && !within)
		return worst;
	*reason = PROGRESS_INCOMPLETE;
	if (unsure)
		return NONE;
	*reason = PROGRESS_JUDGED;
	if (line->over && p->judge != PLAN_BY_ATTAINMENT) /* which grades the outcome itself */
		return worst;
	*reason = as_of <= begin || line->covered.last <= begin ? PROGRESS_NOT_BEGUN : unmeasured;
	if (*reason)
		return NONE;
	if (limit && !line->measure) /* nothing used of the limit yet */
		return best;
	return by_bound(p, line->measure, false);
}

static void decide(struct arena *a, const struct plan *p, long as_of, struct progress *line)
{
	bool within = compares(a, p, line, line->value);
	enum progress_reason unmeasured;
	line->met = within && (!progress_is_limit(&p->indicators[line->indicator]) ||
	                       (line->over && !incomplete(line)));
	line->measure = measure(a, p, line, &unmeasured);
	if (p->judge == PLAN_BY_PACE)
		line->score = score(a, line);
	line->colour = colour_of(p, as_of, line, within, unmeasured, &line->reason);
}

/* A projection that is not exact and too near to tell is not told. */
static enum progress_outlook outlook(struct arena *a, const struct plan *p,
                                     const struct progress *line)
{
	bool down = p->indicators[line->indicator].lower_better;
	if (!line->projected || line->met || line->over || !ratio_tells(line->projected, line->due))
		return PROGRESS_UNKNOWN;
	if (progress_target(p, line)->comparator == PLAN_ABOUT &&
	    !reaches(line->projected, line->due, down)) {
		const ratio *least = tolerant(a, p, line->due, down);
		if (!ratio_tells(line->projected, least))
			return PROGRESS_UNKNOWN;
		if (reaches(line->projected, least, down))
			return PROGRESS_SUFFICES_ABOUT;
	}
	return compares(a, p, line, line->projected) ? PROGRESS_SUFFICES : PROGRESS_FALLS_SHORT;
}

void progress_judge(struct arena *a, const struct plan *p, long as_of, struct progress *line)
{
	const struct plan_target *t = progress_target(p, line);
	line->colour = NONE;
	if (!t) {
		judge_growth(a, p, line);
		return;
	}
	line->reason = wordy(t);
	if (!line->reason)
		line->reason = unobserved(p, as_of, line);
	if (!line->reason)
		decide(a, p, as_of, line);
	line->outlook = outlook(a, p, line);
}
