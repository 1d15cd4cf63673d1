#include "engine/forgotten.h"

#include "engine/scoring.h"

struct search {
	struct arena *arena;
	const struct figures *figures;
	size_t unit;
	struct diag_list *log;
	bool any;
};

static bool has_row(const struct search *s, size_t unit, size_t item, size_t type)
{
	return figures_target(s->figures, unit, item, type, s->figures->period)->place.file != NULL;
}

static bool has_any_row(const struct search *s, size_t unit, size_t item)
{
	for (size_t k = 0; k < s->figures->method->n_types; k++)
		if (has_row(s, unit, item, k))
			return true;
	return false;
}

static bool others_have_row(const struct search *s, size_t item, size_t type)
{
	for (size_t u = 0; u < s->figures->method->n_units; u++)
		if (s->figures->method->units[u].assessed && has_row(s, u, item, type))
			return true;
	return false;
}

static void say(struct search *s, size_t item, size_t type)
{
	s->any = true;
	diag_add(s->log, s->figures->targets_at, DIAG_target_missing,
	         ARGS(figures_cell_name(s->arena, s->figures->method, s->unit, item, type,
	                                s->figures->period)));
}

bool forgotten_targets(struct arena *a, const struct figures *f, size_t unit, struct diag_list *log)
{
	const struct method *m = f->method;
	struct search search = {a, f, unit, log, false}, *s = &search;
	size_t counted = 0, given = 0;
	for (size_t i = 0; i < m->n_items; i++) {
		counted += figures_counted(m, i);
		given += figures_counted(m, i) &&
		         (has_any_row(s, unit, i) || has_row(s, unit, i, all_types(m)));
	}
	if (counted && !given)
		say(s, NONE, NONE);
	for (size_t i = 0; given && i < m->n_items; i++) {
		if (!figures_counted(m, i))
			continue;
		bool any = has_any_row(s, unit, i);
		/* A total without its types is an error where it was read. */
		if (!any && !has_row(s, unit, i, all_types(m)))
			say(s, i, NONE);
		for (size_t k = 0; any && k < m->n_types; k++)
			if (!has_row(s, unit, i, k) && others_have_row(s, i, k))
				say(s, i, k);
	}
	for (size_t i = 0; i < m->n_items; i++)
		if (figures_valued(m, i) && scoring_wants_target(m->items[i].scoring) &&
		    !has_row(s, unit, i, all_types(m)))
			say(s, i, NONE);
	return s->any;
}
