/* scoring_relative.c - the measure beside the best, worst, mean or sum of the field.
 *
 *     form       direction   mark
 *     ratio      higher      scale x / ref
 *                lower       scale ref / x          (reference best or worst)
 *                            scale (1/x) / ref      (mean or sum: of the reciprocals 1/x)
 *     difference higher      scale (x - ref) / ref
 *                lower       scale (ref - x) / ref
 * Source:   practice catalogue method 7 (p x / x_max); OECD/JRC Handbook on Constructing
 *           Composite Indicators (2008), step 5: distance to a reference, as ratio and as
 *           difference. With sum: the normalisation of the additive ratio assessment, minima
 *           as reciprocals.
 * Range:    0 .. scale for a ratio to the best or the sum; else not limited on either side.
 * 0/0:      all of the field 0, and x too: mark = `equal` where it is given; else not defined.
 *           Nor is it for ref <= 0, for a ratio where less is better and x <= 0, and, with mean
 *           or sum of reciprocals, where any x <= 0 in the field. `missing` then decides; where
 *           that is to refuse: reference_undefined.
 * Ties:     none; equal measures have equal marks.
 * Missing:  parameter missing; such a unit is no part of the field.
 * Negative: x < 0 has a mark below 0 while ref > 0.
 * Others:   depends on other units.
 */
#include "engine/field.h"

enum { REFERENCE = FIELD_PARAMS, FORM, SCALE, EQUAL };

static const char *const references[] = {"best", "worst", "mean", "sum", NULL};
static const char *const forms[] = {"ratio", "difference", NULL};

static const struct param_spec params[] = {
        FIELD_SPECS,
        [REFERENCE] = {.name = "reference",
                       .kind = PARAM_WORD,
                       .fallback = "best",
                       .words = references},
        [FORM] = {.name = "form", .kind = PARAM_WORD, .fallback = "ratio", .words = forms},
        [SCALE] = {.name = "scale",
                   .kind = PARAM_NUMBER,
                   .fallback = "100",
                   .low = "1/1000000",
                   .high = "1000000"},
        [EQUAL] = {.name = "equal",
                   .kind = PARAM_NUMBER,
                   .fallback = "",
                   .low = "-1000000",
                   .high = "1000000"},
        {0},
};

/* Where less is better, mean and sum are those of 1 / x. */
static bool by_reciprocals(const struct leaf *l)
{
	return measure_lower(l) && scoring_is(l, FORM, "ratio") &&
	       (scoring_is(l, REFERENCE, "mean") || scoring_is(l, REFERENCE, "sum"));
}

static const ratio *sum_of_reciprocals(struct arena *a, const struct field *f)
{
	const ratio *sum = ratio_of(a, 0, 1), *one = ratio_of(a, 1, 1);
	if (ratio_sign(f->x[0]) <= 0)
		return sum;
	for (size_t i = 0; i < f->n; i++)
		sum = ratio_add(a, sum, ratio_div(a, one, f->x[i]));
	return sum;
}

static void prepare(const struct leaf *l, struct field *f)
{
	struct arena *a = l->arena;
	if (!f->n)
		return;
	const ratio *sum = by_reciprocals(l) ? sum_of_reciprocals(a, f) : f->sum;
	if (scoring_is(l, REFERENCE, "sum"))
		f->reference = sum;
	else if (scoring_is(l, REFERENCE, "mean"))
		f->reference = ratio_div(a, sum, ratio_of(a, (long)f->n, 1));
	else
		f->reference = field_best(f, scoring_is(l, REFERENCE, "best") == measure_lower(l));
	if (ratio_sign(f->reference) <= 0)
		f->reference = NULL;
}

static bool is_zero(const ratio *x)
{
	return ratio_is_exact(x) && !ratio_sign(x);
}

/* 0/0: nobody has anything. */
static bool all_zero(const struct field *f, const ratio *x)
{
	return is_zero(x) && is_zero(f->x[0]) && is_zero(f->x[f->n - 1]);
}

/* x as a multiple of the reference; the same is exactly 1. */
static const ratio *multiple(const struct leaf *l, const ratio *x, const char **formula)
{
	struct arena *a = l->arena;
	const ratio *ref = l->field->reference, *one = ratio_of(a, 1, 1);
	bool lower = measure_lower(l), inverse = by_reciprocals(l);
	const ratio *over = lower && !inverse ? ref : x, *under = lower && !inverse ? x : ref;
	if (l->explain)
		*formula = arena_print(a, inverse ? "(1 ÷ %s) ÷ %s" : "%s ÷ %s",
		                       scoring_operand(a, over), scoring_operand(a, under));
	if (over == under)
		return one;
	return ratio_div(a, inverse ? ratio_div(a, one, over) : over, under);
}

/* How far x is on the better side of the reference, in parts of it. */
static const ratio *lead(const struct leaf *l, const ratio *x, const char **formula)
{
	struct arena *a = l->arena;
	const ratio *ref = l->field->reference;
	bool lower = measure_lower(l);
	const ratio *more = lower ? ref : x, *less = lower ? x : ref;
	if (l->explain)
		*formula = arena_print(a, "(%s − %s) ÷ %s", ratio_plain(a, more),
		                       scoring_operand(a, less), scoring_operand(a, ref));
	return ratio_div(a, field_gap(a, more, less), ref);
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	const ratio *x, *equal = scoring_number(l, EQUAL), *scale = scoring_number(l, SCALE);
	const char *formula = NULL;
	if (!field_read(l, out, missing, &x))
		return;
	bool ratio_form = scoring_is(l, FORM, "ratio");
	if (equal && all_zero(l->field, x)) {
		scoring_cite_param(l, out, EQUAL);
		measure_note(l, out, "0 ÷ 0");
		measure_mark(l, out, equal, NULL);
		return;
	}
	scoring_cite_param(l, out, REFERENCE);
	scoring_cite_param(l, out, FORM);
	if (!l->field->reference || (ratio_form && measure_lower(l) && ratio_sign(x) <= 0)) {
		measure_no_reference(l, out, missing);
		return;
	}
	const ratio *part = ratio_form ? multiple(l, x, &formula) : lead(l, x, &formula);
	scoring_cite_param(l, out, SCALE);
	if (l->explain)
		formula = arena_print(a, "%s × %s", ratio_plain(a, scale), formula);
	measure_mark(l, out, ratio_mul(a, scale, part), formula);
}

/* As a ratio to the best of the field, which is no worse: 0 .. scale, unless x is below 0. */
static bool bounds(const struct leaf *l, const ratio **low, const ratio **high)
{
	struct points own = {0};
	const ratio *x;
	if (!scoring_is(l, FORM, "ratio") || !scoring_is(l, REFERENCE, "best") ||
	    !l->method->units[l->unit].assessed || !measure_read(l, &own, NULL, &x) ||
	    ratio_sign(x) < 0)
		return false;
	*low = ratio_of(l->arena, 0, 1);
	*high = scoring_number(l, SCALE);
	scoring_widen(low, high, scoring_number(l, EQUAL));
	return true;
}

const struct scoring_method scoring_relative = {
        .id = "relative",
        .name = TEXT_scoring_relative,
        .params = params,
        .measured = true,
        .depends_on_others = true,
        .bounds = bounds,
        .score = score,
        .prepare = prepare,
};
