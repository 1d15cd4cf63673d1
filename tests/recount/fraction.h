/* fraction.h - fractions for the recount: 128-bit integers, nothing shared with engine/ratio.c.
 *
 * Always in lowest terms, denominator > 0. A result that does not fit ends the program: the
 * random cases are made so small that none does.
 */
#ifndef KAOHE_RECOUNT_FRACTION_H
#define KAOHE_RECOUNT_FRACTION_H

#include <stdbool.h>
#include <stddef.h>

__extension__ typedef __int128 wide;

struct fraction {
	wide n, d;
};

struct fraction fraction_of(long n, long d);
struct fraction fraction_add(struct fraction x, struct fraction y);
struct fraction fraction_sub(struct fraction x, struct fraction y);
struct fraction fraction_mul(struct fraction x, struct fraction y);
struct fraction fraction_div(struct fraction x, struct fraction y); /* y > 0 */
struct fraction fraction_min(struct fraction x, struct fraction y);
int fraction_cmp(struct fraction x, struct fraction y); /* -1, 0, 1 */

/* The nearest hundredth of x >= 0; a half goes up, or down when `half_down`. */
struct fraction fraction_hundredths(struct fraction x, bool half_down);

#define FRACTION_TEXT 96
/* "373/4", "12". Returns text. */
char *fraction_text(struct fraction x, char text[FRACTION_TEXT]);

#endif
