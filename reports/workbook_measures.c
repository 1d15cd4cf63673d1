#include "reports/workbook_measures.h"

#include "engine/measure.h"
#include "engine/scoring.h"
#include "reports/workbook_guard.h"
#include "reports/workbook_settings.h"
#include <string.h>

#define PRINT(m, ...) arena_print((m)->b->arena, __VA_ARGS__)

enum { DECIMALS = 6 };

/* ---- which uses of a method can be written ---- */

static const char *literal(const struct book *b, const struct scoring *use, const char *name)
{
	const struct parameter_of p = settings_of_scoring(use, name);
	return p.param != NULL && p.param->policy == NONE ? param_text(b->method, p.param, p.spec)
	                                                  : NULL;
}

bool measures_is_literal(const struct book *b, size_t item, const char *name, const char *word)
{
	const char *text = literal(b, b->method->items[item].scoring, name);
	return text != NULL && strcmp(text, word) == 0;
}

bool measures_can(const struct book *b, size_t item)
{
	return measures_is_literal(b, item, "log", "none") &&
	       (measures_is_literal(b, item, "of", "value") ||
	        measures_is_literal(b, item, "of", "count") ||
	        measures_is_literal(b, item, "of", "completion"));
}

static bool value_can(const struct book *b, size_t item)
{
	return measures_can(b, item);
}

/* Of counts where less is better, no target and one of 0 are not the same: not told apart here. */
bool measures_against_can(const struct book *b, size_t item)
{
	bool counts = measures_is_literal(b, item, "of", "count");
	return measures_can(b, item) &&
	       (!counts || measures_is_literal(b, item, "direction", "higher"));
}

static bool all_whole(const struct book *b)
{
	for (size_t k = 0; k < b->method->n_types; k++)
		if (!b->method->types[k].whole)
			return false;
	return true;
}

/* A completion of parts of projects may miss a threshold that it exactly meets. */
bool measures_jump_can(const struct book *b, size_t item)
{
	return measures_against_can(b, item) &&
	       (measures_is_literal(b, item, "of", "value") || all_whole(b));
}

static bool threshold_can(const struct book *b, size_t item)
{
	return measures_jump_can(b, item) && measures_is_literal(b, item, "bonus", "0");
}

/* By themselves, without a condition on another item. */
static bool bands_can(const struct book *b, size_t item)
{
	return measures_can(b, item) &&
	       (measures_is_literal(b, item, "of", "value") || all_whole(b)) &&
	       measures_is_literal(b, item, "against", "none") &&
	       measures_is_literal(b, item, "side", "") &&
	       measures_is_literal(b, item, "boundary", "inclusive") &&
	       literal(b, b->method->items[item].scoring, "direction") != NULL;
}

/* ---- the measure ---- */

static struct parameter_of parameter(const struct marking *m, const char *name)
{
	return settings_of_scoring(m->leaf->scoring, name);
}

static bool of(const struct marking *m, const char *word)
{
	return measures_is_literal(m->b, m->item, "of", word);
}

static const char *whole_sum(const struct marking *m, lxw_col_t col)
{
	return PRINT(m, "ROUND(%s,%d)", marks_cell(m, col), DECIMALS);
}

const char *measures_measure(const struct marking *m)
{
	if (of(m, "value"))
		return marks_cell(m, m->cells->value);
	if (of(m, "count"))
		return whole_sum(m, m->cells->achieved);
	return PRINT(m, "100*%s/%s", whole_sum(m, m->cells->achieved),
	             whole_sum(m, m->cells->task));
}

static const char *counts_of(const struct marking *m)
{
	const char *list = "";
	for (size_t k = 0; k < m->b->method->n_types; k++) {
		lxw_col_t col = m->cells->types[k].count;
		if (col != NO_COLUMN)
			list = PRINT(m, "%s%s%s", list, *list != '\0' ? "," : "",
			             marks_cell(m, col));
	}
	return list;
}

