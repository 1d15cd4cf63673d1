#include "reports/workbook_workings.h"

#include "engine/combine.h"
#include "reports/workbook_guard.h"
#include "reports/workbook_marks.h"
#include "reports/workbook_ranks.h"
#include "reports/workbook_settings.h"

#define PRINT(b, ...) arena_print((b)->arena, __VA_ARGS__)

static const struct item *item_at(const struct book *b, size_t item)
{
	return &b->method->items[item];
}

static struct parameter_of no_task(const struct book *b, size_t parent)
{
	return settings_of_item(b->method, parent, "no_task");
}

/* ---- what a child can earn ---- */

bool workings_unscaled(const struct book *b, size_t item)
{
	const struct item *p = item_at(b, item);
	if (!item_is_added(p) || p->outside)
		return false;
	return p->parent == NONE || workings_unscaled(b, p->parent);
}

/* The item, here or above, that is marked out of 100; NONE. */
static size_t converted(const struct book *b, size_t item)
{
	while (item_at(b, item)->parent != NONE &&
	       !item_at(b, item_at(b, item)->parent)->combination->marks)
		item = item_at(b, item)->parent;
	return item_at(b, item)->parent != NONE && ratio_sign(item_at(b, item)->points) ? item
	                                                                                : NONE;
}

static const char *work(const struct book *b, const struct tab *here, size_t unit, lxw_col_t col)
{
	return cell_from(b, here, cells_work(b, unit, col));
}

static const char *max_of_summand(const struct book *b, const struct tab *here, size_t unit,
                                  size_t child)
{
	size_t parent = item_at(b, child)->parent;
	const char *own = settings_points(b, child);
	size_t base = converted(b, parent);
	if (item_at(b, child)->outside)
		return base == NONE ? own : PRINT(b, "%s*100/%s", own, settings_points(b, base));
	if (workings_unscaled(b, parent))
		return own;
	const char *full = settings_sum_of_points(b, parent);
	return PRINT(b, "IF((%s)=0,%s,%s*%s/(%s))", full, own, own,
	             work(b, here, unit, b->cells->inners[parent].max), full);
}

const char *workings_max_formula(const struct book *b, const struct tab *here, size_t unit,
                                 size_t child)
{
	const struct plan_of_cells *c = b->cells;
	size_t parent = item_at(b, child)->parent;
	const struct item *p = item_at(b, parent);
	const char *has_task = work(b, here, unit, c->asked[child]);
	if (item_is_added(p))
		return max_of_summand(b, here, unit, child);
	if (p->combination->marks)
		return settings_when(b, no_task(b, parent), "redistribute",
		                     PRINT(b, "100*%s", has_task), "100");
	const char *weights = work(b, here, unit, c->inners[parent].weights);
	const char *share = PRINT(b, "%s*%s/%s", work(b, here, unit, c->inners[parent].max),
	                          settings_weight(b, child), weights);
	return PRINT(b, "IF(%s=0,0,%s)",
	             settings_when(b, no_task(b, parent), "redistribute",
	                           PRINT(b, "%s*%s", has_task, weights), weights),
	             share);
}

const char *workings_idle_mark(const struct book *b, size_t child, const char *full)
{
	size_t parent = item_at(b, child)->parent;
	const struct parameter_of p = no_task(b, parent);
	if (p.param == NULL)
		return marks_no_task(b);
	return settings_when(b, p, "redistribute", marks_no_task(b),
	                     settings_when(b, p, "full", full, "0"));
}

/* Is anything inside asked, by our own account? Also of an item whose bonus is not reported. */
static bool asked(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	if (item_is_leaf(p))
		return sheet_points(b->sheet, unit, item)->state != POINTS_NO_TASK;
	for (size_t i = 0; i < p->n_children; i++)
		if (!item_at(b, p->children[i])->outside && asked(b, unit, p->children[i]))
			return true;
	return false;
}

const ratio *workings_weights(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	const ratio *sum = ratio_of(b->arena, 0, 1);
	for (size_t i = 0; i < p->n_children; i++)
		if (asked(b, unit, p->children[i]) || !combine_redistributes(b->method, item))
			sum = ratio_add(b->arena, sum, item_at(b, p->children[i])->weight);
	return sum;
}

