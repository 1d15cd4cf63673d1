/* observed.c - what was observed of a plan's indicators: one row per indicator and time. */
#include "inputs/cells.h"
#include "inputs/numbers.h"
#include "inputs/rows.h"
#include "inputs/times.h"
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

static bool read_time(struct reading *r, const struct csv_field *f, struct date_span *out)
{
	if (*f->text == '\0') {
		diag_add(r->log, f->place, DIAG_empty_field, ARGS(text_words(TEXT_column_at)));
		return false;
	}
	if (times_read(r->arena, f->text, out))
		return true;
	const char *meant = times_meant(r->arena, f->text);
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
	struct words measure = words_same("");
	if (row.indicator != NONE)
		measure = r->method->plan->indicators[row.indicator].measure;
	row.observation.value = numbers_observed(r->arena, fields[COLUMN_VALUE], measure, r->log);
	row.observation.estimate = read_estimate(r, fields[COLUMN_ESTIMATE]);
	if (row.indicator == NONE || is_counted(r, row.indicator, fields[COLUMN_INDICATOR]) ||
	    !sound)
		return false;
	add(r, &row);
	return true;
}

bool observed_read(struct reading *r, const struct csv *csv)
{
	return rows_read(r, &columns_observed, csv, read_row);
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

/* ---- amounts in another unit ---- */

/* 万元 in place of 亿元 is four places; hardly anything grows as much. */
#define FACTOR 1000

static bool far_off(struct arena *a, const ratio *value, const ratio *known)
{
	const ratio *zero = ratio_of(a, 0, 1);
	if (known == NULL || ratio_sign(known) == 0 || ratio_sign(value) == 0)
		return false;
	const ratio *times = ratio_div(a, value, known);
	times = ratio_max(times, ratio_sub(a, zero, times));
	return ratio_cmp(times, ratio_of(a, FACTOR, 1)) >= 0 ||
	       ratio_cmp(times, ratio_of(a, 1, FACTOR)) <= 0;
}

/* What the plan itself says of the indicator in its unit: its baseline, else a target. Growth is
 * in percent whatever the unit. */
static const ratio *known_of(const struct plan_indicator *i)
{
	if (i->kind == PLAN_RATE || i->kind == PLAN_AVERAGE || *i->measure.in[LANG_ZH] == '\0')
		return NULL;
	if (i->baseline != NULL && ratio_sign(i->baseline) != 0)
		return i->baseline;
	for (size_t t = 0; t < i->n_targets; t++) {
		const struct plan_target *target = &i->targets[t];
		if (target->value != NULL || target->low != NULL)
			return target->value != NULL ? target->value : target->low;
	}
	return NULL;
}

static void suspect_unit(struct reading *r, const struct row *row)
{
	const struct plan_indicator *i = &r->method->plan->indicators[row->indicator];
	const struct observation *o = &row->observation;
	const ratio *known = known_of(i);
	if (o->value == NULL || !far_off(r->arena, o->value, known))
		return;
	diag_add(r->log, o->place, DIAG_unit_suspect,
	         ARGS(i->named.name, words_same(o->written),
	              words_same(ratio_plain(r->arena, known)), i->measure));
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
		suspect_unit(r, &rows[i]);
		if (lengths[rows[i].indicator]++ == 0)
			series[rows[i].indicator] = &all[used];
		all[used++] = rows[i].observation;
	}
	out->series = series;
	out->n_series = lengths;
}
