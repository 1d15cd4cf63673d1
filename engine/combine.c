#include "engine/combine.h"

#include "engine/irrational.h"
#include "engine/scoring.h"

#include <string.h>

/* Every combination has these first. */
enum { LIMIT, NO_TASK };

static const char *const limits[] = {"full", "none", NULL};
static const char *const no_tasks[] = {"redistribute", "full", "zero", NULL};

#define LIMIT_SPEC                                                                                 \
	[LIMIT] = {.name = "limit", .kind = PARAM_WORD, .fallback = "full", .words = limits}
static const struct param_spec sum_params[] = {LIMIT_SPEC, {0}};
static const struct param_spec shared_params[] = {
        LIMIT_SPEC,
        [NO_TASK] = {.name = "no_task",
                     .kind = PARAM_WORD,
                     .fallback = "redistribute",
                     .words = no_tasks},
        {0},
};

/* Is the parameter this word? Not where the combination has no such parameter. */
static bool is(const struct method *m, size_t item, size_t param, const char *word)
{
	const struct item *p = &m->items[item];
	size_t n = 0;
	while (n < param && p->combination->params[n].name)
		n++;
	const struct param_spec *spec = &p->combination->params[n];
	return spec->name && !strcmp(param_text(m, &p->params[param], spec), word);
}

bool combine_limits(const struct method *m, size_t item)
{
	return is(m, item, LIMIT, "full");
}

bool combine_redistributes(const struct method *m, size_t item)
{
	return is(m, item, NO_TASK, "redistribute");
}

bool combine_idle_full(const struct method *m, size_t item)
{
	return is(m, item, NO_TASK, "full");
}

static bool redistributes(const struct family *f, size_t parent)
{
	return combine_redistributes(f->method, parent);
}

static bool idle(const struct family *f, size_t item)
{
	return f->points[item].state == POINTS_NO_TASK;
}

/* ---- share: what each child can earn ---- */

/* The item, here or above, that is marked out of 100, so that points below it are converted: a
 * bonus of 3 to an item of 30 points is one of 10 to its 100. NONE where there is none. */
static size_t converted(const struct family *f, size_t item)
{
	const struct item *items = f->method->items;
	while (items[item].parent != NONE && !items[items[item].parent].combination->marks)
		item = items[item].parent;
	return items[item].parent != NONE && ratio_sign(items[item].points) ? item : NONE;
}

static const ratio *in_proportion(struct arena *a, const ratio *x, const ratio *to,
                                  const ratio *from)
{
	return ratio_div(a, ratio_mul(a, x, to), from);
}

/* Each child has points of its own; they grow or shrink with what the parent has to share. What
 * lies outside does not: it brings or costs what the rule file says. */
static void share_sum(const struct family *f, size_t parent)
{
	struct arena *a = f->arena;
	const struct item *items = f->method->items, *p = &items[parent];
	const ratio *max = f->points[parent].max;
	bool scaled = ratio_sign(p->points) && ratio_cmp(max, p->points);
	size_t base = converted(f, parent);
	for (size_t i = 0; i < p->n_children; i++) {
		const struct item *c = &items[p->children[i]];
		const ratio *own = c->points;
		if (c->outside && base != NONE)
			own = in_proportion(a, own, ratio_of(a, 100, 1), items[base].points);
		else if (scaled && !c->outside)
			own = in_proportion(a, own, max, p->points);
		f->points[p->children[i]].max = own;
	}
}

/* Where the lack of a task is not passed on to the others, it earns a mark. */
static void mark_idle(const struct family *f, size_t parent, size_t child)
{
	struct points *c = &f->points[child];
	if (!item_is_leaf(&f->method->items[child]))
		c->mark_full = ratio_of(f->arena, 100, 1);
	c->mark = combine_idle_full(f->method, parent) ? c->mark_full : ratio_of(f->arena, 0, 1);
}

static bool any_idle(const struct family *f, size_t parent)
{
	const struct item *p = &f->method->items[parent];
	for (size_t i = 0; i < p->n_children; i++)
		if (idle(f, p->children[i]))
			return true;
	return false;
}

/* Sum of the weights that count: of those that have a task, or of all. */
static const ratio *sum_weights(const struct family *f, size_t parent)
{
	const struct item *items = f->method->items, *p = &items[parent];
	const ratio *sum = ratio_of(f->arena, 0, 1);
	for (size_t i = 0; i < p->n_children; i++)
		if (!idle(f, p->children[i]) || !redistributes(f, parent))
			sum = ratio_add(f->arena, sum, items[p->children[i]].weight);
	return sum;
}

