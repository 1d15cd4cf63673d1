#include "vary/choices.h"

#include "engine/rank.h"
#include "vary/recognition.h"

#include <stdlib.h>
#include <string.h>

struct making {
	const struct firmness_request *request;
	struct choices *out;
	struct choice *all;
};

static void add(struct making *k, enum choice_kind kind, size_t index, size_t numbers)
{
	k->all[k->out->n++] = (struct choice){kind, index, k->out->n_numbers, numbers};
	k->out->n_numbers += numbers;
}

/* ---- weights ---- */

struct placed {
	const ratio *nominal;
	size_t weight;
};

static int greater_first(const void *left, const void *right)
{
	const struct placed *x = left, *y = right;
	int order = ratio_cmp(y->nominal, x->nominal);
	return order ? order : x->weight < y->weight ? -1 : 1;
}

/* Returns whether all are equal. */
static bool place_weights(struct making *k)
{
	struct arena *a = k->request->arena;
	const struct model *m = k->request->model;
	struct placed *placed = ARENA_NEWS(a, struct placed, m->n_weights);
	size_t *places = ARENA_NEWS(a, size_t, m->n_weights);
	size_t *levels = ARENA_NEWS(a, size_t, m->n_weights);
	for (size_t i = 0; i < m->n_weights; i++)
		placed[i] = (struct placed){m->nominal[i], i};
	qsort(placed, m->n_weights, sizeof *placed, greater_first);
	for (size_t i = 0; i < m->n_weights; i++) {
		bool equal = i && !ratio_cmp(placed[i].nominal, placed[i - 1].nominal);
		places[i] = placed[i].weight;
		levels[i] = equal ? levels[i - 1] : i;
	}
	k->out->places = places;
	k->out->levels = levels;
	return !levels[m->n_weights - 1];
}

static void add_order(struct making *k)
{
	size_t n = k->request->model->n_weights;
	const size_t *levels = k->out->levels;
	for (size_t i = 0; i < n; i++)
		add(k, CHOICE_GAP, i, 1);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && levels[end] == i;)
			end++;
		if (end - i > 1)
			add(k, CHOICE_ARRANGEMENT, i, end - i);
	}
}

static void add_weights(struct making *k)
{
	k->out->weights = k->request->weights.kind;
	if (k->out->weights == WEIGHTS_ORDER && place_weights(k))
		k->out->weights = WEIGHTS_SIMPLEX;
	if (k->out->weights == WEIGHTS_ORDER)
		add_order(k);
	else
		for (size_t i = 0; i < k->request->model->n_weights; i++)
			add(k, CHOICE_WEIGHT, i, 1);
}

/* ---- policies ---- */

static bool ranks_rounded(const struct model *m)
{
	static const struct param_spec spec = {.name = "on", .fallback = "published"};
	const struct method *method = m->method;
	return !strcmp(param_text(method, &method->rank_on, &spec), method_rank_on[RANK_PUBLISHED]);
}

/* Does a choice decide whether ranks go by published scores? */
static bool rounding_varies(const struct choices *c)
{
	for (size_t i = 0; i < c->readings.n_policies; i++)
		if (c->readings.policies[i] == c->readings.method->rank_on.policy)
			return true;
	return false;
}

/* The models of all combinations; false where one cannot be made. */
static bool make_models(struct making *k, const struct combinations *c)
{
	const struct firmness_request *q = k->request;
	const struct model **models = ARENA_NEWS(q->arena, const struct model *, c->n);
	const struct recognition **drawn = ARENA_NEWS(q->arena, const struct recognition *, c->n);
	struct diag_list *log = diag_list_new(q->arena);
	for (size_t i = 0; i < c->n; i++) {
		bool official = i == c->official;
		models[i] = official
		                    ? q->model
		                    : combinations_model(q->arena, c, q->figures, i, q->model, log);
		/* Also where it is the one in force: it counts its own failures. */
		if (models[i] && q->recognition)
			drawn[i] = recognition_under(q->arena, q->recognition, models[i], log);
		if (!models[i] || (q->recognition && !drawn[i]))
			return false;
	}
	k->out->models = models;
	k->out->recognitions = q->recognition ? drawn : NULL;
	return true;
}

static void add_policies(struct making *k)
{
	const struct firmness_request *q = k->request;
	struct combinations c = combinations_of(q->arena, q->method);
	size_t values = q->model->n_units * q->model->n_weights;
	if (!c.n_policies)
		return;
	k->out->too_many = !c.n || c.n * values > CHOICES_VALUES_MAX;
	k->out->refused = !k->out->too_many && !make_models(k, &c);
	if (k->out->too_many || k->out->refused)
		return;
	k->out->readings = c;
	bool *rounded = ARENA_NEWS(q->arena, bool, c.n);
	for (size_t i = 0; i < c.n && rounding_varies(k->out); i++)
		rounded[i] = ranks_rounded(k->out->models[i]);
	k->out->rounded = rounded;
	for (size_t i = 0; i < c.n_policies; i++)
		add(k, CHOICE_POLICY, i, 1);
}

/* ---- figures ---- */

static void add_figures(struct making *k)
{
	for (size_t i = 0; i < k->request->model->n_weights; i++)
		if (recognition_moves(k->request->recognition, i))
			add(k, CHOICE_FIGURES, i, 0);
}

/* Of the model alone; its failures are no other's. */
static const struct recognition *const *own_recognition(struct making *k)
{
	const struct firmness_request *q = k->request;
	const struct recognition **own = ARENA_NEWS(q->arena, const struct recognition *, 1);
	if (!q->recognition)
		return NULL;
	own[0] = recognition_under(q->arena, q->recognition, q->model, diag_list_new(q->arena));
	return own;
}

const struct choices *choices_of(const struct firmness_request *request)
{
	struct arena *a = request->arena;
	size_t most = 3 * request->model->n_weights;
	struct making k = {.request = request, .out = ARENA_NEW(a, struct choices)};
	most += request->method ? request->method->n_policies : 0;
	k.all = ARENA_NEWS(a, struct choice, most);
	k.out->all = k.all;
	add_weights(&k);
	if (request->method && request->figures)
		add_policies(&k);
	if (request->recognition)
		add_figures(&k);
	if (!k.out->models) {
		const struct model **one = ARENA_NEWS(a, const struct model *, 1);
		one[0] = request->model;
		k.out->models = one;
		k.out->rounded = ARENA_NEWS(a, bool, 1);
		k.out->recognitions = own_recognition(&k);
	}
	return k.out;
}
