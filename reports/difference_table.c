/* difference_table.c - two cases side by side for spreadsheets and for programs. */
#include "reports/difference_view.h"
#include "reports/record.h"
#include "reports/spreadsheet.h"
#include "reports/whatif_view.h"

static const char *published(const struct page *p, const struct sheet *s, size_t unit)
{
	if (unit == NONE || s->units[unit].published == NULL)
		return "";
	return ratio_fixed(p->arena, s->units[unit].published, s->method->decimals,
	                   s->method->rounding);
}

static const char *rank(const struct page *p, const struct sheet *s, size_t unit)
{
	return unit != NONE && s->units[unit].ranked
	               ? arena_print(p->arena, "%zu", s->units[unit].rank)
	               : "";
}

/* ---- CSV ---- */

/* One row while it is written; NULL and "" leave a cell empty. */
struct row {
	const char *what;
	const struct named *unit, *item, *type, *period;
	const char *before, *after, *change;
	const ratio *exact;
	struct place from, to;
};

static void named_cells(const struct page *p, struct view_table *t, const struct named *n)
{
	view_cell(t, TONE_PLAIN, n != NULL ? n->id : "");
	view_cell(t, TONE_PLAIN, n != NULL ? page_name(p, n) : "");
}

static void add_row(const struct page *p, struct view_table *t, const struct row *r)
{
	view_cell(t, TONE_PLAIN, r->what);
	named_cells(p, t, r->unit);
	named_cells(p, t, r->item);
	named_cells(p, t, r->type);
	view_cell(t, TONE_PLAIN, r->period != NULL ? r->period->id : "");
	view_cell(t, TONE_PLAIN, r->before);
	view_cell(t, TONE_PLAIN, r->after);
	view_number(t, TONE_PLAIN, r->change);
	spreadsheet_exact(p, t, r->exact);
	view_cell(t, TONE_PLAIN, page_place(p, r->from));
	view_cell(t, TONE_PLAIN, page_place(p, r->to));
	view_cell(t, TONE_PLAIN, spreadsheet_nature(p, TEXT_diff_nature));
}

static void figure_row(const struct page *p, struct view_table *t,
                       const struct difference_figure *f)
{
	const struct row row = {.what = difference_kind(p, f->kind),
	                        .unit = f->unit,
	                        .item = f->policy != NULL ? f->policy : f->item,
	                        .type = f->type,
	                        .period = f->period,
	                        .before = f->before.text,
	                        .after = f->after.text,
	                        .change = difference_change(p, f),
	                        .from = f->before.place,
	                        .to = f->after.place};
	add_row(p, t, &row);
}

static void unit_rows(const struct page *p, struct view_table *t, const struct difference *d,
                      size_t i)
{
	const struct difference_unit *u = &d->units[i];
	struct row row = {.what = page_text(p, TEXT_whatif_csv_score),
	                  .unit = u->named,
	                  .before = published(p, d->before, u->before),
	                  .after = published(p, d->after, u->after),
	                  .change = u->change != NULL ? page_points(p, u->change) : "",
	                  .exact = u->change};
	add_row(p, t, &row);
	row = (struct row){.what = page_text(p, TEXT_whatif_csv_rank),
	                   .unit = u->named,
	                   .before = rank(p, d->before, u->before),
	                   .after = rank(p, d->after, u->after),
	                   .change = ""};
	add_row(p, t, &row);
	for (size_t c = 0; c < d->n_components && u->change != NULL; c++) {
		const ratio *part = d->parts[i * d->n_components + c];
		if (!ratio_sign(part))
			continue;
		row = (struct row){.what = page_text(p, TEXT_whatif_csv_part),
		                   .unit = u->named,
		                   .item = d->components[c].named,
		                   .before = "",
		                   .after = "",
		                   .change = page_points(p, part),
		                   .exact = part};
		add_row(p, t, &row);
	}
}

