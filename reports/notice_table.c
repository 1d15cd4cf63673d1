#include "reports/notice_table.h"
#include "reports/analyses.h"
#include "reports/flags.h"
#include "reports/sampled.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include "reports/spreadsheet.h"
#include "reports/write_csv.h"
#include "vary/readings.h"
#include "vary/smaa.h"

/* Where a row is put, and what it begins with. */
struct long_table {
	const struct page *page;
	struct view_table *table;
	const char *unit;
	const char *prefix; /* of the fields of one part of a combined period: "2023/" */
};

static void start(struct long_table *l, const char *item, const char *field)
{
	view_cell(l->table, TONE_PLAIN, l->unit);
	view_cell(l->table, TONE_PLAIN, item);
	view_cell(l->table, TONE_PLAIN, arena_print(l->page->arena, "%s%s", l->prefix, field));
}

static void end(struct long_table *l)
{
	view_cell(l->table, TONE_PLAIN, spreadsheet_nature(l->page, TEXT_nature_official));
	view_row_done(l->table);
}

static void text_row(struct long_table *l, const char *item, const char *field, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	start(l, item, field);
	view_cell(l->table, TONE_PLAIN, text);
	end(l);
}

static void number_row(struct long_table *l, const char *item, const char *field, const char *text)
{
	start(l, item, field);
	view_number(l->table, TONE_PLAIN, text);
	end(l);
}

/* As a decimal, which statistics can read; where that does not say it all, the fraction in a row of
 * its own, "points.exact". Of what is not exact only what is certain. */
static void exact_row(struct long_table *l, const char *item, const char *field, const ratio *x)
{
	enum { DECIMALS = 12 };
	if (x == NULL)
		return;
	struct arena *a = l->page->arena;
	const char *decimal = page_decimal(l->page, x);
	if (decimal == NULL && ratio_is_exact(x))
		number_row(l, item, field, ratio_fixed(a, x, DECIMALS, ROUND_HALF_UP));
	if (decimal != NULL)
		number_row(l, item, field, decimal);
	else
		text_row(l, item, arena_print(a, "%s.exact", field),
		         PAGE_FILL(l->page, TEXT_exact_fraction, ratio_exact(a, x)));
}

/* ---- one item ---- */

static void figure_row(struct long_table *l, const char *item, const char *field,
                       const struct figure *f)
{
	if (f->state == FIGURE_NO_TASK)
		number_row(l, item, field, "-");
	else if (f->state == FIGURE_NUMBER)
		exact_row(l, item, field, f->value);
}

static void type_rows(struct long_table *l, const char *item, const struct points *x)
{
	const struct method *m = l->page->method;
	for (size_t k = 0; x->types != NULL && k < m->n_types; k++) {
		const struct type_result *t = &x->types[k];
		const char *id = m->types[k].named.id;
		struct arena *a = l->page->arena;
		figure_row(l, item, arena_print(a, "target.%s", id), t->target);
		figure_row(l, item, arena_print(a, "count.%s", id), t->count);
		exact_row(l, item, arena_print(a, "credited.%s", id), t->credited);
		exact_row(l, item, arena_print(a, "unscored.%s", id), t->unscored);
		exact_row(l, item, arena_print(a, "each.%s", id), t->each);
		exact_row(l, item, arena_print(a, "next.%s", id), t->next);
	}
}

static const char *state_of(const struct points *x)
{
	static const char *const states[POINTS_STATES] = {[POINTS_SCORED] = "scored",
	                                                  [POINTS_LIMITED] = "limited",
	                                                  [POINTS_NO_TASK] = "no_task",
	                                                  [POINTS_UNREPORTED] = "unreported"};
	return states[x->state];
}

static void item_rows(struct long_table *l, size_t unit, size_t index, bool formulas)
{
	const struct page *p = l->page;
	const struct points *x = sheet_points(p->sheet, unit, index);
	const char *item = p->method->items[index].named.id;
	text_row(l, item, "state", state_of(x));
	exact_row(l, item, "points", x->points);
	exact_row(l, item, "max", x->max);
	exact_row(l, item, "excess", x->excess);
	exact_row(l, item, "mark", x->mark);
	exact_row(l, item, "task", x->task);
	exact_row(l, item, "achieved", x->achieved);
	exact_row(l, item, "credited", x->credited);
	type_rows(l, item, x);
	if (p->sheet->n_parts == 0 && figures_valued(p->method, index))
		figure_row(
		        l, item, "value",
		        figures_value(p->sheet->figures, unit, index, p->sheet->figures->period));
	exact_row(l, item, "measure", x->measure);
	if (x->task == NULL && formulas)
		exact_row(l, item, "target", x->target);
	if (formulas) {
		text_row(l, item, "formula", x->formula);
		text_row(l, item, "weighing", x->weighing);
	}
	if (x->by_department != NULL)
		text_row(l, item, "department_reason", x->by_department->reason);
}

/* ---- one unit ---- */

