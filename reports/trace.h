/* trace.h - what the pages of `kaohe explain` are made of; see explain.c.
 *
 * Internal to reports/.
 */
#ifndef KAOHE_TRACE_H
#define KAOHE_TRACE_H

#include "reports/page.h"

struct trace {
	struct page page; /* its sheet: of the period, or the part of it that is traced */
	size_t unit;
	bool alone; /* for the unit itself: nothing of what others submitted is told */
};

static inline const struct points *trace_points(const struct trace *t, size_t item)
{
	return sheet_points(t->page.sheet, t->unit, item);
}

static inline const char *trace_name(const struct trace *t, size_t item)
{
	return page_name(&t->page, &t->page.method->items[item].named);
}

/* A line with a label; nothing for NULL or "". */
static inline void trace_say(struct trace *t, unsigned indent, enum text_id label, const char *text)
{
	if (text != NULL && *text != '\0')
		view_entry(t->page.view, TONE_PLAIN, indent, page_text(&t->page, label), text);
}

/* Whether the figures of others are in what would be told of this leaf. */
bool trace_withheld(const struct trace *t, size_t item);

/* The item and those below it, in all parts of the period; in explain.c. */
void trace_items(struct trace *t, size_t item);

/* The cells of a leaf with what stood in them, a table; in trace_cells.c. */
void trace_cells(struct trace *t, size_t item);

/* Score, rank, grade and how firm they are; in trace_result.c. */
void trace_result(struct trace *t);

/* Where the mark depends on others: who they are, the best, the worst, the mean; in
 * trace_field.c. */
void trace_field(struct trace *t, unsigned indent, size_t item);

#endif
