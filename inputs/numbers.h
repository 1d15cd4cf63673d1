/* numbers.h - figures from the text of a field.
 *
 * A number is plain digits, with a decimal point where the figure is not whole and a minus sign
 * where it may be negative. Nothing is guessed: plus signs, exponents, thousands separators, units
 * and full-width digits are refused.
 */
#ifndef KAOHE_NUMBERS_H
#define KAOHE_NUMBERS_H

#include "engine/figures.h"
#include "source/csv.h"

enum number_kind {
	NUMBER_TARGET,
	NUMBER_GOAL, /* a target of an item scored by values: any sign */
	NUMBER_COUNT,
	NUMBER_VALUE, /* any sign */
	NUMBER_POINTS,
	NUMBER_MARK,
	NUMBER_CELL,   /* of a plain table; its range is not checked */
	NUMBER_WEIGHT, /* of one of its items; the same */
	NUMBER_KINDS
};

/* Errors: number_empty, number_invalid, number_long, dash_form, dash_as_data. On error the
 * state is FIGURE_ABSENT and the place is kept: "given, but refused". */
struct figure numbers_read(struct arena *a, enum number_kind kind, bool whole,
                           const struct csv_field *field, struct diag_list *log);

/* What was observed: a number that may be negative, or NULL where the field says that there is
 * none to compute with: nothing, asterisks, a dash of any kind, or something in brackets.
 * Errors: number_invalid, number_long; NULL then as well. measure: what the number is in, for the
 * message; may be empty. */
const ratio *numbers_observed(struct arena *a, const struct csv_field *field, struct words measure,
                              struct diag_list *log);

#endif
