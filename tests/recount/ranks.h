/* ranks.h - ranks and grades worked out a second time, from rules/FORMAT.md and engine/rank.h. */
#ifndef KAOHE_RECOUNT_RANKS_H
#define KAOHE_RECOUNT_RANKS_H

#include "tests/recount/trees.h"

/* Fills apart, rank, grade and earned of all units. */
void ranks_give(struct recounting *r, struct account *units);

/* Everything of a scheme; r->refused says why there is nothing, where that is so. */
void ranks_recount(struct recounting *r, struct account *units);
bool ranks_refused(const struct recounting *r);

#endif
