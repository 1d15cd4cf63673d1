#include "vary/model.h"

#include "engine/combine.h"
#include "engine/parts.h"

#include <string.h>

/* One model while it is made. */
struct making {
	struct arena *arena;
	struct model *model;
	struct model_node *nodes;
	const ratio **nominal;
	size_t *carriers;
	const ratio *zero, *one;
	struct diag_list *log;
};

/* ---- the tree ---- */

/* What a child carries among its siblings; NULL for nothing. */
static const ratio *carried(const struct method *m, size_t item)
{
	const struct item *c = &m->items[item];
	return item_is_weighted(&m->items[c->parent]) ? c->weight : c->points;
}

static const ratio *sum_carried(const struct making *k, size_t item)
{
	const struct method *m = k->model->method;
	const ratio *sum = k->zero;
	for (size_t i = 0; i < m->items[item].n_children; i++) {
		size_t child = m->items[item].children[i];
		if (!m->items[child].outside)
			sum = ratio_add(k->arena, sum, carried(m, child));
	}
	return sum;
}

static enum model_kind kind_of(const struct making *k, size_t item)
{
	const struct item *p = &k->model->method->items[item];
	bool bare = item_is_leaf(p) || !(item_is_weighted(p) || item_is_added(p));
	if (bare || !ratio_sign(sum_carried(k, item)))
		return MODEL_LEAF;
	return p->combination->marks ? MODEL_GEOMETRIC : MODEL_MEAN;
}

/* Adds the node of an item, and what lies below it, with this share of the whole. */
static size_t add_node(struct making *k, size_t item, size_t parent, const ratio *share)
{
	struct model *model = k->model;
	const struct item *p = &model->method->items[item];
	size_t index = model->n_nodes++;
	struct model_node *node = &k->nodes[index];
	*node = (struct model_node){
	        .kind = kind_of(k, item), .item = item, .parent = parent, .carrier = NONE};
	if (node->kind == MODEL_LEAF) {
		node->carrier = model->n_weights++;
		k->carriers[node->carrier] = index;
		k->nominal[node->carrier] = share;
		return index;
	}
	node->limited = combine_limits(model->method, item);
	node->redistributes = combine_redistributes(model->method, item);
	const ratio *sum = sum_carried(k, item);
	size_t *children = ARENA_NEWS(k->arena, size_t, p->n_children);
	node->children = children;
	for (size_t i = 0; i < p->n_children; i++) {
		const struct item *c = &model->method->items[p->children[i]];
		if (c->outside)
			continue;
		const ratio *own =
		        ratio_mul(k->arena, share,
		                  ratio_div(k->arena, carried(model->method, p->children[i]), sum));
		/* Without points, what an inner item would bring is not known. */
		if (item_is_leaf(c) || ratio_sign(own))
			children[node->n_children++] = add_node(k, p->children[i], index, own);
	}
	return index;
}

static struct making make(struct arena *a, const struct method *m, struct diag_list *log)
{
	struct making k = {.arena = a,
	                   .model = ARENA_NEW(a, struct model),
	                   .nodes = ARENA_NEWS(a, struct model_node, m->n_items),
	                   .nominal = ARENA_NEWS(a, const ratio *, m->n_items),
	                   .carriers = ARENA_NEWS(a, size_t, m->n_items),
	                   .zero = ratio_of(a, 0, 1),
	                   .one = ratio_of(a, 1, 1),
	                   .log = log};
	*k.model = (struct model){.arena = a,
	                          .method = m,
	                          .group = NONE,
	                          .nodes = k.nodes,
	                          .nominal = k.nominal,
	                          .carriers = k.carriers};
	(void)add_node(&k, 0, NONE, k.one);
	return k;
}

/* ---- values ---- */

