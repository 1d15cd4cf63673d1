/* workbook_guard.h - how doubles still give the official last digit, and when they cannot.
 *
 * A spreadsheet adds doubles, so that a total lies beside the exact one, and an exact half-cent may
 * come out below itself. Two numbers mend that:
 *   e   what the total can be off by. With K operations on the way to any part, and M the sum of
 * the sizes of all parts, e = M K 2^-53. error_bound is e for M = 2 P, P the full points; a unit
 *       whose parts are more has its own, in proportion.
 *   D   a common denominator of the exact total: that of its marks in lowest terms (their least
 *       common multiple) times the sums of weights. What is no tie is at least 1 / (2 10^d D) from
 *       one, d the decimals published.
 * The formula is ROUND(total + 2 e, d), away from zero: a tie is lifted over itself (by e at
 * least), and what is below a tie by 8 e or more stays below (by 5 e). A total within 8 e of a tie
 * is sure to be that tie where D <= 1 / (16 10^d e); where D is longer, or not known, the workbook
 * says that it cannot tell and gives neither score nor rank, rather than a guess. Two totals (ranks
 * on exact scores) are compared in the same way: equal within 2 (e1 + e2), and the same in truth
 * where D1 and D2 are short enough for that.
 */
#ifndef KAOHE_WORKBOOK_GUARD_H
#define KAOHE_WORKBOOK_GUARD_H

#include "reports/workbook_cells.h"

/* error_bound, and the power of ten that makes all weights and points whole (0: more than 6
 * decimals). */
const ratio *guard_error(const struct book *b);
const ratio *guard_scale(const struct book *b);

/* The denominator in lowest terms; 0 where it is not known or beyond 9e15. */
const ratio *guard_denominator(const struct book *b, const ratio *x);

/* One unit by our own account. */
struct guarded {
	const ratio *size, *error, *common;
	bool sure;      /* the last digit can be told; false too without a score */
	bool rank_sure; /* who is equal to it can be told, where ranks go by exact scores */
};
/* Of all units, into the plan of cells. */
void guard_units(struct book *b);

/* The same as formulas, in the row of the unit. */
const char *guard_size_formula(const struct book *b, size_t unit);
const char *guard_error_formula(const struct book *b, size_t unit);
const char *guard_common_formula(const struct book *b, size_t unit);
const char *guard_sure_formula(const struct book *b, size_t unit);
const char *guard_published_formula(const struct book *b, size_t unit);

#endif
