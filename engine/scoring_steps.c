/* scoring_steps.c - so much more for each step beyond the target, so much less for each short of
 * it.
 *
 *     mark = clamp(start + over * n(x - t) - under * n(t - x), low, high)
 *     n(gap) = 0 for a gap of 0 or below, else gap / per: as it is (part = proportional), or whole
 *     steps only, a part of one not counted (down) or counted as one (up)
 * with x and t exchanged where lower is better. Marks are the item's own points.
 * Source:   practice catalogue methods 5 (start p, over and under 0.5, high 1.2 p), 12 (start p,
 *           under d: 扣完为止) and 17 (start 0, over 2, high 6).
 * Range:    low (0) .. high (the item's points, unless given).
 * 0/0:      nothing is divided by a figure. x = t: start.
 * Ties:     none; equal measures have equal marks.
 * Missing:  parameter missing. No target: no task.
 * Negative: x and t may be; a mark below 0 needs a `low` below 0.
 * Others:   does not depend on other units.
 */
#include "engine/measure.h"
#include "engine/possible.h"

enum { TARGET = MEASURE_PARAMS, START, OVER, UNDER, PER, PART, LOW, HIGH };

static const char *const parts[] = {"proportional", "down", "up", NULL};

static const struct param_spec params[] = {
        MEASURE_SPECS,
        MEASURE_TARGET(TARGET),
        [START] = {.name = "start",
                   .kind = PARAM_NUMBER,
                   .fallback = "",
                   .low = "-1000000",
                   .high = "1000000"},
        [OVER] = {.name = "over",
                  .kind = PARAM_NUMBER,
                  .fallback = "0",
                  .low = "0",
                  .high = "1000000"},
        [UNDER] = {.name = "under",
                   .kind = PARAM_NUMBER,
                   .fallback = "0",
                   .low = "0",
                   .high = "1000000"},
        [PER] = {.name = "per",
                 .kind = PARAM_NUMBER,
                 .fallback = "1",
                 .low = "1/1000000",
                 .high = "1000000000000"},
        [PART] = {.name = "part", .kind = PARAM_WORD, .fallback = "proportional", .words = parts},
        [LOW] = {.name = "low",
                 .kind = PARAM_NUMBER,
                 .fallback = "0",
                 .low = "-1000000",
                 .high = "1000000"},
        [HIGH] = {.name = "high",
                  .kind = PARAM_NUMBER,
                  .fallback = "",
                  .low = "-1000000",
                  .high = "1000000"},
        {0},
};

/* One side of the target. */
struct side {
	const ratio *from, *to; /* the gap is from - to */
	size_t rate;            /* parameter */
};

/* All of one mark. */
struct work {
	const struct leaf *leaf;
	struct points *out;
	const ratio *x, *t, *start, *per, *low, *high;
	struct side over, under;
	bool down, up; /* whole steps only */
};

static const ratio *or_declared(const struct leaf *l, size_t param)
{
	const ratio *given = scoring_number(l, param);
	return given ? given : l->method->items[l->item].declared;
}

static void set_up(struct work *w)
{
	const struct leaf *l = w->leaf;
	bool lower = measure_lower(l);
	w->over = (struct side){lower ? w->t : w->x, lower ? w->x : w->t, OVER};
	w->under = (struct side){w->over.to, w->over.from, UNDER};
	w->start = or_declared(l, START);
	w->per = scoring_number(l, PER);
	w->low = scoring_number(l, LOW);
	w->high = or_declared(l, HIGH);
	w->down = scoring_is(l, PART, "down");
	w->up = scoring_is(l, PART, "up");
}

/* Points for the steps on one side; 0 where x is on the other. */
static const ratio *earned(const struct work *w, const struct side *s)
{
	struct arena *a = w->leaf->arena;
	const ratio *gap = ratio_max(ratio_sub(a, s->from, s->to), ratio_of(a, 0, 1));
	const ratio *n = ratio_div(a, gap, w->per);
	if (w->down || w->up)
		n = ratio_round(a, n, 0, w->up ? ROUND_UP : ROUND_DOWN);
	return ratio_mul(a, scoring_number(w->leaf, s->rate), n);
}

