#include "rules/reader.h"

#include <string.h>

static void read_alternatives(struct reader *r, const struct cfg *group, struct policy *p)
{
	static const struct cfg_key keys[] = {
	        {"id", KIND_TEXT, true},
	        {"value", KIND_NUMBER, false},
	        {"text", KIND_TEXT, false},
	        {"text_en", KIND_TEXT, false},
	        {0},
	};
	const struct cfg *members;
	size_t n = reader_groups(r, group, "alternatives", &members);
	struct alternative *list = ARENA_NEWS(r->arena, struct alternative, n);
	struct named *names = ARENA_NEWS(r->arena, struct named, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		names[i] = reader_named(r, &members[i], "text");
		names[i].name = words_same(""); /* descriptions may repeat */
		list[i].id = names[i].id;
		list[i].value = cfg_text(&members[i], "value", names[i].id);
		list[i].text = reader_words(&members[i], "text");
		list[i].place = names[i].place;
	}
	reader_check_names(r, names, n, sizeof *names);
	p->alternatives = list;
	p->n_alternatives = n;
}

static void choose(struct reader *r, const struct cfg *group, struct policy *p)
{
	const struct cfg *value = cfg_get(group, "value");
	if (!value)
		return;
	const char **known = ARENA_NEWS(r->arena, const char *, p->n_alternatives);
	for (size_t i = 0; i < p->n_alternatives; i++) {
		known[i] = p->alternatives[i].id;
		if (!strcmp(known[i], value->text)) {
			p->chosen = i;
			return;
		}
	}
	reader_unknown_word(r, value, p->named.id, known, p->n_alternatives, words_same(""));
}

/* range = ["0", "100"] */
static void read_range(struct reader *r, const struct cfg *group, const struct cfg *range,
                       struct policy *p)
{
	const ratio *ends[2] = {NULL, NULL};
	for (size_t i = 0; i < range->n && i < 2; i++)
		if (range->members[i].kind == CFG_STRING || range->members[i].kind == CFG_NUMBER)
			ends[i] = ratio_read(r->arena, range->members[i].text);
	if (range->n != 2 || !ends[0] || !ends[1] || ratio_cmp(ends[0], ends[1]) > 0) {
		diag_add(r->log, range->place, DIAG_policy_range, ARGS(words_same(p->named.id)));
		return;
	}
	p->low = ends[0];
	p->high = ends[1];
	p->number = reader_number_between(r, group, "value", p->low, p->high);
}

static void read_policy(struct reader *r, const struct cfg *group, struct policy *p)
{
	static const struct cfg_key keys[] = {
	        {"id", KIND_TEXT, true},
	        {"name", KIND_TEXT, true},
	        {"name_en", KIND_TEXT, false},
	        {"question", KIND_TEXT, false},
	        {"question_en", KIND_TEXT, false},
	        {"why", KIND_TEXT, false},
	        {"why_en", KIND_TEXT, false},
	        {"clause", KIND_TEXT, false},
	        {"reading", KIND_BOOL, false},
	        {"value", KIND_NUMBER, true},
	        {"alternatives", KIND_LIST, false},
	        {"range", KIND_LIST, false},
	        {"measure", KIND_TEXT, false},
	        {"measure_en", KIND_TEXT, false},
	        {0},
	};
	cfg_check(r->arena, group, keys, r->log);
	p->named = reader_named(r, group, "name");
	p->question = reader_words(group, "question");
	p->why = reader_words(group, "why");
	p->clause = reader_clause(r, group);
	p->reading = reader_bool(group, "reading", false);
	p->measure = reader_words(group, "measure");
	const struct cfg *alternatives = cfg_get(group, "alternatives");
	const struct cfg *range = cfg_get(group, "range");
	if (!alternatives == !range) {
		diag_add(r->log, p->named.place, DIAG_policy_kind, ARGS(words_same(p->named.id)));
	} else if (range) {
		read_range(r, group, range, p);
	} else {
		read_alternatives(r, group, p);
		choose(r, group, p);
	}
}

void policies_read(struct reader *r, const struct cfg *root)
{
	const struct cfg *members;
	size_t n = reader_groups(r, root, "policies", &members);
	struct policy *list = ARENA_NEWS(r->arena, struct policy, n);
	for (size_t i = 0; i < n; i++)
		read_policy(r, &members[i], &list[i]);
	reader_check_names(r, list, n, sizeof *list);
	r->method->policies = list;
	r->method->n_policies = n;
	r->policy_used = ARENA_NEWS(r->arena, bool, n);
}
