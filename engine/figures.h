/* figures.h - targets, counts, values, judged points and department marks of one case.
 *
 * Built by inputs/, read by the engine. Cells are addressed by index of the
 * method; unit, item and type each have one more index, ALL, for totals rows
 * (全市 / 合计 / 小计), which only targets and wide counts carry.
 * An item that is scored by values has no types: its targets stand under all_types().
 * Everything is held by period. A period that is combined of others has no figures of its own;
 * each part is scored through figures_at().
 * Ownership: everything lives in the arena given to figures_new().
 */
#ifndef KAOHE_FIGURES_H
#define KAOHE_FIGURES_H

#include "engine/arena.h"
#include "engine/diag.h"
#include "engine/method.h"
#include "engine/ratio.h"

/* Three kinds of nothing: no row at all, "-" (no task; of a value: it does not apply), and the
 * number 0. */
enum figure_state { FIGURE_ABSENT, FIGURE_NO_TASK, FIGURE_NUMBER };

struct figure {
	enum figure_state state;
	const ratio *value; /* FIGURE_NUMBER only */
	struct place place; /* where it was read; FIGURE_ABSENT with a place: refused */
};

struct ledger;

/* One scorer's points for one judged item. */
struct judgement {
	const ratio *points;         /* NULL: given, but refused */
	const char *scorer, *reason; /* "" when not given */
	const char *group;           /* of scorers, as written; "" when not given */
	struct place place;
	const struct judgement *next; /* in input order */
};

/* A department's own evaluation in place of the computed mark. */
struct department_mark {
	const ratio *mark; /* 0 .. 100; NULL: none, or refused where place.file is set */
	const char *reason;
	struct place place;
};

struct figures {
	const struct method *method;
	size_t period;                   /* the assessed one */
	struct figure *targets;          /* [unit][item][type][period], see figures_target() */
	struct figure *counts;           /* [unit][item][type][period] */
	struct figure *values;           /* [unit][item][period] */
	const struct judgement **judged; /* [unit][item][period], first of a list or NULL */
	struct department_mark *marks;   /* [unit][item][period] */
	bool placed; /* every row of every table found its cell: what is absent is missing */
	/* Where their tables are named, for what is missing. */
	struct place targets_at, values_at, judged_at;
	long as_of;                  /* day of the figures, see engine/date.h; 0: not given */
	const struct ledger *ledger; /* engine/ledger.h: rows that counts are the sum of; or NULL */
};

/* A bundled file as it was read. */
struct input_file {
	const char *name;   /* as named in assessment.cfg */
	const char *sha256; /* of its bytes, hexadecimal */
};

/* What a report prints at its head. */
struct heading {
	struct words title, issuer; /* English may be NULL; "" when not given */
	const char *as_of;          /* "" when not given */
	/* Who signs the notice, each a line; NULL: as is usual, and none where n_signatures is 0.
	 */
	const char *const *signatures;
	size_t n_signatures;
	bool example;                   /* the figures are an example: banner everywhere */
	const struct input_file *files; /* assessment.cfg first */
	size_t n_files;
	/* Settings of the command line; any makes the result a trial. */
	const char *const *trials; /* "policy.no_task=full" */
	size_t n_trials;
};

/* All cells absent. */
struct figures *figures_new(struct arena *a, const struct method *m, size_t period);

/* The same figures under another copy of the method (settings_apply). */
struct figures *figures_under(struct arena *a, const struct figures *f, const struct method *m);

/* The same figures, another period taken as the assessed one. */
const struct figures *figures_at(struct arena *a, const struct figures *f, size_t period);

/* Indexes of the totals rows: ALL = the number of units, items, types. */
static inline size_t all_units(const struct method *m)
{
	return m->n_units;
}
static inline size_t all_items(const struct method *m)
{
	return m->n_items;
}
static inline size_t all_types(const struct method *m)
{
	return m->n_types;
}

struct figure *figures_target(const struct figures *f, size_t unit, size_t item, size_t type,
                              size_t period);
/* Of the assessed period; the others name theirs. */
struct figure *figures_count(const struct figures *f, size_t unit, size_t item, size_t type);
struct figure *figures_count_in(const struct figures *f, size_t unit, size_t item, size_t type,
                                size_t period);
struct figure *figures_value(const struct figures *f, size_t unit, size_t item, size_t period);
const struct judgement **figures_judged(const struct figures *f, size_t unit, size_t item);
const struct judgement **figures_judged_in(const struct figures *f, size_t unit, size_t item,
                                           size_t period);
struct department_mark *figures_mark(const struct figures *f, size_t unit, size_t item);
struct department_mark *figures_mark_in(const struct figures *f, size_t unit, size_t item,
                                        size_t period);

/* Is it a leaf that is scored by this? */
bool figures_input_is(const struct method *m, size_t item, enum leaf_input input);
/* Scored by counts: the leaves that targets and counts of types are about. */
bool figures_counted(const struct method *m, size_t item);
/* Scored by values: one figure per unit and period, and perhaps a target. */
bool figures_valued(const struct method *m, size_t item);

/* "北区·物流业·建设类·首年", for messages; each index may be NONE (left out). */
struct words figures_cell_name(struct arena *a, const struct method *m, size_t unit, size_t item,
                               size_t type, size_t period);

/* Verifies every total that the targets carry, and reports each mismatch at the cell of
 * the total: units add up to 全市, types to 小计, items to 合计, and a period does not
 * exceed the one it lies within. "-" adds nothing. A check applies where the total and at
 * least one part are written, one over units only where the period holds something of every
 * unit. A part that is a total itself and is not written is what its own parts add up to.
 * An assessed unit's total above 0 of which no part at all is written, in the assessed period
 * or a part of it, is total_alone: only parts are scored.
 * Items scored by values are left alone: theirs may be rates, which do not add up.
 * Errors: total_units, total_types, total_items, total_alone, period_exceeds.
 * Returns how many sums were checked. */
size_t figures_check_targets(const struct figures *f, struct diag_list *log);
/* The same for totals among the counts, in each period; periods are not compared. */
size_t figures_check_counts(const struct figures *f, struct diag_list *log);

#endif
