/* ledger_twins.h - internal to engine/: rows of a ledger that are the same project, or nearly.
 *
 * A claim is a row that counts, or would if its day lay in the period: a project that counted in
 * another year counts once all the same.
 * Claims of one type with the same credit code, or the same compared name, are one project;
 * being the same carries over, so that a group may hold rows that share neither.
 * Names are nearly the same where slips of the pen make one of the other, near_name.h, or words of
 * place and branch do, ledger_places.h.
 */
#ifndef KAOHE_LEDGER_TWINS_H
#define KAOHE_LEDGER_TWINS_H

#include "engine/ledger.h"

/* Finds them, and settles each group by the rule. Cost: linear in the rows and the characters of
 * their names, but for up to 8 names with one common variant that are compared one by one. */
void ledger_twins(struct arena *a, struct ledger *l);

/* In ledger_near.c. */
void ledger_near(struct arena *scratch, struct ledger *l, const uint32_t *rows, size_t n);

/* Two rows with nearly the same name: each points to the first of those that are near to it. */
static inline void ledger_note_near(struct ledger *l, uint32_t x, uint32_t y)
{
	struct ledger_row *p = &l->rows[x], *q = &l->rows[y];
	p->flags |= (uint16_t)(1u << LEDGER_NEAR_NAME);
	q->flags |= (uint16_t)(1u << LEDGER_NEAR_NAME);
	if (y < p->near)
		p->near = y;
	if (x < q->near)
		q->near = x;
}

static inline bool ledger_claims(const struct ledger_row *r)
{
	return r->reason == LEDGER_COUNTS || r->reason == LEDGER_DAY_OUTSIDE;
}

#endif
