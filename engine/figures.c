/* figures.c - the cells of a case, and the sums that its totals promise. */
#include "engine/figures.h"
#include "engine/buffer.h"
#include "engine/scoring.h"
#include <assert.h>

static size_t cells_of(const struct method *m)
{
	return (m->n_units + 1) * (m->n_items + 1) * (m->n_types + 1);
}

static size_t cell_index(const struct method *m, size_t unit, size_t item, size_t type)
{
	assert(unit <= m->n_units && item <= m->n_items && type <= m->n_types);
	return (unit * (m->n_items + 1) + item) * (m->n_types + 1) + type;
}

struct figures *figures_new(struct arena *a, const struct method *m, size_t period)
{
	struct figures *f = ARENA_NEW(a, struct figures);
	f->method = m;
	f->period = period;
	f->targets = ARENA_NEWS(a, struct figure, cells_of(m) * m->n_periods);
	f->counts = ARENA_NEWS(a, struct figure, cells_of(m));
	f->judged = ARENA_NEWS(a, const struct judgement *, m->n_units * m->n_items);
	f->marks = ARENA_NEWS(a, struct department_mark, m->n_units * m->n_items);
	return f;
}

struct figures *figures_under(struct arena *a, const struct figures *f, const struct method *m)
{
	assert(m->n_units == f->method->n_units && m->n_items == f->method->n_items &&
	       m->n_types == f->method->n_types && m->n_periods == f->method->n_periods);
	struct figures *copy = ARENA_NEW(a, struct figures);
	*copy = *f;
	copy->method = m;
	return copy;
}

struct figure *figures_target(const struct figures *f, size_t unit, size_t item, size_t type,
                              size_t period)
{
	assert(period < f->method->n_periods);
	return &f->targets[cell_index(f->method, unit, item, type) * f->method->n_periods + period];
}

struct figure *figures_count(const struct figures *f, size_t unit, size_t item, size_t type)
{
	return &f->counts[cell_index(f->method, unit, item, type)];
}

const struct judgement **figures_judged(const struct figures *f, size_t unit, size_t item)
{
	assert(unit < f->method->n_units && item < f->method->n_items);
	return &f->judged[unit * f->method->n_items + item];
}

struct department_mark *figures_mark(const struct figures *f, size_t unit, size_t item)
{
	assert(unit < f->method->n_units && item < f->method->n_items);
	return &f->marks[unit * f->method->n_items + item];
}

bool figures_counted(const struct method *m, size_t item)
{
	const struct scoring *s = m->items[item].scoring;
	return s != NULL && s->method->by_counts;
}

/* ---- names of cells ---- */

static struct words name_or(const struct named *named, enum text_id id)
{
	struct words w = named->name;
	if (w.in[LANG_ZH] == NULL || *w.in[LANG_ZH] == '\0')
		return text_words(id);
	return w;
}

static struct words unit_name(const struct method *m, size_t unit)
{
	return unit < m->n_units ? m->units[unit].named.name
	                         : name_or(&m->total_unit, TEXT_total_units);
}

static struct words item_name(const struct method *m, size_t item)
{
	return item < m->n_items ? m->items[item].named.name
	                         : name_or(&m->total_item, TEXT_total_items);
}

static struct words type_name(const struct method *m, size_t type)
{
	return type < m->n_types ? m->types[type].named.name
	                         : name_or(&m->total_type, TEXT_total_types);
}

static const char *text_of(struct words w, enum lang lang)
{
	return w.in[lang] != NULL ? w.in[lang] : w.in[LANG_ZH];
}

struct words figures_cell_name(struct arena *a, const struct method *m, size_t unit, size_t item,
                               size_t type, size_t period)
{
	struct words parts[4];
	size_t n = 0;
	if (unit != NONE)
		parts[n++] = unit_name(m, unit);
	if (item != NONE)
		parts[n++] = item_name(m, item);
	if (type != NONE)
		parts[n++] = type_name(m, type);
	if (period != NONE)
		parts[n++] = m->periods[period].named.name;
	struct words all;
	for (int lang = 0; lang < LANGS; lang++) {
		struct buffer b;
		buffer_start(&b, a);
		for (size_t i = 0; i < n; i++) {
			if (i > 0)
				buffer_add(&b, text_in(TEXT_cell_between, (enum lang)lang));
			buffer_add(&b, text_of(parts[i], (enum lang)lang));
		}
		all.in[lang] = b.text;
	}
	return all;
}

/* ---- sums ---- */

/* One table of cells: the targets of one period, or the counts. */
struct table {
	struct arena *arena;
	const struct method *method;
	const struct figure *cells;
	size_t step, offset; /* of the period within a cell */
	size_t period;       /* NONE for counts */
	bool scored;         /* counts, and the targets of the assessed period */
	struct diag_list *log;
};

