#include "vary/sobol_form.h"

#include <string.h>

/* A form while it is made. */
struct making {
	struct arena *arena;
	const struct sobol_plan *plan;
	const struct model *model;
	const struct model_numbers *numbers;
	struct sobol_form *form;
	struct sobol_stage *stages;
	size_t *stage_of; /* [node]: its stage, or NONE */
	size_t *nodes;    /* [stage] */
};

/* ---- which nodes are stages ---- */

static bool any_above_one(const struct model *m, const struct model_numbers *x, size_t node)
{
	const struct model_node *n = &m->nodes[node];
	bool any = false;
	for (size_t u = 0; n->kind == MODEL_LEAF && u < m->n_units; u++)
		any = any || x->values[u * m->n_weights + n->carrier] > 1;
	for (size_t c = 0; c < n->n_children; c++)
		any = any || any_above_one(m, x, n->children[c]);
	return any;
}

static bool any_beside(const struct model *m, const struct model_numbers *x, size_t node)
{
	bool any = false;
	for (size_t u = 0; x->beside_at && u < m->n_units; u++)
		any = any || x->beside_at[u * m->n_nodes + node] != 0;
	return any;
}

static bool any_beside_below_root(const struct model *m, const struct model_numbers *x)
{
	bool any = false;
	for (size_t i = 1; i < m->n_nodes; i++)
		any = any || any_beside(m, x, i);
	return any;
}

static bool is_possible(const struct model *m, const struct model_numbers *x)
{
	if (m->nodes[0].kind == MODEL_LEAF)
		return false;
	for (size_t i = 0; i < m->n_nodes; i++) {
		if (m->nodes[i].kind == MODEL_GEOMETRIC)
			return false;
		if (!i || !any_beside(m, x, i))
			continue;
		for (size_t p = m->nodes[i].parent; p; p = m->nodes[p].parent)
			if (m->nodes[p].limited)
				return false;
	}
	return true;
}

static bool shares_out(const struct model *m, size_t node)
{
	const struct model_node *n = &m->nodes[node];
	for (size_t i = 0; n->redistributes && i < m->n_classes; i++)
		for (size_t c = 0; c < n->n_children; c++)
			if (!m->classes[i].asked[n->children[c]])
				return true;
	return false;
}

struct sobol_plan sobol_plan_new(struct arena *a, const struct model *m)
{
	return (struct sobol_plan){.n_nodes = m->n_nodes,
	                           .possible = true,
	                           .limited = ARENA_NEWS(a, bool, m->n_nodes),
	                           .shared = ARENA_NEWS(a, bool, m->n_nodes)};
}

void sobol_plan_add(struct sobol_plan *p, const struct model *m, const struct model_numbers *x,
                    bool uncertain)
{
	p->possible = p->possible && m->n_nodes == p->n_nodes && is_possible(m, x);
	for (size_t i = 0; p->possible && i < m->n_nodes; i++) {
		bool binds =
		        uncertain || any_above_one(m, x, i) || (!i && any_beside_below_root(m, x));
		p->limited[i] = p->limited[i] || (m->nodes[i].limited && binds);
		p->shared[i] = p->shared[i] || shares_out(m, i);
	}
}

/* ---- a form ---- */

/* Children before parents: the nodes stand the other way round. */
static void find_stages(struct making *k)
{
	const struct model *m = k->model;
	for (size_t i = m->n_nodes; i--;) {
		k->stage_of[i] = NONE;
		if (m->nodes[i].kind == MODEL_LEAF ||
		    (i && !k->plan->limited[i] && !k->plan->shared[i]))
			continue;
		k->nodes[k->form->n_stages] = i;
		k->stage_of[i] = k->form->n_stages++;
	}
	for (size_t b = 0; b < k->form->n_stages; b++) {
		size_t node = k->nodes[b], p = m->nodes[node].parent;
		while (p != NONE && k->stage_of[p] == NONE)
			p = m->nodes[p].parent;
		k->stages[b] = (struct sobol_stage){.parent = p == NONE ? SIZE_MAX : k->stage_of[p],
		                                    .limited = k->plan->limited[node]};
	}
}

/* Does `above`, an ancestor, count what lies on the way down to `node`? */
static bool counts(const struct making *k, size_t unit, size_t above, size_t node)
{
	const struct model *m = k->model;
	while (m->nodes[node].parent != above)
		node = m->nodes[node].parent;
	return !m->nodes[above].redistributes || m->classes[m->class_of[unit]].asked[node];
}

static const double *counted_of(const struct making *k, size_t stage)
{
	size_t parent = k->stages[stage].parent, node = k->nodes[stage];
	if (parent == SIZE_MAX || !k->plan->shared[k->nodes[parent]])
		return NULL;
	double *counted = ARENA_LINES(k->arena, double, k->form->units);
	for (size_t u = 0; u < k->model->n_units; u++)
		counted[u] = counts(k, u, k->nodes[parent], node);
	return counted;
}

