/* aggregate_record.h - the order by items alone, for programs. The fields are described in
 * kaohe(1). */
#ifndef KAOHE_AGGREGATE_RECORD_H
#define KAOHE_AGGREGATE_RECORD_H

#include "engine/aggregate.h"
#include "reports/report.h"

/* Weights, scores and tau are exact texts. */
void aggregate_record(struct buffer *out, const struct report *r, const struct aggregates *g);

#endif