/* What is known of a cell, be it written or derived from its parts. */
struct sum {
	bool present; /* something is written */
	bool number;  /* and not only "-" */
	bool unsound; /* a figure in it was refused when read: nothing can be said */
	const ratio *value;
};

static const struct figure *cell(const struct table *t, size_t unit, size_t item, size_t type)
{
	return &t->cells[cell_index(t->method, unit, item, type) * t->step + t->offset];
}

static struct sum read_cell(const struct table *t, const struct figure *f)
{
	struct sum s = {.value = ratio_of(t->arena, 0, 1)};
	s.present = f->state != FIGURE_ABSENT;
	s.unsound = f->state == FIGURE_ABSENT && f->place.file != NULL;
	s.number = f->state == FIGURE_NUMBER;
	if (s.number)
		s.value = f->value;
	return s;
}

static void include(const struct table *t, struct sum *s, struct sum part)
{
	s->present = s->present || part.present;
	s->number = s->number || part.number;
	s->unsound = s->unsound || part.unsound;
	s->value = ratio_add(t->arena, s->value, part.value);
}

static struct sum sum_of_types(const struct table *t, size_t unit, size_t item);
static struct sum sum_of_items(const struct table *t, size_t unit, size_t type);

/* A part that is itself a total and is not written is what its own parts add up to: a table
 * without 小计 rows still has a 合计 that can be checked. */
static struct sum part_value(const struct table *t, size_t unit, size_t item, size_t type)
{
	const struct figure *f = cell(t, unit, item, type);
	if (f->state == FIGURE_ABSENT && f->place.file == NULL) {
		if (item == all_items(t->method))
			return sum_of_items(t, unit, type);
		if (type == all_types(t->method))
			return sum_of_types(t, unit, item);
	}
	return read_cell(t, f);
}

static struct sum sum_of_types(const struct table *t, size_t unit, size_t item)
{
	struct sum s = {.value = ratio_of(t->arena, 0, 1)};
	for (size_t type = 0; type < t->method->n_types; type++)
		include(t, &s, part_value(t, unit, item, type));
	return s;
}

static struct sum sum_of_items(const struct table *t, size_t unit, size_t type)
{
	struct sum s = {.value = ratio_of(t->arena, 0, 1)};
	for (size_t item = 0; item < t->method->n_items; item++)
		if (figures_counted(t->method, item))
			include(t, &s, part_value(t, unit, item, type));
	return s;
}

static struct sum sum_of_units(const struct table *t, size_t item, size_t type)
{
	struct sum s = {.value = ratio_of(t->arena, 0, 1)};
	for (size_t unit = 0; unit < t->method->n_units; unit++)
		include(t, &s, part_value(t, unit, item, type));
	return s;
}

static const char *sum_text(struct arena *a, struct sum s)
{
	return s.number ? ratio_plain(a, s.value) : "-";
}

/* Writes "吴兴区 12 + 南浔区 7", one part after the other. */
struct parts {
	struct arena *arena;
	struct buffer text[LANGS];
};

static void list_part(struct parts *p, struct words name, struct sum part)
{
	if (!part.present)
		return;
	for (int lang = 0; lang < LANGS; lang++) {
		struct buffer *b = &p->text[lang];
		buffer_add(b, b->length == 0 ? "" : " + ");
		buffer_add(b, text_of(name, (enum lang)lang));
		buffer_add_char(b, ' ');
		buffer_add(b, sum_text(p->arena, part));
	}
}

enum direction { OVER_UNITS, OVER_TYPES, OVER_ITEMS };

static struct words list_parts(const struct table *t, enum direction over, size_t unit, size_t item,
                               size_t type)
{
	const struct method *m = t->method;
	struct parts p = {.arena = t->arena};
	for (int lang = 0; lang < LANGS; lang++)
		buffer_start(&p.text[lang], t->arena);
	size_t n = over == OVER_UNITS ? m->n_units : over == OVER_TYPES ? m->n_types : m->n_items;
	for (size_t i = 0; i < n; i++) {
		if (over == OVER_UNITS)
			list_part(&p, unit_name(m, i), part_value(t, i, item, type));
		else if (over == OVER_TYPES)
			list_part(&p, type_name(m, i), part_value(t, unit, item, i));
		else if (figures_counted(m, i))
			list_part(&p, item_name(m, i), part_value(t, unit, i, type));
	}
	return (struct words){{p.text[LANG_ZH].text, p.text[LANG_EN].text}};
}

static const enum diag_code mismatch[] = {
        [OVER_UNITS] = DIAG_total_units,
        [OVER_TYPES] = DIAG_total_types,
        [OVER_ITEMS] = DIAG_total_items,
};

/* Only the parts are scored: a total without any would count for nothing. */
static void check_alone(const struct table *t, size_t unit, size_t item, size_t type,
                        struct sum total)
{
	const struct method *m = t->method;
	if (t->scored && unit < m->n_units && m->units[unit].assessed &&
	    ratio_sign(total.value) > 0)
		diag_add(t->log, cell(t, unit, item, type)->place, DIAG_total_alone,
		         ARGS(figures_cell_name(t->arena, m, unit, item, type, t->period),
		              words_same(sum_text(t->arena, total))));
}