static void result_rows(struct long_table *l, size_t unit)
{
	const struct page *p = l->page;
	const struct method *m = p->method;
	const struct unit_result *u = &p->sheet->units[unit];
	unsigned set = flags_of(p->arena, p->sheet, unit);
	if (m->units[unit].group != NONE)
		text_row(l, "total", "group", m->groups[m->units[unit].group].named.id);
	text_row(l, "total", "assessed", m->units[unit].assessed ? "yes" : "no");
	if (u->ranked)
		number_row(l, "total", "rank", arena_print(p->arena, "%zu", u->rank));
	if (u->published != NULL)
		number_row(l, "total", "published",
		           ratio_fixed(p->arena, u->published, m->decimals, m->rounding));
	exact_row(l, "total", "score", u->score);
	if (u->grade != NONE)
		text_row(l, "total", "grade", m->grades[u->grade].named.id);
	exact_row(l, "total", "projects", u->projects);
	exact_row(l, "total", "assigned_weight", u->assigned);
	for (enum flag f = 0; f < FLAGS; f++)
		if (set & 1u << f)
			text_row(l, "total", "flag", flags_id(f));
}

static void own_rows(struct long_table *l, const struct notice *n, size_t unit)
{
	const struct method *m = l->page->method;
	result_rows(l, unit);
	for (size_t i = 0; i < m->n_items; i++)
		item_rows(l, unit, i,
		          n->unit == NONE || !item_is_leaf(&m->items[i]) || !shape_depends(m, i));
}

/* Each part of a combined period with the same fields, its id before them. */
static void part_rows(struct long_table *l, const struct notice *n, size_t unit)
{
	const struct sheet *whole = l->page->sheet;
	const struct period *period = &l->page->method->periods[whole->figures->period];
	for (size_t i = 0; i < whole->n_parts; i++) {
		struct page page = *l->page;
		struct long_table part = *l;
		page.sheet = whole->parts[i];
		part.page = &page;
		part.prefix = arena_print(page.arena, "%s/",
		                          page.method->periods[period->parts[i].period].named.id);
		own_rows(&part, n, unit);
	}
}

/* What the table of ranks says. */
static void published_rows(struct long_table *l, size_t unit)
{
	const struct page *p = l->page;
	const struct unit_result *u = &p->sheet->units[unit];
	size_t *items = ARENA_NEWS(p->arena, size_t, p->method->n_items);
	size_t columns = score_ranks_items(p, items);
	if (u->ranked)
		number_row(l, "total", "rank", arena_print(p->arena, "%zu", u->rank));
	if (u->published != NULL)
		number_row(l, "total", "published",
		           ratio_fixed(p->arena, u->published, p->method->decimals,
		                       p->method->rounding));
	if (u->grade != NONE)
		text_row(l, "total", "grade", p->method->grades[u->grade].named.id);
	for (size_t i = 0; i < columns; i++) {
		const struct points *x = sheet_points(p->sheet, unit, items[i]);
		if (x->points != NULL && !page_idle(x))
			number_row(l, p->method->items[items[i]].named.id, "points",
			           page_points(p, x->points));
	}
}

/* ---- how firm its rank is ---- */

static void firmness_rows(struct long_table *l, const struct firmness *f, size_t unit)
{
	struct arena *a = l->page->arena;
	if (f->smaa != NULL) {
		for (size_t r = 1; r <= f->smaa->n; r++)
			number_row(l, "total", arena_print(a, "acceptability.%zu", r),
			           sampled_digits(a, smaa_acceptability(f->smaa, unit, r)));
		number_row(l, "total", "rank_low",
		           arena_print(a, "%zu", smaa_rank_quantile(f->smaa, unit, 0.05)));
		number_row(l, "total", "rank_high",
		           arena_print(a, "%zu", smaa_rank_quantile(f->smaa, unit, 0.95)));
	}
	if (f->readings == NULL || f->readings->made == 0 || f->readings->units[unit].best == 0)
		return;
	number_row(l, "total", "readings_best",
	           arena_print(a, "%zu", f->readings->units[unit].best));
	number_row(l, "total", "readings_worst",
	           arena_print(a, "%zu", f->readings->units[unit].worst));
}

static void firm_rows(struct long_table *l, const struct notice *n, size_t unit)
{
	for (size_t i = 0; n->firmness != NULL && i < n->firmness->n; i++) {
		const struct firmness *f = n->firmness->fields[i];
		for (size_t k = 0; k < f->model->n_units; k++)
			if (f->model->units[k] == unit)
				firmness_rows(l, f, k);
	}
}

static void unit_rows(struct long_table *l, const struct notice *n, size_t unit)
{
	l->unit = l->page->method->units[unit].named.id;
	if (n->unit != NONE && n->unit != unit) {
		if (l->page->method->units[unit].assessed)
			published_rows(l, unit);
		return;
	}
	own_rows(l, n, unit);
	part_rows(l, n, unit);
	firm_rows(l, n, unit);
}

void notice_table(struct buffer *out, const struct notice *n)
{
	static const char *const titles[] = {"unit", "item", "field", "value", "nature"};
	struct report report = {.sheet = n->sheet, .heading = n->heading, .lang = n->lang};
	struct page p = page_new(out->arena, &report, false);
	struct long_table l = {.page = &p, .table = view_table_new(out->arena), .prefix = ""};
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		view_column(l.table, ALIGN_LEFT, titles[i]);
	write_csv_start(out, l.table);
	for (size_t i = 0; i < n->sheet->n_order; i++)
		unit_rows(&l, n, n->sheet->order[i]);
	for (size_t u = 0; u < p.method->n_units; u++)
		if (!p.method->units[u].assessed)
			unit_rows(&l, n, u);
}
