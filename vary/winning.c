#include "vary/winning.h"

#include "engine/range.h"

#include <gmp.h>
#include <stdlib.h>

/* ---- the corners of the simplex ---- */

/* Their differences as whole numbers, each value once. */
struct corners {
	mpz_t *values; /* ascending */
	size_t *times; /* how many corners have it */
	size_t n;
	unsigned long power; /* corners - 1 */
};

static int ascending(const void *left, const void *right)
{
	return mpz_cmp(*(const mpz_t *)left, *(const mpz_t *)right);
}

/* All brought to whole numbers without a common divisor. */
static void make_whole(mpz_t *out, size_t n, const ratio *const *d)
{
	struct range r;
	mpz_t factor, divisor;
	range_start(&r);
	mpz_init_set_ui(factor, 1);
	mpz_init(divisor);
	for (size_t k = 0; k < n; k++) {
		range_of(&r, d[k]);
		mpz_lcm(factor, factor, mpq_denref(r.middle));
	}
	for (size_t k = 0; k < n; k++) {
		range_of(&r, d[k]);
		mpz_init(out[k]);
		mpz_divexact(out[k], factor, mpq_denref(r.middle));
		mpz_mul(out[k], out[k], mpq_numref(r.middle));
		mpz_gcd(divisor, divisor, out[k]);
	}
	for (size_t k = 0; k < n && mpz_sgn(divisor); k++)
		mpz_divexact(out[k], out[k], divisor);
	range_end(&r);
	mpz_clears(factor, divisor, NULL);
}

static struct corners corners_of(struct arena *a, size_t n, const ratio *const *d)
{
	struct corners c = {.values = arena_array(a, n, sizeof *c.values),
	                    .times = ARENA_NEWS(a, size_t, n),
	                    .power = (unsigned long)n - 1};
	make_whole(c.values, n, d);
	qsort(c.values, n, sizeof *c.values, ascending);
	for (size_t k = 0; k < n; k++) {
		if (c.n && !mpz_cmp(c.values[c.n - 1], c.values[k])) {
			c.times[c.n - 1]++;
			continue;
		}
		mpz_swap(c.values[c.n], c.values[k]);
		c.times[c.n++] = 1;
	}
	return c;
}

static void forget(const struct corners *c, size_t n)
{
	for (size_t k = 0; k < n; k++)
		mpz_clear(c->values[k]);
}

/* ---- one value's term ---- */

struct fraction {
	mpz_t top, bottom; /* not in lowest terms; bottom may be negative */
};

/* The factors of a term beyond its first: those that a value's coinciding corners bring. */
struct expansion {
	const struct corners *corners;
	size_t own;
	mpz_t lcm;   /* of y and all y - z */
	mpz_t *rate; /* [i]: lcm^i times the i-th coefficient of the logarithm's derivative */
	mpz_t *sums; /* [r]: r! lcm^r times the coefficient of e^r, the first being 1 */
};

/* Adds times * (lcm / divisor)^i to rate[i], for i = 1 .. m - 1, its sign alternating. */
static void add_rate(const struct expansion *x, mpz_srcptr divisor, long times, size_t m)
{
	mpz_t base, power;
	mpz_inits(base, power, NULL);
	mpz_divexact(base, x->lcm, divisor);
	mpz_set_si(power, -times);
	for (size_t i = 1; i < m; i++) {
		mpz_mul(power, power, base);
		mpz_neg(power, power);
		mpz_add(x->rate[i], x->rate[i], power);
	}
	mpz_clears(base, power, NULL);
}

static void find_rates(struct expansion *x, size_t m)
{
	const struct corners *c = x->corners;
	mpz_t gap;
	mpz_init(gap);
	mpz_abs(x->lcm, c->values[x->own]);
	for (size_t k = 0; k < c->n; k++) {
		mpz_sub(gap, c->values[x->own], c->values[k]);
		if (k != x->own)
			mpz_lcm(x->lcm, x->lcm, gap);
	}
	add_rate(x, c->values[x->own], (long)c->power, m);
	for (size_t k = 0; k < c->n; k++) {
		mpz_sub(gap, c->values[x->own], c->values[k]);
		if (k != x->own)
			add_rate(x, gap, -(long)c->times[k], m);
	}
	mpz_clear(gap);
}

