#include "engine/binary.h"
#include "reports/exact_report.h"
#include "vary/stability.h"

static const char *unit_id(const struct firmness *f, size_t unit)
{
	return model_unit_name(f->model, unit)->id;
}

static const char *node_id(const struct firmness *f, size_t node)
{
	return model_node_name(f->model, node)->id;
}

/* ---- JSON ---- */

static json_t *pair_of_ids(struct record *r, const struct firmness *f, size_t above, size_t below)
{
	json_t *array = json_array();
	record_append(r, array, record_text(unit_id(f, above)));
	record_append(r, array, record_text(unit_id(f, below)));
	return array;
}

static json_t *numbers(struct record *r, const struct stability_range *x)
{
	json_t *array = json_array();
	record_append(r, array, json_real(binary_of(x->low.t)));
	record_append(r, array, json_real(binary_of(x->high.t)));
	return array;
}

static json_t *exact_range(struct record *r, const struct stability_range *x)
{
	json_t *array = json_array();
	record_append(r, array, record_exact(r, x->low.t));
	record_append(r, array, record_exact(r, x->high.t));
	return array;
}

/* Who swaps at either end; null where nothing does. */
static json_t *ended_by(struct record *r, const struct firmness *f, const struct stability_range *x)
{
	const struct stability_end *const ends[] = {&x->low, &x->high};
	json_t *array = json_array();
	for (size_t i = 0; i < 2; i++)
		record_append(r, array,
		              ends[i]->swaps ? pair_of_ids(r, f, ends[i]->above, ends[i]->below)
		                             : json_null());
	return array;
}

static json_t *exact_node(struct record *r, const struct firmness *f,
                          const struct stability_node *n)
{
	json_t *object = json_object();
	record_put(r, object, "weight", record_exact(r, n->t));
	record_put(r, object, "first", exact_range(r, &n->first));
	record_put(r, object, "order", exact_range(r, &n->order));
	record_put(r, object, "first_ends", ended_by(r, f, &n->first));
	record_put(r, object, "order_ends", ended_by(r, f, &n->order));
	return object;
}

static json_t *neighbours(struct record *r, const struct firmness *f,
                          const struct stability_node *n)
{
	const struct stability *s = f->stability;
	json_t *array = json_array();
	for (size_t i = 0; i < s->n_pairs; i++) {
		json_t *object = json_object();
		record_put(r, object, "above", record_text(unit_id(f, s->pairs[i].above)));
		record_put(r, object, "below", record_text(unit_id(f, s->pairs[i].below)));
		record_put(r, object, "holds", exact_range(r, &n->pairs[i]));
		record_append(r, array, object);
	}
	return array;
}

static json_t *swaps(struct record *r, const struct firmness *f, const struct stability_node *n)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n->n_swaps; i++) {
		const struct stability_swap *x = &n->swaps[i];
		json_t *object = json_object();
		record_put(r, object, "at", record_exact(r, x->t));
		record_put(r, object, "above", record_text(unit_id(f, x->up)));
		record_put(r, object, "below", record_text(unit_id(f, x->down)));
		record_append(r, array, object);
	}
	return array;
}

static const struct stability_node *find_node(const struct stability *s, size_t node)
{
	for (size_t i = 0; i < s->n_nodes; i++)
		if (s->nodes[i].node == node)
			return &s->nodes[i];
	return NULL;
}

/* One that cannot be moved has its weight and nothing else. */
static json_t *node(struct record *r, const struct firmness *f, size_t index)
{
	const struct model *m = f->model;
	const struct stability_node *n = find_node(f->stability, index);
	json_t *object = json_object();
	record_put(r, object, "item", record_text(node_id(f, index)));
	if (n == NULL) {
		const ratio *share = model_share(r->page.arena, m, index, m->nominal);
		record_put(r, object, "weight",
		           share != NULL ? json_real(binary_of(share)) : json_null());
		record_put(r, object, "first", json_null());
		record_put(r, object, "order", json_null());
		return object;
	}
	record_put(r, object, "weight", json_real(binary_of(n->t)));
	record_put(r, object, "first", numbers(r, &n->first));
	record_put(r, object, "order", numbers(r, &n->order));
	record_put(r, object, "exact", exact_node(r, f, n));
	if (n->pairs != NULL)
		record_put(r, object, "neighbours", neighbours(r, f, n));
	if (f->stability->all_swaps)
		record_put(r, object, "swaps", swaps(r, f, n));
	return object;
}

