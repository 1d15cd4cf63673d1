/* allocation_view.h - targets of a longer period split, in each format.
 *
 * Internal to reports/. The sheet of the report has method and figures alone: nothing is scored.
 */
#ifndef KAOHE_ALLOCATION_VIEW_H
#define KAOHE_ALLOCATION_VIEW_H

#include "reports/page.h"
#include "vary/allocation.h"

/* For people. */
const struct view *allocation_view(struct arena *a, const struct report *r,
                                   const struct allocation *x);
/* A table of targets, as cases have it. */
const struct view_table *allocation_table(struct arena *a, const struct report *r,
                                          const struct allocation *x);
/* For programs; the keys are described in kaohe(1). */
void allocation_record(struct buffer *out, const struct report *r, const struct allocation *x);

#endif
