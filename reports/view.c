#include "reports/view.h"
#include <stdint.h>

struct view *view_new(struct arena *a)
{
	struct view *v = ARENA_NEW(a, struct view);
	v->arena = a;
	return v;
}

/* Room is doubled whenever the number of members reaches a power of two. */
static void *room_for_one(struct arena *a, void *members, size_t n, size_t size)
{
	if (n != 0 && (n & (n - 1)) != 0)
		return members;
	return arena_grow(a, members, n, n == 0 ? 1 : 2 * n, size);
}

static struct view_part *add(struct view *v, enum view_part_kind kind, enum view_tone tone,
                             const char *text)
{
	v->parts = room_for_one(v->arena, v->parts, v->n, sizeof *v->parts);
	struct view_part *part = &v->parts[v->n++];
	*part = (struct view_part){.kind = kind, .tone = tone, .text = text};
	return part;
}

void view_title(struct view *v, const char *text)
{
	add(v, PART_TITLE, TONE_STRONG, text);
}

void view_banner(struct view *v, const char *text)
{
	add(v, PART_BANNER, TONE_ALERT, text);
}

void view_section(struct view *v, const char *text)
{
	add(v, PART_SECTION, TONE_STRONG, text);
}

void view_section_called(struct view *v, const char *text, const char *name)
{
	add(v, PART_SECTION, TONE_STRONG, text)->label = name;
}

void view_line(struct view *v, enum view_tone tone, unsigned indent, const char *text)
{
	add(v, PART_LINE, tone, text)->indent = indent;
}

void view_entry(struct view *v, enum view_tone tone, unsigned indent, const char *label,
                const char *text)
{
	struct view_part *part = add(v, PART_LINE, tone, text);
	part->indent = indent;
	part->label = label;
}

struct view_table *view_table(struct view *v)
{
	struct view_table *t = view_table_new(v->arena);
	view_add_table(v, t);
	return t;
}

void view_add_table(struct view *v, struct view_table *t)
{
	add(v, PART_TABLE, TONE_PLAIN, "")->table = t;
}

void view_chart(struct view *v, const struct view_chart *chart)
{
	add(v, PART_CHART, TONE_PLAIN, "")->chart = chart;
}

struct view_table *view_table_new(struct arena *a)
{
	struct view_table *t = ARENA_NEW(a, struct view_table);
	t->arena = a;
	t->n_keys = 1;
	return t;
}

void view_column(struct view_table *t, enum view_align align, const char *title)
{
	t->columns = room_for_one(t->arena, t->columns, t->n_columns, sizeof *t->columns);
	t->columns[t->n_columns++] = (struct view_column){title, align, 0};
}

void view_column_narrow(struct view_table *t, enum view_align align, const char *title, size_t most)
{
	view_column(t, align, title);
	t->columns[t->n_columns - 1].most = most;
}

static void cell(struct view_table *t, enum view_kind kind, enum view_tone tone, const char *text)
{
	if (t->n_cells == t->room) {
		t->room = t->room == 0 ? 16 : 2 * t->room;
		t->cells = arena_grow(t->arena, t->cells, t->n_cells, t->room, sizeof *t->cells);
	}
	t->cells[t->n_cells++] = (struct view_cell){.text = text, .kind = kind, .tone = tone};
}

void view_cell(struct view_table *t, enum view_tone tone, const char *text)
{
	cell(t, CELL_TEXT, tone, text);
}

void view_number(struct view_table *t, enum view_tone tone, const char *text)
{
	cell(t, CELL_NUMBER, tone, text);
}

void view_below(struct view_table *t, const char *text)
{
	if (*text != '\0')
		t->cells[t->n_cells - 1].below = text;
}

void view_row_done(struct view_table *t)
{
	if (t->row_done != NULL)
		t->row_done(t->context, t);
}

size_t view_rows(const struct view_table *t)
{
	return t->n_columns == 0 ? 0 : t->n_cells / t->n_columns;
}

const struct view_table *view_part_table(const struct view_part *part)
{
	return part->kind == PART_TABLE   ? part->table
	       : part->kind == PART_CHART ? part->chart->table
	                                  : NULL;
}
