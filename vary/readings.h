/* readings.h - ranks and scores under every reading of the rules.
 *
 * All combinations of the policies that are readings (combinations.h) are scored exactly, each as
 * if it were in force: ranks are those of the sheet, on what that combination ranks on, and equal
 * ones share a rank as the method says. Units are those of the model: the ones ranked in force.
 * A combination under which the run is refused is kept by name, with the first reason; nothing is
 * said of it beside. A unit that a combination lists apart has no rank there.
 * Shares of variance (factorial.h) need the whole factorial: none where a combination was refused,
 * of ranks where the unit was listed apart, of scores where one is not exact.
 * Ownership: everything lives in the arena of the request; method, figures, sheet are borrowed.
 * Cost: one score_numbers() for each combination.
 */
#ifndef KAOHE_READINGS_H
#define KAOHE_READINGS_H

#include "vary/combinations.h"
#include "vary/factorial.h"
#include "vary/firmness.h"

/* Units times combinations, at most: each has a score. */
#define READINGS_SCORES_MOST 200000

enum readings_state {
	READINGS_DONE,
	READINGS_NONE,    /* no policy of the rule file has several readings */
	READINGS_TOO_MANY /* combinations, or scores: fewer policies should be marked as readings */
};

struct readings_refused {
	size_t combination;
	struct words why; /* the first finding, as it is printed */
};

struct readings_unit {
	const ratio *const *scores; /* [combination]; NULL where refused */
	const size_t *ranks;        /* [combination]; 0: refused, or listed apart there */
	size_t best, worst;         /* ranks; 0 where it has none at all */
	const size_t *times;        /* [rank - 1]: combinations in which it has that rank */
	size_t apart;               /* combinations in which it is listed apart */
	const ratio *low, *high;    /* of its scores */
	const struct factorial *of_score, *of_rank; /* NULL: see above */
};

struct readings {
	struct combinations all;
	enum readings_state state;
	const struct model *model;
	size_t made; /* combinations that were scored */
	const struct readings_refused *refused;
	size_t n_refused;
	size_t n_units;
	const struct readings_unit *units; /* [unit] of the model */
	size_t n_ranks;                    /* the worst rank that anybody has */
	/* [i * n_units + j]: combinations in which i ranks above j, strictly. Under all that were
	 * made where it is `made`. */
	const unsigned short *above;
	/* [policy of all.policies]: Shapley shares of the ranks' variances, summed over the units;
	 * they add up to 1. NULL: no rank has any, or see above. */
	const ratio *const *rank_shares;
};

/* NULL where the user wanted no more, or for a plain table. */
const struct readings *readings_run(const struct firmness_request *request);

/* The combination that differs from the official one in one policy alone. */
static inline size_t readings_one(const struct readings *r, size_t policy, size_t level)
{
	return combinations_with(&r->all, r->all.official, policy, level);
}

#endif
