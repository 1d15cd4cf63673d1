/* page_states.h - the case scored under every combination of its policies, for the page to switch.
 *
 * Policies with alternatives are the axes; the last one changes fastest. Readings of the rules come
 * before other policies where there are too many combinations for all; those left out, and numbers,
 * stay as they are. Combinations share most of what they say, so that each column of marks (one
 * leaf, all units), of texts, and each list of columns is written once and named by its number.
 * Internal to reports/.
 */
#ifndef KAOHE_PAGE_STATES_H
#define KAOHE_PAGE_STATES_H

#include "reports/pool.h"
#include "reports/record.h"

/* Combinations, and combinations times units times leaves. */
#define PAGE_STATES_MOST 288
#define PAGE_CELLS_MOST  400000
/* Bytes of formulas; beyond that only those of the combination in force are added. */
#define PAGE_TEXTS_MOST 400000

/* Columns, and rows of them. */
struct page_grid {
	struct pool columns, rows;
};

struct page_states {
	struct record *record;
	const size_t *units; /* of the method: those that the page is about */
	size_t n_units;
	bool ranked; /* false: ranks are nobody's business */
	/* Policies of the method. */
	const size_t *axes;
	size_t n_axes;
	size_t n, official; /* combinations; the one in force */
	bool exact;         /* every mark and score is, and points come together by sums, products
	                       and minima alone */
	struct pool fractions, texts, published, rules;
	bool texts_left; /* formulas were left out */
	struct page_grid marks;
	/* Points of every item by the engine: written only where the page cannot work them out. */
	struct pool points_texts;
	struct page_grid points;
	json_t *states;
};

/* Scores them all. */
struct page_states page_states_of(struct record *j, const size_t *units, size_t n_units,
                                  bool ranked);
/* Puts "axes", "official", "states" and the pools that they refer to. */
void page_states_put(struct page_states *s, json_t *object);

#endif
