#include "reports/analyses.h"
#include "reports/sensitivity_view.h"

static json_t *names(struct record *r, const struct firmness *f, bool units, bool as_shown)
{
	json_t *array = json_array();
	size_t n = units ? f->model->n_units : f->model->n_weights;
	for (size_t i = 0; i < n; i++) {
		const struct named *x =
		        units ? model_unit_name(f->model, i) : model_weight_name(f->model, i);
		record_append(r, array, record_text(as_shown ? page_name(&r->page, x) : x->id));
	}
	return array;
}

static json_t *nominal(struct record *r, const struct firmness *f)
{
	json_t *array = json_array();
	for (size_t i = 0; i < f->model->n_weights; i++)
		record_append(r, array, record_exact(r, f->model->nominal[i]));
	return array;
}

static void nominal_scores(struct record *r, json_t *object, const struct firmness *f)
{
	json_t *scores = json_array(), *ranks = json_array();
	const size_t *rank_of = analysis_ranks(&r->page, f);
	for (size_t i = 0; i < f->model->n_units; i++) {
		record_append(r, scores, record_exact(r, f->model->scores[i]));
		record_append(r, ranks, record_whole(rank_of[i]));
	}
	record_put(r, object, "nominal_score", scores);
	record_put(r, object, "nominal_rank", ranks);
}

/* What is known of a field before any analysis. */
static void start(struct record *r, json_t *object, const struct firmness *f)
{
	const struct firmness_request *q = f->request;
	record_put(r, object, "units", names(r, f, true, false));
	record_put(r, object, "items", names(r, f, false, false));
	if (f->model->sheet != NULL) {
		record_put(r, object, "unit_names", names(r, f, true, true));
		record_put(r, object, "item_names", names(r, f, false, true));
	}
	record_put(r, object, "nominal_weights", nominal(r, f));
	nominal_scores(r, object, f);
	record_put(r, object, "weights",
	           record_text(sensitivity_weights(r->page.arena, &q->weights)));
	record_put(r, object, "path", record_text(sensitivity_paths[f->model->path]));
	record_put(r, object, "seed", json_integer((json_int_t)q->seed));
}

/* Writes a field's object and leaves it open. */
static void field(struct record *r, struct buffer *out, unsigned depth, json_t *object,
                  const struct firmness_report *report, size_t index)
{
	struct record_table tables[ANALYSES_MAX * ANALYSIS_TABLES];
	const struct firmness *f = report->fields[index];
	size_t n = 0;
	start(r, object, f);
	for (size_t i = 0; analyses[i].id != NULL; i++) {
		if (!report->made[index][i])
			continue;
		analyses[i].record(r, object, f);
		if (analyses[i].tables != NULL)
			n += analyses[i].tables(&r->page, f, tables + n);
	}
	if (r->failed || !record_lines_open(out, depth, object, tables, n))
		r->failed = true;
}

static void fields(struct record *r, struct buffer *out, const struct firmness_report *report)
{
	enum { DEPTH = 2 };
	const struct method *m = r->page.method;
	record_lines_key(out, 1, "fields");
	buffer_add_char(out, '[');
	for (size_t i = 0; i < report->n; i++) {
		json_t *object = json_object();
		size_t group = report->fields[i]->model->group;
		record_put(r, object, "group",
		           group != NONE ? record_text(m->groups[group].named.id) : json_null());
		buffer_add(out, i == 0 ? "\n    " : ",\n    ");
		field(r, out, DEPTH, object, report, i);
		record_lines_close(out, DEPTH);
	}
	buffer_add(out, "\n  ]");
}

static json_t *recognised(struct record *r, const struct firmness_report *report)
{
	json_t *array = json_array();
	for (size_t i = 0; i < report->n_recognised; i++)
		record_append(r, array, record_text(report->recognised[i]));
	return array;
}

void sensitivity_record(struct buffer *out, const struct firmness_report *r)
{
	struct report report;
	struct record record = {.page = sensitivity_page(out->arena, r, &report, false)};
	json_t *object = json_object();
	if (r->sheet != NULL)
		record_head(&record, object);
	else
		record_table_head(&record, object);
	record_put(&record, object, "interrupted", json_boolean(r->interrupted));
	record_put(&record, object, "recognised", recognised(&record, r));
	if (r->method->rank_in_groups) {
		if (!record_lines_open(out, 0, object, NULL, 0))
			record.failed = true;
		fields(&record, out, r);
	} else {
		field(&record, out, 0, object, r, 0);
	}
	record_lines_close(out, 0);
	buffer_add_char(out, '\n');
	if (record.failed)
		record_no_memory(&record);
}
