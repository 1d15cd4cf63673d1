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

/* "市商务局、市统计局": each once, in order of the plan. */
static const char *all_departments(struct arena *a, const struct plan *p, enum lang lang)
{
	const char *list = "", *comma = text_in(TEXT_list_comma, lang);
	const char *seen = comma; /* the same with a comma at both ends */
	for (size_t i = 0; i < p->n_indicators; i++)
		for (size_t d = 0; d < p->indicators[i].n_departments; d++) {
			const char *name = p->indicators[i].departments[d];
			if (strstr(seen, arena_print(a, "%s%s%s", comma, name, comma)) != NULL)
				continue;
			list = arena_print(a, "%s%s%s", list, *list != '\0' ? comma : "", name);
			seen = arena_print(a, "%s%s%s", comma, list, comma);
		}
	return list;
}

/* The department as the rule file spells it; NULL where there is none, or none is asked for. */
static const char *choose_department(struct run *run, const struct plan *p)
{
	const char *name = run->options.values[OPTION_DEPARTMENT];
	struct arena *a = run->arena;
	if (name == NULL)
		return NULL;
	for (size_t i = 0; i < p->n_indicators; i++)
		for (size_t d = 0; d < p->indicators[i].n_departments; d++)
			if (strcmp(names_key(a, p->indicators[i].departments[d]),
			           names_key(a, name)) == 0)
				return p->indicators[i].departments[d];
	USAGE(run, no_such_department, words_same(name),
	      words_same(all_departments(a, p, run->lang)));
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
		request.department = choose_department(run, s.method->plan);
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
