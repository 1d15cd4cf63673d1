#include "vary/model.h"

#include "engine/irrational.h"

/* One unit at one set of weights. */
struct evaluation {
	struct arena *arena;
	const struct model *model;
	size_t unit;
	const ratio *const *sums; /* [node]: W */
	const bool *asked;
	const ratio **max, **points; /* [node] */
	const ratio *zero, *hundred;
};

/* W of every node. */
static const ratio *const *sum_up(struct arena *a, const struct model *m, const ratio *const *w)
{
	const ratio **sums = ARENA_NEWS(a, const ratio *, m->n_nodes);
	for (size_t i = m->n_nodes; i--;) {
		const struct model_node *n = &m->nodes[i];
		sums[i] = n->kind == MODEL_LEAF ? w[n->carrier] : ratio_of(a, 0, 1);
		for (size_t c = 0; c < n->n_children; c++)
			sums[i] = ratio_add(a, sums[i], sums[n->children[c]]);
	}
	return sums;
}

static bool counts(const struct model_node *parent, const bool *asked, size_t child)
{
	return !parent->redistributes || asked[child];
}

/* The weight that the children which count have together. */
static const ratio *sum_counting(struct arena *a, const struct model_node *n, const bool *asked,
                                 const ratio *const *sums)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t c = 0; c < n->n_children; c++)
		if (counts(n, asked, n->children[c]))
			sum = ratio_add(a, sum, sums[n->children[c]]);
	return sum;
}

/* Full points of every node, from the root down. */
static void share_out(struct arena *a, const struct model *m, const bool *asked,
                      const ratio *const *sums, const ratio **max, const ratio *full)
{
	const ratio *zero = ratio_of(a, 0, 1), *hundred = ratio_of(a, 100, 1);
	max[0] = full;
	for (size_t i = 0; i < m->n_nodes; i++) {
		const struct model_node *n = &m->nodes[i];
		const ratio *sum = n->n_children ? sum_counting(a, n, asked, sums) : zero;
		for (size_t c = 0; c < n->n_children; c++) {
			size_t child = n->children[c];
			bool none = !counts(n, asked, child) || !ratio_sign(sum);
			if (none)
				max[child] = zero;
			else if (n->kind == MODEL_GEOMETRIC)
				max[child] = hundred;
			else
				max[child] = ratio_div(a, ratio_mul(a, max[i], sums[child]), sum);
		}
	}
}

static const ratio *geometric(const struct evaluation *e, size_t node)
{
	struct arena *a = e->arena;
	const struct model_node *n = &e->model->nodes[node];
	const ratio *sum = sum_counting(a, n, e->asked, e->sums);
	const ratio **shares = ARENA_NEWS(a, const ratio *, n->n_children),
	            **weights = ARENA_NEWS(a, const ratio *, n->n_children);
	size_t used = 0;
	if (!ratio_sign(sum))
		return e->zero;
	for (size_t c = 0; c < n->n_children; c++) {
		size_t child = n->children[c];
		if (!counts(n, e->asked, child))
			continue;
		shares[used] = ratio_div(a, e->points[child], e->hundred);
		weights[used++] = ratio_div(a, e->sums[child], sum);
	}
	return ratio_mul(a, e->max[node], irrational_geometric(a, used, shares, weights));
}

static const ratio *points_of(const struct evaluation *e, size_t node)
{
	struct arena *a = e->arena;
	const struct model *m = e->model;
	const struct model_node *n = &m->nodes[node];
	const ratio *sum = e->zero;
	if (n->kind == MODEL_LEAF) {
		const ratio *v = m->values[e->unit * m->n_weights + n->carrier];
		return v ? ratio_mul(a, e->max[node], v) : e->zero;
	}
	if (n->kind == MODEL_GEOMETRIC)
		sum = geometric(e, node);
	for (size_t c = 0; c < n->n_children && n->kind == MODEL_MEAN; c++)
		sum = ratio_add(a, sum, e->points[n->children[c]]);
	if (n->limited)
		sum = ratio_min(sum, e->max[node]);
	if (m->beside_at)
		sum = ratio_add(a, sum, m->beside_at[e->unit * m->n_nodes + node]);
	return sum;
}

