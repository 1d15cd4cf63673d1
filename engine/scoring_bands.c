/* scoring_bands.c - the mark of the band that the measure falls into.
 *
 *     mark = that of the first row [from, mark] or [from, mark, side] of which
 *     - y reaches `from`: y >= from, y > from with boundary = exclusive; turned round where lower
 *       is better
 *     - the measure of the item `side` on the same unit, where the row has a third number, reaches
 *       that in the same way by its own direction (side without a measure: not reached)
 *     or `below` where no row has that.
 * y is the measure x (against = none), or what it is beside the field:
 *     mean, best, worst   100 x / that of the field, percent
 *     percentile          100 (units worse than x + 1) / n, n the units with x's own; higher is
 *                         always better here
 * Source:   practice catalogue method 6; OECD/JRC Handbook on Constructing Composite Indicators
 *           (2008), step 5: categorical scale (percentile), above or below the mean.
 * Range:    the marks of the rows, and `below`; 100 earns full points.
 * 0/0:      mean, best or worst of 0 or below: nothing to compare with, parameter missing. A unit
 *           that is not assessed where the field is empty: no task.
 * Ties:     equal measures have equal marks; of equal ones none is worse than the other.
 * Missing:  parameter missing.
 * Negative: x, from and marks may be.
 * Inexact:  a measure too close to a boundary to tell has a mark as wide as the doubt.
 * Others:   depends on other units unless against = none.
 */
#include "engine/field.h"
#include "engine/possible.h"

#include <assert.h>
#include <string.h>

enum { BANDS = FIELD_PARAMS, SIDE, BELOW, AGAINST, BOUNDARY };

static const char *const againsts[] = {"none", "mean", "best", "worst", "percentile", NULL};
static const char *const boundaries[] = {"inclusive", "exclusive", NULL};

static const struct param_spec params[] = {
        FIELD_SPECS,
        [BANDS] = {.name = "bands",
                   .kind = PARAM_ROWS,
                   .low = "-1000000000000",
                   .high = "1000000000000",
                   .least = 2,
                   .most = 3},
        [SIDE] = {.name = "side", .kind = PARAM_ITEM, .fallback = ""},
        [BELOW] = {.name = "below",
                   .kind = PARAM_NUMBER,
                   .fallback = "0",
                   .low = "-1000000000000",
                   .high = "1000000000000"},
        [AGAINST] = {.name = "against", .kind = PARAM_WORD, .fallback = "none", .words = againsts},
        [BOUNDARY] = {.name = "boundary",
                      .kind = PARAM_WORD,
                      .fallback = "inclusive",
                      .words = boundaries},
        {0},
};

enum { ROW_FROM, ROW_MARK, ROW_SIDE };

/* A measure, and whether less of it is better. */
struct compared {
	const ratio *x; /* NULL: there is none */
	bool lower;
};

struct work {
	const struct leaf *leaf;
	struct points *out;
	const struct param_row *rows;
	size_t n;
	struct compared own, side;
	bool inclusive;
	const char *side_id;
};

enum answer { NO, YES, DOUBT };

static enum answer reaches(const struct work *w, struct compared c, const ratio *from)
{
	if (!c.x)
		return NO;
	if (!ratio_tells(c.x, from))
		return DOUBT;
	int order = ratio_cmp(c.x, from) * (c.lower ? -1 : 1);
	return order > 0 || (!order && w->inclusive) ? YES : NO;
}

/* "83 ≥ 80"; "paid: 40 < 60" */
static void note(const struct work *w, const char *name, struct compared c, const ratio *from,
                 bool reached)
{
	static const char *const signs[2][2][2] = {/* [inclusive][lower][reached] */
	                                           {{"≤", ">"}, {"≥", "<"}},
	                                           {{"<", "≥"}, {">", "≤"}}};
	struct arena *a = w->leaf->arena;
	if (w->leaf->explain)
		measure_note(w->leaf, w->out,
		             arena_print(a, "%s%s %s %s", name, c.x ? ratio_plain(a, c.x) : "–",
		                         signs[w->inclusive][c.lower][reached],
		                         ratio_plain(a, from)));
}

/* Does this row hold? Both conditions, each noted where it decided. */
static enum answer holds(const struct work *w, const struct param_row *row)
{
	const ratio *from = row->numbers[ROW_FROM], *least = row->numbers[ROW_SIDE];
	enum answer own = reaches(w, w->own, from);
	if (own == NO || row->n <= ROW_SIDE)
		return own;
	enum answer side = reaches(w, w->side, least);
	if (side != DOUBT)
		note(w, w->side_id, w->side, least, side == YES);
	return side == NO ? NO : side == DOUBT ? DOUBT : own;
}

