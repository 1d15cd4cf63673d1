#include "reports/workbook_ranks.h"

#include "reports/workbook_guard.h"
#include "reports/workbook_marks.h"
#include "reports/workbook_settings.h"
#include <string.h>

#define PRINT(b, ...) arena_print((b)->arena, __VA_ARGS__)

static const struct param_spec on_spec = {.name = "on", .fallback = "published"};
static const struct param_spec least_spec = {.name = "min_assigned", .fallback = "0"};

static const char *own(const struct book *b, size_t unit, enum result r)
{
	return cell_from(b, b->cells->work, cells_result(b, unit, r));
}

static const char *all(const struct book *b, enum result r)
{
	return cells_over_units(b, b->cells->results[r]);
}

/* ---- who is ranked, and on what ---- */

static bool fixed_apart(const struct book *b, size_t unit)
{
	const struct unit_result *u = &b->sheet->units[unit];
	for (size_t i = 0; i < u->n_consequences; i++)
		if (u->consequences[i].consequence->effect == EFFECT_UNRANKED)
			return true;
	return false;
}

static const char *apart_formula(const struct book *b, size_t unit)
{
	const struct parameter_of least = {&b->method->min_assigned, &least_spec};
	lxw_col_t assigned = b->cells->inners[0].assigned;
	const char *share = assigned == NO_COLUMN
	                            ? "100"
	                            : cell_from(b, b->cells->work, cells_work(b, unit, assigned));
	return PRINT(b, "IF(OR(%s=1,%s<%s-1E-9),1,0)", own(b, unit, RESULT_FIXED), share,
	             settings_number(b, least));
}

static const char *key_formula(const struct book *b, size_t unit)
{
	const struct parameter_of on = {&b->method->rank_on, &on_spec};
	const char *exact = cell_from(b, b->cells->work, cells_points(b, unit, 0));
	return PRINT(b, "IF(%s=1,%s,0)", own(b, unit, RESULT_RANKED),
	             settings_when(b, on, method_rank_on[RANK_EXACT], exact,
	                           own(b, unit, RESULT_PUBLISHED)));
}

bool ranks_on_exact(const struct book *b)
{
	return strcmp(param_text(b->method, &b->method->rank_on, &on_spec),
	              method_rank_on[RANK_EXACT]) == 0;
}

static bool is_ranked(const struct book *b, size_t unit)
{
	return b->sheet->units[unit].ranked && b->cells->all_complete;
}

static const ratio *key_of(const struct book *b, size_t unit)
{
	const struct unit_result *u = &b->sheet->units[unit];
	bool exact = ranks_on_exact(b);
	if (!is_ranked(b, unit))
		return ratio_of(b->arena, 0, 1);
	return exact ? u->score : u->published;
}

/* ---- ranks ---- */

/* Ranked units of its group. */
static const char *field(const struct book *b, size_t unit)
{
	return PRINT(b, "(%s=%s)*(%s=1)", all(b, RESULT_GROUP), own(b, unit, RESULT_GROUP),
	             all(b, RESULT_RANKED));
}

/* Keys above its own, by more than doubles can be off. */
static const char *above(const struct book *b, size_t unit)
{
	return PRINT(b, "(%s-%s>2*(%s+%s))", all(b, RESULT_KEY), own(b, unit, RESULT_KEY),
	             all(b, RESULT_ERROR), own(b, unit, RESULT_ERROR));
}

static const char *equal(const struct book *b, size_t unit)
{
	return PRINT(b, "(ABS(%s-%s)<=2*(%s+%s))", all(b, RESULT_KEY), own(b, unit, RESULT_KEY),
	             all(b, RESULT_ERROR), own(b, unit, RESULT_ERROR));
}

static const char *rows(const struct book *b)
{
	return PRINT(b, "ROW(%s)", all(b, RESULT_KEY));
}

static lxw_row_t row_number(const struct book *b, size_t unit)
{
	return cells_result(b, unit, RESULT_KEY).row + 1;
}

/* Others so near that doubles cannot say whether they are equal: only exact scores can be. */
static const char *unsure(const struct book *b, size_t unit)
{
	const char *mine = own(b, unit, RESULT_COMMON), *common = all(b, RESULT_COMMON);
	const char *errors = PRINT(b, "(%s+%s)", all(b, RESULT_ERROR), own(b, unit, RESULT_ERROR));
	return PRINT(
	        b,
	        "SUMPRODUCT(%s*(%s<>%u)*(ABS(%s-%s)<=4*%s)*(((%s*%s=0)+((%s=%s)*%s+(%s<>%s)*%s*%s>"
	        "1/(8*%s)))>0))",
	        field(b, unit), rows(b), (unsigned)row_number(b, unit), all(b, RESULT_KEY),
	        own(b, unit, RESULT_KEY), errors, common, mine, common, mine, mine, common, mine,
	        common, mine, errors);
}

