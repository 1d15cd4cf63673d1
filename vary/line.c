#include "vary/line.h"

#include "engine/irrational.h"

bool line_possible(const struct model *m)
{
	for (size_t i = 0; i < m->n_nodes; i++)
		if (m->nodes[i].kind == MODEL_GEOMETRIC)
			return false;
	return m->exact && !m->beside_at;
}

/* ---- a unit's score as a function of one share ---- */

struct line_family {
	const struct model *model;
	size_t parent;
	const ratio *const
	        *parts; /* [node]: nominal part among its siblings; NULL: none have any */
	/* [unit]: full points of the parent; sum of part x value over the children that count; sum
	 * of their parts. */
	const ratio **full, **sum, **known;
	struct line *above; /* [unit]: constant and most, by what is above the parent */
};

struct tracing {
	struct arena *arena;
	const struct model *model;
	const ratio *const *parts;
	size_t unit;
	const bool *asked;
	const ratio *zero, *one;
};

static bool counts(const struct tracing *r, size_t child)
{
	const struct model_node *parent = &r->model->nodes[r->model->nodes[child].parent];
	return !parent->redistributes || r->asked[child];
}

static const ratio *known_of(const struct tracing *r, size_t node)
{
	const struct model_node *n = &r->model->nodes[node];
	const ratio *sum = r->zero;
	for (size_t i = 0; i < n->n_children; i++)
		if (counts(r, n->children[i]) && r->parts[n->children[i]])
			sum = ratio_add(r->arena, sum, r->parts[n->children[i]]);
	return sum;
}

static const ratio *earned(const struct tracing *r, size_t node);

static const ratio *sum_of(const struct tracing *r, size_t node)
{
	const struct model_node *n = &r->model->nodes[node];
	const ratio *sum = r->zero;
	for (size_t i = 0; i < n->n_children; i++) {
		size_t child = n->children[i];
		if (counts(r, child) && r->parts[child])
			sum = ratio_add(r->arena, sum,
			                ratio_mul(r->arena, r->parts[child], earned(r, child)));
	}
	return sum;
}

/* What a node earns of its full points at the nominal weights. */
static const ratio *earned(const struct tracing *r, size_t node)
{
	const struct model_node *n = &r->model->nodes[node];
	if (n->kind == MODEL_LEAF) {
		const ratio *v = r->model->values[r->unit * r->model->n_weights + n->carrier];
		return v ? v : r->zero;
	}
	const ratio *all = known_of(r, node), *share = r->zero;
	if (ratio_sign(all))
		share = ratio_div(r->arena, sum_of(r, node), all);
	return n->limited ? ratio_min(share, r->one) : share;
}

/* Full points of a node for this unit. */
static const ratio *full_of(const struct tracing *r, size_t node)
{
	size_t parent = r->model->nodes[node].parent;
	if (parent == NONE)
		return r->model->full;
	const ratio *all = known_of(r, parent);
	if (!counts(r, node) || !ratio_sign(all) || !r->parts[node])
		return r->zero;
	return ratio_div(r->arena, ratio_mul(r->arena, full_of(r, parent), r->parts[node]), all);
}

/* What the siblings of a node earn. */
static const ratio *beside_node(const struct tracing *r, size_t node)
{
	const struct model_node *parent = &r->model->nodes[r->model->nodes[node].parent];
	const ratio *sum = r->zero;
	for (size_t c = 0; c < parent->n_children; c++) {
		size_t child = parent->children[c];
		if (child != node)
			sum = ratio_add(r->arena, sum,
			                ratio_mul(r->arena, full_of(r, child), earned(r, child)));
	}
	return sum;
}

static void raise(struct arena *a, struct line *l, const ratio *by)
{
	l->constant = ratio_add(a, l->constant, by);
	l->most = l->most ? ratio_add(a, l->most, by) : NULL;
}

/* From the parent up to the root: what is added, what is limited. */
static struct line climb(const struct tracing *r, size_t parent)
{
	struct line l = {.constant = r->zero};
	for (size_t i = parent; i != NONE; i = r->model->nodes[i].parent) {
		const struct model_node *n = &r->model->nodes[i];
		if (n->limited) {
			const ratio *full = full_of(r, i);
			l.most = l.most ? ratio_min(l.most, full) : full;
		}
		if (n->parent != NONE)
			raise(r->arena, &l, beside_node(r, i));
	}
	raise(r->arena, &l, r->model->beside[r->unit]);
	return l;
}

