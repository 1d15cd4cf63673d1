#include "engine/measure.h"

#include "engine/field.h"
#include "engine/irrational.h"
#include "engine/missing.h"
#include "engine/tally.h"

#include <string.h>

const char *const measure_ofs[] = {"value", "change", "growth", "count", "completion", NULL};
const char *const measure_logs[] = {"none", "e", "10", "2", NULL};
const char *const measure_directions[] = {"higher", "lower", NULL};

/* Why there is no measure. */
enum lack {
	LACK_NOTHING,   /* there is one */
	LACK_NO_TASK,   /* nothing was asked */
	LACK_REFUSED,   /* a figure that was refused when read: a finding there says why */
	LACK_FIGURE,    /* no figure */
	LACK_UNDEFINED, /* growth from nothing, logarithm of nothing */
	LACK_REFERENCE, /* nothing that it could be compared with */
};

struct reading {
	enum lack lack;
	const ratio *x;
	const char *text;         /* how it came about, where it is no plain figure */
	size_t period;            /* LACK_FIGURE: whose */
	const struct figure *why; /* LACK_UNDEFINED: the figure concerned; or NULL */
};

/* Before the method's own numbers are known: the literal, since `of` is never bound. */
enum leaf_input measure_input(const struct scoring *use)
{
	const struct param *p = &use->params[MEASURE_OF];
	const char *of = p->literal ? p->literal : use->method->params[MEASURE_OF].fallback;
	return !strcmp(of, "count") || !strcmp(of, "completion") ? INPUT_COUNTS : INPUT_VALUES;
}

bool measure_lower(const struct leaf *l)
{
	return scoring_is(l, MEASURE_DIRECTION, "lower");
}

/* ---- values ---- */

static struct reading read_figure(const struct leaf *l, struct points *out, size_t period)
{
	const struct figure *f = figures_value(l->figures, l->unit, l->item, period);
	struct reading r = {.period = period, .x = f->value};
	if (period == l->figures->period)
		out->value = f;
	if (f->state == FIGURE_NO_TASK)
		r.lack = LACK_NO_TASK;
	else if (f->state == FIGURE_ABSENT)
		r.lack = f->place.file ? LACK_REFUSED : LACK_FIGURE;
	if (f->place.file)
		scoring_cite_place(l, out, f->place);
	return r;
}

/* v - b or 100 (v - b) / b */
static struct reading compare(const struct leaf *l, struct points *out, bool growth)
{
	struct arena *a = l->arena;
	struct reading now = read_figure(l, out, l->figures->period);
	size_t base = method_period(l->method, scoring_word(l, MEASURE_BASE));
	struct reading then = read_figure(l, out, base);
	if (now.lack)
		return now;
	if (then.lack)
		return then;
	const ratio *change = ratio_sub(a, now.x, then.x);
	struct reading r = {.x = change};
	if (!growth) {
		if (l->explain)
			r.text = arena_print(a, "%s − %s = %s", ratio_plain(a, now.x),
			                     ratio_plain(a, then.x), scoring_result(a, change));
		return r;
	}
	if (ratio_sign(then.x) <= 0)
		return (struct reading){.lack = LACK_UNDEFINED,
		                        .why = figures_value(l->figures, l->unit, l->item, base)};
	r.x = ratio_div(a, ratio_mul(a, change, ratio_of(a, 100, 1)), then.x);
	if (l->explain) {
		const char *b = ratio_plain(a, then.x);
		r.text = arena_print(a, "100 × (%s − %s) ÷ %s = %s", ratio_plain(a, now.x), b, b,
		                     scoring_result(a, r.x));
	}
	return r;
}

/* ---- counts ---- */

static bool any_count(const struct leaf *l, const struct type_result *types)
{
	bool any = l->counts != NULL;
	for (size_t k = 0; k < l->method->n_types; k++)
		any = any || types[k].count->place.file;
	return any;
}

/* Nothing of a measure is left unscored by type. */
static void credit_all(const struct leaf *l, struct points *out, struct type_result *types)
{
	for (size_t k = 0; k < l->method->n_types; k++) {
		types[k].credited = types[k].achieved;
		types[k].unscored = ratio_of(l->arena, 0, 1);
	}
	out->credited = out->achieved;
}

