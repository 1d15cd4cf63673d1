#include "inputs/rows.h"
#include "inputs/cells.h"

bool rows_read(struct reading *r, const struct columns_spec *spec, const struct csv *csv,
               rows_reader *read)
{
	struct columns columns;
	const struct csv_record *header = &csv->records[0];
	if (!columns_read(r->arena, spec, header, &columns, r->log))
		return false;
	bool may_lack_period = (spec->optional >> COLUMN_PERIOD & 1u) != 0;
	if (may_lack_period &&
	    !cells_period_given(r, columns.at[COLUMN_PERIOD] != NONE, header->fields[0].place))
		return false;
	bool placed = true;
	for (size_t i = 1; i < csv->n; i++) {
		const struct csv_field *fields[COLUMNS];
		if (!columns_take(spec, &columns, &csv->records[i], r->arena, fields, r->log) ||
		    !read(r, fields))
			placed = false;
	}
	return placed;
}