static const char *weights_formula(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	const char *with_task = "", *all = "";
	for (size_t i = 0; i < p->n_children; i++) {
		const char *weight = settings_weight(b, p->children[i]), *plus = i > 0 ? "+" : "";
		with_task = PRINT(b, "%s%s%s*%s", with_task, plus, weight,
		                  work(b, b->cells->work, unit, b->cells->asked[p->children[i]]));
		all = PRINT(b, "%s%s%s", all, plus, weight);
	}
	return settings_when(b, no_task(b, item), "redistribute", with_task, all);
}

/* ---- what the children come to ---- */

static const char *list_of(const struct book *b, size_t unit, size_t item, enum outside kind)
{
	const struct item *p = item_at(b, item);
	const char *list = "";
	for (size_t i = 0; i < p->n_children; i++)
		if (item_at(b, p->children[i])->outside == kind)
			list = PRINT(b, "%s%s%s", list, *list != '\0' ? "," : "",
			             cell_from(b, b->cells->work,
			                       cells_points(b, unit, p->children[i])));
	return list;
}

/* A child's share of its 100; `instead` where it does not count. */
static const char *share_of(const struct book *b, size_t unit, size_t parent, size_t child,
                            const char *instead)
{
	const char *max = cell_from(b, b->cells->work, cells_max(b, unit, child));
	const char *points = cell_from(b, b->cells->work, cells_points(b, unit, child));
	if (!item_is_weighted(item_at(b, parent)))
		return PRINT(b, "IF(%s=0,%s,%s/%s)", max, instead, points, max);
	const char *weight = settings_weight(b, child);
	return PRINT(b, "IF(OR(%s=0,%s=0),1,(%s/%s)^(%s/%s))", max, weight, points, max, weight,
	             work(b, b->cells->work, unit, b->cells->inners[parent].weights));
}

static const char *marks_formula(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	bool least = !item_is_weighted(p) && p->combination == combine_find("minimum");
	const char *shares = "", *maxima = "";
	for (size_t i = 0; i < p->n_children; i++) {
		const char *comma = i > 0 ? "," : "";
		shares = PRINT(b, "%s%s%s", shares, comma,
		               share_of(b, unit, item, p->children[i], least ? "1E+300" : "1"));
		maxima = PRINT(b, "%s%s%s", maxima, comma,
		               cell_from(b, b->cells->work, cells_max(b, unit, p->children[i])));
	}
	const char *nothing =
	        item_is_weighted(p)
	                ? PRINT(b, "OR(SUM(%s)=0,%s=0)", maxima,
	                        work(b, b->cells->work, unit, b->cells->inners[item].weights))
	                : PRINT(b, "SUM(%s)=0", maxima);
	return PRINT(b, "IF(%s,0,%s*%s(%s))", nothing,
	             work(b, b->cells->work, unit, b->cells->inners[item].max),
	             least ? "MIN" : "PRODUCT", shares);
}

static const char *inside(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	const char *list = list_of(b, unit, item, INSIDE);
	const char *text = p->combination->marks ? marks_formula(b, unit, item)
	                   : *list != '\0'       ? PRINT(b, "SUM(%s)", list)
	                                         : "0";
	if (p->parent == NONE || no_task(b, p->parent).param == NULL)
		return text;
	const struct parameter_of rule = no_task(b, p->parent);
	const char *earned = settings_when(
	        b, rule, "redistribute", text,
	        settings_when(b, rule, "full",
	                      work(b, b->cells->work, unit, b->cells->inners[item].max), "0"));
	return PRINT(b, "IF(%s=0,%s,%s)", work(b, b->cells->work, unit, b->cells->asked[item]),
	             earned, text);
}

static const char *points_formula(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	const char *text = inside(b, unit, item), *all = "";
	text = settings_when(b, settings_of_item(b->method, item, "limit"), "full",
	                     PRINT(b, "MIN(%s,%s)", text,
	                           work(b, b->cells->work, unit, b->cells->inners[item].max)),
	                     text);
	for (size_t i = 0; i < p->n_children; i++) {
		size_t child = p->children[i];
		const char *points = cell_from(b, b->cells->work, cells_points(b, unit, child));
		enum outside kind = item_at(b, child)->outside;
		all = PRINT(b, "%s%s%s", all, i > 0 ? "," : "", points);
		if (kind)
			text = PRINT(b, "%s%s%s", text, kind == OUTSIDE_BONUS ? "+" : "-", points);
	}
	return PRINT(b, "IF(COUNT(%s)<%zu,%s,%s)", all, p->n_children, marks_unreported(b), text);
}

