/* smaa.h - ranks over many weightings: stochastic multicriteria acceptability analysis.
 *
 * Weights are drawn from a set (firmness.h), all units scored and ranked, and counted:
 *     rank acceptability   share of the draws in which a unit has a rank
 *     pairwise winning     share in which i scores strictly above j
 *     central weights      mean weights of the draws in which a unit is first
 *     confidence factor    share of draws of the figures in which a unit is first at its central
 *                          weights; 0 or 1 where figures are certain
 *     entropy              of a unit's rank acceptabilities, as a share of log n: 0 certain, 1 any
 * (R. Lahdelma, J. Hokkanen and P. Salminen, SMAA, 1998; R. Lahdelma and P. Salminen, SMAA-2, 2001;
 * pairwise: P. Leskinen, J. Viitanen, A. Kangas and J. Kangas 2006.)
 *
 * A score is the sum of weight times value over the items, in their order, in double without
 * contraction, with weights that sum to 1, rounded to 2^-40 of the full points: what is equal but
 * for rounding on the way is equal. Whatever faster way is taken, every rank is the one of those
 * doubles. Equal scores share the better rank. Nothing is rounded. Deterministic: each draw is a
 * function of seed and number; all counts are whole numbers. The same bytes on any number of
 * threads or hosts, any instruction set, any compiler. Cost:   draws * units * items, and draws *
 * units^2 where pairs are counted (above SMAA_MIDDLE units ranks themselves cost units * log
 * units). Memory: 4 bytes for each unit and rank, 4 for each pair; never for draws.
 */
#ifndef KAOHE_SMAA_H
#define KAOHE_SMAA_H

#include "vary/firmness.h"

/* Draws at most: counts have 32 bits. */
#define SMAA_DRAWS_MAX UINT32_MAX
/* Draws of one round; a stop for precision happens at the end of one. */
#define SMAA_ROUND 65536

enum smaa_path {
	SMAA_LINEAR,    /* dot products */
	SMAA_MASKED,    /* weights shared out anew for each class of units, then dot products */
	SMAA_GENERAL,   /* node by node: limits, geometric means */
	SMAA_UNCERTAIN, /* figures drawn as well */
	SMAA_PATHS
};

enum { SMAA_Q05, SMAA_Q25, SMAA_Q50, SMAA_Q75, SMAA_Q95, SMAA_QUANTILES };
extern const double smaa_quantile_shares[SMAA_QUANTILES];

struct smaa {
	const struct model *model;
	size_t n, n_weights; /* units, carriers */
	uint64_t draws, seed;
	enum smaa_path path;
	struct weight_set weights;
	bool stopped;           /* the user wanted no more: fewer draws than asked for */
	bool precise;           /* the precision asked for was reached */
	double worst;           /* largest standard error of the shares counted */
	const char *isa;        /* instruction set that was used; never in a report */
	const uint32_t *accept; /* [unit * n + rank - 1]: draws */
	/* Of pairs i < j at smaa_pair(): draws in which i is strictly above j; equal. NULL: not
	 * counted. */
	const uint32_t *above, *level;
	const double *score_mean, *score_sd; /* [unit] */
	/* [unit * SMAA_QUANTILES + q], NULL: not counted; within score_step of that of the draws.
	 */
	const double *score_quantiles, *score_step;
	/* Standard errors of the same: half the distance of the quantiles whose shares are one
	 * standard error of the share below and above. */
	const double *score_quantile_errors;
	const double *rank_mean, *rank_sd; /* [unit] */
	const double *central;             /* [unit * n_weights]; see is_first */
	const bool *is_first;              /* [unit]: was first in some draw */
	const double *confidence;          /* [unit]; 0 where never first */
	uint64_t confidence_draws;         /* 1 where figures are certain */
	const double *entropy;             /* [unit] */
};

/* Units at most: ranks have 16 bits. */
#define SMAA_UNITS_MAX UINT16_MAX

/* Draws: request->draws, or with a precision as many as it takes and at most that many (0: as many
 * as SMAA_DRAWS_MAX). NULL where there is nothing to say: no draw was made before the stop.
 * Errors: smaa_units, NULL then. */
const struct smaa *smaa_run(const struct firmness_request *request);

static inline size_t smaa_pair(size_t n, size_t i, size_t j) /* i < j */
{
	return i * n - i * (i + 1) / 2 + (j - i - 1);
}

/* rank from 1 */
double smaa_acceptability(const struct smaa *s, size_t unit, size_t rank);
double smaa_winning(const struct smaa *s, size_t i, size_t j);
/* The standard error of a share: sqrt(p (1 - p) / draws). */
double smaa_share_error(const struct smaa *s, double share);
/* That of a mean with this standard deviation. */
double smaa_mean_error(const struct smaa *s, double sd);
/* The least rank that at least this share of the draws does not exceed. */
size_t smaa_rank_quantile(const struct smaa *s, size_t unit, double share);

/* The score of one draw, as all others are measured by: for tests. [unit] */
void smaa_scores(const struct firmness_request *request, uint64_t draw, double *scores);
/* Its weights, [weight], which sum to 1. */
void smaa_weights(const struct firmness_request *request, uint64_t draw, double *weights);

/* Instruction sets that this machine has and this program was built for, best first; ends with
 * NULL. request->isa may name one. */
const char *const *smaa_isas(struct arena *a);

#endif
