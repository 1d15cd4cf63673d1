#include "reports/workbook_marks.h"

#include "engine/scoring.h"
#include "reports/workbook_guard.h"
#include "reports/workbook_measures.h"
#include "reports/workbook_settings.h"
#include <string.h>

#define PRINT(m, ...) arena_print((m)->b->arena, __VA_ARGS__)

enum { DECIMALS = 6 };

struct marking marks_of(struct book *b, size_t item, size_t unit, const struct tab *here)
{
	return (struct marking){.b = b,
	                        .item = item,
	                        .unit = unit,
	                        .leaf = &b->method->items[item],
	                        .cells = &b->cells->leaves[item],
	                        .points = sheet_points(b->sheet, unit, item),
	                        .here = here};
}

const char *marks_cell(const struct marking *m, lxw_col_t col)
{
	return cell_from(m->b, m->here, cells_leaf(m->b, m->item, m->unit, col));
}

const char *marks_no_task(const struct book *b)
{
	return arena_print(b->arena, "\"%s\"", book_word(b, TEXT_cell_no_task));
}

const char *marks_unreported(const struct book *b)
{
	return arena_print(b->arena, "\"%s\"", book_word(b, TEXT_cell_unreported));
}

static struct parameter_of parameter(const struct marking *m, const char *name)
{
	return settings_of_scoring(m->leaf->scoring, name);
}

static bool assessed(const struct marking *m)
{
	return m->b->method->units[m->unit].assessed;
}

const char *marks_missing(const struct marking *m)
{
	const struct parameter_of missing = parameter(m, "missing");
	const char *neutral = settings_number(m->b, parameter(m, "neutral"));
	const char *refused = marks_unreported(m->b);
	if (!assessed(m))
		return refused;
	const char *text = settings_when(m->b, missing, "zero", "0", refused);
	text = settings_when(m->b, missing, "exclude", marks_no_task(m->b), text);
	return neutral == NULL ? text : settings_when(m->b, missing, "neutral", neutral, text);
}

/* One of two, by whether a missing count stands for 0. */
static const char *when_zero(const struct marking *m, const char *yes, const char *no)
{
	return assessed(m) ? settings_when(m->b, parameter(m, "missing"), "zero", yes, no) : no;
}

const char *marks_full(const struct marking *m)
{
	const struct scoring *use = m->leaf->scoring;
	if (use->input == INPUT_JUDGED || use->method == &scoring_steps)
		return settings_literal(m->b, m->leaf->declared);
	const char *full = settings_number(m->b, settings_of_scoring(use, "full"));
	return full != NULL ? full : "100";
}

const char *marks_decimal_denominator(const struct marking *m)
{
	const char *mark = marks_cell(m, m->cells->mark);
	const char *full = PRINT(m, "ROUND(10^%d*IF(ISNUMBER(%s),100,%s),0)", DECIMALS,
	                         marks_cell(m, m->cells->department), marks_full(m));
	return PRINT(m, "IF(AND(%s>=0,ROUND(%s,%d)=%s),IFERROR(%s/GCD(ROUND(10^%d*%s,0),%s),0),0)",
	             mark, mark, DECIMALS, mark, full, DECIMALS, mark, full);
}

/* 1 where there is no number, or an idle leaf has full marks or none. */
static const char *denominator_unless_idle(const struct marking *m, const char *text)
{
	return PRINT(m, "IF(OR(NOT(ISNUMBER(%s)),%s=%s),1,%s)", marks_cell(m, m->cells->mark),
	             marks_cell(m, m->cells->computed), marks_no_task(m->b), text);
}

const ratio *marks_denominator_plain(const struct marking *m)
{
	const struct points *p = m->points;
	return guard_denominator(m->b, ratio_div(m->b->arena, p->mark, p->mark_full));
}

const ratio *marks_denominator(const struct marking *m)
{
	const struct points *p = m->points;
	if (p->state == POINTS_NO_TASK || p->mark == NULL || ratio_sign(p->mark_full) == 0)
		return ratio_of(m->b->arena, 1, 1);
	if (m->cells->source == NULL || m->cells->source->by_us == NULL)
		return marks_denominator_plain(m);
	return m->cells->source->by_us(m);
}

