/* plan_lists.c - lists whose entries move through stages. */
#include "rules/plan.h"

static void read_stages(struct reader *r, const struct cfg *group, struct plan_list *out)
{
	static const struct cfg_key keys[] = {PLAN_NAMED_KEYS, {"out", KIND_BOOL, false}, {0}};
	const struct cfg *members;
	size_t n = reader_groups(r, group, "stages", &members), in = 0;
	struct plan_stage *list = ARENA_NEWS(r->arena, struct plan_stage, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i].named = reader_named(r, &members[i], "name");
		list[i].out = reader_bool(&members[i], "out", false);
		in += !list[i].out;
	}
	reader_check_names(r, list, n, sizeof *list);
	if (n && !in)
		diag_add(r->log, cfg_get(group, "stages")->place, DIAG_list_out,
		         ARGS(words_same(out->named.id)));
	out->stages = list;
	out->n_stages = n;
}

static void read_tiers(struct reader *r, const struct cfg *group, struct plan_list *out)
{
	static const struct cfg_key keys[] = {PLAN_NAMED_KEYS, {0}};
	const struct cfg *members;
	size_t n = reader_groups(r, group, "tiers", &members);
	struct named *list = ARENA_NEWS(r->arena, struct named, n);
	for (size_t i = 0; i < n; i++) {
		cfg_check(r->arena, &members[i], keys, r->log);
		list[i] = reader_named(r, &members[i], "name");
	}
	reader_check_names(r, list, n, sizeof *list);
	out->tiers = list;
	out->n_tiers = n;
}

static void read_list(struct reader *r, const struct cfg *group, struct plan_list *out)
{
	static const struct cfg_key keys[] = {
	        PLAN_NAMED_KEYS,
	        {"clause", KIND_TEXT, false},
	        {"size", KIND_NUMBER, false},
	        {"size_comparator", KIND_TEXT, false},
	        {"stages", KIND_LIST, true},
	        {"tiers", KIND_LIST, false},
	        {"note", KIND_TEXT, false},
	        {"note_en", KIND_TEXT, false},
	        {0},
	};
	cfg_check(r->arena, group, keys, r->log);
	out->named = reader_named(r, group, "name");
	out->clause = reader_clause(r, group);
	out->size = reader_number(r, group, "size", "0", "1000000");
	/* Only those of a single number: all before "between". */
	out->size_comparator = (enum plan_comparator)reader_word(
	        r, group, "size_comparator", plan_comparators, PLAN_BETWEEN, PLAN_REACH);
	read_stages(r, group, out);
	read_tiers(r, group, out);
	out->note = reader_words(group, "note");
}

void plan_read_lists(struct reader *r, const struct cfg *root, struct plan *p)
{
	const struct cfg *members;
	size_t n = reader_groups(r, root, "lists", &members);
	struct plan_list *list = ARENA_NEWS(r->arena, struct plan_list, n);
	for (size_t i = 0; i < n; i++)
		read_list(r, &members[i], &list[i]);
	reader_check_names(r, list, n, sizeof *list);
	p->lists = list;
	p->n_lists = n;
}
