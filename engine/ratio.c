#include "engine/ratio.h"
#include "engine/inexact.h"
#include "engine/range.h"

#include <assert.h>
#include <gmp.h>
#include <inttypes.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* More digits than these are read as a fraction more easily. */
#define PLAIN_DECIMALS 4
/* More of an inexact number are for those who want to check. */
#define ABOUT_DECIMALS 6

/* Figures of an assessment are small: most numbers are held in two words, and GMP is asked only
 * for those that outgrow them. A product of two small parts, and the sum of two such products,
 * fits 64 bits. */
#define SMALL_MAX      (INT64_C(1) << 30)
#define SMALL_DIGITS   9 /* a text of so many digits is below SMALL_MAX */
#define SMALL_DECIMALS 9 /* SMALL_MAX * 10^9 fits 64 bits */

struct ratio {
	bool big;                  /* always, when inexact: small numbers need no second look */
	const struct doubt *doubt; /* NULL for an exact number */
	union {
		struct {
			int64_t top, bottom; /* lowest terms; |top|, bottom <= SMALL_MAX */
		};
		mpq_t q; /* when big; the middle of an inexact number */
	};
};

/* What else an inexact number has. */
struct doubt {
	const ratio *radius; /* exact, > 0 */
	struct arena *arena; /* where ratio_min() and ratio_max() find room */
};

const char *const ratio_roundings[ROUNDINGS] = {"half_up", "half_even", "down", "up"};

/* ---- small and big ---- */

static void release(void *object)
{
	ratio *r = object;
	mpq_clear(r->q);
}

static ratio *make_big(struct arena *a)
{
	ratio *r = ARENA_NEW(a, ratio);
	r->big = true;
	mpq_init(r->q);
	arena_at_end(a, release, r);
	return r;
}

/* Of x > 0 and y >= 0. Division takes its time: the fewer and the shorter, the better. */
static int64_t common_divisor(int64_t x, int64_t y)
{
	if (x == 1)
		return 1;
	while (y > UINT32_MAX) {
		int64_t rest = x % y;
		x = y;
		y = rest;
	}
	if (!y)
		return x;
	uint32_t small = (uint32_t)y, rest = (uint32_t)(x % y);
	while (rest) {
		uint32_t next = small % rest;
		small = rest;
		rest = next;
	}
	return small;
}

/* The most frequent numbers, which need no room of their own; else NULL. */
static const ratio *frequent(int64_t whole)
{
	static const ratio zero = {.top = 0, .bottom = 1}, one = {.top = 1, .bottom = 1},
	                   hundred = {.top = 100, .bottom = 1};
	return whole == 0 ? &zero : whole == 1 ? &one : whole == 100 ? &hundred : NULL;
}

/* bottom > 0; both parts below 2^63. */
static const ratio *make(struct arena *a, int64_t top, int64_t bottom)
{
	int64_t size = top < 0 ? -top : top;
	int64_t divisor = common_divisor(bottom, size);
	if (divisor > 1) {
		top /= divisor;
		size /= divisor;
		bottom /= divisor;
	}
	if (size > SMALL_MAX || bottom > SMALL_MAX) {
		ratio *r = make_big(a);
		mpz_set_si(mpq_numref(r->q), top);
		mpz_set_si(mpq_denref(r->q), bottom);
		return r;
	}
	const ratio *known = bottom == 1 ? frequent(top) : NULL;
	if (known)
		return known;
	ratio *r = ARENA_NEW(a, ratio);
	r->top = top;
	r->bottom = bottom;
	return r;
}

/* x as GMP has it; `room` is initialised and belongs to the caller. */
static mpq_srcptr view(const ratio *x, mpq_t room)
{
	if (x->big)
		return x->q;
	mpq_set_si(room, x->top, (unsigned long)x->bottom);
	return room;
}

/* As one that is small, where it is. */
static const ratio *settled(struct arena *a, const ratio *r)
{
	bool small = mpz_cmpabs_ui(mpq_numref(r->q), SMALL_MAX) <= 0 &&
	             mpz_cmp_ui(mpq_denref(r->q), SMALL_MAX) <= 0;
	return small ? make(a, mpz_get_si(mpq_numref(r->q)), mpz_get_si(mpq_denref(r->q))) : r;
}