/* v of one carrier in one sheet that is not combined; NULL where nothing is asked. */
static const ratio *share_of(const struct making *k, const struct sheet *s, size_t unit,
                             size_t item)
{
	const struct points *p = sheet_points(s, unit, item);
	if (p->state == POINTS_NO_TASK)
		return NULL;
	if (item_is_leaf(&s->method->items[item]))
		return ratio_sign(p->mark_full) ? ratio_div(k->arena, p->mark, p->mark_full)
		                                : k->zero;
	return ratio_sign(p->max) ? ratio_div(k->arena, p->points, p->max) : k->zero;
}

static const ratio *value_of(const struct making *k, const struct sheet *s, size_t unit,
                             size_t item)
{
	if (!s->n_parts)
		return share_of(k, s, unit, item);
	const ratio *const *weights = parts_weights(k->arena, s, unit);
	const ratio *sum = k->zero, *total = k->zero;
	for (size_t i = 0; i < s->n_parts; i++) {
		if (!ratio_sign(weights[i]))
			continue;
		const ratio *x = share_of(k, s->parts[i], unit, item);
		if (!x) /* of every part, or the parts are not alike: see combined_is_linear() */
			return NULL;
		sum = ratio_add(k->arena, sum, ratio_mul(k->arena, weights[i], x));
		total = ratio_add(k->arena, total, weights[i]);
	}
	return ratio_div(k->arena, sum, total);
}

/* Gives all carriers below a node this value. */
static void settle(const struct making *k, size_t node, const ratio **values, const ratio *x)
{
	if (k->nodes[node].kind == MODEL_LEAF)
		values[k->nodes[node].carrier] = x;
	for (size_t i = 0; i < k->nodes[node].n_children; i++)
		settle(k, k->nodes[node].children[i], values, x);
}

/* Is anything asked of the unit below this node? */
static bool asked_below(const struct making *k, size_t node, const ratio *const *values)
{
	const struct model_node *n = &k->nodes[node];
	bool any = n->kind == MODEL_LEAF && values[n->carrier];
	for (size_t i = 0; i < n->n_children; i++)
		any = any || asked_below(k, n->children[i], values);
	return any;
}

/* One unit's values while they are filled in. */
struct filling {
	const struct making *making;
	const struct sheet *sheet;
	size_t unit; /* of the method */
	const ratio **values;
};

static void fill_below(const struct filling *f, size_t node);

/* What an item without a task earns of its full points where its parent adds points: what the lack
 * of a task earns its children. */
static const ratio *idle_share(const struct filling *f, size_t item)
{
	const struct making *k = f->making;
	const struct points *p = sheet_points(f->sheet, f->unit, item);
	bool none = item_is_leaf(&k->model->method->items[item]) || !ratio_sign(p->max);
	return none ? k->zero : ratio_div(k->arena, p->points, p->max);
}

/* Nothing is asked of this child, and its weight stays. */
static void fill_idle(const struct filling *f, size_t child)
{
	const struct making *k = f->making;
	const struct model_node *c = &k->nodes[child];
	size_t parent = k->nodes[c->parent].item;
	if (!item_is_added(&k->model->method->items[parent]))
		settle(k, child, f->values,
		       combine_idle_full(k->model->method, parent) ? k->one : k->zero);
	else if (c->kind == MODEL_LEAF)
		settle(k, child, f->values, idle_share(f, c->item));
	else if (c->redistributes)
		settle(k, child, f->values, k->zero);
	else
		fill_below(f, child);
}

/* Values of what is not asked of the unit, but for what is redistributed. */
static void fill_below(const struct filling *f, size_t node)
{
	const struct model_node *n = &f->making->nodes[node];
	for (size_t i = 0; i < n->n_children; i++) {
		size_t child = n->children[i];
		if (asked_below(f->making, child, f->values))
			fill_below(f, child);
		else if (!n->redistributes)
			fill_idle(f, child);
	}
}

