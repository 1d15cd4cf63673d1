/* model.h - the scores of a sheet, or of a plain table, as a function of the weights.
 *
 * What every analysis of firmness varies. A model has one weight for each *carrier*: a leaf item
 * inside the full points (a column of a plain table). Where an item's children carry no weights of
 * their own (product, minimum), the item itself is the carrier and what lies below stays as it is.
 * The weight of an inner item is the sum of those below it, so with weights w that sum to 1 an item
 * has P W / 1 points, P the full points of the whole, as `--set` would have it:
 *     leaf        v = mark / full mark
 *     mean        v = sum of W_c v_c / sum of W_c over the children (sum, weighted); where it
 *                 redistributes, over those that have a task alone
 *     geometric   v = product of v_c ^ (W_c / sum of W_c)
 *     limited     v = min(v, 1)
 *     score       P v(root) + what lies outside the 100 (bonus, deduction), which weights do not
 * move Units: the assessed ones that are ranked (of one group where the method ranks in groups), in
 * the order of the method; those listed apart are not compared. Scores are exact totals, not
 * rounded. A period that is combined of others is a model only where its parts are linear: the
 * values are then the weighted means of theirs. Ownership: a model lives in its arena; sheet and
 * method are borrowed. Threads: may be read by many at once; functions that take an arena need one
 * per thread.
 */
#ifndef KAOHE_MODEL_H
#define KAOHE_MODEL_H

#include "engine/sheet.h"

enum model_kind { MODEL_LEAF, MODEL_MEAN, MODEL_GEOMETRIC };

struct model_node {
	enum model_kind kind;
	size_t item;   /* of the method */
	size_t parent; /* index of a node, above this one; NONE for the root, which is nodes[0] */
	const size_t *children;
	size_t n_children;
	size_t carrier;     /* MODEL_LEAF: index of its weight */
	bool redistributes; /* the weight of children without a task goes to the others */
	bool limited;       /* its value is limited to 1 */
};

/* How far scores depend on weights in a way that is easily computed. Each includes those before. */
enum model_path {
	MODEL_LINEAR, /* score = sum of w_k x_k for weights that sum to 1 */
	MODEL_MASKED, /* the same once the weights are shared out anew for each class of units */
	MODEL_GENERAL /* limits that can bind, geometric means: node by node */
};

/* Units with the same items without a task. */
struct model_class {
	const bool *asked; /* [node] */
	size_t n_units;
	bool whole; /* nothing is shared out anew: its adjusted weights are the weights */
};

struct model {
	struct arena *arena;
	const struct method
	        *method; /* names; of a plain table it has units and items, nothing else */
	const struct sheet *sheet; /* NULL for a plain table */
	size_t group;              /* of the method, or NONE */
	size_t n_units;
	const size_t *units; /* [unit]: index in the method */
	size_t n_weights;
	const size_t *carriers; /* [weight]: index of its node */
	const ratio *const
	        *nominal; /* [weight]: share of the whole, 0 .. 1; they sum to 1 exactly */
	size_t n_nodes;
	const struct model_node *nodes; /* parents first */
	const ratio *full;              /* P: full points of the whole, e.g. 100 */
	const ratio *const
	        *values; /* [unit * n_weights + weight]: v, 1 for full marks; NULL: no task */
	const ratio *const
	        *idle; /* [node]: v where nothing is asked and the weight stays: 0 or 1 */
	const ratio *const *beside; /* [unit]: points outside the 100 */
	const ratio *const *scores; /* [unit]: at the nominal weights; equals the sheet's */
	const ratio *const
	        *published; /* [unit]: as the method rounds it; NULL array for a plain table */
	size_t n_classes;
	const struct model_class *classes;
	const size_t *class_of; /* [unit] */
	enum model_path path;
	bool exact; /* every value and score is; else nothing exact can be said (irrational steps)
	             */
};

/* The models of a sheet: one, or one for each group that has ranked units.
 * Errors: vary_combined (a combined period whose parts are not linear), vary_nothing (fewer than
 * two ranked units, or fewer than one weight above 0), vary_outside (bonus or deduction below an
 * item that is not added or weighed up to the root); NULL in `*n == 0` then. */
const struct model *const *model_of_sheet(struct arena *a, const struct sheet *s, size_t *n,
                                          struct diag_list *log);

/* Of a plain table: values[unit * n + item] in 0 .. 100, never NULL, higher is better. The items of
 * `m` below its root are the columns, their weights the nominal ones (any sum above 0). */
const struct model *model_of_table(struct arena *a, const struct method *m,
                                   const ratio *const *values);

/* Exact scores [unit] at weights w >= 0, which need not sum to 1 but not to 0. Where a mean has no
 * weight left among its children its value is 0. Inexact where a geometric mean makes it so. */
const ratio *const *model_scores(struct arena *a, const struct model *m, const ratio *const *w);

/* The linear form of one class: score = constant + sum of adjusted_k x_k. Exact, for MODEL_LINEAR
 * and MODEL_MASKED; adjusted weights sum to 1 less what goes to idle children (in `idle`). */
void model_adjust(struct arena *a, const struct model *m, size_t class, const ratio *const *w,
                  const ratio **adjusted, const ratio **idle);

/* ---- one weight moved, its like in proportion: as `--set weight.X=… --rebalance` does ---- */

/* The share of a node among its siblings at weights w, 0 .. 1. Not for the root. NULL where the
 * siblings have no weight at all. */
const ratio *model_share(struct arena *a, const struct model *m, size_t node,
                         const ratio *const *w);
/* Can it be moved? Not the root, nor an only child, nor where its siblings have no weight. */
bool model_movable(const struct model *m, size_t node);
/* Weights in which the node's share is t (0 <= t <= 1) and its siblings keep their proportions;
 * what is below each keeps its own. The parent's weight is unchanged. */
const ratio *const *model_moved(struct arena *a, const struct model *m, size_t node,
                                const ratio *t);
/* The same number as people know it: t times what the siblings sum to, percent for weights (15),
 * points for points (2 of 10), percent for a plain table. */
const ratio *model_as_set(struct arena *a, const struct model *m, size_t node, const ratio *t);

/* ---- names ---- */
const struct named *model_unit_name(const struct model *m, size_t unit);
const struct named *model_weight_name(const struct model *m, size_t weight);
const struct named *model_node_name(const struct model *m, size_t node);

/* ---- in double, for sampling ---- */

/* A model's numbers, row-major, rounded once to the nearest double. */
struct model_numbers {
	const double *nominal; /* [weight] */
	const double *values;  /* [unit * n_weights + weight], 0 where nothing is asked */
	const double *beside;  /* [unit] */
	const double *idle;    /* [node] */
	double full;
};
struct model_numbers model_numbers(struct arena *a, const struct model *m);

/* Scores [unit] at weights w (any sum above 0) and other values (NULL: the model's), node by node
 * in the order of the nodes; work: n_nodes * 2 doubles. Deterministic: no contraction, fixed order.
 * For every path. */
void model_scores_double(const struct model *m, const struct model_numbers *x, const double *w,
                         const double *values, double *scores, double *work);

/* Shares weights out anew for one class: adjusted[weight] such that the unit's score is
 * full * (idle + sum of adjusted * value) + beside. Linear and masked paths. work as above. */
void model_adjust_double(const struct model *m, const struct model_numbers *x, size_t class,
                         const double *w, double *adjusted, double *idle, double *work);

#endif
