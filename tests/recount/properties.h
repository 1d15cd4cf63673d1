/* properties.h - what must hold of every case, without working out its score. */
#ifndef KAOHE_RECOUNT_PROPERTIES_H
#define KAOHE_RECOUNT_PROPERTIES_H

#include "tests/recount/bench.h"

struct property {
	const char *name;
	/* True when it holds for the case of that number. */
	bool (*holds)(const struct rules_in_hand *r, struct arena *a, uint64_t number);
};

extern const struct property properties[]; /* ends with name == NULL */

#endif
