/* scoring_average.c - so much more for being above the mean of the field, so much less below it.
 *
 *     mark = clamp(start + over d / per, low, high)      d >= 0
 *     mark = clamp(start - under |d| / per, low, high)   d < 0
 * d = x - mean, or mean - x where lower is better; parts of a step count in proportion.
 * Source:   practice catalogue method 11 (p plus or minus k per point above or below the mean,
 *           bounded).
 * Range:    low (0) .. high (100).
 * 0/0:      nothing is divided by a figure. All equal, or a unit alone in the field: d = 0, start.
 * Ties:     none; equal measures have equal marks.
 * Missing:  parameter missing; such a unit is no part of the mean.
 * Negative: x may be.
 * Others:   depends on other units.
 */
#include "engine/field.h"
#include "engine/possible.h"

enum { START = FIELD_PARAMS, OVER, UNDER, PER, LOW, HIGH };

static const struct param_spec params[] = {
        FIELD_SPECS,
        [START] = {.name = "start", .kind = PARAM_NUMBER, .low = "-1000000", .high = "1000000"},
        [OVER] = {.name = "over", .kind = PARAM_NUMBER, .low = "0", .high = "1000000"},
        [UNDER] = {.name = "under", .kind = PARAM_NUMBER, .low = "0", .high = "1000000"},
        [PER] = {.name = "per",
                 .kind = PARAM_NUMBER,
                 .fallback = "1",
                 .low = "1/1000000",
                 .high = "1000000000000"},
        [LOW] = {.name = "low",
                 .kind = PARAM_NUMBER,
                 .fallback = "0",
                 .low = "-1000000",
                 .high = "1000000"},
        [HIGH] = {.name = "high",
                  .kind = PARAM_NUMBER,
                  .fallback = "100",
                  .low = "-1000000",
                  .high = "1000000"},
        {0},
};

static void prepare(const struct leaf *l, struct field *f)
{
	if (f->n)
		f->reference = field_is_level(f) ? f->x[0] : field_mean(l->arena, f);
}

/* "80 + 2 × (15 − 12)"; gap is above 0. */
static const char *moved(const struct leaf *l, const ratio *more, const ratio *less, size_t rate,
                         const char *sign)
{
	struct arena *a = l->arena;
	const ratio *per = scoring_number(l, PER);
	bool single = !ratio_cmp(per, ratio_of(a, 1, 1));
	return arena_print(a, "%s %s %s × (%s − %s)%s%s", ratio_plain(a, scoring_number(l, START)),
	                   sign, scoring_operand(a, scoring_number(l, rate)), ratio_plain(a, more),
	                   scoring_operand(a, less), single ? "" : " ÷ ",
	                   single ? "" : scoring_operand(a, per));
}

static const char *explain(const struct leaf *l, struct points *out, const ratio *x,
                           const ratio *plain, bool over)
{
	struct arena *a = l->arena;
	const ratio *mean = l->field->reference, *low = scoring_number(l, LOW),
	            *high = scoring_number(l, HIGH);
	size_t rate = over ? OVER : UNDER;
	bool lower = measure_lower(l), more = over != lower;
	int cut = ratio_cmp(plain, low) < 0 ? -1 : ratio_cmp(plain, high) > 0;
	scoring_cite_param(l, out, START);
	scoring_cite_param(l, out, rate);
	scoring_cite_param(l, out, PER);
	if (cut)
		scoring_cite_param(l, out, cut < 0 ? LOW : HIGH);
	const char *text = moved(l, more ? x : mean, more ? mean : x, rate, over ? "+" : "−");
	if (!cut)
		return text;
	return arena_print(a, "%s(%s, %s)", cut < 0 ? "max" : "min", text,
	                   ratio_plain(a, cut < 0 ? low : high));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	const ratio *x, *zero = ratio_of(a, 0, 1), *per = scoring_number(l, PER);
	if (!field_read(l, out, missing, &x))
		return;
	const ratio *mean = l->field->reference;
	bool lower = measure_lower(l);
	const ratio *gap = field_gap(a, lower ? mean : x, lower ? x : mean);
	/* Each side by itself, so that a gap too close to 0 to tell takes both into its error. */
	const ratio *gain = ratio_mul(a, scoring_number(l, OVER), ratio_max(gap, zero)),
	            *loss = ratio_mul(a, scoring_number(l, UNDER), ratio_min(gap, zero));
	const ratio *plain =
	        ratio_add(a, scoring_number(l, START), ratio_div(a, ratio_add(a, gain, loss), per));
	const ratio *mark =
	        ratio_min(ratio_max(plain, scoring_number(l, LOW)), scoring_number(l, HIGH));
	const char *text = l->explain ? explain(l, out, x, plain, ratio_sign(gap) >= 0) : NULL;
	measure_mark(l, out, mark, text);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	possible_order(m, use, LOW, HIGH, false, log);
	possible_order(m, use, LOW, START, true, log);
	possible_order(m, use, START, HIGH, true, log);
}

/* Whatever the mean is. */
static bool bounds(const struct leaf *l, const ratio **low, const ratio **high)
{
	*low = scoring_number(l, LOW);
	*high = scoring_number(l, HIGH);
	return true;
}

const struct scoring_method scoring_average = {
        .id = "average",
        .name = TEXT_scoring_average,
        .params = params,
        .measured = true,
        .depends_on_others = true,
        .bounds = bounds,
        .score = score,
        .check = check,
        .prepare = prepare,
};
