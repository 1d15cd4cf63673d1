#include "reports/write_text.h"
#include "reports/display.h"
#include "reports/table.h"
#include <string.h>

enum {
	LINE_WIDTH = 100, /* of paragraphs */
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

static void title(struct buffer *out, const struct view_part *part, bool colour)
{
	const char *text = display_safe(out->arena, part->text);
	toned(out, part->tone, colour, text);
	buffer_add_char(out, '\n');
	rule(out, "═", display_width(text));
}

static void banner(struct buffer *out, const struct view_part *part, bool colour)
{
	struct display_lines l =
	        display_wrap(out->arena, display_safe(out->arena, part->text), LINE_WIDTH - 8);
	for (size_t i = 0; i < l.n; i++) {
		const char *mark = i == 0 ? "***" : "   ";
		toned(out, part->tone, colour,
		      arena_print(out->arena, "%s %s%s", mark, l.lines[i],
		                  i + 1 == l.n ? " ***" : ""));
		buffer_add_char(out, '\n');
	}
}

static void section(struct buffer *out, const struct view_part *part, bool colour)
{
	buffer_add_char(out, '\n');
	toned(out, part->tone, colour,
	      arena_print(out->arena, "■ %s", display_safe(out->arena, part->text)));
	buffer_add_char(out, '\n');
}

static bool ends_wide(const char *label)
{
	static const char colon[] = "：";
	size_t n = strlen(label), m = strlen(colon);
	return n >= m && strcmp(label + n - m, colon) == 0;
}

/* A paragraph; the lines after the first hang behind the label. */
static void line(struct buffer *out, const struct view_part *part, bool colour)
{
	size_t left = INDENT * part->indent;
	const char *label = part->label != NULL ? display_safe(out->arena, part->label) : NULL;
	const char *text = display_safe(out->arena, part->text);
	blanks(out, left);
	if (label != NULL) {
		/* A full-width colon brings its own blank. */
		size_t gap = ends_wide(label) ? 0 : 1;
		toned(out, part->tone == TONE_PLAIN ? TONE_QUIET : part->tone, colour, label);
		blanks(out, gap);
		left += display_width(label) + gap;
	}
	struct display_lines l = display_wrap(out->arena, text, LINE_WIDTH - left);
	for (size_t i = 0; i < l.n; i++) {
		blanks(out, i == 0 ? 0 : left);
		toned(out, part->tone, colour && *l.lines[i] != '\0', l.lines[i]);
		buffer_add_char(out, '\n');
	}
}

void write_text_view(struct buffer *out, const struct view *v, bool colour)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct view_part *part = &v->parts[i];
		switch (part->kind) {
		case PART_TITLE:
			title(out, part, colour);
			break;
		case PART_BANNER:
			banner(out, part, colour);
			break;
		case PART_SECTION:
			section(out, part, colour);
			break;
		case PART_LINE:
			line(out, part, colour);
			break;
		case PART_TABLE:
			table_write(out, part->table, colour);
			break;
		}
	}
}
