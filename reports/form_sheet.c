/* form_sheet.c - see form_sheet.h. */
#include "reports/form_sheet.h"
#include "engine/binary.h"
#include "reports/display.h"
#include "reports/xlsx_file.h"
#include <string.h>

enum {
	WIDTH_LEAST = 8,
	WIDTH_MOST = 40,
	LONGEST_DAY_YEAR = 2099,
	A4 = 9,
	GREY = 0xF2F2F2,
	YELLOW = 0xFFFDE7,
	LINE = 0xBFBFBF
};

/* ---- the workbook ---- */

static void style(struct form_sheet *s, enum form_style id, bool locked, lxw_color_t fill,
                  const char *format)
{
	lxw_format *f = workbook_add_format(s->file);
	s->styles[id] = f;
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	if (!locked)
		format_set_unlocked(f);
	if (fill != 0) {
		format_set_bg_color(f, fill);
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, LINE);
	}
	if (format != NULL)
		format_set_num_format(f, format);
}

static void make_styles(struct form_sheet *s)
{
	style(s, FORM_TITLE, true, 0, NULL);
	format_set_bold(s->styles[FORM_TITLE]);
	format_set_font_size(s->styles[FORM_TITLE], 14);
	style(s, FORM_NOTE, true, 0, NULL);
	style(s, FORM_HEAD, true, 0xDDEBF7, NULL);
	format_set_bold(s->styles[FORM_HEAD]);
	format_set_text_wrap(s->styles[FORM_HEAD]);
	format_set_align(s->styles[FORM_HEAD], LXW_ALIGN_CENTER);
	style(s, FORM_FIXED, true, GREY, NULL);
	style(s, FORM_TEXT, false, YELLOW, "@");
	style(s, FORM_NUMBER, false, YELLOW, NULL);
	style(s, FORM_DAY, false, YELLOW, "yyyy-mm-dd");
}

bool form_sheet_open(struct form_sheet *s, const char *path, const struct form *f, struct arena *a)
{
	lxw_doc_properties properties = {.comments = arena_copy(a, "kaohe"),
	                                 .created = xlsx_no_day()};
	*s = (struct form_sheet){.arena = a, .form = f, .file = workbook_new(path)};
	if (s->file == NULL)
		return false;
	workbook_set_properties(s->file, &properties);
	static const enum text_id names[FORMS] = {[FORM_COUNTS] = TEXT_form_sheet_counts,
	                                          [FORM_VALUES] = TEXT_form_sheet_values,
	                                          [FORM_JUDGED] = TEXT_form_sheet_judged,
	                                          [FORM_LEDGER] = TEXT_form_sheet_ledger};
	s->sheet = workbook_add_worksheet(s->file, text_in(names[f->kind], f->lang));
	s->lists_name = text_in(TEXT_form_sheet_lists, f->lang);
	s->lists = workbook_add_worksheet(s->file, s->lists_name);
	if (s->sheet == NULL || s->lists == NULL)
		return false;
	worksheet_hide(s->lists);
	make_styles(s);
	return true;
}

/* ---- cells ---- */

static void write(struct form_sheet *s, lxw_row_t row, size_t column, enum form_style id,
                  const char *text)
{
	const char *safe = display_safe(s->arena, text);
	lxw_col_t c = (lxw_col_t)column;
	if (*safe == '\0')
		worksheet_write_blank(s->sheet, row, c, s->styles[id]);
	else
		worksheet_write_string(s->sheet, row, c, safe, s->styles[id]);
}

void form_sheet_line(struct form_sheet *s, enum form_style id, const char *text)
{
	write(s, s->row++, 0, id, text);
}

void form_sheet_column(struct form_sheet *s, struct form_column column)
{
	size_t width = display_width(column.title) + 2;
	if (column.width < width)
		column.width = width;
	s->columns[s->n_columns++] = column;
}

void form_sheet_head(struct form_sheet *s)
{
	s->head = s->row++;
	for (size_t c = 0; c < s->n_columns; c++)
		write(s, s->head, c, FORM_HEAD, s->columns[c].title);
	worksheet_set_row(s->sheet, s->head, 24, NULL);
}

static enum form_style style_of(const struct form_column *c)
{
	static const enum form_style styles[] = {
	        [ENTRY_FIXED] = FORM_FIXED,  [ENTRY_TEXT] = FORM_TEXT,
	        [ENTRY_WHOLE] = FORM_NUMBER, [ENTRY_DECIMAL] = FORM_NUMBER,
	        [ENTRY_DAY] = FORM_DAY,      [ENTRY_CHOICE] = FORM_TEXT};
	return styles[c->entry];
}

void form_sheet_row(struct form_sheet *s, const char *const *texts)
{
	lxw_row_t row = s->row++;
	for (size_t c = 0; c < s->n_columns; c++) {
		struct form_column *column = &s->columns[c];
		size_t width = display_width(texts[c]) + 2;
		const ratio *number =
		        column->entry == ENTRY_FIXED ? ratio_read(s->arena, texts[c]) : NULL;
		/* What the office has written stays as it is. */
		enum form_style id = *texts[c] != '\0' ? FORM_FIXED : style_of(column);
		if (column->width < width)
			column->width = width;
		if (number != NULL)
			worksheet_write_number(s->sheet, row, (lxw_col_t)c, binary_of(number),
			                       s->styles[id]);
		else
			write(s, row, c, id, texts[c]);
	}
}

