/* shape.h - what a method has that its reports must show.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_SHAPE_H
#define KAOHE_SHAPE_H

#include "engine/sheet.h"

/* Whether a leaf under the item, or the item itself, is scored by this. */
bool shape_has(const struct method *m, size_t item, enum leaf_input input);
/* Whether an item's own children are. */
bool shape_has_child(const struct method *m, size_t item, enum leaf_input input);
/* How many leaves are. */
size_t shape_count(const struct method *m, enum leaf_input input);

/* Groups of units: a column where all are ranked together, a table for each where they are not. */
bool shape_shows_group(const struct method *m);

/* The marks of a leaf move when another unit's figures do, under the parameters in force. */
bool shape_depends(const struct method *m, size_t leaf);

/* A leaf of no points, which only serves a consequence. */
bool shape_is_worthless(const struct item *i);

/* Out of 100 by itself, so that its points are its mark: a child of a combination of marks. */
bool shape_is_mark(const struct method *m, size_t item);

/* What a leaf that is scored by values is compared by. */
struct value_shape {
	bool measure; /* something else than the value itself: growth, a logarithm */
	bool target;  /* there is something that it is compared with */
	size_t base;  /* period of the value it is compared with, or NONE */
};
struct value_shape shape_of_value(const struct method *m, size_t item);

/* The parameter of a leaf's method by name; NULL where the method has none, or it is absent. */
const char *shape_param(const struct method *m, size_t item, const char *name);

/* Full points among siblings, percent, of a child that carries a weight; else NULL. */
const ratio *shape_share(struct arena *a, const struct method *m, size_t item);

/* Its full points where every sibling has a task: its own, but out of 100 below a combination of
 * marks. */
const ratio *shape_points(struct arena *a, const struct method *m, size_t item);

/* Why a leaf has nothing, or not all, to be scored by, though something was asked. */
enum gap {
	GAP_NONE,
	GAP_MISSING,  /* a value, a count or all judged points were not submitted */
	GAP_UNDEFINED /* growth from nothing, nothing to be compared with */
};
/* With GAP_MISSING and GAP_UNDEFINED parameter `missing` decided. */
enum gap shape_gap(const struct sheet *s, size_t unit, size_t item);

#endif
