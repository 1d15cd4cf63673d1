/* swap.h - the smallest changes of weights that bring a unit level with the one ranked before it.
 *
 * Of each two units whose exact scores are neighbours: by how little must weights change for the
 * lower one to score at least as much?
 *     one   one weight alone, its siblings in proportion (as `--set weight.X=… --rebalance` does)
 *     sum   any weights, least sum of all changes |w' - w|
 *     most  any weights, least largest change
 * Any weights are those of the carriers, as shares of the whole: w' >= 0, of sum 1, across all
 * items and levels at once. A point that moves from one item to another counts twice in the sum.
 * Where two scores are linear in the weights both are linear programmes (program.h), whose optimum
 * is certified in rationals. Where they are not (weights that are shared out anew), the change of
 * one weight is still exact, and an upper bound for the others.
 * A change reaches a tie; `overtakes`: anything beyond it puts the lower unit above. Where it is
 * false the two can be level and no more.
 * Source: E. Triantaphyllou and A. Sanchez, A sensitivity analysis approach for some deterministic
 * multi-criteria decision-making methods (1997), for one weight; D. Rios Insua and S. French, A
 * framework for sensitivity analysis in discrete multi-objective decision-making (1991), for
 * distances. Ownership: all in the arena given. Cost: a programme of 2 * weights columns for each
 * pair.
 */
#ifndef KAOHE_SWAP_H
#define KAOHE_SWAP_H

#include "vary/model.h"

enum swap_state {
	SWAP_LEAST,   /* certified: no smaller change does it */
	SWAP_AT_MOST, /* this change does it; whether a smaller one would is not known */
	SWAP_NEVER,   /* certified: no weights do it */
	SWAP_UNKNOWN  /* neither found nor excluded */
};

/* One weight moved. */
struct swap_one {
	enum swap_state state;  /* not SWAP_AT_MOST */
	size_t node;            /* of the model; NONE unless found */
	const ratio *from, *to; /* share among siblings: see model_as_set(), model_moved(); `to` is
	                           not exact where irrational */
	const ratio *change;    /* of the whole: |to - from| times the weight of the parent. The
	                           least over all nodes; of equal ones the first node */
	bool overtakes;
};

/* Any weights changed. */
struct swap_any {
	enum swap_state state;
	const ratio *change;         /* the sum, or the largest */
	const ratio *const *weights; /* [weight]: the new ones, exact */
	bool overtakes;
};

struct swap_pair {
	size_t above, below; /* of the model */
	const ratio *gap;    /* between their exact scores, above 0 */
	struct swap_one one;
	struct swap_any sum, most;
};

struct swap {
	const struct swap_pair *pairs; /* from the first place down; units of equal exact score are
	                                  no pair: there is nothing to swap */
	size_t n;
};

/* NULL where scores are not exact (roots, geometric means). Nothing is found wrong: `log` stays as
 * it is. */
const struct swap *swap_run(struct arena *a, const struct model *m, struct diag_list *log);

#endif
