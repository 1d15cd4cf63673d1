#include "engine/attainment.h"

#include "engine/possible.h"

/* What the mark is made of. */
struct work {
	const struct leaf *leaf;
	const struct attainment *given;
	bool lower;
	const ratio *limit, *low;
};

bool attainment_asked(const struct leaf *l, struct points *out, struct diag_list *missing,
                      size_t target)
{
	const ratio *t = measure_asked(l, target);
	if (t && ratio_sign(t) < 0) {
		const struct figure *f = figures_target(l->figures, l->unit, l->item,
		                                        all_types(l->method), l->figures->period);
		const struct param *p = &l->scoring->params[target];
		out->state = POINTS_UNREPORTED;
		if (missing)
			diag_add(missing, p->literal ? p->place : f->place, DIAG_target_negative,
			         ARGS(words_same(ratio_plain(l->arena, t))));
		return false;
	}
	if (t && !ratio_sign(t) && !measure_lower(l)) {
		out->state = POINTS_NO_TASK;
		return false;
	}
	return true; /* measure_against() says where there is none */
}

/* x / t or t / x, not limited; NULL where less is better and there is nothing at all. */
static const ratio *share(const struct work *w)
{
	const struct attainment *g = w->given;
	if (!w->lower)
		return ratio_div(w->leaf->arena, g->x, g->t);
	return ratio_sign(g->x) > 0 ? ratio_div(w->leaf->arena, g->t, g->x) : NULL;
}

static const char *formula(const struct work *w, const ratio *part, const ratio *plain)
{
	struct arena *a = w->leaf->arena;
	const char *x = scoring_operand(a, w->given->x), *t = w->given->asked, *text;
	if (!part)
		text = arena_print(a, "100 × %s", ratio_plain(a, w->limit));
	else
		text = arena_print(a, "100 × min(%s ÷ %s, %s)", w->lower ? t : x, w->lower ? x : t,
		                   ratio_plain(a, w->limit));
	bool lifted = ratio_cmp(plain, w->low) < 0;
	return lifted ? arena_print(a, "max(%s, %s)", text, ratio_plain(a, w->low)) : text;
}

/* The limit decided where it was exceeded, the least mark where it was not reached. */
static void explain(const struct work *w, struct points *out, const ratio *part, const ratio *plain)
{
	if (!part || ratio_cmp(part, ratio_of(w->leaf->arena, 1, 1)) > 0)
		scoring_cite_param(w->leaf, out, w->given->limit);
	if (ratio_cmp(plain, w->low) < 0)
		scoring_cite_param(w->leaf, out, w->given->low);
}

void attainment_mark(const struct leaf *l, struct points *out, const struct attainment *given)
{
	struct arena *a = l->arena;
	const struct work w = {.leaf = l,
	                       .given = given,
	                       .lower = measure_lower(l),
	                       .limit = scoring_number(l, given->limit),
	                       .low = scoring_number(l, given->low)};
	const ratio *part = share(&w);
	const ratio *plain =
	        ratio_mul(a, ratio_of(a, 100, 1), part ? ratio_min(part, w.limit) : w.limit);
	if (!l->explain) {
		measure_mark(l, out, ratio_max(plain, w.low), NULL);
		return;
	}
	explain(&w, out, part, plain);
	if (!part)
		measure_note(l, out, arena_print(a, "%s ≤ 0", ratio_plain(a, given->x)));
	measure_mark(l, out, ratio_max(plain, w.low), formula(&w, part, plain));
}

void attainment_check(const struct method *m, const struct scoring *use, size_t target,
                      struct diag_list *log)
{
	struct possible t = possible_numbers(m, use, target);
	if (t.low && ratio_sign(t.low) < 0)
		diag_add(log, possible_place(use, target), DIAG_target_negative,
		         ARGS(words_same(ratio_plain(m->arena, t.low))));
}
