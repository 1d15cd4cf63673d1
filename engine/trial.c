/* trial.c - copies of figures. How a cell is named and what it may hold is in trial_read.c. */
#include "engine/trial.h"

#include "engine/scoring.h"

/* Tables are copied once, when the first cell of them is changed. */
struct copy {
	struct arena *arena;
	struct figures *figures;
	bool own[TRIAL_SPACES];
};

static void own(struct copy *c, enum trial_space space)
{
	struct figures *f = c->figures;
	const struct method *m = f->method;
	const size_t leaves = m->n_units * m->n_items * m->n_periods;
	const size_t cells = (m->n_units + 1) * (m->n_items + 1) * (m->n_types + 1) * m->n_periods;
	if (c->own[space])
		return;
	c->own[space] = true;
	if (space == TRIAL_TARGET)
		f->targets = arena_grow(c->arena, f->targets, cells, cells, sizeof *f->targets);
	else if (space == TRIAL_COUNT)
		f->counts = arena_grow(c->arena, f->counts, cells, cells, sizeof *f->counts);
	else if (space == TRIAL_VALUE)
		f->values = arena_grow(c->arena, f->values, leaves, leaves, sizeof *f->values);
	else
		f->judged = arena_grow(c->arena, f->judged, leaves, leaves, sizeof *f->judged);
}

/* ---- judged points ---- */

static struct judgement *judge(struct copy *c, const struct trial_cell *cell, const char *scorer,
                               const char *group)
{
	struct judgement *j = ARENA_NEW(c->arena, struct judgement);
	*j = (struct judgement){.points = cell->value,
	                        .scorer = scorer,
	                        .reason = "",
	                        .group = group,
	                        .place = cell->place};
	return j;
}

/* The parameter that weighs groups of scorers, or NULL. */
static const struct param *groups_of(const struct scoring *use)
{
	const struct param_spec *specs = use->method->params;
	for (size_t i = 0; specs[i].name; i++)
		if (specs[i].row_word && use->params[i].n_rows)
			return &use->params[i];
	return NULL;
}

static void set_judged(struct copy *c, const struct trial_cell *cell)
{
	const struct judgement **first =
	        figures_judged_in(c->figures, cell->unit, cell->item, cell->period);
	const struct param *groups = groups_of(c->figures->method->items[cell->item].scoring);
	const struct judgement *before = *first, **last = first;
	for (const struct judgement *j = before; j; j = j->next) {
		struct judgement *same = judge(c, cell, j->scorer, j->group);
		*last = same;
		last = &same->next;
	}
	for (size_t i = 0; !before && groups && i < groups->n_rows; i++) {
		struct judgement *one = judge(c, cell, "", groups->rows[i].word);
		*last = one;
		last = &one->next;
	}
	if (!*first)
		*first = judge(c, cell, "", "");
}

/* ---- cells ---- */

static struct figure *figure_of(const struct figures *f, const struct trial_cell *c)
{
	const size_t type = c->type == NONE ? all_types(f->method) : c->type;
	switch (c->space) {
	case TRIAL_TARGET:
		return figures_target(f, c->unit, c->item, type, c->period);
	case TRIAL_COUNT:
		return figures_count_in(f, c->unit, c->item, type, c->period);
	case TRIAL_VALUE:
		return figures_value(f, c->unit, c->item, c->period);
	default:
		return NULL;
	}
}

const struct figures *trial_figures(struct arena *a, const struct figures *f,
                                    const struct trial_cell *cells, size_t n)
{
	struct copy c = {.arena = a, .figures = figures_under(a, f, f->method)};
	for (size_t i = 0; i < n; i++) {
		const struct trial_cell *cell = &cells[i];
		own(&c, cell->space);
		struct figure *figure = figure_of(c.figures, cell);
		if (figure)
			*figure = (struct figure){cell->value ? FIGURE_NUMBER : FIGURE_NO_TASK,
			                          cell->value, cell->place};
		else
			set_judged(&c, cell);
	}
	return c.figures;
}
