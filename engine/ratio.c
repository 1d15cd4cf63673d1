#include "engine/ratio.h"

#include <assert.h>
#include <gmp.h>
#include <string.h>

/* More digits than these are read as a fraction more easily. */
#define PLAIN_DECIMALS 4

struct ratio {
	mpq_t q;
};

const char *const ratio_roundings[ROUNDINGS] = {"half_up", "half_even", "down", "up"};

static void release(void *object)
{
	ratio *r = object;
	mpq_clear(r->q);
}

static ratio *make(struct arena *a)
{
	ratio *r = ARENA_NEW(a, ratio);
	mpq_init(r->q);
	arena_at_end(a, release, r);
	return r;
}

const ratio *ratio_of(struct arena *a, long numerator, long denominator)
{
	assert(denominator > 0);
	ratio *r = make(a);
	mpq_set_si(r->q, numerator, (unsigned long)denominator);
	mpq_canonicalize(r->q);
	return r;
}

/* Length of the run of ASCII digits at text. */
static size_t digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* sign + whole + tail (fraction digits or denominator) -> value; lengths are in digits. */
static const ratio *build(struct arena *a, bool minus, const char *whole, size_t n_whole,
                          const char *tail, size_t n_tail, bool decimal)
{
	char top[2 * RATIO_TEXT_MAX] = "", bottom[2 * RATIO_TEXT_MAX] = "1";
	memcpy(top, whole, n_whole);
	top[n_whole] = '\0';
	if (decimal) {
		memcpy(top + n_whole, tail, n_tail);
		top[n_whole + n_tail] = '\0';
		memset(bottom + 1, '0', n_tail);
		bottom[1 + n_tail] = '\0';
	} else if (n_tail) {
		memcpy(bottom, tail, n_tail);
		bottom[n_tail] = '\0';
	}
	ratio *r = make(a);
	mpz_set_str(mpq_numref(r->q), top, 10);
	mpz_set_str(mpq_denref(r->q), bottom, 10);
	if (!mpz_sgn(mpq_denref(r->q))) {
		mpz_set_ui(mpq_denref(r->q), 1);
		return NULL;
	}
	if (minus)
		mpz_neg(mpq_numref(r->q), mpq_numref(r->q));
	mpq_canonicalize(r->q);
	return r;
}

const ratio *ratio_read(struct arena *a, const char *text)
{
	if (strlen(text) > RATIO_TEXT_MAX)
		return NULL;
	bool minus = *text == '-';
	const char *whole = text + minus;
	size_t n_whole = digits(whole);
	if (!n_whole)
		return NULL;
	const char *rest = whole + n_whole;
	if (!*rest)
		return build(a, minus, whole, n_whole, rest, 0, false);
	if (*rest != '.' && *rest != '/')
		return NULL;
	size_t n_tail = digits(rest + 1);
	if (!n_tail || rest[1 + n_tail])
		return NULL;
	return build(a, minus, whole, n_whole, rest + 1, n_tail, *rest == '.');
}

const ratio *ratio_add(struct arena *a, const ratio *x, const ratio *y)
{
	ratio *r = make(a);
	mpq_add(r->q, x->q, y->q);
	return r;
}

const ratio *ratio_sub(struct arena *a, const ratio *x, const ratio *y)
{
	ratio *r = make(a);
	mpq_sub(r->q, x->q, y->q);
	return r;
}

const ratio *ratio_mul(struct arena *a, const ratio *x, const ratio *y)
{
	ratio *r = make(a);
	mpq_mul(r->q, x->q, y->q);
	return r;
}

const ratio *ratio_div(struct arena *a, const ratio *x, const ratio *y)
{
	assert(mpq_sgn(y->q));
	ratio *r = make(a);
	mpq_div(r->q, x->q, y->q);
	return r;
}

const ratio *ratio_min(const ratio *x, const ratio *y)
{
	return ratio_cmp(x, y) <= 0 ? x : y;
}

const ratio *ratio_max(const ratio *x, const ratio *y)
{
	return ratio_cmp(x, y) >= 0 ? x : y;
}

int ratio_cmp(const ratio *x, const ratio *y)
{
	return mpq_cmp(x->q, y->q);
}

int ratio_sign(const ratio *x)
{
	return mpq_sgn(x->q);
}

bool ratio_is_whole(const ratio *x)
{
	return !mpz_cmp_ui(mpq_denref(x->q), 1);
}

/* |x| * 10^decimals, rounded to a whole number; `half` compares the cut-off part with 1/2. */
static void scale_and_round(mpz_t out, const ratio *x, unsigned decimals, enum rounding how)
{
	mpz_t top, rest;
	mpz_inits(top, rest, NULL);
	mpz_ui_pow_ui(top, 10, decimals);
	mpz_mul(top, top, mpq_numref(x->q));
	mpz_abs(top, top);
	mpz_tdiv_qr(out, rest, top, mpq_denref(x->q));
	bool cut = mpz_sgn(rest) != 0;
	mpz_mul_2exp(rest, rest, 1);
	int half = mpz_cmp(rest, mpq_denref(x->q));
	bool up = false;
	switch (how) {
	case ROUND_HALF_UP:
		up = half >= 0;
		break;
	case ROUND_HALF_EVEN:
		up = half > 0 || (half == 0 && mpz_odd_p(out));
		break;
	case ROUND_UP:
		up = cut;
		break;
	case ROUND_DOWN:
	case ROUNDINGS:
		break;
	}
	if (up)
		mpz_add_ui(out, out, 1);
	mpz_clears(top, rest, NULL);
}

const ratio *ratio_round(struct arena *a, const ratio *x, unsigned decimals, enum rounding how)
{
	assert(decimals <= 18);
	ratio *r = make(a);
	scale_and_round(mpq_numref(r->q), x, decimals, how);
	mpz_ui_pow_ui(mpq_denref(r->q), 10, decimals);
	if (mpq_sgn(x->q) < 0)
		mpz_neg(mpq_numref(r->q), mpq_numref(r->q));
	mpq_canonicalize(r->q);
	return r;
}

const char *ratio_fixed(struct arena *a, const ratio *x, unsigned decimals, enum rounding how)
{
	assert(decimals <= 18);
	mpz_t whole;
	mpz_init(whole);
	scale_and_round(whole, x, decimals, how);
	bool minus = mpq_sgn(x->q) < 0 && mpz_sgn(whole);
	size_t size = mpz_sizeinbase(whole, 10) + 2;
	char *digit = arena_alloc(a, size + decimals);
	mpz_get_str(digit, 10, whole);
	mpz_clear(whole);
	size_t n = strlen(digit);
	if (n <= decimals) { /* 5 -> 005 */
		size_t pad = decimals + 1 - n;
		memmove(digit + pad, digit, n + 1);
		memset(digit, '0', pad);
		n += pad;
	}
	return arena_print(a, "%s%.*s%s%s", minus ? "-" : "", (int)(n - decimals), digit,
	                   decimals ? "." : "", digit + n - decimals);
}

const char *ratio_exact(struct arena *a, const ratio *x)
{
	size_t size =
	        mpz_sizeinbase(mpq_numref(x->q), 10) + mpz_sizeinbase(mpq_denref(x->q), 10) + 3;
	char *text = arena_alloc(a, size);
	return mpq_get_str(text, 10, x->q);
}

const char *ratio_plain(struct arena *a, const ratio *x)
{
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
