#include "reports/allocation_view.h"
#include "reports/record.h"

static const char *period_name(const struct page *p, size_t period)
{
	return page_name(p, &p->method->periods[period].named);
}

/* Which cells a row is the sum of. */
struct margin {
	size_t unit, item, type;
};

static struct margin all_of(const struct method *m)
{
	return (struct margin){all_units(m), all_items(m), all_types(m)};
}

static const ratio *sum(const struct page *p, const struct allocation *x, struct margin of,
                        size_t period)
{
	return allocation_sum(p->arena, x, of.unit, of.item, of.type, period);
}

static const ratio *known_sum(const struct page *p, const struct allocation *x, struct margin of)
{
	const ratio *known = ratio_of(p->arena, 0, 1);
	for (size_t i = 0; i < x->n_known; i++)
		known = ratio_add(p->arena, known, sum(p, x, of, x->known[i]));
	return known;
}

/* ---- the totals in a sentence ---- */

static const char *listed(const struct page *p, const struct allocation *x, struct margin of,
                          const size_t *periods, size_t n)
{
	const char *list = n == 0 ? page_text(p, TEXT_allocate_none_known) : "";
	for (size_t i = 0; i < n; i++)
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_allocate_known, period_name(p, periods[i]),
		                           page_value(p, sum(p, x, of, periods[i]))));
	return list;
}

static void say_total(struct page *p, const struct allocation *x, enum view_tone tone,
                      unsigned indent, const char *name, struct margin of)
{
	const ratio *whole = sum(p, x, of, x->whole), *known = known_sum(p, x, of);
	view_line(p->view, tone, indent,
	          PAGE_FILL(p, TEXT_allocate_line, name, page_value(p, whole),
	                    listed(p, x, of, x->known, x->n_known),
	                    page_value(p, ratio_sub(p->arena, whole, known)),
	                    listed(p, x, of, x->open, x->n_open)));
}

static void totals(struct page *p, const struct allocation *x)
{
	const struct method *m = p->method;
	struct margin of = all_of(m);
	view_section(p->view, page_text(p, TEXT_allocate_section_sums));
	say_total(p, x, TONE_STRONG, 0, period_name(p, x->whole), of);
	for (size_t k = 0; k < m->n_types && m->n_types > 1; k++) {
		of.type = k;
		say_total(p, x, TONE_PLAIN, 1, page_name(p, &m->types[k].named), of);
	}
}

/* ---- tables ---- */

static void period_columns(struct page *p, struct view_table *t, const struct allocation *x)
{
	view_column(t, ALIGN_RIGHT, period_name(p, x->whole));
	for (size_t i = 0; i < x->n_known; i++)
		view_column(t, ALIGN_RIGHT, period_name(p, x->known[i]));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_allocate_left));
	for (size_t i = 0; i < x->n_open; i++)
		view_column(t, ALIGN_RIGHT,
		            PAGE_FILL(p, TEXT_allocate_proposed, period_name(p, x->open[i])));
}

static void sum_cells(struct page *p, struct view_table *t, const struct allocation *x,
                      struct margin of)
{
	const ratio *whole = sum(p, x, of, x->whole);
	view_number(t, TONE_PLAIN, page_value(p, whole));
	for (size_t i = 0; i < x->n_known; i++)
		view_number(t, TONE_PLAIN, page_value(p, sum(p, x, of, x->known[i])));
	view_number(t, TONE_PLAIN, page_value(p, ratio_sub(p->arena, whole, known_sum(p, x, of))));
	for (size_t i = 0; i < x->n_open; i++)
		view_number(t, TONE_STRONG, page_value(p, sum(p, x, of, x->open[i])));
}

static void last_row(struct page *p, struct view_table *t, const struct allocation *x)
{
	view_cell(t, TONE_STRONG, page_text(p, TEXT_head_sum));
	sum_cells(p, t, x, all_of(p->method));
}

static void by_unit(struct page *p, const struct allocation *x)
{
	const struct method *m = p->method;
	const char *title = page_text(p, TEXT_allocate_section_units);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	period_columns(p, t, x);
	for (size_t u = 0; u < m->n_units; u++) {
		struct margin of = all_of(m);
		of.unit = u;
		view_cell(t, TONE_PLAIN, page_name(p, &m->units[u].named));
		sum_cells(p, t, x, of);
	}
	last_row(p, t, x);
}

