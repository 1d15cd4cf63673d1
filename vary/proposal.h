/* proposal.h - what GLPK thinks the solution of a programme is, in double. Proves nothing.
 *
 * The only place that knows GLPK. It is kept silent, and its errors, which would end the program,
 * only mean that nothing is proposed.
 * Same input, same proposal; no clock is asked.
 */
#ifndef KAOHE_PROPOSAL_H
#define KAOHE_PROPOSAL_H

#include "vary/program.h"

struct proposal {
	bool optimal;         /* false: it found none, and what follows is NULL */
	const bool *basic;    /* [column] */
	const bool *at_upper; /* [column] that is not basic */
	const bool *tight;    /* [row] */
	const double *x, *y;  /* [column], [row] */
};
struct proposal proposal_of(struct arena *a, const struct program *p);

/* The best solution found in which the columns of `whole` are whole numbers, after at most so many
 * nodes of branch and bound; NULL where none was found. */
const double *proposal_whole(struct arena *a, const struct program *p, const bool *whole,
                             int nodes);

#endif
