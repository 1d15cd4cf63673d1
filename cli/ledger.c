#include "engine/ledger.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "reports/ledger_view.h"
#include <string.h>

static const struct {
	const char *format;
	void (*write)(struct buffer *out, const struct report *r, const struct ledger *l);
} writers[] = {{"text", ledger_view_text}, {"csv", ledger_view_csv}, {"json", ledger_record}};

void ledger_command(struct run *run)
{
	const char *format = format_choose(run);
	if (run->options.given[OPTION_REBALANCE] && run->options.n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
	struct session s = session_load(run, run->operands[0]);
	const char *name = run->options.values[OPTION_UNIT];
	size_t unit = NONE;
	if (s.method != NULL && run->options.given[OPTION_UNIT])
		unit = session_unit(run, s.method, name);
	if (session_plan_only(run, &s) || s.figures == NULL)
		return;
	if (s.config->ledgers.n == 0)
		USAGE(run, ledger_none, words_same(run->operands[0]));
	if (diag_errors(run->log) > 0 || format == NULL || s.figures->ledger == NULL)
		return;
	const struct sheet unscored = {.method = s.method, .figures = s.figures};
	const struct report report = {.sheet = &unscored,
	                              .heading = &s.heading,
	                              .lang = run->lang,
	                              .look = output_look(run)};
	const struct ledger *ledger = s.figures->ledger;
	if (unit != NONE)
		ledger = ledger_of_unit(run->arena, ledger, unit);
	struct format_stream out;
	format_start(run, &out);
	for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
		if (strcmp(writers[i].format, format) == 0)
			writers[i].write(&out.buffer, &report, ledger);
	format_end(run, &out);
}
