#include "reports/check_view.h"
#include "engine/ledger.h"
#include "reports/ledger_view.h"
#include "reports/record.h"
#include "reports/sampled.h"
#include "reports/spreadsheet.h"
#include "reports/write_xlsx.h"

static const char *unit_name(const struct page *p, const struct self_check *x)
{
	return page_name(p, &p->method->units[x->unit].named);
}

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

static const char *decimals(const struct page *p, const ratio *x, unsigned n)
{
	return x == NULL ? "" : ratio_fixed(p->arena, x, n, ROUND_HALF_UP);
}

static const char *percent(const struct page *p, const ratio *x)
{
	if (x == NULL)
		return "";
	return arena_print(p->arena, "%s%%",
	                   decimals(p, ratio_mul(p->arena, x, ratio_of(p->arena, 100, 1)), 1));
}

static const char *likely(const struct page *p, const struct projection *x)
{
	if (!x->known)
		return "-";
	return PAGE_FILL(p, TEXT_check_range, sampled_fixed(p->arena, x->low, 0),
	                 sampled_fixed(p->arena, x->high, 0));
}

static const char *chance(const struct page *p, const struct projection *x)
{
	return x->known ? sampled_percent(p->arena, x->probability, 0) : "-";
}

static enum text_id colour_text(enum check_colour colour)
{
	static const enum text_id texts[CHECK_COLOURS] = {[CHECK_GREEN] = TEXT_check_green,
	                                                  [CHECK_AMBER] = TEXT_check_amber,
	                                                  [CHECK_RED] = TEXT_check_red};
	return texts[colour];
}

/* ---- in short ---- */

static void say_time(struct page *p, const struct self_check *x)
{
	view_line(
	        p->view, TONE_PLAIN, 0,
	        PAGE_FILL(p, TEXT_check_time, date_text(p->arena, x->span.first),
	                  date_text(p->arena, x->span.last), date_text(p->arena, x->day),
	                  percent(p, x->elapsed),
	                  page_text(p, x->scheduled ? TEXT_check_by_schedule : TEXT_check_by_days),
	                  percent(p, x->share)));
}

/* Figures of a later day make every rate look better than it was. */
static void say_later(struct page *p, const struct self_check *x)
{
	const long as_of = x->sheet->figures->as_of;
	if (as_of > x->day)
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_check_later, date_text(p->arena, as_of),
		                    date_text(p->arena, x->day)));
}

static void say_colours(struct page *p, const struct self_check *x)
{
	const struct check_rule *rule = &p->method->check;
	size_t n[CHECK_COLOURS] = {0};
	for (size_t i = 0; i < x->n_rows; i++)
		n[x->rows[i].colour]++;
	view_line(p->view, TONE_STRONG, 0,
	          PAGE_FILL(p, TEXT_check_colours, whole(p, x->n_rows), whole(p, n[CHECK_GREEN]),
	                    whole(p, n[CHECK_AMBER]), whole(p, n[CHECK_RED]),
	                    page_plain(p, rule->green), page_plain(p, rule->amber)));
}

static void say_points(struct page *p, const struct self_check *x)
{
	const char *full = page_plain(p, p->method->items[0].points);
	if (x->low == NULL)
		view_line(p->view, TONE_STRONG, 0,
		          PAGE_FILL(p, TEXT_check_points_unlimited, whole(p, x->n_unlimited)));
	else if (ratio_cmp(x->low, x->high) == 0)
		view_line(p->view, TONE_STRONG, 0,
		          PAGE_FILL(p, TEXT_check_points, page_points(p, x->low), full));
	else
		view_line(p->view, TONE_STRONG, 0,
		          PAGE_FILL(p, TEXT_check_points_range, page_points(p, x->low),
		                    page_points(p, x->high), full));
	if (x->n_open > 0)
		view_line(
		        p->view, TONE_PLAIN, 0,
		        PAGE_FILL(p, TEXT_check_open, whole(p, x->n_open), page_plain(p, x->open)));
	if (x->n_ranges > 0)
		view_line(p->view, TONE_PLAIN, 0,
		          PAGE_FILL(p, TEXT_check_ranges, whole(p, x->n_ranges)));
}

/* ---- tables ---- */

