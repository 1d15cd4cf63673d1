#include "engine/scoring.h"

#include "engine/measure.h"

#include <string.h>

const struct scoring_method *const scoring_methods[] = {
        &scoring_completion,
        &scoring_blend,
        &scoring_value,
        &scoring_proportional,
        &scoring_threshold,
        &scoring_steps,
        &scoring_bands,
        &scoring_goalposts,
        &scoring_efficacy,
        &scoring_time_progress,
        &scoring_relative,
        &scoring_rank,
        &scoring_minmax,
        &scoring_average,
        &scoring_zscore,
        &scoring_borda,
        &scoring_judged,
        &scoring_raters,
        NULL,
};

const struct scoring_method *scoring_find(const char *id)
{
	for (size_t i = 0; scoring_methods[i]; i++)
		if (!strcmp(scoring_methods[i]->id, id))
			return scoring_methods[i];
	return NULL;
}

enum leaf_input scoring_input(const struct scoring *use)
{
	return use->method->measured ? measure_input(use) : use->method->input;
}

bool scoring_depends(const struct method *m, const struct scoring *use)
{
	const struct scoring_method *method = use->method;
	return method->depends_on_others && (!method->depends || method->depends(m, use));
}

bool scoring_bounds(const struct leaf *leaf, const ratio **low, const ratio **high)
{
	const struct scoring_method *method = leaf->scoring->method;
	return method->bounds && method->bounds(leaf, low, high);
}

bool scoring_wants_target(const struct scoring *use)
{
	const struct param_spec *specs = use->method->params;
	for (size_t i = 0; specs[i].name; i++)
		if (!strcmp(specs[i].name, "target"))
			return use->input == INPUT_VALUES && !use->params[i].literal;
	return false;
}

const char *scoring_word(const struct leaf *leaf, size_t param)
{
	return param_text(leaf->method, &leaf->scoring->params[param],
	                  &leaf->scoring->method->params[param]);
}

bool scoring_is(const struct leaf *leaf, size_t param, const char *word)
{
	return !strcmp(scoring_word(leaf, param), word);
}

const ratio *scoring_number(const struct leaf *leaf, size_t param)
{
	return param_number(leaf->arena, leaf->method, &leaf->scoring->params[param],
	                    &leaf->scoring->method->params[param]);
}

const struct param_row *scoring_rows(const struct leaf *leaf, size_t param, size_t *n)
{
	*n = leaf->scoring->params[param].n_rows;
	return leaf->scoring->params[param].rows;
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

const char *scoring_equals(struct arena *a, const ratio *value)
{
	const char *result = scoring_result(a, value);
	return ratio_is_exact(value) ? arena_print(a, "= %s", result) : result;
}

const char *scoring_operand(struct arena *a, const ratio *value)
{
	const char *plain = ratio_plain(a, value);
	bool bare = ratio_is_exact(value) && *plain != '-' && !strchr(plain, '/');
	return bare ? plain : arena_print(a, "(%s)", plain);
}
