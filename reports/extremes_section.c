#include "reports/extremes_section.h"
#include "reports/bars.h"
#include "vary/extremes.h"

/* Columns of the drawing; units in the table of pairs; sentences of a kind; units of which programs
 * are told every pair. */
enum { BAR = 40, PAIRS_SHOWN = 15, SAID = 10, PAIRS_MOST = 500 };

void extremes_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->extremes = extremes_run(request);
}

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

/* "5", or "4–5" where it is only known to lie between. */
static const char *rank_text(const struct page *p, const struct extreme *x)
{
	size_t low = x->rank < x->bound ? x->rank : x->bound;
	size_t high = x->rank < x->bound ? x->bound : x->rank;
	if (low == high)
		return whole(p, low);
	return PAGE_FILL(p, TEXT_extremes_between, whole(p, low), whole(p, high));
}

/* "权重上下 20% 以内" */
static const char *within(const struct page *p, const struct weight_set *w)
{
	static const enum text_id texts[WEIGHT_SETS] = {
	        [WEIGHTS_SIMPLEX] = TEXT_extremes_within,
	        [WEIGHTS_BOX] = TEXT_extremes_within_box,
	        [WEIGHTS_ORDER] = TEXT_extremes_within_order,
	        [WEIGHTS_DIRICHLET] = TEXT_extremes_within_support};
	if (w->kind != WEIGHTS_BOX)
		return page_text(p, texts[w->kind]);
	return PAGE_FILL(p, texts[w->kind],
	                 page_plain(p, ratio_mul(p->arena, w->reach, ratio_of(p->arena, 100, 1))));
}

static bool ranks_exact(const struct extremes *x)
{
	for (size_t u = 0; u < x->n; u++)
		if (!extreme_is_exact(&x->best[u]) || !extreme_is_exact(&x->worst[u]))
			return false;
	return true;
}

/* ---- findings ---- */

static void say_first(struct page *p, const struct firmness *f, const size_t *order)
{
	const struct extremes *x = f->extremes;
	const char *list = "";
	size_t n = 0, open = 0;
	for (size_t i = 0; i < x->n; i++) {
		const struct extreme *best = &x->best[order[i]];
		n += best->rank == 1;
		open += best->rank > 1 && best->bound == 1;
		if (best->rank == 1 && n <= SAID)
			list = page_list(p, list, analysis_unit(p, f, order[i]));
	}
	const char *set = within(p, &f->request->weights);
	if (n == x->n) {
		analysis_say(p, PAGE_FILL(p, TEXT_extremes_first_all, set));
		return;
	}
	if (n > SAID)
		list = page_list(p, list, page_text(p, TEXT_extremes_more));
	if (open > 0)
		list = arena_print(p->arena, "%s%s", list,
		                   PAGE_FILL(p, TEXT_extremes_first_open, whole(p, open)));
	analysis_say(p, PAGE_FILL(p, TEXT_extremes_first, set, whole(p, n), list));
}

static bool never_moves(const struct extremes *x, size_t unit)
{
	return x->best[unit].bound == x->worst[unit].bound;
}

static void say_always(struct page *p, const struct firmness *f, const size_t *order)
{
	const struct extremes *x = f->extremes;
	const char *list = "";
	size_t n = 0;
	for (size_t i = 0; i < x->n; i++) {
		if (!never_moves(x, order[i]) || n++ >= SAID)
			continue;
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_extremes_named, analysis_unit(p, f, order[i]),
		                           whole(p, x->best[order[i]].rank)));
	}
	if (n > SAID)
		list = page_list(p, list, page_text(p, TEXT_extremes_more));
	if (n > 0)
		analysis_say(p, PAGE_FILL(p, TEXT_extremes_always, within(p, &f->request->weights),
		                          list));
}

void extremes_findings(struct page *p, const struct firmness *f)
{
	if (f->extremes == NULL)
		return;
	const size_t *order = analysis_order(p, f);
	say_first(p, f, order);
	say_always(p, f, order);
}

/* ---- ranks ---- */

static const char *drawing(const struct page *p, const struct extremes *x, size_t unit, size_t rank)
{
	const struct bars_scale scale = {0.5, (double)x->n + 0.5};
	const struct extreme *best = &x->best[unit], *worst = &x->worst[unit];
	if (ranks_exact(x))
		return bars_interval(p->arena, scale, (double)best->rank, (double)rank,
		                     (double)worst->rank, BAR);
	return bars_nested(p->arena, scale, (double)best->bound, (double)best->rank, (double)rank,
	                   (double)worst->rank, (double)worst->bound, BAR);
}

