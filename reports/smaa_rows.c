#include "reports/smaa_report.h"

static const char *id(const struct firmness *f, size_t unit)
{
	return model_unit_name(f->model, unit)->id;
}

static const char *rank_text(const struct page *p, size_t rank)
{
	return arena_print(p->arena, "%zu", rank);
}

/* Ranks that a unit never had have no row. */
void smaa_acceptability_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct smaa *s = f->smaa;
	const char **ranks = ARENA_NEWS(p->arena, const char *, f->model->n_units);
	for (size_t i = 0; i < f->model->n_units; i++)
		ranks[i] = rank_text(p, i + 1);
	for (size_t i = 0; s != NULL && i < s->n; i++) {
		for (size_t r = 0; r < s->n; r++) {
			double share = smaa_acceptability(s, i, r + 1);
			if (!(share > 0))
				continue;
			analysis_number(p, t, "acceptability", "share", id(f, i), ranks[r], share);
			analysis_number(p, t, "acceptability", "share_error", id(f, i), ranks[r],
			                smaa_share_error(s, share));
		}
		analysis_number(p, t, "acceptability", "entropy", id(f, i), "", s->entropy[i]);
	}
}

void smaa_pairwise_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct smaa *s = f->smaa;
	for (size_t i = 0; s != NULL && s->above != NULL && i < s->n; i++)
		for (size_t j = 0; j < s->n; j++) {
			if (i == j)
				continue;
			double share = smaa_winning(s, i, j);
			analysis_number(p, t, "pairwise", "share", id(f, i), id(f, j), share);
			analysis_number(p, t, "pairwise", "share_error", id(f, i), id(f, j),
			                smaa_share_error(s, share));
		}
}

void smaa_moments_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct smaa *s = f->smaa;
	for (size_t i = 0; s != NULL && i < s->n; i++) {
		const struct {
			const char *quantity;
			double value;
		} rows[] = {{"score_mean", s->score_mean[i]},
		            {"score_mean_error", smaa_mean_error(s, s->score_sd[i])},
		            {"score_sd", s->score_sd[i]},
		            {"rank_mean", s->rank_mean[i]},
		            {"rank_mean_error", smaa_mean_error(s, s->rank_sd[i])},
		            {"rank_sd", s->rank_sd[i]}};
		for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
			analysis_number(p, t, "moments", rows[k].quantity, id(f, i), "",
			                rows[k].value);
	}
}

void smaa_quantiles_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	static const char *const scores[SMAA_QUANTILES] = {"score_q05", "score_q25", "score_q50",
	                                                   "score_q75", "score_q95"};
	static const char *const ranks[SMAA_QUANTILES] = {"rank_q05", "rank_q25", "rank_q50",
	                                                  "rank_q75", "rank_q95"};
	const struct smaa *s = f->smaa;
	for (size_t i = 0; s != NULL && s->score_quantiles != NULL && i < s->n; i++) {
		for (size_t q = 0; q < SMAA_QUANTILES; q++) {
			size_t at = i * SMAA_QUANTILES + q;
			analysis_number(p, t, "quantiles", scores[q], id(f, i), "",
			                s->score_quantiles[at]);
			analysis_number(p, t, "quantiles",
			                arena_print(p->arena, "%s_error", scores[q]), id(f, i), "",
			                s->score_quantile_errors[at]);
		}
		for (size_t q = 0; q < SMAA_QUANTILES; q++)
			analysis_row(
			        p, t, "quantiles", ranks[q], id(f, i), "",
			        rank_text(p, smaa_rank_quantile(s, i, smaa_quantile_shares[q])));
	}
}

/* Of units that were first in some draw. */
void smaa_central_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct smaa *s = f->smaa;
	for (size_t i = 0; s != NULL && s->central != NULL && i < s->n; i++) {
		if (!s->is_first[i])
			continue;
		for (size_t k = 0; k < s->n_weights; k++)
			analysis_number(p, t, "central", "weight", id(f, i),
			                model_weight_name(f->model, k)->id,
			                s->central[i * s->n_weights + k]);
		analysis_number(p, t, "central", "confidence", id(f, i), "", s->confidence[i]);
	}
}
