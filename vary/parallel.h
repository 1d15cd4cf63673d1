/* parallel.h - the same work on several threads.
 *
 * Which thread does what never shows in a result: pieces are taken in any order, and what they add
 * up to must be whole numbers, or be kept piece by piece.
 */
#ifndef KAOHE_PARALLEL_H
#define KAOHE_PARALLEL_H

#include <stddef.h>

/* Calls work(context, piece, worker) for each piece 0 .. n-1, worker 0 .. threads-1, on at most
 * `threads` threads, the caller's among them (which is worker 0); the pieces in ascending order of
 * their beginning. Where a thread cannot be had, the others do its work. */
void parallel_run(unsigned threads, size_t n,
                  void (*work)(void *context, size_t piece, unsigned worker), void *context);

/* How many processors this process may use; at least 1. */
unsigned parallel_processors(void);

#endif
