#include "reports/bars.h"
#include "reports/sampled.h"
#include "reports/sobol_report.h"
#include "vary/recognition.h"

#include <math.h>
#include <stdlib.h>

/* Choices shown of each unit; sentences; parts of a sentence. */
enum { CHOICES_SHOWN = 3, UNITS_SAID = 6, PARTS_SAID = 3, BAR = 10 };

/* From this total effect on a choice is worth a sentence; from this share on what choices do
 * together is. */
static const double worth_saying = 0.2, together = 0.3;

void sobol_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->sobol = sobol_run(request);
}

/* ---- names ---- */

static const char *place_name(const struct page *p, const struct firmness *f, size_t place)
{
	return analysis_item(p, f, f->sobol->choices->places[place]);
}

static const char *choice_name(const struct page *p, const struct firmness *f, size_t choice)
{
	const struct choices *c = f->sobol->choices;
	const struct choice *x = &c->all[choice];
	switch (x->kind) {
	case CHOICE_WEIGHT:
		return PAGE_FILL(p, TEXT_sobol_weight, analysis_item(p, f, x->index));
	case CHOICE_FIGURES:
		return PAGE_FILL(p, TEXT_sobol_figures, analysis_item(p, f, x->index));
	case CHOICE_ARRANGEMENT:
		return PAGE_FILL(p, TEXT_sobol_arrangement, place_name(p, f, x->index),
		                 arena_print(p->arena, "%zu", x->n));
	case CHOICE_GAP:
		if (x->index + 1 == f->model->n_weights)
			return PAGE_FILL(p, TEXT_sobol_gap_last, place_name(p, f, x->index));
		return PAGE_FILL(p, TEXT_sobol_gap, place_name(p, f, x->index),
		                 place_name(p, f, x->index + 1));
	default:
		return PAGE_FILL(
		        p, TEXT_sobol_policy,
		        page_name(p, &f->request->method->policies[c->readings.policies[x->index]]
		                              .named));
	}
}

/* Estimates of few draws may lie below 0 and above 1. */
static const char *percent(const struct page *p, double share)
{
	if (share > 1)
		return arena_print(p->arena, "%s%%", sampled_fixed(p->arena, share * 100, 0));
	return sampled_percent(p->arena, share < 0 ? 0 : share, 0);
}

/* ---- what matters most ---- */

struct influence {
	size_t choice;
	double size;
};

static int larger_first(const void *left, const void *right)
{
	const struct influence *x = left, *y = right;
	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x->choice < y->choice ? -1 : 1;
}

static bool varies(const struct firmness *f, enum sobol_output output, size_t unit)
{
	return sobol_sd(f->sobol, output, unit) > 0;
}

/* Choices by their total effect on a unit's rank, or on its score where its rank never changes. */
static const struct influence *influences(const struct page *p, const struct firmness *f,
                                          size_t unit)
{
	const struct sobol *s = f->sobol;
	enum sobol_output output = varies(f, SOBOL_RANK, unit) ? SOBOL_RANK : SOBOL_SCORE;
	struct influence *all = ARENA_NEWS(p->arena, struct influence, s->choices->n);
	for (size_t k = 0; k < s->choices->n; k++) {
		double total = sobol_effect(s, k, output, unit)->total;
		all[k] = (struct influence){k, isnan(total) ? 0 : total};
	}
	qsort(all, s->choices->n, sizeof *all, larger_first);
	return all;
}

/* Shares of the variances of all ranks together: Shapley effects weighed by the variances (after
 * F. Gamboa, A. Janon, T. Klein and A. Lagnoux, 2014, who do so with Sobol's). */
static const struct influence *overall(const struct page *p, const struct firmness *f)
{
	const struct sobol *s = f->sobol;
	struct influence *all = ARENA_NEWS(p->arena, struct influence, s->choices->n);
	double variance = 0;
	for (size_t u = 0; u < s->n_units; u++) {
		double sd = sobol_sd(s, SOBOL_RANK, u);
		if (sd > 0 && !isnan(sobol_effect(s, 0, SOBOL_RANK, u)->shapley))
			variance += sd * sd;
	}
	for (size_t k = 0; k < s->choices->n; k++) {
		all[k].choice = k;
		for (size_t u = 0; u < s->n_units; u++) {
			double sd = sobol_sd(s, SOBOL_RANK, u);
			double share = sobol_effect(s, k, SOBOL_RANK, u)->shapley;
			if (sd > 0 && !isnan(share))
				all[k].size += share * sd * sd / variance;
		}
	}
	qsort(all, s->choices->n, sizeof *all, larger_first);
	return all;
}

