#include "reports/workbook_guard.h"

#include "engine/combine.h"
#include "reports/workbook_marks.h"
#include "reports/workbook_ranks.h"
#include "reports/workbook_settings.h"
#include "reports/workbook_workings.h"
#include <stdlib.h>
#include <string.h>

#define PRINT(b, ...) arena_print((b)->arena, __VA_ARGS__)

enum { DECIMALS_MOST = 6, DIGITS_MOST = 15, TIE_WIDTH = 8 };

/* ---- e ---- */

/* Operations on the way to one part and to the sum of all, each off by 2^-53 at most. Upward of one
 * item: its weight's sum, product and quotient; of a mark: sums over types or scorers, and a few.
 */
static long operations(const struct method *m)
{
	enum { PER_ITEM = 5, PER_TYPE = 4, OTHERS = 64 };
	return PER_ITEM * (long)m->n_items + PER_TYPE * (long)m->n_types + OTHERS;
}

/* 2 P K 2^-53, up to the next power of two, so that its double is exact. */
const ratio *guard_error(const struct book *b)
{
	struct arena *a = b->arena;
	const ratio *bound =
	        ratio_mul(a, b->method->items[0].points, ratio_of(a, 2 * operations(b->method), 1));
	const ratio *half = ratio_of(a, 1, 2), *two = ratio_of(a, 2, 1), *power = ratio_of(a, 1, 1);
	while (ratio_cmp(power, bound) < 0)
		power = ratio_mul(a, power, two);
	for (int i = 0; i < 53; i++)
		power = ratio_mul(a, power, half);
	return power;
}

/* ---- D ---- */

static size_t decimals_of(const struct book *b, const ratio *x)
{
	unsigned n = 0;
	while (n <= DECIMALS_MOST && ratio_cmp(ratio_round(b->arena, x, n, ROUND_DOWN), x) != 0)
		n += 2;
	return n;
}

static const ratio *power_of_ten(const struct book *b, size_t n)
{
	const ratio *x = ratio_of(b->arena, 1, 1);
	while (n-- > 0)
		x = ratio_mul(b->arena, x, ratio_of(b->arena, 10, 1));
	return x;
}

const ratio *guard_scale(const struct book *b)
{
	const struct method *m = b->method;
	size_t most = 0;
	for (size_t i = 0; i < m->n_items; i++) {
		size_t parent = m->items[i].parent;
		bool points = parent == NONE || item_is_added(&m->items[parent]);
		if (!points && !item_is_weighted(&m->items[parent]))
			continue;
		size_t n = decimals_of(b, points ? m->items[i].points : m->items[i].weight);
		most = n > most ? n : most;
	}
	return most > DECIMALS_MOST ? ratio_of(b->arena, 0, 1) : power_of_ten(b, most);
}

static const ratio *too_long(const struct book *b)
{
	return ratio_mul(b->arena, ratio_of(b->arena, 9, 1), power_of_ten(b, DIGITS_MOST));
}

const ratio *guard_denominator(const struct book *b, const ratio *x)
{
	const ratio *zero = ratio_of(b->arena, 0, 1);
	if (!ratio_is_exact(x))
		return zero;
	const char *slash = strchr(ratio_exact(b->arena, x), '/');
	if (slash == NULL)
		return ratio_of(b->arena, 1, 1);
	if (strlen(slash + 1) > DIGITS_MOST)
		return zero;
	return ratio_read(b->arena, slash + 1);
}

/* The least common multiple; both whole and short enough for a long. 0 stays 0. */
static const ratio *common_multiple(const struct book *b, const ratio *x, const ratio *y)
{
	struct arena *a = b->arena;
	if (ratio_sign(x) == 0 || ratio_sign(y) == 0)
		return ratio_of(a, 0, 1);
	/* x / y in lowest terms has the denominator y / gcd. */
	const ratio *part = ratio_div(a, x, y);
	const char *slash = strchr(ratio_exact(a, part), '/');
	return slash == NULL ? x : ratio_mul(a, x, ratio_read(a, slash + 1));
}

