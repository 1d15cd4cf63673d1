/* figures_sums.c - the sums that the totals of targets and counts promise. */
#include "engine/buffer.h"
#include "engine/figures.h"

/* The targets or the counts of one period. */
struct table {
	struct arena *arena;
	const struct method *method;
	const struct figures *figures;
	bool counts; /* else targets */
	size_t period;
	bool name_period; /* in messages */
	bool scored;      /* the assessed period, or a part of it */
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
	return t->counts ? figures_count_in(t->figures, unit, item, type, t->period)
	                 : figures_target(t->figures, unit, item, type, t->period);
}

static struct words cell_name(const struct table *t, size_t unit, size_t item, size_t type)
{
	return figures_cell_name(t->arena, t->method, unit, item, type,
	                         t->name_period ? t->period : NONE);
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
		buffer_add(b, name.in[lang]);
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
			list_part(&p, figures_cell_name(t->arena, m, i, NONE, NONE, NONE),
			          part_value(t, i, item, type));
		else if (over == OVER_TYPES)
			list_part(&p, figures_cell_name(t->arena, m, NONE, NONE, i, NONE),
			          part_value(t, unit, item, i));
		else if (figures_counted(m, i))
			list_part(&p, figures_cell_name(t->arena, m, NONE, i, NONE, NONE),
			          part_value(t, unit, i, type));
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
		         ARGS(cell_name(t, unit, item, type),
		              words_same(sum_text(t->arena, total))));
}

/* Returns 1 when there was something to check. */
static size_t check_total(const struct table *t, enum direction over, size_t unit, size_t item,
                          size_t type)
{
	const struct figure *f = cell(t, unit, item, type);
	if (f->state == FIGURE_ABSENT)
		return 0;
	struct sum total = read_cell(t, f);
	struct sum sum = over == OVER_UNITS   ? sum_of_units(t, item, type)
	                 : over == OVER_TYPES ? sum_of_types(t, unit, item)
	                                      : sum_of_items(t, unit, type);
	if (sum.unsound)
		return 0;
	if (!sum.present) {
		/* 合计·小计 is said once, for want of items. */
		if (over == OVER_ITEMS || item < t->method->n_items)
			check_alone(t, unit, item, type, total);
		return 0;
	}
	if (ratio_cmp(total.value, sum.value) != 0)
		diag_add(t->log, f->place, mismatch[over],
		         ARGS(cell_name(t, unit, item, type), words_same(sum_text(t->arena, total)),
		              words_same(sum_text(t->arena, sum)),
		              list_parts(t, over, unit, item, type)));
	return 1;
}

/* Items whose figures add up. */
static bool is_summed(const struct method *m, size_t item)
{
	return item == all_items(m) || figures_counted(m, item);
}

static bool any_summed(const struct method *m)
{
	for (size_t item = 0; item < m->n_items; item++)
		if (is_summed(m, item))
			return true;
	return false;
}

/* A unit that the table leaves out must not make every 全市 look wrong. */
static bool holds_every_unit(const struct table *t)
{
	const struct method *m = t->method;
	for (size_t unit = 0; unit < m->n_units; unit++) {
		bool any = false;
		for (size_t item = 0; item <= m->n_items && !any; item++)
			for (size_t type = 0; type <= m->n_types && is_summed(m, item); type++)
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
		for (size_t item = 0; item <= m->n_items; item++)
			if (is_summed(m, item))
				checked += check_total(t, OVER_TYPES, unit, item, all_types(m));
	for (size_t unit = 0; unit <= m->n_units; unit++)
		for (size_t type = 0; type <= m->n_types; type++)
			checked += check_total(t, OVER_ITEMS, unit, all_items(m), type);
	if (!holds_every_unit(t))
		return checked;
	for (size_t item = 0; item <= m->n_items; item++)
		for (size_t type = 0; type <= m->n_types && is_summed(m, item); type++)
			checked += check_total(t, OVER_UNITS, all_units(m), item, type);
	return checked;
}

/* Returns 1 when both cells are written. */
static size_t check_within(const struct table *inner, const struct table *outer, size_t unit,
                           size_t item, size_t type)
{
	const struct figure *f = cell(inner, unit, item, type), *g = cell(outer, unit, item, type);
	if (f->state == FIGURE_ABSENT || g->state == FIGURE_ABSENT)
		return 0;
	struct sum part = read_cell(inner, f), whole = read_cell(outer, g);
	if (ratio_cmp(part.value, whole.value) > 0)
		diag_add(inner->log, f->place, DIAG_period_exceeds,
		         ARGS(cell_name(inner, unit, item, type),
		              words_same(sum_text(inner->arena, part)),
		              inner->method->periods[outer->period].named.name,
		              words_same(sum_text(inner->arena, whole))));
	return 1;
}

/* What is asked for a year cannot exceed what is asked for the years it lies in. */
static size_t check_periods(const struct table *inner, const struct table *outer)
{
	const struct method *m = inner->method;
	size_t checked = 0;
	for (size_t unit = 0; unit <= m->n_units; unit++)
		for (size_t item = 0; item <= m->n_items; item++)
			for (size_t type = 0; type <= m->n_types && is_summed(m, item); type++)
				checked += check_within(inner, outer, unit, item, type);
	return checked;
}

/* The assessed period, or a part that it is combined of. */
static bool is_scored(const struct figures *f, size_t period)
{
	const struct period *assessed = &f->method->periods[f->period];
	bool part = period == f->period;
	for (size_t i = 0; i < assessed->n_parts; i++)
		part = part || assessed->parts[i].period == period;
	return part;
}

static struct table table_of(const struct figures *f, bool counts, size_t period,
                             struct diag_list *log)
{
	return (struct table){.arena = f->method->arena,
	                      .method = f->method,
	                      .figures = f,
	                      .counts = counts,
	                      .period = period,
	                      .name_period = true,
	                      .scored = is_scored(f, period),
	                      .log = log};
}

size_t figures_check_targets(const struct figures *f, struct diag_list *log)
{
	const struct method *m = f->method;
	size_t checked = 0;
	for (size_t period = 0; period < m->n_periods && any_summed(m); period++) {
		const struct table t = table_of(f, false, period, log);
		checked += check_table(&t);
		if (m->periods[period].within == NONE)
			continue;
		struct table outer = t;
		outer.period = m->periods[period].within;
		checked += check_periods(&t, &outer);
	}
	return checked;
}

size_t figures_check_counts(const struct figures *f, struct diag_list *log)
{
	const struct method *m = f->method;
	size_t checked = 0;
	for (size_t period = 0; period < m->n_periods && any_summed(m); period++) {
		struct table t = table_of(f, true, period, log);
		t.name_period = period != f->period;
		checked += check_table(&t);
	}
	return checked;
}
