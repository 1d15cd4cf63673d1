/* marks.c - a department's own evaluation in place of the computed mark, with its reason. */
#include "inputs/cells.h"
#include "inputs/numbers.h"
#include "inputs/rows.h"

static bool read_row(struct reading *r, const struct csv_field *const *fields)
{
	const struct csv_field *value = fields[COLUMN_MARK], *reason = fields[COLUMN_REASON];
	size_t unit = cells_unit(r, fields[COLUMN_UNIT]);
	size_t item = cells_item(r, NAMES_COUNTED, fields[COLUMN_ITEM]);
	size_t period = cells_scored_period(r, fields[COLUMN_PERIOD]);
	struct figure f = numbers_read(r->arena, NUMBER_MARK, false, value, r->log);
	if (*reason->text == '\0')
		diag_add(r->log, reason->place, DIAG_reason_missing, NO_ARGS);
	if (unit == NONE || item == NONE || period == NONE ||
	    cells_is_total(r, unit, item, fields[COLUMN_UNIT], fields[COLUMN_ITEM],
	                   TEXT_mend_total))
		return false;
	struct words name = figures_cell_name(r->arena, r->method, unit, item, NONE,
	                                      cells_period_shown(r, period));
	struct department_mark *mark = figures_mark_in(r->figures, unit, item, period);
	if (mark->place.file != NULL) {
		diag_add(r->log, value->place, DIAG_duplicate_figure,
		         ARGS(name, cells_place(r->arena, mark->place)));
		return true;
	}
	mark->place = value->place;
	if (f.state != FIGURE_NUMBER)
		return true;
	if (ratio_cmp(f.value, ratio_of(r->arena, 100, 1)) > 0) {
		diag_add(r->log, value->place, DIAG_mark_range,
		         ARGS(name, words_same(ratio_plain(r->arena, f.value))));
		return true;
	}
	mark->mark = f.value;
	mark->reason = reason->text;
	return true;
}

bool marks_read(struct reading *r, const struct csv *csv)
{
	return rows_read(r, &columns_marks, csv, read_row);
}