static void fill_values(struct making *k, const struct sheet *s)
{
	struct model *m = k->model;
	const ratio **values = ARENA_NEWS(k->arena, const ratio *, m->n_units * m->n_weights);
	for (size_t u = 0; u < m->n_units; u++) {
		const ratio **own = &values[u * m->n_weights];
		for (size_t w = 0; w < m->n_weights; w++)
			own[w] = value_of(k, s, m->units[u], k->nodes[m->carriers[w]].item);
		fill_below(&(struct filling){k, s, m->units[u], own}, 0);
	}
	m->values = values;
}

/* ---- what lies outside the 100 ---- */

static const ratio *beside_item(const struct making *k, const struct sheet *s, size_t unit,
                                size_t item)
{
	const struct item *p = &s->method->items[item];
	const ratio *sum = k->zero;
	for (size_t i = 0; i < p->n_children; i++) {
		const struct item *c = &s->method->items[p->children[i]];
		const ratio *points = sheet_points(s, unit, p->children[i])->points;
		if (c->outside)
			sum = (c->outside == OUTSIDE_BONUS ? ratio_add : ratio_sub)(k->arena, sum,
			                                                            points);
	}
	return sum;
}

static bool has_outside(const struct method *m, size_t item)
{
	for (size_t i = 0; i < m->items[item].n_children; i++)
		if (m->items[m->items[item].children[i]].outside)
			return true;
	return false;
}

/* Is it added, weighed or limited by a node above? */
static bool below_geometric(const struct making *k, size_t node)
{
	for (size_t i = node; i != NONE; i = k->nodes[i].parent)
		if (k->nodes[i].kind == MODEL_GEOMETRIC && i != node)
			return true;
	return false;
}

/* False where points outside would not simply be added up to the root. */
static bool fill_beside(struct making *k, const struct sheet *s)
{
	struct model *m = k->model;
	const ratio **at = ARENA_NEWS(k->arena, const ratio *, m->n_units * m->n_nodes);
	const ratio **all = ARENA_NEWS(k->arena, const ratio *, m->n_units);
	bool inner = false;
	for (size_t i = 0; i < m->n_nodes; i++) {
		bool outside =
		        k->nodes[i].kind != MODEL_LEAF && has_outside(s->method, k->nodes[i].item);
		if (outside && below_geometric(k, i)) {
			diag_add(k->log, (struct place){0}, DIAG_vary_outside,
			         ARGS(s->method->items[k->nodes[i].item].named.name));
			return false;
		}
		inner = inner || (outside && i);
		for (size_t u = 0; u < m->n_units; u++)
			at[u * m->n_nodes + i] =
			        outside ? beside_item(k, s, m->units[u], k->nodes[i].item)
			                : k->zero;
	}
	for (size_t u = 0; u < m->n_units; u++) {
		all[u] = k->zero;
		for (size_t i = 0; i < m->n_nodes; i++)
			all[u] = ratio_add(k->arena, all[u], at[u * m->n_nodes + i]);
	}
	m->beside = all;
	m->beside_at = inner ? at : NULL;
	return true;
}

/* ---- classes and path ---- */

static size_t class_find(struct making *k, struct model_class *classes, const bool *asked)
{
	struct model *m = k->model;
	for (size_t c = 0; c < m->n_classes; c++)
		if (!memcmp(classes[c].asked, asked, m->n_nodes * sizeof *asked))
			return c;
	bool *own = ARENA_NEWS(k->arena, bool, m->n_nodes);
	memcpy(own, asked, m->n_nodes * sizeof *asked);
	bool whole = true;
	for (size_t i = 0; i < m->n_nodes; i++)
		whole = whole && asked[i];
	classes[m->n_classes] = (struct model_class){.asked = own, .whole = whole};
	return m->n_classes++;
}