/* max * w / W, with W over the children that have a task (redistribute) or over all. */
static void share_weighted(const struct family *f, size_t parent)
{
	struct arena *a = f->arena;
	const struct item *items = f->method->items, *p = &items[parent];
	const ratio *sum = sum_weights(f, parent), *max = f->points[parent].max;
	bool cite = f->explain && any_idle(f, parent);
	for (size_t i = 0; i < p->n_children; i++) {
		size_t child = p->children[i];
		struct points *c = &f->points[child];
		const ratio *weight = items[child].weight;
		bool unasked = idle(f, child) && redistributes(f, parent);
		bool nothing = unasked || !ratio_sign(sum);
		c->max = nothing ? ratio_of(a, 0, 1) : ratio_div(a, ratio_mul(a, max, weight), sum);
		if (f->explain && !nothing && item_is_leaf(&items[child]))
			c->weighing = arena_print(a, "%s × %s ÷ %s", ratio_plain(a, max),
			                          ratio_plain(a, weight), ratio_plain(a, sum));
		if (idle(f, child) && !unasked)
			mark_idle(f, parent, child);
		if (cite)
			scoring_cite_policy(a, c, p->params[NO_TASK].policy);
	}
}

/* Out of 100 each. */
static void share_marks(const struct family *f, size_t parent)
{
	const struct item *p = &f->method->items[parent];
	bool cite = f->explain && any_idle(f, parent);
	for (size_t i = 0; i < p->n_children; i++) {
		size_t child = p->children[i];
		bool unasked = idle(f, child) && redistributes(f, parent);
		f->points[child].max = ratio_of(f->arena, unasked ? 0 : 100, 1);
		if (idle(f, child) && !unasked)
			mark_idle(f, parent, child);
		if (cite)
			scoring_cite_policy(f->arena, &f->points[child], p->params[NO_TASK].policy);
	}
}

/* ---- total: what the children come to ---- */

static const ratio *points_of(const struct family *f, size_t child, size_t changed, const ratio *to)
{
	return child == changed ? to : f->points[child].points;
}

/* The children inside the full points. */
static const ratio *total_sum(const struct family *f, size_t parent, size_t changed,
                              const ratio *to)
{
	const struct item *items = f->method->items, *p = &items[parent];
	const ratio *total = ratio_of(f->arena, 0, 1);
	for (size_t i = 0; i < p->n_children; i++) {
		const ratio *own = points_of(f, p->children[i], changed, to);
		if (!own)
			return NULL;
		if (!items[p->children[i]].outside)
			total = ratio_add(f->arena, total, own);
	}
	return total;
}

/* The children whose marks count, each as a share 0 .. 1 of its 100. Returns how many, or NONE
 * where one has no points. */
static size_t shares_of(const struct family *f, size_t parent, size_t changed, const ratio *to,
                        const ratio **shares, size_t *children)
{
	const struct item *p = &f->method->items[parent];
	size_t n = 0;
	for (size_t i = 0; i < p->n_children; i++) {
		size_t child = p->children[i];
		const ratio *own = points_of(f, child, changed, to);
		if (!own)
			return NONE;
		if (!ratio_sign(f->points[child].max))
			continue;
		children[n] = child;
		shares[n++] = ratio_div(f->arena, own, f->points[child].max);
	}
	return n;
}

struct shares {
	const ratio **shares;
	size_t *children;
	size_t n;
};

static struct shares shares_new(const struct family *f, size_t parent, size_t changed,
                                const ratio *to)
{
	size_t room = f->method->items[parent].n_children;
	struct shares s = {ARENA_NEWS(f->arena, const ratio *, room),
	                   ARENA_NEWS(f->arena, size_t, room), 0};
	s.n = shares_of(f, parent, changed, to, s.shares, s.children);
	return s;
}

static const ratio *total_geometric(const struct family *f, size_t parent, size_t changed,
                                    const ratio *to)
{
	struct arena *a = f->arena;
	const struct shares s = shares_new(f, parent, changed, to);
	if (s.n == NONE)
		return NULL;
	const ratio **weights = ARENA_NEWS(a, const ratio *, s.n), *sum = sum_weights(f, parent);
	if (!s.n || !ratio_sign(sum))
		return ratio_of(a, 0, 1);
	for (size_t i = 0; i < s.n; i++) {
		const struct item *child = &f->method->items[s.children[i]];
		weights[i] = ratio_div(a, child->weight, sum);
		if (ratio_sign(s.shares[i]) >= 0)
			continue;
		if (f->log && changed == NONE)
			diag_add(f->log, (struct place){0}, DIAG_geometric_negative,
			         ARGS(f->method->units[f->unit].named.name, child->named.name));
		return NULL;
	}
	return ratio_mul(a, f->points[parent].max, irrational_geometric(a, s.n, s.shares, weights));
}

