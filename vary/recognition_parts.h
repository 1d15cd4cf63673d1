/* recognition_parts.h - what recognition.c, recognition_make.c and recognition_marks.c share.
 *
 * A cell is one value of the model for one unit (of one part, where the period is combined): the
 * mark of a leaf, or of an item whose children carry no weights. It has axes: the counts of its
 * types and the scorers of its groups, each a whole number that is drawn. A table has its share of
 * the full mark for all of them, the last axis changing fastest.
 */
#ifndef KAOHE_RECOGNITION_PARTS_H
#define KAOHE_RECOGNITION_PARTS_H

#include "engine/score.h"
#include "vary/recognition.h"

#include <stdatomic.h>

struct recognition_axis {
	size_t n_limits;        /* levels 0 .. n_limits */
	const uint64_t *limits; /* chance.h */
	size_t item;            /* the leaf */
	size_t type;            /* of a count; NONE: scorers, one for each level */
	const struct judgement *const *scorers;
};

struct recognition_cell {
	size_t value;       /* unit * n_weights + weight */
	size_t unit, item;  /* of the method */
	size_t part;        /* of the sheet's parts; NONE: the sheet itself */
	const ratio *share; /* of the part in the value; NULL: 1 */
	size_t first, n_axes;
	const double *table; /* NULL: worked out for each draw */
	bool opens;          /* the first cell of its value, which begins with `fixed` */
	double fixed;        /* what certain parts come to */
};

struct recognition {
	const struct model *model;
	const struct recognition_rule *rules;
	size_t n_rules;
	enum recognition_path path;
	bool copies;        /* draws need figures of their own to change */
	const double *base; /* values as submitted */
	const struct recognition_axis *axes;
	const struct recognition_cell *cells;
	size_t n_axes, n_cells;
	double least, most;
	atomic_uint_least64_t *failed;
};

/* The sheet that a cell is of. */
static inline const struct sheet *recognition_sheet(const struct recognition *r,
                                                    const struct recognition_cell *c)
{
	const struct sheet *s = r->model->sheet;
	return c->part == NONE ? s : s->parts[c->part];
}

/* Figures whose counts and judged points can be changed without touching those of the case. */
struct figures *recognition_figures(struct arena *a, const struct figures *f);

/* The share of the full mark at these levels, [axis of the cell], times the share of the part.
 * `mine`: figures of recognition_figures(), left as they were found; may be NULL for leaves scored
 * by counts. NULL where there is no mark. Lives in `a`. */
const ratio *recognition_mark(struct arena *a, const struct recognition *r,
                              const struct recognition_cell *c, const size_t *levels,
                              struct figures *mine);

/* What a sheet says of it as it is; NULL where nothing is asked. */
const ratio *recognition_share(struct arena *a, const struct sheet *s, size_t unit, size_t item);

/* All values [value] with every axis at its level, scored anew as a whole; values that nothing is
 * asked of keep their base. False where the run is refused. */
bool recognition_score(struct arena *a, const struct recognition *r, const size_t *levels,
                       struct figures *mine, double *values);

#endif
