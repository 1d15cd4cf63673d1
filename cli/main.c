/* kaohe - scores counties by a written assessment method. This file: which commands there are. */
#include "cli/command.h"
#include "cli/format.h"
#include "cli/memory.h"
#include "engine/nearest.h"
#include "reports/display.h"
#include "vary/spread.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define BIT(option) OPTION_BIT(OPTION_##option)
#define EVERYWHERE  (BIT(LANG) | BIT(HELP) | BIT(VERSION))
#define REPORT      (EVERYWHERE | BIT(OUTPUT) | BIT(SET) | BIT(REBALANCE) | BIT(COLOR))

const struct command commands[] = {
        {"score", "CASE", 1, 1, REPORT | BIT(FORMAT) | BIT(ENCODING), false, TEXT_score_summary,
         TEXT_score_help, TEXT_score_examples, score_command},
        {"explain", "CASE", 1, 1, REPORT | BIT(UNIT) | BIT(ITEM), false, TEXT_explain_summary,
         TEXT_explain_help, TEXT_explain_examples, explain_command},
        {"progress", "CASE", 1, 1,
         EVERYWHERE | BIT(OUTPUT) | BIT(COLOR) | BIT(FORMAT) | BIT(ENCODING) | BIT(AS_OF) |
                 BIT(DEPARTMENT) | BIT(INDICATOR),
         false, TEXT_progress_summary, TEXT_progress_help, TEXT_progress_examples,
         progress_command},
        {"aggregate", "CASE", 1, 1, REPORT | BIT(FORMAT) | BIT(ENCODING), false,
         TEXT_aggregate_summary, TEXT_aggregate_help, TEXT_aggregate_examples, aggregate_command},
        {"whatif", "CASE", 1, 1, REPORT | BIT(SCENARIO) | BIT(FORMAT) | BIT(ENCODING), false,
         TEXT_whatif_summary, TEXT_whatif_help, TEXT_whatif_examples, whatif_command},
        {"goal", "CASE", 1, 1,
         REPORT | BIT(UNIT) | BIT(SCORE) | BIT(RANK) | BIT(EFFORT) | BIT(FORMAT) | BIT(ENCODING),
         false, TEXT_goal_summary, TEXT_goal_help, TEXT_goal_examples, goal_command},
        {"allocate", "CASE", 1, 1,
         EVERYWHERE | BIT(OUTPUT) | BIT(COLOR) | BIT(PERIOD) | BIT(FORMAT) | BIT(ENCODING), false,
         TEXT_allocate_summary, TEXT_allocate_help, TEXT_allocate_examples, allocate_command},
        {"check", "CASE", 1, 1, REPORT | BIT(UNIT) | BIT(AS_OF) | BIT(FORMAT) | BIT(ENCODING),
         false, TEXT_check_summary, TEXT_check_help, TEXT_check_examples, check_command},
        {"diff", "CASE_A CASE_B", 2, 2,
         EVERYWHERE | BIT(OUTPUT) | BIT(COLOR) | BIT(FORMAT) | BIT(ENCODING), false,
         TEXT_diff_summary, TEXT_diff_help, TEXT_diff_examples, diff_command},
        {"sensitivity", "[CASE]", 0, 1,
         REPORT | BIT(FORMAT) | BIT(ENCODING) | BIT(MATRIX) | BIT(WEIGHTS_FILE) | BIT(WEIGHTS) |
                 BIT(ONLY) | BIT(DRAWS) | BIT(PRECISION) | BIT(SEED) | BIT(THREADS) |
                 BIT(RECOGNISE),
         false, TEXT_sensitivity_summary, TEXT_sensitivity_help, TEXT_sensitivity_examples,
         sensitivity_command},
        {"report", "CASE", 1, 1,
         EVERYWHERE | BIT(FORMAT) | BIT(OUTPUT) | BIT(UNIT) | BIT(SET) | BIT(REBALANCE) |
                 BIT(DRAWS) | BIT(SEED) | BIT(THREADS) | BIT(ENCODING),
         false, TEXT_report_summary, TEXT_report_help, TEXT_report_examples, report_command},
        {"ledger", "CASE", 1, 1, REPORT | BIT(UNIT) | BIT(FORMAT) | BIT(ENCODING), false,
         TEXT_ledger_summary, TEXT_ledger_help, TEXT_ledger_examples, ledger_command},
        {"template", "CASE", 1, 1, EVERYWHERE | BIT(OUTPUT) | BIT(UNIT) | BIT(FORM), false,
         TEXT_template_summary, TEXT_template_help, TEXT_template_examples, template_command},
        {"init", "DIR", 1, 1, EVERYWHERE | BIT(RULES) | BIT(PERIOD), false, TEXT_init_summary,
         TEXT_init_help, TEXT_init_examples, init_command},
        {"lint", "FILE|CASE...", 1, SIZE_MAX, EVERYWHERE, true, TEXT_lint_summary, TEXT_lint_help,
         TEXT_lint_examples, lint_command},
        {"rules", "[ID]", 0, 1, EVERYWHERE | BIT(OUTPUT) | BIT(COLOR) | BIT(SHOW) | BIT(NEW), false,
         TEXT_rules_summary, TEXT_rules_help, TEXT_rules_examples, rules_command},
        {"help", "[COMMAND]", 0, 1, EVERYWHERE, false, TEXT_help_summary, TEXT_help_help,
         TEXT_help_examples, help_command},
        {"version", NULL, 0, 0, EVERYWHERE, false, TEXT_version_summary, TEXT_version_help,
         TEXT_version_examples, version_command},
        {0},
};

