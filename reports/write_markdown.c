#include "reports/write_markdown.h"
#include "reports/display.h"
#include <string.h>

/* What has a meaning anywhere in a line. */
static void escaped(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buffer_add(out, "<br>");
		else if (*text == '<')
			buffer_add(out, "&lt;");
		else if (*text == '>')
			buffer_add(out, "&gt;");
		else if (*text == '&')
			buffer_add(out, "&amp;");
		else {
			if (strchr("\\`*_[]|~$#", *text) != NULL)
				buffer_add_char(out, '\\');
			buffer_add_char(out, *text);
		}
	}
}

/* Also what has one at the beginning of a line only: lists, rules, "1." */
static void line_start(struct buffer *out, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	if (strchr("+-=", *text) != NULL && *text != '\0') {
		buffer_add_char(out, '\\');
		buffer_add_char(out, *text++);
	} else if (digits > 0 && (text[digits] == '.' || text[digits] == ')')) {
		buffer_add_n(out, text, digits);
		buffer_add_char(out, '\\');
		buffer_add_char(out, text[digits]);
		text += digits + 1;
	}
	escaped(out, text);
}

static const char *safe(const struct buffer *out, const char *text)
{
	return display_safe(out->arena, text);
}

static void heading(struct buffer *out, const char *marks, const char *text)
{
	buffer_add(out, marks);
	escaped(out, safe(out, text));
	buffer_add(out, "\n\n");
}

static void titles(struct buffer *out, const struct view_table *t)
{
	static const char *const rules[] = {
	        [ALIGN_LEFT] = " :--- |", [ALIGN_RIGHT] = " ---: |", [ALIGN_CENTRE] = " :---: |"};
	buffer_add_char(out, '|');
	for (size_t c = 0; c < t->n_columns; c++) {
		buffer_add_char(out, ' ');
		escaped(out, safe(out, t->columns[c].title));
		buffer_add(out, " |");
	}
	buffer_add(out, "\n|");
	for (size_t c = 0; c < t->n_columns; c++)
		buffer_add(out, rules[t->columns[c].align]);
	buffer_add_char(out, '\n');
}

static void cell(struct buffer *out, const struct view_cell *c)
{
	bool strong = c->tone == TONE_STRONG && *c->text != '\0';
	buffer_add(out, strong ? " **" : " ");
	escaped(out, safe(out, c->text));
	buffer_add(out, strong ? "**" : "");
	if (c->below != NULL) {
		buffer_add(out, "<br>");
		escaped(out, safe(out, c->below));
	}
	buffer_add(out, " |");
}

static void table(struct buffer *out, const struct view_table *t)
{
	if (t->n_columns == 0)
		return;
	titles(out, t);
	for (size_t i = 0; i < t->n_cells; i++) {
		buffer_add(out, i % t->n_columns == 0 ? "|" : "");
		cell(out, &t->cells[i]);
		buffer_add(out, (i + 1) % t->n_columns == 0 ? "\n" : "");
	}
	buffer_add_char(out, '\n');
}

/* "·" is only how a terminal begins an entry. */
static bool is_bullet(const char *label)
{
	return strcmp(label, "·") == 0 || strcmp(label, "-") == 0;
}

static bool is_entry(const struct view_part *part)
{
	return part->kind == PART_LINE && (part->label != NULL || part->indent > 0);
}

static void line(struct buffer *out, const struct view_part *part, bool last)
{
	bool entry = is_entry(part), labelled = part->label != NULL && !is_bullet(part->label);
	for (unsigned i = 0; entry && i < part->indent; i++)
		buffer_add(out, "  ");
	buffer_add(out, entry ? "- " : "");
	if (labelled) {
		line_start(out, safe(out, part->label));
		buffer_add_char(out, ' ');
		escaped(out, safe(out, part->text));
	} else {
		line_start(out, safe(out, part->text));
	}
	buffer_add(out, entry && !last ? "\n" : "\n\n");
}

static void chart(struct buffer *out, const struct view_chart *c)
{
	heading(out, "### ", c->title);
	line_start(out, safe(out, c->about));
	buffer_add(out, "\n\n");
	table(out, c->table);
}

void write_markdown_view(struct buffer *out, const struct view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct view_part *part = &v->parts[i];
		switch (part->kind) {
		case PART_TITLE:
			heading(out, "# ", part->text);
			break;
		case PART_BANNER:
			buffer_add(out, "> **");
			escaped(out, safe(out, part->text));
			buffer_add(out, "**\n\n");
			break;
		case PART_SECTION:
			heading(out, "## ", part->text);
			break;
		case PART_LINE:
			line(out, part, i + 1 == v->n || !is_entry(&v->parts[i + 1]));
			break;
		case PART_TABLE:
			table(out, part->table);
			break;
		case PART_CHART:
			chart(out, part->chart);
			break;
		}
	}
}
