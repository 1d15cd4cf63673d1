/* ratio.h - exact numbers.
 *
 * Every official figure is a rational number, read from text and never through
 * a double. A ratio is immutable: operations return a new one in the arena.
 * Cost: one GMP operation and one small allocation each.
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

/* numerator / denominator; denominator > 0. */
const ratio *ratio_of(struct arena *a, long numerator, long denominator);

/* Reads "12", "-3", "12.50", "1/8" (no blanks, no exponent, no leading '+' or '.').
 * Returns NULL when the text is anything else, longer than RATIO_TEXT_MAX, or n/0. */
const ratio *ratio_read(struct arena *a, const char *text);

const ratio *ratio_add(struct arena *a, const ratio *x, const ratio *y);
const ratio *ratio_sub(struct arena *a, const ratio *x, const ratio *y);
const ratio *ratio_mul(struct arena *a, const ratio *x, const ratio *y);
/* y != 0; dividing by zero is a caller's bug and asserts. */
const ratio *ratio_div(struct arena *a, const ratio *x, const ratio *y);

/* The smaller or larger of the two given, not a copy. */
const ratio *ratio_min(const ratio *x, const ratio *y);
const ratio *ratio_max(const ratio *x, const ratio *y);

/* -1, 0, 1 as x is below, equal to, above y. */
int ratio_cmp(const ratio *x, const ratio *y);
/* -1, 0, 1. */
int ratio_sign(const ratio *x);
bool ratio_is_whole(const ratio *x);

/* The nearest multiple of 10^-decimals; decimals 0 .. 18. */
const ratio *ratio_round(struct arena *a, const ratio *x, unsigned decimals, enum rounding how);

/* "93.25": rounded, with exactly that many decimals; "0.00", never "-0.00". */
const char *ratio_fixed(struct arena *a, const ratio *x, unsigned decimals, enum rounding how);

/* "373/4", "12", "-1/3": exact, lowest terms. */
const char *ratio_exact(struct arena *a, const ratio *x);

/* For people: the exact decimal ("93.25", "100") where at most 4 decimals say it all,
 * else the fraction ("275/3"). Always exact. */
const char *ratio_plain(struct arena *a, const ratio *x);

#endif
