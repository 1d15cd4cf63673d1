#include "reports/write_json.h"
#include "engine/version.h"
#include "reports/completion.h"
#include "reports/flags.h"
#include "reports/parameters.h"
#include <jansson.h>
#include <string.h>
#include <utf8proc.h>

/* jansson answers a lack of memory with NULL or -1; `put` notes it, the end of the report acts on
 * it, so that no report lacks a field. */
struct json_page {
	struct page page;
	bool failed;
};

static void put(struct json_page *j, json_t *object, const char *key, json_t *value)
{
	if (value == NULL || json_object_set_new(object, key, value) != 0)
		j->failed = true;
}

static void append(struct json_page *j, json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		j->failed = true;
}

static json_t *text(const char *s)
{
	return json_string(s);
}

/* File names of a command line need not be UTF-8; jansson would refuse them. */
static json_t *file_name(struct json_page *j, const char *name)
{
	struct buffer sound;
	utf8proc_int32_t c;
	buffer_start(&sound, j->page.arena);
	for (size_t left = strlen(name); left > 0;) {
		const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)name;
		utf8proc_ssize_t n = utf8proc_iterate(bytes, (utf8proc_ssize_t)left, &c);
		size_t taken = n > 0 ? (size_t)n : 1;
		buffer_add_n(&sound, n > 0 ? name : "\xEF\xBF\xBD", n > 0 ? taken : 3);
		name += taken;
		left -= taken;
	}
	return text(sound.text);
}

static json_t *text_or_null(const char *s)
{
	return *s != '\0' ? text(s) : json_null();
}

static json_t *exact(const struct json_page *j, const ratio *x)
{
	return x != NULL ? text(ratio_exact(j->page.arena, x)) : json_null();
}

static json_t *plain(const struct json_page *j, const ratio *x)
{
	return x != NULL ? text(ratio_plain(j->page.arena, x)) : json_null();
}

static json_t *shown(const struct json_page *j, const ratio *x)
{
	return x != NULL ? text(page_points(&j->page, x)) : json_null();
}

static json_t *place(struct json_page *j, struct place p)
{
	json_t *object = json_object();
	put(j, object, "file", file_name(j, p.file != NULL ? p.file : ""));
	put(j, object, "line", json_integer(p.line));
	put(j, object, "column", json_integer(p.column));
	return object;
}

/* A target or count: a number, "-" for no task, null where there is no row. */
static json_t *figure(struct json_page *j, const struct figure *f)
{
	return text_or_null(page_figure(&j->page, f));
}

static json_t *types(struct json_page *j, const struct points *x)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t k = 0; k < m->n_types; k++) {
		const struct type_result *t = &x->types[k];
		if (t->target->state == FIGURE_ABSENT && t->count->state == FIGURE_ABSENT)
			continue;
		json_t *object = json_object();
		put(j, object, "id", text(m->types[k].named.id));
		put(j, object, "name", text(page_name(&j->page, &m->types[k].named)));
		put(j, object, "target", figure(j, t->target));
		put(j, object, "count", figure(j, t->count));
		put(j, object, "credited", plain(j, t->credited));
		put(j, object, "unscored", plain(j, t->unscored));
		put(j, object, "each", exact(j, t->each));
		put(j, object, "next", exact(j, t->next));
		append(j, array, object);
	}
	return array;
}

static json_t *judgements(struct json_page *j, const struct points *x)
{
	json_t *array = json_array();
	for (const struct judgement *g = x->judged; g != NULL; g = g->next) {
		json_t *object = json_object();
		put(j, object, "points", plain(j, g->points));
		put(j, object, "scorer", text_or_null(g->scorer));
		put(j, object, "reason", text_or_null(g->reason));
		put(j, object, "source", place(j, g->place));
		append(j, array, object);
	}
	return array;
}

static json_t *department(struct json_page *j, const struct points *x)
{
	json_t *object = json_object();
	put(j, object, "mark", plain(j, x->by_department->mark));
	put(j, object, "computed", plain(j, x->computed));
	put(j, object, "reason", text_or_null(x->by_department->reason));
	put(j, object, "source", place(j, x->by_department->place));
	return object;
}

static json_t *sources(struct json_page *j, const struct points *x)
{
	json_t *array = json_array();
	for (size_t i = 0; i < x->n_sources; i++)
		append(j, array, place(j, x->sources[i]));
	return array;
}

static json_t *deciding(struct json_page *j, const struct points *x)
{
	json_t *array = json_array();
	for (size_t i = 0; i < x->n_policies; i++)
		append(j, array, text(j->page.method->policies[x->policies[i]].named.id));
	return array;
}

static const char *const states[POINTS_STATES] = {[POINTS_SCORED] = "scored",
                                                  [POINTS_LIMITED] = "limited",
                                                  [POINTS_NO_TASK] = "no_task",
                                                  [POINTS_UNREPORTED] = "unreported"};

