/* sobol.h - which uncertain choice a unit's score and rank depend on.
 *
 * Choices, independent of each other:
 *     weights      the number drawn for each carrier, before all are divided by their sum, so that
 * a large one takes from all others: -ln u (simplex), nominal (1 - reach + 2 reach u) (box), a
 * gamma variate of shape concentration * nominal (Dirichlet). Where the order of the nominal
 * weights must hold, weights depend on each other; choices are then, from the greatest down, how
 * far each is above the next (A. Renyi's independent spacings, 1953: the j-th greatest of n is the
 * sum of E_i / i over i >= j), and among equal ones which gets which place. All equal: simplex.
 *     policies     each that takes part in every reading of the rules: its alternatives, each as
 *                  likely. Every combination is scored exactly once. Units are those of the model;
 *                  where the choice is whether ranks go by published scores, scores are rounded
 *                  before they are ranked.
 *     figures      of each carrier, where recognition is given: all its counts and judged points.
 * Indices of every unit's score and rank: see indices.h. Rank 1 is best; equal scores share the
 * better rank; scores are not rounded.
 * Paths:  linear and masked models, and limits without points from outside below them: a weight
 *         changes a score in O(1). Other models: node by node.
 * Cost:   draws * (choices + 2) * units, and the ranks; a choice that is no weight costs
 *         draws * units * weights.
 */
#ifndef KAOHE_SOBOL_H
#define KAOHE_SOBOL_H

#include "vary/choices.h"
#include "vary/indices.h"

enum sobol_output { SOBOL_SCORE, SOBOL_RANK, SOBOL_OUTPUTS };

struct sobol {
	size_t n_units;
	const struct choices *choices;
	const struct indices *indices;
	uint64_t rows; /* of each matrix */
	bool stopped;  /* the user wanted no more: fewer rows than asked for */
};

/* NULL where no row was made. isa: NULL for the best of this machine. */
const struct sobol *sobol_run(const struct firmness_request *request);
const struct sobol *sobol_run_on(const struct firmness_request *request, const char *isa);

const struct indices_effect *sobol_effect(const struct sobol *s, size_t choice,
                                          enum sobol_output output, size_t unit);
/* Mean and standard deviation over all rows; 0 where it does not vary. */
double sobol_mean(const struct sobol *s, enum sobol_output output, size_t unit);
double sobol_sd(const struct sobol *s, enum sobol_output output, size_t unit);

#endif
