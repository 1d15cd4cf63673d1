#include "reports/table.h"
#include "reports/display.h"
#include <stdint.h>

/* No cell. */
#define NONE SIZE_MAX

enum {
	GAP = 2, /* blanks between columns; one where the table fits only then */
	/* Titles wider than their cells are wrapped: into the widest lines with which the table
	 * still fits, or, where it must be continued below, into five Chinese characters. */
	TITLE_MOST = 20,
	TITLE_CONTINUED = 10,
	TITLE_LEAST = 8,
	CELL_WIDTH = 44 /* text wider than this is wrapped */
};

/* The table laid out: every cell and title as lines. */
struct layout {
	const struct view_table *table;
	struct display_lines *titles; /* [column] */
	struct display_lines *cells;  /* as table->cells */
	size_t *quiet;                /* of each, the first line of what stands below */
	size_t *cell_widths;          /* [column], of the cells alone */
	size_t *widths;               /* [column] */
	size_t gap, width;            /* width: of the terminal */
	bool colour;
};

static const char *const tones[TONES] = {
        [TONE_PLAIN] = "",        [TONE_STRONG] = "\x1b[1m",   [TONE_QUIET] = "\x1b[2m",
        [TONE_GOOD] = "\x1b[32m", [TONE_ALERT] = "\x1b[1;33m", [TONE_BAD] = "\x1b[1;31m",
};

const char *table_tone(enum view_tone tone, bool colour)
{
	return colour ? tones[tone] : "";
}

const char *table_tone_end(enum view_tone tone, bool colour)
{
	return colour && tone != TONE_PLAIN ? "\x1b[0m" : "";
}

static size_t widest(struct display_lines lines)
{
	size_t width = 0;
	for (size_t i = 0; i < lines.n; i++) {
		size_t w = display_width(lines.lines[i]);
		width = w > width ? w : width;
	}
	return width;
}

static struct display_lines joined(struct arena *a, struct display_lines above,
                                   struct display_lines below)
{
	const char **lines = arena_grow(a, above.lines, above.n, above.n + below.n, sizeof *lines);
	for (size_t i = 0; i < below.n; i++)
		lines[above.n + i] = below.lines[i];
	return (struct display_lines){lines, above.n + below.n};
}

static void lay_out_cells(struct layout *l, struct arena *a)
{
	const struct view_table *t = l->table;
	l->cells = ARENA_NEWS(a, struct display_lines, t->n_cells);
	l->quiet = ARENA_NEWS(a, size_t, t->n_cells);
	l->cell_widths = ARENA_NEWS(a, size_t, t->n_columns);
	for (size_t i = 0; i < t->n_cells; i++) {
		size_t column = i % t->n_columns, most = t->columns[column].most, width;
		most = most > 0 ? most : CELL_WIDTH;
		l->cells[i] = display_wrap(a, display_safe(a, t->cells[i].text), most);
		l->quiet[i] = l->cells[i].n;
		if (t->cells[i].below != NULL)
			l->cells[i] =
			        joined(a, l->cells[i],
			               display_wrap(a, display_safe(a, t->cells[i].below), most));
		width = widest(l->cells[i]);
		if (width > l->cell_widths[column])
			l->cell_widths[column] = width;
	}
}

static void lay_out_titles(struct layout *l, struct arena *a, size_t title_width, size_t gap)
{
	const struct view_table *t = l->table;
	l->gap = gap;
	l->titles = ARENA_NEWS(a, struct display_lines, t->n_columns);
	l->widths = ARENA_NEWS(a, size_t, t->n_columns);
	for (size_t c = 0; c < t->n_columns; c++) {
		size_t cells = l->cell_widths[c], width;
		size_t room = cells > title_width ? cells : title_width;
		l->titles[c] = display_wrap_even(a, display_safe(a, t->columns[c].title), room);
		width = widest(l->titles[c]);
		l->widths[c] = width > cells ? width : cells;
	}
}

static bool fits(const struct layout *l)
{
	size_t width = 0;
	for (size_t c = 0; c < l->table->n_columns; c++)
		width += l->widths[c] + l->gap;
	return width <= l->width + l->gap;
}

