/* plan.c - the plan itself, its colours and its indicators. */
#include "rules/plan.h"

#include <string.h>

/* ---- what a rule file holds ---- */

static bool any_key(const struct cfg *root, const char *const *keys)
{
	for (; *keys; keys++)
		if (cfg_has(root, *keys))
			return true;
	return false;
}

const struct cfg_key *plan_keys(struct reader *r, const struct cfg *root,
                                const struct cfg_key *keys, size_t n)
{
	static const char *const scored[] = {"units", "types", "scoring", "points", "items", NULL};
	static const char *const planned[] = {"indicators", "lists", NULL};
	bool plan = cfg_has(root, "plan"), alone = !any_key(root, scored);
	for (const char *const *key = planned; *key && !plan; key++)
		for (size_t i = 0; i < root->n; i++)
			if (!strcmp(root->members[i].key, *key))
				diag_add(r->log, root->members[i].place, DIAG_plan_missing,
				         ARGS(words_same(*key)));
	if (alone && !plan && !any_key(root, planned))
		diag_add(r->log, root->place, DIAG_no_rules, NO_ARGS);
	if (!alone)
		return keys;
	struct cfg_key *out = arena_grow(r->arena, keys, n, n, sizeof *out);
	for (size_t i = 0; i < n && out[i].key; i++)
		for (const char *const *key = scored; *key; key++)
			if (!strcmp(out[i].key, *key) || !strcmp(out[i].key, "periods"))
				out[i].required = false;
	return out;
}

/* ---- values ---- */

const ratio *plan_number(struct reader *r, const struct cfg *group, const char *key)
{
	return reader_number(r, group, key, "-1000000000000000", "1000000000000000");
}

bool plan_span(struct reader *r, const struct cfg *group, const char *key, struct date_span *out)
{
	const struct cfg *c = cfg_get(group, key);
	if (!c || date_read_span(c->text, out))
		return c;
	diag_add(r->log, c->place, DIAG_bad_span, ARGS(words_same(key), words_same(c->text)));
	return false;
}

size_t plan_texts(struct reader *r, const struct cfg *group, const char *key,
                  const char *const **out)
{
	const struct cfg *list = cfg_get(group, key);
	const char **texts = ARENA_NEWS(r->arena, const char *, list ? list->n : 0);
	size_t n = 0;
	for (size_t i = 0; list && i < list->n; i++)
		if (list->members[i].kind == CFG_STRING)
			texts[n++] = list->members[i].text;
		else
			diag_add(r->log, list->members[i].place, DIAG_wrong_type,
			         ARGS(words_same(key), text_words(TEXT_kind_string)));
	*out = texts;
	return n;
}

/* ---- colours ---- */

/* From the best down: a bound each, the last has none. `before` is the one above, or NULL. */
static bool bound_fits(const ratio *bound, const ratio *before, bool last)
{
	return last ? !bound : bound && (!before || ratio_cmp(bound, before) < 0);
}

static void check_colours(struct reader *r, const struct plan_colour *list, size_t n)
{
	const ratio *from = NULL, *growth = NULL;
	bool grown = false;
	for (size_t i = 0; i < n; i++)
		grown = grown || list[i].growth;
	for (size_t i = 0; i < n; i++) {
		const struct plan_colour *c = &list[i];
		bool last = i + 1 == n, met = c->met && i == 0 && !last;
		if (met ? c->from || c->growth : c->met || !bound_fits(c->from, from, last))
			diag_add(r->log, c->named.place, DIAG_colour_from,
			         ARGS(words_same(c->named.id)));
		if (!met && grown && !bound_fits(c->growth, growth, last))
			diag_add(r->log, c->named.place, DIAG_colour_growth,
			         ARGS(words_same(c->named.id)));
		from = c->from ? c->from : from;
		growth = c->growth ? c->growth : growth;
	}
}

