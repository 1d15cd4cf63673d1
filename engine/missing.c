#include "engine/missing.h"

const char *const missing_words[] = {"refuse", "exclude", "zero", "neutral", NULL};

bool missing_refused(const struct leaf *l, size_t first)
{
	return !l->method->units[l->unit].assessed || scoring_is(l, first, "refuse");
}

bool missing_is_zero(const struct leaf *l, size_t first)
{
	return l->method->units[l->unit].assessed && scoring_is(l, first, "zero");
}

bool missing_settle(const struct leaf *l, struct points *out, size_t first)
{
	if (missing_refused(l, first)) {
		out->state = POINTS_UNREPORTED;
		return false;
	}
	scoring_cite_param(l, out, first);
	if (scoring_is(l, first, "exclude")) {
		out->state = POINTS_NO_TASK;
		return true;
	}
	bool zero = scoring_is(l, first, "zero");
	out->state = POINTS_SCORED;
	out->mark = zero ? ratio_of(l->arena, 0, 1) : scoring_number(l, first + 1);
	if (!zero)
		scoring_cite_param(l, out, first + 1);
	if (l->explain)
		out->formula = ratio_plain(l->arena, out->mark);
	return true;
}