/* Does anything inside have a task? */
static const char *asked_formula(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	const char *list = "0";
	if (item_is_leaf(p))
		return PRINT(b, "IF(%s=%s,0,1)",
		             cell_from(b, b->cells->work,
		                       cells_leaf(b, item, unit, b->cells->leaves[item].computed)),
		             marks_no_task(b));
	for (size_t i = 0; i < p->n_children; i++)
		if (!item_at(b, p->children[i])->outside)
			list = PRINT(
			        b, "%s,%s", list,
			        work(b, b->cells->work, unit, b->cells->asked[p->children[i]]));
	return PRINT(b, "MAX(%s)", list);
}

/* ---- the share of the weight that has tasks ---- */

static bool has_share(const struct book *b, size_t item)
{
	const struct item *p = item_at(b, item);
	return item_is_leaf(p) ? p->scoring->input == INPUT_COUNTS
	                       : b->cells->inners[item].assigned != NO_COLUMN;
}

/* Percent, as in its cell; of a leaf 0 or 100. */
static const ratio *share_by_us(const struct book *b, size_t unit, size_t item)
{
	struct arena *a = b->arena;
	const struct item *p = item_at(b, item);
	if (item_is_leaf(p))
		return ratio_of(
		        a, sheet_points(b->sheet, unit, item)->state == POINTS_NO_TASK ? 0 : 100,
		        1);
	const ratio *zero = ratio_of(a, 0, 1), *sum = zero, *part = zero, *plain = zero;
	long n = 0;
	for (size_t i = 0; i < p->n_children; i++) {
		const struct item *c = item_at(b, p->children[i]);
		if (c->outside || !has_share(b, p->children[i]))
			continue;
		const ratio *share = share_by_us(b, unit, p->children[i]);
		const ratio *weight = item_is_weighted(p) ? c->weight : c->points;
		sum = ratio_add(a, sum, weight);
		part = ratio_add(a, part, ratio_mul(a, weight, share));
		plain = ratio_add(a, plain, share);
		n++;
	}
	return ratio_sign(sum) ? ratio_div(a, part, sum) : ratio_div(a, plain, ratio_of(a, n, 1));
}

static const char *share_formula(const struct book *b, size_t unit, size_t item)
{
	const struct item *p = item_at(b, item);
	const char *sum = "0", *part = "0", *plain = "";
	for (size_t i = 0; i < p->n_children; i++) {
		size_t child = p->children[i];
		if (item_at(b, child)->outside || !has_share(b, child))
			continue;
		const char *weight =
		        item_is_weighted(p) ? settings_weight(b, child) : settings_points(b, child);
		const char *share =
		        item_is_leaf(item_at(b, child))
		                ? PRINT(b, "100*%s",
		                        work(b, b->cells->work, unit, b->cells->asked[child]))
		                : work(b, b->cells->work, unit, b->cells->inners[child].assigned);
		sum = PRINT(b, "%s+%s", sum, weight);
		part = PRINT(b, "%s+%s*%s", part, weight, share);
		plain = PRINT(b, "%s%s%s", plain, *plain != '\0' ? "," : "", share);
	}
	return PRINT(b, "IF(%s=0,AVERAGE(%s),(%s)/(%s))", sum, plain, part, sum);
}

/* ---- the sheet ---- */

static void leaf_cells(struct book *b, size_t unit, size_t item)
{
	const struct plan_of_cells *c = b->cells;
	const struct points *p = sheet_points(b->sheet, unit, item);
	const struct leaf_cells *leaf = &c->leaves[item];
	const struct marking m = marks_of(b, item, unit, c->work);
	struct value points = p->points != NULL ? value_number(p->points)
	                                        : value_text(book_word(b, TEXT_cell_unreported));
	book_formula(b, cells_work(b, unit, c->points[item]), STYLE_POINTS, points,
	             cell_from(b, c->work, cells_leaf(b, item, unit, leaf->points)));
	struct cell at = cells_work(b, unit, c->denominators[item]);
	if (leaf->source == NULL)
		book_number(b, at, STYLE_WORKING, marks_denominator(&m));
	else
		book_formula(b, at, STYLE_WORKING, value_number(marks_denominator(&m)),
		             leaf->source->denominator(&m));
}