static void by_item(struct page *p, const struct allocation *x)
{
	const struct method *m = p->method;
	const char *title = page_text(p, TEXT_allocate_section_items);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	period_columns(p, t, x);
	for (size_t i = 0; i < m->n_items; i++) {
		struct margin of = all_of(m);
		of.item = i;
		if (!figures_counted(m, i))
			continue;
		view_cell(t, TONE_PLAIN, page_name(p, &m->items[i].named));
		sum_cells(p, t, x, of);
	}
	last_row(p, t, x);
}

static void cell_row(struct page *p, struct view_table *t, const struct allocation *x,
                     struct margin at, bool first)
{
	const struct method *m = p->method;
	const struct figure *whole =
	        figures_target(x->figures, at.unit, at.item, at.type, x->whole);
	if (whole->state == FIGURE_ABSENT)
		return;
	view_cell(t, TONE_PLAIN, first ? page_name(p, &m->units[at.unit].named) : "");
	view_cell(t, TONE_PLAIN, page_name(p, &m->items[at.item].named));
	view_cell(t, TONE_PLAIN, page_name(p, &m->types[at.type].named));
	view_number(t, TONE_PLAIN, page_figure(p, whole));
	for (size_t i = 0; i < x->n_known; i++)
		view_number(t, TONE_PLAIN,
		            page_figure(p, figures_target(x->figures, at.unit, at.item, at.type,
		                                          x->known[i])));
	view_number(t, TONE_PLAIN,
	            whole->state != FIGURE_NUMBER ? "-"
	                                          : page_value(p, ratio_sub(p->arena, whole->value,
	                                                                    known_sum(p, x, at))));
	for (size_t i = 0; i < x->n_open; i++)
		view_number(t, TONE_STRONG,
		            page_figure(p, allocation_target(x, at.unit, at.item, at.type, i)));
}

static void each_cell(struct page *p, const struct allocation *x)
{
	const struct method *m = p->method;
	const char *title = page_text(p, TEXT_allocate_section_cells);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	t->n_keys = 3;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
	period_columns(p, t, x);
	for (size_t u = 0; u < m->n_units; u++) {
		const size_t before = view_rows(t);
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; k < m->n_types && figures_counted(m, i); k++)
				cell_row(p, t, x, (struct margin){u, i, k}, view_rows(t) == before);
	}
}

static void notes(struct page *p, const struct allocation *x)
{
	view_section(p->view, page_text(p, TEXT_allocate_section_notes));
	view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_allocate_how));
	view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_allocate_no_task));
	for (size_t i = 0; i < x->n_unwritten; i++) {
		const struct allocation_cell *c = &x->unwritten[i];
		struct words name =
		        figures_cell_name(p->arena, p->method, c->unit, c->item, c->type, x->whole);
		view_entry(p->view, TONE_ALERT, 0, page_text(p, TEXT_bullet),
		           PAGE_FILL(p, TEXT_allocate_unwritten, page_words(p, name),
		                     page_figure(p, figures_target(x->figures, c->unit, c->item,
		                                                   c->type, x->whole))));
	}
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, TEXT_allocate_use, p->method->periods[x->open[0]].named.id));
}

const struct view *allocation_view(struct arena *a, const struct report *r,
                                   const struct allocation *x)
{
	struct page p = page_new(a, r, true);
	const char *title = page_title(&p);
	page_head(&p, PAGE_FILL(&p, TEXT_allocate_title, title, period_name(&p, x->whole)));
	view_banner(p.view, page_text(&p, TEXT_allocate_banner));
	totals(&p, x);
	by_unit(&p, x);
	by_item(&p, x);
	each_cell(&p, x);
	notes(&p, x);
	page_files(&p);
	return p.view;
}

/* ---- as a table of a case ---- */

/* In English by id, so that it is read whatever names there are. */
static const char *called(const struct page *p, const struct named *n)
{
	return p->lang == LANG_EN ? n->id : page_name(p, n);
}

