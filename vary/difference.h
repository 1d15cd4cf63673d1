/* difference.h - two submissions side by side: which figures and rules differ, and what that does
 * to points and ranks.
 *
 * Units, items, types and policies of the two are the same where their ids are. Figures are those
 * of each one's assessed period, or of its parts where both are combined of as many. A unit's
 * change of score is split exactly by item, as in whatif.h. Where figures and rules both differ,
 * and the two have the same units, items, types and periods, each item's change is also split
 * between the two causes (attribution.h): its share is what each adds on average of doing it first
 * or last; NULL where one set of figures cannot be scored by the other's rules. Ownership:
 * everything lives in the arena given; the sheets are borrowed.
 */
#ifndef KAOHE_DIFFERENCE_H
#define KAOHE_DIFFERENCE_H

#include "engine/sheet.h"

enum difference_kind {
	DIFFERENCE_TARGET,
	DIFFERENCE_COUNT,
	DIFFERENCE_VALUE,
	DIFFERENCE_JUDGED,
	DIFFERENCE_MARK,   /* a department's own */
	DIFFERENCE_WEIGHT, /* of an item */
	DIFFERENCE_POINTS, /* full points of an item */
	DIFFERENCE_POLICY,
	DIFFERENCE_KINDS
};

/* One side of a figure. */
struct difference_side {
	const char *
	        text; /* "12", "-", "1.9, 1.8" of several scorers, "full" of a policy; "": absent */
	const ratio *value; /* where it is one number, else NULL */
	struct place place;
};

struct difference_figure {
	enum difference_kind kind;
	/* Of the second where it has them, else of the first; NULL where there is none. */
	const struct named *unit, *item, *type, *policy;
	const struct named *period; /* the part of a combined period that it is of; else NULL */
	struct difference_side before, after;
};

struct difference_unit {
	const struct named *named;
	size_t before, after; /* of the methods, or NONE */
	const ratio *change;  /* of the exact score; NULL where one of them is not known */
};

/* An item, or what it has besides its children (whatif.h). */
struct difference_component {
	const struct named *named;
	bool itself;
};

struct difference {
	const struct sheet *before, *after;
	bool same_rules; /* the rule files are the same to the byte */
	const struct difference_figure *figures;
	size_t n_figures;
	size_t counted[DIFFERENCE_KINDS];
	const struct difference_unit
	        *units; /* in the order of the second's ranks, then the others */
	size_t n_units;
	const struct difference_component *components;
	size_t n_components;
	const ratio *const *parts; /* [unit * n_components + component]: changes */
	const ratio *const
	        *by_figures; /* [unit]: of its change; NULL where there is no such split */
	const ratio *const *by_rules;
};

const struct difference *difference_run(struct arena *a, const struct sheet *before,
                                        const struct sheet *after);

#endif
