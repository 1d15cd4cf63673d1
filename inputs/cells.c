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
};

/* To look for the nearest name takes time and memory: not for findings that nobody is shown. */
static struct words mend(const struct reading *r, size_t *n, enum names_kind kind,
                         enum names_scope scope, const struct csv_field *f)
{
	if ((*n)++ >= DIAG_SHOWN_MAX)
		return words_same("");
	return names_mend(r->names, kind, scope, f->text);
}

static size_t find(struct reading *r, enum names_kind kind, enum names_scope scope,
                   const struct csv_field *f)
{
	if (*f->text == '\0') {
		enum text_id id = scope == NAMES_JUDGED ? TEXT_column_judged : kinds[kind].column;
		diag_add(r->log, f->place, DIAG_empty_field, ARGS(text_words(id)));
		return NONE;
	}
	size_t index = names_find(r->names, kind, f->text);
	if (index == NONE) {
		struct words how = mend(r, &r->unknown[kind], kind, scope, f);
		diag_add(r->log, f->place, kinds[kind].unknown, ARGS(words_same(f->text), how));
	}
	return index;
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

size_t cells_item(struct reading *r, enum names_scope scope, const struct csv_field *f)
{
	const struct method *m = r->method;
	size_t item = find(r, NAMES_ITEM, scope, f);
	if (item == NONE || item == all_items(m))
		return item;
	bool counted = figures_counted(m, item);
	bool fits = scope == NAMES_COUNTED ? counted : !counted && item_is_leaf(&m->items[item]);
	if (fits)
		return item;
	struct words how = mend(r, &r->unfit, NAMES_ITEM, scope, f);
	diag_add(r->log, f->place,
	         scope == NAMES_COUNTED ? DIAG_item_not_counted : DIAG_item_not_judged,
	         ARGS(words_same(f->text), how));
	return NONE;
}

struct words cells_place(struct arena *a, struct place p)
{
	return words_same(arena_print(a, "%s:%u:%u", p.file, p.line, p.column));
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

void cells_put(struct reading *r, enum counted what, size_t unit, size_t item, size_t type,
               size_t period, const struct csv_field *f)
{
	const struct method *m = r->method;
	struct figure *cell = what == TARGETS ? figures_target(r->figures, unit, item, type, period)
	                                      : figures_count(r->figures, unit, item, type);
	struct figure figure =
	        numbers_read(r->arena, what == TARGETS ? NUMBER_TARGET : NUMBER_COUNT,
	                     is_whole(m, type), f, r->log);
	if (cell->place.file == NULL) {
		*cell = figure;
		return;
	}
	struct words name =
	        figures_cell_name(r->arena, m, unit, item, type, what == TARGETS ? period : NONE);
	diag_add(r->log, f->place, DIAG_duplicate_figure,
	         ARGS(name, cells_place(r->arena, cell->place)));
}