static void inner_cells(struct book *b, size_t unit, size_t item)
{
	const struct inner_cells *c = &b->cells->inners[item];
	const struct points *p = sheet_points(b->sheet, unit, item);
	bool frozen = b->sheet->n_parts > 0; /* a combined period: sums of points of others */
	struct value points = p->points != NULL ? value_number(p->points)
	                                        : value_text(book_word(b, TEXT_cell_unreported));
	if (c->weights != NO_COLUMN)
		book_formula(b, cells_work(b, unit, c->weights), STYLE_WORKING,
		             value_number(workings_weights(b, unit, item)),
		             weights_formula(b, unit, item));
	if (frozen && p->max == NULL)
		book_empty(b, cells_work(b, unit, c->max), STYLE_WORKING);
	else
		book_formula(b, cells_work(b, unit, c->max), STYLE_WORKING, value_number(p->max),
		             item == 0 ? settings_points(b, 0)
		                       : workings_max_formula(b, b->cells->work, unit, item));
	if (frozen && p->points != NULL)
		book_number(b, cells_work(b, unit, c->points), STYLE_UNCOMPUTED, p->points);
	else
		book_formula(b, cells_work(b, unit, c->points), STYLE_TOTAL, points,
		             points_formula(b, unit, item));
	if (c->assigned != NO_COLUMN)
		book_formula(b, cells_work(b, unit, c->assigned), STYLE_WORKING,
		             value_number(share_by_us(b, unit, item)),
		             share_formula(b, unit, item));
}

static void unit_row(struct book *b, size_t unit)
{
	const struct plan_of_cells *c = b->cells;
	book_text(b, cells_work(b, unit, 0), STYLE_NAME,
	          book_name(b, &b->method->units[unit].named));
	for (size_t i = 0; i < b->method->n_items; i++) {
		book_formula(b, cells_work(b, unit, c->asked[i]), STYLE_WORKING,
		             value_long(b, asked(b, unit, i)), asked_formula(b, unit, i));
		if (item_is_leaf(item_at(b, i)))
			leaf_cells(b, unit, i);
		else
			inner_cells(b, unit, i);
	}
}

static void head(struct book *b, lxw_col_t col, enum text_id text, size_t item)
{
	book_column(b, (struct cell){b->cells->work, b->cells->work_head, col},
	            BOOK_FILL(b, text, book_name(b, &item_at(b, item)->named)));
}

static void heads(struct book *b)
{
	const struct plan_of_cells *c = b->cells;
	book_column(b, (struct cell){c->work, c->work_head, 0}, book_word(b, TEXT_workbook_unit));
	for (size_t i = 0; i < b->method->n_items; i++) {
		head(b, c->asked[i], TEXT_workbook_asked_of, i);
		if (item_is_leaf(item_at(b, i))) {
			head(b, c->points[i], TEXT_workbook_points_of, i);
			head(b, c->denominators[i], TEXT_workbook_denominator_of, i);
			continue;
		}
		if (c->inners[i].weights != NO_COLUMN)
			head(b, c->inners[i].weights, TEXT_workbook_weights_of, i);
		head(b, c->inners[i].max, TEXT_workbook_max_of, i);
		head(b, c->inners[i].points, TEXT_workbook_points_of, i);
		if (c->inners[i].assigned != NO_COLUMN)
			head(b, c->inners[i].assigned, TEXT_workbook_assigned_of, i);
	}
}

void workings_sheet(struct book *b)
{
	struct tab *t = b->cells->work;
	lxw_row_t row = book_head(b, t, book_word(b, TEXT_workbook_work));
	book_text(b, (struct cell){t, row++, 0}, STYLE_NOTE, book_word(b, TEXT_workbook_work_note));
	book_text(b, (struct cell){t, row, 0}, STYLE_NOTE, book_word(b, TEXT_workbook_guard_note));
	t->head = b->cells->work_head;
	t->keys = 1;
	heads(b);
	ranks_heads(b);
	for (size_t u = 0; u < b->method->n_units; u++) {
		unit_row(b, u);
		ranks_row(b, u);
	}
}
