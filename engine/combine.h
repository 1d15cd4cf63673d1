/* combine.h - how an inner item makes its points of its children's, one row each.
 *
 * With P the full points of the item, for the children that have a task:
 *     sum         sum p_i; each child has points of its own
 *     weighted    sum p_i; a child's full points are P w_i / W
 *     geometric   P * product (p_i / 100)^(w_i / W), every p_i out of 100; not exact: its error is
 *                 carried. A child of 0 makes it 0, one below 0 is refused.
 *     product     P * product (p_i / 100)
 *     minimum     P * min (p_i / 100): the weakest decides (木桶)
 * All are limited to P unless the rule file says limit = "none". What lies outside the 100
 * (bonus, deduction) is added to or taken from a sum after that, and may lead above P or below 0.
 * It counts also where nothing inside has a task, and does not grow or shrink with P; only where
 * the item is marked out of 100 is it converted like the points beside it.
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 6 (linear and
 * geometric aggregation); practice catalogue for bonus and deduction columns (D20).
 */
#ifndef KAOHE_COMBINE_H
#define KAOHE_COMBINE_H

#include "engine/sheet.h"

/* One unit's points while they are being made. */
struct family {
	struct arena *arena;
	const struct method *method;
	struct points *points; /* one per item of the method */
	size_t unit;
	bool explain;
	struct diag_list *log; /* or NULL */
};

/* What a child carries. */
enum share { SHARE_POINTS, SHARE_WEIGHT, SHARE_NOTHING };

struct combination {
	const char *id;
	enum text_id name;
	const struct param_spec *params; /* ends with name == NULL */
	enum share carries;
	bool marks; /* children are marked out of 100 each, and their points do not add up */
	/* Gives each child its max (and a mark where the lack of a task earns one). The parent's
	 * max and the children's states are known. */
	void (*share)(const struct family *f, size_t parent);
	/* What the children come to out of the parent's max, before any limit, with the points of
	 * child `changed` (NONE: of no one) being `to`. NULL: some child has none. */
	const ratio *(*total)(const struct family *f, size_t parent, size_t changed,
	                      const ratio *to);
	/* The same as a text, without its result. */
	void (*formula)(const struct family *f, size_t parent, struct buffer *out);
};

extern const struct combination *const combinations[]; /* ends with NULL */
const struct combination *combine_find(const char *id);

/* What the rule file says of an inner item under the policies in force: are its points limited to
 * its full points; does the weight of children without a task go to the others; and if not, do they
 * have full marks (else none)? */
bool combine_limits(const struct method *m, size_t item);
bool combine_redistributes(const struct method *m, size_t item);
bool combine_idle_full(const struct method *m, size_t item);

/* The points that a complete inner item would have if one child's were `to`. */
const ratio *combine_change(const struct family *f, size_t parent, size_t child, const ratio *to);

/* Points, state, excess and formula of an inner item, once its children have theirs.
 * Errors: geometric_negative, outside_negative. */
void combine_points(const struct family *f, size_t parent);

#endif
