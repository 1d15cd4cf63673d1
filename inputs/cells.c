/* cells.c - see cells.h. */
#include "inputs/cells.h"
#include "inputs/numbers.h"

static const struct {
	enum diag_code unknown;
	enum text_id column;
} kinds[NAMES_KINDS] = {
        [NAMES_UNIT] = {DIAG_unit_unknown, TEXT_column_unit},
        [NAMES_ITEM] = {DIAG_item_unknown, TEXT_column_item},
        [NAMES_TYPE] = {DIAG_type_unknown, TEXT_column_type},
        [NAMES_PERIOD] = {DIAG_period_unknown, TEXT_column_period},
        [NAMES_INDICATOR] = {DIAG_indicator_unknown, TEXT_column_indicator},
        [NAMES_LIST] = {DIAG_list_unknown, TEXT_column_list},
        [NAMES_STAGE] = {DIAG_stage_unknown, TEXT_column_stage},
        [NAMES_TIER] = {DIAG_tier_unknown, TEXT_column_tier},
        [NAMES_ENTRY] = {DIAG_replaced_unknown, TEXT_column_replaces},
};

/* To look for the nearest name takes time and memory: not for findings that nobody is shown. */
static struct words mend(const struct names *names, size_t *n, enum names_kind kind,
                         enum names_scope scope, const struct csv_field *f)
{
	if ((*n)++ >= DIAG_SHOWN_MAX)
		return words_same("");
	return names_mend(names, kind, scope, f->text);
}

static size_t find_in(struct reading *r, const struct names *names, enum names_kind kind,
                      enum names_scope scope, const struct csv_field *f)
{
	if (*f->text == '\0') {
		enum text_id id = kinds[kind].column;
		if (kind == NAMES_ITEM && scope == NAMES_JUDGED)
			id = TEXT_column_judged;
		else if (kind == NAMES_ITEM && scope == NAMES_VALUED)
			id = TEXT_column_valued;
		diag_add(r->log, f->place, DIAG_empty_field, ARGS(text_words(id)));
		return NONE;
	}
	size_t index = names_find(names, kind, f->text);
	if (index == NONE) {
		struct words how = mend(names, &r->unknown[kind], kind, scope, f);
		diag_add(r->log, f->place, kinds[kind].unknown, ARGS(words_same(f->text), how));
	}
	return index;
}

static size_t find(struct reading *r, enum names_kind kind, enum names_scope scope,
                   const struct csv_field *f)
{
	return find_in(r, r->names, kind, scope, f);
}

size_t cells_name(struct reading *r, const struct names *names, enum names_kind kind,
                  const struct csv_field *f)
{
	return find_in(r, names, kind, NAMES_ANY, f);
}

size_t cells_unit(struct reading *r, const struct csv_field *f)
{
	return find(r, NAMES_UNIT, NAMES_ANY, f);
}

size_t cells_type(struct reading *r, const struct csv_field *f)
{
	return find(r, NAMES_TYPE, NAMES_ANY, f);
}

size_t cells_period(struct reading *r, const struct csv_field *f)
{
	return find(r, NAMES_PERIOD, NAMES_ANY, f);
}

static struct words parts_of(struct arena *a, const struct method *m, const struct period *p)
{
	struct words *names = ARENA_NEWS(a, struct words, p->n_parts);
	for (size_t i = 0; i < p->n_parts; i++)
		names[i] = m->periods[p->parts[i].period].named.name;
	return names_join(a, names, p->n_parts);
}

/* What is combined of others has no figures of its own: true after saying so. */
static bool is_composite(struct reading *r, size_t period, struct place at)
{
	if (period >= r->method->n_periods) /* a plan alone has none */
		return false;
	const struct period *p = &r->method->periods[period];
	if (p->n_parts == 0)
		return false;
	diag_add(r->log, at, DIAG_period_composite,
	         ARGS(p->named.name, parts_of(r->arena, r->method, p)));
	return true;
}

size_t cells_scored_period(struct reading *r, const struct csv_field *f)
{
	size_t period = *f->text == '\0' ? r->figures->period : cells_period(r, f);
	return period == NONE || is_composite(r, period, f->place) ? NONE : period;
}

