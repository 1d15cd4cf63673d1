#include "reports/difference_view.h"
#include "reports/whatif_view.h"
#include <string.h>

const char *difference_kind(const struct page *p, enum difference_kind kind)
{
	static const enum text_id texts[DIFFERENCE_KINDS] = {
	        [DIFFERENCE_TARGET] = TEXT_diff_kind_target,
	        [DIFFERENCE_COUNT] = TEXT_diff_kind_count_of,
	        [DIFFERENCE_VALUE] = TEXT_diff_kind_value,
	        [DIFFERENCE_JUDGED] = TEXT_diff_kind_judged,
	        [DIFFERENCE_MARK] = TEXT_diff_kind_mark,
	        [DIFFERENCE_WEIGHT] = TEXT_diff_kind_weight,
	        [DIFFERENCE_POINTS] = TEXT_diff_kind_points,
	        [DIFFERENCE_POLICY] = TEXT_diff_kind_policy};
	return page_text(p, texts[kind]);
}

const char *difference_change(const struct page *p, const struct difference_figure *f)
{
	if (f->before.value == NULL || f->after.value == NULL)
		return "";
	const ratio *change = ratio_sub(p->arena, f->after.value, f->before.value);
	const char *text = page_short(p, change);
	return ratio_sign(change) > 0 ? arena_print(p->arena, "+%s", text) : text;
}

static bool is_rule(const struct difference_figure *f)
{
	return f->kind == DIFFERENCE_WEIGHT || f->kind == DIFFERENCE_POINTS ||
	       f->kind == DIFFERENCE_POLICY;
}

/* ---- in short ---- */

static const char *short_hash(const struct page *p, const struct sheet *s)
{
	return arena_copy_n(p->arena, s->method->sha256, strnlen(s->method->sha256, 10));
}

static void one_case(struct page *p, enum text_id label, const char *name, const struct sheet *s,
                     const struct heading *h)
{
	const struct method *m = s->method;
	const char *as_of = *h->as_of != '\0' ? PAGE_FILL(p, TEXT_diff_as_of, h->as_of) : "";
	view_entry(p->view, TONE_PLAIN, 0, page_text(p, label),
	           PAGE_FILL(p, TEXT_diff_case, name,
	                     page_name(p, &m->periods[s->figures->period].named), m->id, as_of));
}

static void summary(struct page *p, const struct difference_report *x)
{
	const struct difference *d = x->difference;
	const char *list = "";
	view_section(p->view, page_text(p, TEXT_diff_section_summary));
	one_case(p, TEXT_diff_before, x->names[0], d->before, x->before);
	one_case(p, TEXT_diff_after, x->names[1], d->after, p->report->heading);
	view_line(p->view, d->same_rules ? TONE_PLAIN : TONE_ALERT, 0,
	          PAGE_FILL(p, d->same_rules ? TEXT_diff_rules_same : TEXT_diff_rules_differ,
	                    short_hash(p, d->before), short_hash(p, d->after)));
	for (enum difference_kind k = 0; k < DIFFERENCE_KINDS; k++)
		if (d->counted[k] > 0)
			list = page_list(p, list,
			                 PAGE_FILL(p, TEXT_diff_kind_count, difference_kind(p, k),
			                           arena_print(p->arena, "%zu", d->counted[k])));
	view_line(p->view, TONE_STRONG, 0,
	          d->n_figures > 0 ? PAGE_FILL(p, TEXT_diff_counts,
	                                       arena_print(p->arena, "%zu", d->n_figures), list)
	                           : page_text(p, TEXT_diff_nothing));
}

/* ---- scores ---- */

static const struct unit_result *result(const struct sheet *s, size_t unit)
{
	return unit == NONE ? NULL : &s->units[unit];
}

static const char *score_text(const struct page *p, const struct sheet *s,
                              const struct unit_result *u, enum text_id otherwise)
{
	if (u == NULL)
		return page_text(p, otherwise);
	return u->published == NULL ? page_text(p, TEXT_cell_unreported)
	                            : ratio_fixed(p->arena, u->published, s->method->decimals,
	                                          s->method->rounding);
}

