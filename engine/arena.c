#define _DEFAULT_SOURCE /* madvise() */
#include "engine/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Large enough that a case of a city takes a few blocks only. */
#define BLOCK_SIZE (64u * 1024u)

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

struct ending {
	struct ending *next;
	void (*release)(void *);
	void *object;
};

struct arena {
	struct block *blocks; /* the first one is being filled */
	struct ending *endings;
	arena_failed *failed;
	void *context;
};

static void *fail(struct arena *a)
{
	a->failed(a->context);
	abort(); /* the handler returned, against its contract */
}

struct arena *arena_new(arena_failed *failed, void *context)
{
	struct arena *a = malloc(sizeof *a);
	if (!a) {
		failed(context);
		abort();
	}
	*a = (struct arena){.failed = failed, .context = context};
	return a;
}

struct arena *arena_scratch(const struct arena *a)
{
	return arena_new(a->failed, a->context);
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	for (struct ending *e = a->endings; e; e = e->next)
		e->release(e->object);
	for (struct block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

/* Where counts lie all over many megabytes, looking up their pages would take longer than counting.
 * A hint: that it is not taken is no error. */
static void use_large_pages(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
	enum { LARGE = 1 << 21 };
	uintptr_t from = ((uintptr_t)block + LARGE - 1) / LARGE * LARGE,
	          to = ((uintptr_t)block + size) / LARGE * LARGE;
	if (to > from)
		madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
	(void)block, (void)size;
#endif
}

static struct block *block_new(struct arena *a, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block))
		return fail(a);
	struct block *b = calloc(1, sizeof *b + size);
	if (!b)
		return fail(a);
	b->size = size;
	use_large_pages(b, sizeof *b + size);
	return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	if (size > SIZE_MAX - align)
		return fail(a);
	size = (size + align - 1) / align * align;
	struct block *b = a->blocks;
	if (!b || b->size - b->used < size) {
		bool own = size > BLOCK_SIZE / 4;
		b = block_new(a, own ? size : BLOCK_SIZE);
		if (own && a->blocks) { /* keep filling the block at hand */
			b->next = a->blocks->next;
			a->blocks->next = b;
		} else {
			b->next = a->blocks;
			a->blocks = b;
		}
	}
	void *p = b->bytes + b->used;
	b->used += size;
	return p;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		return fail(a);
	return arena_alloc(a, n * size);
}

void *arena_grow(struct arena *a, const void *old, size_t n_old, size_t n_new, size_t size)
{
	void *p = arena_array(a, n_new, size);
	if (n_old)
		memcpy(p, old, n_old * size);
	return p;
}

char *arena_copy_n(struct arena *a, const char *text, size_t n)
{
	char *p = arena_alloc(a, n + 1);
	memcpy(p, text, n);
	return p;
}

void *arena_lines(struct arena *a, size_t n, size_t size)
{
	enum { LINE = 64 };
	if (size && n > (SIZE_MAX - LINE) / size)
		return fail(a);
	uintptr_t start = (uintptr_t)arena_alloc(a, n * size + LINE);
	return (void *)((start + LINE - 1) / LINE * LINE);
}

void arena_apart(struct arena *a)
{
	arena_alloc(a, ARENA_APART);
}

char *arena_copy(struct arena *a, const char *text)
{
	return arena_copy_n(a, text, strlen(text));
}

char *arena_print(struct arena *a, const char *format, ...)
{
	va_list list, again;
	struct block *b = a->blocks;
	char *room = b ? (char *)b->bytes + b->used : NULL;
	size_t size = b ? b->size - b->used : 0;
	va_start(list, format);
	va_copy(again, list);
	/* Most texts fit where the next object goes anyway. */
	int n = vsnprintf(room, size, format, list);
	va_end(list);
	char *p = n < 0 ? fail(a) : arena_alloc(a, (size_t)n + 1);
	if (p != room) {
		if (size)
			memset(room, 0, size); /* zeroed memory again */
		vsnprintf(p, (size_t)n + 1, format, again);
	}
	va_end(again);
	return p;
}

void arena_at_end(struct arena *a, void (*release)(void *), void *object)
{
	struct ending *e = ARENA_NEW(a, struct ending);
	*e = (struct ending){.next = a->endings, .release = release, .object = object};
	a->endings = e;
}
