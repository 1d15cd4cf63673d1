/* project_search.h - the best that k projects can do for one unit, put together from its leaves.
 *
 * Part of projects.h, which says when this is the answer.
 */
#ifndef KAOHE_PROJECT_SEARCH_H
#define KAOHE_PROJECT_SEARCH_H

#include "vary/projects.h"

/* Projects added, and the most points that gives; or struck off, and the fewest. */
enum project_way { PROJECTS_ADDED, PROJECTS_STRUCK };

/* Do counts, and not a department, decide the unit's mark of this leaf? */
bool project_leaf_counts(const struct sheet *s, size_t unit, size_t item);
/* Of a leaf with counts: how many projects of the type can be added or struck off, at most `most`.
 * 0 where it is not counted in whole numbers. */
size_t project_room(struct arena *a, const struct sheet *s, size_t unit, size_t item, size_t type,
                    enum project_way way, size_t most);

/* Does each mark hang on the unit's own counts alone, and do points only rise when those of an item
 * do? Else project_search() is not to be asked. */
bool project_separable(const struct sheet *s, size_t unit);

struct project_table;

/* At most `most` projects. Cost: for each leaf the ways to share k projects among its types, k up
 * to where they do no more; most^2 for each item above it. */
const struct project_table *project_search(struct arena *a, const struct sheet *s, size_t unit,
                                           enum project_way way, size_t most);

/* False where a mark went the other way than a few projects more should make it: no answer. */
bool project_sound(const struct project_table *t);
/* The unit's score with at most k <= most projects, and with as many as anybody likes. */
const ratio *project_best(const struct project_table *t, size_t k);
const ratio *project_limit(const struct project_table *t);
/* Which ones: [item * n_types + type]. */
const size_t *project_choice(struct arena *a, const struct project_table *t, size_t k);

#endif
