/* simplex.h - an exact simplex in rationals: slow, and sure to end.
 *
 * Two phases on a full tableau of rationals, by the rule of R. G. Bland (1977), which cannot
 * circle. Second to program_solve(), which asks it where GLPK's basis is not the right one, and its
 * independent check in tests.
 * Cost: pivots * rows * (columns + 2 rows) rational operations; upper bounds are rows.
 */
#ifndef KAOHE_SIMPLEX_H
#define KAOHE_SIMPLEX_H

#include "vary/program.h"

/* All three outcomes; of an infeasible one no y. */
struct program_answer simplex_solve(struct arena *a, const struct program *p);

#endif
