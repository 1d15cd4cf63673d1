/* bars.h - drawings that a terminal can show, each one line for the cell of a table.
 *
 * Every drawing is exactly `width` columns wide, blanks included, so that those of one column of a
 * table stand on the same scale. A value stands in the cell that it falls into: cell k holds what
 * lies from k / width to (k + 1) / width of the scale, the last one its end as well. Nothing is
 * clamped: a value outside of the scale is a caller's bug and asserts.
 * Ownership: the texts live in the arena given. Widths: at most BARS_WIDTH_MAX, at least 1.
 */
#ifndef KAOHE_BARS_H
#define KAOHE_BARS_H

#include "engine/arena.h"
#include <stddef.h>

#define BARS_WIDTH_MAX 100

/* What a scale reaches from and to; to > from. */
struct bars_scale {
	double from, to;
};

/* "██████▌   ": a share 0 .. 1, drawn to an eighth of a column. */
const char *bars_share(struct arena *a, double share, size_t width);

/* "111122223333": several shares (each >= 0, together above 0) side by side, in proportion to their
 * sum, each in its own glyph (one column wide). Columns are given out by largest remainders, equal
 * ones to the earlier share. A share too small for a column of its own is not seen; one of 0 never
 * is. */
const char *bars_stacked(struct arena *a, const double *shares, const char *const *glyphs, size_t n,
                         size_t width);

/* The glyph of rank `rank` (from 1) in a stacked bar: 1 .. 9, a .. z, then "+". */
const char *bars_rank_glyph(size_t rank);

/* "    ├──●────┤   ": low <= mark <= high on the scale. A single cell shows the mark alone. */
const char *bars_interval(struct arena *a, struct bars_scale scale, double low, double mark,
                          double high, size_t width);

/* "  ├──━━━●━━──┤  ": an interval within another: low <= inner_low <= mark <= inner_high <= high.
 */
const char *bars_nested(struct arena *a, struct bars_scale scale, double low, double inner_low,
                        double mark, double inner_high, double high, size_t width);

/* "     ░░░│█████   ": what one change does to both sides of a base: from `low` to the base in ░,
 * from the base to `high` in █. low <= base <= high. */
const char *bars_swing(struct arena *a, struct bars_scale scale, double low, double base,
                       double high, size_t width);

/* "·····●····": one value on the scale. */
const char *bars_mark(struct arena *a, struct bars_scale scale, double mark, size_t width);

/* "0         50         100": what the ends and the middle of a scale are, for the head of the
 * column; texts may be Chinese. The middle may be "", and is left out where there is
 * no room for it; blanks where there is not even room for the ends. As the title of a column it
 * would be wrapped where every drawing below ends in blanks: give it a row of its own. */
const char *bars_axis(struct arena *a, const char *from, const char *middle, const char *to,
                      size_t width);

#endif
