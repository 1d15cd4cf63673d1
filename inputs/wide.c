/* wide.c - the layout of printed allocation tables: units across, items and types down.
 *
 *     行业,类别,全市,,吴兴区,        one or two label columns, then units; an empty field
 *     ,,今后三年,2023年,今后三年,2023年     continues the unit to its left (merged cells)
 *     商贸业,小计,255,70,34,12
 *     ,固投类,55,16,7,2             an empty item is the one above
 *
 * The row of periods is optional. A header may come again further down, as on a second page.
 */
#include "inputs/cells.h"
#include "inputs/columns.h"
#include <assert.h>

/* What stands below one field of the header. */
struct lane {
	enum { LANE_NAMELESS, LANE_REFUSED, LANE_SOUND } state;
	size_t unit, period;
};

struct wide {
	struct reading *reading;
	enum counted what;
	size_t labels; /* columns before the first unit; 0: no header yet */
	struct lane *lanes;
	size_t n_lanes;
	bool item_known; /* an item was named above, be it a wrong one */
	size_t item;     /* it, or NONE */
	bool placed;     /* everything so far */
};

/* The first field that names a unit, or, from field `totals` on, a total of units; or NONE. */
static size_t first_unit(const struct reading *r, const struct csv_record *record, size_t totals)
{
	for (size_t i = 0; i < record->n; i++) {
		size_t unit = names_find(r->names, NAMES_UNIT, record->fields[i].text);
		if (unit != NONE && (i >= totals || unit != all_units(r->method)))
			return i;
	}
	return NONE;
}

/* A unit in the first field begins a row of data whose header is missing. A table of totals
 * alone has no column of units, which tells it from a list with a column called total. */
bool wide_matches(const struct reading *r, enum counted what, const struct csv *csv)
{
	const struct columns_spec *spec = what == TARGETS ? &columns_targets : &columns_counts;
	const struct csv_record *header = &csv->records[0];
	unsigned found = columns_found(r->arena, spec, header);
	size_t unit = first_unit(r, header, NONE), any = first_unit(r, header, 0);
	if (unit == NONE)
		return any != NONE && any > 0 && (found >> COLUMN_UNIT & 1u) == 0;
	return unit > 0 && (found & spec->required) != spec->required;
}

/* The field, or an empty one at its place where the record is shorter. */
static struct csv_field field_at(const struct csv_record *record, size_t i)
{
	if (i < record->n)
		return record->fields[i];
	struct place last = record->fields[record->n - 1].place;
	return (struct csv_field){"", place_beside(last, (unsigned)i + 1)};
}

static bool empty_from(const struct csv_record *record, size_t first)
{
	for (size_t i = first; i < record->n; i++)
		if (*record->fields[i].text != '\0')
			return false;
	return true;
}

/* ---- headers ---- */

static bool is_period_row(const struct wide *w, const struct csv_record *record)
{
	const struct names *names = w->reading->names;
	for (size_t i = 0; i < w->labels; i++) {
		const char *text = field_at(record, i).text;
		if (names_find(names, NAMES_ITEM, text) != NONE ||
		    names_find(names, NAMES_TYPE, text) != NONE)
			return false;
	}
	for (size_t i = w->labels; i < record->n; i++)
		if (names_find(names, NAMES_PERIOD, record->fields[i].text) != NONE)
			return true;
	return false;
}

static void refuse(struct wide *w, size_t lane)
{
	w->lanes[lane].state = LANE_REFUSED;
	w->placed = false;
}

/* The unit of a lane; `periods` is NULL where the header is one row. */
static void name_unit(struct wide *w, const struct csv_record *units,
                      const struct csv_record *periods, size_t i)
{
	struct lane *lane = &w->lanes[i];
	struct csv_field f = field_at(units, i);
	if (*f.text != '\0') {
		lane->unit = cells_unit(w->reading, &f);
		lane->state = LANE_SOUND;
		if (lane->unit == NONE)
			refuse(w, i);
	} else if (periods != NULL && *field_at(periods, i).text != '\0') {
		*lane = w->lanes[i - 1]; /* the first lane names a unit itself */
	}
}

static void name_period(struct wide *w, const struct csv_record *periods, size_t i)
{
	struct reading *r = w->reading;
	struct lane *lane = &w->lanes[i];
	struct csv_field f = field_at(periods, i);
	if (*f.text == '\0') {
		diag_add(r->log, f.place, DIAG_wide_header_empty,
		         ARGS(text_words(TEXT_column_period)));
		refuse(w, i);
		return;
	}
	lane->period = (w->what == COUNTS ? cells_scored_period : cells_period)(r, &f);
	if (lane->period == NONE) {
		refuse(w, i);
	}
}

static void refuse_twins(struct wide *w, const struct csv_record *record)
{
	const struct method *m = w->reading->method;
	bool *seen = ARENA_NEWS(w->reading->arena, bool, (m->n_units + 1) * m->n_periods);
	for (size_t i = w->labels; i < w->n_lanes; i++) {
		const struct lane *lane = &w->lanes[i];
		if (lane->state != LANE_SOUND)
			continue;
		size_t cell = lane->unit * m->n_periods + lane->period;
		if (seen[cell]) {
			diag_add(w->reading->log, field_at(record, i).place, DIAG_column_twice,
			         ARGS(figures_cell_name(w->reading->arena, m, lane->unit, NONE,
			                                NONE, lane->period)));
			refuse(w, i);
		}
		seen[cell] = true;
	}
}

