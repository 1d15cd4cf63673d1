#include "reports/ledger_view.h"
#include "reports/page.h"
#include "reports/write_csv.h"
#include "reports/write_text.h"

/* ---- words ---- */

static const char *type_name(const struct page *p, const struct ledger_row *r)
{
	return page_name(p, &p->method->types[r->type].named);
}

static const char *unit_name(const struct page *p, const struct ledger_row *r)
{
	return page_name(p, &p->method->units[r->unit].named);
}

static const char *item_name(const struct page *p, const struct ledger_row *r)
{
	return page_name(p, &p->method->items[r->item].named);
}

static const char *row_place(const struct page *p, const struct ledger *l, uint32_t row)
{
	if (row == LEDGER_NO_ROW)
		return "";
	return ledger_is_other(l, row) ? unit_name(p, &l->rows[row])
	                               : page_place(p, ledger_place(l, row));
}

/* "ledger.csv:12 甲有限公司", or of another unit "吴兴区 甲有限公司" */
static const char *other_row(const struct page *p, const struct ledger *l, uint32_t row)
{
	return row == LEDGER_NO_ROW
	               ? ""
	               : arena_print(p->arena, "%s %s", row_place(p, l, row), l->rows[row].project);
}

const char *ledger_view_reason(const struct page *p, const struct ledger *l,
                               const struct ledger_row *r)
{
	const char *text = page_text(p, ledger_reason_text((enum ledger_reason)r->reason));
	if (r->reason != LEDGER_EXCLUDED)
		return text;
	return PAGE_FILL(p, TEXT_caption, text,
	                 page_words(p, l->method->ledger->exclusions[r->exclusion].name));
}

