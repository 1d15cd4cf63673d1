#include "reports/spreadsheet.h"

void spreadsheet_exact(const struct page *p, struct view_table *t, const ratio *x)
{
	if (x == NULL) {
		view_number(t, TONE_PLAIN, "");
		return;
	}
	const char *decimal = page_decimal(p, x);
	if (decimal != NULL) {
		view_number(t, TONE_PLAIN, decimal);
		return;
	}
	view_cell(t, TONE_PLAIN, PAGE_FILL(p, TEXT_csv_fraction, ratio_exact(p->arena, x)));
}

const char *spreadsheet_nature(const struct page *p, enum text_id otherwise)
{
	const struct heading *h = p->report->heading;
	const char *list = h->example ? page_text(p, TEXT_nature_example) : "";
	for (size_t i = 0; i < h->n_trials; i++)
		list = page_list(p, list, PAGE_FILL(p, TEXT_nature_trial, h->trials[i]));
	return *list != '\0' ? list : page_text(p, otherwise);
}
