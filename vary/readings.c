#include "vary/readings.h"

#include <assert.h>

/* One run. The arrays of the units while they are filled. */
struct running {
	struct arena *arena;
	const struct firmness_request *request;
	struct readings *out;
	const ratio ***scores; /* [unit][combination] */
	size_t **ranks;
	struct readings_refused *refused;
	unsigned short *above;
};

static bool stopped(const struct firmness_request *q)
{
	return q->watch.stop && *q->watch.stop;
}

/* ---- one combination ---- */

static void refuse(struct running *r, size_t combination, const struct diag_list *log)
{
	struct readings_refused *x = &r->refused[r->out->n_refused++];
	x->combination = combination;
	x->why = diag_first_error(r->arena, log);
}

static void compare(struct running *r, const size_t *ranks)
{
	const size_t n = r->out->n_units;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (ranks[i] && ranks[j] && ranks[i] < ranks[j])
				r->above[i * n + j]++;
}

static void keep(struct running *r, size_t combination, const struct sheet *s, size_t *ranks)
{
	const struct model *m = r->out->model;
	for (size_t u = 0; u < r->out->n_units; u++) {
		const struct unit_result *x = &s->units[m->units[u]];
		ranks[u] = x->ranked ? x->rank : 0;
		r->ranks[u][combination] = ranks[u];
		r->scores[u][combination] = ratio_copy(r->arena, x->score);
		if (ranks[u] > r->out->n_ranks)
			r->out->n_ranks = ranks[u];
	}
	compare(r, ranks);
	r->out->made++;
}

static void score(struct running *r, size_t combination, size_t *ranks)
{
	struct arena *scratch = arena_scratch(r->arena);
	struct diag_list *log = diag_list_new(scratch);
	const struct sheet *s =
	        combinations_sheet(scratch, &r->out->all, r->request->figures, combination, log);
	if (s)
		keep(r, combination, s, ranks);
	else
		refuse(r, combination, log);
	arena_free(scratch);
}

/* ---- what they come to ---- */

static bool all_exact(const ratio *const *scores, size_t n)
{
	for (size_t c = 0; c < n; c++)
		if (!ratio_is_exact(scores[c]))
			return false;
	return true;
}

static const struct factorial *of_ranks(const struct running *r, const size_t *ranks)
{
	const struct combinations *all = &r->out->all;
	struct arena *scratch = arena_scratch(r->arena);
	const ratio **values = ARENA_NEWS(scratch, const ratio *, all->n);
	for (size_t c = 0; c < all->n; c++)
		values[c] = ratio_of(scratch, (long)ranks[c], 1);
	const struct factorial *out = factorial_of(r->arena, all->n_policies, all->levels, values);
	arena_free(scratch);
	return out;
}

static void sum_up(const struct running *r, size_t unit, struct readings_unit *x)
{
	const struct combinations *all = &r->out->all;
	size_t *times = ARENA_NEWS(r->arena, size_t, r->out->n_ranks);
	*x = (struct readings_unit){
	        .scores = r->scores[unit], .ranks = r->ranks[unit], .times = times};
	for (size_t c = 0; c < all->n; c++) {
		const size_t rank = x->ranks[c];
		if (!x->scores[c])
			continue;
		x->low = x->low ? ratio_min(x->low, x->scores[c]) : x->scores[c];
		x->high = x->high ? ratio_max(x->high, x->scores[c]) : x->scores[c];
		if (!rank) {
			x->apart++;
			continue;
		}
		times[rank - 1]++;
		x->best = !x->best || rank < x->best ? rank : x->best;
		x->worst = rank > x->worst ? rank : x->worst;
	}
	if (r->out->n_refused)
		return;
	if (all_exact(x->scores, all->n))
		x->of_score = factorial_of(r->arena, all->n_policies, all->levels, x->scores);
	if (!x->apart)
		x->of_rank = of_ranks(r, x->ranks);
}

static const ratio *const *rank_shares(const struct running *r)
{
	const struct readings *out = r->out;
	const ratio *variance = ratio_of(r->arena, 0, 1);
	const ratio **sums = ARENA_NEWS(r->arena, const ratio *, out->all.n_policies);
	for (size_t p = 0; p < out->all.n_policies; p++)
		sums[p] = variance;
	for (size_t u = 0; u < out->n_units; u++) {
		const struct factorial *f = out->units[u].of_rank;
		if (!f)
			return NULL;
		variance = ratio_add(r->arena, variance, f->variance);
		for (size_t p = 0; p < out->all.n_policies && f->shares; p++)
			sums[p] = ratio_add(r->arena, sums[p],
			                    ratio_mul(r->arena, f->shares[p].shapley, f->variance));
	}
	if (!ratio_sign(variance))
		return NULL;
	for (size_t p = 0; p < out->all.n_policies; p++)
		sums[p] = ratio_div(r->arena, sums[p], variance);
	return sums;
}

/* ---- the run ---- */

static struct running begin(const struct firmness_request *q, struct readings *out)
{
	struct arena *a = q->arena;
	struct running r = {.arena = a, .request = q, .out = out};
	r.scores = ARENA_NEWS(a, const ratio **, out->n_units);
	r.ranks = ARENA_NEWS(a, size_t *, out->n_units);
	for (size_t u = 0; u < out->n_units; u++) {
		r.scores[u] = ARENA_NEWS(a, const ratio *, out->all.n);
		r.ranks[u] = ARENA_NEWS(a, size_t, out->all.n);
	}
	r.refused = ARENA_NEWS(a, struct readings_refused, out->all.n);
	r.above = ARENA_NEWS(a, unsigned short, out->n_units * out->n_units);
	out->refused = r.refused;
	out->above = r.above;
	return r;
}

static void end(struct running *r)
{
	struct readings_unit *units = ARENA_NEWS(r->arena, struct readings_unit, r->out->n_units);
	r->out->units = units;
	for (size_t u = 0; u < r->out->n_units; u++)
		sum_up(r, u, &units[u]);
	r->out->rank_shares = rank_shares(r);
}

const struct readings *readings_run(const struct firmness_request *request)
{
	if (!request->figures)
		return NULL;
	struct readings *out = ARENA_NEW(request->arena, struct readings);
	*out = (struct readings){.all = combinations_of(request->arena, request->method),
	                         .model = request->model,
	                         .n_units = request->model->n_units};
	if (!out->all.n_policies)
		out->state = READINGS_NONE;
	else if (!out->all.n || out->n_units > READINGS_SCORES_MOST / out->all.n)
		out->state = READINGS_TOO_MANY;
	if (out->state != READINGS_DONE)
		return out;
	struct running r = begin(request, out);
	size_t *ranks = ARENA_NEWS(request->arena, size_t, out->n_units);
	for (size_t c = 0; c < out->all.n; c++) {
		if (stopped(request))
			return NULL;
		score(&r, c, ranks);
		if (request->watch.progress)
			request->watch.progress(request->watch.context, c + 1, out->all.n);
	}
	end(&r);
	return out;
}
