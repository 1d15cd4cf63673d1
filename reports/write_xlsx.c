#include "reports/write_xlsx.h"
#include "engine/binary.h"
#include "engine/ratio.h"
#include "reports/display.h"
#include "reports/xlsx_file.h"
#include <errno.h>
#include <string.h>

enum {
	COLUMNS_MOST = 256, /* of a table; wider ones do not fit any page */
	WIDTH_LEAST = 7,
	WIDTH_MOST = 36, /* wider text is wrapped */
	SHEET_LEAST = 80,
	PADDING = 2,
	LINE_HEIGHT = 15,
	DIGITS_MOST = 15,
	DECIMALS_MOST = 9
};
enum { INK = 0x1F2937, QUIET = 0x6B7280, GREEN = 0x166534, AMBER = 0x92400E, RED = 0xB42318 };
enum { HEAD_FILL = 0xE3EAF4, GREEN_FILL = 0xDCFCE7, AMBER_FILL = 0xFEF3C7, RED_FILL = 0xFEE2E2 };
enum { EDGE = 0xBFC5CE };

/* ---- looks ---- */

enum kind { KIND_TITLE, KIND_BANNER, KIND_SECTION, KIND_LINE, KIND_HEAD, KIND_CELL };

/* What makes two cells look alike. */
struct key {
	enum kind kind;
	enum view_tone tone;
	enum view_align align;
	unsigned indent;
	unsigned decimals; /* of a number */
	bool number, percent, sign;
};

struct made {
	struct key key;
	lxw_format *format;
	const struct made *next;
};

struct writer {
	struct arena *arena;
	lxw_workbook *file;
	lxw_worksheet *sheet;
	const struct xlsx_look *look;
	const struct made *made;
	size_t widths[COLUMNS_MOST]; /* in half-width characters */
	size_t n_columns;
	lxw_row_t row;
	double height; /* of all rows, in points */
	int error;
};

static bool same(const struct key *x, const struct key *y)
{
	return x->kind == y->kind && x->tone == y->tone && x->align == y->align &&
	       x->indent == y->indent && x->decimals == y->decimals && x->number == y->number &&
	       x->percent == y->percent && x->sign == y->sign;
}

static void colour(lxw_format *f, const struct key *key)
{
	static const unsigned inks[TONES] = {
	        [TONE_PLAIN] = INK,  [TONE_STRONG] = INK,  [TONE_QUIET] = QUIET,
	        [TONE_GOOD] = GREEN, [TONE_ALERT] = AMBER, [TONE_BAD] = RED};
	static const unsigned fills[TONES] = {
	        [TONE_GOOD] = GREEN_FILL, [TONE_ALERT] = AMBER_FILL, [TONE_BAD] = RED_FILL};
	format_set_font_color(f, key->kind == KIND_BANNER ? RED : inks[key->tone]);
	if (key->kind == KIND_HEAD)
		format_set_bg_color(f, HEAD_FILL);
	else if (key->kind == KIND_CELL && fills[key->tone] != 0)
		format_set_bg_color(f, fills[key->tone]);
}

/* "0.00", "+0.0%;-0.0%;0.0%" */
static const char *digits(struct arena *a, const struct key *key)
{
	const char *plain = key->decimals > 0 ? "0." : "0";
	for (unsigned i = 0; i < key->decimals; i++)
		plain = arena_print(a, "%s0", plain);
	plain = key->percent ? arena_print(a, "%s%%", plain) : plain;
	return key->sign ? arena_print(a, "+%s;-%s;%s", plain, plain, plain) : plain;
}

static lxw_format *format_new(const struct writer *w, const struct key *key)
{
	static const double sizes[] = {[KIND_TITLE] = 15, [KIND_BANNER] = 11, [KIND_SECTION] = 12,
	                               [KIND_LINE] = 10,  [KIND_HEAD] = 10,   [KIND_CELL] = 10};
	static const uint8_t aligns[] = {[ALIGN_LEFT] = LXW_ALIGN_LEFT,
	                                 [ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
	                                 [ALIGN_CENTRE] = LXW_ALIGN_CENTER};
	lxw_format *f = workbook_add_format(w->file);
	bool bold = key->kind != KIND_LINE && key->kind != KIND_CELL;
	format_set_font_name(f, xlsx_font(w->look->lang));
	format_set_font_size(f, sizes[key->kind]);
	format_set_align(f, aligns[key->align]);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	colour(f, key);
	if (bold || key->tone == TONE_STRONG)
		format_set_bold(f);
	if (key->number)
		format_set_num_format(f, digits(w->arena, key));
	else
		format_set_text_wrap(f);
	if (key->indent > 0)
		format_set_indent(f, (uint8_t)key->indent);
	if (key->kind == KIND_HEAD || key->kind == KIND_CELL) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, EDGE);
	}
	return f;
}