static void ranks_table(struct page *p, const struct firmness *f, const char *title,
                        const size_t *order, const size_t *ranks)
{
	const struct extremes *x = f->extremes;
	bool exact = ranks_exact(x);
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rank));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_extremes_best));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_extremes_worst));
	view_column(t, ALIGN_LEFT,
	            page_text(p, exact ? TEXT_extremes_range : TEXT_extremes_range_bounds));
	for (size_t i = 0; i < analysis_shown(f); i++) {
		size_t u = order[i];
		view_number(t, TONE_STRONG, whole(p, ranks[u]));
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, u));
		view_number(t, TONE_PLAIN, rank_text(p, &x->best[u]));
		view_number(t, TONE_PLAIN, rank_text(p, &x->worst[u]));
		view_cell(t, TONE_PLAIN, drawing(p, x, u, ranks[u]));
	}
	view_cell(t, TONE_PLAIN, "");
	view_cell(t, TONE_PLAIN, "");
	view_cell(t, TONE_PLAIN, "");
	view_cell(t, TONE_PLAIN, "");
	view_cell(t, TONE_QUIET, bars_axis(p->arena, "1", "", whole(p, x->n), BAR));
	analysis_more(p, f);
}

static void sentences(struct page *p, const struct firmness *f, const size_t *order)
{
	const struct extremes *x = f->extremes;
	const char *set = within(p, &f->request->weights);
	for (size_t i = 0; i < x->n && i < SAID; i++) {
		size_t u = order[i];
		const char *unit = analysis_unit(p, f, u);
		if (never_moves(x, u))
			analysis_say(p, PAGE_FILL(p, TEXT_extremes_fixed, set, unit,
			                          whole(p, x->best[u].rank)));
		else
			analysis_say(p, PAGE_FILL(p, TEXT_extremes_says, set, unit,
			                          rank_text(p, &x->best[u]),
			                          rank_text(p, &x->worst[u])));
	}
}

/* ---- pairs ---- */

static const char *pair_text(const struct page *p, const struct extremes *x, size_t i, size_t j)
{
	unsigned char all = x->necessary[i * x->n + j], some = x->possible[i * x->n + j];
	if (all == TRUTH_YES)
		return page_text(p, TEXT_extremes_necessary);
	if (some == TRUTH_NO)
		return "";
	return page_text(p, all == TRUTH_NO && some == TRUTH_YES ? TEXT_extremes_possible
	                                                         : TEXT_extremes_unknown);
}

static bool pairs_known(const struct extremes *x)
{
	for (size_t i = 0; i < x->n * x->n; i++)
		if (x->necessary[i] == TRUTH_UNKNOWN || x->possible[i] == TRUTH_UNKNOWN)
			return false;
	return true;
}

static void pairs_table(struct page *p, const struct firmness *f, const size_t *order)
{
	const struct extremes *x = f->extremes;
	const char *title = analysis_section(p, f, TEXT_extremes_pairs_title);
	const char *open = pairs_known(x) ? "" : page_text(p, TEXT_extremes_pairs_open);
	view_line(p->view, TONE_QUIET, 0, PAGE_FILL(p, TEXT_extremes_pairs_legend, open));
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t j = 0; j < x->n; j++)
		view_column(t, ALIGN_CENTRE, analysis_unit(p, f, order[j]));
	for (size_t i = 0; i < x->n; i++) {
		view_cell(t, TONE_STRONG, analysis_unit(p, f, order[i]));
		for (size_t j = 0; j < x->n; j++) {
			size_t u = order[i], v = order[j];
			bool sure = x->necessary[u * x->n + v] == TRUTH_YES;
			view_cell(t, sure ? TONE_STRONG : TONE_QUIET,
			          u == v ? "" : pair_text(p, x, u, v));
		}
	}
}

/* Of neighbours only: the table has the others. */
static void say_orders(struct page *p, const struct firmness *f, const size_t *order)
{
	const struct extremes *x = f->extremes;
	for (size_t i = 0, said = 0; i + 1 < x->n && said < SAID; i++) {
		if (x->necessary[order[i] * x->n + order[i + 1]] != TRUTH_YES)
			continue;
		bool level = x->necessary[order[i + 1] * x->n + order[i]] == TRUTH_YES;
		said++;
		analysis_say(p, PAGE_FILL(p, level ? TEXT_extremes_level : TEXT_extremes_order,
		                          analysis_unit(p, f, order[i]),
		                          analysis_unit(p, f, order[i + 1])));
	}
}

