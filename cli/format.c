#include "cli/format.h"
#include "cli/output.h"
#include "source/encoding.h"
#include <string.h>

static const struct {
	const char *ending, *format;
} endings[] = {
        {".txt", "text"}, {".csv", "csv"}, {".json", "json"}, {".html", "html"}, {".xlsx", "xlsx"}};

/* What a command writes beyond report_writers[]. */
static const struct {
	void (*run)(struct run *run);
	const char *format;
} others[] = {{check_command, "html"}, {check_command, "xlsx"}};

enum { N_OTHERS = sizeof others / sizeof *others };

static bool is_other(const struct run *run, size_t i)
{
	return run->command->run == others[i].run;
}

static bool is_known(const struct run *run, const char *format)
{
	for (size_t i = 0; i < N_OTHERS; i++)
		if (is_other(run, i) && strcmp(others[i].format, format) == 0)
			return true;
	return report_find(format) != NULL;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* `ending` in lower case; the name may be in any. */
static bool ends_with(const char *name, const char *ending)
{
	size_t n = strlen(name), m = strlen(ending);
	if (n <= m)
		return false;
	for (name += n - m; *ending != '\0' && lower(*name) == *ending; name++)
		ending++;
	return *ending == '\0';
}

/* --format, else what the name of -o says, else text. An ending that says something else is
 * refused: a workbook in name only would not open. NULL then. */
static const char *by_name_or_option(struct run *run)
{
	const char *format = run->options.values[OPTION_FORMAT];
	const char *name = run->options.values[OPTION_OUTPUT];
	if (format != NULL)
		return format;
	if (name == NULL)
		return "text";
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_with(name, endings[i].ending) && is_known(run, endings[i].format))
			return endings[i].format;
	const char *slash = strrchr(name, '/');
	if (strchr(slash != NULL ? slash : name, '.') == NULL)
		return "text";
	USAGE(run, format_unclear, words_same(name));
	return NULL;
}

bool format_gb18030(const struct run *run)
{
	const char *encoding = run->options.values[OPTION_ENCODING];
	return encoding != NULL && strcmp(encoding, "gb18030") == 0;
}

const char *format_to_gb18030(struct run *run, const struct buffer *out, size_t *size)
{
	size_t mark = strncmp(out->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	return encoding_to_gb18030(run->arena, out->text + mark, out->length - mark, size);
}

static void write_gb18030(struct run *run, const struct buffer *out)
{
	size_t size;
	const char *bytes = format_to_gb18030(run, out, &size);
	output_write(run, bytes, size);
}

void format_check(struct run *run)
{
	const char *format = run->options.values[OPTION_FORMAT], *list = "";
	if (format == NULL || is_known(run, format))
		return;
	for (const struct report_writer *w = report_writers; w->format != NULL; w++)
		list = arena_print(run->arena, "%s%s%s", list, *list != '\0' ? ", " : "",
		                   w->format);
	for (size_t i = 0; i < N_OTHERS; i++)
		if (is_other(run, i))
			list = arena_print(run->arena, "%s, %s", list, others[i].format);
	USAGE(run, value_unknown, words_same(options_spelled(run->arena, OPTION_FORMAT, false)),
	      words_same(format), words_same(list));
}

const char *format_choose(struct run *run)
{
	const char *format = by_name_or_option(run);
	if (format != NULL && format_gb18030(run) && strcmp(format, "csv") != 0)
		USAGE(run, encoding_not_csv, words_same(format));
	return format;
}

void format_write(struct run *run, const struct buffer *out)
{
	if (format_gb18030(run))
		write_gb18030(run, out);
	else
		output_write(run, out->text, out->length);
}

static void pass(void *context, const char *text, size_t n)
{
	struct format_stream *s = context;
	output_add(&s->output, text, n);
}

void format_start(struct run *run, struct format_stream *s)
{
	*s = (struct format_stream){.open = !format_gb18030(run)};
	buffer_start(&s->buffer, run->arena);
	if (!s->open)
		return;
	s->output = output_open(run);
	s->buffer.drain = pass;
	s->buffer.context = s;
}

void format_end(struct run *run, struct format_stream *s)
{
	if (!s->open) {
		format_write(run, &s->buffer);
		return;
	}
	output_add(&s->output, s->buffer.text, s->buffer.length);
	output_close(&s->output);
}