/* No unit before it has an equal key. */
static const char *first_formula(const struct book *b, size_t unit)
{
	return PRINT(b, "IF(SUMPRODUCT(%s*(%s<%u)*%s)=0,1,0)*%s", field(b, unit), rows(b),
	             (unsigned)row_number(b, unit), equal(b, unit), own(b, unit, RESULT_RANKED));
}

static const char *rank_formula(const struct book *b, size_t unit)
{
	const struct parameter_of on = {&b->method->rank_on, &on_spec};
	const char *better = PRINT(b, "%s*%s", field(b, unit), above(b, unit));
	const char *rank = b->method->ties == TIES_DENSE
	                           ? PRINT(b, "1+SUMPRODUCT(%s*%s)", better, all(b, RESULT_FIRST))
	                           : PRINT(b, "1+SUMPRODUCT(%s)", better);
	const char *word = PRINT(b, "\"%s\"", book_word(b, TEXT_workbook_unsure));
	const char *guarded =
	        settings_when(b, on, method_rank_on[RANK_EXACT],
	                      PRINT(b, "IF(%s>0,%s,%s)", unsure(b, unit), word, rank), rank);
	return PRINT(b, "IF(%s=1,%s,\"\")", own(b, unit, RESULT_RANKED), guarded);
}

/* Its row in the summary: assessed first; group by group, ranked ones first, higher keys first,
 * else as in the rule file. */
static const char *order_formula(const struct book *b, size_t unit)
{
	const char *group = own(b, unit, RESULT_GROUP), *ranked = own(b, unit, RESULT_RANKED);
	const char *assessed = own(b, unit, RESULT_ASSESSED);
	const char *earlier =
	        PRINT(b, "%s*(%s<%u)", equal(b, unit), rows(b), (unsigned)row_number(b, unit));
	const char *same = PRINT(b, "(%s>%s)+(%s=%s)*(%s+%s)", all(b, RESULT_RANKED), ranked,
	                         all(b, RESULT_RANKED), ranked, above(b, unit), earlier);
	return PRINT(b, "1+SUMPRODUCT((%s>%s)+(%s=%s)*((%s<%s)+(%s=%s)*(%s)))",
	             all(b, RESULT_ASSESSED), assessed, all(b, RESULT_ASSESSED), assessed,
	             all(b, RESULT_GROUP), group, all(b, RESULT_GROUP), group, same);
}

/* ---- by our own account ---- */

static bool before(const struct book *b, size_t x, size_t y)
{
	const struct method *m = b->method;
	const struct unit *ux = &m->units[x], *uy = &m->units[y];
	bool rx = is_ranked(b, x), ry = is_ranked(b, y);
	if (ux->assessed != uy->assessed)
		return ux->assessed;
	if (m->rank_in_groups && ux->group != uy->group)
		return ux->group < uy->group;
	if (rx != ry)
		return rx;
	int order = rx ? ratio_cmp(key_of(b, x), key_of(b, y)) : 0;
	return order != 0 ? order > 0 : x < y;
}

static size_t place_of(const struct book *b, size_t unit)
{
	size_t n = 0;
	for (size_t i = 0; i < b->method->n_units; i++)
		n += before(b, i, unit);
	return n;
}

static bool is_first(const struct book *b, size_t unit)
{
	const struct unit *units = b->method->units;
	for (size_t i = 0; i < unit; i++)
		if (is_ranked(b, i) &&
		    (!b->method->rank_in_groups || units[i].group == units[unit].group) &&
		    ratio_cmp(key_of(b, i), key_of(b, unit)) == 0)
			return false;
	return is_ranked(b, unit);
}

const size_t *ranks_order(const struct book *b)
{
	size_t *order = ARENA_NEWS(b->arena, size_t, b->method->n_units);
	for (size_t u = 0; u < b->method->n_units; u++)
		order[place_of(b, u)] = u;
	return order;
}

/* ---- the columns ---- */

struct tasks {
	const ratio *sum;
	const char *formula;
};

static struct tasks tasks_of(const struct book *b, size_t unit)
{
	struct tasks t = {ratio_of(b->arena, 0, 1), "0"};
	for (size_t i = 0; i < b->method->n_items; i++) {
		const struct points *p = sheet_points(b->sheet, unit, i);
		const struct tab *here = b->cells->work;
		if (!item_is_leaf(&b->method->items[i]) || b->cells->leaves[i].task == NO_COLUMN)
			continue;
		if (p->task != NULL && p->max != NULL && ratio_sign(p->max) > 0)
			t.sum = ratio_add(b->arena, t.sum, p->task);
		t.formula =
		        PRINT(b, "%s+%s*(%s>0)", t.formula,
		              cell_from(b, here, cells_leaf(b, i, unit, b->cells->leaves[i].task)),
		              cell_from(b, here, cells_leaf(b, i, unit, b->cells->leaves[i].max)));
	}
	return t;
}

