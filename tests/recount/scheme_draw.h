/* scheme_draw.h - what the files that draw a scheme share. */
#ifndef KAOHE_RECOUNT_SCHEME_DRAW_H
#define KAOHE_RECOUNT_SCHEME_DRAW_H

#include "tests/recount/scheme.h"

/* What is measured and what a gap means, shares of types, weights of bodies of scorers: before the
 * figures, which go by them. */
void scheme_draw_reading(struct chance *c, struct node *n);
/* All other parameters of leaf i; after the figures. */
void scheme_draw_parameters(const struct scheme *s, struct chance *c, int i, struct node *n);
/* A number that the measure of leaf i may have. */
struct fraction scheme_likely(const struct scheme *s, struct chance *c, int i);

static inline struct fraction whole(long n)
{
	return fraction_of(n, 1);
}

/* low .. high */
static inline long between(struct chance *c, long low, long high)
{
	return low + chance_below(c, high - low + 1);
}

#endif
