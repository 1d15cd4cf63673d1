#include "engine/range.h"

/* Significant bits kept. 320 leave room for a few dozen operations on results of 256 bits before
 * what is cut off matters; a middle is cut only when it is twice as long. */
#define MIDDLE_BITS 320
#define RADIUS_BITS 32
/* No middle is finer and no radius smaller than 2^-this: a product of tiny numbers must not grow
 * without end. */
#define FINEST_BITS (RANGE_UNBOUNDED_BITS + MIDDLE_BITS)

void range_start(struct range *r)
{
	mpq_inits(r->middle, r->radius, NULL);
}

void range_end(struct range *r)
{
	mpq_clears(r->middle, r->radius, NULL);
}

/* ---- ends ---- */

void range_low(mpq_t end, const struct range *r)
{
	mpq_sub(end, r->middle, r->radius);
}

void range_high(mpq_t end, const struct range *r)
{
	mpq_add(end, r->middle, r->radius);
}

void range_between(struct range *out, mpq_srcptr low, mpq_srcptr high)
{
	mpq_t sum;
	mpq_init(sum);
	mpq_add(sum, low, high);
	mpq_sub(out->radius, high, low);
	mpq_div_2exp(out->radius, out->radius, 1);
	mpq_div_2exp(out->middle, sum, 1);
	mpq_clear(sum);
}

void range_rational(mpq_t out, const ratio *x)
{
	struct range r;
	range_start(&r);
	range_of(&r, x);
	mpq_swap(out, r.middle);
	range_end(&r);
}

const ratio *range_exact(struct arena *a, mpq_srcptr x)
{
	struct range r;
	range_start(&r);
	mpq_set(r.middle, x);
	const ratio *out = range_ratio(a, &r);
	range_end(&r);
	return out;
}

static bool beyond_bounds(mpq_srcptr x)
{
	mpz_t limit;
	mpz_init(limit);
	mpz_mul_2exp(limit, mpq_denref(x), RANGE_UNBOUNDED_BITS);
	bool beyond = mpz_cmpabs(mpq_numref(x), limit) >= 0;
	mpz_clear(limit);
	return beyond;
}

void range_forget(struct range *r)
{
	mpq_set_ui(r->middle, 0, 1);
	mpq_set_ui(r->radius, 1, 1);
	mpq_mul_2exp(r->radius, r->radius, RANGE_UNBOUNDED_BITS);
}

bool range_unbounded(const struct range *r)
{
	return beyond_bounds(r->radius);
}

bool range_equal(const struct range *x, const struct range *y)
{
	return mpq_equal(x->middle, y->middle) && mpq_equal(x->radius, y->radius);
}

bool range_touch(const struct range *x, const struct range *y)
{
	mpq_t apart, reach;
	mpq_inits(apart, reach, NULL);
	mpq_sub(apart, x->middle, y->middle);
	mpq_abs(apart, apart);
	mpq_add(reach, x->radius, y->radius);
	bool touch = mpq_cmp(apart, reach) <= 0;
	mpq_clears(apart, reach, NULL);
	return touch || range_unbounded(x) || range_unbounded(y);
}

/* ---- arithmetic ---- */

/* Nothing can be made of operands of which nothing is known. */
static bool forgotten(struct range *out, const struct range *x, const struct range *y)
{
	if (!range_unbounded(x) && !range_unbounded(y))
		return false;
	range_forget(out);
	return true;
}

void range_add(struct range *out, const struct range *x, const struct range *y)
{
	if (forgotten(out, x, y))
		return;
	mpq_add(out->middle, x->middle, y->middle);
	mpq_add(out->radius, x->radius, y->radius);
}

void range_sub(struct range *out, const struct range *x, const struct range *y)
{
	if (forgotten(out, x, y))
		return;
	mpq_sub(out->middle, x->middle, y->middle);
	mpq_add(out->radius, x->radius, y->radius);
}

/* |x| * dy + |y| * dx: how far a product or a quotient goes astray, to the first order. */
static void astray(mpq_t out, const struct range *x, const struct range *y)
{
	mpq_t part;
	mpq_init(part);
	mpq_mul(part, x->middle, y->radius);
	mpq_abs(part, part);
	mpq_mul(out, y->middle, x->radius);
	mpq_abs(out, out);
	mpq_add(out, out, part);
	mpq_clear(part);
}

