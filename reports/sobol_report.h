/* sobol_report.h - which choice ranks and scores depend on: findings, section, record and rows of
 * vary/sobol.h, for the table of analyses.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_SOBOL_REPORT_H
#define KAOHE_SOBOL_REPORT_H

#include "reports/analyses.h"
#include "vary/sobol.h"

void sobol_report_run(const struct firmness_request *request, struct firmness *out);
void sobol_report_findings(struct page *p, const struct firmness *f);
void sobol_report_section(struct page *p, const struct firmness *f);
void sobol_report_record(struct record *r, json_t *object, const struct firmness *f);
void sobol_report_rows(const struct page *p, struct view_table *t, const struct firmness *f);

#endif
