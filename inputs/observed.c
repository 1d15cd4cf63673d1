/* observed.c - what was observed of a plan's indicators: one row per indicator and time. */
#include "inputs/cells.h"
#include "inputs/columns.h"
#include "inputs/numbers.h"
#include <stdlib.h>
#include <string.h>

struct row {
	size_t indicator;
	struct observation observation;
	size_t order;
};
struct observed_rows {
	struct row *list;
	size_t n, room;
};

static void add(struct reading *r, const struct row *row)
{
	if (r->observed == NULL)
		r->observed = ARENA_NEW(r->arena, struct observed_rows);
	struct observed_rows *rows = r->observed;
	if (rows->n == rows->room) {
		size_t room = rows->room == 0 ? 64 : 2 * rows->room;
		rows->list = arena_grow(r->arena, rows->list, rows->n, room, sizeof *rows->list);
		rows->room = room;
	}
	rows->list[rows->n] = *row;
	rows->list[rows->n].order = rows->n;
	rows->n++;
}

/* ---- times ---- */

/* What was probably meant: numbers with any marks between them, as in 2023年9月30日 or 2023/9.
 * NULL when that is no time either. */
static const char *meant_time(struct arena *a, const char *text)
{
	unsigned long parts[3] = {0};
	size_t n = 0;
	const char *key = names_key(a, text); /* full-width digits are plain ones there */
	while (*key != '\0' && n < 3) {
		size_t digits = strspn(key, "0123456789");
		if (digits > 4)
			return NULL;
		if (digits > 0)
			parts[n++] = strtoul(key, NULL, 10);
		key += digits;
		key += strcspn(key, "0123456789");
	}
	if (*key != '\0' || n == 0)
		return NULL;
	const char *meant = arena_print(a,
	                                n == 1   ? "%04lu"
	                                : n == 2 ? "%04lu-%02lu"
	                                         : "%04lu-%02lu-%02lu",
	                                parts[0], parts[1], parts[2]);
	struct date_span span;
	return parts[0] >= 1000 && date_read_span(meant, &span) ? meant : NULL;
}

static bool read_time(struct reading *r, const struct csv_field *f, struct date_span *out)
{
	if (*f->text == '\0') {
		diag_add(r->log, f->place, DIAG_empty_field, ARGS(text_words(TEXT_column_at)));
		return false;
	}
	if (date_read_span(f->text, out))
		return true;
	const char *meant = meant_time(r->arena, f->text);
	struct words mend = text_words(TEXT_mend_time);
	if (meant != NULL)
		for (int lang = 0; lang < LANGS; lang++)
			mend.in[lang] = text_fill(r->arena, TEXT_mend_write, (enum lang)lang,
			                          ARGS(words_same(meant)));
	diag_add(r->log, f->place, DIAG_time_invalid, ARGS(words_same(f->text), mend));
	return false;
}

/* ---- rows ---- */