static void default_colours(struct reader *r, struct plan *p)
{
	struct plan_colour *list = ARENA_NEWS(r->arena, struct plan_colour, 3);
	list[0] = (struct plan_colour){
	        .named = {.id = "green", .name = text_words(TEXT_colour_green)},
	        .from = ratio_of(r->arena, 100, 1)};
	list[1] = (struct plan_colour){
	        .named = {.id = "yellow", .name = text_words(TEXT_colour_yellow)},
	        .from = ratio_of(r->arena, 80, 1)};
	list[2] = (struct plan_colour){.named = {.id = "red", .name = text_words(TEXT_colour_red)}};
	p->colours = list;
	p->n_colours = 3;
}

static void read_colours(struct reader *r, const struct cfg *plan, struct plan *p)
{
	static const struct cfg_key keys[] = {PLAN_NAMED_KEYS,
	                                      {"from", KIND_NUMBER, false},
	                                      {"met", KIND_BOOL, false},
	                                      {"growth", KIND_NUMBER, false},
	                                      {0}};
	if (!cfg_get(plan, "colours")) {
		default_colours(r, p);
		return;
	}
	size_t errors = diag_errors(r->log);
	const struct cfg *members;
	size_t n = reader_groups(r, plan, "colours", &members);
	struct plan_colour *list = ARENA_NEWS(r->arena, struct plan_colour, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
		list[i].from = reader_number(r, &members[i], "from", "-1000", "1000");
		list[i].met = reader_bool(&members[i], "met", false);
		list[i].growth = reader_number(r, &members[i], "growth", "-100", "1000");
	}
	reader_check_names(r, list, n, sizeof *list);
	if (diag_errors(r->log) == errors) /* else a number that is no number seems missing */
		check_colours(r, list, n);
	p->colours = list;
	p->n_colours = n;
}

static void read_plan(struct reader *r, const struct cfg *root, struct plan *p)
{
	static const struct cfg_key keys[] = {{"span", KIND_NUMBER, true},
	                                      {"judge", KIND_TEXT, false},
	                                      {"about", KIND_NUMBER, false},
	                                      {"colours", KIND_LIST, false},
	                                      {0}};
	const struct cfg *group = cfg_get(root, "plan");
	cfg_check(r->arena, group, keys, r->log);
	plan_span(r, group, "span", &p->span);
	p->judge = (enum plan_judge)reader_word(r, group, "judge", plan_judges, PLAN_JUDGES,
	                                        PLAN_BY_WAY);
	p->about = reader_number(r, group, "about", "0", "100");
	if (!p->about)
		p->about = ratio_of(r->arena, 5, 1);
	read_colours(r, group, p);
}

/* ---- indicators ---- */

static void read_baseline(struct reader *r, const struct cfg *group, struct plan_indicator *out)
{
	static const struct cfg_key keys[] = {{"at", KIND_NUMBER, true},
	                                      {"value", KIND_NUMBER, true},
	                                      {"rows", KIND_LIST, false},
	                                      {0}};
	const struct cfg *baseline = cfg_get(group, "baseline");
	if (!baseline)
		return;
	cfg_check(r->arena, baseline, keys, r->log);
	plan_span(r, baseline, "at", &out->baseline_at);
	out->baseline = plan_number(r, baseline, "value");
	out->n_baseline_rows = plan_texts(r, baseline, "rows", &out->baseline_rows);
}