static const char *rank_text(const struct page *p, const struct unit_result *u)
{
	return u != NULL && u->ranked ? arena_print(p->arena, "%zu", u->rank) : "-";
}

/* "↑1", "↓2", "" */
static void moved_cell(struct page *p, struct view_table *t, const struct unit_result *x,
                       const struct unit_result *y)
{
	if (x == NULL || y == NULL || !x->ranked || !y->ranked || x->rank == y->rank) {
		view_cell(t, TONE_PLAIN, "");
		return;
	}
	const bool rises = y->rank < x->rank;
	const size_t by = rises ? x->rank - y->rank : y->rank - x->rank;
	view_cell(t, rises ? TONE_GOOD : TONE_BAD,
	          arena_print(p->arena, "%s%zu", rises ? "↑" : "↓", by));
}

static bool changes(const struct difference *d, const struct difference_unit *u)
{
	const struct unit_result *x = result(d->before, u->before), *y = result(d->after, u->after);
	return x == NULL || y == NULL || x->ranked != y->ranked || x->rank != y->rank ||
	       u->change == NULL || ratio_sign(u->change);
}

static void scores(struct page *p, const struct difference *d)
{
	static const enum text_id heads[] = {
	        TEXT_head_unit,          TEXT_diff_head_score_before, TEXT_diff_head_score_after,
	        TEXT_whatif_head_change, TEXT_diff_head_rank_before,  TEXT_diff_head_rank_after,
	        TEXT_whatif_head_moved};
	const char *title = page_text(p, TEXT_diff_section_scores);
	bool any = false;
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, i == 0 ? ALIGN_LEFT : ALIGN_RIGHT, page_text(p, heads[i]));
	for (size_t i = 0; i < d->n_units; i++) {
		const struct difference_unit *u = &d->units[i];
		const struct unit_result *x = result(d->before, u->before),
		                         *y = result(d->after, u->after);
		any = any || changes(d, u);
		view_cell(t, TONE_PLAIN, page_name(p, u->named));
		view_number(t, TONE_PLAIN, score_text(p, d->before, x, TEXT_diff_only_after));
		view_number(t, TONE_STRONG, score_text(p, d->after, y, TEXT_diff_only_before));
		view_number(t, TONE_PLAIN, u->change != NULL ? whatif_signed(p, u->change) : "");
		view_number(t, TONE_PLAIN, rank_text(p, x));
		view_number(t, TONE_STRONG, rank_text(p, y));
		moved_cell(p, t, x, y);
	}
	if (!any)
		view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_diff_scores_same));
}

static const char *component_name(const struct page *p, const struct difference_component *c)
{
	return c->itself ? PAGE_FILL(p, TEXT_whatif_itself, page_name(p, c->named))
	                 : page_name(p, c->named);
}

static void by_item(struct page *p, const struct difference *d)
{
	if (d->n_components == 0)
		return;
	const char *title = page_text(p, TEXT_diff_section_items);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_whatif_head_change));
	for (size_t c = 0; c < d->n_components; c++)
		view_column(t, ALIGN_RIGHT, component_name(p, &d->components[c]));
	for (size_t i = 0; i < d->n_units; i++) {
		const struct difference_unit *u = &d->units[i];
		bool any = false;
		for (size_t c = 0; c < d->n_components && u->change != NULL; c++)
			any = any || ratio_sign(d->parts[i * d->n_components + c]);
		if (!any)
			continue;
		view_cell(t, TONE_PLAIN, page_name(p, u->named));
		view_number(t, TONE_STRONG, whatif_signed(p, u->change));
		for (size_t c = 0; c < d->n_components; c++) {
			const ratio *part = d->parts[i * d->n_components + c];
			view_number(t, TONE_PLAIN, ratio_sign(part) ? whatif_signed(p, part) : "");
		}
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_whatif_exact));
}

