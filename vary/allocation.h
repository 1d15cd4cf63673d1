/* allocation.h - a proposal how what is left of a longer period's targets could be split.
 *
 * Of each unit, item and type that is counted: the target of the longer period less those of its
 * parts that are written, divided among the parts that are not. Each of those gets the whole share,
 * and what is left of the division goes to as many of them as it takes, one each (largest
 * remainder; shares being equal, all remainders are). Who gets it is decided unit by unit: the part
 * whose total of the unit is least, then the one whose total is, then the earlier one; and of the
 * cells that are left the one whose item, then whose type, has least in that part. So each cell
 * adds up to the longer period's target, the totals of a unit differ by 1 at most between parts,
 * and so do those of all. What is counted in fractions is divided in its smallest decimal.
 * Ownership: everything lives in the arena given; the figures are borrowed.
 */
#ifndef KAOHE_ALLOCATION_H
#define KAOHE_ALLOCATION_H

#include "engine/figures.h"

struct allocation {
	const struct figures *figures;
	size_t whole;               /* the longer period */
	const size_t *known, *open; /* its parts, in the order of the method */
	size_t n_known, n_open;
	/* [((unit * n_items + item) * n_types + type) * n_open + part]; FIGURE_ABSENT where the
	 * longer period has no row, or the item is not counted */
	const struct figure *targets;
	/* Has a target for the longer period, none or "-" in the parts that are written. */
	const struct allocation_cell *unwritten;
	size_t n_unwritten;
};

struct allocation_cell {
	size_t unit, item, type;
};

/* Which longer period it is about: `period` itself where others lie within it, or the one that it
 * lies within; NONE where neither is so. */
size_t allocation_whole(const struct method *m, size_t period);

/* Errors: allocate_nothing where the longer period has no targets; allocate_done where no part is
 * open; allocate_exceeded at each target of the longer
 * period that is below those of its parts. NULL then. */
const struct allocation *allocation_run(struct arena *a, const struct figures *f, size_t whole,
                                        struct diag_list *log);

const struct figure *allocation_target(const struct allocation *x, size_t unit, size_t item,
                                       size_t type, size_t part);
/* Over units, items or types: each may be ALL (all_units() and so on). A period of the method, be
 * it the longer one, a part that is written or one that is open. */
const ratio *allocation_sum(struct arena *a, const struct allocation *x, size_t unit, size_t item,
                            size_t type, size_t period);

#endif