static void lay_out(struct layout *l, struct arena *a)
{
	lay_out_cells(l, a);
	for (size_t room = TITLE_MOST; room >= TITLE_LEAST; room--) {
		lay_out_titles(l, a, room, GAP);
		if (fits(l))
			return;
	}
	lay_out_titles(l, a, TITLE_LEAST, 1);
	if (!fits(l))
		lay_out_titles(l, a, TITLE_CONTINUED, GAP);
}

static void pad(struct buffer *out, size_t n)
{
	while (n-- > 0)
		buffer_add_char(out, ' ');
}

/* One line of one cell. `owed` counts blanks that are written only once something follows. */
static void put(struct buffer *out, const struct layout *l, size_t column, enum view_tone tone,
                const char *text, size_t *owed)
{
	size_t width = display_width(text), room = l->widths[column] - width;
	enum view_align align = l->table->columns[column].align;
	size_t before = align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? room : room / 2;
	if (width > 0) {
		pad(out, *owed + before);
		buffer_add(out, table_tone(tone, l->colour));
		buffer_add(out, text);
		buffer_add(out, table_tone_end(tone, l->colour));
		*owed = room - before + l->gap;
	} else {
		*owed += room + l->gap;
	}
}

/* The columns shown together: the keys, then [from, to). */
struct chunk {
	size_t from, to;
};

static enum view_tone tone_of(const struct layout *l, size_t cell, size_t line)
{
	return line < l->quiet[cell] ? l->table->cells[cell].tone : TONE_QUIET;
}

/* first: the row's first cell; NONE: the titles. */
static void put_row(struct buffer *out, const struct layout *l, struct chunk chunk,
                    const struct display_lines *lines, size_t first)
{
	size_t keys = l->table->n_keys, height = 1;
	for (size_t c = 0; c < chunk.to; c++)
		if ((c < keys || c >= chunk.from) && lines[c].n > height)
			height = lines[c].n;
	for (size_t i = 0; i < height; i++) {
		size_t owed = 0;
		for (size_t c = 0; c < chunk.to; c++) {
			/* Titles stand on the rule below them, cells hang from the top. */
			size_t skip = first == NONE ? height - lines[c].n : 0;
			bool shown = i >= skip && i - skip < lines[c].n;
			if (c >= keys && c < chunk.from)
				continue;
			put(out, l, c, first == NONE ? TONE_STRONG : tone_of(l, first + c, i),
			    shown ? lines[c].lines[i - skip] : "", &owed);
		}
		buffer_add_char(out, '\n');
	}
}

static void put_rule(struct buffer *out, const struct layout *l, struct chunk chunk)
{
	size_t width = 0;
	for (size_t c = 0; c < chunk.to; c++)
		if (c < l->table->n_keys || c >= chunk.from)
			width += l->widths[c] + l->gap;
	buffer_add(out, table_tone(TONE_QUIET, l->colour));
	for (width -= l->gap; width > 0; width--)
		buffer_add(out, "─");
	buffer_add(out, table_tone_end(TONE_QUIET, l->colour));
	buffer_add_char(out, '\n');
}

/* As many columns from `from` on as fit beside the keys; at least one. */
static struct chunk next_chunk(const struct layout *l, size_t from)
{
	size_t used = 0, to = from;
	for (size_t c = 0; c < l->table->n_keys; c++)
		used += l->widths[c] + l->gap;
	while (to < l->table->n_columns && (to == from || used + l->widths[to] <= l->width)) {
		used += l->widths[to] + l->gap;
		to++;
	}
	return (struct chunk){from, to};
}

void table_write(struct buffer *out, const struct view_table *t, size_t width, bool colour)
{
	struct layout l = {.table = t, .width = width, .colour = colour};
	lay_out(&l, out->arena);
	struct chunk chunk = {0, t->n_keys};
	do {
		chunk = next_chunk(&l, chunk.to);
		if (chunk.from > t->n_keys)
			buffer_print(out, "\n%s%s", t->continued != NULL ? t->continued : "",
			             t->continued != NULL ? "\n" : "");
		put_rule(out, &l, chunk);
		put_row(out, &l, chunk, l.titles, NONE);
		put_rule(out, &l, chunk);
		for (size_t i = 0; i < t->n_cells; i += t->n_columns)
			put_row(out, &l, chunk, l.cells + i, i);
		put_rule(out, &l, chunk);
	} while (chunk.to < t->n_columns);
}
