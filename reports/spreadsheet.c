#include "reports/spreadsheet.h"

/* Spreadsheets keep 15 digits: more decimals than this beside a score would be rounded. */
enum { EXACT_DECIMALS = 12 };

void spreadsheet_exact(const struct page *p, struct view_table *t, const ratio *x)
{
	if (x == NULL) {
		view_number(t, TONE_PLAIN, "");
		return;
	}
	for (unsigned decimals = 0; decimals <= EXACT_DECIMALS; decimals++) {
		const ratio *shown = ratio_round(p->arena, x, decimals, ROUND_DOWN);
		if (ratio_cmp(shown, x) != 0)
			continue;
		view_number(t, TONE_PLAIN, ratio_fixed(p->arena, x, decimals, ROUND_DOWN));
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