static void leaf_fields(struct json_page *j, json_t *object, const struct points *x)
{
	put(j, object, "weighing", x->weighing != NULL ? text(x->weighing) : json_null());
	if (x->types != NULL) {
		put(j, object, "task", plain(j, x->task));
		put(j, object, "achieved", plain(j, x->achieved));
		put(j, object, "credited", plain(j, x->credited));
		put(j, object, "types", types(j, x));
	}
	if (x->judged != NULL)
		put(j, object, "judged", judgements(j, x));
	if (x->by_department != NULL)
		put(j, object, "department", department(j, x));
}

static json_t *items(struct json_page *j, size_t unit, size_t parent);

static json_t *item(struct json_page *j, size_t unit, size_t index)
{
	const struct method *m = j->page.method;
	const struct item *i = &m->items[index];
	const struct points *x = sheet_points(j->page.sheet, unit, index);
	json_t *object = json_object();
	put(j, object, "id", text(i->named.id));
	put(j, object, "name", text(page_name(&j->page, &i->named)));
	put(j, object, "state", text(states[x->state]));
	if (item_is_leaf(i)) {
		put(j, object, "mark", plain(j, x->mark));
		put(j, object, "mark_full", plain(j, x->mark_full));
	}
	put(j, object, "points", shown(j, x->points));
	put(j, object, "exact", exact(j, x->points));
	put(j, object, "max", plain(j, x->max));
	if (x->state == POINTS_LIMITED)
		put(j, object, "excess", exact(j, x->excess));
	put(j, object, "formula", x->formula != NULL ? text(x->formula) : json_null());
	if (item_is_leaf(i))
		leaf_fields(j, object, x);
	put(j, object, "clause",
	    i->clause != NONE ? text(page_name(&j->page, &m->clauses[i->clause].named))
	                      : json_null());
	put(j, object, "policies", deciding(j, x));
	put(j, object, "sources", sources(j, x));
	put(j, object, "items", items(j, unit, index));
	return object;
}

static json_t *items(struct json_page *j, size_t unit, size_t parent)
{
	const struct item *p = &j->page.method->items[parent];
	json_t *array = json_array();
	for (size_t i = 0; i < p->n_children; i++)
		append(j, array, item(j, unit, p->children[i]));
	return array;
}

static json_t *flags(struct json_page *j, size_t unit)
{
	unsigned set = flags_of(j->page.arena, j->page.sheet, unit);
	json_t *array = json_array();
	for (enum flag f = 0; f < FLAGS; f++)
		if (set & 1u << f)
			append(j, array, text(flags_id(f)));
	return array;
}

static json_t *unit(struct json_page *j, size_t index)
{
	const struct method *m = j->page.method;
	const struct unit_result *u = &j->page.sheet->units[index];
	const struct points *total = sheet_points(j->page.sheet, index, 0);
	const char *published = u->published == NULL ? ""
	                                             : ratio_fixed(j->page.arena, u->published,
	                                                           m->decimals, m->rounding);
	json_t *object = json_object();
	put(j, object, "id", text(m->units[index].named.id));
	put(j, object, "name", text(page_name(&j->page, &m->units[index].named)));
	put(j, object, "rank", u->ranked ? json_integer((json_int_t)u->rank) : json_null());
	put(j, object, "score", text_or_null(published));
	put(j, object, "exact", exact(j, u->score));
	put(j, object, "formula", total->formula != NULL ? text(total->formula) : json_null());
	put(j, object, "projects", plain(j, u->projects));
	put(j, object, "assigned_weight", plain(j, u->assigned));
	put(j, object, "flags", flags(j, index));
	put(j, object, "items", items(j, index, 0));
	return object;
}

static json_t *rules(struct json_page *j)
{
	const struct method *m = j->page.method;
	json_t *object = json_object();
	put(j, object, "id", text(m->id));
	put(j, object, "title", text(page_words(&j->page, m->title)));
	put(j, object, "document", text(page_words(&j->page, m->document)));
	put(j, object, "number", text(page_words(&j->page, m->number)));
	put(j, object, "sha256", text(m->sha256));
	return object;
}

static json_t *inputs(struct json_page *j)
{
	const struct heading *h = j->page.report->heading;
	json_t *array = json_array();
	for (size_t i = 0; i < h->n_files; i++) {
		json_t *object = json_object();
		put(j, object, "file", file_name(j, h->files[i].name));
		put(j, object, "sha256", text(h->files[i].sha256));
		append(j, array, object);
	}
	return array;
}

static json_t *policies(struct json_page *j)
{
	const struct method *m = j->page.method;
	json_t *object = json_object();
	for (size_t i = 0; i < m->n_policies; i++)
		put(j, object, m->policies[i].named.id,
		    text(policy_value(j->page.arena, &m->policies[i])));
	return object;
}

static json_t *alternatives(struct json_page *j, const struct policy *policy)
{
	json_t *array = json_array();
	for (size_t i = 0; i < policy->n_alternatives; i++)
		append(j, array, text(policy->alternatives[i].id));
	return array;
}