static bool is_below(const struct model *m, size_t node, size_t above)
{
	while (node != NONE && node != above)
		node = m->nodes[node].parent;
	return node == above;
}

static const double *asked_of(const struct making *k, size_t stage)
{
	const struct model *m = k->model;
	size_t node = k->nodes[stage];
	if (!k->plan->shared[node])
		return NULL;
	double *asked = ARENA_LINES(k->arena, double, m->n_weights * k->form->units);
	for (size_t w = 0; w < m->n_weights; w++)
		for (size_t u = 0; is_below(m, m->carriers[w], node) && u < m->n_units; u++)
			asked[w * k->form->units + u] = counts(k, u, node, m->carriers[w]);
	return asked;
}

static void fill_weights(struct making *k)
{
	const struct model *m = k->model;
	size_t *inner = ARENA_NEWS(k->arena, size_t, m->n_weights);
	const double **columns = ARENA_NEWS(k->arena, const double *, m->n_weights);
	k->form->inner = inner;
	k->form->columns = columns;
	for (size_t w = 0; w < m->n_weights; w++) {
		size_t node = m->nodes[m->carriers[w]].parent;
		double *column = ARENA_LINES(k->arena, double, k->form->units);
		while (k->stage_of[node] == NONE)
			node = m->nodes[node].parent;
		inner[w] = k->stage_of[node];
		sobol_form_column(k->form, m, k->numbers->values, w, column);
		columns[w] = column;
	}
}

/* Lists of weights, in their order, of each stage. */
static void list_weights(struct making *k)
{
	const struct model *m = k->model;
	size_t n = k->form->n_stages;
	const size_t **of_stage = ARENA_NEWS(k->arena, const size_t *, n);
	const size_t **below = ARENA_NEWS(k->arena, const size_t *, n);
	size_t *n_of_stage = ARENA_NEWS(k->arena, size_t, n);
	size_t *n_below = ARENA_NEWS(k->arena, size_t, n);
	for (size_t b = 0; b < n; b++) {
		size_t *own = ARENA_NEWS(k->arena, size_t, m->n_weights);
		size_t *all = ARENA_NEWS(k->arena, size_t, m->n_weights);
		for (size_t w = 0; w < m->n_weights; w++) {
			if (k->form->inner[w] == b)
				own[n_of_stage[b]++] = w;
			if (is_below(m, m->carriers[w], k->nodes[b]))
				all[n_below[b]++] = w;
		}
		of_stage[b] = own;
		below[b] = all;
	}
	k->form->of_stage = of_stage;
	k->form->n_of_stage = n_of_stage;
	k->form->below = below;
	k->form->n_below = n_below;
}

static void fill_beside(struct making *k)
{
	const struct model *m = k->model;
	double *before = ARENA_LINES(k->arena, double, k->form->units);
	double *after = ARENA_LINES(k->arena, double, k->form->units);
	bool apart = k->stages[k->form->n_stages - 1].limited;
	for (size_t u = 0; u < m->n_units; u++) {
		double *to = apart ? &after[u] : &before[u];
		if (!k->numbers->beside_at)
			*to = k->numbers->beside[u];
		for (size_t i = 0; k->numbers->beside_at && i < m->n_nodes; i++)
			*(i ? &before[u] : to) += k->numbers->beside_at[u * m->n_nodes + i];
	}
	k->form->before = before;
	k->form->after = after;
}

const struct sobol_form *sobol_form_of(struct arena *a, const struct sobol_plan *p,
                                       const struct model *m, const struct model_numbers *x)
{
	struct sobol_form *f = ARENA_NEW(a, struct sobol_form);
	struct making k = {.arena = a,
	                   .plan = p,
	                   .model = m,
	                   .numbers = x,
	                   .form = f,
	                   .stages = ARENA_NEWS(a, struct sobol_stage, m->n_nodes),
	                   .stage_of = ARENA_NEWS(a, size_t, m->n_nodes),
	                   .nodes = ARENA_NEWS(a, size_t, m->n_nodes)};
	*f = (struct sobol_form){.n = m->n_units,
	                         .units = sobol_padded(m->n_units),
	                         .n_weights = m->n_weights,
	                         .stages = k.stages,
	                         .full = x->full};
	find_stages(&k);
	for (size_t b = 0; b < f->n_stages; b++) {
		k.stages[b].asked = asked_of(&k, b);
		k.stages[b].counted = counted_of(&k, b);
	}
	fill_weights(&k);
	list_weights(&k);
	fill_beside(&k);
	f->plain = f->n_stages == 1 && !k.stages[0].limited && !k.stages[0].asked;
	return f;
}

void sobol_form_column(const struct sobol_form *f, const struct model *m, const double *values,
                       size_t weight, double *column)
{
	const double *asked = f->stages[f->inner[weight]].asked;
	for (size_t u = 0; u < f->n; u++) {
		double v = values[u * m->n_weights + weight];
		column[u] = asked ? asked[weight * f->units + u] * v : v;
	}
}
