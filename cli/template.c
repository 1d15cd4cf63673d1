#include "cli/command.h"
#include "cli/output.h"
#include "cli/session.h"
#include "engine/plan.h"
#include "reports/form.h"
#include <string.h>

static enum form_kind kind_of(const char *text)
{
	enum form_kind kind = 0;
	while (kind + 1 < FORMS && strcmp(form_kinds[kind], text) != 0)
		kind++;
	return kind;
}

static bool ends_in_xlsx(const char *name)
{
	static const char ending[] = ".xlsx";
	size_t n = strlen(name), m = sizeof ending - 1;
	if (n <= m)
		return false;
	for (size_t i = 0; i < m; i++) {
		char c = name[n - m + i];
		if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != ending[i])
			return false;
	}
	return true;
}

/* All options that are missing at once. */
static void check(struct run *run)
{
	static const enum option_id needed[] = {OPTION_UNIT, OPTION_FORM, OPTION_OUTPUT};
	const char *name = run->options.values[OPTION_OUTPUT];
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!run->options.given[needed[i]])
			USAGE(run, option_needed, words_same("template"),
			      words_same(options_spelled(run->arena, needed[i], false)),
			      words_same(options_spelled(run->arena, needed[i], true)));
	if (name != NULL && !ends_in_xlsx(name))
		USAGE(run, form_ending, words_same(name));
	output_fresh(run);
}

static void refuse_kind(struct run *run, const struct method *m, enum form_kind kind)
{
	const char *known = "";
	for (enum form_kind k = 0; k < FORMS; k++)
		if (form_applies(m, k))
			known = arena_print(run->arena, "%s%s%s", known, *known != '\0' ? ", " : "",
			                    form_kinds[k]);
	USAGE(run, form_nothing, words_same(m->id), words_same(form_kinds[kind]),
	      words_same(known));
}

static void write(struct run *run, const struct form *form)
{
	struct output out = output_open(run);
	if (!out.refused && out.error == 0)
		out.error = form_write(out.beside, form, run->arena);
	output_close(&out);
}

void template_command(struct run *run)
{
	check(run);
	if (diag_errors(run->log) > 0)
		return;
	struct session s = session_load_targets(run, run->operands[0]);
	if (s.method == NULL || session_plan_only(run, &s))
		return;
	struct form form = {.kind = kind_of(run->options.values[OPTION_FORM]),
	                    .method = s.method,
	                    .figures = s.figures,
	                    .heading = &s.heading,
	                    .unit = session_unit(run, s.method, run->options.values[OPTION_UNIT]),
	                    .lang = run->lang};
	if (!form_applies(s.method, form.kind))
		refuse_kind(run, s.method, form.kind);
	if (diag_errors(run->log) == 0)
		write(run, &form);
}
