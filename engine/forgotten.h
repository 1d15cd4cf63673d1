/* forgotten.h - rows of targets that may have been forgotten. */
#ifndef KAOHE_FORGOTTEN_H
#define KAOHE_FORGOTTEN_H

#include "engine/figures.h"

/* A missing row of targets means no task, but may have been forgotten: it is said. One finding for
 * a unit without any row, one for an item without any, else one for each type that other units
 * have. An item scored by values has one row, where its method wants a target. Returns whether
 * there is any. Errors: target_missing (warning). Cost:   items * types, for each missing row also
 * the units. */
bool forgotten_targets(struct arena *a, const struct figures *f, size_t unit,
                       struct diag_list *log);

#endif
