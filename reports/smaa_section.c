#include "reports/bars.h"
#include "reports/sampled.h"
#include "reports/smaa_report.h"

/* Up to so many ranks each has a column of its own; up to so many a stacked bar tells them apart.
 */
enum { RANK_COLUMNS = 10, RANK_GLYPHS = 35, BAR = 40, DECIMALS = 1, LISTED = 5 };

/* From this share on a rank counts as kept, below that one as open. */
static const double firm = 0.95, open = 0.5;

void smaa_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->smaa = smaa_run(request);
}

void smaa_report_note(struct page *p, const struct firmness *f)
{
	const struct smaa *s = f->smaa;
	if (s == NULL)
		return;
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, TEXT_smaa_note, sampled_count(p->arena, s->draws),
	                    arena_print(p->arena, "%llu", (unsigned long long)s->seed),
	                    sampled_error(p->arena, 100 * s->worst)));
	if (s->stopped)
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_smaa_stopped, sampled_count(p->arena, s->draws)));
	if (f->request->precision > 0 && !s->precise && !s->stopped)
		view_line(p->view, TONE_ALERT, 0, page_text(p, TEXT_smaa_imprecise));
	if (s->path == SMAA_UNCERTAIN)
		view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_smaa_uncertain));
}

static const char *percent(const struct page *p, double share)
{
	return sampled_percent(p->arena, share, DECIMALS);
}

static const char *limit(const struct page *p, double share)
{
	return sampled_percent(p->arena, share, 0);
}

static const char *rank_text(const struct page *p, size_t rank)
{
	return arena_print(p->arena, "%zu", rank);
}

/* ---- who keeps its place ---- */

/* One unit's ranks over the draws, beside the one that it has. */
struct fate {
	size_t unit, rank;
	double kept, better, worse;
	size_t best, worst; /* ever */
};

static struct fate fate_of(const struct smaa *s, size_t unit, size_t rank)
{
	const uint32_t *times = s->accept + unit * s->n; /* [rank - 1] */
	struct fate x = {.unit = unit, .rank = rank, .best = 1, .worst = s->n};
	uint64_t better = 0, worse = 0;
	for (size_t r = 1; r < rank; r++)
		better += times[r - 1];
	for (size_t r = rank + 1; r <= s->n; r++)
		worse += times[r - 1];
	while (x.best < s->n && times[x.best - 1] == 0)
		x.best++;
	while (x.worst > 1 && times[x.worst - 1] == 0)
		x.worst--;
	x.kept = smaa_acceptability(s, unit, rank);
	x.better = (double)better / (double)s->draws;
	x.worse = (double)worse / (double)s->draws;
	return x;
}

static struct fate *fates_of(const struct page *p, const struct firmness *f)
{
	const size_t *order = analysis_order(p, f), *ranks = analysis_ranks(p, f);
	struct fate *all = ARENA_NEWS(p->arena, struct fate, f->model->n_units);
	for (size_t i = 0; i < f->model->n_units; i++)
		all[i] = fate_of(f->smaa, order[i], ranks[order[i]]);
	return all;
}

/* ", better in 3.1% (best: rank 1)" and the like. */
static const char *fate_sentence(const struct page *p, const struct firmness *f,
                                 const struct fate *x)
{
	const char *unit = analysis_unit(p, f, x->unit), *rank = rank_text(p, x->rank);
	if (!(x->better > 0) && !(x->worse > 0))
		return PAGE_FILL(p, TEXT_fate_always, unit, rank);
	if (!(x->worse > 0))
		return PAGE_FILL(p, TEXT_fate_better, unit, rank, percent(p, x->kept),
		                 percent(p, x->better), rank_text(p, x->best));
	if (!(x->better > 0))
		return PAGE_FILL(p, TEXT_fate_worse, unit, rank, percent(p, x->kept),
		                 percent(p, x->worse), rank_text(p, x->worst));
	const char *up = PAGE_FILL(p, TEXT_fate_up, percent(p, x->better), rank_text(p, x->best));
	return PAGE_FILL(p, TEXT_fate_both, unit, rank, percent(p, x->kept), up,
	                 percent(p, x->worse), rank_text(p, x->worst));
}

const char *smaa_unit_sentence(const struct page *p, const struct firmness *f, size_t unit)
{
	const struct fate x = fate_of(f->smaa, unit, analysis_ranks(p, f)[unit]);
	return fate_sentence(p, f, &x);
}

