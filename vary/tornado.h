/* tornado.h - one choice changed at a time: scores and ranks at both ends of each weight, under
 * each other alternative of each policy, and without each item.
 *
 *     weight    its share t among its siblings becomes t (1 - reach) and t (1 + reach), the
 *               siblings in proportion (as `--set weight.X=… --rebalance` does)
 *     policy    scored anew with the other alternative; of a policy that is a number, with the
 *               ends of its range
 *     left out  the weight of one carrier becomes 0, its siblings in proportion; where it has no
 *               siblings, that of the item above
 * Reach:  that of the box of weights asked for, else 20 %. A share that would exceed 1 is 1 and
 *         marked (`most`).
 * Ranks:  of exact scores, within the model; equal ones share the better rank. Under another
 *         policy a unit can be listed apart: it then has no rank.
 * Exact:  as the scores of the model and the sheet are; those that are not are ranked by their
 *         middles.
 * Cost:   two scorings of the model for each node, one for each carrier; one of the case for each
 *         alternative.
 */
#ifndef KAOHE_TORNADO_H
#define KAOHE_TORNADO_H

#include "vary/firmness.h"

struct tornado_outcome {
	const ratio *const *scores; /* [unit]; NULL: it has no score then */
	const size_t *ranks;        /* [unit]; 0: listed apart */
	size_t moved;               /* units of another rank than now */
	size_t unit;                /* whose score changes most, of equal ones the first */
	const ratio *change;        /* by how much: below 0 where it falls */
};

struct tornado_weight {
	size_t node;
	const ratio *now, *low_t, *high_t; /* shares among its siblings */
	bool most;                         /* high_t would exceed 1 */
	struct tornado_outcome low, high;
};

struct tornado_policy {
	size_t policy;       /* of the method */
	size_t alternative;  /* or NONE: */
	const ratio *number; /* of a policy that is a number, else NULL */
	bool scored;         /* false: the figures at hand do not suffice, or exclude it */
	struct tornado_outcome outcome;
};

struct tornado_left_out {
	size_t weight; /* carrier of the model */
	struct tornado_outcome outcome;
};

struct tornado {
	const ratio *reach;
	const size_t *ranks;                  /* [unit]: now */
	const struct tornado_weight *weights; /* movable nodes, in the order of the model */
	size_t n_weights;
	const struct tornado_policy *policies; /* empty for a plain table */
	size_t n_policies;
	const struct tornado_left_out *left_out;
	size_t n_left_out;
};

/* NULL where the watch says stop. */
const struct tornado *tornado_run(const struct firmness_request *request);

#endif
