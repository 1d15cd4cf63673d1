/* scoring_zscore.c - how many standard deviations the measure is from the mean of the field.
 *
 *     higher is better    mark = centre + scale (x - mean) / s
 *     lower is better     mark = centre + scale (mean - x) / s
 *     s^2 = sum of (x_i - mean)^2 over the field, divided by n - 1 (sd = sample) or n (population)
 * Source:   OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5
 *           (standardisation); its worked table uses n - 1.
 * Range:    not limited; with the defaults (centre 0, scale 1) about -3 .. 3, so that the points of
 *           a rule file of 100 points are the weighted mean of z.
 * 0/0:      s = 0, all of the field equal, so also for a unit alone in it: mark = centre. A unit
 *           that is not assessed and differs from them all is not defined then (not reported).
 * Ties:     none; equal measures have equal marks.
 * Missing:  parameter missing; such a unit is no part of mean and deviation.
 * Negative: x and marks may be.
 * Inexact:  s is a root: its error is carried, exact where the root is rational. z = 0 is exact.
 * Others:   depends on other units.
 */
#include "engine/field.h"
#include "engine/irrational.h"

enum { CENTRE = FIELD_PARAMS, SCALE, SD };

static const char *const sds[] = {"sample", "population", NULL};

static const struct param_spec params[] = {
        FIELD_SPECS,
        [CENTRE] = {.name = "centre",
                    .kind = PARAM_NUMBER,
                    .fallback = "0",
                    .low = "-1000000",
                    .high = "1000000"},
        [SCALE] = {.name = "scale",
                   .kind = PARAM_NUMBER,
                   .fallback = "1",
                   .low = "1/1000000",
                   .high = "1000000"},
        [SD] = {.name = "sd", .kind = PARAM_WORD, .fallback = "sample", .words = sds},
        {0},
};

static void prepare(const struct leaf *l, struct field *f)
{
	struct arena *a = l->arena;
	if (!f->n)
		return;
	f->reference = field_is_level(f) ? f->x[0] : field_mean(a, f);
	if (field_is_level(f))
		return;
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t i = 0; i < f->n; i++) {
		const ratio *gap = ratio_sub(a, f->x[i], f->reference);
		sum = ratio_add(a, sum, ratio_mul(a, gap, gap));
	}
	long n = (long)f->n - (scoring_is(l, SD, "sample") ? 1 : 0);
	f->spread = ratio_sqrt(a, ratio_div(a, sum, ratio_of(a, n, 1)));
}

static bool same(const ratio *x, const ratio *y)
{
	return x == y || (!ratio_cmp(x, y) && ratio_tells(x, y));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	const ratio *x, *centre = scoring_number(l, CENTRE), *scale = scoring_number(l, SCALE);
	if (!field_read(l, out, missing, &x))
		return;
	const ratio *mean = l->field->reference, *s = l->field->spread;
	scoring_cite_param(l, out, CENTRE);
	if (same(x, mean)) {
		measure_note(l, out,
		             l->explain ? arena_print(a, "%s = x̄", ratio_plain(a, x)) : NULL);
		measure_mark(l, out, centre, NULL);
		return;
	}
	if (!s) {
		measure_no_reference(l, out, missing);
		return;
	}
	scoring_cite_param(l, out, SCALE);
	scoring_cite_param(l, out, SD);
	bool lower = measure_lower(l);
	const ratio *more = lower ? mean : x, *less = lower ? x : mean;
	const ratio *z = ratio_div(a, ratio_sub(a, more, less), s);
	const char *text = NULL;
	if (l->explain)
		text = arena_print(a, "%s(%s − %s) ÷ %s", field_before(a, centre, scale),
		                   ratio_plain(a, more), scoring_operand(a, less),
		                   scoring_operand(a, s));
	measure_mark(l, out, ratio_add(a, centre, ratio_mul(a, scale, z)), text);
}

const struct scoring_method scoring_zscore = {
        .id = "zscore",
        .name = TEXT_scoring_zscore,
        .params = params,
        .measured = true,
        .depends_on_others = true,
        .score = score,
        .prepare = prepare,
};
