#include "rules/reader.h"

#include <string.h>

#define KEYS_MAX 32

bool params_check_keys(struct reader *r, const struct cfg *group, const struct cfg_key *keys,
                       const struct param_spec *specs)
{
	struct cfg_key all[KEYS_MAX + 1] = {0};
	size_t n = 0;
	for (; keys->key && n < KEYS_MAX; keys++)
		all[n++] = *keys;
	for (; specs && specs->name && n < KEYS_MAX; specs++)
		all[n++] = (struct cfg_key){specs->name,
		                            specs->kind == PARAM_NUMBER ? KIND_NUMBER : KIND_TEXT,
		                            !specs->fallback};
	return cfg_check(r->arena, group, all, r->log);
}

/* What a parameter takes, in words, for messages. */
static const char *what_fits(struct reader *r, const struct param_spec *spec)
{
	switch (spec->kind) {
	case PARAM_WORD:
		return reader_list_words(r->arena, spec->words);
	case PARAM_NUMBER:
		return arena_print(r->arena, "%s … %s", spec->low, spec->high);
	case PARAM_TYPE:
		break;
	}
	struct buffer b;
	buffer_start(&b, r->arena);
	for (size_t i = 0; i < r->method->n_types; i++)
		buffer_list(&b, r->method->types[i].named.id);
	return b.text;
}

static bool number_fits(struct reader *r, const struct param_spec *spec, const ratio *value)
{
	return value && ratio_cmp(value, ratio_read(r->arena, spec->low)) >= 0 &&
	       ratio_cmp(value, ratio_read(r->arena, spec->high)) <= 0;
}

static bool fits(struct reader *r, const struct param_spec *spec, const char *text)
{
	switch (spec->kind) {
	case PARAM_WORD:
		for (size_t i = 0; spec->words[i]; i++)
			if (!strcmp(spec->words[i], text))
				return true;
		return false;
	case PARAM_NUMBER:
		return number_fits(r, spec, ratio_read(r->arena, text));
	case PARAM_TYPE:
		break;
	}
	return method_type(r->method, text) != NONE;
}

static void unfit(struct reader *r, struct place place, const struct policy *p,
                  const struct param_spec *spec, const char *value)
{
	diag_add(r->log, place, DIAG_policy_unfit,
	         ARGS(words_same(p->named.id), words_same(value), words_same(spec->name),
	              words_same(what_fits(r, spec))));
}

/* Every value that the policy can take must suit the parameter. */
static void check_policy(struct reader *r, const struct cfg *at, const struct policy *p,
                         const struct param_spec *spec)
{
	for (size_t i = 0; i < p->n_alternatives; i++)
		if (!fits(r, spec, p->alternatives[i].value))
			unfit(r, p->alternatives[i].place, p, spec, p->alternatives[i].value);
	if (p->n_alternatives || !p->low)
		return;
	bool good = spec->kind == PARAM_NUMBER && number_fits(r, spec, p->low) &&
	            number_fits(r, spec, p->high);
	if (!good)
		unfit(r, at->place, p, spec,
		      arena_print(r->arena, "%s … %s", ratio_plain(r->arena, p->low),
		                  ratio_plain(r->arena, p->high)));
}

static void bind(struct reader *r, const struct cfg *at, const struct param_spec *spec,
                 struct param *out)
{
	const struct method *m = r->method;
	size_t index = method_policy(m, at->text + 1);
	if (index != NONE) {
		out->policy = index;
		r->policy_used[index] = true;
		check_policy(r, at, &m->policies[index], spec);
		return;
	}
	struct buffer known;
	buffer_start(&known, r->arena);
	for (size_t i = 0; i < m->n_policies; i++)
		buffer_list(&known, arena_print(r->arena, "$%s", m->policies[i].named.id));
	diag_add(r->log, at->place, DIAG_unknown_policy,
	         ARGS(words_same(spec->name), words_same(at->text), words_same(known.text)));
}

static void read_literal(struct reader *r, const struct cfg *group, const struct cfg *at,
                         const struct param_spec *spec)
{
	if (spec->kind == PARAM_NUMBER)
		reader_number(r, group, spec->name, spec->low, spec->high);
	else if (!fits(r, spec, at->text))
		diag_add(r->log, at->place,
		         spec->kind == PARAM_TYPE ? DIAG_unknown_id : DIAG_unknown_word,
		         ARGS(words_same(spec->name), words_same(at->text),
		              words_same(what_fits(r, spec))));
}

static bool can_take(const struct method *m, const struct param *p, const struct param_spec *spec,
                     const char *word)
{
	if (p->policy == NONE) {
		const char *text = p->literal ? p->literal : spec->fallback;
		return text && !strcmp(text, word);
	}
	const struct policy *policy = &m->policies[p->policy];
	for (size_t i = 0; i < policy->n_alternatives; i++)
		if (!strcmp(policy->alternatives[i].value, word))
			return true;
	return false;
}

/* What covers itself covers nothing. */
static void check_same(struct reader *r, const struct param_spec *specs, const struct param *params)
{
	for (size_t i = 0; specs[i].name; i++)
		for (size_t k = 0; k < i; k++)
			if (specs[i].kind == PARAM_TYPE && specs[k].kind == PARAM_TYPE &&
			    params[i].literal && params[k].literal &&
			    !strcmp(params[i].literal, params[k].literal))
				diag_add(
				        r->log, params[i].place, DIAG_param_same,
				        ARGS(words_same(specs[k].name), words_same(specs[i].name)));
}

static void check_needed(struct reader *r, const struct cfg *group, const struct param_spec *specs,
                         const struct param *params)
{
	for (size_t i = 0; specs[i].name; i++) {
		if (!specs[i].needed_for || params[i].literal)
			continue;
		for (size_t k = 0; specs[k].name; k++)
			if (specs[k].kind == PARAM_WORD &&
			    can_take(r->method, &params[k], &specs[k], specs[i].needed_for))
				diag_add(r->log, group->place, DIAG_param_needed,
				         ARGS(words_same(specs[i].name),
				              words_same(specs[i].needed_for)));
	}
}

void params_read(struct reader *r, const struct cfg *group, const struct param_spec *specs,
                 struct param *out)
{
	for (size_t i = 0; specs[i].name; i++) {
		const struct cfg *c = group ? cfg_get(group, specs[i].name) : NULL;
		out[i] = (struct param){.policy = NONE};
		if (!c)
			continue;
		out[i].literal = c->text;
		out[i].place = c->place;
		if (*c->text == '$')
			bind(r, c, &specs[i], &out[i]);
		else
			read_literal(r, group, c, &specs[i]);
	}
	if (!group)
		return;
	check_needed(r, group, specs, out);
	check_same(r, specs, out);
}

void params_check_used(struct reader *r)
{
	const struct method *m = r->method;
	for (size_t i = 0; i < m->n_policies; i++) {
		const struct named *n = &m->policies[i].named;
		if (!r->policy_used[i])
			diag_add(r->log, n->place, DIAG_policy_unused,
			         ARGS(n->name, words_same(n->id)));
	}
}
