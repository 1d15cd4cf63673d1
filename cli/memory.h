/* memory.h - the end of the program when memory is exhausted: a message, code 3, no file begun.
 *
 * Reports are complete in memory before a file is opened, and nothing is allocated while it is
 * written, so there is never a partial file to remove.
 */
#ifndef KAOHE_MEMORY_H
#define KAOHE_MEMORY_H

/* For arena_new(). Does not return. */
void memory_exhausted(void *unused);

/* Makes GMP end the same way; it has no other. Once, at the start. */
void memory_guard_gmp(void);

#endif
