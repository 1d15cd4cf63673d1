/* Compiled once for each instruction set, with KERNEL its name and ISA that of the set: see the
 * Makefile. */
#include "vary/smaa_kernel.h"
#include "vary/lanes_count.h"
#include "vary/lanes_draw.h"
#include "vary/lanes_many.h"
#include "vary/lanes_score.h"

#ifndef KERNEL
#define KERNEL smaa_kernel_v1
#define ISA    "v1"
#endif

/* ---- moments ---- */

/* Sums of what scores differ from the nominal ones, and of its square, in PARTS floats for each
 * unit over a piece: draw by draw in turn. */
static void count_scores(const struct smaa_task *t, const struct smaa_work *w, size_t lanes,
                         struct smaa_tally *tally)
{
	for (size_t u = 0; u < t->n; u++) {
		const float *s = w->fast + u * LANES, centre = t->centre[u];
		float *sums = tally->piece_sum + u * PARTS,
		      *squares = tally->piece_square + u * PARTS;
		wide sum[PARTS / PER_WIDE], square[PARTS / PER_WIDE];
		memcpy(sum, sums, sizeof sum);
		memcpy(square, squares, sizeof square);
		for (size_t l = 0; l + PARTS <= lanes; l += PARTS)
			for (size_t i = 0; i < PARTS / PER_WIDE; i++) {
				wide d;
				memcpy(&d, s + l + i * PER_WIDE, sizeof d);
				d -= centre;
				sum[i] += d;
				square[i] += d * d;
			}
		memcpy(sums, sum, sizeof sum);
		memcpy(squares, square, sizeof square);
		for (size_t l = lanes - lanes % PARTS; l < lanes; l++) {
			float d = s[l] - centre;
			sums[l % PARTS] += d;
			squares[l % PARTS] += d * d;
		}
	}
}

static void count_bins(const struct smaa_task *t, const struct smaa_work *w, size_t lanes,
                       struct smaa_tally *tally)
{
	int32_t last = (int32_t)(1u << t->bin_bits) - 1;
	for (size_t u = 0; u < t->n; u++) {
		const float *s = w->fast + u * LANES, low = t->low[u], scale = t->scale[u];
		uint32_t *bins = tally->bins + (u << t->bin_bits);
		for (size_t l = 0; l < lanes; l++) {
			int32_t bin = (int32_t)((s[l] - low) * scale);
			bins[bin < 0 ? 0 : bin < last ? bin : last]++; /* rounding at the ends */
		}
	}
}

/* Weights of the draws in which a unit is first: of all that are level there. */
static void count_first(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
                        struct smaa_tally *tally)
{
	if (t->path == SMAA_LINEAR)
		normalise(t->n_weights, w->raw, w->weights);
	for (size_t l = 0; l < lanes; l++) {
		size_t best = 0;
		for (size_t u = 1; u < t->n; u++)
			best = compare_lane(t, w, u, best, l) > 0 ? u : best;
		for (size_t u = 0; u < t->n; u++) {
			if (u != best && compare_lane(t, w, u, best, l))
				continue;
			for (size_t k = 0; k < t->n_weights; k++)
				tally->first_weights[u * t->n_weights + k] +=
				        (uint64_t)(int64_t)(w->weights[k * LANES + l] * 0x1p32 +
				                            0.5);
		}
	}
}

static void count(const struct smaa_task *t, struct smaa_work *w, size_t lanes,
                  struct smaa_tally *tally)
{
	tally->draws += lanes;
	count_scores(t, w, lanes, tally);
	if (tally->bins)
		count_bins(t, w, lanes, tally);
	if (tally->first_weights)
		count_first(t, w, lanes, tally);
	if (t->n > SMAA_MIDDLE)
		return;
	for (size_t l = 0; l < lanes && lanes < LANES; l++)
		count_lane(t, w, l, tally);
	if (lanes == LANES && t->n <= SMAA_SMALL)
		count_small(t, w, tally);
	else if (lanes == LANES) {
		rank_block(t, w);
		if (w->spanned == SPAN)
			count_span(t, w, tally);
	}
}

const struct smaa_kernel KERNEL = {
        .isa = ISA,
        .weights = draw_raw,
        .scores = draw_scores,
        .count = count,
        .end = count_span,
        .rank_many = rank_many,
        .count_ranks = count_ranks,
        .count_pairs = count_pairs,
};
