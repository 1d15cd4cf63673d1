/* encoding.h - UTF-8 from what offices send: UTF-8 with or without byte-order mark, GB18030. */
#ifndef KAOHE_ENCODING_H
#define KAOHE_ENCODING_H

#include "engine/arena.h"
#include "engine/diag.h"
#include "source/file.h"

struct utf8 {
	const char *text; /* NUL-terminated, valid UTF-8, no byte-order mark, no NUL inside */
	size_t length;
};

/* Valid UTF-8 is taken as such, else GB18030 is tried (only where gb18030 is true).
 * Errors: utf16, nul_byte, not_utf8 (or not_text where both were tried), with line and column.
 * Returns text == NULL on error. */
struct utf8 encoding_to_utf8(struct arena *a, const struct file *f, bool gb18030,
                             struct diag_list *log);

/* The offset of the first byte that is not valid UTF-8, or length. */
size_t encoding_valid_prefix(const char *text, size_t length);

/* For --encoding gb18030. GB18030 covers all of Unicode, so this cannot fail on valid UTF-8. Where
 * iconv has no memory (or no GB18030), the arena's handler is called, as for any lack of memory. */
const char *encoding_to_gb18030(struct arena *a, const char *utf8, size_t length, size_t *out);

#endif
