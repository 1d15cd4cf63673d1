/* attribution.h - a change split by its causes, so that the parts add up to it exactly.
 *
 * v(T) is a number once the causes in T have taken effect, T any of the n causes; v(all) - v(none)
 * is to be split. L. S. Shapley (1953), "A value for n-person games": the share of cause j is what
 * it adds, on average over all n! orders in which the causes could take effect,
 *     share_j = sum over T without j of |T|! (n - 1 - |T|)! / n! * (v(T + j) - v(T))
 * The shares add up to the change, a cause that never changes anything has 0, two that always do
 * the same have the same, and no order is preferred.
 * Ownership: everything lives in the arena given. Cost: 2^n valuations, each in an arena of its
 * own; beyond ATTRIBUTION_CAUSES causes n + 1: each cause is then what it adds after those before
 * it, in the order given.
 */
#ifndef KAOHE_ATTRIBUTION_H
#define KAOHE_ATTRIBUTION_H

#include "engine/arena.h"
#include "engine/ratio.h"
#include <stdbool.h>
#include <stddef.h>

#define ATTRIBUTION_CAUSES 10

/* What is split: as many numbers as there are, out[number], all at once. chosen[cause]: those that
 * have taken effect. A NULL number is not known. False: these causes cannot stand alone. */
typedef bool attribution_value(void *context, struct arena *a, const bool *chosen,
                               const ratio **out);

struct attribution {
	bool shapley; /* false: in the order given */
	/* [number * n_causes + cause]; all NULL for a number that is not known in some T */
	const ratio *const *shares;
};

/* False where a valuation was refused: some causes can only be taken together. Where there is one
 * cause it has the whole change. */
bool attribution_split(struct arena *a, size_t n_causes, size_t n_numbers, attribution_value *value,
                       void *context, struct attribution *out);

#endif
