#include "engine/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buffer_start(struct buffer *b, struct arena *a)
{
	*b = (struct buffer){.arena = a, .room = 256};
	b->text = arena_alloc(a, b->room);
}

/* Room for n more bytes and the final NUL. */
static void reserve(struct buffer *b, size_t n)
{
	size_t room = b->room;
	while (room - b->length <= n)
		room *= 2;
	if (room == b->room)
		return;
	b->text = arena_grow(b->arena, b->text, b->length, room, 1);
	b->room = room;
}

void buffer_add_n(struct buffer *b, const char *text, size_t n)
{
	reserve(b, n);
	if (n)
		memcpy(b->text + b->length, text, n);
	b->length += n;
	b->text[b->length] = '\0';
}

void buffer_add(struct buffer *b, const char *text)
{
	buffer_add_n(b, text, strlen(text));
}

void buffer_add_char(struct buffer *b, char c)
{
	buffer_add_n(b, &c, 1);
}

void buffer_list(struct buffer *b, const char *entry)
{
	if (b->length)
		buffer_add(b, ", ");
	buffer_add(b, entry);
}

/* What is handed on at a time, at least. */
#define PASSED_LEAST 32768

void buffer_pass(struct buffer *b)
{
	if (!b->drain || b->length < PASSED_LEAST)
		return;
	b->drain(b->context, b->text, b->length);
	b->length = 0;
	b->text[0] = '\0';
}

void buffer_print(struct buffer *b, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int n = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (n > 0) {
		reserve(b, (size_t)n);
		vsnprintf(b->text + b->length, (size_t)n + 1, format, again);
		b->length += (size_t)n;
	}
	va_end(again);
}
