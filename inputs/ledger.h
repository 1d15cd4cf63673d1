/* ledger.h - internal to inputs/: project ledgers (台账) read, and turned into counts. */
#ifndef KAOHE_INPUTS_LEDGER_H
#define KAOHE_INPUTS_LEDGER_H

#include "engine/ledger.h"
#include "inputs/listed.h"

/* Reads every ledger that the case names, row after row, judges the rows and puts what counts into
 * r->figures. A cell for which a ledger has any row, or whose unit has any and no count elsewhere,
 * is the ledger's. NULL where the case names none.
 * `placed` receives false when something could not be put where it belongs.
 * Errors: those of text_file.h, csv.h, ledger_columns.h and ledger_row.h; table_empty,
 *         ledger_period, ledger_and_count, ledger_unit.
 * Memory: some 250 bytes a row. */
const struct ledger *ledger_read(struct reading *r, const struct case_config *c,
                                 struct listed_files *list, bool *placed);

#endif
