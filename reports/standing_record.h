/* standing_record.h - the standing of a plan for programs. The fields are described in kaohe(1). */
#ifndef KAOHE_STANDING_RECORD_H
#define KAOHE_STANDING_RECORD_H

#include "reports/report.h"

void standing_record(struct buffer *out, const struct standing_request *r);

#endif
