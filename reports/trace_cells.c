#include "engine/ledger.h"
#include "reports/trace.h"

/* The cells of a leaf with what stood in them, one row each. */

struct cells {
	struct trace *trace;
	struct view_table *table;
	const struct points *points;
	bool *told; /* [n_sources] */
};

static bool same_place(struct place x, struct place y)
{
	return x.file == y.file && x.line == y.line && x.column == y.column;
}

static void row(struct cells *c, struct place place, const char *what, const char *value)
{
	const struct page *p = &c->trace->page;
	if (place.file == NULL)
		return;
	for (size_t i = 0; i < c->points->n_sources; i++)
		if (same_place(c->points->sources[i], place))
			c->told[i] = true;
	view_cell(c->table, TONE_PLAIN, page_place(p, place));
	view_cell(c->table, TONE_PLAIN, what);
	view_cell(c->table, TONE_STRONG, value);
}

/* The projects of a ledger that a count is the sum of. */
static void projects(struct cells *c, size_t item, size_t type, const struct figure *count)
{
	const struct page *p = &c->trace->page;
	const struct figures *f = p->sheet->figures;
	const struct ledger *l = f->ledger;
	if (l == NULL)
		return;
	const struct ledger_rows rows = ledger_cell(l, c->trace->unit, item, type, f->period);
	if (rows.n == 0 || !same_place(count->place, ledger_place(l, rows.rows[0])))
		return; /* a trial's, perhaps */
	for (size_t i = 0; i < rows.n; i++) {
		const struct ledger_row *r = &l->rows[rows.rows[i]];
		row(c, ledger_place(l, rows.rows[i]),
		    PAGE_FILL(p, TEXT_ledger_trace_row, r->project),
		    r->weight != NULL ? page_plain(p, r->weight) : "1");
	}
}

static void figures(struct cells *c, size_t item)
{
	const struct page *p = &c->trace->page;
	for (size_t k = 0; c->points->types != NULL && k < p->method->n_types; k++) {
		const struct type_result *t = &c->points->types[k];
		const char *type = page_name(p, &p->method->types[k].named);
		if (t->target->state != FIGURE_ABSENT)
			row(c, t->target->place, PAGE_FILL(p, TEXT_cell_target, type),
			    page_figure(p, t->target));
		if (t->count->state != FIGURE_ABSENT)
			row(c, t->count->place, PAGE_FILL(p, TEXT_cell_count, type),
			    page_figure(p, t->count));
		projects(c, item, k, t->count);
	}
}

static const char *with_reason(const struct page *p, const char *what, const char *reason)
{
	return *reason != '\0' ? PAGE_FILL(p, TEXT_with_reason, what, reason) : what;
}

static const char *judge(const struct page *p, const struct judgement *j)
{
	const char *who = j->scorer;
	if (*j->group != '\0')
		who = *who != '\0' ? PAGE_FILL(p, TEXT_scorer_of_group, j->group, who) : j->group;
	return *who != '\0' ? PAGE_FILL(p, TEXT_cell_scorer, who) : page_text(p, TEXT_cell_judged);
}

static void judgements(struct cells *c)
{
	const struct page *p = &c->trace->page;
	for (const struct judgement *j = c->points->judged; j != NULL; j = j->next)
		row(c, j->place, with_reason(p, judge(p, j), j->reason), page_plain(p, j->points));
	const struct department_mark *mark = c->points->by_department;
	if (mark != NULL)
		row(c, mark->place,
		    with_reason(p, page_text(p, TEXT_cell_department), mark->reason),
		    page_plain(p, mark->mark));
}

static const char *value_text(const struct page *p, const struct figure *f)
{
	return f->state == FIGURE_NUMBER ? page_value(p, f->value) : page_figure(p, f);
}

/* The values and targets of one item that stand at a place the mark was made from. */
static void values_of(struct cells *c, struct place place, size_t item, bool own)
{
	const struct page *p = &c->trace->page;
	const struct method *m = p->method;
	const struct figures *f = p->sheet->figures;
	for (size_t k = 0; k < m->n_periods; k++) {
		const struct figure *value = figures_value(f, c->trace->unit, item, k);
		const struct figure *target =
		        figures_target(f, c->trace->unit, item, all_types(m), k);
		const char *when = page_name(p, &m->periods[k].named);
		if (!own)
			when = PAGE_FILL(p, TEXT_cell_of_item, when, trace_name(c->trace, item));
		if (same_place(value->place, place))
			row(c, place, PAGE_FILL(p, TEXT_cell_value, when), value_text(p, value));
		else if (same_place(target->place, place))
			row(c, place, PAGE_FILL(p, TEXT_cell_goal, when), value_text(p, target));
	}
}

/* Values: of the item itself, then of others that take part. */
static void values(struct cells *c, size_t item)
{
	const struct method *m = c->trace->page.method;
	for (size_t i = 0; i < c->points->n_sources; i++)
		if (!c->told[i])
			values_of(c, c->points->sources[i], item, true);
	for (size_t i = 0; i < c->points->n_sources; i++)
		for (size_t k = 0; k < m->n_items && !c->told[i]; k++)
			if (figures_valued(m, k))
				values_of(c, c->points->sources[i], k, false);
}

void trace_cells(struct trace *t, size_t item)
{
	const struct page *p = &t->page;
	const struct points *x = trace_points(t, item);
	struct view_table *table = view_table_new(p->arena);
	struct cells c = {t, table, x, ARENA_NEWS(p->arena, bool, x->n_sources)};
	view_column(table, ALIGN_LEFT, page_text(p, TEXT_head_cell));
	view_column(table, ALIGN_LEFT, page_text(p, TEXT_head_what));
	view_column(table, ALIGN_RIGHT, page_text(p, TEXT_head_value));
	figures(&c, item);
	judgements(&c);
	values(&c, item);
	for (size_t i = 0; i < x->n_sources && !trace_withheld(t, item); i++)
		if (!c.told[i])
			row(&c, x->sources[i], page_text(p, TEXT_cell_other), "");
	if (table->n_cells > 0)
		view_add_table(p->view, table);
}
