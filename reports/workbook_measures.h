/* workbook_measures.h - the methods that mark a measure (engine/measure.h), for workbook_marks.c.
 * Internal to reports/.
 *
 * The measure is a value, a count or a completion, as it is: growth, change and logarithms are not
 * recomputed, since doubles may lose too much of them on the way. Methods whose marks jump want a
 * measure that doubles hold as exactly as what it is compared with.
 */
#ifndef KAOHE_WORKBOOK_MEASURES_H
#define KAOHE_WORKBOOK_MEASURES_H

#include "reports/workbook_marks.h"

extern const struct mark_source workbook_measures[]; /* ends with method == NULL */

/* ---- what those methods share, and workbook_distances.c ---- */

/* Is the parameter this word, whatever the policies? */
bool measures_is_literal(const struct book *b, size_t item, const char *name, const char *word);
/* Can the measure be written; beside a target too; so exactly that a jump is never missed? */
bool measures_can(const struct book *b, size_t item);
bool measures_against_can(const struct book *b, size_t item);
bool measures_jump_can(const struct book *b, size_t item);

/* As formulas: the measure, its target, the mark where there is a measure, and where a target asks
 * for something (zero_asks: one of 0 does too). */
const char *measures_measure(const struct marking *m);
const char *measures_target(const struct marking *m);
const char *measures_where_measured(const struct marking *m, const char *mark);
const char *measures_where_asked(const struct marking *m, const char *mark, bool zero_asks);
const char *measures_share(const struct marking *m, const char *target);
/* The denominator: `exact` of what was worked out, else that of a plain mark. */
const char *measures_where_worked_out(const struct marking *m, const char *exact);
bool measures_worked_out(const struct marking *m); /* by our own account */

/* Those by the distance from fixed values or from a target. */
extern const struct mark_source workbook_distances[]; /* ends with method == NULL */

#endif
