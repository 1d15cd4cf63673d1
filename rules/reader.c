#include "rules/reader.h"

#include "engine/nearest.h"
#include "rules/rules.h"

#include <stdlib.h>
#include <string.h>

struct words reader_words(const struct cfg *group, const char *key)
{
	char other[64] = "";
	strncat(other, key, sizeof other - 4);
	strcat(other, "_en");
	const char *zh = cfg_text(group, key, "");
	return (struct words){{zh, cfg_text(group, other, zh)}};
}

bool reader_bool(const struct cfg *group, const char *key, bool fallback)
{
	const struct cfg *c = cfg_get(group, key);
	return c ? c->truth : fallback;
}

const struct cfg *reader_text(const struct cfg *group, const char *key)
{
	const struct cfg *c = cfg_get(group, key);
	return c && c->kind == CFG_STRING ? c : NULL;
}

const ratio *reader_number_between(struct reader *r, const struct cfg *group, const char *key,
                                   const ratio *low, const ratio *high)
{
	const struct cfg *c = cfg_get(group, key);
	if (!c)
		return NULL;
	const ratio *value = ratio_read(r->arena, c->text);
	if (!value) {
		diag_add(r->log, c->place, DIAG_bad_number,
		         ARGS(words_same(key), words_same(c->text)));
		return NULL;
	}
	if (ratio_cmp(value, low) < 0 || ratio_cmp(value, high) > 0) {
		diag_add(r->log, c->place, DIAG_out_of_range,
		         ARGS(words_same(key), words_same(c->text),
		              words_same(ratio_plain(r->arena, low)),
		              words_same(ratio_plain(r->arena, high))));
		return NULL;
	}
	return value;
}

const ratio *reader_number(struct reader *r, const struct cfg *group, const char *key,
                           const char *low, const char *high)
{
	return reader_number_between(r, group, key, ratio_read(r->arena, low),
	                             ratio_read(r->arena, high));
}

size_t reader_whole(struct reader *r, const struct cfg *group, const char *key, size_t fallback,
                    const char *low, const char *high)
{
	const ratio *value = reader_number(r, group, key, low, high);
	if (!value)
		return fallback;
	const struct cfg *c = cfg_get(group, key);
	if (!ratio_is_whole(value)) {
		diag_add(r->log, c->place, DIAG_not_whole,
		         ARGS(words_same(key), words_same(c->text)));
		return fallback;
	}
	size_t whole = 0; /* within the range, which is small */
	for (const char *digit = ratio_exact(r->arena, value); *digit; digit++)
		whole = 10 * whole + (size_t)(*digit - '0');
	return whole;
}

size_t reader_word(struct reader *r, const struct cfg *group, const char *key,
                   const char *const *words, size_t n, size_t fallback)
{
	const struct cfg *c = cfg_get(group, key);
	if (!c)
		return fallback;
	for (size_t i = 0; i < n; i++)
		if (!strcmp(words[i], c->text))
			return i;
	reader_unknown_word(r, c, key, words, n, words_same(""));
	return fallback;
}

void reader_unknown_word(struct reader *r, const struct cfg *at, const char *key,
                         const char *const *words, size_t n, struct words hint)
{
	const char **known = ARENA_NEWS(r->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		known[i] = words[i];
	known[n] = NULL;
	if (!*hint.in[LANG_ZH])
		hint = nearest_words(r->arena, nearest(r->arena, at->text, known));
	diag_add(r->log, at->place, DIAG_unknown_word,
	         ARGS(words_same(key), words_same(at->text),
	              words_same(reader_list_words(r->arena, known)), hint));
}

const char *reader_list_words(struct arena *a, const char *const *words)
{
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; words[i]; i++)
		buffer_list(&b, words[i]);
	return b.text;
}

static const struct named *member(const void *list, size_t index, size_t size)
{
	return (const void *)((const char *)list + index * size);
}