static const ratio *score_of(struct evaluation *e)
{
	const struct model *m = e->model;
	e->asked = m->classes[m->class_of[e->unit]].asked;
	share_out(e->arena, m, e->asked, e->sums, e->max, m->full);
	for (size_t i = m->n_nodes; i--;)
		e->points[i] = points_of(e, i);
	return m->beside_at ? e->points[0] : ratio_add(e->arena, e->points[0], m->beside[e->unit]);
}

const ratio *const *model_scores(struct arena *a, const struct model *m, const ratio *const *w)
{
	const ratio **scores = ARENA_NEWS(a, const ratio *, m->n_units);
	const ratio *const *sums = sum_up(a, m, w);
	for (size_t u = 0; u < m->n_units; u++) {
		struct arena *scratch = arena_scratch(a);
		struct evaluation e = {.arena = scratch,
		                       .model = m,
		                       .unit = u,
		                       .sums = sums,
		                       .max = ARENA_NEWS(scratch, const ratio *, m->n_nodes),
		                       .points = ARENA_NEWS(scratch, const ratio *, m->n_nodes),
		                       .zero = ratio_of(scratch, 0, 1),
		                       .hundred = ratio_of(scratch, 100, 1)};
		scores[u] = ratio_copy(a, score_of(&e));
		arena_free(scratch);
	}
	return scores;
}

const ratio *const *model_adjust(struct arena *a, const struct model *m, size_t class,
                                 const ratio *const *w)
{
	const ratio **max = ARENA_NEWS(a, const ratio *, m->n_nodes);
	const ratio **adjusted = ARENA_NEWS(a, const ratio *, m->n_weights);
	share_out(a, m, m->classes[class].asked, sum_up(a, m, w), max, ratio_of(a, 1, 1));
	for (size_t i = 0; i < m->n_weights; i++)
		adjusted[i] = max[m->carriers[i]];
	return adjusted;
}

/* ---- one weight moved ---- */

const ratio *model_share(struct arena *a, const struct model *m, size_t node, const ratio *const *w)
{
	const ratio *const *sums = sum_up(a, m, w);
	const ratio *all = sums[m->nodes[node].parent];
	return ratio_sign(all) ? ratio_div(a, sums[node], all) : NULL;
}

static bool is_below(const struct model *m, size_t node, size_t ancestor)
{
	while (node != NONE && node != ancestor)
		node = m->nodes[node].parent;
	return node == ancestor;
}

bool model_movable(const struct model *m, size_t node)
{
	size_t parent = m->nodes[node].parent;
	for (size_t w = 0; parent != NONE && w < m->n_weights; w++)
		if (ratio_sign(m->nominal[w]) && is_below(m, m->carriers[w], parent) &&
		    !is_below(m, m->carriers[w], node))
			return true;
	return false;
}

const ratio *const *model_moved(struct arena *a, const struct model *m, size_t node, const ratio *t)
{
	const ratio *const *sums = sum_up(a, m, m->nominal);
	const ratio **w = ARENA_NEWS(a, const ratio *, m->n_weights);
	size_t parent = m->nodes[node].parent;
	const ratio *all = sums[parent], *rest = ratio_sub(a, all, sums[node]);
	const ratio *own = ratio_mul(a, all, t), *others = ratio_sub(a, all, own);
	for (size_t i = 0; i < m->n_weights; i++) {
		size_t carrier = m->carriers[i];
		w[i] = m->nominal[i];
		if (!is_below(m, carrier, parent))
			continue;
		if (!is_below(m, carrier, node))
			w[i] = ratio_div(a, ratio_mul(a, w[i], others), rest);
		else if (ratio_sign(sums[node]))
			w[i] = ratio_div(a, ratio_mul(a, w[i], own), sums[node]);
		else /* a leaf: inner items have weight */
			w[i] = own;
	}
	return w;
}

const ratio *model_as_set(struct arena *a, const struct model *m, size_t node, const ratio *t)
{
	const struct method *method = m->method;
	const struct item *items = method->items;
	size_t parent = items[m->nodes[node].item].parent;
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t i = 0; i < items[parent].n_children; i++) {
		const struct item *c = &items[items[parent].children[i]];
		if (!c->outside)
			sum = ratio_add(a, sum,
			                item_is_weighted(&items[parent]) ? c->weight : c->points);
	}
	return ratio_mul(a, t, sum);
}