/* All nodes' parts among their siblings. */
static const ratio *const *all_parts(struct arena *a, const struct model *m)
{
	const ratio **parts = ARENA_NEWS(a, const ratio *, m->n_nodes);
	for (size_t i = 1; i < m->n_nodes; i++)
		parts[i] = model_share(a, m, i, m->nominal);
	return parts;
}

static struct tracing tracing(struct arena *a, const struct model *m, const ratio *const *parts,
                              size_t unit)
{
	return (struct tracing){.arena = a,
	                        .model = m,
	                        .parts = parts,
	                        .unit = unit,
	                        .asked = m->classes[m->class_of[unit]].asked,
	                        .zero = ratio_of(a, 0, 1),
	                        .one = ratio_of(a, 1, 1)};
}

const struct line_family *line_family_of(struct arena *a, const struct model *m, size_t parent)
{
	struct line_family *f = ARENA_NEW(a, struct line_family);
	*f = (struct line_family){.model = m,
	                          .parent = parent,
	                          .parts = all_parts(a, m),
	                          .full = ARENA_NEWS(a, const ratio *, m->n_units),
	                          .sum = ARENA_NEWS(a, const ratio *, m->n_units),
	                          .known = ARENA_NEWS(a, const ratio *, m->n_units),
	                          .above = ARENA_NEWS(a, struct line, m->n_units)};
	for (size_t u = 0; u < m->n_units; u++) {
		struct tracing r = tracing(a, m, f->parts, u);
		f->full[u] = full_of(&r, parent);
		f->sum[u] = sum_of(&r, parent);
		f->known[u] = known_of(&r, parent);
		f->above[u] = climb(&r, parent);
	}
	return f;
}

/* One whose denominator stays the same is a straight line. */
static void straighten(struct arena *a, struct line *l)
{
	l->straight = !ratio_sign(l->bottom_t);
	if (!l->straight)
		return;
	l->top = ratio_add(a, l->constant, ratio_div(a, l->top, l->bottom));
	l->top_t = ratio_div(a, l->top_t, l->bottom);
	l->constant = ratio_of(a, 0, 1);
	l->bottom = ratio_of(a, 1, 1);
}

const struct line *line_of_node(struct arena *a, const struct line_family *f, size_t node)
{
	const struct model *m = f->model;
	struct line *lines = ARENA_NEWS(a, struct line, m->n_units);
	const ratio *part = f->parts[node];
	for (size_t u = 0; u < m->n_units; u++) {
		struct tracing r = tracing(a, m, f->parts, u);
		struct line *l = &lines[u];
		bool own = counts(&r, node);
		const ratio *rest = ratio_sub(a, r.one, part);
		const ratio *value = own ? earned(&r, node) : r.zero;
		const ratio *others = f->sum[u], *known = f->known[u];
		if (own) {
			others = ratio_sub(a, others, ratio_mul(a, part, value));
			known = ratio_sub(a, known, part);
		}
		known = ratio_div(a, known, rest);
		*l = f->above[u];
		l->top = ratio_mul(a, f->full[u], ratio_div(a, others, rest));
		l->top_t = ratio_sub(a, ratio_mul(a, f->full[u], value), l->top);
		l->bottom = known;
		l->bottom_t = ratio_sub(a, own ? r.one : r.zero, known);
		if (!own && !ratio_sign(known)) /* nothing of the family counts */
			l->bottom = r.one;
		straighten(a, l);
	}
	return lines;
}

const ratio *line_at(struct arena *a, const struct line *l, const ratio *t)
{
	const ratio *top = ratio_add(a, l->top, ratio_mul(a, l->top_t, t));
	const ratio *s = top;
	if (!l->straight) {
		const ratio *bottom = ratio_add(a, l->bottom, ratio_mul(a, l->bottom_t, t));
		s = ratio_add(a, l->constant, ratio_div(a, top, bottom));
	}
	return l->most ? ratio_min(s, l->most) : s;
}

/* ---- where two meet ---- */

struct roots {
	struct arena *arena;
	const ratio **list;
	size_t n;
};

