/* reader.h - internal to rules/: the method while it is being read.
 *
 * Every function reports what it finds and goes on, so that one run shows all mistakes of a
 * rule file; the result is used only when there was none.
 */
#ifndef KAOHE_READER_H
#define KAOHE_READER_H

#include "engine/method.h"
#include "source/cfg.h"

struct reader {
	struct arena *arena;
	struct diag_list *log;
	struct method *method;
	const struct combination *root; /* how the total is made */
	bool *policy_used;              /* per policy */
	bool uses_unclear;              /* some mistake may hide where a policy is used */
	bool shares_good;               /* every item has its weight or points */
};

/* Kinds for cfg_check(): a number may be quoted, to keep fractions. */
#define KIND_TEXT   (1u << CFG_STRING)
#define KIND_NUMBER (1u << CFG_NUMBER | 1u << CFG_STRING)
#define KIND_BOOL   (1u << CFG_BOOL)
#define KIND_LIST   (1u << CFG_LIST)
#define KIND_GROUP  (1u << CFG_GROUP)

/* ---- reader.c: single values ---- */

/* KEY and KEY_en; "" when absent. */
struct words reader_words(const struct cfg *group, const char *key);
bool reader_bool(const struct cfg *group, const char *key, bool fallback);
/* The member where it is a text, else NULL: for words needed before cfg_check() is done. */
const struct cfg *reader_text(const struct cfg *group, const char *key);
/* A number in [low, high], or NULL after a finding or when absent. */
const ratio *reader_number(struct reader *r, const struct cfg *group, const char *key,
                           const char *low, const char *high);
const ratio *reader_number_between(struct reader *r, const struct cfg *group, const char *key,
                                   const ratio *low, const ratio *high);
size_t reader_whole(struct reader *r, const struct cfg *group, const char *key, size_t fallback,
                    const char *low, const char *high);
/* Index of a word in a list of n; `fallback` when absent or unknown (with a finding). */
size_t reader_word(struct reader *r, const struct cfg *group, const char *key,
                   const char *const *words, size_t n, size_t fallback);
/* The clause that KEY names, or NONE. */
size_t reader_clause(struct reader *r, const struct cfg *group);
/* The members of a list of groups; reports members of another kind and empty lists. */
size_t reader_groups(struct reader *r, const struct cfg *group, const char *key,
                     const struct cfg **members);
/* The same, where a member may also be a text: that is its name, and its id is made of it. */
size_t reader_members(struct reader *r, const struct cfg *group, const char *key,
                      const struct cfg **members);
/* id, name (and name_en), aliases. `name_key` is "name" or "ref". */
struct named reader_named(struct reader *r, const struct cfg *group, const char *name_key);
/* Reports ids that stand twice and names that could be confused. */
void reader_check_names(struct reader *r, const void *list, size_t n, size_t size);
/* Reports unknown_id or unknown_word, with those that are known and, unless there is a better
 * hint, the nearest of them. */
void reader_unknown(struct reader *r, const struct cfg *at, const char *what, const void *list,
                    size_t n, size_t size);
void reader_unknown_word(struct reader *r, const struct cfg *at, const char *key,
                         const char *const *words, size_t n, struct words hint);
/* "did you mean ID? " for a text that is like the id or the name of a member, or empty. */
struct words reader_hint(struct reader *r, const char *text, const void *list, size_t n,
                         size_t size);
const char *reader_list_words(struct arena *a, const char *const *words);

/* ---- params.c: parameters, literal or bound to a policy ---- */
void params_read(struct reader *r, const struct cfg *group, const struct param_spec *specs,
                 struct param *out);
void params_check_used(struct reader *r);
/* Once the items are known: every PARAM_ITEM names a leaf that has a measure. */
void params_check_items(struct reader *r, const struct param_spec *specs,
                        const struct param *params);
/* cfg_check() with `keys` and one key per parameter. */
bool params_check_keys(struct reader *r, const struct cfg *group, const struct cfg_key *keys,
                       const struct param_spec *specs);

/* ---- lists.c: clauses, periods, groups, units, types, totals ---- */
void lists_read(struct reader *r, const struct cfg *root);

/* ---- policies.c ---- */
void policies_read(struct reader *r, const struct cfg *root);

/* ---- grades.c: grades, and what an item does to them ---- */
void grades_read(struct reader *r, const struct cfg *root);

/* ---- items.c: scoring and the tree ---- */
/* What the key `combine` of the whole file names. */
const struct combination *items_root(struct reader *r, const struct cfg *root);
void items_read_scoring(struct reader *r, const struct cfg *root);
void items_read(struct reader *r, const struct cfg *root);

/* ---- ledgers.c: what makes a project of a ledger count; after the items ---- */
void ledgers_read(struct reader *r, const struct cfg *root);

#endif
