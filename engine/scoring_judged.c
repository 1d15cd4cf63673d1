/* scoring_judged.c - points that people give.
 *
 * One scorer: the points as given. Several: their mean; from trim_from scorers up without one
 * highest and one lowest. 0 .. full points as the rule file declares them.
 * Source:   practice catalogue method 16 (trimmed mean), plain mean below trim_from.
 * Missing:  parameter missing.
 * Ties:     of several equal highest (lowest) points one is left out.
 * Negative: refused when read, as are points off the step or above full.
 * Others:   does not depend on other units.
 */
#include "engine/jury.h"

enum { STEP, TRIM_FROM, MISSING, NEUTRAL };

static const struct param_spec params[] = {
        JURY_STEP(STEP),
        JURY_TRIM_FROM(TRIM_FROM),
        MISSING_SPECS(MISSING),
        {0},
};

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	const char *text = NULL;
	if (!jury_read(l, out, missing, MISSING))
		return;
	out->mark = jury_mean(l, out, NULL, TRIM_FROM, &text);
	if (l->explain)
		out->formula = out->judged->next ? arena_print(l->arena, "%s = %s", text,
		                                               scoring_result(l->arena, out->mark))
		                                 : text;
}

const struct scoring_method scoring_judged = {
        .id = "judged",
        .name = TEXT_scoring_judged,
        .params = params,
        .input = INPUT_JUDGED,
        .score = score,
};
