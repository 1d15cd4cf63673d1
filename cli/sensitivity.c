#include "cli/command.h"
#include "cli/format.h"
#include "cli/hosts.h"
#include "cli/output.h"
#include "cli/recognise.h"
#include "cli/sampling.h"
#include "cli/session.h"
#include "cli/subject.h"
#include "inputs/matrix.h"
#include "reports/analyses.h"
#include "reports/report.h"

/* ---- the command line ---- */

static void refuse(struct run *run, enum option_id id, enum diag_code code)
{
	if (run->options.given[id])
		diag_add(run->log, (struct place){0}, code,
		         ARGS(words_same(options_spelled(run->arena, id, false))));
}

static void check_options(struct run *run, bool table)
{
	static const enum option_id of_case[] = {OPTION_SET, OPTION_REBALANCE, OPTION_RECOGNISE};
	if (!table && run->n_operands == 0)
		diag_add(run->log, (struct place){0}, DIAG_sensitivity_nothing, NO_ARGS);
	if (table && run->n_operands > 0)
		USAGE(run, sensitivity_both, words_same(run->operands[0]));
	for (size_t i = 0; table && i < sizeof of_case / sizeof *of_case; i++)
		refuse(run, of_case[i], DIAG_option_case);
	if (!table)
		refuse(run, OPTION_WEIGHTS_FILE, DIAG_option_table);
	if (!table && run->options.given[OPTION_REBALANCE] && run->options.n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
}

/* ---- what is looked at ---- */

/* What is uncertain of the figures, for each ranking. */
static bool doubt_figures(struct run *run, struct subject *s)
{
	const struct recognition **all = ARENA_NEWS(run->arena, const struct recognition *, s->n);
	const struct recognition_rule *rules = recognise_rules(run, s->method);
	size_t uncertain = 0;
	for (size_t i = 0; i < s->n && diag_errors(run->log) == 0; i++) {
		all[i] = recognition_new(run->arena, s->models[i], rules, run->options.n_recognised,
		                         run->log);
		uncertain += all[i] != NULL ? recognition_uncertain(all[i]) : 0;
	}
	if (uncertain == 0 && diag_errors(run->log) == 0)
		diag_add(run->log, (struct place){.file = "--recognise"}, DIAG_recognise_nothing,
		         NO_ARGS);
	s->recognitions = all;
	return diag_errors(run->log) == 0;
}

static bool load_case(struct run *run, struct subject *out)
{
	struct session *s = ARENA_NEW(run->arena, struct session);
	*s = session_load(run, run->operands[0]);
	out->sheet = session_score(run, s, NONE, false);
	if (out->sheet == NULL)
		return false;
	out->method = out->sheet->method;
	out->heading = &s->heading;
	out->models = model_of_sheet(run->arena, out->sheet, &out->n, run->log);
	return out->n > 0 && (run->options.n_recognised == 0 || doubt_figures(run, out));
}

static bool load_table(struct run *run, struct subject *out)
{
	const char *path = run->options.values[OPTION_MATRIX];
	const char *weights = run->options.values[OPTION_WEIGHTS_FILE];
	output_guard(run, path);
	if (weights != NULL)
		output_guard(run, weights);
	struct matrix *m = matrix_read(run->arena, path, weights, run->log);
	if (m == NULL)
		return false;
	const struct model **models = ARENA_NEWS(run->arena, const struct model *, 1);
	models[0] = model_of_table(run->arena, m->method, m->values);
	matrix_forget_values(m);
	out->method = m->method;
	out->heading = &m->heading;
	out->models = models;
	out->n = 1;
	return true;
}

/* ---- the run ---- */

static void report(struct run *run, const struct firmness_report *r)
{
	struct format_stream out;
	struct firmness_report full = *r;
	full.recognised = run->options.recognised;
	full.n_recognised = run->options.n_recognised;
	full.look = output_look(run);
	const struct report_writer *writer = report_find(format_choose(run));
	format_start(run, &out);
	writer->sensitivity(&out.buffer, &full);
	format_end(run, &out);
}

void sensitivity_command(struct run *run)
{
	struct subject s = {.table = run->options.given[OPTION_MATRIX]};
	struct firmness_request common = {
	        .arena = run->arena, .log = run->log, .spread = run->spread};
	bool asked[ANALYSES_MAX] = {false};
	struct firmness_report r = {0};
	check_options(run, s.table);
	(void)format_choose(run);
	sampling_read(run, s.table, &common);
	sampling_only(run, s.table, 0, asked, &r.left_out);
	if (diag_errors(run->log) > 0 || !(s.table ? load_table : load_case)(run, &s) ||
	    diag_errors(run->log) > 0 || !hosts_agree(run, s.method, s.heading))
		return;
	sampling_only(run, s.table, subject_most_units(&s), asked, &r.left_out);
	subject_analyse(run, &s, &common, asked, &r);
	if (hosts_stayed(run) && diag_errors(run->log) == 0 && !run->silent)
		report(run, &r);
}
