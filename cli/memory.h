/* memory.h - the end of the program when memory is exhausted: a message, code 3, no file begun.
 *
 * Most reports are complete in memory before a file is opened. One that is written while it is made
 * goes into a file beside its place, which is removed then.
 */
#ifndef KAOHE_MEMORY_H
#define KAOHE_MEMORY_H

#include <stdbool.h>

/* For arena_new(). Does not return. */
void memory_exhausted(void *unused);

/* Makes GMP end the same way; it has no other. Once, at the start. */
void memory_guard_gmp(void);

/* A file that is being written, or a folder made for it, and must not be left behind when memory
 * ends: removed then, what was begun last first. */
struct memory_unfinished {
	const char *path;
	bool folder;
	struct memory_unfinished *before;
};
void memory_begin(struct memory_unfinished *u);
void memory_end(struct memory_unfinished *u);

#endif
