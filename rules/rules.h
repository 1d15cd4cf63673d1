/* rules.h - reads and checks rule files. The language is described in rules/FORMAT.md. */
#ifndef KAOHE_RULES_H
#define KAOHE_RULES_H

#include "engine/diag.h"
#include "engine/method.h"
#include "source/file.h"

/* The rule files that are built into the program. */
size_t rules_bundled_count(void);
const char *rules_bundled_id(size_t index);
/* Its text, as in rules/ID/method.cfg. NULL when there is none of that id. */
const struct file *rules_bundled_file(struct arena *a, const char *id);

/* A commented rule file to begin with, valid as it stands, for a method of that id. */
const char *rules_skeleton(struct arena *a, enum lang lang, const char *id);
/* May `id` be an id? The same for all kinds of them. */
bool rules_is_id(const char *id);

/* Reads a method. Returns NULL when there was any error; all of them are in the list. */
const struct method *rules_read(struct arena *a, const struct file *f, struct diag_list *log);

#endif
