#include "rules/reader.h"

#include <string.h>

#define NAMED_KEYS                                                                                 \
	{"id", KIND_TEXT, true}, {"name", KIND_TEXT, true}, {"name_en", KIND_TEXT, false},         \
	{                                                                                          \
		"aliases", KIND_LIST, false                                                        \
	}

static void read_clauses(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {
	        {"id", KIND_TEXT, true},       {"ref", KIND_TEXT, true},
	        {"ref_en", KIND_TEXT, false},  {"gist", KIND_TEXT, false},
	        {"gist_en", KIND_TEXT, false}, {0},
	};
	const struct cfg *members;
	size_t n = reader_groups(r, root, "clauses", &members);
	struct clause *list = ARENA_NEWS(r->arena, struct clause, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "ref");
		list[i].gist = reader_words(&members[i], "gist");
	}
	reader_check_names(r, list, n, sizeof *list);
	r->method->clauses = list;
	r->method->n_clauses = n;
}

/* A period that reaches itself through within would have no longest one. */
static void check_cycle(struct reader *r, const struct period *list, size_t n, size_t start)
{
	size_t steps = 0;
	for (size_t at = list[start].within; at != NONE; at = list[at].within)
		if (at == start || ++steps > n) {
			if (at == start)
				diag_add(r->log, list[start].named.place, DIAG_period_cycle,
				         ARGS(list[start].named.name));
			return;
		}
}

static void read_periods(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {NAMED_KEYS, {"within", KIND_TEXT, false}, {0}};
	const struct cfg *members;
	size_t n = reader_groups(r, root, "periods", &members);
	struct period *list = ARENA_NEWS(r->arena, struct period, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
	}
	reader_check_names(r, list, n, sizeof *list);
	r->method->periods = list;
	r->method->n_periods = n;
	for (size_t i = 0; i < n; i++) {
		const struct cfg *within = cfg_get(&members[i], "within");
		list[i].within = within ? method_period(r->method, within->text) : NONE;
		if (within && list[i].within == NONE)
			reader_unknown(r, within, "within", list, n, sizeof *list);
	}
	for (size_t i = 0; i < n; i++)
		check_cycle(r, list, n, i);
}

static void read_units(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {NAMED_KEYS, {"assessed", KIND_BOOL, false}, {0}};
	const struct cfg *members;
	size_t n = reader_groups(r, root, "units", &members), assessed = 0;
	struct unit *list = ARENA_NEWS(r->arena, struct unit, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
		list[i].assessed = reader_bool(&members[i], "assessed", true);
		assessed += list[i].assessed;
	}
	reader_check_names(r, list, n, sizeof *list);
	if (n && !assessed)
		diag_add(r->log, cfg_get(root, "units")->place, DIAG_no_assessed, NO_ARGS);
	r->method->units = list;
	r->method->n_units = n;
}

static void read_types(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {
	        NAMED_KEYS,
	        {"whole", KIND_BOOL, false},
	        {"measure", KIND_TEXT, false},
	        {"measure_en", KIND_TEXT, false},
	        {0},
	};
	const struct cfg *members;
	size_t n = reader_groups(r, root, "types", &members);
	struct type *list = ARENA_NEWS(r->arena, struct type, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
		list[i].whole = reader_bool(&members[i], "whole", true);
		list[i].measure = reader_words(&members[i], "measure");
	}
	reader_check_names(r, list, n, sizeof *list);
	r->method->types = list;
	r->method->n_types = n;
}

static void read_total(struct reader *r, const struct cfg *group, const char *key,
                       struct named *out)
{
	*out = (struct named){.id = "", .name = words_same("")};
	const struct cfg *list = group ? cfg_get(group, key) : NULL;
	if (!list)
		return;
	const char **aliases = ARENA_NEWS(r->arena, const char *, list->n);
	for (size_t i = 0; i < list->n; i++)
		if (list->members[i].kind == CFG_STRING)
			aliases[out->n_aliases++] = list->members[i].text;
		else
			diag_add(r->log, list->members[i].place, DIAG_wrong_type,
			         ARGS(words_same(key), text_words(TEXT_kind_string)));
	out->aliases = aliases;
	out->place = list->place;
}

static void read_totals(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {{"unit", KIND_LIST, false},
	                                      {"item", KIND_LIST, false},
	                                      {"type", KIND_LIST, false},
	                                      {0}};
	const struct cfg *group = cfg_get(root, "totals");
	if (group)
		cfg_check(r->arena, group, keys, r->log);
	read_total(r, group, "unit", &r->method->total_unit);
	read_total(r, group, "item", &r->method->total_item);
	read_total(r, group, "type", &r->method->total_type);
}

void lists_read(struct reader *r, const struct cfg *root)
{
	read_clauses(r, root);
	read_periods(r, root);
	read_units(r, root);
	read_types(r, root);
	read_totals(r, root);
}