static struct reading read_counts(const struct leaf *l, struct points *out, bool completion,
                                  struct diag_list *missing)
{
	struct arena *a = l->arena;
	struct type_result *types = tally_read(l, out, MEASURE_MISSING, missing);
	struct reading r = {.x = out->achieved, .period = l->figures->period};
	if (completion && !ratio_sign(out->task))
		r.lack = LACK_NO_TASK;
	else if (out->state == POINTS_UNREPORTED) /* where refused, a finding names the type */
		r.lack = missing_refused(l, MEASURE_MISSING) ? LACK_REFUSED : LACK_FIGURE;
	else if (!any_count(l, types))
		r.lack = LACK_FIGURE;
	if (r.lack)
		return r;
	credit_all(l, out, types);
	if (!completion)
		return r;
	r.x = ratio_div(a, ratio_mul(a, out->achieved, ratio_of(a, 100, 1)), out->task);
	if (l->explain)
		r.text = arena_print(a, "100 × %s ÷ %s = %s", ratio_plain(a, out->achieved),
		                     ratio_plain(a, out->task), scoring_result(a, r.x));
	return r;
}

/* ---- both ---- */

static struct reading take_log(const struct leaf *l, struct reading r)
{
	static const char *const shown[] = {[LOG_E] = "ln", [LOG_10] = "log10", [LOG_2] = "log2"};
	struct arena *a = l->arena;
	enum log_base base = scoring_is(l, MEASURE_LOG, "e")    ? LOG_E
	                     : scoring_is(l, MEASURE_LOG, "10") ? LOG_10
	                                                        : LOG_2;
	if (r.lack || scoring_is(l, MEASURE_LOG, "none"))
		return r;
	if (ratio_sign(r.x) <= 0)
		return (struct reading){.lack = LACK_UNDEFINED};
	/* The field may have it already, as one and the same for equal ones. */
	const ratio *known = l->field ? field_member(l->field, r.x) : NULL;
	const ratio *x = known ? known : ratio_log(a, r.x, base);
	if (l->explain)
		r.text = arena_print(a, "%s%s%s(%s) %s", r.text ? r.text : "", r.text ? ", " : "",
		                     shown[base], ratio_plain(a, r.x), scoring_equals(a, x));
	r.x = x;
	return r;
}

/* Before its logarithm: exact. */
static struct reading read_argument(const struct leaf *l, struct points *out,
                                    struct diag_list *missing)
{
	const char *of = scoring_word(l, MEASURE_OF);
	if (!strcmp(of, "value"))
		return read_figure(l, out, l->figures->period);
	if (l->scoring->input == INPUT_VALUES)
		return compare(l, out, !strcmp(of, "growth"));
	return read_counts(l, out, !strcmp(of, "completion"), missing);
}

static struct reading read_measure(const struct leaf *l, struct points *out,
                                   struct diag_list *missing)
{
	return take_log(l, read_argument(l, out, missing));
}

/* Nothing is defaulted: what is missing refuses the run, or a stated parameter says what it means.
 */
static void settle(const struct leaf *l, struct points *out, const struct reading *r,
                   struct diag_list *missing)
{
	const struct method *m = l->method;
	const struct words unit = m->units[l->unit].named.name, item = m->items[l->item].named.name;
	out->state = r->lack == LACK_NO_TASK ? POINTS_NO_TASK : POINTS_UNREPORTED;
	if (r->lack == LACK_NO_TASK || r->lack == LACK_REFUSED ||
	    missing_settle(l, out, MEASURE_MISSING) || !missing)
		return;
	if (r->lack == LACK_FIGURE)
		diag_add(missing, l->figures->values_at, DIAG_measure_missing,
		         ARGS(unit, item, m->periods[r->period].named.name));
	else
		diag_add(missing, r->why ? r->why->place : l->figures->values_at,
		         r->lack == LACK_REFERENCE ? DIAG_reference_undefined
		                                   : DIAG_measure_undefined,
		         ARGS(unit, item));
}

bool measure_read(const struct leaf *l, struct points *out, struct diag_list *missing,
                  const ratio **x)
{
	struct reading r = read_measure(l, out, missing);
	if (r.lack) {
		settle(l, out, &r, missing);
		return false;
	}
	out->measure = *x = r.x;
	out->formula = r.text; /* until measure_mark() */
	return true;
}