/* One format for each look, however many cells have it. */
static lxw_format *format_of(struct writer *w, struct key key)
{
	for (const struct made *m = w->made; m != NULL; m = m->next)
		if (same(&m->key, &key))
			return m->format;
	struct made *m = ARENA_NEW(w->arena, struct made);
	*m = (struct made){key, format_new(w, &key), w->made};
	w->made = m;
	return m->format;
}

/* ---- numbers ---- */

/* Whether the text is a decimal that a spreadsheet holds as it is; NULL where it is not. */
static const ratio *number_of(const struct writer *w, const struct view_cell *c, struct key *key)
{
	const char *at = c->text + (*c->text == '+' || *c->text == '-');
	size_t whole = strspn(at, "0123456789"), n = whole;
	key->sign = *c->text == '+';
	key->decimals = 0;
	if (c->kind != CELL_NUMBER || c->below != NULL || whole == 0)
		return NULL;
	if (at[n] == '.') {
		key->decimals = (unsigned)strspn(at + n + 1, "0123456789");
		n += 1 + key->decimals;
	}
	key->percent = at[n] == '%';
	if (at[n + key->percent] != '\0' || whole + key->decimals > DIGITS_MOST ||
	    key->decimals > DECIMALS_MOST)
		return NULL;
	const char *plain = arena_copy_n(w->arena, at, n);
	const ratio *x = ratio_read(w->arena, plain);
	if (x != NULL && key->percent)
		x = ratio_div(w->arena, x, ratio_of(w->arena, 100, 1));
	if (x != NULL && *c->text == '-')
		x = ratio_sub(w->arena, ratio_of(w->arena, 0, 1), x);
	return x;
}

/* ---- widths ---- */

static size_t lines_of(struct arena *a, const char *text, size_t width)
{
	return display_wrap(a, text, width).n;
}

/* Whether the last column of a table takes what is left of the sheet: text, where wider tables
 * stand above or below. */
static bool runs_on(const struct writer *w, const struct view_table *t, size_t column)
{
	return column + 1 == t->n_columns && t->n_columns < w->n_columns &&
	       t->columns[column].align == ALIGN_LEFT;
}

static void widen(struct writer *w, size_t column, size_t width)
{
	width = width > WIDTH_MOST ? WIDTH_MOST : width;
	if (width > w->widths[column])
		w->widths[column] = width;
}

/* A head may take three lines. */
static size_t head_width(struct arena *a, const char *title)
{
	enum { ONE_LINE = 10, LINES = 3 };
	size_t most = 0, all = display_width(title);
	size_t each = all / LINES > ONE_LINE ? all / LINES + PADDING : ONE_LINE;
	struct display_lines lines = display_wrap_even(a, title, each);
	for (size_t i = 0; i < lines.n; i++)
		if (display_width(lines.lines[i]) > most)
			most = display_width(lines.lines[i]);
	return most + PADDING;
}

static const char *safe(const struct writer *w, const char *text)
{
	return display_safe(w->arena, text);
}

static void measure_table(struct writer *w, const struct view_table *t)
{
	if (t->n_columns == 0)
		return;
	for (size_t c = 0; c < t->n_columns; c++)
		if (!runs_on(w, t, c))
			widen(w, c, head_width(w->arena, safe(w, t->columns[c].title)));
	for (size_t i = 0; i < t->n_cells; i++) {
		const struct view_cell *cell = &t->cells[i];
		if (runs_on(w, t, i % t->n_columns))
			continue;
		widen(w, i % t->n_columns, display_width(safe(w, cell->text)) + PADDING);
		if (cell->below != NULL)
			widen(w, i % t->n_columns, display_width(safe(w, cell->below)) + PADDING);
	}
}

static size_t span_width(const struct writer *w, size_t from, size_t to)
{
	size_t sum = 0;
	for (size_t c = from; c <= to; c++)
		sum += w->widths[c];
	return sum;
}

