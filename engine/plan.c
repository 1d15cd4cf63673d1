#include "engine/plan.h"

#include <string.h>

const char *const plan_kinds[PLAN_KINDS + 1] = {"level", "flow", "rate", "average", NULL};
const char *const plan_comparators[PLAN_COMPARATORS + 1] = {
        "reach", "at_least", "above", "about", "between", "relative", "qualitative", NULL};
const char *const plan_withhelds[PLAN_WITHHELDS + 1] = {"given", "placeholder", "tentative",
                                                        "blank", NULL};
const char *const plan_judges[PLAN_JUDGES + 1] = {"way", "attainment", "pace", NULL};

size_t plan_indicator(const struct plan *p, const char *id)
{
	return named_find(p->indicators, p->n_indicators, sizeof *p->indicators, id);
}

size_t plan_list(const struct plan *p, const char *id)
{
	return named_find(p->lists, p->n_lists, sizeof *p->lists, id);
}

size_t plan_stage(const struct plan_list *l, const char *id)
{
	return named_find(l->stages, l->n_stages, sizeof *l->stages, id);
}

size_t plan_tier(const struct plan_list *l, const char *id)
{
	return named_find(l->tiers, l->n_tiers, sizeof *l->tiers, id);
}

bool plan_alone(const struct method *m)
{
	return m->plan && m->n_items == 1;
}
