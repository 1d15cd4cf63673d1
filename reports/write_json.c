#include "reports/write_json.h"
#include "reports/completion.h"
#include "reports/flags.h"
#include "reports/parameters.h"
#include "reports/record.h"

static json_t *place(struct record *j, struct place p)
{
	json_t *object = json_object();
	record_put(j, object, "file", record_file_name(j, p.file != NULL ? p.file : ""));
	record_put(j, object, "line", json_integer(p.line));
	record_put(j, object, "column", json_integer(p.column));
	return object;
}

/* A target or count: a number, "-" for no task, null where there is no row. */
static json_t *figure(struct record *j, const struct figure *f)
{
	return record_text_or_null(page_figure(&j->page, f));
}

static json_t *types(struct record *j, const struct points *x)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t k = 0; k < m->n_types; k++) {
		const struct type_result *t = &x->types[k];
		if (t->target->state == FIGURE_ABSENT && t->count->state == FIGURE_ABSENT)
			continue;
		json_t *object = json_object();
		record_put(j, object, "id", record_text(m->types[k].named.id));
		record_put(j, object, "name", record_text(page_name(&j->page, &m->types[k].named)));
		record_put(j, object, "target", figure(j, t->target));
		record_put(j, object, "count", figure(j, t->count));
		record_put(j, object, "credited", record_plain(j, t->credited));
		record_put(j, object, "unscored", record_plain(j, t->unscored));
		record_put(j, object, "each", record_exact(j, t->each));
		record_put(j, object, "next", record_exact(j, t->next));
		record_append(j, array, object);
	}
	return array;
}

static json_t *judgements(struct record *j, const struct points *x)
{
	json_t *array = json_array();
	for (const struct judgement *g = x->judged; g != NULL; g = g->next) {
		json_t *object = json_object();
		record_put(j, object, "points", record_plain(j, g->points));
		record_put(j, object, "scorer", record_text_or_null(g->scorer));
		record_put(j, object, "reason", record_text_or_null(g->reason));
		record_put(j, object, "source", place(j, g->place));
		record_append(j, array, object);
	}
	return array;
}

static json_t *department(struct record *j, const struct points *x)
{
	json_t *object = json_object();
	record_put(j, object, "mark", record_plain(j, x->by_department->mark));
	record_put(j, object, "computed", record_plain(j, x->computed));
	record_put(j, object, "reason", record_text_or_null(x->by_department->reason));
	record_put(j, object, "source", place(j, x->by_department->place));
	return object;
}

static json_t *sources(struct record *j, const struct points *x)
{
	json_t *array = json_array();
	for (size_t i = 0; i < x->n_sources; i++)
		record_append(j, array, place(j, x->sources[i]));
	return array;
}

static json_t *deciding(struct record *j, const struct points *x)
{
	json_t *array = json_array();
	for (size_t i = 0; i < x->n_policies; i++)
		record_append(j, array,
		              record_text(j->page.method->policies[x->policies[i]].named.id));
	return array;
}

static const char *const states[POINTS_STATES] = {[POINTS_SCORED] = "scored",
                                                  [POINTS_LIMITED] = "limited",
                                                  [POINTS_NO_TASK] = "no_task",
                                                  [POINTS_UNREPORTED] = "unreported"};

static void leaf_fields(struct record *j, json_t *object, const struct points *x)
{
	record_put(j, object, "weighing",
	           x->weighing != NULL ? record_text(x->weighing) : json_null());
	if (x->types != NULL) {
		record_put(j, object, "task", record_plain(j, x->task));
		record_put(j, object, "achieved", record_plain(j, x->achieved));
		record_put(j, object, "credited", record_plain(j, x->credited));
		record_put(j, object, "types", types(j, x));
	}
	if (x->judged != NULL)
		record_put(j, object, "judged", judgements(j, x));
	if (x->by_department != NULL)
		record_put(j, object, "department", department(j, x));
}

