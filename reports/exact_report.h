/* exact_report.h - what needs no sampling: sections, findings, records and rows of stability, exact
 * and tornado, for the table of analyses.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_EXACT_REPORT_H
#define KAOHE_EXACT_REPORT_H

#include "reports/analyses.h"

void stability_report_run(const struct firmness_request *request, struct firmness *out);
void stability_findings(struct page *p, const struct firmness *f);
/* Up to which weight it keeps its rank; unit of the model, where keeps are known. */
const char *stability_unit_sentence(const struct page *p, const struct firmness *f, size_t unit);
void stability_section(struct page *p, const struct firmness *f);
void stability_record(struct record *r, json_t *object, const struct firmness *f);
void stability_rows(const struct page *p, struct view_table *t, const struct firmness *f);

void winning_report_run(const struct firmness_request *request, struct firmness *out);
void winning_section(struct page *p, const struct firmness *f);
void winning_record(struct record *r, json_t *object, const struct firmness *f);
void winning_rows(const struct page *p, struct view_table *t, const struct firmness *f);

void tornado_report_run(const struct firmness_request *request, struct firmness *out);
void tornado_findings(struct page *p, const struct firmness *f);
/* What less and more of each weight does to the unit whose score it moves most, largest first. */
struct tornado_swing {
	const char *name; /* of the item */
	size_t unit;      /* of the model */
	const ratio *low, *high;
	const char *low_text, *high_text; /* "-0.15", "+0.31" */
};
const struct tornado_swing *tornado_swings(const struct page *p, const struct firmness *f,
                                           size_t *n);
void tornado_section(struct page *p, const struct firmness *f);
void tornado_record(struct record *r, json_t *object, const struct firmness *f);
void tornado_rows(const struct page *p, struct view_table *t, const struct firmness *f);

#endif
