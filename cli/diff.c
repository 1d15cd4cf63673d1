#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "reports/report.h"
#include "vary/difference.h"

/* Files of the two may have the same names: what is wrong with one is said under its own heading.
 */
static const struct sheet *load(struct run *run, size_t i, struct session *s)
{
	*s = session_load_base(run, run->operands[i]);
	const struct sheet *sheet = session_score(run, s, NONE, false);
	findings_print(run, run->operands[i]);
	return sheet;
}

void diff_command(struct run *run)
{
	const char *format = format_choose(run);
	struct session before, after;
	const struct sheet *x = load(run, 0, &before), *y = load(run, 1, &after);
	if (x == NULL || y == NULL || format == NULL || run->errors > 0)
		return;
	const struct difference_report asked = {.difference = difference_run(run->arena, x, y),
	                                        .before = &before.heading,
	                                        .names = {run->operands[0], run->operands[1]}};
	struct buffer out;
	buffer_start(&out, run->arena);
	struct report report = {
	        .sheet = y, .heading = &after.heading, .lang = run->lang, .look = output_look(run)};
	report_find(format)->diff(&out, &report, &asked);
	format_write(run, &out);
}
