/* ratio.h - exact numbers, and numbers known up to a radius.
 *
 * Every official figure is a rational number, read from text and never through
 * a double. A ratio is immutable: operations return a new one in the arena.
 * Only roots, logarithms and powers (irrational.h) can be inexact: such a number
 * is a middle with a radius, and its true value lies within middle +- radius. All
 * operations widen the radius so that this stays true. Where both operands are
 * exact, so is the result. What needs an answer (which is larger, how it rounds)
 * goes by the middle; ratio_tells() and ratio_round_certain() say whether that is
 * an answer or a guess.
 * Cost: one GMP operation and one small allocation each; for inexact ones, some ten.
 */
#ifndef KAOHE_RATIO_H
#define KAOHE_RATIO_H

#include "engine/arena.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct ratio ratio;

/* How the last published digit is decided. Row names are in ratio_roundings. */
enum rounding {
	ROUND_HALF_UP,   /* half away from zero (四舍五入) */
	ROUND_HALF_EVEN, /* half to the even digit (GB/T 8170-2008, 四舍六入五成双) */
	ROUND_DOWN,      /* towards zero (舍去) */
	ROUND_UP,        /* away from zero (进一) */
	ROUNDINGS
};
extern const char *const ratio_roundings[ROUNDINGS];

/* Longest number that is read, in bytes: longer ones are mistakes. */
#define RATIO_TEXT_MAX 40

/* Decimals that a number can be rounded to. */
#define RATIO_DECIMALS_MAX 30

/* numerator / denominator; denominator > 0. */
const ratio *ratio_of(struct arena *a, long numerator, long denominator);

/* Reads "12", "-3", "12.50", "1/8" (no blanks, no exponent, no leading '+' or '.').
 * Returns NULL when the text is anything else, longer than RATIO_TEXT_MAX, or n/0. */
const ratio *ratio_read(struct arena *a, const char *text);

/* The same number in another arena, which may outlive its own. */
const ratio *ratio_copy(struct arena *a, const ratio *x);

const ratio *ratio_add(struct arena *a, const ratio *x, const ratio *y);
const ratio *ratio_sub(struct arena *a, const ratio *x, const ratio *y);
const ratio *ratio_mul(struct arena *a, const ratio *x, const ratio *y);
/* y != 0; dividing by an exact zero is a caller's bug and asserts. An inexact y whose range
 * holds 0 gives an unbounded number, which nothing can be told of. */
const ratio *ratio_div(struct arena *a, const ratio *x, const ratio *y);

/* The smaller or larger of the two given, not a copy. Only where an inexact number can be either
 * side of the other is it a new one, in the arena of the inexact number (which one thread only may
 * use, see arena.h). */
const ratio *ratio_min(const ratio *x, const ratio *y);
const ratio *ratio_max(const ratio *x, const ratio *y);

/* -1, 0, 1 as x is below, equal to, above y; inexact ones by their middles: see ratio_tells(). */
int ratio_cmp(const ratio *x, const ratio *y);
/* -1, 0, 1; of an inexact one, that of its middle. */
int ratio_sign(const ratio *x);
/* false for inexact ones, of which nobody knows. */
bool ratio_is_whole(const ratio *x);

/* ---- numbers known up to a radius ---- */

/* middle +- error; error >= 0, and an error of 0 gives an exact number. Both may be inexact
 * themselves: the result holds all that they hold. A long middle is cut to some 320 bits and an
 * error to 32, outward. From 2^4096 on (middle or error) the number is unbounded. */
const ratio *ratio_inexact(struct arena *a, const ratio *middle, const ratio *error);

/* NULL for an exact number, else an upper bound of its distance from the true value (exact, > 0);
 * 2^4096 or more means unbounded: nothing is known. Lives as long as x. */
const ratio *ratio_error(const ratio *x);

static inline bool ratio_is_exact(const ratio *x)
{
	return !ratio_error(x);
}

/* Is ratio_cmp() sure? Not where one of them is inexact and their ranges touch; a number
 * and itself are equal for sure. */
bool ratio_tells(const ratio *x, const ratio *y);

/* ---- rounding and text ---- */

/* The nearest multiple of 10^-decimals; decimals 0 .. 30. Of an inexact number: exact where the
 * rounding is certain, else the middle's, with a radius that covers the others. */
const ratio *ratio_round(struct arena *a, const ratio *x, unsigned decimals, enum rounding how);

/* Does every number that x may be round to the same? Exact ones always; decimals 0 .. 30. */
bool ratio_round_certain(struct arena *a, const ratio *x, unsigned decimals, enum rounding how);

/* "93.25": rounded, with exactly that many decimals; "0.00", never "-0.00". Of an inexact number,
 * its middle: ask ratio_round_certain() first. */
const char *ratio_fixed(struct arena *a, const ratio *x, unsigned decimals, enum rounding how);

/* "373/4", "12", "-1/3": exact, lowest terms. An inexact number: "≈1.4142135623730950",
 * rounded half up to as many decimals as are certain, at most 30; "≈?" where none is. */
const char *ratio_exact(struct arena *a, const ratio *x);

/* For people: the exact decimal ("93.25", "100") where at most 4 decimals say it all,
 * else the fraction ("275/3"). Always exact. An inexact number: "≈ 1.414214", with at most
 * 6 decimals, all certain; "≈ ?" where none is. */
const char *ratio_plain(struct arena *a, const ratio *x);

#endif
