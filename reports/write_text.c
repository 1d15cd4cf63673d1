#include "reports/write_text.h"
#include "reports/display.h"
#include "reports/table.h"
#include <string.h>

enum {
	TABLE_WIDTH = 120,
	LINE_WIDTH = 100, /* longer lines of text are hard to read */
	INDENT = 2
};

static void blanks(struct buffer *out, size_t n)
{
	while (n-- > 0)
		buffer_add_char(out, ' ');
}

static void toned(struct buffer *out, enum view_tone tone, bool colour, const char *text)
{
	buffer_add(out, table_tone(tone, colour));
	buffer_add(out, text);
	buffer_add(out, table_tone_end(tone, colour));
}

static void rule(struct buffer *out, const char *stroke, size_t width)
{
	while (width-- > 0)
		buffer_add(out, stroke);
	buffer_add_char(out, '\n');
}

static void title(struct buffer *out, const struct view_part *part, struct report_look look)
{
	const char *text = display_safe(out->arena, part->text);
	toned(out, part->tone, look.colour, text);
	buffer_add_char(out, '\n');
	size_t width = display_width(text);
	rule(out, "═", width < look.width ? width : look.width);
}

static void banner(struct buffer *out, const struct view_part *part, struct report_look look)
{
	struct display_lines l =
	        display_wrap(out->arena, display_safe(out->arena, part->text), look.width - 8);
	for (size_t i = 0; i < l.n; i++) {
		const char *mark = i == 0 ? "***" : "   ";
		toned(out, part->tone, look.colour,
		      arena_print(out->arena, "%s %s%s", mark, l.lines[i],
		                  i + 1 == l.n ? " ***" : ""));
		buffer_add_char(out, '\n');
	}
}

static void section(struct buffer *out, const struct view_part *part, struct report_look look)
{
	struct display_lines l =
	        display_wrap(out->arena, display_safe(out->arena, part->text), look.width - 2);
	buffer_add_char(out, '\n');
	for (size_t i = 0; i < l.n; i++) {
		toned(out, part->tone, look.colour,
		      arena_print(out->arena, "%s %s", i == 0 ? "■" : " ", l.lines[i]));
		buffer_add_char(out, '\n');
	}
}

static bool ends_wide(const char *label)
{
	static const char colon[] = "：";
	size_t n = strlen(label), m = strlen(colon);
	return n >= m && strcmp(label + n - m, colon) == 0;
}

/* A paragraph; the lines after the first hang behind the label. */
static void line(struct buffer *out, const struct view_part *part, struct report_look look)
{
	size_t left = INDENT * part->indent;
	const char *label = part->label != NULL ? display_safe(out->arena, part->label) : NULL;
	const char *text = display_safe(out->arena, part->text);
	blanks(out, left);
	if (label != NULL) {
		/* A full-width colon brings its own blank. */
		size_t gap = ends_wide(label) ? 0 : 1;
		toned(out, part->tone == TONE_PLAIN ? TONE_QUIET : part->tone, look.colour, label);
		blanks(out, gap);
		left += display_width(label) + gap;
	}
	struct display_lines l =
	        display_wrap(out->arena, text, look.width > left ? look.width - left : 1);
	for (size_t i = 0; i < l.n; i++) {
		blanks(out, i == 0 ? 0 : left);
		toned(out, part->tone, look.colour && *l.lines[i] != '\0', l.lines[i]);
		buffer_add_char(out, '\n');
	}
}

void write_text_view(struct buffer *out, const struct view *v, struct report_look look)
{
	size_t width = look.width > 0 && look.width < TABLE_WIDTH ? look.width : TABLE_WIDTH;
	look.width = width < LINE_WIDTH ? width : LINE_WIDTH;
	for (size_t i = 0; i < v->n; i++) {
		const struct view_part *part = &v->parts[i];
		switch (part->kind) {
		case PART_TITLE:
			title(out, part, look);
			break;
		case PART_BANNER:
			banner(out, part, look);
			break;
		case PART_SECTION:
			section(out, part, look);
			break;
		case PART_LINE:
			line(out, part, look);
			break;
		case PART_TABLE:
			table_write(out, part->table, width, look.colour);
			break;
		case PART_CHART:
			section(out, &(struct view_part){.text = part->chart->title}, look);
			table_write(out, part->chart->table, width, look.colour);
			break;
		}
	}
}
