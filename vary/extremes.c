#include "vary/extremes.h"

#include "engine/binary.h"
#include "vary/bounds.h"
#include "vary/contest.h"
#include "vary/linear.h"

#include <string.h>

/* Parts of boxes looked at for all pairs of scores that are not linear, and at most for one. */
enum { BOXES = 200000, BOXES_ONE = 400 };
/* Into how many parts weights are cut to give one of them to those that have none. */
enum { NUDGE = 1000000 };
/* A value in double that is further from 0 than this part of its scale has the right sign: rounding
 * errors of a thousand weights stay a thousand times below. */
#define SURELY 1e-9

/* One run. */
struct ranging {
	struct arena *arena;
	const struct model *model;
	const struct space *space;
	const ratio *const *const *forms; /* [unit][free]; NULL where not linear */
	const double *numbers;            /* [unit * n + free]: the same */
	double scale;                     /* of any difference over the set */
	unsigned char *signs; /* [x * n + y]: enum bounds_sign of s_x - s_y at its largest */
	struct extreme *best, *worst;
	size_t n, n_linear;
};

static unsigned char *sign_of(const struct ranging *r, size_t x, size_t y)
{
	return &r->signs[x * r->n + y];
}

/* ---- forms ---- */

static void fill_forms(struct ranging *r)
{
	const ratio *const **forms = ARENA_NEWS(r->arena, const ratio *const *, r->n);
	double *numbers = ARENA_NEWS(r->arena, double, r->n * r->space->n), largest = 0, sum = 1;
	for (size_t u = 0; u < r->n; u++) {
		const ratio *const *form = linear_form(r->arena, r->model, u, r->space->free);
		if (!form)
			continue;
		r->n_linear++;
		forms[u] = space_pick(r->arena, r->space, form);
		for (size_t k = 0; k < r->space->n; k++) {
			double x = binary_of(forms[u][k]);
			numbers[u * r->space->n + k] = x;
			largest = x > largest ? x : -x > largest ? -x : largest;
		}
	}
	for (size_t k = 0; r->space->low && k < r->space->n; k++)
		sum += r->space->floor[k] + r->space->width[k];
	r->forms = forms;
	r->numbers = numbers;
	r->scale = largest * sum;
}

/* ---- pairs ---- */

static enum bounds_sign linear_sign(const struct ranging *r, size_t x, size_t y)
{
	struct arena *a = arena_scratch(r->arena);
	size_t n = r->space->n;
	double *d = ARENA_NEWS(a, double, n);
	for (size_t k = 0; k < n; k++)
		d[k] = r->numbers[x * n + k] - r->numbers[y * n + k];
	double about = space_most_double(a, r->space, d);
	int sign = about > SURELY * r->scale ? 1 : about < -SURELY * r->scale ? -1 : 0;
	if (!sign)
		sign = ratio_sign(
		        space_most(a, r->space, linear_difference(a, n, r->forms[x], r->forms[y])));
	arena_free(a);
	return sign < 0 ? BOUNDS_BELOW : sign ? BOUNDS_ABOVE : BOUNDS_LEVEL;
}

static void fill_signs(struct ranging *r)
{
	size_t others = r->n * r->n - r->n_linear * r->n_linear;
	size_t boxes = others ? BOXES / others : 0;
	boxes = boxes < 1 ? 1 : boxes > BOXES_ONE ? BOXES_ONE : boxes;
	r->signs = ARENA_NEWS(r->arena, unsigned char, r->n * r->n);
	for (size_t x = 0; x < r->n; x++)
		for (size_t y = 0; y < r->n; y++) {
			enum bounds_sign sign = BOUNDS_LEVEL;
			if (x != y && r->forms[x] && r->forms[y])
				sign = linear_sign(r, x, y);
			else if (x != y)
				sign = bounds_of(r->arena, r->model, r->space, x, y, boxes);
			*sign_of(r, x, y) = (unsigned char)sign;
		}
}

/* Is v above u, strictly, at all weights? At none? */
static bool always_above(const struct ranging *r, size_t v, size_t u)
{
	return *sign_of(r, u, v) == BOUNDS_BELOW;
}

static bool never_above(const struct ranging *r, size_t v, size_t u)
{
	unsigned char sign = *sign_of(r, v, u);
	return sign == BOUNDS_BELOW || sign == BOUNDS_LEVEL || sign == BOUNDS_AT_MOST;
}

/* ---- ranks at given weights ---- */

