#include "reports/page_data.h"
#include "engine/combine.h"
#include "engine/scoring.h"
#include "reports/page_states.h"
#include "reports/page_texts.h"
#include "reports/shape.h"
#include <string.h>

/* ---- names, in both languages ---- */

static json_t *words(struct record *j, struct words w)
{
	json_t *both = json_array();
	const char *zh = w.in[LANG_ZH] != NULL ? w.in[LANG_ZH] : "";
	record_append(j, both, record_text(zh));
	record_append(j, both, record_text(w.in[LANG_EN] != NULL ? w.in[LANG_EN] : zh));
	return both;
}

static json_t *named(struct record *j, const struct named *n)
{
	json_t *object = json_object();
	record_put(j, object, "id", record_text(n->id));
	record_put(j, object, "name", words(j, n->name));
	return object;
}

static json_t *index_or_null(size_t index)
{
	return index != NONE ? record_whole(index) : json_null();
}

/* ---- the method ---- */

static json_t *clauses(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < m->n_clauses; i++) {
		json_t *object = named(j, &m->clauses[i].named);
		record_put(j, object, "gist", words(j, m->clauses[i].gist));
		record_append(j, array, object);
	}
	return array;
}

static json_t *types(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < m->n_types; i++)
		record_append(j, array, named(j, &m->types[i].named));
	return array;
}

static json_t *groups(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < m->n_groups; i++)
		record_append(j, array, named(j, &m->groups[i].named));
	return array;
}

static json_t *units(struct record *j, const struct page_states *s)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < s->n_units; i++) {
		json_t *object = named(j, &m->units[s->units[i]].named);
		record_put(j, object, "group", index_or_null(m->units[s->units[i]].group));
		record_append(j, array, object);
	}
	return array;
}

/* A leaf that nothing is asked of and whose full mark is nothing earns nothing. */
static bool is_void(const struct record *j, size_t item)
{
	const struct sheet *s = j->page.sheet;
	for (size_t u = 0; u < j->page.method->n_units; u++) {
		const struct sheet *in = s->n_parts > 0 ? s->parts[0] : s;
		const struct points *p = sheet_points(in, u, item);
		if (p->mark_full != NULL && ratio_sign(p->mark_full) == 0)
			return true;
	}
	return false;
}

static json_t *item(struct record *j, size_t index)
{
	const struct method *m = j->page.method;
	const struct item *x = &m->items[index];
	const bool leaf = item_is_leaf(x);
	json_t *object = named(j, &x->named);
	record_put(j, object, "parent", index_or_null(x->parent));
	record_put(j, object, "combine", leaf ? json_null() : record_text(x->combination->id));
	record_put(j, object, "weight", record_exact(j, x->weight));
	record_put(j, object, "points", record_exact(j, x->points));
	record_put(j, object, "outside", record_text(method_outsides[x->outside]));
	record_put(j, object, "normalise", json_boolean(x->normalise));
	record_put(j, object, "counted", json_boolean(leaf && x->scoring->input == INPUT_COUNTS));
	record_put(j, object, "void", json_boolean(leaf && is_void(j, index)));
	record_put(j, object, "clause", index_or_null(x->clause));
	record_put(j, object, "department", words(j, x->department));
	record_put(j, object, "note", words(j, leaf ? x->scoring->note : x->note));
	return object;
}

static json_t *items(struct record *j)
{
	json_t *array = json_array();
	for (size_t i = 0; i < j->page.method->n_items; i++)
		record_append(j, array, item(j, i));
	return array;
}

static json_t *alternatives(struct record *j, const struct policy *p)
{
	json_t *array = json_array();
	for (size_t i = 0; i < p->n_alternatives; i++) {
		json_t *object = json_object();
		record_put(j, object, "id", record_text(p->alternatives[i].id));
		record_put(j, object, "text", words(j, p->alternatives[i].text));
		record_append(j, array, object);
	}
	return array;
}

static bool is_bound(const struct param_spec *specs, const struct param *params, size_t policy)
{
	for (size_t k = 0; specs[k].name != NULL; k++)
		if (params[k].policy == policy)
			return true;
	return false;
}

/* Does the policy decide nothing but who is ranked? */
static bool decides_least(const struct method *m, size_t policy)
{
	bool other = m->rank_on.policy == policy;
	for (size_t i = 0; i < m->n_scorings; i++)
		other = other ||
		        is_bound(m->scorings[i].method->params, m->scorings[i].params, policy);
	for (size_t i = 0; i < m->n_items; i++)
		other = other ||
		        (m->items[i].combination != NULL &&
		         is_bound(m->items[i].combination->params, m->items[i].params, policy));
	return !other && m->min_assigned.policy == policy;
}

