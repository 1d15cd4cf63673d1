/* space.h - a set of weights as one optimises over it.
 *
 * Only weights that are ever above 0 take part, the free ones; d and w below are theirs [free]. As
 * only ranks count, weights need not sum to 1: what is said of the sign of d w holds for all
 * multiples of w.
 *     simplex    w >= 0, not all 0
 *     box        low <= w <= high, low above 0 (with a reach of 1 the same as the simplex of those
 *                whose nominal weight is above 0)
 *     order      w >= 0, each of a level at least as large as each of the next, equal nominal ones
 *                making a level
 *     dirichlet  the simplex of those whose nominal weight is above 0
 * Ownership: in the arena given; the model is borrowed.
 */
#ifndef KAOHE_SPACE_H
#define KAOHE_SPACE_H

#include "vary/firmness.h"
#include "vary/program.h"

struct space {
	enum weight_set_kind kind;             /* simplex, box or order */
	size_t n_all;                          /* weights of the model */
	size_t n;                              /* free ones */
	const size_t *weights;                 /* [free]: of the model */
	const bool *free;                      /* [weight] */
	const ratio *const *low, *const *high; /* [free]; of a box, else NULL */
	const double *floor, *width;           /* the same: low, high - low */
	const size_t *levels; /* [free]: 0 for the largest nominal weights, 1 ...; of order */
	size_t n_levels;
	const ratio *zero, *one;
};

const struct space *space_of(struct arena *a, const struct model *m, const struct weight_set *set);

/* Those of the free weights, of a list [weight]. */
const ratio *const *space_pick(struct arena *a, const struct space *s, const ratio *const *all);

/* The most of d w over the set: over weights of sum 1, of a box over the box as it is. Exact;
 * closed forms: the largest d; d's signs choose ends; the best mean of d over the first so many,
 * larger d first within a level. Cost: O(n log n). */
const ratio *space_most(struct arena *a, const struct space *s, const ratio *const *d);
/* The same in double. Its error is below 10^-12 times the largest |d| times the sum of weights for
 * up to 1000 weights. */
double space_most_double(struct arena *a, const struct space *s, const double *d);

/* ---- as columns and rows of a programme ---- */

/* Columns that the set takes: the first n are w - low. */
size_t space_columns(const struct space *s);
/* Upper bounds and rows of the set. */
void space_constrain(struct program *p, const struct space *s);
/* d low: what is to be added to d times the columns. */
const ratio *space_offset(struct arena *a, const struct space *s, const ratio *const *d);
/* Exact weights of the set near columns of a programme in double. */
const ratio *const *space_near(struct arena *a, const struct space *s, const double *columns);
/* Those of exact columns. */
const ratio *const *space_weights(struct arena *a, const struct space *s,
                                  const ratio *const *columns);
/* [weight] of the model, of sum 1. */
const ratio *const *space_whole(struct arena *a, const struct space *s, const ratio *const *w);

#endif
