/* workbook_measures.h - the methods that mark a measure (engine/measure.h), for workbook_marks.c.
 * Internal to reports/.
 *
 * The measure is a value, a count or a completion, as it is: growth, change and logarithms are not
 * recomputed, since doubles may lose too much of them on the way. Methods whose marks jump want a
 * measure that doubles hold as exactly as what it is compared with.
 */
#ifndef KAOHE_WORKBOOK_MEASURES_H
#define KAOHE_WORKBOOK_MEASURES_H

#include "reports/workbook_marks.h"

extern const struct mark_source workbook_measures[]; /* ends with method == NULL */

#endif
