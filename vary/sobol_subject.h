/* sobol_subject.h - a model and its choices as a subject of indices.h: what sobol.c prepares and
 * sobol_subject.c evaluates.
 *
 * Internal to these two.
 */
#ifndef KAOHE_SOBOL_SUBJECT_H
#define KAOHE_SOBOL_SUBJECT_H

#include "vary/choices.h"
#include "vary/gamma_quantile.h"
#include "vary/indices.h"
#include "vary/sobol_kernel.h"

/* What all workers share. */
struct sobol_subject {
	const struct firmness_request *request;
	const struct choices *choices;
	const struct sobol_kernel *kernel;
	const struct model_numbers *numbers;   /* [reading] */
	const struct sobol_form *const *forms; /* [reading]; NULL: node by node */
	size_t n, units, n_weights, batch, most_stages;
	double *low, *width;                  /* [weight]: of a box */
	const struct gamma_quantile **gammas; /* [weight]: Dirichlet; NULL for a weight of 0 */
	enum sobol_rounding rounding;         /* of published scores */
	double scale;                         /* 10^decimals */
	bool steps; /* every choice is a weight of its own, and every form is there */
	bool fixed; /* columns are those of the forms */
};

static inline size_t sobol_readings(const struct sobol_subject *s)
{
	return s->choices->readings.n_policies ? s->choices->readings.n : 1;
}

/* The functions of struct indices_subject, whose context it is. */
void *sobol_open(void *context, struct arena *a);
void sobol_begin(void *work, size_t rows, uint64_t index, const uint32_t *words, double *of_a,
                 double *of_b);
void sobol_replace(void *work, size_t rows, size_t choice, double *out);
void sobol_walk(void *work, size_t rows);
void sobol_step(void *work, size_t rows, size_t choice, double *out);

#endif
