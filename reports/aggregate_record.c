#include "reports/aggregate_record.h"
#include "reports/record.h"

/* One field while it is written. */
struct writing {
	struct record *record;
	const struct aggregate *field;
};

static json_t *id(const struct writing *w, size_t candidate)
{
	const struct method *m = w->record->page.method;
	return record_text(m->units[w->field->units[candidate]].named.id);
}

static json_t *ids(const struct writing *w, const size_t *candidates, size_t n)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		record_append(w->record, array, id(w, candidates[i]));
	return array;
}

static json_t *copeland(const struct writing *w, size_t i)
{
	const struct majority *m = &w->field->majority;
	json_t *object = json_object();
	record_put(w->record, object, "score", json_integer(majority_copeland(m, i)));
	record_put(w->record, object, "wins", record_whole(m->wins[i]));
	record_put(w->record, object, "draws", record_whole(m->draws[i]));
	record_put(w->record, object, "losses", record_whole(m->losses[i]));
	return object;
}

static json_t *borda(const struct writing *w, size_t i)
{
	json_t *object = json_object();
	record_put(w->record, object, "score", record_exact(w->record, w->field->borda[i]));
	record_put(w->record, object, "rank", record_whole(w->field->borda_ranks[i]));
	return object;
}

static json_t *places(const struct writing *w, size_t i)
{
	const struct kemeny *k = &w->field->kemeny;
	if (k->score == NULL)
		return json_null();
	json_t *object = json_object();
	record_put(w->record, object, "first", record_whole(k->first[i]));
	record_put(w->record, object, "last", record_whole(k->last[i]));
	return object;
}

static json_t *unit(const struct writing *w, size_t i)
{
	const struct page *p = &w->record->page;
	const struct unit_result *u = &p->sheet->units[w->field->units[i]];
	json_t *object = json_object();
	record_put(w->record, object, "id", id(w, i));
	record_put(w->record, object, "name",
	           record_text(page_name(p, &p->method->units[u->unit].named)));
	record_put(w->record, object, "rank", record_whole(u->rank));
	record_put(w->record, object, "score",
	           record_text(ratio_fixed(p->arena, u->published, p->method->decimals,
	                                   p->method->rounding)));
	record_put(w->record, object, "borda", borda(w, i));
	record_put(w->record, object, "copeland", copeland(w, i));
	record_put(w->record, object, "kemeny", places(w, i));
	return object;
}

static json_t *units(const struct writing *w)
{
	json_t *array = json_array();
	for (size_t i = 0; i < w->field->n_units; i++)
		record_append(w->record, array, unit(w, i));
	return array;
}

static json_t *items(const struct writing *w)
{
	const struct page *p = &w->record->page;
	json_t *array = json_array();
	for (size_t q = 0; q < w->field->n_items; q++) {
		const struct named *named = &p->method->items[w->field->items[q]].named;
		const struct agreement *x = &w->field->agreements[q];
		json_t *object = json_object();
		record_put(w->record, object, "id", record_text(named->id));
		record_put(w->record, object, "name", record_text(page_name(p, named)));
		record_put(w->record, object, "weight",
		           record_exact(w->record, w->field->weights[q]));
		record_put(w->record, object, "concordant", record_whole(x->concordant));
		record_put(w->record, object, "discordant", record_whole(x->discordant));
		record_put(w->record, object, "undecided", record_whole(x->undecided));
		record_put(w->record, object, "tau", record_exact(w->record, x->tau));
		record_append(w->record, array, object);
	}
	return array;
}

static json_t *matrix(const struct writing *w)
{
	size_t n = w->field->n_units;
	json_t *rows = json_array();
	for (size_t i = 0; i < n; i++) {
		json_t *row = json_array();
		for (size_t j = 0; j < n; j++)
			record_append(w->record, row,
			              record_exact(w->record, w->field->outranking[i * n + j]));
		record_append(w->record, rows, row);
	}
	return rows;
}

static json_t *condorcet(const struct writing *w)
{
	const struct majority *m = &w->field->majority;
	json_t *object = json_object(), *blocks = json_array();
	record_put(w->record, object, "winner", m->winner != NONE ? id(w, m->winner) : json_null());
	record_put(w->record, object, "full_order", json_boolean(m->full));
	for (size_t i = 0; i < m->n_blocks; i++) {
		const struct majority_block *b = &m->blocks[i];
		json_t *block = json_object();
		record_put(w->record, block, "units", ids(w, b->members, b->n));
		record_put(w->record, block, "circle",
		           b->n_circle > 0 ? ids(w, b->circle, b->n_circle) : json_null());
		record_append(w->record, blocks, block);
	}
	record_put(w->record, object, "blocks", blocks);
	return object;
}

static json_t *kemeny(const struct writing *w)
{
	const struct kemeny *k = &w->field->kemeny;
	if (k->score == NULL)
		return json_null();
	json_t *object = json_object(), *rankings = json_array();
	bool complete =
	        ratio_cmp(k->count, ratio_of(w->record->page.arena, (long)k->n_rankings, 1)) == 0;
	record_put(w->record, object, "score", record_exact(w->record, k->score));
	record_put(w->record, object, "count", record_exact(w->record, k->count));
	record_put(w->record, object, "complete", json_boolean(complete));
	for (size_t i = 0; i < k->n_rankings; i++)
		record_append(w->record, rankings, ids(w, k->rankings[i], w->field->n_units));
	record_put(w->record, object, "rankings", rankings);
	return object;
}

static json_t *all_rankings(const struct writing *w)
{
	const struct kemeny *k = &w->field->kemeny;
	json_t *array = json_array();
	for (size_t i = 0; i < k->n_all; i++) {
		json_t *object = json_object();
		record_put(w->record, object, "ranking",
		           ids(w, k->all[i].order, w->field->n_units));
		record_put(w->record, object, "score", record_exact(w->record, k->all[i].score));
		record_append(w->record, array, object);
	}
	return array;
}

static json_t *field(struct record *r, const struct aggregate *g)
{
	const struct writing w = {r, g};
	const struct method *m = r->page.method;
	json_t *object = json_object();
	record_put(r, object, "group",
	           g->group != NONE ? record_text(m->groups[g->group].named.id) : json_null());
	record_put(r, object, "weight", record_exact(r, g->total));
	record_put(r, object, "units", units(&w));
	record_put(r, object, "items", items(&w));
	record_put(r, object, "e", matrix(&w));
	record_put(r, object, "condorcet", condorcet(&w));
	record_put(r, object, "kemeny", kemeny(&w));
	if (g->kemeny.n_all > 0)
		record_put(r, object, "rankings_all", all_rankings(&w));
	return object;
}

void aggregate_record(struct buffer *out, const struct report *r, const struct aggregates *g)
{
	struct record record = record_new(out->arena, r);
	json_t *report = json_object(), *fields = json_array();
	record_head(&record, report);
	for (size_t i = 0; i < g->n; i++)
		record_append(&record, fields, field(&record, g->fields[i]));
	record_put(&record, report, "fields", fields);
	record_write(out, &record, report);
}
