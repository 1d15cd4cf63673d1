/* trees.h - how children come to the points of their parents, and parts of a period to the whole,
 * worked out a second time from rules/FORMAT.md, engine/combine.h and engine/parts.h.
 */
#ifndef KAOHE_RECOUNT_TREES_H
#define KAOHE_RECOUNT_TREES_H

#include "tests/recount/methods.h"

struct share {
	enum state state;
	struct quantity mark, points, max; /* mark: of leaves */
};

/* One unit. */
struct account {
	struct share node[MOST_NODES];
	bool complete;
	struct quantity score;
	struct fraction published;
	bool applies[MOST_EFFECTS];
	bool apart;
	int rank, grade, earned; /* rank 0, grade NOBODY: none */
};

/* Score, published score and consequences of one unit. r->span is changed. */
void trees_account(struct recounting *r, int unit, struct account *a);

#endif