/* The mark where there is a measure; else what its lack means. */
const char *measures_where_measured(const struct marking *m, const char *mark)
{
	const char *missing = marks_missing(m), *no_task = marks_no_task(m->b);
	if (of(m, "value")) {
		const char *cell = marks_cell(m, m->cells->value);
		return PRINT(m, "IF(%s=\"-\",%s,IF(ISNUMBER(%s),%s,%s))", cell, no_task, cell, mark,
		             missing);
	}
	const char *none = PRINT(m, "COUNT(%s)=0", counts_of(m));
	const char *some = PRINT(m, "OR(%s,%s>0)", none, marks_cell(m, m->cells->missing));
	const char *lacks = m->b->method->units[m->unit].assessed
	                            ? settings_when(m->b, parameter(m, "missing"), "zero",
	                                            PRINT(m, "IF(%s,%s,%s)", none, missing, mark),
	                                            PRINT(m, "IF(%s,%s,%s)", some, missing, mark))
	                            : PRINT(m, "IF(%s,%s,%s)", some, missing, mark);
	if (of(m, "count"))
		return lacks;
	return PRINT(m, "IF(%s=0,%s,%s)", marks_cell(m, m->cells->task), no_task, lacks);
}

const char *measures_target(const struct marking *m)
{
	const char *given = settings_number(m->b, parameter(m, "target"));
	if (given != NULL)
		return given;
	if (of(m, "completion"))
		return "100";
	return of(m, "value") ? marks_cell(m, m->cells->target) : whole_sum(m, m->cells->task);
}

/* The same where a target asks for something: there is one, and where more is better, not of 0; of
 * counts, a sum of 0 never asks. */
const char *measures_where_asked(const struct marking *m, const char *mark, bool zero_asks)
{
	const char *t = measures_target(m), *no_task = marks_no_task(m->b);
	if (of(m, "completion") && settings_number(m->b, parameter(m, "target")) == NULL)
		return mark;
	bool values = of(m, "value") || settings_number(m->b, parameter(m, "target")) != NULL;
	const char *zero = zero_asks && values
	                           ? mark
	                           : settings_when(m->b, parameter(m, "direction"), "lower", mark,
	                                           PRINT(m, "IF(%s=0,%s,%s)", t, no_task, mark));
	return PRINT(m, "IF(ISNUMBER(%s),%s,%s)", t, zero, no_task);
}

/* The denominator of n / d in lowest terms, n and d whole. */
static const char *quotient(const struct marking *m, const char *n, const char *d)
{
	return PRINT(m, "IFERROR(IF(MAX(%s,%s)>9E+15,0,%s/GCD(%s,%s)),0)", n, d, d, n, d);
}

/* 1 where there is no number, or an idle leaf has full marks or none. */
static const char *unless_idle(const struct marking *m, const char *text)
{
	return PRINT(m, "IF(OR(NOT(ISNUMBER(%s)),%s=%s),1,%s)", marks_cell(m, m->cells->mark),
	             marks_cell(m, m->cells->computed), marks_no_task(m->b), text);
}

/* No measure: the mark is what a missing figure means. */
static const char *lacks(const struct marking *m)
{
	if (of(m, "value"))
		return PRINT(m, "NOT(ISNUMBER(%s))", marks_cell(m, m->cells->value));
	const char *none = PRINT(m, "COUNT(%s)=0", counts_of(m));
	const char *some = PRINT(m, "OR(%s,%s>0)", none, marks_cell(m, m->cells->missing));
	return m->b->method->units[m->unit].assessed
	               ? settings_when(m->b, parameter(m, "missing"), "zero", none, some)
	               : some;
}

/* `exact` for what was worked out, else that of a plain mark. */
const char *measures_where_worked_out(const struct marking *m, const char *exact)
{
	return unless_idle(m, PRINT(m, "IF(OR(ISNUMBER(%s),%s),%s,%s)",
	                            marks_cell(m, m->cells->department), lacks(m),
	                            marks_decimal_denominator(m), exact));
}

/* Was it? */
bool measures_worked_out(const struct marking *m)
{
	return m->points->by_department == NULL && m->points->measure != NULL;
}

/* ---- the measure as it is ---- */

static const char *value_mark(const struct marking *m)
{
	return measures_where_measured(m, measures_measure(m));
}

/* Of a completion it is not followed: those marks are rarely added up as they are. */
static const char *value_denominator(const struct marking *m)
{
	return of(m, "completion") ? measures_where_worked_out(m, "0")
	                           : unless_idle(m, marks_decimal_denominator(m));
}

static const ratio *value_by_us(const struct marking *m)
{
	return measures_worked_out(m) && of(m, "completion") ? ratio_of(m->b->arena, 0, 1)
	                                                     : marks_denominator_plain(m);
}

