/* long.c - targets and counts with one row per cell. */
#include "inputs/cells.h"
#include "inputs/columns.h"

/* A total that is uploaded among the counts would be counted twice. */
static bool is_total(struct reading *r, const struct csv_field *const *fields, size_t unit,
                     size_t item, size_t type)
{
	const struct method *m = r->method;
	enum column column = unit == all_units(m)   ? COLUMN_UNIT
	                     : item == all_items(m) ? COLUMN_ITEM
	                     : type == all_types(m) ? COLUMN_TYPE
	                                            : COLUMNS;
	if (column == COLUMNS)
		return false;
	diag_add(r->log, fields[column]->place, DIAG_total_as_data,
	         ARGS(words_same(fields[column]->text)));
	return true;
}

static bool read_row(struct reading *r, enum counted what, const struct csv_field *const *fields)
{
	size_t unit = cells_unit(r, fields[COLUMN_UNIT]);
	/* Other fields of such a row are often empty: say what matters. */
	if (what == COUNTS && unit == all_units(r->method))
		return !is_total(r, fields, unit, NONE, NONE);
	size_t item = cells_item(r, NAMES_COUNTED, fields[COLUMN_ITEM]);
	size_t type = cells_type(r, fields[COLUMN_TYPE]);
	size_t period =
	        what == TARGETS ? cells_period(r, fields[COLUMN_PERIOD]) : r->figures->period;
	if (unit == NONE || item == NONE || type == NONE || period == NONE)
		return false;
	if (what == COUNTS && is_total(r, fields, unit, item, type))
		return false;
	cells_put(r, what, unit, item, type, period,
	          fields[what == TARGETS ? COLUMN_TARGET : COLUMN_COUNT]);
	return true;
}

bool long_read(struct reading *r, enum counted what, const struct csv *csv)
{
	const struct columns_spec *spec = what == TARGETS ? &columns_targets : &columns_counts;
	struct columns columns;
	if (!columns_read(r->arena, spec, &csv->records[0], &columns, r->log))
		return false;
	bool placed = true;
	for (size_t i = 1; i < csv->n; i++) {
		const struct csv_field *fields[COLUMNS];
		if (!columns_take(spec, &columns, &csv->records[i], r->arena, fields, r->log) ||
		    !read_row(r, what, fields))
			placed = false;
	}
	return placed;
}
