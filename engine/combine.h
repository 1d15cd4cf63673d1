/* combine.h - how an inner item shares its full points among its children, one row each.
 *
 * The points of an inner item are the sum of its children's, limited to its own full points
 * unless the rule file says limit = "none".
 */
#ifndef KAOHE_COMBINE_H
#define KAOHE_COMBINE_H

#include "engine/sheet.h"

/* One unit's points while they are being made. */
struct family {
	struct arena *arena;
	const struct method *method;
	struct points *points; /* one per item of the method */
	bool explain;
};

struct combination {
	const char *id;
	enum text_id name;
	const struct param_spec *params; /* ends with name == NULL */
	bool weighted;                   /* children carry weights, not points */
	/* Gives each child its max (and a mark where the lack of a task earns one). The parent's
	 * max and the children's states are known. */
	void (*share)(const struct family *f, size_t parent);
};

extern const struct combination *const combinations[]; /* ends with NULL */
const struct combination *combine_find(const char *id);

/* The points that a complete inner item would have if one child's went from before to after. */
const ratio *combine_change(const struct family *f, size_t parent, const ratio *before,
                            const ratio *after);

/* Points, state, excess and formula of an inner item, once its children have theirs. */
void combine_sum(const struct family *f, size_t parent);

#endif
