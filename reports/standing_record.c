#include "reports/standing_record.h"
#include "reports/record.h"
#include "reports/standing_view.h"

/* What the functions below share: where lines come from, and the record that notes failures. */
struct writing {
	struct record record;
	const struct standing *p;
};

enum { GROWTH_DECIMALS = 4 };

static void put(struct writing *w, json_t *object, const char *key, json_t *value)
{
	record_put(&w->record, object, key, value);
}

/* Exact, or as a decimal whose digits are certain; null where those are not. */
static json_t *number(struct writing *w, const ratio *x)
{
	if (x == NULL || ratio_error(x) == NULL)
		return record_plain(&w->record, x);
	const char *digits = standing_certain(&w->p->page, x, GROWTH_DECIMALS);
	return digits != NULL ? record_text(digits) : json_null();
}

static json_t *words(struct writing *w, struct words text)
{
	return record_text_or_null(page_words(&w->p->page, text));
}

static json_t *texts(struct writing *w, const char *const *list, size_t n)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		record_append(&w->record, array, record_text(list[i]));
	return array;
}

static json_t *span(struct writing *w, struct date_span at)
{
	return record_text(date_span_text(w->p->page.arena, at));
}

static json_t *day(struct writing *w, long day)
{
	return record_text(date_text(w->p->page.arena, day));
}

static json_t *place(struct writing *w, struct place at)
{
	json_t *object = json_object();
	put(w, object, "file", record_file_name(&w->record, at.file != NULL ? at.file : ""));
	put(w, object, "line", json_integer(at.line));
	put(w, object, "column", json_integer(place_column(at)));
	return object;
}

/* ---- one indicator ---- */

static json_t *goal(struct writing *w, const struct plan_indicator *i, const struct plan_target *t)
{
	json_t *object = json_object();
	put(w, object, "due", span(w, t->due));
	put(w, object, "undated", json_boolean(t->undated));
	put(w, object, "each_year", json_boolean(t->each_year));
	put(w, object, "comparator", record_text(plan_comparators[t->comparator]));
	put(w, object, "value", number(w, t->value));
	put(w, object, "low", number(w, t->low));
	put(w, object, "high", number(w, t->high));
	put(w, object, "withheld",
	    t->withheld != PLAN_GIVEN ? record_text(plan_withhelds[t->withheld]) : json_null());
	put(w, object, "written", words(w, t->written));
	put(w, object, "shown", record_text(standing_goal(&w->p->page, i, t)));
	put(w, object, "note", words(w, t->note));
	put(w, object, "rows", texts(w, t->rows, t->n_rows));
	return object;
}

static json_t *standing(struct writing *w, const struct progress *line)
{
	const struct plan_indicator *i = standing_indicator(w->p, line);
	const struct plan_target *t = standing_target(w->p, line);
	json_t *object = json_object();
	put(w, object, "target", t != NULL ? goal(w, i, t) : json_null());
	put(w, object, "value", number(w, line->value));
	put(w, object, "covered", line->value != NULL ? span(w, line->covered) : json_null());
	put(w, object, "estimate", json_boolean(line->latest != NULL && line->latest->estimate));
	put(w, object, "start", number(w, line->baseline));
	put(w, object, "start_at",
	    line->baseline != NULL ? span(w, line->baseline_at) : json_null());
	put(w, object, "way", number(w, line->way));
	put(w, object, "time", number(w, line->time));
	put(w, object, "attainment", number(w, line->attainment));
	put(w, object, "gap", number(w, line->gap));
	put(w, object, "earlier", number(w, line->earlier));
	put(w, object, "earlier_at",
	    line->earlier != NULL ? span(w, line->earlier_at) : json_null());
	put(w, object, "growth", number(w, line->growth));
	put(w, object, "required", number(w, line->required));
	put(w, object, "needed", number(w, line->needed));
	put(w, object, "pace", number(w, line->pace));
	put(w, object, "pace_at", line->pace != NULL ? span(w, line->pace_at) : json_null());
	put(w, object, "projected", number(w, line->projected));
	put(w, object, "outlook", record_text_or_null(standing_outlook_id(line->outlook)));
	put(w, object, "decided_on", number(w, line->measure));
	put(w, object, "score", number(w, line->score));
	put(w, object, "met", json_boolean(line->met));
	put(w, object, "over", json_boolean(line->over));
	put(w, object, "colour",
	    line->colour != NONE ? record_text(w->p->plan->colours[line->colour].named.id)
	                         : json_null());
	put(w, object, "reason", record_text_or_null(standing_reason_id(line->reason)));
	return object;
}

