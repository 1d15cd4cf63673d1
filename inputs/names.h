/* names.h - units, items, types, periods, indicators and lists as people write them.
 *
 * A name is found by id, Chinese or English name or alias. Names are compared after
 * compatibility normalisation (NFKC: full-width forms are the plain ones), without case, with
 * all white space removed and all dashes alike.
 * Ownership: everything lives in the arena given to names_new(); the method is borrowed.
 */
#ifndef KAOHE_NAMES_H
#define KAOHE_NAMES_H

#include "engine/arena.h"
#include "engine/diag.h"
#include "engine/method.h"
#include "engine/plan.h"
#include "engine/words.h"

enum names_kind {
	NAMES_UNIT,
	NAMES_ITEM,
	NAMES_TYPE,
	NAMES_PERIOD,
	NAMES_INDICATOR, /* of the plan */
	NAMES_LIST,
	NAMES_STAGE, /* of one list of it */
	NAMES_TIER,
	NAMES_ENTRY, /* of one list of a case */
	NAMES_KINDS
};

/* Which items a table is about: those scored by counts, by values, by either of the two, or by
 * people. */
enum names_scope {
	NAMES_ANY,
	NAMES_COUNTED,
	NAMES_VALUED,
	NAMES_TARGETED,
	NAMES_JUDGED,
	NAMES_SCOPES
};

struct names;

/* Errors: name_ambiguous, where two things of one kind, or one and a word for totals, have
 * spellings that are compared as equal. Cost: a normalisation of each spelling. */
struct names *names_new(struct arena *a, const struct method *m, struct diag_list *log);

/* The same of the method's plan, which it must have: indicators and lists, and nothing else. */
struct names *names_new_plan(struct arena *a, const struct method *m, struct diag_list *log);

/* The stages and tiers of one list of the plan, and nothing else. */
struct names *names_new_list(struct arena *a, const struct method *m, const struct plan_list *list,
                             struct diag_list *log);

/* The entries of one list, which are no part of a method, and nothing else. Their names differ. */
struct names *names_new_entries(struct arena *a, const struct method *m,
                                const struct named *entries, size_t n);

/* What is compared. `text` is valid UTF-8. */
const char *names_key(struct arena *a, const char *text);

/* Index in the method; its number of units, items or types for a totals word; else NONE.
 * Cost: constant, and a normalisation where no spelling is the same text. */
size_t names_find(const struct names *n, enum names_kind kind, const char *text);

/* Is an item of the method (never the totals' index) one that the table is about? */
bool names_item_fits(const struct method *m, enum names_scope scope, size_t item);

/* How to mend an unknown name: the nearest known one, and all of them up to 40. Cost: an edit
 * distance to every spelling of the kind. */
struct words names_mend(const struct names *n, enum names_kind kind, enum names_scope scope,
                        const char *text);

/* "甲、乙、丙" from n words. */
struct words names_join(struct arena *a, const struct words *words, size_t n);

#endif
