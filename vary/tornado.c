#include "vary/tornado.h"

#include "engine/score.h"
#include "engine/settings.h"

#include <stdlib.h>

/* Without a box of weights: 20 %. */
enum { REACH_TOP = 1, REACH_BOTTOM = 5 };

struct turning {
	const struct firmness_request *request;
	struct arena *arena;
	const struct model *model;
	const size_t *ranks;
	const ratio *zero, *one;
};

/* ---- outcomes ---- */

struct standing {
	const ratio *score;
	size_t unit;
};

static int better_first(const void *left, const void *right)
{
	const struct standing *x = left, *y = right;
	int order = ratio_cmp(y->score, x->score);
	return order ? order : x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* Of those that have a score and are `ranked` (NULL: all). */
static const size_t *ranks_of(struct arena *a, size_t n, const ratio *const *scores,
                              const bool *ranked)
{
	size_t *ranks = ARENA_NEWS(a, size_t, n), k = 0;
	struct standing *places = ARENA_NEWS(a, struct standing, n);
	for (size_t u = 0; u < n; u++)
		if (scores[u] && (!ranked || ranked[u]))
			places[k++] = (struct standing){scores[u], u};
	if (k)
		qsort(places, k, sizeof *places, better_first);
	for (size_t i = 0; i < k; i++) {
		bool level = i && !ratio_cmp(places[i - 1].score, places[i].score);
		ranks[places[i].unit] = level ? ranks[places[i - 1].unit] : i + 1;
	}
	return ranks;
}

static const ratio *size_of(const struct turning *r, const ratio *x)
{
	return ratio_sign(x) < 0 ? ratio_sub(r->arena, r->zero, x) : x;
}

static struct tornado_outcome outcome(const struct turning *r, const ratio *const *scores,
                                      const bool *ranked)
{
	const struct model *m = r->model;
	struct tornado_outcome out = {.scores = scores, .change = r->zero};
	out.ranks = ranks_of(r->arena, m->n_units, scores, ranked);
	for (size_t u = 0; u < m->n_units; u++) {
		out.moved += out.ranks[u] != r->ranks[u];
		if (!scores[u])
			continue;
		const ratio *change = ratio_sub(r->arena, scores[u], m->scores[u]);
		if (ratio_cmp(size_of(r, change), size_of(r, out.change)) > 0) {
			out.unit = u;
			out.change = change;
		}
	}
	return out;
}

static struct tornado_outcome at_share(const struct turning *r, size_t node, const ratio *t)
{
	struct arena *a = r->arena;
	return outcome(r, model_scores(a, r->model, model_moved(a, r->model, node, t)), NULL);
}

/* ---- weights ---- */

static void turn_weights(const struct turning *r, const ratio *reach, struct tornado *out)
{
	struct arena *a = r->arena;
	const struct model *m = r->model;
	struct tornado_weight *list = ARENA_NEWS(a, struct tornado_weight, m->n_nodes);
	for (size_t i = 1; i < m->n_nodes; i++) {
		struct tornado_weight *w = &list[out->n_weights];
		if (!model_movable(m, i))
			continue;
		w->node = i;
		w->now = model_share(a, m, i, m->nominal);
		w->low_t = ratio_mul(a, w->now, ratio_sub(a, r->one, reach));
		w->high_t = ratio_mul(a, w->now, ratio_add(a, r->one, reach));
		w->most = ratio_cmp(w->high_t, r->one) > 0;
		w->high_t = ratio_min(w->high_t, r->one);
		w->low = at_share(r, i, w->low_t);
		w->high = at_share(r, i, w->high_t);
		out->n_weights++;
	}
	out->weights = list;
}

/* ---- items left out ---- */

/* The node that holds this carrier and, by weight, nothing else; NONE where that is everything. */
static size_t alone(const struct model *m, size_t weight)
{
	size_t node = m->carriers[weight];
	while (node != NONE && !model_movable(m, node))
		node = m->nodes[node].parent;
	return node;
}

static void leave_out(const struct turning *r, struct tornado *out)
{
	const struct model *m = r->model;
	struct tornado_left_out *list = ARENA_NEWS(r->arena, struct tornado_left_out, m->n_weights);
	for (size_t w = 0; w < m->n_weights; w++) {
		size_t node = alone(m, w);
		if (node != NONE)
			list[out->n_left_out++] =
			        (struct tornado_left_out){w, at_share(r, node, r->zero)};
	}
	out->left_out = list;
}

/* ---- policies ---- */

static void score_with(const struct turning *r, const char *value, struct tornado_policy *out)
{
	const struct firmness_request *q = r->request;
	const struct model *m = r->model;
	struct arena *a = r->arena;
	struct diag_list *log = diag_list_new(a); /* why not is no finding of this run */
	struct setting s = {.space = "policy",
	                    .key = q->method->policies[out->policy].named.id,
	                    .value = value,
	                    .origin = ORIGIN_TRIAL};
	const struct method *method = settings_apply(a, q->method, &s, 1, false, log);
	const struct sheet *sheet = NULL;
	if (!diag_errors(log))
		sheet = score_numbers(a, method, q->figures, NONE, log);
	if (!sheet)
		return;
	const ratio **scores = ARENA_NEWS(a, const ratio *, m->n_units);
	bool *ranked = ARENA_NEWS(a, bool, m->n_units);
	for (size_t u = 0; u < m->n_units; u++) {
		scores[u] = sheet->units[m->units[u]].score;
		ranked[u] = sheet->units[m->units[u]].ranked;
	}
	out->scored = true;
	out->outcome = outcome(r, scores, ranked);
}

static size_t turn_alternatives(const struct turning *r, size_t policy, struct tornado_policy *out)
{
	const struct policy *p = &r->request->method->policies[policy];
	size_t n = 0;
	for (size_t i = 0; i < p->n_alternatives; i++) {
		if (i == p->chosen)
			continue;
		out[n] = (struct tornado_policy){.policy = policy, .alternative = i};
		score_with(r, p->alternatives[i].id, &out[n++]);
	}
	return n;
}

static size_t turn_number(const struct turning *r, size_t policy, struct tornado_policy *out)
{
	const struct policy *p = &r->request->method->policies[policy];
	const ratio *const ends[] = {p->low, p->high};
	size_t n = 0;
	for (size_t i = 0; i < 2; i++) {
		if (!ratio_cmp(ends[i], p->number))
			continue;
		out[n] = (struct tornado_policy){
		        .policy = policy, .alternative = NONE, .number = ends[i]};
		score_with(r, ratio_exact(r->arena, ends[i]), &out[n++]);
	}
	return n;
}

static void turn_policies(const struct turning *r, struct tornado *out)
{
	const struct method *m = r->request->method;
	size_t room = 0;
	for (size_t i = 0; m && i < m->n_policies; i++)
		room += m->policies[i].n_alternatives ? m->policies[i].n_alternatives : 2;
	struct tornado_policy *list = ARENA_NEWS(r->arena, struct tornado_policy, room);
	for (size_t i = 0; m && i < m->n_policies; i++)
		out->n_policies +=
		        (m->policies[i].n_alternatives ? turn_alternatives
		                                       : turn_number)(r, i, list + out->n_policies);
	out->policies = list;
}

const struct tornado *tornado_run(const struct firmness_request *request)
{
	struct arena *a = request->arena;
	const struct model *m = request->model;
	const volatile sig_atomic_t *stop = request->watch.stop;
	struct tornado *out = ARENA_NEW(a, struct tornado);
	struct turning r = {.request = request,
	                    .arena = a,
	                    .model = m,
	                    .ranks = ranks_of(a, m->n_units, m->scores, NULL),
	                    .zero = ratio_of(a, 0, 1),
	                    .one = ratio_of(a, 1, 1)};
	out->ranks = r.ranks;
	out->reach = request->weights.kind == WEIGHTS_BOX ? request->weights.reach
	                                                  : ratio_of(a, REACH_TOP, REACH_BOTTOM);
	turn_weights(&r, out->reach, out);
	if (stop && *stop)
		return NULL;
	leave_out(&r, out);
	if (stop && *stop)
		return NULL;
	turn_policies(&r, out);
	return out;
}
