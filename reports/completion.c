#include "reports/completion.h"
#include "reports/sentences.h"

static bool is_number(const struct figure *f)
{
	return f->state == FIGURE_NUMBER;
}

static bool is_unreported(const struct type_result *t)
{
	return is_number(t->target) && ratio_sign(t->target->value) > 0 && !is_number(t->count);
}

static void add(const struct page *p, struct completion *c, const struct type_result *t)
{
	if (is_number(t->target))
		c->task = ratio_add(p->arena, c->task, t->target->value);
	if (is_number(t->count))
		c->submitted = ratio_add(p->arena, c->submitted, t->count->value);
}

static void finish(const struct page *p, struct completion *c)
{
	if (ratio_sign(c->task) > 0)
		c->rate = ratio_div(p->arena,
		                    ratio_mul(p->arena, ratio_of(p->arena, 100, 1), c->submitted),
		                    c->task);
}

static const char *cell_name(const struct page *p, size_t unit, size_t item)
{
	return arena_print(p->arena, "%s %s", page_name(p, &p->method->units[unit].named),
	                   page_name(p, &p->method->items[item].named));
}

struct completions completions_of(const struct page *p)
{
	const struct method *m = p->method;
	const ratio *zero = ratio_of(p->arena, 0, 1);
	struct completion *types = ARENA_NEWS(p->arena, struct completion, m->n_types);
	struct completions c = {types, {zero, zero, NULL}, ""};
	for (size_t k = 0; k < m->n_types; k++)
		types[k] = c.all;
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++) {
			const struct points *x = sheet_points(p->sheet, u, i);
			bool unreported = false;
			for (size_t k = 0; x->types != NULL && k < m->n_types; k++) {
				add(p, &types[k], &x->types[k]);
				add(p, &c.all, &x->types[k]);
				unreported = unreported || is_unreported(&x->types[k]);
			}
			if (unreported)
				c.unreported = page_list(p, c.unreported, cell_name(p, u, i));
		}
	for (size_t k = 0; k < m->n_types; k++)
		finish(p, &types[k]);
	finish(p, &c.all);
	return c;
}

static void row(const struct page *p, struct view_table *t, const char *name,
                const struct completion *c)
{
	view_cell(t, TONE_PLAIN, name);
	view_number(t, TONE_PLAIN, page_plain(p, c->task));
	view_number(t, TONE_PLAIN, page_plain(p, c->submitted));
	view_number(t, TONE_STRONG,
	            c->rate != NULL ? arena_print(p->arena, "%s%%", page_points(p, c->rate)) : "-");
}

void completions_view(struct page *p)
{
	struct completions c = completions_of(p);
	if (ratio_sign(c.all.task) == 0)
		return;
	view_section(p->view, sentence_title(p, page_text(p, TEXT_section_completion)));
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_completion_legend));
	struct view_table *t = view_table(p->view);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_type));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_target));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_count));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rate));
	for (size_t k = 0; k < p->method->n_types; k++)
		row(p, t, page_name(p, &p->method->types[k].named), &c.types[k]);
	if (p->method->n_types > 1)
		row(p, t, page_text(p, TEXT_cell_sum), &c.all);
	if (*c.unreported != '\0')
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_completion_unreported, c.unreported));
}