/* Returns how many records the header takes: all of them when it cannot be used. */
static size_t read_header(struct wide *w, const struct csv_record *records, size_t n)
{
	struct reading *r = w->reading;
	const struct csv_record *units = &records[0];
	assert(n > 0 && units != NULL);
	size_t labels = first_unit(r, units, 0);
	w->item_known = false;
	w->labels = 0;
	if (labels != 1 && labels != 2) {
		diag_add(r->log, units->fields[labels].place, DIAG_wide_labels,
		         ARGS(words_same(arena_print(r->arena, "%zu", labels))));
		w->placed = false;
		return n;
	}
	w->labels = labels;
	const struct csv_record *periods =
	        n > 1 && is_period_row(w, &records[1]) ? &records[1] : NULL;
	if (w->what == COUNTS &&
	    !cells_period_given(r, periods != NULL, units->fields[labels].place)) {
		w->placed = false;
		return n;
	}
	w->n_lanes = periods != NULL && periods->n > units->n ? periods->n : units->n;
	w->lanes = ARENA_NEWS(r->arena, struct lane, w->n_lanes);
	for (size_t i = labels; i < w->n_lanes; i++) {
		w->lanes[i].period = r->figures->period;
		name_unit(w, units, periods, i);
	}
	for (size_t i = labels; periods != NULL && i < w->n_lanes; i++)
		if (w->lanes[i].state == LANE_SOUND)
			name_period(w, periods, i);
	refuse_twins(w, periods != NULL ? periods : units);
	return periods != NULL ? 2 : 1;
}

/* ---- rows ---- */

/* What the label columns of a row say. */
struct labels {
	struct csv_field item, type;
};

/* A type alone in the item's column belongs to the item above. */
static struct labels read_labels(const struct wide *w, const struct csv_record *record)
{
	const struct names *names = w->reading->names;
	struct labels l = {.item = field_at(record, 0), .type = field_at(record, 0)};
	l.type.text = "";
	if (w->labels == 2)
		l.type = field_at(record, 1);
	if (*l.type.text == '\0' && *l.item.text != '\0' &&
	    names_find(names, NAMES_ITEM, l.item.text) == NONE &&
	    names_find(names, NAMES_TYPE, l.item.text) != NONE) {
		l.type = l.item;
		l.item.text = "";
	}
	return l;
}

static bool carry_item(struct wide *w, const struct csv_field *f)
{
	struct reading *r = w->reading;
	if (*f->text != '\0') {
		w->item_known = true;
		w->item = cells_item(r, w->what == TARGETS ? NAMES_TARGETED : NAMES_COUNTED, f);
	} else if (!w->item_known) {
		diag_add(r->log, f->place, DIAG_empty_field, ARGS(text_words(TEXT_column_item)));
		return false;
	}
	return w->item != NONE;
}

/* The figures of a row whose labels are known. */
static void read_figures(struct wide *w, const struct csv_record *record, size_t type)
{
	struct reading *r = w->reading;
	size_t n = record->n > w->n_lanes ? record->n : w->n_lanes;
	for (size_t i = w->labels; i < n; i++) {
		struct csv_field f = field_at(record, i);
		bool empty = *f.text == '\0';
		if (i >= w->n_lanes || w->lanes[i].state == LANE_NAMELESS) {
			if (!empty)
				diag_add(r->log, f.place, DIAG_row_long, ARGS(words_same(f.text)));
			continue;
		}
		/* An empty count is one that was not submitted, as in a table without that row. */
		if (w->lanes[i].state == LANE_SOUND && !(empty && w->what == COUNTS))
			cells_put(r, w->what, w->lanes[i].unit, w->item, type, w->lanes[i].period,
			          &f);
	}
}

/* The type of a row; an item alone is the total of its types. */
static size_t read_type(struct wide *w, const struct csv_field *f)
{
	struct reading *r = w->reading;
	const struct method *m = r->method;
	bool valued = w->item < m->n_items && figures_valued(m, w->item);
	if (*f->text == '\0')
		return m->n_types == 1 && !valued ? 0 : all_types(m);
	if (!valued)
		return cells_type(r, f);
	diag_add(r->log, f->place, DIAG_type_for_value, ARGS(m->items[w->item].named.name));
	return NONE;
}

static void read_row(struct wide *w, const struct csv_record *record)
{
	struct reading *r = w->reading;
	struct labels l = read_labels(w, record);
	if (empty_from(record, w->labels) && *l.type.text == '\0') {
		if (names_find(r->names, NAMES_ITEM, l.item.text) == NONE)
			diag_add(r->log, l.item.place, DIAG_wide_text_row,
			         ARGS(words_same(l.item.text)));
		else if (!carry_item(w, &l.item))
			w->placed = false;
		return;
	}
	bool item = carry_item(w, &l.item);
	size_t type = read_type(w, &l.type);
	if (item && type != NONE)
		read_figures(w, record, type);
	else
		w->placed = false;
}

bool wide_read(struct reading *r, enum counted what, const struct csv *csv)
{
	struct wide w = {.reading = r, .what = what, .placed = true};
	size_t i = 0;
	while (i < csv->n) {
		/* The label columns of a row may well say 合计. */
		if (first_unit(r, &csv->records[i], w.labels) != NONE)
			i += read_header(&w, csv->records + i, csv->n - i);
		else
			read_row(&w, &csv->records[i++]);
	}
	return w.placed;
}
