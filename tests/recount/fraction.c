#include "tests/recount/fraction.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static wide times(wide x, wide y)
{
	wide product;
	if (__builtin_mul_overflow(x, y, &product)) {
		fputs("recount: a fraction left 128 bits\n", stderr);
		exit(4);
	}
	return product;
}

static wide plus(wide x, wide y)
{
	wide sum;
	if (__builtin_add_overflow(x, y, &sum)) {
		fputs("recount: a fraction left 128 bits\n", stderr);
		exit(4);
	}
	return sum;
}

static wide common(wide x, wide y)
{
	if (x < 0)
		x = -x;
	while (y) {
		wide rest = x % y;
		x = y;
		y = rest;
	}
	return x;
}

static struct fraction lowest(wide n, wide d)
{
	wide g = common(n, d);
	return (struct fraction){n / g, d / g};
}

struct fraction fraction_of(long n, long d)
{
	return lowest(n, d);
}

struct fraction fraction_add(struct fraction x, struct fraction y)
{
	wide g = common(x.d, y.d);
	wide n = plus(times(x.n, y.d / g), times(y.n, x.d / g));
	return lowest(n, times(x.d / g, y.d));
}

struct fraction fraction_sub(struct fraction x, struct fraction y)
{
	return fraction_add(x, (struct fraction){-y.n, y.d});
}

struct fraction fraction_mul(struct fraction x, struct fraction y)
{
	wide g = common(x.n, y.d), h = common(y.n, x.d);
	return lowest(times(x.n / g, y.n / h), times(x.d / h, y.d / g));
}

struct fraction fraction_div(struct fraction x, struct fraction y)
{
	return fraction_mul(x, (struct fraction){y.d, y.n});
}

/* Whole parts first, then the reciprocals of what is left: no products, so nothing overflows. */
int fraction_cmp(struct fraction x, struct fraction y)
{
	int sign = 1;
	for (;;) {
		wide wx = x.n / x.d - (x.n % x.d < 0), wy = y.n / y.d - (y.n % y.d < 0);
		wide rx = x.n - wx * x.d, ry = y.n - wy * y.d;
		if (wx != wy)
			return wx < wy ? -sign : sign;
		if (!rx || !ry)
			return rx ? sign : ry ? -sign : 0;
		x = (struct fraction){x.d, rx};
		y = (struct fraction){y.d, ry};
		sign = -sign;
	}
}

struct fraction fraction_min(struct fraction x, struct fraction y)
{
	return fraction_cmp(x, y) < 0 ? x : y;
}

struct fraction fraction_hundredths(struct fraction x, bool half_down)
{
	wide doubled = times(x.n, 200), twice = times(x.d, 2);
	wide hundredths = (doubled + x.d - (half_down ? 1 : 0)) / twice;
	return lowest(hundredths, 100);
}

static char *digits(wide x, char *end)
{
	bool negative = x < 0;
	if (negative)
		x = -x;
	do {
		*--end = (char)('0' + (int)(x % 10));
		x /= 10;
	} while (x);
	if (negative)
		*--end = '-';
	return end;
}

char *fraction_text(struct fraction x, char text[FRACTION_TEXT])
{
	char *end = text + FRACTION_TEXT - 1, *start = end;
	*end = '\0';
	if (x.d != 1) {
		start = digits(x.d, start);
		*--start = '/';
	}
	start = digits(x.n, start);
	return memmove(text, start, (size_t)(end - start) + 1);
}
