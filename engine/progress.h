/* progress.h - where each indicator of a plan stands on a day.
 *
 * Pure: opens no file, prints nothing. All numbers are exact but growth rates, whose error is
 * carried (ratio_error) and whose printed digits are certain or refused.
 */
#ifndef KAOHE_PROGRESS_H
#define KAOHE_PROGRESS_H

#include "engine/plan.h"

/* Why a target cannot be judged. */
enum progress_reason {
	PROGRESS_JUDGED,
	PROGRESS_WITHHELD,    /* the target carries no number (**, blank, in brackets) */
	PROGRESS_RELATIVE,    /* it compares with something that the case does not hold */
	PROGRESS_QUALITATIVE, /* nothing to measure */
	PROGRESS_NO_VALUE,    /* nothing observed */
	PROGRESS_NOT_BEGUN,   /* nothing observed since its span began */
	PROGRESS_NO_BASELINE, /* no starting point, and the judge needs one */
	PROGRESS_NO_GROWTH,   /* zero or a change of sign: growth is not defined */
	PROGRESS_NO_TARGET,   /* the document only states a value */
	PROGRESS_INCOMPLETE,  /* not met by what was observed, which has gaps or ends before the
	                         target */
	PROGRESS_REASONS
};

/* What the target's last day brings if the observed yearly growth goes on. No part of the colour.
 */
enum progress_outlook {
	PROGRESS_UNKNOWN, /* met or over already; or no target with a number, or no growth observed
	                   */
	PROGRESS_SUFFICES,
	PROGRESS_SUFFICES_ABOUT, /* only by what "about" leaves */
	PROGRESS_FALLS_SHORT,
	PROGRESS_OUTLOOKS
};

/* One target of one indicator. All shares and rates are percent. NULL: not known. */
struct progress {
	size_t indicator, target; /* target NONE: the indicator has none */
	enum progress_reason reason;
	/* What is judged: the target's due, of a target for each year the year of the latest value.
	 */
	struct date_span span;
	const struct observation *latest; /* of the series, on or before the day; or NULL */
	struct date_span covered;     /* what `value` covers: the latest one's, or those added up */
	bool gaps;                    /* flow, average: some of it was not observed */
	const ratio *value;           /* what compares with the target: latest, sum, or average */
	const ratio *counted;         /* from a list: how many entries; else NULL */
	const ratio *baseline, *due;  /* start and goal in force (due: the nearer end of a range) */
	struct date_span baseline_at; /* where there is a baseline */
	const ratio *way;             /* share of the way: (value - baseline) / (due - baseline) */
	const ratio *time;            /* share of the time gone on the day, 0 .. 100 */
	const ratio *attainment;      /* value / due; due / value where lower is better */
	const ratio *gap; /* due - value (value - due where lower is better); below 0: beyond */
	/* Observed, per year, from the series' first value to the baseline; of an average, the
	 * baseline where it ends before the target's span begins. */
	const ratio *earlier;
	struct date_span earlier_at;     /* what it covers */
	const struct observation *first; /* that it grew from; NULL for an average */
	const ratio *growth;   /* observed, per year, from the baseline to the latest value */
	const ratio *required; /* per year to the target's day, from `from` */
	const ratio *needed;   /* per year over the whole way, from the baseline to the target */
	/* The growth that is observed so far: `growth`, else `earlier`; of a level without a
	 * baseline from the first value to the latest; an average's own value, else `earlier`. */
	const ratio *pace;
	struct date_span pace_at; /* what it covers */
	/* What `pace` makes by the target's last day of the latest value, or of the baseline where
	 * nothing was observed since. */
	const ratio *projected;
	const ratio *from; /* that value; of an average NULL */
	long from_day;     /* the last day that it covers */
	enum progress_outlook outlook;
	const ratio *measure; /* what the colour was decided on, by the plan's judge */
	const ratio *score; /* judge pace: -5 .. 5, linear in measure: -60 → -5, 60 → 0, 130 → 5 */
	bool met;           /* the target is reached, as its comparator has it */
	bool over;          /* the last day of the span is gone; the day itself counts as gone */
	size_t colour;      /* index of the plan's colours; NONE when not judged */
};