/* ---- proportional ---- */

/* x / t, or t / x where less is better, up to the limit. */
const char *measures_share(const struct marking *m, const char *t)
{
	const char *x = measures_measure(m);
	const char *limit = settings_number(m->b, parameter(m, "limit"));
	return settings_when(m->b, parameter(m, "direction"), "lower",
	                     PRINT(m, "IF(%s<=0,%s,MIN(%s/(%s),%s))", x, limit, t, x, limit),
	                     PRINT(m, "MIN((%s)/%s,%s)", x, t, limit));
}

static const char *proportional_mark(const struct marking *m)
{
	const char *low = settings_number(m->b, parameter(m, "low"));
	return measures_where_asked(
	        m,
	        measures_where_measured(
	                m, PRINT(m, "MAX(100*%s,%s)", measures_share(m, measures_target(m)), low)),
	        false);
}

/* x / t as whole numbers. */
struct fraction {
	const char *n, *d;
};

static struct fraction share_parts(const struct marking *m)
{
	const char *t = measures_target(m);
	if (!of(m, "completion"))
		return (struct fraction){
		        PRINT(m, "ROUND(10^%d*ABS(%s),0)", DECIMALS, measures_measure(m)),
		        PRINT(m, "ROUND(10^%d*%s,0)", DECIMALS, t)};
	return (struct fraction){
	        PRINT(m, "ROUND(10^%d*%s,0)", DECIMALS + 2, marks_cell(m, m->cells->achieved)),
	        PRINT(m, "ROUND(10^%d*%s*%s,0)", DECIMALS, marks_cell(m, m->cells->task), t)};
}

/* Far beyond a limit the mark is that limit; near it, it may be either. */
#define NEAR_LIMIT "1E-9"

static bool limits_known(const struct marking *m, size_t *decimals)
{
	size_t limit = settings_decimals(m->b, parameter(m, "limit")),
	       low = settings_decimals(m->b, parameter(m, "low"));
	if (limit == NONE || low == NONE || (of(m, "completion") && !all_whole(m->b)))
		return false;
	*decimals = limit > low + 2 ? limit : low + 2;
	return true;
}

static const char *proportional_denominator(const struct marking *m)
{
	size_t decimals;
	if (!limits_known(m, &decimals))
		return measures_where_worked_out(m, "0");
	const struct fraction f = share_parts(m);
	const char *exact = settings_when(m->b, parameter(m, "direction"), "lower",
	                                  quotient(m, f.d, f.n), quotient(m, f.n, f.d));
	const char *x = measures_measure(m), *t = measures_target(m);
	const char *raw = settings_when(m->b, parameter(m, "direction"), "lower",
	                                PRINT(m, "IF(%s<=0,1E+300,100*%s/(%s))", x, t, x),
	                                PRINT(m, "100*(%s)/%s", x, t));
	const char *top = PRINT(m, "100*%s", settings_number(m->b, parameter(m, "limit")));
	const char *low = settings_number(m->b, parameter(m, "low"));
	const char *beyond =
	        PRINT(m, "OR(%s>%s+" NEAR_LIMIT ",%s<%s-" NEAR_LIMIT ")", raw, top, raw, low);
	const char *near = PRINT(m, "OR(ABS(%s-%s)<=" NEAR_LIMIT ",ABS(%s-%s)<=" NEAR_LIMIT ")",
	                         raw, top, raw, low);
	return measures_where_worked_out(m, PRINT(m, "IF(%s,10^%zu,%s*IF(%s,10^%zu,1))", beyond,
	                                          decimals, exact, near, decimals));
}

static const ratio *power_of_ten(const struct marking *m, size_t n)
{
	const ratio *x = ratio_of(m->b->arena, 1, 1);
	while (n-- > 0)
		x = ratio_mul(m->b->arena, x, ratio_of(m->b->arena, 10, 1));
	return x;
}

static bool is_near(const struct marking *m, const ratio *x, const ratio *y)
{
	struct arena *a = m->b->arena;
	const ratio *gap = ratio_sub(a, ratio_max(x, y), ratio_min(x, y));
	return ratio_cmp(gap, ratio_of(a, 1, 1000000000)) <= 0;
}

