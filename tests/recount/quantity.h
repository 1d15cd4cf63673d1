/* quantity.h - numbers of the recount: a fraction, or where a root or logarithm comes in a long
 * double, which is good for some 15 digits. Nothing shared with engine/range.c and irrational.c.
 */
#ifndef KAOHE_RECOUNT_QUANTITY_H
#define KAOHE_RECOUNT_QUANTITY_H

#include "tests/recount/fraction.h"

struct quantity {
	bool exact;
	struct fraction f;
	long double v; /* of an exact one, too */
};

struct quantity quantity_of(struct fraction f);
struct quantity quantity_whole(long n);
struct quantity quantity_near(long double v); /* not exact */

struct quantity quantity_add(struct quantity x, struct quantity y);
struct quantity quantity_sub(struct quantity x, struct quantity y);
struct quantity quantity_mul(struct quantity x, struct quantity y);
struct quantity quantity_div(struct quantity x, struct quantity y); /* y != 0 */

/* -1, 0, 1. Where it is too close to tell, *doubtful becomes true. */
int quantity_cmp(struct quantity x, struct quantity y, bool *doubtful);

/* Exact where the result is rational. x > 0, for the root x >= 0. base 0: natural. */
struct quantity quantity_log(struct fraction x, int base);
struct quantity quantity_root(struct quantity x);
/* The geometric mean of n numbers above 0, each as often as `times` says. Exact where that is easy
 * to see. */
struct quantity quantity_geometric(const struct quantity *x, const long *times, int n);

/* Rounded as the rules say (HALF_UP … of scheme.h). */
struct fraction quantity_round(struct quantity x, int decimals, int how, bool *doubtful);

#endif
