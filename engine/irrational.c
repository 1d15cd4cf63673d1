#include "engine/irrational.h"
#include "engine/range.h"

#include <assert.h>
#include <limits.h>
#include <mpfr.h>

#define BITS 256
/* Numbers whose roots and powers are tried exactly: a millisecond at most. */
#define EXACT_BITS 100000
/* Roots of a higher degree are not tried for a geometric mean. */
#define EXACT_DEGREE 1000
/* Bounds closer to 0 than 2^-this are taken as 0 on one side and this on the other. */
#define TINY_BITS (RANGE_UNBOUNDED_BITS + BITS)

/* ---- bounds ---- */

struct bounds {
	mpfr_t low, high;
};

static void bounds_start(struct bounds *b)
{
	mpfr_inits2(BITS, b->low, b->high, (mpfr_ptr)NULL);
}

static void bounds_end(struct bounds *b)
{
	mpfr_clears(b->low, b->high, (mpfr_ptr)NULL);
}

/* false where nothing is known of x. */
static bool bounds_of(struct bounds *b, const ratio *x)
{
	struct range r;
	range_start(&r);
	range_of(&r, x);
	bool is_known = !range_unbounded(&r);
	mpq_t end;
	mpq_init(end);
	range_low(end, &r);
	mpfr_set_q(b->low, end, MPFR_RNDD);
	range_high(end, &r);
	mpfr_set_q(b->high, end, MPFR_RNDU);
	mpq_clear(end);
	range_end(&r);
	return is_known;
}

/* As bounds_of(), of a number that is 0 or more in truth. */
static bool bounds_of_size(struct bounds *b, const ratio *x)
{
	bool is_known = bounds_of(b, x);
	assert(!is_known || mpfr_sgn(b->high) >= 0);
	if (mpfr_sgn(b->low) < 0)
		mpfr_set_zero(b->low, 1);
	return is_known;
}

/* Are there bounds, and are they within what a ratio keeps? */
static bool within_limits(const struct bounds *b)
{
	return mpfr_number_p(b->low) && mpfr_number_p(b->high) &&
	       mpfr_cmp_si_2exp(b->low, -1, RANGE_UNBOUNDED_BITS) > 0 &&
	       mpfr_cmp_si_2exp(b->high, 1, RANGE_UNBOUNDED_BITS) < 0;
}

/* A bound as GMP has it, outward; its exponent must not become a number of digits. */
static void end_of(mpq_t end, mpfr_srcptr bound, int outward)
{
	if (mpfr_zero_p(bound) || mpfr_get_exp(bound) > -TINY_BITS) {
		mpfr_get_q(end, bound);
		return;
	}
	mpq_set_si(end, mpfr_sgn(bound) == outward ? outward : 0, 1);
	mpq_div_2exp(end, end, TINY_BITS);
}

static const ratio *between(struct arena *a, const struct bounds *b)
{
	struct range r;
	range_start(&r);
	if (within_limits(b)) {
		mpq_t low, high;
		mpq_inits(low, high, NULL);
		end_of(low, b->low, -1);
		end_of(high, b->high, 1);
		range_between(&r, low, high);
		mpq_clears(low, high, NULL);
	} else {
		range_forget(&r);
	}
	const ratio *out = range_ratio(a, &r);
	range_end(&r);
	return out;
}

/* What MPFR keeps from one call to the next, of its thread. */
static void release_constants(void *nothing)
{
	(void)nothing;
	mpfr_free_cache();
}

/* A run leaves nothing behind, but makes its constants only once. */
static const ratio *finish(struct arena *a, struct bounds *b, bool is_known)
{
	if (!is_known)
		mpfr_set_nan(b->low);
	const ratio *out = between(a, b);
	bounds_end(b);
	arena_at_end(a, release_constants, NULL);
	return out;
}

/* ---- exact results ---- */

/* x, exact, as GMP has it; the caller clears it. */
static void open_exact(mpq_t out, const ratio *x)
{
	mpq_init(out);
	range_rational(out, x);
}

