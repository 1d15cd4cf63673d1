/* method.h - a loaded rule file: items, weights, scoring, policies, clauses.
 *
 * Built by rules/, read by everybody, changed by nobody: a run with other
 * policies or weights works on the copy that settings_apply() makes.
 * Ownership: everything lives in the arena the method was read into; all
 * pointers are borrowed from it. Indexes count from 0; NONE means "no such".
 */
#ifndef KAOHE_METHOD_H
#define KAOHE_METHOD_H

#include "engine/arena.h"
#include "engine/date.h"
#include "engine/diag.h"
#include "engine/ledger_rule.h"
#include "engine/origin.h"
#include "engine/ratio.h"
#include "engine/words.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NONE SIZE_MAX

/* Something with an id, a name in each language and further spellings. */
struct named {
	const char *id;
	struct words name;
	const char *const *aliases;
	size_t n_aliases;
	struct place place;
};

struct clause {
	struct named named; /* name: the reference itself, e.g. 附件3第二条 */
	struct words gist;  /* what it orders, in our own words; may be empty */
};

/* One part of a period that is combined of others. */
struct period_part {
	size_t period;
	const ratio *weight; /* above 0 */
	struct place place;
};

struct period {
	struct named named;
	size_t within;                   /* the longer period that contains it, or NONE */
	struct date_span span;           /* its days; first 0: not given */
	const struct period_part *parts; /* its score is the weighted mean of theirs */
	size_t n_parts;                  /* 0: scored by its own figures */
};

/* Units that are ranked, graded or compared among themselves. */
struct group {
	struct named named;
};

struct unit {
	struct named named;
	bool assessed; /* false: shown for information, outside ranks and averages */
	size_t group;  /* or NONE */
};

/* An effort has at most two decimals. */
#define TYPE_EFFORT_LEAST "0.01"
#define TYPE_EFFORT_MOST  "1000"

struct type {
	struct named named;
	bool whole;           /* counts and targets are whole numbers */
	struct words measure; /* 个, 家 */
	const ratio *effort;  /* that one project more takes, beside the other types'; 1 where not
	                         given */
};

/* A choice that the source document leaves open. */
struct alternative {
	const char *id;
	const char *value; /* what a parameter bound to the policy receives */
	struct words text;
	struct place place;
};

struct policy {
	struct named named;
	struct words question; /* what the source leaves open */
	struct words why;      /* why this default */
	size_t clause;         /* or NONE */
	bool reading;          /* takes part in "every reading of the rules" */
	/* One of the two kinds: alternatives (n > 0), or a number in [low, high]. */
	const struct alternative *alternatives;
	size_t n_alternatives;
	const ratio *low, *high; /* NULL for a policy with alternatives */
	struct words measure;    /* of the number, e.g. % */
	/* In force: */
	size_t chosen;       /* index of the alternative */
	const ratio *number; /* or the number */
	enum origin origin;  /* who decided */
};

enum param_kind {
	PARAM_NUMBER, /* a decimal in [low, high] */
	PARAM_WORD,   /* one of `words` */
	PARAM_TYPE,   /* the id of a type */
	PARAM_PERIOD, /* the id of a period */
	PARAM_ITEM,   /* the id of an item */
	PARAM_ROWS    /* a table, ( [ … ], [ … ] ); never bound to a policy */
};

/* One row of a PARAM_ROWS: [ 90, 80 ] or [ "leaders", 70 ]. */
#define PARAM_CELLS 3
struct param_row {
	const char *word; /* NULL where the rows begin with a number */
	const ratio *numbers[PARAM_CELLS];
	size_t n; /* numbers given */
	struct place place;
};

/* A parameter of a scoring method or combination: a literal, or bound to a policy. */
struct param {
	size_t policy;       /* NONE for a literal */
	const char *literal; /* text as written; NULL when the default applies */
	const ratio
	        *number; /* of the literal or the default, read once; NULL: see param_number() */
	const struct param_row *rows; /* PARAM_ROWS */
	size_t n_rows;
	struct place place;
};

