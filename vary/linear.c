#include "vary/linear.h"

/* One unit's form while it is put together, in shares of the full points. */
struct forming {
	struct arena *arena;
	const struct model *model;
	size_t unit;
	const bool *free, *asked;
	const ratio **form;
	const ratio *one;
};

static bool is_live(const struct forming *f, size_t node)
{
	const struct model_node *n = &f->model->nodes[node];
	bool live = n->kind == MODEL_LEAF && (!f->free || f->free[n->carrier]);
	for (size_t i = 0; i < n->n_children && !live; i++)
		live = is_live(f, n->children[i]);
	return live;
}

static bool counts(const struct forming *f, size_t parent, size_t child)
{
	return !f->model->nodes[parent].redistributes || f->asked[child];
}

static const ratio *value_of(const struct forming *f, size_t node)
{
	const struct model *m = f->model;
	return m->values[f->unit * m->n_weights + m->nodes[node].carrier];
}

/* Adds v times the weight of all that is below `base`. */
static void add_below(const struct forming *f, size_t base, const ratio *v)
{
	const struct model_node *n = &f->model->nodes[base];
	if (n->kind == MODEL_LEAF)
		f->form[n->carrier] = ratio_add(f->arena, f->form[n->carrier], v);
	for (size_t i = 0; i < n->n_children; i++)
		add_below(f, n->children[i], v);
}

/* Do all leaves that count have the same value? *v is NULL at first. */
static bool all_alike(const struct forming *f, size_t node, const ratio **v)
{
	const struct model_node *n = &f->model->nodes[node];
	if (n->kind == MODEL_LEAF) {
		const ratio *own = value_of(f, node);
		bool alike = own && (!*v || !ratio_cmp(own, *v));
		*v = own;
		return alike;
	}
	for (size_t i = 0; i < n->n_children; i++) {
		size_t child = n->children[i];
		if (counts(f, node, child) && is_live(f, child) && !all_alike(f, child, v))
			return false;
	}
	return *v != NULL;
}

/* Could a limit at this node or below cut what the unit earns? */
static bool may_bind(const struct forming *f, size_t node, bool limited)
{
	const struct model_node *n = &f->model->nodes[node];
	limited = limited || n->limited;
	if (n->kind == MODEL_LEAF) {
		const ratio *v = value_of(f, node);
		return limited && v && ratio_cmp(v, f->one) > 0;
	}
	for (size_t i = 0; i < n->n_children; i++)
		if (counts(f, node, n->children[i]) && may_bind(f, n->children[i], limited))
			return true;
	return false;
}

/* Adds what a node earns whose full points are the weight of all that is below `base`: of itself,
 * or of one above it that leaves it all. False where that is not linear. */
static bool add_node(const struct forming *f, size_t node, size_t base)
{
	const struct model_node *n = &f->model->nodes[node];
	const ratio *alike = NULL;
	size_t n_counting = 0, n_live = 0, last = NONE;
	if (all_alike(f, node, &alike)) {
		add_below(f, base, alike);
		return n->kind != MODEL_GEOMETRIC || ratio_sign(alike) >= 0;
	}
	for (size_t i = 0; i < n->n_children; i++) {
		size_t child = n->children[i];
		if (!is_live(f, child))
			continue;
		n_live++;
		if (!counts(f, node, child))
			continue;
		n_counting++;
		last = child;
	}
	if (n->kind == MODEL_GEOMETRIC || !n_counting)
		return false;
	if (n_counting == 1 && n_live > 1)
		return add_node(f, last, base);
	if (base != node && n_counting > 1)
		return false;
	if (n_counting < n_live)
		return false;
	for (size_t i = 0; i < n->n_children; i++)
		if (is_live(f, n->children[i]) &&
		    !add_node(f, n->children[i], base == node ? n->children[i] : base))
			return false;
	return true;
}

/* Points outside the 100 that a limit above them could cut. */
static bool cut_outside(const struct model *m, size_t unit)
{
	for (size_t i = 1; m->beside_at && i < m->n_nodes; i++)
		if (ratio_sign(m->beside_at[unit * m->n_nodes + i]))
			return true;
	return false;
}

const ratio *const *linear_form(struct arena *a, const struct model *m, size_t unit,
                                const bool *free)
{
	const ratio **form = ARENA_NEWS(a, const ratio *, m->n_weights);
	struct forming f = {.arena = a,
	                    .model = m,
	                    .unit = unit,
	                    .free = free,
	                    .asked = m->classes[m->class_of[unit]].asked,
	                    .form = form,
	                    .one = ratio_of(a, 1, 1)};
	for (size_t k = 0; k < m->n_weights; k++)
		form[k] = ratio_of(a, 0, 1);
	if (cut_outside(m, unit) || may_bind(&f, 0, false) || !add_node(&f, 0, 0))
		return NULL;
	for (size_t k = 0; k < m->n_weights; k++) {
		form[k] = ratio_add(a, ratio_mul(a, m->full, form[k]), m->beside[unit]);
		if (!ratio_is_exact(form[k]))
			return NULL;
	}
	return form;
}

const ratio *linear_at(struct arena *a, size_t n, const ratio *const *d, const ratio *const *w)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t k = 0; k < n; k++)
		if (ratio_sign(d[k]) && ratio_sign(w[k]))
			sum = ratio_add(a, sum, ratio_mul(a, d[k], w[k]));
	return sum;
}

const ratio *const *linear_difference(struct arena *a, size_t n, const ratio *const *x,
                                      const ratio *const *y)
{
	const ratio **d = ARENA_NEWS(a, const ratio *, n);
	for (size_t k = 0; k < n; k++)
		d[k] = ratio_sub(a, x[k], y[k]);
	return d;
}
