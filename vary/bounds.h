/* bounds.h - which of two units can be above the other where scores are not linear in the weights.
 *
 * Of the difference of two scores over a set of weights the sign of its largest value is sought, by
 * bounds from the leaves up: a mean lies between its parts, and of two means over the same children
 * the difference is the mean of the differences. A geometric mean lies between the smallest of its
 * parts and their mean; of two over the same children, if no part is larger, neither is the whole.
 *     simplex  exact, without limits and geometric means: shares within each item are independent
 *              of all others, and the difference is linear in each, so its extremes lie where in
 *              each item one child outweighs the next, that one the next, and so on: each unit
 * earns what it earns in the first child that is asked of it box      the largest mean with weights
 * in a box has the larger parts at their high ends, the others at their low ones; subdivided where
 * that leaves the sign open order    the bounds of the simplex A set without the weights at which
 * nothing that is asked has any: those are taken as limits.
 */
#ifndef KAOHE_BOUNDS_H
#define KAOHE_BOUNDS_H

#include "vary/space.h"

/* The sign of the largest value of a difference. */
enum bounds_sign {
	BOUNDS_BELOW,   /* below 0 */
	BOUNDS_LEVEL,   /* 0 */
	BOUNDS_ABOVE,   /* above 0 */
	BOUNDS_AT_MOST, /* 0 or below */
	BOUNDS_UNKNOWN
};

/* That of the score of x less that of y. boxes: parts of a box to be looked at, at least 1. */
enum bounds_sign bounds_of(struct arena *a, const struct model *m, const struct space *s, size_t x,
                           size_t y, size_t boxes);

#endif
