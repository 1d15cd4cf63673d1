/* whatif_split.c - what the change of each score is made of: tables by item and by cause. */
#include "reports/whatif_view.h"
#include <stdlib.h>

/* More columns, and more rows, are not read: the others are in CSV and JSON. */
enum { COLUMNS_MOST = 10, ROWS_MOST = 30 };

/* One of the two tables. */
struct splitting {
	const struct page *page;
	const struct whatif_outcome *outcome;
	size_t n; /* columns there could be */
	const ratio *(*of)(struct arena *a, const struct whatif_outcome *o, size_t unit,
	                   size_t index);
	const size_t *units;
	size_t n_units;
};

struct column {
	size_t index;
	const ratio *size; /* largest change of any unit */
};

static int by_size(const void *left, const void *right)
{
	const struct column *x = left, *y = right;
	int order = ratio_cmp(y->size, x->size);
	return order != 0 ? order : x->index < y->index ? -1 : x->index > y->index;
}

static int by_index(const void *left, const void *right)
{
	const struct column *x = left, *y = right;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* The columns that change most, in the order of the method. */
static struct column *columns_of(const struct splitting *s, size_t *n)
{
	struct arena *a = s->page->arena;
	struct column *list = ARENA_NEWS(a, struct column, s->n);
	const ratio *zero = ratio_of(a, 0, 1);
	for (size_t k = 0; k < s->n; k++) {
		list[k] = (struct column){k, zero};
		for (size_t i = 0; i < s->n_units; i++) {
			const ratio *x = s->of(a, s->outcome, s->units[i], k);
			x = ratio_max(x, ratio_sub(a, zero, x));
			if (ratio_cmp(x, list[k].size) > 0)
				list[k].size = x;
		}
	}
	*n = s->n < COLUMNS_MOST ? s->n : COLUMNS_MOST;
	if (*n == s->n)
		return list;
	qsort(list, s->n, sizeof *list, by_size);
	qsort(list, *n, sizeof *list, by_index);
	return list;
}

static void change_cell(const struct page *p, struct view_table *t, const ratio *x, bool sum)
{
	bool zero = !ratio_sign(x);
	view_number(t,
	            zero  ? TONE_QUIET
	            : sum ? TONE_STRONG
	                  : TONE_PLAIN,
	            zero && !sum ? "" : whatif_signed(p, x));
}

static void row(const struct splitting *s, struct view_table *t, size_t unit,
                const struct column *columns, size_t n)
{
	const struct page *p = s->page;
	const ratio *all = whatif_change(p->arena, s->outcome, unit), *rest = all;
	view_cell(t, TONE_PLAIN, page_name(p, &p->method->units[unit].named));
	change_cell(p, t, all, true);
	for (size_t k = 0; k < n; k++) {
		const ratio *x = s->of(p->arena, s->outcome, unit, columns[k].index);
		rest = ratio_sub(p->arena, rest, x);
		change_cell(p, t, x, false);
	}
	if (n < s->n)
		change_cell(p, t, rest, false);
}

static void table(struct page *p, const struct splitting *s, enum text_id caption,
                  const char *(*title)(const struct page *p, const struct whatif_outcome *o,
                                       size_t index))
{
	size_t n;
	const struct column *columns = columns_of(s, &n);
	view_line(p->view, TONE_QUIET, 0, page_text(p, caption));
	struct view_table *t = page_table(p, page_text(p, caption));
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_whatif_head_change));
	for (size_t k = 0; k < n; k++)
		view_column(t, ALIGN_RIGHT, title(p, s->outcome, columns[k].index));
	if (n < s->n)
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_whatif_head_rest));
	for (size_t i = 0; i < s->n_units && i < ROWS_MOST; i++)
		row(s, t, s->units[i], columns, n);
	if (s->n_units > ROWS_MOST)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_whatif_more_rows,
		                    arena_print(p->arena, "%zu", s->n_units - ROWS_MOST)));
}

/* Units whose scores change; those that change most first where they are too many. */
static size_t changed(const struct page *p, const struct whatif_outcome *o, const size_t **out)
{
	const size_t *units;
	size_t all = whatif_units(p, &units), n = 0;
	size_t *list = ARENA_NEWS(p->arena, size_t, all);
	for (size_t i = 0; i < all; i++)
		if (whatif_known(o, units[i]) &&
		    ratio_sign(whatif_change(p->arena, o, units[i])) != 0)
			list[n++] = units[i];
	*out = list;
	return n;
}

static const char *cause_label(const struct page *p, const struct whatif_outcome *o, size_t cause)
{
	if (o->n_causes == 1)
		return page_text(p, TEXT_whatif_cause_only);
	return PAGE_FILL(p, TEXT_whatif_cause, arena_print(p->arena, "%zu", cause + 1));
}

/* Those that change nobody's score are said to. */
void whatif_causes(struct page *p, const struct whatif *w, size_t scenario)
{
	const struct whatif_outcome *o = w->outcomes[scenario];
	const size_t *units, n = changed(p, o, &units);
	for (size_t c = 0; c < o->n_causes; c++) {
		bool idle = true;
		for (size_t i = 0; i < n; i++)
			idle = idle && !ratio_sign(whatif_by_cause(p->arena, o, units[i], c));
		const char *what = whatif_cause(p, o, c);
		view_entry(p->view, TONE_PLAIN, 0,
		           PAGE_FILL(p, TEXT_whatif_cause_label, cause_label(p, o, c)),
		           idle ? PAGE_FILL(p, TEXT_whatif_idle, what) : what);
	}
}

void whatif_split(struct page *p, const struct whatif *w, size_t scenario)
{
	const struct whatif_outcome *o = w->outcomes[scenario];
	struct splitting s = {.page = p, .outcome = o};
	s.n_units = changed(p, o, &s.units);
	if (s.n_units == 0)
		return;
	s.n = o->n_components;
	s.of = whatif_by_component;
	table(p, &s, TEXT_whatif_by_item, whatif_component);
	if (o->n_causes == 1)
		return;
	s.n = o->n_causes;
	s.of = whatif_by_cause;
	table(p, &s, o->shapley ? TEXT_whatif_by_cause : TEXT_whatif_by_cause_in_order,
	      cause_label);
}
