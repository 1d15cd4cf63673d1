#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "engine/score.h"
#include "reports/check_view.h"
#include "reports/report.h"
#include "reports/write_html.h"
#include "vary/self_check.h"
#include <string.h>

/* --as-of, else as_of of the case; 0 after a finding. */
static long day_of(struct run *run, const struct session *s)
{
	const char *text = run->options.values[OPTION_AS_OF];
	long day = s->figures->as_of;
	if (text != NULL && !date_read(text, &day)) {
		USAGE(run, check_day_form, words_same(text));
		return 0;
	}
	if (day == 0)
		diag_add(run->log, (struct place){0}, DIAG_check_day, NO_ARGS);
	return day;
}

static bool span_of(struct run *run, const struct session *s, struct date_span *span)
{
	const struct period *p = &s->method->periods[s->figures->period];
	if (p->n_parts > 0)
		USAGE(run, check_combined, p->named.name);
	else if (self_check_span(p, span))
		return true;
	else
		diag_add(run->log, p->named.place, DIAG_check_span, ARGS(p->named.name));
	return false;
}

/* Whatever is missing, of this unit or of others, has no points, and refuses nothing. */
static const struct sheet *score_leniently(struct run *run, const struct session *s)
{
	struct diag_list *own = diag_list_new(run->arena);
	const struct sheet *sheet =
	        score_brief(run->arena, s->method, s->figures, all_units(s->method), own);
	if (sheet == NULL)
		diag_append(run->log, own);
	return sheet;
}

static void write_page(struct buffer *out, struct report *report, const struct self_check *x)
{
	struct html_page page = {.first = report->lang};
	for (enum lang lang = 0; lang < LANGS; lang++) {
		report->lang = lang;
		page.views[lang] = check_view(out->arena, report, x);
	}
	write_html(out, &page);
}

/* In a file of its own: it is made there piece by piece. */
static void write_sheet(struct run *run, const struct report *report, const struct self_check *x)
{
	struct output out = output_open(run);
	if (!out.refused && out.error == 0)
		out.error = check_workbook(out.beside, report, x, run->arena);
	output_close(&out);
}

/* A workbook is nothing for a terminal. */
static void check_output(struct run *run, const char *format)
{
	const char *name = run->options.values[OPTION_OUTPUT];
	if (strcmp(format, "xlsx") == 0 && (name == NULL || strcmp(name, "-") == 0))
		USAGE(run, option_needed, words_same("--format xlsx"),
		      words_same(options_spelled(run->arena, OPTION_OUTPUT, false)),
		      words_same(options_spelled(run->arena, OPTION_OUTPUT, true)));
}

void check_command(struct run *run)
{
	const struct options *o = &run->options;
	const char *format = format_choose(run);
	if (format != NULL)
		check_output(run, format);
	if (!o->given[OPTION_UNIT])
		USAGE(run, option_required, words_same("check"), words_same("--unit UNIT"));
	if (o->given[OPTION_REBALANCE] && o->n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
	struct session s = session_load_at(run, run->operands[0], o->values[OPTION_AS_OF]);
	if (session_plan_only(run, &s) || s.figures == NULL)
		return;
	struct date_span span = {0};
	const long day = day_of(run, &s);
	const bool spanned = span_of(run, &s, &span);
	const size_t unit =
	        o->given[OPTION_UNIT] ? session_unit(run, s.method, o->values[OPTION_UNIT]) : NONE;
	if (spanned && day > 0 && day < span.first)
		USAGE(run, check_early, words_same(date_text(run->arena, day)),
		      s.method->periods[s.figures->period].named.name,
		      words_same(date_text(run->arena, span.first)));
	if (unit == NONE || format == NULL || !s.figures->placed || diag_errors(run->log) > 0)
		return;
	const struct sheet *sheet = score_leniently(run, &s);
	if (sheet == NULL)
		return;
	const struct self_check *x = self_check_run(run->arena, sheet, unit, span, day);
	struct buffer out;
	buffer_start(&out, run->arena);
	struct report report = {
	        .sheet = sheet, .heading = &s.heading, .lang = run->lang, .look = output_look(run)};
	if (strcmp(format, "xlsx") == 0) {
		write_sheet(run, &report, x);
		return;
	}
	if (strcmp(format, "html") == 0)
		write_page(&out, &report, x);
	else
		report_find(format)->check(&out, &report, x);
	format_write(run, &out);
}
