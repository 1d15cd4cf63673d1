/* standing_view.h - the standing of a plan as a view, and as a table for spreadsheets.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_STANDING_VIEW_H
#define KAOHE_STANDING_VIEW_H

#include "reports/report.h"
#include "reports/standing.h"

/* For people: indicators in groups, summary, departments, lists, doubts, thresholds; or one
 * indicator in detail. */
const struct view *standing_view(struct arena *a, const struct standing_request *r);

/* One row per indicator and target. */
const struct view_table *standing_table(struct arena *a, const struct standing_request *r);

/* Parts of standing_view(). */
void standing_summary(struct standing *p);
/* Which targets the growth so far would reach. */
void standing_outlook(struct standing *p);
void standing_lists(struct standing *p);
void standing_detail(struct standing *p);
void standing_doubts(struct standing *p);
/* How standings are decided. */
void standing_thresholds(struct standing *p);

/* The plan of a rule file, without any standing: indicators, lists, thresholds, doubts. */
void standing_rules(struct page *page);
/* "规划 2021–2025：50 个指标、1 份清单"; "" without a plan. */
const char *standing_brief(const struct page *page);

/* "2021-05-01 规划 → 2023-01-01 建成·省级（remark）" up to the day; what comes later is left out.
 */
const char *standing_history(const struct standing *p, size_t list, const struct list_entry *e);
void standing_entries(struct standing *p, size_t list);

#endif
