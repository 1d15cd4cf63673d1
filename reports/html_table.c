#include "reports/display.h"
#include "reports/html.h"
#include <string.h>

/* Tables with more rows scroll under their head. */
enum { TALL = 24 };

/* A large page is mostly cells, so that a cell says nothing of itself that its column could: how
 * columns are aligned is said once, by classes of the table ("right-3"), of which the style has as
 * many; and cells and rows are not closed, which HTML leaves open to do. */
enum { ALIGNED_COLUMNS = 40 };

static const char *const aligns[] = {
        [ALIGN_LEFT] = "", [ALIGN_RIGHT] = "right", [ALIGN_CENTRE] = "centre"};

/* The class that a cell needs for it; those that name their row are few, and have it always. */
static const char *aligned(const struct view_table *t, size_t column, bool key)
{
	return column < ALIGNED_COLUMNS && !key ? "" : aligns[t->columns[column].align];
}

static void table_start(struct buffer *out, const struct view_table *t)
{
	const char *before = "<table class=\"";
	for (size_t c = 0; c < t->n_columns && c < ALIGNED_COLUMNS; c++) {
		if (t->columns[c].align == ALIGN_LEFT)
			continue;
		buffer_print(out, "%s%s-%zu", before, aligns[t->columns[c].align], c + 1);
		before = " ";
	}
	buffer_add(out, *before == ' ' ? "\">\n" : "<table>\n");
}

/* Drawn with characters that must stay where they are: bars, an empty place before them. */
static bool is_drawn(const char *text)
{
	return *text == ' ' || strstr(text, "  ") != NULL || strstr(text, "─") != NULL ||
	       strstr(text, "━") != NULL || strstr(text, "█") != NULL;
}

/* A sentence or a list: it needs a column that is not narrow. */
enum { LONG = 24 };

static const char *shape(struct arena *a, const struct view_table *t, size_t column, bool key,
                         const char *text)
{
	if (is_drawn(text))
		return "drawn";
	if (t->columns[column].align != ALIGN_LEFT)
		return aligned(t, column, key);
	return display_width(display_safe(a, text)) > LONG ? "long" : "";
}

static void head(struct buffer *out, const struct view_table *t)
{
	buffer_add(out, "<thead>\n<tr>");
	for (size_t c = 0; c < t->n_columns; c++) {
		const char *title = t->columns[c].title;
		/* Not every column has a title; an empty one heads nothing. */
		buffer_add(out, *title != '\0' ? "<th scope=\"col\"" : "<td");
		html_class(out, is_drawn(title) ? "drawn" : aligned(t, c, false), TONE_PLAIN);
		buffer_add(out, ">");
		html_text(out, title);
		buffer_add(out, *title != '\0' ? "</th>" : "</td>");
	}
	buffer_add(out, "</tr>\n</thead>\n");
}

static void cell(struct buffer *out, const struct view_table *t, size_t column,
                 const struct view_cell *cell)
{
	bool key = column < t->n_keys && *cell->text != '\0';
	buffer_add(out, key ? "<th scope=\"row\"" : "<td");
	html_class(out, shape(out->arena, t, column, key, cell->text), cell->tone);
	buffer_add(out, ">");
	html_text(out, cell->text);
	if (cell->below != NULL)
		html_element(out, "span class=\"below\"", cell->below);
}

static void rows(struct buffer *out, const struct view_table *t)
{
	buffer_add(out, "<tbody>\n");
	for (size_t i = 0; i < t->n_cells; i++) {
		size_t column = i % t->n_columns;
		buffer_add(out, column == 0 ? "<tr>" : "");
		cell(out, t, column, &t->cells[i]);
		buffer_add(out, column + 1 == t->n_columns ? "\n" : "");
	}
	buffer_add(out, "</tbody>\n");
}

void html_table(struct html *h, const struct view_table *t, const char *caption)
{
	struct buffer *out = h->out;
	if (t->n_columns == 0)
		return;
	/* What scrolls must be reached with the keyboard, and then has a name. */
	buffer_print(out, "<div class=\"table%s\" role=\"region\" tabindex=\"0\" aria-label=\"",
	             view_rows(t) > TALL ? " tall" : "");
	html_text(out, caption);
	buffer_add(out, "\">\n");
	table_start(out, t);
	html_element(out, "caption", caption);
	buffer_add(out, "\n");
	head(out, t);
	rows(out, t);
	buffer_add(out, "</table>\n</div>\n");
}
