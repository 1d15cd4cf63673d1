/* judged.c - points that people gave, one row per unit, item and scorer. */
#include "engine/scoring.h"
#include "inputs/cells.h"
#include "inputs/columns.h"
#include "inputs/numbers.h"
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

/* One row alone needs no scorer; beside others each needs its own. */
static void unnamed(struct reading *r, size_t unit, size_t item, struct place row,
                    struct place other)
{
	diag_add(r->log, row, DIAG_scorer_missing,
	         ARGS(cell_name(r, unit, item), cells_place(r->arena, other)));
}

static void add(struct reading *r, size_t unit, size_t item, const struct judgement *j)
{
	const struct judgement **end = figures_judged(r->figures, unit, item);
	const struct judgement *first = *end;
	const char *key = names_key(r->arena, j->scorer);
	if (first != NULL && *j->scorer == '\0') {
		unnamed(r, unit, item, j->place, first->place);
		return;
	}
	if (first != NULL && *first->scorer == '\0' && first->next == NULL)
		unnamed(r, unit, item, first->place, j->place);
	while (*end != NULL) {
		if (strcmp(names_key(r->arena, (*end)->scorer), key) == 0) {
			diag_add(r->log, j->place, DIAG_duplicate_scorer,
			         ARGS(cell_name(r, unit, item),
			              cells_place(r->arena, (*end)->place)));
			return;
		}
		/* The list is ours until case_figures() hands it out as const. */
		end = (const struct judgement **)&((struct judgement *)*end)->next;
	}
	struct judgement *copy = ARENA_NEW(r->arena, struct judgement);
	*copy = *j;
	*end = copy;
}

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
