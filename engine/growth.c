#include "engine/growth.h"

#include "engine/date.h"
#include "engine/irrational.h"

const ratio *growth_years(struct arena *a, long from, long to)
{
	long first = date_months(from), last = date_months(to);
	if (first >= 0 && last >= 0)
		return ratio_of(a, last - first, 12);
	return ratio_div(a, ratio_of(a, to - from, 1), ratio_read(a, "365.2425"));
}

const ratio *growth_yearly(struct arena *a, const ratio *start, const ratio *value,
                           const ratio *years)
{
	if (ratio_sign(start) <= 0 || ratio_sign(value) <= 0 || ratio_sign(years) <= 0)
		return NULL;
	const ratio *one = ratio_of(a, 1, 1);
	const ratio *factor = ratio_power(a, ratio_div(a, value, start), ratio_div(a, one, years));
	if (!ratio_tells(factor, ratio_of(a, 0, 1))) /* from 2^4096 on nothing is known of it */
		return NULL;
	return ratio_mul(a, ratio_of(a, 100, 1), ratio_sub(a, factor, one));
}

const ratio *growth_factor(struct arena *a, const ratio *rate, const ratio *years)
{
	const ratio *hundred = ratio_of(a, 100, 1), *base = ratio_add(a, hundred, rate);
	if (ratio_sign(base) <= 0)
		return NULL;
	return ratio_power(a, ratio_div(a, base, hundred), years);
}
