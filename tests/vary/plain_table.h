/* plain_table.h - what tests of plain tables share: a table as a model, and random numbers. */
#ifndef KAOHE_TESTS_VARY_PLAIN_TABLE_H
#define KAOHE_TESTS_VARY_PLAIN_TABLE_H

#include "tests/fixture.h"
#include "tests/random.h"

#include "vary/model.h"

/* values[unit * items + item]; weights NULL: equal ones. */
static inline const struct model *table(struct arena *a, size_t units, size_t items,
                                        const ratio *const *values, const ratio *const *weights)
{
	struct method *m = ARENA_NEW(a, struct method);
	struct unit *u = ARENA_NEWS(a, struct unit, units);
	struct item *i = ARENA_NEWS(a, struct item, items + 1);
	size_t *children = ARENA_NEWS(a, size_t, items);
	struct scoring *use = ARENA_NEW(a, struct scoring);
	for (size_t k = 0; k < units; k++)
		u[k] = (struct unit){.named = fixture_name("u", "u", "u"), .assessed = true};
	for (size_t k = 0; k < items; k++) {
		children[k] = k + 1;
		i[k + 1] = (struct item){.named = fixture_name("i", "i", "i"),
		                         .weight = weights ? weights[k] : ratio_of(a, 1, 1),
		                         .scoring = use};
	}
	i[0] = (struct item){.named = fixture_name("t", "t", "t"),
	                     .parent = NONE,
	                     .children = children,
	                     .n_children = items,
	                     .combination = combine_find("weighted"),
	                     .normalise = true,
	                     .points = ratio_of(a, 100, 1)};
	for (size_t k = 0; k < PARAMS_MAX; k++)
		i[0].params[k].policy = NONE;
	*m = (struct method){
	        .arena = a, .units = u, .n_units = units, .items = i, .n_items = items + 1};
	return model_of_table(a, m, values);
}

#endif
