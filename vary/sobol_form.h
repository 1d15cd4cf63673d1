/* sobol_form.h - a model as sums over its weights, which a change of one weight moves by one term.
 *
 * Internal to vary/sobol*.c and their tests. See sobol_kernel.h.
 */
#ifndef KAOHE_SOBOL_FORM_H
#define KAOHE_SOBOL_FORM_H

#include "vary/model.h"
#include "vary/sobol_kernel.h"

/* NULL where it cannot be written so: geometric means, points from outside below a limit that is
 * not the root's. uncertain: columns may be replaced by others, so that any limit can bind. */
const struct sobol_form *sobol_form_of(struct arena *a, const struct model *m,
                                       const struct model_numbers *x, bool uncertain);

/* The column of a weight for other values, [unit * n_weights + weight]. */
void sobol_form_column(const struct sobol_form *f, const struct model *m, const double *values,
                       size_t weight, double *column);

#endif
