/* project_search.h - the best that projects of an effort k can do for one unit, put together from
 * its leaves. Each project is an effort of 1 unless its type has another.
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

/* Points of a leaf with counts (project_leaf_counts()) with so many projects of each type more, or
 * fewer; NULL where there is no mark then. */
const ratio *project_leaf_points(struct arena *a, const struct sheet *s, size_t unit, size_t item,
                                 enum project_way way, const size_t *projects);
/* The unit's score with other points of leaves: [item], NULL where they are as they were. */
const ratio *project_total(struct arena *a, const struct sheet *s, size_t unit,
                           const ratio *const *points);

/* Everybody's scores with a choice of projects, [item * n_types + type]. only: see score_run().
 * NULL where the figures are refused then. */
const struct sheet *projects_scored(struct arena *a, const struct sheet *s, size_t unit,
                                    enum project_way way, const size_t *choice, size_t only);

struct project_table;

/* Projects of an effort of at most `most`. efforts: [type], above 0; NULL: 1 each. Cost: for each
 * leaf the ways to share k among its types, k up to where they do no more; for each item above it
 * most times the steps of the leaf. */
const struct project_table *project_search(struct arena *a, const struct sheet *s, size_t unit,
                                           enum project_way way, const size_t *efforts,
                                           size_t most);

/* False where a mark went the other way than a few projects more should make it: no answer. */
bool project_sound(const struct project_table *t);
/* The unit's score with an effort of at most k <= most, and with as many as anybody likes. */
const ratio *project_best(const struct project_table *t, size_t k);
const ratio *project_limit(const struct project_table *t);
/* Which ones: [item * n_types + type]. */
const size_t *project_choice(struct arena *a, const struct project_table *t, size_t k);

#endif
