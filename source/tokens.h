/* tokens.h - internal to source/: the words and marks of a configuration file, with their places.
 *
 * libconfig stops at the first mistake and knows no columns; here every mistake that can be seen
 * in the tokens is found.
 */
#ifndef KAOHE_TOKENS_H
#define KAOHE_TOKENS_H

#include "engine/arena.h"
#include "engine/diag.h"
#include <stdbool.h>
#include <stddef.h>

/* Brackets within brackets. */
#define TOKENS_DEPTH_MAX 32

enum token_kind { TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_MARK };

struct token {
	enum token_kind kind;
	const char *text; /* borrowed from the file's text */
	size_t length;
	struct place place;
	bool twin; /* a key that its group already has */
};

struct tokens {
	struct token *list;
	size_t n;
	struct place end; /* of the text */
};

/* Errors: include_refused, config_syntax, config_string, config_escape, config_full_width,
 *         config_unquoted, config_comment, config_depth, config_size: false is returned;
 *         duplicate_key: the later one is marked as a twin, and true is returned.
 * Cost:   n log n. text is borrowed. */
bool tokens_read(struct arena *a, const char *file, const char *text, struct tokens *out,
                 struct diag_list *log);

/* Reports what stands at a place; length 0: the end of the file. With how to mend it. */
void tokens_wrong(struct arena *a, struct place at, const char *text, size_t length,
                  struct words mend, struct diag_list *log);
/* The same where nothing better is known than to look around. */
void tokens_syntax_error(struct arena *a, struct place at, const char *text, size_t length,
                         struct diag_list *log);

#endif
