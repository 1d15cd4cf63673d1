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
	const struct field *field;  /* where the mark depends on others, else NULL */
	const ratio *const *counts; /* [type], in place of the submitted ones; NULL: as submitted */
	bool explain;               /* fill formula, sources, policies */
};

struct scoring_method {
	const char *id;
	enum text_id name;
	const struct param_spec *params; /* ends with name == NULL */
	enum leaf_input input;           /* unless `measured`: then its parameter `of` decides */
	bool measured;          /* its parameters begin with MEASURE_SPECS (engine/measure.h) */
	bool depends_on_others; /* the mark moves when another unit's figures do: FIELD_SPECS */
	/* Where that hangs on a parameter: does it under the policies in force? NULL: always. */
	bool (*depends)(const struct method *m, const struct scoring *use);
	/* Fills state, mark and mark_full, for counts task, achieved, credited and types, and
	 * the explanation when asked for. Where a figure is absent that the policy refuses,
	 * state becomes POINTS_UNREPORTED, and `missing`, unless NULL, gets a finding. */
	void (*score)(const struct leaf *leaf, struct points *out, struct diag_list *missing);
	/* What its parameters must be to one another, beyond their own ranges; or NULL. Reports to
	 * `log` at the place of `use`. */
	void (*check)(const struct method *m, const struct scoring *use, struct diag_list *log);
	/* Of one that depends on others: the least and the most that the mark can be, whatever
	 * their figures are, as long as it is defined; false where nothing limits it. NULL: nothing
	 * does. */
	bool (*bounds)(const struct leaf *leaf, const ratio **low, const ratio **high);
	/* Completes a field with what its units share, so that it is worked out once; or NULL. */
	void (*prepare)(const struct leaf *leaf, struct field *field);
};

extern const struct scoring_method *const scoring_methods[]; /* ends with NULL */
const struct scoring_method *scoring_find(const char *id);
/* What a use of it reads, once its parameters are known. */
enum leaf_input scoring_input(const struct scoring *use);

/* Are values compared with targets of the table, for want of one in the rule file? */
bool scoring_wants_target(const struct scoring *use);

/* Does its mark move when another unit's figures do? */
bool scoring_depends(const struct method *m, const struct scoring *use);

/* Of a leaf that depends on others: see bounds. */
bool scoring_bounds(const struct leaf *leaf, const ratio **low, const ratio **high);
/* Such bounds so far apart that they hold x too; x NULL: there is none to hold. */
static inline void scoring_widen(const ratio **low, const ratio **high, const ratio *x)
{
	if (!x)
		return;
	*low = ratio_min(*low, x);
	*high = ratio_max(*high, x);
}

/* The rows; each in a file of its own name. */
extern const struct scoring_method scoring_completion, scoring_blend, scoring_value,
        scoring_proportional, scoring_threshold, scoring_steps, scoring_bands, scoring_goalposts,
        scoring_efficacy, scoring_time_progress, scoring_relative, scoring_rank, scoring_minmax,
        scoring_average, scoring_zscore, scoring_borda, scoring_judged, scoring_raters;

/* For the rows: a parameter of the leaf by its place in the method's specs. */
const char *scoring_word(const struct leaf *leaf, size_t param);
bool scoring_is(const struct leaf *leaf, size_t param, const char *word);
/* NULL where it is absent and has no fallback but "". */
const ratio *scoring_number(const struct leaf *leaf, size_t param);
/* The rows of a PARAM_ROWS; none where absent. */
const struct param_row *scoring_rows(const struct leaf *leaf, size_t param, size_t *n);

/* For the rows: notes the policy bound to a parameter as one that decided the mark, and an
 * input cell as used. Nothing happens unless the leaf is to be explained. */
void scoring_cite_param(const struct leaf *leaf, struct points *out, size_t param);
void scoring_cite_place(const struct leaf *leaf, struct points *out, struct place place);
void scoring_cite_policy(struct arena *a, struct points *out, size_t policy);

/* "275/3 ≈ 91.67" or "93.25": the right-hand side of a formula. */
const char *scoring_result(struct arena *a, const ratio *value);
/* The same with its sign: "= 93.25", or "≈ 54.598150" of a number that is not exact. */
const char *scoring_equals(struct arena *a, const ratio *value);
/* "93.25", "(-5)", "(1/3)": as it stands within a formula. */
const char *scoring_operand(struct arena *a, const ratio *value);

#endif
