#include "engine/ledger.h"
#include "reports/ledger_view.h"
#include "reports/notice_parts.h"

/* The annex of a case with ledgers: which projects make the counts, and which do not count. */

/* More are in kaohe ledger: a ledger may have a million rows. */
enum { ROWS_MOST = 1000 };

struct annex {
	struct page *page;
	const struct ledger *ledger;
	size_t unit; /* NONE: all */
	struct view_table *table;
	size_t n;
};

static bool is_told(const struct annex *x, const struct ledger_row *r)
{
	return x->unit == NONE || r->unit == x->unit;
}

static void begin(struct annex *x, enum text_id title)
{
	struct page *p = x->page;
	view_section(p->view, page_text(p, title));
	if (title == TEXT_notice_refused)
		ledger_view_duplicate(p, p->method->ledger);
	x->table = page_table(p, page_text(p, title));
	x->n = 0;
	view_column(x->table, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column_narrow(x->table, ALIGN_LEFT, page_text(p, TEXT_ledger_head_where), 20);
	view_column_narrow(x->table, ALIGN_LEFT, page_text(p, TEXT_ledger_column_project), 28);
}

/* The cells that both tables begin with; NULL where the table is full. */
static struct view_table *next(struct annex *x, const struct ledger_row *r)
{
	const struct page *p = x->page;
	const struct method *m = p->method;
	if (x->n++ >= ROWS_MOST)
		return NULL;
	view_cell(x->table, TONE_PLAIN, page_name(p, &m->units[r->unit].named));
	view_cell(x->table, TONE_PLAIN,
	          arena_print(p->arena, "%s·%s", page_name(p, &m->items[r->item].named),
	                      page_name(p, &m->types[r->type].named)));
	view_cell(x->table, TONE_STRONG, r->project);
	return x->table;
}

static void end(struct annex *x)
{
	struct page *p = x->page;
	if (x->n > ROWS_MOST)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_notice_projects_more,
		                    arena_print(p->arena, "%zu", x->n - ROWS_MOST)));
}

static void counted_row(struct annex *x, uint32_t row)
{
	const struct page *p = x->page;
	const struct ledger_row *r = &x->ledger->rows[row];
	const int32_t day = r->days[x->ledger->method->ledger->day];
	struct view_table *t = next(x, r);
	if (t == NULL)
		return;
	view_cell(t, TONE_PLAIN, day != 0 ? date_text(p->arena, day) : "");
	view_cell(t, *r->evidence != '\0' ? TONE_PLAIN : TONE_ALERT,
	          *r->evidence != '\0' ? r->evidence : page_text(p, TEXT_notice_no_evidence));
	view_cell(t, TONE_QUIET, page_place(p, ledger_place(x->ledger, row)));
}

/* Cell by cell, so that the projects of a count stand together. */
static void counted(struct annex *x)
{
	struct page *p = x->page;
	const struct method *m = p->method;
	const struct ledger *l = x->ledger;
	if (l->n_by_reason[LEDGER_COUNTS] == 0)
		return;
	begin(x, TEXT_notice_projects);
	view_column(x->table, ALIGN_LEFT, page_text(p, ledger_day_text(m->ledger->day)));
	view_column(x->table, ALIGN_LEFT, page_text(p, TEXT_ledger_column_evidence));
	view_column(x->table, ALIGN_LEFT, page_text(p, TEXT_ledger_head_row));
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items && (x->unit == NONE || x->unit == u); i++)
			for (size_t k = 0; k < m->n_types; k++)
				for (size_t when = 0; when < m->n_periods; when++) {
					struct ledger_rows rows = ledger_cell(l, u, i, k, when);
					for (size_t n = 0; n < rows.n; n++)
						counted_row(x, rows.rows[n]);
				}
	end(x);
}

/* Of another unit's row only that there is one, and where: both must settle whose project it is. */
static const char *beside(const struct annex *x, uint32_t row)
{
	const struct page *p = x->page;
	if (row == LEDGER_NO_ROW)
		return "";
	const struct ledger_row *r = &x->ledger->rows[row];
	if (is_told(x, r))
		return page_place(p, ledger_place(x->ledger, row));
	return PAGE_FILL(p, TEXT_notice_also_claimed,
	                 page_name(p, &p->method->units[r->unit].named));
}

static void refused(struct annex *x)
{
	struct page *p = x->page;
	const struct ledger *l = x->ledger;
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++)
		n += l->rows[i].reason != LEDGER_COUNTS && is_told(x, &l->rows[i]);
	if (n == 0)
		return;
	begin(x, TEXT_notice_refused);
	view_column_narrow(x->table, ALIGN_LEFT, page_text(p, TEXT_ledger_head_reason), 24);
	view_column(x->table, ALIGN_LEFT, page_text(p, TEXT_ledger_head_row));
	view_column(x->table, ALIGN_LEFT, page_text(p, TEXT_ledger_head_other));
	for (uint32_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		struct view_table *t =
		        r->reason != LEDGER_COUNTS && is_told(x, r) ? next(x, r) : NULL;
		if (t == NULL)
			continue;
		view_cell(t, TONE_ALERT, ledger_view_reason(p, l, r));
		view_cell(t, TONE_QUIET, page_place(p, ledger_place(l, i)));
		view_cell(t, TONE_QUIET, beside(x, ledger_reason_row(r)));
	}
	end(x);
}

void notice_projects(struct page *p, size_t unit)
{
	struct annex x = {.page = p, .ledger = p->sheet->figures->ledger, .unit = unit};
	if (x.ledger == NULL)
		return;
	counted(&x);
	refused(&x);
}