/* As bits of the longer part; 1 for 0 and 1. */
static size_t bits_of(mpq_srcptr x)
{
	size_t top = mpz_sizeinbase(mpq_numref(x), 2), bottom = mpz_sizeinbase(mpq_denref(x), 2);
	return top > bottom ? top : bottom;
}

/* In lowest terms a fraction is an n-th power if both its parts are. x > 0; it stays when not. */
static bool exact_root(mpq_ptr x, unsigned long n)
{
	if (!mpq_cmp_ui(x, 1, 1) || n == 1)
		return true;
	if (bits_of(x) <= n || bits_of(x) > EXACT_BITS) /* 2 is the least root besides 1 */
		return false;
	mpq_t root;
	mpq_init(root);
	bool exact = mpz_root(mpq_numref(root), mpq_numref(x), n) &&
	             mpz_root(mpq_denref(root), mpq_denref(x), n);
	if (exact)
		mpq_set(x, root);
	mpq_clear(root);
	return exact;
}

/* The k with value = base^k, if there is one; value >= 1. */
static bool exponent_of(mpz_srcptr value, unsigned long base, unsigned long *k)
{
	mpz_t root, rest;
	mpz_inits(root, rest, NULL);
	mpz_set_ui(root, base);
	*k = mpz_remove(rest, value, root);
	bool power = !mpz_cmp_ui(rest, 1);
	mpz_clears(root, rest, NULL);
	return power;
}

static bool exact_log(struct arena *a, const ratio *x, enum log_base base, const ratio **out)
{
	/* Base e has none but 1: base^0 in all of them. */
	static const unsigned long bases[LOG_BASES] = {[LOG_E] = 2, [LOG_10] = 10, [LOG_2] = 2};
	unsigned long up, down;
	mpq_t q;
	open_exact(q, x);
	bool found = exponent_of(mpq_numref(q), bases[base], &up) &&
	             exponent_of(mpq_denref(q), bases[base], &down) &&
	             (base != LOG_E || (!up && !down));
	mpq_clear(q);
	if (found)
		*out = ratio_of(a, (long)up - (long)down, 1);
	return found;
}

/* x > 0 and y, both in lowest terms. */
static bool raise_exactly(mpq_t x, mpq_srcptr y)
{
	if (!mpq_cmp_ui(x, 1, 1))
		return true;
	if (!mpz_fits_ulong_p(mpq_denref(y)) || mpz_cmpabs_ui(mpq_numref(y), EXACT_BITS) > 0)
		return false;
	if (!exact_root(x, mpz_get_ui(mpq_denref(y))))
		return false;
	unsigned long k = mpz_get_ui(mpq_numref(y)); /* of its size */
	if (k && bits_of(x) > EXACT_BITS / k)
		return false;
	mpz_pow_ui(mpq_numref(x), mpq_numref(x), k);
	mpz_pow_ui(mpq_denref(x), mpq_denref(x), k);
	if (mpq_sgn(y) < 0)
		mpq_inv(x, x);
	return true;
}

static bool exact_power(struct arena *a, const ratio *x, const ratio *y, const ratio **out)
{
	mpq_t base, exponent;
	open_exact(base, x);
	open_exact(exponent, y);
	bool found = raise_exactly(base, exponent);
	if (found)
		*out = range_exact(a, base);
	mpq_clear(base);
	mpq_clear(exponent);
	return found;
}

/* ---- roots, logarithms, powers ---- */

const ratio *ratio_root(struct arena *a, const ratio *x, unsigned long n)
{
	assert(n >= 1);
	if (n == 1)
		return x;
	if (ratio_is_exact(x)) {
		assert(ratio_sign(x) >= 0);
		mpq_t q;
		open_exact(q, x);
		const ratio *out = !mpq_sgn(q) || exact_root(q, n) ? range_exact(a, q) : NULL;
		mpq_clear(q);
		if (out)
			return out;
	}
	struct bounds b;
	bounds_start(&b);
	bool is_known = bounds_of_size(&b, x);
	mpfr_rootn_ui(b.low, b.low, n, MPFR_RNDD);
	mpfr_rootn_ui(b.high, b.high, n, MPFR_RNDU);
	return finish(a, &b, is_known);
}