static void one_row(struct page *p, struct view_table *t, const struct check_row *r, bool first)
{
	static const enum view_tone tones[CHECK_COLOURS] = {
	        [CHECK_GREEN] = TONE_GOOD, [CHECK_AMBER] = TONE_ALERT, [CHECK_RED] = TONE_BAD};
	view_cell(t, TONE_PLAIN, first ? page_name(p, &p->method->items[r->item].named) : "");
	view_cell(t, TONE_PLAIN, page_name(p, &p->method->types[r->type].named));
	view_number(t, TONE_PLAIN, page_value(p, r->target));
	view_number(t, TONE_PLAIN, page_value(p, r->achieved));
	view_number(t, TONE_PLAIN, percent(p, r->rate));
	view_number(t, TONE_PLAIN, decimals(p, r->due, 1));
	view_number(t, TONE_PLAIN, percent(p, r->pace));
	view_cell(t, tones[r->colour], page_text(p, colour_text(r->colour)));
	view_number(t, ratio_sign(r->lacks) ? TONE_STRONG : TONE_QUIET, page_value(p, r->lacks));
	view_number(t, TONE_PLAIN, page_points(p, r->next));
	view_number(t, TONE_PLAIN, decimals(p, r->projection.end, 1));
	view_number(t, TONE_PLAIN, likely(p, &r->projection));
	view_number(t, TONE_PLAIN, chance(p, &r->projection));
}

static void rows(struct page *p, const struct self_check *x)
{
	static const enum text_id heads[] = {TEXT_head_item,        TEXT_head_type,
	                                     TEXT_head_target,      TEXT_check_head_recognised,
	                                     TEXT_check_head_rate,  TEXT_check_head_due,
	                                     TEXT_check_head_pace,  TEXT_check_head_colour,
	                                     TEXT_check_head_lacks, TEXT_check_head_next,
	                                     TEXT_check_head_end,   TEXT_check_head_range,
	                                     TEXT_check_head_chance};
	const char *title = page_text(p, TEXT_check_section_rows);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		const bool words = i < 2 || heads[i] == TEXT_check_head_colour;
		if (i == 0)
			view_column_narrow(t, ALIGN_LEFT, page_text(p, heads[i]), 16);
		else
			view_column(t, words ? ALIGN_LEFT : ALIGN_RIGHT, page_text(p, heads[i]));
	}
	for (size_t i = 0; i < x->n_rows; i++)
		one_row(p, t, &x->rows[i], i == 0 || x->rows[i].item != x->rows[i - 1].item);
}

static void items(struct page *p, const struct self_check *x)
{
	const char *title = page_text(p, TEXT_check_section_items);
	view_section(p->view, title);
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_max));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_points));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_check_head_lost));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_check_head_note));
	for (size_t i = 0; i < x->n_items; i++) {
		const struct check_item *item = &x->items[i];
		const char *about = "";
		if (item->range)
			about = item->low != NULL ? PAGE_FILL(p, TEXT_check_item_range,
			                                      page_points(p, item->low),
			                                      page_points(p, item->high))
			                          : page_text(p, TEXT_check_item_unlimited);
		else if (item->points == NULL)
			about = page_text(p, TEXT_check_item_open);
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->items[item->item].named));
		view_number(t, TONE_PLAIN, page_points(p, item->max));
		view_number(t, TONE_PLAIN, page_points(p, item->points));
		view_number(t,
		            item->lost != NULL && ratio_sign(item->lost) > 0 ? TONE_STRONG
		                                                             : TONE_QUIET,
		            page_points(p, item->lost));
		view_cell(t, TONE_PLAIN, about);
	}
}

/* Projects that count and have no evidence number. */
static void evidence(struct page *p, const struct self_check *x)
{
	const struct ledger *l = x->sheet->figures->ledger;
	size_t n = 0;
	view_section(p->view, page_text(p, TEXT_check_section_evidence));
	for (size_t i = 0; l != NULL && i < l->n; i++) {
		const struct ledger_row *row = &l->rows[i];
		if (row->unit != x->unit || row->reason != LEDGER_COUNTS ||
		    !ledger_flagged(row, LEDGER_NO_EVIDENCE))
			continue;
		n++;
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet),
		           PAGE_FILL(p, TEXT_check_no_evidence, row->project,
		                     page_place(p, ledger_place(l, i))));
	}
	if (n == 0)
		view_line(p->view, TONE_PLAIN, 0,
		          page_text(p, l == NULL ? TEXT_check_no_ledger : TEXT_check_all_evidence));
}