/* "甲（第 1）、乙（第 2）等 7 个": those whose share kept is within [from, to). */
static const char *kept_within(const struct page *p, const struct firmness *f,
                               const struct fate *all, double from, double to)
{
	const char *list = "";
	size_t n = 0;
	for (size_t i = 0; i < f->model->n_units; i++) {
		if (all[i].kept < from || all[i].kept >= to || n++ >= LISTED)
			continue;
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_fate_name, analysis_unit(p, f, all[i].unit),
		                           rank_text(p, all[i].rank)));
	}
	return n > LISTED ? PAGE_FILL(p, TEXT_fate_more, list, rank_text(p, n)) : list;
}

/* Who else may be first, and how often. */
static void say_first(struct page *p, const struct firmness *f, const struct fate *all)
{
	const struct smaa *s = f->smaa;
	size_t other = NONE;
	double first = smaa_acceptability(s, all[0].unit, 1), most = 0;
	for (size_t i = 0; i < s->n; i++) {
		double share = smaa_acceptability(s, i, 1);
		if (i != all[0].unit && share > most) {
			other = i;
			most = share;
		}
	}
	const char *unit = analysis_unit(p, f, all[0].unit);
	if (other == NONE)
		analysis_say(p, PAGE_FILL(p, TEXT_first_always, unit));
	else
		analysis_say(p,
		             PAGE_FILL(p, most > first ? TEXT_first_seldom : TEXT_first_sometimes,
		                       unit, percent(p, first), analysis_unit(p, f, other),
		                       percent(p, most)));
}

void smaa_acceptability_findings(struct page *p, const struct firmness *f)
{
	if (f->smaa == NULL)
		return;
	const struct fate *all = fates_of(p, f);
	const char *kept = kept_within(p, f, all, firm, 2), *lost = kept_within(p, f, all, 0, open);
	say_first(p, f, all);
	if (*kept != '\0')
		analysis_say(p, PAGE_FILL(p, TEXT_places_firm, limit(p, firm), kept));
	if (*lost != '\0')
		analysis_say(p, PAGE_FILL(p, TEXT_places_open, limit(p, open), lost));
}

/* ---- the section ---- */

static const char *stacked(const struct page *p, const struct smaa *s, size_t unit)
{
	double *shares = ARENA_NEWS(p->arena, double, s->n);
	const char **glyphs = ARENA_NEWS(p->arena, const char *, s->n);
	for (size_t r = 0; r < s->n; r++) {
		shares[r] = smaa_acceptability(s, unit, r + 1);
		glyphs[r] = bars_rank_glyph(r + 1);
	}
	return bars_stacked(p->arena, shares, glyphs, s->n, BAR);
}

/* From rank 1 on the left: what 90 % of the draws give, and the middle one. */
static const char *drawn_ranks(const struct page *p, const struct smaa *s, size_t unit)
{
	const struct bars_scale scale = {0.5, (double)s->n + 0.5};
	return bars_interval(p->arena, scale, (double)smaa_rank_quantile(s, unit, 0.05),
	                     (double)smaa_rank_quantile(s, unit, 0.5),
	                     (double)smaa_rank_quantile(s, unit, 0.95), BAR);
}

static const char *range(const struct page *p, size_t best, size_t worst)
{
	return best == worst
	               ? rank_text(p, best)
	               : PAGE_FILL(p, TEXT_rank_range, rank_text(p, best), rank_text(p, worst));
}

static void bars(struct page *p, const struct firmness *f, const struct fate *all)
{
	bool few = f->smaa->n <= RANK_GLYPHS;
	struct view_table *t = page_table(p, page_text(p, TEXT_smaa_acceptability));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rank_exact));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_kept));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_range));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_entropy));
	view_column(t, ALIGN_LEFT,
	            page_text(p, few ? TEXT_head_rank_bar : TEXT_head_rank_interval));
	t->n_keys = 2;
	for (size_t i = 0; i < analysis_shown(f); i++) {
		const struct fate *x = &all[i];
		enum view_tone tone = x->kept >= firm  ? TONE_GOOD
		                      : x->kept < open ? TONE_ALERT
		                                       : TONE_PLAIN;
		view_number(t, TONE_PLAIN, rank_text(p, x->rank));
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, x->unit));
		view_number(t, tone, percent(p, x->kept < 1 ? x->kept : 1));
		view_number(t, TONE_PLAIN, range(p, x->best, x->worst));
		view_number(t, TONE_PLAIN, sampled_fixed(p->arena, f->smaa->entropy[x->unit], 2));
		view_cell(t, TONE_PLAIN,
		          few ? stacked(p, f->smaa, x->unit) : drawn_ranks(p, f->smaa, x->unit));
	}
	analysis_more(p, f);
}

