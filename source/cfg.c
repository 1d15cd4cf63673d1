#include "source/cfg.h"

#include "engine/buffer.h"
#include "engine/nearest.h"
#include "source/encoding.h"
#include "source/tokens.h"

#include <libconfig.h>
#include <string.h>

/* libconfig gets one token per line: the line that it reports is then the number of a token,
 * and tells line and column. A number travels as a text behind this byte, which no text may
 * hold; a repeated key gets this prefix, and is left out of the result. */
#define NUMBER_MARK '\x01'
#define TWIN_PREFIX "*twin*"

struct reader {
	struct arena *arena;
	struct diag_list *log;
	struct tokens tokens;
};

/* ---- tokens to libconfig ---- */

static const char *for_libconfig(const struct reader *r)
{
	struct buffer out;
	buffer_start(&out, r->arena);
	for (size_t i = 0; i < r->tokens.n; i++) {
		const struct token *t = &r->tokens.list[i];
		if (t->twin)
			buffer_print(&out, TWIN_PREFIX "%zu", i);
		else if (t->kind == TOKEN_NUMBER)
			buffer_print(&out, "\"%c%.*s\"", NUMBER_MARK, (int)t->length, t->text);
		else
			buffer_add_n(&out, t->text, t->length);
		buffer_add_char(&out, '\n');
	}
	return out.text;
}

/* By number, from 1; NULL past the last. */
static const struct token *token_at(const struct reader *r, unsigned number)
{
	return number && number <= r->tokens.n ? &r->tokens.list[number - 1] : NULL;
}

static struct place token_place(const struct reader *r, unsigned number)
{
	const struct token *t = token_at(r, number);
	return t ? t->place : r->tokens.end;
}

/* ---- libconfig to nodes ---- */

static void convert(const struct reader *r, config_setting_t *from, struct cfg *to);

static void convert_scalar(const struct reader *r, config_setting_t *from, struct cfg *to)
{
	if (config_setting_type(from) == CONFIG_TYPE_BOOL) {
		to->kind = CFG_BOOL;
		to->truth = config_setting_get_bool(from);
		to->text = to->truth ? "true" : "false";
		return;
	}
	const char *text = config_setting_get_string(from);
	bool number = *text == NUMBER_MARK;
	to->kind = number ? CFG_NUMBER : CFG_STRING;
	to->text = arena_copy(r->arena, text + number);
}

static void convert_members(const struct reader *r, config_setting_t *from, struct cfg *to)
{
	to->kind = config_setting_is_group(from) ? CFG_GROUP : CFG_LIST;
	unsigned n = (unsigned)config_setting_length(from);
	struct cfg *members = ARENA_NEWS(r->arena, struct cfg, n);
	for (unsigned i = 0; i < n; i++) {
		config_setting_t *member = config_setting_get_elem(from, i);
		const char *name = config_setting_name(member);
		if (!name || strncmp(name, TWIN_PREFIX, strlen(TWIN_PREFIX)) != 0)
			convert(r, member, &members[to->n++]);
	}
	to->members = members;
}

static void convert(const struct reader *r, config_setting_t *from, struct cfg *to)
{
	const char *name = config_setting_name(from);
	unsigned number = config_setting_source_line(from);
	/* The parser has to look past a text in a list to know that it ended. */
	if (!name && config_setting_is_scalar(from) &&
	    config_setting_type(from) == CONFIG_TYPE_STRING)
		number--;
	to->place = token_place(r, number);
	to->key = name ? arena_copy(r->arena, name) : NULL;
	if (config_setting_is_aggregate(from))
		convert_members(r, from, to);
	else
		convert_scalar(r, from, to);
}

static const struct cfg *parse(const struct reader *r, const char *file)
{
	config_t parser;
	config_init(&parser);
	struct cfg *root = NULL;
	if (config_read_string(&parser, for_libconfig(r))) {
		root = ARENA_NEW(r->arena, struct cfg);
		convert(r, config_root_setting(&parser), root);
		root->place = (struct place){.file = file};
	} else {
		unsigned number = (unsigned)config_error_line(&parser);
		const struct token *t = token_at(r, number);
		tokens_syntax_error(r->arena, token_place(r, number), t ? t->text : NULL,
		                    t ? t->length : 0, r->log);
	}
	config_destroy(&parser);
	return root;
}

const struct cfg *cfg_read(struct arena *a, const struct file *f, struct diag_list *log)
{
	struct utf8 text = encoding_to_utf8(a, f, false, log);
	struct reader r = {.arena = a, .log = log};
	if (!text.text || !tokens_read(a, f->name, text.text, &r.tokens, log))
		return NULL;
	return parse(&r, f->name);
}

/* ---- checks ---- */

