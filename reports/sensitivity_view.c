#include "reports/sensitivity_view.h"
#include "reports/analyses.h"
#include "reports/smaa_report.h"
#include "reports/write_csv.h"
#include "vary/recognition.h"

const char *const sensitivity_paths[MODEL_PATHS] = {
        [MODEL_LINEAR] = "linear", [MODEL_MASKED] = "masked", [MODEL_GENERAL] = "general"};

struct page sensitivity_page(struct arena *a, const struct firmness_report *r,
                             struct report *report, bool with_view)
{
	*report = (struct report){
	        .sheet = r->sheet, .heading = r->heading, .lang = r->lang, .look = r->look};
	return (struct page){.arena = a,
	                     .view = with_view ? view_new(a) : NULL,
	                     .report = report,
	                     .sheet = r->sheet,
	                     .method = r->method,
	                     .lang = r->lang};
}

const char *sensitivity_weights(struct arena *a, const struct weight_set *w)
{
	switch (w->kind) {
	case WEIGHTS_SIMPLEX:
		return "simplex";
	case WEIGHTS_BOX:
		return arena_print(a, "box:%s%%",
		                   ratio_plain(a, ratio_mul(a, w->reach, ratio_of(a, 100, 1))));
	case WEIGHTS_ORDER:
		return "order";
	case WEIGHTS_DIRICHLET:
		return arena_print(a, "dirichlet:%s", ratio_plain(a, w->concentration));
	case WEIGHT_SETS:
		break;
	}
	return "";
}

/* ---- the head ---- */

const char *sensitivity_weights_words(const struct page *p, const struct weight_set *w)
{
	switch (w->kind) {
	case WEIGHTS_SIMPLEX:
		return page_text(p, TEXT_weights_simplex);
	case WEIGHTS_BOX:
		return PAGE_FILL(p, TEXT_weights_box,
		                 ratio_plain(p->arena, ratio_mul(p->arena, w->reach,
		                                                 ratio_of(p->arena, 100, 1))));
	case WEIGHTS_ORDER:
		return page_text(p, TEXT_weights_order);
	case WEIGHTS_DIRICHLET:
		return PAGE_FILL(p, TEXT_weights_dirichlet,
		                 ratio_plain(p->arena, w->concentration));
	case WEIGHT_SETS:
		break;
	}
	return "";
}

static void entry(struct page *p, enum text_id label, const char *text)
{
	view_entry(p->view, TONE_PLAIN, 0, page_text(p, label), text);
}

static void path(struct page *p, const struct firmness_report *r)
{
	static const enum text_id paths[MODEL_PATHS] = {[MODEL_LINEAR] = TEXT_path_linear,
	                                                [MODEL_MASKED] = TEXT_path_masked,
	                                                [MODEL_GENERAL] = TEXT_path_general};
	enum model_path worst = MODEL_LINEAR;
	for (size_t i = 0; i < r->n; i++)
		if (r->fields[i]->model->path > worst)
			worst = r->fields[i]->model->path;
	entry(p, TEXT_label_path, page_text(p, paths[worst]));
}

static void recognised(struct page *p, const struct firmness_report *r)
{
	static const enum text_id paths[RECOGNITION_PATHS] = {
	        [RECOGNITION_LEAVES] = TEXT_recognised_leaves,
	        [RECOGNITION_SCORED] = TEXT_recognised_scored};
	const char *list = "";
	enum recognition_path worst = RECOGNITION_TABLES;
	uint64_t failed = 0;
	for (size_t i = 0; i < r->n_recognised; i++)
		list = page_list(p, list, r->recognised[i]);
	entry(p, TEXT_label_recognised, PAGE_FILL(p, TEXT_recognised, list));
	for (size_t i = 0; i < r->n; i++) {
		const struct recognition *x = r->fields[i]->request->recognition;
		if (x != NULL && recognition_path(x) > worst)
			worst = recognition_path(x);
		failed += x != NULL ? recognition_failed(x) : 0;
	}
	if (worst != RECOGNITION_TABLES)
		view_line(p->view, TONE_QUIET, 0, page_text(p, paths[worst]));
	if (failed > 0)
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_recognised_failed,
		                    arena_print(p->arena, "%llu", (unsigned long long)failed)));
}

static void head(struct page *p, const struct firmness_report *r)
{
	const struct firmness *first = r->fields[0];
	const char *title = page_title(p);
	page_head(p, PAGE_FILL(p, TEXT_sensitivity_title, title));
	if (r->interrupted)
		view_banner(p->view, page_text(p, TEXT_sensitivity_interrupted));
	if (r->sheet == NULL)
		entry(p, TEXT_label_size,
		      PAGE_FILL(p, TEXT_table_size,
		                arena_print(p->arena, "%zu", first->model->n_units),
		                arena_print(p->arena, "%zu", first->model->n_weights)));
	entry(p, TEXT_label_weights, sensitivity_weights_words(p, &first->request->weights));
	if (r->n_recognised > 0)
		recognised(p, r);
	path(p, r);
	if (*r->left_out != '\0')
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_sensitivity_left_out, r->left_out));
}

/* ---- the whole ---- */

static void findings(struct page *p, const struct firmness_report *r, size_t field)
{
	const struct firmness *f = r->fields[field];
	analysis_section(p, f, TEXT_sensitivity_findings);
	size_t before = p->view->n;
	smaa_report_note(p, f);
	for (size_t i = 0; analyses[i].id != NULL; i++)
		if (r->made[field][i] && analyses[i].findings != NULL)
			analyses[i].findings(p, f);
	if (p->view->n == before) /* no heading over nothing */
		p->view->n--;
}

static void sections(struct page *p, const struct firmness_report *r, size_t field)
{
	for (size_t i = 0; analyses[i].id != NULL; i++)
		if (r->made[field][i] && analyses[i].section != NULL)
			analyses[i].section(p, r->fields[field]);
}

const struct view *sensitivity_view(struct arena *a, const struct firmness_report *r)
{
	struct report report;
	struct page p = sensitivity_page(a, r, &report, true);
	head(&p, r);
	for (size_t i = 0; i < r->n; i++)
		findings(&p, r, i);
	for (size_t i = 0; i < r->n; i++)
		sections(&p, r, i);
	view_section(p.view, page_text(&p, TEXT_section_files));
	page_files(&p);
	return p.view;
}

void sensitivity_rows(struct buffer *out, const struct firmness_report *r)
{
	static const enum text_id heads[] = {TEXT_head_analysis, TEXT_head_quantity,
	                                     TEXT_csv_unit_id,   TEXT_head_about,
	                                     TEXT_head_value,    TEXT_csv_nature};
	struct report report;
	struct page p = sensitivity_page(out->arena, r, &report, false);
	struct view_table *t = view_table_new(out->arena);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	write_csv_start(out, t);
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; analyses[k].id != NULL; k++)
			if (r->made[i][k])
				analyses[k].rows(&p, t, r->fields[i]);
}