static void shares(struct page *p, const struct firmness *f, const struct fate *all)
{
	struct view_table *t = page_table(p, page_text(p, TEXT_smaa_acceptability));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t r = 1; r <= f->smaa->n; r++)
		view_column(t, ALIGN_RIGHT, PAGE_FILL(p, TEXT_head_rank_n, rank_text(p, r)));
	for (size_t i = 0; i < f->smaa->n; i++) {
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, all[i].unit));
		for (size_t r = 1; r <= f->smaa->n; r++) {
			double share = smaa_acceptability(f->smaa, all[i].unit, r);
			view_number(t, r == all[i].rank ? TONE_STRONG : TONE_PLAIN,
			            share > 0 ? percent(p, share) : "");
		}
	}
}

void smaa_acceptability_section(struct page *p, const struct firmness *f)
{
	analysis_section(p, f, TEXT_smaa_acceptability);
	if (f->smaa == NULL) {
		view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_smaa_none));
		return;
	}
	const struct fate *all = fates_of(p, f);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_smaa_acceptability_about));
	bars(p, f, all);
	if (f->smaa->n > RANK_COLUMNS)
		return;
	shares(p, f, all);
	for (size_t i = 0; i < f->smaa->n; i++)
		analysis_say(p, fate_sentence(p, f, &all[i]));
}

/* ---- pairs ---- */

/* The neighbours whose order holds least often: index of the upper one, or NONE. */
static size_t closest(const struct firmness *f, const size_t *order)
{
	size_t found = NONE;
	double least = 1; /* an order that always holds is not open */
	for (size_t i = 0; i + 1 < f->model->n_units; i++) {
		double above = smaa_winning(f->smaa, order[i], order[i + 1]);
		/* Those that never differ have no order. */
		bool differ = above > 0 || smaa_winning(f->smaa, order[i + 1], order[i]) > 0;
		if (differ && above < least) {
			least = above;
			found = i;
		}
	}
	return found;
}

void smaa_pairwise_findings(struct page *p, const struct firmness *f)
{
	if (f->smaa == NULL || f->smaa->above == NULL)
		return;
	const size_t *order = analysis_order(p, f);
	size_t i = closest(f, order);
	if (i == NONE)
		return;
	const char *upper = analysis_unit(p, f, order[i]);
	double above = smaa_winning(f->smaa, order[i], order[i + 1]);
	analysis_say(p, PAGE_FILL(p, TEXT_pair_closest, upper, analysis_unit(p, f, order[i + 1]),
	                          percent(p, above)));
}

static void matrix(struct page *p, const struct firmness *f, const size_t *order)
{
	struct view_table *t = page_table(p, page_text(p, TEXT_smaa_pairwise));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t i = 0; i < f->smaa->n; i++)
		view_column(t, ALIGN_RIGHT, analysis_unit(p, f, order[i]));
	for (size_t i = 0; i < f->smaa->n; i++) {
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[i]));
		for (size_t j = 0; j < f->smaa->n; j++) {
			double share = i != j ? smaa_winning(f->smaa, order[i], order[j]) : 0;
			view_number(t, share > open ? TONE_STRONG : TONE_PLAIN,
			            i != j ? percent(p, share) : "");
		}
	}
}

static void neighbours(struct page *p, const struct firmness *f, const size_t *order)
{
	struct view_table *t = page_table(p, page_text(p, TEXT_smaa_pairwise));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_upper));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_lower));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_above));
	view_column(t, ALIGN_LEFT, "");
	for (size_t i = 0; i + 1 < f->smaa->n && i < analysis_shown(f); i++) {
		double share = smaa_winning(f->smaa, order[i], order[i + 1]);
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[i]));
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[i + 1]));
		view_number(t, TONE_PLAIN, percent(p, share));
		view_cell(t, TONE_PLAIN, bars_share(p->arena, share, BAR));
	}
	analysis_more(p, f);
}

void smaa_pairwise_section(struct page *p, const struct firmness *f)
{
	analysis_section(p, f, TEXT_smaa_pairwise);
	if (f->smaa == NULL || f->smaa->above == NULL) {
		view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_smaa_none));
		return;
	}
	bool few = f->smaa->n <= RANK_COLUMNS;
	view_line(p->view, TONE_QUIET, 0,
	          page_text(p, few ? TEXT_smaa_pairwise_about : TEXT_smaa_neighbours_about));
	(few ? matrix : neighbours)(p, f, analysis_order(p, f));
}