const ratio *ratio_sqrt(struct arena *a, const ratio *x)
{
	return ratio_root(a, x, 2);
}

const ratio *ratio_log(struct arena *a, const ratio *x, enum log_base base)
{
	static int (*const logarithms[LOG_BASES])(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t) = {
	        [LOG_E] = mpfr_log, [LOG_10] = mpfr_log10, [LOG_2] = mpfr_log2};
	const ratio *out;
	if (ratio_is_exact(x)) {
		assert(ratio_sign(x) > 0);
		if (exact_log(a, x, base, &out))
			return out;
	}
	struct bounds b;
	bounds_start(&b);
	bool is_known = bounds_of_size(&b, x); /* the logarithm of 0 is within no limits */
	logarithms[base](b.low, b.low, MPFR_RNDD);
	logarithms[base](b.high, b.high, MPFR_RNDU);
	return finish(a, &b, is_known);
}

/* x^y = exp(y ln x) is monotone in x and in y: its least and greatest values are at corners. */
static void power_bounds(struct bounds *out, const struct bounds *x, const struct bounds *y)
{
	const mpfr_srcptr bases[2] = {x->low, x->high}, exponents[2] = {y->low, y->high};
	struct bounds corner;
	bounds_start(&corner);
	for (size_t i = 0; i < 4; i++) {
		mpfr_pow(corner.low, bases[i / 2], exponents[i % 2], MPFR_RNDD);
		mpfr_pow(corner.high, bases[i / 2], exponents[i % 2], MPFR_RNDU);
		if (i == 0 || mpfr_less_p(corner.low, out->low))
			mpfr_set(out->low, corner.low, MPFR_RNDD);
		if (i == 0 || mpfr_greater_p(corner.high, out->high))
			mpfr_set(out->high, corner.high, MPFR_RNDU);
	}
	bounds_end(&corner);
}

const ratio *ratio_power(struct arena *a, const ratio *x, const ratio *y)
{
	const ratio *out;
	assert(!ratio_is_exact(x) || ratio_sign(x) > 0 || (!ratio_sign(x) && ratio_sign(y) > 0));
	if (ratio_is_exact(y)) {
		if (!ratio_sign(y))
			return ratio_of(a, 1, 1);
		if (ratio_is_exact(x) && !ratio_sign(x))
			return x;
		if (ratio_is_exact(x) && exact_power(a, x, y, &out))
			return out;
	}
	struct bounds b, base, exponent;
	bounds_start(&b);
	bounds_start(&base);
	bounds_start(&exponent);
	bool is_known = bounds_of_size(&base, x);
	is_known &= bounds_of(&exponent, y);
	/* Only a positive exponent says something of a base that may be 0. */
	is_known &= mpfr_sgn(base.low) > 0 || mpfr_sgn(exponent.low) > 0;
	power_bounds(&b, &base, &exponent);
	bounds_end(&base);
	bounds_end(&exponent);
	return finish(a, &b, is_known);
}

/* ---- the weighted geometric mean ---- */

/* Values with their weights; those whose weight is 0 are left out. */
struct terms {
	size_t n;
	const ratio **values, **weights;
};

static struct terms terms_of(struct arena *a, size_t n, const ratio *const *values,
                             const ratio *const *weights)
{
	struct terms t = {0, ARENA_NEWS(a, const ratio *, n), ARENA_NEWS(a, const ratio *, n)};
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t i = 0; i < n; i++) {
		assert(ratio_is_exact(weights[i]) && ratio_sign(weights[i]) >= 0);
		sum = ratio_add(a, sum, weights[i]);
		if (!ratio_sign(weights[i]))
			continue;
		t.values[t.n] = values[i];
		t.weights[t.n++] = weights[i];
	}
	assert(!ratio_cmp(sum, ratio_of(a, 1, 1)));
	(void)sum;
	return t;
}

static bool all_exact(const struct terms *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (!ratio_is_exact(t->values[i]))
			return false;
	return true;
}

static bool all_equal(const struct terms *t)
{
	for (size_t i = 1; i < t->n; i++)
		if (ratio_cmp(t->values[i], t->values[0]))
			return false;
	return true;
}