static void fill_classes(struct making *k)
{
	struct model *m = k->model;
	size_t *class_of = ARENA_NEWS(k->arena, size_t, m->n_units);
	struct model_class *classes = ARENA_NEWS(k->arena, struct model_class, m->n_units);
	bool *asked = ARENA_NEWS(k->arena, bool, m->n_nodes);
	for (size_t u = 0; u < m->n_units; u++) {
		for (size_t i = m->n_nodes; i--;) {
			const struct model_node *n = &k->nodes[i];
			asked[i] = n->kind == MODEL_LEAF &&
			           m->values[u * m->n_weights + n->carrier] != NULL;
			for (size_t c = 0; c < n->n_children; c++)
				asked[i] = asked[i] || asked[n->children[c]];
		}
		class_of[u] = class_find(k, classes, asked);
		classes[class_of[u]].n_units++;
	}
	m->classes = classes;
	m->class_of = class_of;
}

/* Could a limit cut something at some weights? */
static bool limit_binds(const struct making *k)
{
	const struct model *m = k->model;
	bool limited = m->beside_at != NULL;
	for (size_t w = 0; w < m->n_weights; w++) {
		bool above = false, beyond = false;
		for (size_t i = m->carriers[w]; i != NONE; i = k->nodes[i].parent)
			above = above || k->nodes[i].limited;
		for (size_t u = 0; u < m->n_units; u++) {
			const ratio *v = m->values[u * m->n_weights + w];
			beyond = beyond || (v && ratio_cmp(v, k->one) > 0);
		}
		limited = limited || (above && beyond);
	}
	return limited;
}

static enum model_path path_of(const struct making *k)
{
	const struct model *m = k->model;
	bool whole = true;
	for (size_t i = 0; i < m->n_nodes; i++)
		if (k->nodes[i].kind == MODEL_GEOMETRIC)
			return MODEL_GENERAL;
	if (limit_binds(k))
		return MODEL_GENERAL;
	for (size_t c = 0; c < m->n_classes; c++)
		whole = whole && m->classes[c].whole;
	return whole ? MODEL_LINEAR : MODEL_MASKED;
}

/* What a combined period must be to have one value for each carrier. */
static bool combined_is_linear(const struct making *k, const struct sheet *s)
{
	const struct model *m = k->model;
	for (size_t u = 0; s->n_parts && u < m->n_units; u++) {
		const ratio *const *weights = parts_weights(k->arena, s, m->units[u]);
		for (size_t i = 0; i < s->n_parts; i++)
			for (size_t w = 0; w < m->n_weights && ratio_sign(weights[i]); w++)
				if (!share_of(k, s->parts[i], m->units[u],
				              k->nodes[m->carriers[w]].item))
					return false;
	}
	return true;
}

/* ---- from a sheet ---- */

static void fill_units(struct making *k, const struct sheet *s, size_t group)
{
	struct model *m = k->model;
	size_t *units = ARENA_NEWS(k->arena, size_t, s->method->n_units);
	for (size_t u = 0; u < s->method->n_units; u++)
		if (s->units[u].ranked &&
		    (!s->method->rank_in_groups || s->method->units[u].group == group))
			units[m->n_units++] = u;
	m->units = units;
	m->group = group;
	m->sheet = s;
}

static void fill_scores(struct making *k, const struct sheet *s)
{
	struct model *m = k->model;
	const ratio **scores = ARENA_NEWS(k->arena, const ratio *, m->n_units);
	const ratio **published = ARENA_NEWS(k->arena, const ratio *, m->n_units);
	m->exact = true;
	for (size_t u = 0; u < m->n_units; u++) {
		scores[u] = s->units[m->units[u]].score;
		published[u] = s->units[m->units[u]].published;
		m->exact = m->exact && ratio_is_exact(scores[u]);
	}
	for (size_t i = 0; i < m->n_units * m->n_weights; i++)
		m->exact = m->exact && (!m->values[i] || ratio_is_exact(m->values[i]));
	m->scores = scores;
	m->published = published;
}