const struct command *command_find(struct run *run, const char *name)
{
	const char *names[sizeof commands / sizeof *commands] = {NULL}, *list = "";
	for (const struct command *c = commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	for (size_t i = 0; commands[i].name != NULL; i++) {
		names[i] = commands[i].name;
		list = arena_print(run->arena, "%s%s%s", list, i > 0 ? ", " : "", names[i]);
	}
	USAGE(run, unknown_command, words_same(name),
	      nearest_words(run->arena, nearest(run->arena, name, names)), words_same(list));
	return NULL;
}

static void check_operands(struct run *run)
{
	const struct command *c = run->command;
	/* What follows an option that we do not know may be its value. */
	if (diag_count(run->log) > 0)
		return;
	if (run->n_operands < c->least)
		USAGE(run, operand_missing, words_same(c->name), words_same(c->operand));
	for (size_t i = c->most; i < run->n_operands; i++)
		USAGE(run, operand_extra, words_same(c->name), words_same(run->operands[i]));
}

static void check_options(struct run *run)
{
	for (enum option_id i = 0; i < OPTIONS; i++)
		if (run->options.given[i] && !(run->command->options & OPTION_BIT(i)))
			USAGE(run, option_elsewhere, words_same(run->command->name),
			      words_same(options_spelled(run->arena, i, false)));
	if (run->command->run != report_command) /* it has a list of its own */
		format_check(run);
}

/* The command and what it works on; checks them unless only help is asked for. */
static void choose(struct run *run)
{
	const struct options *o = &run->options;
	bool asks = o->given[OPTION_HELP] || o->given[OPTION_VERSION];
	if (o->n_operands == 0) {
		if (!asks && diag_count(run->log) == 0)
			diag_add(run->log, (struct place){0}, DIAG_no_command, NO_ARGS);
		return;
	}
	run->command = command_find(run, o->operands[0]);
	run->operands = o->operands + 1;
	run->n_operands = o->n_operands - 1;
	if (run->command == NULL || asks)
		return;
	check_operands(run);
	check_options(run);
}

static void perform(struct run *run)
{
	if (run->options.given[OPTION_HELP])
		help_print(run, run->command);
	else if (run->options.given[OPTION_VERSION])
		version_command(run);
	else if (run->command != NULL) /* else check_operands() has said so */
		run->command->run(run);
}

/* A terminal must not obey what somebody typed into a cell. */
static void print_safe(const struct run *run, struct buffer *out, const char *line)
{
	buffer_print(out, "%s\n", display_safe(run->arena, line));
}

static void print_more(const struct run *run, struct buffer *out, const char *file,
                       const size_t seen[DIAG_CODES])
{
	for (size_t code = 0; code < DIAG_CODES; code++)
		if (seen[code] > DIAG_SHOWN_MAX)
			print_safe(run, out,
			           text_fill(run->arena, TEXT_findings_more, run->lang,
			                     ARGS(words_same(file != NULL ? file : "kaohe"),
			                          words_same(diag_name((enum diag_code)code)),
			                          words_same(arena_print(
			                                  run->arena, "%zu",
			                                  seen[code] - DIAG_SHOWN_MAX)))));
}

static bool same_file(const char *x, const char *y)
{
	return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

/* Those of one file from `first` on. Returns the index behind them. */
static size_t print_file(const struct run *run, struct buffer *out, size_t first)
{
	size_t seen[DIAG_CODES] = {0}, i = first;
	const char *file = diag_at(run->log, first)->place.file;
	for (; i < diag_count(run->log); i++) {
		const struct diag *d = diag_at(run->log, i);
		if (!same_file(d->place.file, file))
			break;
		if (++seen[d->code] > DIAG_SHOWN_MAX)
			continue;
		struct buffer line;
		buffer_start(&line, run->arena);
		diag_print(&line, d, run->lang);
		line.text[line.length - 1] = '\0';
		print_safe(run, out, line.text);
	}
	print_more(run, out, file, seen);
	return i;
}

void findings_print(struct run *run, const char *heading)
{
	size_t errors = diag_errors(run->log);
	int code = diag_exit_code(run->log);
	struct buffer out;
	buffer_start(&out, run->arena);
	if (heading != NULL && diag_count(run->log) > 0)
		buffer_print(&out, "%s\n", heading);
	for (size_t i = 0; i < diag_count(run->log);)
		i = print_file(run, &out, i);
	if (!run->silent)
		fwrite(out.text, 1, out.length, stderr);
	run->errors += errors;
	run->warnings += diag_count(run->log) - errors;
	run->code = code > run->code ? code : run->code;
	run->log = diag_list_new(run->arena);
}

/* How many findings there were. Returns the exit code. */
static int finish(struct run *run)
{
	bool strict = run->command != NULL && run->command->strict;
	findings_print(run, NULL);
	if (run->errors + run->warnings == 0 || run->silent)
		return run->code;
	enum text_id summary = run->errors == 0 ? TEXT_summary_warnings
	                       : strict         ? TEXT_summary_lint
	                                        : TEXT_summary_errors;
	fputs(text_fill(run->arena, summary, run->lang,
	                ARGS(words_same(arena_print(run->arena, "%zu", run->errors)),
	                     words_same(arena_print(run->arena, "%zu", run->warnings)))),
	      stderr);
	fputs("\n", stderr);
	return strict && run->code == 0 ? (int)SEVERITY_ERROR : run->code;
}

int program_run(int argc, char **argv, const struct spread *spread)
{
	memory_guard_gmp();
	struct arena *a = arena_new(memory_exhausted, NULL);
	struct run run = {.arena = a,
	                  .log = diag_list_new(a),
	                  .spread = spread,
	                  .silent = spread != NULL && spread->host > 0};
	run.options = options_read(a, argc, argv, run.log);
	run.lang = run.options.lang;
	choose(&run);
	if (diag_count(run.log) == 0)
		perform(&run);
	int code = finish(&run);
	arena_free(a);
	return code;
}

int main(int argc, char **argv)
{
	return program_run(argc, argv, NULL);
}
