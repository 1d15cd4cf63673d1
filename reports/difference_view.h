/* difference_view.h - two cases side by side, in each format.
 *
 * Internal to reports/. The page is that of the second.
 */
#ifndef KAOHE_DIFFERENCE_VIEW_H
#define KAOHE_DIFFERENCE_VIEW_H

#include "reports/page.h"

/* For people. */
const struct view *difference_view(struct arena *a, const struct report *r,
                                   const struct difference_report *x);
/* For spreadsheets: one row for each figure that differs, then scores, ranks and their parts. */
const struct view_table *difference_table(struct arena *a, const struct report *r,
                                          const struct difference_report *x);
/* For programs; the keys are described in kaohe(1). */
void difference_record(struct buffer *out, const struct report *r,
                       const struct difference_report *x);

/* ---- what the three share ---- */

/* "报送数" */
const char *difference_kind(const struct page *p, enum difference_kind kind);
/* "+2", "-1.5"; "" where one of them is no number. */
const char *difference_change(const struct page *p, const struct difference_figure *f);

#endif
