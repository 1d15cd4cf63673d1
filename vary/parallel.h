/* parallel.h - the same work on several threads.
 *
 * Which thread does what never shows in a result: pieces are taken in any order, and what they add
 * up to must be whole numbers, or be kept piece by piece.
 */
#ifndef KAOHE_PARALLEL_H
#define KAOHE_PARALLEL_H

#include "engine/arena.h"

/* Threads that wait for work, one fewer than `threads`: the caller is one of them. Where a thread
 * cannot be had, the others do its work. To be closed by the same caller. */
struct parallel;
struct parallel *parallel_open(struct arena *a, unsigned threads);
void parallel_close(struct parallel *p);

/* Calls work(context, piece, worker) for each piece 0 .. n-1, worker 0 .. threads-1 (0 the caller);
 * the pieces in ascending order of their beginning. Returns when all of them have ended. */
void parallel_each(struct parallel *p, size_t n,
                   void (*work)(void *context, size_t piece, unsigned worker), void *context);

/* How many processors this process may use; at least 1. */
unsigned parallel_processors(void);

#endif
