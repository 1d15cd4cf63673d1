/* ledger.h - the projects of a case's ledgers (台账), and what becomes of each.
 *
 * inputs/ reads the rows, ledger_judge() says which of them count and why the others do not.
 * Every row ends in one of two states: it counts (as 1, or as `weight`), or it is refused for one
 * reason. Flags are said beside either and change nothing.
 * A count of the figures that comes from a ledger is the sum over its rows, ledger_cell().
 * Ownership: everything lives in the arena of the case. Rows are compact: a ledger may have a
 * million of them.
 */
#ifndef KAOHE_LEDGER_H
#define KAOHE_LEDGER_H

#include "engine/date.h"
#include "engine/ledger_rule.h"
#include "engine/method.h"

/* Why a row does not count. The first that applies, in this order. */
enum ledger_reason {
	LEDGER_COUNTS,
	LEDGER_OTHER_COUNTY,   /* of another county than the one that submitted the file */
	LEDGER_EXCLUDED,       /* by an exclusion of the rule file: row->exclusion */
	LEDGER_CODE_WRONG,     /* the credit code is none */
	LEDGER_RETURNED,       /* 退回 */
	LEDGER_DENIED,         /* 不予认定 */
	LEDGER_PENDING,        /* no recognition yet */
	LEDGER_STAGE_EARLY,    /* not as far as the rule file asks */
	LEDGER_AMOUNT_MISSING, /* there is a threshold, and no amount to hold against it */
	LEDGER_AMOUNT_LOW,     /* below the threshold */
	LEDGER_DAY_MISSING,    /* the day that decides is not given */
	LEDGER_DAY_FUTURE,     /* it lies behind the day of the figures */
	LEDGER_DAY_OUTSIDE,    /* it lies in no period that is assessed */
	LEDGER_BLOCKED,        /* claimed by more than one row */
	LEDGER_FILED_LATER,    /* another row filed the same project first */
	LEDGER_REASONS
};

/* What is worth a look; bits of row->flags. */
enum ledger_flag {
	LEDGER_SHARED,       /* counts as a part, with row->same */
	LEDGER_NO_STANDARD,  /* no threshold is set for its item and type (未设标准) */
	LEDGER_NO_CODE,      /* no credit code */
	LEDGER_NO_EVIDENCE,  /* counts, and has no evidence number */
	LEDGER_NEAR_NAME,    /* nearly the name of row->near */
	LEDGER_OTHER_TYPE,   /* the same company in another type: row->other */
	LEDGER_REFUSED_TWIN, /* the same project stands in a row that does not count: row->twin */
	LEDGER_UNIT_SLIP,    /* an amount 10,000 times too large or too small for its like */
	LEDGER_DAY_ORDER,    /* signed after landed, and the like */
	LEDGER_DAY_AHEAD,    /* another day than the one that decides lies in the future */
	LEDGER_FLAGS
};

/* Which row a duplicate or a flag points to. */
#define LEDGER_NO_ROW UINT32_MAX

enum ledger_recognition { LEDGER_OPEN, LEDGER_RECOGNISED, LEDGER_SENT_BACK, LEDGER_REFUSED };

struct ledger_row {
	const char *project, *code, *evidence; /* "" when not given; code in capitals */
	const char *key;             /* what names are compared by, see inputs/FORMAT.md */
	int64_t investment, revenue; /* LEDGER_NO_AMOUNT: not given */
	const ratio *weight;         /* NULL: 1; of a row that counts */
	int32_t days[LEDGER_DAYS];   /* 0: not given */
	uint32_t line;
	uint32_t unit;
	uint16_t item, type, file, flags;
	uint16_t exclusion; /* of LEDGER_EXCLUDED */
	uint16_t period;    /* of a row that counts */
	uint8_t stage, recognition, reason, code_state;
	uint32_t group; /* of rows that claim one project, from 1 in the order of their first rows;
	                   or 0 */
	uint32_t same, near, other, twin; /* LEDGER_NO_ROW: none */
};

