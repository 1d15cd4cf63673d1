/* aggregate.h - what the order would be if only the orders within each item counted.
 *
 * A second opinion on a score: every leaf item is a voter whose weight is its nominal full points,
 * every ranked unit a candidate, and nothing of a mark counts but whether it is higher than
 * another's. Of the voters q with weight w, and the total W of all weights:
 *     e[i][j]  = sum of w over the items where i has the higher mark, w / 2 where the marks are
 *                equal; an item says nothing of a pair where either has no mark (no task)
 *     Borda    = sum over the items of w * (units below + half of the ties)
 *              = sum over j of e[i][j] + (W - e[i][j] - e[j][i]) / 2
 *                (J.-C. de Borda 1781): n - 1 for the first of n, 0 for the last, weighted
 *     Condorcet winner, order, circles and Copeland scores: majority.h (Condorcet 1785)
 *     Kemeny rankings: kemeny.h (Kemeny 1959; Young and Levenglick 1978)
 * Range:   e and Borda from 0; the Borda scores of all add up to W * n * (n - 1) / 2.
 * Ties:    half to each, everywhere; equal Borda scores share a rank. Marks that are not exact and
 *          cannot be told apart (ratio_tells) are equal.
 * Missing: what an item does not say is half to each in the Borda score, or a unit would lose for
 *          not having been asked; majority and Kemeny follow differences, which it leaves alone.
 * Cost:    n * n * items comparisons of whole numbers, beside majority.h and kemeny.h.
 *
 * Agreement of an item with the order of the scores, of the pairs that both decide:
 *     P concordant, Q discordant, tau = (P - Q) / (P + Q)
 * M. G. Kendall's tau (1938), where nothing is tied. A pair that is tied in either, or of which
 * the item says nothing, is left out of both sums (the gamma of L. A. Goodman and W. H. Kruskal
 * 1954), so that an item is not counted against the score for what it leaves open. Range -1 .. 1;
 * none where no pair is left.
 */
#ifndef KAOHE_AGGREGATE_H
#define KAOHE_AGGREGATE_H

#include "engine/kemeny.h"
#include "engine/majority.h"
#include "engine/sheet.h"

struct agreement {
	size_t concordant, discordant;
	size_t undecided; /* pairs tied in either, or of which one says nothing */
	const ratio *tau; /* NULL where no pair is decided */
};

struct aggregate {
	size_t group;                   /* of the method, or NONE */
	size_t n_units, n_items;        /* candidates, voters */
	const size_t *units;            /* of the method, by rank; NULL for bare marks */
	const size_t *items;            /* of the method; NULL for bare marks */
	const ratio *const *weights;    /* of the voters */
	const ratio *total;             /* sum of the weights */
	const ratio *const *outranking; /* e[i * n_units + j] */
	const ratio *const *borda;
	const size_t *borda_ranks; /* from 1 */
	struct majority majority;
	struct kemeny kemeny;
	const struct agreement *agreements; /* per voter; NULL for bare marks */
};

/* What is ranked together. */
struct aggregates {
	const struct aggregate *const *fields;
	size_t n;
};

/* marks[unit * n_items + item], higher is better, NULL for none; weights exact, at least 0. */
const struct aggregate *aggregate_marks(struct arena *a, size_t n_units, size_t n_items,
                                        const ratio *const *marks, const ratio *const *weights);

/* Of the ranked units of a sheet, by their marks as shares of the full mark; of a combined period
 * by their points as shares of the full points. All, or each group by itself where the method ranks
 * in groups. Units listed apart have no rank to compare and stay out. Items outside the full points
 * (bonus, deduction) do not vote. Errors: kemeny_large (warning): everything else is given. */
struct aggregates aggregate_sheet(struct arena *a, const struct sheet *s, struct diag_list *log);

/* Two rank lists of the same n: 1 is best, equal ranks are ties, 0 is none. */
struct agreement aggregate_agreement(struct arena *a, size_t n, const size_t *x, const size_t *y);

#endif
