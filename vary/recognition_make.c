/* recognition_make.c - what of a case is uncertain, and the tables of its marks. */
#include "engine/binary.h"
#include "engine/parts.h"
#include "engine/scoring.h"
#include "vary/chance.h"
#include "vary/recognition_parts.h"

#include <string.h>

/* Marks worked out before their scratch memory is given back. */
enum { MARKS_A_SCRATCH = 256 };

/* One made so far; binomial limits are shared by counts alike. */
struct limits {
	size_t n;
	const ratio *p;
	const uint64_t *limits;
	struct limits *next;
};

struct making {
	struct arena *arena;
	struct recognition *r;
	const struct recognition_rule *rules;
	size_t n_rules;
	const ratio *one;
	struct diag_list *log;
	struct recognition_axis *axes;
	struct recognition_cell *cells;
	size_t axes_room, cells_room;
	bool *varies; /* [item]: something of it is uncertain */
	struct limits *known;
	size_t marks; /* in all tables */
	struct figures *mine;
};

/* ---- lists ---- */

static void add_axis(struct making *k, struct recognition_axis axis)
{
	struct recognition *r = k->r;
	if (r->n_axes == k->axes_room) {
		k->axes_room *= 2;
		k->axes = arena_grow(k->arena, k->axes, r->n_axes, k->axes_room, sizeof *k->axes);
	}
	k->axes[r->n_axes++] = axis;
}

static struct recognition_cell *add_cell(struct making *k, struct recognition_cell cell)
{
	struct recognition *r = k->r;
	if (r->n_cells == k->cells_room) {
		k->cells_room *= 2;
		k->cells =
		        arena_grow(k->arena, k->cells, r->n_cells, k->cells_room, sizeof *k->cells);
	}
	k->cells[r->n_cells] = cell;
	return &k->cells[r->n_cells++];
}

static const uint64_t *limits_of(struct making *k, size_t n, const ratio *p)
{
	for (const struct limits *x = k->known; x; x = x->next)
		if (x->n == n && !ratio_cmp(x->p, p))
			return x->limits;
	struct limits *own = ARENA_NEW(k->arena, struct limits);
	*own = (struct limits){n, p, chance_binomial(k->arena, n, p), k->known};
	k->known = own;
	return own->limits;
}

/* ---- which counts vary ---- */

static bool lies_in(const struct method *m, size_t item, size_t above)
{
	while (item != NONE && item != above)
		item = m->items[item].parent;
	return item == above;
}

/* The rule that makes a count uncertain; NULL where it is certain. */
static const struct recognition_rule *rule_of(const struct making *k, const struct sheet *s,
                                              size_t unit, size_t item, size_t type)
{
	const struct figure *count = figures_count(s->figures, unit, item, type);
	if (count->state != FIGURE_NUMBER || !ratio_sign(count->value))
		return NULL;
	for (size_t i = k->n_rules; i--;) {
		const struct recognition_rule *r = &k->rules[i];
		if ((r->unit == NONE || r->unit == unit) && (r->type == NONE || r->type == type) &&
		    (r->item == NONE || lies_in(s->method, item, r->item)))
			return ratio_cmp(r->probability, k->one) ? r : NULL;
	}
	return NULL;
}

static void refuse(const struct making *k, enum diag_code code, const struct recognition_rule *rule,
                   size_t unit, size_t item)
{
	const struct method *m = k->r->model->method;
	diag_add(k->log, (struct place){.file = "--recognise"}, code,
	         ARGS(words_same(rule->text),
	              figures_cell_name(k->arena, m, unit, item, NONE, NONE),
	              words_same(arena_print(k->arena, "%d", RECOGNITION_COUNT_MAX))));
}

