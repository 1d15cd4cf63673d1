#include "reports/ledger_view.h"
#include "reports/record.h"

/* A row of another unit has none. */
static json_t *place(const struct record *r, const struct ledger *l, uint32_t row)
{
	return row == LEDGER_NO_ROW || ledger_is_other(l, row)
	               ? json_null()
	               : record_text(page_place(&r->page, ledger_place(l, row)));
}

/* The row that another points to; of another unit also whose it is and what it is called. */
static void put_other(struct record *r, json_t *object, const struct ledger *l, uint32_t row)
{
	record_put(r, object, "other", place(r, l, row));
	if (!ledger_is_other(l, row))
		return;
	record_put(r, object, "other_unit",
	           record_text(l->method->units[l->rows[row].unit].named.id));
	record_put(r, object, "other_project", record_text(l->rows[row].project));
}

static json_t *rules(struct record *r, const struct ledger_rule *rule)
{
	json_t *object = json_object();
	record_put(r, object, "date", record_text(ledger_days[rule->day]));
	record_put(r, object, "stage", record_text(ledger_stages[rule->stage]));
	record_put(r, object, "recognition", json_boolean(rule->recognition));
	record_put(r, object, "duplicate", record_text(ledger_duplicates[rule->duplicate]));
	record_put(r, object, "weighted", json_boolean(rule->weighted));
	return object;
}

static json_t *cell(struct record *r, const struct ledger *l, size_t unit, size_t item, size_t type,
                    size_t period)
{
	const struct method *m = l->method;
	const struct ledger_rows rows = ledger_cell(l, unit, item, type, period);
	json_t *object = json_object(), *places = json_array();
	record_put(r, object, "unit", record_text(m->units[unit].named.id));
	record_put(r, object, "item", record_text(m->items[item].named.id));
	record_put(r, object, "type", record_text(m->types[type].named.id));
	record_put(r, object, "period", record_text(m->periods[period].named.id));
	record_put(r, object, "count", record_plain(r, ledger_count(r->page.arena, l, rows)));
	for (size_t i = 0; i < rows.n; i++)
		record_append(r, places, place(r, l, rows.rows[i]));
	record_put(r, object, "rows", places);
	return object;
}

static json_t *counts(struct record *r, const struct ledger *l)
{
	const struct method *m = l->method;
	json_t *array = json_array();
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; k < m->n_types; k++)
				for (size_t when = 0; when < m->n_periods; when++)
					if (ledger_cell(l, u, i, k, when).n > 0)
						record_append(r, array, cell(r, l, u, i, k, when));
	return array;
}

static json_t *flags(struct record *r, const struct ledger *l, const struct ledger_row *row)
{
	json_t *array = json_array();
	for (size_t f = 0; f < LEDGER_FLAGS; f++) {
		if (!ledger_flagged(row, (enum ledger_flag)f))
			continue;
		json_t *object = json_object();
		record_put(r, object, "flag", record_text(ledger_flags[f]));
		put_other(r, object, l, ledger_flag_row(row, (enum ledger_flag)f));
		record_append(r, array, object);
	}
	return array;
}

/* Rows that do not count, or have a flag, or share a project. */
static json_t *rows(struct record *r, const struct ledger *l)
{
	const struct method *m = l->method;
	json_t *array = json_array();
	for (uint32_t i = 0; i < l->n; i++) {
		const struct ledger_row *row = &l->rows[i];
		if (row->reason == LEDGER_COUNTS && row->flags == 0)
			continue;
		json_t *object = json_object();
		record_put(r, object, "row", place(r, l, i));
		record_put(r, object, "unit", record_text(m->units[row->unit].named.id));
		record_put(r, object, "item", record_text(m->items[row->item].named.id));
		record_put(r, object, "type", record_text(m->types[row->type].named.id));
		record_put(r, object, "project", record_text(row->project));
		record_put(r, object, "code", record_text_or_null(row->code));
		record_put(r, object, "counts", json_boolean(row->reason == LEDGER_COUNTS));
		record_put(r, object, "reason",
		           row->reason == LEDGER_COUNTS ? json_null()
		                                        : record_text(ledger_reasons[row->reason]));
		record_put(r, object, "group",
		           row->group != 0 ? record_whole(row->group) : json_null());
		put_other(r, object, l, ledger_reason_row(row));
		record_put(r, object, "flags", flags(r, l, row));
		record_append(r, array, object);
	}
	return array;
}

void ledger_record(struct buffer *out, const struct report *r, const struct ledger *l)
{
	struct record record = record_new(out->arena, r);
	json_t *report = json_object();
	record_head(&record, report);
	record_put(&record, report, "ledger", rules(&record, l->method->ledger));
	if (l->unit != NONE)
		record_put(&record, report, "unit",
		           record_text(l->method->units[l->unit].named.id));
	record_put(&record, report, "n_rows", record_whole(l->n));
	record_put(&record, report, "n_counting", record_whole(l->n_by_reason[LEDGER_COUNTS]));
	record_put(&record, report, "n_groups", record_whole(l->n_groups));
	record_put(&record, report, "counts", counts(&record, l));
	record_put(&record, report, "rows", rows(&record, l));
	record_write(out, &record, report);
}
