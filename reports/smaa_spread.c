#include "reports/bars.h"
#include "reports/sampled.h"
#include "reports/smaa_report.h"

/* How far scores and ranks move: means, standard deviations, quantiles. */

enum { DECIMALS = 2, BAR = 40 };

static const char *fixed(const struct page *p, double x, unsigned decimals)
{
	return sampled_fixed(p->arena, x, decimals);
}

static bool begin(struct page *p, const struct firmness *f, enum text_id title, enum text_id about)
{
	analysis_section(p, f, title);
	view_line(p->view, f->smaa != NULL ? TONE_QUIET : TONE_PLAIN, 0,
	          page_text(p, f->smaa != NULL ? about : TEXT_smaa_none));
	return f->smaa != NULL;
}

static void columns(const struct page *p, struct view_table *t, const enum text_id *heads, size_t n)
{
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t i = 0; i < n; i++)
		view_column(t, ALIGN_RIGHT, page_text(p, heads[i]));
}

static void moments_row(const struct page *p, struct view_table *t, const struct firmness *f,
                        size_t unit)
{
	const struct smaa *s = f->smaa;
	view_cell(t, TONE_PLAIN, analysis_unit(p, f, unit));
	view_number(t, TONE_PLAIN, page_points(p, f->model->scores[unit]));
	view_number(t, TONE_PLAIN, fixed(p, s->score_mean[unit], DECIMALS));
	view_number(t, TONE_QUIET, sampled_error(p->arena, smaa_mean_error(s, s->score_sd[unit])));
	view_number(t, TONE_PLAIN, fixed(p, s->score_sd[unit], DECIMALS));
	view_number(t, TONE_PLAIN, fixed(p, s->rank_mean[unit], DECIMALS));
	view_number(t, TONE_QUIET, sampled_error(p->arena, smaa_mean_error(s, s->rank_sd[unit])));
	view_number(t, TONE_PLAIN, fixed(p, s->rank_sd[unit], DECIMALS));
}

void smaa_moments_section(struct page *p, const struct firmness *f)
{
	static const enum text_id heads[] = {TEXT_head_score,  TEXT_head_mean,      TEXT_head_error,
	                                     TEXT_head_sd,     TEXT_head_rank_mean, TEXT_head_error,
	                                     TEXT_head_rank_sd};
	if (!begin(p, f, TEXT_smaa_moments, TEXT_smaa_moments_about))
		return;
	const size_t *order = analysis_order(p, f);
	struct view_table *t = page_table(p, page_text(p, TEXT_smaa_moments));
	columns(p, t, heads, sizeof heads / sizeof *heads);
	for (size_t i = 0; i < analysis_shown(f); i++)
		moments_row(p, t, f, order[i]);
	analysis_more(p, f);
}

/* ---- quantiles ---- */

/* What 90 % of the weightings give one unit. */
static struct bars_scale reach_of(const struct firmness *f, size_t unit)
{
	const double *q = f->smaa->score_quantiles + unit * SMAA_QUANTILES;
	return (struct bars_scale){q[SMAA_Q05], q[SMAA_Q95]};
}

static struct bars_scale joined(struct bars_scale x, struct bars_scale y)
{
	return (struct bars_scale){x.from < y.from ? x.from : y.from, x.to > y.to ? x.to : y.to};
}

/* From the lowest 5 % to the highest 95 % of the units shown. Of those at the end, a quarter at
 * most, a few far below the others would squeeze these into a corner: whoever would more than
 * double the scale is left outside. */
static struct bars_scale scale_of(const struct firmness *f, const size_t *order)
{
	size_t n = analysis_shown(f), least = n - n / 4;
	struct bars_scale scale = reach_of(f, order[0]);
	for (size_t i = 1; i < n; i++) {
		struct bars_scale wider = joined(scale, reach_of(f, order[i]));
		bool far = wider.to - wider.from > 2 * (scale.to - scale.from);
		if (i < least || !far)
			scale = wider;
	}
	if (!(scale.from < scale.to)) /* nothing moves */
		scale = (struct bars_scale){scale.from - 1, scale.to + 1};
	return scale;
}

static const char *drawn(const struct page *p, const double *q, struct bars_scale scale)
{
	if (q[SMAA_Q05] < scale.from)
		return page_text(p, TEXT_off_scale);
	return bars_nested(p->arena, scale, q[SMAA_Q05], q[SMAA_Q25], q[SMAA_Q50], q[SMAA_Q75],
	                   q[SMAA_Q95], BAR);
}

static void quantiles_row(const struct page *p, struct view_table *t, const struct firmness *f,
                          size_t unit, struct bars_scale scale)
{
	const struct smaa *s = f->smaa;
	const double *q = s->score_quantiles + unit * SMAA_QUANTILES;
	view_cell(t, TONE_PLAIN, analysis_unit(p, f, unit));
	for (size_t k = 0; k < SMAA_QUANTILES; k++)
		view_number(t, TONE_PLAIN, fixed(p, q[k], DECIMALS));
	view_cell(t, TONE_PLAIN, drawn(p, q, scale));
	view_number(t, TONE_PLAIN,
	            PAGE_FILL(p, TEXT_rank_quantiles,
	                      arena_print(p->arena, "%zu", smaa_rank_quantile(s, unit, 0.05)),
	                      arena_print(p->arena, "%zu", smaa_rank_quantile(s, unit, 0.5)),
	                      arena_print(p->arena, "%zu", smaa_rank_quantile(s, unit, 0.95))));
}

static double largest_error(const struct firmness *f)
{
	double largest = 0;
	for (size_t i = 0; i < f->smaa->n * SMAA_QUANTILES; i++)
		if (f->smaa->score_quantile_errors[i] > largest)
			largest = f->smaa->score_quantile_errors[i];
	return largest;
}

void smaa_quantiles_section(struct page *p, const struct firmness *f)
{
	static const enum text_id heads[] = {TEXT_head_q05, TEXT_head_q25, TEXT_head_q50,
	                                     TEXT_head_q75, TEXT_head_q95};
	if (!begin(p, f, TEXT_smaa_quantiles, TEXT_smaa_quantiles_about))
		return;
	const size_t *order = analysis_order(p, f);
	view_line(
	        p->view, TONE_QUIET, 0,
	        PAGE_FILL(p, TEXT_smaa_quantiles_error, sampled_error(p->arena, largest_error(f))));
	struct bars_scale scale = scale_of(f, order);
	struct view_table *t = page_table(p, page_text(p, TEXT_smaa_quantiles));
	columns(p, t, heads, sizeof heads / sizeof *heads);
	view_column(t, ALIGN_LEFT,
	            PAGE_FILL(p, TEXT_head_scale, fixed(p, scale.from, DECIMALS),
	                      fixed(p, scale.to, DECIMALS)));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rank_quantiles));
	for (size_t i = 0; i < analysis_shown(f); i++)
		quantiles_row(p, t, f, order[i], scale);
	analysis_more(p, f);
}