/* One mark, or all that it may be. */
static const ratio *find_mark(const struct work *w)
{
	struct arena *a = w->leaf->arena;
	const ratio *low = NULL, *high = NULL;
	enum answer found = NO;
	assert(w->rows || !w->n);
	for (size_t i = 0; i <= w->n && found != YES; i++) {
		const struct param_row *row = i < w->n ? &w->rows[i] : NULL;
		found = row ? holds(w, row) : YES;
		if (found == NO)
			continue;
		const ratio *mark = row ? row->numbers[ROW_MARK] : scoring_number(w->leaf, BELOW);
		low = low ? ratio_min(low, mark) : mark;
		high = high ? ratio_max(high, mark) : mark;
		if (!row)
			scoring_cite_param(w->leaf, w->out, BELOW);
		if (row)
			note(w, "", w->own, row->numbers[ROW_FROM], true);
		else if (w->n && reaches(w, w->own, w->rows[w->n - 1].numbers[ROW_FROM]) == NO)
			note(w, "", w->own, w->rows[w->n - 1].numbers[ROW_FROM], false);
	}
	return low == high ? low : measure_doubt(a, low, high);
}

/* ---- the condition on another item ---- */

static void read_side(struct work *w)
{
	const struct leaf *l = w->leaf;
	struct leaf other = *l;
	const char *id = scoring_word(l, SIDE);
	other.item = *id ? method_item(l->method, id) : NONE;
	if (other.item == NONE)
		return;
	other.scoring = l->method->items[other.item].scoring;
	w->side = (struct compared){measure_of(&other, l->unit), measure_lower(&other)};
	if (!l->explain)
		return;
	w->side_id = arena_print(l->arena, "%s: ", id);
	if (other.scoring->input == INPUT_COUNTS)
		for (size_t k = 0; k < l->method->n_types; k++) {
			const struct figure *f = figures_count(l->figures, l->unit, other.item, k);
			if (f->state == FIGURE_NUMBER)
				scoring_cite_place(l, w->out, f->place);
		}
	else
		scoring_cite_place(
		        l, w->out,
		        figures_value(l->figures, l->unit, other.item, l->figures->period)->place);
}

/* ---- against the field ---- */

static void prepare(const struct leaf *l, struct field *f)
{
	if (!f->n || scoring_is(l, AGAINST, "none") || scoring_is(l, AGAINST, "percentile"))
		return;
	bool lower = measure_lower(l);
	f->reference = scoring_is(l, AGAINST, "mean")
	                       ? field_mean(l->arena, f)
	                       : field_best(f, scoring_is(l, AGAINST, "best") == lower);
	if (ratio_sign(f->reference) <= 0)
		f->reference = NULL;
}

/* How many others of the field are surely worse, and how many may be. */
static void count_worse(const struct work *w, size_t *least, size_t *most)
{
	const struct field *f = w->leaf->field;
	const ratio *x = w->own.x, *self = f->of[w->leaf->unit];
	bool lower = w->own.lower;
	*least = *most = 0;
	if (f->tells && (x == self || ratio_is_exact(x))) {
		*least = *most = f->n - field_better(f, x, lower) - field_equal(f, x);
	} else {
		for (size_t i = 0; i < f->n; i++) {
			bool tells = ratio_tells(f->x[i], x);
			bool worse = ratio_cmp(f->x[i], x) * (lower ? -1 : 1) < 0;
			*least += tells && worse;
			*most += !tells || worse;
		}
	}
	/* Under other counts than its own, what it has now is none of the others. */
	if (self && x != self && ratio_cmp(self, x) * (lower ? -1 : 1) < 0) {
		*least -= *least > 0;
		*most -= *most > 0;
	}
}

static struct compared percentile(const struct work *w)
{
	const struct leaf *l = w->leaf;
	struct arena *a = l->arena;
	long n = (long)l->field->n + !l->field->of[l->unit];
	size_t least, most;
	count_worse(w, &least, &most);
	const ratio *low = ratio_of(a, 100 * ((long)least + 1), n),
	            *high = ratio_of(a, 100 * ((long)most + 1), n);
	const ratio *y = least == most ? low : measure_doubt(a, low, high);
	if (l->explain)
		measure_note(l, w->out,
		             arena_print(a, "100 × (%zu + 1) ÷ %zu = %s", least, (size_t)n,
		                         scoring_result(a, y)));
	return (struct compared){y, false};
}