static void measure(struct writer *w, const struct view *v)
{
	w->n_columns = 1;
	for (size_t i = 0; i < v->n; i++) {
		const struct view_table *t = view_part_table(&v->parts[i]);
		if (t == NULL)
			continue;
		if (t->n_columns > COLUMNS_MOST)
			w->error = EOVERFLOW;
		else if (t->n_columns > w->n_columns)
			w->n_columns = t->n_columns;
	}
	for (size_t c = 0; c < w->n_columns; c++)
		w->widths[c] = WIDTH_LEAST;
	for (size_t i = 0; i < v->n && w->error == 0; i++)
		if (view_part_table(&v->parts[i]) != NULL)
			measure_table(w, view_part_table(&v->parts[i]));
	size_t all = span_width(w, 0, w->n_columns - 1);
	if (all < SHEET_LEAST) /* for the sentences */
		w->widths[w->n_columns - 1] += SHEET_LEAST - all;
	for (size_t c = 0; c < w->n_columns; c++)
		worksheet_set_column(w->sheet, (lxw_col_t)c, (lxw_col_t)c, (double)w->widths[c],
		                     NULL);
}

/* ---- cells ---- */

static void check(struct writer *w, lxw_error error)
{
	if (error != LXW_NO_ERROR && w->error == 0)
		w->error = error == LXW_ERROR_MEMORY_MALLOC_FAILED ? ENOMEM : EOVERFLOW;
}

/* A text in the columns from .. to of the row. */
static void text(struct writer *w, size_t from, size_t to, const char *s, struct key key)
{
	lxw_format *f = format_of(w, key);
	if (from < to)
		check(w, worksheet_merge_range(w->sheet, w->row, (lxw_col_t)from, w->row,
		                               (lxw_col_t)to, s, f));
	else if (*s == '\0')
		check(w, worksheet_write_blank(w->sheet, w->row, (lxw_col_t)from, f));
	else
		check(w, worksheet_write_string(w->sheet, w->row, (lxw_col_t)from, s, f));
}

static void row_done(struct writer *w, size_t lines, double line)
{
	double height = (double)lines * line + 3;
	worksheet_set_row(w->sheet, w->row++, height, NULL);
	w->height += height;
}

static void across(struct writer *w, struct key key, const char *s, double line)
{
	size_t width = span_width(w, 0, w->n_columns - 1);
	/* Larger letters take more of it. */
	size_t room = (size_t)((double)(width - PADDING - 2 * key.indent) * LINE_HEIGHT / line);
	text(w, 0, w->n_columns - 1, s, key);
	row_done(w, lines_of(w->arena, s, room), line);
}

static void gap(struct writer *w)
{
	if (w->row > 0)
		row_done(w, 0, LINE_HEIGHT);
}

static void line(struct writer *w, const struct view_part *part)
{
	const char *s = safe(w, part->text);
	if (part->label != NULL)
		s = arena_print(w->arena, "%s %s", safe(w, part->label), s);
	struct key key = {.kind = KIND_LINE, .tone = part->tone, .indent = part->indent};
	across(w, key, s, LINE_HEIGHT);
}

static size_t last_of(const struct writer *w, const struct view_table *t, size_t column)
{
	return runs_on(w, t, column) ? w->n_columns - 1 : column;
}

/* How many lines it needs. */
static size_t cell(struct writer *w, const struct view_table *t, size_t column,
                   const struct view_cell *c)
{
	size_t to = last_of(w, t, column), width = span_width(w, column, to) - 1;
	struct key key = {.kind = KIND_CELL, .tone = c->tone, .align = t->columns[column].align};
	struct key numeric = key;
	const ratio *x = number_of(w, c, &numeric);
	if (x != NULL) {
		numeric.number = true;
		check(w, worksheet_write_number(w->sheet, w->row, (lxw_col_t)column, binary_of(x),
		                                format_of(w, numeric)));
		return 1;
	}
	const char *s = safe(w, c->text);
	size_t lines = lines_of(w->arena, s, width);
	if (c->below != NULL) {
		const char *below = safe(w, c->below);
		lines += lines_of(w->arena, below, width);
		s = arena_print(w->arena, "%s\n%s", s, below);
	}
	text(w, column, to, s, key);
	return lines;
}

