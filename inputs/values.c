/* values.c - figures that are scored as they are: one row per cell, or a matrix.
 *
 *     区县,人均GDP,绿化率        units down, items across; or 指标 first, then units across
 *     吴兴区,13.2,41.5           an empty field is a value that was not submitted
 *     南浔区,-,38                - does not apply
 *
 * With a column 期间, which may stand anywhere, each row is of one period; an empty label is then
 * the one above, as merged cells are saved.
 */
#include "inputs/cells.h"
#include "inputs/columns.h"
#include "inputs/rows.h"

/* What stands below one field of a matrix's header. */
struct lane {
	enum { LANE_NAMELESS, LANE_UNREAD, LANE_SOUND } state; /* UNREAD: refused, or a remark */
	size_t index;                                          /* of the item or unit */
};

struct matrix {
	struct reading *reading;
	bool units_down;         /* else items */
	size_t label, period_at; /* fields; period_at NONE: all of the assessed period */
	struct lane *lanes;
	size_t n;
	bool labelled; /* a label was read, be it a wrong one */
	size_t above;  /* what it names, or NONE */
	bool placed;
};

static size_t name_of(const struct reading *r, bool units, const char *text)
{
	return names_find(r->names, units ? NAMES_UNIT : NAMES_ITEM, text);
}

/* ---- which layout ---- */

/* What the fields of the first line are. */
struct header {
	unsigned columns;    /* as a set */
	size_t label;        /* the first field that names the column of units or items, or NONE */
	size_t items, units; /* fields that name one */
	bool data;           /* the first field names one: there is no header */
};

static struct header look_at(const struct reading *r, const struct csv_record *record)
{
	struct header h = {.columns = columns_found(r->arena, &columns_values, record),
	                   .label = NONE};
	for (size_t i = 0; i < record->n; i++) {
		const char *text = record->fields[i].text;
		size_t column = columns_which(r->arena, &columns_values, text);
		bool item = name_of(r, false, text) != NONE, unit = name_of(r, true, text) != NONE;
		if (column == NONE) {
			h.items += item;
			h.units += unit;
			h.data = h.data || (i == 0 && (item || unit));
		} else if (h.label == NONE && (column == COLUMN_UNIT || column == COLUMN_ITEM)) {
			h.label = i;
		}
	}
	return h;
}

static bool has(const struct header *h, enum column column)
{
	return (h->columns >> column & 1u) != 0;
}

static bool is_long(const struct header *h, const struct csv_record *record)
{
	return record->n == 1 || (has(h, COLUMN_UNIT) && has(h, COLUMN_ITEM)) ||
	       (has(h, COLUMN_VALUE) && h->items + h->units == 0);
}

/* Where the first field says neither, the names beside it do. */
static bool is_matrix(const struct header *h)
{
	return h->label != NONE || (!h->data && h->items + h->units > 0);
}

/* ---- one row per cell ---- */

static bool read_row(struct reading *r, const struct csv_field *const *fields)
{
	const struct csv_field *unit_field = fields[COLUMN_UNIT], *item_field = fields[COLUMN_ITEM];
	size_t unit = cells_unit(r, unit_field);
	/* Other fields of such a row are often empty: say what matters. */
	if (unit == all_units(r->method))
		return !cells_is_total(r, unit, NONE, unit_field, item_field,
		                       TEXT_mend_total_value);
	size_t item = cells_item(r, NAMES_VALUED, item_field);
	size_t period = cells_scored_period(r, fields[COLUMN_PERIOD]);
	if (unit == NONE || item == NONE || period == NONE ||
	    cells_is_total(r, unit, item, unit_field, item_field, TEXT_mend_total_value))
		return false;
	cells_put_value(r, unit, item, period, fields[COLUMN_VALUE]);
	return true;
}

static bool read_long(struct reading *r, const struct csv *csv)
{
	return rows_read(r, &columns_values, csv, read_row);
}

/* ---- the matrix ---- */

static void say_twice(const struct matrix *m, const struct csv_field *f)
{
	diag_add(m->reading->log, f->place, DIAG_column_twice, ARGS(words_same(f->text)));
}

/* Index of what the header's field names, or NONE after a diagnostic. */
static size_t name_lane(struct matrix *m, const struct csv_field *f)
{
	struct reading *r = m->reading;
	size_t index = m->units_down ? cells_item(r, NAMES_VALUED, f) : cells_unit(r, f);
	size_t all = m->units_down ? all_items(r->method) : all_units(r->method);
	if (index != NONE && index == all) {
		diag_add(r->log, f->place, DIAG_total_column, ARGS(words_same(f->text)));
		return NONE;
	}
	return index;
}

static void read_lane(struct matrix *m, const struct csv_field *f, size_t i, bool *seen)
{
	struct reading *r = m->reading;
	struct lane *lane = &m->lanes[i];
	if (*f->text == '\0')
		return;
	lane->state = LANE_UNREAD;
	size_t column = name_of(r, !m->units_down, f->text) != NONE
	                        ? NONE
	                        : columns_which(r->arena, &columns_values, f->text);
	if (column == COLUMN_SOURCE || column == COLUMN_REMARK)
		return;
	if (column == COLUMN_PERIOD && m->period_at == NONE) {
		m->period_at = i;
		return;
	}
	bool twice = column == COLUMN_PERIOD;
	if (!twice) {
		lane->index = name_lane(m, f);
		twice = lane->index != NONE && seen[lane->index];
	}
	if (twice)
		say_twice(m, f);
	if (twice || lane->index == NONE) {
		m->placed = false;
		return;
	}
	seen[lane->index] = true;
	lane->state = LANE_SOUND;
}

