/* progress_shares.c - shares of the way and of the time, growth per year and where it leads. */
#include "engine/growth.h"
#include "engine/progress_judge.h"

const struct plan_target *progress_target(const struct plan *p, const struct progress *line)
{
	return line->target == NONE ? NULL : &p->indicators[line->indicator].targets[line->target];
}

long progress_begin(const struct plan *p, const struct progress *line)
{
	const struct plan_indicator *i = &p->indicators[line->indicator];
	const struct plan_target *t = progress_target(p, line);
	if (i->kind != PLAN_LEVEL || (t && t->each_year))
		return line->span.first - 1;
	return i->baseline ? i->baseline_at.last : p->span.first - 1;
}

bool progress_is_limit(const struct plan_indicator *i)
{
	return i->kind == PLAN_FLOW && i->lower_better;
}

static const ratio *percent(struct arena *a, const ratio *x, const ratio *y)
{
	return ratio_mul(a, ratio_of(a, 100, 1), ratio_div(a, x, y));
}

/* The nearer end of a range is enough. */
static const ratio *due_of(const struct plan_indicator *i, const struct plan_target *t)
{
	if (t->comparator != PLAN_BETWEEN)
		return t->value;
	return i->lower_better ? t->high : t->low;
}

/* ---- shares ---- */

static const ratio *time_share(struct arena *a, long begin, long end, long as_of)
{
	if (as_of <= begin)
		return ratio_of(a, 0, 1);
	return as_of >= end
	               ? ratio_of(a, 100, 1)
	               : percent(a, ratio_of(a, as_of - begin, 1), ratio_of(a, end - begin, 1));
}

/* Where the target lies beyond the start, in the better direction. */
static const ratio *way_share(struct arena *a, const struct plan_indicator *i,
                              const struct plan_target *t, const struct progress *line)
{
	bool flow = i->kind == PLAN_FLOW;
	if (!flow && (i->kind != PLAN_LEVEL || t->each_year || !i->baseline))
		return NULL;
	const ratio *start = flow ? ratio_of(a, 0, 1) : i->baseline;
	const ratio *whole = ratio_sub(a, line->due, start);
	int ahead = i->lower_better && !flow ? -1 : 1; /* a limit is used up from 0 */
	if (ratio_sign(whole) != ahead)
		return NULL;
	return percent(a, ratio_sub(a, line->value, start), whole);
}

static const ratio *attained(struct arena *a, const ratio *value, const ratio *due, bool down)
{
	if (down)
		return ratio_sign(value) > 0 && ratio_sign(due) >= 0 ? percent(a, due, value)
		                                                     : NULL;
	return ratio_sign(due) > 0 ? percent(a, value, due) : NULL;
}

void progress_shares(struct arena *a, const struct plan *p, long as_of, struct progress *line)
{
	const struct plan_indicator *i = &p->indicators[line->indicator];
	const struct plan_target *t = progress_target(p, line);
	line->baseline = i->baseline;
	if (!t)
		return;
	line->due = due_of(i, t);
	line->over = as_of >= line->span.last;
	line->time = time_share(a, progress_begin(p, line), line->span.last, as_of);
	if (!line->value || !line->due)
		return;
	line->way = way_share(a, i, t, line);
	line->attainment = attained(a, line->value, line->due, i->lower_better);
	line->gap = i->lower_better ? ratio_sub(a, line->value, line->due)
	                            : ratio_sub(a, line->due, line->value);
}

/* ---- growth ---- */

/* A number and the day it stands for; value NULL: none. */
struct point {
	const ratio *value;
	long day;
};

static struct point point_of(const struct observation *o)
{
	return o ? (struct point){o->value, o->at.last} : (struct point){0};
}

static const ratio *between(struct arena *a, struct point from, struct point to)
{
	if (!from.value || !to.value)
		return NULL;
	return growth_yearly(a, from.value, to.value, growth_years(a, from.day, to.day));
}

/* The rate that the years left of an average need: what the whole span is to grow to, over what
 * was reached, per year left. */