static json_t *id_pairs(struct record *r, const struct firmness *f,
                        const struct stability_pair *list, size_t n)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		record_append(r, array, pair_of_ids(r, f, list[i].above, list[i].below));
	return array;
}

static json_t *kept(struct record *r, const struct firmness *f)
{
	json_t *array = json_array();
	for (size_t u = 0; u < f->model->n_units; u++) {
		const struct stability_keep *k = &f->stability->keeps[u];
		bool none = k->node == NONE;
		json_t *object = json_object();
		record_put(r, object, "rank", record_whole(k->rank));
		record_put(r, object, "item",
		           none ? json_null() : record_text(node_id(f, k->node)));
		record_put(r, object, "up_to", record_exact(r, none ? NULL : k->t));
		record_put(r, object, "then", none ? json_null() : record_whole(k->then));
		record_append(r, array, object);
	}
	return array;
}

void stability_record(struct record *r, json_t *object, const struct firmness *f)
{
	const struct stability *s = f->stability;
	if (s == NULL)
		return;
	json_t *nodes = json_array();
	for (size_t i = 1; i < f->model->n_nodes; i++)
		record_append(r, nodes, node(r, f, i));
	record_put(r, object, "stability", nodes);
	record_put(r, object, "published_ties", id_pairs(r, f, s->tied, s->n_tied));
	record_put(r, object, "exact_ties", id_pairs(r, f, s->level, s->n_level));
	if (s->keeps != NULL)
		record_put(r, object, "rank_kept", kept(r, f));
}

/* ---- CSV ---- */

/* One weight's rows. */
struct listing {
	const struct page *page;
	struct view_table *table;
	const struct firmness *firmness;
	const char *item;
};

static void number(const struct listing *l, const char *quantity, const char *unit,
                   const char *other, const ratio *t)
{
	analysis_number(l->page, l->table, "stability", quantity, unit, other, binary_of(t));
}

/* "item/unit" */
static const char *with_unit(const struct listing *l, size_t unit)
{
	return arena_print(l->page->arena, "%s/%s", l->item, unit_id(l->firmness, unit));
}

static void node_rows(const struct listing *l, const struct stability_node *n)
{
	const struct stability *s = l->firmness->stability;
	number(l, "weight", "", l->item, n->t);
	number(l, "first_low", "", l->item, n->first.low.t);
	number(l, "first_high", "", l->item, n->first.high.t);
	number(l, "order_low", "", l->item, n->order.low.t);
	number(l, "order_high", "", l->item, n->order.high.t);
	for (size_t i = 0; n->pairs != NULL && i < s->n_pairs; i++) {
		const char *above = unit_id(l->firmness, s->pairs[i].above);
		const char *other = with_unit(l, s->pairs[i].below);
		number(l, "neighbours_low", above, other, n->pairs[i].low.t);
		number(l, "neighbours_high", above, other, n->pairs[i].high.t);
	}
	for (size_t i = 0; i < n->n_swaps; i++)
		number(l, "swap", unit_id(l->firmness, n->swaps[i].up),
		       with_unit(l, n->swaps[i].down), n->swaps[i].t);
}

void stability_rows(const struct page *p, struct view_table *t, const struct firmness *f)
{
	const struct stability *s = f->stability;
	struct listing l = {.page = p, .table = t, .firmness = f};
	for (size_t i = 0; s != NULL && i < s->n_nodes; i++) {
		l.item = node_id(f, s->nodes[i].node);
		node_rows(&l, &s->nodes[i]);
	}
	for (size_t u = 0; s != NULL && s->keeps != NULL && u < f->model->n_units; u++)
		if (s->keeps[u].node != NONE)
			number(&l, "rank_kept_to", unit_id(f, u), node_id(f, s->keeps[u].node),
			       s->keeps[u].t);
}