/* Of its projects that do not count: how many, and how many of them are dated after the day of the
 * check, which are not told of one by one. */
static size_t not_counted(const struct self_check *x, size_t *later)
{
	const struct ledger *l = x->sheet->figures->ledger;
	size_t n = 0;
	*later = 0;
	for (size_t i = 0; l != NULL && i < l->n; i++) {
		if (l->rows[i].unit != x->unit || l->rows[i].reason == LEDGER_COUNTS)
			continue;
		n++;
		*later += l->rows[i].reason == LEDGER_DAY_FUTURE;
	}
	return n;
}

/* Which they are, and why: what may still come. */
static void waiting(struct page *p, const struct self_check *x)
{
	enum { MOST = 30 };
	const struct ledger *l = x->sheet->figures->ledger;
	size_t later, all = not_counted(x, &later), n = 0;
	if (all == 0)
		return;
	view_section(p->view, page_text(p, TEXT_check_section_waiting));
	for (size_t i = 0; i < l->n && n < MOST; i++) {
		const struct ledger_row *row = &l->rows[i];
		if (row->unit != x->unit || row->reason == LEDGER_COUNTS ||
		    row->reason == LEDGER_DAY_FUTURE)
			continue;
		n++;
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet),
		           PAGE_FILL(p, TEXT_check_waits, row->project,
		                     page_place(p, ledger_place(l, i)),
		                     ledger_view_reason(p, l, row)));
	}
	if (all - later > n)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_check_waits_more, whole(p, all - later - n)));
	if (later > 0)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_check_later_projects, whole(p, later)));
}

const struct view *check_view(struct arena *a, const struct report *r, const struct self_check *x)
{
	struct page p = page_new(a, r, true);
	const char *title = page_title(&p);
	page_head(&p,
	          PAGE_FILL(&p, TEXT_check_title, title, unit_name(&p, x), date_text(a, x->day)));
	view_banner(p.view, page_text(&p, TEXT_check_banner));
	view_section(p.view, page_text(&p, TEXT_check_section_short));
	say_time(&p, x);
	say_later(&p, x);
	say_colours(&p, x);
	say_points(&p, x);
	rows(&p, x);
	items(&p, x);
	evidence(&p, x);
	waiting(&p, x);
	view_section(p.view, page_text(&p, TEXT_check_section_how));
	view_line(p.view, TONE_QUIET, 0, page_text(&p, TEXT_check_how_projection));
	if (x->sheet->figures->ledger == NULL)
		view_line(p.view, TONE_QUIET, 0, page_text(&p, TEXT_check_how_dates));
	view_line(p.view, TONE_QUIET, 0, page_text(&p, TEXT_check_how_next));
	page_files(&p);
	return p.view;
}

/* ---- CSV ---- */

