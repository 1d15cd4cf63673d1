/* xlsx_sheet.c - see xlsx_sheet.h. */
#include "source/xlsx_sheet.h"
#include "engine/buffer.h"
#include <string.h>

/* The largest sheet that there is, and how many fields are held: a million rows of 32. */
enum { ROWS_MAX = 1048576, COLUMNS_MAX = 16384, FIELDS_MAX = 1 << 25 };

struct sheet {
	struct package *package;
	const struct sheet_context *context;
	const char *file;
	struct diag_list *findings;
	struct arena *arena;
	bool broken, large;
	/* The cell being read. */
	unsigned row, column;
	char type[16];
	unsigned long style;
	bool in_value, in_text, phonetic, formula, valued, row_refused;
	struct buffer text;
	/* The row, then all of them. */
	struct csv_field *fields;
	size_t n_fields, room_fields;
	struct csv_record *records;
	size_t n_records, room_records, width;
};

/* ---- references ---- */

static bool read_number(const char *text, unsigned long most, unsigned long *out)
{
	*out = 0;
	if (*text == '\0')
		return false;
	for (; *text >= '0' && *text <= '9' && *out <= most; text++)
		*out = 10 * *out + (unsigned long)(*text - '0');
	return *text == '\0' && *out <= most;
}

/* "C5" */
static bool read_cell(const char *text, unsigned *row, unsigned *column)
{
	unsigned long number;
	*column = 0;
	for (; ((*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z')) &&
	       *column <= COLUMNS_MAX;
	     text++)
		*column = 26 * *column + (unsigned)(*text - (*text >= 'a' ? 'a' : 'A')) + 1;
	if (*column == 0 || *column > COLUMNS_MAX || !read_number(text, ROWS_MAX, &number) ||
	    number == 0)
		return false;
	*row = (unsigned)number;
	return true;
}

/* ---- fields ---- */

static struct place place_of(const struct sheet *s, unsigned column)
{
	return (struct place){s->file, s->row, column | PLACE_CELL};
}

static void add_field(struct sheet *s, const char *text, unsigned column)
{
	if (s->n_fields == s->room_fields) {
		size_t room = s->room_fields == 0 ? 32 : 2 * s->room_fields;
		s->fields = arena_grow(s->arena, s->fields, s->n_fields, room, sizeof *s->fields);
		s->room_fields = room;
	}
	s->fields[s->n_fields++] = (struct csv_field){text, place_of(s, column)};
}

/* Empty cells before it are fields, too. */
static void put(struct sheet *s, const char *text)
{
	if (*text == '\0')
		return;
	if (s->column > CSV_FIELDS_MAX) {
		if (!s->row_refused)
			diag_add(s->findings, place_of(s, s->column), DIAG_fields_many,
			         ARGS(words_same(arena_print(s->arena, "%d", CSV_FIELDS_MAX))));
		s->row_refused = true;
		return;
	}
	while (s->n_fields + 1 < s->column)
		add_field(s, "", (unsigned)s->n_fields + 1);
	add_field(s, text, s->column);
}

static void end_row(struct sheet *s)
{
	if (s->n_fields > s->width)
		s->width = s->n_fields;
	if (s->n_fields == 0)
		return;
	if (s->n_records == s->room_records) {
		size_t room = s->room_records == 0 ? 64 : 2 * s->room_records;
		s->records =
		        arena_grow(s->arena, s->records, s->n_records, room, sizeof *s->records);
		s->room_records = room;
	}
	struct csv_field *copy = ARENA_NEWS(s->arena, struct csv_field, s->n_fields);
	memcpy(copy, s->fields, s->n_fields * sizeof *copy);
	s->records[s->n_records++] = (struct csv_record){copy, s->n_fields};
	s->n_fields = 0;
	s->large = s->large || s->n_records * s->width > FIELDS_MAX;
}

/* Files leave out what is empty at the end of a row; a table has it all the same. */
static void even_out(struct sheet *s)
{
	for (size_t i = 0; i < s->n_records; i++) {
		struct csv_record *r = &s->records[i];
		if (r->n == s->width)
			continue;
		struct csv_field *all = ARENA_NEWS(s->arena, struct csv_field, s->width);
		memcpy(all, r->fields, r->n * sizeof *all);
		s->row = r->fields[0].place.line;
		for (size_t k = r->n; k < s->width; k++)
			all[k] = (struct csv_field){"", place_of(s, (unsigned)k + 1)};
		*r = (struct csv_record){all, s->width};
	}
}

/* ---- cells ---- */

static void complain(struct sheet *s, enum diag_code code, const char *text)
{
	diag_add(s->findings, place_of(s, s->column), code, ARGS(words_same(text)));
}

static const char *shared(struct sheet *s, const char *text)
{
	unsigned long index;
	if (read_number(text, (unsigned long)s->context->n_strings, &index) &&
	    index < s->context->n_strings)
		return s->context->strings[index];
	s->broken = true;
	return "";
}

static const char *number(struct sheet *s, const char *stored)
{
	static const enum diag_code codes[] = {
	        [NUMBER_CUT] = DIAG_number_digits, [NUMBER_NO_DAY] = DIAG_day_impossible};
	const char *text = "";
	enum number_style style =
	        s->style < s->context->n_styles ? s->context->styles[s->style] : STYLE_NUMBER;
	enum number_fault fault =
	        number_shown(s->arena, stored, style, s->context->from_1904, &text);
	if (fault == NUMBER_NONE)
		s->broken = true;
	else if (fault != NUMBER_SOUND)
		complain(s, codes[fault], stored);
	return fault == NUMBER_SOUND ? text : "";
}

/* What the cell shows, by its type: s, str, inlineStr, b, e, d, or n, which may be left out. */
static const char *shown(struct sheet *s)
{
	const char *raw = csv_trimmed(s->arena, s->text.text, s->text.length), *type = s->type;
	if (strcmp(type, "inlineStr") == 0 || strcmp(type, "str") == 0)
		return raw;
	if (!s->valued || *raw == '\0') {
		if (s->formula)
			diag_add(s->findings, place_of(s, s->column), DIAG_formula_uncounted,
			         NO_ARGS);
		return "";
	}
	if (strcmp(type, "s") == 0)
		return shared(s, raw);
	if (strcmp(type, "b") == 0)
		return strcmp(raw, "0") == 0 || strcmp(raw, "false") == 0 ? "FALSE" : "TRUE";
	if (strcmp(type, "e") == 0) {
		complain(s, DIAG_cell_error, raw);
		return "";
	}
	if (strcmp(type, "d") == 0) /* 2023-05-31T00:00:00 */
		return arena_copy_n(s->arena, raw, strcspn(raw, "T"));
	return number(s, raw);
}

static void end_cell(struct sheet *s)
{
	const char *text = shown(s);
	if (strlen(text) > CSV_FIELD_MAX) {
		complain(s, DIAG_field_long, arena_print(s->arena, "%d", CSV_FIELD_MAX));
		text = "";
	}
	put(s, text);
}

static void start_row(struct sheet *s, struct part *part)
{
	char room[24];
	unsigned long row = s->row + 1;
	const char *at = part_attribute(part, "r", room, sizeof room);
	/* Rows rise, and are numbered from 1. */
	if (at != NULL && (!read_number(at, ROWS_MAX, &row) || row <= s->row))
		s->broken = true;
	if (row > ROWS_MAX)
		s->broken = true;
	s->row = (unsigned)row;
	s->column = 0;
	s->row_refused = false;
}

static void start_cell(struct sheet *s, struct part *part)
{
	char room[24];
	unsigned row = s->row, column = s->column + 1;
	const char *at = part_attribute(part, "r", room, sizeof room);
	if (at != NULL && (!read_cell(at, &row, &column) || row != s->row || column <= s->column))
		s->broken = true;
	s->column = column;
	if (column > COLUMNS_MAX)
		s->broken = true;
	const char *type = part_attribute(part, "t", room, sizeof room);
	type = type != NULL && strlen(type) < sizeof s->type ? type : "n";
	memcpy(s->type, type, strlen(type) + 1);
	const char *style = part_attribute(part, "s", room, sizeof room);
	if (style == NULL || !read_number(style, 1000000, &s->style))
		s->style = 0;
	s->formula = s->valued = s->in_value = s->in_text = s->phonetic = false;
	buffer_start(&s->text, s->arena);
}

static void within_cell(struct sheet *s, struct part *part)
{
	const char *text = part_text(part);
	if (text != NULL) {
		if ((s->in_value || s->in_text) && s->text.length <= CSV_FIELD_MAX)
			buffer_add(&s->text, text);
		return;
	}
	bool content = !part_is_empty(part);
	if (part_starts(part, "v"))
		s->in_value = s->valued = content;
	else if (part_ends(part, "v"))
		s->in_value = false;
	else if (part_starts(part, "f"))
		s->formula = true;
	else if (part_starts(part, "rPh"))
		s->phonetic = content;
	else if (part_ends(part, "rPh"))
		s->phonetic = false;
	else if (part_starts(part, "t"))
		s->in_text = content && !s->phonetic;
	else if (part_ends(part, "t"))
		s->in_text = false;
}

static void read_cells(struct sheet *s, struct part *part)
{
	bool data = false, row = false, cell = false;
	while (!s->broken && !s->large && part_next(part)) {
		if (part_starts(part, "sheetData")) {
			data = !part_is_empty(part);
		} else if (part_ends(part, "sheetData")) {
			data = false;
		} else if (data && part_starts(part, "row")) {
			start_row(s, part);
			row = !part_is_empty(part);
		} else if (row && part_ends(part, "row")) {
			end_row(s);
			row = false;
		} else if (row && part_starts(part, "c")) {
			start_cell(s, part);
			cell = !part_is_empty(part);
		} else if (cell && part_ends(part, "c")) {
			end_cell(s);
			cell = false;
		} else if (cell) {
			within_cell(s, part);
		}
	}
}

bool xlsx_sheet_read(struct package *p, const char *name, const struct sheet_context *context,
                     const char *file, struct csv *out, struct diag_list *findings)
{
	struct sheet s = {.package = p,
	                  .context = context,
	                  .file = file,
	                  .findings = findings,
	                  .arena = p->arena};
	struct part part;
	part_open(&part, p, name);
	read_cells(&s, &part);
	if (s.broken && part.fault == PART_SOUND)
		part.fault = PART_BROKEN;
	if (s.large && part.fault == PART_SOUND)
		part.fault = PART_LARGE;
	if (!part_close(&part))
		return false;
	even_out(&s);
	*out = (struct csv){s.records, s.n_records};
	return true;
}
