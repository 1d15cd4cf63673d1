#include "engine/nearest.h"
#include "engine/scoring.h"
#include "rules/reader.h"

#include <string.h>

#define KEYS_MAX 48

static unsigned kinds_of(const struct param_spec *spec)
{
	switch (spec->kind) {
	case PARAM_NUMBER:
		return KIND_NUMBER;
	case PARAM_ROWS:
		return KIND_LIST;
	default:
		return KIND_TEXT;
	}
}

/* "limit is a parameter of completion, blend", or empty. */
static struct words methods_with(struct reader *r, const char *key)
{
	struct words out = words_same("");
	struct buffer b;
	buffer_start(&b, r->arena);
	for (size_t i = 0; scoring_methods[i]; i++)
		for (const struct param_spec *s = scoring_methods[i]->params; s->name; s++)
			if (!strcmp(s->name, key))
				buffer_list(&b, scoring_methods[i]->id);
	for (enum lang lang = 0; b.length && lang < LANGS; lang++)
		out.in[lang] = text_fill(r->arena, TEXT_param_elsewhere, lang,
		                         ARGS(words_same(key), words_same(b.text)));
	return out;
}

/* A key that does not belong here, but to some scoring method. */
static bool check_strangers(struct reader *r, const struct cfg *group, const struct cfg_key *keys)
{
	bool good = true;
	for (size_t i = 0; i < group->n; i++) {
		const struct cfg *c = &group->members[i];
		const struct cfg_key *k = keys;
		while (k->key && strcmp(k->key, c->key) != 0)
			k++;
		if (k->key)
			continue;
		r->uses_unclear = true; /* perhaps a misspelt parameter */
		cfg_unknown_key(r->arena, c, keys, methods_with(r, c->key), r->log);
		good = false;
	}
	return good;
}

bool params_check_keys(struct reader *r, const struct cfg *group, const struct cfg_key *keys,
                       const struct param_spec *specs)
{
	struct cfg_key all[KEYS_MAX + 1] = {0};
	size_t n = 0;
	for (; keys->key && n < KEYS_MAX; keys++)
		all[n++] = *keys;
	for (; specs && specs->name && n < KEYS_MAX; specs++)
		all[n++] = (struct cfg_key){specs->name, kinds_of(specs), !specs->fallback};
	bool known = check_strangers(r, group, all);
	return cfg_check(r->arena, group, all, r->log) && known;
}

/* What a parameter takes, in words, for messages. */
static const char *what_fits(struct reader *r, const struct param_spec *spec)
{
	const struct method *m = r->method;
	struct buffer b;
	buffer_start(&b, r->arena);
	switch (spec->kind) {
	case PARAM_WORD:
		return reader_list_words(r->arena, spec->words);
	case PARAM_NUMBER:
		return arena_print(r->arena, "%s … %s", spec->low, spec->high);
	case PARAM_TYPE:
		for (size_t i = 0; i < m->n_types; i++)
			buffer_list(&b, m->types[i].named.id);
		break;
	case PARAM_PERIOD:
		for (size_t i = 0; i < m->n_periods; i++)
			buffer_list(&b, m->periods[i].named.id);
		break;
	case PARAM_ITEM: /* not known yet: params_check_items() */
	case PARAM_ROWS: /* never bound to a policy */
		break;
	}
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
		return method_type(r->method, text) != NONE;
	case PARAM_PERIOD:
		return method_period(r->method, text) != NONE;
	case PARAM_ITEM:
	case PARAM_ROWS:
		break;
	}
	return true;
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
	const char **ids = ARENA_NEWS(r->arena, const char *, m->n_policies + 1);
	for (size_t i = 0; i < m->n_policies; i++)
		ids[i] = arena_print(r->arena, "$%s", m->policies[i].named.id);
	ids[m->n_policies] = NULL;
	r->uses_unclear = true;
	diag_add(r->log, at->place, DIAG_unknown_policy,
	         ARGS(words_same(spec->name), words_same(at->text),
	              *ids ? words_same(reader_list_words(r->arena, ids))
	                   : text_words(TEXT_none_known),
	              nearest_words(r->arena, nearest(r->arena, at->text, ids))));
}

/* limit = "over"; where policy over is meant: the mark before its id is forgotten. */
static struct words forgotten_mark(struct reader *r, const char *text)
{
	if (method_policy(r->method, text) == NONE)
		return words_same("");
	r->uses_unclear = true;
	return nearest_words(r->arena, arena_print(r->arena, "\"$%s\"", text));
}

static void wrong_literal(struct reader *r, const struct cfg *at, const struct param_spec *spec)
{
	const struct method *m = r->method;
	struct words hint = forgotten_mark(r, at->text);
	if (spec->kind == PARAM_WORD) {
		size_t n = 0;
		while (spec->words[n])
			n++;
		reader_unknown_word(r, at, spec->name, spec->words, n, hint);
	} else if (spec->kind == PARAM_TYPE) {
		reader_unknown(r, at, spec->name, m->types, m->n_types, sizeof *m->types);
	} else {
		reader_unknown(r, at, spec->name, m->periods, m->n_periods, sizeof *m->periods);
	}
}

static void read_literal(struct reader *r, const struct cfg *group, const struct cfg *at,
                         const struct param_spec *spec)
{
	if (spec->kind != PARAM_NUMBER) {
		if (!fits(r, spec, at->text))
			wrong_literal(r, at, spec);
		return;
	}
	struct words hint = forgotten_mark(r, at->text);
	if (!*hint.in[LANG_ZH])
		reader_number(r, group, spec->name, spec->low, spec->high);
	else
		diag_add(r->log, at->place, DIAG_bad_number,
		         ARGS(words_same(spec->name), words_same(at->text), hint));
}

