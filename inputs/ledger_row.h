/* ledger_row.h - internal to inputs/: one record of a project ledger. */
#ifndef KAOHE_LEDGER_ROW_H
#define KAOHE_LEDGER_ROW_H

#include "engine/ledger.h"
#include "inputs/ledger_columns.h"
#include "inputs/reading.h"

struct ledger_reading {
	struct reading *reading; /* its arena: for what is kept */
	struct arena *scratch;   /* of the record; emptied now and then */
	char *texts;             /* where the next row's texts go */
	size_t room;             /* bytes of it */
	const struct ledger_rule *rule;
	const struct ledger_columns *columns;
	size_t file, unit; /* of the file; unit NONE: every row says its own */
};

/* False after an error, at the field: row_long, row_short, empty_field, unit_unknown, item_unknown,
 * item_not_counted, type_unknown, total_as_data, ledger_code_scientific, ledger_amount_invalid,
 * ledger_amount_no_unit, ledger_word, not_a_date, ledger_text_long. */
bool ledger_row_read(struct ledger_reading *l, const struct csv_record *record,
                     struct ledger_row *out);

#endif
