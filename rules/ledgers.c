#include "rules/reader.h"

#include "engine/ledger_rule.h"
#include "engine/score.h"

#include <string.h>

/* ---- parts that several groups have ---- */

/* The counted item that KEY names; NONE for any, or after a finding. */
static size_t read_item(struct reader *r, const struct cfg *group)
{
	const struct method *m = r->method;
	const struct cfg *c = reader_text(group, "item");
	size_t item = c ? method_item(m, c->text) : NONE;
	if (!c)
		return NONE;
	const struct scoring *s = item != NONE ? m->items[item].scoring : NULL;
	if (item == NONE)
		reader_unknown(r, c, "item", m->items, m->n_items, sizeof *m->items);
	else if (!s || s->input != INPUT_COUNTS)
		diag_add(r->log, c->place, DIAG_ledger_item, ARGS(words_same(c->text)));
	return item;
}

static size_t read_type(struct reader *r, const struct cfg *group)
{
	const struct method *m = r->method;
	const struct cfg *c = reader_text(group, "type");
	size_t type = c ? method_type(m, c->text) : NONE;
	if (c && type == NONE)
		reader_unknown(r, c, "type", m->types, m->n_types, sizeof *m->types);
	return type;
}

/* "5000万元"; "not set" and an absent key ask for nothing. */
static int64_t read_amount(struct reader *r, const struct cfg *group, const char *key)
{
	int64_t amount = LEDGER_NO_AMOUNT;
	const struct cfg *c = reader_text(group, key);
	if (c && strcmp(c->text, "not set") != 0 && !ledger_amount_text(r->arena, c->text, &amount))
		diag_add(r->log, c->place, DIAG_ledger_amount,
		         ARGS(words_same(key), words_same(c->text)));
	return amount;
}

static size_t read_texts(struct reader *r, const struct cfg *group, const char *key,
                         const char *const **out)
{
	const struct cfg *list = cfg_get(group, key);
	const char **texts = ARENA_NEWS(r->arena, const char *, list ? list->n : 0);
	size_t n = 0;
	for (size_t i = 0; list && i < list->n; i++)
		if (list->members[i].kind == CFG_STRING && *list->members[i].text)
			texts[n++] = list->members[i].text;
		else
			diag_add(r->log, list->members[i].place, DIAG_wrong_type,
			         ARGS(words_same(key), text_words(TEXT_kind_string)));
	*out = texts;
	return n;
}

static unsigned read_stages(struct reader *r, const struct cfg *group)
{
	const char *const *texts;
	const struct cfg *list = cfg_get(group, "stages");
	size_t n = read_texts(r, group, "stages", &texts);
	unsigned set = 0;
	for (size_t i = 0; i < n; i++) {
		size_t stage = LEDGER_TALKS;
		while (stage < LEDGER_STAGES && strcmp(ledger_stages[stage], texts[i]) != 0)
			stage++;
		if (stage < LEDGER_STAGES)
			set |= 1u << stage;
		else
			reader_unknown_word(r, &list->members[i], "stages",
			                    ledger_stages + LEDGER_TALKS,
			                    LEDGER_STAGES - LEDGER_TALKS, words_same(""));
	}
	return set;
}

/* ---- lists ---- */

static void read_thresholds(struct reader *r, const struct cfg *group, struct ledger_rule *out)
{
	static const struct cfg_key keys[] = {{"item", KIND_TEXT, false},
	                                      {"type", KIND_TEXT, false},
	                                      {"investment", KIND_TEXT, false},
	                                      {"revenue", KIND_TEXT, false},
	                                      {0}};
	const struct cfg *members;
	size_t n = reader_groups(r, group, "thresholds", &members);
	struct ledger_threshold *list = ARENA_NEWS(r->arena, struct ledger_threshold, n);
	for (size_t i = 0; i < n; i++) {
		struct ledger_threshold *t = &list[i];
		size_t errors = diag_errors(r->log);
		cfg_check(r->arena, &members[i], keys, r->log);
		*t = (struct ledger_threshold){.item = read_item(r, &members[i]),
		                               .type = read_type(r, &members[i]),
		                               .investment =
		                                       read_amount(r, &members[i], "investment"),
		                               .revenue = read_amount(r, &members[i], "revenue"),
		                               .place = members[i].place};
		for (size_t k = 0; k < i && diag_errors(r->log) == errors; k++)
			if (list[k].item == t->item && list[k].type == t->type)
				diag_add(r->log, t->place, DIAG_ledger_threshold_twice,
				         ARGS(words_same(
				                 arena_print(r->arena, "%u", list[k].place.line))));
	}
	out->thresholds = list;
	out->n_thresholds = n;
}

