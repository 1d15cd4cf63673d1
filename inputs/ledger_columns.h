/* ledger_columns.h - internal to inputs/: the header of a project ledger. */
#ifndef KAOHE_LEDGER_COLUMNS_H
#define KAOHE_LEDGER_COLUMNS_H

#include "engine/diag.h"
#include "engine/ledger_rule.h"
#include "source/csv.h"

enum ledger_column {
	LEDGER_PROJECT,
	LEDGER_CODE,
	LEDGER_UNIT,
	LEDGER_ITEM,
	LEDGER_TYPE,
	LEDGER_INVESTMENT,
	LEDGER_INVESTMENT_IN,
	LEDGER_REVENUE,
	LEDGER_REVENUE_IN,
	LEDGER_STAGE,
	LEDGER_DAY, /* the first of LEDGER_DAYS */
	LEDGER_RECOGNITION = LEDGER_DAY + LEDGER_DAYS,
	LEDGER_EVIDENCE,
	LEDGER_REMARK,
	LEDGER_NUMBER, /* 序号, which says nothing */
	LEDGER_COLUMNS
};

struct ledger_columns {
	size_t at[LEDGER_COLUMNS]; /* field of the column, or NONE */
	size_t n;                  /* fields of the header */
	const bool *named;         /* [n] */
	/* Of the amounts, where the header says it: 总投资（亿元）; else LEDGER_AMOUNT_UNITS. */
	enum ledger_amount_unit investment_in, revenue_in;
	unsigned required; /* columns that every row must reach */
};

/* of_file: the file is the submission of one unit, so that the column may be missing.
 * Errors: separator, header_missing, column_unknown, column_twice, column_missing. */
bool ledger_columns_read(struct arena *a, const struct ledger_rule *rule, bool of_file,
                         const struct csv_record *header, struct ledger_columns *out,
                         struct diag_list *log);

/* How many columns a record names. */
size_t ledger_columns_found(struct arena *a, const struct csv_record *record);

struct words ledger_column_name(enum ledger_column column);

#endif
