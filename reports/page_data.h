/* page_data.h - what the interactive page combines, as JSON inside the page.
 *
 * Everything that decides a mark is worked out here, by the engine: the exact mark of every unit
 * and leaf under each combination of the policies (page_states.h), what one more project would make
 * of it, and the texts of how it came about. The page weighs marks and adds them up, in fractions,
 * and knows no scoring method. Where that is not enough ("mode" is not "exact") it shows the
 * engine's own results for each combination and offers no weights.
 * Under each combination the engine's published scores and ranks stand beside the marks: the page
 * compares its own with them before it shows any.
 * Every '<' is escaped, so that the text can stand in a <script> element.
 */
#ifndef KAOHE_PAGE_DATA_H
#define KAOHE_PAGE_DATA_H

#include "reports/report.h"

/* unit: NONE for all; else the one whose figures alone the page may hold. */
void page_data_write(struct buffer *out, const struct report *r, size_t unit);

#endif