static void by_cause(struct page *p, const struct difference *d)
{
	if (d->by_figures == NULL)
		return;
	const char *title = page_text(p, TEXT_diff_section_causes);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_whatif_head_change));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_diff_by_figures));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_diff_by_rules));
	for (size_t i = 0; i < d->n_units; i++) {
		if (d->by_figures[i] == NULL || d->units[i].change == NULL)
			continue;
		view_cell(t, TONE_PLAIN, page_name(p, d->units[i].named));
		view_number(t, TONE_STRONG, whatif_signed(p, d->units[i].change));
		view_number(t, TONE_PLAIN, whatif_signed(p, d->by_figures[i]));
		view_number(t, TONE_PLAIN, whatif_signed(p, d->by_rules[i]));
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_diff_causes_how));
}

/* ---- what differs ---- */

static const char *name_or(const struct page *p, const struct named *n)
{
	return n != NULL ? page_name(p, n) : "";
}

static const char *side(const struct page *p, const struct difference_side *s)
{
	return *s->text != '\0' ? s->text : page_text(p, TEXT_diff_absent);
}

static void figures(struct page *p, const struct difference *d, bool rules)
{
	const char *title =
	        page_text(p, rules ? TEXT_diff_section_rules : TEXT_diff_section_figures);
	struct view_table *t = NULL;
	for (size_t i = 0; i < d->n_figures; i++) {
		const struct difference_figure *f = &d->figures[i];
		if (is_rule(f) != rules)
			continue;
		if (t == NULL) {
			view_section(p->view, title);
			t = page_table(p, title);
			view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_what));
			if (!rules)
				view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
			view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
			if (!rules)
				view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
			view_column(t, ALIGN_RIGHT, page_text(p, TEXT_diff_head_before));
			view_column(t, ALIGN_RIGHT, page_text(p, TEXT_diff_head_after));
			view_column(t, ALIGN_RIGHT, page_text(p, TEXT_whatif_head_change));
			if (!rules) {
				view_column(t, ALIGN_LEFT,
				            page_text(p, TEXT_diff_head_place_before));
				view_column(t, ALIGN_LEFT,
				            page_text(p, TEXT_diff_head_place_after));
			}
		}
		const char *kind = difference_kind(p, f->kind);
		if (f->period != NULL)
			kind = PAGE_FILL(p, TEXT_allocate_known, page_name(p, f->period), kind);
		view_cell(t, TONE_PLAIN, kind);
		if (!rules)
			view_cell(t, TONE_PLAIN, name_or(p, f->unit));
		view_cell(t, TONE_PLAIN,
		          f->policy != NULL ? page_name(p, f->policy) : name_or(p, f->item));
		if (!rules)
			view_cell(t, TONE_PLAIN, name_or(p, f->type));
		view_cell(t, TONE_PLAIN, side(p, &f->before));
		view_cell(t, TONE_STRONG, side(p, &f->after));
		view_number(t, TONE_PLAIN, difference_change(p, f));
		if (!rules) {
			view_cell(t, TONE_QUIET, page_place(p, f->before.place));
			view_cell(t, TONE_QUIET, page_place(p, f->after.place));
		}
	}
}

static void files_before(struct page *p, const struct difference_report *x)
{
	struct view_table *t;
	view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_diff_files_before));
	t = view_table(p->view);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_file));
	view_column(t, ALIGN_LEFT, "SHA-256");
	view_cell(t, TONE_PLAIN, PAGE_FILL(p, TEXT_rules_file, x->difference->before->method->id));
	view_cell(t, TONE_QUIET, x->difference->before->method->sha256);
	for (size_t i = 0; i < x->before->n_files; i++) {
		view_cell(t, TONE_PLAIN, x->before->files[i].name);
		view_cell(t, TONE_QUIET, x->before->files[i].sha256);
	}
}

const struct view *difference_view(struct arena *a, const struct report *r,
                                   const struct difference_report *x)
{
	struct page p = page_new(a, r, true);
	const struct difference *d = x->difference;
	const char *title = page_title(&p);
	page_head(&p, PAGE_FILL(&p, TEXT_diff_title, title));
	if (x->before->example && !r->heading->example)
		view_banner(p.view, page_text(&p, TEXT_diff_banner_example));
	summary(&p, x);
	scores(&p, d);
	by_item(&p, d);
	by_cause(&p, d);
	figures(&p, d, false);
	figures(&p, d, true);
	page_foot(&p);
	files_before(&p, x);
	return p.view;
}
