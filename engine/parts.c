#include "engine/parts.h"

#include "engine/scoring.h"

/* One unit over all parts. */
struct mean {
	struct arena *arena;
	const struct sheet *sheet;
	const ratio **weights; /* [part]; 0 where it says nothing about the unit */
	const ratio *total;    /* sum of the weights */
};

/* Anything that can bring or cost points. */
static bool asked(const struct sheet *part, size_t unit)
{
	const struct method *m = part->method;
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]) && ratio_sign(m->items[i].points) > 0 &&
		    sheet_points(part, unit, i)->state != POINTS_NO_TASK)
			return true;
	return false;
}

/* A part in which nothing at all was asked of the unit says nothing about it, unless that holds for
 * all of them. */
static void weigh(struct mean *m, size_t unit)
{
	const struct sheet *s = m->sheet;
	const struct period_part *parts = s->method->periods[s->figures->period].parts;
	const ratio *zero = ratio_of(m->arena, 0, 1);
	bool any = false;
	for (size_t i = 0; i < s->n_parts; i++)
		any = any || asked(s->parts[i], unit);
	m->total = zero;
	for (size_t i = 0; i < s->n_parts; i++) {
		m->weights[i] = any && !asked(s->parts[i], unit) ? zero : parts[i].weight;
		m->total = ratio_add(m->arena, m->total, m->weights[i]);
	}
}

/* sum w x / sum w; NULL where an x is. `of` picks x from a part's sheet. */
static const ratio *mean_of(const struct mean *m, size_t unit, size_t item,
                            const ratio *(*of)(const struct sheet *s, size_t unit, size_t item))
{
	const ratio *sum = ratio_of(m->arena, 0, 1);
	for (size_t i = 0; i < m->sheet->n_parts; i++) {
		const ratio *x = of(m->sheet->parts[i], unit, item);
		if (!ratio_sign(m->weights[i]))
			continue;
		if (!x)
			return NULL;
		sum = ratio_add(m->arena, sum, ratio_mul(m->arena, m->weights[i], x));
	}
	return ratio_div(m->arena, sum, m->total);
}

static const ratio *points_in(const struct sheet *s, size_t unit, size_t item)
{
	return sheet_points(s, unit, item)->points;
}

static const ratio *max_in(const struct sheet *s, size_t unit, size_t item)
{
	return sheet_points(s, unit, item)->max;
}

static const ratio *assigned_in(const struct sheet *s, size_t unit, size_t item)
{
	(void)item;
	return s->units[unit].assigned;
}

/* "(30 × 81 + 70 × 90) ÷ 100 = 87.3" */
static const char *formula(const struct mean *m, size_t unit, size_t item, const ratio *result)
{
	struct buffer b;
	bool any = false;
	buffer_start(&b, m->arena);
	for (size_t i = 0; i < m->sheet->n_parts; i++) {
		if (!ratio_sign(m->weights[i]))
			continue;
		buffer_print(&b, "%s%s × %s", any ? " + " : "(",
		             ratio_plain(m->arena, m->weights[i]),
		             ratio_plain(m->arena, points_in(m->sheet->parts[i], unit, item)));
		any = true;
	}
	buffer_print(&b, ") ÷ %s %s", ratio_plain(m->arena, m->total),
	             scoring_equals(m->arena, result));
	return b.text;
}

static void combine_item(const struct mean *m, size_t unit, size_t item, struct points *out,
                         bool explain)
{
	bool all_idle = true;
	for (size_t i = 0; i < m->sheet->n_parts; i++)
		all_idle = all_idle &&
		           sheet_points(m->sheet->parts[i], unit, item)->state == POINTS_NO_TASK;
	out->points = mean_of(m, unit, item, points_in);
	out->max = mean_of(m, unit, item, max_in);
	out->state = !out->points ? POINTS_UNREPORTED : all_idle ? POINTS_NO_TASK : POINTS_SCORED;
	if (explain && out->points)
		out->formula = formula(m, unit, item, out->points);
}

static bool applies(const struct unit_result *u, const struct consequence *c)
{
	for (size_t i = 0; i < u->n_consequences; i++)
		if (u->consequences[i].consequence == c)
			return true;
	return false;
}

static void add_consequences(struct arena *a, const struct unit_result *part, size_t index,
                             struct unit_result *u)
{
	if (!part->n_consequences)
		return;
	size_t n = u->n_consequences + part->n_consequences;
	struct consequence_result *list =
	        arena_grow(a, u->consequences, u->n_consequences, n, sizeof *list);
	u->consequences = list;
	for (size_t i = 0; i < part->n_consequences; i++)
		if (!applies(u, part->consequences[i].consequence)) {
			list[u->n_consequences] = part->consequences[i];
			list[u->n_consequences++].part = index;
		}
}

static void combine_unit(const struct mean *m, size_t unit, struct unit_result *u, bool explain)
{
	const struct method *method = m->sheet->method;
	struct points *points = ARENA_NEWS(m->arena, struct points, method->n_items);
	for (size_t i = 0; i < method->n_items; i++)
		combine_item(m, unit, i, &points[i], explain);
	*u = (struct unit_result){.unit = unit,
	                          .items = points,
	                          .score = points[0].points,
	                          .complete = points[0].points != NULL,
	                          .assigned = mean_of(m, unit, 0, assigned_in),
	                          .projects = ratio_of(m->arena, 0, 1),
	                          .no_task = true,
	                          .grade = NONE,
	                          .grade_earned = NONE};
	for (size_t i = 0; i < m->sheet->n_parts; i++) {
		const struct unit_result *part = &m->sheet->parts[i]->units[unit];
		u->projects = ratio_add(m->arena, u->projects, part->projects);
		u->no_task = u->no_task && part->no_task;
		u->targets_missing = u->targets_missing || part->targets_missing;
		u->apart = u->apart || part->apart;
		add_consequences(m->arena, part, i, u);
	}
	u->few = method->few_projects &&
	         ratio_cmp(u->projects, ratio_of(m->arena, (long)method->few_projects, 1)) < 0;
}

void parts_combine(struct arena *a, const struct sheet *s, struct unit_result *units, bool explain)
{
	struct mean mean = {
	        .arena = a, .sheet = s, .weights = ARENA_NEWS(a, const ratio *, s->n_parts)};
	for (size_t u = 0; u < s->method->n_units; u++) {
		weigh(&mean, u);
		combine_unit(&mean, u, &units[u], explain);
	}
}

const ratio *const *parts_weights(struct arena *a, const struct sheet *s, size_t unit)
{
	struct mean mean = {
	        .arena = a, .sheet = s, .weights = ARENA_NEWS(a, const ratio *, s->n_parts)};
	weigh(&mean, unit);
	return mean.weights;
}
