/* columns.h - the header of a table with one record per line: which field is which column.
 *
 * Columns stand in any order, under their English or Chinese name.
 */
#ifndef KAOHE_COLUMNS_H
#define KAOHE_COLUMNS_H

#include "engine/diag.h"
#include "engine/method.h"
#include "source/csv.h"

enum column {
	COLUMN_UNIT,
	COLUMN_ITEM,
	COLUMN_TYPE,
	COLUMN_PERIOD,
	COLUMN_TARGET,
	COLUMN_COUNT,
	COLUMN_POINTS,
	COLUMN_MARK,
	COLUMN_WEIGHT,
	COLUMN_SCORER,
	COLUMN_GROUP,
	COLUMN_REASON,
	COLUMN_VALUE,
	COLUMN_INDICATOR,
	COLUMN_AT,
	COLUMN_SOURCE,
	COLUMN_ESTIMATE,
	COLUMN_REMARK,
	COLUMN_LIST,
	COLUMN_ENTRY,
	COLUMN_DATE,
	COLUMN_STAGE,
	COLUMN_TIER,
	COLUMN_REPLACES,
	COLUMN_LEAD,
	COLUMN_ABOUT,
	COLUMNS
};

/* Sets of columns: 1u << COLUMN_... */
struct columns_spec {
	unsigned required, optional;
	enum text_id item; /* how messages call COLUMN_ITEM */
};
/* columns_goals: targets where some items are scored by values, which have no types. */
extern const struct columns_spec columns_targets, columns_goals, columns_counts, columns_values,
        columns_judged, columns_marks, columns_observed, columns_entries, columns_weights;

struct columns {
	size_t at[COLUMNS]; /* field of the column, or NONE */
	size_t n;           /* fields of the header */
	const bool *named;  /* [n] false: an empty header, under which nothing may stand */
};

/* Which column of the table the text names, or NONE. */
size_t columns_which(struct arena *a, const struct columns_spec *spec, const char *text);
/* Which columns of the table the record names, as a set. */
unsigned columns_found(struct arena *a, const struct columns_spec *spec,
                       const struct csv_record *r);

/* Whether it can be a header: it names two columns of the table at least. */
bool columns_head(struct arena *a, const struct columns_spec *spec, const struct csv_record *r);

/* Errors: header_missing (no field names a column), column_unknown, column_missing, column_twice,
 * separator. False on error. */
bool columns_read(struct arena *a, const struct columns_spec *spec, const struct csv_record *header,
                  struct columns *out, struct diag_list *log);

/* column_missing, at the line of the header. */
void columns_say_missing(struct arena *a, const struct columns_spec *spec, size_t column,
                         const struct csv_record *header, struct diag_list *log);

/* separator, where a record of one field holds another character than the comma that seems to cut
 * it: it would only yield a puzzling unknown column. True then. */
bool columns_cut_otherwise(const struct csv_record *header, struct diag_list *log);

/* The fields of one record. Missing ones at the end are empty where the column is optional.
 * Errors: row_short, row_long. False when the record cannot be used. */
bool columns_take(const struct columns_spec *spec, const struct columns *c,
                  const struct csv_record *record, struct arena *a,
                  const struct csv_field *out[COLUMNS], struct diag_list *log);

#endif