static const enum text_id kind_texts[] = {
        [CFG_GROUP] = TEXT_kind_group,   [CFG_LIST] = TEXT_kind_list,
        [CFG_STRING] = TEXT_kind_string, [CFG_NUMBER] = TEXT_kind_number,
        [CFG_BOOL] = TEXT_kind_bool,
};

static struct words kinds_in_words(struct arena *a, unsigned kinds)
{
	struct words out;
	for (enum lang lang = 0; lang < LANGS; lang++) {
		struct buffer b;
		buffer_start(&b, a);
		for (enum cfg_kind k = 0; k <= CFG_BOOL; k++) {
			if (!(kinds & 1u << k))
				continue;
			if (b.length)
				buffer_add(&b, text_in(TEXT_kind_or, lang));
			buffer_add(&b, text_in(kind_texts[k], lang));
		}
		out.in[lang] = b.text;
	}
	return out;
}

static const char *known_keys(struct arena *a, const struct cfg_key *keys)
{
	struct buffer b;
	buffer_start(&b, a);
	for (const struct cfg_key *k = keys; k->key; k++)
		buffer_print(&b, "%s%s", k == keys ? "" : ", ", k->key);
	return b.text;
}

static struct words nearest_key(struct arena *a, const char *key, const struct cfg_key *keys)
{
	size_t n = 0;
	while (keys[n].key)
		n++;
	const char **words = ARENA_NEWS(a, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		words[i] = keys[i].key;
	words[n] = NULL;
	return nearest_words(a, nearest(a, key, words));
}

/* date = 2024-01-01; as it should have been: a text of what was written. */
static struct words in_quotes(struct arena *a, const struct cfg *member, unsigned kinds)
{
	struct words out = words_same("");
	bool fits = member->kind == CFG_NUMBER && kinds == 1u << CFG_STRING;
	for (enum lang lang = 0; fits && lang < LANGS; lang++)
		out.in[lang] = text_fill(a, TEXT_such_as, lang,
		                         ARGS(words_same(member->key), words_same(member->text)));
	return out;
}

void cfg_unknown_key(struct arena *a, const struct cfg *member, const struct cfg_key *keys,
                     struct words hint, struct diag_list *log)
{
	if (!*hint.in[LANG_ZH])
		hint = nearest_key(a, member->key, keys);
	diag_add(log, member->place, DIAG_unknown_key,
	         ARGS(words_same(member->key), words_same(known_keys(a, keys)), hint));
	((struct cfg *)member)->refused = true;
}

static bool check_member(struct arena *a, struct cfg *member, const struct cfg_key *keys,
                         struct diag_list *log)
{
	const struct cfg_key *k = keys;
	while (k->key && strcmp(k->key, member->key) != 0)
		k++;
	if (!k->key)
		cfg_unknown_key(a, member, keys, words_same(""), log);
	else if (!(k->kinds & 1u << member->kind))
		diag_add(log, member->place, DIAG_wrong_type,
		         ARGS(words_same(member->key), kinds_in_words(a, k->kinds),
		              in_quotes(a, member, k->kinds)));
	else
		return true;
	member->refused = true;
	return false;
}

/* What its value looks like. */
static const char *sample(unsigned kinds)
{
	return kinds & 1u << CFG_LIST      ? "( … )"
	       : kinds & 1u << CFG_GROUP   ? "{ … }"
	       : kinds & 1u << CFG_BOOL    ? "true"
	       : kinds == 1u << CFG_STRING ? "\"…\""
	                                   : "…";
}

bool cfg_check(struct arena *a, const struct cfg *group, const struct cfg_key *keys,
               struct diag_list *log)
{
	bool good = true;
	for (size_t i = 0; i < group->n; i++)
		if (group->members[i].refused ||
		    !check_member(a, (struct cfg *)&group->members[i], keys, log))
			good = false;
	for (const struct cfg_key *k = keys; k->key; k++) {
		bool there = false;
		for (size_t i = 0; i < group->n && !there; i++)
			there = !strcmp(group->members[i].key, k->key);
		if (there || !k->required)
			continue;
		diag_add(log, group->place, DIAG_missing_key,
		         ARGS(words_same(k->key), words_same(sample(k->kinds))));
		good = false;
	}
	return good;
}

const struct cfg *cfg_get(const struct cfg *group, const char *key)
{
	for (size_t i = 0; i < group->n; i++)
		if (!strcmp(group->members[i].key, key))
			return group->members[i].refused ? NULL : &group->members[i];
	return NULL;
}

bool cfg_has(const struct cfg *group, const char *key)
{
	for (size_t i = 0; i < group->n; i++)
		if (!strcmp(group->members[i].key, key))
			return true;
	return false;
}

const char *cfg_text(const struct cfg *group, const char *key, const char *fallback)
{
	const struct cfg *c = cfg_get(group, key);
	return c ? c->text : fallback;
}