/* Returns 1 when there was something to check. */
static size_t check_total(const struct table *t, enum direction over, size_t unit, size_t item,
                          size_t type)
{
	const struct figure *f = cell(t, unit, item, type);
	struct sum total = read_cell(t, f);
	struct sum sum = over == OVER_UNITS   ? sum_of_units(t, item, type)
	                 : over == OVER_TYPES ? sum_of_types(t, unit, item)
	                                      : sum_of_items(t, unit, type);
	if (!total.present || total.unsound || sum.unsound)
		return 0;
	if (!sum.present) {
		/* 合计·小计 is said once, for want of items. */
		if (over == OVER_ITEMS || item < t->method->n_items)
			check_alone(t, unit, item, type, total);
		return 0;
	}
	if (ratio_cmp(total.value, sum.value) != 0)
		diag_add(t->log, f->place, mismatch[over],
		         ARGS(figures_cell_name(t->arena, t->method, unit, item, type, t->period),
		              words_same(sum_text(t->arena, total)),
		              words_same(sum_text(t->arena, sum)),
		              list_parts(t, over, unit, item, type)));
	return 1;
}

/* A unit that the table leaves out must not make every 全市 look wrong. */
static bool holds_every_unit(const struct table *t)
{
	const struct method *m = t->method;
	for (size_t unit = 0; unit < m->n_units; unit++) {
		bool any = false;
		for (size_t item = 0; item <= m->n_items; item++)
			for (size_t type = 0; type <= m->n_types; type++)
				any = any || cell(t, unit, item, type)->place.file != NULL;
		if (!any)
			return false;
	}
	return true;
}

static size_t check_table(const struct table *t)
{
	const struct method *m = t->method;
	size_t checked = 0;
	for (size_t unit = 0; unit <= m->n_units; unit++)
		for (size_t item = 0; item <= m->n_items; item++) {
			if (item < m->n_items && !figures_counted(m, item))
				continue;
			checked += check_total(t, OVER_TYPES, unit, item, all_types(m));
		}
	for (size_t unit = 0; unit <= m->n_units; unit++)
		for (size_t type = 0; type <= m->n_types; type++)
			checked += check_total(t, OVER_ITEMS, unit, all_items(m), type);
	if (!holds_every_unit(t))
		return checked;
	for (size_t item = 0; item <= m->n_items; item++)
		for (size_t type = 0; type <= m->n_types; type++)
			checked += check_total(t, OVER_UNITS, all_units(m), item, type);
	return checked;
}

/* What is asked for a year cannot exceed what is asked for the years it lies in. */
static size_t check_periods(const struct table *inner, const struct table *outer)
{
	const struct method *m = inner->method;
	size_t checked = 0;
	for (size_t i = 0; i < cells_of(m); i++) {
		const struct figure *f = &inner->cells[i * inner->step + inner->offset];
		const struct figure *g = &outer->cells[i * outer->step + outer->offset];
		if (f->state == FIGURE_ABSENT || g->state == FIGURE_ABSENT)
			continue;
		checked++;
		struct sum part = read_cell(inner, f), whole = read_cell(outer, g);
		if (ratio_cmp(part.value, whole.value) <= 0)
			continue;
		size_t type = i % (m->n_types + 1), rest = i / (m->n_types + 1);
		diag_add(inner->log, f->place, DIAG_period_exceeds,
		         ARGS(figures_cell_name(inner->arena, m, rest / (m->n_items + 1),
		                                rest % (m->n_items + 1), type, inner->period),
		              words_same(sum_text(inner->arena, part)),
		              m->periods[outer->period].named.name,
		              words_same(sum_text(inner->arena, whole))));
	}
	return checked;
}

size_t figures_check_targets(const struct figures *f, struct diag_list *log)
{
	const struct method *m = f->method;
	size_t checked = 0;
	for (size_t period = 0; period < m->n_periods; period++) {
		struct table t = {.arena = m->arena,
		                  .method = m,
		                  .cells = f->targets,
		                  .step = m->n_periods,
		                  .offset = period,
		                  .period = period,
		                  .scored = period == f->period,
		                  .log = log};
		checked += check_table(&t);
		if (m->periods[period].within == NONE)
			continue;
		struct table outer = t;
		outer.offset = outer.period = m->periods[period].within;
		checked += check_periods(&t, &outer);
	}
	return checked;
}

size_t figures_check_counts(const struct figures *f, struct diag_list *log)
{
	struct table t = {.arena = f->method->arena,
	                  .method = f->method,
	                  .cells = f->counts,
	                  .step = 1,
	                  .period = NONE,
	                  .scored = true,
	                  .log = log};
	return check_table(&t);
}
