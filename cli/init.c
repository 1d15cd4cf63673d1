#include "cli/command.h"
#include "cli/output.h"
#include "engine/plan.h"
#include "inputs/names.h"
#include "reports/blank_case.h"
#include "rules/rules.h"
#include <sys/stat.h>

static const struct method *find_rules(struct run *run)
{
	const char *id = run->options.values[OPTION_RULES], *known = "";
	if (id == NULL) {
		USAGE(run, option_needed, words_same("init"), words_same("--rules"),
		      words_same("--rules ID"));
		return NULL;
	}
	const struct file *f = rules_bundled_file(run->arena, id);
	if (f != NULL)
		return rules_read(run->arena, f, run->log);
	for (size_t i = 0; i < rules_bundled_count(); i++)
		known = arena_print(run->arena, "%s%s%s", known, i > 0 ? ", " : "",
		                    rules_bundled_id(i));
	USAGE(run, no_such_rules, words_same(id), words_same(known));
	return NULL;
}

static struct words known_periods(struct run *run, const struct method *m)
{
	struct words *names = ARENA_NEWS(run->arena, struct words, m->n_periods);
	for (size_t i = 0; i < m->n_periods; i++)
		names[i] = words_same(m->periods[i].named.id);
	return names_join(run->arena, names, m->n_periods);
}

/* NONE for a plan alone, and after an error. */
static size_t find_period(struct run *run, const struct method *m)
{
	const char *text = run->options.values[OPTION_PERIOD];
	if (plan_alone(m)) {
		if (text != NULL)
			USAGE(run, init_no_period, words_same(m->id));
		return NONE;
	}
	if (text == NULL) {
		USAGE(run, option_needed, words_same("init"), words_same("--period"),
		      words_same("--period P"));
		return NONE;
	}
	size_t period = names_find(names_new(run->arena, m, run->log), NAMES_PERIOD, text);
	if (period == NONE)
		USAGE(run, init_period, words_same(m->id), words_same(text), known_periods(run, m));
	return period;
}

/* The folder may be there, as long as nothing in it would be overwritten. */
static bool may_write(struct run *run, const char *folder, const struct blank_file *files, size_t n)
{
	struct stat st;
	for (size_t i = 0; i < n; i++) {
		const char *path = arena_print(run->arena, "%s/%s", folder, files[i].name);
		if (lstat(path, &st) == 0)
			USAGE(run, init_exists, words_same(path));
	}
	if (stat(folder, &st) == 0 && !S_ISDIR(st.st_mode))
		USAGE(run, init_exists, words_same(folder));
	return diag_errors(run->log) == 0;
}

static void write(struct run *run, const char *folder, const struct blank_file *files, size_t n)
{
	const char *list = "";
	struct output_files written = output_files_open(run, folder, n);
	for (size_t i = 0; i < n && diag_errors(run->log) == 0; i++) {
		const struct blank_file *f = &files[i];
		struct output *out = output_files_add(
		        &written, arena_print(run->arena, "%s/%s", folder, f->name));
		output_add(out, f->text.text, f->text.length);
		output_files_finish(out);
		list = arena_print(run->arena, "%s%s%s", list,
		                   i > 0 ? text_in(TEXT_list_comma, run->lang) : "", f->name);
	}
	const char *done = text_fill(run->arena, TEXT_init_done, run->lang,
	                             ARGS(words_same(folder), words_same(list)));
	struct buffer b;
	buffer_start(&b, run->arena);
	buffer_print(&b, "%s\n", done);
	/* Ahead of their taking their places: whoever is not told has no folder either. */
	if (diag_errors(run->log) == 0)
		output_write(run, b.text, b.length);
	output_files_close(&written);
}

void init_command(struct run *run)
{
	size_t n;
	const char *folder = run->operands[0];
	const struct method *m = find_rules(run);
	size_t period = m != NULL ? find_period(run, m) : NONE;
	if (diag_errors(run->log) > 0)
		return;
	const struct blank_file *files = blank_case(run->arena, m, period, run->lang, &n);
	if (may_write(run, folder, files, n))
		write(run, folder, files, n);
}
