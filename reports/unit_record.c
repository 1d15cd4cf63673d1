#include "reports/unit_record.h"
#include "engine/combine.h"
#include "reports/flags.h"
#include "reports/shape.h"
#include <string.h>

static json_t *place(struct record *j, struct place p)
{
	json_t *object = json_object();
	record_put(j, object, "file", record_file_name(j, p.file != NULL ? p.file : ""));
	record_put(j, object, "line", json_integer(p.line));
	record_put(j, object, "column", json_integer(place_column(p)));
	return object;
}

/* A submitted value: its decimal, "-" where it does not apply, null where there is none. */
static json_t *value(struct record *j, const struct figure *f)
{
	return f->state == FIGURE_NUMBER ? record_text(page_value(&j->page, f->value))
	                                 : record_text_or_null(page_figure(&j->page, f));
}

/* A number that need not be exact: then `key` is null, and beside it stand a decimal and how far
 * that may be off. */
static void put_near(struct record *j, json_t *object, const char *prefix, const ratio *x)
{
	static const char mark[] = "\xE2\x89\x88"; /* ≈ */
	struct arena *a = j->page.arena;
	const char *text = ratio_exact(a, x) + sizeof mark - 1;
	const char *point = strchr(text, '.');
	bool known = *text != '?';
	const char *error = arena_print(a, "1e-%zu", point != NULL ? strlen(point + 1) : (size_t)0);
	record_put(j, object, arena_print(a, "%sapproximate", prefix),
	           known ? record_text(text) : json_null());
	record_put(j, object, arena_print(a, "%serror", prefix),
	           known ? record_text(error) : json_null());
}

typedef json_t *exact_writer(const struct record *j, const ratio *x);

static void put(struct record *j, json_t *object, const char *key, const char *prefix,
                const ratio *x, exact_writer *write)
{
	bool near = x != NULL && !ratio_is_exact(x);
	record_put(j, object, key, near ? json_null() : write(j, x));
	if (near)
		put_near(j, object, prefix, x);
}

static void put_number(struct record *j, json_t *object, const char *key, const ratio *x)
{
	put(j, object, key, arena_print(j->page.arena, "%s_", key), x, record_plain);
}

