#include "rules/rules.h"

#include "engine/combine.h"
#include "rules/bundled.h"
#include "rules/plan.h"
#include "rules/reader.h"

#include <string.h>

#define LANGUAGE_VERSION "1"

size_t rules_bundled_count(void)
{
	size_t n = 0;
	while (bundled_rules[n].id)
		n++;
	return n;
}

const char *rules_bundled_id(size_t index)
{
	return bundled_rules[index].id;
}

const struct file *rules_bundled_file(struct arena *a, const char *id)
{
	for (const struct bundled_rules *b = bundled_rules; b->id; b++)
		if (!strcmp(b->id, id))
			return file_from_memory(a, arena_print(a, "rules/%s/method.cfg", id),
			                        b->bytes, b->size);
	return NULL;
}

const char *rules_skeleton(struct arena *a, enum lang lang, const char *id)
{
	static const char placeholder[] = "my-method";
	static const char *const langs[LANGS] = {[LANG_ZH] = "zh", [LANG_EN] = "en"};
	const struct bundled_rules *b = bundled_skeletons;
	while (strcmp(b->id, langs[lang]) != 0)
		b++;
	const char *text = arena_copy_n(a, b->bytes, b->size), *at = strstr(text, placeholder);
	if (!at)
		return text;
	return arena_print(a, "%.*s%s%s", (int)(at - text), text, id, at + strlen(placeholder));
}

static const struct cfg_key root_keys[] = {
        {"kaohe", KIND_NUMBER, true},
        {"id", KIND_TEXT, true},
        {"title", KIND_TEXT, true},
        {"title_en", KIND_TEXT, false},
        {"source", KIND_GROUP, true},
        {"clauses", KIND_LIST, false},
        {"periods", KIND_LIST, true},
        {"units", KIND_LIST, true},
        {"types", KIND_LIST, false},
        {"groups", KIND_LIST, false},
        {"totals", KIND_GROUP, false},
        {"policies", KIND_LIST, false},
        {"scoring", KIND_LIST, true},
        {"points", KIND_NUMBER, true},
        {"items", KIND_LIST, true},
        {"combine", KIND_TEXT, false},
        {"weights", KIND_TEXT, false},
        {"grades", KIND_LIST, false},
        {"consequences", KIND_LIST, false},
        {"published", KIND_GROUP, false},
        {"rank", KIND_GROUP, false},
        {"check", KIND_GROUP, false},
        {"plan", KIND_GROUP, false},
        {"indicators", KIND_LIST, false},
        {"lists", KIND_LIST, false},
        {"ledger", KIND_GROUP, false},
        {0},
};

static void read_head(struct reader *r, const struct cfg *root)
{
	struct method *m = r->method;
	const struct cfg *version = cfg_get(root, "kaohe");
	if (version && strcmp(version->text, LANGUAGE_VERSION) != 0)
		diag_add(r->log, version->place, DIAG_language_version,
		         ARGS(words_same(version->text)));
	m->id = reader_named(r, root, "title").id;
	m->title = reader_words(root, "title");
	static const struct cfg_key keys[] = {
	        {"title", KIND_TEXT, true},   {"title_en", KIND_TEXT, false},
	        {"number", KIND_TEXT, false}, {"number_en", KIND_TEXT, false},
	        {"issuer", KIND_TEXT, false}, {"issuer_en", KIND_TEXT, false},
	        {"date", KIND_TEXT, false},   {0},
	};
	const struct cfg *source = cfg_get(root, "source");
	const struct cfg nothing = {0};
	if (source)
		cfg_check(r->arena, source, keys, r->log);
	else
		source = &nothing;
	m->document = reader_words(source, "title");
	m->number = reader_words(source, "number");
	m->issuer = reader_words(source, "issuer");
	m->date = cfg_text(source, "date", "");
}

static void read_published(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {{"decimals", KIND_NUMBER, false},
	                                      {"rounding", KIND_TEXT, false},
	                                      {"clause", KIND_TEXT, false},
	                                      {0}};
	struct method *m = r->method;
	const struct cfg nothing = {0}, *group = cfg_get(root, "published");
	if (group)
		cfg_check(r->arena, group, keys, r->log);
	else
		group = &nothing;
	m->decimals = (unsigned)reader_whole(r, group, "decimals", 2, "0", "12");
	m->rounding = (enum rounding)reader_word(r, group, "rounding", ratio_roundings, ROUNDINGS,
	                                         ROUND_HALF_UP);
	m->rounding_clause = reader_clause(r, group);
}

