#include "vary/swap.h"

#include "vary/bounds.h"
#include "vary/line.h"
#include "vary/linear.h"
#include "vary/program.h"

#include <stdlib.h>

/* One run. */
struct swapping {
	struct arena *arena;
	const struct model *model;
	const struct line *lines;         /* of the node in hand */
	const ratio *const *const *forms; /* [unit]; NULL where not linear */
	struct swap_pair *pairs;
	size_t n_pairs;
	const ratio *zero, *one;
};

/* ---- neighbours ---- */

struct place_of {
	const ratio *score;
	size_t unit;
};

static int by_score(const void *left, const void *right)
{
	const struct place_of *x = left, *y = right;
	int order = ratio_cmp(y->score, x->score);
	return order ? order : x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void find_pairs(struct swapping *s)
{
	const struct model *m = s->model;
	struct place_of *places = ARENA_NEWS(s->arena, struct place_of, m->n_units);
	s->pairs = ARENA_NEWS(s->arena, struct swap_pair, m->n_units);
	for (size_t u = 0; u < m->n_units; u++)
		places[u] = (struct place_of){m->scores[u], u};
	qsort(places, m->n_units, sizeof *places, by_score);
	for (size_t i = 0; i + 1 < m->n_units; i++) {
		if (!ratio_cmp(places[i].score, places[i + 1].score))
			continue;
		s->pairs[s->n_pairs++] = (struct swap_pair){
		        .above = places[i].unit,
		        .below = places[i + 1].unit,
		        .gap = ratio_sub(s->arena, places[i].score, places[i + 1].score),
		        .one = {SWAP_UNKNOWN, NONE, NULL, NULL, NULL, false}};
	}
}

/* ---- one weight ---- */

/* A way from the nominal share to 0 or to 1. */
struct way {
	const struct line *above, *below;
	const ratio *from;
	bool up;
};

/* Are both equal at this meeting, with that side before it and this one behind? */
static bool meet_at(const struct swapping *s, const struct way *w, const ratio *t, int before,
                    int behind)
{
	if (!ratio_is_exact(t)) /* of two simple roots: equal where they cross */
		return before != behind;
	return !ratio_cmp(line_at(s->arena, w->above, t), line_at(s->arena, w->below, t));
}

static int side_between(const struct swapping *s, const struct way *w, const ratio *x,
                        const ratio *y)
{
	return line_side(s->arena, w->above, w->below, w->up ? x : y, w->up ? y : x);
}

/* At 0 or 1 itself; a unit that has nothing left there has no score. */
static bool level_at_end(const struct swapping *s, const struct way *w, const ratio *end)
{
	const struct line *both[] = {w->above, w->below};
	for (size_t i = 0; i < 2; i++)
		if (!ratio_sign(ratio_add(s->arena, both[i]->bottom,
		                          ratio_mul(s->arena, both[i]->bottom_t, end))))
			return false;
	return ratio_cmp(line_at(s->arena, w->above, end), line_at(s->arena, w->below, end)) <= 0;
}

/* The first share on the way where they are equal, or NULL. */
static const ratio *first_level(const struct swapping *s, const struct way *w, bool *overtakes)
{
	const ratio *roots[LINE_ROOTS], *end = w->up ? s->one : s->zero, *last = w->from;
	size_t n = line_meetings(s->arena, w->above, w->below, roots);
	for (size_t i = 0; i < n; i++) {
		size_t k = w->up ? i : n - 1 - i;
		if ((w->up ? ratio_cmp(roots[k], w->from) : ratio_cmp(w->from, roots[k])) <= 0)
			continue;
		const ratio *next = i + 1 < n ? roots[w->up ? k + 1 : k - 1] : end;
		int before = side_between(s, w, last, roots[k]),
		    behind = side_between(s, w, roots[k], next);
		*overtakes = behind < 0;
		if (meet_at(s, w, roots[k], before, behind))
			return roots[k];
		last = roots[k];
	}
	*overtakes = false;
	return ratio_cmp(w->from, end) && level_at_end(s, w, end) ? end : NULL;
}

static const ratio *weight_below(const struct swapping *s, size_t node)
{
	const struct model_node *n = &s->model->nodes[node];
	const ratio *sum = n->kind == MODEL_LEAF ? s->model->nominal[n->carrier] : s->zero;
	for (size_t i = 0; i < n->n_children; i++)
		sum = ratio_add(s->arena, sum, weight_below(s, n->children[i]));
	return sum;
}

/* Keeps the better of what is known and what this node would do. */
static void try_node(const struct swapping *s, struct swap_pair *p, size_t node,
                     const ratio *parent)
{
	const ratio *from = model_share(s->arena, s->model, node, s->model->nominal);
	for (int up = 0; up < 2; up++) {
		struct way w = {&s->lines[p->above], &s->lines[p->below], from, up};
		bool overtakes;
		const ratio *to = first_level(s, &w, &overtakes);
		if (!to)
			continue;
		const ratio *way =
		        up ? ratio_sub(s->arena, to, from) : ratio_sub(s->arena, from, to);
		const ratio *change = ratio_mul(s->arena, way, parent);
		if (p->one.state != SWAP_LEAST || ratio_cmp(change, p->one.change) < 0)
			p->one = (struct swap_one){SWAP_LEAST, node, from, to, change, overtakes};
	}
}

static void move_one(struct swapping *s)
{
	const struct model *m = s->model;
	for (size_t i = 0; i < s->n_pairs; i++)
		s->pairs[i].one.state = SWAP_NEVER;
	for (size_t p = 0; p < m->n_nodes; p++) {
		const struct line_family *family = NULL;
		const ratio *parent = NULL;
		for (size_t c = 0; c < m->nodes[p].n_children; c++) {
			size_t node = m->nodes[p].children[c];
			if (!model_movable(m, node))
				continue;
			family = family ? family : line_family_of(s->arena, m, p);
			parent = parent ? parent : weight_below(s, p);
			s->lines = line_of_node(s->arena, family, node);
			for (size_t i = 0; i < s->n_pairs; i++)
				try_node(s, &s->pairs[i], node, parent);
		}
	}
}

/* ---- any weights, of two linear scores ---- */

/* Columns: what each weight gains, what it loses, and for the largest change that change. */
static struct program *distances(const struct swapping *s, struct arena *a, const ratio *const *d,
                                 bool most)
{
	const struct model *m = s->model;
	size_t n = m->n_weights;
	struct program *p = program_new(a, 2 * n + most);
	const ratio **balance = program_factors(p), **level = program_factors(p);
	const ratio *minus = ratio_of(a, -1, 1);
	for (size_t k = 0; k < n; k++) {
		p->uppers[n + k] = m->nominal[k];
		balance[k] = s->one;
		balance[n + k] = minus;
		level[k] = d[k];
		level[n + k] = ratio_sub(a, s->zero, d[k]);
		if (!most)
			p->costs[k] = p->costs[n + k] = s->one;
	}
	program_row(p, balance, PROGRAM_EQUAL, s->zero);
	program_row(p, level, PROGRAM_AT_LEAST,
	            ratio_sub(a, s->zero, linear_at(a, n, d, m->nominal)));
	for (size_t k = 0; most && k < n; k++) {
		const ratio **limit = program_factors(p);
		p->costs[2 * n] = s->one;
		limit[k] = limit[n + k] = s->one;
		limit[2 * n] = minus;
		program_row(p, limit, PROGRAM_AT_MOST, s->zero);
	}
	return p;
}

static struct swap_any least_of(const struct swapping *s, const ratio *const *d, bool most)
{
	const struct model *m = s->model;
	struct arena *a = arena_scratch(s->arena);
	size_t n = m->n_weights;
	struct program_answer x = program_solve(a, distances(s, a, d, most));
	const ratio **w = ARENA_NEWS(s->arena, const ratio *, n);
	for (size_t k = 0; k < n; k++)
		w[k] = ratio_add(s->arena, m->nominal[k], ratio_sub(a, x.x[k], x.x[n + k]));
	struct swap_any out = {
	        .state = SWAP_LEAST, .change = ratio_copy(s->arena, x.value), .weights = w};
	arena_free(a);
	return out;
}

static void move_any(const struct swapping *s, struct swap_pair *p)
{
	size_t n = s->model->n_weights;
	const ratio *const *d =
	        linear_difference(s->arena, n, s->forms[p->below], s->forms[p->above]);
	int best = -1;
	for (size_t k = 0; k < n; k++)
		best = ratio_sign(d[k]) > best ? ratio_sign(d[k]) : best;
	if (best < 0) { /* lower by every item: at any weights */
		p->sum = p->most = (struct swap_any){.state = SWAP_NEVER};
		return;
	}
	p->sum = least_of(s, d, false);
	p->most = least_of(s, d, true);
	p->sum.overtakes = p->most.overtakes = best > 0;
}

/* ---- any weights, of scores that are not linear: what one weight does ---- */

/* Is the lower one below at all weights? */
static bool is_hopeless(const struct swapping *s, const struct swap_pair *p)
{
	const struct weight_set all = {.kind = WEIGHTS_SIMPLEX};
	const struct space *simplex = space_of(s->arena, s->model, &all);
	return bounds_of(s->arena, s->model, simplex, p->below, p->above, 1) == BOUNDS_BELOW;
}

/* A rational share at or just beyond `to`. */
static const ratio *beyond(const struct swapping *s, const struct swap_one *one)
{
	if (ratio_is_exact(one->to))
		return one->to;
	bool up = ratio_cmp(one->to, one->from) > 0;
	const ratio *step = ratio_div(s->arena, ratio_of(s->arena, up ? 1 : -1, 1),
	                              ratio_read(s->arena, "1000000000000000000000000"));
	return ratio_read(s->arena, ratio_fixed(s->arena, ratio_add(s->arena, one->to, step),
	                                        RATIO_DECIMALS_MAX, up ? ROUND_UP : ROUND_DOWN));
}

static void bound_any(const struct swapping *s, struct swap_pair *p)
{
	const struct model *m = s->model;
	bool hopeless = p->one.state != SWAP_LEAST && is_hopeless(s, p);
	p->sum.state = p->most.state = hopeless ? SWAP_NEVER : SWAP_UNKNOWN;
	if (p->one.state != SWAP_LEAST)
		return;
	const ratio *const *w = model_moved(s->arena, m, p->one.node, beyond(s, &p->one));
	const ratio *const *scores = model_scores(s->arena, m, w);
	if (ratio_cmp(scores[p->below], scores[p->above]) < 0)
		return;
	const ratio *sum = s->zero, *most = s->zero;
	for (size_t k = 0; k < m->n_weights; k++) {
		const ratio *change = ratio_sub(s->arena, w[k], m->nominal[k]);
		change = ratio_max(change, ratio_sub(s->arena, s->zero, change));
		sum = ratio_add(s->arena, sum, change);
		most = ratio_max(most, change);
	}
	p->sum = (struct swap_any){SWAP_AT_MOST, sum, w, p->one.overtakes};
	p->most = (struct swap_any){SWAP_AT_MOST, most, w, p->one.overtakes};
}

const struct swap *swap_run(struct arena *a, const struct model *m, struct diag_list *log)
{
	(void)log;
	if (!m->exact)
		return NULL;
	struct swapping s = {
	        .arena = a, .model = m, .zero = ratio_of(a, 0, 1), .one = ratio_of(a, 1, 1)};
	const ratio *const **forms = ARENA_NEWS(a, const ratio *const *, m->n_units);
	for (size_t u = 0; u < m->n_units; u++)
		forms[u] = linear_form(a, m, u, NULL);
	s.forms = forms;
	find_pairs(&s);
	if (line_possible(m))
		move_one(&s);
	for (size_t i = 0; i < s.n_pairs; i++) {
		struct swap_pair *p = &s.pairs[i];
		if (forms[p->above] && forms[p->below])
			move_any(&s, p);
		else
			bound_any(&s, p);
	}
	struct swap *out = ARENA_NEW(a, struct swap);
	*out = (struct swap){s.pairs, s.n_pairs};
	return out;
}