void extremes_section(struct page *p, const struct firmness *f)
{
	const struct extremes *x = f->extremes;
	const char *title = analysis_section(p, f, TEXT_extremes_title);
	if (x == NULL) {
		view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_extremes_inexact));
		return;
	}
	const size_t *order = analysis_order(p, f), *ranks = analysis_ranks(p, f);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_extremes_legend));
	if (!ranks_exact(x)) {
		view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_extremes_brackets));
		if (x->n_linear < x->n)
			view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_extremes_not_linear));
		else if (!x->searched)
			view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_extremes_large));
	}
	ranks_table(p, f, title, order, ranks);
	sentences(p, f, order);
	if (x->n <= PAIRS_SHOWN)
		pairs_table(p, f, order);
	say_orders(p, f, order);
}

/* ---- for programs ---- */

static json_t *weights_record(struct record *r, const struct model *m, const struct extreme *x)
{
	json_t *array = json_array();
	for (size_t k = 0; k < m->n_weights; k++)
		record_append(r, array, record_exact(r, x->weights[k]));
	return array;
}

static json_t *extreme_record(struct record *r, const struct model *m, const struct extreme *x)
{
	json_t *object = json_object();
	record_put(r, object, "rank", record_whole(x->rank));
	record_put(r, object, "bound", record_whole(x->bound));
	record_put(r, object, "exact", json_boolean(extreme_is_exact(x)));
	record_put(r, object, "weights", weights_record(r, m, x));
	return object;
}

static json_t *units_record(struct record *r, const struct firmness *f)
{
	const struct extremes *x = f->extremes;
	json_t *array = json_array();
	for (size_t u = 0; u < x->n; u++) {
		json_t *object = json_object();
		record_put(r, object, "unit", record_text(model_unit_name(f->model, u)->id));
		record_put(r, object, "best", extreme_record(r, f->model, &x->best[u]));
		record_put(r, object, "worst", extreme_record(r, f->model, &x->worst[u]));
		record_append(r, array, object);
	}
	return array;
}

static json_t *truths_record(struct record *r, size_t n, const unsigned char *truths)
{
	json_t *rows = json_array();
	for (size_t i = 0; i < n; i++) {
		json_t *row = json_array();
		for (size_t j = 0; j < n; j++) {
			unsigned char x = truths[i * n + j];
			record_append(r, row,
			              x == TRUTH_UNKNOWN ? json_null()
			                                 : json_boolean(x == TRUTH_YES));
		}
		record_append(r, rows, row);
	}
	return rows;
}

void extremes_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct extremes *x = f->extremes;
	if (x == NULL)
		return;
	record_put(r, object, "extremes", units_record(r, f));
	if (x->n > PAIRS_MOST)
		return;
	record_put(r, object, "necessary", truths_record(r, x->n, x->necessary));
	record_put(r, object, "possible", truths_record(r, x->n, x->possible));
}

static void truth_rows(const struct page *p, struct view_table *t, const struct firmness *f,
                       const char *quantity, const unsigned char *truths)
{
	size_t n = f->extremes->n;
	for (size_t i = 0; i < n && n <= PAIRS_MOST; i++)
		for (size_t j = 0; j < n; j++) {
			unsigned char x = truths[i * n + j];
			if (i != j)
				analysis_row(p, t, "extremes", quantity,
				             model_unit_name(f->model, i)->id,
				             model_unit_name(f->model, j)->id,
				             x == TRUTH_UNKNOWN ? ""
				             : x == TRUTH_YES   ? "1"
				                                : "0");
		}
}

void extremes_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct extremes *x = f->extremes;
	if (x == NULL)
		return;
	for (size_t u = 0; u < x->n; u++) {
		const char *id = model_unit_name(f->model, u)->id;
		const size_t ranks[] = {x->best[u].rank, x->best[u].bound, x->worst[u].rank,
		                        x->worst[u].bound};
		static const char *const names[] = {"best", "best_bound", "worst", "worst_bound"};
		for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
			analysis_row(p, t, "extremes", names[i], id, "", whole(p, ranks[i]));
	}
	truth_rows(p, t, f, "necessary", x->necessary);
	truth_rows(p, t, f, "possible", x->possible);
}
