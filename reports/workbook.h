/* workbook.h - the notice as a workbook whose marks, points, totals and ranks are live formulas.
 *
 * Whoever changes a count, a weight or a policy in a spreadsheet sees scores and ranks follow. What
 * a formula cannot say exactly is a plain value, marked as not recomputed: see workbook_marks.c.
 * Cached values are those of the exact sheet. How a spreadsheet's doubles still round as the
 * method orders: workbook_guard.h.
 */
#ifndef KAOHE_WORKBOOK_H
#define KAOHE_WORKBOOK_H

#include "reports/notice_view.h"

/* Writes it at `path`, in place of what is there; the same notice gives the same bytes. Returns 0
 * or an errno. */
int workbook_write(const char *path, const struct notice *n, struct arena *a);

#endif