/* Beside "policies": what else could be chosen, and who decided. */
static json_t *decisions(struct json_page *j)
{
	static const char *const origins[] = {
	        [ORIGIN_RULES] = "rules", [ORIGIN_CASE] = "case", [ORIGIN_TRIAL] = "trial"};
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < m->n_policies; i++) {
		const struct policy *policy = &m->policies[i];
		json_t *object = json_object();
		put(j, object, "id", text(policy->named.id));
		put(j, object, "name", text(page_name(&j->page, &policy->named)));
		put(j, object, "value", text(policy_value(j->page.arena, policy)));
		put(j, object, "decided_by", text(origins[policy->origin]));
		if (policy->n_alternatives > 0) {
			put(j, object, "alternatives", alternatives(j, policy));
		} else {
			put(j, object, "low", plain(j, policy->low));
			put(j, object, "high", plain(j, policy->high));
		}
		append(j, array, object);
	}
	return array;
}

/* What decides without being a policy. */
static json_t *parameters(struct json_page *j)
{
	struct parameters all = parameters_of(&j->page);
	json_t *array = json_array();
	for (size_t i = 0; i < all.n; i++) {
		json_t *object = json_object();
		put(j, object, "of", text(all.list[i].owner));
		put(j, object, "id", text_or_null(all.list[i].id));
		put(j, object, "name", text(all.list[i].name));
		put(j, object, "value", text(all.list[i].value));
		put(j, object, "decided_by", text(all.list[i].stated ? "rules" : "default"));
		append(j, array, object);
	}
	return array;
}

static json_t *weights(struct json_page *j)
{
	const struct method *m = j->page.method;
	json_t *object = json_object();
	for (size_t i = 0; i < m->n_items; i++)
		if (m->items[i].weight != NULL)
			put(j, object, m->items[i].named.id, plain(j, m->items[i].weight));
	return object;
}

static json_t *trials(struct json_page *j)
{
	const struct heading *h = j->page.report->heading;
	json_t *array = json_array();
	for (size_t i = 0; i < h->n_trials; i++)
		append(j, array, text(h->trials[i]));
	return array;
}

static json_t *rounding(struct json_page *j)
{
	const struct method *m = j->page.method;
	json_t *object = json_object();
	put(j, object, "decimals", json_integer((json_int_t)m->decimals));
	put(j, object, "how", text(ratio_roundings[m->rounding]));
	put(j, object, "ties", text(method_ties[m->ties]));
	return object;
}

static void completion_fields(struct json_page *j, json_t *object, const struct completion *c)
{
	put(j, object, "task", plain(j, c->task));
	put(j, object, "submitted", plain(j, c->submitted));
	put(j, object, "rate", plain(j, c->rate));
}

/* Of all units together, in all and by type. */
static json_t *completion(struct json_page *j)
{
	const struct method *m = j->page.method;
	struct completions c = completions_of(&j->page);
	json_t *object = json_object(), *array = json_array();
	completion_fields(j, object, &c.all);
	for (size_t k = 0; k < m->n_types; k++) {
		json_t *type = json_object();
		put(j, type, "id", text(m->types[k].named.id));
		completion_fields(j, type, &c.types[k]);
		append(j, array, type);
	}
	put(j, object, "types", array);
	put(j, object, "unreported", text_or_null(c.unreported));
	return object;
}

static json_t *assessed(struct json_page *j)
{
	json_t *array = json_array();
	for (size_t i = 0; i < j->page.sheet->n_order; i++)
		append(j, array, unit(j, j->page.sheet->order[i]));
	return array;
}

static json_t *information(struct json_page *j)
{
	json_t *array = json_array();
	for (size_t u = 0; u < j->page.method->n_units; u++)
		if (!j->page.method->units[u].assessed)
			append(j, array, unit(j, u));
	return array;
}

static json_t *whole(struct json_page *j)
{
	const struct heading *h = j->page.report->heading;
	const struct period *period = &j->page.method->periods[j->page.sheet->figures->period];
	json_t *object = json_object();
	put(j, object, "kaohe", text(KAOHE_VERSION));
	put(j, object, "title", text(h->title));
	put(j, object, "issuer", text(h->issuer));
	put(j, object, "as_of", text(h->as_of));
	put(j, object, "example", json_boolean(h->example));
	put(j, object, "trials", trials(j));
	put(j, object, "rules", rules(j));
	put(j, object, "period", text(period->named.id));
	put(j, object, "inputs", inputs(j));
	put(j, object, "policies", policies(j));
	put(j, object, "decisions", decisions(j));
	put(j, object, "parameters", parameters(j));
	put(j, object, "weights", weights(j));
	put(j, object, "rounding", rounding(j));
	put(j, object, "completion", completion(j));
	put(j, object, "units", assessed(j));
	put(j, object, "information", information(j));
	return object;
}

static int add_to_buffer(const char *bytes, size_t n, void *out)
{
	buffer_add_n(out, bytes, n);
	return 0;
}

void write_json_score(struct buffer *out, const struct report *r)
{
	struct json_page j = {.page = page_new(out->arena, r, false)};
	json_t *report = whole(&j);
	if (j.failed || json_dump_callback(report, add_to_buffer, out, JSON_INDENT(2)) != 0)
		arena_array(out->arena, SIZE_MAX, SIZE_MAX); /* ends as any lack of memory does */
	json_decref(report);
	buffer_add_char(out, '\n');
}
