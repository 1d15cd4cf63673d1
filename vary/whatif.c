/* whatif.c - what scenarios change. Which settings are one cause is in causes.c. */
#include "vary/whatif.h"

#include "engine/combine.h"
#include "engine/score.h"
#include "engine/trial.h"
#include "vary/attribution.h"
#include "vary/causes.h"

/* ---- the parts of a score ---- */

/* How an item's points reach the total. */
enum reach { REACH_NOT, REACH_ADDED, REACH_TAKEN };

/* Parents come before their children. */
static const enum reach *reaches_of(struct arena *a, const struct method *m)
{
	enum reach *reach = ARENA_NEWS(a, enum reach, m->n_items);
	reach[0] = REACH_ADDED;
	for (size_t i = 1; i < m->n_items; i++) {
		const struct item *item = &m->items[i];
		reach[i] = reach[item->parent];
		if (m->items[item->parent].combination->marks)
			reach[i] = REACH_NOT;
		else if (item->outside == OUTSIDE_DEDUCTION && reach[i])
			reach[i] = reach[i] == REACH_ADDED ? REACH_TAKEN : REACH_ADDED;
	}
	return reach;
}

/* An item's points less those of its children where they add up. */
static const ratio *own_points(struct arena *a, const struct sheet *s, size_t unit, size_t item)
{
	const struct item *items = s->method->items, *p = &items[item];
	const ratio *own = sheet_points(s, unit, item)->points;
	if (item_is_leaf(p) || p->combination->marks)
		return own;
	for (size_t i = 0; i < p->n_children; i++) {
		const ratio *child = sheet_points(s, unit, p->children[i])->points;
		bool taken = items[p->children[i]].outside == OUTSIDE_DEDUCTION;
		own = (taken ? ratio_add : ratio_sub)(a, own, child);
	}
	return own;
}

/* out[unit * n_items + item]; they add up to the unit's score. */
static void parts_of(struct arena *a, const struct sheet *s, const ratio **out)
{
	const struct method *m = s->method;
	const enum reach *reach = reaches_of(a, m);
	const ratio *zero = ratio_of(a, 0, 1);
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++) {
			const ratio **part = &out[u * m->n_items + i];
			if (!s->units[u].complete)
				*part = NULL;
			else if (reach[i] == REACH_NOT)
				*part = zero;
			else if (reach[i] == REACH_ADDED)
				*part = own_points(a, s, u, i);
			else
				*part = ratio_sub(a, zero, own_points(a, s, u, i));
		}
}

const ratio *const *whatif_parts(struct arena *a, const struct sheet *s)
{
	const ratio **parts = ARENA_NEWS(a, const ratio *, s->method->n_units * s->method->n_items);
	parts_of(a, s, parts);
	return parts;
}

bool whatif_is_itself(const struct method *m, size_t item)
{
	return !item_is_leaf(&m->items[item]) && !m->items[item].combination->marks;
}

/* ---- one scenario ---- */

struct work {
	const struct sheet *base;
	const struct whatif_scenario *scenario;
	const struct whatif_cause *causes;
	size_t n_causes;
};

static const struct figures *apply(struct arena *a, const struct figures *f,
                                   const struct method *base, const struct setting *settings,
                                   size_t n, bool rebalance, struct diag_list *log)
{
	const struct method *m = settings_apply(a, base, settings, n, rebalance, log);
	return trial_apply(a, figures_under(a, f, m), settings, n, log);
}

void whatif_check(struct arena *a, const struct method *m, const struct figures *f,
                  const struct whatif_scenario *scenario, struct diag_list *log)
{
	(void)apply(a, f, m, scenario->settings, scenario->n_settings, scenario->rebalance, log);
}

static const struct sheet *score(struct arena *a, const struct work *w,
                                 const struct setting *settings, size_t n, struct diag_list *log)
{
	const size_t errors = diag_errors(log);
	const struct figures *f = apply(a, w->base->figures, w->base->method, settings, n,
	                                w->scenario->rebalance, log);
	return diag_errors(log) > errors ? NULL : score_numbers(a, f->method, f, NONE, log);
}

