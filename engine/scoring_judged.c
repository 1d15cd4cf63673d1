/* scoring_judged.c - points that people give.
 *
 * One scorer: the points as given. Several: their mean; from trim_from scorers up without one
 * highest and one lowest. 0 .. full points as the rule file declares them.
 * Source:   practice catalogue method 16 (trimmed mean), plain mean below trim_from.
 * Missing:  refused, or 0 (parameter missing).
 * Ties:     of several equal highest (lowest) points one is left out.
 * Negative: refused when read, as are points off the step or above full.
 */
#include "engine/scoring.h"

enum { STEP, TRIM_FROM, MISSING };

static const char *const missings[] = {"refuse", "zero", NULL};

static const struct param_spec params[] = {
        [STEP] = {"step", PARAM_NUMBER, "0.1", "0", "100", NULL, NULL},
        [TRIM_FROM] = {"trim_from", PARAM_NUMBER, "0", "3", "1000", NULL, NULL},
        [MISSING] = {"missing", PARAM_WORD, "refuse", NULL, NULL, missings, NULL},
        {0},
};

static void nobody(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	if (scoring_missing_is_zero(l, MISSING)) {
		out->mark = ratio_of(l->arena, 0, 1);
		out->formula = l->explain ? "0" : NULL;
		scoring_cite_param(l, out, MISSING);
		return;
	}
	out->state = POINTS_UNREPORTED;
	if (missing)
		diag_add(missing, l->figures->judged_at, DIAG_judged_missing,
		         ARGS(l->method->units[l->unit].named.name,
		              l->method->items[l->item].named.name));
}

/* "(1.8 + 1.6 + 2 − 2 − 1.6) ÷ 1 = 1.8" */
static const char *formula(struct arena *a, const struct judgement *first, const ratio *high,
                           const ratio *low, size_t divisor, const ratio *mean)
{
	struct buffer b;
	if (!first->next)
		return ratio_plain(a, first->points);
	buffer_start(&b, a);
	for (const struct judgement *j = first; j; j = j->next)
		buffer_print(&b, "%s%s", j == first ? "(" : " + ", ratio_plain(a, j->points));
	if (high)
		buffer_print(&b, " − %s − %s", ratio_plain(a, high), ratio_plain(a, low));
	buffer_print(&b, ") ÷ %zu = %s", divisor, scoring_result(a, mean));
	return b.text;
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	const struct judgement *first = *figures_judged(l->figures, l->unit, l->item);
	out->mark_full = l->method->items[l->item].declared;
	out->judged = first;
	if (!first) {
		nobody(l, out, missing);
		return;
	}
	for (const struct judgement *j = first; j; j = j->next)
		if (!j->points) { /* a finding there says why */
			out->state = POINTS_UNREPORTED;
			return;
		}
	const ratio *sum = ratio_of(a, 0, 1), *high = first->points, *low = first->points;
	size_t n = 0;
	for (const struct judgement *j = first; j; j = j->next, n++) {
		sum = ratio_add(a, sum, j->points);
		high = ratio_max(high, j->points);
		low = ratio_min(low, j->points);
		scoring_cite_place(l, out, j->place);
	}
	const ratio *trim_from = scoring_number(l, TRIM_FROM);
	bool trim = ratio_sign(trim_from) > 0 && ratio_cmp(ratio_of(a, (long)n, 1), trim_from) >= 0;
	if (trim) {
		sum = ratio_sub(a, sum, ratio_add(a, high, low));
		n -= 2;
		scoring_cite_param(l, out, TRIM_FROM);
	}
	out->mark = ratio_div(a, sum, ratio_of(a, (long)n, 1));
	if (l->explain)
		out->formula = formula(a, first, trim ? high : NULL, low, n, out->mark);
}

const struct scoring_method scoring_judged = {
        .id = "judged",
        .name = TEXT_scoring_judged,
        .params = params,
        .score = score,
};