/* ---- what may be written ---- */

/* The list in a column of the hidden sheet: "='选项'!$B$1:$B$7". */
static char *list_of(struct form_sheet *s, const struct form_column *column)
{
	char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
	lxw_col_t c = s->n_lists++;
	for (size_t i = 0; i < column->n_choices; i++)
		worksheet_write_string(s->lists, (lxw_row_t)i, c,
		                       display_safe(s->arena, column->choices[i]), NULL);
	lxw_rowcol_to_cell_abs(first, 0, c, 1, 1);
	lxw_rowcol_to_cell_abs(last, (lxw_row_t)(column->n_choices - 1), c, 1, 1);
	return arena_print(s->arena, "='%s'!%s:%s", s->lists_name, first, last);
}

static void limit_number(lxw_data_validation *v, const struct form_column *column)
{
	bool bounded = column->most > 0;
	v->validate = column->entry == ENTRY_WHOLE ? LXW_VALIDATION_TYPE_INTEGER
	                                           : LXW_VALIDATION_TYPE_DECIMAL;
	v->criteria = bounded ? LXW_VALIDATION_CRITERIA_BETWEEN
	                      : LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
	v->maximum_number = column->most; /* with a minimum of 0 */
}

static void limit(struct form_sheet *s, size_t c, lxw_row_t last)
{
	static const enum text_id hints[] = {[ENTRY_WHOLE] = TEXT_form_hint_whole,
	                                     [ENTRY_DECIMAL] = TEXT_form_hint_decimal,
	                                     [ENTRY_DAY] = TEXT_form_hint_day,
	                                     [ENTRY_CHOICE] = TEXT_form_hint_choice};
	const struct form_column *column = &s->columns[c];
	lxw_data_validation v = {.error_type = LXW_VALIDATION_ERROR_TYPE_STOP};
	if (column->entry == ENTRY_FIXED || column->entry == ENTRY_TEXT || last <= s->head)
		return;
	if (column->entry == ENTRY_CHOICE) {
		v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		v.value_formula = list_of(s, column);
	} else if (column->entry == ENTRY_DAY) {
		v.validate = LXW_VALIDATION_TYPE_DATE;
		v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
		v.minimum_datetime = (lxw_datetime){1990, 1, 1, 0, 0, 0};
		v.maximum_datetime = (lxw_datetime){LONGEST_DAY_YEAR, 12, 31, 0, 0, 0};
	} else {
		limit_number(&v, column);
	}
	v.error_title = arena_copy(s->arena, text_in(TEXT_form_refused, s->form->lang));
	v.error_message = arena_copy(s->arena, text_in(hints[column->entry], s->form->lang));
	worksheet_data_validation_range(s->sheet, s->head + 1, (lxw_col_t)c, last, (lxw_col_t)c,
	                                &v);
}

/* ---- the page ---- */

/* A column is as wide as its widest cell; rows that nobody has written to are open, too. */
static void set_columns(struct form_sheet *s)
{
	for (size_t c = 0; c < s->n_columns; c++) {
		size_t width = s->columns[c].width;
		width = width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
		worksheet_set_column(s->sheet, (lxw_col_t)c, (lxw_col_t)c, (double)width, NULL);
	}
}

static void set_page(struct form_sheet *s, lxw_row_t last)
{
	if (s->n_columns > 8)
		worksheet_set_landscape(s->sheet);
	worksheet_set_paper(s->sheet, A4);
	worksheet_set_margins(s->sheet, 0.5, 0.5, 0.7, 0.7);
	worksheet_fit_to_pages(s->sheet, 1, 0);
	worksheet_set_footer(s->sheet, "&L&A&C&P / &N");
	worksheet_print_area(s->sheet, 0, 0, last, (lxw_col_t)(s->n_columns - 1));
	worksheet_repeat_rows(s->sheet, s->head, s->head);
	worksheet_freeze_panes(s->sheet, s->head + 1, 0);
	lxw_protection allowed = {.format_columns = 1, .format_rows = 1, .sort = 1};
	worksheet_protect(s->sheet, NULL, &allowed);
	worksheet_protect(s->lists, NULL, NULL);
	worksheet_activate(s->sheet);
}

int form_sheet_close(struct form_sheet *s, lxw_row_t free_rows)
{
	enum { PRINTED = 20 };
	lxw_row_t written = s->row, last = s->row + free_rows - 1;
	for (lxw_row_t row = s->row; row <= last && free_rows > 0; row++)
		for (size_t c = 0; c < s->n_columns; c++)
			write(s, row, c, style_of(&s->columns[c]), "");
	for (size_t c = 0; c < s->n_columns; c++)
		limit(s, c, last);
	set_columns(s);
	set_page(s, free_rows > PRINTED ? written + PRINTED - 1 : last);
	return xlsx_close(s->file);
}
