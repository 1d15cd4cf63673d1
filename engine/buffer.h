/* buffer.h - text that grows, in an arena.
 *
 * Invariant: text is NUL-terminated and text[length] is that NUL; NUL bytes
 * inside are allowed when length is respected.
 * Ownership: text is borrowed from the arena and moves when the buffer grows.
 */
#ifndef KAOHE_BUFFER_H
#define KAOHE_BUFFER_H

#include "engine/arena.h"
#include <stddef.h>

struct buffer {
	struct arena *arena;
	char *text;
	size_t length;
	size_t room;
	/* Where the text goes that is too long to be held, see buffer_pass(); NULL: it is held. */
	void (*drain)(void *context, const char *text, size_t n);
	void *context;
};

void buffer_start(struct buffer *b, struct arena *a);
void buffer_add(struct buffer *b, const char *text);
void buffer_add_n(struct buffer *b, const char *text, size_t n);
void buffer_add_char(struct buffer *b, char c);
/* An entry of a list: ", " goes before it unless it is the first. */
void buffer_list(struct buffer *b, const char *entry);
/* Hands what it holds to its drain and starts anew, once that is worth it; nothing without a drain.
 * For writers of long texts, who call it now and then and look back at nothing. */
void buffer_pass(struct buffer *b);
/* Same conversions as arena_print(). */
void buffer_print(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
