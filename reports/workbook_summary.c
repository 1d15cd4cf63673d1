#include "reports/flags.h"
#include "reports/workbook_guard.h"
#include "reports/workbook_marks.h"
#include "reports/workbook_ranks.h"
#include "reports/workbook_settings.h"
#include "reports/workbook_tables.h"
#include <string.h>

#define PRINT(b, ...) arena_print((b)->arena, __VA_ARGS__)

enum { HEAD_ROW = 6, COL_RANK = 0, COL_UNIT, COL_TOTAL, COL_ITEMS };

/* One row of the summary: which unit it is by our own account, and the cell that says so. */
struct line {
	struct book *b;
	size_t unit;
	lxw_row_t row;
	const char *index;
};

static lxw_col_t after_items(const struct book *b)
{
	return b->cells->after_columns;
}

static struct cell at(const struct line *l, lxw_col_t col)
{
	return (struct cell){l->b->cells->summary, l->row, col};
}

/* The cell of this column of the workings, or of a leaf, in the row of the unit. */
static const char *pick(const struct line *l, struct cell first)
{
	struct cell last = first;
	last.row += (lxw_row_t)l->b->method->n_units - 1;
	return PRINT(l->b, "INDEX(%s,%s)", cell_range(l->b, l->b->cells->summary, first, last),
	             l->index);
}

static const char *pick_result(const struct line *l, enum result r)
{
	return pick(l, cells_result(l->b, 0, r));
}

/* ---- remarks ---- */

/* The same rank is shown for another of its group. */
static bool tied(const struct book *b, size_t unit)
{
	const struct value mine = cells_rank(b, unit);
	for (size_t i = 0; mine.number != NULL && i < b->method->n_units; i++) {
		bool together = !b->method->rank_in_groups ||
		                b->method->units[i].group == b->method->units[unit].group;
		const struct value other = cells_rank(b, i);
		if (i != unit && together && other.number != NULL &&
		    ratio_cmp(mine.number, other.number) == 0)
			return true;
	}
	return false;
}

static const char *remark(const struct line *l)
{
	struct book *b = l->b;
	const struct unit_result *u = &b->sheet->units[l->unit];
	const bool on[] = {u->apart, u->no_task, u->few, tied(b, l->unit)};
	static const enum text_id texts[] = {TEXT_flag_apart, TEXT_flag_no_task, TEXT_flag_few,
	                                     TEXT_flag_tied};
	const char *list = "";
	if (!b->method->units[l->unit].assessed)
		return book_word(b, TEXT_not_assessed);
	for (size_t i = 0; i < sizeof on / sizeof *on; i++)
		if (on[i])
			list = PRINT(b, "%s%s%s", list, *list != '\0' ? "; " : "",
			             book_word(b, texts[i]));
	return list;
}

/* "; word" where the condition holds. */
static const char *clause(const struct book *b, const char *condition, enum text_id word)
{
	return PRINT(b, "IF(%s,\"; %s\",\"\")", condition, book_word(b, word));
}

static const char *remark_formula(const struct line *l)
{
	struct book *b = l->b;
	lxw_col_t assigned = b->cells->inners[0].assigned;
	const char *rank = cell_from(b, b->cells->summary, at(l, COL_RANK));
	const struct tab *here = b->cells->summary;
	const char *ranks = cell_range(b, here, cells_result(b, 0, RESULT_RANK),
	                               cells_result(b, b->method->n_units - 1, RESULT_RANK));
	const char *groups = cell_range(b, here, cells_result(b, 0, RESULT_GROUP),
	                                cells_result(b, b->method->n_units - 1, RESULT_GROUP));
	const char *text =
	        clause(b, PRINT(b, "%s=1", pick_result(l, RESULT_APART)), TEXT_flag_apart);
	if (assigned != NO_COLUMN)
		text = PRINT(b, "%s&%s", text,
		             clause(b, PRINT(b, "%s<1E-9", pick(l, cells_work(b, 0, assigned))),
		                    TEXT_flag_no_task));
	if (b->method->few_projects > 0)
		text = PRINT(b, "%s&%s", text,
		             clause(b,
		                    PRINT(b, "%s<%zu", pick_result(l, RESULT_TASKS),
		                          b->method->few_projects),
		                    TEXT_flag_few));
	text = PRINT(b, "%s&%s", text,
	             clause(b,
	                    PRINT(b, "AND(ISNUMBER(%s),SUMPRODUCT((%s=%s)*(%s=%s))>1)", rank, ranks,
	                          rank, groups, pick_result(l, RESULT_GROUP)),
	                    TEXT_flag_tied));
	return PRINT(b, "IF(%s=0,\"%s\",MID(%s,3,99))", pick_result(l, RESULT_ASSESSED),
	             book_word(b, TEXT_not_assessed), text);
}

