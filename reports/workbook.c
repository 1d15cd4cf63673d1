#include "reports/workbook.h"

#include "reports/workbook_guard.h"
#include "reports/workbook_leaves.h"
#include "reports/workbook_settings.h"
#include "reports/workbook_styles.h"
#include "reports/workbook_tables.h"
#include "reports/workbook_workings.h"
#include <errno.h>

int workbook_write(const char *path, const struct notice *n, struct arena *a)
{
	struct book *b = ARENA_NEW(a, struct book);
	book_open(b, path, n, a);
	if (b->file == NULL)
		return ENOMEM;
	workbook_styles(b);
	cells_plan(b);
	settings_names(b);
	guard_units(b);
	leaves_sheets(b);
	workings_sheet(b);
	summary_sheet(b);
	units_sheets(b);
	log_sheet(b);
	settings_sheet(b); /* last: it says which policies the formulas follow */
	int wrong = firmness_sheet(b);
	int error = book_close(b);
	return error != 0 ? error : wrong;
}
