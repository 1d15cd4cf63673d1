/* causes.h - which settings of a scenario are one cause: see whatif.h. */
#ifndef KAOHE_CAUSES_H
#define KAOHE_CAUSES_H

#include "vary/whatif.h"

/* Coarser and coarser; the first whose causes can all stand alone is used. */
enum causes_grouping {
	CAUSES_SINGLE,  /* each setting; siblings' weights or points together unless rebalanced */
	CAUSES_RELATED, /* all weights and points together; all figures of a unit's item together */
	CAUSES_ALL,
	CAUSES_GROUPINGS
};

/* The causes in the order of their first settings. The settings are valid. */
const struct whatif_cause *causes_of(struct arena *a, const struct sheet *base,
                                     const struct whatif_scenario *scenario,
                                     enum causes_grouping grouping, size_t *n);

#endif