/* ---- completion ---- */

static const char *number_of(const struct marking *m, lxw_col_t col)
{
	return col == NO_COLUMN ? "0" : PRINT(m, "N(%s)", marks_cell(m, col));
}

static const char *limit_of(const struct marking *m)
{
	return settings_number(m->b, parameter(m, "limit"));
}

/* What of the type that covers lies beyond its limit. */
static const char *surplus(const struct marking *m)
{
	const char *id = param_text(m->b->method, parameter(m, "cover_from").param,
	                            parameter(m, "cover_from").spec);
	size_t from = method_type(m->b->method, id);
	if (from == NONE)
		return "0";
	const struct type_cells *t = &m->cells->types[from];
	return PRINT(m, "MAX(0,%s-%s*%s)", number_of(m, t->count), limit_of(m),
	             number_of(m, t->target));
}

static const char *offered(const struct marking *m, size_t type)
{
	const struct parameter_of to = parameter(m, "cover_to");
	const char *count = number_of(m, m->cells->types[type].count);
	if (method_type(m->b->method, param_text(m->b->method, to.param, to.spec)) != type)
		return count;
	return settings_when(m->b, parameter(m, "substitution"), "covering",
	                     PRINT(m, "%s+%s", count, surplus(m)), count);
}

/* Empty where counts are missing and not zero. */
static const char *unless_missing(const struct marking *m, const char *text)
{
	return when_zero(m, text,
	                 PRINT(m, "IF(%s>0,\"\",%s)", marks_cell(m, m->cells->missing), text));
}

static const char *completion_credited(const struct marking *m, size_t type)
{
	const char *text = PRINT(m, "MIN(%s,%s*%s)", offered(m, type), limit_of(m),
	                         number_of(m, m->cells->types[type].target));
	return unless_missing(
	        m, settings_when(m->b, parameter(m, "substitution"), "pooled", "\"\"", text));
}

/* What is credited of the types. */
static const char *sum_of_types(const struct marking *m)
{
	const char *list = "";
	for (size_t k = 0; k < m->b->method->n_types; k++) {
		lxw_col_t col = m->cells->types[k].credited;
		if (col != NO_COLUMN)
			list = PRINT(m, "%s%s%s", list, *list != '\0' ? "," : "",
			             marks_cell(m, col));
	}
	return PRINT(m, "SUM(%s)", list);
}

static const char *completion_credited_all(const struct marking *m)
{
	const char *pool = PRINT(m, "MIN(%s,%s*%s)", marks_cell(m, m->cells->achieved), limit_of(m),
	                         marks_cell(m, m->cells->task));
	return unless_missing(m, settings_when(m->b, parameter(m, "substitution"), "pooled", pool,
	                                       sum_of_types(m)));
}

/* The mark where no count is missing; else what its lack means. */
static const char *where_counted(const struct marking *m, const char *mark)
{
	return when_zero(m, mark,
	                 PRINT(m, "IF(%s>0,%s,%s)", marks_cell(m, m->cells->missing),
	                       marks_missing(m), mark));
}

/* The denominator: `exact` of what was worked out, else that of a plain mark. */
static const char *where_worked_out(const struct marking *m, const char *exact)
{
	const char *short_one = marks_decimal_denominator(m);
	const char *department = marks_cell(m, m->cells->department);
	const char *missing = marks_cell(m, m->cells->missing);
	const char *text = when_zero(
	        m, PRINT(m, "IF(ISNUMBER(%s),%s,%s)", department, short_one, exact),
	        PRINT(m, "IF(OR(ISNUMBER(%s),%s>0),%s,%s)", department, missing, short_one, exact));
	return denominator_unless_idle(m, text);
}

