#include "reports/sampled.h"
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

/* Beyond 2^53 doubles no longer tell whole numbers apart. */
#define WHOLE_MAX 9007199254740992.0
enum { DECIMALS_MAX = 15 };

static double power_of_ten(unsigned n)
{
	double p = 1;
	while (n-- > 0)
		p *= 10;
	return p;
}

/* |x| in units of the last decimal. */
static uint64_t units_of(double x, unsigned decimals)
{
	double scaled = (x < 0 ? -x : x) * power_of_ten(decimals);
	assert(decimals <= DECIMALS_MAX && scaled < WHOLE_MAX);
	uint64_t whole = (uint64_t)scaled;
	return whole + (scaled - (double)whole >= 0.5);
}

static const char *decimal(struct arena *a, bool minus, uint64_t units, unsigned decimals)
{
	uint64_t ten = (uint64_t)power_of_ten(decimals);
	const char *sign = minus && units > 0 ? "-" : "";
	unsigned long long whole = units / ten, part = units % ten;
	if (decimals == 0)
		return arena_print(a, "%s%llu", sign, whole);
	return arena_print(a, "%s%llu.%0*llu", sign, whole, (int)decimals, part);
}

const char *sampled_fixed(struct arena *a, double x, unsigned decimals)
{
	return decimal(a, x < 0, units_of(x, decimals), decimals);
}

const char *sampled_percent(struct arena *a, double share, unsigned decimals)
{
	uint64_t units = units_of(share * 100, decimals), all = units_of(100, decimals);
	const char *sign = "";
	assert(share >= 0 && share <= 1);
	if (units == 0 && share > 0) {
		sign = "<";
		units = 1;
	} else if (units == all && share < 1) {
		sign = ">";
		units = all - 1;
	}
	return arena_print(a, "%s%s%%", sign, decimal(a, false, units, decimals));
}

/* Decimals for `digits` digits that matter; error > 0. */
static unsigned decimals_for(double x, unsigned digits)
{
	double size = x < 0 ? -x : x, least = power_of_ten(digits - 1);
	unsigned decimals = 0;
	while (size * power_of_ten(decimals) < least && decimals < DECIMALS_MAX)
		decimals++;
	return decimals;
}

size_t sampled_write(char text[SAMPLED_DIGITS], double x)
{
	unsigned decimals = decimals_for(x, DECIMALS_MAX);
	uint64_t units = units_of(x, decimals);
	size_t n = 0;
	char digits[SAMPLED_DIGITS];
	while (decimals > 0 && units % 10 == 0) {
		units /= 10;
		decimals--;
	}
	bool minus = x < 0 && units > 0;
	for (unsigned i = 0; units > 0 || i <= decimals; i++, units /= 10) {
		if (i == decimals && i > 0)
			digits[n++] = '.';
		digits[n++] = (char)('0' + units % 10);
	}
	if (minus)
		digits[n++] = '-';
	for (size_t i = 0; i < n; i++)
		text[i] = digits[n - 1 - i];
	text[n] = '\0';
	return n;
}

const char *sampled_digits(struct arena *a, double x)
{
	char text[SAMPLED_DIGITS];
	return arena_copy_n(a, text, sampled_write(text, x));
}

const char *sampled_count(struct arena *a, uint64_t n)
{
	enum { GROUP = 1000 };
	const char *tail = "";
	for (; n >= GROUP; n /= GROUP)
		tail = arena_print(a, ",%03u%s", (unsigned)(n % GROUP), tail);
	return arena_print(a, "%u%s", (unsigned)n, tail);
}

const char *sampled_error(struct arena *a, double error)
{
	assert(error >= 0);
	if (error == 0)
		return "0";
	unsigned decimals = decimals_for(error, 2);
	/* 0.0999 is 0.10, not 0.100 */
	if (decimals > 0 && units_of(error, decimals) >= 100)
		decimals--;
	return sampled_fixed(a, error, decimals);
}