static const ratio *total_product(const struct family *f, size_t parent, size_t changed,
                                  const ratio *to)
{
	const struct shares s = shares_new(f, parent, changed, to);
	if (s.n == NONE)
		return NULL;
	const ratio *total = s.n ? f->points[parent].max : ratio_of(f->arena, 0, 1);
	for (size_t i = 0; i < s.n; i++)
		total = ratio_mul(f->arena, total, s.shares[i]);
	return total;
}

static const ratio *total_minimum(const struct family *f, size_t parent, size_t changed,
                                  const ratio *to)
{
	const struct shares s = shares_new(f, parent, changed, to);
	if (s.n == NONE)
		return NULL;
	const ratio *least = s.n ? s.shares[0] : ratio_of(f->arena, 0, 1);
	for (size_t i = 1; i < s.n; i++)
		least = ratio_min(least, s.shares[i]);
	return ratio_mul(f->arena, f->points[parent].max, least);
}

/* ---- formulas ---- */

/* "18 + 13.5 + 90/7" */
static void formula_sum(const struct family *f, size_t parent, struct buffer *out)
{
	const struct item *items = f->method->items, *p = &items[parent];
	bool first = true;
	for (size_t i = 0; i < p->n_children; i++) {
		if (items[p->children[i]].outside)
			continue;
		buffer_print(out, "%s%s", first ? "" : " + ",
		             ratio_plain(f->arena, f->points[p->children[i]].points));
		first = false;
	}
	buffer_add(out, first ? "0" : "");
}

static const char *share_text(const struct family *f, size_t child)
{
	return arena_print(f->arena, "(%s ÷ 100)", ratio_plain(f->arena, f->points[child].points));
}

/* "100 × (80 ÷ 100)^(3/10) × (50 ÷ 100)^(7/10)" */
static void formula_marks(const struct family *f, size_t parent, struct buffer *out)
{
	struct arena *a = f->arena;
	const struct item *items = f->method->items;
	bool powers = items[parent].combination->carries == SHARE_WEIGHT;
	const struct shares s = shares_new(f, parent, NONE, NULL);
	const ratio *sum = powers ? sum_weights(f, parent) : NULL;
	bool nothing = !s.n || (powers && !ratio_sign(sum));
	buffer_add(out, nothing ? "0" : ratio_plain(a, f->points[parent].max));
	for (size_t i = 0; i < s.n && !nothing; i++) {
		buffer_print(out, " × %s", share_text(f, s.children[i]));
		if (powers)
			buffer_print(
			        out, "^(%s)",
			        ratio_exact(a, ratio_div(a, items[s.children[i]].weight, sum)));
	}
}

/* "90 × min(80, 70) ÷ 100" */
static void formula_minimum(const struct family *f, size_t parent, struct buffer *out)
{
	const struct shares s = shares_new(f, parent, NONE, NULL);
	if (!s.n) {
		buffer_add(out, "0");
		return;
	}
	buffer_print(out, "%s × min(", ratio_plain(f->arena, f->points[parent].max));
	for (size_t i = 0; i < s.n; i++)
		buffer_print(out, "%s%s", i ? ", " : "",
		             ratio_plain(f->arena, f->points[s.children[i]].points));
	buffer_add(out, ") ÷ 100");
}

/* ---- the table ---- */

static const struct combination sum = {.id = "sum",
                                       .name = TEXT_combine_sum,
                                       .params = sum_params,
                                       .carries = SHARE_POINTS,
                                       .share = share_sum,
                                       .total = total_sum,
                                       .formula = formula_sum};
static const struct combination weighted = {.id = "weighted",
                                            .name = TEXT_combine_weighted,
                                            .params = shared_params,
                                            .carries = SHARE_WEIGHT,
                                            .share = share_weighted,
                                            .total = total_sum,
                                            .formula = formula_sum};
static const struct combination geometric = {.id = "geometric",
                                             .name = TEXT_combine_geometric,
                                             .params = shared_params,
                                             .carries = SHARE_WEIGHT,
                                             .marks = true,
                                             .share = share_marks,
                                             .total = total_geometric,
                                             .formula = formula_marks};
static const struct combination product = {.id = "product",
                                           .name = TEXT_combine_product,
                                           .params = shared_params,
                                           .carries = SHARE_NOTHING,
                                           .marks = true,
                                           .share = share_marks,
                                           .total = total_product,
                                           .formula = formula_marks};