struct words reader_hint(struct reader *r, const char *text, const void *list, size_t n,
                         size_t size)
{
	const char **ids = ARENA_NEWS(r->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct named *named = member(list, i, size);
		ids[i] = named->id;
		if (!strcmp(named->id, text))
			return words_same(""); /* known, and wrong for another reason */
		if (*text && named_is(named, text))
			return nearest_words(r->arena, named->id);
	}
	ids[n] = NULL;
	return nearest_words(r->arena, nearest(r->arena, text, ids));
}

void reader_unknown(struct reader *r, const struct cfg *at, const char *what, const void *list,
                    size_t n, size_t size)
{
	struct buffer known;
	buffer_start(&known, r->arena);
	for (size_t i = 0; i < n; i++)
		buffer_list(&known, member(list, i, size)->id);
	diag_add(r->log, at->place, DIAG_unknown_id,
	         ARGS(words_same(what), words_same(at->text),
	              n ? words_same(known.text) : text_words(TEXT_none_known),
	              reader_hint(r, at->text, list, n, size)));
}

size_t reader_clause(struct reader *r, const struct cfg *group)
{
	const struct method *m = r->method;
	const struct cfg *c = cfg_get(group, "clause");
	if (!c)
		return NONE;
	for (size_t i = 0; i < m->n_clauses; i++)
		if (!strcmp(m->clauses[i].named.id, c->text))
			return i;
	reader_unknown(r, c, "clause", m->clauses, m->n_clauses, sizeof *m->clauses);
	return NONE;
}

size_t reader_groups(struct reader *r, const struct cfg *group, const char *key,
                     const struct cfg **members)
{
	const struct cfg *list = cfg_get(group, key);
	*members = NULL;
	if (!list)
		return 0;
	if (!list->n)
		diag_add(r->log, list->place, DIAG_empty_list, ARGS(words_same(key)));
	struct cfg *good = ARENA_NEWS(r->arena, struct cfg, list->n);
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (list->members[i].kind == CFG_GROUP) {
			good[n++] = list->members[i];
			continue;
		}
		struct words kind = text_words(TEXT_kind_group);
		diag_add(r->log, list->members[i].place, DIAG_wrong_type,
		         ARGS(words_same(key), kind));
	}
	*members = good;
	return n;
}

/* "United States" is united-states; a text of other scripts is numbered: u3. */
static const char *id_of(struct reader *r, const char *text, const char *key, size_t index)
{
	struct buffer b;
	buffer_start(&b, r->arena);
	for (const char *c = text; *c; c++) {
		bool letter = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
		bool capital = *c >= 'A' && *c <= 'Z';
		if ((unsigned char)*c >= 0x80)
			return arena_print(r->arena, "%c%zu", *key, index + 1);
		if (letter || capital)
			buffer_print(&b, "%c", capital ? *c - 'A' + 'a' : *c);
		else if (b.length && b.text[b.length - 1] != '-')
			buffer_add(&b, "-");
	}
	return b.length && b.length <= 40 ? b.text
	                                  : arena_print(r->arena, "%c%zu", *key, index + 1);
}

static struct cfg as_group(struct reader *r, const struct cfg *text, const char *key, size_t index)
{
	struct cfg *members = ARENA_NEWS(r->arena, struct cfg, 2);
	members[0] = members[1] = *text;
	members[0].key = "id";
	members[0].text = id_of(r, text->text, key, index);
	members[1].key = "name";
	return (struct cfg){.kind = CFG_GROUP, .place = text->place, .members = members, .n = 2};
}

size_t reader_members(struct reader *r, const struct cfg *group, const char *key,
                      const struct cfg **members)
{
	const struct cfg *list = cfg_get(group, key);
	if (!list)
		return reader_groups(r, group, key, members);
	struct cfg *all = ARENA_NEWS(r->arena, struct cfg, list->n), copy = *list;
	for (size_t i = 0; i < list->n; i++)
		all[i] = list->members[i].kind == CFG_STRING
		                 ? as_group(r, &list->members[i], key, i)
		                 : list->members[i];
	copy.members = all;
	return reader_groups(r, &(struct cfg){.kind = CFG_GROUP, .members = &copy, .n = 1}, key,
	                     members);
}

