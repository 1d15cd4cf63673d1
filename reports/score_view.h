/* score_view.h - the score report as a view: ranks, remarks, one table per item, policies.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_SCORE_VIEW_H
#define KAOHE_SCORE_VIEW_H

#include "reports/page.h"

/* For people. */
const struct view *score_view(struct arena *a, const struct report *r);

/* For spreadsheets: one row per unit, assessed ones in order of rank, all points and marks. */
const struct view_table *score_view_units(struct arena *a, const struct report *r);

/* Parts of score_view(), see score_details.c and score_remarks.c. */
void score_details(struct page *p);
void score_remarks(struct page *p);

/* Whether anything under the item is scored by targets and counts. */
bool score_view_by_counts(const struct method *m, size_t item);

#endif