const struct view_table *check_table(struct arena *a, const struct report *r,
                                     const struct self_check *x)
{
	static const enum text_id heads[] = {TEXT_csv_unit_id,       TEXT_head_unit,
	                                     TEXT_whatif_csv_id,     TEXT_head_item,
	                                     TEXT_goal_csv_type_id,  TEXT_head_type,
	                                     TEXT_head_target,       TEXT_check_head_recognised,
	                                     TEXT_check_head_rate,   TEXT_check_head_due,
	                                     TEXT_check_head_pace,   TEXT_check_head_colour,
	                                     TEXT_check_head_lacks,  TEXT_check_head_next,
	                                     TEXT_check_head_end,    TEXT_check_head_range,
	                                     TEXT_check_head_chance, TEXT_csv_nature,
	                                     TEXT_csv_period,        TEXT_csv_rules};
	struct page p = page_new(a, r, false);
	struct view_table *t = view_table_new(a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	for (size_t i = 0; i < x->n_rows; i++) {
		view_cell(t, TONE_PLAIN, p.method->units[x->unit].named.id);
		view_cell(t, TONE_PLAIN, unit_name(&p, x));
		view_cell(t, TONE_PLAIN, p.method->items[x->rows[i].item].named.id);
		view_cell(t, TONE_PLAIN, page_name(&p, &p.method->items[x->rows[i].item].named));
		view_cell(t, TONE_PLAIN, p.method->types[x->rows[i].type].named.id);
		/* The item stands in its own column: not as in the table for people. */
		const size_t before = t->n_cells;
		one_row(&p, t, &x->rows[i], false);
		for (size_t c = before; c + 1 < t->n_cells; c++)
			t->cells[c] = t->cells[c + 1];
		t->n_cells--;
		view_cell(t, TONE_PLAIN, spreadsheet_nature(&p, TEXT_check_nature));
		view_cell(t, TONE_PLAIN, p.method->periods[p.sheet->figures->period].named.id);
		view_cell(t, TONE_PLAIN, p.method->id);
	}
	return t;
}

/* ---- a workbook ---- */

int check_workbook(const char *path, const struct report *r, const struct self_check *x,
                   struct arena *a)
{
	const struct xlsx_look look = {
	        .sheet = text_in(TEXT_check_sheet, r->lang), .lang = r->lang, .one_page = true};
	return write_xlsx(path, check_view(a, r, x), &look, a);
}

/* ---- JSON ---- */

static json_t *row_record(struct record *r, const struct check_row *row)
{
	static const char *const colours[CHECK_COLOURS] = {
	        [CHECK_GREEN] = "green", [CHECK_AMBER] = "amber", [CHECK_RED] = "red"};
	const struct page *p = &r->page;
	json_t *object = json_object(), *range = json_array();
	record_put(r, object, "item", record_text(p->method->items[row->item].named.id));
	record_put(r, object, "type", record_text(p->method->types[row->type].named.id));
	record_put(r, object, "target", record_plain(r, row->target));
	record_put(r, object, "recognised", record_plain(r, row->achieved));
	record_put(r, object, "rate", record_exact(r, row->rate));
	record_put(r, object, "due", record_exact(r, row->due));
	record_put(r, object, "pace", record_exact(r, row->pace));
	record_put(r, object, "colour", record_text(colours[row->colour]));
	record_put(r, object, "lacks", record_plain(r, row->lacks));
	record_put(r, object, "next", record_exact(r, row->next));
	record_put(r, object, "end", record_exact(r, row->projection.end));
	const struct projection *x = &row->projection;
	const char *low = x->known ? sampled_digits(p->arena, x->low) : "",
	           *high = x->known ? sampled_digits(p->arena, x->high) : "",
	           *reached = x->known ? sampled_fixed(p->arena, x->probability, 6) : "";
	record_append(r, range, record_text_or_null(low));
	record_append(r, range, record_text_or_null(high));
	record_put(r, object, "likely", range);
	record_put(r, object, "chance", record_text_or_null(reached));
	return object;
}

static json_t *item_record(struct record *r, const struct check_item *item)
{
	json_t *object = json_object();
	record_put(r, object, "item", record_text(r->page.method->items[item->item].named.id));
	record_put(r, object, "max", record_exact(r, item->max));
	record_put(r, object, "points", record_exact(r, item->points));
	record_put(r, object, "lost", record_exact(r, item->lost));
	record_put(r, object, "range", json_boolean(item->range));
	record_put(r, object, "low", record_exact(r, item->low));
	record_put(r, object, "high", record_exact(r, item->high));
	return object;
}

void check_record(struct buffer *out, const struct report *r, const struct self_check *x)
{
	struct record record = record_new(out->arena, r);
	json_t *report = json_object(), *targets = json_array(), *items = json_array();
	record_head(&record, report);
	record_put(&record, report, "official", json_false());
	record_put(&record, report, "unit", record_text(r->sheet->method->units[x->unit].named.id));
	record_put(&record, report, "day", record_text(date_text(out->arena, x->day)));
	record_put(&record, report, "elapsed", record_exact(&record, x->elapsed));
	record_put(&record, report, "share_due", record_exact(&record, x->share));
	record_put(&record, report, "low", record_exact(&record, x->low));
	record_put(&record, report, "high", record_exact(&record, x->high));
	for (size_t i = 0; i < x->n_rows; i++)
		record_append(&record, targets, row_record(&record, &x->rows[i]));
	for (size_t i = 0; i < x->n_items; i++)
		record_append(&record, items, item_record(&record, &x->items[i]));
	record_put(&record, report, "targets", targets);
	record_put(&record, report, "items", items);
	record_write(out, &record, report);
}
