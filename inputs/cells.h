/* cells.h - from the names in a row to a cell of the figures. */
#ifndef KAOHE_CELLS_H
#define KAOHE_CELLS_H

#include "inputs/reading.h"

/* Index of the unit, item or type that a field names; totals words give all_...(). NONE after
 * a diagnostic: empty_field, unit_unknown, item_unknown, item_not_counted, ... */
size_t cells_unit(struct reading *r, const struct csv_field *f);
size_t cells_item(struct reading *r, enum names_scope scope, const struct csv_field *f);
size_t cells_type(struct reading *r, const struct csv_field *f);
size_t cells_period(struct reading *r, const struct csv_field *f);
/* The period of a figure that is scored: an empty field is the assessed one. Errors:
 * period_unknown, period_composite. */
size_t cells_scored_period(struct reading *r, const struct csv_field *f);
/* period_composite, where figures without a period cannot be placed: the assessed one is combined
 * of others. False then. `at`: the header. */
bool cells_period_given(struct reading *r, bool has_column, struct place at);
/* For messages: NONE where the assessed period goes without saying. */
size_t cells_period_shown(const struct reading *r, size_t period);

/* The same for other names: of indicators and lists, and those of one list. */
size_t cells_name(struct reading *r, const struct names *names, enum names_kind kind,
                  const struct csv_field *f);

/* Reads the number of `f` into the cell; the type of an item that is scored by values is
 * all_types(). Errors: those of numbers_read(), duplicate_figure. */
void cells_put(struct reading *r, enum counted what, size_t unit, size_t item, size_t type,
               size_t period, const struct csv_field *f);

/* The same for a value; an empty field is no value. */
void cells_put_value(struct reading *r, size_t unit, size_t item, size_t period,
                     const struct csv_field *f);

/* total_as_data where the unit or item is a total; true then. mend: TEXT_mend_total... */
bool cells_is_total(struct reading *r, size_t unit, size_t item, const struct csv_field *unit_field,
                    const struct csv_field *item_field, enum text_id mend);

/* "targets.csv:3:5" */
struct words cells_place(struct arena *a, struct place p);

#endif
