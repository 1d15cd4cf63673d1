/* majority.h - what the majority says about each pair, and how far that makes an order.
 *
 * Of a matrix e, where e[i * n + j] is the weight that puts i above j, ties half to each:
 *     i beats j      where e[i][j] > e[j][i]; they draw where the two are equal
 *     winner         beats every other (Condorcet 1785); there may be none
 *     Copeland       wins - losses (A. H. Copeland 1951)
 *     blocks         the smallest groups, best first, such that every member of an earlier one
 *                    beats every member of a later one: the strongly connected components of
 *                    "beats or draws". The first is the Smith set (J. H. Smith 1973); where all
 *                    have one member, the majority makes a full order.
 * Range:   Copeland -(n - 1) .. n - 1.
 * Ties:    a draw neither wins nor loses; it keeps the two in one block.
 * Missing: a pair that nothing compares is a draw, 0 to 0.
 * Cost:    n * n comparisons, n * n memory; a block of k takes k * k * k steps to find its circle.
 */
#ifndef KAOHE_MAJORITY_H
#define KAOHE_MAJORITY_H

#include "engine/arena.h"
#include "engine/ratio.h"
#include <stdbool.h>
#include <stddef.h>

struct majority_block {
	const size_t *members; /* in the order of the matrix */
	size_t n;
	/* A shortest circle in it: each beats the next and the last the first. n_circle 0: none,
	 * draws alone hold the block together. */
	const size_t *circle;
	size_t n_circle;
};

struct majority {
	const signed char *beats; /* [i * n + j]: 1 wins, 0 draw, -1 loses */
	const size_t *wins, *draws, *losses;
	const struct majority_block *blocks;
	size_t n_blocks;
	size_t winner; /* beats all others; SIZE_MAX: there is none */
	bool full;     /* the blocks are an order of all */
};

struct majority majority_of(struct arena *a, size_t n, const ratio *const *e);

static inline long majority_copeland(const struct majority *m, size_t i)
{
	return (long)m->wins[i] - (long)m->losses[i];
}

#endif
