#include "engine/binary.h"
#include "reports/exact_report.h"
#include "vary/tornado.h"

static const char *unit_id(const struct firmness *f, size_t unit)
{
	return model_unit_name(f->model, unit)->id;
}

/* ---- JSON ---- */

static json_t *outcome(struct record *r, const struct firmness *f, const struct tornado_outcome *o)
{
	json_t *object = json_object(), *scores = json_array(), *ranks = json_array();
	for (size_t u = 0; u < f->model->n_units; u++) {
		record_append(r, scores, record_exact(r, o->scores[u]));
		record_append(r, ranks, o->ranks[u] > 0 ? record_whole(o->ranks[u]) : json_null());
	}
	record_put(r, object, "scores", scores);
	record_put(r, object, "ranks", ranks);
	return object;
}

static json_t *at(struct record *r, const struct firmness *f, const ratio *t,
                  const struct tornado_outcome *o)
{
	json_t *object = outcome(r, f, o);
	record_put(r, object, "weight", record_exact(r, t));
	return object;
}

static json_t *weights(struct record *r, const struct firmness *f)
{
	json_t *array = json_array();
	for (size_t i = 0; i < f->tornado->n_weights; i++) {
		const struct tornado_weight *w = &f->tornado->weights[i];
		json_t *object = json_object();
		record_put(r, object, "item", record_text(model_node_name(f->model, w->node)->id));
		record_put(r, object, "weight", record_exact(r, w->now));
		record_put(r, object, "low", at(r, f, w->low_t, &w->low));
		record_put(r, object, "high", at(r, f, w->high_t, &w->high));
		record_append(r, array, object);
	}
	return array;
}

static json_t *left_out(struct record *r, const struct firmness *f)
{
	json_t *array = json_array();
	for (size_t i = 0; i < f->tornado->n_left_out; i++) {
		const struct tornado_left_out *x = &f->tornado->left_out[i];
		json_t *object = outcome(r, f, &x->outcome);
		record_put(r, object, "item",
		           record_text(model_weight_name(f->model, x->weight)->id));
		record_append(r, array, object);
	}
	return array;
}

static const char *alternative(struct arena *a, const struct method *m,
                               const struct tornado_policy *x)
{
	return x->alternative != NONE ? m->policies[x->policy].alternatives[x->alternative].id
	                              : ratio_exact(a, x->number);
}

static json_t *policies(struct record *r, const struct firmness *f)
{
	const struct method *m = r->page.method;
	json_t *array = json_array();
	for (size_t i = 0; i < f->tornado->n_policies; i++) {
		const struct tornado_policy *x = &f->tornado->policies[i];
		json_t *object = x->scored ? outcome(r, f, &x->outcome) : json_object();
		record_put(r, object, "policy", record_text(m->policies[x->policy].named.id));
		record_put(r, object, "alternative", record_text(alternative(r->page.arena, m, x)));
		record_put(r, object, "scored", json_boolean(x->scored));
		record_append(r, array, object);
	}
	return array;
}

void tornado_record(struct record *r, json_t *object, const struct firmness *f)
{
	if (f->tornado == NULL)
		return;
	json_t *own = json_object();
	record_put(r, own, "reach", record_exact(r, f->tornado->reach));
	record_put(r, own, "one_weight", weights(r, f));
	record_put(r, own, "left_out", left_out(r, f));
	if (f->model->sheet != NULL)
		record_put(r, own, "one_policy", policies(r, f));
	record_put(r, object, "tornado", own);
}

/* ---- CSV ---- */

/* "low_score" and "low_rank" of each unit, and the like. */
static void outcome_rows(const struct page *p, struct view_table *t, const struct firmness *f,
                         const char *what, const char *other, const struct tornado_outcome *o)
{
	const char *score = arena_print(p->arena, "%s_score", what);
	const char *rank = arena_print(p->arena, "%s_rank", what);
	for (size_t u = 0; u < f->model->n_units; u++) {
		if (o->scores[u] != NULL)
			analysis_number(p, t, "tornado", score, unit_id(f, u), other,
			                binary_of(o->scores[u]));
		if (o->ranks[u] > 0)
			analysis_row(p, t, "tornado", rank, unit_id(f, u), other,
			             arena_print(p->arena, "%zu", o->ranks[u]));
	}
}

void tornado_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct tornado *x = f->tornado;
	for (size_t i = 0; x != NULL && i < x->n_weights; i++) {
		const char *item = model_node_name(f->model, x->weights[i].node)->id;
		outcome_rows(p, t, f, "low", item, &x->weights[i].low);
		outcome_rows(p, t, f, "high", item, &x->weights[i].high);
	}
	for (size_t i = 0; x != NULL && i < x->n_left_out; i++)
		outcome_rows(p, t, f, "left_out",
		             model_weight_name(f->model, x->left_out[i].weight)->id,
		             &x->left_out[i].outcome);
	for (size_t i = 0; x != NULL && i < x->n_policies; i++) {
		const struct tornado_policy *o = &x->policies[i];
		const char *id = p->method->policies[o->policy].named.id;
		if (o->scored)
			outcome_rows(p, t, f, "policy",
			             arena_print(p->arena, "%s=%s", id,
			                         alternative(p->arena, p->method, o)),
			             &o->outcome);
	}
}