static const char *number(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

/* All flags of a row but the one that nearly every row may have. */
static bool flagged(const struct ledger_row *r)
{
	return (r->flags & ~(1u << LEDGER_NO_STANDARD)) != 0;
}

/* ---- what decides ---- */

static void entry(struct page *p, enum text_id label, const char *text)
{
	view_entry(p->view, TONE_PLAIN, 0, page_text(p, label), text);
}

static const char *others(const struct page *p, enum ledger_duplicate in_force)
{
	const char *list = "";
	for (size_t d = 0; d < LEDGER_DUPLICATES; d++)
		if (d != in_force)
			list = page_list(
			        p, list,
			        page_text(p, ledger_duplicate_text((enum ledger_duplicate)d)));
	return list;
}

void ledger_view_duplicate(struct page *p, const struct ledger_rule *rule)
{
	view_entry(p->view, rule->duplicate_by == ORIGIN_TRIAL ? TONE_ALERT : TONE_PLAIN, 0,
	           page_text(p, TEXT_ledger_label_duplicate),
	           PAGE_FILL(p, TEXT_ledger_duplicate_others,
	                     page_text(p, ledger_duplicate_text(rule->duplicate)),
	                     others(p, rule->duplicate), page_origin(p, rule->duplicate_by)));
}

static void rules(struct page *p, const struct ledger *l)
{
	const struct ledger_rule *rule = l->method->ledger;
	view_section(p->view, page_text(p, TEXT_ledger_section_rules));
	entry(p, TEXT_ledger_label_day,
	      PAGE_FILL(p, TEXT_ledger_in_period, page_text(p, ledger_day_text(rule->day))));
	entry(p, TEXT_ledger_label_recognition,
	      page_text(p,
	                rule->recognition ? TEXT_ledger_only_recognised : TEXT_ledger_not_refused));
	if (rule->stage != LEDGER_NO_STAGE)
		entry(p, TEXT_ledger_label_stage, page_text(p, ledger_stage_text(rule->stage)));
	ledger_view_duplicate(p, rule);
	if (rule->weighted)
		entry(p, TEXT_ledger_label_quality, page_text(p, TEXT_ledger_quality_on));
	if (rule->clause != NONE)
		entry(p, TEXT_ledger_label_clause, page_clause(p, rule->clause));
	if (*page_words(p, rule->why) != '\0')
		entry(p, TEXT_label_why, page_words(p, rule->why));
}

/* ---- counts ---- */

struct cell {
	size_t rows, refused, duplicates, flagged;
};

static struct cell *cells_of(struct arena *a, const struct ledger *l)
{
	const struct method *m = l->method;
	struct cell *cells = ARENA_NEWS(a, struct cell, m->n_units * m->n_items * m->n_types);
	for (size_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		struct cell *c = &cells[(r->unit * m->n_items + r->item) * m->n_types + r->type];
		c->rows++;
		c->refused += r->reason != LEDGER_COUNTS;
		c->duplicates += r->group != 0;
		c->flagged += flagged(r);
	}
	return cells;
}

static void counts(struct page *p, const struct ledger *l)
{
	const struct method *m = l->method;
	const struct cell *cells = cells_of(p->arena, l);
	view_section(p->view, page_text(p, TEXT_ledger_section_counts));
	struct view_table *t = page_table(p, page_text(p, TEXT_ledger_section_counts));
	t->n_keys = 3;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_column_item));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_column_type));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_ledger_head_count));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_ledger_head_rows));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_ledger_head_refused));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_ledger_head_duplicates));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_ledger_head_flagged));
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; k < m->n_types; k++) {
				const struct cell *c =
				        &cells[(u * m->n_items + i) * m->n_types + k];
				if (c->rows == 0)
					continue;
				const ratio *sum = ratio_of(p->arena, 0, 1);
				for (size_t when = 0; when < m->n_periods; when++)
					sum = ratio_add(
					        p->arena, sum,
					        ledger_count(p->arena, l,
					                     ledger_cell(l, u, i, k, when)));
				view_cell(t, TONE_PLAIN, page_name(p, &m->units[u].named));
				view_cell(t, TONE_PLAIN, page_name(p, &m->items[i].named));
				view_cell(t, TONE_PLAIN, page_name(p, &m->types[k].named));
				view_number(t, TONE_STRONG, page_plain(p, sum));
				view_number(t, TONE_PLAIN, number(p, c->rows));
				view_number(t, TONE_PLAIN, number(p, c->refused));
				view_number(t, c->duplicates > 0 ? TONE_ALERT : TONE_PLAIN,
				            number(p, c->duplicates));
				view_number(t, TONE_PLAIN, number(p, c->flagged));
			}
	view_line(p->view, TONE_PLAIN, 0,
	          PAGE_FILL(p, TEXT_ledger_row_summary, number(p, l->n),
	                    number(p, l->n_by_reason[LEDGER_COUNTS]),
	                    number(p, l->n - l->n_by_reason[LEDGER_COUNTS]),
	                    number(p, l->n_groups)));
	if (l->n_by_flag[LEDGER_NO_STANDARD] > 0)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_ledger_no_standard_rows,
		                    number(p, l->n_by_flag[LEDGER_NO_STANDARD])));
}

/* ---- lists of rows ---- */

static struct view_table *rows_table(struct page *p, enum text_id title)
{
	view_section(p->view, page_text(p, title));
	struct view_table *t = page_table(p, page_text(p, title));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_ledger_head_row));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_ledger_head_where), 20);
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_ledger_column_project), 28);
	return t;
}

static void row_cells(const struct page *p, struct view_table *t, const struct ledger *l,
                      uint32_t row)
{
	const struct ledger_row *r = &l->rows[row];
	const bool other = ledger_is_other(l, row);
	view_cell(t, TONE_PLAIN, other ? "" : row_place(p, l, row));
	view_cell(t, TONE_PLAIN, unit_name(p, r));
	view_cell(t, TONE_PLAIN,
	          other ? "" : arena_print(p->arena, "%s·%s", item_name(p, r), type_name(p, r)));
	view_cell(t, TONE_STRONG, r->project);
}

static void more(struct page *p, size_t left)
{
	if (left > 0)
		view_line(p->view, TONE_QUIET, 0, PAGE_FILL(p, TEXT_ledger_more, number(p, left)));
}

static int by_group(const struct ledger *l, uint32_t x, uint32_t y)
{
	return l->rows[x].group < l->rows[y].group ? -1 : l->rows[x].group > l->rows[y].group;
}

/* Rows of groups, group after group: groups are numbered by their first row, so that counting how
 * many each has sorts them. */
