/* program.h - linear programmes, solved exactly.
 *
 *     minimise c x  where  each row a x <=, >= or = b,  0 <= x <= u (u NULL: no upper bound)
 *
 * GLPK proposes a basis in double; the basic solution x and its prices y are then computed anew in
 * rationals, and program_proves() checks both. If that fails, an exact simplex (simplex.h) does the
 * whole work. So nothing that leaves here rests on a double:
 *     optimal      x meets every row and bound, y has the signs of its rows (>= 0 for >=, <= 0 for
 *                  <=), and y b + sum of u_k min(0, c_k - y a_k) = c x: duality, J. von Neumann
 * 1947 infeasible   y with the signs of its rows and y b + sum of u_k min(0, -y a_k) > 0 (J. Farkas
 * 1902), from the programme that minimises how far rows are missed unbounded    as the exact
 * simplex finds it Ownership: everything in the arena of the programme, or the one given. Threads:
 * GLPK keeps its state for each thread; safe. Cost:      that of a system of as many equations as
 * rows are tight: some r^3 steps on whole numbers that grow with r.
 */
#ifndef KAOHE_PROGRAM_H
#define KAOHE_PROGRAM_H

#include "engine/ratio.h"

enum program_relation { PROGRAM_AT_MOST, PROGRAM_AT_LEAST, PROGRAM_EQUAL };

struct program_row {
	const ratio *const *factors; /* [column]; NULL for 0 */
	enum program_relation relation;
	const ratio *right;
};

struct program {
	struct arena *arena;
	size_t n_columns, n_rows, room;
	const ratio **costs;  /* [column]; NULL for 0, as at first */
	const ratio **uppers; /* [column]; NULL for none, as at first */
	struct program_row *rows;
};

enum program_outcome { PROGRAM_OPTIMAL, PROGRAM_INFEASIBLE, PROGRAM_UNBOUNDED };

struct program_answer {
	enum program_outcome outcome;
	const ratio *value;    /* least c x; NULL unless optimal */
	const ratio *const *x; /* [column]; NULL unless optimal */
	const ratio *const *y; /* [row]: prices, or what proves infeasible; NULL where unbounded */
	bool proposed;         /* GLPK's basis was the right one */
};

struct program *program_new(struct arena *a, size_t n_columns);
/* Adds a row, whose factors are borrowed. */
void program_row(struct program *p, const ratio *const *factors, enum program_relation relation,
                 const ratio *right);
/* A row of zeros (NULL) to be filled in and added. */
const ratio **program_factors(const struct program *p);

struct program_answer program_solve(struct arena *a, const struct program *p);

/* Does the answer prove itself? Exact, from the programme alone. False for unbounded ones. */
bool program_proves(const struct program *p, const struct program_answer *answer);

#endif