bool rules_is_id(const char *id)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
	size_t length = strspn(id, allowed);
	return length && !id[length] && length <= 40;
}

static void check_id(struct reader *r, const struct cfg *id)
{
	if (!rules_is_id(id->text))
		diag_add(r->log, id->place, DIAG_bad_id, ARGS(words_same(id->text)));
}

static void read_aliases(struct reader *r, const struct cfg *group, struct named *out)
{
	const struct cfg *list = cfg_get(group, "aliases");
	if (!list)
		return;
	const char **aliases = ARENA_NEWS(r->arena, const char *, list->n);
	for (size_t i = 0; i < list->n; i++) {
		const struct cfg *c = &list->members[i];
		struct words kind = text_words(TEXT_kind_string);
		if (c->kind == CFG_STRING)
			aliases[out->n_aliases++] = c->text;
		else
			diag_add(r->log, c->place, DIAG_wrong_type,
			         ARGS(words_same("aliases"), kind));
	}
	out->aliases = aliases;
}

struct named reader_named(struct reader *r, const struct cfg *group, const char *name_key)
{
	const struct cfg *id = cfg_get(group, "id"), *name = cfg_get(group, name_key);
	struct named out = {.id = id ? id->text : "", .place = group->place};
	if (id) {
		check_id(r, id);
		out.place = id->place;
	}
	if (name && !*name->text)
		diag_add(r->log, name->place, DIAG_empty_text, ARGS(words_same(name_key)));
	out.name = reader_words(group, name_key);
	read_aliases(r, group, &out);
	return out;
}

/* One way to call a member of a list. */
struct spelling {
	const char *text;
	const struct named *named;
	size_t member;
};

static int compare_spellings(const void *left, const void *right)
{
	const struct spelling *x = left, *y = right;
	int order = strcmp(x->text, y->text);
	if (order)
		return order;
	return x->member < y->member ? -1 : x->member > y->member;
}

static size_t add_spelling(struct spelling *list, size_t n, const struct named *named, size_t index,
                           const char *text)
{
	if (*text)
		list[n++] = (struct spelling){text, named, index};
	return n;
}

static struct spelling *all_spellings(struct reader *r, const void *list, size_t n, size_t size,
                                      size_t *n_out)
{
	size_t room = 0;
	for (size_t i = 0; i < n; i++)
		room += 3 + member(list, i, size)->n_aliases;
	struct spelling *out = ARENA_NEWS(r->arena, struct spelling, room);
	*n_out = 0;
	for (size_t i = 0; i < n; i++) {
		const struct named *named = member(list, i, size);
		*n_out = add_spelling(out, *n_out, named, i, named->id);
		for (enum lang lang = 0; lang < LANGS; lang++)
			*n_out = add_spelling(out, *n_out, named, i, named->name.in[lang]);
		for (size_t k = 0; k < named->n_aliases; k++)
			*n_out = add_spelling(out, *n_out, named, i, named->aliases[k]);
	}
	return out;
}

void reader_check_names(struct reader *r, const void *list, size_t n, size_t size)
{
	size_t n_spellings;
	struct spelling *all = all_spellings(r, list, n, size, &n_spellings);
	bool *said = ARENA_NEWS(r->arena, bool, n); /* one finding per member is enough */
	qsort(all, n_spellings, sizeof *all, compare_spellings);
	for (size_t i = 1; i < n_spellings; i++) {
		const struct spelling *x = &all[i - 1], *y = &all[i];
		if (strcmp(x->text, y->text) != 0 || x->member == y->member || said[y->member])
			continue;
		said[y->member] = true;
		bool ids = !strcmp(x->named->id, y->named->id);
		struct words line = words_same(arena_print(r->arena, "%u", x->named->place.line));
		diag_add(r->log, y->named->place, ids ? DIAG_duplicate_id : DIAG_name_clash,
		         ARGS(words_same(ids ? y->named->id : y->text), line));
	}
}