static uint32_t *grouped(struct arena *a, const struct ledger *l, size_t *n)
{
	size_t *first = ARENA_NEWS(a, size_t, l->n_groups + 2);
	const size_t all = l->n + l->n_others;
	*n = 0;
	for (size_t i = 0; i < all; i++)
		if (l->rows[i].group != 0) {
			first[l->rows[i].group + 1]++;
			(*n)++;
		}
	for (size_t g = 1; g < l->n_groups + 2; g++)
		first[g] += first[g - 1];
	uint32_t *rows = ARENA_NEWS(a, uint32_t, *n);
	for (uint32_t i = 0; i < all; i++)
		if (l->rows[i].group != 0)
			rows[first[l->rows[i].group]++] = i;
	return rows;
}

static void duplicates(struct page *p, const struct ledger *l)
{
	if (l->n_groups == 0)
		return;
	size_t n, shown = 0;
	const uint32_t *rows = grouped(p->arena, l, &n);
	struct view_table *t = rows_table(p, TEXT_ledger_section_duplicates);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_ledger_column_code));
	view_column(t, ALIGN_LEFT, page_text(p, ledger_day_text(l->method->ledger->day)));
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_ledger_head_outcome), 24);
	for (; shown < n; shown++) {
		const struct ledger_row *r = &l->rows[rows[shown]];
		if (shown >= LEDGER_SHOWN && by_group(l, rows[shown - 1], rows[shown]) != 0)
			break;
		int32_t day = r->days[l->method->ledger->day];
		row_cells(p, t, l, rows[shown]);
		view_cell(t, TONE_PLAIN, r->code);
		view_cell(t, TONE_PLAIN, day != 0 ? date_text(p->arena, day) : "");
		view_cell(t, TONE_PLAIN,
		          ledger_is_other(l, rows[shown]) ? page_text(p, TEXT_ledger_of_other)
		          : r->weight != NULL && r->reason == LEDGER_COUNTS
		                  ? PAGE_FILL(p, TEXT_ledger_counts_as, page_plain(p, r->weight))
		                  : ledger_view_reason(p, l, r));
	}
	more(p, n - shown);
}

static void refused(struct page *p, const struct ledger *l)
{
	size_t n = l->n - l->n_by_reason[LEDGER_COUNTS], shown = 0;
	if (n == 0)
		return;
	struct view_table *t = rows_table(p, TEXT_ledger_section_refused);
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_ledger_head_reason), 24);
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_ledger_head_other), 24);
	for (uint32_t i = 0; i < l->n && shown < LEDGER_SHOWN; i++) {
		const struct ledger_row *r = &l->rows[i];
		if (r->reason == LEDGER_COUNTS)
			continue;
		row_cells(p, t, l, i);
		view_cell(t, TONE_PLAIN, ledger_view_reason(p, l, r));
		view_cell(t, TONE_QUIET, other_row(p, l, ledger_reason_row(r)));
		shown++;
	}
	more(p, n - shown);
}

static void flags(struct page *p, const struct ledger *l)
{
	size_t n = 0, shown = 0;
	for (size_t f = 0; f < LEDGER_FLAGS; f++)
		n += f != LEDGER_NO_STANDARD ? l->n_by_flag[f] : 0;
	if (n == 0)
		return;
	struct view_table *t = rows_table(p, TEXT_ledger_section_flags);
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_ledger_head_flag), 24);
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_ledger_head_other), 24);
	for (uint32_t i = 0; i < l->n; i++)
		for (size_t f = 0; f < LEDGER_FLAGS && shown < LEDGER_SHOWN; f++) {
			const struct ledger_row *r = &l->rows[i];
			if (f == LEDGER_NO_STANDARD || !ledger_flagged(r, (enum ledger_flag)f))
				continue;
			row_cells(p, t, l, i);
			view_cell(t, TONE_PLAIN,
			          page_text(p, ledger_flag_text((enum ledger_flag)f)));
			view_cell(t, TONE_QUIET,
			          other_row(p, l, ledger_flag_row(r, (enum ledger_flag)f)));
			shown++;
		}
	more(p, n - shown);
}

void ledger_view_text(struct buffer *out, const struct report *r, const struct ledger *l)
{
	struct page p = page_new(out->arena, r, true);
	page_head(&p, l->unit != NONE ? PAGE_FILL(&p, TEXT_ledger_title_unit, page_title(&p),
	                                          page_name(&p, &l->method->units[l->unit].named))
	                              : PAGE_FILL(&p, TEXT_ledger_title, page_title(&p)));
	rules(&p, l);
	counts(&p, l);
	duplicates(&p, l);
	refused(&p, l);
	flags(&p, l);
	view_section(p.view, page_text(&p, TEXT_section_foot));
	page_files(&p);
	write_text_view(out, p.view, r->look);
}