const struct view_table *allocation_table(struct arena *a, const struct report *r,
                                          const struct allocation *x)
{
	static const enum text_id heads[] = {TEXT_allocate_csv_unit,   TEXT_allocate_csv_item,
	                                     TEXT_allocate_csv_type,   TEXT_allocate_csv_period,
	                                     TEXT_allocate_csv_target, TEXT_allocate_csv_remark};
	struct page p = page_new(a, r, false);
	const struct method *m = p.method;
	struct view_table *t = view_table_new(a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; k < m->n_types && figures_counted(m, i); k++)
				for (size_t j = 0; j < x->n_open; j++) {
					const struct figure *f = allocation_target(x, u, i, k, j);
					if (f->state == FIGURE_ABSENT)
						continue;
					view_cell(t, TONE_PLAIN, called(&p, &m->units[u].named));
					view_cell(t, TONE_PLAIN, called(&p, &m->items[i].named));
					view_cell(t, TONE_PLAIN, called(&p, &m->types[k].named));
					view_cell(t, TONE_PLAIN,
					          called(&p, &m->periods[x->open[j]].named));
					view_number(t, TONE_PLAIN, page_figure(&p, f));
					view_cell(t, TONE_PLAIN,
					          page_text(&p, TEXT_allocate_csv_proposal));
				}
	return t;
}

/* ---- for programs ---- */

static json_t *figure_text(const struct page *p, const struct figure *f)
{
	return f->state == FIGURE_ABSENT ? json_null() : record_text(page_figure(p, f));
}

static json_t *cell_record(struct record *r, const struct allocation *x, struct margin at)
{
	const struct page *p = &r->page;
	const struct method *m = p->method;
	json_t *object = json_object(), *known = json_object(), *proposed = json_object();
	record_put(r, object, "unit", record_text(m->units[at.unit].named.id));
	record_put(r, object, "item", record_text(m->items[at.item].named.id));
	record_put(r, object, "type", record_text(m->types[at.type].named.id));
	record_put(r, object, "target",
	           figure_text(p, figures_target(x->figures, at.unit, at.item, at.type, x->whole)));
	for (size_t i = 0; i < x->n_known; i++)
		record_put(r, known, m->periods[x->known[i]].named.id,
		           figure_text(p, figures_target(x->figures, at.unit, at.item, at.type,
		                                         x->known[i])));
	for (size_t i = 0; i < x->n_open; i++)
		record_put(r, proposed, m->periods[x->open[i]].named.id,
		           figure_text(p, allocation_target(x, at.unit, at.item, at.type, i)));
	record_put(r, object, "set", known);
	record_put(r, object, "proposed", proposed);
	return object;
}

static json_t *total_record(struct record *r, const struct allocation *x)
{
	const struct page *p = &r->page;
	const struct method *m = p->method;
	const struct margin of = all_of(m);
	json_t *object = json_object();
	record_put(r, object, m->periods[x->whole].named.id,
	           record_plain(r, sum(p, x, of, x->whole)));
	for (size_t i = 0; i < x->n_known; i++)
		record_put(r, object, m->periods[x->known[i]].named.id,
		           record_plain(r, sum(p, x, of, x->known[i])));
	for (size_t i = 0; i < x->n_open; i++)
		record_put(r, object, m->periods[x->open[i]].named.id,
		           record_plain(r, sum(p, x, of, x->open[i])));
	return object;
}

void allocation_record(struct buffer *out, const struct report *r, const struct allocation *x)
{
	struct record record = record_new(out->arena, r);
	const struct method *m = record.page.method;
	json_t *report = json_object(), *open = json_array(), *cells = json_array();
	record_head(&record, report);
	record_put(&record, report, "proposal", json_true());
	record_put(&record, report, "whole", record_text(m->periods[x->whole].named.id));
	for (size_t i = 0; i < x->n_open; i++)
		record_append(&record, open, record_text(m->periods[x->open[i]].named.id));
	record_put(&record, report, "open", open);
	record_put(&record, report, "totals", total_record(&record, x));
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; k < m->n_types && figures_counted(m, i); k++)
				if (figures_target(x->figures, u, i, k, x->whole)->state !=
				    FIGURE_ABSENT)
					record_append(
					        &record, cells,
					        cell_record(&record, x, (struct margin){u, i, k}));
	record_put(&record, report, "targets", cells);
	record_write(out, &record, report);
}
