#include "engine/binary.h"
#include "reports/exact_report.h"
#include "reports/sampled.h"
#include "vary/smaa.h"
#include "vary/winning.h"

/* Of more units the matrix would not be read. */
enum { UNITS_MOST = 12, DECIMALS = 2 };

static const double half = 0.5;

void winning_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->winning = winning_run(request);
}

static const ratio *share_of(const struct winning *w, size_t i, size_t j)
{
	return w->shares[i * w->n + j];
}

static const char *percent(const struct page *p, const ratio *share)
{
	return share != NULL ? sampled_percent(p->arena, binary_of(share), DECIMALS)
	                     : page_text(p, TEXT_winning_unknown);
}

/* ---- for people ---- */

static void matrix(struct page *p, const struct firmness *f, const size_t *order, const char *title)
{
	const struct winning *w = f->winning;
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t i = 0; i < w->n; i++)
		view_column(t, ALIGN_RIGHT, analysis_unit(p, f, order[i]));
	for (size_t i = 0; i < w->n; i++) {
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[i]));
		for (size_t j = 0; j < w->n; j++) {
			const ratio *share = share_of(w, order[i], order[j]);
			bool above = share != NULL && binary_of(share) > half;
			view_number(t, above ? TONE_STRONG : TONE_PLAIN,
			            i != j ? percent(p, share) : "");
		}
	}
}

static void neighbours(struct page *p, const struct firmness *f, const size_t *order,
                       const char *title)
{
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_upper));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_stability_head_lower));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_winning_head_share));
	for (size_t i = 0; i + 1 < f->winning->n && i < analysis_shown(f); i++) {
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[i]));
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[i + 1]));
		view_number(t, TONE_PLAIN,
		            percent(p, share_of(f->winning, order[i], order[i + 1])));
	}
	analysis_more(p, f);
}

/* How many standard errors a drawn share is off. Of a share that is 0 or 1 no draw can be off. */
static double off(const struct smaa *s, double drawn, double exact)
{
	double variance = exact * (1 - exact) / (double)s->draws;
	double gap = drawn - exact;
	return variance > 0 ? gap * gap / variance : 0;
}

/* Exact shares hold the sampler against them where it drew from the same weights. */
static void check_sampler(struct page *p, const struct firmness *f)
{
	const struct winning *w = f->winning;
	const struct smaa *s = f->smaa;
	size_t within = 0, all = 0;
	if (s == NULL || s->above == NULL || s->draws == 0 ||
	    f->request->weights.kind != WEIGHTS_SIMPLEX || f->request->recognition != NULL)
		return;
	for (size_t i = 0; i < w->n; i++)
		for (size_t j = 0; j < i; j++) {
			const ratio *share = share_of(w, i, j);
			if (share == NULL)
				continue;
			double square = off(s, smaa_winning(s, i, j), binary_of(share));
			within += square <= 4;
			all++;
		}
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, TEXT_winning_sampler, arena_print(p->arena, "%zu", within),
	                    arena_print(p->arena, "%zu", all)));
}

void winning_section(struct page *p, const struct firmness *f)
{
	const char *title = analysis_section(p, f, TEXT_winning_section);
	if (f->winning == NULL) {
		size_t most = winning_units_max(f->model->n_weights);
		bool many = f->model->n_weights > WINNING_WEIGHTS_MAX || f->model->n_units > most;
		view_line(p->view, TONE_PLAIN, 0,
		          many ? PAGE_FILL(p, TEXT_winning_many, arena_print(p->arena, "%zu", most),
		                           arena_print(p->arena, "%d", WINNING_WEIGHTS_MAX))
		               : page_text(p, TEXT_winning_none));
		return;
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_winning_about));
	if (!f->winning->complete)
		view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_winning_incomplete));
	bool few = f->winning->n <= UNITS_MOST;
	(few ? matrix : neighbours)(p, f, analysis_order(p, f), title);
	check_sampler(p, f);
}

/* ---- for programs ---- */

void winning_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct winning *w = f->winning;
	if (w == NULL)
		return;
	json_t *rows = json_array();
	for (size_t i = 0; i < w->n; i++) {
		json_t *row = json_array();
		for (size_t j = 0; j < w->n; j++)
			record_append(r, row,
			              i == j ? record_text("0")
			                     : record_exact(r, share_of(w, i, j)));
		record_append(r, rows, row);
	}
	record_put(r, object, "pairwise_exact", rows);
}

void winning_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct winning *w = f->winning;
	for (size_t i = 0; w != NULL && i < w->n; i++)
		for (size_t j = 0; j < w->n; j++)
			if (i != j && share_of(w, i, j) != NULL)
				analysis_row(p, t, "exact", "share",
				             model_unit_name(f->model, i)->id,
				             model_unit_name(f->model, j)->id,
				             ratio_exact(p->arena, share_of(w, i, j)));
}
