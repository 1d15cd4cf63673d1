/* form.c - see form.h. One function for each kind of form. */
#include "reports/form.h"
#include "engine/binary.h"
#include "reports/form_sheet.h"
#include <errno.h>
#include <string.h>

const char *const form_kinds[FORMS + 1] = {[FORM_COUNTS] = "counts",
                                           [FORM_VALUES] = "values",
                                           [FORM_JUDGED] = "judged",
                                           [FORM_LEDGER] = "ledger"};

static enum leaf_input input_of(enum form_kind kind)
{
	static const enum leaf_input inputs[FORMS] = {[FORM_COUNTS] = INPUT_COUNTS,
	                                              [FORM_VALUES] = INPUT_VALUES,
	                                              [FORM_JUDGED] = INPUT_JUDGED,
	                                              [FORM_LEDGER] = INPUT_COUNTS};
	return inputs[kind];
}

bool form_applies(const struct method *m, enum form_kind kind)
{
	for (size_t i = 0; i < m->n_items; i++)
		if (figures_input_is(m, i, input_of(kind)))
			return true;
	return false;
}

/* ---- words ---- */

static const char *word(const struct form_sheet *s, enum text_id id)
{
	return text_in(id, s->form->lang);
}

static const char *name(const struct form_sheet *s, const struct named *n)
{
	const char *text = n->name.in[s->form->lang];
	if (text == NULL || *text == '\0')
		text = n->name.in[LANG_ZH];
	return text != NULL && *text != '\0' ? text : n->id;
}

static const char *unit_name(const struct form_sheet *s)
{
	return name(s, &s->form->method->units[s->form->unit].named);
}

static const char *fill(const struct form_sheet *s, enum text_id id, const char *first,
                        const char *second)
{
	return text_fill(s->arena, id, s->form->lang, ARGS(words_same(first), words_same(second)));
}

/* ---- lists to choose from ---- */

static void column(struct form_sheet *s, enum text_id title, enum form_entry entry)
{
	form_sheet_column(s, (struct form_column){.title = word(s, title), .entry = entry});
}

static void choice(struct form_sheet *s, enum text_id title, const char *const *choices, size_t n)
{
	form_sheet_column(s, (struct form_column){.title = word(s, title),
	                                          .entry = ENTRY_CHOICE,
	                                          .choices = choices,
	                                          .n_choices = n});
}

static void choose_unit(struct form_sheet *s)
{
	const char **names = ARENA_NEWS(s->arena, const char *, 1);
	names[0] = unit_name(s);
	choice(s, TEXT_column_unit, names, 1);
}

static void choose_item(struct form_sheet *s, enum text_id title)
{
	const struct method *m = s->form->method;
	const char **names = ARENA_NEWS(s->arena, const char *, m->n_items);
	size_t n = 0;
	for (size_t i = 0; i < m->n_items; i++)
		if (figures_input_is(m, i, input_of(s->form->kind)))
			names[n++] = name(s, &m->items[i].named);
	choice(s, title, names, n);
}

static void choose_type(struct form_sheet *s)
{
	const struct method *m = s->form->method;
	const char **names = ARENA_NEWS(s->arena, const char *, m->n_types);
	for (size_t i = 0; i < m->n_types; i++)
		names[i] = name(s, &m->types[i].named);
	choice(s, TEXT_column_type, names, m->n_types);
}

/* "甲、乙、丙" taken apart. */
static void choose_word(struct form_sheet *s, enum text_id title, enum text_id list)
{
	enum { MOST = 8 };
	const char **words = ARENA_NEWS(s->arena, const char *, MOST);
	size_t n = 0;
	const char *at = word(s, list);
	while (n < MOST && *at != '\0') {
		size_t length = strcspn(at, "|");
		words[n++] = arena_copy_n(s->arena, at, length);
		at += length + (at[length] != '\0');
	}
	choice(s, title, words, n);
}

/* ---- what is asked for ---- */

/* The periods that figures are of: the assessed one, or what it is combined of. */
struct asked {
	size_t periods[32];
	size_t n;
};

static struct asked periods_of(const struct form *f)
{
	struct asked out = {.n = 0};
	const struct period *p = &f->method->periods[f->figures->period];
	if (p->n_parts == 0)
		out.periods[out.n++] = f->figures->period;
	for (size_t i = 0; i < p->n_parts && out.n < sizeof out.periods / sizeof *out.periods; i++)
		out.periods[out.n++] = p->parts[i].period;
	return out;
}

static const char *figure(const struct form_sheet *s, const struct figure *f)
{
	return f->state == FIGURE_NUMBER    ? ratio_plain(s->arena, f->value)
	       : f->state == FIGURE_NO_TASK ? "-"
	                                    : "";
}

