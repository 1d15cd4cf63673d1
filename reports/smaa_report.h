/* smaa_report.h - what was found over many weightings: sections, findings, records and rows of
 * acceptability, pairwise, moments, quantiles and central, for the table of analyses.
 *
 * Internal to reports/. All of them are of one run, vary/smaa.h.
 */
#ifndef KAOHE_SMAA_REPORT_H
#define KAOHE_SMAA_REPORT_H

#include "reports/analyses.h"
#include "vary/smaa.h"

void smaa_report_run(const struct firmness_request *request, struct firmness *out);

/* How many draws, of which seed, and how exact: before the findings of a field. */
void smaa_report_note(struct page *p, const struct firmness *f);

void smaa_acceptability_findings(struct page *p, const struct firmness *f);
void smaa_acceptability_section(struct page *p, const struct firmness *f);
/* How often it keeps its rank, and what it has otherwise; unit of the model. */
const char *smaa_unit_sentence(const struct page *p, const struct firmness *f, size_t unit);
void smaa_pairwise_findings(struct page *p, const struct firmness *f);
void smaa_pairwise_section(struct page *p, const struct firmness *f);
void smaa_moments_section(struct page *p, const struct firmness *f);
void smaa_quantiles_section(struct page *p, const struct firmness *f);
void smaa_central_section(struct page *p, const struct firmness *f);

void smaa_acceptability_record(struct record *r, json_t *object, const struct firmness *f);
void smaa_pairwise_record(struct record *r, json_t *object, const struct firmness *f);
void smaa_moments_record(struct record *r, json_t *object, const struct firmness *f);
void smaa_quantiles_record(struct record *r, json_t *object, const struct firmness *f);
void smaa_central_record(struct record *r, json_t *object, const struct firmness *f);
size_t smaa_acceptability_tables(const struct page *p, const struct firmness *f,
                                 struct record_table *out);
size_t smaa_pairwise_tables(const struct page *p, const struct firmness *f,
                            struct record_table *out);

void smaa_acceptability_rows(const struct page *p, struct view_table *t, const struct firmness *f);
void smaa_pairwise_rows(const struct page *p, struct view_table *t, const struct firmness *f);
void smaa_moments_rows(const struct page *p, struct view_table *t, const struct firmness *f);
void smaa_quantiles_rows(const struct page *p, struct view_table *t, const struct firmness *f);
void smaa_central_rows(const struct page *p, struct view_table *t, const struct firmness *f);

#endif