static const ratio *exact(struct arena *a, mpq_srcptr value)
{
	ratio *r = make_big(a);
	mpq_set(r->q, value);
	return settled(a, r);
}

static const ratio *big(struct arena *a, const ratio *x, const ratio *y,
                        void (*operation)(mpq_ptr, mpq_srcptr, mpq_srcptr), range_operation *widely)
{
	if (x->doubt || y->doubt)
		return inexact_operate(a, x, y, widely);
	ratio *r = make_big(a);
	mpq_t left, right;
	mpq_inits(left, right, NULL);
	operation(r->q, view(x, left), view(y, right));
	mpq_clears(left, right, NULL);
	return settled(a, r);
}

static bool both_small(const ratio *x, const ratio *y)
{
	return !x->big && !y->big;
}

/* ---- known up to a radius ---- */

void range_of(struct range *r, const ratio *x)
{
	mpq_t room;
	mpq_init(room);
	mpq_set(r->middle, view(x, room));
	if (x->doubt)
		mpq_set(r->radius, view(x->doubt->radius, room));
	else
		mpq_set_ui(r->radius, 0, 1);
	mpq_clear(room);
}

const ratio *range_ratio(struct arena *a, struct range *r)
{
	range_settle(r);
	if (!mpq_sgn(r->radius))
		return exact(a, r->middle);
	struct doubt *doubt = ARENA_NEW(a, struct doubt);
	*doubt = (struct doubt){.radius = exact(a, r->radius), .arena = a};
	ratio *out = make_big(a);
	mpq_set(out->q, r->middle);
	out->doubt = doubt;
	return out;
}

const ratio *ratio_copy(struct arena *a, const ratio *x)
{
	struct range r;
	if (!x->big)
		return make(a, x->top, x->bottom);
	range_start(&r);
	range_of(&r, x);
	const ratio *copy = range_ratio(a, &r);
	range_end(&r);
	return copy;
}

const ratio *ratio_error(const ratio *x)
{
	return x->doubt ? x->doubt->radius : NULL;
}

/* Of the one that is inexact, or the first. */
static struct arena *arena_of(const ratio *x, const ratio *y)
{
	return (x->doubt ? x : y)->doubt->arena;
}

/* ---- from text ---- */

const ratio *ratio_of(struct arena *a, long numerator, long denominator)
{
	assert(denominator > 0 && numerator >= -LONG_MAX);
	return make(a, numerator, denominator);
}

/* Length of the run of ASCII digits at text. */
static size_t digits(const char *text)
{
	return strspn(text, "0123456789");
}

static int64_t small_value(const char *digit, size_t n, int64_t value)
{
	for (size_t i = 0; i < n; i++)
		value = 10 * value + (digit[i] - '0');
	return value;
}

/* whole and tail (decimals, or a denominator), as runs of digits. */
static const ratio *build_small(struct arena *a, bool minus, const char *whole, size_t n_whole,
                                const char *tail, size_t n_tail, bool decimal)
{
	int64_t top = small_value(whole, n_whole, 0), bottom = 1;
	if (decimal) {
		top = small_value(tail, n_tail, top);
		for (size_t i = 0; i < n_tail; i++)
			bottom *= 10;
	} else if (n_tail) {
		bottom = small_value(tail, n_tail, 0);
	}
	return bottom ? make(a, minus ? -top : top, bottom) : NULL;
}

static const ratio *build_big(struct arena *a, bool minus, const char *whole, size_t n_whole,
                              const char *tail, size_t n_tail, bool decimal)
{
	char top[2 * RATIO_TEXT_MAX] = "", bottom[2 * RATIO_TEXT_MAX] = "1";
	memcpy(top, whole, n_whole);
	if (decimal) {
		memcpy(top + n_whole, tail, n_tail);
		memset(bottom + 1, '0', n_tail);
	} else if (n_tail) {
		memcpy(bottom, tail, n_tail);
	}
	ratio *r = make_big(a);
	mpz_set_str(mpq_numref(r->q), top, 10);
	mpz_set_str(mpq_denref(r->q), bottom, 10);
	if (!mpz_sgn(mpq_denref(r->q))) {
		mpz_set_ui(mpq_denref(r->q), 1); /* so that it can be released */
		return NULL;
	}
	if (minus)
		mpq_neg(r->q, r->q);
	mpq_canonicalize(r->q);
	return r;
}

