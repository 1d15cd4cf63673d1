/* command.h - one run of the program, and its commands: one row in main.c, one file each. */
#ifndef KAOHE_COMMAND_H
#define KAOHE_COMMAND_H

#include "cli/options.h"
#include "engine/arena.h"
#include "engine/diag.h"

struct command;
struct spread; /* vary/spread.h */

struct run {
	struct arena *arena;
	struct diag_list *log;
	struct options options;
	const struct command *command;
	const char **operands; /* after the command's name; as many as the row allows */
	size_t n_operands;
	enum lang lang;
	const struct spread *spread; /* the hosts that share this run; NULL: alone */
	bool silent;                 /* the first of them writes what there is to write */
	const char *const *writes; /* files to be written in place of -o, ends with NULL; or NULL */
	/* Of what findings_print() has printed so far. */
	size_t errors, warnings;
	int code;
};

struct command {
	const char *name;
	const char *operand; /* how the help calls what it works on; NULL: nothing */
	size_t least, most;  /* operands */
	uint64_t options;    /* OPTION_BIT(OPTION_...) */
	bool strict;         /* a warning is a finding too: exit 1 */
	enum text_id summary, help, examples;
	void (*run)(struct run *run); /* mistakes go to run->log */
};

extern const struct command commands[]; /* ends with name == NULL */
/* Errors: unknown_command; NULL then. */
const struct command *command_find(struct run *run, const char *name);

/* All of the program: main() is this, and so is each host's share of kaohe-mpi. Returns the exit
 * code.
 */
int program_run(int argc, char **argv, const struct spread *spread);

/* Prints what run->log holds and starts a new one. With a heading unless NULL. */
void findings_print(struct run *run, const char *heading);

/* One row each. */
void score_command(struct run *run);
void aggregate_command(struct run *run);
void sensitivity_command(struct run *run);
void whatif_command(struct run *run);
void goal_command(struct run *run);
void check_command(struct run *run);
void diff_command(struct run *run);
void allocate_command(struct run *run);
void explain_command(struct run *run);
void progress_command(struct run *run);
void report_command(struct run *run);
void ledger_command(struct run *run);
void lint_command(struct run *run);
void rules_command(struct run *run);
void template_command(struct run *run);
void init_command(struct run *run);
void help_command(struct run *run);
void version_command(struct run *run);

/* The help of one command, of the program for NULL. */
void help_print(struct run *run, const struct command *command);

/* A mistake on the command line. */
#define USAGE(run, code, ...)                                                                      \
	diag_add((run)->log, (struct place){0}, DIAG_##code, ARGS(__VA_ARGS__))

#endif
