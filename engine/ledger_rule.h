/* ledger_rule.h - what makes a project of a ledger (台账) count.
 *
 * Part of a method: every method has one, with defaults where its rule file has no `ledger`.
 */
#ifndef KAOHE_LEDGER_RULE_H
#define KAOHE_LEDGER_RULE_H

#include "engine/diag.h"
#include "engine/origin.h"
#include "engine/ratio.h"
#include "engine/words.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far a project has come (阶段); each comes after those before it. */
enum ledger_stage {
	LEDGER_NO_STAGE,
	LEDGER_TALKS,
	LEDGER_SIGNED,
	LEDGER_LANDED,
	LEDGER_STARTED,
	LEDGER_COMPLETED,
	LEDGER_STAGES
};
/* "none", "talks", "signed", ... NULL-terminated. */
extern const char *const ledger_stages[LEDGER_STAGES + 1];

/* The days that a row has. The first four are in the order in which they come about. */
enum ledger_day {
	LEDGER_SIGNED_ON,
	LEDGER_LANDED_ON,
	LEDGER_STARTED_ON,
	LEDGER_COMPLETED_ON,
	LEDGER_RECOGNISED_ON,
	LEDGER_DAYS
};
/* "signed", ... "recognised"; NULL-terminated. */
extern const char *const ledger_days[LEDGER_DAYS + 1];

/* What becomes of rows that claim the same project. */
enum ledger_duplicate {
	LEDGER_BLOCK,       /* none of them counts until the office has resolved it */
	LEDGER_FIRST_FILED, /* the one with the earliest day that decides, then the first row */
	LEDGER_SHARE,       /* each of n counts as 1/n */
	LEDGER_DUPLICATES
};
/* "block", "first_filed", "share"; NULL-terminated. */
extern const char *const ledger_duplicates[LEDGER_DUPLICATES + 1];

/* Amounts are whole hundredths of a yuan (分), so that 万元 and 亿元 with decimals are exact. */
#define LEDGER_NO_AMOUNT (-1)

enum ledger_amount_unit { LEDGER_YUAN, LEDGER_WAN, LEDGER_YI, LEDGER_AMOUNT_UNITS };

/* The least that a project must bring. */
struct ledger_threshold {
	size_t item, type;           /* NONE: any */
	int64_t investment, revenue; /* LEDGER_NO_AMOUNT: nothing is asked; both: not set */
	struct place place;
};

/* Projects that never count. */
struct ledger_exclusion {
	struct words name;        /* why, in short */
	const char *const *words; /* any of them in the name or the remark */
	size_t n_words;
	unsigned stages; /* 1u << stage */
	size_t clause;   /* or NONE */
};

/* A project that counts as more or less than one. */
struct ledger_quality {
	struct words name;
	const char *const *words; /* any of them in the name or the remark; none: all projects */
	size_t n_words;
	size_t item, type;  /* NONE: any */
	int64_t investment; /* from so much on; LEDGER_NO_AMOUNT: any */
	const ratio *weight;
	size_t clause; /* or NONE */
};

struct ledger_rule {
	bool given;              /* the rule file has a `ledger` */
	bool recognition;        /* only what the department has recognised */
	enum ledger_stage stage; /* at least; LEDGER_NO_STAGE: any */
	enum ledger_day day;     /* must lie in the period */
	enum ledger_duplicate duplicate;
	enum origin duplicate_by; /* who decided that */
	const struct ledger_threshold *thresholds;
	size_t n_thresholds;
	const struct ledger_exclusion *exclusions;
	size_t n_exclusions;
	bool weighted; /* qualities apply; off unless the rule file says so */
	const struct ledger_quality *qualities;
	size_t n_qualities;
	size_t clause; /* or NONE */
	struct words why;
};

/* The recognition day in the period, recognised, duplicates blocked; nothing else asked. */
const struct ledger_rule *ledger_rule_default(struct arena *a);

/* Exact or nothing: false for anything but plain digits with a decimal point, and for amounts that
 * are finer than 0.01 yuan or beyond 9 * 10^16 of it. */
bool ledger_amount_read(const char *number, enum ledger_amount_unit unit, int64_t *out);
/* 元, 万元, 万, 亿元, 亿; or in English yuan, CNY, 10k, 100m. False for anything else. */
bool ledger_amount_unit(const char *text, enum ledger_amount_unit *out);
/* "5000万元", "1.5亿元": number and unit in one. */
bool ledger_amount_text(struct arena *a, const char *text, int64_t *out);
/* "5000万元" */
const char *ledger_amount_shown(struct arena *a, int64_t amount);

/* The threshold of an item and type: of those that name them the one that says most. NULL: none
 * stands in the rule file. */
const struct ledger_threshold *ledger_threshold_of(const struct ledger_rule *r, size_t item,
                                                   size_t type);

#endif
