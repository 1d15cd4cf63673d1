/* whatif_record.c - scenarios for programs. The keys are described in kaohe(1). */
#include "reports/projects_section.h"
#include "reports/record.h"
#include "reports/swap_section.h"
#include "reports/whatif_view.h"

static json_t *rank(const struct unit_result *u)
{
	return u->ranked ? record_whole(u->rank) : json_null();
}

static json_t *score(const struct record *r, const struct unit_result *u)
{
	const struct method *m = r->page.method;
	if (u->published == NULL)
		return json_null();
	return record_text(ratio_fixed(r->page.arena, u->published, m->decimals, m->rounding));
}

static json_t *result(struct record *r, const struct unit_result *u)
{
	const struct page *p = &r->page;
	const struct named *named = &p->method->units[u->unit].named;
	json_t *object = json_object();
	record_put(r, object, "id", record_text(named->id));
	record_put(r, object, "name", record_text(page_name(p, named)));
	record_put(r, object, "rank", rank(u));
	record_put(r, object, "score", score(r, u));
	record_put(r, object, "exact", record_exact(r, u->score));
	return object;
}

/* Of one unit: [component][cause]. */
static json_t *shares(struct record *r, const struct whatif_outcome *o, size_t unit)
{
	json_t *rows = json_array();
	for (size_t k = 0; k < o->n_components; k++) {
		json_t *row = json_array();
		for (size_t c = 0; c < o->n_causes; c++)
			record_append(
			        r, row,
			        record_exact(
			                r,
			                o->shares[(unit * o->n_components + k) * o->n_causes + c]));
		record_append(r, rows, row);
	}
	return rows;
}

static json_t *unit(struct record *r, const struct whatif_outcome *o, size_t u)
{
	const struct page *p = &r->page;
	json_t *object = result(r, &o->sheet->units[u]);
	if (!whatif_known(o, u)) {
		record_put(r, object, "change", json_null());
		return object;
	}
	json_t *items = json_array(), *causes = json_array();
	for (size_t k = 0; k < o->n_components; k++)
		record_append(r, items, record_exact(r, whatif_by_component(p->arena, o, u, k)));
	for (size_t c = 0; c < o->n_causes; c++)
		record_append(r, causes, record_exact(r, whatif_by_cause(p->arena, o, u, c)));
	record_put(r, object, "change", record_exact(r, whatif_change(p->arena, o, u)));
	record_put(r, object, "by_item", items);
	record_put(r, object, "by_cause", causes);
	record_put(r, object, "split", shares(r, o, u));
	return object;
}

static json_t *setting(struct record *r, const struct setting *s)
{
	return record_text(arena_print(r->page.arena, "%s.%s=%s", s->space, s->key, s->value));
}

static json_t *causes(struct record *r, const struct whatif_outcome *o)
{
	json_t *array = json_array();
	for (size_t c = 0; c < o->n_causes; c++) {
		json_t *object = json_object(), *settings = json_array();
		for (size_t i = 0; i < o->causes[c].n; i++)
			record_append(r, settings,
			              setting(r, &o->scenario->settings[o->causes[c].settings[i]]));
		record_put(r, object, "set", settings);
		record_put(r, object, "text", record_text(whatif_cause(&r->page, o, c)));
		record_append(r, array, object);
	}
	return array;
}

static json_t *items(struct record *r, const struct whatif_outcome *o)
{
	json_t *array = json_array();
	for (size_t k = 0; k < o->n_components; k++) {
		const struct whatif_component *c = &o->components[k];
		json_t *object = json_object();
		record_put(r, object, "id", record_text(r->page.method->items[c->item].named.id));
		record_put(r, object, "name", record_text(whatif_component(&r->page, o, k)));
		record_put(r, object, "limits", json_boolean(c->itself));
		record_append(r, array, object);
	}
	return array;
}

static json_t *scenario(struct record *r, const struct whatif *w, size_t index, const size_t *units,
                        size_t n)
{
	const struct whatif_outcome *o = w->outcomes[index];
	const struct page *p = &r->page;
	json_t *object = json_object(), *set = json_array(), *all = json_array(),
	       *sentences = json_array();
	record_put(r, object, "title", record_text_or_null(page_words(p, o->scenario->title)));
	record_put(r, object, "file",
	           o->scenario->file != NULL ? record_file_name(r, o->scenario->file)
	                                     : json_null());
	for (size_t i = 0; i < o->scenario->n_settings; i++)
		record_append(r, set, setting(r, &o->scenario->settings[i]));
	record_put(r, object, "set", set);
	record_put(r, object, "rebalance", json_boolean(o->scenario->rebalance));
	record_put(r, object, "attribution", record_text(o->shapley ? "shapley" : "in_order"));
	record_put(r, object, "causes", causes(r, o));
	record_put(r, object, "items", items(r, o));
	for (size_t i = 0; i < n; i++)
		record_append(r, all, unit(r, o, units[i]));
	record_put(r, object, "units", all);
	const char *const *moves = whatif_moves(p, o);
	for (size_t i = 0; moves[i] != NULL; i++)
		record_append(r, sentences, record_text(moves[i]));
	record_put(r, object, "moves", sentences);
	return object;
}

static json_t *least(struct record *r, const struct whatif *w)
{
	json_t *object = json_object(), *weights = json_array();
	for (size_t i = 0; i < w->n_models; i++)
		record_append(r, weights, swap_record(r, w->models[i], w->swaps[i]));
	record_put(r, object, "weights", weights);
	record_put(r, object, "projects", projects_record(r, w->projects));
	return object;
}

void whatif_record(struct buffer *out, const struct report *r, const struct whatif *w)
{
	struct record record = record_new(out->arena, r);
	json_t *report = json_object(), *base = json_array(), *scenarios = json_array();
	const size_t *units;
	size_t n = whatif_units(&record.page, &units);
	record_head(&record, report);
	for (size_t i = 0; i < n; i++)
		record_append(&record, base, result(&record, &r->sheet->units[units[i]]));
	record_put(&record, report, "base", base);
	for (size_t i = 0; i < w->n; i++)
		record_append(&record, scenarios, scenario(&record, w, i, units, n));
	record_put(&record, report, "scenarios", scenarios);
	if (w->n == 0)
		record_put(&record, report, "least", least(&record, w));
	record_write(out, &record, report);
}
