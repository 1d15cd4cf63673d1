/* scoring_goalposts.c - how far the measure has come between two fixed values.
 *
 *     mark = from + (to - from) (x - floor) / (satisfactory - floor)
 * then limited to from .. to at both ends, at the low or the high one, or at none (clip).
 *     goalposts    from 0, to 100, clip both
 *     efficacy     from 60, to 100, clip none: the classical 功效系数法
 * Source:   practice catalogue method 10; UNDP Human Development Report 2001, technical
 *           note 2, for goalposts.
 * Range:    from .. to where clipped; efficacy has marks below 60, and below 0, for x below
 *           floor.
 * 0/0:      floor = satisfactory is refused when the rule file is read.
 * Ties:     none; equal measures have equal marks.
 * Missing:  parameter missing.
 * Negative: x, floor and satisfactory may be.
 * Direction: higher needs floor < satisfactory, lower floor > satisfactory; the formula is one.
 * Others:   does not depend on other units: that is what the fixed values are for.
 */
#include "engine/measure.h"
#include "engine/possible.h"

enum { FLOOR = MEASURE_PARAMS, SATISFACTORY, FROM, TO, CLIP };

static const char *const clips[] = {"both", "low", "high", "none", NULL};

#define GOALPOSTS_SPECS(least, how)                                                                \
	MEASURE_SPECS,                                                                             \
	        [FLOOR] = {.name = "floor",                                                        \
	                   .kind = PARAM_NUMBER,                                                   \
	                   .low = "-1000000000000",                                                \
	                   .high = "1000000000000"},                                               \
	        [SATISFACTORY] = {.name = "satisfactory",                                          \
	                          .kind = PARAM_NUMBER,                                            \
	                          .low = "-1000000000000",                                         \
	                          .high = "1000000000000"},                                        \
	        [FROM] = {.name = "from",                                                          \
	                  .kind = PARAM_NUMBER,                                                    \
	                  .fallback = (least),                                                     \
	                  .low = "0",                                                              \
	                  .high = "1000"},                                                         \
	        [TO] = {.name = "to",                                                              \
	                .kind = PARAM_NUMBER,                                                      \
	                .fallback = "100",                                                         \
	                .low = "0",                                                                \
	                .high = "1000"},                                                           \
	        [CLIP] = {.name = "clip", .kind = PARAM_WORD, .fallback = (how), .words = clips},  \
	{                                                                                          \
		0                                                                                  \
	}

static const struct param_spec goalposts_params[] = {GOALPOSTS_SPECS("0", "both")};
static const struct param_spec efficacy_params[] = {GOALPOSTS_SPECS("60", "none")};

struct work {
	const struct leaf *leaf;
	const ratio *x, *floor, *satisfactory, *from, *to;
};

static struct work work_of(const struct leaf *l)
{
	return (struct work){.leaf = l,
	                     .floor = scoring_number(l, FLOOR),
	                     .satisfactory = scoring_number(l, SATISFACTORY),
	                     .from = scoring_number(l, FROM),
	                     .to = scoring_number(l, TO)};
}

/* "60 + 40 × (75 − 50) ÷ (100 − 50)" */
static const char *formula(const struct work *w)
{
	struct arena *a = w->leaf->arena;
	const char *floor = scoring_operand(a, w->floor), *start = "";
	if (ratio_sign(w->from))
		start = arena_print(a, "%s + ", ratio_plain(a, w->from));
	return arena_print(a, "%s%s × (%s − %s) ÷ (%s − %s)", start,
	                   scoring_operand(a, ratio_sub(a, w->to, w->from)), ratio_plain(a, w->x),
	                   floor, ratio_plain(a, w->satisfactory), floor);
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	struct work w = work_of(l);
	out->mark_full = ratio_of(a, 100, 1);
	if (!measure_read(l, out, missing, &w.x))
		return;
	const ratio *way =
	        ratio_div(a, ratio_sub(a, w.x, w.floor), ratio_sub(a, w.satisfactory, w.floor));
	const ratio *plain = ratio_add(a, w.from, ratio_mul(a, ratio_sub(a, w.to, w.from), way));
	const ratio *mark = plain;
	bool both = scoring_is(l, CLIP, "both");
	if (both || scoring_is(l, CLIP, "low"))
		mark = ratio_max(mark, w.from);
	if (both || scoring_is(l, CLIP, "high"))
		mark = ratio_min(mark, w.to);
	if (!l->explain) {
		measure_mark(l, out, mark, NULL);
		return;
	}
	const char *text = formula(&w);
	for (size_t i = FLOOR; i <= TO; i++)
		scoring_cite_param(l, out, i);
	int cut = ratio_cmp(mark, plain);
	if (cut || ratio_cmp(plain, w.from) < 0 || ratio_cmp(plain, w.to) > 0)
		scoring_cite_param(l, out, CLIP);
	if (cut)
		text = arena_print(a, "%s(%s, %s)", cut > 0 ? "max" : "min", text,
		                   ratio_plain(a, cut > 0 ? w.from : w.to));
	measure_mark(l, out, mark, text);
}

static void in_order(const struct method *m, const struct scoring *use, size_t less, size_t more,
                     enum diag_code code, struct diag_list *log)
{
	struct possible low = possible_numbers(m, use, less), high = possible_numbers(m, use, more);
	if (!low.high || !high.low || ratio_cmp(low.high, high.low) < 0)
		return;
	const struct param_spec *specs = use->method->params;
	size_t at = use->params[more].literal ? more : less;
	diag_add(log, possible_place(use, at), code,
	         ARGS(words_same(specs[less].name), possible_text(m->arena, low),
	              words_same(specs[more].name), possible_text(m->arena, high)));
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	if (possible_word(m, use, MEASURE_DIRECTION, "higher"))
		in_order(m, use, FLOOR, SATISFACTORY, DIAG_goalposts_higher, log);
	if (possible_word(m, use, MEASURE_DIRECTION, "lower"))
		in_order(m, use, SATISFACTORY, FLOOR, DIAG_goalposts_lower, log);
	in_order(m, use, FROM, TO, DIAG_param_order, log);
}

const struct scoring_method scoring_goalposts = {
        .id = "goalposts",
        .name = TEXT_scoring_goalposts,
        .params = goalposts_params,
        .measured = true,
        .score = score,
        .check = check,
};

const struct scoring_method scoring_efficacy = {
        .id = "efficacy",
        .name = TEXT_scoring_efficacy,
        .params = efficacy_params,
        .measured = true,
        .score = score,
        .check = check,
};