/* Items whose points have a factor in their denominator: what their children share is divided by
 * it. NULL where there is none. As a formula, and by our own account. */
static bool divides(const struct book *b, size_t item)
{
	const struct item *p = &b->method->items[item];
	return !item_is_leaf(p) &&
	       (item_is_weighted(p) || (item_is_added(p) && !workings_unscaled(b, item)));
}

/* How the denominators of the marks make that of the total: none where a root is taken, or a bonus
 * is converted. What lies in a product multiplies; everything else has a common multiple. */
enum joined { JOINED_NOT, JOINED_MULTIPLE, JOINED_PRODUCT };

static enum joined joined(const struct book *b)
{
	const struct method *m = b->method;
	const struct combination *product = combine_find("product");
	enum joined how = JOINED_MULTIPLE;
	bool marks = false, outside = false;
	for (size_t i = 0; i < m->n_items; i++) {
		const struct combination *c = m->items[i].combination;
		outside |= m->items[i].outside != INSIDE;
		marks |= c != NULL && c->marks;
		if (c != NULL && c->marks && c->carries == SHARE_WEIGHT)
			return JOINED_NOT;
		how = c == product ? JOINED_PRODUCT : how;
	}
	return (marks && outside) || b->sheet->n_parts > 0 ? JOINED_NOT : how;
}

static const ratio *common_of(struct book *b, size_t unit)
{
	const struct method *m = b->method;
	struct arena *a = b->arena;
	const ratio *scale = guard_scale(b), *common = ratio_of(a, 1, 1), *zero = ratio_of(a, 0, 1);
	const enum joined how = joined(b);
	if (how == JOINED_NOT)
		return zero;
	for (size_t i = 0; i < m->n_items; i++) {
		if (!item_is_leaf(&m->items[i]))
			continue;
		const struct marking mark = marks_of(b, i, unit, b->cells->work);
		const ratio *own = marks_denominator(&mark);
		common = how == JOINED_PRODUCT ? ratio_mul(a, common, own)
		                               : common_multiple(b, common, own);
		if (ratio_cmp(common, too_long(b)) > 0)
			return zero;
	}
	for (size_t i = 0; i < m->n_items; i++) {
		if (!divides(b, i))
			continue;
		const ratio *by = item_is_weighted(&m->items[i]) ? workings_weights(b, unit, i)
		                                                 : m->items[i].points;
		by = ratio_mul(a, by, scale);
		common = ratio_mul(a, common, ratio_sign(by) > 0 ? by : ratio_of(a, 1, 1));
	}
	common = ratio_mul(a, common, scale);
	return ratio_cmp(common, too_long(b)) > 0 || !ratio_is_whole(common) ? zero : common;
}

const char *guard_common_formula(const struct book *b, size_t unit)
{
	const struct method *m = b->method;
	const struct plan_of_cells *c = b->cells;
	const enum joined how = joined(b);
	if (how == JOINED_NOT)
		return "0";
	const char *text = PRINT(b, "%s(%s:%s)*%s", how == JOINED_PRODUCT ? "PRODUCT" : "LCM",
	                         cell_from(b, c->work, cells_work(b, unit, c->first_denominator)),
	                         cell_from(b, c->work, cells_work(b, unit, c->last_denominator)),
	                         settings_scale);
	for (size_t i = 0; i < m->n_items; i++)
		if (divides(b, i))
			text = PRINT(b, "%s*MAX(1,ROUND((%s)*%s,0))", text,
			             item_is_weighted(&m->items[i])
			                     ? cell_from(b, c->work,
			                                 cells_work(b, unit, c->inners[i].weights))
			                     : settings_sum_of_points(b, i),
			             settings_scale);
	return PRINT(b, "IFERROR(IF(%s>9E+15,0,%s),0)", text, text);
}

