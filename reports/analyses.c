#include "reports/analyses.h"
#include "reports/exact_report.h"
#include "reports/extremes_section.h"
#include "reports/readings_report.h"
#include "reports/sampled.h"
#include "reports/smaa_report.h"
#include "reports/sobol_report.h"
#include "reports/spreadsheet.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* In the order in which a report has them. */
const struct analysis analyses[] = {
        {.id = "acceptability",
         .most_units = SIZE_MAX,
         .sampled = true,
         .result = offsetof(struct firmness, smaa),
         .run = smaa_report_run,
         .findings = smaa_acceptability_findings,
         .section = smaa_acceptability_section,
         .record = smaa_acceptability_record,
         .tables = smaa_acceptability_tables,
         .rows = smaa_acceptability_rows},
        {.id = "pairwise",
         .most_units = 500,
         .sampled = true,
         .result = offsetof(struct firmness, smaa),
         .counts = offsetof(struct firmness_request, pairwise),
         .run = smaa_report_run,
         .findings = smaa_pairwise_findings,
         .section = smaa_pairwise_section,
         .record = smaa_pairwise_record,
         .tables = smaa_pairwise_tables,
         .rows = smaa_pairwise_rows},
        {.id = "moments",
         .most_units = SIZE_MAX,
         .sampled = true,
         .result = offsetof(struct firmness, smaa),
         .run = smaa_report_run,
         .section = smaa_moments_section,
         .record = smaa_moments_record,
         .rows = smaa_moments_rows},
        {.id = "quantiles",
         .most_units = SIZE_MAX,
         .sampled = true,
         .result = offsetof(struct firmness, smaa),
         .counts = offsetof(struct firmness_request, quantiles),
         .run = smaa_report_run,
         .section = smaa_quantiles_section,
         .record = smaa_quantiles_record,
         .rows = smaa_quantiles_rows},
        {.id = "central",
         .most_units = SIZE_MAX,
         .sampled = true,
         .result = offsetof(struct firmness, smaa),
         .counts = offsetof(struct firmness_request, central),
         .run = smaa_report_run,
         .section = smaa_central_section,
         .record = smaa_central_record,
         .rows = smaa_central_rows},
        {.id = "stability",
         .most_units = SIZE_MAX,
         .result = offsetof(struct firmness, stability),
         .run = stability_report_run,
         .findings = stability_findings,
         .section = stability_section,
         .record = stability_record,
         .rows = stability_rows},
        {.id = "exact",
         .most_units = 100,
         .result = offsetof(struct firmness, winning),
         .run = winning_report_run,
         .section = winning_section,
         .record = winning_record,
         .rows = winning_rows},
        {.id = "readings",
         .needs_case = true,
         .most_units = SIZE_MAX,
         .result = offsetof(struct firmness, readings),
         .run = readings_report_run,
         .findings = readings_findings,
         .section = readings_section,
         .record = readings_record,
         .rows = readings_rows},
        {.id = "extremes",
         .most_units = EXTREMES_UNASKED,
         .result = offsetof(struct firmness, extremes),
         .run = extremes_report_run,
         .findings = extremes_findings,
         .section = extremes_section,
         .record = extremes_record,
         .rows = extremes_rows},
        {.id = "tornado",
         .most_units = 300,
         .result = offsetof(struct firmness, tornado),
         .run = tornado_report_run,
         .findings = tornado_findings,
         .section = tornado_section,
         .record = tornado_record,
         .rows = tornado_rows},
        {.id = "tornado",
         .needs_case = true,
         .most_units = 60,
         .result = offsetof(struct firmness, struck),
         .run = struck_report_run,
         .findings = struck_findings,
         .section = struck_section,
         .record = struck_record,
         .rows = struck_rows},
        {.id = "sobol",
         .most_units = 20,
         .sampled = true,
         .result = offsetof(struct firmness, sobol),
         .run = sobol_report_run,
         .findings = sobol_report_findings,
         .section = sobol_report_section,
         .record = sobol_report_record,
         .rows = sobol_report_rows},
        {0},
};

void analyses_prepare(struct firmness_request *request, const bool *asked)
{
	for (size_t i = 0; analyses[i].id != NULL; i++)
		if (asked[i] && analyses[i].counts != 0)
			*(bool *)((char *)request + analyses[i].counts) = true;
}

static bool is_there(const struct firmness *f, const struct analysis *row)
{
	const char *result = (const char *)f + row->result;
	const void *pointer;
	memcpy(&pointer, result, sizeof pointer);
	return pointer != NULL;
}

static bool stopped(const struct firmness_request *q)
{
	return q->watch.stop != NULL && *q->watch.stop != 0;
}

