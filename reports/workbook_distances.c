#include "engine/scoring.h"
#include "reports/workbook_measures.h"
#include "reports/workbook_settings.h"
#include <string.h>

/* Marks by how far the measure has come: between two fixed values, beyond a target, or of what is
 * due by now. Their denominators are not followed, so that a total that exactly meets a half of the
 * last digit is one that the workbook cannot tell. */

#define PRINT(m, ...) arena_print((m)->b->arena, __VA_ARGS__)

enum { DECIMALS = 6 };

static struct parameter_of parameter(const struct marking *m, const char *name)
{
	return settings_of_scoring(m->leaf->scoring, name);
}

static const char *number(const struct marking *m, const char *name)
{
	return settings_number(m->b, parameter(m, name));
}

static const char *denominator(const struct marking *m)
{
	return measures_where_worked_out(m, "0");
}

static const ratio *denominator_by_us(const struct marking *m)
{
	return measures_worked_out(m) ? ratio_of(m->b->arena, 0, 1) : marks_denominator_plain(m);
}

/* ---- goalposts, efficacy ---- */

static const char *clipped(const struct marking *m, const char *mark)
{
	const struct parameter_of clip = parameter(m, "clip");
	const char *from = number(m, "from"), *to = number(m, "to");
	const char *low = PRINT(m, "MAX(%s,%s)", mark, from),
	           *high = PRINT(m, "MIN(%s,%s)", mark, to),
	           *both = PRINT(m, "MIN(%s,%s)", low, to);
	const char *text = settings_when(m->b, clip, "low", low, mark);
	text = settings_when(m->b, clip, "high", high, text);
	return settings_when(m->b, clip, "both", both, text);
}

static const char *goalposts_mark(const struct marking *m)
{
	const char *from = number(m, "from"), *floor = number(m, "floor");
	const char *mark = PRINT(m, "%s+(%s-%s)*(%s-(%s))/(%s-(%s))", from, number(m, "to"), from,
	                         measures_measure(m), floor, number(m, "satisfactory"), floor);
	return measures_where_measured(m, clipped(m, mark));
}

/* ---- steps ---- */

static const char *or_declared(const struct marking *m, const char *name)
{
	const char *given = number(m, name);
	return given != NULL ? given : settings_literal(m->b, m->leaf->declared);
}

/* Whole numbers within what doubles hold divide so that no whole step is missed. */
static const char *steps(const struct marking *m, const char *gap)
{
	const struct parameter_of part = parameter(m, "part");
	const char *per = number(m, "per");
	const char *n =
	        PRINT(m, "ROUND(10^%d*%s,0)/ROUND(10^%d*%s,0)", DECIMALS, gap, DECIMALS, per);
	const char *text = settings_when(m->b, part, "down", PRINT(m, "INT(%s)", n),
	                                 PRINT(m, "%s/%s", gap, per));
	return settings_when(m->b, part, "up", PRINT(m, "-INT(-%s)", n), text);
}

static const char *steps_mark(const struct marking *m)
{
	const char *x = measures_measure(m), *t = measures_target(m);
	const char *more = PRINT(m, "MAX(0,(%s)-(%s))", x, t),
	           *less = PRINT(m, "MAX(0,(%s)-(%s))", t, x);
	const struct parameter_of direction = parameter(m, "direction");
	const char *over = settings_when(m->b, direction, "lower", steps(m, less), steps(m, more)),
	           *under = settings_when(m->b, direction, "lower", steps(m, more), steps(m, less));
	const char *mark = PRINT(m, "MIN(MAX(%s+%s*(%s)-%s*(%s),%s),%s)", or_declared(m, "start"),
	                         number(m, "over"), over, number(m, "under"), under,
	                         number(m, "low"), or_declared(m, "high"));
	return measures_where_asked(m, measures_where_measured(m, mark), true);
}

static bool steps_can(const struct book *b, size_t item)
{
	const struct scoring *use = b->method->items[item].scoring;
	if (measures_is_literal(b, item, "part", "proportional"))
		return measures_against_can(b, item);
	return measures_jump_can(b, item) && !measures_is_literal(b, item, "of", "completion") &&
	       settings_decimals(b, settings_of_scoring(use, "per")) != NONE &&
	       settings_decimals(b, settings_of_scoring(use, "target")) != NONE;
}

/* ---- what is due by now ---- */

/* The share that is due; NULL where the days do not tell. */
static const ratio *share_due(const struct book *b)
{
	const struct period *p = &b->method->periods[b->sheet->figures->period];
	long all = p->span.last - p->span.first + 1,
	     days = b->sheet->figures->as_of - p->span.first + 1;
	if (p->span.first == 0 || b->sheet->figures->as_of == 0)
		return NULL;
	return ratio_of(b->arena, days < 0 ? 0 : days > all ? all : days, all);
}

static const char *due(const struct marking *m)
{
	const char *given = number(m, "due");
	return given != NULL ? PRINT(m, "(%s/100)", given)
	                     : PRINT(m, "(%s)", settings_literal(m->b, share_due(m->b)));
}

static bool time_can(const struct book *b, size_t item)
{
	bool by_days = measures_is_literal(b, item, "due", "");
	return measures_against_can(b, item) && (!by_days || share_due(b) != NULL);
}

static const char *time_mark(const struct marking *m)
{
	const char *t = PRINT(m, "((%s)*%s)", measures_target(m), due(m));
	const char *mark = PRINT(m, "MAX(100*%s,%s)", measures_share(m, t), number(m, "low"));
	return PRINT(m, "IF(%s=0,%s,%s)", due(m), marks_no_task(m->b),
	             measures_where_asked(m, measures_where_measured(m, mark), false));
}

const struct mark_source workbook_distances[] = {
        {.method = &scoring_goalposts,
         .can = measures_can,
         .mark = goalposts_mark,
         .denominator = denominator,
         .by_us = denominator_by_us},
        {.method = &scoring_efficacy,
         .can = measures_can,
         .mark = goalposts_mark,
         .denominator = denominator,
         .by_us = denominator_by_us},
        {.method = &scoring_steps,
         .can = steps_can,
         .mark = steps_mark,
         .denominator = denominator,
         .by_us = denominator_by_us},
        {.method = &scoring_time_progress,
         .can = time_can,
         .mark = time_mark,
         .denominator = denominator,
         .by_us = denominator_by_us},
        {0},
};