/* What a scoring method or combination accepts; rules/ checks against it. */
struct param_spec {
	const char *name;
	enum param_kind kind;
	const char *fallback; /* used when absent; NULL: required */
	const char *low, *high;
	const char *const *words; /* NULL-terminated, for PARAM_WORD */
	const char *needed_for;   /* required where another parameter can take this word */
	bool fixed;               /* never bound to a policy: it decides what must be submitted */
	/* PARAM_ROWS: each row begins with a word, then has least .. most numbers in [low, high].
	 */
	bool row_word;
	size_t least, most;
};
#define PARAMS_MAX 16

/* What a leaf is scored by. */
enum leaf_input {
	INPUT_COUNTS, /* targets and counts of types */
	INPUT_VALUES, /* one value per unit and period */
	INPUT_JUDGED, /* points that people give */
	INPUTS
};

struct scoring_method; /* engine/scoring.h */
struct combination;    /* engine/combine.h */

/* A named use of a scoring method, shared by leaves. */
struct scoring {
	struct named named;
	const struct scoring_method *method;
	enum leaf_input input;
	struct param params[PARAMS_MAX]; /* in the order of the method's specs */
	size_t clause;                   /* or NONE */
	struct words note;               /* our reading of the source; may be empty */
};

/* Beside the full points of the parent: added to or taken from what the others earn. */
enum outside { INSIDE, OUTSIDE_BONUS, OUTSIDE_DEDUCTION, OUTSIDES };
extern const char *const method_outsides[OUTSIDES];

/* A node of the tree. Nodes are stored parents first, children in file order;
 * items[0] is the root, whose id is "total". */
struct item {
	struct named named;
	size_t parent; /* NONE for the root */
	const size_t *children;
	size_t n_children;
	const ratio *weight;   /* share among siblings, percent; NULL when it has points */
	const ratio *points;   /* full points (分); for a weighted child its nominal share */
	const ratio *declared; /* full points as the rule file gives them, before any setting */
	enum outside outside;
	size_t clause; /* or NONE */
	struct words department;
	struct words note;
	/* Leaf: */
	const struct scoring *scoring; /* NULL for an inner item */
	/* Inner: */
	const struct combination *combination; /* NULL for a leaf */
	bool normalise; /* weights are divided by their sum instead of adding up to 100 */
	struct param params[PARAMS_MAX];
};

enum ties {
	TIES_COMPETITION, /* 1-1-3 */
	TIES_DENSE,       /* 1-1-2 */
	TIES_RULES
};
extern const char *const method_ties[TIES_RULES];

/* What the rule file ranks on: words of parameter rank.on. */
enum rank_on { RANK_PUBLISHED, RANK_EXACT, RANK_ONS };
extern const char *const method_rank_on[RANK_ONS + 1]; /* NULL-terminated */

/* A grade (等次). By score, by quota, or both; the last one has neither and takes the rest. */
struct grade {
	struct named named;
	const ratio *from;  /* least published score, inclusive; or NULL */
	const ratio *quota; /* at most this percent of the ranked units, rounded down; or NULL */
	size_t most;        /* at most so many units; NONE: no such limit */
	size_t clause;      /* or NONE */
};

/* What an item's measure does to a grade or rank, beside the points it earns (升档, 一票否决). */
enum effect {
	EFFECT_LIFT,     /* `by` grades up */
	EFFECT_CAP,      /* no better than `grade` */
	EFFECT_UNRANKED, /* listed apart, neither rank nor grade */
	EFFECTS
};
extern const char *const method_effects[EFFECTS];
struct consequence {
	struct named named;
	size_t item; /* a leaf scored by values or counts */
	/* Takes effect where its measure is this or more, or below this; one of the two, else NULL.
	 */
	const ratio *from, *below;
	enum effect effect;
	size_t by;    /* EFFECT_LIFT */
	size_t grade; /* EFFECT_CAP */
	size_t clause;
};