static void add_root(struct roots *r, const ratio *t)
{
	size_t i = r->n;
	bool outside = ratio_sign(t) <= 0 || ratio_cmp(t, ratio_of(r->arena, 1, 1)) >= 0;
	for (size_t k = 0; k < r->n; k++)
		if (!ratio_tells(r->list[k], t) || !ratio_cmp(r->list[k], t))
			return;
	if (outside)
		return;
	for (; i && ratio_cmp(r->list[i - 1], t) > 0; i--)
		r->list[i] = r->list[i - 1];
	r->list[i] = t;
	r->n++;
}

/* c + b t + a t^2 = 0 */
static void solve(struct roots *r, const ratio *c, const ratio *b, const ratio *a)
{
	struct arena *arena = r->arena;
	const ratio *zero = ratio_of(arena, 0, 1), *two = ratio_of(arena, 2, 1);
	if (!ratio_sign(a)) {
		if (ratio_sign(b))
			add_root(r, ratio_div(arena, ratio_sub(arena, zero, c), b));
		return;
	}
	const ratio *disc =
	        ratio_sub(arena, ratio_mul(arena, b, b),
	                  ratio_mul(arena, ratio_of(arena, 4, 1), ratio_mul(arena, a, c)));
	if (ratio_sign(disc) < 0)
		return;
	const ratio *root = ratio_sqrt(arena, disc), *below = ratio_mul(arena, two, a),
	            *minus = ratio_sub(arena, zero, b);
	add_root(r, ratio_div(arena, ratio_sub(arena, minus, root), below));
	add_root(r, ratio_div(arena, ratio_add(arena, minus, root), below));
}

/* (constant - level) (bottom + bottom_t t) + top + top_t t = 0: where a line has this level. */
static void reaches(struct roots *r, const struct line *l, const ratio *level)
{
	struct arena *a = r->arena;
	const ratio *gap = ratio_sub(a, l->constant, level);
	solve(r, ratio_add(a, ratio_mul(a, gap, l->bottom), l->top),
	      ratio_add(a, ratio_mul(a, gap, l->bottom_t), l->top_t), ratio_of(a, 0, 1));
}

/* Without their limits. */
static void meet(struct roots *r, const struct line *x, const struct line *y)
{
	struct arena *a = r->arena;
	if (x->straight && y->straight) {
		solve(r, ratio_sub(a, x->top, y->top), ratio_sub(a, x->top_t, y->top_t),
		      ratio_of(a, 0, 1));
		return;
	}
	const ratio *gap = ratio_sub(a, x->constant, y->constant);
	/* x's numerator with the gap put in, times y's denominator, less the other way round */
	const ratio *top = ratio_add(a, x->top, ratio_mul(a, gap, x->bottom)),
	            *top_t = ratio_add(a, x->top_t, ratio_mul(a, gap, x->bottom_t));
	const ratio *c =
	        ratio_sub(a, ratio_mul(a, top, y->bottom), ratio_mul(a, y->top, x->bottom));
	const ratio *b = ratio_sub(
	        a, ratio_add(a, ratio_mul(a, top, y->bottom_t), ratio_mul(a, top_t, y->bottom)),
	        ratio_add(a, ratio_mul(a, y->top, x->bottom_t), ratio_mul(a, y->top_t, x->bottom)));
	const ratio *q =
	        ratio_sub(a, ratio_mul(a, top_t, y->bottom_t), ratio_mul(a, y->top_t, x->bottom_t));
	solve(r, c, b, q);
}

size_t line_meetings(struct arena *a, const struct line *x, const struct line *y,
                     const ratio *roots[LINE_ROOTS])
{
	struct roots r = {a, roots, 0};
	meet(&r, x, y);
	if (x->most) {
		reaches(&r, y, x->most);
		reaches(&r, x, x->most);
	}
	if (y->most) {
		reaches(&r, x, y->most);
		reaches(&r, y, y->most);
	}
	return r.n;
}

/* A rational number between two, whatever their errors. */
static const ratio *between(struct arena *a, const ratio *low, const ratio *high)
{
	const ratio *middle = ratio_div(a, ratio_add(a, low, high), ratio_of(a, 2, 1));
	if (ratio_is_exact(middle))
		return middle;
	return ratio_read(a, ratio_fixed(a, middle, RATIO_DECIMALS_MAX, ROUND_DOWN));
}

int line_side(struct arena *a, const struct line *x, const struct line *y, const ratio *low,
              const ratio *high)
{
	const ratio *t = between(a, low, high);
	return ratio_cmp(line_at(a, x, t), line_at(a, y, t));
}
