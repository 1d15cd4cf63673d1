#include "engine/combine.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include "reports/trace.h"
#include "reports/write_text.h"

/* The trace of one unit: from the total through every item down to the cells that were read. */

/* Before any limit. */
static const ratio *whole(const struct page *p, const struct points *x)
{
	return x->excess != NULL ? ratio_add(p->arena, x->points, x->excess) : x->points;
}

static const char *points_text(const struct page *p, const struct points *x)
{
	return page_idle(x)        ? page_text(p, TEXT_cell_no_task)
	       : x->points != NULL ? page_read(p, x->points)
	                           : page_text(p, TEXT_cell_unreported);
}

/* "commerce 18 + tourism 13.5 + bonus: fairs 2 − deduction: delays 1 = ..." */
static const char *named_sum(const struct trace *t, size_t item)
{
	static const enum text_id names[OUTSIDES] = {
	        [OUTSIDE_BONUS] = TEXT_head_bonus, [OUTSIDE_DEDUCTION] = TEXT_head_deduction};
	const struct page *p = &t->page;
	const struct item *i = &p->method->items[item];
	struct buffer b;
	buffer_start(&b, p->arena);
	for (size_t c = 0; c < i->n_children; c++) {
		const struct item *child = &p->method->items[i->children[c]];
		const char *name = trace_name(t, i->children[c]);
		bool first = b.length == 0, taken = child->outside == OUTSIDE_DEDUCTION;
		if (shape_is_worthless(child))
			continue;
		if (child->outside != INSIDE)
			name = PAGE_FILL(p, names[child->outside], name);
		buffer_print(&b, "%s%s %s",
		             first   ? taken ? "−" : ""
		             : taken ? " − "
		                     : " + ",
		             name, points_text(p, trace_points(t, i->children[c])));
	}
	const struct points *all = trace_points(t, item);
	if (all->points != NULL)
		buffer_add(&b, page_equals(p, whole(p, all)));
	return b.text;
}

/* "economy (30%) 80, environment (70%) 50": what is not added. */
static const char *named_marks(const struct trace *t, size_t item)
{
	const struct page *p = &t->page;
	const struct item *i = &p->method->items[item];
	const char *list = "";
	for (size_t c = 0; c < i->n_children; c++) {
		const ratio *share = shape_share(p->arena, p->method, i->children[c]);
		const char *name = trace_name(t, i->children[c]);
		if (share != NULL)
			name = PAGE_FILL(p, TEXT_caption, name,
			                 PAGE_FILL(p, TEXT_weight, page_measure(p, share)));
		name = PAGE_FILL(p, TEXT_name_value, name,
		                 points_text(p, trace_points(t, i->children[c])));
		list = page_list(p, list, name);
	}
	return list;
}

static void clause(struct trace *t, unsigned indent, size_t item)
{
	const struct item *i = &t->page.method->items[item];
	trace_say(t, indent, TEXT_label_clause, page_clause(&t->page, i->clause));
	if (item_is_leaf(i) && i->scoring->clause != i->clause)
		trace_say(t, indent, TEXT_label_clause, page_clause(&t->page, i->scoring->clause));
	trace_say(t, indent, TEXT_label_department, page_words(&t->page, i->department));
	trace_say(t, indent, TEXT_label_note, page_words(&t->page, i->note));
	if (item_is_leaf(i))
		trace_say(t, indent, TEXT_label_note, page_words(&t->page, i->scoring->note));
}

static void policies(struct trace *t, unsigned indent, const struct points *x)
{
	const struct page *p = &t->page;
	for (size_t i = 0; i < x->n_policies; i++) {
		const struct policy *policy = &p->method->policies[x->policies[i]];
		trace_say(t, indent, TEXT_label_policy, page_decision(p, policy));
		trace_say(t, indent + 1, TEXT_label_others, page_others(p, policy));
	}
}

/* What one more project of each type would bring. */
static void values(struct trace *t, unsigned indent, size_t item)
{
	const struct page *p = &t->page;
	const struct points *x = trace_points(t, item);
	bool part = p->sheet != p->report->sheet;
	if (x->types != NULL && x->mark != NULL && shape_depends(p->method, item)) {
		trace_say(t, indent, TEXT_label_value, page_text(p, TEXT_value_others));
		return;
	}
	if (x->types != NULL && x->by_department != NULL)
		trace_say(t, indent, TEXT_label_value, page_text(p, TEXT_value_department));
	for (size_t k = 0; x->types != NULL && k < p->method->n_types; k++) {
		const struct type_result *type = &x->types[k];
		if (type->each == NULL || type->next == NULL ||
		    (ratio_sign(type->each) == 0 && ratio_sign(type->next) == 0))
			continue;
		trace_say(t, indent, TEXT_label_value,
		          PAGE_FILL(p, part ? TEXT_value_line_part : TEXT_value_line,
		                    page_name(p, &p->method->types[k].named),
		                    page_points(p, type->each), page_points(p, type->next)));
	}
}

