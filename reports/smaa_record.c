#include "reports/smaa_report.h"

/* Beyond it errors of shares are left for the reader to compute: they would double the report. */
enum { ERRORS_MOST = 200 };

static const char *const quantile_keys[SMAA_QUANTILES] = {[SMAA_Q05] = "q05",
                                                          [SMAA_Q25] = "q25",
                                                          [SMAA_Q50] = "q50",
                                                          [SMAA_Q75] = "q75",
                                                          [SMAA_Q95] = "q95"};

static json_t *numbers(struct record *r, const double *x, size_t n, size_t step)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		record_append(r, array, json_real(x[i * step]));
	return array;
}

static json_t *mean_errors(struct record *r, const struct smaa *s, const double *sd)
{
	json_t *array = json_array();
	for (size_t i = 0; i < s->n; i++)
		record_append(r, array, json_real(smaa_mean_error(s, sd[i])));
	return array;
}

/* What all of one run share; put again where several parts of it are asked for. */
static const struct smaa *run_of(struct record *r, json_t *object, const struct firmness *f)
{
	const struct smaa *s = f->smaa;
	if (s == NULL)
		return NULL;
	record_put(r, object, "draws", json_integer((json_int_t)s->draws));
	record_put(r, object, "stopped", json_boolean(s->stopped));
	if (f->request->precision > 0)
		record_put(r, object, "precise", json_boolean(s->precise));
	record_put(r, object, "share_error", json_real(s->worst));
	return s;
}

/* Member of the object, made where it is not there. */
static json_t *within(struct record *r, json_t *object, const char *key)
{
	json_t *member = json_object_get(object, key);
	if (member != NULL)
		return member;
	member = json_object();
	record_put(r, object, key, member);
	return member;
}

void smaa_acceptability_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct smaa *s = run_of(r, object, f);
	if (s != NULL)
		record_put(r, object, "entropy", numbers(r, s->entropy, s->n, 1));
}

void smaa_pairwise_record(struct record *r, json_t *object, const struct firmness *f)
{
	(void)run_of(r, object, f);
}

void smaa_moments_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct smaa *s = run_of(r, object, f);
	if (s == NULL)
		return;
	json_t *score = within(r, object, "score"), *rank = within(r, object, "rank");
	record_put(r, score, "mean", numbers(r, s->score_mean, s->n, 1));
	record_put(r, score, "mean_error", mean_errors(r, s, s->score_sd));
	record_put(r, score, "sd", numbers(r, s->score_sd, s->n, 1));
	record_put(r, rank, "mean", numbers(r, s->rank_mean, s->n, 1));
	record_put(r, rank, "mean_error", mean_errors(r, s, s->rank_sd));
	record_put(r, rank, "sd", numbers(r, s->rank_sd, s->n, 1));
}

void smaa_quantiles_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct smaa *s = run_of(r, object, f);
	if (s == NULL || s->score_quantiles == NULL)
		return;
	json_t *score = within(r, object, "score"), *rank = within(r, object, "rank");
	for (size_t q = 0; q < SMAA_QUANTILES; q++) {
		json_t *ranks = json_array();
		for (size_t i = 0; i < s->n; i++)
			record_append(
			        r, ranks,
			        record_whole(smaa_rank_quantile(s, i, smaa_quantile_shares[q])));
		record_put(r, score, quantile_keys[q],
		           numbers(r, s->score_quantiles + q, s->n, SMAA_QUANTILES));
		record_put(r, rank, quantile_keys[q], ranks);
	}
	record_put(r, score, "step", numbers(r, s->score_step, s->n, 1));
	for (size_t q = 0; q < SMAA_QUANTILES; q++)
		record_put(r, score, arena_print(r->page.arena, "%s_error", quantile_keys[q]),
		           numbers(r, s->score_quantile_errors + q, s->n, SMAA_QUANTILES));
}

void smaa_central_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct smaa *s = run_of(r, object, f);
	json_t *weights = json_array(), *confidence = json_array();
	for (size_t i = 0; s != NULL && s->central != NULL && i < s->n; i++) {
		bool known = s->is_first[i];
		record_append(r, weights,
		              known ? numbers(r, s->central + i * s->n_weights, s->n_weights, 1)
		                    : json_null());
		record_append(r, confidence, known ? json_real(s->confidence[i]) : json_null());
	}
	record_put(r, object, "central_weights", weights);
	record_put(r, object, "confidence", confidence);
	if (s != NULL && s->central != NULL)
		record_put(r, object, "confidence_draws",
		           json_integer((json_int_t)s->confidence_draws));
}

/* ---- tables ---- */

static double accept(const void *context, size_t row, size_t column)
{
	return smaa_acceptability(context, row, column + 1);
}

static double winning(const void *context, size_t row, size_t column)
{
	return row == column ? 0 : smaa_winning(context, row, column);
}

static double accept_error(const void *context, size_t row, size_t column)
{
	return smaa_share_error(context, accept(context, row, column));
}

static double winning_error(const void *context, size_t row, size_t column)
{
	return smaa_share_error(context, winning(context, row, column));
}

size_t smaa_acceptability_tables(const struct page *p, const struct firmness *f,
                                 struct record_table *out)
{
	const struct smaa *s = f->smaa;
	(void)p;
	if (s == NULL)
		return 0;
	out[0] = (struct record_table){.key = "rank_acceptability", s->n, s->n, accept, s};
	out[1] = (struct record_table){
	        .key = "rank_acceptability_error", s->n, s->n, accept_error, s};
	return s->n <= ERRORS_MOST ? 2 : 1;
}

size_t smaa_pairwise_tables(const struct page *p, const struct firmness *f,
                            struct record_table *out)
{
	const struct smaa *s = f->smaa;
	(void)p;
	if (s == NULL || s->above == NULL)
		return 0;
	out[0] = (struct record_table){.key = "pairwise", s->n, s->n, winning, s};
	out[1] = (struct record_table){.key = "pairwise_error", s->n, s->n, winning_error, s};
	return s->n <= ERRORS_MOST ? 2 : 1;
}