const ratio *measure_argument_of(const struct leaf *l, size_t unit)
{
	struct leaf other = *l;
	struct points scratch = {0};
	other.unit = unit;
	other.counts = NULL;
	other.explain = false;
	struct reading r = read_argument(&other, &scratch, NULL);
	return r.lack ? NULL : r.x;
}

const ratio *measure_of(const struct leaf *l, size_t unit)
{
	struct reading r = {.x = measure_argument_of(l, unit)};
	struct leaf bare = *l; /* its field may be that of another unit or item */
	bare.field = NULL;
	if (r.x)
		r = take_log(&bare, r);
	return r.lack ? NULL : r.x;
}

/* Where less is better, none at all may be asked; else a target of 0 asks nothing. */
static const ratio *sum_of_targets(const struct leaf *l)
{
	const ratio *sum = NULL;
	for (size_t k = 0; k < l->method->n_types; k++) {
		const struct figure *f =
		        figures_target(l->figures, l->unit, l->item, k, l->figures->period);
		if (f->state == FIGURE_NUMBER)
			sum = sum ? ratio_add(l->arena, sum, f->value) : f->value;
	}
	return sum && (ratio_sign(sum) || measure_lower(l)) ? sum : NULL;
}

const ratio *measure_asked(const struct leaf *l, size_t param)
{
	const ratio *t = scoring_number(l, param);
	if (t)
		return t;
	if (l->scoring->input == INPUT_COUNTS) {
		const ratio *sum = sum_of_targets(l);
		bool completion = scoring_is(l, MEASURE_OF, "completion");
		return !sum || !completion ? sum
		       : ratio_sign(sum)   ? ratio_of(l->arena, 100, 1)
		                           : NULL;
	}
	const struct figure *f = figures_target(l->figures, l->unit, l->item, all_types(l->method),
	                                        l->figures->period);
	return f->state == FIGURE_NUMBER ? f->value : NULL;
}

/* The same, cited. */
static const ratio *take_target(const struct leaf *l, struct points *out, size_t param)
{
	const struct figure *f = figures_target(l->figures, l->unit, l->item, all_types(l->method),
	                                        l->figures->period);
	out->target = measure_asked(l, param);
	if (scoring_number(l, param))
		scoring_cite_param(l, out, param);
	else if (l->scoring->input == INPUT_VALUES && f->state != FIGURE_ABSENT)
		scoring_cite_place(l, out, f->place);
	if (!out->target)
		out->state = POINTS_NO_TASK;
	return out->target;
}

bool measure_against(const struct leaf *l, struct points *out, struct diag_list *missing,
                     size_t param, const ratio **x, const ratio **t)
{
	bool values = l->scoring->input == INPUT_VALUES;
	if (values) {
		out->value = figures_value(l->figures, l->unit, l->item, l->figures->period);
		*t = take_target(l, out, param);
		if (!*t)
			return false;
	} else if (!measure_asked(l, param)) {
		credit_all(l, out, tally_read(l, out, MEASURE_MISSING, NULL));
		out->state = POINTS_NO_TASK;
		return false;
	}
	if (!measure_read(l, out, missing, x))
		return false;
	if (!values)
		*t = take_target(l, out, param);
	return *t != NULL;
}

void measure_no_reference(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct reading r = {.lack = LACK_REFERENCE, .why = out->value};
	out->formula = NULL;
	settle(l, out, &r, missing);
}

const ratio *measure_doubt(struct arena *a, const ratio *one, const ratio *other)
{
	const ratio *half = ratio_of(a, 1, 2), *low = ratio_min(one, other),
	            *high = ratio_max(one, other);
	return ratio_inexact(a, ratio_mul(a, half, ratio_add(a, low, high)),
	                     ratio_mul(a, half, ratio_sub(a, high, low)));
}

void measure_note(const struct leaf *l, struct points *out, const char *text)
{
	if (l->explain)
		out->formula = arena_print(l->arena, "%s%s%s", out->formula ? out->formula : "",
		                           out->formula ? "; " : "", text);
}

void measure_mark(const struct leaf *l, struct points *out, const ratio *mark, const char *formula)
{
	out->mark = mark;
	if (!l->explain) {
		out->formula = NULL;
		return;
	}
	measure_note(
	        l, out,
	        formula ? arena_print(l->arena, "%s %s", formula, scoring_equals(l->arena, mark))
	                : scoring_result(l->arena, mark));
}
