#include "cli/command.h"
#include "cli/output.h"
#include "cli/session.h"
#include "reports/report.h"
#include "source/encoding.h"
#include <string.h>

static const struct {
	const char *ending, *format;
} endings[] = {{".txt", "text"}, {".csv", "csv"}, {".json", "json"}};

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
static const char *choose_format(struct run *run)
{
	const char *format = run->options.values[OPTION_FORMAT];
	const char *name = run->options.values[OPTION_OUTPUT];
	if (format != NULL)
		return format;
	if (name == NULL)
		return "text";
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_with(name, endings[i].ending))
			return endings[i].format;
	const char *slash = strrchr(name, '/');
	if (strchr(slash != NULL ? slash : name, '.') == NULL)
		return "text";
	USAGE(run, format_unclear, words_same(name));
	return NULL;
}

static bool wants_gb18030(const struct run *run)
{
	const char *encoding = run->options.values[OPTION_ENCODING];
	return encoding != NULL && strcmp(encoding, "gb18030") == 0;
}

/* A spreadsheet that expects GB18030 would show the byte-order mark as a character. */
static void write_gb18030(struct run *run, const struct buffer *out)
{
	size_t size, mark = strncmp(out->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	const char *bytes =
	        encoding_to_gb18030(run->arena, out->text + mark, out->length - mark, &size);
	output_write(run, bytes, size);
}

void score_command(struct run *run)
{
	const char *format = choose_format(run);
	if (format != NULL && wants_gb18030(run) && strcmp(format, "csv") != 0)
		USAGE(run, encoding_not_csv, words_same(format));
	if (run->options.given[OPTION_REBALANCE] && run->options.n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
	struct session s = session_load(run, run->operands[0]);
	const struct sheet *sheet = session_score(run, &s, NONE);
	if (sheet == NULL)
		return;
	struct buffer out;
	buffer_start(&out, run->arena);
	struct report report = {
	        .sheet = sheet, .heading = &s.heading, .lang = run->lang, .look = output_look(run)};
	report_find(format)->score(&out, &report);
	if (wants_gb18030(run))
		write_gb18030(run, &out);
	else
		output_write(run, out.text, out.length);
}
