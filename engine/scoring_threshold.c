/* scoring_threshold.c - a mark for meeting the target, another for missing it, a bonus beyond.
 *
 *     x meets t      mark = met + min(bonus * n, bonus_most)
 *     else           mark = unmet
 *     n = beyond / every of what it counts in, whole steps only (part = down) or not; beyond is
 *     x - t, or t - x where lower is better; every_of = percent: every % of |t|; points: `every` of
 *     the measure itself
 * Meeting is x >= t, or x <= t where lower is better.
 * Source:   practice catalogue methods 3 (met or nothing: the defaults) and 4 (county rule of 2006:
 *           met 60, bonus 0.5 for each 10 %, at most 10).
 * Range:    unmet, or met .. met + bonus_most.
 * 0/0:      t = 0 is a target like others; percent of it is nothing, so that no bonus is earned.
 * Ties:     none; x = t meets the target.
 * Missing:  parameter missing. No target: no task.
 * Negative: both may be; percent are taken of the target's size.
 * Inexact:  a measure too close to its target to tell has a mark as wide as the doubt.
 * Others:   does not depend on other units.
 */
#include "engine/measure.h"

enum { TARGET = MEASURE_PARAMS, MET, UNMET, EVERY, EVERY_OF, BONUS, BONUS_MOST, PART };

static const char *const every_ofs[] = {"percent", "points", NULL};
static const char *const parts[] = {"down", "proportional", NULL};

static const struct param_spec params[] = {
        MEASURE_SPECS,
        MEASURE_TARGET(TARGET),
        [MET] = {.name = "met",
                 .kind = PARAM_NUMBER,
                 .fallback = "100",
                 .low = "0",
                 .high = "1000"},
        [UNMET] = {.name = "unmet",
                   .kind = PARAM_NUMBER,
                   .fallback = "0",
                   .low = "0",
                   .high = "1000"},
        [EVERY] = {.name = "every",
                   .kind = PARAM_NUMBER,
                   .fallback = "10",
                   .low = "1/1000000",
                   .high = "1000000000000"},
        [EVERY_OF] = {.name = "every_of",
                      .kind = PARAM_WORD,
                      .fallback = "percent",
                      .words = every_ofs},
        [BONUS] = {.name = "bonus",
                   .kind = PARAM_NUMBER,
                   .fallback = "0",
                   .low = "0",
                   .high = "1000"},
        [BONUS_MOST] = {.name = "bonus_most",
                        .kind = PARAM_NUMBER,
                        .fallback = "",
                        .low = "0",
                        .high = "1000"},
        [PART] = {.name = "part", .kind = PARAM_WORD, .fallback = "down", .words = parts},
        {0},
};

struct work {
	const struct leaf *leaf;
	struct points *out;
	const ratio *x, *t;
	bool lower;
};

/* How many steps x is beyond t, which it meets; NULL: percent of a target of 0. */
static const ratio *steps(const struct work *w)
{
	const struct leaf *l = w->leaf;
	struct arena *a = l->arena;
	const ratio *zero = ratio_of(a, 0, 1), *every = scoring_number(l, EVERY);
	const ratio *beyond = w->lower ? ratio_sub(a, w->t, w->x) : ratio_sub(a, w->x, w->t);
	beyond = ratio_max(beyond, zero);
	if (scoring_is(l, EVERY_OF, "percent")) {
		if (!ratio_sign(w->t))
			return NULL;
		const ratio *size = ratio_max(w->t, ratio_sub(a, zero, w->t));
		every = ratio_div(a, ratio_mul(a, every, size), ratio_of(a, 100, 1));
	}
	const ratio *n = ratio_div(a, beyond, every);
	return scoring_is(l, PART, "down") ? ratio_round(a, n, 0, ROUND_DOWN) : n;
}

/* The mark for meeting the target, and how it came about where there is a bonus. */
static const ratio *met_mark(const struct work *w, const char **formula)
{
	const struct leaf *l = w->leaf;
	struct arena *a = l->arena;
	const ratio *met = scoring_number(l, MET), *bonus = scoring_number(l, BONUS),
	            *most = scoring_number(l, BONUS_MOST);
	const ratio *n = ratio_sign(bonus) > 0 ? steps(w) : NULL;
	if (!n || (ratio_is_exact(n) && !ratio_sign(n)))
		return met;
	const ratio *earned = ratio_mul(a, bonus, n);
	bool limited = most && ratio_cmp(earned, most) > 0;
	for (size_t i = EVERY; i <= PART; i++)
		if (i != BONUS_MOST || limited)
			scoring_cite_param(l, w->out, i);
	if (l->explain) {
		const char *product =
		        arena_print(a, "%s × %s", ratio_plain(a, bonus), scoring_operand(a, n));
		*formula = limited ? arena_print(a, "%s + min(%s, %s)", ratio_plain(a, met),
		                                 product, ratio_plain(a, most))
		                   : arena_print(a, "%s + %s", ratio_plain(a, met), product);
	}
	return ratio_add(a, met, most ? ratio_min(earned, most) : earned);
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	struct work w = {.leaf = l, .out = out, .lower = measure_lower(l)};
	out->mark_full = ratio_of(a, 100, 1);
	if (!measure_against(l, out, missing, TARGET, &w.x, &w.t))
		return;
	int order = ratio_cmp(w.x, w.t);
	bool certain = ratio_tells(w.x, w.t), met = w.lower ? order <= 0 : order >= 0;
	const char *formula = NULL;
	const ratio *mark = scoring_number(l, UNMET);
	scoring_cite_param(l, out, met ? MET : UNMET);
	if (l->explain) {
		const char *sign = w.lower ? (met ? "≤" : ">") : (met ? "≥" : "<");
		measure_note(
		        l, out,
		        arena_print(a, "%s %s %s", ratio_plain(a, w.x), sign, ratio_plain(a, w.t)));
	}
	if (!certain)
		mark = measure_doubt(a, mark, met_mark(&w, &formula));
	else if (met)
		mark = met_mark(&w, &formula);
	measure_mark(l, out, mark, formula);
}

const struct scoring_method scoring_threshold = {
        .id = "threshold",
        .name = TEXT_scoring_threshold,
        .params = params,
        .measured = true,
        .score = score,
};
