/* range.h - numbers known up to a radius: the true value lies within middle +- radius.
 *
 * For the files of engine/ that compute with GMP themselves; all others use ratio.h.
 * Rigour:    every operation widens the radius by all that it cannot know, so that the true
 *            result lies within the result's range if the true operands lie within theirs.
 * Unbounded: a radius of 2^RANGE_UNBOUNDED_BITS or more says that nothing is known; such
 *            a number makes every result unbounded. The middle is then 0 and means nothing.
 * Ownership: as with GMP, range_start() and range_end() around every use; results may be
 *            operands.
 */
#ifndef KAOHE_RANGE_H
#define KAOHE_RANGE_H

#include "engine/ratio.h"
#include <gmp.h>

struct range {
	mpq_t middle, radius; /* radius >= 0; 0 for an exact number */
};

/* Numbers that are not exact are below 2^4096 (a number of 1234 digits); beyond it, unbounded. */
#define RANGE_UNBOUNDED_BITS 4096

void range_start(struct range *r);
void range_end(struct range *r);

typedef void range_operation(struct range *out, const struct range *x, const struct range *y);
void range_add(struct range *out, const struct range *x, const struct range *y);
void range_sub(struct range *out, const struct range *x, const struct range *y);
void range_mul(struct range *out, const struct range *x, const struct range *y);
/* Unbounded where y's range holds 0. */
void range_div(struct range *out, const struct range *x, const struct range *y);
void range_min(struct range *out, const struct range *x, const struct range *y);
void range_max(struct range *out, const struct range *x, const struct range *y);

/* The ends of a range; `end` is initialised. */
void range_low(mpq_t end, const struct range *r);
void range_high(mpq_t end, const struct range *r);
/* The range from low to high; low <= high. */
void range_between(struct range *out, mpq_srcptr low, mpq_srcptr high);

/* Between exact ratios and GMP's numbers, each by way of a range: `out` is initialised, x exact. */
void range_rational(mpq_t out, const ratio *x);
const ratio *range_exact(struct arena *a, mpq_srcptr x);

void range_forget(struct range *r); /* makes it unbounded */
bool range_unbounded(const struct range *r);
bool range_equal(const struct range *x, const struct range *y);
/* Is there a number that both hold? */
bool range_touch(const struct range *x, const struct range *y);

/* Keeps middle and radius short, outward: a long middle becomes a binary fraction of some 320
 * bits and what it lost goes to the radius, which keeps 32 bits. Exact ones stay as they are. */
void range_settle(struct range *r);

/* ---- in ratio.c, which alone knows how a ratio is stored ---- */

/* Sets a range that was started. */
void range_of(struct range *r, const ratio *x);
/* Settles the range and makes a ratio of it, an exact one where the radius is 0. */
const ratio *range_ratio(struct arena *a, struct range *r);

#endif
