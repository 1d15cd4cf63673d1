#include "reports/write_csv.h"
#include <string.h>

/* Spreadsheets skip these before they look for a formula. */
static size_t blank(const char *text)
{
	static const char *const blanks[] = {" ",        "\n",           "\v",          "\f",
	                                     "\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
			return strlen(blanks[i]);
	return 0;
}

/* A formula once a spreadsheet opens it: = + - @, their full-width forms, tab, CR. */
static bool is_formula(const char *text)
{
	static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t",
	                                     "\r", "＝", "＋", "－", "＠"};
	for (size_t n; (n = blank(text)) > 0;)
		text += n;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static void field(struct buffer *out, const char *text, enum view_kind kind)
{
	const char *guard = kind == CELL_TEXT && is_formula(text) ? "'" : "";
	if (strpbrk(text, ",\"\r\n") == NULL) {
		buffer_add(out, guard);
		buffer_add(out, text);
		return;
	}
	buffer_add_char(out, '"');
	buffer_add(out, guard);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buffer_add_char(out, '"');
		buffer_add_char(out, *text);
	}
	buffer_add_char(out, '"');
}

static void titles(struct buffer *out, const struct view_table *t)
{
	buffer_add(out, "\xEF\xBB\xBF");
	for (size_t c = 0; c < t->n_columns; c++) {
		buffer_add(out, c > 0 ? "," : "");
		field(out, t->columns[c].title, CELL_TEXT);
	}
	buffer_add(out, "\r\n");
}

static void rows(struct buffer *out, const struct view_table *t)
{
	for (size_t i = 0, column = 1; i < t->n_cells; i++, column++) {
		field(out, t->cells[i].text, t->cells[i].kind);
		bool last = column == t->n_columns;
		buffer_add(out, last ? "\r\n" : ",");
		if (last)
			column = 0;
	}
}

void write_csv_table(struct buffer *out, const struct view_table *t)
{
	titles(out, t);
	rows(out, t);
}

static void write_row(void *out, struct view_table *t)
{
	rows(out, t);
	t->n_cells = 0;
	buffer_pass(out);
}

void write_csv_start(struct buffer *out, struct view_table *t)
{
	titles(out, t);
	t->row_done = write_row;
	t->context = out;
}
