/* whatif.h - a scenario beside the base: every change of a score, split exactly by item and cause.
 *
 * By item: a leaf inside sums and weighted sums has the points it brings to the total (a deduction
 * with a minus); where children are multiplied or the weakest decides, the item that they make has
 * its points as a whole, since theirs do not add up; and an item that is not the sum of its
 * children, because a limit cuts it off or the lack of a task earned its points, has the difference
 * itself. These add up to the score, so that their changes add up to its change.
 * By cause: each setting is one, a rebalance belongs to the settings of weights and points that
 * made it necessary; attribution.h splits by causes what each item changes. Settings that cannot
 * stand alone are one cause: weights and points of one item's children without a rebalance, whose
 * sum would not hold; then all weights and points, and all figures of one unit's item (a new task
 * has no count yet); failing that, all settings.
 * All is exact before any rounding; of an irrational method it is as certain as ratio_error() says.
 * Ownership: everything lives in the arena given; what was asked is borrowed.
 */
#ifndef KAOHE_WHATIF_H
#define KAOHE_WHATIF_H

#include "engine/settings.h"
#include "engine/sheet.h"

/* What was asked. */
struct whatif_scenario {
	struct words title;             /* empty where it has none */
	const struct setting *settings; /* ORIGIN_TRIAL */
	size_t n_settings;
	bool rebalance;
	const char *file, *sha256; /* where it was read; NULL: the command line */
};

struct model;    /* vary/model.h */
struct projects; /* vary/projects.h */
struct swap;     /* vary/swap.h */

struct whatif_cause {
	const size_t *settings; /* indexes of the scenario's */
	size_t n;
};

/* What a part of the score hangs on: an item, or what it has besides its children. */
struct whatif_component {
	size_t item;
	bool itself; /* an inner item that is not the sum of its children: limits */
};

struct whatif_outcome {
	const struct whatif_scenario *scenario;
	const struct sheet *sheet; /* with the scenario's method and figures */
	const struct whatif_cause *causes;
	size_t n_causes;
	bool shapley; /* else in the order given: more causes than ATTRIBUTION_CAUSES */
	const struct whatif_component *components; /* those that change for somebody, in the order
	                                              of the method */
	size_t n_components;
	/* [(unit * n_components + component) * n_causes + cause], of the method's units; NULL where
	 * the unit has no score in the base, the scenario, or between them. */
	const ratio *const *shares;
};

/* What a report is made of: scenarios side by side, or else the smallest changes of the base. */
struct whatif {
	const struct whatif_outcome *const *outcomes;
	size_t n;
	/* Where there are no scenarios, else NULL and 0: */
	const struct projects *projects;
	const struct model *const
	        *models;                 /* one per ranking; none where weights cannot be varied */
	const struct swap *const *swaps; /* [model]; NULL where scores are not exact */
	size_t n_models;
};

/* Only whether its settings are sound, whatever the figures are like. Errors: those of
 * settings_apply() and trial_apply(). */
void whatif_check(struct arena *a, const struct method *m, const struct figures *f,
                  const struct whatif_scenario *scenario, struct diag_list *log);

/* One scenario. Errors: those of settings_apply(), trial_apply() and of scoring; NULL then. */
const struct whatif_outcome *whatif_run(struct arena *a, const struct sheet *base,
                                        const struct whatif_scenario *scenario,
                                        struct diag_list *log);

/* The parts of every score, [unit * n_items + item]: they add up to it. NULL where the unit has
 * none.
 */
const ratio *const *whatif_parts(struct arena *a, const struct sheet *s);
/* Is the part of this item what it has besides its children? */
bool whatif_is_itself(const struct method *m, size_t item);

/* Is the unit's change known and split? */
bool whatif_known(const struct whatif_outcome *o, size_t unit);
/* Of one unit whose change is known: what a component changes, what a cause does, and all. */
const ratio *whatif_by_component(struct arena *a, const struct whatif_outcome *o, size_t unit,
                                 size_t component);
const ratio *whatif_by_cause(struct arena *a, const struct whatif_outcome *o, size_t unit,
                             size_t cause);
const ratio *whatif_change(struct arena *a, const struct whatif_outcome *o, size_t unit);

#endif