static const char *completion_mark(const struct marking *m)
{
	const char *task = marks_cell(m, m->cells->task);
	const char *mark = PRINT(m, "100*%s/%s", marks_cell(m, m->cells->credited), task);
	return PRINT(m, "IF(%s=0,%s,%s)", task, marks_no_task(m->b), where_counted(m, mark));
}

/* Decimals of targets and counts: 0 where types are whole; NONE: more than can be told. */
static size_t figure_decimals(const struct marking *m)
{
	size_t most = 0;
	for (size_t k = 0; k < m->b->method->n_types; k++)
		if (!m->b->method->types[k].whole)
			most = DECIMALS;
	return most;
}

static const char *completion_denominator(const struct marking *m)
{
	size_t limit = settings_decimals(m->b, parameter(m, "limit"));
	const char *exact = "0";
	if (limit != NONE) {
		const char *task = PRINT(m, "ROUND(10^%zu*%s,0)", limit + figure_decimals(m),
		                         marks_cell(m, m->cells->task));
		exact = PRINT(m, "IF(%s>9E+15,0,%s/GCD(ROUND(10^%zu*%s,0),%s))", task, task,
		              limit + figure_decimals(m), marks_cell(m, m->cells->credited), task);
	}
	return where_worked_out(m, exact);
}

/* ---- blend ---- */

/* The share of a type; NULL where it has none. */
static const char *share_of(const struct marking *m, size_t type)
{
	const struct param *p = parameter(m, "shares").param;
	const char *id = m->b->method->types[type].named.id;
	for (size_t i = 0; i < p->n_rows; i++)
		if (strcmp(p->rows[i].word, id) == 0)
			return settings_literal(m->b, p->rows[i].numbers[0]);
	return p->n_rows > 0 ? NULL : "1";
}

static const char *blend_credited(const struct marking *m, size_t type)
{
	const struct type_cells *t = &m->cells->types[type];
	const char *text = PRINT(m, "MIN(%s,%s*%s)", number_of(m, t->count), limit_of(m),
	                         number_of(m, t->target));
	return unless_missing(m, share_of(m, type) != NULL ? text : "0");
}

static const char *blend_credited_all(const struct marking *m)
{
	return unless_missing(m, sum_of_types(m));
}

static const char *blend_mark(const struct marking *m)
{
	const char *sum = "0", *shares = "0";
	for (size_t k = 0; k < m->b->method->n_types; k++) {
		const struct type_cells *t = &m->cells->types[k];
		const char *share = share_of(m, k);
		if (t->target == NO_COLUMN || share == NULL)
			continue;
		const char *target = number_of(m, t->target);
		sum = PRINT(m, "%s+IF(%s>0,%s*N(%s)/%s,0)", sum, target, share,
		            marks_cell(m, t->credited), target);
		shares = PRINT(m, "%s+%s*(%s>0)", shares, share, target);
	}
	return where_counted(
	        m, PRINT(m, "IF(%s=0,%s,100*(%s)/(%s))", shares, marks_no_task(m->b), sum, shares));
}

/* Not followed: a half of the last digit that a total exactly meets cannot be told. */
static const char *blend_denominator(const struct marking *m)
{
	return where_worked_out(m, "0");
}

static const ratio *blend_by_us(const struct marking *m)
{
	bool worked_out = m->points->by_department == NULL && m->points->credited != NULL;
	return worked_out ? ratio_of(m->b->arena, 0, 1) : marks_denominator_plain(m);
}

/* ---- judged ---- */

static const char *scorers(const struct marking *m)
{
	lxw_col_t last = (lxw_col_t)(m->cells->scorers + m->cells->n_scorers - 1);
	return cell_range(m->b, m->here, cells_leaf(m->b, m->item, m->unit, m->cells->scorers),
	                  cells_leaf(m->b, m->item, m->unit, last));
}

/* The sum that counts and the number of scorers in it, by whether one highest and one lowest are
 * left out. */
static const char *trimmed(const struct marking *m, const char *with, const char *without)
{
	const char *from = settings_number(m->b, parameter(m, "trim_from"));
	if (strcmp(from, "0") == 0)
		return without;
	return PRINT(m, "IF(AND(%s>0,COUNT(%s)>=%s),%s,%s)", from, scorers(m), from, with, without);
}

