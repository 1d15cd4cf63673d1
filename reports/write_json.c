#include "reports/write_json.h"
#include "engine/combine.h"
#include "reports/completion.h"
#include "reports/parameters.h"
#include "reports/score_view.h"
#include "reports/shape.h"
#include "reports/unit_record.h"

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

/* Of all units together, in all and by type; null where nothing is scored by counts, or where the
 * parts of the period have it. */
static json_t *completion(struct record *j)
{
	const struct method *m = j->page.method;
	if (!shape_has(m, 0, INPUT_COUNTS) || j->page.sheet->n_parts > 0)
		return json_null();
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

static json_t *groups(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < m->n_groups; i++) {
		json_t *object = json_object();
		record_put(j, object, "id", record_text(m->groups[i].named.id));
		record_put(j, object, "name",
		           record_text(page_name(&j->page, &m->groups[i].named)));
		record_append(j, array, object);
	}
	return array;
}

static json_t *grades(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < m->n_grades; i++) {
		const struct grade *g = &m->grades[i];
		json_t *object = json_object();
		record_put(j, object, "id", record_text(g->named.id));
		record_put(j, object, "name", record_text(page_name(&j->page, &g->named)));
		record_put(j, object, "from", record_plain(j, g->from));
		record_put(j, object, "quota", record_plain(j, g->quota));
		record_put(j, object, "most",
		           g->most != NONE ? record_whole(g->most) : json_null());
		record_append(j, array, object);
	}
	return array;
}

/* What the table of ranks says of a unit. */
static json_t *published(struct record *j, size_t unit)
{
	const struct page *p = &j->page;
	const struct method *m = p->method;
	const struct unit_result *u = &p->sheet->units[unit];
	size_t *items = ARENA_NEWS(p->arena, size_t, m->n_items);
	size_t n = score_ranks_items(p, items);
	json_t *object = json_object(), *points = json_object();
	record_put(j, object, "id", record_text(m->units[unit].named.id));
	record_put(j, object, "name", record_text(page_name(p, &m->units[unit].named)));
	record_put(j, object, "rank", u->ranked ? record_whole(u->rank) : json_null());
	if (m->n_groups > 0)
		record_put(j, object, "group",
		           m->units[unit].group == NONE
		                   ? json_null()
		                   : record_text(m->groups[m->units[unit].group].named.id));
	if (m->n_grades > 0)
		record_put(j, object, "grade",
		           u->grade == NONE ? json_null()
		                            : record_text(m->grades[u->grade].named.id));
	record_put(j, object, "score",
	           u->published == NULL ? json_null()
	                                : record_text(ratio_fixed(p->arena, u->published,
	                                                          m->decimals, m->rounding)));
	for (size_t i = 0; i < n; i++)
		record_put(j, points, m->items[items[i]].named.id,
		           record_points(j, sheet_points(p->sheet, unit, items[i])->points));
	record_put(j, object, "points", points);
	return object;
}

/* Of a report for one unit: the ranking that is published to all, and the unit itself. */
static void one_unit(struct record *j, json_t *object, size_t unit)
{
	const struct sheet *s = j->page.sheet;
	json_t *ranking = json_array(), *units = json_array();
	for (size_t i = 0; i < s->n_order; i++)
		record_append(j, ranking, published(j, s->order[i]));
	record_append(j, units, unit_record(j, unit));
	record_put(j, object, "ranking", ranking);
	record_put(j, object, "units", units);
}

/* The units of one sheet: those in the ranking, and those for information. */
static void units(struct record *j, json_t *object)
{
	const struct sheet *s = j->page.sheet;
	json_t *assessed = json_array(), *information = json_array();
	for (size_t i = 0; i < s->n_order; i++)
		record_append(j, assessed, unit_record(j, s->order[i]));
	for (size_t u = 0; u < s->method->n_units; u++)
		if (!s->method->units[u].assessed)
			record_append(j, information, unit_record(j, u));
	record_put(j, object, "units", assessed);
	record_put(j, object, "information", information);
}

/* The periods that a combined one is made of, each as a report of its own would have them. */
static json_t *parts(struct record *j)
{
	const struct sheet *whole = j->page.sheet;
	const struct period *period = &whole->method->periods[whole->figures->period];
	json_t *array = json_array();
	for (size_t i = 0; i < whole->n_parts; i++) {
		json_t *object = json_object();
		j->page.sheet = whole->parts[i];
		record_put(j, object, "period",
		           record_text(whole->method->periods[period->parts[i].period].named.id));
		record_put(j, object, "weight", record_plain(j, period->parts[i].weight));
		record_put(j, object, "completion", completion(j));
		units(j, object);
		record_append(j, array, object);
	}
	j->page.sheet = whole;
	return array;
}

/* What is the same for everybody: rules, policies, rounding. */
static json_t *head(struct record *j)
{
	const struct method *m = j->page.method;
	json_t *object = json_object();
	record_head(j, object);
	record_put(j, object, "decisions", decisions(j));
	record_put(j, object, "parameters", parameters(j));
	record_put(j, object, "weights", weights(j));
	record_put(j, object, "rounding", rounding(j));
	if (m->items[0].combination->marks)
		record_put(j, object, "combine", record_text(m->items[0].combination->id));
	if (m->n_groups > 0) {
		record_put(j, object, "groups", groups(j));
		record_put(j, object, "rank_in_groups", json_boolean(m->rank_in_groups));
	}
	if (m->n_grades > 0)
		record_put(j, object, "grades", grades(j));
	return object;
}

static json_t *whole(struct record *j)
{
	json_t *object = head(j);
	record_put(j, object, "completion", completion(j));
	units(j, object);
	if (j->page.sheet->n_parts > 0)
		record_put(j, object, "parts", parts(j));
	return object;
}

void write_json_score(struct buffer *out, const struct report *r)
{
	struct record j = record_new(out->arena, r);
	json_t *report = whole(&j);
	record_write(out, &j, report);
}

/* Each part of a combined period, of one unit. */
static json_t *own_parts(struct record *j, size_t unit)
{
	const struct sheet *whole = j->page.sheet;
	const struct period *period = &whole->method->periods[whole->figures->period];
	json_t *array = json_array();
	for (size_t i = 0; i < whole->n_parts; i++) {
		json_t *object = json_object(), *units = json_array();
		j->page.sheet = whole->parts[i];
		record_put(j, object, "period",
		           record_text(whole->method->periods[period->parts[i].period].named.id));
		record_put(j, object, "weight", record_plain(j, period->parts[i].weight));
		record_append(j, units, unit_record(j, unit));
		record_put(j, object, "units", units);
		record_append(j, array, object);
	}
	j->page.sheet = whole;
	return array;
}

void write_json_unit(struct buffer *out, const struct report *r, size_t unit)
{
	struct record j = record_new(out->arena, r);
	j.alone = true;
	json_t *report = head(&j);
	record_put(&j, report, "unit", record_text(j.page.method->units[unit].named.id));
	one_unit(&j, report, unit);
	if (j.page.sheet->n_parts > 0)
		record_put(&j, report, "parts", own_parts(&j, unit));
	record_write(out, &j, report);
}
