/* sampled.h - numbers that were simulated or estimated, as texts: rounded half up for reading, the
 * same on every machine and in every locale.
 *
 * Internal to reports/. Exact numbers go by page_points() and its kin, never through here.
 */
#ifndef KAOHE_SAMPLED_H
#define KAOHE_SAMPLED_H

#include "engine/arena.h"
#include <stddef.h>
#include <stdint.h>

/* "12.35", "-0.04", "0.00" (never "-0.00"): half away from zero, of the double as it is. decimals
 * 0 .. 15; |x| * 10^decimals below 2^53, else it asserts. */
const char *sampled_fixed(struct arena *a, double x, unsigned decimals);

/* "97.3%" of 0.973. What is not quite all is never shown as all, nor something as nothing:
 * ">99.9%", "<0.1%" for shares that rounding would take to the end. */
const char *sampled_percent(struct arena *a, double share, unsigned decimals);

/* For programs: without exponent, rounded to 15 digits that matter or to 15 decimals, whichever are
 * fewer, zeros at the end left out: "0.97", "12.3456789012346". |x| below 10^15, else it
 * asserts. */
const char *sampled_digits(struct arena *a, double x);

/* The same into a text of one's own; returns its length. */
enum { SAMPLED_DIGITS = 40 };
size_t sampled_write(char text[SAMPLED_DIGITS], double x);

/* "1,000,000" */
const char *sampled_count(struct arena *a, uint64_t n);

/* A standard error with two digits that matter: "0.012", "1.5", "0" for 0. */
const char *sampled_error(struct arena *a, double error);

#endif
