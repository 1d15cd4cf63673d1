/* linear.h - the units whose scores are linear in the weights, and how.
 *
 * Where nothing is shared out anew, no limit can bind and nothing is multiplied, a score is
 *     s = sum of w_k c_k  for weights w of sum 1
 * and only its sign counts where two are compared, so it holds for weights of any sum. It also
 * holds where weights are shared out anew but that changes nothing: a single child is asked and
 * takes all, or all that are asked earn the same. Where none of the children that are asked has any
 * weight such a score is taken at its limit, as if they had a little.
 */
#ifndef KAOHE_LINEAR_H
#define KAOHE_LINEAR_H

#include "vary/model.h"

/* c [weight] of a unit, exact; NULL where its score is not linear. free[weight]: false for weights
 * that are always 0 (NULL: none). Cost: O(nodes * weights). */
const ratio *const *linear_form(struct arena *a, const struct model *m, size_t unit,
                                const bool *free);

/* sum of w_k d_k */
const ratio *linear_at(struct arena *a, size_t n, const ratio *const *d, const ratio *const *w);
/* x_k - y_k */
const ratio *const *linear_difference(struct arena *a, size_t n, const ratio *const *x,
                                      const ratio *const *y);

#endif
