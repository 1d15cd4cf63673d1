/* figures.c - the cells of a case. The sums that its totals promise are in figures_sums.c. */
#include "engine/figures.h"
#include "engine/buffer.h"
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
	const size_t leaves = m->n_units * m->n_items * m->n_periods;
	f->method = m;
	f->period = period;
	f->targets = ARENA_NEWS(a, struct figure, cells_of(m) * m->n_periods);
	f->counts = ARENA_NEWS(a, struct figure, cells_of(m) * m->n_periods);
	f->values = ARENA_NEWS(a, struct figure, leaves);
	f->judged = ARENA_NEWS(a, const struct judgement *, leaves);
	f->marks = ARENA_NEWS(a, struct department_mark, leaves);
	return f;
}

static struct figures *copy_of(struct arena *a, const struct figures *f)
{
	struct figures *copy = ARENA_NEW(a, struct figures);
	*copy = *f;
	return copy;
}

struct figures *figures_under(struct arena *a, const struct figures *f, const struct method *m)
{
	assert(m->n_units == f->method->n_units && m->n_items == f->method->n_items &&
	       m->n_types == f->method->n_types && m->n_periods == f->method->n_periods);
	struct figures *copy = copy_of(a, f);
	copy->method = m;
	return copy;
}

const struct figures *figures_at(struct arena *a, const struct figures *f, size_t period)
{
	assert(period < f->method->n_periods);
	struct figures *copy = copy_of(a, f);
	copy->period = period;
	return copy;
}

static size_t in_period(const struct method *m, size_t cell, size_t period)
{
	assert(period < m->n_periods);
	return cell * m->n_periods + period;
}

static size_t leaf_index(const struct method *m, size_t unit, size_t item, size_t period)
{
	assert(unit < m->n_units && item < m->n_items);
	return in_period(m, unit * m->n_items + item, period);
}

struct figure *figures_target(const struct figures *f, size_t unit, size_t item, size_t type,
                              size_t period)
{
	return &f->targets[in_period(f->method, cell_index(f->method, unit, item, type), period)];
}

struct figure *figures_count_in(const struct figures *f, size_t unit, size_t item, size_t type,
                                size_t period)
{
	return &f->counts[in_period(f->method, cell_index(f->method, unit, item, type), period)];
}

struct figure *figures_count(const struct figures *f, size_t unit, size_t item, size_t type)
{
	return figures_count_in(f, unit, item, type, f->period);
}

struct figure *figures_value(const struct figures *f, size_t unit, size_t item, size_t period)
{
	return &f->values[leaf_index(f->method, unit, item, period)];
}

const struct judgement **figures_judged_in(const struct figures *f, size_t unit, size_t item,
                                           size_t period)
{
	return &f->judged[leaf_index(f->method, unit, item, period)];
}

const struct judgement **figures_judged(const struct figures *f, size_t unit, size_t item)
{
	return figures_judged_in(f, unit, item, f->period);
}

struct department_mark *figures_mark_in(const struct figures *f, size_t unit, size_t item,
                                        size_t period)
{
	return &f->marks[leaf_index(f->method, unit, item, period)];
}

struct department_mark *figures_mark(const struct figures *f, size_t unit, size_t item)
{
	return figures_mark_in(f, unit, item, f->period);
}

bool figures_input_is(const struct method *m, size_t item, enum leaf_input input)
{
	const struct scoring *s = m->items[item].scoring;
	return s != NULL && s->input == input;
}

bool figures_counted(const struct method *m, size_t item)
{
	return figures_input_is(m, item, INPUT_COUNTS);
}

bool figures_valued(const struct method *m, size_t item)
{
	return figures_input_is(m, item, INPUT_VALUES);
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
			buffer_add(&b, words_in(parts[i], (enum lang)lang));
		}
		all.in[lang] = b.text;
	}
	return all;
}