static bool one_is_zero(const struct terms *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (ratio_is_exact(t->values[i]) && !ratio_sign(t->values[i]))
			return true;
	return false;
}

/* 0 where it is too large to be tried. */
static unsigned long common_denominator(const struct terms *t)
{
	mpz_t common;
	mpz_init_set_ui(common, 1);
	for (size_t i = 0; i < t->n && mpz_cmp_ui(common, EXACT_DEGREE) <= 0; i++) {
		mpq_t weight;
		open_exact(weight, t->weights[i]);
		mpz_lcm(common, common, mpq_denref(weight));
		mpq_clear(weight);
	}
	bool small = mpz_cmp_ui(common, EXACT_DEGREE) <= 0;
	unsigned long out = small ? mpz_get_ui(common) : 0;
	mpz_clear(common);
	return out;
}

/* product *= value^(weight * degree), which is a whole power; false where it grows too long. */
static bool multiply(mpq_t product, const ratio *value, const ratio *weight, unsigned long degree)
{
	mpq_t x, w;
	open_exact(x, value);
	open_exact(w, weight);
	mpz_mul_ui(mpq_numref(w), mpq_numref(w), degree);
	mpz_divexact(mpq_numref(w), mpq_numref(w), mpq_denref(w));
	unsigned long k = mpz_get_ui(mpq_numref(w));
	bool short_enough = bits_of(product) + k * bits_of(x) <= EXACT_BITS;
	if (short_enough) {
		mpz_pow_ui(mpq_numref(x), mpq_numref(x), k);
		mpz_pow_ui(mpq_denref(x), mpq_denref(x), k);
		mpq_mul(product, product, x);
	}
	mpq_clear(x);
	mpq_clear(w);
	return short_enough;
}

static const ratio *exact_mean(struct arena *a, const struct terms *t)
{
	unsigned long degree = common_denominator(t);
	if (!degree)
		return NULL;
	mpq_t product;
	mpq_init(product);
	mpq_set_ui(product, 1, 1);
	bool found = true;
	for (size_t i = 0; i < t->n && found; i++)
		found = multiply(product, t->values[i], t->weights[i], degree);
	const ratio *out = found && exact_root(product, degree) ? range_exact(a, product) : NULL;
	mpq_clear(product);
	return out;
}

/* sum += weight * ln value, both ends; ln 0 is minus infinity, and exp() of it 0. */
static bool add_logarithm(struct bounds *sum, const ratio *value, const ratio *weight)
{
	struct bounds term;
	mpq_t w;
	open_exact(w, weight);
	bounds_start(&term);
	bool is_known = bounds_of_size(&term, value);
	mpfr_log(term.low, term.low, MPFR_RNDD);
	mpfr_log(term.high, term.high, MPFR_RNDU);
	mpfr_mul_q(term.low, term.low, w, MPFR_RNDD);
	mpfr_mul_q(term.high, term.high, w, MPFR_RNDU);
	mpfr_add(sum->low, sum->low, term.low, MPFR_RNDD);
	mpfr_add(sum->high, sum->high, term.high, MPFR_RNDU);
	bounds_end(&term);
	mpq_clear(w);
	return is_known;
}

const ratio *irrational_geometric(struct arena *a, size_t n, const ratio *const *values,
                                  const ratio *const *weights)
{
	struct terms t = terms_of(a, n, values, weights);
	if (one_is_zero(&t))
		return ratio_of(a, 0, 1);
	if (all_exact(&t)) {
		const ratio *out = all_equal(&t) ? t.values[0] : exact_mean(a, &t);
		if (out)
			return out;
	}
	struct bounds sum;
	bounds_start(&sum);
	mpfr_set_zero(sum.low, 1);
	mpfr_set_zero(sum.high, 1);
	bool is_known = true;
	for (size_t i = 0; i < t.n; i++)
		is_known &= add_logarithm(&sum, t.values[i], t.weights[i]);
	mpfr_exp(sum.low, sum.low, MPFR_RNDD);
	mpfr_exp(sum.high, sum.high, MPFR_RNDU);
	return finish(a, &sum, is_known);
}