static json_t *standings(struct writing *w, size_t indicator)
{
	json_t *array = json_array();
	for (size_t l = 0; l < w->p->progress->n_lines; l++)
		if (w->p->progress->lines[l].indicator == indicator)
			record_append(&w->record, array, standing(w, &w->p->progress->lines[l]));
	return array;
}

static json_t *observation(struct writing *w, const struct observation *o)
{
	json_t *object = json_object();
	put(w, object, "at", span(w, o->at));
	put(w, object, "value", number(w, o->value));
	put(w, object, "written", record_text(o->written));
	put(w, object, "estimate", json_boolean(o->estimate));
	put(w, object, "publication", record_text_or_null(o->source));
	put(w, object, "remark", record_text_or_null(o->note));
	put(w, object, "source", place(w, o->place));
	return object;
}

static json_t *series(struct writing *w, size_t indicator)
{
	json_t *array = json_array();
	for (size_t i = 0, n = standing_observed(w->p, indicator); i < n; i++)
		record_append(&w->record, array,
		              observation(w, &w->p->progress->observed->series[indicator][i]));
	return array;
}

static json_t *baseline(struct writing *w, const struct plan_indicator *i)
{
	if (i->baseline == NULL)
		return json_null();
	json_t *object = json_object();
	put(w, object, "at", span(w, i->baseline_at));
	put(w, object, "value", number(w, i->baseline));
	put(w, object, "rows", texts(w, i->baseline_rows, i->n_baseline_rows));
	return object;
}

static json_t *indicator(struct writing *w, size_t index)
{
	const struct page *page = &w->p->page;
	const struct plan_indicator *i = &w->p->plan->indicators[index];
	json_t *object = json_object();
	put(w, object, "id", record_text(i->named.id));
	put(w, object, "name", record_text(page_name(page, &i->named)));
	put(w, object, "group", words(w, i->group));
	put(w, object, "measure", words(w, i->measure));
	put(w, object, "kind", record_text(plan_kinds[i->kind]));
	put(w, object, "lower_better", json_boolean(i->lower_better));
	put(w, object, "clause",
	    i->clause != NONE
	            ? record_text(page_name(page, &page->method->clauses[i->clause].named))
	            : json_null());
	put(w, object, "departments", texts(w, i->departments, i->n_departments));
	put(w, object, "baseline", baseline(w, i));
	put(w, object, "list",
	    i->list != NONE ? record_text(w->p->plan->lists[i->list].named.id) : json_null());
	put(w, object, "note", words(w, i->note));
	put(w, object, "doubt", words(w, i->doubt));
	put(w, object, "doubt_refs", texts(w, i->doubt_refs, i->n_doubt_refs));
	put(w, object, "series", series(w, index));
	put(w, object, "standings", standings(w, index));
	return object;
}

/* ---- lists ---- */

static json_t *event(struct writing *w, size_t list, const struct list_event *e)
{
	const struct plan_list *l = &w->p->plan->lists[list];
	const struct list_entry *entries = w->p->progress->observed->entries[list];
	json_t *object = json_object();
	put(w, object, "date", day(w, e->day));
	put(w, object, "stage", record_text(l->stages[e->stage].named.id));
	put(w, object, "tier", e->tier != NONE ? record_text(l->tiers[e->tier].id) : json_null());
	put(w, object, "replaces",
	    e->replaces != NONE ? record_text(entries[e->replaces].name) : json_null());
	put(w, object, "remark", record_text_or_null(e->note));
	put(w, object, "source", place(w, e->place));
	return object;
}

