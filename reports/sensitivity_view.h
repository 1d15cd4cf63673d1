/* sensitivity_view.h - how firm the ranking is, as a whole: what was varied, findings, sections.
 *
 * Internal to reports/. What each analysis says is its own, see analyses.h.
 */
#ifndef KAOHE_SENSITIVITY_VIEW_H
#define KAOHE_SENSITIVITY_VIEW_H

#include "reports/page.h"
#include "vary/firmness.h"

/* For people. */
const struct view *sensitivity_view(struct arena *a, const struct firmness_report *r);

/* For spreadsheets: the long table, one row per number, written as it is made. */
void sensitivity_rows(struct buffer *out, const struct firmness_report *r);

/* For programs; the keys are described in kaohe(1). */
void sensitivity_record(struct buffer *out, const struct firmness_report *r);

/* "simplex", "box:20%", "order", "dirichlet:50": as --weights takes it. */
const char *sensitivity_weights(struct arena *a, const struct weight_set *w);
/* The same for people. */
const char *sensitivity_weights_words(const struct page *p, const struct weight_set *w);
/* What the scores depend on the weights by: "linear", "masked", "general". */
extern const char *const sensitivity_paths[MODEL_PATHS];

/* A page of the report; its field `report` has the heading, the language and the look. */
struct page sensitivity_page(struct arena *a, const struct firmness_report *r,
                             struct report *report, bool with_view);

#endif
