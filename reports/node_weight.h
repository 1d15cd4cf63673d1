/* node_weight.h - the weight of one item among its siblings, as a rule file has it: percent, or
 * points where the siblings carry points.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_NODE_WEIGHT_H
#define KAOHE_NODE_WEIGHT_H

#include "reports/page.h"
#include "vary/model.h"

/* "15%", "2 points": share t, 0 .. 1, of a node below the root. Exact where two decimals say it
 * all, else rounded half up. */
const char *node_weight(const struct page *p, const struct model *m, size_t node, const ratio *t);

/* The same of a bound of a range that `now` lies within: two decimals, rounded towards `now`, so
 * that what is said of the range as shown is true. 0 and the whole are shown without decimals. */
const char *node_weight_bound(const struct page *p, const struct model *m, size_t node,
                              const ratio *t, const ratio *now);

/* "14.21–15.90%": from one such bound to another. A range too narrow for two decimals has more, up
 * to eight, so that it is not mistaken for a single number. */
const char *node_weight_range(const struct page *p, const struct model *m, size_t node,
                              const ratio *low, const ratio *now, const ratio *high);

#endif
