/* laws.h - what must hold of every scheme, without working out its marks. */
#ifndef KAOHE_RECOUNT_LAWS_H
#define KAOHE_RECOUNT_LAWS_H

#include "tests/recount/confront.h"

struct law {
	const char *name;
	/* True when it holds for the scheme of that number. */
	bool (*holds)(struct arena *a, uint64_t number);
};

extern const struct law laws[]; /* ends with name == NULL */

#endif
