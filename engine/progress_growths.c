/* progress_growths.c - growth per year, and where it leads. */
#include "engine/growth.h"
#include "engine/progress_judge.h"

/* A number and the day it stands for; value NULL: none. */
struct point {
	const ratio *value;
	long day;
};

static struct point point_of(const struct observation *o)
{
	return o ? (struct point){o->value, o->at.last} : (struct point){0};
}

static struct point base_of(const struct progress *line)
{
	return (struct point){line->baseline, line->baseline_at.last};
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
static void average_growths(struct arena *a, const struct series_cover *cover,
                            struct progress *line)
{
	if (line->baseline && line->baseline_at.last < line->span.first) {
		line->earlier = line->baseline;
		line->earlier_at = line->baseline_at;
	}
	line->required = left_of_average(a, line, cover);
	bool begun = cover->n && line->value;
	line->pace = begun ? line->value : line->earlier;
	line->pace_at = begun ? line->covered : line->earlier_at;
	line->projected = line->due && !line->gaps && !line->over ? line->pace : NULL;
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
static void set_growths(struct arena *a, struct progress *line, const struct observation *first,
                        struct point now, struct point from)
{
	struct point base = base_of(line);
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
	line->pace_at = line->growth ? (struct date_span){line->baseline_at.first, now.day}
	                             : line->earlier_at;
	if (!line->baseline && first) {
		line->pace = between(a, point_of(first), now);
		line->pace_at = (struct date_span){first->at.first, now.day};
	}
	line->projected =
	        line->due && !line->over ? projected(a, from, line->pace, goal.day) : NULL;
}

static void level_growths(struct arena *a, const struct series *s, struct progress *line)
{
	struct point base = base_of(line);
	struct point now = {line->value, line->covered.last};
	set_growths(a, line, series_first(s), now, now.value && now.day >= base.day ? now : base);
}

/* Flows compare with flows of the same length; one of several years says nothing of each. */
static void flow_growths(struct arena *a, const struct series *s, struct progress *line)
{
	struct point base = base_of(line);
	struct point now = point_of(series_latest_like(s, line->baseline_at, base.day, s->as_of));
	long months = series_months(line->baseline_at);
	if (!line->baseline || !months ||
	    (line->target != NONE && series_months(line->span) != months))
		return;
	set_growths(a, line, series_first_like(s, line->baseline_at, 0, base.day - 1), now,
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
		level_growths(a, s, line);
	else if (i->kind == PLAN_FLOW)
		flow_growths(a, s, line);
	else if (i->kind == PLAN_AVERAGE && t)
		average_growths(a, cover, line);
}
