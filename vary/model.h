/* model.h - the scores of a sheet, or of a plain table, as a function of the weights.
 *
 * What every analysis of firmness varies. A model has one weight for each *carrier*: a leaf item
 * inside the full points (a column of a plain table). Where an item's children carry no weights of
 * their own (product, minimum), or only weights of 0, the item itself is the carrier and what lies
 * below stays as it is; an inner item that has no points is left out.
 * The weight W of an inner item is the sum of
 * those below it. At weights w the root has P points, the full points of the whole, and of a child
 * c of an item that has P_i points mean        P_c = P_i W_c / sum of W;  points = sum of the
 * children's (sum, weighted) geometric   P_c = 100;  points = P_i product of (points_c / 100) ^
 * (W_c / sum of W) leaf        points = P_c v,  v = mark / full mark limited     points =
 * min(points, P_i) as `--set weight.X` has it. The sums are over all children; where an item
 * redistributes, over those of which something is asked of the unit. What lies outside the 100
 * (bonus, deduction) is added in points that weights do not move. A child of which nothing is asked
 * and whose weight stays has the value that the rule file gives it, 0 or 1.
 *
 * Units: the assessed ones that are ranked (of one group where the method ranks in groups), in the
 * order of the method; those listed apart are not compared. Scores are exact totals, not rounded.
 * A period that is combined of others is a model only where its parts are linear and redistribute
 * nothing: its values are then the weighted means of theirs.
 *
 * Ownership: a model lives in its arena; sheet and method are borrowed.
 * Threads:   may be read by many at once; what takes an arena needs one for each thread.
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
	bool redistributes; /* the weight of children of which nothing is asked goes to the others
	                     */
	bool limited;       /* its points are limited to its full points */
};

/* How far scores depend on weights in a way that is easily computed. Each includes those before. */
enum model_path {
	MODEL_LINEAR,  /* score = full * sum of w_k v_k + beside, for weights that sum to 1 */
	MODEL_MASKED,  /* the same with the weights shared out anew for each class of units */
	MODEL_GENERAL, /* limits that can bind, geometric means: node by node */
	MODEL_PATHS
};

/* Units of which the same items are asked. */
struct model_class {
	const bool *asked; /* [node]; false: its weight goes to its siblings */
	size_t n_units;
	bool whole; /* all are asked: the weights stay as they are */
};

struct model {
	struct arena *arena;
	const struct method *method; /* names; of a plain table nothing but units and items */
	const struct sheet *sheet;   /* NULL for a plain table */
	size_t group;                /* of the method, or NONE */
	size_t n_units;
	const size_t *units; /* [unit]: index in the method */
	size_t n_weights;
	const size_t *carriers;      /* [weight]: index of its node */
	const ratio *const *nominal; /* [weight]: 0 .. 1; their sum is 1 exactly */
	size_t n_nodes;
	const struct model_node *nodes; /* parents first */
	const ratio *full;              /* P: full points of the whole, e.g. 100 */
	/* [unit * n_weights + weight]: v, 1 for full marks (above 1, below 0 where the method has
	 * it so); NULL: nothing is asked and the siblings share the weight. */
	const ratio *const *values;
	const ratio *const *beside; /* [unit]: points outside the 100 */
	/* [unit * n_nodes + node]: the same by the item that they are added to, where a limit above
	 * could cut them (MODEL_GENERAL); else NULL. */
	const ratio *const *beside_at;
	const ratio *const *scores;    /* [unit]: at the nominal weights; those of the sheet */
	const ratio *const *published; /* [unit]: rounded as the method orders; NULL: plain table */
	size_t n_classes;
	const struct model_class *classes;
	const size_t *class_of; /* [unit] */
	enum model_path path;
	bool exact; /* false: some score holds an irrational step, and nothing exact can be said */
};

/* The models of a sheet: one, or one for each group that has ranked units.
 * Errors: vary_nothing   fewer than two ranked units (of every group), or no weight above 0
 *         vary_combined  a combined period whose parts are not linear
 *         vary_outside   bonus or deduction below an item that is not added or weighed up to the
 * root
 * `*n` is 0 then. */
const struct model *const *model_of_sheet(struct arena *a, const struct sheet *s, size_t *n,
                                          struct diag_list *log);

/* Of a plain table: values[unit * n + column] in 0 .. 100, never NULL. The children of m's root are
 * the columns, their weights the nominal ones (any sum above 0). */
const struct model *model_of_table(struct arena *a, const struct method *m,
                                   const ratio *const *values);

/* Exact scores [unit] at weights w >= 0, whose sum must be above 0. A mean without any weight has 0
 * points. Not exact where a geometric mean makes it so. Cost: O(units * nodes). */
const ratio *const *model_scores(struct arena *a, const struct model *m, const ratio *const *w);

/* Shares weights out anew for one class: adjusted[weight], 0 for what is not asked, such that a
 * unit's score is full * sum of adjusted_k v_k + beside. They sum to 1, but for what lies below an
 * item without any weight. For MODEL_LINEAR and MODEL_MASKED. */
const ratio *const *model_adjust(struct arena *a, const struct model *m, size_t class,
                                 const ratio *const *w);

/* ---- one weight moved, its like in proportion: as `--set weight.X=… --rebalance` does ---- */

/* The share of a node among its siblings at weights w, 0 .. 1. Not for the root. NULL where the
 * siblings have no weight at all. */
const ratio *model_share(struct arena *a, const struct model *m, size_t node,
                         const ratio *const *w);
/* Can it be moved? Not the root, nor an only child, nor where its siblings have no weight. */
bool model_movable(const struct model *m, size_t node);
/* Weights in which the node's share is t, 0 .. 1, and its siblings keep their proportions; what is
 * below each keeps its own (equal parts below one that had no weight). The parent's weight stays.
 */
const ratio *const *model_moved(struct arena *a, const struct model *m, size_t node,
                                const ratio *t);
/* The same number as people know it: t times what the siblings sum to by the rule file, percent for
 * weights (15), points for points (2 of 10). */
const ratio *model_as_set(struct arena *a, const struct model *m, size_t node, const ratio *t);

/* ---- names ---- */
const struct named *model_unit_name(const struct model *m, size_t unit);
const struct named *model_weight_name(const struct model *m, size_t weight);
const struct named *model_node_name(const struct model *m, size_t node);

/* ---- in double, for sampling ---- */

/* A model's numbers, row-major, each the double nearest to it. */
struct model_numbers {
	const double *nominal;   /* [weight] */
	const double *values;    /* [unit * n_weights + weight], 0 where nothing is asked */
	const double *beside;    /* [unit] */
	const double *beside_at; /* [unit * n_nodes + node], or NULL */
	double full;
};
struct model_numbers model_numbers(struct arena *a, const struct model *m);

/* Doubles that the functions below need to work in. */
size_t model_work(const struct model *m);

/* Scores [unit] at weights w >= 0 (any sum above 0) and `values` in place of the model's own (NULL:
 * those), node by node. No contraction, a fixed order of operations: the same on any processor. For
 * every path. */
void model_scores_double(const struct model *m, const struct model_numbers *x, const double *w,
                         const double *values, double *scores, double *work);

/* model_adjust() in double. */
void model_adjust_double(const struct model *m, size_t class, const double *w, double *adjusted,
                         double *work);

#endif
