/* readings_report.h - every reading of the rules, and projects struck off: sections, findings,
 * records and rows for the table of analyses.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_READINGS_REPORT_H
#define KAOHE_READINGS_REPORT_H

#include "reports/analyses.h"

void readings_report_run(const struct firmness_request *request, struct firmness *out);
void readings_findings(struct page *p, const struct firmness *f);
/* Its ranks under all of them, a sentence; unit of the model. */
void readings_say_unit(struct page *p, const struct firmness *f, size_t unit);
void readings_section(struct page *p, const struct firmness *f);
void readings_record(struct record *r, json_t *object, const struct firmness *f);
void readings_rows(const struct page *p, struct view_table *t, const struct firmness *f);

void struck_report_run(const struct firmness_request *request, struct firmness *out);
void struck_findings(struct page *p, const struct firmness *f);
void struck_section(struct page *p, const struct firmness *f);
void struck_record(struct record *r, json_t *object, const struct firmness *f);
void struck_rows(const struct page *p, struct view_table *t, const struct firmness *f);

#endif