void range_mul(struct range *out, const struct range *x, const struct range *y)
{
	if (forgotten(out, x, y))
		return;
	mpq_t radius, both;
	mpq_inits(radius, both, NULL);
	astray(radius, x, y);
	mpq_mul(both, x->radius, y->radius);
	mpq_mul(out->middle, x->middle, y->middle);
	mpq_add(out->radius, radius, both);
	mpq_clears(radius, both, NULL);
}

/* x/y - mx/my = ((x - mx) my - mx (y - my)) / (y my), and |y| >= |my| - dy. */
void range_div(struct range *out, const struct range *x, const struct range *y)
{
	if (forgotten(out, x, y))
		return;
	mpq_t size, least, radius;
	mpq_inits(size, least, radius, NULL);
	mpq_abs(size, y->middle);
	mpq_sub(least, size, y->radius);
	if (mpq_sgn(least) > 0) {
		astray(radius, x, y);
		mpq_div(out->middle, x->middle, y->middle);
		mpq_mul(size, size, least);
		mpq_div(out->radius, radius, size);
	} else {
		range_forget(out);
	}
	mpq_clears(size, least, radius, NULL);
}

/* From the lower (higher) of the low ends to the lower (higher) of the high ends. */
static void extreme(struct range *out, const struct range *x, const struct range *y, int wanted)
{
	if (forgotten(out, x, y))
		return;
	mpq_t low[2], high[2];
	mpq_inits(low[0], low[1], high[0], high[1], NULL);
	range_low(low[0], x);
	range_low(low[1], y);
	range_high(high[0], x);
	range_high(high[1], y);
	range_between(out, low[mpq_cmp(low[1], low[0]) * wanted > 0],
	              high[mpq_cmp(high[1], high[0]) * wanted > 0]);
	mpq_clears(low[0], low[1], high[0], high[1], NULL);
}

void range_min(struct range *out, const struct range *x, const struct range *y)
{
	extreme(out, x, y, -1);
}

void range_max(struct range *out, const struct range *x, const struct range *y)
{
	extreme(out, x, y, 1);
}

/* ---- short numbers ---- */

static size_t length(mpq_srcptr x)
{
	return mpz_sizeinbase(mpq_numref(x), 2) + mpz_sizeinbase(mpq_denref(x), 2);
}

static void times_power_of_two(mpq_ptr x, long exponent)
{
	if (exponent < 0)
		mpq_div_2exp(x, x, (mp_bitcnt_t)-exponent);
	else
		mpq_mul_2exp(x, x, (mp_bitcnt_t)exponent);
}

/* Makes x a multiple of 2^-p with about so many significant bits; returns p. */
static long shorten(mpq_ptr x, long bits, void (*divide)(mpz_ptr, mpz_srcptr, mpz_srcptr))
{
	long p = bits - (long)mpz_sizeinbase(mpq_numref(x), 2) +
	         (long)mpz_sizeinbase(mpq_denref(x), 2);
	if (p > FINEST_BITS)
		p = FINEST_BITS;
	times_power_of_two(x, p);
	divide(mpq_numref(x), mpq_numref(x), mpq_denref(x));
	mpz_set_ui(mpq_denref(x), 1);
	times_power_of_two(x, -p);
	return p;
}

static void shorten_middle(struct range *r)
{
	mpq_t before, lost;
	mpq_inits(before, lost, NULL);
	mpq_set(before, r->middle);
	long p = shorten(r->middle, MIDDLE_BITS, mpz_fdiv_q);
	if (!mpq_equal(before, r->middle)) {
		mpq_set_ui(lost, 1, 1);
		times_power_of_two(lost, -p);
		mpq_add(r->radius, r->radius, lost);
	}
	mpq_clears(before, lost, NULL);
}

void range_settle(struct range *r)
{
	if (!mpq_sgn(r->radius))
		return;
	if (beyond_bounds(r->radius) || beyond_bounds(r->middle)) {
		range_forget(r);
		return;
	}
	if (length(r->middle) > 2 * (size_t)MIDDLE_BITS)
		shorten_middle(r);
	if (length(r->radius) > 2 * (size_t)RADIUS_BITS)
		shorten(r->radius, RADIUS_BITS, mpz_cdiv_q);
}
