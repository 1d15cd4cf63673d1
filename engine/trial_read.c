/* trial_read.c - the cell that a setting names, and what it may hold. */
#include "engine/nearest.h"
#include "engine/scoring.h"
#include "engine/trial.h"

#include <string.h>

const char *const trial_spaces[TRIAL_SPACES] = {"target", "count", "value", "judged"};

struct reading {
	struct arena *arena;
	const struct figures *figures;
	const struct setting *setting;
	struct diag_list *log;
};

enum { PARTS = 4 }; /* unit, item, type, period */

static enum trial_space space_of(const struct setting *s)
{
	enum trial_space i = 0;
	while (i < TRIAL_SPACES && strcmp(trial_spaces[i], s->space) != 0)
		i++;
	return i;
}

bool trial_is_cell(const struct setting *s)
{
	return s->origin == ORIGIN_TRIAL && space_of(s) < TRIAL_SPACES;
}

static struct words full_name(const struct reading *r)
{
	return words_same(arena_print(r->arena, "%s.%s", r->setting->space, r->setting->key));
}

/* ---- what does not fit ---- */

static bool refuse_form(const struct reading *r, bool typed, bool period)
{
	struct words form;
	for (enum lang lang = 0; lang < LANGS; lang++)
		form.in[lang] = arena_print(r->arena, "%s.%s%s%s=%s", r->setting->space,
		                            text_in(TEXT_cell_form, lang),
		                            typed ? text_in(TEXT_cell_form_type, lang) : "",
		                            period ? text_in(TEXT_cell_form_period, lang) : "",
		                            text_in(TEXT_cell_form_value, lang));
	diag_add(r->log, r->setting->place, DIAG_setting_cell, ARGS(full_name(r), form));
	return false;
}

static bool refuse_value(const struct reading *r, struct words range)
{
	diag_add(r->log, r->setting->place, DIAG_setting_value,
	         ARGS(full_name(r), words_same(r->setting->value), range,
	              nearest_words(r->arena, NULL)));
	return false;
}

/* ---- parts of a key ---- */

/* Members of a list by name, those that may be meant here. */
struct members {
	const void *list;
	size_t n, size;
	bool (*fits)(const struct reading *r, size_t index);
	enum text_id kind;
};

static const struct named *member(const struct members *list, size_t index)
{
	return (const struct named *)(const void *)((const char *)list->list + index * list->size);
}

static size_t refuse_part(const struct reading *r, const struct members *list, const char *text)
{
	const char **names = ARENA_NEWS(r->arena, const char *, 3 * list->n + 1);
	struct buffer known;
	size_t n = 0;
	buffer_start(&known, r->arena);
	for (size_t i = 0; i < list->n; i++) {
		const struct named *named = member(list, i);
		if (list->fits && !list->fits(r, i))
			continue;
		buffer_list(&known, named->id);
		names[n++] = named->id;
		for (enum lang lang = 0; lang < LANGS; lang++)
			if (named->name.in[lang])
				names[n++] = named->name.in[lang];
	}
	const struct words none = text_words(TEXT_cell_none);
	diag_add(r->log, r->setting->place, DIAG_setting_part,
	         ARGS(full_name(r), words_same(text), text_words(list->kind),
	              known.length ? words_same(known.text) : none,
	              nearest_words(r->arena, nearest(r->arena, text, names))));
	return NONE;
}

static size_t find(const struct reading *r, const struct members *list, const char *text)
{
	for (size_t i = 0; i < list->n; i++)
		if (named_is(member(list, i), text) && (!list->fits || list->fits(r, i)))
			return i;
	return refuse_part(r, list, text);
}

static bool item_fits(const struct reading *r, size_t item)
{
	const struct method *m = r->figures->method;
	switch (space_of(r->setting)) {
	case TRIAL_COUNT:
		return figures_counted(m, item);
	case TRIAL_VALUE:
		return figures_valued(m, item);
	case TRIAL_JUDGED:
		return figures_input_is(m, item, INPUT_JUDGED);
	default:
		return figures_counted(m, item) || figures_valued(m, item);
	}
}

static bool period_fits(const struct reading *r, size_t period)
{
	return r->figures->method->periods[period].n_parts == 0;
}

/* The key at its dots; more than PARTS where there are too many. */
static size_t split(const struct reading *r, const char *parts[PARTS])
{
	const char *rest = r->setting->key;
	for (size_t n = 0;; n++) {
		size_t length = strcspn(rest, ".");
		if (n == PARTS || length == 0)
			return PARTS + 1;
		parts[n] = arena_copy_n(r->arena, rest, length);
		if (rest[length] == '\0')
			return n + 1;
		rest += length + 1;
	}
}

