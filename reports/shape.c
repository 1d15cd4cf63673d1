#include "reports/shape.h"
#include "engine/combine.h"
#include "engine/measure.h"
#include <string.h>

bool shape_has(const struct method *m, size_t item, enum leaf_input input)
{
	const struct item *i = &m->items[item];
	if (item_is_leaf(i))
		return i->scoring->input == input;
	for (size_t c = 0; c < i->n_children; c++)
		if (shape_has(m, i->children[c], input))
			return true;
	return false;
}

bool shape_has_child(const struct method *m, size_t item, enum leaf_input input)
{
	const struct item *i = &m->items[item];
	for (size_t c = 0; c < i->n_children; c++)
		if (figures_input_is(m, i->children[c], input))
			return true;
	return false;
}

size_t shape_count(const struct method *m, enum leaf_input input)
{
	size_t n = 0;
	for (size_t i = 0; i < m->n_items; i++)
		n += figures_input_is(m, i, input);
	return n;
}

bool shape_shows_group(const struct method *m)
{
	return m->n_groups > 0 && !m->rank_in_groups;
}

bool shape_is_worthless(const struct item *i)
{
	return item_is_leaf(i) && i->points != NULL && ratio_sign(i->points) == 0 &&
	       i->scoring->input != INPUT_COUNTS;
}

bool shape_is_mark(const struct method *m, size_t item)
{
	const struct item *i = &m->items[item];
	return i->parent != NONE && m->items[i->parent].combination->marks;
}

static const char *word(const struct method *m, const struct scoring *s, size_t param)
{
	const char *text = param_text(m, &s->params[param], &s->method->params[param]);
	return text != NULL ? text : "";
}

static size_t find_param(const struct scoring *s, const char *name)
{
	for (size_t i = 0; s->method->params[i].name != NULL; i++)
		if (strcmp(s->method->params[i].name, name) == 0)
			return i;
	return NONE;
}

const char *shape_param(const struct method *m, size_t item, const char *name)
{
	const struct scoring *s = m->items[item].scoring;
	size_t i = find_param(s, name);
	return i != NONE ? param_text(m, &s->params[i], &s->method->params[i]) : NULL;
}

bool shape_depends(const struct method *m, size_t leaf)
{
	return scoring_depends(m, m->items[leaf].scoring);
}

struct value_shape shape_of_value(const struct method *m, size_t item)
{
	const struct scoring *s = m->items[item].scoring;
	struct value_shape shape = {.base = NONE, .target = find_param(s, "target") != NONE};
	if (!s->method->measured)
		return shape;
	const char *of = word(m, s, MEASURE_OF);
	bool compared = strcmp(of, "growth") == 0 || strcmp(of, "change") == 0;
	shape.measure = compared || strcmp(word(m, s, MEASURE_LOG), "none") != 0;
	if (compared)
		shape.base = method_period(m, word(m, s, MEASURE_BASE));
	return shape;
}

const ratio *shape_share(struct arena *a, const struct method *m, size_t item)
{
	const struct item *i = &m->items[item];
	if (i->weight == NULL || i->parent == NONE)
		return NULL;
	const struct item *p = &m->items[i->parent];
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t c = 0; c < p->n_children; c++)
		if (m->items[p->children[c]].weight != NULL)
			sum = ratio_add(a, sum, m->items[p->children[c]].weight);
	if (ratio_sign(sum) == 0)
		return NULL;
	return ratio_div(a, ratio_mul(a, ratio_of(a, 100, 1), i->weight), sum);
}

const ratio *shape_points(struct arena *a, const struct method *m, size_t item)
{
	const struct item *i = &m->items[item];
	if (i->parent == NONE)
		return i->points;
	const struct item *p = &m->items[i->parent];
	const ratio *above = shape_points(a, m, i->parent);
	if (p->combination->marks)
		return ratio_of(a, 100, 1);
	if (above == p->points || ratio_sign(p->points) == 0 || i->outside != INSIDE)
		return i->points;
	return ratio_div(a, ratio_mul(a, above, i->points), p->points);
}

static bool is_asked(const struct type_result *t)
{
	return t->target->state == FIGURE_NUMBER && ratio_sign(t->target->value) > 0;
}

static enum gap gap_of_counts(const struct method *m, const struct points *x)
{
	for (size_t k = 0; k < m->n_types; k++)
		if (is_asked(&x->types[k]) && x->types[k].count->state == FIGURE_ABSENT)
			return GAP_MISSING;
	return GAP_NONE;
}

static enum gap gap_of_value(const struct sheet *s, size_t unit, size_t item)
{
	const struct points *x = sheet_points(s, unit, item);
	const struct figure *value = figures_value(s->figures, unit, item, s->figures->period);
	struct value_shape shape = shape_of_value(s->method, item);
	bool asked = !shape.target || x->target != NULL;
	bool applies = value->state != FIGURE_NO_TASK;
	if (shape.base != NONE)
		applies = applies && figures_value(s->figures, unit, item, shape.base)->state !=
		                             FIGURE_NO_TASK;
	if (!asked || !applies)
		return GAP_NONE;
	if (x->measure != NULL) { /* it could not be compared with the others */
		bool alone = shape_depends(s->method, item) && x->state == POINTS_NO_TASK;
		return alone ? GAP_UNDEFINED : GAP_NONE;
	}
	return value->state == FIGURE_ABSENT ? GAP_MISSING : GAP_UNDEFINED;
}

enum gap shape_gap(const struct sheet *s, size_t unit, size_t item)
{
	const struct item *i = &s->method->items[item];
	const struct points *x = sheet_points(s, unit, item);
	if (!item_is_leaf(i) || s->n_parts > 0 || x->state == POINTS_UNREPORTED ||
	    x->by_department != NULL)
		return GAP_NONE;
	if (i->scoring->input == INPUT_VALUES)
		return gap_of_value(s, unit, item);
	if (x->types != NULL)
		return gap_of_counts(s->method, x);
	return x->judged == NULL ? GAP_MISSING : GAP_NONE;
}
