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

/* from and to: both or neither. */
static void read_span(struct reader *r, const struct cfg *group, struct period *out)
{
	const struct cfg *from = cfg_get(group, "from"), *to = cfg_get(group, "to");
	if (!from && !to)
		return;
	struct date_span span;
	bool good = from && to && date_read(from->text, &span.first) &&
	            date_read(to->text, &span.last) && span.first <= span.last;
	if (good)
		out->span = span;
	else
		diag_add(r->log, (from ? from : to)->place, DIAG_period_dates,
		         ARGS(out->named.name));
}

/* parts = ( [ "q1", 25 ], [ "q2", 25 ] ); `all` has those of every period. */
static void read_parts(struct reader *r, const struct param *all, struct period *list, size_t index)
{
	const struct param *rows = &all[index];
	const struct method *m = r->method;
	struct period_part *parts = ARENA_NEWS(r->arena, struct period_part, rows->n_rows);
	for (size_t i = 0; i < rows->n_rows; i++) {
		const struct param_row *row = &rows->rows[i];
		size_t period = row->word ? method_period(m, row->word) : NONE;
		bool good = period != NONE && period != index && !all[period].n_rows;
		for (size_t k = 0; k < i; k++)
			good = good && parts[k].period != period;
		if (!good && row->word)
			diag_add(r->log, row->place, DIAG_period_part,
			         ARGS(words_same(row->word), list[index].named.name,
			              reader_hint(r, row->word, list, m->n_periods, sizeof *list)));
		parts[i] = (struct period_part){good ? period : NONE, row->numbers[0], row->place};
	}
	list[index].parts = parts;
	list[index].n_parts = rows->n_rows;
}

static void read_periods(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {NAMED_KEYS,
	                                      {"within", KIND_TEXT, false},
	                                      {"from", KIND_TEXT, false},
	                                      {"to", KIND_TEXT, false},
	                                      {0}};
	static const struct param_spec specs[] = {{.name = "parts",
	                                           .kind = PARAM_ROWS,
	                                           .fallback = "",
	                                           .low = "1/1000000",
	                                           .high = "1000000",
	                                           .row_word = true,
	                                           .least = 1,
	                                           .most = 1},
	                                          {0}};
	const struct cfg *members;
	size_t n = reader_members(r, root, "periods", &members);
	struct period *list = ARENA_NEWS(r->arena, struct period, n);
	struct param *parts = ARENA_NEWS(r->arena, struct param, n);
	for (size_t i = 0; i < n; i++) {
		params_check_keys(r, &members[i], keys, specs);
		list[i].named = reader_named(r, &members[i], "name");
		read_span(r, &members[i], &list[i]);
		params_read(r, &members[i], specs, &parts[i]);
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
	for (size_t i = 0; i < n; i++)
		read_parts(r, parts, list, i);
}

static void read_groups(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {NAMED_KEYS, {0}};
	const struct cfg *members;
	size_t n = reader_members(r, root, "groups", &members);
	struct group *list = ARENA_NEWS(r->arena, struct group, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
	}
	reader_check_names(r, list, n, sizeof *list);
	r->method->groups = list;
	r->method->n_groups = n;
}

static size_t find_group(struct reader *r, const struct cfg *unit)
{
	const struct method *m = r->method;
	const struct cfg *c = cfg_get(unit, "group");
	if (!c)
		return NONE;
	for (size_t i = 0; i < m->n_groups; i++)
		if (named_is(&m->groups[i].named, c->text))
			return i;
	reader_unknown(r, c, "group", m->groups, m->n_groups, sizeof *m->groups);
	return NONE;
}

static void read_units(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {
	        NAMED_KEYS, {"assessed", KIND_BOOL, false}, {"group", KIND_TEXT, false}, {0}};
	const struct cfg *members;
	size_t n = reader_members(r, root, "units", &members), assessed = 0;
	struct unit *list = ARENA_NEWS(r->arena, struct unit, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
		list[i].assessed = reader_bool(&members[i], "assessed", true);
		list[i].group = find_group(r, &members[i]);
		assessed += list[i].assessed;
	}
	reader_check_names(r, list, n, sizeof *list);
	if (n && !assessed)
		diag_add(r->log, cfg_get(root, "units")->place, DIAG_no_assessed, NO_ARGS);
	r->method->units = list;
	r->method->n_units = n;
}

/* In hundredths, so that efforts can be added up in whole steps. */
static const ratio *read_effort(struct reader *r, const struct cfg *type)
{
	const ratio *x = reader_number(r, type, "effort", TYPE_EFFORT_LEAST, TYPE_EFFORT_MOST);
	if (!x)
		return ratio_of(r->arena, 1, 1);
	const struct cfg *c = cfg_get(type, "effort");
	if (!ratio_is_whole(ratio_mul(r->arena, x, ratio_of(r->arena, 100, 1))))
		diag_add(r->log, c->place, DIAG_effort_decimals, ARGS(words_same(c->text)));
	return x;
}

static void read_types(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {
	        NAMED_KEYS,
	        {"whole", KIND_BOOL, false},
	        {"measure", KIND_TEXT, false},
	        {"measure_en", KIND_TEXT, false},
	        {"effort", KIND_NUMBER, false},
	        {0},
	};
	const struct cfg *members;
	size_t n = reader_members(r, root, "types", &members);
	struct type *list = ARENA_NEWS(r->arena, struct type, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
		list[i].whole = reader_bool(&members[i], "whole", true);
		list[i].measure = reader_words(&members[i], "measure");
		list[i].effort = read_effort(r, &members[i]);
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
	read_groups(r, root);
	read_units(r, root);
	read_types(r, root);
	read_totals(r, root);
}
