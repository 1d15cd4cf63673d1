/* scoring_time_progress.c - the measure as a share of what is due by now.
 *
 *     t_now = t s;  mark as by proportional with t_now in place of t
 *     s = due / 100 where `due` is given, else days gone / days of the assessed period. The day of
 *     the figures (as_of) and both ends of the period count as days; 0 before it begins, 1 after
 *     its end.
 * Source:   practice catalogue method 14.
 * Range:    low .. 100 limit.
 * 0/0:      s = 0: nothing is due, no task yet. t = 0: as by proportional.
 * Ties:     none; equal measures have equal marks.
 * Missing:  parameter missing. No target: no task. Neither `due` nor both the days of the period
 *           and as_of: refused.
 * Negative: as by proportional.
 * Others:   does not depend on other units.
 */
#include "engine/attainment.h"

enum { TARGET = MEASURE_PARAMS, DUE, LIMIT, LOW };

static const struct param_spec params[] = {
        MEASURE_SPECS,
        MEASURE_TARGET(TARGET),
        [DUE] = {.name = "due", .kind = PARAM_NUMBER, .fallback = "", .low = "0", .high = "100"},
        ATTAINMENT_LIMIT(LIMIT),
        ATTAINMENT_LOW(LOW),
        {0},
};

/* One and the same for all units: once is enough. */
static bool said(const struct diag_list *log, enum diag_code code, struct place place)
{
	for (size_t i = 0; i < diag_count(log); i++) {
		const struct diag *d = diag_at(log, i);
		if (d->code == code && d->place.line == place.line &&
		    d->place.column == place.column)
			return true;
	}
	return false;
}

static void say(const struct leaf *l, struct diag_list *log, enum diag_code code,
                struct place place)
{
	const struct named *period = &l->method->periods[l->figures->period].named;
	if (log && !said(log, code, place))
		diag_add(log, place, code, ARGS(period->name, words_same(l->scoring->named.id)));
}

/* The share of the period that is gone; NULL after a finding. */
static const ratio *gone(const struct leaf *l, struct diag_list *missing, const char **text)
{
	struct arena *a = l->arena;
	const struct period *period = &l->method->periods[l->figures->period];
	const char *file = l->figures->values_at.file ? l->figures->values_at.file
	                                              : l->figures->targets_at.file;
	if (!period->span.first)
		say(l, missing, DIAG_time_span, period->named.place);
	if (!l->figures->as_of)
		say(l, missing, DIAG_time_as_of, (struct place){.file = file});
	if (!period->span.first || !l->figures->as_of)
		return NULL;
	long all = period->span.last - period->span.first + 1,
	     days = l->figures->as_of - period->span.first + 1;
	days = days < 0 ? 0 : days > all ? all : days;
	*text = arena_print(a, "%zu ÷ %zu", (size_t)days, (size_t)all);
	return ratio_of(a, days, all);
}

static const ratio *share(const struct leaf *l, struct points *out, struct diag_list *missing,
                          const char **text)
{
	struct arena *a = l->arena;
	const ratio *due = scoring_number(l, DUE);
	if (!due)
		return gone(l, missing, text);
	scoring_cite_param(l, out, DUE);
	*text = arena_print(a, "%s%%", ratio_plain(a, due));
	return ratio_div(a, due, ratio_of(a, 100, 1));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	struct attainment given = {.limit = LIMIT, .low = LOW};
	const ratio *t;
	const char *text = "";
	out->mark_full = ratio_of(a, 100, 1);
	/* Before anything is due no figure is missing. */
	const ratio *part = share(l, out, missing, &text);
	if (!part || !ratio_sign(part)) {
		out->state = part ? POINTS_NO_TASK : POINTS_UNREPORTED;
		return;
	}
	if (!attainment_asked(l, out, missing, TARGET) ||
	    !measure_against(l, out, missing, TARGET, &given.x, &t))
		return;
	given.t = ratio_mul(a, t, part);
	if (l->explain)
		given.asked = arena_print(a, "(%s × %s)", scoring_operand(a, t), text);
	attainment_mark(l, out, &given);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	attainment_check(m, use, TARGET, log);
}

const struct scoring_method scoring_time_progress = {
        .id = "time_progress",
        .name = TEXT_scoring_time_progress,
        .params = params,
        .measured = true,
        .score = score,
        .check = check,
};
