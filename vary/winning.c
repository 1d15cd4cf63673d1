#include "vary/winning.h"

#include "engine/range.h"

#include <gmp.h>

/* The differences in two lists, brought to whole numbers by one factor. */
struct sides {
	mpz_t *negative, *positive; /* <= 0, > 0 */
	size_t n_negative, n_positive;
};

static void find_factor(mpz_t factor, size_t n, const ratio *const *d)
{
	struct range r;
	range_start(&r);
	mpz_set_ui(factor, 1);
	for (size_t k = 0; k < n; k++) {
		range_of(&r, d[k]);
		mpz_lcm(factor, factor, mpq_denref(r.middle));
	}
	range_end(&r);
}

static void split(struct sides *s, size_t n, const ratio *const *d)
{
	struct range r;
	mpz_t factor;
	mpz_init(factor);
	find_factor(factor, n, d);
	range_start(&r);
	for (size_t k = 0; k < n; k++) {
		mpz_t *to = ratio_sign(d[k]) > 0 ? &s->positive[s->n_positive++]
		                                 : &s->negative[s->n_negative++];
		range_of(&r, d[k]);
		mpz_init(*to);
		mpz_divexact(*to, factor, mpq_denref(r.middle));
		mpz_mul(*to, *to, mpq_numref(r.middle));
	}
	range_end(&r);
	mpz_clear(factor);
}

static void forget(struct sides *s)
{
	for (size_t k = 0; k < s->n_negative; k++)
		mpz_clear(s->negative[k]);
	for (size_t k = 0; k < s->n_positive; k++)
		mpz_clear(s->positive[k]);
}

/* out = (y out - x before) / (y - x) */
static void step(mpq_t out, mpq_srcptr before, mpz_srcptr x, mpz_srcptr y, mpq_t factor)
{
	mpz_t gap;
	mpz_init(gap);
	mpz_sub(gap, y, x);
	mpq_set_num(factor, y);
	mpq_set_den(factor, gap);
	mpq_canonicalize(factor);
	mpq_mul(out, out, factor);
	mpq_set_num(factor, x);
	mpq_set_den(factor, gap);
	mpq_canonicalize(factor);
	mpq_mul(factor, factor, before);
	mpq_sub(out, out, factor);
	mpz_clear(gap);
}

/* A_q */
static const ratio *below_or_level(struct arena *a, const struct sides *s)
{
	struct range result;
	mpq_t *levels = arena_array(a, s->n_positive + 1, sizeof *levels), factor;
	for (size_t k = 0; k <= s->n_positive; k++)
		mpq_init(levels[k]);
	mpq_init(factor);
	mpq_set_ui(levels[0], 1, 1);
	for (size_t h = 0; h < s->n_negative; h++)
		for (size_t k = 1; k <= s->n_positive; k++)
			step(levels[k], levels[k - 1], s->negative[h], s->positive[k - 1], factor);
	range_start(&result);
	mpq_set(result.middle, levels[s->n_positive]);
	const ratio *share = range_ratio(a, &result);
	range_end(&result);
	mpq_clear(factor);
	for (size_t k = 0; k <= s->n_positive; k++)
		mpq_clear(levels[k]);
	return share;
}

const ratio *winning_share(struct arena *a, size_t n, const ratio *const *d)
{
	struct sides s = {.negative = arena_array(a, n, sizeof *s.negative),
	                  .positive = arena_array(a, n, sizeof *s.positive)};
	const ratio *share = ratio_of(a, 0, 1);
	split(&s, n, d);
	if (s.n_positive)
		share = ratio_sub(a, ratio_of(a, 1, 1), below_or_level(a, &s));
	forget(&s);
	return share;
}

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

const struct winning *winning_run(const struct firmness_request *request)
{
	struct arena *a = request->arena;
	const struct model *m = request->model;
	if (m->path == MODEL_GENERAL || !m->exact || m->n_weights > WINNING_WEIGHTS_MAX)
		return NULL;
	struct winning *w = ARENA_NEW(a, struct winning);
	const ratio **shares = ARENA_NEWS(a, const ratio *, m->n_units * m->n_units);
	bool any = false;
	*w = (struct winning){.n = m->n_units, .shares = shares, .complete = true};
	for (size_t i = 0; i < m->n_units; i++)
		for (size_t j = 0; j < i; j++) {
			const ratio *const *d = differences(a, m, i, j);
			any = any || d;
			w->complete = w->complete && d;
			if (!d)
				continue;
			const ratio *share = winning_share(a, m->n_weights, d);
			shares[i * m->n_units + j] = share;
			bool level = !ratio_sign(share);
			for (size_t k = 0; level && k < m->n_weights; k++)
				level = !ratio_sign(d[k]);
			shares[j * m->n_units + i] =
			        level ? share : ratio_sub(a, ratio_of(a, 1, 1), share);
		}
	return any ? w : NULL;
}
