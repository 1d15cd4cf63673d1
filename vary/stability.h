/* stability.h - how far one weight can move before ranks change, exactly.
 *
 * Of each item its share t among its siblings moves over 0 .. 1, the siblings keep their
 * proportions (as `--set weight.X=… --rebalance` does), all other weights stay. A unit's score is
 *     s(t) = min(c + P (t v + (1 - t) r) / (t p + (1 - t) q), M)
 * v and r: what the item and its siblings earn, p and q: the parts of them that are asked of the
 * unit (both 1 where nothing is redistributed), c: what comes from elsewhere, M: a limit above. Two
 * such scores are equal at the roots of polynomials of degree 1 and 2. Irrational roots carry a
 * certified radius of some 10^-70 (ratio.h); on which side of a root who is above is decided by
 * exact scores between the roots.
 * Source: E. Triantaphyllou and A. Sanchez, A sensitivity analysis approach for some deterministic
 * multi-criteria decision-making methods (1997), for linear scores.
 * Ties:   scores are exact totals, not the published ones. A range is closed: at its end two units
 *         are equal, beyond it they have swapped. What is equal at the nominal weights is in no
 *         order that could be lost: of several in first place none may be passed by a unit below
 * them. Ends:   at t = 0 or 1 itself a unit may have nothing left that counts; ranges are those of
 * what lies between. Where:  all models but those with geometric means, or with a bonus or
 * deduction below a limit. Cost:   nodes * n^2 roots up to STABILITY_SWAPS_MAX units, else nodes *
 * n, of some 2 microseconds each where scores are linear.
 */
#ifndef KAOHE_STABILITY_H
#define KAOHE_STABILITY_H

#include "vary/firmness.h"

/* One end of a range. */
struct stability_end {
	const ratio *t;      /* 0 or 1 where nothing ends it */
	bool swaps;          /* two units swap there */
	size_t above, below; /* at the nominal weights; of the model */
};

struct stability_range {
	struct stability_end low, high;
};

struct stability_swap {
	const ratio *t;
	size_t up, down; /* with more than t, `up` is above */
};

struct stability_node {
	size_t node;
	const ratio *t;                      /* nominal */
	const ratio *parent;                 /* what it and its siblings weigh of the whole */
	struct stability_range first;        /* those in first place stay there */
	struct stability_range order;        /* no two units of different scores swap */
	const struct stability_range *pairs; /* [pair]: of each neighbouring pair; NULL beyond
	                                        STABILITY_PAIRS_MAX */
	const struct stability_swap *swaps;  /* all, ascending; see STABILITY_SWAPS_MAX */
	size_t n_swaps;
};

struct stability_pair {
	size_t above, below; /* of the model */
};

/* The least change of one weight that gives a unit another rank. Ranks are those of exact scores
 * within the model; equal ones share the better rank. */
struct stability_keep {
	size_t node;         /* NONE: no change of any one weight does it */
	const ratio *t;      /* its share up to which the rank holds */
	const ratio *change; /* of the whole: how far t is from the nominal share, times the weight
	                        of the parent. The least of all nodes; of equal ones the first */
	bool up;             /* beyond t there is more of it, not less */
	size_t rank, then;   /* now, and beyond t */
};

/* Units of a model up to which every swap of any two of them is listed, and ranks kept; up to which
 * the range of each neighbouring pair is. */
#define STABILITY_SWAPS_MAX 60
#define STABILITY_PAIRS_MAX 300

struct stability {
	const struct stability_node *nodes; /* movable ones, parents first */
	size_t n_nodes;
	const struct stability_pair *pairs; /* one of neighbouring scores each; by rank */
	size_t n_pairs;
	const struct stability_pair *tied; /* equal published scores, other exact ones */
	size_t n_tied;
	const struct stability_pair *level; /* neighbours of the same exact score */
	size_t n_level;
	const struct stability_keep *keeps; /* [unit]; NULL beyond STABILITY_SWAPS_MAX */
	bool all_swaps;
};

/* NULL where it cannot be said exactly, or where the watch says stop. */
const struct stability *stability_run(const struct firmness_request *request);

#endif
