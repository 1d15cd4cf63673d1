#include "vary/smaa_running.h"

#include "engine/binary.h"
#include "vary/logarithm.h"
#include "vary/recognition.h"

#include <math.h>

const double smaa_quantile_shares[SMAA_QUANTILES] = {0.05, 0.25, 0.5, 0.75, 0.95};

/* p (1 - p) is largest where p is nearest to a half. */
static uint64_t nearest_half(const uint32_t *counts, size_t n, uint64_t draws, uint64_t best)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t rest = draws - counts[i], less = rest < counts[i] ? rest : counts[i];
		best = less > best ? less : best;
	}
	return best;
}

double smaa_worst_error(const struct smaa *s)
{
	uint64_t best = nearest_half(s->accept, s->n * s->n, s->draws, 0);
	if (s->above)
		best = nearest_half(s->above, smaa_pairs(s->n), s->draws, best);
	return smaa_share_error(s, (double)best / (double)s->draws);
}

double smaa_share_error(const struct smaa *s, double share)
{
	return sqrt(share * (1 - share) / (double)s->draws);
}

double smaa_mean_error(const struct smaa *s, double sd)
{
	return sd / sqrt((double)s->draws);
}

double smaa_acceptability(const struct smaa *s, size_t unit, size_t rank)
{
	return (double)s->accept[unit * s->n + rank - 1] / (double)s->draws;
}

double smaa_winning(const struct smaa *s, size_t i, size_t j)
{
	if (i == j)
		return 0;
	size_t pair = i < j ? smaa_pair(s->n, i, j) : smaa_pair(s->n, j, i);
	uint64_t above = s->above[pair];
	return (double)(i < j ? above : s->draws - above - s->level[pair]) / (double)s->draws;
}

size_t smaa_rank_quantile(const struct smaa *s, size_t unit, double share)
{
	uint64_t sum = 0;
	for (size_t rank = 1; rank <= s->n; rank++) {
		sum += s->accept[unit * s->n + rank - 1];
		if ((double)sum >= share * (double)s->draws)
			return rank;
	}
	return s->n;
}

static void describe_scores(struct smaa_running *r, struct smaa *out)
{
	const struct smaa_task *t = &r->task;
	const struct smaa_tally *y = &r->tallies[0];
	double *mean = ARENA_NEWS(r->arena, double, t->n), *sd = ARENA_NEWS(r->arena, double, t->n),
	       n = (double)out->draws;
	for (size_t u = 0; u < t->n; u++) {
		double shift = (double)y->sum[u] / t->sum_scale / n,
		       square = (double)y->square[u] / t->square_scale / n,
		       spread = square - shift * shift, noise = (double)t->error;
		sd[u] = spread > noise * noise ? sqrt(spread) : 0; /* rounding is no spread */
		bool moves = sd[u] > 0 || r->request->recognition != NULL;
		mean[u] = moves ? t->middle + (double)t->centre[u] + shift
		                : binary_of(t->model->scores[u]);
	}
	out->score_mean = mean;
	out->score_sd = sd;
}

/* In bins from the lowest score on. Within its bin a quantile is found in proportion. */
static double quantile(const uint32_t *bins, size_t n_bins, double wanted)
{
	uint64_t sum = 0;
	size_t bin = 0;
	while (bin + 1 < n_bins && (double)(sum + bins[bin]) < wanted)
		sum += bins[bin++];
	double part = bins[bin] ? (wanted - (double)sum) / (double)bins[bin] : 0;
	return (double)bin + (part < 1 ? part : 1);
}

static void describe_quantiles(struct smaa_running *r, struct smaa *out)
{
	const struct smaa_task *t = &r->task;
	double *all = ARENA_NEWS(r->arena, double, t->n *SMAA_QUANTILES);
	double *error = ARENA_NEWS(r->arena, double, t->n *SMAA_QUANTILES);
	double *step = ARENA_NEWS(r->arena, double, t->n), draws = (double)out->draws;
	size_t n_bins = (size_t)1 << t->bin_bits;
	for (size_t u = 0; u < t->n; u++) {
		const uint32_t *bins = r->tallies[0].bins + (u << t->bin_bits);
		double low = t->middle + (double)t->low[u];
		step[u] = 1 / (double)t->scale[u];
		for (size_t q = 0; q < SMAA_QUANTILES; q++) {
			double p = smaa_quantile_shares[q], off = sqrt(p * (1 - p) / draws),
			       from = p > off ? p - off : 0, to = p + off < 1 ? p + off : 1;
			all[u * SMAA_QUANTILES + q] =
			        low + quantile(bins, n_bins, p * draws) * step[u];
			error[u * SMAA_QUANTILES + q] = (quantile(bins, n_bins, to * draws) -
			                                 quantile(bins, n_bins, from * draws)) *
			                                step[u] / 2;
			if (out->score_sd[u] > 0)
				continue;
			/* What never moves is where it is, not somewhere in its bin. */
			all[u * SMAA_QUANTILES + q] = out->score_mean[u];
			error[u * SMAA_QUANTILES + q] = 0;
		}
	}
	out->score_quantiles = all;
	out->score_quantile_errors = error;
	out->score_step = step;
}

