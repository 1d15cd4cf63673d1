#include "vary/recognition.h"

#include "engine/binary.h"
#include "engine/scoring.h"

#include <string.h>

/* One number that is drawn: how many of n projects are recognised, or which of n scorers judges. */
struct uncertain {
	size_t n;            /* outcomes are 0 .. n */
	const double *up_to; /* [outcome]: probability of this one or one below; the last is 1 */
	size_t step;         /* in the marks of its cell */
};

/* A unit's value on one weight, which hangs on some of these. */
struct cell {
	size_t at;            /* in the values */
	size_t first, n;      /* of the numbers */
	const double *values; /* [marks] */
};

struct recognition {
	size_t n_values;
	const double *values; /* of the model */
	struct uncertain *numbers;
	size_t n_numbers;
	struct cell *cells;
	size_t n_cells;
};

/* One while it is made. */
struct making {
	struct arena *arena;
	const struct model *model;
	const struct method *method;
	const struct recognition_rule *rules;
	size_t n_rules;
	struct diag_list *log;
	struct recognition *out;
};

/* ---- which counts ---- */

static bool is_within(const struct method *m, size_t item, size_t above)
{
	while (item != NONE && item != above)
		item = m->items[item].parent;
	return item == above;
}

static const struct recognition_rule *rule_of(const struct making *k, size_t unit, size_t item,
                                              size_t type)
{
	for (size_t i = k->n_rules; i-- > 0;) {
		const struct recognition_rule *r = &k->rules[i];
		if ((r->unit == NONE || r->unit == unit) && (r->type == NONE || r->type == type) &&
		    (r->item == NONE || is_within(k->method, item, r->item)))
			return r;
	}
	return NULL;
}

/* The rule that makes this count uncertain, or NULL. */
static const struct recognition_rule *doubt_of(const struct making *k, size_t unit, size_t item,
                                               size_t type)
{
	const struct points *p = sheet_points(k->model->sheet, unit, item);
	if (!p->types || p->by_department || p->state == POINTS_NO_TASK ||
	    p->types[type].count->state != FIGURE_NUMBER ||
	    !ratio_sign(p->types[type].count->value))
		return NULL;
	const struct recognition_rule *r = rule_of(k, unit, item, type);
	return r && ratio_cmp(r->probability, ratio_of(k->arena, 1, 1)) ? r : NULL;
}

static struct words unit_item(const struct making *k, size_t unit, size_t item)
{
	return figures_cell_name(k->arena, k->method, unit, item, NONE, NONE);
}

/* The weight whose value this leaf is, or NONE. */
static size_t weight_of(const struct model *m, size_t item)
{
	for (size_t i = 0; i < m->n_weights; i++)
		if (m->nodes[m->carriers[i]].item == item)
			return i;
	return NONE;
}

static void refuse(const struct making *k, enum diag_code code, const struct recognition_rule *rule,
                   size_t unit, size_t item)
{
	diag_add(k->log, (struct place){.file = "--recognise"}, code,
	         ARGS(words_same(rule->text), unit_item(k, unit, item)));
}

/* May the count of this unit, item and type be drawn? */
static bool is_sound(const struct making *k, const struct recognition_rule *rule, size_t unit,
                     size_t item, size_t type)
{
	const struct item *i = &k->method->items[item];
	const struct points *p = sheet_points(k->model->sheet, unit, item);
	enum diag_code code = DIAG_CODES;
	if (weight_of(k->model, item) == NONE)
		code = DIAG_recognise_fixed;
	else if (scoring_depends(k->method, i->scoring))
		code = DIAG_recognise_depends;
	else if (!ratio_is_whole(p->types[type].achieved))
		code = DIAG_recognise_whole;
	if (code != DIAG_CODES)
		refuse(k, code, rule, unit, item);
	return code == DIAG_CODES;
}

/* ---- probabilities ---- */

/* Of 0 .. n of n projects, each recognised with p < 1. Terms are taken from the likeliest one to
 * both sides, relative to it, so that none is lost to underflow that matters. */