/* Empty: an actual value. */
static bool read_estimate(struct reading *r, const struct csv_field *f)
{
	static const char *const yes[] = {"是", "yes", "true", "预计"}, *const no[] = {"", "否",
	                                                                               "no",
	                                                                               "false"};
	const char *key = names_key(r->arena, f->text);
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (strcmp(key, yes[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (strcmp(key, no[i]) == 0)
			return false;
	diag_add(r->log, f->place, DIAG_estimate_word, ARGS(words_same(f->text)));
	return false;
}

static bool is_counted(struct reading *r, size_t indicator, const struct csv_field *f)
{
	const struct plan *p = r->method->plan;
	size_t list = p->indicators[indicator].list;
	if (list == NONE)
		return false;
	diag_add(r->log, f->place, DIAG_indicator_counted,
	         ARGS(p->indicators[indicator].named.name, p->lists[list].named.name));
	return true;
}

static bool read_row(struct reading *r, const struct csv_field *const *fields)
{
	struct row row = {.observation = {.written = fields[COLUMN_VALUE]->text,
	                                  .source = fields[COLUMN_SOURCE]->text,
	                                  .note = fields[COLUMN_REMARK]->text,
	                                  .place = fields[COLUMN_VALUE]->place}};
	row.indicator = cells_name(r, r->names, NAMES_INDICATOR, fields[COLUMN_INDICATOR]);
	bool sound = read_time(r, fields[COLUMN_AT], &row.observation.at);
	row.observation.value = numbers_observed(r->arena, fields[COLUMN_VALUE], r->log);
	row.observation.estimate = read_estimate(r, fields[COLUMN_ESTIMATE]);
	if (row.indicator == NONE || is_counted(r, row.indicator, fields[COLUMN_INDICATOR]) ||
	    !sound)
		return false;
	add(r, &row);
	return true;
}

bool observed_read(struct reading *r, const struct csv *csv)
{
	struct columns columns;
	if (!columns_read(r->arena, &columns_observed, &csv->records[0], &columns, r->log))
		return false;
	bool placed = true;
	for (size_t i = 1; i < csv->n; i++) {
		const struct csv_field *fields[COLUMNS];
		if (!columns_take(&columns_observed, &columns, &csv->records[i], r->arena, fields,
		                  r->log) ||
		    !read_row(r, fields))
			placed = false;
	}
	return placed;
}

/* ---- series ---- */

static int by_number(long x, long y)
{
	return x < y ? -1 : x > y;
}

static int by_index(size_t x, size_t y)
{
	return x < y ? -1 : x > y;
}

static int compare(const void *left, const void *right)
{
	const struct row *x = left, *y = right;
	int order = by_index(x->indicator, y->indicator);
	if (order == 0)
		order = by_number(x->observation.at.last, y->observation.at.last);
	if (order == 0)
		order = by_number(x->observation.at.first, y->observation.at.first);
	return order != 0 ? order : by_index(x->order, y->order);
}

static bool same_time(const struct row *x, const struct row *y)
{
	return x->indicator == y->indicator && x->observation.at.last == y->observation.at.last &&
	       x->observation.at.first == y->observation.at.first;
}

static void refuse_twin(struct reading *r, const struct row *first, const struct row *twin)
{
	struct words cell = r->method->plan->indicators[twin->indicator].named.name;
	const char *at = date_span_text(r->arena, twin->observation.at);
	for (int lang = 0; lang < LANGS; lang++) {
		const char *name = cell.in[lang] != NULL ? cell.in[lang] : cell.in[LANG_ZH];
		cell.in[lang] = arena_print(r->arena, "%s%s%s", name,
		                            text_in(TEXT_cell_between, (enum lang)lang), at);
	}
	diag_add(r->log, twin->observation.place, DIAG_duplicate_figure,
	         ARGS(cell, cells_place(r->arena, first->observation.place)));
}

void observed_finish(struct reading *r, struct observed *out)
{
	size_t indicators = r->method->plan->n_indicators;
	size_t n = r->observed != NULL ? r->observed->n : 0;
	struct row *rows = n > 0 ? r->observed->list : NULL;
	struct observation *all = ARENA_NEWS(r->arena, struct observation, n);
	const struct observation **series =
	        ARENA_NEWS(r->arena, const struct observation *, indicators);
	size_t *lengths = ARENA_NEWS(r->arena, size_t, indicators), used = 0;
	for (size_t i = 0; i < indicators; i++)
		series[i] = all;
	if (n > 0)
		qsort(rows, n, sizeof *rows, compare);
	for (size_t i = 0, first = 0; i < n; i++) {
		if (i > 0 && same_time(&rows[first], &rows[i])) {
			refuse_twin(r, &rows[first], &rows[i]);
			continue;
		}
		first = i;
		if (lengths[rows[i].indicator]++ == 0)
			series[rows[i].indicator] = &all[used];
		all[used++] = rows[i].observation;
	}
	out->series = series;
	out->n_series = lengths;
}
