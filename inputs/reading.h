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
	struct judgement **judged_last; /* of judged.c: [unit][item], the end of each list */
	struct diag_list *log;
};

/* Every reader takes one table of at least one record, reports all that is wrong in it, and
 * returns false when something of it could not be put where it belongs. Sums are then not
 * checked, since what is missing would show up a second time. A figure that was refused has
 * its place and is no reason for false. */

enum counted { TARGETS, COUNTS };

/* One row per cell. Errors: those of columns.h, cells.h; total_as_data (counts). */
bool long_read(struct reading *r, enum counted what, const struct csv *csv);

/* Units across, items and types down, as office tables are printed.
 * Errors: wide_labels, wide_header_empty, wide_period, wide_text_row, column_twice, row_long,
 * those of cells.h. */
bool wide_matches(const struct reading *r, enum counted what, const struct csv *csv);
bool wide_read(struct reading *r, enum counted what, const struct csv *csv);

/* Points given by people. Errors: item_not_judged, total_as_data, points_range, points_step. */
bool judged_read(struct reading *r, const struct csv *csv);
/* Once after all of them. Errors: duplicate_scorer, scorer_missing. */
void judged_check(struct reading *r);

/* A department's own evaluation. Errors: item_not_counted, total_as_data, mark_range,
 * reason_missing, duplicate_figure. */
bool marks_read(struct reading *r, const struct csv *csv);

#endif
