#include "reports/page.h"
#include "reports/write_text.h"

/* The trace of one unit: from the total through every item down to the cells that were read. */

struct trace {
	struct page page;
	size_t unit;
};

static const struct points *points_of(const struct trace *t, size_t item)
{
	return sheet_points(t->page.sheet, t->unit, item);
}

static const char *item_name(const struct trace *t, size_t item)
{
	return page_name(&t->page, &t->page.method->items[item].named);
}

static void say(struct trace *t, unsigned indent, enum text_id label, const char *text)
{
	if (text != NULL && *text != '\0')
		view_entry(t->page.view, TONE_PLAIN, indent, page_text(&t->page, label), text);
}

/* Before any limit. */
static const ratio *whole(const struct page *p, const struct points *x)
{
	return x->excess != NULL ? ratio_add(p->arena, x->points, x->excess) : x->points;
}

/* "commerce 18 + tourism 13.5 = ..." */
static const char *named_sum(const struct trace *t, size_t item)
{
	const struct page *p = &t->page;
	const struct item *i = &p->method->items[item];
	struct buffer b;
	buffer_start(&b, p->arena);
	for (size_t c = 0; c < i->n_children; c++) {
		const struct points *x = points_of(t, i->children[c]);
		buffer_print(&b, "%s%s %s", c > 0 ? " + " : "", item_name(t, i->children[c]),
		             page_idle(x)        ? page_text(p, TEXT_cell_no_task)
		             : x->points != NULL ? page_read(p, x->points)
		                                 : page_text(p, TEXT_cell_unreported));
	}
	const struct points *all = points_of(t, item);
	if (all->points != NULL)
		buffer_print(&b, " = %s", page_read(p, whole(p, all)));
	return b.text;
}

static void clause(struct trace *t, unsigned indent, size_t item)
{
	const struct item *i = &t->page.method->items[item];
	say(t, indent, TEXT_label_clause, page_clause(&t->page, i->clause));
	if (item_is_leaf(i) && i->scoring->clause != i->clause)
		say(t, indent, TEXT_label_clause, page_clause(&t->page, i->scoring->clause));
	say(t, indent, TEXT_label_department, page_words(&t->page, i->department));
	say(t, indent, TEXT_label_note, page_words(&t->page, i->note));
	if (item_is_leaf(i))
		say(t, indent, TEXT_label_note, page_words(&t->page, i->scoring->note));
}

static void policies(struct trace *t, unsigned indent, const struct points *x)
{
	const struct page *p = &t->page;
	for (size_t i = 0; i < x->n_policies; i++) {
		const struct policy *policy = &p->method->policies[x->policies[i]];
		say(t, indent, TEXT_label_policy, page_decision(p, policy));
		say(t, indent + 1, TEXT_label_others, page_others(p, policy));
	}
}

static bool same_place(struct place x, struct place y)
{
	return x.file == y.file && x.line == y.line && x.column == y.column;
}

/* The cells of a leaf with what stood in them, one row each. */
struct cells {
	struct trace *trace;
	struct view_table *table;
	const struct points *points;
	bool *told; /* [n_sources] */
};

static void cell_row(struct cells *c, struct place place, const char *what, const char *value)
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

static void figure_rows(struct cells *c)
{
	const struct page *p = &c->trace->page;
	for (size_t k = 0; c->points->types != NULL && k < p->method->n_types; k++) {
		const struct type_result *t = &c->points->types[k];
		const char *type = page_name(p, &p->method->types[k].named);
		if (t->target->state != FIGURE_ABSENT)
			cell_row(c, t->target->place, PAGE_FILL(p, TEXT_cell_target, type),
			         page_figure(p, t->target));
		if (t->count->state != FIGURE_ABSENT)
			cell_row(c, t->count->place, PAGE_FILL(p, TEXT_cell_count, type),
			         page_figure(p, t->count));
	}
}

static const char *with_reason(const struct page *p, const char *what, const char *reason)
{
	return *reason != '\0' ? PAGE_FILL(p, TEXT_with_reason, what, reason) : what;
}

static void judged_rows(struct cells *c)
{
	const struct page *p = &c->trace->page;
	for (const struct judgement *j = c->points->judged; j != NULL; j = j->next) {
		const char *who = *j->scorer != '\0' ? PAGE_FILL(p, TEXT_cell_scorer, j->scorer)
		                                     : page_text(p, TEXT_cell_judged);
		cell_row(c, j->place, with_reason(p, who, j->reason), page_plain(p, j->points));
	}
	const struct department_mark *mark = c->points->by_department;
	if (mark != NULL)
		cell_row(c, mark->place,
		         with_reason(p, page_text(p, TEXT_cell_department), mark->reason),
		         page_plain(p, mark->mark));
}

static void cells(struct trace *t, const struct points *x)
{
	const struct page *p = &t->page;
	struct view_table *table = view_table_new(p->arena);
	struct cells c = {t, table, x, ARENA_NEWS(p->arena, bool, x->n_sources)};
	view_column(table, ALIGN_LEFT, page_text(p, TEXT_head_cell));
	view_column(table, ALIGN_LEFT, page_text(p, TEXT_head_what));
	view_column(table, ALIGN_RIGHT, page_text(p, TEXT_head_value));
	figure_rows(&c);
	judged_rows(&c);
	for (size_t i = 0; i < x->n_sources; i++)
		if (!c.told[i])
			cell_row(&c, x->sources[i], page_text(p, TEXT_cell_other), "");
	if (table->n_cells > 0)
		view_add_table(p->view, table);
}