static void read_rank(struct reader *r, const struct cfg *root)
{
	static const struct param_spec specs[] = {
	        {.name = "on",
	         .kind = PARAM_WORD,
	         .fallback = "published",
	         .words = method_rank_on},
	        {.name = "min_assigned",
	         .kind = PARAM_NUMBER,
	         .fallback = "0",
	         .low = "0",
	         .high = "100"},
	        {0},
	};
	static const struct cfg_key keys[] = {{"ties", KIND_TEXT, false},
	                                      {"few_projects", KIND_NUMBER, false},
	                                      {"in_groups", KIND_BOOL, false},
	                                      {0}};
	struct method *m = r->method;
	const struct cfg nothing = {0}, *group = cfg_get(root, "rank");
	if (group)
		params_check_keys(r, group, keys, specs);
	else
		group = &nothing;
	struct param params[2];
	params_read(r, group, specs, params);
	m->rank_on = params[0];
	m->min_assigned = params[1];
	m->ties =
	        (enum ties)reader_word(r, group, "ties", method_ties, TIES_RULES, TIES_COMPETITION);
	m->rank_in_groups = reader_bool(group, "in_groups", false);
	if (m->rank_in_groups && !m->n_groups)
		diag_add(r->log, cfg_get(group, "in_groups")->place, DIAG_no_groups, NO_ARGS);
	for (size_t i = 0; m->rank_in_groups && m->n_groups && i < m->n_units; i++)
		if (m->units[i].assessed && m->units[i].group == NONE)
			diag_add(r->log, m->units[i].named.place, DIAG_group_missing,
			         ARGS(m->units[i].named.name));
	m->few_projects = reader_whole(r, group, "few_projects", 0, "0", "1000000");
}

/* schedule = [ 20, 45, 70, 100 ]: rising, the last is all. */
static void read_schedule(struct reader *r, const struct cfg *group, struct check_rule *out)
{
	const struct cfg *list = cfg_get(group, "schedule");
	const ratio *last = ratio_of(r->arena, 0, 1), *all = ratio_of(r->arena, 100, 1);
	bool good = list && list->n == CHECK_QUARTERS;
	for (size_t i = 0; good && i < CHECK_QUARTERS; i++) {
		const ratio *x =
		        ratio_read(r->arena, list->members[i].text ? list->members[i].text : "");
		good = x && ratio_cmp(x, last) >= 0 && ratio_cmp(x, all) <= 0;
		out->schedule[i] = last = x ? x : last;
	}
	out->scheduled = good && !ratio_cmp(last, all);
	if (list && !out->scheduled)
		diag_add(r->log, list->place, DIAG_check_schedule, NO_ARGS);
}

static void read_check(struct reader *r, const struct cfg *root)
{
	static const struct cfg_key keys[] = {{"schedule", KIND_LIST, false},
	                                      {"green", KIND_NUMBER, false},
	                                      {"amber", KIND_NUMBER, false},
	                                      {0}};
	struct check_rule *out = &r->method->check;
	const struct cfg nothing = {0}, *group = cfg_get(root, "check");
	if (group)
		cfg_check(r->arena, group, keys, r->log);
	else
		group = &nothing;
	read_schedule(r, group, out);
	out->green = reader_number(r, group, "green", "0", "1000");
	out->amber = reader_number(r, group, "amber", "0", "1000");
	out->green = out->green ? out->green : ratio_of(r->arena, 100, 1);
	out->amber = out->amber ? out->amber : ratio_of(r->arena, 80, 1);
	if (ratio_cmp(out->amber, out->green) > 0)
		diag_add(r->log, group->place, DIAG_check_colours,
		         ARGS(words_same(ratio_plain(r->arena, out->amber)),
		              words_same(ratio_plain(r->arena, out->green))));
}

const struct method *rules_read(struct arena *a, const struct file *f, struct diag_list *log)
{
	size_t errors = diag_errors(log);
	const struct cfg *root = cfg_read(a, f, log);
	if (!root)
		return NULL;
	struct method *m = ARENA_NEW(a, struct method);
	*m = (struct method){.arena = a, .file = f->name, .sha256 = f->sha256};
	struct reader r = {.arena = a, .log = log, .method = m};
	const size_t n_keys = sizeof root_keys / sizeof *root_keys;
	r.root = items_root(&r, root);
	params_check_keys(&r, root, plan_keys(&r, root, root_keys, n_keys), r.root->params);
	read_head(&r, root);
	lists_read(&r, root);
	policies_read(&r, root);
	items_read_scoring(&r, root);
	items_read(&r, root);
	grades_read(&r, root);
	read_published(&r, root);
	read_rank(&r, root);
	read_check(&r, root);
	plan_read(&r, root);
	ledgers_read(&r, root);
	params_check_used(&r);
	return diag_errors(log) > errors ? NULL : m;
}