static const char *headline(const struct trace *t, size_t item)
{
	static const enum text_id outsides[OUTSIDES] = {[INSIDE] = TEXT_trace_item,
	                                                [OUTSIDE_BONUS] = TEXT_trace_bonus,
	                                                [OUTSIDE_DEDUCTION] = TEXT_trace_deduction};
	const struct page *p = &t->page;
	const struct points *x = trace_points(t, item);
	const char *name = sentence_title(p, trace_name(t, item));
	if (x->state == POINTS_UNREPORTED || x->points == NULL)
		return PAGE_FILL(p, TEXT_trace_unreported, name);
	if (page_idle(x))
		return PAGE_FILL(p, TEXT_trace_idle, name);
	const char *points = page_read(p, x->points);
	const char *max = page_read(p, x->max);
	if (x->state == POINTS_NO_TASK)
		return PAGE_FILL(p, TEXT_trace_no_task, name, points, max);
	return PAGE_FILL(p, outsides[p->method->items[item].outside], name, points, max);
}

/* Counted, and beyond what is scored. */
static void unscored(struct trace *t, unsigned indent, const struct points *x)
{
	const struct page *p = &t->page;
	if (x->achieved == NULL || x->task == NULL || ratio_sign(x->achieved) <= 0)
		return;
	const ratio *credited = x->credited != NULL ? x->credited : ratio_of(p->arena, 0, 1);
	const ratio *rest = ratio_sub(p->arena, x->achieved, credited);
	if (ratio_sign(rest) > 0)
		trace_say(t, indent, TEXT_label_unscored,
		          page_fill(p,
		                    ratio_is_whole(rest) ? TEXT_unscored_line : TEXT_unscored_part,
		                    (const char *const[]){page_plain(p, x->achieved),
		                                          page_plain(p, credited),
		                                          page_plain(p, rest), NULL}));
}

/* A number that is not exact: how far it may be off. */
static void error(struct trace *t, unsigned indent, const ratio *x)
{
	const char *bound = x != NULL ? page_error(&t->page, x) : "";
	if (*bound != '\0')
		trace_say(t, indent, TEXT_label_error, PAGE_FILL(&t->page, TEXT_error_line, bound));
}

bool trace_withheld(const struct trace *t, size_t item)
{
	const struct method *m = t->page.method;
	return t->alone && item_is_leaf(&m->items[item]) && shape_depends(m, item);
}

/* What a computed mark came about by. */
static const char *told(const struct trace *t, size_t item, const char *formula, const ratio *mark)
{
	const struct page *p = &t->page;
	if (trace_withheld(t, item) && mark != NULL)
		return PAGE_FILL(p, TEXT_trace_withheld, page_read(p, mark));
	return formula;
}

static void leaf(struct trace *t, unsigned indent, size_t item)
{
	static const enum text_id gaps[] = {
	        [GAP_MISSING] = TEXT_trace_missing, [GAP_UNDEFINED] = TEXT_trace_undefined};
	const struct page *p = &t->page;
	const struct points *x = trace_points(t, item);
	enum gap gap = shape_gap(p->sheet, t->unit, item);
	if (gap != GAP_NONE)
		trace_say(t, indent, TEXT_label_missing,
		          PAGE_FILL(p, gaps[gap], sentence_missing(p, item)));
	if (x->by_department != NULL) {
		trace_say(t, indent, TEXT_label_mark,
		          PAGE_FILL(p, TEXT_mark_by_department,
		                    page_plain(p, x->by_department->mark),
		                    x->by_department->reason));
		trace_say(t, indent, TEXT_label_computed,
		          x->computed_formula != NULL
		                  ? told(t, item, x->computed_formula, x->computed)
		                  : page_plain(p, x->computed));
	} else {
		trace_say(t, indent, TEXT_label_mark, told(t, item, x->formula, x->mark));
	}
	if (x->mark != NULL && !trace_withheld(t, item))
		trace_field(t, indent, item);
	error(t, indent, x->mark);
	if (!shape_is_worthless(&p->method->items[item]))
		trace_say(t, indent, TEXT_label_weighing, x->weighing);
	unscored(t, indent, x);
}