static const double *binomial(struct arena *a, size_t n, double p)
{
	double *up_to = ARENA_NEWS(a, double, n + 1), sum = 0;
	size_t mode = (size_t)((double)(n + 1) * p);
	up_to[mode] = 1;
	for (size_t i = mode; i < n; i++)
		up_to[i + 1] = up_to[i] * (double)(n - i) / (double)(i + 1) * p / (1 - p);
	for (size_t i = mode; i > 0; i--)
		up_to[i - 1] = up_to[i] * (double)i / (double)(n - i + 1) * (1 - p) / p;
	for (size_t i = 0; i <= n; i++)
		sum += up_to[i];
	double below = 0;
	for (size_t i = 0; i <= n; i++) {
		below += up_to[i];
		up_to[i] = i < n ? below / sum : 1;
	}
	return up_to;
}

static const double *certain(struct arena *a, size_t n, size_t outcome)
{
	double *up_to = ARENA_NEWS(a, double, n + 1);
	for (size_t i = outcome; i <= n; i++)
		up_to[i] = 1;
	return up_to;
}

static const double *alike(struct arena *a, size_t n)
{
	double *up_to = ARENA_NEWS(a, double, n + 1);
	for (size_t i = 0; i <= n; i++)
		up_to[i] = i < n ? (double)(i + 1) / (double)(n + 1) : 1;
	return up_to;
}

/* ---- counts ---- */

/* How many of a count there are. Counts that people make are far below 2^53. */
static size_t size_of(const ratio *count)
{
	return (size_t)binary_of(count);
}

static double value_under(const struct making *k, struct arena *scratch, size_t unit, size_t item,
                          const ratio *const *counts)
{
	const struct leaf l = {.arena = scratch,
	                       .method = k->method,
	                       .figures = k->model->sheet->figures,
	                       .unit = unit,
	                       .item = item,
	                       .scoring = k->method->items[item].scoring,
	                       .counts = counts};
	struct points out = {0};
	l.scoring->method->score(&l, &out, NULL);
	return out.mark && ratio_sign(out.mark_full)
	               ? binary_of(ratio_div(scratch, out.mark, out.mark_full))
	               : 0;
}

/* Every mark that can come up, the outcome of the last number changing fastest. types: of the
 * numbers, in their order. */
static const double *marks_of(const struct making *k, const struct cell *c, size_t unit,
                              size_t item, const size_t *types, size_t n_marks)
{
	const struct points *p = sheet_points(k->model->sheet, unit, item);
	double *marks = ARENA_NEWS(k->arena, double, n_marks);
	for (size_t i = 0; i < n_marks; i++) {
		struct arena *scratch = arena_scratch(k->arena);
		const ratio **counts = ARENA_NEWS(scratch, const ratio *, k->method->n_types);
		for (size_t t = 0; t < k->method->n_types; t++)
			counts[t] = p->types[t].achieved;
		for (size_t x = 0; x < c->n; x++) {
			const struct uncertain *u = &k->out->numbers[c->first + x];
			long outcome = (long)(i / u->step % (u->n + 1));
			counts[types[x]] = ratio_of(scratch, outcome, 1);
		}
		marks[i] = value_under(k, scratch, unit, item, counts);
		arena_free(scratch);
	}
	return marks;
}

static void add_number(struct making *k, struct cell *c, size_t n, const double *up_to)
{
	k->out->numbers[k->out->n_numbers++] = (struct uncertain){.n = n, .up_to = up_to};
	c->n++;
}

/* Steps of the numbers of a cell; returns how many marks there are, 0 for too many. */
static size_t lay_out(struct making *k, const struct cell *c)
{
	size_t marks = 1;
	for (size_t x = c->n; x-- > 0;) {
		struct uncertain *u = &k->out->numbers[c->first + x];
		u->step = marks;
		if (u->n + 1 > RECOGNITION_MARKS / marks)
			return 0;
		marks *= u->n + 1;
	}
	return marks;
}

static void add_counts(struct making *k, struct cell *c, size_t unit, size_t item)
{
	const struct points *p = sheet_points(k->model->sheet, unit, item);
	size_t *types = ARENA_NEWS(k->arena, size_t, k->method->n_types);
	const struct recognition_rule *rule = NULL;
	for (size_t t = 0; t < k->method->n_types; t++) {
		const struct recognition_rule *r = doubt_of(k, unit, item, t);
		if (!r || !is_sound(k, r, unit, item, t))
			continue;
		size_t n = size_of(p->types[t].achieved);
		rule = r;
		types[c->n] = t;
		add_number(k, c, n,
		           ratio_sign(r->probability)
		                   ? binomial(k->arena, n, binary_of(r->probability))
		                   : certain(k->arena, n, 0));
	}
	if (!c->n)
		return;
	size_t marks = lay_out(k, c);
	if (marks)
		c->values = marks_of(k, c, unit, item, types, marks);
	else
		refuse(k, DIAG_recognise_many, rule, unit, item);
}

