/* scoring.h - the scoring methods of leaves, one row each.
 *
 * To add one: a function, a row in scoring_methods[], its section in
 * rules/FORMAT.md, its tests.
 */
#ifndef KAOHE_SCORING_H
#define KAOHE_SCORING_H

#include "engine/figures.h"
#include "engine/sheet.h"

/* What a scoring method reads: one unit on one leaf. */
struct leaf {
	struct arena *arena;
	const struct method *method;
	const struct figures *figures;
	size_t unit, item;
	const struct scoring *scoring;
	const ratio *const *counts; /* [type], in place of the submitted ones; NULL: as submitted */
	bool explain;               /* fill formula, sources, policies */
};

struct scoring_method {
	const char *id;
	enum text_id name;
	const struct param_spec *params; /* ends with name == NULL */
	bool by_counts;                  /* reads targets and counts; may have no task */
	/* Fills state, mark and mark_full, for counts task, achieved, credited and types, and
	 * the explanation when asked for. Where a figure is absent that the policy refuses,
	 * state becomes POINTS_UNREPORTED, and `missing`, unless NULL, gets a finding. */
	void (*score)(const struct leaf *leaf, struct points *out, struct diag_list *missing);
};

extern const struct scoring_method *const scoring_methods[]; /* ends with NULL */
const struct scoring_method *scoring_find(const char *id);

/* The rows; each in a file of its own name. */
extern const struct scoring_method scoring_completion, scoring_judged;

/* For the rows: a parameter of the leaf by its place in the method's specs. */
const char *scoring_word(const struct leaf *leaf, size_t param);
const ratio *scoring_number(const struct leaf *leaf, size_t param);

/* For the rows: true where the parameter `missing` says zero. A unit that is not assessed is
 * shown as unreported instead. */
bool scoring_missing_is_zero(const struct leaf *leaf, size_t param);

/* For the rows: notes the policy bound to a parameter as one that decided the mark, and an
 * input cell as used. Nothing happens unless the leaf is to be explained. */
void scoring_cite_param(const struct leaf *leaf, struct points *out, size_t param);
void scoring_cite_place(const struct leaf *leaf, struct points *out, struct place place);
void scoring_cite_policy(struct arena *a, struct points *out, size_t policy);

/* "275/3 ≈ 91.67" or "93.25": the right-hand side of a formula. */
const char *scoring_result(struct arena *a, const ratio *value);

#endif
