/* judged.c - points that people gave, one row per unit, item and scorer. */
#include "engine/scoring.h"
#include "inputs/cells.h"
#include "inputs/numbers.h"
#include "inputs/rows.h"
#include <stdlib.h>
#include <string.h>

/* One unit on one item in one period. */
struct cell {
	size_t unit, item, period;
};

static struct words cell_name(struct reading *r, const struct cell *c)
{
	return figures_cell_name(r->arena, r->method, c->unit, c->item, NONE,
	                         cells_period_shown(r, c->period));
}

/* The step of the item's scale, or NULL where its scoring method knows none. */
static const ratio *step_of(struct reading *r, const struct item *item)
{
	const struct param_spec *specs = item->scoring->method->params;
	for (size_t i = 0; specs[i].name != NULL; i++)
		if (strcmp(specs[i].name, "step") == 0)
			return param_number(r->arena, r->method, &item->scoring->params[i],
			                    &specs[i]);
	return NULL;
}

static bool check_points(struct reading *r, const struct cell *c, const ratio *points,
                         struct place place)
{
	const struct item *it = &r->method->items[c->item];
	struct words found = words_same(ratio_plain(r->arena, points));
	if (it->declared != NULL && ratio_cmp(points, it->declared) > 0) {
		diag_add(r->log, place, DIAG_points_range,
		         ARGS(cell_name(r, c), found,
		              words_same(ratio_plain(r->arena, it->declared))));
		return false;
	}
	const ratio *step = step_of(r, it);
	if (step != NULL && ratio_sign(step) > 0 &&
	    !ratio_is_whole(ratio_div(r->arena, points, step))) {
		diag_add(r->log, place, DIAG_points_step,
		         ARGS(cell_name(r, c), found, words_same(ratio_plain(r->arena, step))));
		return false;
	}
	return true;
}

static void add(struct reading *r, const struct cell *c, const struct judgement *j)
{
	const struct method *m = r->method;
	const struct judgement **first = figures_judged_in(r->figures, c->unit, c->item, c->period);
	struct judgement *copy = ARENA_NEW(r->arena, struct judgement);
	*copy = *j;
	if (r->judged_last == NULL)
		r->judged_last = ARENA_NEWS(r->arena, struct judgement *,
		                            m->n_units * m->n_items * m->n_periods);
	struct judgement **last = &r->judged_last[first - r->figures->judged];
	if (*last == NULL)
		*first = copy;
	else
		(*last)->next = copy;
	*last = copy;
}

/* ---- scorers of one cell ---- */

struct scorer {
	const char *group, *key; /* "" for a row that names none */
	const struct judgement *row;
	size_t order;
};

static int compare(const void *left, const void *right)
{
	const struct scorer *x = left, *y = right;
	int order = strcmp(x->group, y->group);
	if (order == 0)
		order = strcmp(x->key, y->key);
	return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* One row alone needs no scorer; beside others of its group each needs its own. */
static void check_group(struct reading *r, const struct cell *c, const struct scorer *scorers,
                        size_t n)
{
	const struct scorer *same = scorers;                  /* the first row of the scorer at i */
	const struct scorer *first = scorers, *second = NULL; /* as they were read */
	for (size_t i = 1; i < n; i++) {
		if (scorers[i].order < first->order) {
			second = first;
			first = &scorers[i];
		} else if (second == NULL || scorers[i].order < second->order) {
			second = &scorers[i];
		}
	}
	for (size_t i = 0; second != NULL && i < n; i++) {
		const struct judgement *j = scorers[i].row;
		bool again = i > 0 && strcmp(same->key, scorers[i].key) == 0;
		if (!again)
			same = &scorers[i];
		const struct judgement *other = (&scorers[i] == first ? second : first)->row;
		if (*scorers[i].key == '\0')
			diag_add(r->log, j->place, DIAG_scorer_missing,
			         ARGS(cell_name(r, c), cells_place(r->arena, other->place)));
		else if (again)
			diag_add(r->log, j->place, DIAG_duplicate_scorer,
			         ARGS(cell_name(r, c), cells_place(r->arena, same->row->place)));
	}
}

static void check_cell(struct reading *r, const struct cell *c)
{
	const struct judgement *first = *figures_judged_in(r->figures, c->unit, c->item, c->period);
	size_t n = 0;
	for (const struct judgement *j = first; j != NULL; j = j->next)
		n++;
	if (n < 2)
		return;
	struct scorer *scorers = ARENA_NEWS(r->arena, struct scorer, n);
	n = 0;
	for (const struct judgement *j = first; j != NULL; j = j->next, n++)
		scorers[n] = (struct scorer){names_key(r->arena, j->group),
		                             names_key(r->arena, j->scorer), j, n};
	qsort(scorers, n, sizeof *scorers, compare);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && strcmp(scorers[end].group, scorers[i].group) == 0;)
			end++;
		check_group(r, c, scorers + i, end - i);
	}
}

void judged_check(struct reading *r)
{
	const struct method *m = r->method;
	if (r->judged_last == NULL)
		return;
	for (size_t unit = 0; unit < m->n_units; unit++)
		for (size_t item = 0; item < m->n_items; item++)
			for (size_t period = 0; period < m->n_periods; period++)
				check_cell(r, &(struct cell){unit, item, period});
}

/* ---- rows ---- */

/* As the rule file spells it, where its method weighs groups and has this one; else as written. */
static const char *group_of(struct reading *r, const struct scoring *use, const char *text)
{
	const struct param_spec *specs = use->method->params;
	const char *key = *text != '\0' ? names_key(r->arena, text) : "";
	for (size_t i = 0; *key != '\0' && specs[i].name != NULL; i++) {
		const struct param *p = &use->params[i];
		for (size_t k = 0; specs[i].row_word && k < p->n_rows; k++)
			if (p->rows[k].word != NULL &&
			    strcmp(names_key(r->arena, p->rows[k].word), key) == 0)
				return p->rows[k].word;
	}
	return text;
}

static bool read_row(struct reading *r, const struct csv_field *const *fields)
{
	const struct csv_field *value = fields[COLUMN_POINTS];
	struct cell cell;
	cell.unit = cells_unit(r, fields[COLUMN_UNIT]);
	cell.item = cells_item(r, NAMES_JUDGED, fields[COLUMN_ITEM]);
	cell.period = cells_scored_period(r, fields[COLUMN_PERIOD]);
	struct figure points = numbers_read(r->arena, NUMBER_POINTS, false, value, r->log);
	if (cell.unit == NONE || cell.item == NONE || cell.period == NONE ||
	    cells_is_total(r, cell.unit, cell.item, fields[COLUMN_UNIT], fields[COLUMN_ITEM],
	                   TEXT_mend_total))
		return false;
	bool good =
	        points.state == FIGURE_NUMBER && check_points(r, &cell, points.value, value->place);
	const struct judgement j = {.points = good ? points.value : NULL,
	                            .scorer = fields[COLUMN_SCORER]->text,
	                            .group = group_of(r, r->method->items[cell.item].scoring,
	                                              fields[COLUMN_GROUP]->text),
	                            .reason = fields[COLUMN_REASON]->text,
	                            .place = value->place};
	add(r, &cell, &j);
	return true;
}

bool judged_read(struct reading *r, const struct csv *csv)
{
	return rows_read(r, &columns_judged, csv, read_row);
}