/* A whole number up to RECOGNITION_COUNT_MAX, which is at least as large. */
static size_t size_of(struct arena *a, const ratio *count)
{
	size_t low = 0, high = RECOGNITION_COUNT_MAX;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (ratio_cmp(ratio_of(a, (long)middle, 1), count) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_count(struct making *k, const struct sheet *s, size_t unit, size_t item,
                      size_t type)
{
	const struct recognition_rule *rule = rule_of(k, s, unit, item, type);
	const ratio *count = figures_count(s->figures, unit, item, type)->value;
	if (!rule)
		return;
	if (!ratio_is_whole(count)) {
		refuse(k, DIAG_recognise_whole, rule, unit, item);
		return;
	}
	if (ratio_cmp(count, ratio_of(k->arena, RECOGNITION_COUNT_MAX, 1)) > 0) {
		refuse(k, DIAG_recognise_many, rule, unit, item);
		return;
	}
	/* Probability 0: none is recognised, for sure. */
	const size_t n = ratio_sign(rule->probability) ? size_of(k->arena, count) : 0;
	add_axis(k,
	         (struct recognition_axis){.n_limits = n,
	                                   .limits = n ? limits_of(k, n, rule->probability) : NULL,
	                                   .item = item,
	                                   .type = type});
	k->varies[item] = true;
}

/* ---- which judged points vary ---- */

/* Does its method weigh groups of scorers? */
static bool weighs_groups(const struct scoring *use)
{
	const struct param_spec *specs = use->method->params;
	for (size_t i = 0; specs[i].name; i++)
		if (specs[i].row_word && use->params[i].n_rows)
			return true;
	return false;
}

static bool same_group(bool grouped, const struct judgement *x, const struct judgement *y)
{
	return !grouped || !strcmp(x->group, y->group);
}

static bool opens_group(bool grouped, const struct judgement *all, const struct judgement *x)
{
	for (const struct judgement *j = all; j != x; j = j->next)
		if (same_group(grouped, j, x))
			return false;
	return true;
}

static void add_judged(struct making *k, const struct sheet *s, size_t unit, size_t item)
{
	const struct judgement *all = *figures_judged(s->figures, unit, item);
	const bool grouped = weighs_groups(s->method->items[item].scoring);
	for (const struct judgement *x = all; x; x = x->next) {
		size_t n = 0;
		for (const struct judgement *j = x; j; j = j->next)
			n += same_group(grouped, j, x);
		if (n < 2 || !opens_group(grouped, all, x))
			continue;
		const struct judgement **scorers =
		        ARENA_NEWS(k->arena, const struct judgement *, n);
		n = 0;
		for (const struct judgement *j = x; j; j = j->next)
			if (same_group(grouped, j, x))
				scorers[n++] = j;
		add_axis(k, (struct recognition_axis){.n_limits = n - 1,
		                                      .limits = chance_uniform(k->arena, n),
		                                      .item = item,
		                                      .type = NONE,
		                                      .scorers = scorers});
	}
}

/* ---- cells ---- */

/* The axes of a leaf, or of all leaves below an item. */
static void add_axes(struct making *k, const struct sheet *s, size_t unit, size_t item)
{
	const struct item *p = &s->method->items[item];
	const struct points *x = sheet_points(s, unit, item);
	for (size_t i = 0; i < p->n_children; i++)
		add_axes(k, s, unit, p->children[i]);
	if (!item_is_leaf(p) || x->by_department || x->state == POINTS_NO_TASK || !x->mark)
		return;
	for (size_t type = 0; type < s->method->n_types && x->types; type++)
		add_count(k, s, unit, item, type);
	if (p->scoring->input == INPUT_JUDGED)
		add_judged(k, s, unit, item);
}

/* How many marks a table of the cell would have; 0: more than it may. */
static size_t marks_of(const struct making *k, const struct recognition_cell *c)
{
	size_t n = 1;
	for (size_t i = 0; i < c->n_axes && n; i++) {
		const size_t levels = k->axes[c->first + i].n_limits + 1;
		n = n > RECOGNITION_TABLE_MAX / levels ? 0 : n * levels;
	}
	return n > RECOGNITION_TABLES_MAX - k->marks ? 0 : n;
}

/* The next levels, the last axis fastest. */
static void advance(const struct making *k, const struct recognition_cell *c, size_t *levels)
{
	for (size_t i = c->n_axes; i--;) {
		if (levels[i]++ < k->axes[c->first + i].n_limits)
			return;
		levels[i] = 0;
	}
}

/* The marks of the first n levels; NULL after an error. */
static const double *marks(struct making *k, const struct recognition_cell *c, size_t n)
{
	const struct method *m = k->r->model->method;
	double *out = ARENA_NEWS(k->arena, double, n);
	size_t *levels = ARENA_NEWS(k->arena, size_t, c->n_axes);
	struct arena *scratch = NULL;
	for (size_t i = 0; i < n; i++, advance(k, c, levels)) {
		if (i % MARKS_A_SCRATCH == 0) {
			arena_free(scratch);
			scratch = arena_scratch(k->arena);
		}
		const ratio *x = recognition_mark(scratch, k->r, c, levels, k->mine);
		if (!x) {
			diag_add(k->log, (struct place){.file = "--recognise"},
			         DIAG_recognise_undefined,
			         ARGS(m->units[c->unit].named.name, m->items[c->item].named.name));
			out = NULL;
			break;
		}
		out[i] = binary_of(x);
		k->r->least = out[i] < k->r->least ? out[i] : k->r->least;
		k->r->most = out[i] > k->r->most ? out[i] : k->r->most;
	}
	arena_free(scratch);
	return out;
}

/* Marks are to be had of the lists so far. */
static void show_lists(struct making *k)
{
	k->r->axes = k->axes;
	k->r->cells = k->cells;
}

static void make_table(struct making *k, struct recognition_cell *c)
{
	const size_t n = marks_of(k, c);
	const bool leaf = item_is_leaf(&k->r->model->method->items[c->item]);
	show_lists(k);
	if (n) {
		c->table = marks(k, c, n);
		k->marks += n;
		return;
	}
	(void)marks(k, c, 1); /* is there one where nothing is recognised? */
	k->r->path = RECOGNITION_LEAVES;
	k->r->copies = k->r->copies || !leaf || k->axes[c->first].type == NONE;
}

/* ---- one value ---- */

static const ratio *part_share(struct arena *a, const struct sheet *s, size_t unit, size_t part)
{
	const ratio *const *weights = parts_weights(a, s, unit);
	const ratio *total = ratio_of(a, 0, 1);
	for (size_t i = 0; i < s->n_parts; i++)
		total = ratio_add(a, total, weights[i]);
	return ratio_div(a, weights[part], total);
}

/* The cells of one value, one for each part of a combined period that is uncertain. */
static void add_value(struct making *k, size_t u, size_t w)
{
	const struct model *m = k->r->model;
	const struct sheet *s = m->sheet;
	const size_t unit = m->units[u], item = m->nodes[m->carriers[w]].item;
	const size_t first_cell = k->r->n_cells, parts = s->n_parts ? s->n_parts : 1;
	const ratio *fixed = ratio_of(k->arena, 0, 1);
	for (size_t i = 0; i < parts; i++) {
		struct recognition_cell c = {.value = u * m->n_weights + w,
		                             .unit = unit,
		                             .item = item,
		                             .part = s->n_parts ? i : NONE,
		                             .first = k->r->n_axes};
		if (s->n_parts) {
			c.share = part_share(k->arena, s, unit, i);
			if (!ratio_sign(c.share))
				continue;
		}
		add_axes(k, recognition_sheet(k->r, &c), unit, item);
		c.n_axes = k->r->n_axes - c.first;
		show_lists(k);
		if (c.n_axes) {
			(void)add_cell(k, c);
			continue;
		}
		const ratio *mark =
		        s->n_parts ? recognition_share(k->arena, s->parts[i], unit, item) : NULL;
		if (mark)
			fixed = ratio_add(k->arena, fixed, ratio_mul(k->arena, mark, c.share));
	}
	if (k->r->n_cells == first_cell)
		return;
	k->cells[first_cell].opens = true;
	k->cells[first_cell].fixed = binary_of(fixed);
}

/* ---- all of them ---- */

/* Counts outside the full points are not part of a value. */
static void refuse_outside(struct making *k, const struct sheet *s)
{
	const struct model *m = k->r->model;
	for (size_t i = 0; i < s->method->n_items; i++) {
		bool outside = false;
		for (size_t above = i; above != NONE; above = s->method->items[above].parent)
			outside = outside || s->method->items[above].outside != INSIDE;
		for (size_t u = 0; u < m->n_units && outside && figures_counted(s->method, i); u++)
			for (size_t t = 0; t < s->method->n_types; t++) {
				const struct recognition_rule *rule =
				        rule_of(k, s, m->units[u], i, t);
				if (rule)
					refuse(k, DIAG_recognise_outside, rule, m->units[u], i);
			}
	}
}

static bool depends(const struct making *k)
{
	const struct method *m = k->r->model->method;
	for (size_t i = 0; i < m->n_items; i++)
		if (k->varies[i] && scoring_depends(m, m->items[i].scoring))
			return true;
	return false;
}

static struct making begin(struct arena *a, const struct model *m, struct recognition *r)
{
	const size_t room = 64;
	struct making k = {.arena = a,
	                   .r = r,
	                   .one = ratio_of(a, 1, 1),
	                   .axes = ARENA_NEWS(a, struct recognition_axis, room),
	                   .cells = ARENA_NEWS(a, struct recognition_cell, room),
	                   .axes_room = room,
	                   .cells_room = room};
	*r = (struct recognition){.model = m,
	                          .base = model_numbers(a, m).values,
	                          .most = 1,
	                          .failed = ARENA_NEW(a, atomic_uint_least64_t)};
	for (size_t i = 0; i < m->n_units * m->n_weights; i++) {
		r->least = r->base[i] < r->least ? r->base[i] : r->least;
		r->most = r->base[i] > r->most ? r->base[i] : r->most;
	}
	atomic_init(r->failed, 0);
	k.varies = ARENA_NEWS(a, bool, m->method->n_items);
	k.mine = recognition_figures(a, m->sheet->figures);
	return k;
}

const struct recognition *recognition_new(struct arena *a, const struct model *m,
                                          const struct recognition_rule *rules, size_t n,
                                          struct diag_list *log)
{
	const size_t errors = diag_errors(log);
	struct recognition *r = ARENA_NEW(a, struct recognition);
	struct making k = begin(a, m, r);
	k.rules = r->rules = arena_grow(a, rules, n, n, sizeof *rules);
	k.n_rules = r->n_rules = n;
	k.log = log;
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t w = 0; w < m->n_weights; w++)
			if (m->values[u * m->n_weights + w])
				add_value(&k, u, w);
	if (!m->sheet->n_parts)
		refuse_outside(&k, m->sheet);
	for (size_t i = 0; i < m->sheet->n_parts; i++)
		refuse_outside(&k, m->sheet->parts[i]);
	show_lists(&k);
	if (depends(&k)) {
		r->path = RECOGNITION_SCORED;
		r->copies = true;
	}
	for (size_t i = 0; i < r->n_cells && r->path != RECOGNITION_SCORED; i++)
		make_table(&k, &k.cells[i]);
	return diag_errors(log) > errors ? NULL : r;
}

/* Do draws mean the same figures? */
static bool is_alike(const struct recognition *x, const struct recognition *y)
{
	bool same = x->n_axes == y->n_axes && x->n_cells == y->n_cells && x->path == y->path &&
	            x->copies == y->copies;
	for (size_t i = 0; same && i < x->n_cells; i++)
		same = x->cells[i].value == y->cells[i].value &&
		       x->cells[i].part == y->cells[i].part &&
		       x->cells[i].first == y->cells[i].first;
	for (size_t i = 0; same && i < x->n_axes; i++)
		same = x->axes[i].item == y->axes[i].item && x->axes[i].type == y->axes[i].type &&
		       x->axes[i].n_limits == y->axes[i].n_limits;
	return same;
}

const struct recognition *recognition_under(struct arena *a, const struct recognition *r,
                                            const struct model *m, struct diag_list *log)
{
	const struct recognition *under = recognition_new(a, m, r->rules, r->n_rules, log);
	return under && is_alike(under, r) ? under : NULL;
}
