#include "reports/workbook_book.h"

#include "engine/binary.h"
#include "reports/display.h"
#include "reports/xlsx_file.h"
#include <string.h>

enum {
	WIDTH_LEAST = 7,
	WIDTH_MOST = 44, /* wider text is wrapped or runs over empty cells */
	HASH_WIDTH = 64,
	SHOWN_NUMBER = 8, /* characters of most numbers */
	LINE_HEIGHT = 16
};

/* ---- open and close ---- */

/* That of the figures where it is known. */
static time_t created(const struct sheet *s)
{
	long epoch;
	if (s->figures->as_of == 0 || !date_read("1970-01-01", &epoch))
		return xlsx_no_day();
	return xlsx_day(s->figures->as_of - epoch);
}

void book_open(struct book *b, const char *path, const struct notice *n, struct arena *a)
{
	struct report *r = ARENA_NEW(a, struct report);
	*r = (struct report){.sheet = n->sheet, .heading = n->heading, .lang = n->lang};
	*b = (struct book){.arena = a,
	                   .notice = n,
	                   .sheet = n->sheet,
	                   .method = n->sheet->method,
	                   .page = page_new(a, r, false),
	                   .protect = true};
	b->file = workbook_new(path);
	if (b->file == NULL)
		return;
	lxw_doc_properties properties = {
	        .title = arena_copy(a, display_safe(a, page_title(&b->page))),
	        .author = arena_copy(a, display_safe(a, page_words(&b->page, n->heading->issuer))),
	        .comments = arena_copy(a, "kaohe"),
	        .created = created(n->sheet)};
	workbook_set_properties(b->file, &properties);
}

static void set_widths(struct tab *t)
{
	for (lxw_col_t c = 0; c < t->columns; c++) {
		int width = t->widths[c] + 2;
		width = width < WIDTH_LEAST ? WIDTH_LEAST : width;
		worksheet_set_column(t->sheet, c, c, width, NULL);
	}
	if (t->hidden > 0) {
		lxw_row_col_options options = {.hidden = 1};
		worksheet_set_column_opt(t->sheet, t->hidden, t->hidden, WIDTH_LEAST, NULL,
		                         &options);
	}
}

/* As many pages beside each other as it takes to be read. */
static uint16_t pages_across(const struct tab *t)
{
	enum { READABLE = 240 }; /* half-width characters */
	unsigned width = 0;
	for (lxw_col_t c = 0; c < t->columns; c++)
		width += t->widths[c] + 2U;
	return (uint16_t)(width / READABLE + 1);
}

/* A4 across, with the headings and names of the units on each page. */
static void set_page(const struct book *b, struct tab *t)
{
	uint16_t pages = pages_across(t);
	enum { A4 = 9 };
	worksheet_set_landscape(t->sheet);
	worksheet_set_paper(t->sheet, A4);
	worksheet_set_margins(t->sheet, 0.5, 0.5, 0.7, 0.7);
	worksheet_fit_to_pages(t->sheet, pages, 0);
	if (pages > 1 && t->keys > 0)
		worksheet_repeat_columns(t->sheet, 0, (lxw_col_t)(t->keys - 1));
	worksheet_set_header(t->sheet, "&L&A");
	worksheet_set_footer(t->sheet, arena_print(b->arena, "&L%s&C&P / &N",
	                                           book_word(b, TEXT_workbook_footer)));
	if (t->columns > 0)
		worksheet_print_area(t->sheet, 0, 0, t->last, (lxw_col_t)(t->columns - 1));
	if (t->head > 0) {
		worksheet_freeze_panes(t->sheet, t->head + 1, t->keys);
		worksheet_repeat_rows(t->sheet, 0, t->head);
	}
}

int book_close(struct book *b)
{
	static const lxw_protection allowed = {.format_columns = 1, .format_rows = 1};
	lxw_protection protection = allowed;
	for (size_t i = 0; i < b->n_tabs; i++) {
		set_widths(b->tabs[i]);
		set_page(b, b->tabs[i]);
		if (b->protect)
			worksheet_protect(b->tabs[i]->sheet, NULL, &protection);
	}
	return xlsx_close(b->file);
}

/* ---- words ---- */

const char *book_word(const struct book *b, enum text_id id)
{
	return page_text(&b->page, id);
}

const char *book_name(const struct book *b, const struct named *n)
{
	return display_safe(b->arena, page_name(&b->page, n));
}

/* ---- cells ---- */

static void widen_to(struct cell at, size_t width, size_t most)
{
	struct tab *t = at.tab;
	if (at.row > t->last)
		t->last = at.row;
	if (at.col >= TAB_COLUMNS)
		return;
	if (at.col >= t->columns)
		t->columns = (lxw_col_t)(at.col + 1);
	if (width > t->widths[at.col])
		t->widths[at.col] = (unsigned char)(width < most ? width : most);
}

static void widen(struct cell at, size_t width)
{
	widen_to(at, width, WIDTH_MOST);
}

