#include "tests/recount/quantity.h"
#include "tests/recount/scheme.h"

/* What two long doubles of such a size may differ by without being different. */
#define CLOSE 1e-13L

static long double size_of(long double v)
{
	return v < 0 ? -v : v;
}

struct quantity quantity_of(struct fraction f)
{
	return (struct quantity){true, f, (long double)f.n / (long double)f.d};
}

struct quantity quantity_whole(long n)
{
	return quantity_of(fraction_of(n, 1));
}

struct quantity quantity_near(long double v)
{
	return (struct quantity){false, {0, 1}, v};
}

struct quantity quantity_add(struct quantity x, struct quantity y)
{
	return x.exact && y.exact ? quantity_of(fraction_add(x.f, y.f)) : quantity_near(x.v + y.v);
}

struct quantity quantity_sub(struct quantity x, struct quantity y)
{
	return x.exact && y.exact ? quantity_of(fraction_sub(x.f, y.f)) : quantity_near(x.v - y.v);
}

struct quantity quantity_mul(struct quantity x, struct quantity y)
{
	bool zero = (x.exact && !x.f.n) || (y.exact && !y.f.n);
	if (zero)
		return quantity_whole(0);
	return x.exact && y.exact ? quantity_of(fraction_mul(x.f, y.f)) : quantity_near(x.v * y.v);
}

struct quantity quantity_div(struct quantity x, struct quantity y)
{
	if (x.exact && !x.f.n)
		return x;
	if (!x.exact || !y.exact)
		return quantity_near(x.v / y.v);
	/* fraction_div() wants its divisor above 0. */
	if (y.f.n < 0) {
		x.f.n = -x.f.n;
		y.f.n = -y.f.n;
	}
	return quantity_of(fraction_div(x.f, y.f));
}

int quantity_cmp(struct quantity x, struct quantity y, bool *doubtful)
{
	if (x.exact && y.exact)
		return fraction_cmp(x.f, y.f);
	long double gap = x.v - y.v;
	if (size_of(gap) <= CLOSE * (1 + size_of(x.v))) {
		*doubtful = true;
		return 0;
	}
	return gap < 0 ? -1 : 1;
}

/* ---- roots and logarithms ---- */

/* 2 artanh((m - 1) / (m + 1)), m near 1. */
static long double log_near_one(long double m)
{
	long double t = (m - 1) / (m + 1), power = t, sum = 0;
	for (int k = 1; k < 80; k += 2) {
		sum += power / (long double)k;
		power *= t * t;
	}
	return 2 * sum;
}

static long double log_of(long double x)
{
	int halvings = 0;
	while (x > 1.5L) {
		x /= 2;
		halvings++;
	}
	while (x < 0.75L) {
		x *= 2;
		halvings--;
	}
	return log_near_one(x) + (long double)halvings * log_near_one(2.0L);
}

static long double exp_of(long double x)
{
	long double sum = 0, term = 1;
	int doublings = 0;
	while (size_of(x) > 0.5L) {
		x /= 2;
		doublings++;
	}
	/* exp(x) - 1 is doubled in place of exp(x), which would lose digits. */
	for (int k = 1; k < 30; k++) {
		term *= x / (long double)k;
		sum += term;
	}
	for (; doublings; doublings--)
		sum = sum * (sum + 2);
	return 1 + sum;
}

static wide whole_power(wide x, long k)
{
	wide product = 1;
	for (; k; k--)
		product *= x;
	return product;
}

/* The n-th root where it is whole, else -1. x < 2^112, so that nothing leaves 128 bits. */
static wide whole_root(wide x, long n)
{
	wide low = 0, high = (wide)1 << (n == 2 ? 57 : n == 3 ? 38 : 29);
	while (low < high) {
		wide middle = low + (high - low + 1) / 2;
		if (whole_power(middle, n) <= x)
			low = middle;
		else
			high = middle - 1;
	}
	return whole_power(low, n) == x ? low : -1;
}

struct quantity quantity_log(struct fraction x, int base)
{
	wide down = x.n, up = x.d;
	long k = 0;
	if (x.n == x.d)
		return quantity_whole(0);
	for (; base && down % base == 0; down /= base)
		k++;
	for (; base && up % base == 0; up /= base)
		k--;
	if (base && down == 1 && up == 1)
		return quantity_whole(k);
	long double v = log_of((long double)x.n) - log_of((long double)x.d);
	return quantity_near(base ? v / log_of((long double)base) : v);
}

static struct quantity root_of(struct fraction x, long n)
{
	wide up = -1, down = -1;
	if (x.n >> 111 == 0 && x.d >> 111 == 0) {
		up = whole_root(x.n, n);
		down = whole_root(x.d, n);
	}
	if (up >= 0 && down >= 0)
		return quantity_of((struct fraction){up, down});
	long double v = (long double)x.n / (long double)x.d;
	return quantity_near(exp_of(log_of(v) / (long double)n));
}

struct quantity quantity_root(struct quantity x)
{
	if (x.exact && !x.f.n)
		return x;
	return x.exact ? root_of(x.f, 2) : quantity_near(exp_of(log_of(x.v) / 2));
}

/* Up to four factors below 2^27: their product, of which the root can be seen. */
struct quantity quantity_geometric(const struct quantity *x, const long *times, int n)
{
	struct fraction product = {1, 1};
	long double logs = 0;
	long of = 0;
	bool seen = true;
	for (int i = 0; i < n; i++) {
		of += times[i];
		logs += log_of(x[i].v) * (long double)times[i];
		seen = seen && x[i].exact && x[i].f.n >> 27 == 0 && x[i].f.d >> 27 == 0;
	}
	if (n == 1)
		return x[0];
	if (!seen || of > 4)
		return quantity_near(exp_of(logs / (long double)of));
	for (int i = 0; i < n; i++)
		for (long k = times[i]; k; k--)
			product = fraction_mul(product, x[i].f);
	return root_of(product, of);
}

/* ---- rounding ---- */

/* Of n/d >= 0, to a whole number. */
static wide round_size(wide n, wide d, int how)
{
	wide floor = n / d, rest = n % d;
	switch (how) {
	case HALF_UP:
		return floor + (rest >= d - rest);
	case HALF_EVEN:
		return floor + (rest > d - rest || (rest == d - rest && floor % 2));
	case CUT_OFF:
		return floor;
	default:
		return floor + (rest > 0);
	}
}

struct fraction quantity_round(struct quantity x, int decimals, int how, bool *doubtful)
{
	wide scale = 1, rounded;
	bool negative = x.exact ? x.f.n < 0 : x.v < 0;
	for (; decimals; decimals--)
		scale *= 10;
	if (x.exact) {
		struct fraction f = fraction_mul(negative ? (struct fraction){-x.f.n, x.f.d} : x.f,
		                                 (struct fraction){scale, 1});
		rounded = round_size(f.n, f.d, how);
	} else {
		long double v = size_of(x.v) * (long double)scale;
		wide floor = (wide)v;
		long double rest = v - (long double)floor, slack = CLOSE * 100 * (1 + v);
		bool half = how == HALF_UP || how == HALF_EVEN;
		*doubtful = *doubtful || (half ? size_of(rest - 0.5L) < slack
		                               : rest < slack || rest > 1 - slack);
		rounded = floor + (half ? rest > 0.5L : how == RAISED);
	}
	return fraction_div(fraction_of((long)(negative ? -rounded : rounded), 1),
	                    (struct fraction){scale, 1});
}
