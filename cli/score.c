#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "reports/report.h"

void score_command(struct run *run)
{
	const char *format = format_choose(run);
	if (run->options.given[OPTION_REBALANCE] && run->options.n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
	struct session s = session_load(run, run->operands[0]);
	const struct report_writer *writer = format != NULL ? report_find(format) : NULL;
	const struct sheet *sheet = session_score(run, &s, NONE, writer != NULL && writer->reasons);
	if (sheet == NULL || writer == NULL)
		return;
	struct buffer out;
	buffer_start(&out, run->arena);
	struct report report = {
	        .sheet = sheet, .heading = &s.heading, .lang = run->lang, .look = output_look(run)};
	writer->score(&out, &report);
	format_write(run, &out);
}