/* sums[r] = sum over i = 1 .. r of rate[i] sums[r - i] (r - 1)! / (r - i)! */
static void find_sums(struct expansion *x, size_t m)
{
	mpz_t term;
	mpz_init(term);
	mpz_set_ui(x->sums[0], 1);
	for (size_t r = 1; r < m; r++) {
		for (size_t i = r; i; i--) { /* Horner: (r - 1)! / (r - i)! grows by r - i + 1 */
			mpz_mul(term, x->rate[i], x->sums[r - i]);
			if (i < r)
				mpz_mul_ui(x->sums[r], x->sums[r], (unsigned long)(r - i));
			mpz_add(x->sums[r], x->sums[r], term);
		}
	}
	mpz_clear(term);
}

/* Multiplies the first factor of a term by that of its m corners. */
static void expand(struct arena *a, const struct corners *c, size_t own, struct fraction *out)
{
	size_t m = c->times[own];
	struct expansion x = {.corners = c,
	                      .own = own,
	                      .rate = arena_array(a, m, sizeof *x.rate),
	                      .sums = arena_array(a, m, sizeof *x.sums)};
	mpz_t power;
	mpz_inits(x.lcm, power, NULL);
	for (size_t i = 0; i < m; i++)
		mpz_inits(x.rate[i], x.sums[i], NULL);
	find_rates(&x, m);
	find_sums(&x, m);
	mpz_mul(out->top, out->top, x.sums[m - 1]);
	mpz_pow_ui(power, x.lcm, (unsigned long)m - 1);
	mpz_mul(out->bottom, out->bottom, power);
	mpz_fac_ui(power, (unsigned long)m - 1);
	mpz_mul(out->bottom, out->bottom, power);
	for (size_t i = 0; i < m; i++)
		mpz_clears(x.rate[i], x.sums[i], NULL);
	mpz_clears(x.lcm, power, NULL);
}

static void term_of(struct arena *a, const struct corners *c, size_t own, struct fraction *out)
{
	mpz_t gap;
	mpz_init(gap);
	mpz_pow_ui(out->top, c->values[own], c->power);
	mpz_set_ui(out->bottom, 1);
	for (size_t k = 0; k < c->n; k++) {
		if (k == own)
			continue;
		mpz_sub(gap, c->values[own], c->values[k]);
		mpz_pow_ui(gap, gap, (unsigned long)c->times[k]);
		mpz_mul(out->bottom, out->bottom, gap);
	}
	if (c->times[own] > 1)
		expand(a, c, own, out);
	mpz_clear(gap);
}

/* ---- the share ---- */

/* The terms of values[from .. to), halves first: factors of like size multiply fastest. */
static void sum_terms(struct arena *a, const struct corners *c, size_t from, size_t to,
                      struct fraction *out)
{
	if (to - from == 1) {
		term_of(a, c, from, out);
		return;
	}
	struct fraction upper;
	size_t middle = from + (to - from) / 2;
	mpz_inits(upper.top, upper.bottom, NULL);
	sum_terms(a, c, from, middle, out);
	sum_terms(a, c, middle, to, &upper);
	mpz_mul(out->top, out->top, upper.bottom);
	mpz_mul(upper.top, upper.top, out->bottom);
	mpz_add(out->top, out->top, upper.top);
	mpz_mul(out->bottom, out->bottom, upper.bottom);
	mpz_clears(upper.top, upper.bottom, NULL);
}

/* The first of the values above 0; their number, at least 1, is c->n less it. */
static const ratio *positive_share(struct arena *a, const struct corners *c, size_t first)
{
	struct fraction sum;
	struct range r;
	mpz_inits(sum.top, sum.bottom, NULL);
	sum_terms(a, c, first, c->n, &sum);
	range_start(&r);
	mpz_swap(mpq_numref(r.middle), sum.top);
	mpz_swap(mpq_denref(r.middle), sum.bottom);
	mpq_canonicalize(r.middle);
	const ratio *share = range_ratio(a, &r);
	range_end(&r);
	mpz_clears(sum.top, sum.bottom, NULL);
	return share;
}

/* Turns the differences round: those below 0 are then the ones above it. */
static void turn(struct corners *c)
{
	for (size_t k = 0; k < c->n; k++)
		mpz_neg(c->values[k], c->values[k]);
	for (size_t k = 0; k < c->n / 2; k++) {
		size_t other = c->n - 1 - k, times = c->times[k];
		mpz_swap(c->values[k], c->values[other]);
		c->times[k] = c->times[other];
		c->times[other] = times;
	}
}

