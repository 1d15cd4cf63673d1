/* write_json.h - the sheet for programs. The fields are described in kaohe(1). */
#ifndef KAOHE_WRITE_JSON_H
#define KAOHE_WRITE_JSON_H

#include "reports/report.h"

/* Official numbers are strings, and exact ones beside those shown with decimals. */
void write_json_score(struct buffer *out, const struct report *r);

/* The same for one unit: all of its own, and of others what the table of ranks says. */
void write_json_unit(struct buffer *out, const struct report *r, size_t unit);

#endif
