/* plan.h - the indicators and lists of a plan: what is to be reached by when.
 *
 * A rule file may hold a plan beside, or instead of, a tree of scored items. Built by rules/, read
 * by engine/progress.c and reports/. What was observed is no part of the plan: struct observed.
 * Ownership: everything lives in the arena of the method.
 */
#ifndef KAOHE_PLAN_H
#define KAOHE_PLAN_H

#include "engine/date.h"
#include "engine/diag.h"
#include "engine/method.h"
#include "engine/ratio.h"

/* What the numbers of an indicator are. */
enum plan_kind {
	PLAN_LEVEL,   /* a stock or share at a moment (时点, 占比): the latest one counts */
	PLAN_FLOW,    /* so many in a span of time (当年, 累计): spans add up */
	PLAN_RATE,    /* growth of one year, percent (增速) */
	PLAN_AVERAGE, /* growth per year over a span, percent (年均增速): rates compound */
	PLAN_KINDS
};
extern const char
        *const plan_kinds[PLAN_KINDS + 1]; /* words of the rule language, NULL-terminated */

/* How a target is worded. */
enum plan_comparator {
	PLAN_REACH,       /* 达到: value */
	PLAN_AT_LEAST,    /* 以上, 不少于: value */
	PLAN_ABOVE,       /* 超过, 突破: strictly beyond value */
	PLAN_ABOUT,       /* 左右: value less the plan's tolerance */
	PLAN_BETWEEN,     /* low .. high: low is enough */
	PLAN_RELATIVE,    /* 与…同步, 达到省平均, 翻番 without a base: words only */
	PLAN_QUALITATIVE, /* something to be done, no number */
	PLAN_COMPARATORS
};
extern const char *const plan_comparators[PLAN_COMPARATORS + 1];

/* Why a target carries no number that may be computed with. */
enum plan_withheld {
	PLAN_GIVEN,
	PLAN_PLACEHOLDER, /* "**", "N": to be filled in */
	PLAN_TENTATIVE,   /* "(50)": in brackets, not settled */
	PLAN_BLANK,       /* an empty field */
	PLAN_WITHHELDS
};
extern const char *const plan_withhelds[PLAN_WITHHELDS + 1];

struct plan_target {
	struct date_span due; /* flow, rate, average: the whole span; level: its end counts */
	bool each_year;       /* asked of every year of the span by itself (每年) */
	bool undated;         /* the document names no date; due is the plan's last day */
	enum plan_comparator comparator;
	const ratio *value, *low, *high; /* as the comparator needs; NULL where withheld or wordy */
	enum plan_withheld withheld;
	/* "**", "(50)", "与固定资产投资增速同步": as the document has it; no text where it is
	 * blank. */
	struct words written;
	struct words note;
	const char *const *rows; /* ids of the extracted rows it encodes */
	size_t n_rows;
	struct place place;
};

struct plan_indicator {
	struct named named;
	struct words group;   /* heading of the document; may be empty */
	struct words measure; /* 亿元, %, 家 */
	enum plan_kind kind;
	bool lower_better;
	size_t clause; /* or NONE */
	const char *const
	        *departments; /* responsible ones (责任单位), as the document names them */
	size_t n_departments;
	/* Where it starts from; value NULL: none. */
	struct date_span baseline_at;
	const ratio *baseline;
	const char *const *baseline_rows;
	size_t n_baseline_rows;
	const struct plan_target *targets; /* in order of their end */
	size_t n_targets;                  /* 0: a baseline that the document only states */
	/* Counted from a list instead of observed: entries in one of these stages. */
	size_t list; /* or NONE */
	const size_t *stages;
	size_t n_stages;
	struct words note;
	/* Where sources contradict one another: what else is said, and why this was chosen. */
	struct words doubt;
	const char *const *doubt_refs; /* ids of the contradictions, e.g. I23 */
	size_t n_doubt_refs;
};

/* A list whose entries move through stages (培育库, 平台清单). */
struct plan_stage {
	struct named named;
	bool out; /* entries in it have dropped out: they keep their history and count nowhere */
};
struct plan_list {
	struct named named;
	size_t clause;
	const struct plan_stage *stages; /* in the order of the way */
	size_t n_stages;
	const struct named *tiers; /* 国家级, 省级; may be none */
	size_t n_tiers;
	const ratio *size; /* how many entries the document asks for; NULL: not said */
	enum plan_comparator size_comparator;
	struct words note;
};

/* How a standing is judged. */
enum plan_judge {
	PLAN_BY_WAY,        /* share of the way over share of the time, percent */
	PLAN_BY_ATTAINMENT, /* value over what is due, percent */
	PLAN_BY_PACE,       /* observed yearly growth over the required one, percent */
	PLAN_JUDGES
};
extern const char *const plan_judges[PLAN_JUDGES + 1];

struct plan_colour {
	struct named named;
	const ratio *from; /* percent, inclusive; NULL for the last: everything below */
	bool met;          /* the first may be kept for targets that are met; from is NULL then */
	/* Judge pace, indicators without a target: least growth per year in the better direction,
	 * percent. NULL for the last, and where the plan does not judge them. */
	const ratio *growth;
};

struct plan {
	struct date_span span; /* of the whole plan, e.g. 2021..2025 */
	enum plan_judge judge;
	const ratio *about;                /* percent below an "about" target that still meets it */
	const struct plan_colour *colours; /* best first */
	size_t n_colours;
	const struct plan_indicator *indicators;
	size_t n_indicators;
	const struct plan_list *lists;
	size_t n_lists;
};

size_t plan_indicator(const struct plan *p, const char *id); /* or NONE */
size_t plan_list(const struct plan *p, const char *id);
size_t plan_stage(const struct plan_list *l, const char *id);
size_t plan_tier(const struct plan_list *l, const char *id);

/* Nothing but a plan: there is nothing to score. */
bool plan_alone(const struct method *m);

/* ---- what was observed, of one case ---- */

struct observation {
	struct date_span at;
	const ratio
	        *value; /* NULL: given as withheld ("**", "(50)", blank): shown, never computed */
	const char *written; /* as in the table */
	const char *source;  /* where it is published; "" when not given */
	const char *note;    /* a remark; "" when not given */
	bool estimate;       /* 预计 */
	struct place place;
};

/* One line of an entry's history. */
struct list_event {
	long day;
	size_t stage, tier; /* tier NONE: none given */
	size_t replaces;    /* the entry whose place it takes, or NONE */
	const char *note;   /* "" when not given */
	struct place place;
};
struct list_entry {
	const char *name, *id;           /* id "" when not given */
	const char *lead, *about;        /* who is responsible; what it is; "" when not given */
	const struct list_event *events; /* in order of day */
	size_t n_events;
};

struct observed {
	const struct plan *plan;
	/* [indicator]: in order of their end, then their start; each span once. */
	const struct observation *const *series;
	const size_t *n_series;
	/* [list]: in order of the file. */
	const struct list_entry *const *entries;
	const size_t *n_entries;
};

#endif