/* ---- scorers ---- */

static void add_scorers(struct making *k, struct cell *c, size_t unit, size_t item)
{
	const struct points *p = sheet_points(k->model->sheet, unit, item);
	size_t n = 0;
	for (const struct judgement *j = p->judged; j; j = j->next)
		n += j->points != NULL;
	if (n < 2 || p->by_department || !p->mark_full || !ratio_sign(p->mark_full))
		return;
	double *values = ARENA_NEWS(k->arena, double, n);
	size_t i = 0;
	for (const struct judgement *j = p->judged; j; j = j->next)
		if (j->points)
			values[i++] = binary_of(ratio_div(k->arena, j->points, p->mark_full));
	c->values = values;
	add_number(k, c, n - 1, alike(k->arena, n - 1));
	k->out->numbers[c->first].step = 1;
}

/* ---- the whole ---- */

static void add_cell(struct making *k, size_t index, size_t unit, size_t item)
{
	struct cell *c = &k->out->cells[k->out->n_cells];
	enum leaf_input input = k->method->items[item].scoring->input;
	size_t weight = weight_of(k->model, item);
	*c = (struct cell){.at = index * k->model->n_weights + weight, .first = k->out->n_numbers};
	if (input == INPUT_COUNTS)
		add_counts(k, c, unit, item);
	else if (input == INPUT_JUDGED && weight != NONE)
		add_scorers(k, c, unit, item);
	k->out->n_cells += c->n > 0;
}

static size_t most_numbers(const struct model *m)
{
	size_t of_leaf = m->method->n_types > 0 ? m->method->n_types : 1;
	return m->n_units * m->method->n_items * of_leaf;
}

const struct recognition *recognition_new(struct arena *a, const struct model *m,
                                          const struct recognition_rule *rules, size_t n,
                                          struct diag_list *log)
{
	struct recognition *out = ARENA_NEW(a, struct recognition);
	struct making k = {a, m, m->method, rules, n, log, out};
	size_t errors = diag_errors(log);
	if (m->sheet->n_parts > 0) {
		diag_add(log, (struct place){.file = "--recognise"}, DIAG_recognise_combined,
		         NO_ARGS);
		return NULL;
	}
	*out = (struct recognition){
	        .n_values = m->n_units * m->n_weights,
	        .values = model_numbers(a, m).values,
	        .numbers = ARENA_NEWS(a, struct uncertain, most_numbers(m)),
	        .cells = ARENA_NEWS(a, struct cell, m->n_units * m->method->n_items)};
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->method->n_items; i++)
			if (item_is_leaf(&m->method->items[i]))
				add_cell(&k, u, m->units[u], i);
	return diag_errors(log) > errors ? NULL : out;
}

size_t recognition_uncertain(const struct recognition *r)
{
	return r->n_numbers;
}

/* ---- drawing ---- */

enum { WORDS = 4 };

struct work {
	uint32_t words[WORDS];
};

void *recognition_work(struct arena *a, const struct recognition *r)
{
	(void)r;
	return ARENA_NEW(a, struct work);
}

/* The first outcome that u is not above. */
static size_t outcome_of(const struct uncertain *x, double u)
{
	size_t low = 0, high = x->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (u < x->up_to[middle])
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

void recognition_draw(const struct recognition *r, uint64_t seed, uint64_t draw,
                      enum stream_purpose purpose, double *values, void *work)
{
	struct work *w = work;
	memcpy(values, r->values, r->n_values * sizeof *values);
	for (size_t i = 0; i < r->n_cells; i++) {
		const struct cell *c = &r->cells[i];
		size_t mark = 0;
		for (size_t x = c->first; x < c->first + c->n; x++) {
			if (x % WORDS == 0)
				stream_words(seed, draw, (uint32_t)(x / WORDS), purpose, w->words);
			mark += r->numbers[x].step *
			        outcome_of(&r->numbers[x], stream_uniform(w->words[x % WORDS]));
		}
		values[c->at] = c->values[mark];
	}
}
