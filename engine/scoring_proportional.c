/* scoring_proportional.c - the measure as a share of its target, with a cap.
 *
 *     higher is better    mark = max(100 min(x / t, limit), low)
 *     lower is better     mark = max(100 min(t / x, limit), low), and 100 limit for x <= 0
 * Source:   practice catalogue methods 1 (limit 1) and 2 (limit 1.2).
 * Range:    low .. 100 limit.
 * 0/0:      t = 0: no task where higher is better. Where lower is better 0 is a target like
 *           others (no accidents): x <= 0 earns the limit, anything above it 0.
 * Ties:     none; equal measures have equal marks.
 * Missing:  parameter missing. No target: no task.
 * Negative: x below 0 earns a share below 0, which `low` (0) lifts, said in the formula. A negative
 *           t is refused: a share of it would turn round what is better.
 * Others:   does not depend on other units.
 */
#include "engine/attainment.h"

enum { TARGET = MEASURE_PARAMS, LIMIT, LOW };

static const struct param_spec params[] = {
        MEASURE_SPECS, MEASURE_TARGET(TARGET), ATTAINMENT_LIMIT(LIMIT), ATTAINMENT_LOW(LOW), {0},
};

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct attainment given = {.limit = LIMIT, .low = LOW};
	out->mark_full = ratio_of(l->arena, 100, 1);
	if (!attainment_asked(l, out, missing, TARGET) ||
	    !measure_against(l, out, missing, TARGET, &given.x, &given.t))
		return;
	given.asked = l->explain ? scoring_operand(l->arena, given.t) : NULL;
	attainment_mark(l, out, &given);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	attainment_check(m, use, TARGET, log);
}

const struct scoring_method scoring_proportional = {
        .id = "proportional",
        .name = TEXT_scoring_proportional,
        .params = params,
        .measured = true,
        .score = score,
        .check = check,
};
