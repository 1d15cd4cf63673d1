#include "engine/progress.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "inputs/names.h"
#include "reports/report.h"
#include <string.h>

/* The day of the report: --as-of, else that of the case. The clock is never asked. */
static bool choose_day(struct run *run, struct session *s, long *day)
{
	const char *given = run->options.values[OPTION_AS_OF];
	if (given != NULL && !date_read(given, day)) {
		USAGE(run, as_of_date, words_same(given));
		return false;
	}
	if (given == NULL && s->config != NULL && *s->config->as_of == '\0')
		diag_add(run->log, (struct place){0}, DIAG_as_of_missing, NO_ARGS);
	if (given == NULL)
		return s->config != NULL && date_read(s->config->as_of, day);
	s->heading.as_of = given;
	return true;
}

/* NONE where there is none, or none is asked for. */
static size_t choose_indicator(struct run *run, const struct method *m)
{
	const char *name = run->options.values[OPTION_INDICATOR];
	if (name == NULL)
		return NONE;
	/* What could be confused is for lint to say. */
	const struct names *names = names_new_plan(run->arena, m, diag_list_new(run->arena));
	size_t found = names_find(names, NAMES_INDICATOR, name);
	if (found == NONE)
		USAGE(run, no_such_indicator, words_same(name),
		      names_mend(names, NAMES_INDICATOR, NAMES_ANY, name));
	return found;
}

/* ---- departments ---- */

struct departments {
	struct named *list;
	size_t n, room;
};

static void add_department(struct arena *a, struct departments *d, const char *name)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->list[i].name.in[LANG_ZH], name) == 0)
			return;
	if (d->n == d->room) {
		d->room = d->room == 0 ? 32 : 2 * d->room;
		d->list = arena_grow(a, d->list, d->n, d->room, sizeof *d->list);
	}
	d->list[d->n++] = (struct named){.id = "", .name = words_same(name)};
}

/* Those of indicators in order of the plan, then those that lead entries of a list. */
static struct departments departments_of(struct arena *a, const struct plan *p,
                                         const struct observed *o)
{
	struct departments d = {0};
	for (size_t i = 0; i < p->n_indicators; i++)
		for (size_t k = 0; k < p->indicators[i].n_departments; k++)
			add_department(a, &d, p->indicators[i].departments[k]);
	for (size_t l = 0; o != NULL && l < p->n_lists; l++)
		for (size_t e = 0; e < o->n_entries[l]; e++)
			if (*o->entries[l][e].lead != '\0')
				add_department(a, &d, o->entries[l][e].lead);
	return d;
}

/* Those whose names hold what was written, or are held in it: 商务局 for 市商务局 and the other way
 * round. */
static struct departments alike(struct arena *a, const struct departments *d, const char *name)
{
	struct departments out = {0};
	const char *key = names_key(a, name);
	for (size_t i = 0; i < d->n; i++) {
		const char *known = names_key(a, d->list[i].name.in[LANG_ZH]);
		if (strstr(known, key) != NULL || strstr(key, known) != NULL)
			add_department(a, &out, d->list[i].name.in[LANG_ZH]);
	}
	return out;
}

static struct words joined(struct arena *a, const struct departments *d)
{
	struct words *words = ARENA_NEWS(a, struct words, d->n);
	for (size_t i = 0; i < d->n; i++)
		words[i] = d->list[i].name;
	return names_join(a, words, d->n);
}

/* The department as the plan spells it; NULL where there is none, or none is asked for. */
static const char *choose_department(struct run *run, const struct session *s)
{
	const char *name = run->options.values[OPTION_DEPARTMENT];
	if (name == NULL)
		return NULL;
	struct departments all = departments_of(run->arena, s->method->plan, s->observed);
	const struct names *names = names_new_entries(run->arena, s->method, all.list, all.n);
	size_t found = names_find(names, NAMES_ENTRY, name);
	if (found < all.n)
		return all.list[found].name.in[LANG_ZH];
	struct departments near = alike(run->arena, &all, name);
	if (near.n == 1 && *names_key(run->arena, name) != '\0')
		return near.list[0].name.in[LANG_ZH];
	if (s->observed ==
	    NULL) /* who leads entries is not known: what is wrong there comes first */
		return NULL;
	if (all.n == 0)
		USAGE(run, departments_none, words_same(name));
	else if (near.n > 1)
		USAGE(run, department_several, words_same(name), joined(run->arena, &near));
	else
		USAGE(run, no_such_department, words_same(name),
		      names_mend(names, NAMES_ENTRY, NAMES_ANY, name));
	return NULL;
}

void progress_command(struct run *run)
{
	const char *format = format_choose(run);
	struct session s = session_load_plan(run, run->operands[0]);
	struct standing_request request = {
	        .method = s.method, .heading = &s.heading, .indicator = NONE, .lang = run->lang};
	long day = 0;
	bool dated = choose_day(run, &s, &day);
	if (s.method != NULL && s.method->plan != NULL) {
		request.indicator = choose_indicator(run, s.method);
		request.department = choose_department(run, &s);
	}
	if (diag_errors(run->log) > 0 || s.method == NULL || s.observed == NULL || !dated ||
	    format == NULL)
		return;
	request.look = output_look(run);
	request.progress = progress_run(run->arena, s.method->plan, s.observed, day);
	struct buffer out;
	buffer_start(&out, run->arena);
	report_find(format)->progress(&out, &request);
	format_write(run, &out);
}