/* What the terms of values[from .. to) take: by the corners that coincide, squared. */
static size_t effort(const struct corners *c, size_t from, size_t to)
{
	size_t sum = 0;
	for (size_t k = from; k < to; k++)
		sum += c->times[k] * c->times[k];
	return sum;
}

const ratio *winning_share(struct arena *a, size_t n, const ratio *const *d)
{
	struct arena *scratch = arena_scratch(a);
	struct corners c = corners_of(scratch, n, d);
	size_t below = 0, first = 0;
	while (below < c.n && mpz_sgn(c.values[below]) < 0)
		below++;
	first = below + (below < c.n && !mpz_sgn(c.values[below]));
	const ratio *share = ratio_of(a, first < c.n, 1);
	if (first < c.n && below) {
		bool turned = effort(&c, 0, below) < effort(&c, first, c.n);
		if (turned)
			turn(&c);
		const ratio *part = positive_share(scratch, &c, turned ? c.n - below : first);
		share = turned ? ratio_sub(a, share, part) : ratio_copy(a, part);
	}
	forget(&c, n);
	arena_free(scratch);
	return share;
}

/* ---- all pairs ---- */

/* Differences of a pair, over what weights share; NULL where one of them is not linear. */
static const ratio *const *differences(struct arena *a, const struct model *m, size_t i, size_t j)
{
	const ratio **d = ARENA_NEWS(a, const ratio *, m->n_weights);
	const ratio *const *x = &m->values[i * m->n_weights], *const *y =
	                                                              &m->values[j * m->n_weights];
	const ratio *beside = ratio_sub(a, m->beside[i], m->beside[j]);
	if (!m->classes[m->class_of[i]].whole || !m->classes[m->class_of[j]].whole)
		return NULL;
	for (size_t k = 0; k < m->n_weights; k++) {
		d[k] = ratio_mul(a, m->full, ratio_sub(a, x[k], y[k]));
		d[k] = ratio_add(a, d[k], beside);
	}
	return d;
}

/* The pair both ways round; false where nothing can be said. */
static bool find_pair(struct arena *a, const struct model *m, size_t i, size_t j,
                      const ratio **shares)
{
	struct arena *scratch = arena_scratch(a);
	const ratio *const *d = differences(scratch, m, i, j);
	if (d) {
		const ratio *share = winning_share(a, m->n_weights, d);
		bool level = !ratio_sign(share);
		for (size_t k = 0; level && k < m->n_weights; k++)
			level = !ratio_sign(d[k]);
		shares[i * m->n_units + j] = share;
		shares[j * m->n_units + i] = level ? share : ratio_sub(a, ratio_of(a, 1, 1), share);
	}
	arena_free(scratch);
	return d != NULL;
}

size_t winning_units_max(size_t n_weights)
{
	const size_t room = (size_t)1 << 30, share = 100 + n_weights * n_weights;
	size_t n = 2;
	while ((n + 1) * n * share <= room)
		n++;
	return n;
}

const struct winning *winning_run(const struct firmness_request *request)
{
	struct arena *a = request->arena;
	const struct model *m = request->model;
	const volatile sig_atomic_t *stop = request->watch.stop;
	if (m->path == MODEL_GENERAL || !m->exact || m->n_weights > WINNING_WEIGHTS_MAX ||
	    m->n_units > winning_units_max(m->n_weights))
		return NULL;
	struct winning *w = ARENA_NEW(a, struct winning);
	const ratio **shares = ARENA_NEWS(a, const ratio *, m->n_units * m->n_units);
	uint64_t done = 0, pairs = (uint64_t)m->n_units * (m->n_units - 1) / 2;
	bool any = false;
	*w = (struct winning){.n = m->n_units, .shares = shares, .complete = true};
	for (size_t i = 0; i < m->n_units; i++)
		for (size_t j = 0; j < i; j++) {
			bool known = !(stop && *stop) && find_pair(a, m, i, j, shares);
			any = any || known;
			w->complete = w->complete && known;
			done++;
			if (request->watch.progress)
				request->watch.progress(request->watch.context, done, pairs);
		}
	return any ? w : NULL;
}