/* The denominator of the quotient; 0 where one of the two whole numbers is too long. */
static const ratio *quotient_by_us(const struct marking *m, const ratio *x, const ratio *t,
                                   const ratio *over)
{
	struct arena *a = m->b->arena;
	const ratio *scale = power_of_ten(m, DECIMALS), *zero = ratio_of(a, 0, 1);
	const ratio *most = ratio_mul(a, ratio_of(a, 9, 1), power_of_ten(m, 15));
	const ratio *n = ratio_mul(a, x, scale), *d = ratio_mul(a, t, scale);
	if (of(m, "completion")) {
		n = ratio_mul(a, m->points->achieved, power_of_ten(m, DECIMALS + 2));
		d = ratio_mul(a, d, m->points->task);
	}
	if (ratio_sign(n) < 0)
		n = ratio_sub(a, zero, n);
	return ratio_cmp(ratio_max(n, d), most) > 0 ? zero : guard_denominator(m->b, over);
}

static const ratio *proportional_by_us(const struct marking *m)
{
	struct arena *a = m->b->arena;
	const struct parameter_of limit = parameter(m, "limit"), low = parameter(m, "low"),
	                          direction = parameter(m, "direction");
	const ratio *x = m->points->measure, *t = m->points->target, *hundred = ratio_of(a, 100, 1);
	bool lower =
	        strcmp(param_text(m->b->method, direction.param, direction.spec), "lower") == 0;
	size_t decimals;
	if (!measures_worked_out(m) || t == NULL)
		return marks_denominator_plain(m);
	if (!limits_known(m, &decimals))
		return ratio_of(a, 0, 1);
	const ratio *flat = power_of_ten(m, decimals);
	if (lower && ratio_sign(x) <= 0)
		return flat;
	const ratio *over = lower ? ratio_div(a, t, x) : ratio_div(a, x, t);
	const ratio *raw = ratio_mul(a, hundred, over);
	const ratio *top =
	        ratio_mul(a, hundred, param_number(a, m->b->method, limit.param, limit.spec));
	const ratio *least = param_number(a, m->b->method, low.param, low.spec);
	bool near = is_near(m, raw, top) || is_near(m, raw, least);
	if (!near && (ratio_cmp(raw, top) > 0 || ratio_cmp(raw, least) < 0))
		return flat;
	const ratio *exact = quotient_by_us(m, x, t, over);
	return near ? ratio_mul(a, exact, flat) : exact;
}

/* ---- thresholds ---- */

static const char *threshold_mark(const struct marking *m)
{
	const char *met = settings_number(m->b, parameter(m, "met")),
	           *unmet = settings_number(m->b, parameter(m, "unmet"));
	const char *x = measures_measure(m), *t = measures_target(m);
	const char *reached = settings_when(m->b, parameter(m, "direction"), "lower",
	                                    PRINT(m, "IF(%s<=%s,%s,%s)", x, t, met, unmet),
	                                    PRINT(m, "IF(%s>=%s,%s,%s)", x, t, met, unmet));
	return measures_where_asked(m, measures_where_measured(m, reached), true);
}

static const char *short_denominator(const struct marking *m)
{
	return unless_idle(m, marks_decimal_denominator(m));
}

static const char *bands_mark(const struct marking *m)
{
	const struct param *bands = parameter(m, "bands").param;
	bool lower = measures_is_literal(m->b, m->item, "direction", "lower");
	const char *text = settings_number(m->b, parameter(m, "below"));
	for (size_t i = bands->n_rows; i-- > 0;)
		text = PRINT(m, "IF(%s%s%s,%s,%s)", measures_measure(m),
		             lower ? "<=" : ">=", settings_literal(m->b, bands->rows[i].numbers[0]),
		             settings_literal(m->b, bands->rows[i].numbers[1]), text);
	return measures_where_measured(m, text);
}

const struct mark_source workbook_measures[] = {
        {.method = &scoring_value,
         .can = value_can,
         .mark = value_mark,
         .denominator = value_denominator,
         .by_us = value_by_us},
        {.method = &scoring_proportional,
         .can = measures_against_can,
         .mark = proportional_mark,
         .denominator = proportional_denominator,
         .by_us = proportional_by_us},
        {.method = &scoring_threshold,
         .can = threshold_can,
         .mark = threshold_mark,
         .denominator = short_denominator},
        {.method = &scoring_bands,
         .can = bands_can,
         .mark = bands_mark,
         .denominator = short_denominator},
        {0},
};