/* An analysis that was cut short counts where it left something. */
static void run_row(const struct firmness_request *q, const struct analysis *row, bool *made,
                    struct firmness *out)
{
	if (!is_there(out, row) && !stopped(q))
		row->run(q, out);
	*made = is_there(out, row) || !stopped(q);
}

void analyses_run(const struct firmness_request *request, const bool *asked, bool *made,
                  struct firmness *out)
{
	*out = (struct firmness){.request = request, .model = request->model};
	for (size_t sampled = 0; sampled < 2; sampled++)
		for (size_t i = 0; analyses[i].id != NULL; i++)
			if (asked[i] && analyses[i].sampled == (sampled == 1))
				run_row(request, &analyses[i], &made[i], out);
}

void analysis_say(struct page *p, const char *sentence)
{
	view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet), sentence);
}

const char *analysis_section(struct page *p, const struct firmness *f, enum text_id title)
{
	const char *text = page_text(p, title);
	if (f->model->group != NONE || p->method->rank_in_groups)
		text = PAGE_FILL(p, TEXT_firmness_of_group, text, page_group(p, f->model->group));
	view_section(p->view, text);
	return text;
}

void analysis_row(const struct page *p, struct view_table *t, const char *analysis,
                  const char *quantity, const char *unit, const char *other, const char *value)
{
	view_cell(t, TONE_PLAIN, analysis);
	view_cell(t, TONE_PLAIN, quantity);
	view_cell(t, TONE_PLAIN, unit);
	view_cell(t, TONE_PLAIN, other);
	/* A spreadsheet would take 1/3 for a day. */
	if (strchr(value, '/') != NULL)
		view_cell(t, TONE_PLAIN, PAGE_FILL(p, TEXT_exact_fraction, value));
	else
		view_number(t, TONE_PLAIN, value);
	view_cell(t, TONE_PLAIN, spreadsheet_nature(p, TEXT_aggregate_nature));
	view_row_done(t);
}

void analysis_number(const struct page *p, struct view_table *t, const char *analysis,
                     const char *quantity, const char *unit, const char *other, double value)
{
	char text[SAMPLED_DIGITS];
	sampled_write(text, value);
	/* A row that is taken away at once needs no text that lasts. */
	analysis_row(p, t, analysis, quantity, unit, other,
	             t->row_done != NULL ? text : arena_copy(p->arena, text));
}

const char *analysis_unit(const struct page *p, const struct firmness *f, size_t unit)
{
	return page_name(p, model_unit_name(f->model, unit));
}

const char *analysis_item(const struct page *p, const struct firmness *f, size_t weight)
{
	return page_name(p, model_weight_name(f->model, weight));
}

/* A unit while it is put in order. */
struct standing {
	const ratio *score;
	size_t unit;
};

static int better_first(const void *left, const void *right)
{
	const struct standing *x = left, *y = right;
	int order = ratio_cmp(y->score, x->score);
	return order != 0 ? order : x->unit < y->unit ? -1 : 1;
}

static struct standing *ordered(const struct page *p, const struct firmness *f)
{
	struct standing *all = ARENA_NEWS(p->arena, struct standing, f->model->n_units);
	for (size_t i = 0; i < f->model->n_units; i++)
		all[i] = (struct standing){f->model->scores[i], i};
	qsort(all, f->model->n_units, sizeof *all, better_first);
	return all;
}

const size_t *analysis_order(const struct page *p, const struct firmness *f)
{
	const struct standing *all = ordered(p, f);
	size_t *order = ARENA_NEWS(p->arena, size_t, f->model->n_units);
	for (size_t i = 0; i < f->model->n_units; i++)
		order[i] = all[i].unit;
	return order;
}

const size_t *analysis_ranks(const struct page *p, const struct firmness *f)
{
	const struct standing *all = ordered(p, f);
	size_t *ranks = ARENA_NEWS(p->arena, size_t, f->model->n_units);
	for (size_t i = 0, rank = 1; i < f->model->n_units; i++) {
		if (i > 0 && ratio_cmp(all[i - 1].score, all[i].score) != 0)
			rank = i + 1;
		ranks[all[i].unit] = rank;
	}
	return ranks;
}

size_t analysis_shown(const struct firmness *f)
{
	return f->model->n_units < ANALYSIS_UNITS ? f->model->n_units : ANALYSIS_UNITS;
}

void analysis_more(struct page *p, const struct firmness *f)
{
	if (f->model->n_units <= ANALYSIS_UNITS)
		return;
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, TEXT_firmness_more, arena_print(p->arena, "%d", ANALYSIS_UNITS),
	                    arena_print(p->arena, "%zu", f->model->n_units)));
}
