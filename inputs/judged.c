/* judged.c - points that people gave, one row per unit, item and scorer. */
#include "engine/scoring.h"
#include "inputs/cells.h"
#include "inputs/columns.h"
#include "inputs/numbers.h"
#include <stdlib.h>
#include <string.h>

static struct words cell_name(struct reading *r, size_t unit, size_t item)
{
	return figures_cell_name(r->arena, r->method, unit, item, NONE, NONE);
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

static bool check_points(struct reading *r, size_t unit, size_t item, const ratio *points,
                         struct place place)
{
	const struct item *it = &r->method->items[item];
	struct words found = words_same(ratio_plain(r->arena, points));
	if (it->declared != NULL && ratio_cmp(points, it->declared) > 0) {
		diag_add(r->log, place, DIAG_points_range,
		         ARGS(cell_name(r, unit, item), found,
		              words_same(ratio_plain(r->arena, it->declared))));
		return false;
	}
	const ratio *step = step_of(r, it);
	if (step != NULL && ratio_sign(step) > 0 &&
	    !ratio_is_whole(ratio_div(r->arena, points, step))) {
		diag_add(r->log, place, DIAG_points_step,
		         ARGS(cell_name(r, unit, item), found,
		              words_same(ratio_plain(r->arena, step))));
		return false;
	}
	return true;
}

static void add(struct reading *r, size_t unit, size_t item, const struct judgement *j)
{
	const struct method *m = r->method;
	struct judgement *copy = ARENA_NEW(r->arena, struct judgement);
	*copy = *j;
	if (r->judged_last == NULL)
		r->judged_last = ARENA_NEWS(r->arena, struct judgement *, m->n_units * m->n_items);
	struct judgement **last = &r->judged_last[unit * m->n_items + item];
	if (*last == NULL)
		*figures_judged(r->figures, unit, item) = copy;
	else
		(*last)->next = copy;
	*last = copy;
}

/* ---- scorers of one cell ---- */

struct scorer {
	const char *key; /* "" for a row that names none */
	const struct judgement *row;
	size_t order;
};

static int compare(const void *left, const void *right)
{
	const struct scorer *x = left, *y = right;
	int order = strcmp(x->key, y->key);
	return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* One row alone needs no scorer; beside others each needs its own. */
static void check_cell(struct reading *r, size_t unit, size_t item)
{
	const struct judgement *first = *figures_judged(r->figures, unit, item);
	size_t n = 0;
	for (const struct judgement *j = first; j != NULL; j = j->next)
		n++;
	if (n < 2)
		return;
	struct scorer *scorers = ARENA_NEWS(r->arena, struct scorer, n);
	n = 0;
	for (const struct judgement *j = first; j != NULL; j = j->next, n++)
		scorers[n] = (struct scorer){names_key(r->arena, j->scorer), j, n};
	qsort(scorers, n, sizeof *scorers, compare);
	const struct scorer *same = scorers; /* the first row of the scorer at i */
	for (size_t i = 0; i < n; i++) {
		const struct judgement *j = scorers[i].row;
		bool again = i > 0 && strcmp(same->key, scorers[i].key) == 0;
		if (!again)
			same = &scorers[i];
		if (*scorers[i].key == '\0')
			diag_add(
			        r->log, j->place, DIAG_scorer_missing,
			        ARGS(cell_name(r, unit, item),
			             cells_place(r->arena, (j == first ? j->next : first)->place)));
		else if (again)
			diag_add(r->log, j->place, DIAG_duplicate_scorer,
			         ARGS(cell_name(r, unit, item),
			              cells_place(r->arena, same->row->place)));
	}
}

void judged_check(struct reading *r)
{
	for (size_t unit = 0; unit < r->method->n_units; unit++)
		for (size_t item = 0; item < r->method->n_items; item++)
			check_cell(r, unit, item);
}

/* ---- rows ---- */

static bool read_row(struct reading *r, const struct csv_field *const *fields)
{
	const struct csv_field *value = fields[COLUMN_POINTS];
	size_t unit = cells_unit(r, fields[COLUMN_UNIT]);
	size_t item = cells_item(r, NAMES_JUDGED, fields[COLUMN_ITEM]);
	struct figure points = numbers_read(r->arena, NUMBER_POINTS, false, value, r->log);
	if (unit == NONE || item == NONE)
		return false;
	bool unit_total = unit == all_units(r->method);
	if (unit_total || item == all_items(r->method)) {
		const struct csv_field *f = fields[unit_total ? COLUMN_UNIT : COLUMN_ITEM];
		diag_add(r->log, f->place, DIAG_total_as_data, ARGS(words_same(f->text)));
		return false;
	}
	bool good = points.state == FIGURE_NUMBER &&
	            check_points(r, unit, item, points.value, value->place);
	const struct judgement j = {.points = good ? points.value : NULL,
	                            .scorer = fields[COLUMN_SCORER]->text,
	                            .reason = fields[COLUMN_REASON]->text,
	                            .place = value->place};
	add(r, unit, item, &j);
	return true;
}

bool judged_read(struct reading *r, const struct csv *csv)
{
	struct columns columns;
	if (!columns_read(r->arena, &columns_judged, &csv->records[0], &columns, r->log))
		return false;
	bool placed = true;
	for (size_t i = 1; i < csv->n; i++) {
		const struct csv_field *fields[COLUMNS];
		if (!columns_take(&columns_judged, &columns, &csv->records[i], r->arena, fields,
		                  r->log) ||
		    !read_row(r, fields))
			placed = false;
	}
	return placed;
}
