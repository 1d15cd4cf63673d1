#include "engine/field.h"

#include "engine/possible.h"

#include <stdlib.h>

const char *const field_amongs[] = {"all", "group", NULL};

/* One unit of the field. */
struct member {
	size_t unit;
	const ratio *argument, *x; /* the measure before and after its logarithm */
};

static int compare(const void *left, const void *right)
{
	const struct member *x = left, *y = right;
	return ratio_cmp(x->argument, y->argument);
}

static size_t collect(const struct leaf *l, size_t group, struct member *list)
{
	const struct method *m = l->method;
	bool all = scoring_is(l, FIELD_AMONG, "all");
	size_t n = 0;
	for (size_t u = 0; u < m->n_units; u++) {
		if (!m->units[u].assessed || (!all && m->units[u].group != group))
			continue;
		const ratio *own = measure_of(l, u);
		if (own)
			list[n++] = (struct member){u, measure_argument_of(l, u), own};
	}
	return n;
}

/* Logarithms of equal numbers cannot be told apart by themselves: they are made one. */
const struct field *field_of(const struct leaf *l, size_t group)
{
	struct arena *a = l->arena;
	const size_t n_units = l->method->n_units;
	struct member *list = ARENA_NEWS(a, struct member, n_units);
	const ratio **x = ARENA_NEWS(a, const ratio *, n_units),
	            **arguments = ARENA_NEWS(a, const ratio *, n_units),
	            **of = ARENA_NEWS(a, const ratio *, n_units);
	struct field *f = ARENA_NEW(a, struct field);
	*f = (struct field){.n = collect(l, group, list),
	                    .x = x,
	                    .arguments = arguments,
	                    .of = of,
	                    .sum = ratio_of(a, 0, 1),
	                    .tells = true};
	if (f->n)
		qsort(list, f->n, sizeof *list, compare);
	for (size_t i = 0; i < f->n; i++) {
		x[i] = i && !compare(&list[i - 1], &list[i]) ? x[i - 1] : list[i].x;
		arguments[i] = list[i].argument;
		of[list[i].unit] = x[i];
		f->sum = ratio_add(a, f->sum, x[i]);
		f->tells = f->tells && (!i || ratio_tells(x[i - 1], x[i]));
	}
	if (l->scoring->method->prepare)
		l->scoring->method->prepare(l, f);
	return f;
}

bool field_read(const struct leaf *l, struct points *out, struct diag_list *missing,
                const ratio **x)
{
	out->mark_full = ratio_of(l->arena, 100, 1);
	if (!measure_read(l, out, missing, x))
		return false;
	scoring_cite_param(l, out, MEASURE_DIRECTION);
	scoring_cite_param(l, out, FIELD_AMONG);
	if (!l->field->n) {
		out->state = POINTS_NO_TASK;
		out->formula = NULL;
		return false;
	}
	if (l->field->of[l->unit] && !l->counts)
		*x = l->field->of[l->unit];
	return true;
}

const ratio *field_mean(struct arena *a, const struct field *f)
{
	return ratio_div(a, f->sum, ratio_of(a, (long)f->n, 1));
}

bool field_is_level(const struct field *f)
{
	return !f->n || f->x[0] == f->x[f->n - 1];
}

const ratio *field_gap(struct arena *a, const ratio *x, const ratio *y)
{
	return x == y ? ratio_of(a, 0, 1) : ratio_sub(a, x, y);
}

/* How many of an ascending list lie below x, or up to x. */
static size_t count(const ratio *const *list, size_t n, const ratio *x, bool with_equal)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = ratio_cmp(list[middle], x);
		if (order < 0 || (with_equal && !order))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t field_better(const struct field *f, const ratio *x, bool lower)
{
	return lower ? count(f->x, f->n, x, false) : f->n - count(f->x, f->n, x, true);
}

size_t field_equal(const struct field *f, const ratio *x)
{
	return count(f->x, f->n, x, true) - count(f->x, f->n, x, false);
}

const ratio *field_member(const struct field *f, const ratio *argument)
{
	size_t at = count(f->arguments, f->n, argument, false);
	return at < f->n && !ratio_cmp(f->arguments[at], argument) ? f->x[at] : NULL;
}

struct standing field_standing(const struct leaf *l, const ratio *x)
{
	const struct field *f = l->field;
	struct standing s = {.better = field_better(f, x, measure_lower(l)),
	                     .equal = field_equal(f, x)};
	s.worse = f->n - s.better - s.equal;
	if (f->of[l->unit]) /* itself is none of the others */
		s.equal--;
	return s;
}

void field_check_log(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	for (size_t i = 1; measure_logs[i]; i++) /* 0: none */
		if (possible_word(m, use, MEASURE_LOG, measure_logs[i])) {
			diag_add(log, possible_place(use, MEASURE_LOG), DIAG_order_log,
			         ARGS(words_same(measure_logs[i])));
			return;
		}
}

const char *field_before(struct arena *a, const ratio *offset, const ratio *factor)
{
	bool adds = ratio_sign(offset) != 0, times = ratio_cmp(factor, ratio_of(a, 1, 1)) != 0;
	return arena_print(a, "%s%s%s%s", adds ? ratio_plain(a, offset) : "", adds ? " + " : "",
	                   times ? scoring_operand(a, factor) : "", times ? " × " : "");
}