static json_t *items(struct record *j, size_t unit, size_t parent);

static json_t *item(struct record *j, size_t unit, size_t index)
{
	const struct method *m = j->page.method;
	const struct item *i = &m->items[index];
	const struct points *x = sheet_points(j->page.sheet, unit, index);
	json_t *object = json_object();
	record_put(j, object, "id", record_text(i->named.id));
	record_put(j, object, "name", record_text(page_name(&j->page, &i->named)));
	record_put(j, object, "state", record_text(states[x->state]));
	if (item_is_leaf(i)) {
		record_put(j, object, "mark", record_plain(j, x->mark));
		record_put(j, object, "mark_full", record_plain(j, x->mark_full));
	}
	record_put(j, object, "points", record_points(j, x->points));
	record_put(j, object, "exact", record_exact(j, x->points));
	record_put(j, object, "max", record_plain(j, x->max));
	if (x->state == POINTS_LIMITED)
		record_put(j, object, "excess", record_exact(j, x->excess));
	record_put(j, object, "formula",
	           x->formula != NULL ? record_text(x->formula) : json_null());
	if (item_is_leaf(i))
		leaf_fields(j, object, x);
	record_put(j, object, "clause",
	           i->clause != NONE
	                   ? record_text(page_name(&j->page, &m->clauses[i->clause].named))
	                   : json_null());
	record_put(j, object, "policies", deciding(j, x));
	record_put(j, object, "sources", sources(j, x));
	record_put(j, object, "items", items(j, unit, index));
	return object;
}

static json_t *items(struct record *j, size_t unit, size_t parent)
{
	const struct item *p = &j->page.method->items[parent];
	json_t *array = json_array();
	for (size_t i = 0; i < p->n_children; i++)
		record_append(j, array, item(j, unit, p->children[i]));
	return array;
}

static json_t *flags(struct record *j, size_t unit)
{
	unsigned set = flags_of(j->page.arena, j->page.sheet, unit);
	json_t *array = json_array();
	for (enum flag f = 0; f < FLAGS; f++)
		if (set & 1u << f)
			record_append(j, array, record_text(flags_id(f)));
	return array;
}

static json_t *unit(struct record *j, size_t index)
{
	const struct method *m = j->page.method;
	const struct unit_result *u = &j->page.sheet->units[index];
	const struct points *total = sheet_points(j->page.sheet, index, 0);
	const char *published = u->published == NULL ? ""
	                                             : ratio_fixed(j->page.arena, u->published,
	                                                           m->decimals, m->rounding);
	json_t *object = json_object();
	record_put(j, object, "id", record_text(m->units[index].named.id));
	record_put(j, object, "name", record_text(page_name(&j->page, &m->units[index].named)));
	record_put(j, object, "rank", u->ranked ? record_whole(u->rank) : json_null());
	record_put(j, object, "score", record_text_or_null(published));
	record_put(j, object, "exact", record_exact(j, u->score));
	record_put(j, object, "formula",
	           total->formula != NULL ? record_text(total->formula) : json_null());
	record_put(j, object, "projects", record_plain(j, u->projects));
	record_put(j, object, "assigned_weight", record_plain(j, u->assigned));
	record_put(j, object, "flags", flags(j, index));
	record_put(j, object, "items", items(j, index, 0));
	return object;
}

static json_t *alternatives(struct record *j, const struct policy *policy)
{
	json_t *array = json_array();
	for (size_t i = 0; i < policy->n_alternatives; i++)
		record_append(j, array, record_text(policy->alternatives[i].id));
	return array;
}