/* Is `text` among the words of "growth|change"? */
static bool among(const char *words, const char *text)
{
	size_t n = strlen(text);
	for (const char *at = words; *at; at += *at == '|') {
		size_t length = strcspn(at, "|");
		if (length == n && !strncmp(at, text, n))
			return true;
		at += length;
	}
	return false;
}

/* The word among `words` that the parameter can take, or NULL. */
static const char *can_take(const struct method *m, const struct param *p,
                            const struct param_spec *spec, const char *words)
{
	if (p->policy == NONE) {
		const char *text = p->literal ? p->literal : spec->fallback;
		return text && among(words, text) ? text : NULL;
	}
	const struct policy *policy = &m->policies[p->policy];
	for (size_t i = 0; i < policy->n_alternatives; i++)
		if (among(words, policy->alternatives[i].value))
			return policy->alternatives[i].value;
	return NULL;
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
		for (size_t k = 0; specs[k].name; k++) {
			const char *word = specs[k].kind == PARAM_WORD
			                           ? can_take(r->method, &params[k], &specs[k],
			                                      specs[i].needed_for)
			                           : NULL;
			if (word)
				diag_add(r->log, group->place, DIAG_param_needed,
				         ARGS(words_same(specs[i].name), words_same(word)));
		}
	}
}

/* ---- tables ---- */

static void bad_row(struct reader *r, const struct cfg *row, const struct param_spec *spec)
{
	const enum text_id first = spec->row_word ? TEXT_row_word : TEXT_row_number;
	const char *most = spec->most > spec->least
	                           ? arena_print(r->arena, "%zu … %zu", spec->least, spec->most)
	                           : arena_print(r->arena, "%zu", spec->least);
	diag_add(r->log, row->place, DIAG_param_row,
	         ARGS(words_same(spec->name), text_words(first), words_same(most),
	              words_same(spec->low), words_same(spec->high)));
}

static bool read_cells(struct reader *r, const struct cfg *row, const struct param_spec *spec,
                       struct param_row *out)
{
	size_t first = spec->row_word ? 1 : 0;
	out->place = row->place;
	if (row->kind != CFG_LIST || row->n < first + spec->least || row->n > first + spec->most ||
	    (first && row->members[0].kind != CFG_STRING))
		return false;
	if (first)
		out->word = row->members[0].text;
	for (size_t i = first; i < row->n; i++) {
		const struct cfg *c = &row->members[i];
		bool texts = c->kind == CFG_NUMBER || c->kind == CFG_STRING;
		const ratio *value = texts ? ratio_read(r->arena, c->text) : NULL;
		if (!number_fits(r, spec, value))
			return false;
		out->numbers[out->n++] = value;
	}
	return true;
}

static void read_rows(struct reader *r, const struct cfg *list, const struct param_spec *spec,
                      struct param *out)
{
	struct param_row *rows = ARENA_NEWS(r->arena, struct param_row, list->n);
	if (!list->n)
		diag_add(r->log, list->place, DIAG_empty_list, ARGS(words_same(spec->name)));
	for (size_t i = 0; i < list->n; i++)
		if (!read_cells(r, &list->members[i], spec, &rows[i]))
			bad_row(r, &list->members[i], spec);
	out->rows = rows;
	out->n_rows = list->n;
	out->literal = "( … )";
}

static void fixed(struct reader *r, const struct cfg *at, const struct param_spec *spec)
{
	r->uses_unclear = true;
	diag_add(r->log, at->place, DIAG_param_fixed, ARGS(words_same(spec->name)));
}

/* Once for all units that they are applied to. */
static void read_numbers(struct reader *r, const struct param_spec *specs, struct param *out)
{
	for (size_t i = 0; specs[i].name; i++) {
		const char *text = out[i].literal ? out[i].literal : specs[i].fallback;
		if (specs[i].kind == PARAM_NUMBER && out[i].policy == NONE && text)
			out[i].number = ratio_read(r->arena, text);
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
		if (specs[i].kind == PARAM_ROWS)
			read_rows(r, c, &specs[i], &out[i]);
		else if (*c->text == '$' && specs[i].fixed)
			fixed(r, c, &specs[i]);
		else if (*c->text == '$')
			bind(r, c, &specs[i], &out[i]);
		else
			read_literal(r, group, c, &specs[i]);
	}
	read_numbers(r, specs, out);
	if (!group)
		return;
	check_needed(r, group, specs, out);
	check_same(r, specs, out);
}

void params_check_items(struct reader *r, const struct param_spec *specs,
                        const struct param *params)
{
	const struct method *m = r->method;
	for (size_t i = 0; specs[i].name; i++) {
		if (specs[i].kind != PARAM_ITEM || !params[i].literal)
			continue;
		size_t item = method_item(m, params[i].literal);
		const struct scoring *s = item != NONE ? m->items[item].scoring : NULL;
		if (s && !s->method) /* a finding there says why */
			continue;
		if (!s || !s->method->measured)
			diag_add(r->log, params[i].place, DIAG_param_item,
			         ARGS(words_same(specs[i].name), words_same(params[i].literal),
			              reader_hint(r, params[i].literal, m->items, m->n_items,
			                          sizeof *m->items)));
	}
}

void params_check_used(struct reader *r)
{
	const struct method *m = r->method;
	/* Once that mistake is mended, the policy may well be used. */
	for (size_t i = 0; !r->uses_unclear && i < m->n_policies; i++) {
		const struct named *n = &m->policies[i].named;
		if (!r->policy_used[i])
			diag_add(r->log, n->place, DIAG_policy_unused,
			         ARGS(n->name, words_same(n->id)));
	}
}