static json_t *policy(struct record *j, size_t index)
{
	const struct method *m = j->page.method;
	const struct policy *p = &m->policies[index];
	json_t *object = named(j, &p->named);
	record_put(j, object, "question", words(j, p->question));
	record_put(j, object, "why", words(j, p->why));
	record_put(j, object, "clause", index_or_null(p->clause));
	record_put(j, object, "alternatives", alternatives(j, p));
	record_put(j, object, "chosen", record_whole(p->chosen));
	record_put(j, object, "number", record_exact(j, p->number));
	record_put(j, object, "low", record_exact(j, p->low));
	record_put(j, object, "high", record_exact(j, p->high));
	record_put(j, object, "measure", words(j, p->measure));
	record_put(j, object, "least", json_boolean(decides_least(m, index)));
	return object;
}

static json_t *policies(struct record *j)
{
	json_t *array = json_array();
	for (size_t i = 0; i < j->page.method->n_policies; i++)
		record_append(j, array, policy(j, i));
	return array;
}

/* How scores are published and ranked. */
static void put_ranking(struct record *j, json_t *object)
{
	static const struct param_spec least = {.name = "min_assigned", .fallback = "0"};
	const struct method *m = j->page.method;
	record_put(j, object, "decimals", json_integer((json_int_t)m->decimals));
	record_put(j, object, "rounding", record_text(ratio_roundings[m->rounding]));
	record_put(j, object, "ties", record_text(method_ties[m->ties]));
	record_put(j, object, "in_groups", json_boolean(m->rank_in_groups));
	record_put(j, object, "least_policy", index_or_null(m->min_assigned.policy));
	record_put(j, object, "least",
	           record_exact(j, param_number(j->page.arena, m, &m->min_assigned, &least)));
}

/* The parts of a combined period with their weights; none of any other. */
static json_t *parts(struct record *j)
{
	const struct sheet *s = j->page.sheet;
	const struct period *p = &s->method->periods[s->figures->period];
	json_t *array = json_array();
	for (size_t i = 0; i < p->n_parts; i++) {
		json_t *object = named(j, &s->method->periods[p->parts[i].period].named);
		record_put(j, object, "weight", record_exact(j, p->parts[i].weight));
		record_append(j, array, object);
	}
	return array;
}

/* ---- what can be varied ---- */

/* A report of a trial with other weights has lost the rule file's own, which the command
 * would start from. */
static bool weights_tried(const struct heading *h)
{
	for (size_t i = 0; i < h->n_trials; i++)
		if (strncmp(h->trials[i], "weight.", 7) == 0 ||
		    strncmp(h->trials[i], "points.", 7) == 0)
			return true;
	return false;
}

static void put_mode(struct record *j, json_t *object, const struct page_states *s)
{
	const struct heading *h = j->page.report->heading;
	const bool tried = weights_tried(h);
	json_t *trials = json_array();
	for (size_t i = 0; i < h->n_trials; i++)
		record_append(j, trials, record_text(h->trials[i]));
	record_put(j, object, "trials", trials);
	record_put(j, object, "mode", record_text(s->exact ? "exact" : "table"));
	record_put(j, object, "weights_tried", json_boolean(tried));
	record_put(j, object, "ranked", json_boolean(s->ranked));
	record_put(j, object, "grades", json_boolean(j->page.method->n_grades > 0));
}

/* ---- all of it ---- */

static int add_escaped(const char *bytes, size_t n, void *context)
{
	struct buffer *out = context;
	for (size_t i = 0; i < n; i++)
		if (bytes[i] == '<')
			buffer_add(out, "\\u003c");
		else
			buffer_add_char(out, bytes[i]);
	return 0;
}

void page_data_write(struct buffer *out, const struct report *r, size_t unit)
{
	struct record j = record_new(out->arena, r);
	const struct method *m = j.page.method;
	j.alone = unit != NONE;
	size_t *list = ARENA_NEWS(out->arena, size_t, m->n_units), n = 0;
	for (size_t u = 0; u < m->n_units; u++)
		if (unit == NONE ? m->units[u].assessed : u == unit)
			list[n++] = u;
	struct page_states s = page_states_of(&j, list, n, unit == NONE);
	json_t *object = json_object();
	put_mode(&j, object, &s);
	record_put(&j, object, "lang", record_text(r->lang == LANG_EN ? "en" : "zh"));
	put_ranking(&j, object);
	record_put(&j, object, "parts", parts(&j));
	record_put(&j, object, "groups", groups(&j));
	record_put(&j, object, "units", units(&j, &s));
	record_put(&j, object, "types", types(&j));
	record_put(&j, object, "clauses", clauses(&j));
	record_put(&j, object, "items", items(&j));
	record_put(&j, object, "policies", policies(&j));
	page_states_put(&s, object);
	record_put(&j, object, "words", page_texts_of(&j));
	if (j.failed || json_dump_callback(object, add_escaped, out, JSON_COMPACT) != 0)
		record_no_memory(&j);
	json_decref(object);
}