static const char *judged_sum(const struct marking *m)
{
	const char *s = scorers(m);
	return trimmed(m, PRINT(m, "(SUM(%s)-MAX(%s)-MIN(%s))", s, s, s), PRINT(m, "SUM(%s)", s));
}

static const char *judged_number(const struct marking *m)
{
	const char *s = scorers(m);
	return trimmed(m, PRINT(m, "(COUNT(%s)-2)", s), PRINT(m, "COUNT(%s)", s));
}

static const char *judged_mark(const struct marking *m)
{
	return PRINT(m, "IF(COUNT(%s)=0,%s,%s/%s)", scorers(m), marks_missing(m), judged_sum(m),
	             judged_number(m));
}

static const char *judged_denominator(const struct marking *m)
{
	const char *all =
	        PRINT(m, "(%s*ROUND(10^%d*%s,0))", judged_number(m), DECIMALS, marks_full(m));
	const char *exact = PRINT(m, "IFERROR(%s/GCD(ROUND(10^%d*%s,0),%s),0)", all, DECIMALS,
	                          judged_sum(m), all);
	return denominator_unless_idle(m, PRINT(m, "IF(OR(ISNUMBER(%s),COUNT(%s)=0),%s,%s)",
	                                        marks_cell(m, m->cells->department), scorers(m),
	                                        marks_decimal_denominator(m), exact));
}

static bool judged_can(const struct book *b, size_t item)
{
	return ratio_sign(b->method->items[item].declared) > 0;
}

/* ---- the table ---- */

static const struct mark_source sources[] = {
        {.method = &scoring_completion,
         .credits = true,
         .mark = completion_mark,
         .denominator = completion_denominator,
         .credited = completion_credited,
         .credited_all = completion_credited_all},
        {.method = &scoring_blend,
         .credits = true,
         .mark = blend_mark,
         .denominator = blend_denominator,
         .by_us = blend_by_us,
         .credited = blend_credited,
         .credited_all = blend_credited_all},
        {.method = &scoring_judged,
         .can = judged_can,
         .mark = judged_mark,
         .denominator = judged_denominator},
        {0},
};

/* More decimals than the formulas can tell ties by. */
static bool is_long(const struct book *b, const ratio *x)
{
	return x != NULL && ratio_cmp(ratio_round(b->arena, x, DECIMALS, ROUND_DOWN), x) != 0;
}

static bool any_long(const struct book *b, size_t item, size_t unit)
{
	const struct figures *f = b->sheet->figures;
	size_t all = all_types(b->method);
	bool found = is_long(b, figures_value(f, unit, item, f->period)->value) ||
	             is_long(b, figures_mark(f, unit, item)->mark) ||
	             is_long(b, figures_target(f, unit, item, all, f->period)->value);
	for (size_t k = 0; k < b->method->n_types; k++)
		found = found || is_long(b, figures_target(f, unit, item, k, f->period)->value) ||
		        is_long(b, figures_count(f, unit, item, k)->value);
	for (const struct judgement *j = *figures_judged(f, unit, item); j; j = j->next)
		found = found || is_long(b, j->points);
	return found;
}

static const struct mark_source *find(const struct mark_source *list, const struct book *b,
                                      size_t item)
{
	for (const struct mark_source *s = list; s->method != NULL; s++)
		if (s->method == b->method->items[item].scoring->method)
			return s->can == NULL || s->can(b, item) ? s : NULL;
	return NULL;
}

const struct mark_source *marks_source(const struct book *b, size_t item)
{
	const struct mark_source *s = find(sources, b, item);
	if (b->sheet->n_parts > 0)
		return NULL;
	for (size_t u = 0; u < b->method->n_units; u++)
		if (any_long(b, item, u))
			return NULL;
	s = s != NULL ? s : find(workbook_measures, b, item);
	return s != NULL ? s : find(workbook_distances, b, item);
}
