/* unit_record.h - all about one unit, for programs.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_UNIT_RECORD_H
#define KAOHE_UNIT_RECORD_H

#include "reports/record.h"

/* Of the page's sheet: score, rank, grade, flags and the tree of items. */
json_t *unit_record(struct record *j, size_t unit);

#endif
