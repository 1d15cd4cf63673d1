/* scoring_minmax.c - where the measure lies between the least and the greatest of the field.
 *
 *     higher is better    mark = from + (to - from) (x - min) / (max - min)
 *     lower is better     mark = from + (to - from) (max - x) / (max - min)
 * Source:   practice catalogue method 9 (Gaoan commerce bureau 2021, from 60 to 100, called
 *           功效系数); OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5.
 * Range:    from (0) .. to (100) for units of the field; beyond for a unit that is not assessed.
 * 0/0:      max = min, so also for a unit alone in the field: mark = `equal`, else `to`. A unit
 * that is not assessed and differs from them all is not defined then (not reported). Ties: none;
 * equal measures have equal marks. Missing:  parameter missing; such a unit is no part of the
 * field. Negative: x may be; from and to too. Others:   depends on other units: one outlier moves
 * everybody's mark.
 */
#include "engine/field.h"
#include "engine/possible.h"

enum { FROM = FIELD_PARAMS, TO, EQUAL };

static const struct param_spec params[] = {
        FIELD_SPECS,
        [FROM] = {.name = "from",
                  .kind = PARAM_NUMBER,
                  .fallback = "0",
                  .low = "-1000000",
                  .high = "1000000"},
        [TO] = {.name = "to",
                .kind = PARAM_NUMBER,
                .fallback = "100",
                .low = "-1000000",
                .high = "1000000"},
        [EQUAL] = {.name = "equal",
                   .kind = PARAM_NUMBER,
                   .fallback = "",
                   .low = "-1000000",
                   .high = "1000000"},
        {0},
};

static void level(const struct leaf *l, struct points *out, struct diag_list *missing,
                  const ratio *x)
{
	const ratio *equal = scoring_number(l, EQUAL), *same = l->field->x[0];
	if (x != same && (ratio_cmp(x, same) || !ratio_tells(x, same))) {
		measure_no_reference(l, out, missing);
		return;
	}
	scoring_cite_param(l, out, equal ? EQUAL : TO);
	measure_note(l, out,
	             l->explain
	                     ? arena_print(l->arena, "max = min = %s", ratio_plain(l->arena, same))
	                     : NULL);
	measure_mark(l, out, equal ? equal : scoring_number(l, TO), NULL);
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	const ratio *x, *from = scoring_number(l, FROM), *to = scoring_number(l, TO);
	if (!field_read(l, out, missing, &x))
		return;
	if (field_is_level(l->field)) {
		level(l, out, missing, x);
		return;
	}
	bool lower = measure_lower(l);
	const ratio *worst = field_best(l->field, !lower), *best = field_best(l->field, lower);
	const ratio *more = lower ? worst : x, *less = lower ? x : worst,
	            *max = lower ? worst : best, *min = lower ? best : worst,
	            *reach = ratio_sub(a, to, from);
	const ratio *part =
	        x == best ? ratio_of(a, 1, 1)
	                  : ratio_div(a, field_gap(a, more, less), ratio_sub(a, max, min));
	scoring_cite_param(l, out, FROM);
	scoring_cite_param(l, out, TO);
	const char *text = NULL;
	if (l->explain)
		text = arena_print(a, "%s(%s − %s) ÷ (%s − %s)", field_before(a, from, reach),
		                   ratio_plain(a, more), scoring_operand(a, less),
		                   scoring_operand(a, max), scoring_operand(a, min));
	measure_mark(l, out, ratio_add(a, from, ratio_mul(a, reach, part)), text);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	possible_order(m, use, FROM, TO, false, log);
}

/* Within the field, and where all of it is equal; nothing limits who is not in it. */
static bool bounds(const struct leaf *l, const ratio **low, const ratio **high)
{
	*low = scoring_number(l, FROM);
	*high = scoring_number(l, TO);
	scoring_widen(low, high, scoring_number(l, EQUAL));
	return l->method->units[l->unit].assessed;
}

const struct scoring_method scoring_minmax = {
        .id = "minmax",
        .name = TEXT_scoring_minmax,
        .params = params,
        .measured = true,
        .depends_on_others = true,
        .bounds = bounds,
        .score = score,
        .check = check,
};
