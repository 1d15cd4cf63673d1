#include "cli/command.h"
#include "cli/output.h"
#include "engine/version.h"
#include <string.h>

static const char *text(const struct run *run, enum text_id id)
{
	return text_in(id, run->lang);
}

/* Two columns; the left ones are ASCII, so bytes are cells. */
static void entry(struct buffer *out, const char *left, const char *right)
{
	buffer_print(out, "  %s", left);
	for (size_t n = strlen(left); n < 22; n++)
		buffer_add_char(out, ' ');
	buffer_print(out, "  %s\n", right);
}

static void program(struct run *run, struct buffer *out)
{
	buffer_print(out, "%s\n\n%skaohe COMMAND [OPTION]... [OPERAND]...\n\n%s\n",
	             text(run, TEXT_program_summary), text(run, TEXT_usage),
	             text(run, TEXT_commands));
	for (const struct command *c = commands; c->name != NULL; c++)
		entry(out, c->name, text(run, c->summary));
	buffer_print(out, "\n%s\n", text(run, TEXT_program_help));
}

static void one(struct run *run, struct buffer *out, const struct command *c)
{
	buffer_print(out, "kaohe %s - %s\n\n%skaohe %s [OPTION]...%s%s\n\n%s\n", c->name,
	             text(run, c->summary), text(run, TEXT_usage), c->name,
	             c->operand != NULL ? " " : "", c->operand != NULL ? c->operand : "",
	             text(run, c->help));
	buffer_print(out, "\n%s\n", text(run, TEXT_options));
	for (enum option_id i = 0; i < OPTIONS; i++)
		if (c->options & 1u << i)
			entry(out, options_spelled(run->arena, i, true),
			      text(run, option_rows[i].help));
	buffer_print(out, "\n%s\n%s\n", text(run, TEXT_examples), text(run, c->examples));
}

void help_print(struct run *run, const struct command *command)
{
	struct buffer out;
	buffer_start(&out, run->arena);
	if (command == NULL)
		program(run, &out);
	else
		one(run, &out, command);
	run->options.values[OPTION_OUTPUT] = NULL; /* help is for the terminal */
	output_write(run, out.text, out.length);
}

void help_command(struct run *run)
{
	const struct command *c = NULL;
	if (run->n_operands > 0) {
		c = command_find(run, run->operands[0]);
		if (c == NULL)
			return;
	}
	help_print(run, c);
}

void version_command(struct run *run)
{
	static const char line[] = "kaohe " KAOHE_VERSION "\n";
	run->options.values[OPTION_OUTPUT] = NULL;
	output_write(run, line, sizeof line - 1);
}
