/* rank.h - order, ranks and grades of scored units. */
#ifndef KAOHE_RANK_H
#define KAOHE_RANK_H

#include "engine/sheet.h"

/* Fills order of `s`, and ranked, rank, grade and grade_earned of its units, which are scored.
 *
 * Ranks: among all assessed units, or within each group. Given only where all of them are
 * complete; a unit listed apart has none.
 * Grades: of ranked units, best first. A unit gets the best grade whose least score it reaches and
 * whose quota has room for it and all that share its rank; those after it get none better. What
 * consequences then lift is beyond the quota; a cap applies last.
 * Errors: rank_uncertain where two scores decide on exact values and are too close to tell. `log`
 * may be NULL.
 * Cost: O(units * log units + units * grades). */
void rank_units(struct arena *a, struct sheet *s, struct unit_result *units, struct diag_list *log);

#endif
