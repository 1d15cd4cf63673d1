#include "reports/sampled.h"
#include "reports/smaa_report.h"

/* Which weights make whom the first: central weights and confidence factors. */

enum { DECIMALS = 1, UNITS_MOST = 8 };

static const char *percent(const struct page *p, double share)
{
	return sampled_percent(p->arena, share, DECIMALS);
}

/* Units that are first in some draw, most often first. Returns how many. */
static size_t firsts_of(const struct page *p, const struct firmness *f, size_t *out)
{
	const struct smaa *s = f->smaa;
	const size_t *order = analysis_order(p, f);
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->is_first[order[i]])
			out[n++] = order[i];
	for (size_t i = 1; i < n; i++) /* few */
		for (size_t k = i; k > 0 && smaa_acceptability(s, out[k], 1) >
		                                    smaa_acceptability(s, out[k - 1], 1);
		     k--) {
			size_t unit = out[k];
			out[k] = out[k - 1];
			out[k - 1] = unit;
		}
	return n;
}

static void share_row(const struct page *p, struct view_table *t, const char *label,
                      const double *share, const size_t *units, size_t n)
{
	view_cell(t, TONE_STRONG, label);
	view_cell(t, TONE_PLAIN, "");
	for (size_t i = 0; i < n; i++)
		view_number(t, TONE_STRONG, percent(p, share[units[i]]));
}

static void table(struct page *p, const struct firmness *f, const size_t *units, size_t n)
{
	const struct smaa *s = f->smaa;
	double *first = ARENA_NEWS(p->arena, double, s->n);
	struct view_table *t = page_table(p, page_text(p, TEXT_smaa_central));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_column_weighed));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_in_force));
	for (size_t i = 0; i < n; i++) {
		view_column(t, ALIGN_RIGHT, analysis_unit(p, f, units[i]));
		first[units[i]] = smaa_acceptability(s, units[i], 1);
	}
	share_row(p, t, page_text(p, TEXT_central_first), first, units, n);
	if (s->confidence_draws > 1)
		share_row(p, t, page_text(p, TEXT_central_confidence), s->confidence, units, n);
	for (size_t k = 0; k < s->n_weights; k++) {
		view_cell(t, TONE_PLAIN, analysis_item(p, f, k));
		view_number(t, TONE_QUIET,
		            arena_print(p->arena, "%s%%",
		                        ratio_fixed(p->arena,
		                                    ratio_mul(p->arena, f->model->nominal[k],
		                                              ratio_of(p->arena, 100, 1)),
		                                    DECIMALS, ROUND_HALF_UP)));
		for (size_t i = 0; i < n; i++)
			view_number(t, TONE_PLAIN,
			            percent(p, s->central[units[i] * s->n_weights + k]));
	}
}

void smaa_central_section(struct page *p, const struct firmness *f)
{
	const struct smaa *s = f->smaa;
	analysis_section(p, f, TEXT_smaa_central);
	if (s == NULL || s->central == NULL) {
		view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_smaa_none));
		return;
	}
	size_t *units = ARENA_NEWS(p->arena, size_t, s->n), n = firsts_of(p, f, units);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_smaa_central_about));
	if (s->confidence_draws > 1)
		view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_smaa_confidence_about));
	table(p, f, units, n < UNITS_MOST ? n : UNITS_MOST);
	if (n > UNITS_MOST)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_central_more, arena_print(p->arena, "%d", UNITS_MOST),
		                    arena_print(p->arena, "%zu", n)));
}