/* ---- for spreadsheets ---- */

static const char *flag_list(const struct page *p, const struct ledger_row *r)
{
	const char *list = "";
	for (size_t f = 0; f < LEDGER_FLAGS; f++)
		if (ledger_flagged(r, (enum ledger_flag)f))
			list = page_list(p, list,
			                 page_text(p, ledger_flag_text((enum ledger_flag)f)));
	return list;
}

static void csv_row(const struct page *p, struct view_table *t, const struct ledger *l, uint32_t i)
{
	const struct ledger_row *r = &l->rows[i];
	bool counts_in = r->reason == LEDGER_COUNTS;
	uint32_t other = ledger_reason_row(r);
	for (size_t f = 0; f < LEDGER_FLAGS && other == LEDGER_NO_ROW; f++)
		if (ledger_flagged(r, (enum ledger_flag)f))
			other = ledger_flag_row(r, (enum ledger_flag)f);
	view_cell(t, TONE_PLAIN, l->files[r->file].name);
	view_number(t, TONE_PLAIN, number(p, r->line));
	view_cell(t, TONE_PLAIN, unit_name(p, r));
	view_cell(t, TONE_PLAIN, item_name(p, r));
	view_cell(t, TONE_PLAIN, type_name(p, r));
	view_cell(t, TONE_PLAIN, r->project);
	view_cell(t, TONE_PLAIN, r->code);
	for (size_t d = 0; d < LEDGER_DAYS; d++)
		view_cell(t, TONE_PLAIN, r->days[d] != 0 ? date_text(p->arena, r->days[d]) : "");
	view_cell(t, TONE_PLAIN, ledger_amount_shown(p->arena, r->investment));
	view_cell(t, TONE_PLAIN, ledger_amount_shown(p->arena, r->revenue));
	if (counts_in && r->weight != NULL)
		/* With a word: a spreadsheet would take 1/3 for a day. */
		view_cell(t, TONE_PLAIN,
		          PAGE_FILL(p, TEXT_ledger_counts_as, page_plain(p, r->weight)));
	else
		view_number(t, TONE_PLAIN, counts_in ? "1" : "0");
	view_cell(t, TONE_PLAIN, counts_in ? "" : ledger_view_reason(p, l, r));
	view_number(t, TONE_PLAIN, r->group != 0 ? number(p, r->group) : "");
	view_cell(t, TONE_PLAIN, flag_list(p, r));
	view_cell(t, TONE_PLAIN,
	          ledger_is_other(l, other) ? other_row(p, l, other) : row_place(p, l, other));
	view_row_done(t);
}

void ledger_view_csv(struct buffer *out, const struct report *r, const struct ledger *l)
{
	static const enum text_id titles[] = {TEXT_head_file,
	                                      TEXT_ledger_head_line,
	                                      TEXT_head_unit,
	                                      TEXT_column_item,
	                                      TEXT_column_type,
	                                      TEXT_ledger_column_project,
	                                      TEXT_ledger_column_code,
	                                      TEXT_ledger_day_signed,
	                                      TEXT_ledger_day_landed,
	                                      TEXT_ledger_day_started,
	                                      TEXT_ledger_day_completed,
	                                      TEXT_ledger_day_recognised,
	                                      TEXT_ledger_column_investment,
	                                      TEXT_ledger_column_revenue,
	                                      TEXT_ledger_head_count,
	                                      TEXT_ledger_head_reason,
	                                      TEXT_ledger_head_group,
	                                      TEXT_ledger_head_flag,
	                                      TEXT_ledger_head_other};
	struct page p = page_new(out->arena, r, false);
	struct view_table *t = view_table_new(out->arena);
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, titles[i]));
	write_csv_start(out, t);
	for (uint32_t i = 0; i < l->n; i++) {
		/* What one row needs is given up with it: a ledger has a million. */
		p.arena = arena_scratch(out->arena);
		csv_row(&p, t, l, i);
		arena_free(p.arena);
	}
}
