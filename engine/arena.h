/* arena.h - one block of memory per run, released at once.
 *
 * Ownership: whatever a function of kaohe returns lives in the arena that it
 * was given, until arena_free(); nothing is released one by one.
 * Errors:    none are returned. Exact arithmetic cannot recover from a lack
 *            of memory (GMP has no way to), so nothing here pretends to: the
 *            handler given to arena_new() is called and must not return. The
 *            command line ends with code 3; a server would longjmp().
 * Threads:   one arena belongs to one thread at a time.
 */
#ifndef KAOHE_ARENA_H
#define KAOHE_ARENA_H

#include <stddef.h>

struct arena;

/* Called when memory is exhausted. Must not return. */
typedef void arena_failed(void *context);

/* NULL is never returned: `failed` is called instead. */
struct arena *arena_new(arena_failed *failed, void *context);

/* Another arena with the same handler, for what is not kept: freed by itself. */
struct arena *arena_scratch(const struct arena *a);

/* Runs what arena_at_end() registered, last first, then frees all. NULL is allowed. */
void arena_free(struct arena *a);

/* Zeroed memory, aligned for any type. A size of 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t size);

/* Zeroed array; a product past SIZE_MAX counts as exhausted memory. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* A copy of old[0..n_old) in an array with room for n_new >= n_old members, the rest zeroed. */
void *arena_grow(struct arena *a, const void *old, size_t n_old, size_t n_new, size_t size);

/* The same, beginning where a cache line does: for wide loads. */
void *arena_lines(struct arena *a, size_t n, size_t size);

/* What is allocated from here on shares no cache line, nor the one fetched beside it, with what was
 * before: for what another thread writes. */
#define ARENA_APART 128
void arena_apart(struct arena *a);

/* Copies of text: all of it, or n bytes; NUL-terminated. */
char *arena_copy(struct arena *a, const char *text);
char *arena_copy_n(struct arena *a, const char *text, size_t n);

/* printf into the arena. Texts and whole numbers only: a locale can touch %f and its kin. */
char *arena_print(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Registers the release of something foreign (a GMP number, a parser). */
void arena_at_end(struct arena *a, void (*release)(void *), void *object);

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_NEWS(a, type, n)  ((type *)arena_array((a), (n), sizeof(type)))
#define ARENA_LINES(a, type, n) ((type *)arena_lines((a), (n), sizeof(type)))

#endif