static const struct combination minimum = {.id = "minimum",
                                           .name = TEXT_combine_minimum,
                                           .params = shared_params,
                                           .carries = SHARE_NOTHING,
                                           .marks = true,
                                           .share = share_marks,
                                           .total = total_minimum,
                                           .formula = formula_minimum};

const struct combination *const combinations[] = {&sum,     &weighted, &geometric,
                                                  &product, &minimum,  NULL};

const struct combination *combine_find(const char *id)
{
	for (size_t i = 0; combinations[i]; i++)
		if (!strcmp(combinations[i]->id, id))
			return combinations[i];
	return NULL;
}

/* ---- the parent's points ---- */

static const ratio *limited(const struct family *f, size_t parent, const ratio *total)
{
	bool limits_it = combine_limits(f->method, parent);
	return limits_it ? ratio_min(total, f->points[parent].max) : total;
}

/* What the children inside the full points come to, or what the lack of a task earned in their
 * place. NULL where one of them has no points. */
static const ratio *inside(const struct family *f, size_t parent, size_t changed, const ratio *to)
{
	const struct points *p = &f->points[parent];
	if (p->mark)
		return in_proportion(f->arena, p->max, p->mark, p->mark_full);
	return f->method->items[parent].combination->total(f, parent, changed, to);
}

/* Bonuses less deductions; NULL where one of them has no points, or fewer than none: a deduction
 * that adds would turn its sense round. */
static const ratio *outside(const struct family *f, size_t parent, size_t changed, const ratio *to)
{
	const struct item *items = f->method->items, *p = &items[parent];
	const ratio *total = ratio_of(f->arena, 0, 1);
	bool good = true;
	for (size_t i = 0; i < p->n_children; i++) {
		const ratio *own = points_of(f, p->children[i], changed, to);
		enum outside kind = items[p->children[i]].outside;
		if (!kind)
			continue;
		good = good && own && ratio_sign(own) >= 0;
		if (own && ratio_sign(own) < 0 && f->log && changed == NONE)
			diag_add(f->log, (struct place){0}, DIAG_outside_negative,
			         ARGS(f->method->units[f->unit].named.name,
			              items[p->children[i]].named.name));
		if (good)
			total = (kind == OUTSIDE_BONUS ? ratio_add : ratio_sub)(f->arena, total,
			                                                        own);
	}
	return good ? total : NULL;
}

const ratio *combine_change(const struct family *f, size_t parent, size_t child, const ratio *to)
{
	const ratio *total = inside(f, parent, child, to);
	const ratio *beside = outside(f, parent, child, to);
	return total && beside ? ratio_add(f->arena, limited(f, parent, total), beside) : NULL;
}

/* "18 + 13.5 = 31.5", "min(18 + 13.5, 30) + 2 − 1 = 31" */
static const char *formula(const struct family *f, size_t parent)
{
	const struct item *items = f->method->items, *p = &items[parent];
	const struct points *out = &f->points[parent];
	struct buffer b;
	buffer_start(&b, f->arena);
	buffer_add(&b, out->excess ? "min(" : "");
	if (out->mark)
		buffer_add(&b, ratio_plain(f->arena, inside(f, parent, NONE, NULL)));
	else
		p->combination->formula(f, parent, &b);
	if (out->excess)
		buffer_print(&b, ", %s)", ratio_plain(f->arena, out->max));
	for (size_t i = 0; i < p->n_children; i++) {
		enum outside kind = items[p->children[i]].outside;
		if (kind)
			buffer_print(&b, " %s %s", kind == OUTSIDE_BONUS ? "+" : "−",
			             ratio_plain(f->arena, f->points[p->children[i]].points));
	}
	buffer_print(&b, " %s", scoring_equals(f->arena, out->points));
	return b.text;
}

void combine_points(const struct family *f, size_t parent)
{
	const struct item *p = &f->method->items[parent];
	struct points *out = &f->points[parent];
	const ratio *total = inside(f, parent, NONE, NULL);
	const ratio *beside = outside(f, parent, NONE, NULL);
	if (!total || !beside) {
		out->state = POINTS_UNREPORTED;
		return;
	}
	const ratio *within = limited(f, parent, total);
	out->points = ratio_add(f->arena, within, beside);
	if (within != total && ratio_cmp(total, out->max) > 0) {
		out->state = POINTS_LIMITED;
		out->excess = ratio_sub(f->arena, total, out->max);
		if (f->explain)
			scoring_cite_policy(f->arena, out, p->params[LIMIT].policy);
	}
	if (f->explain && (!out->mark || ratio_sign(beside)))
		out->formula = formula(f, parent);
}
