/* ledger_view.h - what became of a case's ledgers: for reading, for spreadsheets, for programs. */
#ifndef KAOHE_LEDGER_VIEW_H
#define KAOHE_LEDGER_VIEW_H

#include "engine/ledger.h"
#include "reports/page.h"

/* `r->sheet` has the method and the figures, and need not be scored. The ledger may be that of one
 * unit, ledger_of_unit(). */

/* Rules in force, counts, duplicates group by group, rows that do not count and rows with flags, of
 * each of the last two at most LEDGER_SHOWN. */
#define LEDGER_SHOWN 200
void ledger_view_text(struct buffer *out, const struct report *r, const struct ledger *l);

/* One line for each row of the ledgers. */
void ledger_view_csv(struct buffer *out, const struct report *r, const struct ledger *l);

/* An entry: what becomes of rows that claim one project, what else could, and who decided. */
void ledger_view_duplicate(struct page *p, const struct ledger_rule *rule);
/* Why a row does not count, in words; an exclusion by its name. */
const char *ledger_view_reason(const struct page *p, const struct ledger *l,
                               const struct ledger_row *r);

/* In ledger_record.c. */
void ledger_record(struct buffer *out, const struct report *r, const struct ledger *l);

#endif
