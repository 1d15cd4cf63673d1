#include "cli/command.h"
#include "cli/output.h"
#include "cli/session.h"
#include "reports/report.h"

void explain_command(struct run *run)
{
	const struct options *o = &run->options;
	size_t unit = NONE, item = NONE;
	if (!o->given[OPTION_UNIT])
		USAGE(run, option_required, words_same("explain"), words_same("--unit UNIT"));
	if (o->given[OPTION_REBALANCE] && o->n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
	struct session s = session_load(run, run->operands[0]);
	if (session_plan_only(run, &s))
		return;
	if (s.method != NULL && o->given[OPTION_UNIT])
		unit = session_unit(run, s.method, o->values[OPTION_UNIT]);
	if (s.method != NULL && o->given[OPTION_ITEM])
		item = session_item(run, s.method, o->values[OPTION_ITEM]);
	if (unit == NONE)
		return;
	const struct sheet *sheet = session_score(run, &s, unit, true);
	if (sheet == NULL)
		return;
	struct buffer out;
	buffer_start(&out, run->arena);
	struct report report = {
	        .sheet = sheet, .heading = &s.heading, .lang = run->lang, .look = output_look(run)};
	report_explain(&out, &report, unit, item);
	output_write(run, out.text, out.length);
}