/* Unit and item are known: whether a type must follow, and what period is meant. */
static bool find_cell(const struct reading *r, struct trial_cell *c)
{
	static const enum text_id items[TRIAL_SPACES] = {TEXT_cell_item_target,
	                                                 TEXT_cell_item_count, TEXT_cell_item_value,
	                                                 TEXT_cell_item_judged};
	const struct method *m = r->figures->method;
	const struct members units = {m->units, m->n_units, sizeof *m->units, NULL, TEXT_cell_unit};
	const struct members all = {m->items, m->n_items, sizeof *m->items, item_fits,
	                            items[c->space]};
	const struct members types = {m->types, m->n_types, sizeof *m->types, NULL, TEXT_cell_type};
	const struct members periods = {m->periods, m->n_periods, sizeof *m->periods, period_fits,
	                                TEXT_cell_period};
	const char *parts[PARTS] = {NULL};
	bool named = period_fits(r, r->figures->period);
	bool typed = c->space == TRIAL_COUNT || c->space == TRIAL_TARGET;
	const size_t n = split(r, parts);
	if (n < 2 || n > PARTS)
		return refuse_form(r, typed, !named);
	c->unit = find(r, &units, parts[0]);
	c->item = find(r, &all, parts[1]);
	if (c->unit == NONE || c->item == NONE)
		return false;
	typed = figures_counted(m, c->item);
	const size_t least = typed ? 3 : 2;
	if (n < least + !named || n > least + 1)
		return refuse_form(r, typed, !named);
	c->type = typed ? find(r, &types, parts[2]) : NONE;
	c->period = n > least ? find(r, &periods, parts[least]) : r->figures->period;
	return (!typed || c->type != NONE) && c->period != NONE;
}

/* ---- values ---- */

static struct words or_dash(const struct reading *r, enum text_id range, enum text_id dash)
{
	struct words w;
	for (enum lang lang = 0; lang < LANGS; lang++)
		w.in[lang] = text_fill(r->arena, dash, lang, ARGS(text_words(range)));
	return w;
}

/* Points that people give are 0 .. what the rule file declares, on the step of the scale. */
static bool check_judged(const struct reading *r, const struct trial_cell *c)
{
	struct arena *a = r->arena;
	const struct method *m = r->figures->method;
	const struct item *item = &m->items[c->item];
	const struct param_spec *specs = item->scoring->method->params;
	const ratio *step = NULL;
	for (size_t i = 0; specs[i].name && !step; i++)
		if (!strcmp(specs[i].name, "step"))
			step = param_number(a, m, &item->scoring->params[i], &specs[i]);
	bool stepped = step && ratio_sign(step) > 0;
	if (c->value && ratio_sign(c->value) >= 0 && ratio_cmp(c->value, item->declared) <= 0 &&
	    !(stepped && !ratio_is_whole(ratio_div(a, c->value, step))))
		return true;
	struct words range;
	for (enum lang lang = 0; lang < LANGS; lang++)
		range.in[lang] =
		        text_fill(a, stepped ? TEXT_cell_points_step : TEXT_cell_points, lang,
		                  ARGS(words_same(ratio_plain(a, item->declared)),
		                       words_same(stepped ? ratio_plain(a, step) : "")));
	return refuse_value(r, range);
}

static bool read_value(const struct reading *r, struct trial_cell *c)
{
	const struct method *m = r->figures->method;
	bool dash = !strcmp(r->setting->value, "-"), typed = c->type != NONE;
	bool whole = typed && m->types[c->type].whole;
	const enum text_id form = !typed  ? TEXT_form_signed
	                          : whole ? TEXT_form_whole
	                                  : TEXT_form_decimal;
	c->value = dash ? NULL : ratio_read(r->arena, r->setting->value);
	if (c->space == TRIAL_JUDGED)
		return check_judged(r, c);
	if (dash && c->space != TRIAL_COUNT)
		return true;
	if (c->value && (!typed || ratio_sign(c->value) >= 0) &&
	    (!whole || ratio_is_whole(c->value)))
		return true;
	return refuse_value(r, c->space == TRIAL_COUNT    ? text_words(form)
	                       : c->space == TRIAL_TARGET ? or_dash(r, form, TEXT_cell_or_no_task)
	                                                  : or_dash(r, form, TEXT_cell_or_none));
}

bool trial_read(struct arena *a, const struct figures *f, const struct setting *s,
                struct trial_cell *out, struct diag_list *log)
{
	const struct reading r = {a, f, s, log};
	*out = (struct trial_cell){.space = space_of(s), .place = s->place};
	return find_cell(&r, out) && read_value(&r, out);
}

static bool is_same(const struct trial_cell *x, const struct trial_cell *y)
{
	return x->space == y->space && x->unit == y->unit && x->item == y->item &&
	       x->type == y->type && x->period == y->period;
}

const struct figures *trial_apply(struct arena *a, const struct figures *f,
                                  const struct setting *settings, size_t n, struct diag_list *log)
{
	struct trial_cell *cells = ARENA_NEWS(a, struct trial_cell, n);
	size_t n_cells = 0;
	for (size_t i = 0; i < n; i++) {
		struct trial_cell *c = &cells[n_cells];
		if (!trial_is_cell(&settings[i]) || !trial_read(a, f, &settings[i], c, log))
			continue;
		bool twice = false;
		for (size_t k = 0; k < n_cells; k++)
			twice = twice || is_same(&cells[k], c);
		if (twice)
			diag_add(log, settings[i].place, DIAG_setting_twice,
			         ARGS(words_same(arena_print(a, "%s.%s", settings[i].space,
			                                     settings[i].key))));
		n_cells += !twice;
	}
	return n_cells ? trial_figures(a, f, cells, n_cells) : f;
}
