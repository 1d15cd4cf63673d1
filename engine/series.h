/* series.h - what a series of observations says about a span of time.
 *
 * Observations that carry no number ("**", a blank) are never computed with: they are passed over
 * here, and a flow that lacks them has a gap.
 */
#ifndef KAOHE_SERIES_H
#define KAOHE_SERIES_H

#include "engine/plan.h"

/* Of one indicator, in order of their end: struct observed. */
struct series {
	const struct observation *all;
	size_t n;
	long as_of; /* what ends after that day is left aside */
};

/* The first and the latest one, or NULL. */
const struct observation *series_first(const struct series *s);
const struct observation *series_latest(const struct series *s);

/* The latest one that lies within the span; with `one_year`, of those that lie within one
 * calendar year. */
const struct observation *series_latest_within(const struct series *s, struct date_span span,
                                               bool one_year);

/* The first and the latest of those as many months long as the span, whose ends are both after
 * `from` and before or at `to`; NULL where there is none or the span is not of whole months. */
const struct observation *series_first_like(const struct series *s, struct date_span span,
                                            long from, long to);
const struct observation *series_latest_like(const struct series *s, struct date_span span,
                                             long from, long to);

/* Observations within a span that do not overlap and together leave the fewest of its days out; of
 * several such sets the one of the fewest observations, so that a figure for 2023..2024 counts
 * before those of its two years; then the one whose ends are later. In order of time. */
struct series_cover {
	const struct observation **parts;
	size_t n;
	struct date_span covered; /* from the first day to the last */
	bool gaps; /* some day from the start of the span to the end of the last is left out */
};
/* years: only observations of one or more whole years, of twelve months each. */
struct series_cover series_cover(struct arena *a, const struct series *s, struct date_span span,
                                 bool years);

/* Months that a span is long, 0 where it does not begin and end with a month. */
long series_months(struct date_span span);

#endif
