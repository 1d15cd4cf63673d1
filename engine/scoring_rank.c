/* scoring_rank.c - the place among the field, each place worth one step.
 *
 *     mark = max(first - step (r - 1), low)
 * r is the place of x among the field, better ones before it: 1 + the number of better units
 * (ties = competition, 1-1-3), of better values (dense, 1-1-2), or the mean of the places that
 * equal units fill (average, 1.5-1.5-3).
 * Source:   practice catalogue method 8: p (1 - 0.05 (r - 1)) with the defaults, and p - (r - 1)
 *           with step = 100 / p.
 * Range:    low .. first.
 * 0/0:      nothing is divided. A unit alone in the field is first.
 * Ties:     parameter ties.
 * Missing:  parameter missing; such a unit is no part of the field and takes no place.
 * Negative: x may be.
 * Outside:  a unit that is not assessed gets the place that it would have among the field.
 * Inexact:  never; a logarithm does not change places and is refused (order_log).
 * Others:   depends on other units.
 */
#include "engine/field.h"
#include "engine/possible.h"

enum { FIRST = FIELD_PARAMS, STEP, LOW, TIES };

static const char *const ties[] = {"competition", "dense", "average", NULL};

static const struct param_spec params[] = {
        FIELD_SPECS,
        [FIRST] = {.name = "first",
                   .kind = PARAM_NUMBER,
                   .fallback = "100",
                   .low = "-1000000",
                   .high = "1000000"},
        [STEP] = {.name = "step",
                  .kind = PARAM_NUMBER,
                  .fallback = "5",
                  .low = "0",
                  .high = "1000000"},
        [LOW] = {.name = "low",
                 .kind = PARAM_NUMBER,
                 .fallback = "0",
                 .low = "-1000000",
                 .high = "1000000"},
        [TIES] = {.name = "ties", .kind = PARAM_WORD, .fallback = "competition", .words = ties},
        {0},
};

/* How many different values the better ones have. */
static size_t better_values(const struct leaf *l, size_t better)
{
	const struct field *f = l->field;
	bool lower = measure_lower(l);
	const ratio *before = NULL;
	size_t n = 0;
	for (size_t i = 0; i < better; i++) {
		const ratio *x = f->x[lower ? i : f->n - 1 - i];
		n += x != before; /* equal ones are the same */
		before = x;
	}
	return n;
}

/* r - 1 */
static const ratio *places_behind(const struct leaf *l, const ratio *x)
{
	const struct standing s = field_standing(l, x);
	if (scoring_is(l, TIES, "dense"))
		return ratio_of(l->arena, (long)better_values(l, s.better), 1);
	long twice = 2 * (long)s.better;
	if (scoring_is(l, TIES, "average"))
		twice += (long)s.equal;
	return ratio_of(l->arena, twice, 2);
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	const ratio *x, *first = scoring_number(l, FIRST), *step = scoring_number(l, STEP),
	                *low = scoring_number(l, LOW);
	if (!field_read(l, out, missing, &x))
		return;
	const ratio *behind = places_behind(l, x);
	const ratio *plain = ratio_sub(a, first, ratio_mul(a, step, behind));
	bool lifted = ratio_cmp(plain, low) < 0;
	if (field_standing(l, x).equal)
		scoring_cite_param(l, out, TIES);
	scoring_cite_param(l, out, FIRST);
	if (ratio_sign(behind) > 0)
		scoring_cite_param(l, out, STEP);
	if (lifted)
		scoring_cite_param(l, out, LOW);
	if (!l->explain) {
		measure_mark(l, out, ratio_max(plain, low), NULL);
		return;
	}
	const char *text = arena_print(a, "%s − %s × (%s − 1)", ratio_plain(a, first),
	                               scoring_operand(a, step),
	                               ratio_plain(a, ratio_add(a, behind, ratio_of(a, 1, 1))));
	if (lifted)
		text = arena_print(a, "max(%s, %s)", text, ratio_plain(a, low));
	measure_mark(l, out, ratio_max(plain, low), text);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	possible_order(m, use, LOW, FIRST, false, log);
	field_check_log(m, use, log);
}

/* First place, and the least that any place has. */
static bool bounds(const struct leaf *l, const ratio **low, const ratio **high)
{
	*low = scoring_number(l, LOW);
	*high = ratio_max(scoring_number(l, FIRST), *low);
	return true;
}

const struct scoring_method scoring_rank = {
        .id = "rank",
        .name = TEXT_scoring_rank,
        .params = params,
        .measured = true,
        .depends_on_others = true,
        .bounds = bounds,
        .score = score,
        .check = check,
};