static const ratio *const *scores_at(const struct ranging *r, struct arena *a,
                                     const ratio *const *w)
{
	const ratio **scores = ARENA_NEWS(a, const ratio *, r->n);
	bool all = r->n_linear == r->n; /* then no others are looked at */
	const ratio *const *others = all ? r->model->scores : model_scores(a, r->model, w);
	const ratio *const *free = space_pick(a, r->space, w);
	for (size_t u = 0; u < r->n; u++)
		scores[u] = r->forms[u] ? linear_at(a, r->space->n, r->forms[u], free) : others[u];
	return scores;
}

/* Weights [weight] of sum 1: every unit's ranks there, which may be better or worse than known. */
static void look_at(struct ranging *r, const ratio *const *w)
{
	struct arena *a = arena_scratch(r->arena);
	const ratio *const *s = scores_at(r, a, w);
	for (size_t u = 0; u < r->n; u++) {
		size_t above = 0, perhaps = 0;
		for (size_t v = 0; v < r->n; v++) {
			bool sure = v == u || ratio_tells(s[v], s[u]);
			int order = ratio_cmp(s[v], s[u]);
			above += sure && order > 0;
			perhaps += !sure || order > 0;
			if (v != u && sure && order > 0)
				*sign_of(r, v, u) = BOUNDS_ABOVE;
		}
		if (!r->best[u].weights || 1 + perhaps < r->best[u].rank)
			r->best[u] = (struct extreme){1 + perhaps, r->best[u].bound, w};
		if (!r->worst[u].weights || 1 + above > r->worst[u].rank)
			r->worst[u] = (struct extreme){1 + above, r->worst[u].bound, w};
	}
	arena_free(a);
}

/* The same of weights some of which may be 0. Scores that are not linear may have a gap where
 * nothing that is asked has weight: they are looked at beside it. */
static void look_near(struct ranging *r, const ratio *const *w)
{
	const ratio *part = ratio_of(r->arena, 1, NUDGE),
	            *rest = ratio_sub(r->arena, r->space->one, part);
	bool gap = false;
	for (size_t k = 0; k < r->space->n; k++)
		gap = gap || !ratio_sign(w[r->space->weights[k]]);
	if (r->n_linear < r->n && gap) {
		const ratio **beside = ARENA_NEWS(r->arena, const ratio *, r->space->n_all);
		for (size_t k = 0; k < r->space->n_all; k++)
			beside[k] = r->space->zero;
		for (size_t i = 0; i < r->space->n; i++) {
			size_t k = r->space->weights[i];
			beside[k] = ratio_add(r->arena, ratio_mul(r->arena, w[k], rest),
			                      ratio_div(r->arena, part,
			                                ratio_of(r->arena, (long)r->space->n, 1)));
		}
		w = beside;
	}
	look_at(r, w);
}

/* Weights that favour what a unit does better than the others, or worse: ends of a box, a thousand
 * to one of a simplex. */
static void look_at_corner(struct ranging *r, size_t k, bool only)
{
	const struct space *s = r->space;
	const ratio **w = ARENA_NEWS(r->arena, const ratio *, s->n);
	for (size_t i = 0; i < s->n; i++) {
		bool high = (i == k) == only;
		if (s->low)
			w[i] = high ? s->high[i] : s->low[i];
		else if (s->levels)
			w[i] = ratio_of(r->arena, s->levels[i] <= s->levels[k] ? 1000 : 1, 1);
		else
			w[i] = ratio_of(r->arena, high ? 1000 : 1, 1);
	}
	look_at(r, space_whole(r->arena, s, w));
}

static bool is_small(const struct ranging *r)
{
	return r->n <= EXTREMES_UNITS_MAX && r->n * r->space->n <= EXTREMES_CELLS_MAX;
}

/* Where ranks are not searched for, or not those of all: the corners are tried. */
static void look_around(struct ranging *r)
{
	size_t k = r->space->n;
	bool few = is_small(r) ? r->n_linear < r->n : r->n <= EXTREMES_LOOKS_MAX / (k * k);
	for (k = 0; few && k < r->space->n; k++) {
		look_at_corner(r, k, true);
		look_at_corner(r, k, false);
	}
}

/* ---- bounds ---- */

static void bound_by_pairs(struct ranging *r)
{
	for (size_t u = 0; u < r->n; u++) {
		r->best[u].bound = 1;
		r->worst[u].bound = r->n;
		for (size_t v = 0; v < r->n; v++) {
			if (v == u)
				continue;
			r->best[u].bound += always_above(r, v, u);
			r->worst[u].bound -= never_above(r, v, u);
		}
	}
}