/* "10 + 0.5 × ⌊(23 − 20) ÷ 2⌋" */
static const char *moved_text(const struct work *w, const struct side *s, const char *sign)
{
	struct arena *a = w->leaf->arena;
	const char *open = w->down ? "⌊"
	                   : w->up ? "⌈"
	                           : "",
	           *close = w->down ? "⌋"
	                    : w->up ? "⌉"
	                            : "";
	const char *gap =
	        arena_print(a, "(%s − %s)", ratio_plain(a, s->from), scoring_operand(a, s->to));
	if (*open || ratio_cmp(w->per, ratio_of(a, 1, 1)))
		gap = arena_print(a, "%s%s ÷ %s%s", open, gap, scoring_operand(a, w->per), close);
	return arena_print(a, "%s %s %s × %s", ratio_plain(a, w->start), sign,
	                   ratio_plain(a, scoring_number(w->leaf, s->rate)), gap);
}

/* "12 < 15": a side of the target on which nothing is earned or lost. */
static void note_still(const struct work *w)
{
	struct arena *a = w->leaf->arena;
	int order = ratio_cmp(w->x, w->t);
	const char *sign = order < 0 ? "<" : order > 0 ? ">" : "=";
	measure_note(w->leaf, w->out,
	             arena_print(a, "%s %s %s", ratio_plain(a, w->x), sign, ratio_plain(a, w->t)));
}

/* Only what moved the mark: the side on which x is, and the limit that cut. */
static const char *formula(const struct work *w, const ratio *plain)
{
	const struct leaf *l = w->leaf;
	struct arena *a = l->arena;
	int order = ratio_cmp(w->over.from, w->over.to);
	const struct side *here = order > 0 ? &w->over : &w->under;
	bool moved = order && ratio_sign(scoring_number(l, here->rate));
	const char *text = ratio_plain(a, w->start);
	scoring_cite_param(l, w->out, START);
	if (moved) {
		scoring_cite_param(l, w->out, here->rate);
		scoring_cite_param(l, w->out, PART);
		text = moved_text(w, here, order > 0 ? "+" : "−");
	} else {
		note_still(w);
	}
	bool low = ratio_cmp(plain, w->low)<0, high = ratio_cmp(plain, w->high)> 0;
	if (!low && !high)
		return moved ? text : NULL;
	scoring_cite_param(l, w->out, low ? LOW : HIGH);
	return arena_print(a, "%s(%s, %s)", low ? "max" : "min", text,
	                   ratio_plain(a, low ? w->low : w->high));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	struct work w = {.leaf = l, .out = out};
	out->mark_full = l->method->items[l->item].declared;
	if (!measure_against(l, out, missing, TARGET, &w.x, &w.t))
		return;
	set_up(&w);
	const ratio *plain = ratio_add(a, w.start, earned(&w, &w.over));
	plain = ratio_sub(a, plain, earned(&w, &w.under));
	const ratio *mark = ratio_min(ratio_max(plain, w.low), w.high);
	measure_mark(l, out, mark, l->explain ? formula(&w, plain) : NULL);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	struct possible low = possible_numbers(m, use, LOW), high = possible_numbers(m, use, HIGH);
	if (low.high && high.low && ratio_cmp(low.high, high.low) > 0)
		diag_add(log, possible_place(use, use->params[LOW].literal ? LOW : HIGH),
		         DIAG_param_order,
		         ARGS(words_same("low"), possible_text(m->arena, low), words_same("high"),
		              possible_text(m->arena, high)));
}

const struct scoring_method scoring_steps = {
        .id = "steps",
        .name = TEXT_scoring_steps,
        .params = params,
        .measured = true,
        .score = score,
        .check = check,
};
