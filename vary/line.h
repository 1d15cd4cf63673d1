/* line.h - the scores of units while one weight moves and its like keep their proportions.
 *
 * The functions of stability.h, unit by unit, and where two of them are equal.
 */
#ifndef KAOHE_LINE_H
#define KAOHE_LINE_H

#include "vary/model.h"

/* s(t) = min(constant + (top + top_t t) / (bottom + bottom_t t), most) */
struct line {
	const ratio *constant, *top, *top_t, *bottom, *bottom_t;
	const ratio *most; /* NULL: no limit */
	bool straight;     /* constant 0, bottom 1, bottom_t 0 */
};

/* Can a model's scores be written so? */
bool line_possible(const struct model *m);

/* What the children of one node have together, worked out once for all of them. */
struct line_family;
const struct line_family *line_family_of(struct arena *a, const struct model *m, size_t parent);

/* Of each unit, as the share of one movable child moves. Cost: O(units). */
const struct line *line_of_node(struct arena *a, const struct line_family *f, size_t node);

/* Exact, 0 < t < 1 rational. */
const ratio *line_at(struct arena *a, const struct line *l, const ratio *t);

/* All t in 0 < t < 1 where x and y can change sides, ascending, each once. At most LINE_ROOTS. Not
 * exact where irrational. They may touch and not cross: look between them. */
#define LINE_ROOTS 6
size_t line_meetings(struct arena *a, const struct line *x, const struct line *y,
                     const ratio *roots[LINE_ROOTS]);

/* The sign of x - y between two meetings, or between one and 0 or 1: at a rational t between. */
int line_side(struct arena *a, const struct line *x, const struct line *y, const ratio *low,
              const ratio *high);

#endif
