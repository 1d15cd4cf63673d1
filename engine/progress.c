/* progress.c - the value of every line, and the lists. */
#include "engine/progress.h"

#include "engine/growth.h"
#include "engine/progress_judge.h"
#include "engine/series.h"

/* What every line of a run is worked out from. */
struct work {
	struct arena *arena;
	const struct plan *plan;
	const struct observed *observed;
	long as_of;
};

/* ---- lists ---- */

/* The latest event by that day; of one day, the later in the file. */
static size_t current_event(const struct list_entry *e, long as_of)
{
	size_t out = NONE;
	for (size_t i = 0; i < e->n_events && e->events[i].day <= as_of; i++)
		out = i;
	return out;
}

static struct progress_list count_list(struct arena *a, const struct plan_list *l,
                                       const struct list_entry *entries, size_t n, long as_of)
{
	size_t *by_stage = ARENA_NEWS(a, size_t, l->n_stages);
	size_t *by_tier = ARENA_NEWS(a, size_t, l->n_stages * l->n_tiers);
	size_t *current = ARENA_NEWS(a, size_t, n), in = 0;
	for (size_t i = 0; i < n; i++) {
		current[i] = current_event(&entries[i], as_of);
		if (current[i] == NONE)
			continue;
		const struct list_event *e = &entries[i].events[current[i]];
		by_stage[e->stage]++;
		in += !l->stages[e->stage].out;
		if (e->tier != NONE)
			by_tier[e->stage * l->n_tiers + e->tier]++;
	}
	return (struct progress_list){by_stage, by_tier, in, current};
}

/* Entries in one of the indicator's stages; NULL where the list knows none by that day. */
static const ratio *count_entries(const struct work *w, const struct plan_indicator *i, long day)
{
	const struct plan_list *list = &w->plan->lists[i->list];
	const struct progress_list l = count_list(w->arena, list, w->observed->entries[i->list],
	                                          w->observed->n_entries[i->list], day);
	bool *counts = ARENA_NEWS(w->arena, bool, list->n_stages);
	size_t known = 0;
	long counted = 0;
	for (size_t s = 0; s < i->n_stages; s++)
		counts[i->stages[s]] = true;
	for (size_t s = 0; s < list->n_stages; s++) {
		known += l.by_stage[s];
		counted += counts[s] ? (long)l.by_stage[s] : 0;
	}
	return known ? ratio_of(w->arena, counted, 1) : NULL;
}

/* ---- values ---- */

static void take_latest(struct progress *line, const struct observation *o)
{
	if (!o)
		return;
	line->latest = o;
	line->covered = o->at;
	line->value = o->value;
}

static void take_sum(struct arena *a, struct progress *line, const struct series_cover *cover)
{
	for (size_t i = 0; i < cover->n; i++)
		line->value = line->value ? ratio_add(a, line->value, cover->parts[i]->value)
		                          : cover->parts[i]->value;
}

static void take_average(struct arena *a, struct progress *line, const struct series_cover *cover)
{
	const ratio *factor = ratio_of(a, 1, 1), *years = ratio_of(a, 0, 1);
	if (cover->n == 1)
		line->value = cover->parts[0]->value;
	for (size_t i = 0; cover->n > 1 && i < cover->n; i++) {
		const struct observation *o = cover->parts[i];
		const ratio *length = ratio_of(a, series_months(o->at), 12);
		const ratio *grown = growth_factor(a, o->value, length);
		if (!grown) /* nothing can be left of it */
			return;
		factor = ratio_mul(a, factor, grown);
		years = ratio_add(a, years, length);
	}
	if (cover->n > 1)
		line->value = growth_yearly(a, ratio_of(a, 1, 1), factor, years);
}

static struct series_cover take_cover(const struct work *w, const struct series *s,
                                      struct progress *line, enum plan_kind kind)
{
	bool average = kind == PLAN_AVERAGE;
	struct series_cover cover = series_cover(w->arena, s, line->span, average);
	if (!cover.n)
		return cover;
	line->latest = cover.parts[cover.n - 1];
	line->covered = cover.covered;
	line->gaps = cover.gaps;
	(average ? take_average : take_sum)(w->arena, line, &cover);
	return cover;
}

