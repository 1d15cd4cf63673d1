/* self_check.h - where one unit stands on a day, by its own figures alone. No official score.
 *
 * Of each item and type that is counted and has a target: the share of the target, and of what was
 * due on the day. Due is the target times the share of the period's days that are gone, or the rule
 * file's quarterly schedule, straight lines between its quarters. Then what the count ends at
 * (projection.h), and what one project more would bring in points of the item.
 * Points are those of today's figures. What depends on other units is a range, that of its method
 * whatever their figures are, as long as a mark is defined; what was not judged or submitted yet
 * has none. Ownership: everything lives in the arena given; the sheet is borrowed.
 */
#ifndef KAOHE_SELF_CHECK_H
#define KAOHE_SELF_CHECK_H

#include "engine/sheet.h"
#include "vary/projection.h"

enum check_colour { CHECK_GREEN, CHECK_AMBER, CHECK_RED, CHECK_COLOURS };

struct check_row {
	size_t item, type;
	const ratio *target, *achieved; /* target above 0 */
	const ratio *rate;              /* achieved / target */
	const ratio *due;
	const ratio *pace; /* achieved / due; NULL where nothing is due yet */
	enum check_colour colour;
	const ratio *lacks; /* of the target; 0 or more */
	const ratio *next;  /* points of the item for one project more; NULL: not known */
	struct projection projection;
};

/* A leaf, and what it has. */
struct check_item {
	size_t item;
	const ratio *max;
	const ratio *points; /* NULL: not judged or submitted yet, or a range */
	const ratio *lost;   /* max - points, where there are points; below full for a bonus */
	/* Depends on others: its points are low .. high, whatever theirs are; both NULL where
	 * nothing limits them. */
	bool range;
	const ratio *low, *high;
};

struct self_check {
	const struct sheet *sheet;
	size_t unit;
	long day;
	struct date_span span;
	const ratio *elapsed, *share; /* of the days; that is due, 0 .. 1 */
	bool scheduled;               /* by the rule file's schedule */
	const struct check_row *rows;
	size_t n_rows;
	const struct check_item *items;
	size_t n_items;
	/* Of the total: what is open counted as none and as full, ranges at their ends. NULL:
	 * nothing limits one of them. */
	const ratio *low, *high;
	const ratio *open;       /* full points of what was not judged or submitted yet */
	size_t n_open, n_ranges; /* how many of the items */
	size_t n_unlimited;      /* ranges without an end */
};

/* The days of a period: those of the rule file, or the calendar year, quarter or month that its id
 * is. False where neither is known. */
bool self_check_span(const struct period *p, struct date_span *span);

/* The sheet: score_brief() with `only` beyond all units, so that nothing is refused. day: not
 * before the period. */
const struct self_check *self_check_run(struct arena *a, const struct sheet *s, size_t unit,
                                        struct date_span span, long day);

#endif
