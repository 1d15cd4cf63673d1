/* settings.h - the office's decisions and a reader's trials, on top of a rule file.
 *
 * Order of precedence: rule file < case < --set.
 */
#ifndef KAOHE_SETTINGS_H
#define KAOHE_SETTINGS_H

#include "engine/method.h"

/* policy.no_task=full, weight.commerce=25, points.reporting=3; the key by id, name or alias */
struct setting {
	const char *space; /* "policy", "weight" or "points" */
	const char *key;
	const char *value;
	enum origin origin; /* ORIGIN_CASE or ORIGIN_TRIAL */
	struct place place;
};

/* A copy of `m` with the settings applied in order; `m` is untouched.
 *
 * points.X rescales what lies under X in proportion; if a child of X is itself
 * set, its siblings keep their value and the sum is checked. With `rebalance`
 * the siblings not named are scaled so that the sum holds again.
 * Errors: setting_unknown, setting_value, setting_twice; case_policy, case_policy_value;
 *         rebalance_impossible (all of them usage, but those of a case, which are errors);
 *         weights_sum, points_sum (errors) after all of them.
 * Returns the copy even then; look at the list. */
const struct method *settings_apply(struct arena *a, const struct method *m,
                                    const struct setting *settings, size_t n, bool rebalance,
                                    struct diag_list *log);

#endif