/* The first line says whose form it is, the others how it is filled in. */
static void head(struct form_sheet *s, enum text_id title, const enum text_id *notes)
{
	const struct form *f = s->form;
	const char *what = words_in(f->heading->title, f->lang);
	if (*what == '\0')
		what = words_in(f->method->title, f->lang);
	form_sheet_line(s, FORM_TITLE, fill(s, title, what, unit_name(s)));
	if (f->heading->example)
		form_sheet_line(s, FORM_NOTE, word(s, TEXT_banner_example));
	for (; *notes != TEXTS; notes++)
		form_sheet_line(s, FORM_NOTE, word(s, *notes));
}

/* ---- the kinds ---- */

static void counts_rows(struct form_sheet *s, size_t period)
{
	const struct form *f = s->form;
	const struct method *m = f->method;
	for (size_t i = 0; i < m->n_items; i++)
		for (size_t k = 0; figures_counted(m, i) && k < m->n_types; k++) {
			const struct figure *target =
			        figures_target(f->figures, f->unit, i, k, period);
			/* Neither a task nor a word of it: this item has no such type here. */
			if (target->state == FIGURE_ABSENT)
				continue;
			const char *const row[] = {unit_name(s),
			                           name(s, &m->items[i].named),
			                           name(s, &m->types[k].named),
			                           name(s, &m->periods[period].named),
			                           figure(s, target),
			                           ""};
			form_sheet_row(s, row);
		}
}

static bool all_whole(const struct method *m)
{
	bool whole = true;
	for (size_t k = 0; k < m->n_types; k++)
		whole = whole && m->types[k].whole;
	return whole;
}

static int write_counts(struct form_sheet *s)
{
	static const enum text_id notes[] = {TEXT_form_note_counts, TEXT_form_note_counts_dash,
	                                     TEXT_form_note_locked, TEXTS};
	struct asked asked = periods_of(s->form);
	head(s, TEXT_form_title_counts, notes);
	column(s, TEXT_column_unit, ENTRY_FIXED);
	column(s, TEXT_column_item, ENTRY_FIXED);
	column(s, TEXT_column_type, ENTRY_FIXED);
	column(s, TEXT_column_period, ENTRY_FIXED);
	column(s, TEXT_column_target, ENTRY_FIXED);
	column(s, TEXT_column_count, all_whole(s->form->method) ? ENTRY_WHOLE : ENTRY_DECIMAL);
	form_sheet_head(s);
	for (size_t i = 0; i < asked.n; i++)
		counts_rows(s, asked.periods[i]);
	return form_sheet_close(s, 0);
}

static int write_values(struct form_sheet *s)
{
	static const enum text_id notes[] = {TEXT_form_note_values, TEXT_form_note_locked, TEXTS};
	const struct method *m = s->form->method;
	struct asked asked = periods_of(s->form);
	head(s, TEXT_form_title_values, notes);
	column(s, TEXT_column_unit, ENTRY_FIXED);
	column(s, TEXT_column_valued, ENTRY_FIXED);
	column(s, TEXT_column_period, ENTRY_FIXED);
	column(s, TEXT_column_value, ENTRY_TEXT);
	column(s, TEXT_column_remark, ENTRY_TEXT);
	form_sheet_head(s);
	for (size_t p = 0; p < asked.n; p++)
		for (size_t i = 0; i < m->n_items; i++) {
			const char *const row[] = {unit_name(s), name(s, &m->items[i].named),
			                           name(s, &m->periods[asked.periods[p]].named), "",
			                           ""};
			if (figures_valued(m, i))
				form_sheet_row(s, row);
		}
	return form_sheet_close(s, 0);
}

/* The most points that any judged item has. */
static double most_points(const struct method *m)
{
	double most = 0;
	for (size_t i = 0; i < m->n_items; i++)
		if (figures_input_is(m, i, INPUT_JUDGED) && m->items[i].declared != NULL &&
		    binary_of(m->items[i].declared) > most)
			most = binary_of(m->items[i].declared);
	return most;
}