static void describe_ranks(struct smaa_running *r, struct smaa *out)
{
	size_t n = out->n;
	double *mean = ARENA_NEWS(r->arena, double, n), *sd = ARENA_NEWS(r->arena, double, n),
	       *entropy = ARENA_NEWS(r->arena, double, n);
	/* Most counts are small where there are many units. */
	enum { LOGS = 1024 };
	double *logs = ARENA_NEWS(r->arena, double, LOGS);
	for (size_t i = 1; i < LOGS; i++)
		logs[i] = logarithm((double)i);
	for (size_t u = 0; u < n; u++) {
		uint64_t sum = 0, square = 0;
		for (size_t k = 0; k < n; k++) {
			uint64_t draws = out->accept[u * n + k];
			double share = (double)draws / (double)out->draws;
			sum += draws * (k + 1);
			square += draws * (k + 1) * (k + 1);
			if (draws)
				entropy[u] -= share * (draws < LOGS ? logs[draws]
				                                    : logarithm((double)draws));
		}
		entropy[u] = (logarithm((double)out->draws) + entropy[u]) / logarithm((double)n);
		mean[u] = (double)sum / (double)out->draws;
		double spread = (double)square / (double)out->draws - mean[u] * mean[u];
		bool moved =
		        sum % out->draws || out->accept[u * n + sum / out->draws - 1] != out->draws;
		sd[u] = moved && spread > 0 ? sqrt(spread) : 0;
		entropy[u] = moved ? entropy[u] : 0;
	}
	out->rank_mean = mean;
	out->rank_sd = sd;
	out->entropy = entropy;
}

/* ---- central weights and confidence factors ---- */

/* Draws of figures for a confidence factor. */
enum { CONFIDENCE_DRAWS = 10000 };

static double confidence_of(struct smaa_running *r, size_t unit, const double *central,
                            uint64_t draws)
{
	const struct smaa_task *t = &r->task;
	struct smaa_work *w = &r->works[0];
	const double *values = NULL;
	uint64_t first = 0;
	for (uint64_t d = 0; d < draws; d++) {
		if (r->request->recognition) {
			recognition_draw(r->request->recognition, r->request->seed, d,
			                 STREAM_CONFIDENCE, w->lane_values, w->recognition);
			values = w->lane_values;
		}
		model_scores_double(t->model, &t->numbers, central, values, w->lane_scores,
		                    w->lane_work);
		bool best = true;
		for (size_t u = 0; u < t->n; u++)
			best = best && w->lane_scores[u] <= w->lane_scores[unit];
		first += best;
	}
	return (double)first / (double)draws;
}

static void describe_central(struct smaa_running *r, struct smaa *out)
{
	const struct smaa_task *t = &r->task;
	double *central = ARENA_NEWS(r->arena, double, t->n * t->n_weights);
	double *confidence = ARENA_NEWS(r->arena, double, t->n);
	bool *is_first = ARENA_NEWS(r->arena, bool, t->n);
	out->confidence_draws = r->request->recognition ? CONFIDENCE_DRAWS : 1;
	for (size_t u = 0; u < t->n; u++) {
		double draws = (double)out->accept[u * t->n];
		is_first[u] = draws > 0;
		if (!is_first[u])
			continue;
		for (size_t k = 0; k < t->n_weights; k++)
			central[u * t->n_weights + k] =
			        (double)r->tallies[0].first_weights[u * t->n_weights + k] *
			        0x1p-32 / draws;
		confidence[u] =
		        confidence_of(r, u, central + u * t->n_weights, out->confidence_draws);
	}
	out->central = central;
	out->is_first = is_first;
	out->confidence = confidence;
}

void smaa_describe(struct smaa_running *r, struct smaa *out)
{
	describe_scores(r, out);
	describe_ranks(r, out);
	if (r->request->quantiles)
		describe_quantiles(r, out);
	if (r->request->central)
		describe_central(r, out);
}
