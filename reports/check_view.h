/* check_view.h - how one unit stands by its own figures, in each format.
 *
 * Internal to reports/, but for the view, which a page is made of.
 */
#ifndef KAOHE_CHECK_VIEW_H
#define KAOHE_CHECK_VIEW_H

#include "reports/page.h"
#include "vary/self_check.h"

/* For people. */
const struct view *check_view(struct arena *a, const struct report *r, const struct self_check *x);
/* For spreadsheets: one row for each target. */
const struct view_table *check_table(struct arena *a, const struct report *r,
                                     const struct self_check *x);
/* For Excel: what is for people, as one sheet on one page, written at `path`. Returns 0 or an
 * errno. */
int check_workbook(const char *path, const struct report *r, const struct self_check *x,
                   struct arena *a);
/* For programs; the keys are described in kaohe(1). */
void check_record(struct buffer *out, const struct report *r, const struct self_check *x);

#endif