static int write_judged(struct form_sheet *s)
{
	static const enum text_id notes[] = {TEXT_form_note_judged, TEXT_form_note_scorers,
	                                     TEXT_form_note_locked, TEXTS};
	const struct method *m = s->form->method;
	struct asked asked = periods_of(s->form);
	head(s, TEXT_form_title_judged, notes);
	choose_unit(s);
	choose_item(s, TEXT_column_judged);
	column(s, TEXT_column_period, ENTRY_TEXT);
	form_sheet_column(s, (struct form_column){.title = word(s, TEXT_column_points),
	                                          .entry = ENTRY_DECIMAL,
	                                          .most = most_points(m)});
	column(s, TEXT_column_scorer, ENTRY_TEXT);
	column(s, TEXT_column_group, ENTRY_TEXT);
	form_sheet_column(s, (struct form_column){.title = word(s, TEXT_column_reason),
	                                          .entry = ENTRY_TEXT,
	                                          .width = 30});
	form_sheet_head(s);
	for (size_t p = 0; p < asked.n; p++)
		for (size_t i = 0; i < m->n_items; i++) {
			const char *const row[] = {unit_name(s),
			                           name(s, &m->items[i].named),
			                           name(s, &m->periods[asked.periods[p]].named),
			                           "",
			                           "",
			                           "",
			                           ""};
			if (figures_input_is(m, i, INPUT_JUDGED))
				form_sheet_row(s, row);
		}
	return form_sheet_close(s, 20);
}

/* "商贸业 固投类 2、营收类 10；…": what the unit is asked for, in one line. */
static const char *tasks(struct form_sheet *s)
{
	const struct form *f = s->form;
	const struct method *m = f->method;
	struct asked asked = periods_of(f);
	struct buffer b;
	buffer_start(&b, s->arena);
	for (size_t p = 0; p < asked.n; p++)
		for (size_t i = 0; i < m->n_items; i++)
			for (size_t k = 0; figures_counted(m, i) && k < m->n_types; k++) {
				const struct figure *t =
				        figures_target(f->figures, f->unit, i, k, asked.periods[p]);
				if (t->state != FIGURE_NUMBER || ratio_sign(t->value) == 0)
					continue;
				buffer_add(&b, b.length > 0 ? word(s, TEXT_list_comma) : "");
				buffer_print(&b, "%s·%s %s", name(s, &m->items[i].named),
				             name(s, &m->types[k].named), figure(s, t));
			}
	return b.text;
}

static int write_ledger(struct form_sheet *s)
{
	static const enum text_id notes[] = {TEXT_form_note_ledger, TEXT_form_note_ledger_code,
	                                     TEXT_form_note_locked, TEXTS};
	static const enum text_id days[] = {TEXT_ledger_day_signed, TEXT_ledger_day_landed,
	                                    TEXT_ledger_day_started, TEXT_ledger_day_completed};
	const struct form *f = s->form;
	head(s, TEXT_form_title_ledger, notes);
	form_sheet_line(s, FORM_NOTE,
	                fill(s, TEXT_form_note_tasks,
	                     name(s, &f->method->periods[f->figures->period].named), tasks(s)));
	form_sheet_column(s, (struct form_column){.title = word(s, TEXT_ledger_column_project),
	                                          .entry = ENTRY_TEXT,
	                                          .width = 36});
	form_sheet_column(s, (struct form_column){.title = word(s, TEXT_ledger_column_code),
	                                          .entry = ENTRY_TEXT,
	                                          .width = 22});
	choose_unit(s);
	choose_item(s, TEXT_column_item);
	choose_type(s);
	column(s, TEXT_ledger_column_investment, ENTRY_DECIMAL);
	choose_word(s, TEXT_ledger_column_investment_in, TEXT_form_amounts);
	column(s, TEXT_ledger_column_revenue, ENTRY_DECIMAL);
	choose_word(s, TEXT_ledger_column_revenue_in, TEXT_form_amounts);
	choose_word(s, TEXT_column_stage, TEXT_form_stages);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		form_sheet_column(s, (struct form_column){.title = word(s, days[i]),
		                                          .entry = ENTRY_DAY,
		                                          .width = 12});
	choose_word(s, TEXT_ledger_column_recognition, TEXT_form_recognitions);
	form_sheet_column(s, (struct form_column){.title = word(s, TEXT_ledger_day_recognised),
	                                          .entry = ENTRY_DAY,
	                                          .width = 12});
	column(s, TEXT_ledger_column_evidence, ENTRY_TEXT);
	form_sheet_column(s, (struct form_column){.title = word(s, TEXT_column_remark),
	                                          .entry = ENTRY_TEXT,
	                                          .width = 20});
	form_sheet_head(s);
	return form_sheet_close(s, FORM_ROWS_FREE);
}

int form_write(const char *path, const struct form *f, struct arena *a)
{
	static int (*const kinds[FORMS])(struct form_sheet *) = {[FORM_COUNTS] = write_counts,
	                                                         [FORM_VALUES] = write_values,
	                                                         [FORM_JUDGED] = write_judged,
	                                                         [FORM_LEDGER] = write_ledger};
	struct form_sheet s;
	errno = 0;
	if (!form_sheet_open(&s, path, f, a))
		return errno != 0 ? errno : EIO;
	return kinds[f->kind](&s);
}
