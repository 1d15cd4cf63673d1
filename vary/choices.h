/* choices.h - the uncertain choices behind a ranking, each made of uniform numbers. See sobol.h. */
#ifndef KAOHE_CHOICES_H
#define KAOHE_CHOICES_H

#include "vary/combinations.h"
#include "vary/firmness.h"

enum choice_kind {
	CHOICE_WEIGHT,      /* index: of the model's weights */
	CHOICE_GAP,         /* index: place of the greater weight, from 0; against the next one */
	CHOICE_ARRANGEMENT, /* index: first place of a level of equal weights */
	CHOICE_POLICY,      /* index: of readings.policies */
	CHOICE_FIGURES,     /* index: of the model's weights */
	CHOICE_KINDS
};

struct choice {
	enum choice_kind kind;
	size_t index;
	size_t from, n; /* its uniform numbers */
};

struct choices {
	const struct choice *all;
	size_t n;
	size_t n_numbers;
	enum weight_set_kind weights; /* WEIGHTS_SIMPLEX for an order of equal weights */
	struct combinations readings; /* of the policies that are choices; none: n_policies is 0 */
	const struct model *const *models; /* [combination]; at least one */
	const bool *rounded;               /* [combination]: ranks go by rounded scores */
	/* [combination]; NULL where figures are certain */
	const struct recognition *const *recognitions;
	/* Policies are left as they are: too many readings, or some that refuse the figures or rank
	 * other units. */
	bool too_many, refused;
	/* WEIGHTS_ORDER: */
	const size_t *places; /* [place]: weight, the greatest first, equal ones as in the model */
	const size_t *levels; /* [place]: first place of those equal to it */
};

/* Readings * units * weights at most. */
#define CHOICES_VALUES_MAX 4000000

const struct choices *choices_of(const struct firmness_request *request);

#endif