static void table(struct writer *w, const struct view_table *t)
{
	size_t most = 1, lines;
	if (t->n_columns == 0)
		return;
	for (size_t c = 0; c < t->n_columns; c++) {
		const char *title = safe(w, t->columns[c].title);
		size_t to = last_of(w, t, c);
		struct key key = {.kind = KIND_HEAD, .align = ALIGN_CENTRE};
		text(w, c, to, title, key);
		lines = lines_of(w->arena, title, span_width(w, c, to) - 1);
		most = lines > most ? lines : most;
	}
	row_done(w, most, LINE_HEIGHT);
	for (size_t i = 0; i < t->n_cells; i++) {
		size_t c = i % t->n_columns;
		lines = cell(w, t, c, &t->cells[i]);
		most = c == 0 || lines > most ? lines : most;
		if (c + 1 == t->n_columns)
			row_done(w, most, LINE_HEIGHT);
	}
}

static void section(struct writer *w, const char *title)
{
	gap(w);
	across(w, (struct key){.kind = KIND_SECTION}, safe(w, title), LINE_HEIGHT + 3);
}

static void part_of(struct writer *w, const struct view_part *part)
{
	switch (part->kind) {
	case PART_TITLE:
		across(w, (struct key){.kind = KIND_TITLE}, safe(w, part->text), LINE_HEIGHT + 8);
		break;
	case PART_BANNER:
		across(w, (struct key){.kind = KIND_BANNER}, safe(w, part->text), LINE_HEIGHT + 2);
		break;
	case PART_SECTION:
		section(w, part->text);
		break;
	case PART_LINE:
		line(w, part);
		break;
	case PART_TABLE:
		table(w, part->table);
		break;
	case PART_CHART:
		section(w, part->chart->title);
		across(w, (struct key){.kind = KIND_LINE, .tone = TONE_QUIET},
		       safe(w, part->chart->about), LINE_HEIGHT);
		table(w, part->chart->table);
		break;
	}
}

/* ---- the page ---- */

/* Across where that is the larger print; `one`: all of it on a single page. */
static bool is_landscape(const struct writer *w)
{
	enum { POINTS_A_CHARACTER = 5, LONG = 780, SHORT = 540 }; /* within the margins of A4 */
	double width = (double)span_width(w, 0, w->n_columns - 1) * POINTS_A_CHARACTER;
	double across_x = LONG / width, along_x = SHORT / width;
	double across_y = SHORT / w->height, along_y = LONG / w->height;
	if (!w->look->one_page)
		return along_x < 0.8;
	return (across_x < across_y ? across_x : across_y) >
	       (along_x < along_y ? along_x : along_y);
}

static void set_page(const struct writer *w)
{
	enum { A4 = 9 };
	if (is_landscape(w))
		worksheet_set_landscape(w->sheet);
	worksheet_set_paper(w->sheet, A4);
	worksheet_set_margins(w->sheet, 0.5, 0.5, 0.5, 0.6);
	worksheet_fit_to_pages(w->sheet, 1, w->look->one_page ? 1 : 0);
	worksheet_set_footer(w->sheet, "&L&A&C&P / &N");
	worksheet_print_area(w->sheet, 0, 0, w->row > 0 ? w->row - 1 : 0,
	                     (lxw_col_t)(w->n_columns - 1));
	if (w->look->locked)
		worksheet_protect(w->sheet, NULL, NULL);
	worksheet_gridlines(w->sheet, LXW_HIDE_ALL_GRIDLINES);
}

int write_xlsx_sheet(lxw_workbook *file, const struct view *v, const struct xlsx_look *look,
                     struct arena *a)
{
	struct writer w = {.arena = a, .file = file, .look = look};
	w.sheet = workbook_add_worksheet(file, look->sheet);
	if (w.sheet == NULL)
		return EINVAL;
	measure(&w, v);
	for (size_t i = 0; i < v->n && w.error == 0; i++)
		part_of(&w, &v->parts[i]);
	set_page(&w);
	return w.error;
}

int write_xlsx(const char *path, const struct view *v, const struct xlsx_look *look,
               struct arena *a)
{
	lxw_doc_properties properties = {.comments = arena_copy(a, "kaohe"),
	                                 .created = xlsx_no_day()};
	lxw_workbook *file = workbook_new(path);
	if (file == NULL)
		return ENOMEM;
	workbook_set_properties(file, &properties);
	int wrong = write_xlsx_sheet(file, v, look, a), error = xlsx_close(file);
	return wrong != 0 ? wrong : error;
}