const ratio *ratio_read(struct arena *a, const char *text)
{
	if (strlen(text) > RATIO_TEXT_MAX)
		return NULL;
	bool minus = *text == '-';
	const char *whole = text + minus;
	size_t n_whole = digits(whole), n_tail = 0;
	const char *rest = whole + n_whole;
	bool decimal = *rest == '.';
	if (!n_whole || (*rest && !decimal && *rest != '/'))
		return NULL;
	if (*rest) {
		n_tail = digits(++rest);
		if (!n_tail || rest[n_tail])
			return NULL;
	}
	bool small = n_whole + n_tail <= SMALL_DIGITS;
	return (small ? build_small : build_big)(a, minus, whole, n_whole, rest, n_tail, decimal);
}

/* ---- arithmetic ---- */

const ratio *ratio_add(struct arena *a, const ratio *x, const ratio *y)
{
	if (both_small(x, y))
		return make(a, x->top * y->bottom + y->top * x->bottom, x->bottom * y->bottom);
	return big(a, x, y, mpq_add, range_add);
}

const ratio *ratio_sub(struct arena *a, const ratio *x, const ratio *y)
{
	if (both_small(x, y))
		return make(a, x->top * y->bottom - y->top * x->bottom, x->bottom * y->bottom);
	return big(a, x, y, mpq_sub, range_sub);
}

const ratio *ratio_mul(struct arena *a, const ratio *x, const ratio *y)
{
	if (both_small(x, y))
		return make(a, x->top * y->top, x->bottom * y->bottom);
	return big(a, x, y, mpq_mul, range_mul);
}

const ratio *ratio_div(struct arena *a, const ratio *x, const ratio *y)
{
	assert(ratio_sign(y) || y->doubt);
	if (!both_small(x, y))
		return big(a, x, y, mpq_div, range_div);
	int64_t sign = y->top < 0 ? -1 : 1;
	return make(a, sign * x->top * y->bottom, sign * x->bottom * y->top);
}

const ratio *ratio_min(const ratio *x, const ratio *y)
{
	if (x->doubt || y->doubt)
		return inexact_extreme(arena_of(x, y), x, y, range_min);
	return ratio_cmp(x, y) <= 0 ? x : y;
}

const ratio *ratio_max(const ratio *x, const ratio *y)
{
	if (x->doubt || y->doubt)
		return inexact_extreme(arena_of(x, y), x, y, range_max);
	return ratio_cmp(x, y) >= 0 ? x : y;
}

int ratio_cmp(const ratio *x, const ratio *y)
{
	if (both_small(x, y)) {
		int64_t left = x->top * y->bottom, right = y->top * x->bottom;
		return left < right ? -1 : left > right;
	}
	mpq_t left, right;
	mpq_inits(left, right, NULL);
	int order = mpq_cmp(view(x, left), view(y, right));
	mpq_clears(left, right, NULL);
	return (order > 0) - (order < 0);
}

int ratio_sign(const ratio *x)
{
	return x->big ? mpq_sgn(x->q) : x->top < 0 ? -1 : x->top > 0;
}

bool ratio_is_whole(const ratio *x)
{
	return x->big ? !x->doubt && !mpz_cmp_ui(mpq_denref(x->q), 1) : x->bottom == 1;
}

/* ---- rounding ---- */

/* Does the last kept digit go up? `half` compares what is cut off with one half of it. */
static bool goes_up(enum rounding how, bool odd, bool cut, int half)
{
	switch (how) {
	case ROUND_HALF_UP:
		return half >= 0;
	case ROUND_HALF_EVEN:
		return half > 0 || (half == 0 && odd);
	case ROUND_UP:
		return cut;
	case ROUND_DOWN:
	case ROUNDINGS:
		break;
	}
	return false;
}

static int64_t power_of_ten(unsigned exponent)
{
	int64_t power = 1;
	while (exponent--)
		power *= 10;
	return power;
}

/* |x| * 10^decimals as a whole number. */
static int64_t scale_small(const ratio *x, unsigned decimals, enum rounding how)
{
	int64_t top = (x->top < 0 ? -x->top : x->top) * power_of_ten(decimals);
	int64_t whole = top / x->bottom, rest = top % x->bottom;
	int half = 2 * rest < x->bottom ? -1 : 2 * rest > x->bottom;
	return whole + goes_up(how, whole % 2 == 1, rest != 0, half);
}