/* list = "platforms"; stages = [ "built", "running" ]; */
static void read_counted(struct reader *r, const struct cfg *group, const struct plan *p,
                         struct plan_indicator *out)
{
	const struct cfg *list = cfg_get(group, "list"), *stages = cfg_get(group, "stages");
	out->list = NONE;
	if (cfg_has(group, "list") != cfg_has(group, "stages"))
		diag_add(r->log, group->place, DIAG_indicator_list,
		         ARGS(words_same(out->named.id)));
	if (!list || !stages)
		return;
	if (out->kind != PLAN_LEVEL)
		diag_add(r->log, list->place, DIAG_indicator_list_kind,
		         ARGS(words_same(out->named.id)));
	if (!stages->n)
		diag_add(r->log, stages->place, DIAG_empty_list, ARGS(words_same("stages")));
	out->list = plan_list(p, list->text);
	if (out->list == NONE) {
		reader_unknown(r, list, "list", p->lists, p->n_lists, sizeof *p->lists);
		return;
	}
	const struct plan_list *l = &p->lists[out->list];
	size_t *indexes = ARENA_NEWS(r->arena, size_t, stages->n);
	for (size_t i = 0; i < stages->n; i++) {
		const struct cfg *c = &stages->members[i];
		size_t stage = c->kind == CFG_STRING ? plan_stage(l, c->text) : NONE;
		if (stage != NONE)
			indexes[out->n_stages++] = stage;
		else if (c->kind == CFG_STRING)
			reader_unknown(r, c, "stages", l->stages, l->n_stages, sizeof *l->stages);
		else
			diag_add(r->log, c->place, DIAG_wrong_type,
			         ARGS(words_same("stages"), text_words(TEXT_kind_string)));
	}
	out->stages = indexes;
}

static void read_indicator(struct reader *r, const struct cfg *group, const struct plan *p,
                           struct plan_indicator *out)
{
	static const char *const directions[] = {"up", "down"};
	static const struct cfg_key keys[] = {
	        PLAN_NAMED_KEYS,
	        {"group", KIND_TEXT, false},
	        {"group_en", KIND_TEXT, false},
	        {"measure", KIND_TEXT, false},
	        {"measure_en", KIND_TEXT, false},
	        {"kind", KIND_TEXT, false},
	        {"direction", KIND_TEXT, false},
	        {"clause", KIND_TEXT, false},
	        {"departments", KIND_LIST, false},
	        {"baseline", KIND_GROUP, false},
	        {"targets", KIND_LIST, false},
	        {"list", KIND_TEXT, false},
	        {"stages", KIND_LIST, false},
	        {"note", KIND_TEXT, false},
	        {"note_en", KIND_TEXT, false},
	        {"doubt", KIND_TEXT, false},
	        {"doubt_en", KIND_TEXT, false},
	        {"doubt_refs", KIND_LIST, false},
	        {0},
	};
	cfg_check(r->arena, group, keys, r->log);
	out->named = reader_named(r, group, "name");
	out->group = reader_words(group, "group");
	out->measure = reader_words(group, "measure");
	out->kind =
	        (enum plan_kind)reader_word(r, group, "kind", plan_kinds, PLAN_KINDS, PLAN_LEVEL);
	out->lower_better = reader_word(r, group, "direction", directions, 2, 0) == 1;
	out->clause = reader_clause(r, group);
	out->n_departments = plan_texts(r, group, "departments", &out->departments);
	read_baseline(r, group, out);
	plan_read_targets(r, group, p, out);
	read_counted(r, group, p, out);
	out->note = reader_words(group, "note");
	out->doubt = reader_words(group, "doubt");
	out->n_doubt_refs = plan_texts(r, group, "doubt_refs", &out->doubt_refs);
}

void plan_read(struct reader *r, const struct cfg *root)
{
	if (!cfg_get(root, "plan"))
		return;
	struct plan *p = ARENA_NEW(r->arena, struct plan);
	read_plan(r, root, p);
	plan_read_lists(r, root, p);
	const struct cfg *members;
	size_t n = reader_groups(r, root, "indicators", &members);
	struct plan_indicator *list = ARENA_NEWS(r->arena, struct plan_indicator, n);
	for (size_t i = 0; i < n; i++)
		read_indicator(r, &members[i], p, &list[i]);
	reader_check_names(r, list, n, sizeof *list);
	p->indicators = list;
	p->n_indicators = n;
	if (!cfg_has(root, "indicators") && !cfg_has(root, "lists"))
		diag_add(r->log, cfg_get(root, "plan")->place, DIAG_plan_empty, NO_ARGS);
	r->method->plan = p;
}