/* NULL where there is no such model, with a finding unless it is only too small. */
static const struct model *of_group(struct arena *a, const struct sheet *s, size_t group,
                                    struct diag_list *log)
{
	struct making k = make(a, s->method, log);
	struct model *m = k.model;
	fill_units(&k, s, group);
	if (m->n_units < 2 || k.nodes[0].kind == MODEL_LEAF)
		return NULL;
	m->full = s->method->items[0].points;
	if (!combined_is_linear(&k, s)) {
		diag_add(log, (struct place){0}, DIAG_vary_combined,
		         ARGS(s->method->periods[s->figures->period].named.name));
		return NULL;
	}
	fill_values(&k, s);
	if (!fill_beside(&k, s))
		return NULL;
	fill_classes(&k);
	fill_scores(&k, s);
	m->path = path_of(&k);
	if (s->n_parts && m->path != MODEL_LINEAR) {
		diag_add(log, (struct place){0}, DIAG_vary_combined,
		         ARGS(s->method->periods[s->figures->period].named.name));
		return NULL;
	}
	return m;
}

const struct model *const *model_of_sheet(struct arena *a, const struct sheet *s, size_t *n,
                                          struct diag_list *log)
{
	const struct method *m = s->method;
	size_t groups = m->rank_in_groups ? m->n_groups : 0, errors = diag_errors(log);
	const struct model **models = ARENA_NEWS(a, const struct model *, groups + 1);
	*n = 0;
	for (size_t g = 0; g <= groups; g++) { /* those of no group last */
		const struct model *x = of_group(a, s, g < groups ? g : NONE, log);
		if (x)
			models[(*n)++] = x;
	}
	if (diag_errors(log) > errors)
		*n = 0;
	else if (!*n)
		diag_add(log, (struct place){0}, DIAG_vary_nothing, NO_ARGS);
	return models;
}

/* ---- from a plain table ---- */

/* v of each value out of 100. Tables repeat their values, and hold equal ones as the same object:
 * so are their shares, as far as they are remembered at the slot of their address. */
static const ratio *const *shares_of(struct arena *a, size_t n, const ratio *const *values)
{
	enum { SLOTS = 1 << 14, ALIGNMENT = 16 };
	struct arena *scratch = arena_scratch(a);
	const ratio **shares = ARENA_NEWS(a, const ratio *, n), *hundred = ratio_of(a, 100, 1);
	const ratio **known = ARENA_NEWS(scratch, const ratio *, SLOTS);
	const ratio **known_shares = ARENA_NEWS(scratch, const ratio *, SLOTS);
	for (size_t i = 0; i < n; i++) {
		size_t slot = (uintptr_t)values[i] / ALIGNMENT % SLOTS;
		if (known[slot] != values[i])
			known_shares[slot] = ratio_div(a, values[i], hundred);
		known[slot] = values[i];
		shares[i] = known_shares[slot];
	}
	arena_free(scratch);
	return shares;
}

const struct model *model_of_table(struct arena *a, const struct method *m,
                                   const ratio *const *values)
{
	struct making k = make(a, m, NULL);
	struct model *out = k.model;
	size_t n = m->n_units * out->n_weights;
	const ratio *const *shares = shares_of(a, n, values);
	const ratio **beside = ARENA_NEWS(a, const ratio *, m->n_units);
	size_t *units = ARENA_NEWS(a, size_t, m->n_units);
	const ratio *hundred = ratio_of(a, 100, 1);
	for (size_t u = 0; u < m->n_units; u++) {
		units[u] = u;
		beside[u] = k.zero;
	}
	out->n_units = m->n_units;
	out->units = units;
	out->full = hundred;
	out->values = shares;
	out->beside = beside;
	out->exact = true;
	fill_classes(&k);
	out->path = path_of(&k);
	out->scores = model_scores(a, out, out->nominal);
	return out;
}

/* ---- names ---- */

const struct named *model_unit_name(const struct model *m, size_t unit)
{
	return &m->method->units[m->units[unit]].named;
}

const struct named *model_node_name(const struct model *m, size_t node)
{
	return &m->method->items[m->nodes[node].item].named;
}

const struct named *model_weight_name(const struct model *m, size_t weight)
{
	return model_node_name(m, m->carriers[weight]);
}
