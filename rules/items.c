#include "engine/combine.h"
#include "engine/scoring.h"
#include "rules/reader.h"

#include <string.h>

/* ---- scoring: named uses of scoring methods ---- */

static const struct cfg_key scoring_keys[] = {
        {"id", KIND_TEXT, true},    {"method", KIND_TEXT, true},   {"clause", KIND_TEXT, false},
        {"note", KIND_TEXT, false}, {"note_en", KIND_TEXT, false}, {0},
};

static const struct scoring_method *find_method(struct reader *r, const struct cfg *group)
{
	const struct cfg *c = reader_text(group, "method");
	const struct scoring_method *found = c ? scoring_find(c->text) : NULL;
	if (!c || found)
		return found;
	size_t n = 0;
	while (scoring_methods[n])
		n++;
	struct named *names = ARENA_NEWS(r->arena, struct named, n);
	struct buffer ids, both;
	buffer_start(&ids, r->arena);
	buffer_start(&both, r->arena);
	for (size_t i = 0; i < n; i++) {
		const char *id = scoring_methods[i]->id;
		names[i] = (struct named){.id = id, .name = text_words(scoring_methods[i]->name)};
		buffer_list(&ids, id);
		buffer_list(&both,
		            arena_print(r->arena, "%s（%s）", id, names[i].name.in[LANG_ZH]));
	}
	r->uses_unclear = true; /* its parameters are not read */
	diag_add(r->log, c->place, DIAG_unknown_word,
	         ARGS(words_same("method"), words_same(c->text),
	              ((struct words){.in = {[LANG_ZH] = both.text, [LANG_EN] = ids.text}}),
	              reader_hint(r, c->text, names, n, sizeof *names)));
	return NULL;
}

void items_read_scoring(struct reader *r, const struct cfg *root)
{
	const struct cfg *members;
	size_t n = reader_groups(r, root, "scoring", &members);
	struct scoring *list = ARENA_NEWS(r->arena, struct scoring, n);
	for (size_t i = 0; i < n; i++) {
		struct scoring *s = &list[i];
		s->method = find_method(r, &members[i]);
		/* Without a method its parameters cannot be told from mistakes. */
		if (s->method)
			params_check_keys(r, &members[i], scoring_keys, s->method->params);
		else if (!reader_text(&members[i], "method"))
			cfg_check(r->arena, &members[i], scoring_keys, r->log);
		s->named = reader_named(r, &members[i], "id");
		s->named.name = words_same("");
		s->clause = reader_clause(r, &members[i]);
		s->note = reader_words(&members[i], "note");
		if (!s->method)
			continue;
		params_read(r, &members[i], s->method->params, s->params);
		s->input = scoring_input(s);
		if (s->method->check)
			s->method->check(r->method, s, r->log);
	}
	reader_check_names(r, list, n, sizeof *list);
	r->method->scorings = list;
	r->method->n_scorings = n;
}

/* ---- the tree ---- */

static const struct cfg_key item_keys[] = {
        {"id", KIND_TEXT, true},
        {"name", KIND_TEXT, true},
        {"name_en", KIND_TEXT, false},
        {"aliases", KIND_LIST, false},
        {"weight", KIND_NUMBER, false},
        {"points", KIND_NUMBER, false},
        {"clause", KIND_TEXT, false},
        {"department", KIND_TEXT, false},
        {"department_en", KIND_TEXT, false},
        {"note", KIND_TEXT, false},
        {"note_en", KIND_TEXT, false},
        {"scoring", KIND_TEXT, false},
        {"combine", KIND_TEXT, false},
        {"weights", KIND_TEXT, false},
        {"outside", KIND_TEXT, false},
        {"items", KIND_LIST, false},
        {0},
};

static size_t count_items(const struct cfg *group)
{
	size_t n = 0;
	const struct cfg *list = cfg_get(group, "items");
	for (size_t i = 0; list && list->kind == CFG_LIST && i < list->n; i++)
		if (list->members[i].kind == CFG_GROUP)
			n += 1 + count_items(&list->members[i]);
	return n;
}

/* Stands for a misspelt one, so that what lies under it is read without follow-up findings. */
static const struct param_spec no_params[] = {{0}};
static const struct combination unknown_combination = {.id = "", .params = no_params};

static const struct combination *find_combination(struct reader *r, const struct cfg *group)
{
	const struct cfg *c = reader_text(group, "combine");
	const struct combination *found = c ? combine_find(c->text) : combine_find("sum");
	if (!c || found)
		return found;
	const char *ids[16];
	size_t n = 0;
	for (; combinations[n] && n < sizeof ids / sizeof *ids; n++)
		ids[n] = combinations[n]->id;
	r->uses_unclear = true;
	reader_unknown_word(r, c, "combine", ids, n, words_same(""));
	return &unknown_combination;
}

