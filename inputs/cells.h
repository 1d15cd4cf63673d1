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

/* Reads the number of `f` into the cell. Errors: those of numbers_read(), duplicate_figure. */
void cells_put(struct reading *r, enum counted what, size_t unit, size_t item, size_t type,
               size_t period, const struct csv_field *f);

/* "targets.csv:3:5" */
struct words cells_place(struct arena *a, struct place p);

#endif