/* ---- the table of scores ---- */

static struct value points_of(const struct book *b, const struct points *p)
{
	return p->points != NULL ? value_number(p->points)
	                         : value_text(book_word(b, TEXT_cell_unreported));
}

static void score_line(const struct line *l, size_t position)
{
	struct book *b = l->b;
	lxw_col_t next = after_items(b);
	book_formula(b, at(l, (lxw_col_t)(next + 2)), STYLE_WORKING,
	             value_long(b, (long)l->unit + 1),
	             PRINT(b, "MATCH(%zu,%s,0)", position + 1,
	                   cell_range(b, b->cells->summary, cells_result(b, 0, RESULT_ORDER),
	                              cells_result(b, b->method->n_units - 1, RESULT_ORDER))));
	book_formula(b, at(l, COL_RANK), STYLE_RANK, cells_rank(b, l->unit),
	             pick_result(l, RESULT_RANK));
	book_formula(b, at(l, COL_UNIT), STYLE_NAME,
	             value_text(book_name(b, &b->method->units[l->unit].named)),
	             pick(l, cells_work(b, 0, 0)));
	book_formula(b, at(l, COL_TOTAL), STYLE_TOTAL, cells_published(b, l->unit),
	             pick_result(l, RESULT_PUBLISHED));
	for (size_t i = 1; i < b->method->n_items; i++)
		if (b->cells->columns[i] != NO_COLUMN)
			book_formula(b, at(l, b->cells->columns[i]), STYLE_POINTS,
			             points_of(b, sheet_points(b->sheet, l->unit, i)),
			             pick(l, cells_points(b, 0, i)));
	book_formula(b, at(l, next), STYLE_NUMBER, value_number(ranks_tasks(b, l->unit)),
	             pick_result(l, RESULT_TASKS));
	book_formula(b, at(l, (lxw_col_t)(next + 1)), STYLE_NAME, value_text(remark(l)),
	             remark_formula(l));
}

static void score_heads(struct book *b)
{
	struct tab *t = b->cells->summary;
	lxw_col_t next = after_items(b);
	book_column(b, (struct cell){t, HEAD_ROW, COL_RANK}, book_word(b, TEXT_workbook_rank));
	book_column(b, (struct cell){t, HEAD_ROW, COL_UNIT}, book_word(b, TEXT_workbook_unit));
	book_column(b, (struct cell){t, HEAD_ROW, COL_TOTAL}, book_word(b, TEXT_workbook_total));
	for (size_t i = 1; i < b->method->n_items; i++)
		if (b->cells->columns[i] != NO_COLUMN)
			book_column(b, (struct cell){t, HEAD_ROW, b->cells->columns[i]},
			            book_name(b, &b->method->items[i].named));
	book_column(b, (struct cell){t, HEAD_ROW, next}, book_word(b, TEXT_workbook_tasks));
	book_column(b, (struct cell){t, HEAD_ROW, (lxw_col_t)(next + 1)},
	            book_word(b, TEXT_workbook_remark));
	book_column(b, (struct cell){t, HEAD_ROW, (lxw_col_t)(next + 2)},
	            book_word(b, TEXT_workbook_index));
}

/* ---- completion ---- */

static struct value rate_of(const struct book *b, size_t unit, size_t item)
{
	const struct figures *f = b->sheet->figures;
	const ratio *task = ratio_of(b->arena, 0, 1), *achieved = task;
	for (size_t k = 0; k < b->method->n_types; k++) {
		const struct figure *t = figures_target(f, unit, item, k, f->period),
		                    *c = figures_count(f, unit, item, k);
		if (t->state == FIGURE_NUMBER)
			task = ratio_add(b->arena, task, t->value);
		if (c->state == FIGURE_NUMBER)
			achieved = ratio_add(b->arena, achieved, c->value);
		else if (t->state == FIGURE_NUMBER && ratio_sign(t->value) > 0)
			return value_text("");
	}
	return ratio_sign(task) > 0 ? value_number(ratio_div(b->arena, achieved, task))
	                            : value_text("");
}