static bool any_varies(const struct firmness *f)
{
	for (size_t u = 0; u < f->sobol->n_units; u++)
		if (varies(f, SOBOL_RANK, u))
			return true;
	return false;
}

void sobol_report_findings(struct page *p, const struct firmness *f)
{
	const struct sobol *s = f->sobol;
	if (s == NULL)
		return;
	if (!any_varies(f)) {
		analysis_say(p, page_text(p, TEXT_sobol_fixed));
		return;
	}
	const struct influence *all = overall(p, f);
	const char *list = "";
	for (size_t i = 0; i < PARTS_SAID && i < s->choices->n && all[i].size > 0.005; i++)
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_sobol_overall_part,
		                           choice_name(p, f, all[i].choice),
		                           percent(p, all[i].size)));
	if (*list != '\0')
		analysis_say(p, PAGE_FILL(p, TEXT_sobol_overall, list));
}

/* ---- sentences ---- */

/* What of a unit's rank shows in no choice alone. */
static double interaction(const struct firmness *f, size_t unit)
{
	double sum = 0;
	for (size_t k = 0; k < f->sobol->choices->n; k++)
		sum += sobol_effect(f->sobol, k, SOBOL_RANK, unit)->first;
	return 1 - sum;
}

static void say_unit(struct page *p, const struct firmness *f, size_t unit)
{
	const struct influence *all = influences(p, f, unit);
	const char *name = analysis_unit(p, f, unit);
	bool two = f->sobol->choices->n > 1 && all[1].size >= worth_saying;
	if (all[0].size < worth_saying)
		return;
	const char *first = choice_name(p, f, all[0].choice), *size = percent(p, all[0].size);
	if (two)
		analysis_say(p,
		             PAGE_FILL(p, TEXT_sobol_depends_two, name, first, size,
		                       choice_name(p, f, all[1].choice), percent(p, all[1].size)));
	else
		analysis_say(p, PAGE_FILL(p, TEXT_sobol_depends, name, first, size));
	double share = interaction(f, unit);
	if (share >= together)
		analysis_say(p, PAGE_FILL(p, TEXT_sobol_together, name, percent(p, share)));
}

static void say_never(struct page *p, const struct firmness *f, const size_t *order)
{
	const char *list = "";
	for (size_t i = 0; i < analysis_shown(f); i++)
		if (!varies(f, SOBOL_RANK, order[i]))
			list = page_list(p, list, analysis_unit(p, f, order[i]));
	if (*list != '\0')
		analysis_say(p, PAGE_FILL(p, TEXT_sobol_never, list));
}

/* ---- what was done ---- */

static void note_weights(struct page *p, const struct firmness *f)
{
	static const enum text_id texts[WEIGHT_SETS] = {
	        [WEIGHTS_SIMPLEX] = TEXT_sobol_weights_simplex,
	        [WEIGHTS_BOX] = TEXT_sobol_weights_box,
	        [WEIGHTS_ORDER] = TEXT_sobol_weights_order,
	        [WEIGHTS_DIRICHLET] = TEXT_sobol_weights_dirichlet};
	enum weight_set_kind kind = f->sobol->choices->weights;
	const char *reach = "";
	if (kind == WEIGHTS_BOX)
		reach = page_plain(p, ratio_mul(p->arena, f->request->weights.reach,
		                                ratio_of(p->arena, 100, 1)));
	view_line(p->view, TONE_QUIET, 0, PAGE_FILL(p, texts[kind], reach));
}

static void note_figures(struct page *p, const struct choices *c)
{
	size_t n = c->readings.n_policies > 0 ? c->readings.n : 1;
	uint64_t failed = 0;
	for (size_t i = 0; i < n; i++)
		failed += recognition_failed(c->recognitions[i]);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_sobol_recognised));
	if (failed > 0)
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_sobol_failed, sampled_count(p->arena, failed)));
}

