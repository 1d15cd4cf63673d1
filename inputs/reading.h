/* reading.h - what the readers of tables share while one case is read. */
#ifndef KAOHE_READING_H
#define KAOHE_READING_H

#include "engine/diag.h"
#include "engine/figures.h"
#include "inputs/names.h"
#include "source/csv.h"

struct reading {
	struct arena *arena;
	const struct method *method;
	const struct names *names;
	struct figures *figures;        /* filled in */
	size_t unknown[NAMES_KINDS];    /* names not known, in this table so far */
	size_t unfit;                   /* items that are not for this table, so far */
	struct judgement **judged_last; /* of judged.c: the end of each list of figures->judged */
	struct observed_rows *observed; /* of observed.c */
	struct entry_rows *entries;     /* of entries.c */
	struct diag_list *log;
};

/* Every reader takes one table of at least one record, reports all that is wrong in it, and
 * returns false when something of it could not be put where it belongs. Sums are then not
 * checked, since what is missing would show up a second time. A figure that was refused has
 * its place and is no reason for false. */

enum counted { TARGETS, COUNTS };

/* One row per cell. Errors: those of columns.h, cells.h; total_as_data and form_target (counts),
 * type_for_value. */
bool long_read(struct reading *r, enum counted what, const struct csv *csv);

/* Units across, items and types down, as office tables are printed.
 * Errors: wide_labels, wide_header_empty, wide_text_row, column_twice, row_long, type_for_value,
 * those of cells.h. */
bool wide_matches(const struct reading *r, enum counted what, const struct csv *csv);
bool wide_read(struct reading *r, enum counted what, const struct csv *csv);

/* Values, one row per cell, or a matrix of units and items. An empty field is no value.
 * Errors: matrix_header, item_not_valued, total_as_data, total_column, column_twice, row_short,
 * row_long, wide_text_row, those of columns.h and cells.h. */
bool values_read(struct reading *r, const struct csv *csv);
/* Whether the first record can be the header of either. */
bool values_head(struct reading *r, const struct csv *csv);

/* Points given by people. Errors: item_not_judged, total_as_data, points_range, points_step. */
bool judged_read(struct reading *r, const struct csv *csv);
/* Once after all of them, for each cell and group of scorers. Errors: duplicate_scorer,
 * scorer_missing. */
void judged_check(struct reading *r);

/* A department's own evaluation. Errors: item_not_counted, total_as_data, mark_range,
 * reason_missing, duplicate_figure. */
bool marks_read(struct reading *r, const struct csv *csv);

/* What was observed of the plan's indicators, one row per indicator and time. Errors:
 * indicator_counted, time_invalid, number_invalid, number_long, estimate_word. */
bool observed_read(struct reading *r, const struct csv *csv);
/* Once after all of them: the series. Errors: duplicate_figure. */
void observed_finish(struct reading *r, struct observed *out);

/* Entries of the plan's lists, one row per event. Errors: not_a_date, those of cells.h. */
bool entries_read(struct reading *r, const struct csv *csv);
/* Once after all of them. all: every row found its place, so that who replaces whom can be told.
 * Errors: entry_order, entry_day; replaced_unknown, replaced_in, replaced_twice. */
void entries_finish(struct reading *r, struct observed *out, bool all);

#endif
