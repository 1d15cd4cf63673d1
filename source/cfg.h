/* cfg.h - a libconfig file, read so that nothing is lost.
 *
 * libconfig turns 12.5 into a double, wraps large integers, follows @include
 * anywhere and knows no columns. So the text is first split into tokens here:
 * every number reaches us as the text that was written, every setting knows
 * its line and column, and @include is refused.
 * Ownership: nodes live in the arena; libconfig itself is gone on return.
 */
#ifndef KAOHE_CFG_H
#define KAOHE_CFG_H

#include "engine/arena.h"
#include "engine/diag.h"
#include "source/file.h"
#include <stdbool.h>
#include <stddef.h>

enum cfg_kind { CFG_GROUP, CFG_LIST, CFG_STRING, CFG_NUMBER, CFG_BOOL };

struct cfg {
	enum cfg_kind kind;
	const char *key;  /* NULL for elements of a list and for the root */
	const char *text; /* CFG_STRING: the string; CFG_NUMBER: as written; CFG_BOOL:
	                     "true" or "false" */
	bool truth;       /* CFG_BOOL */
	bool refused;     /* cfg_check() found its kind wrong or its key unknown */
	struct place place;
	const struct cfg *members; /* of a group, list or array */
	size_t n;
};

/* libconfig looks names up one by one, so a huge file would take minutes. */
#define CFG_SIZE_MAX (512 * 1024)

/* Errors: nul_byte, not_utf8, include_refused, config_syntax, config_string, config_escape,
 *         config_full_width, config_unquoted, config_comment, config_depth, config_size,
 * duplicate_key. Returns the root group, or NULL when the text could not be understood; after
 * duplicate_key the root is there, without the later twin. */
const struct cfg *cfg_read(struct arena *a, const struct file *f, struct diag_list *log);

/* One key that a group may have. */
struct cfg_key {
	const char *key;
	unsigned kinds; /* 1u << CFG_STRING | ... */
	bool required;
};

/* Reports unknown_key (with the known ones), missing_key and wrong_type, all of them.
 * keys ends with key == NULL. */
bool cfg_check(struct arena *a, const struct cfg *group, const struct cfg_key *keys,
               struct diag_list *log);

/* Reports a member as unknown and refuses it, with a hint at what was meant: the nearest of the
 * keys where the hint is empty. For who knows more than cfg_check(), before it is called. */
void cfg_unknown_key(struct arena *a, const struct cfg *member, const struct cfg_key *keys,
                     struct words hint, struct diag_list *log);

/* The member, or NULL when absent or of a kind that cfg_check() refused. */
const struct cfg *cfg_get(const struct cfg *group, const char *key);
/* Is there such a member, of whatever kind? */
bool cfg_has(const struct cfg *group, const char *key);
/* Its text, or `fallback`. */
const char *cfg_text(const struct cfg *group, const char *key, const char *fallback);

#endif