static json_t *entry(struct writing *w, size_t list, const struct list_entry *e)
{
	json_t *object = json_object(), *events = json_array();
	for (size_t i = 0; i < e->n_events && e->events[i].day <= w->p->progress->as_of; i++)
		record_append(&w->record, events, event(w, list, &e->events[i]));
	put(w, object, "name", record_text(e->name));
	put(w, object, "lead", record_text_or_null(e->lead));
	put(w, object, "about", record_text_or_null(e->about));
	put(w, object, "events", events);
	return object;
}

static json_t *tiers(struct writing *w, size_t list, size_t stage)
{
	const struct plan_list *l = &w->p->plan->lists[list];
	json_t *object = json_object();
	for (size_t t = 0; t < l->n_tiers; t++)
		put(w, object, l->tiers[t].id,
		    record_whole(w->p->progress->lists[list].by_tier[stage * l->n_tiers + t]));
	return object;
}

static json_t *stages(struct writing *w, size_t list)
{
	const struct plan_list *l = &w->p->plan->lists[list];
	json_t *array = json_array();
	for (size_t s = 0; s < l->n_stages; s++) {
		json_t *object = json_object();
		put(w, object, "id", record_text(l->stages[s].named.id));
		put(w, object, "name", record_text(page_name(&w->p->page, &l->stages[s].named)));
		put(w, object, "out", json_boolean(l->stages[s].out));
		put(w, object, "count", record_whole(w->p->progress->lists[list].by_stage[s]));
		put(w, object, "tiers", tiers(w, list, s));
		record_append(&w->record, array, object);
	}
	return array;
}

static json_t *one_list(struct writing *w, size_t index)
{
	const struct plan_list *l = &w->p->plan->lists[index];
	const struct observed *o = w->p->progress->observed;
	json_t *object = json_object(), *entries = json_array();
	for (size_t e = 0; e < o->n_entries[index]; e++)
		if (w->p->progress->lists[index].current[e] != NONE &&
		    standing_shows_entry(w->p, index, e))
			record_append(&w->record, entries, entry(w, index, &o->entries[index][e]));
	put(w, object, "id", record_text(l->named.id));
	put(w, object, "name", record_text(page_name(&w->p->page, &l->named)));
	put(w, object, "size", number(w, l->size));
	put(w, object, "size_comparator",
	    l->size != NULL ? record_text(plan_comparators[l->size_comparator]) : json_null());
	put(w, object, "in", record_whole(w->p->progress->lists[index].in));
	put(w, object, "stages", stages(w, index));
	put(w, object, "entries", entries);
	return object;
}

/* ---- the whole ---- */

static json_t *colours(struct writing *w)
{
	json_t *array = json_array();
	for (size_t c = 0; c < w->p->plan->n_colours; c++) {
		const struct plan_colour *colour = &w->p->plan->colours[c];
		json_t *object = json_object();
		put(w, object, "id", record_text(colour->named.id));
		put(w, object, "name", record_text(page_name(&w->p->page, &colour->named)));
		put(w, object, "from", number(w, colour->from));
		put(w, object, "met", json_boolean(colour->met));
		put(w, object, "growth", number(w, colour->growth));
		record_append(&w->record, array, object);
	}
	return array;
}

static json_t *plan(struct writing *w)
{
	json_t *object = json_object();
	put(w, object, "span", span(w, w->p->plan->span));
	put(w, object, "judge", record_text(plan_judges[w->p->plan->judge]));
	put(w, object, "about", number(w, w->p->plan->about));
	put(w, object, "colours", colours(w));
	return object;
}

void standing_record(struct buffer *out, const struct standing_request *r)
{
	struct standing p = standing_new(out->arena, r, false);
	struct writing w = {{.page = p.page}, &p};
	json_t *report = json_object(), *indicators = json_array(), *lists = json_array();
	for (size_t i = 0; i < p.plan->n_indicators; i++)
		if (standing_shows(&p, i))
			record_append(&w.record, indicators, indicator(&w, i));
	for (size_t l = 0; l < p.plan->n_lists; l++)
		if (standing_shows_list(&p, l))
			record_append(&w.record, lists, one_list(&w, l));
	record_head(&w.record, report);
	put(&w, report, "plan", plan(&w));
	put(&w, report, "indicators", indicators);
	put(&w, report, "lists", lists);
	record_write(out, &w.record, report);
}
