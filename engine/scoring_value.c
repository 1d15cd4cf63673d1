/* scoring_value.c - the measure itself is the mark.
 *
 *     mark = x
 * Source:   none needed; for tables that are marks already, and for sums of raw figures.
 * Range:    that of the measure; parameter `full` (100) is what earns full points.
 * 0/0:      none. Ties: none. Missing: parameter missing. Negative: a mark below 0.
 * Others:   does not depend on other units.
 */
#include "engine/measure.h"

enum { FULL = MEASURE_PARAMS };

static const struct param_spec params[] = {
        MEASURE_SPECS,
        [FULL] = {.name = "full",
                  .kind = PARAM_NUMBER,
                  .fallback = "100",
                  .low = "1/1000000",
                  .high = "1000000000000"},
        {0},
};

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	const ratio *x;
	out->mark_full = scoring_number(l, FULL);
	if (!measure_read(l, out, missing, &x))
		return;
	out->mark = x;
	if (l->explain && !out->formula) /* else it says how the measure came about */
		out->formula = scoring_result(l->arena, x);
}

const struct scoring_method scoring_value = {
        .id = "value",
        .name = TEXT_scoring_value,
        .params = params,
        .measured = true,
        .score = score,
};
