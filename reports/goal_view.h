/* goal_view.h - what it takes to reach a score or a rank, in each format.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_GOAL_VIEW_H
#define KAOHE_GOAL_VIEW_H

#include "reports/page.h"
#include "vary/goal.h"

/* For people. */
const struct view *goal_view(struct arena *a, const struct report *r, const struct goal *g);
/* For spreadsheets: one row for each item and type of each plan. */
const struct view_table *goal_table(struct arena *a, const struct report *r, const struct goal *g);
/* For programs; the keys are described in kaohe(1). */
void goal_record(struct buffer *out, const struct report *r, const struct goal *g);

#endif