static void scale_big(mpz_t out, mpq_srcptr x, unsigned decimals, enum rounding how)
{
	mpz_t top, rest;
	mpz_inits(top, rest, NULL);
	mpz_ui_pow_ui(top, 10, decimals);
	mpz_mul(top, top, mpq_numref(x));
	mpz_abs(top, top);
	mpz_tdiv_qr(out, rest, top, mpq_denref(x));
	bool cut = mpz_sgn(rest) != 0;
	mpz_mul_2exp(rest, rest, 1);
	int half = mpz_cmp(rest, mpq_denref(x));
	if (goes_up(how, mpz_odd_p(out), cut, half))
		mpz_add_ui(out, out, 1);
	mpz_clears(top, rest, NULL);
}

/* The digits of |x| * 10^decimals, rounded. */
static const char *scaled_digits(struct arena *a, const ratio *x, unsigned decimals,
                                 enum rounding how)
{
	if (!x->big && decimals <= SMALL_DECIMALS)
		return arena_print(a, "%" PRId64, scale_small(x, decimals, how));
	mpz_t whole;
	mpq_t room;
	mpz_init(whole);
	mpq_init(room);
	scale_big(whole, view(x, room), decimals, how);
	char *text = mpz_get_str(arena_alloc(a, mpz_sizeinbase(whole, 10) + 2), 10, whole);
	mpz_clear(whole);
	mpq_clear(room);
	return text;
}

const ratio *ratio_round(struct arena *a, const ratio *x, unsigned decimals, enum rounding how)
{
	assert(decimals <= RATIO_DECIMALS_MAX);
	if (x->doubt)
		return inexact_round(a, x, decimals, how);
	bool minus = ratio_sign(x) < 0;
	if (!x->big && decimals <= SMALL_DECIMALS) {
		int64_t whole = scale_small(x, decimals, how);
		return make(a, minus ? -whole : whole, power_of_ten(decimals));
	}
	mpq_t room;
	mpq_init(room);
	ratio *r = make_big(a);
	scale_big(mpq_numref(r->q), view(x, room), decimals, how);
	mpq_clear(room);
	mpz_ui_pow_ui(mpq_denref(r->q), 10, decimals);
	if (minus)
		mpq_neg(r->q, r->q);
	mpq_canonicalize(r->q);
	return r;
}

/* ---- to text ---- */

const char *ratio_fixed(struct arena *a, const ratio *x, unsigned decimals, enum rounding how)
{
	assert(decimals <= RATIO_DECIMALS_MAX);
	const char *digit = scaled_digits(a, x, decimals, how);
	bool minus = ratio_sign(x) < 0 && strcmp(digit, "0") != 0;
	size_t n = strlen(digit);
	if (n <= decimals) { /* 5 -> 005 */
		digit = arena_print(a, "%0*d%s", (int)(decimals + 1 - n), 0, digit);
		n = decimals + 1;
	}
	return arena_print(a, "%s%.*s%s%s", minus ? "-" : "", (int)(n - decimals), digit,
	                   decimals ? "." : "", digit + n - decimals);
}

const char *ratio_exact(struct arena *a, const ratio *x)
{
	if (x->doubt)
		return inexact_text(a, x, "≈", RATIO_DECIMALS_MAX);
	if (x->big) {
		size_t size = mpz_sizeinbase(mpq_numref(x->q), 10) +
		              mpz_sizeinbase(mpq_denref(x->q), 10) + 3;
		return mpq_get_str(arena_alloc(a, size), 10, x->q);
	}
	if (x->bottom == 1)
		return arena_print(a, "%" PRId64, x->top);
	return arena_print(a, "%" PRId64 "/%" PRId64, x->top, x->bottom);
}

const char *ratio_plain(struct arena *a, const ratio *x)
{
	if (x->doubt)
		return inexact_text(a, x, "≈ ", ABOUT_DECIMALS);
	if (ratio_is_whole(x))
		return ratio_exact(a, x);
	if (ratio_cmp(ratio_round(a, x, PLAIN_DECIMALS, ROUND_DOWN), x))
		return ratio_exact(a, x);
	char *text = arena_copy(a, ratio_fixed(a, x, PLAIN_DECIMALS, ROUND_DOWN));
	size_t n = strlen(text);
	while (text[n - 1] == '0')
		text[--n] = '\0';
	return text;
}