/* Beside "policies": what else could be chosen, and who decided. */
static json_t *decisions(struct record *j)
{
	static const char *const origins[] = {
	        [ORIGIN_RULES] = "rules", [ORIGIN_CASE] = "case", [ORIGIN_TRIAL] = "trial"};
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < m->n_policies; i++) {
		const struct policy *policy = &m->policies[i];
		json_t *object = json_object();
		record_put(j, object, "id", record_text(policy->named.id));
		record_put(j, object, "name", record_text(page_name(&j->page, &policy->named)));
		record_put(j, object, "value", record_text(policy_value(j->page.arena, policy)));
		record_put(j, object, "decided_by", record_text(origins[policy->origin]));
		if (policy->n_alternatives > 0) {
			record_put(j, object, "alternatives", alternatives(j, policy));
		} else {
			record_put(j, object, "low", record_plain(j, policy->low));
			record_put(j, object, "high", record_plain(j, policy->high));
		}
		record_append(j, array, object);
	}
	return array;
}

/* What decides without being a policy. */
static json_t *parameters(struct record *j)
{
	struct parameters all = parameters_of(&j->page);
	json_t *array = json_array();
	for (size_t i = 0; i < all.n; i++) {
		json_t *object = json_object();
		record_put(j, object, "of", record_text(all.list[i].owner));
		record_put(j, object, "id", record_text_or_null(all.list[i].id));
		record_put(j, object, "name", record_text(all.list[i].name));
		record_put(j, object, "value", record_text(all.list[i].value));
		record_put(j, object, "decided_by",
		           record_text(all.list[i].stated ? "rules" : "default"));
		record_append(j, array, object);
	}
	return array;
}

static json_t *weights(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *object = json_object();
	for (size_t i = 0; i < m->n_items; i++)
		if (m->items[i].weight != NULL)
			record_put(j, object, m->items[i].named.id,
			           record_plain(j, m->items[i].weight));
	return object;
}

static json_t *rounding(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *object = json_object();
	record_put(j, object, "decimals", json_integer((json_int_t)m->decimals));
	record_put(j, object, "how", record_text(ratio_roundings[m->rounding]));
	record_put(j, object, "ties", record_text(method_ties[m->ties]));
	return object;
}

static void completion_fields(struct record *j, json_t *object, const struct completion *c)
{
	record_put(j, object, "task", record_plain(j, c->task));
	record_put(j, object, "submitted", record_plain(j, c->submitted));
	record_put(j, object, "rate", record_plain(j, c->rate));
}

/* Of all units together, in all and by type. */
static json_t *completion(struct record *j)
{
	const struct method *m = j->page.method;
	struct completions c = completions_of(&j->page);
	json_t *object = json_object(), *array = json_array();
	completion_fields(j, object, &c.all);
	for (size_t k = 0; k < m->n_types; k++) {
		json_t *type = json_object();
		record_put(j, type, "id", record_text(m->types[k].named.id));
		completion_fields(j, type, &c.types[k]);
		record_append(j, array, type);
	}
	record_put(j, object, "types", array);
	record_put(j, object, "unreported", record_text_or_null(c.unreported));
	return object;
}

static json_t *assessed(struct record *j)
{
	json_t *array = json_array();
	for (size_t i = 0; i < j->page.sheet->n_order; i++)
		record_append(j, array, unit(j, j->page.sheet->order[i]));
	return array;
}

static json_t *information(struct record *j)
{
	json_t *array = json_array();
	for (size_t u = 0; u < j->page.method->n_units; u++)
		if (!j->page.method->units[u].assessed)
			record_append(j, array, unit(j, u));
	return array;
}

static json_t *whole(struct record *j)
{
	json_t *object = json_object();
	record_head(j, object);
	record_put(j, object, "decisions", decisions(j));
	record_put(j, object, "parameters", parameters(j));
	record_put(j, object, "weights", weights(j));
	record_put(j, object, "rounding", rounding(j));
	record_put(j, object, "completion", completion(j));
	record_put(j, object, "units", assessed(j));
	record_put(j, object, "information", information(j));
	return object;
}

void write_json_score(struct buffer *out, const struct report *r)
{
	struct record j = record_new(out->arena, r);
	json_t *report = whole(&j);
	record_write(out, &j, report);
}