static void put_exact(struct record *j, json_t *object, const ratio *x)
{
	put(j, object, "exact", "", x, record_exact);
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
		put(j, object, "each", "each_", t->each, record_exact);
		put(j, object, "next", "next_", t->next, record_exact);
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

static const char *const inputs[INPUTS] = {
        [INPUT_COUNTS] = "counts", [INPUT_VALUES] = "values", [INPUT_JUDGED] = "judged"};

/* Of a leaf that is scored by values. */
static void value_fields(struct record *j, json_t *object, size_t unit, size_t index)
{
	const struct page *p = &j->page;
	const struct points *x = sheet_points(p->sheet, unit, index);
	const struct value_shape shape = shape_of_value(p->method, index);
	const struct figures *f = p->sheet->figures;
	record_put(j, object, "value", value(j, figures_value(f, unit, index, f->period)));
	if (shape.base != NONE)
		record_put(j, object, "base", value(j, figures_value(f, unit, index, shape.base)));
	put_number(j, object, "measure", x->measure);
	if (shape.target)
		record_put(j, object, "target", record_plain(j, x->target));
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
	if (i->outside != INSIDE)
		record_put(j, object, "outside", record_text(method_outsides[i->outside]));
	if (!item_is_leaf(i) && i->combination->marks)
		record_put(j, object, "combine", record_text(i->combination->id));
	if (item_is_leaf(i)) {
		if (shape_has(m, 0, INPUT_VALUES))
			record_put(j, object, "input", record_text(inputs[i->scoring->input]));
		if (shape_depends(m, index))
			record_put(j, object, "depends_on_others", json_true());
		put_number(j, object, "mark", x->mark);
		record_put(j, object, "mark_full", record_plain(j, x->mark_full));
	}
	record_put(j, object, "points", record_points(j, x->points));
	put_exact(j, object, x->points);
	record_put(j, object, "max", record_plain(j, x->max));
	if (x->state == POINTS_LIMITED)
		record_put(j, object, "excess", record_exact(j, x->excess));
	bool withheld = j->alone && item_is_leaf(i) && shape_depends(m, index);
	record_put(j, object, "formula",
	           x->formula != NULL && !withheld ? record_text(x->formula) : json_null());
	if (item_is_leaf(i))
		leaf_fields(j, object, x);
	if (j->page.sheet->n_parts == 0 && figures_valued(m, index))
		value_fields(j, object, unit, index);
	record_put(j, object, "clause",
	           i->clause != NONE
	                   ? record_text(page_name(&j->page, &m->clauses[i->clause].named))
	                   : json_null());
	record_put(j, object, "policies", deciding(j, x));
	record_put(j, object, "sources", withheld ? json_array() : sources(j, x));
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

static json_t *id_of(const struct named *n)
{
	return n != NULL ? record_text(n->id) : json_null();
}

static const struct named *grade(const struct method *m, size_t index)
{
	return index != NONE ? &m->grades[index].named : NULL;
}

/* In force, and by score and quota alone. */
static void grade_fields(struct record *j, json_t *object, const struct unit_result *u)
{
	const struct method *m = j->page.method;
	record_put(j, object, "grade", id_of(grade(m, u->grade)));
	record_put(j, object, "grade_earned", id_of(grade(m, u->grade_earned)));
}

static json_t *consequences(struct record *j, const struct unit_result *u)
{
	const struct method *m = j->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < u->n_consequences; i++) {
		const struct consequence *c = u->consequences[i].consequence;
		json_t *object = json_object();
		record_put(j, object, "id", record_text(c->named.id));
		record_put(j, object, "name", record_text(page_name(&j->page, &c->named)));
		record_put(j, object, "item", record_text(m->items[c->item].named.id));
		put_number(j, object, "measure", u->consequences[i].measure);
		record_put(j, object, c->from != NULL ? "from" : "below",
		           record_plain(j, c->from != NULL ? c->from : c->below));
		record_put(j, object, "effect", record_text(method_effects[c->effect]));
		if (c->effect == EFFECT_LIFT)
			record_put(j, object, "by", record_whole(c->by));
		if (c->effect == EFFECT_CAP)
			record_put(j, object, "grade", id_of(grade(m, c->grade)));
		record_append(j, array, object);
	}
	return array;
}

static json_t *score(struct record *j, const struct unit_result *u)
{
	const struct method *m = j->page.method;
	return u->published != NULL ? record_text(ratio_fixed(j->page.arena, u->published,
	                                                      m->decimals, m->rounding))
	                            : json_null();
}

/* What the parts of a combined period gave. */
static json_t *parts(struct record *j, size_t unit)
{
	const struct sheet *s = j->page.sheet;
	const struct method *m = s->method;
	const struct period *period = &m->periods[s->figures->period];
	json_t *array = json_array();
	for (size_t i = 0; i < s->n_parts; i++) {
		const struct unit_result *u = &s->parts[i]->units[unit];
		json_t *object = json_object();
		record_put(j, object, "period",
		           record_text(m->periods[period->parts[i].period].named.id));
		record_put(j, object, "weight", record_plain(j, period->parts[i].weight));
		record_put(j, object, "score", score(j, u));
		put_exact(j, object, u->score);
		record_append(j, array, object);
	}
	return array;
}

json_t *unit_record(struct record *j, size_t index)
{
	const struct method *m = j->page.method;
	const struct unit_result *u = &j->page.sheet->units[index];
	const struct points *total = sheet_points(j->page.sheet, index, 0);
	size_t group = m->units[index].group;
	json_t *object = json_object();
	record_put(j, object, "id", record_text(m->units[index].named.id));
	record_put(j, object, "name", record_text(page_name(&j->page, &m->units[index].named)));
	record_put(j, object, "rank", u->ranked ? record_whole(u->rank) : json_null());
	if (m->n_groups > 0)
		record_put(j, object, "group",
		           id_of(group == NONE ? NULL : &m->groups[group].named));
	if (m->n_grades > 0)
		grade_fields(j, object, u);
	if (m->n_consequences > 0)
		record_put(j, object, "consequences", consequences(j, u));
	record_put(j, object, "score", score(j, u));
	put_exact(j, object, u->score);
	record_put(j, object, "formula",
	           total->formula != NULL ? record_text(total->formula) : json_null());
	record_put(j, object, "projects", record_plain(j, u->projects));
	record_put(j, object, "assigned_weight", record_plain(j, u->assigned));
	record_put(j, object, "flags", flags(j, index));
	if (j->page.sheet->n_parts > 0)
		record_put(j, object, "parts", parts(j, index));
	record_put(j, object, "items", items(j, index, 0));
	return object;
}