bool cells_period_given(struct reading *r, bool has_column, struct place at)
{
	return has_column ||
	       !is_composite(r, r->figures->period, (struct place){at.file, at.line, 0});
}

size_t cells_period_shown(const struct reading *r, size_t period)
{
	return period == r->figures->period ? NONE : period;
}

static bool any_valued(const struct method *m)
{
	for (size_t i = 0; i < m->n_items; i++)
		if (figures_valued(m, i))
			return true;
	return false;
}

size_t cells_item(struct reading *r, enum names_scope scope, const struct csv_field *f)
{
	static const enum diag_code unfit[NAMES_SCOPES] = {
	        [NAMES_COUNTED] = DIAG_item_not_counted,
	        [NAMES_VALUED] = DIAG_item_not_valued,
	        [NAMES_TARGETED] = DIAG_item_without_target,
	        [NAMES_JUDGED] = DIAG_item_not_judged,
	};
	const struct method *m = r->method;
	size_t item = find(r, NAMES_ITEM, scope, f);
	if (item == NONE || item == all_items(m) || names_item_fits(m, scope, item))
		return item;
	struct words how = mend(r->names, &r->unfit, NAMES_ITEM, scope, f);
	enum diag_code code = unfit[scope];
	if (scope == NAMES_TARGETED && !any_valued(m))
		code = DIAG_item_not_counted;
	diag_add(r->log, f->place, code, ARGS(words_same(f->text), how));
	return NONE;
}

bool cells_is_total(struct reading *r, size_t unit, size_t item, const struct csv_field *unit_field,
                    const struct csv_field *item_field, enum text_id how)
{
	const struct csv_field *f = unit == all_units(r->method)   ? unit_field
	                            : item == all_items(r->method) ? item_field
	                                                           : NULL;
	if (f != NULL)
		diag_add(r->log, f->place, DIAG_total_as_data,
		         ARGS(words_same(f->text), text_words(how)));
	return f != NULL;
}

struct words cells_place(struct arena *a, struct place p)
{
	return words_same(place_text(a, p));
}

/* A total of types is whole only where every type is. */
static bool is_whole(const struct method *m, size_t type)
{
	if (type < m->n_types)
		return m->types[type].whole;
	for (size_t i = 0; i < m->n_types; i++)
		if (!m->types[i].whole)
			return false;
	return true;
}

static void say_twice(struct reading *r, const struct figure *first, const struct csv_field *f,
                      struct words name)
{
	diag_add(r->log, f->place, DIAG_duplicate_figure,
	         ARGS(name, cells_place(r->arena, first->place)));
}

void cells_put(struct reading *r, enum counted what, size_t unit, size_t item, size_t type,
               size_t period, const struct csv_field *f)
{
	const struct method *m = r->method;
	const bool valued = item < m->n_items && figures_valued(m, item), targets = what == TARGETS;
	enum number_kind kind = !targets ? NUMBER_COUNT : valued ? NUMBER_GOAL : NUMBER_TARGET;
	struct figure *cell = targets ? figures_target(r->figures, unit, item, type, period)
	                              : figures_count_in(r->figures, unit, item, type, period);
	struct figure figure =
	        numbers_read(r->arena, kind, !valued && is_whole(m, type), f, r->log);
	if (cell->place.file == NULL) {
		*cell = figure;
		return;
	}
	say_twice(r, cell, f,
	          figures_cell_name(r->arena, m, unit, item, valued ? NONE : type,
	                            targets ? period : cells_period_shown(r, period)));
}

void cells_put_value(struct reading *r, size_t unit, size_t item, size_t period,
                     const struct csv_field *f)
{
	if (*f->text == '\0')
		return;
	struct figure *cell = figures_value(r->figures, unit, item, period);
	struct figure figure = numbers_read(r->arena, NUMBER_VALUE, false, f, r->log);
	if (cell->place.file == NULL) {
		*cell = figure;
		return;
	}
	say_twice(r, cell, f,
	          figures_cell_name(r->arena, r->method, unit, item, NONE,
	                            cells_period_shown(r, period)));
}