const struct view_table *difference_table(struct arena *a, const struct report *r,
                                          const struct difference_report *x)
{
	static const enum text_id heads[] = {TEXT_head_what,
	                                     TEXT_csv_unit_id,
	                                     TEXT_head_unit,
	                                     TEXT_whatif_csv_id,
	                                     TEXT_head_item,
	                                     TEXT_goal_csv_type_id,
	                                     TEXT_head_type,
	                                     TEXT_csv_period,
	                                     TEXT_diff_head_before,
	                                     TEXT_diff_head_after,
	                                     TEXT_whatif_head_change,
	                                     TEXT_whatif_csv_exact,
	                                     TEXT_diff_head_place_before,
	                                     TEXT_diff_head_place_after,
	                                     TEXT_csv_nature};
	struct page p = page_new(a, r, false);
	const struct difference *d = x->difference;
	struct view_table *t = view_table_new(a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	for (size_t i = 0; i < d->n_figures; i++)
		figure_row(&p, t, &d->figures[i]);
	for (size_t i = 0; i < d->n_units; i++)
		unit_rows(&p, t, d, i);
	return t;
}

/* ---- JSON ---- */

static json_t *id_or_null(const struct named *n)
{
	return n != NULL ? record_text(n->id) : json_null();
}

static json_t *figure_record(struct record *r, const struct difference_figure *f)
{
	static const char *const kinds[DIFFERENCE_KINDS] = {
	        [DIFFERENCE_TARGET] = "target", [DIFFERENCE_COUNT] = "count",
	        [DIFFERENCE_VALUE] = "value",   [DIFFERENCE_JUDGED] = "judged",
	        [DIFFERENCE_MARK] = "mark",     [DIFFERENCE_WEIGHT] = "weight",
	        [DIFFERENCE_POINTS] = "points", [DIFFERENCE_POLICY] = "policy"};
	json_t *object = json_object();
	record_put(r, object, "kind", record_text(kinds[f->kind]));
	record_put(r, object, "unit", id_or_null(f->unit));
	record_put(r, object, "item", id_or_null(f->item));
	record_put(r, object, "type", id_or_null(f->type));
	record_put(r, object, "policy", id_or_null(f->policy));
	record_put(r, object, "period", id_or_null(f->period));
	record_put(r, object, "before", record_text_or_null(f->before.text));
	record_put(r, object, "after", record_text_or_null(f->after.text));
	record_put(r, object, "before_at",
	           record_text_or_null(page_place(&r->page, f->before.place)));
	record_put(r, object, "after_at",
	           record_text_or_null(page_place(&r->page, f->after.place)));
	return object;
}

static json_t *side_record(struct record *r, const struct sheet *s, size_t unit)
{
	if (unit == NONE)
		return json_null();
	const struct unit_result *u = &s->units[unit];
	json_t *object = json_object();
	record_put(r, object, "score", record_text_or_null(published(&r->page, s, unit)));
	record_put(r, object, "exact", record_exact(r, u->score));
	record_put(r, object, "rank", u->ranked ? record_whole(u->rank) : json_null());
	return object;
}

static json_t *unit_record(struct record *r, const struct difference *d, size_t i)
{
	const struct difference_unit *u = &d->units[i];
	json_t *object = json_object(), *items = json_array();
	record_put(r, object, "id", record_text(u->named->id));
	record_put(r, object, "name", record_text(page_name(&r->page, u->named)));
	record_put(r, object, "before", side_record(r, d->before, u->before));
	record_put(r, object, "after", side_record(r, d->after, u->after));
	record_put(r, object, "change", record_exact(r, u->change));
	for (size_t c = 0; c < d->n_components && u->change != NULL; c++) {
		const ratio *part = d->parts[i * d->n_components + c];
		if (!ratio_sign(part))
			continue;
		json_t *item = json_object();
		record_put(r, item, "item", record_text(d->components[c].named->id));
		record_put(r, item, "limits", json_boolean(d->components[c].itself));
		record_put(r, item, "change", record_exact(r, part));
		record_append(r, items, item);
	}
	record_put(r, object, "by_item", items);
	record_put(r, object, "by_figures",
	           record_exact(r, d->by_figures != NULL ? d->by_figures[i] : NULL));
	record_put(r, object, "by_rules",
	           record_exact(r, d->by_rules != NULL ? d->by_rules[i] : NULL));
	return object;
}

static json_t *case_record(struct record *r, const struct sheet *s, const struct heading *h,
                           const char *name)
{
	json_t *object = json_object(), *inputs = json_array();
	record_put(r, object, "case", record_file_name(r, name));
	record_put(r, object, "period",
	           record_text(s->method->periods[s->figures->period].named.id));
	record_put(r, object, "as_of", record_text_or_null(h->as_of));
	record_put(r, object, "example", json_boolean(h->example));
	record_put(r, object, "rules", record_text(s->method->id));
	record_put(r, object, "rules_sha256", record_text(s->method->sha256));
	for (size_t i = 0; i < h->n_files; i++) {
		json_t *file = json_object();
		record_put(r, file, "name", record_file_name(r, h->files[i].name));
		record_put(r, file, "sha256", record_text(h->files[i].sha256));
		record_append(r, inputs, file);
	}
	record_put(r, object, "inputs", inputs);
	return object;
}

void difference_record(struct buffer *out, const struct report *r,
                       const struct difference_report *x)
{
	struct record record = record_new(out->arena, r);
	const struct difference *d = x->difference;
	json_t *report = json_object(), *figures = json_array(), *units = json_array();
	record_head(&record, report);
	record_put(&record, report, "before",
	           case_record(&record, d->before, x->before, x->names[0]));
	record_put(&record, report, "after",
	           case_record(&record, d->after, r->heading, x->names[1]));
	record_put(&record, report, "same_rules", json_boolean(d->same_rules));
	for (size_t i = 0; i < d->n_figures; i++)
		record_append(&record, figures, figure_record(&record, &d->figures[i]));
	for (size_t i = 0; i < d->n_units; i++)
		record_append(&record, units, unit_record(&record, d, i));
	record_put(&record, report, "differences", figures);
	record_put(&record, report, "units", units);
	record_write(out, &record, report);
}