static const ratio *left_of_average(struct arena *a, const struct progress *line,
                                    const struct series_cover *cover)
{
	long done = series_months(cover->covered), all = series_months(line->span);
	if (!line->due || line->over || line->gaps)
		return NULL;
	if (!cover->n) /* all of it is left; without a growth beside it the target says so itself */
		return line->earlier ? line->due : NULL;
	if (!line->value || !done || all <= done)
		return NULL;
	const ratio *reached = growth_factor(a, line->value, ratio_of(a, done, 12));
	const ratio *goal = growth_factor(a, line->due, ratio_of(a, all, 12));
	if (!reached || !goal)
		return NULL;
	return growth_yearly(a, reached, goal, ratio_of(a, all - done, 12));
}

/* As it went so far, so it goes on. */
static void average_growths(struct arena *a, const struct plan_indicator *i,
                            const struct series_cover *cover, struct progress *line)
{
	if (i->baseline && i->baseline_at.last < line->span.first) {
		line->earlier = i->baseline;
		line->earlier_at = i->baseline_at;
	}
	line->required = left_of_average(a, line, cover);
	bool begun = cover->n && line->value;
	line->pace = begun ? line->value : line->earlier;
	line->pace_at = begun ? line->covered : line->earlier_at;
	line->projected = line->due && !line->gaps ? line->pace : NULL;
}

static const ratio *projected(struct arena *a, struct point from, const ratio *pace, long day)
{
	if (!from.value || !pace || from.day >= day)
		return NULL;
	const ratio *factor = growth_factor(a, pace, growth_years(a, from.day, day));
	return factor ? ratio_mul(a, from.value, factor) : NULL;
}

/* first: what was observed first; now: what was observed last; from: where what is to come goes
 * on. */
static void set_growths(struct arena *a, const struct plan_indicator *i, struct progress *line,
                        const struct observation *first, struct point now, struct point from)
{
	struct point base = {i->baseline, i->baseline_at.last};
	struct point goal = {line->due, line->span.last};
	line->from = from.value;
	line->from_day = from.day;
	line->earlier = between(a, point_of(first), base);
	if (line->earlier) {
		line->first = first;
		line->earlier_at = (struct date_span){first->at.first, base.day};
	}
	line->growth = between(a, base, now);
	line->needed = between(a, base, goal);
	line->required = line->over ? NULL : between(a, from, goal);
	line->pace = line->growth ? line->growth : line->earlier;
	line->pace_at =
	        line->growth ? (struct date_span){i->baseline_at.first, now.day} : line->earlier_at;
	if (!i->baseline && first) {
		line->pace = between(a, point_of(first), now);
		line->pace_at = (struct date_span){first->at.first, now.day};
	}
	line->projected = line->due ? projected(a, from, line->pace, goal.day) : NULL;
}

static void level_growths(struct arena *a, const struct plan_indicator *i, const struct series *s,
                          struct progress *line)
{
	struct point base = {i->baseline, i->baseline_at.last};
	struct point now = {line->value, line->covered.last};
	set_growths(a, i, line, series_first(s), now,
	            now.value && now.day >= base.day ? now : base);
}

/* Flows compare with flows of the same length; one of several years says nothing of each. */
static void flow_growths(struct arena *a, const struct plan_indicator *i, const struct series *s,
                         struct progress *line)
{
	struct point base = {i->baseline, i->baseline_at.last};
	struct point now = point_of(series_latest_like(s, i->baseline_at, base.day, s->as_of));
	long months = series_months(i->baseline_at);
	if (!i->baseline || !months ||
	    (line->target != NONE && series_months(line->span) != months))
		return;
	set_growths(a, i, line, series_first_like(s, i->baseline_at, 0, base.day - 1), now,
	            now.value || months > 12 ? now : base);
}

void progress_growths(struct arena *a, const struct plan *p, const struct series *s,
                      const struct series_cover *cover, struct progress *line)
{
	const struct plan_indicator *i = &p->indicators[line->indicator];
	const struct plan_target *t = progress_target(p, line);
	if (t && t->each_year)
		return;
	if (i->kind == PLAN_LEVEL)
		level_growths(a, i, s, line);
	else if (i->kind == PLAN_FLOW)
		flow_growths(a, i, s, line);
	else if (i->kind == PLAN_AVERAGE && t)
		average_growths(a, i, cover, line);
}
