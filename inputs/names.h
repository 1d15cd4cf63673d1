/* names.h - units, items, types and periods as people write them.
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
#include "engine/words.h"

enum names_kind { NAMES_UNIT, NAMES_ITEM, NAMES_TYPE, NAMES_PERIOD, NAMES_KINDS };

/* Which of them a table can mean, for suggestions. */
enum names_scope { NAMES_ANY, NAMES_COUNTED, NAMES_JUDGED };

struct names;

/* Errors: name_ambiguous, where two things of one kind, or one and a word for totals, have
 * spellings that are compared as equal. Cost: the square of the number of spellings. */
struct names *names_new(struct arena *a, const struct method *m, struct diag_list *log);

/* What is compared. `text` is valid UTF-8. */
const char *names_key(struct arena *a, const char *text);

/* Index in the method; its number of units, items or types for a totals word; else NONE.
 * Cost: a look at every spelling of the kind, and a normalisation where none is the same text. */
size_t names_find(const struct names *n, enum names_kind kind, const char *text);

/* How to mend an unknown name: the nearest known one, and all of them. Cost: an edit distance to
 * every spelling of the kind. */
struct words names_mend(const struct names *n, enum names_kind kind, enum names_scope scope,
                        const char *text);

/* "甲、乙、丙" from n words. */
struct words names_join(struct arena *a, const struct words *words, size_t n);

#endif
