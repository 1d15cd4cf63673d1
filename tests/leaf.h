/* leaf.h - one leaf of 10 points under one scoring entry, for tables of hand-worked marks.
 *
 * Its rules: periods `now` (2025-01-01 to 2025-12-31) and `base`; units one, two, three, and city,
 * which is not assessed; types x and y; item a (10 points) under the entry, item b (90 points) for
 * conditions, which may be missing.
 */
#ifndef KAOHE_TESTS_LEAF_H
#define KAOHE_TESTS_LEAF_H

#include "tests/assessed.h"

/* `entry`: method and parameters, as in a rule file. */
struct assessed leaf_open(const char *entry);

struct leaf_row {
	const char *params;  /* of the entry, beside its method */
	const char *target;  /* of unit one; NULL: none */
	const char *value;   /* of unit one; NULL: none */
	const char *mark;    /* "-": no task; "!": refused */
	const char *formula; /* NULL: not looked at; of "!": a part of the findings */
};

/* Fails the test at the first row that differs. Units two and three have no task. */
void leaf_check(const char *method, const struct leaf_row *rows, size_t n);

/* Formula of a unit on item a, or "no task", or what was found. */
const char *leaf_shows(struct assessed *x, const char *unit);

/* What the reader of rule files finds in `entry`, in English; "" for nothing. */
const char *leaf_rules_findings(struct arena *a, const char *entry);

#endif
