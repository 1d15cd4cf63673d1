#include "reports/sentences.h"
#include "reports/workbook_guard.h"
#include "reports/workbook_tables.h"

/* What was read, and what was published when the workbook was written. */

static struct cell at(const struct book *b, lxw_row_t row, lxw_col_t col)
{
	return (struct cell){b->cells->log, row, col};
}

static lxw_row_t files(struct book *b, lxw_row_t row)
{
	const struct heading *h = b->notice->heading;
	book_column(b, at(b, row, 0), book_word(b, TEXT_workbook_file));
	book_column(b, at(b, row++, 1), "SHA-256");
	book_text(b, at(b, row, 0), STYLE_NAME,
	          BOOK_FILL(b, TEXT_workbook_rule_file, b->method->id));
	book_text(b, at(b, row++, 1), STYLE_HASH, b->method->sha256);
	for (size_t i = 0; i < h->n_files; i++) {
		book_text(b, at(b, row, 0), STYLE_NAME, h->files[i].name);
		book_text(b, at(b, row++, 1), STYLE_HASH, h->files[i].sha256);
	}
	return row + 1;
}

/* Quotas and consequences beside scores are not recomputed: grades are as they were issued. */
static bool grades(const struct book *b)
{
	return b->method->n_grades > 0;
}

static void issued(struct book *b, lxw_row_t row, size_t unit)
{
	const struct unit_result *u = &b->sheet->units[unit];
	const char *live = cell_from(b, b->cells->log, cells_result(b, unit, RESULT_PUBLISHED));
	const char *mine = cell_from(b, b->cells->log, at(b, row, 1));
	const char *same = book_word(b, TEXT_workbook_unchanged);
	bool sure = b->cells->guards[unit].sure;
	book_text(b, at(b, row, 0), STYLE_NAME, book_name(b, &b->method->units[unit].named));
	if (u->published != NULL)
		book_number(b, at(b, row, 1), STYLE_TOTAL, u->published);
	else
		book_text(b, at(b, row, 1), STYLE_TOTAL, book_word(b, TEXT_cell_unreported));
	if (u->ranked)
		book_number(b, at(b, row, 2), STYLE_RANK, ratio_of(b->arena, (long)u->rank, 1));
	else
		book_text(b, at(b, row, 2), STYLE_RANK, "");
	if (grades(b))
		book_text(b, at(b, row, 3), STYLE_TEXT, sentence_grade(&b->page, u->grade));
	book_formula(
	        b, at(b, row, grades(b) ? 4 : 3), STYLE_TEXT,
	        value_text(sure || u->score == NULL ? same : book_word(b, TEXT_workbook_changed)),
	        arena_print(b->arena, "IF(%s=%s,\"%s\",\"%s\")", live, mine, same,
	                    book_word(b, TEXT_workbook_changed)));
}

void log_sheet(struct book *b)
{
	static const enum text_id heads[] = {TEXT_workbook_unit, TEXT_workbook_issued,
	                                     TEXT_workbook_issued_rank, TEXT_workbook_issued_grade,
	                                     TEXT_workbook_now};
	const struct heading *h = b->notice->heading;
	lxw_row_t row = book_head(b, b->cells->log, book_word(b, TEXT_workbook_log));
	const char *issuer = page_words(&b->page, h->issuer);
	if (*issuer != '\0')
		book_text(b, at(b, row++, 0), STYLE_NOTE, issuer);
	if (*h->as_of != '\0')
		book_text(b, at(b, row++, 0), STYLE_NOTE,
		          BOOK_FILL(b, TEXT_workbook_as_of, h->as_of));
	row = files(b, row + 1);
	book_text(b, at(b, row++, 0), STYLE_NOTE, book_word(b, TEXT_workbook_issued_note));
	lxw_col_t col = 0;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (heads[i] != TEXT_workbook_issued_grade || grades(b))
			book_column(b, at(b, row, col++), book_word(b, heads[i]));
	for (size_t u = 0; u < b->method->n_units; u++)
		issued(b, ++row, u);
}
