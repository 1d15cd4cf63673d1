/* measure.h - the one number by which a leaf compares a unit with a target, a scale or the others.
 *
 * Parameter `of`:
 *     value       v, the unit's value of the assessed period
 *     change      v - b, with b its value of period `base`
 *     growth      100 (v - b) / b, percent; b = 0 or below: not defined
 *     count       sum of the counts of all types
 *     completion  100 * sum of counts / sum of targets, percent, not limited; no target: no task
 * Parameter `log` (e, 10, 2) then takes its logarithm, which needs x > 0 and is not exact: its
 * error is carried (ratio_error).
 * Parameter `direction`: higher (more is better) or lower.
 * Parameters `missing` and `neutral`, where a figure is absent or the measure is not defined:
 * engine/missing.h.
 * A value "-" is not applicable: no task.
 * Source: practice catalogue (growth items of 1 and 5); OECD/JRC Handbook on Constructing Composite
 * Indicators (2008), step 5 (normalisation) for logarithms and direction.
 */
#ifndef KAOHE_MEASURE_H
#define KAOHE_MEASURE_H

#include "engine/missing.h"
#include "engine/scoring.h"

enum {
	MEASURE_OF,
	MEASURE_BASE,
	MEASURE_LOG,
	MEASURE_DIRECTION,
	MEASURE_MISSING,
	MEASURE_NEUTRAL,
	MEASURE_PARAMS
};

extern const char *const measure_ofs[], *const measure_logs[], *const measure_directions[],
                                                                       *const measure_missings[];

/* The specs that every measured method begins with. */
#define MEASURE_SPECS                                                                              \
	[MEASURE_OF] = {.name = "of",                                                              \
	                .kind = PARAM_WORD,                                                        \
	                .fallback = "value",                                                       \
	                .words = measure_ofs,                                                      \
	                .fixed = true},                                                            \
	[MEASURE_BASE] = {.name = "base",                                                          \
	                  .kind = PARAM_PERIOD,                                                    \
	                  .fallback = "",                                                          \
	                  .needed_for = "growth|change"},                                          \
	[MEASURE_LOG] = {.name = "log",                                                            \
	                 .kind = PARAM_WORD,                                                       \
	                 .fallback = "none",                                                       \
	                 .words = measure_logs},                                                   \
	[MEASURE_DIRECTION] = {.name = "direction",                                                \
	                       .kind = PARAM_WORD,                                                 \
	                       .fallback = "higher",                                               \
	                       .words = measure_directions},                                       \
	MISSING_SPECS(MEASURE_MISSING)

/* Whether a use of a measured method reads counts or values. */
enum leaf_input measure_input(const struct scoring *use);

/* The unit's measure. False where there is none to score: `out` then has its final state (no
 * task, unreported) or the mark that `missing` gives. mark_full must be set before. */
bool measure_read(const struct leaf *l, struct points *out, struct diag_list *missing,
                  const ratio **x);

/* The measure of any unit on this leaf, for the field; NULL where it has none. */
const ratio *measure_of(const struct leaf *l, size_t unit);
/* The same before its logarithm: exact, and in the same order. */
const ratio *measure_argument_of(const struct leaf *l, size_t unit);

bool measure_lower(const struct leaf *l); /* less is better */

/* What is asked: the number of parameter `param` where given, else 100 of a completion, else the
 * unit's target in the table (of counts: the sum over types, and 0 of them only where less is
 * better). NULL: nothing. */
const ratio *measure_asked(const struct leaf *l, size_t param);
#define MEASURE_TARGET(param)                                                                      \
	[param] = {.name = "target",                                                               \
	           .kind = PARAM_NUMBER,                                                           \
	           .fallback = "",                                                                 \
	           .low = "-1000000000000",                                                        \
	           .high = "1000000000000"}

/* Both of them; what is asked first, so that a unit of which nothing is asked needs no figure.
 * False where there is nothing to score, as with measure_read(). */
bool measure_against(const struct leaf *l, struct points *out, struct diag_list *missing,
                     size_t param, const ratio **x, const ratio **t);

/* For a measure that is there while what it would be compared with, best or mean of the field,
 * cannot serve: `out` becomes what `missing` says.
 * Errors: reference_undefined. */
void measure_no_reference(const struct leaf *l, struct points *out, struct diag_list *missing);

/* A mark that is one of the two, or lies between them, and nobody knows where: its error is as
 * wide as the doubt. */
const ratio *measure_doubt(struct arena *a, const ratio *one, const ratio *other);

/* Adds a step that stands before the formula: "95 ≥ 90". Nothing happens unless the leaf is to be
 * explained; `text` may then be NULL. */
void measure_note(const struct leaf *l, struct points *out, const char *text);

/* Sets the mark and, where the leaf is explained, "x = …" before the formula where the measure is
 * no plain figure. `formula` is without its result; NULL for the result alone, or unless explained.
 */
void measure_mark(const struct leaf *l, struct points *out, const ratio *mark, const char *formula);

#endif
