/* settings.h - the office's decisions and a reader's trials, on top of a rule file.
 *
 * Order of precedence: rule file < case < --set.
 */
#ifndef KAOHE_SETTINGS_H
#define KAOHE_SETTINGS_H

#include "engine/method.h"

/* policy.no_task=full, weight.commerce=25, points.reporting=3; the key by id, name or alias;
 * ledger.duplicate=share, which decides how ledgers are read.
 * Others change figures: engine/trial.h. */
struct setting {
	const char *space; /* "policy", "weight", "points" or "ledger"; or one of trial_spaces */
	const char *key;
	const char *value;
	enum origin origin; /* ORIGIN_CASE or ORIGIN_TRIAL */
	struct place place;
};

/* A setting of a trial as it is written, "policy.no_task=full", taken apart. Errors: setting_form;
 * false then. */
bool settings_read(struct arena *a, const char *text, struct place place, struct setting *out,
                   struct diag_list *log);

/* Does it decide how ledgers are read, so that it must be applied before they are? */
bool settings_reads_ledger(const struct setting *s);

/* A copy of `m` with the settings applied in order; `m` is untouched. Those that change figures are
 * left to trial_apply().
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