struct progress_list {
	/* [stage] and [stage][tier], on the day; entries that dropped out are in their own stage.
	 */
	const size_t *by_stage, *by_tier;
	size_t in; /* entries that have not dropped out */
	/* [entry]: index of its latest event on or before the day, or NONE. */
	const size_t *current;
};

struct progress_report {
	const struct plan *plan;
	const struct observed *observed;
	long as_of;
	const struct progress *lines; /* in order of indicators, then of their targets */
	size_t n_lines;
	const struct progress_list *lists;
};

/* as_of: observations and events after that day are left aside, and so are observations without a
 * number. Values:
 *
 *   level    the latest observation by the day and by the target's end: what comes later is late;
 *            from a list, the entries whose stage counts then
 *   flow     the sum of what was observed within the span (series_cover(): nothing twice)
 *   rate     the latest observation within the span
 *   average  the yearly rates observed within the span, compounded; a rate over several whole
 *            years counts as long as it is
 *   each_year: the same, within the year of the latest observation that lies in one year
 *
 * Baseline: the document's. A level that has none starts from what was observed to the day before
 * the plan began, or counted in its list then, where that is known.
 *
 * Time goes from the end of the baseline (level without one: the start of the plan; all others: the
 * start of the span) to the end of the span, in days. A way is walked by levels that have a
 * baseline and are asked for more than it, and by flows, which start from 0.
 *
 * Growth per year: (value / start) ^ (1 / years) - 1, years between the ends of the two spans
 * (growth_years()); of levels, and of flows whose baseline is as long as their target (a
 * year and a year), where it is that of the observations of that length. `required` of an average
 * is the rate that the years left need. Projected: from * (1 + pace) ^ years left; of an average
 * the pace itself.
 *
 * Met: value >= due, "above" value > due, "about" within plan->about percent of due, "between"
 * >= low; mirrored where lower is better (high of a range). A flow that is to stay low is met only
 * when its span is over and was observed in full.
 *
 * Colour, by the first of these that holds:
 *
 *   1. met: the best one. Levels and rising flows that are reached stay so.
 *   2. A flow above the limit it is to keep: the last one.
 *   3. Observed with gaps, or over and not observed to the end: none, PROGRESS_INCOMPLETE.
 *   4. Over: the last one; but attainment grades the outcome itself.
 *   5. Nothing observed since the beginning: none, PROGRESS_NOT_BEGUN.
 *   6. No way to walk (rates, averages, levels of each year, levels asked for no more than their
 *      baseline): attainment under every judge; the last one where due is 0 or less.
 *   7. No baseline where the judge needs one: none, PROGRESS_NO_BASELINE; never another judge.
 *   8. By the first bound that `measure` reaches:
 *      way         100 * way / time, of a flow that is to keep a limit 100 * time / way
 *      attainment  attainment; the last one where it is not defined
 *      pace        100 * growth / needed; PROGRESS_NO_GROWTH where it is not defined
 *
 * With judge pace and colours that have a growth, an indicator without a target is judged on its
 * growth in the better direction.
 *
 * Source: Eurostat and UN SDG progress measures (observed over required growth, and the score from
 * -5 to 5; kaohe leaves growth from 0 undefined where they put 0.001); practice catalogue
 * method 14 (time-progress).
 * Cost: O(indicators * (targets + 1) * observations * log observations) and a few roots. */
const struct progress_report *progress_run(struct arena *a, const struct plan *p,
                                           const struct observed *o, long as_of);

/* The target of the line, or NULL. */
const struct plan_target *progress_target(const struct plan *p, const struct progress *line);

/* Time begins to run at the end of this day. */
long progress_begin(const struct plan *p, const struct progress *line);

/* A flow that is to stay low. */
bool progress_is_limit(const struct plan_indicator *i);

#endif