static const struct scoring *find_scoring(struct reader *r, const struct cfg *c)
{
	const struct method *m = r->method;
	for (size_t i = 0; i < m->n_scorings; i++)
		if (!strcmp(m->scorings[i].named.id, c->text))
			return &m->scorings[i];
	reader_unknown(r, c, "scoring", m->scorings, m->n_scorings, sizeof *m->scorings);
	return NULL;
}

/* What `scoring` can name, for who forgot it. */
static struct words known_scorings(struct reader *r)
{
	const struct method *m = r->method;
	struct buffer b;
	buffer_start(&b, r->arena);
	for (size_t i = 0; i < m->n_scorings; i++)
		buffer_list(&b, m->scorings[i].named.id);
	return m->n_scorings ? words_same(b.text) : text_words(TEXT_none_known);
}

/* Under a parent that takes the least or the product, no child is worth more than another. */
static void refuse_shares(struct reader *r, const struct cfg *group, struct item *out)
{
	static const char *const keys[] = {"weight", "points"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct cfg *wrong = cfg_get(group, keys[i]);
		if (wrong)
			diag_add(r->log, wrong->place, DIAG_share_unused,
			         ARGS(words_same(out->named.id), words_same(keys[i])));
	}
	out->points = ratio_of(r->arena, 0, 1); /* derived later */
}

/* outside = "bonus": beside the full points of a parent that adds up. */
static void read_outside(struct reader *r, const struct cfg *group, struct item *out,
                         const struct item *parent)
{
	out->outside =
	        (enum outside)reader_word(r, group, "outside", method_outsides, OUTSIDES, INSIDE);
	const struct cfg *c = cfg_get(group, "outside");
	if (out->outside && parent->combination != &unknown_combination && !item_is_added(parent))
		diag_add(r->log, c->place, DIAG_outside_parent, ARGS(words_same(out->named.id)));
}

/* weights = "normalise": they are divided by their sum. */
static bool read_normalise(struct reader *r, const struct cfg *group, const struct item *out)
{
	static const char *const words[] = {"exact", "normalise"};
	const struct cfg *c = cfg_get(group, "weights");
	bool normalise = reader_word(r, group, "weights", words, 2, 0) == 1;
	if (c && out->combination && out->combination != &unknown_combination &&
	    !item_is_weighted(out))
		diag_add(r->log, c->place, DIAG_weights_unused, ARGS(words_same(out->named.id)));
	return normalise;
}

static void need_share(struct reader *r, const struct cfg *group, struct item *out,
                       const struct item *parent)
{
	if (parent->combination == &unknown_combination) {
		r->shares_good = false;
		return;
	}
	if (parent->combination->carries == SHARE_NOTHING) {
		refuse_shares(r, group, out);
		return;
	}
	bool weighted = parent->combination->carries == SHARE_WEIGHT;
	const char *key = weighted ? "weight" : "points", *other = weighted ? "points" : "weight";
	const enum text_id id = weighted ? TEXT_parent_weighs : TEXT_parent_adds;
	const struct cfg *wrong = cfg_get(group, other);
	if (wrong)
		diag_add(r->log, wrong->place, DIAG_share_kind,
		         ARGS(words_same(out->named.id), words_same(key), words_same(other),
		              text_words(id)));
	else if (!cfg_has(group, key))
		diag_add(r->log, group->place, DIAG_missing_key,
		         ARGS(words_same(key), words_same("…")));
	const ratio *share = reader_number(r, group, key, "0", weighted ? "100" : "1000000");
	if (!share)
		r->shares_good = false;
	*(weighted ? &out->weight : &out->points) = share ? share : ratio_of(r->arena, 0, 1);
}

static void read_kind(struct reader *r, const struct cfg *group, struct item *out)
{
	bool leaf = cfg_has(group, "scoring"), inner = cfg_has(group, "items");
	const struct combination *combination = inner ? find_combination(r, group) : NULL;
	bool misspelt = combination == &unknown_combination;
	const struct combination *params = misspelt ? combine_find("weighted") : combination;
	bool known = params_check_keys(r, group, item_keys, params ? params->params : NULL);
	/* Where neither is there, a misspelt key may be meant for it. */
	if ((leaf && (inner || cfg_has(group, "combine"))) || (!leaf && !inner && known))
		diag_add(r->log, group->place, DIAG_item_kind,
		         ARGS(words_same(out->named.id), known_scorings(r)));
	const struct cfg *scoring = reader_text(group, "scoring");
	if (scoring && !inner)
		out->scoring = find_scoring(r, scoring);
	out->combination = combination;
	out->normalise = read_normalise(r, group, out);
	if (combination && !misspelt)
		params_read(r, group, combination->params, out->params);
}