/* A level is what it was at the target's end: what comes after is late. */
static void take_level(const struct work *w, const struct series *s, struct progress *line)
{
	const struct plan_indicator *i = &w->plan->indicators[line->indicator];
	bool late = line->target != NONE && w->as_of > line->span.last;
	long day = late ? line->span.last : w->as_of;
	if (i->list == NONE) {
		take_latest(line, series_latest(&(struct series){s->all, s->n, day}));
		return;
	}
	line->counted = line->value = count_entries(w, i, day);
	line->covered = (struct date_span){day, day};
}

/* Sets latest, covered, gaps, value, counted. */
static struct series_cover value_of(const struct work *w, const struct series *s,
                                    struct progress *line)
{
	const struct plan_indicator *i = &w->plan->indicators[line->indicator];
	const struct plan_target *t = progress_target(w->plan, line);
	bool each_year = t && t->each_year && i->list == NONE;
	struct series_cover cover = {0};
	if (i->kind == PLAN_LEVEL && !each_year)
		take_level(w, s, line);
	else if (!t)
		take_latest(line, series_latest(s));
	else if (i->kind == PLAN_LEVEL || i->kind == PLAN_RATE)
		take_latest(line, series_latest_within(s, line->span, false));
	else
		cover = take_cover(w, s, line, i->kind);
	if (!line->latest && i->list == NONE) /* shown all the same */
		line->latest = series_latest(s);
	return cover;
}

/* A level of which the document says nothing starts from what was known when the plan began. */
static void set_baseline(const struct work *w, const struct series *s, struct progress *line)
{
	const struct plan_indicator *i = &w->plan->indicators[line->indicator];
	long before = w->plan->span.first - 1;
	line->baseline = i->baseline;
	line->baseline_at = i->baseline_at;
	if (i->baseline || i->kind != PLAN_LEVEL || w->as_of < before)
		return;
	const struct observation *o = series_latest(&(struct series){s->all, s->n, before});
	if (i->list != NONE) {
		line->baseline = count_entries(w, i, before);
		line->baseline_at = (struct date_span){before, before};
	} else if (o && o->at.last == before) {
		line->baseline = o->value;
		line->baseline_at = o->at;
	}
}

/* ---- lines ---- */

/* Of a target for each year, the year of the latest observation that lies within one. */
static struct date_span span_of(const struct plan *p, const struct plan_target *t,
                                const struct series *s)
{
	if (!t)
		return p->span;
	const struct observation *o = t->each_year ? series_latest_within(s, t->due, true) : NULL;
	if (!o)
		return t->due;
	struct date_span year = date_year(date_parts(o->at.first).year);
	if (year.first < t->due.first)
		year.first = t->due.first;
	if (year.last > t->due.last)
		year.last = t->due.last;
	return year;
}

static struct progress make_line(const struct work *w, size_t indicator, size_t target)
{
	struct progress line = {.indicator = indicator, .target = target};
	struct series s = {w->observed->series[indicator], w->observed->n_series[indicator],
	                   w->as_of};
	line.span = span_of(w->plan, progress_target(w->plan, &line), &s);
	struct series_cover cover = value_of(w, &s, &line);
	set_baseline(w, &s, &line);
	progress_shares(w->arena, w->plan, w->as_of, &line);
	progress_growths(w->arena, w->plan, &s, &cover, &line);
	progress_judge(w->arena, w->plan, w->as_of, &line);
	return line;
}

const struct progress_report *progress_run(struct arena *a, const struct plan *p,
                                           const struct observed *o, long as_of)
{
	struct progress_list *lists = ARENA_NEWS(a, struct progress_list, p->n_lists);
	for (size_t i = 0; i < p->n_lists; i++)
		lists[i] = count_list(a, &p->lists[i], o->entries[i], o->n_entries[i], as_of);
	size_t n = 0, room = 0;
	for (size_t i = 0; i < p->n_indicators; i++)
		room += p->indicators[i].n_targets ? p->indicators[i].n_targets : 1;
	struct progress *lines = ARENA_NEWS(a, struct progress, room);
	const struct work w = {a, p, o, as_of};
	for (size_t i = 0; i < p->n_indicators; i++) {
		if (!p->indicators[i].n_targets)
			lines[n++] = make_line(&w, i, NONE);
		for (size_t t = 0; t < p->indicators[i].n_targets; t++)
			lines[n++] = make_line(&w, i, t);
	}
	struct progress_report *out = ARENA_NEW(a, struct progress_report);
	*out = (struct progress_report){p, o, as_of, lines, n, lists};
	return out;
}