/* Those whose place beside u the weights decide, and what they lack or have. */
static struct contest rivals_of(const struct ranging *r, struct arena *a, size_t u, bool worst)
{
	const ratio *const **gaps = ARENA_NEWS(a, const ratio *const *, r->n);
	size_t n = 0, budget = EXTREMES_PROGRAMS / (2 * r->n);
	for (size_t v = 0; v < r->n; v++) {
		if (v == u || !r->forms[v] || always_above(r, v, u) || never_above(r, v, u))
			continue;
		gaps[n++] = worst ? linear_difference(a, r->space->n, r->forms[v], r->forms[u])
		                  : linear_difference(a, r->space->n, r->forms[u], r->forms[v]);
	}
	return (struct contest){.space = r->space,
	                        .n = n,
	                        .gaps = gaps,
	                        .strict = worst,
	                        .programs = budget < EXTREMES_PROGRAMS_ONE ? budget
	                                                                   : EXTREMES_PROGRAMS_ONE};
}

static void search(struct ranging *r, size_t u, bool worst)
{
	struct arena *a = arena_scratch(r->arena);
	struct contest c = rivals_of(r, a, u, worst);
	if (c.n) {
		struct contest_result x = contest_run(a, &c);
		const ratio *const *w = space_whole(r->arena, r->space, x.w);
		look_near(r, w);
		if (worst)
			r->worst[u].bound -= x.bound;
		else
			r->best[u].bound += x.bound;
	}
	arena_free(a);
}

/* ---- all ---- */

/* [i * n + j]: s_i >= s_j at all weights, or at some. */
static enum truth necessarily(const struct ranging *r, size_t i, size_t j)
{
	if (never_above(r, j, i))
		return TRUTH_YES;
	return *sign_of(r, j, i) == BOUNDS_ABOVE ? TRUTH_NO : TRUTH_UNKNOWN;
}

static enum truth possibly(const struct ranging *r, size_t i, size_t j)
{
	unsigned char sign = *sign_of(r, i, j);
	if (sign == BOUNDS_BELOW)
		return TRUTH_NO;
	return sign == BOUNDS_ABOVE || sign == BOUNDS_LEVEL ? TRUTH_YES : TRUTH_UNKNOWN;
}

static void fill_pairs(const struct ranging *r, struct extremes *out)
{
	unsigned char *necessary = ARENA_NEWS(r->arena, unsigned char, r->n * r->n);
	unsigned char *possible = ARENA_NEWS(r->arena, unsigned char, r->n * r->n);
	for (size_t i = 0; i < r->n; i++)
		for (size_t j = 0; j < r->n; j++) {
			enum truth all = i == j ? TRUTH_YES : necessarily(r, i, j);
			enum truth some = i == j ? TRUTH_YES : possibly(r, i, j);
			necessary[i * r->n + j] = (unsigned char)all;
			possible[i * r->n + j] = (unsigned char)some;
			out->exact = out->exact && all != TRUTH_UNKNOWN && some != TRUTH_UNKNOWN;
		}
	out->necessary = necessary;
	out->possible = possible;
}

static bool marks_exact(const struct model *m)
{
	for (size_t i = 0; i < m->n_units * m->n_weights; i++)
		if (m->values[i] && !ratio_is_exact(m->values[i]))
			return false;
	for (size_t u = 0; u < m->n_units; u++)
		if (!ratio_is_exact(m->beside[u]))
			return false;
	return true;
}

const struct extremes *extremes_run(const struct firmness_request *request)
{
	struct arena *a = request->arena;
	const struct model *m = request->model;
	if (!marks_exact(m))
		return NULL;
	struct ranging r = {.arena = a,
	                    .model = m,
	                    .space = space_of(a, m, &request->weights),
	                    .n = m->n_units,
	                    .best = ARENA_NEWS(a, struct extreme, m->n_units),
	                    .worst = ARENA_NEWS(a, struct extreme, m->n_units)};
	struct extremes *out = ARENA_NEW(a, struct extremes);
	fill_forms(&r);
	fill_signs(&r);
	*out = (struct extremes){.n = r.n,
	                         .best = r.best,
	                         .worst = r.worst,
	                         .n_linear = r.n_linear,
	                         .searched = r.n_linear && is_small(&r),
	                         .exact = true};
	look_near(&r, m->nominal);
	look_around(&r);
	bound_by_pairs(&r);
	for (size_t u = 0; out->searched && u < r.n; u++) {
		if (!r.forms[u])
			continue;
		if (request->watch.stop && *request->watch.stop) { /* bounds of pairs hold */
			out->searched = false;
			break;
		}
		search(&r, u, false);
		search(&r, u, true);
	}
	fill_pairs(&r, out);
	for (size_t u = 0; u < r.n; u++)
		out->exact =
		        out->exact && extreme_is_exact(&r.best[u]) && extreme_is_exact(&r.worst[u]);
	return out;
}
