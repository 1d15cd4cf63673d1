/* sobol_form.h - a model as sums over its weights, which a change of one weight moves by one term.
 *
 * Internal to vary/sobol*.c and their tests. See sobol_kernel.h.
 */
#ifndef KAOHE_SOBOL_FORM_H
#define KAOHE_SOBOL_FORM_H

#include "vary/model.h"
#include "vary/sobol_kernel.h"

/* Which nodes are stages: the same ones in all readings of the rules, or what makes no difference
 * would make one in the last bit. */
struct sobol_plan {
	size_t n_nodes;
	bool possible; /* false: geometric means, points from outside below a limit that is not the
	                  root's, or trees that differ */
	bool *limited, *shared; /* [node] */
};

struct sobol_plan sobol_plan_new(struct arena *a, const struct model *m);
/* uncertain: columns may be replaced by others, so that any limit can bind. */
void sobol_plan_add(struct sobol_plan *p, const struct model *m, const struct model_numbers *x,
                    bool uncertain);

/* By a plan that is possible and to which the model was added. */
const struct sobol_form *sobol_form_of(struct arena *a, const struct sobol_plan *p,
                                       const struct model *m, const struct model_numbers *x);

/* The column of a weight for other values, [unit * n_weights + weight]. */
void sobol_form_column(const struct sobol_form *f, const struct model *m, const double *values,
                       size_t weight, double *column);

#endif