static void inner(struct trace *t, unsigned indent, size_t item)
{
	const struct page *p = &t->page;
	const struct points *x = trace_points(t, item);
	bool marks = p->method->items[item].combination->marks;
	if (marks) {
		trace_say(t, indent, TEXT_label_marks, named_marks(t, item));
		trace_say(t, indent, TEXT_label_formula, x->formula);
		trace_say(t, indent, TEXT_label_note, sentence_combination(p, item));
		error(t, indent, x->points);
	} else {
		trace_say(t, indent, TEXT_label_sum, named_sum(t, item));
	}
	if (x->excess == NULL)
		return;
	if (!marks)
		trace_say(t, indent, TEXT_label_formula, x->formula);
	trace_say(t, indent, TEXT_label_excess,
	          PAGE_FILL(p, TEXT_excess_line, page_read(p, x->max), page_read(p, x->excess)));
}

static void trace_item(struct trace *t, size_t item)
{
	const struct item *i = &t->page.method->items[item];
	const struct points *x = trace_points(t, item);
	view_section(t->page.view, headline(t, item));
	if (item_is_leaf(i))
		leaf(t, 1, item);
	else
		inner(t, 1, item);
	clause(t, 1, item);
	policies(t, 1, x);
	if (item_is_leaf(i)) {
		values(t, 1, item);
		trace_cells(t, item);
	}
	for (size_t c = 0; c < i->n_children; c++)
		trace_item(t, i->children[c]);
}

/* "(30 × 81 + 70 × 90) ÷ 100 = 87.3" */
static const char *mean_text(const struct trace *t, size_t item)
{
	const struct page *p = &t->page;
	const struct period *period = &p->method->periods[p->sheet->figures->period];
	const ratio *sum = ratio_of(p->arena, 0, 1);
	struct buffer b;
	buffer_start(&b, p->arena);
	for (size_t i = 0; i < p->sheet->n_parts; i++) {
		const ratio *weight = period->parts[i].weight;
		sum = ratio_add(p->arena, sum, weight);
		buffer_print(
		        &b, "%s%s × %s", i > 0 ? " + " : "(", page_plain(p, weight),
		        page_short(p, sheet_points(p->sheet->parts[i], t->unit, item)->points));
	}
	buffer_print(&b, ") ÷ %s%s", page_plain(p, sum),
	             page_equals(p, trace_points(t, item)->points));
	return b.text;
}

/* A period that is combined of others: what each of them gives, then their traces. */
static void trace_parts(struct trace *t, size_t item)
{
	const struct page *p = &t->page;
	const struct method *m = p->method;
	const struct period *period = &m->periods[p->sheet->figures->period];
	const struct points *x = trace_points(t, item);
	view_section(p->view, headline(t, item));
	for (size_t i = 0; i < p->sheet->n_parts; i++)
		view_entry(
		        p->view, TONE_PLAIN, 1, page_text(p, TEXT_bullet),
		        PAGE_FILL(p, TEXT_trace_part,
		                  page_name(p, &m->periods[period->parts[i].period].named),
		                  page_plain(p, period->parts[i].weight),
		                  points_text(p, sheet_points(p->sheet->parts[i], t->unit, item))));
	if (x->points != NULL)
		trace_say(t, 1, TEXT_label_formula, mean_text(t, item));
	error(t, 1, x->points);
	for (size_t i = 0; i < p->sheet->n_parts; i++) {
		struct trace part = *t;
		part.page.sheet = p->sheet->parts[i];
		trace_item(&part, item);
	}
}

void trace_items(struct trace *t, size_t item)
{
	if (t->page.sheet->n_parts > 0)
		trace_parts(t, item);
	else
		trace_item(t, item);
}

void report_explain(struct buffer *out, const struct report *r, size_t unit, size_t item)
{
	struct trace t = {.page = page_new(out->arena, r, true), .unit = unit};
	struct page *p = &t.page;
	page_head(p, PAGE_FILL(p, TEXT_trace_title, page_name(p, &p->method->units[unit].named)));
	trace_result(&t);
	trace_items(&t, item == NONE ? 0 : item);
	page_foot(p);
	write_text_view(out, p->view, r->look);
}