const ratio *ranks_tasks(const struct book *b, size_t unit)
{
	return tasks_of(b, unit).sum;
}

void ranks_heads(struct book *b)
{
	static const enum text_id texts[RESULTS] = {
	        [RESULT_ASSESSED] = TEXT_workbook_assessed,
	        [RESULT_GROUP] = TEXT_workbook_group,
	        [RESULT_TASKS] = TEXT_workbook_tasks,
	        [RESULT_SIZE] = TEXT_workbook_size,
	        [RESULT_ERROR] = TEXT_workbook_error,
	        [RESULT_COMMON] = TEXT_workbook_common,
	        [RESULT_SURE] = TEXT_workbook_sure,
	        [RESULT_PUBLISHED] = TEXT_workbook_published,
	        [RESULT_FIXED] = TEXT_workbook_fixed,
	        [RESULT_APART] = TEXT_workbook_apart,
	        [RESULT_RANKED] = TEXT_workbook_ranked,
	        [RESULT_KEY] = TEXT_workbook_key,
	        [RESULT_FIRST] = TEXT_workbook_first,
	        [RESULT_RANK] = TEXT_workbook_rank,
	        [RESULT_ORDER] = TEXT_workbook_order,
	};
	for (size_t i = 0; i < RESULTS; i++)
		book_column(
		        b, (struct cell){b->cells->work, b->cells->work_head, b->cells->results[i]},
		        book_word(b, texts[i]));
}

static void score_cells(struct book *b, size_t unit)
{
	const struct unit_result *u = &b->sheet->units[unit];
	const struct guarded g = b->cells->guards[unit];
	const char *word = g.sure             ? book_word(b, TEXT_workbook_good)
	                   : u->score != NULL ? book_word(b, TEXT_workbook_unsure)
	                                      : "";
	book_formula(b, cells_result(b, unit, RESULT_SIZE), STYLE_WORKING, value_number(g.size),
	             guard_size_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_ERROR), STYLE_WORKING, value_number(g.error),
	             guard_error_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_COMMON), STYLE_WORKING, value_number(g.common),
	             guard_common_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_SURE), STYLE_WORKING, value_text(word),
	             guard_sure_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_PUBLISHED), STYLE_TOTAL,
	             cells_published(b, unit), guard_published_formula(b, unit));
}

void ranks_row(struct book *b, size_t unit)
{
	const struct unit *x = &b->method->units[unit];
	const struct unit_result *u = &b->sheet->units[unit];
	const struct tasks tasks = tasks_of(b, unit);
	bool ranked = is_ranked(b, unit);
	size_t group = !b->method->rank_in_groups ? 0
	               : x->group == NONE         ? b->method->n_groups
	                                          : x->group;
	book_number(b, cells_result(b, unit, RESULT_ASSESSED), STYLE_WORKING,
	            ratio_of(b->arena, x->assessed, 1));
	book_number(b, cells_result(b, unit, RESULT_GROUP), STYLE_WORKING,
	            ratio_of(b->arena, (long)group, 1));
	book_formula(b, cells_result(b, unit, RESULT_TASKS), STYLE_WORKING, value_number(tasks.sum),
	             tasks.formula);
	score_cells(b, unit);
	book_number(b, cells_result(b, unit, RESULT_FIXED), STYLE_WORKING,
	            ratio_of(b->arena, fixed_apart(b, unit), 1));
	book_formula(b, cells_result(b, unit, RESULT_APART), STYLE_WORKING, value_long(b, u->apart),
	             apart_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_RANKED), STYLE_WORKING, value_long(b, ranked),
	             PRINT(b, "%s*%s*(1-%s)", own(b, unit, RESULT_ASSESSED), settings_complete,
	                   own(b, unit, RESULT_APART)));
	book_formula(b, cells_result(b, unit, RESULT_KEY), STYLE_WORKING,
	             value_number(key_of(b, unit)), key_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_FIRST), STYLE_WORKING,
	             value_long(b, is_first(b, unit)), first_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_RANK), STYLE_RANK, cells_rank(b, unit),
	             rank_formula(b, unit));
	book_formula(b, cells_result(b, unit, RESULT_ORDER), STYLE_WORKING,
	             value_long(b, (long)place_of(b, unit) + 1), order_formula(b, unit));
}