static void colour_rates(struct book *b, lxw_row_t first, lxw_col_t last)
{
	lxw_conditional_format scale = {.type = LXW_CONDITIONAL_3_COLOR_SCALE,
	                                .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	                                .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	                                .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	                                .min_value = 0,
	                                .mid_value = 0.8,
	                                .max_value = 1,
	                                .min_color = 0xF4A582,
	                                .mid_color = 0xF7F7F7,
	                                .max_color = 0x92C5DE};
	worksheet_conditional_format_range(b->cells->summary->sheet, first, COL_TOTAL,
	                                   first + (lxw_row_t)b->method->n_units - 1, last, &scale);
}

/* The completion of every leaf that is scored by counts, in the order of the ranks. Returns the row
 * below. */
static lxw_row_t rates(struct book *b, const struct line *lines, lxw_row_t row)
{
	struct tab *t = b->cells->summary;
	lxw_col_t col = COL_TOTAL;
	const lxw_row_t head = row + 1;
	for (size_t i = 0; i < b->method->n_items; i++) {
		lxw_col_t rate = b->cells->leaves[i].rate;
		if (!item_is_leaf(&b->method->items[i]) || rate == NO_COLUMN)
			continue;
		book_column(b, (struct cell){t, head, col},
		            book_name(b, &b->method->items[i].named));
		for (size_t k = 0; k < b->method->n_units; k++)
			book_formula(b, (struct cell){t, head + 1 + (lxw_row_t)k, col}, STYLE_RATE,
			             rate_of(b, lines[k].unit, i),
			             pick(&lines[k], cells_leaf(b, i, 0, rate)));
		col++;
	}
	if (col == COL_TOTAL)
		return row;
	book_text(b, (struct cell){t, row, 0}, STYLE_NOTE, book_word(b, TEXT_workbook_heat));
	book_column(b, (struct cell){t, head, COL_UNIT}, book_word(b, TEXT_workbook_unit));
	for (size_t k = 0; k < b->method->n_units; k++)
		book_formula(b, (struct cell){t, head + 1 + (lxw_row_t)k, COL_UNIT}, STYLE_NAME,
		             value_text(book_name(b, &b->method->units[lines[k].unit].named)),
		             cell_from(b, t, at(&lines[k], COL_UNIT)));
	colour_rates(b, head + 1, (lxw_col_t)(col - 1));
	return head + (lxw_row_t)b->method->n_units + 2;
}

/* ---- the sheet ---- */

/* Parts of the stacked bars: what the summary shows and does not take apart. */
static void chart(struct book *b, lxw_row_t below)
{
	const struct method *m = b->method;
	size_t *items = ARENA_NEWS(b->arena, size_t, m->n_items + 1), n = 0;
	for (size_t line = 1; line < m->n_items; line++)
		for (size_t i = 1; i < m->n_items; i++) {
			bool apart = false;
			for (size_t k = 0; k < m->items[i].n_children; k++)
				apart |= b->cells->columns[m->items[i].children[k]] != NO_COLUMN;
			if (b->cells->lines[i] == line && b->cells->columns[i] != NO_COLUMN &&
			    !apart)
				items[n++] = i;
		}
	items[n] = NONE;
	charts_of_summary(b, below, items);
}

void summary_sheet(struct book *b)
{
	struct tab *t = b->cells->summary;
	const size_t n = b->method->n_units, *order = ranks_order(b);
	struct line *lines = ARENA_NEWS(b->arena, struct line, n);
	lxw_row_t row = book_head(b, t, page_title(&b->page));
	book_text(b, (struct cell){t, row++, 0}, STYLE_NOTE, book_word(b, TEXT_workbook_note));
	if (b->sheet->n_parts > 0)
		book_text(b, (struct cell){t, row, 0}, STYLE_NOTE,
		          book_word(b, TEXT_workbook_combined_note));
	t->head = HEAD_ROW;
	t->keys = COL_ITEMS;
	t->hidden = (lxw_col_t)(after_items(b) + 2);
	score_heads(b);
	for (size_t i = 0; i < n; i++) {
		lines[i] = (struct line){b, order[i], HEAD_ROW + 1 + (lxw_row_t)i, ""};
		lines[i].index = PRINT(
		        b, "$%s", cell_from(b, t, at(&lines[i], (lxw_col_t)(after_items(b) + 2))));
		score_line(&lines[i], i);
	}
	row = rates(b, lines, HEAD_ROW + (lxw_row_t)n + 2);
	chart(b, row);
}
