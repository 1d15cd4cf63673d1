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
/* x to the k-th/n-th; x > 0. Exact for k = n, and for n up to 4 where it can be seen. */
struct quantity quantity_power(struct quantity x, long k, long n);

/* Rounded as the rules say (enum rounding of scheme.h). */
struct fraction quantity_round(struct quantity x, int decimals, int how, bool *doubtful);

#endif
