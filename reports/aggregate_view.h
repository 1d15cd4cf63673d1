/* aggregate_view.h - the order by items alone, beside the scores.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_AGGREGATE_VIEW_H
#define KAOHE_AGGREGATE_VIEW_H

#include "engine/aggregate.h"
#include "reports/page.h"

/* For people. */
const struct view *aggregate_view(struct arena *a, const struct report *r,
                                  const struct aggregates *g);

/* For spreadsheets: one row per unit. */
const struct view_table *aggregate_view_units(struct arena *a, const struct report *r,
                                              const struct aggregates *g);

/* Parts of aggregate_view(), see aggregate_findings.c: what is found, in sentences. */
void aggregate_findings(struct page *p, const struct aggregate *g);

/* Begins a section about one field; its group is named where there are several. Returns the title.
 */
const char *aggregate_section(struct page *p, const struct aggregate *g, enum text_id id);
/* "A > B > C" of candidates. */
const char *aggregate_chain(const struct page *p, const struct aggregate *g, const size_t *order,
                            size_t n);
const char *aggregate_unit(const struct page *p, const struct aggregate *g, size_t candidate);
/* "2", or "1–3" where Kemeny rankings differ; "" where they were not computed. */
const char *aggregate_kemeny_rank(const struct page *p, const struct aggregate *g,
                                  size_t candidate);

#endif
