#include "cli/command.h"
#include "cli/output.h"
#include "engine/version.h"
#include "reports/view.h"
#include "reports/write_text.h"
#include <string.h>

static const char *text(const struct run *run, enum text_id id)
{
	return text_in(id, run->lang);
}

/* Two columns; the left ones are ASCII, so bytes are cells. */
static void entry(struct view *v, const char *left, const char *right)
{
	view_entry(v, TONE_PLAIN, 1, arena_print(v->arena, "%-23s", left), right);
}

static void paragraphs(struct view *v, unsigned indent, const char *text)
{
	for (const char *end; *text != '\0'; text = *end != '\0' ? end + 1 : end) {
		end = strchr(text, '\n');
		end = end != NULL ? end : text + strlen(text);
		view_line(v, TONE_PLAIN, indent,
		          arena_copy_n(v->arena, text, (size_t)(end - text)));
	}
}

static void blank(struct view *v)
{
	view_line(v, TONE_PLAIN, 0, "");
}

static void program(struct run *run, struct view *v)
{
	paragraphs(v, 0, text(run, TEXT_program_summary));
	blank(v);
	view_entry(v, TONE_PLAIN, 0, text(run, TEXT_usage),
	           "kaohe COMMAND [OPTION]... [OPERAND]...");
	blank(v);
	paragraphs(v, 0, text(run, TEXT_commands));
	for (const struct command *c = commands; c->name != NULL; c++)
		entry(v, c->name, text(run, c->summary));
	blank(v);
	paragraphs(v, 0, text(run, TEXT_program_help));
}

/* Where an option means something else. */
static const struct {
	const char *command;
	enum option_id option;
	enum text_id help;
} others[] = {{"report", OPTION_FORMAT, TEXT_report_format},
              {"check", OPTION_FORMAT, TEXT_check_format},
              {"report", OPTION_OUTPUT, TEXT_report_output}};

static enum text_id option_help(const struct command *c, enum option_id option)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].option == option && strcmp(others[i].command, c->name) == 0)
			return others[i].help;
	return option_rows[option].help;
}

static void one(struct run *run, struct view *v, const struct command *c)
{
	const char *operand = c->operand != NULL ? c->operand : "";
	paragraphs(v, 0, arena_print(v->arena, "kaohe %s - %s", c->name, text(run, c->summary)));
	blank(v);
	view_entry(v, TONE_PLAIN, 0, text(run, TEXT_usage),
	           arena_print(v->arena, "kaohe %s [OPTION]... %s", c->name, operand));
	blank(v);
	paragraphs(v, 0, text(run, c->help));
	blank(v);
	paragraphs(v, 0, text(run, TEXT_options));
	for (enum option_id i = 0; i < OPTIONS; i++)
		if (c->options & OPTION_BIT(i))
			entry(v, options_spelled(run->arena, i, true),
			      text(run, option_help(c, i)));
	blank(v);
	paragraphs(v, 0, text(run, TEXT_examples));
	paragraphs(v, 1, text(run, c->examples));
}

void help_print(struct run *run, const struct command *command)
{
	struct buffer out;
	struct view *v = view_new(run->arena);
	buffer_start(&out, run->arena);
	if (command == NULL)
		program(run, v);
	else
		one(run, v, command);
	run->options.values[OPTION_OUTPUT] = NULL; /* help is for the terminal */
	struct report_look look = {.width = output_look(run).width};
	write_text_view(&out, v, look);
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