static void note(struct page *p, const struct firmness *f)
{
	const struct sobol *s = f->sobol;
	const struct choices *c = s->choices;
	uint64_t runs = s->rows * (c->n + 2) + s->indices->walks * c->n;
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_sobol_legend));
	note_weights(p, f);
	if (c->readings.n_policies > 0)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_sobol_readings,
		                    arena_print(p->arena, "%zu", c->readings.n)));
	if (c->too_many || c->refused)
		view_line(p->view, TONE_ALERT, 0,
		          page_text(p, c->too_many ? TEXT_sobol_too_many : TEXT_sobol_refused));
	if (c->recognitions != NULL)
		note_figures(p, c);
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, TEXT_sobol_rows, sampled_count(p->arena, s->rows),
	                    sampled_count(p->arena, runs)));
	if (s->stopped)
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_sobol_stopped, sampled_count(p->arena, s->rows)));
}

/* ---- the table ---- */

static void share_cell(const struct page *p, struct view_table *t, enum view_tone tone,
                       double share)
{
	view_number(t, tone, isnan(share) ? "-" : percent(p, share));
}

/* "2.3", "12": of a percentage, half of its interval. */
static const char *error_text(const struct page *p, double error)
{
	if (error > 0 && error < 0.0005)
		return "<0.1";
	return sampled_fixed(p->arena, 100 * error, error < 0.1 && error > 0 ? 1 : 0);
}

static void total_cell(const struct page *p, struct view_table *t, double total, double error)
{
	if (isnan(total))
		view_number(t, TONE_QUIET, "-");
	else if (isnan(error))
		view_number(t, TONE_STRONG, percent(p, total));
	else
		view_number(
		        t, TONE_STRONG,
		        PAGE_FILL(p, TEXT_sobol_error, percent(p, total), error_text(p, error)));
}

static void row(struct page *p, struct view_table *t, const struct firmness *f, size_t unit,
                size_t choice, bool first)
{
	const struct indices_effect *rank = sobol_effect(f->sobol, choice, SOBOL_RANK, unit);
	const struct indices_effect *score = sobol_effect(f->sobol, choice, SOBOL_SCORE, unit);
	double bar = isnan(rank->total) || rank->total < 0 ? 0 : rank->total;
	view_cell(t, TONE_STRONG, first ? analysis_unit(p, f, unit) : "");
	view_cell(t, TONE_PLAIN, choice_name(p, f, choice));
	total_cell(p, t, rank->total, rank->total_error);
	view_cell(t, TONE_PLAIN, bars_share(p->arena, bar < 1 ? bar : 1, BAR));
	share_cell(p, t, TONE_PLAIN, rank->first);
	share_cell(p, t, TONE_PLAIN, rank->shapley);
	total_cell(p, t, score->total, score->total_error);
	share_cell(p, t, TONE_PLAIN, score->shapley);
}

static void table(struct page *p, const struct firmness *f, const char *title, const size_t *order)
{
	static const enum text_id heads[] = {TEXT_head_unit,         TEXT_sobol_choice,
	                                     TEXT_sobol_rank_total,  TEXTS,
	                                     TEXT_sobol_rank_first,  TEXT_sobol_rank_share,
	                                     TEXT_sobol_score_total, TEXT_sobol_score_share};
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, i < 2 || heads[i] == TEXTS ? ALIGN_LEFT : ALIGN_RIGHT,
		            heads[i] == TEXTS ? "" : page_text(p, heads[i]));
	for (size_t i = 0; i < analysis_shown(f); i++) {
		const struct influence *all = influences(p, f, order[i]);
		for (size_t k = 0; k < CHOICES_SHOWN && k < f->sobol->choices->n; k++)
			if (k == 0 || all[k].size > 0)
				row(p, t, f, order[i], all[k].choice, k == 0);
	}
}

void sobol_report_section(struct page *p, const struct firmness *f)
{
	const char *title = analysis_section(p, f, TEXT_sobol_title);
	if (f->sobol == NULL) {
		view_line(p->view, TONE_ALERT, 0, page_text(p, TEXT_sobol_none));
		return;
	}
	const size_t *order = analysis_order(p, f);
	note(p, f);
	table(p, f, title, order);
	analysis_more(p, f);
	for (size_t i = 0, said = 0; i < analysis_shown(f) && said < UNITS_SAID; i++) {
		if (!varies(f, SOBOL_RANK, order[i]))
			continue;
		say_unit(p, f, order[i]);
		said++;
	}
	say_never(p, f, order);
}
