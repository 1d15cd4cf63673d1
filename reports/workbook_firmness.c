#include "reports/notice_parts.h"
#include "reports/workbook_tables.h"
#include "reports/write_xlsx.h"

/* What the notice says of how firm the ranks are, as it stands when the workbook is written: that
 * many draws cannot be formulas. */
int firmness_sheet(struct book *b)
{
	const struct report r = {
	        .sheet = b->sheet, .heading = b->notice->heading, .lang = b->page.lang};
	struct page p = page_new(b->arena, &r, true);
	const char *title = book_word(b, TEXT_notice_firmness);
	const struct xlsx_look look = {
	        .sheet = book_tab_name(b, title), .lang = b->page.lang, .locked = true};
	page_head(&p, title);
	view_line(p.view, TONE_QUIET, 0, book_word(b, TEXT_workbook_firmness_note));
	notice_firmness(&p, b->notice);
	return write_xlsx_sheet(b->file, p.view, &look, b->arena);
}
