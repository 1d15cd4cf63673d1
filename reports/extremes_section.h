/* extremes_section.h - best and worst ranks over a set of weights, in each format: one row of
 * analyses.c.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_EXTREMES_SECTION_H
#define KAOHE_EXTREMES_SECTION_H

#include "reports/analyses.h"

/* Units up to which the analysis is made without being asked for. */
enum { EXTREMES_UNASKED = 30 };

void extremes_report_run(const struct firmness_request *request, struct firmness *out);
void extremes_findings(struct page *p, const struct firmness *f);
void extremes_section(struct page *p, const struct firmness *f);
/* Keys extremes (an object for each unit), and up to 500 units necessary and possible (unit x unit:
 * true, false, null where not proved). */
void extremes_record(struct record *r, json_t *object, const struct firmness *f);
void extremes_rows(const struct page *p, struct view_table *t, const struct firmness *f);

#endif
