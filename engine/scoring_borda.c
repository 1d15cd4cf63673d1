/* scoring_borda.c - how many of the field a unit leaves behind.
 *
 *     b = start + worse + tie * equal
 *     scale = count     mark = b of start + n - 1
 *     scale = percent   mark = 100 b / n of 100
 * worse and equal count the other units of the field; n is their number and the unit itself. With
 * start = 1 percent is the percentile rank.
 * Source:   Borda's rule; OECD/JRC Handbook on Constructing Composite Indicators (2008), steps 5
 *           (ranking, percentile ranks) and 6.
 * Range:    start .. start + n - 1, in percent 100 start / n .. 100 (start + n - 1) / n.
 * 0/0:      nothing is divided by a figure. A unit alone in the field earns the full mark.
 * Ties:     equal units earn `tie` each for one another: 0, 1/2 (as if one had won) or 1.
 * Missing:  parameter missing, `neutral` out of 100; such a unit is no part of the field.
 * Negative: x may be.
 * Outside:  a unit that is not assessed is counted as if it were among the field.
 * Inexact:  never; a logarithm does not change the order and is refused (order_log).
 * Others:   depends on other units.
 */
#include "engine/field.h"

enum { START = FIELD_PARAMS, TIE, SCALE };

static const char *const scales[] = {"count", "percent", NULL};

static const struct param_spec params[] = {
        FIELD_SPECS,
        [START] = {.name = "start",
                   .kind = PARAM_NUMBER,
                   .fallback = "0",
                   .low = "0",
                   .high = "1000000"},
        [TIE] = {.name = "tie", .kind = PARAM_NUMBER, .fallback = "0", .low = "0", .high = "1"},
        [SCALE] = {.name = "scale", .kind = PARAM_WORD, .fallback = "count", .words = scales},
        {0},
};

static const ratio *whole(struct arena *a, size_t n)
{
	return ratio_of(a, (long)n, 1);
}

/* b, and how it came about. */
static const ratio *count(const struct leaf *l, struct points *out, const struct standing *s,
                          const char **formula)
{
	struct arena *a = l->arena;
	const ratio *start = scoring_number(l, START), *tie = scoring_number(l, TIE);
	scoring_cite_param(l, out, START);
	if (s->equal)
		scoring_cite_param(l, out, TIE);
	if (l->explain && s->equal)
		*formula = arena_print(a, "%s + %zu + %s × %zu", ratio_plain(a, start), s->worse,
		                       scoring_operand(a, tie), s->equal);
	else if (l->explain)
		*formula = arena_print(a, "%s + %zu", ratio_plain(a, start), s->worse);
	return ratio_add(a, ratio_add(a, start, whole(a, s->worse)),
	                 ratio_mul(a, tie, whole(a, s->equal)));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	const ratio *x;
	const char *formula = NULL;
	if (!field_read(l, out, missing, &x))
		return;
	const struct standing s = field_standing(l, x);
	size_t others = s.better + s.equal + s.worse;
	if (!others) {
		measure_note(l, out, "n = 1");
		measure_mark(l, out, out->mark_full, NULL);
		return;
	}
	const ratio *b = count(l, out, &s, &formula);
	scoring_cite_param(l, out, SCALE);
	if (scoring_is(l, SCALE, "percent")) {
		b = ratio_div(a, ratio_mul(a, b, out->mark_full), whole(a, others + 1));
		if (l->explain)
			formula = arena_print(a, "100 × (%s) ÷ %zu", formula, others + 1);
	} else {
		out->mark_full = ratio_add(a, scoring_number(l, START), whole(a, others));
	}
	measure_mark(l, out, b, formula);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	field_check_log(m, use, log);
}

const struct scoring_method scoring_borda = {
        .id = "borda",
        .name = TEXT_scoring_borda,
        .params = params,
        .measured = true,
        .depends_on_others = true,
        .score = score,
        .check = check,
};