/* ---- the unit ---- */

static const ratio *magnitude(struct arena *a, const ratio *x)
{
	return ratio_sign(x) < 0 ? ratio_sub(a, ratio_of(a, 0, 1), x) : x;
}

/* How far the total is from where its last digit turns. */
static const ratio *distance(const struct book *b, const ratio *total)
{
	struct arena *a = b->arena;
	const ratio *scaled =
	        ratio_mul(a, magnitude(a, total), power_of_ten(b, b->method->decimals));
	const ratio *part = ratio_sub(a, scaled, ratio_round(a, scaled, 0, ROUND_DOWN));
	const ratio *half = ratio_of(a, 1, 2), *from = magnitude(a, ratio_sub(a, part, half));
	bool halves =
	        b->method->rounding == ROUND_HALF_UP || b->method->rounding == ROUND_HALF_EVEN;
	return ratio_div(a, halves ? from : ratio_sub(a, half, from),
	                 power_of_ten(b, b->method->decimals));
}

static struct guarded guard_of(struct book *b, size_t unit)
{
	const struct method *m = b->method;
	struct arena *a = b->arena;
	const struct unit_result *u = &b->sheet->units[unit];
	const ratio *size = ratio_of(a, 0, 1), *full = m->items[0].points;
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]) && u->items[i].points != NULL)
			size = ratio_add(a, size, magnitude(a, u->items[i].points));
	struct guarded g = {.size = size, .error = guard_error(b), .common = common_of(b, unit)};
	const ratio *twice = ratio_mul(a, full, ratio_of(a, 2, 1));
	if (ratio_cmp(size, twice) > 0)
		g.error = ratio_div(a, ratio_mul(a, g.error, size), twice);
	if (u->score == NULL)
		return g;
	const ratio *width = ratio_mul(a, g.error, ratio_of(a, TIE_WIDTH, 1));
	const ratio *unit_of_last = ratio_mul(a, width, power_of_ten(b, m->decimals));
	const ratio *most = ratio_div(a, ratio_of(a, 1, 2), unit_of_last);
	g.sure = ratio_cmp(distance(b, u->score), width) > 0 ||
	         (ratio_sign(g.common) > 0 && ratio_cmp(g.common, most) <= 0);
	return g;
}

/* Is there another that it may equal on exact scores, without doubles being able to tell? */
static bool may_be_equal(const struct book *b, const struct guarded *list, size_t x, size_t y)
{
	struct arena *a = b->arena;
	const ratio *one = b->sheet->units[x].score, *other = b->sheet->units[y].score;
	const ratio *error = ratio_add(a, list[x].error, list[y].error), *common = list[x].common;
	const ratio *gap = magnitude(a, ratio_sub(a, one, other));
	if (ratio_cmp(gap, ratio_mul(a, error, ratio_of(a, TIE_WIDTH / 2, 1))) > 0)
		return false;
	if (ratio_cmp(common, list[y].common) != 0)
		common = ratio_mul(a, common, list[y].common);
	const ratio *most = ratio_div(a, ratio_of(a, 1, TIE_WIDTH), error);
	return ratio_sign(common) == 0 || ratio_cmp(common, most) > 0;
}

static bool rank_sure(const struct book *b, const struct guarded *list, size_t unit)
{
	const struct method *m = b->method;
	for (size_t i = 0; i < m->n_units; i++) {
		bool together = !m->rank_in_groups || m->units[i].group == m->units[unit].group;
		if (i != unit && together && b->sheet->units[i].ranked &&
		    may_be_equal(b, list, unit, i))
			return false;
	}
	return true;
}

