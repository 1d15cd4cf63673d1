/* combinations.h - every reading of the rules: all combinations of what a document leaves open.
 *
 * A rule file marks the policies whose alternatives are readings of its document (reading = true).
 * A combination takes one alternative of each of them; policies that are not marked, or are a
 * number, stay as they are. They are numbered from 0, the last policy changing fastest.
 * Ownership: what is made lives in the arena given; method and figures are borrowed.
 */
#ifndef KAOHE_COMBINATIONS_H
#define KAOHE_COMBINATIONS_H

#include "vary/model.h"

/* More are not made. */
#define COMBINATIONS_MOST 4096

struct combinations {
	const struct method *method;
	size_t n_policies;
	const size_t
	        *policies;    /* of the method, in its order: those with two alternatives or more */
	const size_t *levels; /* [policy]: how many alternatives it has */
	const ratio *all;     /* how many combinations there are */
	size_t n;             /* the same; 0: more than COMBINATIONS_MOST */
	size_t official;      /* the one in force; n > 0 */
};

struct combinations combinations_of(struct arena *a, const struct method *m);

/* Which alternative the policy (an index of `policies`) has in a combination; and the combination
 * that differs from this one in that alone. */
size_t combinations_level(const struct combinations *c, size_t combination, size_t policy);
size_t combinations_with(const struct combinations *c, size_t combination, size_t policy,
                         size_t level);

/* The method under other alternatives, [policy of the method]; a number keeps its own. */
const struct method *combinations_method(struct arena *a, const struct method *m,
                                         const size_t *chosen);

/* All units scored under one combination by score_numbers(), whose errors these are; NULL then. */
const struct sheet *combinations_sheet(struct arena *a, const struct combinations *c,
                                       const struct figures *f, size_t combination,
                                       struct diag_list *log);

/* The model of that sheet for the units of `base`, in its order. NULL where it cannot be made, or
 * where other units are ranked, other weights are there, than in `base`. Errors: those of
 * combinations_sheet() and model_of_sheet(). */
const struct model *combinations_model(struct arena *a, const struct combinations *c,
                                       const struct figures *f, size_t combination,
                                       const struct model *base, struct diag_list *log);

#endif