static void read_exclusions(struct reader *r, const struct cfg *group, struct ledger_rule *out)
{
	static const struct cfg_key keys[] = {
	        {"name", KIND_TEXT, true},    {"name_en", KIND_TEXT, false},
	        {"words", KIND_LIST, false},  {"stages", KIND_LIST, false},
	        {"clause", KIND_TEXT, false}, {0}};
	const struct cfg *members;
	size_t n = reader_groups(r, group, "exclusions", &members);
	struct ledger_exclusion *list = ARENA_NEWS(r->arena, struct ledger_exclusion, n);
	for (size_t i = 0; i < n; i++) {
		struct ledger_exclusion *x = &list[i];
		cfg_check(r->arena, &members[i], keys, r->log);
		x->name = reader_words(&members[i], "name");
		x->n_words = read_texts(r, &members[i], "words", &x->words);
		x->stages = read_stages(r, &members[i]);
		x->clause = reader_clause(r, &members[i]);
		if (!cfg_has(&members[i], "words") && !cfg_has(&members[i], "stages"))
			diag_add(r->log, members[i].place, DIAG_ledger_exclusion, NO_ARGS);
	}
	out->exclusions = list;
	out->n_exclusions = n;
}

static void read_qualities(struct reader *r, const struct cfg *group, struct ledger_rule *out)
{
	static const struct cfg_key keys[] = {{"name", KIND_TEXT, true},
	                                      {"name_en", KIND_TEXT, false},
	                                      {"words", KIND_LIST, false},
	                                      {"item", KIND_TEXT, false},
	                                      {"type", KIND_TEXT, false},
	                                      {"investment", KIND_TEXT, false},
	                                      {"weight", KIND_NUMBER, true},
	                                      {"clause", KIND_TEXT, false},
	                                      {0}};
	const struct cfg *members;
	size_t n = reader_groups(r, group, "qualities", &members);
	struct ledger_quality *list = ARENA_NEWS(r->arena, struct ledger_quality, n);
	for (size_t i = 0; i < n; i++) {
		struct ledger_quality *q = &list[i];
		cfg_check(r->arena, &members[i], keys, r->log);
		q->name = reader_words(&members[i], "name");
		q->n_words = read_texts(r, &members[i], "words", &q->words);
		q->item = read_item(r, &members[i]);
		q->type = read_type(r, &members[i]);
		q->investment = read_amount(r, &members[i], "investment");
		q->weight = reader_number(r, &members[i], "weight", "0", "100");
		q->clause = reader_clause(r, &members[i]);
	}
	out->qualities = list;
	out->n_qualities = n;
}

/* ---- the group ---- */

static void read_group(struct reader *r, const struct cfg *group, struct ledger_rule *out)
{
	static const struct cfg_key keys[] = {
	        {"recognition", KIND_BOOL, false}, {"stage", KIND_TEXT, false},
	        {"date", KIND_TEXT, false},        {"duplicate", KIND_TEXT, false},
	        {"thresholds", KIND_LIST, false},  {"exclusions", KIND_LIST, false},
	        {"weighted", KIND_BOOL, false},    {"qualities", KIND_LIST, false},
	        {"clause", KIND_TEXT, false},      {"why", KIND_TEXT, false},
	        {"why_en", KIND_TEXT, false},      {0}};
	cfg_check(r->arena, group, keys, r->log);
	out->given = true;
	out->recognition = reader_bool(group, "recognition", true);
	out->stage = (enum ledger_stage)reader_word(r, group, "stage", ledger_stages, LEDGER_STAGES,
	                                            LEDGER_NO_STAGE);
	out->day = (enum ledger_day)reader_word(r, group, "date", ledger_days, LEDGER_DAYS,
	                                        LEDGER_RECOGNISED_ON);
	out->duplicate = (enum ledger_duplicate)reader_word(
	        r, group, "duplicate", ledger_duplicates, LEDGER_DUPLICATES, LEDGER_BLOCK);
	read_thresholds(r, group, out);
	read_exclusions(r, group, out);
	read_qualities(r, group, out);
	out->weighted = reader_bool(group, "weighted", false);
	if (out->weighted && !cfg_has(group, "qualities"))
		diag_add(r->log, cfg_get(group, "weighted")->place, DIAG_ledger_weighted, NO_ARGS);
	out->clause = reader_clause(r, group);
	out->why = reader_words(group, "why");
}

void ledgers_read(struct reader *r, const struct cfg *root)
{
	const struct cfg *group = cfg_get(root, "ledger");
	struct ledger_rule *out = ARENA_NEW(r->arena, struct ledger_rule);
	*out = *ledger_rule_default(r->arena);
	if (group)
		read_group(r, group, out);
	r->method->ledger = out;
}
