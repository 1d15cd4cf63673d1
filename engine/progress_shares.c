/* progress_shares.c - shares of the way and of the time. */
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
	if (!flow && (i->kind != PLAN_LEVEL || t->each_year || !line->baseline))
		return NULL;
	if (!flow && line->covered.last < line->baseline_at.last) /* known before it set out */
		return NULL;
	const ratio *start = flow ? ratio_of(a, 0, 1) : line->baseline;
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