/* What a unit's count is held against within the period, for its own check. */
#define CHECK_QUARTERS 4
struct check_rule {
	bool scheduled;                        /* else by the days that are gone */
	const ratio *schedule[CHECK_QUARTERS]; /* percent of the target due at each quarter's end */
	const ratio *green, *amber;            /* from this percent of what is due */
};

struct plan; /* engine/plan.h */

struct method {
	struct arena *arena;
	const char *id;
	struct words title;
	struct words document, number, issuer; /* the source document */
	const char *date;
	const char *file;   /* where it was read */
	const char *sha256; /* of its bytes, hexadecimal */
	const struct clause *clauses;
	size_t n_clauses;
	const struct period *periods;
	size_t n_periods;
	const struct unit *units;
	size_t n_units;
	const struct type *types;
	size_t n_types;
	const struct policy *policies;
	size_t n_policies;
	const struct scoring *scorings;
	size_t n_scorings;
	const struct item *items;
	size_t n_items; /* at least 1: the root, alone where there is only a plan */
	const struct group *groups;
	size_t n_groups;
	const struct grade *grades; /* best first */
	size_t n_grades;
	const struct consequence *consequences;
	size_t n_consequences;
	/* Words for totals in tables, beside those every table may use (全市 / 合计 / 小计). */
	struct named total_unit, total_item, total_type;
	unsigned decimals; /* of published scores */
	enum rounding rounding;
	size_t rounding_clause;    /* or NONE */
	struct param rank_on;      /* PARAM_WORD of method_rank_on */
	struct param min_assigned; /* percent */
	enum ties ties;
	bool rank_in_groups;              /* ranks and grades are given within each group */
	const struct plan *plan;          /* indicators to be tracked; or NULL */
	const struct ledger_rule *ledger; /* what makes a project count; NULL for a plain table */
	struct check_rule check;
	size_t few_projects; /* a unit whose score rests on fewer is flagged; 0: never */
};

static inline bool item_is_leaf(const struct item *i)
{
	return i->scoring != NULL;
}

/* Children of this item carry weights, not points. */
bool item_is_weighted(const struct item *i);
/* Children carry points of their own. */
bool item_is_added(const struct item *i);

/* Is this its id, its name in either language, or an alias? */
bool named_is(const struct named *n, const char *name);
/* Index by id in a list of n members of `size` bytes, each of which begins with a struct named, or
 * NONE. */
size_t named_find(const void *list, size_t n, size_t size, const char *id);

/* Index by id only, or NONE. Names and aliases are the readers' business. */
size_t method_item(const struct method *m, const char *id);
size_t method_unit(const struct method *m, const char *id);
size_t method_type(const struct method *m, const char *id);
size_t method_period(const struct method *m, const char *id);
size_t method_policy(const struct method *m, const char *id);

/* The parameter's text in force: the policy's value, the literal or the fallback. */
const char *param_text(const struct method *m, const struct param *p,
                       const struct param_spec *spec);
/* The same as a number; the text was checked when read. */
const ratio *param_number(struct arena *a, const struct method *m, const struct param *p,
                          const struct param_spec *spec);

/* Text of a policy's value in force: the alternative's id, or the number. */
const char *policy_value(struct arena *a, const struct policy *p);

/* Gives children that have no points of their own their nominal ones, which are a share of the
 * parent's by weight, or all of them; call it parents first. */
void method_derive_points(struct arena *a, struct item *items, size_t parent);

/* Weights of siblings add up to 100 (or are normalised), points of siblings to their parent's,
 * without those outside.
 * Errors: weights_sum, points_sum, one per parent, at its place in the rule file; of a trial at the
 * place of that, with the advice to rebalance. */
void method_check_sums(const struct method *m, const struct place *trial, struct diag_list *log);

#endif
