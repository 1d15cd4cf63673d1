#include "engine/field.h"
#include "reports/shape.h"
#include "reports/trace.h"

/* Up to so many of the others are named. */
enum { NAMED_MOST = 12 };

static const char *unit_name(const struct page *p, size_t unit)
{
	return page_name(p, &p->method->units[unit].named);
}

/* "A 5、B 3" of those in the field. */
static const char *members(const struct page *p, const struct field *f)
{
	const char *list = "";
	for (size_t u = 0; u < p->method->n_units; u++)
		if (f->of[u] != NULL)
			list = page_list(p, list,
			                 PAGE_FILL(p, TEXT_name_value, unit_name(p, u),
			                           page_measure(p, f->of[u])));
	return list;
}

/* The first of those that have it, "A"; "A 等 3 个" where there are several. */
static const char *holders(const struct page *p, const struct field *f, const ratio *x)
{
	const char *first = "";
	size_t n = 0;
	for (size_t u = 0; u < p->method->n_units; u++) {
		if (f->of[u] != x)
			continue;
		first = n++ == 0 ? unit_name(p, u) : first;
	}
	if (n > 1)
		first = PAGE_FILL(p, TEXT_and_others, first, arena_print(p->arena, "%zu", n));
	return PAGE_FILL(p, TEXT_caption, page_measure(p, x), first);
}

void trace_field(struct trace *t, unsigned indent, size_t item)
{
	const struct page *p = &t->page;
	const struct item *i = &p->method->items[item];
	if (!shape_depends(p->method, item))
		return;
	struct leaf l = {.arena = p->arena,
	                 .method = p->method,
	                 .figures = p->sheet->figures,
	                 .unit = t->unit,
	                 .item = item,
	                 .scoring = i->scoring};
	const struct field *f = field_of(&l, p->method->units[t->unit].group);
	if (f->n == 0)
		return;
	const char *n = arena_print(p->arena, "%zu", f->n);
	bool lower = measure_lower(&l);
	trace_say(t, indent, TEXT_label_field,
	          f->n <= NAMED_MOST ? PAGE_FILL(p, TEXT_field_members, n, members(p, f))
	                             : PAGE_FILL(p, TEXT_field_count, n));
	trace_say(t, indent, TEXT_label_field_values,
	          PAGE_FILL(p, TEXT_field_values, holders(p, f, field_best(f, lower)),
	                    holders(p, f, field_best(f, !lower)),
	                    page_measure(p, field_mean(p->arena, f))));
}