struct ledger_file {
	const char *name; /* as findings show it */
	size_t unit;      /* whose submission it is, or NONE */
	bool workbook;    /* a sheet of one: places are cells */
};

struct ledger {
	const struct method *method;
	struct ledger_row *rows; /* as read: file after file, from the top */
	size_t n;
	const struct ledger_file *files;
	size_t n_files;
	long as_of; /* 0: not given */
	/* Counting rows, cell after cell: see ledger_cell(). */
	const uint32_t *counted;
	const size_t *first; /* [cell + 1] */
	size_t n_by_reason[LEDGER_REASONS], n_by_flag[LEDGER_FLAGS];
	size_t n_groups; /* of duplicates */
	size_t unit;     /* whose rows alone these are, or NONE */
	/* Behind rows[n - 1], of ledger_of_unit(): rows of other units beside its own. Of each no
	 * more is given than project, unit and group. */
	size_t n_others;
};

struct ledger_part { /* an assessed period, or one that it is combined of */
	size_t period;
	struct date_span span;
};

/* Judges every row, and sorts those that count into their cells. Cost: near linear in the rows. */
void ledger_judge(struct arena *a, struct ledger *l, const struct ledger_part *parts,
                  size_t n_parts);

/* Counts by reason and by flag, and cells: the last step of ledger_judge() and ledger_of_unit(). */
void ledger_sum_up(struct arena *a, struct ledger *l);

/* What one unit may see of a judged ledger: the rows that it submitted, or that name it where a
 * file is nobody's submission, and what counts of them; and of rows of other units that claim the
 * same project or are near to one of its own, whose they are and what they are called. Texts and
 * weights are those of `l`. Cost: linear in the rows. */
const struct ledger *ledger_of_unit(struct arena *a, const struct ledger *l, size_t unit);

/* Is it a row of another unit, of ledger_of_unit()? */
static inline bool ledger_is_other(const struct ledger *l, uint32_t row)
{
	return row != LEDGER_NO_ROW && row >= l->n;
}

/* The rows that a count is the sum of. */
struct ledger_rows {
	const uint32_t *rows;
	size_t n;
};
struct ledger_rows ledger_cell(const struct ledger *l, size_t unit, size_t item, size_t type,
                               size_t period);
/* Their sum: the count. */
const ratio *ledger_count(struct arena *a, const struct ledger *l, struct ledger_rows rows);

static inline struct place ledger_place(const struct ledger *l, size_t row)
{
	const struct ledger_row *r = &l->rows[row];
	const struct ledger_file *f = &l->files[r->file];
	return (struct place){f->name, r->line, f->workbook ? PLACE_CELL | 1u : 0};
}

static inline bool ledger_flagged(const struct ledger_row *r, enum ledger_flag flag)
{
	return (r->flags >> flag & 1u) != 0;
}

/* The row that a reason or flag points to, or LEDGER_NO_ROW. */
uint32_t ledger_reason_row(const struct ledger_row *r);
uint32_t ledger_flag_row(const struct ledger_row *r, enum ledger_flag flag);

/* Warnings: ledger_row_refused, ledger_row_flagged for each row; ledger_no_standards for each item
 * and type. */
void ledger_say_rows(struct arena *a, const struct ledger *l, struct diag_list *log);
/* Warning: ledger_duplicates_open, where rows are blocked. */
void ledger_say_blocked(struct arena *a, const struct ledger *l, struct diag_list *log);

/* What a reason and a flag are called, and the rest that a rule says. */
enum text_id ledger_reason_text(enum ledger_reason reason);
enum text_id ledger_flag_text(enum ledger_flag flag);
enum text_id ledger_day_text(enum ledger_day day);
enum text_id ledger_stage_text(enum ledger_stage stage);
enum text_id ledger_duplicate_text(enum ledger_duplicate duplicate);

/* The same for programs: "day-outside", "near-name". */
extern const char *const ledger_reasons[LEDGER_REASONS], *const ledger_flags[LEDGER_FLAGS];

#endif