static size_t read_children(struct reader *r, struct item *all, size_t used, size_t parent,
                            const struct cfg *group);

static void read_item(struct reader *r, const struct cfg *group, struct item *out,
                      const struct item *parent)
{
	out->named = reader_named(r, group, "name");
	if (!strcmp(out->named.id, "total"))
		diag_add(r->log, out->named.place, DIAG_reserved_id, ARGS(words_same("total")));
	read_kind(r, group, out);
	out->clause = reader_clause(r, group);
	out->department = reader_words(group, "department");
	out->note = reader_words(group, "note");
	need_share(r, group, out, parent);
	read_outside(r, group, out, parent);
}

/* Children first side by side, then what lies under each: parents stand before children. */
static size_t read_children(struct reader *r, struct item *all, size_t used, size_t parent,
                            const struct cfg *group)
{
	const struct cfg *members;
	size_t n = reader_groups(r, group, "items", &members), first = used;
	size_t *children = ARENA_NEWS(r->arena, size_t, n);
	used += n;
	for (size_t i = 0; i < n; i++) {
		children[i] = first + i;
		all[first + i].parent = parent;
		read_item(r, &members[i], &all[first + i], &all[parent]);
	}
	all[parent].children = children;
	all[parent].n_children = n;
	for (size_t i = 0; i < n; i++)
		if (all[first + i].combination)
			used = read_children(r, all, used, first + i, &members[i]);
	return used;
}

/* Needs every weight and all points; without them the method is not used anyway. */
static void finish(struct reader *r, struct item *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		method_derive_points(r->arena, all, i);
		all[i].declared = all[i].points;
	}
}

/* Judged points run on the item's own: nobody gets more for what is missing than can be earned. */
static void check_neutral(struct reader *r, const struct item *item)
{
	const struct scoring *s = item->scoring;
	if (!s || !s->method || s->input != INPUT_JUDGED)
		return;
	for (size_t i = 0; s->method->params[i].name; i++) {
		const struct param *p = &s->params[i];
		bool literal = p->literal && p->policy == NONE;
		if (strcmp(s->method->params[i].name, "neutral") != 0 || !literal)
			continue;
		const ratio *neutral = ratio_read(r->arena, p->literal);
		if (neutral && ratio_cmp(neutral, item->declared) > 0)
			diag_add(r->log, p->place, DIAG_out_of_range,
			         ARGS(words_same("neutral"), words_same(p->literal),
			              words_same("0"),
			              words_same(ratio_plain(r->arena, item->declared))));
	}
}

/* What is only known once all items are. */
static void check_uses(struct reader *r, const struct cfg *root)
{
	const struct method *m = r->method;
	bool counted = false;
	for (size_t i = 0; i < m->n_scorings; i++)
		if (m->scorings[i].method)
			params_check_items(r, m->scorings[i].method->params, m->scorings[i].params);
	for (size_t i = 0; i < m->n_items; i++) {
		const struct scoring *s = m->items[i].scoring;
		counted = counted || (s && s->method && s->input == INPUT_COUNTS);
	}
	if (counted && !m->n_types && !cfg_has(root, "types"))
		diag_add(r->log, root->place, DIAG_missing_key,
		         ARGS(words_same("types"),
		              words_same("( { id = \"project\"; name = \"项目\"; } )")));
}

const struct combination *items_root(struct reader *r, const struct cfg *root)
{
	const struct cfg *c = reader_text(root, "combine");
	const struct combination *found = c ? combine_find(c->text) : combine_find("sum");
	return found ? found : find_combination(r, root);
}

void items_read(struct reader *r, const struct cfg *root)
{
	size_t n = 1 + count_items(root);
	struct item *all = ARENA_NEWS(r->arena, struct item, n);
	const ratio *points = reader_number(r, root, "points", "0", "1000000");
	all[0] = (struct item){
	        .named = {.id = "total", .name = text_words(TEXT_total), .place = root->place},
	        .parent = NONE,
	        .points = points ? points : ratio_of(r->arena, 0, 1),
	        .clause = NONE,
	        .department = words_same(""),
	        .note = words_same(""),
	        .combination = r->root};
	const struct cfg *at = cfg_get(root, "points");
	if (at)
		all[0].named.place = at->place;
	all[0].normalise = read_normalise(r, root, &all[0]);
	params_read(r, root, all[0].combination->params, all[0].params);
	r->shares_good = points != NULL;
	read_children(r, all, 1, 0, root);
	reader_check_names(r, all + 1, n - 1, sizeof *all); /* the root is no name to clash with */
	r->method->items = all;
	r->method->n_items = n;
	check_uses(r, root);
	if (!r->shares_good)
		return;
	finish(r, all, n);
	for (size_t i = 0; i < n; i++)
		check_neutral(r, &all[i]);
	method_check_sums(r->method, NULL, r->log);
}
