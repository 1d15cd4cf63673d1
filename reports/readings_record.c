#include "engine/binary.h"
#include "reports/readings_report.h"
#include "vary/readings.h"

static const struct policy *policy_of(const struct page *p, const struct readings *x, size_t i)
{
	return &p->method->policies[x->all.policies[i]];
}

/* ---- JSON ---- */

static json_t *rank(size_t n)
{
	return n ? record_whole(n) : json_null();
}

static json_t *policies(struct record *r, const struct readings *x)
{
	json_t *array = json_array();
	for (size_t i = 0; i < x->all.n_policies; i++) {
		const struct policy *policy = policy_of(&r->page, x, i);
		json_t *object = json_object(), *alternatives = json_array();
		for (size_t k = 0; k < x->all.levels[i]; k++)
			record_append(r, alternatives, record_text(policy->alternatives[k].id));
		record_put(r, object, "policy", record_text(policy->named.id));
		record_put(r, object, "alternatives", alternatives);
		record_put(r, object, "rank_share",
		           record_exact(r, x->rank_shares ? x->rank_shares[i] : NULL));
		record_append(r, array, object);
	}
	return array;
}

static json_t *refused(struct record *r, const struct readings *x)
{
	json_t *array = json_array();
	for (size_t i = 0; i < x->n_refused; i++) {
		json_t *object = json_object();
		record_put(r, object, "combination", record_whole(x->refused[i].combination));
		record_put(r, object, "why", record_text(page_words(&r->page, x->refused[i].why)));
		record_append(r, array, object);
	}
	return array;
}

/* By policy: main, total and Shapley shares of the variance; null without any. */
static json_t *variance(struct record *r, const struct readings *x, const struct factorial *of)
{
	if (!of || !of->shares)
		return json_null();
	json_t *array = json_array();
	for (size_t i = 0; i < x->all.n_policies; i++) {
		json_t *object = json_object();
		record_put(r, object, "main", record_exact(r, of->shares[i].main));
		record_put(r, object, "total", record_exact(r, of->shares[i].total));
		record_put(r, object, "shapley", record_exact(r, of->shares[i].shapley));
		record_append(r, array, object);
	}
	return array;
}

static json_t *unit(struct record *r, const struct firmness *f, size_t u)
{
	const struct readings *x = f->readings;
	const struct readings_unit *own = &x->units[u];
	json_t *object = json_object(), *ranks = json_array(), *scores = json_array();
	for (size_t c = 0; c < x->all.n; c++) {
		record_append(r, ranks, rank(own->ranks[c]));
		record_append(r, scores, record_exact(r, own->scores[c]));
	}
	record_put(r, object, "unit", record_text(model_unit_name(f->model, u)->id));
	record_put(r, object, "best", rank(own->best));
	record_put(r, object, "worst", rank(own->worst));
	record_put(r, object, "apart", record_whole(own->apart));
	record_put(r, object, "ranks", ranks);
	record_put(r, object, "scores", scores);
	record_put(r, object, "rank_variance", variance(r, x, own->of_rank));
	record_put(r, object, "score_variance", variance(r, x, own->of_score));
	return object;
}

static json_t *every_unit(struct record *r, const struct firmness *f)
{
	json_t *array = json_array();
	for (size_t u = 0; u < f->readings->n_units; u++)
		record_append(r, array, unit(r, f, u));
	return array;
}

/* {policy: alternative, …} of each. */
static json_t *combinations(struct record *r, const struct readings *x)
{
	json_t *array = json_array();
	for (size_t c = 0; c < x->all.n; c++) {
		json_t *object = json_object();
		for (size_t i = 0; i < x->all.n_policies; i++) {
			const struct policy *policy = policy_of(&r->page, x, i);
			size_t level = combinations_level(&x->all, c, i);
			record_put(r, object, policy->named.id,
			           record_text(policy->alternatives[level].id));
		}
		record_append(r, array, object);
	}
	return array;
}

static json_t *always_above(struct record *r, const struct readings *x)
{
	json_t *rows = json_array();
	for (size_t i = 0; i < x->n_units; i++) {
		json_t *row = json_array();
		for (size_t j = 0; j < x->n_units; j++)
			record_append(
			        r, row,
			        json_boolean(i != j && x->above[i * x->n_units + j] == x->made));
		record_append(r, rows, row);
	}
	return rows;
}

void readings_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct readings *x = f->readings;
	if (!x || x->state != READINGS_DONE) {
		record_put(r, object, "readings", json_null());
		return;
	}
	json_t *own = json_object();
	record_put(r, own, "policies", policies(r, x));
	record_put(r, own, "combinations", combinations(r, x));
	record_put(r, own, "official", record_whole(x->all.official));
	record_put(r, own, "refused", refused(r, x));
	record_put(r, own, "units", every_unit(r, f));
	record_put(r, own, "always_above", x->made ? always_above(r, x) : json_null());
	record_put(r, object, "readings", own);
}

/* ---- CSV ---- */

static void row(const struct page *p, struct view_table *t, const char *quantity, const char *unit,
                const char *other, const char *value)
{
	analysis_row(p, t, "readings", quantity, unit, other, value);
}

static void share_rows(const struct page *p, struct view_table *t, const struct readings *x,
                       const char *quantity, const char *unit, const struct factorial *of)
{
	for (size_t i = 0; i < x->all.n_policies && of && of->shares; i++)
		analysis_number(p, t, "readings", quantity, unit, policy_of(p, x, i)->named.id,
		                binary_of(of->shares[i].shapley));
}

void readings_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct readings *x = f->readings;
	for (size_t u = 0; x && x->state == READINGS_DONE && u < x->n_units; u++) {
		const struct readings_unit *own = &x->units[u];
		const char *name = model_unit_name(f->model, u)->id;
		if (own->best) {
			row(p, t, "best_rank", name, "", arena_print(p->arena, "%zu", own->best));
			row(p, t, "worst_rank", name, "", arena_print(p->arena, "%zu", own->worst));
		}
		for (size_t k = 0; k < x->n_ranks; k++)
			if (own->times[k])
				row(p, t, "combinations", name, arena_print(p->arena, "%zu", k + 1),
				    arena_print(p->arena, "%zu", own->times[k]));
		share_rows(p, t, x, "rank_share", name, own->of_rank);
		share_rows(p, t, x, "score_share", name, own->of_score);
	}
}