void guard_units(struct book *b)
{
	struct guarded *list = ARENA_NEWS(b->arena, struct guarded, b->method->n_units);
	b->cells->all_complete = true;
	for (size_t u = 0; u < b->method->n_units; u++) {
		list[u] = guard_of(b, u);
		b->cells->all_complete &= list[u].sure || !b->method->units[u].assessed;
	}
	for (size_t u = 0; u < b->method->n_units; u++)
		list[u].rank_sure =
		        !ranks_on_exact(b) || !b->sheet->units[u].ranked || rank_sure(b, list, u);
	b->cells->guards = list;
}

/* ---- formulas ---- */

static const char *result(const struct book *b, size_t unit, enum result r)
{
	return cell_from(b, b->cells->work, cells_result(b, unit, r));
}

static const char *total(const struct book *b, size_t unit)
{
	return cell_from(b, b->cells->work, cells_points(b, unit, 0));
}

const char *guard_size_formula(const struct book *b, size_t unit)
{
	const struct plan_of_cells *c = b->cells;
	const char *range =
	        PRINT(b, "%s:%s", cell_from(b, c->work, cells_work(b, unit, c->first_points)),
	              cell_from(b, c->work, cells_work(b, unit, c->last_points)));
	return PRINT(b, "SUMIF(%s,\">0\")-SUMIF(%s,\"<0\")", range, range);
}

const char *guard_error_formula(const struct book *b, size_t unit)
{
	return PRINT(b, "%s*MAX(1,%s/(2*%s))", settings_error, result(b, unit, RESULT_SIZE),
	             settings_points(b, 0));
}

static const char *distance_formula(const struct book *b, size_t unit)
{
	unsigned d = b->method->decimals;
	const char *half = PRINT(b, "ABS(MOD(ABS(%s)*10^%u,1)-0.5)", total(b, unit), d);
	bool halves =
	        b->method->rounding == ROUND_HALF_UP || b->method->rounding == ROUND_HALF_EVEN;
	return PRINT(b, halves ? "%s/10^%u" : "(0.5-%s)/10^%u", half, d);
}

const char *guard_sure_formula(const struct book *b, size_t unit)
{
	const char *common = result(b, unit, RESULT_COMMON), *error = result(b, unit, RESULT_ERROR);
	return PRINT(b,
	             "IF(ISNUMBER(%s),IF(OR(%s>%d*%s,AND(%s>0,%s<=1/(%d*10^%u*%s))),\"%s\",\"%s\"),"
	             "\"\")",
	             total(b, unit), distance_formula(b, unit), TIE_WIDTH, error, common, common,
	             2 * TIE_WIDTH, b->method->decimals, error, book_word(b, TEXT_workbook_good),
	             book_word(b, TEXT_workbook_unsure));
}

static const char *rounded(const struct book *b, size_t unit)
{
	const char *x = total(b, unit), *e = result(b, unit, RESULT_ERROR);
	unsigned d = b->method->decimals;
	switch (b->method->rounding) {
	case ROUND_HALF_EVEN:
		return PRINT(b,
		             "IF(%s<=2*%s,SIGN(%s)*2*ROUND(ABS(%s)*10^%u/2,0)/10^%u,ROUND(%s,%u))",
		             distance_formula(b, unit), e, x, x, d, d, x, d);
	case ROUND_DOWN:
		return PRINT(b, "ROUNDDOWN(%s+SIGN(%s)*2*%s,%u)", x, x, e, d);
	case ROUND_UP:
		return PRINT(b, "ROUNDUP(%s-SIGN(%s)*2*%s,%u)", x, x, e, d);
	default:
		return PRINT(b, "ROUND(%s+SIGN(%s)*2*%s,%u)", x, x, e, d);
	}
}

const char *guard_published_formula(const struct book *b, size_t unit)
{
	const char *sure = result(b, unit, RESULT_SURE);
	return PRINT(b, "IF(%s=\"%s\",%s,IF(%s=\"\",%s,%s))", sure,
	             book_word(b, TEXT_workbook_good), rounded(b, unit), sure, marks_unreported(b),
	             sure);
}
