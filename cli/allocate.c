#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "reports/report.h"
#include "vary/allocation.h"

/* Those that contain others. */
static struct words longer_periods(struct run *run, const struct method *m)
{
	struct words list = words_same("");
	for (size_t i = 0; i < m->n_periods; i++)
		if (allocation_whole(m, i) == i)
			list = session_add_known(run->arena, list, &m->periods[i].named);
	return list;
}

/* NONE after a finding. */
static size_t whole_of(struct run *run, const struct method *m, size_t assessed)
{
	const char *name = run->options.values[OPTION_PERIOD];
	size_t period = assessed;
	if (name != NULL)
		period = session_period(run, m, name);
	if (period == NONE)
		return NONE;
	const size_t whole = allocation_whole(m, period);
	if (whole == NONE)
		USAGE(run, allocate_period, m->periods[period].named.name, longer_periods(run, m));
	return whole;
}

void allocate_command(struct run *run)
{
	const char *format = format_choose(run);
	struct session s = session_load(run, run->operands[0]);
	if (session_plan_only(run, &s) || s.figures == NULL)
		return;
	const size_t whole = whole_of(run, s.method, s.figures->period);
	if (whole == NONE || format == NULL || !s.figures->placed || diag_errors(run->log) > 0)
		return;
	const struct allocation *x = allocation_run(run->arena, s.figures, whole, run->log);
	if (x == NULL)
		return;
	struct buffer out;
	buffer_start(&out, run->arena);
	const struct sheet sheet = {.method = s.method, .figures = s.figures};
	struct report report = {.sheet = &sheet,
	                        .heading = &s.heading,
	                        .lang = run->lang,
	                        .look = output_look(run)};
	report_find(format)->allocate(&out, &report, x);
	format_write(run, &out);
}
