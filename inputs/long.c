/* long.c - targets and counts with one row per cell. */
#include "inputs/cells.h"
#include "inputs/columns.h"
#include <string.h>

struct long_table {
	struct reading *reading;
	enum counted what;
	const struct columns_spec *spec;
	const struct csv_record *header;
	struct columns columns;
	bool type_missed; /* the column of types is needed, is not there, and that was said */
};

static bool any_valued(const struct method *m)
{
	for (size_t i = 0; i < m->n_items; i++)
		if (figures_valued(m, i))
			return true;
	return false;
}

static const struct columns_spec *spec_of(const struct reading *r, enum counted what)
{
	return what == COUNTS          ? &columns_counts
	       : any_valued(r->method) ? &columns_goals
	                               : &columns_targets;
}

/* A total that is uploaded among the counts would be counted twice. */
static bool is_total(struct reading *r, const struct csv_field *const *fields, size_t unit,
                     size_t item, size_t type)
{
	if (cells_is_total(r, unit, item, fields[COLUMN_UNIT], fields[COLUMN_ITEM],
	                   TEXT_mend_total))
		return true;
	if (type != all_types(r->method))
		return false;
	diag_add(r->log, fields[COLUMN_TYPE]->place, DIAG_total_as_data,
	         ARGS(words_same(fields[COLUMN_TYPE]->text), text_words(TEXT_mend_total)));
	return true;
}

/* The type of a row, or NONE after a diagnostic: items scored by values have none. */
static size_t read_type(struct long_table *t, size_t item, const struct csv_field *f)
{
	struct reading *r = t->reading;
	const struct method *m = r->method;
	if (item < m->n_items && figures_valued(m, item)) {
		if (*f->text == '\0')
			return all_types(m);
		diag_add(r->log, f->place, DIAG_type_for_value, ARGS(m->items[item].named.name));
		return NONE;
	}
	if (t->columns.at[COLUMN_TYPE] != NONE)
		return cells_type(r, f);
	if (!t->type_missed)
		columns_say_missing(r->arena, &columns_targets, COLUMN_TYPE, t->header, r->log);
	t->type_missed = true;
	return NONE;
}

/* What a form says of the target must be what the table of targets says, where that says anything.
 * True where the row needs no count: there is no task, by its own account, and none is given. */
static bool check_target(struct long_table *t, size_t unit, size_t item, size_t type, size_t period,
                         const struct csv_field *const *fields)
{
	struct reading *r = t->reading;
	const struct csv_field *given = fields[COLUMN_TARGET];
	const struct figure *target = figures_target(r->figures, unit, item, type, period);
	const char *known = target->state == FIGURE_NUMBER    ? ratio_plain(r->arena, target->value)
	                    : target->state == FIGURE_NO_TASK ? "-"
	                                                      : NULL;
	bool dash = strcmp(given->text, "-") == 0;
	const ratio *number = dash ? NULL : ratio_read(r->arena, given->text);
	bool same = known == NULL || *given->text == '\0' ||
	            (target->state == FIGURE_NUMBER
	                     ? number != NULL && ratio_cmp(number, target->value) == 0
	                     : dash);
	if (!same)
		diag_add(r->log, given->place, DIAG_form_target,
		         ARGS(figures_cell_name(r->arena, r->method, unit, item, type,
		                                cells_period_shown(r, period)),
		              words_same(given->text), words_same(known),
		              cells_place(r->arena, target->place)));
	return dash && *fields[COLUMN_COUNT]->text == '\0';
}

static bool read_row(struct long_table *t, const struct csv_field *const *fields)
{
	struct reading *r = t->reading;
	bool targets = t->what == TARGETS;
	size_t unit = cells_unit(r, fields[COLUMN_UNIT]);
	/* Other fields of such a row are often empty: say what matters. */
	if (!targets && unit == all_units(r->method))
		return !is_total(r, fields, unit, NONE, NONE);
	size_t item = cells_item(r, targets ? NAMES_TARGETED : NAMES_COUNTED, fields[COLUMN_ITEM]);
	size_t type = read_type(t, item, fields[COLUMN_TYPE]);
	size_t period = (targets ? cells_period : cells_scored_period)(r, fields[COLUMN_PERIOD]);
	if (unit == NONE || item == NONE || type == NONE || period == NONE)
		return false;
	if (!targets && is_total(r, fields, unit, item, type))
		return false;
	if (!targets && check_target(t, unit, item, type, period, fields))
		return true;
	cells_put(r, t->what, unit, item, type, period,
	          fields[targets ? COLUMN_TARGET : COLUMN_COUNT]);
	return true;
}

bool long_read(struct reading *r, enum counted what, const struct csv *csv)
{
	struct long_table t = {
	        .reading = r, .what = what, .spec = spec_of(r, what), .header = &csv->records[0]};
	if (!columns_read(r->arena, t.spec, t.header, &t.columns, r->log))
		return false;
	if (what == COUNTS &&
	    !cells_period_given(r, t.columns.at[COLUMN_PERIOD] != NONE, t.header->fields[0].place))
		return false;
	bool placed = true;
	for (size_t i = 1; i < csv->n; i++) {
		const struct csv_field *fields[COLUMNS];
		if (!columns_take(t.spec, &t.columns, &csv->records[i], r->arena, fields, r->log) ||
		    !read_row(&t, fields))
			placed = false;
	}
	return placed;
}