/* The measure as percent of the reference; the same is exactly 100. */
static struct compared relative(const struct work *w)
{
	const struct leaf *l = w->leaf;
	struct arena *a = l->arena;
	const ratio *hundred = ratio_of(a, 100, 1), *base = l->field->reference;
	const ratio *y =
	        w->own.x == base ? hundred : ratio_div(a, ratio_mul(a, hundred, w->own.x), base);
	if (l->explain)
		measure_note(l, w->out,
		             arena_print(a, "100 × %s ÷ %s = %s", scoring_operand(a, w->own.x),
		                         scoring_operand(a, base), scoring_result(a, y)));
	return (struct compared){y, w->own.lower};
}

/* y in place of x. False where there is none. */
static bool compare(struct work *w, struct diag_list *missing)
{
	const struct leaf *l = w->leaf;
	bool percentiles = scoring_is(l, AGAINST, "percentile");
	scoring_cite_param(l, w->out, AGAINST);
	if (scoring_is(l, AGAINST, "none"))
		return true;
	scoring_cite_param(l, w->out, FIELD_AMONG);
	if (!l->field->n) {
		w->out->state = POINTS_NO_TASK;
		w->out->formula = NULL;
		return false;
	}
	if (l->field->of[l->unit] && !l->counts)
		w->own.x = l->field->of[l->unit];
	if (!percentiles && !l->field->reference) {
		measure_no_reference(l, w->out, missing);
		return false;
	}
	w->own = percentiles ? percentile(w) : relative(w);
	return true;
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct work w = {.leaf = l, .out = out, .side_id = ""};
	w.inclusive = scoring_is(l, BOUNDARY, "inclusive");
	w.own.lower = measure_lower(l);
	w.rows = scoring_rows(l, BANDS, &w.n);
	out->mark_full = ratio_of(l->arena, 100, 1);
	if (!measure_read(l, out, missing, &w.own.x) || !compare(&w, missing))
		return;
	scoring_cite_param(l, out, MEASURE_DIRECTION);
	scoring_cite_param(l, out, BOUNDARY);
	read_side(&w);
	measure_mark(l, out, find_mark(&w), NULL);
}

/* ---- the rule file ---- */

static bool depends(const struct method *m, const struct scoring *use)
{
	return strcmp(param_text(m, &use->params[AGAINST], &params[AGAINST]), "none") != 0;
}

/* Which way the bands must run: 1 falling, -1 rising, 0 both, which no bands can. */
static int running(const struct method *m, const struct scoring *use)
{
	bool values = false, percentiles = possible_word(m, use, AGAINST, "percentile");
	for (size_t i = 0; againsts[i]; i++)
		values = values || (strcmp(againsts[i], "percentile") &&
		                    possible_word(m, use, AGAINST, againsts[i]));
	bool higher = possible_word(m, use, MEASURE_DIRECTION, "higher") || percentiles,
	     lower = possible_word(m, use, MEASURE_DIRECTION, "lower") && values;
	return higher - lower;
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	const struct param *p = &use->params[BANDS];
	bool any_side = false;
	int falling = running(m, use);
	for (size_t i = 0; i < p->n_rows; i++) {
		const struct param_row *row = &p->rows[i], *before = i ? row - 1 : NULL;
		any_side = any_side || row->n > ROW_SIDE;
		if (row->n > ROW_SIDE && !use->params[SIDE].literal)
			diag_add(log, row->place, DIAG_bands_side, NO_ARGS);
		if (!before || !before->n || !row->n)
			continue;
		int order = ratio_cmp(before->numbers[ROW_FROM], row->numbers[ROW_FROM]);
		if (order * falling <= 0)
			diag_add(
			        log, row->place, DIAG_bands_order,
			        ARGS(words_same(ratio_plain(m->arena, row->numbers[ROW_FROM])),
			             words_same(ratio_plain(m->arena, before->numbers[ROW_FROM]))));
	}
	if (use->params[SIDE].literal && p->n_rows && !any_side)
		diag_add(log, use->params[SIDE].place, DIAG_bands_side_idle, NO_ARGS);
}

/* Some row's mark, or that below all rows. */
static bool bounds(const struct leaf *l, const ratio **low, const ratio **high)
{
	size_t n;
	const struct param_row *rows = scoring_rows(l, BANDS, &n);
	*low = *high = scoring_number(l, BELOW);
	for (size_t i = 0; i < n; i++)
		scoring_widen(low, high, rows[i].numbers[ROW_MARK]);
	return true;
}

const struct scoring_method scoring_bands = {
        .id = "bands",
        .name = TEXT_scoring_bands,
        .params = params,
        .measured = true,
        .depends_on_others = true,
        .depends = depends,
        .bounds = bounds,
        .score = score,
        .prepare = prepare,
        .check = check,
};
