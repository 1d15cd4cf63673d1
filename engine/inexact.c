#include "engine/inexact.h"

#include <assert.h>

/* ---- arithmetic ---- */

static void start_both(struct range *left, struct range *right, const ratio *x, const ratio *y)
{
	range_start(left);
	range_start(right);
	range_of(left, x);
	range_of(right, y);
}

static void end_both(struct range *left, struct range *right)
{
	range_end(left);
	range_end(right);
}

const ratio *inexact_operate(struct arena *a, const ratio *x, const ratio *y,
                             range_operation *operation)
{
	struct range left, right;
	start_both(&left, &right, x, y);
	operation(&left, &left, &right);
	const ratio *r = range_ratio(a, &left);
	end_both(&left, &right);
	return r;
}

const ratio *inexact_extreme(struct arena *a, const ratio *x, const ratio *y,
                             range_operation *operation)
{
	struct range left, right, out;
	start_both(&left, &right, x, y);
	range_start(&out);
	operation(&out, &left, &right);
	const ratio *r = range_equal(&out, &left)    ? x
	                 : range_equal(&out, &right) ? y
	                                             : range_ratio(a, &out);
	range_end(&out);
	end_both(&left, &right);
	return r;
}

/* What the error may be itself at most goes to the radius. */
static void widen(struct range *out, const struct range *middle, const struct range *error)
{
	mpq_t most;
	mpq_init(most);
	range_high(most, error);
	mpq_set(out->middle, middle->middle);
	mpq_add(out->radius, middle->radius, most);
	mpq_clear(most);
}

const ratio *ratio_inexact(struct arena *a, const ratio *middle, const ratio *error)
{
	assert(ratio_sign(error) >= 0);
	return inexact_operate(a, middle, error, widen);
}

bool ratio_tells(const ratio *x, const ratio *y)
{
	if (x == y || (ratio_is_exact(x) && ratio_is_exact(y)))
		return true;
	struct range left, right;
	start_both(&left, &right, x, y);
	bool touch = range_touch(&left, &right);
	end_both(&left, &right);
	return !touch;
}

/* ---- rounding and text ---- */

/* What the low end, the middle and the high end round to. */
struct rounded {
	const ratio *low, *middle, *high;
};

static struct rounded round_all(struct arena *a, const ratio *x, unsigned decimals,
                                enum rounding how)
{
	struct range r;
	range_start(&r);
	range_of(&r, x);
	mpq_set_ui(r.radius, 0, 1);
	const ratio *middle = range_ratio(a, &r), *error = ratio_error(x);
	range_end(&r);
	return (struct rounded){.low = ratio_round(a, ratio_sub(a, middle, error), decimals, how),
	                        .middle = ratio_round(a, middle, decimals, how),
	                        .high = ratio_round(a, ratio_add(a, middle, error), decimals, how)};
}

const ratio *inexact_round(struct arena *a, const ratio *x, unsigned decimals, enum rounding how)
{
	struct rounded r = round_all(a, x, decimals, how);
	const ratio *above = ratio_sub(a, r.high, r.middle), *below = ratio_sub(a, r.middle, r.low);
	return ratio_inexact(a, r.middle, ratio_max(above, below));
}

bool ratio_round_certain(struct arena *a, const ratio *x, unsigned decimals, enum rounding how)
{
	assert(decimals <= RATIO_DECIMALS_MAX);
	if (ratio_is_exact(x))
		return true;
	struct rounded r = round_all(a, x, decimals, how);
	return !ratio_cmp(r.low, r.high);
}

const char *inexact_text(struct arena *a, const ratio *x, const char *sign, unsigned decimals)
{
	while (!ratio_round_certain(a, x, decimals, ROUND_HALF_UP))
		if (decimals-- == 0)
			return arena_print(a, "%s?", sign);
	return arena_print(a, "%s%s", sign, ratio_fixed(a, x, decimals, ROUND_HALF_UP));
}
