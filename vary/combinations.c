#include "vary/combinations.h"

#include "engine/score.h"

#include <assert.h>
#include <string.h>

static bool takes_part(const struct policy *p)
{
	return p->reading && p->n_alternatives > 1;
}

struct combinations combinations_of(struct arena *a, const struct method *m)
{
	size_t *policies = ARENA_NEWS(a, size_t, m->n_policies);
	size_t *levels = ARENA_NEWS(a, size_t, m->n_policies);
	struct combinations c = {.method = m,
	                         .policies = policies,
	                         .levels = levels,
	                         .all = ratio_of(a, 1, 1),
	                         .n = 1};
	for (size_t i = 0; i < m->n_policies; i++) {
		const struct policy *p = &m->policies[i];
		if (!takes_part(p))
			continue;
		policies[c.n_policies] = i;
		levels[c.n_policies++] = p->n_alternatives;
		c.all = ratio_mul(a, c.all, ratio_of(a, (long)p->n_alternatives, 1));
		c.n = c.n > COMBINATIONS_MOST / p->n_alternatives ? 0 : c.n * p->n_alternatives;
		c.official = c.official * p->n_alternatives + p->chosen;
	}
	if (!c.n)
		c.official = 0;
	return c;
}

/* How far apart combinations are that differ by one level of the policy. */
static size_t stride(const struct combinations *c, size_t policy)
{
	size_t n = 1;
	for (size_t i = policy + 1; i < c->n_policies; i++)
		n *= c->levels[i];
	return n;
}

size_t combinations_level(const struct combinations *c, size_t combination, size_t policy)
{
	assert(combination < c->n && policy < c->n_policies);
	return combination / stride(c, policy) % c->levels[policy];
}

size_t combinations_with(const struct combinations *c, size_t combination, size_t policy,
                         size_t level)
{
	assert(level < c->levels[policy]);
	const size_t now = combinations_level(c, combination, policy), step = stride(c, policy);
	return combination - now * step + level * step;
}

const struct method *combinations_method(struct arena *a, const struct method *m,
                                         const size_t *chosen)
{
	struct method *copy = ARENA_NEW(a, struct method);
	struct policy *policies =
	        arena_grow(a, m->policies, m->n_policies, m->n_policies, sizeof *policies);
	for (size_t i = 0; i < m->n_policies; i++)
		if (policies[i].n_alternatives)
			policies[i].chosen = chosen[i];
	*copy = *m;
	copy->arena = a;
	copy->policies = policies;
	return copy;
}

static const size_t *chosen_in(struct arena *a, const struct combinations *c, size_t combination)
{
	size_t *chosen = ARENA_NEWS(a, size_t, c->method->n_policies);
	for (size_t i = 0; i < c->method->n_policies; i++)
		chosen[i] = c->method->policies[i].chosen;
	for (size_t i = 0; i < c->n_policies; i++)
		chosen[c->policies[i]] = combinations_level(c, combination, i);
	return chosen;
}

const struct sheet *combinations_sheet(struct arena *a, const struct combinations *c,
                                       const struct figures *f, size_t combination,
                                       struct diag_list *log)
{
	const struct method *m = combinations_method(a, c->method, chosen_in(a, c, combination));
	return score_numbers(a, m, figures_under(a, f, m), NONE, log);
}

static bool is_like(const struct model *x, const struct model *base)
{
	if (x->group != base->group || x->n_units != base->n_units ||
	    x->n_weights != base->n_weights ||
	    memcmp(x->units, base->units, x->n_units * sizeof *x->units) != 0)
		return false;
	for (size_t k = 0; k < x->n_weights; k++)
		if (x->nodes[x->carriers[k]].item != base->nodes[base->carriers[k]].item)
			return false;
	return true;
}

const struct model *combinations_model(struct arena *a, const struct combinations *c,
                                       const struct figures *f, size_t combination,
                                       const struct model *base, struct diag_list *log)
{
	size_t n = 0;
	const struct sheet *s = combinations_sheet(a, c, f, combination, log);
	const struct model *const *models = s ? model_of_sheet(a, s, &n, log) : NULL;
	for (size_t i = 0; i < n; i++)
		if (is_like(models[i], base))
			return models[i];
	return NULL;
}