/* Titles and notes run over the empty cells to their right. */
static bool runs_over(enum style style)
{
	return style == STYLE_TITLE || style == STYLE_BANNER || style == STYLE_NOTE;
}

void book_text(struct book *b, struct cell at, enum style style, const char *text)
{
	enum { CELL_MOST = 32767, BYTES_MOST = 30000 };
	const char *safe = display_safe(b->arena, text);
	size_t n = strlen(safe);
	if (n > BYTES_MOST) { /* a cell holds no more; never half a character */
		for (n = BYTES_MOST; n > 0 && ((unsigned char)safe[n] & 0xC0) == 0x80;)
			n--;
		safe = arena_copy_n(b->arena, safe, n);
	}
	widen_to(at, runs_over(style) ? 0 : display_width(safe),
	         style == STYLE_HASH ? HASH_WIDTH : WIDTH_MOST);
	if (style == STYLE_TEXT && display_width(safe) > WIDTH_MOST) { /* wrapped */
		size_t lines = display_width(safe) / WIDTH_MOST + 1;
		worksheet_set_row(at.tab->sheet, at.row, (double)(lines * LINE_HEIGHT), NULL);
	}
	if (*safe == '\0')
		worksheet_write_blank(at.tab->sheet, at.row, at.col, b->styles[style]);
	else
		worksheet_write_string(at.tab->sheet, at.row, at.col, safe, b->styles[style]);
}

void book_empty(struct book *b, struct cell at, enum style style)
{
	book_text(b, at, style, "");
}

void book_number(struct book *b, struct cell at, enum style style, const ratio *x)
{
	widen(at, SHOWN_NUMBER - 2);
	worksheet_write_number(at.tab->sheet, at.row, at.col, binary_of(x), b->styles[style]);
}

struct value value_long(const struct book *b, long n)
{
	return value_number(ratio_of(b->arena, n, 1));
}

void book_formula(struct book *b, struct cell at, enum style style, struct value v,
                  const char *formula)
{
	const char *text = arena_print(b->arena, "=%s", formula);
	widen(at, v.number != NULL ? SHOWN_NUMBER - 1 : display_width(v.text));
	if (v.number != NULL)
		worksheet_write_formula_num(at.tab->sheet, at.row, at.col, text, b->styles[style],
		                            binary_of(v.number));
	else
		worksheet_write_formula_str(at.tab->sheet, at.row, at.col, text, b->styles[style],
		                            v.text);
}

/* On up to three lines: narrower than its text, but no narrower than figures need. */
void book_column(struct book *b, struct cell at, const char *text)
{
	enum { LINE = 12 };
	size_t width = display_width(text), lines = width <= LINE ? 1 : width <= 2 * LINE ? 2 : 3;
	size_t needed = (width + lines - 1) / lines + (lines > 1 ? 2 : 0);
	widen(at, needed);
	if (lines > at.tab->lines || at.row != at.tab->headed)
		at.tab->lines = (unsigned char)(lines < 2 ? 2 : lines);
	at.tab->headed = at.row;
	worksheet_write_string(at.tab->sheet, at.row, at.col, display_safe(b->arena, text),
	                       b->styles[STYLE_HEAD]);
	worksheet_set_row(at.tab->sheet, at.row, at.tab->lines * LINE_HEIGHT, NULL);
}

lxw_row_t book_head(struct book *b, struct tab *t, const char *title)
{
	const struct heading *h = b->notice->heading;
	lxw_row_t row = 0;
	const char *trials = "";
	book_text(b, (struct cell){t, row++, 0}, STYLE_TITLE, title);
	if (h->example)
		book_text(b, (struct cell){t, row++, 0}, STYLE_BANNER,
		          book_word(b, TEXT_banner_example));
	for (size_t i = 0; i < h->n_trials; i++)
		trials = page_list(&b->page, trials, h->trials[i]);
	if (h->n_trials > 0)
		book_text(b, (struct cell){t, row++, 0}, STYLE_BANNER,
		          BOOK_FILL(b, TEXT_banner_trial, trials));
	return row;
}

/* ---- references ---- */

static const char *reference(const struct book *b, const struct tab *here, struct cell c,
                             bool fixed)
{
	char text[LXW_MAX_CELL_NAME_LENGTH];
	if (fixed)
		lxw_rowcol_to_cell_abs(text, c.row, c.col, 1, 1);
	else
		lxw_rowcol_to_cell(text, c.row, c.col);
	return here == c.tab ? arena_copy(b->arena, text)
	                     : arena_print(b->arena, "%s!%s", c.tab->quoted, text);
}

const char *cell_from(const struct book *b, const struct tab *here, struct cell c)
{
	return reference(b, here, c, false);
}

const char *cell_fixed(const struct book *b, const struct tab *here, struct cell c)
{
	return reference(b, here, c, true);
}

const char *cell_range(const struct book *b, const struct tab *here, struct cell first,
                       struct cell last)
{
	return arena_print(b->arena, "%s:%s", reference(b, here, first, true),
	                   reference(b, last.tab, last, true));
}
