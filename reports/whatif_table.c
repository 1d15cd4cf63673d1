/* whatif_table.c - scenarios for spreadsheets: one row per number. */
#include "reports/projects_section.h"
#include "reports/spreadsheet.h"
#include "reports/swap_section.h"
#include "reports/whatif_view.h"

/* One row while it is written. */
struct entry {
	const char *scenario, *quantity;
	size_t unit;
	const char *item_id, *item, *cause;
};

static void row_start(const struct page *p, struct view_table *t, const struct entry *e)
{
	const struct named *unit = &p->method->units[e->unit].named;
	view_cell(t, TONE_PLAIN, e->scenario);
	view_cell(t, TONE_PLAIN, unit->id);
	view_cell(t, TONE_PLAIN, page_name(p, unit));
	view_cell(t, TONE_PLAIN, e->quantity);
	view_cell(t, TONE_PLAIN, e->item_id);
	view_cell(t, TONE_PLAIN, e->item);
	view_cell(t, TONE_PLAIN, e->cause);
}

static void row_end(const struct page *p, struct view_table *t)
{
	view_cell(t, TONE_PLAIN, spreadsheet_nature(p, TEXT_whatif_nature));
	view_cell(t, TONE_PLAIN, p->method->periods[p->sheet->figures->period].named.id);
	view_cell(t, TONE_PLAIN, p->method->id);
}

static void number_row(const struct page *p, struct view_table *t, const struct entry *e,
                       const ratio *x)
{
	row_start(p, t, e);
	view_number(t, TONE_PLAIN, page_points(p, x));
	spreadsheet_exact(p, t, x);
	row_end(p, t);
}

static void text_row(const struct page *p, struct view_table *t, const struct entry *e,
                     const char *text)
{
	row_start(p, t, e);
	view_number(t, TONE_PLAIN, text);
	view_cell(t, TONE_PLAIN, "");
	row_end(p, t);
}

static void result_rows(const struct page *p, struct view_table *t, struct entry e,
                        const struct unit_result *u)
{
	e.quantity = page_text(p, TEXT_whatif_csv_score);
	text_row(p, t, &e,
	         u->published != NULL ? ratio_fixed(p->arena, u->published, p->method->decimals,
	                                            p->method->rounding)
	                              : "");
	e.quantity = page_text(p, TEXT_whatif_csv_rank);
	text_row(p, t, &e, u->ranked ? arena_print(p->arena, "%zu", u->rank) : "");
}

/* Every number that is not 0 of the split by item and cause, then their sum. */
static void change_rows(const struct page *p, struct view_table *t, struct entry e,
                        const struct whatif_outcome *o)
{
	if (!whatif_known(o, e.unit))
		return;
	e.quantity = page_text(p, TEXT_whatif_csv_change);
	number_row(p, t, &e, whatif_change(p->arena, o, e.unit));
	e.quantity = page_text(p, TEXT_whatif_csv_part);
	for (size_t k = 0; k < o->n_components; k++)
		for (size_t c = 0; c < o->n_causes; c++) {
			const ratio *x =
			        o->shares[(e.unit * o->n_components + k) * o->n_causes + c];
			if (!ratio_sign(x))
				continue;
			e.item_id = p->method->items[o->components[k].item].named.id;
			e.item = whatif_component(p, o, k);
			e.cause = whatif_cause(p, o, c);
			number_row(p, t, &e, x);
		}
}

/* Without scenarios: in the form of kaohe sensitivity. */
static const struct view_table *least_table(struct arena *a, const struct report *r,
                                            const struct whatif *w)
{
	static const enum text_id heads[] = {TEXT_head_analysis, TEXT_head_quantity,
	                                     TEXT_csv_unit_id,   TEXT_head_about,
	                                     TEXT_head_value,    TEXT_csv_nature};
	struct page p = page_new(a, r, false);
	struct view_table *t = view_table_new(a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	for (size_t i = 0; i < w->n_models; i++)
		swap_rows(&p, t, w->models[i], w->swaps[i]);
	projects_rows(&p, t, w->projects);
	return t;
}

const struct view_table *whatif_table(struct arena *a, const struct report *r,
                                      const struct whatif *w)
{
	if (w->n == 0)
		return least_table(a, r, w);
	static const enum text_id heads[] = {
	        TEXT_whatif_csv_scenario, TEXT_csv_unit_id,      TEXT_head_unit,
	        TEXT_whatif_csv_quantity, TEXT_whatif_csv_id,    TEXT_head_item,
	        TEXT_whatif_csv_cause,    TEXT_whatif_csv_value, TEXT_whatif_csv_exact,
	        TEXT_csv_nature,          TEXT_csv_period,       TEXT_csv_rules};
	struct page p = page_new(a, r, false);
	struct view_table *t = view_table_new(a);
	const size_t *units;
	size_t n = whatif_units(&p, &units);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	struct entry e = {.scenario = page_text(&p, TEXT_whatif_csv_base),
	                  .item_id = "",
	                  .item = "",
	                  .cause = ""};
	for (size_t i = 0; i < n; i++) {
		e.unit = units[i];
		result_rows(&p, t, e, &p.sheet->units[e.unit]);
	}
	for (size_t k = 0; k < w->n; k++)
		for (size_t i = 0; i < n; i++) {
			e.scenario = whatif_name(&p, w, k);
			e.unit = units[i];
			result_rows(&p, t, e, &w->outcomes[k]->sheet->units[e.unit]);
			change_rows(&p, t, e, w->outcomes[k]);
		}
	return t;
}