/* What one more project of each type would bring. */
static void values(struct trace *t, unsigned indent, const struct points *x)
{
	const struct page *p = &t->page;
	if (x->types != NULL && x->by_department != NULL)
		say(t, indent, TEXT_label_value, page_text(p, TEXT_value_department));
	for (size_t k = 0; x->types != NULL && k < p->method->n_types; k++) {
		const struct type_result *type = &x->types[k];
		if (type->each == NULL || type->next == NULL ||
		    (ratio_sign(type->each) == 0 && ratio_sign(type->next) == 0))
			continue;
		say(t, indent, TEXT_label_value,
		    PAGE_FILL(p, TEXT_value_line, page_name(p, &p->method->types[k].named),
		              page_points(p, type->each), page_points(p, type->next)));
	}
}

static const char *headline(const struct trace *t, size_t item)
{
	const struct page *p = &t->page;
	const struct points *x = points_of(t, item);
	if (x->state == POINTS_UNREPORTED || x->points == NULL)
		return PAGE_FILL(p, TEXT_trace_unreported, item_name(t, item));
	if (page_idle(x))
		return PAGE_FILL(p, TEXT_trace_idle, item_name(t, item));
	const char *points = page_read(p, x->points);
	const char *max = page_read(p, x->max);
	if (x->state == POINTS_NO_TASK)
		return PAGE_FILL(p, TEXT_trace_no_task, item_name(t, item), points, max);
	return PAGE_FILL(p, TEXT_trace_item, item_name(t, item), points, max);
}

static void leaf(struct trace *t, unsigned indent, const struct points *x)
{
	const struct page *p = &t->page;
	if (x->by_department != NULL) {
		say(t, indent, TEXT_label_mark,
		    PAGE_FILL(p, TEXT_mark_by_department, page_plain(p, x->by_department->mark),
		              x->by_department->reason));
		say(t, indent, TEXT_label_computed,
		    x->computed_formula != NULL ? x->computed_formula : page_plain(p, x->computed));
	} else {
		say(t, indent, TEXT_label_mark, x->formula);
	}
	say(t, indent, TEXT_label_weighing, x->weighing);
	if (x->achieved != NULL && x->task != NULL && ratio_sign(x->achieved) > 0) {
		const ratio *credited =
		        x->credited != NULL ? x->credited : ratio_of(p->arena, 0, 1);
		const ratio *rest = ratio_sub(p->arena, x->achieved, credited);
		if (ratio_sign(rest) > 0)
			say(t, indent, TEXT_label_unscored,
			    page_fill(p,
			              ratio_is_whole(rest) ? TEXT_unscored_line
			                                   : TEXT_unscored_part,
			              (const char *const[]){page_plain(p, x->achieved),
			                                    page_plain(p, credited),
			                                    page_plain(p, rest), NULL}));
	}
}

static void inner(struct trace *t, unsigned indent, size_t item, const struct points *x)
{
	const struct page *p = &t->page;
	say(t, indent, TEXT_label_sum, named_sum(t, item));
	if (x->excess == NULL)
		return;
	say(t, indent, TEXT_label_formula, x->formula);
	say(t, indent, TEXT_label_excess,
	    PAGE_FILL(p, TEXT_excess_line, page_read(p, x->max), page_read(p, x->excess)));
}

static void trace_item(struct trace *t, size_t item)
{
	const struct item *i = &t->page.method->items[item];
	const struct points *x = points_of(t, item);
	view_section(t->page.view, headline(t, item));
	if (item_is_leaf(i))
		leaf(t, 1, x);
	else
		inner(t, 1, item, x);
	clause(t, 1, item);
	policies(t, 1, x);
	values(t, 1, x);
	if (item_is_leaf(i))
		cells(t, x);
	for (size_t c = 0; c < i->n_children; c++)
		trace_item(t, i->children[c]);
}

/* Score, rank and how firm they are. */
static void result(struct trace *t)
{
	const struct page *p = &t->page;
	const struct method *m = p->method;
	const struct unit_result *u = &p->sheet->units[t->unit];
	if (!m->units[t->unit].assessed)
		view_line(p->view, TONE_ALERT, 0, page_text(p, TEXT_trace_information));
	if (u->published == NULL) {
		view_line(p->view, TONE_ALERT, 0, page_text(p, TEXT_trace_incomplete));
		return;
	}
	const char *score = ratio_fixed(p->arena, u->published, m->decimals, m->rounding);
	view_line(p->view, TONE_STRONG, 0,
	          PAGE_FILL(p, TEXT_trace_score, score, ratio_plain(p->arena, u->score)));
	if (u->ranked)
		view_line(p->view, TONE_STRONG, 0,
		          PAGE_FILL(p, TEXT_trace_rank, arena_print(p->arena, "%zu", u->rank)));
	else if (m->units[t->unit].assessed && !u->apart)
		view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_trace_no_rank));
	view_line(p->view, u->few ? TONE_ALERT : TONE_PLAIN, 0,
	          PAGE_FILL(p, TEXT_trace_projects, page_plain(p, u->projects),
	                    page_plain(p, u->assigned)));
	if (u->targets_missing)
		view_line(p->view, TONE_ALERT, 0, page_text(p, TEXT_trace_targets));
	if (u->apart)
		view_line(p->view, TONE_ALERT, 0, page_text(p, TEXT_trace_apart));
}

void report_explain(struct buffer *out, const struct report *r, size_t unit, size_t item)
{
	struct trace t = {page_new(out->arena, r, true), unit};
	struct page *p = &t.page;
	page_head(p, PAGE_FILL(p, TEXT_trace_title, page_name(p, &p->method->units[unit].named)));
	result(&t);
	trace_item(&t, item == NONE ? 0 : item);
	page_foot(p);
	write_text_view(out, p->view, r->look);
}