/* The settings of the causes chosen, in the order given. */
static bool value(void *context, struct arena *a, const bool *chosen, const ratio **out)
{
	const struct work *w = context;
	const struct whatif_scenario *asked = w->scenario;
	bool *in = ARENA_NEWS(a, bool, asked->n_settings);
	struct setting *settings = ARENA_NEWS(a, struct setting, asked->n_settings);
	size_t n = 0;
	for (size_t c = 0; c < w->n_causes; c++)
		for (size_t i = 0; chosen[c] && i < w->causes[c].n; i++)
			in[w->causes[c].settings[i]] = true;
	for (size_t i = 0; i < asked->n_settings; i++)
		if (in[i])
			settings[n++] = asked->settings[i];
	const struct sheet *s = score(a, w, settings, n, diag_list_new(a));
	if (s)
		parts_of(a, s, out);
	return s != NULL;
}

static bool is_zero(const ratio *x)
{
	return ratio_is_exact(x) && !ratio_sign(x);
}

/* Does any cause move this item for anybody? */
static bool moves(const struct method *m, const struct attribution *x, size_t n_causes, size_t item)
{
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t c = 0; c < n_causes; c++) {
			const ratio *share = x->shares[(u * m->n_items + item) * n_causes + c];
			if (share && !is_zero(share))
				return true;
		}
	return false;
}

static void keep(struct arena *a, struct whatif_outcome *o, const struct attribution *x)
{
	const struct method *m = o->sheet->method;
	const size_t n = o->n_causes;
	struct whatif_component *components = ARENA_NEWS(a, struct whatif_component, m->n_items);
	for (size_t i = 0; i < m->n_items; i++) {
		if (moves(m, x, n, i))
			components[o->n_components++] =
			        (struct whatif_component){i, whatif_is_itself(m, i)};
	}
	const ratio **shares = ARENA_NEWS(a, const ratio *, m->n_units * o->n_components * n);
	for (size_t u = 0; u < m->n_units; u++)
		for (size_t k = 0; k < o->n_components; k++)
			for (size_t c = 0; c < n; c++)
				shares[(u * o->n_components + k) * n + c] =
				        x->shares[(u * m->n_items + components[k].item) * n + c];
	o->components = components;
	o->shares = shares;
	o->shapley = x->shapley;
}

static void split(struct arena *a, struct work *w, struct whatif_outcome *o)
{
	const struct method *m = w->base->method;
	struct attribution x;
	bool done = false;
	for (enum causes_grouping g = 0; !done && g < CAUSES_GROUPINGS; g++) {
		w->causes = causes_of(a, w->base, w->scenario, g, &w->n_causes);
		done = attribution_split(a, w->n_causes, m->n_units * m->n_items, value, w, &x);
	}
	if (!done) /* all together is the scenario, which was scored */
		return;
	o->causes = w->causes;
	o->n_causes = w->n_causes;
	keep(a, o, &x);
}

const struct whatif_outcome *whatif_run(struct arena *a, const struct sheet *base,
                                        const struct whatif_scenario *scenario,
                                        struct diag_list *log)
{
	struct work w = {.base = base, .scenario = scenario};
	const struct sheet *s = score(a, &w, scenario->settings, scenario->n_settings, log);
	if (!s)
		return NULL;
	struct whatif_outcome *o = ARENA_NEW(a, struct whatif_outcome);
	*o = (struct whatif_outcome){.scenario = scenario, .sheet = s};
	split(a, &w, o);
	return o;
}

/* ---- sums ---- */

static const ratio *share(const struct whatif_outcome *o, size_t unit, size_t component,
                          size_t cause)
{
	return o->shares[(unit * o->n_components + component) * o->n_causes + cause];
}

bool whatif_known(const struct whatif_outcome *o, size_t unit)
{
	return o->n_components ? share(o, unit, 0, 0) != NULL : o->sheet->units[unit].complete;
}

const ratio *whatif_by_component(struct arena *a, const struct whatif_outcome *o, size_t unit,
                                 size_t component)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t c = 0; c < o->n_causes; c++)
		sum = ratio_add(a, sum, share(o, unit, component, c));
	return sum;
}

const ratio *whatif_by_cause(struct arena *a, const struct whatif_outcome *o, size_t unit,
                             size_t cause)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t k = 0; k < o->n_components; k++)
		sum = ratio_add(a, sum, share(o, unit, k, cause));
	return sum;
}

const ratio *whatif_change(struct arena *a, const struct whatif_outcome *o, size_t unit)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t c = 0; c < o->n_causes; c++)
		sum = ratio_add(a, sum, whatif_by_cause(a, o, unit, c));
	return sum;
}
