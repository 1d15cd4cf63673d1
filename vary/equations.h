/* equations.h - systems of linear equations, solved exactly.
 *
 * By the elimination of E. H. Bareiss (1968): whole numbers only, whose divisions leave no rest, so
 * that no common divisors are looked for and numbers grow as determinants do.
 */
#ifndef KAOHE_EQUATIONS_H
#define KAOHE_EQUATIONS_H

#include "engine/ratio.h"

/* matrix[row * n + column] * x = right; NULL is 0. Puts x into out; false where there is not one
 * solution alone. Cost: n^3 / 3 steps. */
bool equations_solve(struct arena *a, size_t n, const ratio *const *matrix,
                     const ratio *const *right, const ratio **out);

#endif