static void read_header(struct matrix *m, const struct csv_record *record)
{
	const struct method *method = m->reading->method;
	bool *seen = ARENA_NEWS(m->reading->arena, bool,
	                        m->units_down ? method->n_items : method->n_units);
	m->n = record->n;
	m->lanes = ARENA_NEWS(m->reading->arena, struct lane, record->n);
	for (size_t i = 0; i < record->n; i++)
		if (i != m->label)
			read_lane(m, &record->fields[i], i, seen);
}

/* A row of nothing but a text that is no name. */
static bool is_remark(const struct matrix *m, const struct csv_record *record)
{
	for (size_t i = 0; i < record->n; i++)
		if (i != m->label && *record->fields[i].text != '\0')
			return false;
	if (record->n <= m->label)
		return false;
	const struct csv_field *f = &record->fields[m->label];
	if (name_of(m->reading, m->units_down, f->text) != NONE)
		return false;
	diag_add(m->reading->log, f->place, DIAG_wide_text_row, ARGS(words_same(f->text)));
	return true;
}

/* As many fields as the header, and nothing without a name above it. */
static bool is_whole(const struct matrix *m, const struct csv_record *record)
{
	struct reading *r = m->reading;
	bool whole = record->n >= m->n;
	for (size_t i = 0; i < record->n; i++) {
		const struct csv_field *f = &record->fields[i];
		bool nameless = i >= m->n || (i != m->label && m->lanes[i].state == LANE_NAMELESS);
		if (nameless && *f->text != '\0')
			diag_add(r->log, f->place, DIAG_row_long, ARGS(words_same(f->text)));
	}
	if (!whole)
		diag_add(r->log, record->fields[record->n - 1].place, DIAG_row_short,
		         ARGS(words_same(arena_print(r->arena, "%zu", record->n)),
		              words_same(arena_print(r->arena, "%zu", m->n))));
	return whole;
}

/* Index of the row's unit or item, or NONE after a diagnostic. */
static size_t read_label(struct matrix *m, const struct csv_field *f)
{
	struct reading *r = m->reading;
	if (*f->text == '\0' && m->period_at != NONE && m->labelled)
		return m->above;
	size_t index = m->units_down ? cells_unit(r, f) : cells_item(r, NAMES_VALUED, f);
	bool total = m->units_down ? cells_is_total(r, index, NONE, f, f, TEXT_mend_total_value)
	                           : cells_is_total(r, NONE, index, f, f, TEXT_mend_total_value);
	m->labelled = true;
	m->above = total ? NONE : index;
	return m->above;
}

static bool read_matrix_row(struct matrix *m, const struct csv_record *record)
{
	struct reading *r = m->reading;
	size_t period = r->figures->period;
	if (!is_whole(m, record))
		return false;
	size_t index = read_label(m, &record->fields[m->label]);
	if (m->period_at != NONE)
		period = cells_scored_period(r, &record->fields[m->period_at]);
	if (index == NONE || period == NONE)
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct lane *lane = &m->lanes[i];
		if (lane->state == LANE_SOUND)
			cells_put_value(r, m->units_down ? index : lane->index,
			                m->units_down ? lane->index : index, period,
			                &record->fields[i]);
	}
	return true;
}

static bool read_matrix(struct reading *r, const struct header *h, const struct csv *csv)
{
	const struct csv_record *header = &csv->records[0];
	struct matrix m = {.reading = r, .period_at = NONE, .placed = true};
	m.label = h->label != NONE ? h->label : 0;
	m.units_down = h->label != NONE ? has(h, COLUMN_UNIT) : h->items >= h->units;
	read_header(&m, header);
	if (!cells_period_given(r, m.period_at != NONE, header->fields[0].place))
		return false;
	for (size_t i = 1; i < csv->n; i++)
		if (is_remark(&m, &csv->records[i]) || !read_matrix_row(&m, &csv->records[i]))
			m.placed = false;
	return m.placed;
}

bool values_read(struct reading *r, const struct csv *csv)
{
	const struct csv_record *header = &csv->records[0];
	const struct header h = look_at(r, header);
	if (is_long(&h, header))
		return read_long(r, csv);
	if (is_matrix(&h))
		return read_matrix(r, &h, csv);
	const struct place first = header->fields[0].place;
	diag_add(r->log, (struct place){first.file, first.line, 0}, DIAG_matrix_header, NO_ARGS);
	return false;
}

/* Of a matrix: what its first column is, and something beside it. */
bool values_head(struct reading *r, const struct csv *csv)
{
	const struct header h = look_at(r, &csv->records[0]);
	return columns_head(r->arena, &columns_values, &csv->records[0]) ||
	       (!h.data && h.items + h.units > (h.label == NONE));
}
