#include "engine/scoring.h"

#include <string.h>

const struct scoring_method *const scoring_methods[] = {
        &scoring_completion,
        &scoring_judged,
        NULL,
};

const struct scoring_method *scoring_find(const char *id)
{
	for (size_t i = 0; scoring_methods[i]; i++)
		if (!strcmp(scoring_methods[i]->id, id))
			return scoring_methods[i];
	return NULL;
}

const char *scoring_word(const struct leaf *leaf, size_t param)
{
	return param_text(leaf->method, &leaf->scoring->params[param],
	                  &leaf->scoring->method->params[param]);
}

const ratio *scoring_number(const struct leaf *leaf, size_t param)
{
	return param_number(leaf->arena, leaf->method, &leaf->scoring->params[param],
	                    &leaf->scoring->method->params[param]);
}

bool scoring_missing_is_zero(const struct leaf *leaf, size_t param)
{
	return leaf->method->units[leaf->unit].assessed &&
	       !strcmp(scoring_word(leaf, param), "zero");
}

void scoring_cite_policy(struct arena *a, struct points *out, size_t policy)
{
	if (policy == NONE)
		return;
	for (size_t i = 0; i < out->n_policies; i++)
		if (out->policies[i] == policy)
			return;
	size_t *list =
	        arena_grow(a, out->policies, out->n_policies, out->n_policies + 1, sizeof *list);
	list[out->n_policies++] = policy;
	out->policies = list;
}

void scoring_cite_param(const struct leaf *leaf, struct points *out, size_t param)
{
	if (leaf->explain)
		scoring_cite_policy(leaf->arena, out, leaf->scoring->params[param].policy);
}

void scoring_cite_place(const struct leaf *leaf, struct points *out, struct place place)
{
	if (!leaf->explain)
		return;
	struct place *list = (struct place *)out->sources; /* made here */
	size_t n = out->n_sources;
	if ((n & (n - 1)) == 0) /* full at every power of two */
		list = arena_grow(leaf->arena, list, n, n ? 2 * n : 1, sizeof *list);
	list[out->n_sources++] = place;
	out->sources = list;
}

const char *scoring_result(struct arena *a, const ratio *value)
{
	const char *plain = ratio_plain(a, value);
	if (!strchr(plain, '/'))
		return plain;
	return arena_print(a, "%s ≈ %s", plain, ratio_fixed(a, value, 2, ROUND_HALF_UP));
}
