/* plan.h - internal to rules/: reads `plan`, `indicators` and `lists`. */
#ifndef KAOHE_RULES_PLAN_H
#define KAOHE_RULES_PLAN_H

#include "engine/plan.h"
#include "rules/reader.h"

/* What a rule file holds: scored items, a plan, or both.
 *
 * `keys` receives a copy of the root's keys, in which those of scored items are not required where
 * there is only a plan. Errors: no_rules, plan_missing. */
const struct cfg_key *plan_keys(struct reader *r, const struct cfg *root,
                                const struct cfg_key *keys, size_t n);

/* Sets method->plan. After the clauses. */
void plan_read(struct reader *r, const struct cfg *root);

/* ---- plan_lists.c ---- */
void plan_read_lists(struct reader *r, const struct cfg *root, struct plan *p);

/* ---- plan_targets.c ---- */
/* Needs the indicator's kind and baseline. */
void plan_read_targets(struct reader *r, const struct cfg *group, const struct plan *p,
                       struct plan_indicator *i);

/* ---- plan.c: values ---- */

/* Every number of a plan: amounts may be large, and below 0. */
const ratio *plan_number(struct reader *r, const struct cfg *group, const char *key);
/* Errors: bad_span. False when absent too. */
bool plan_span(struct reader *r, const struct cfg *group, const char *key, struct date_span *out);
/* A list of texts. Errors: wrong_type. */
size_t plan_texts(struct reader *r, const struct cfg *group, const char *key,
                  const char *const **out);

#define PLAN_NAMED_KEYS                                                                            \
	{"id", KIND_TEXT, true}, {"name", KIND_TEXT, true}, {"name_en", KIND_TEXT, false},         \
	{                                                                                          \
		"aliases", KIND_LIST, false                                                        \
	}

#endif
