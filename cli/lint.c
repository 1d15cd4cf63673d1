#include "cli/command.h"
#include "cli/output.h"
#include "cli/session.h"
#include "engine/ledger.h"
#include "engine/plan.h"
#include "inputs/names.h"
#include "inputs/scenario.h"
#include "rules/rules.h"
#include "source/cfg.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Whether a file is an assessment.cfg, which has a key `rules` that no rule file has. One that
 * cannot be understood is told by its name. */
static bool is_case(struct run *run, const struct file *f, const char *path)
{
	static const char name[] = "assessment.cfg";
	struct diag_list *unheard = diag_list_new(run->arena);
	const struct cfg *root = cfg_read(run->arena, f, unheard);
	size_t n = strlen(path), m = strlen(name);
	if (root != NULL)
		return cfg_get(root, "rules") != NULL;
	return n >= m && strcmp(path + n - m, name) == 0;
}

/* Whether a file is a saved scenario. What its settings name is known with a case alone. */
static bool is_scenario(struct run *run, const struct file *f)
{
	const struct cfg *root = cfg_read(run->arena, f, diag_list_new(run->arena));
	return root != NULL && cfg_has(root, "set") && !cfg_has(root, "kaohe");
}

static void lint_case(struct run *run, const char *path)
{
	struct session s = session_load(run, path);
	if (s.method == NULL || !plan_alone(s.method))
		session_score(run, &s, NONE, false);
	if (s.figures != NULL && s.figures->ledger != NULL)
		ledger_say_rows(run->arena, s.figures->ledger, run->log);
	if (s.method != NULL && s.method->plan != NULL)
		session_observe(run, &s);
}

/* Names that a table could confuse are found only where tables are read, so ask for it here. */
static void lint_rules(struct run *run, const struct file *f)
{
	const struct method *m = rules_read(run->arena, f, run->log);
	if (m != NULL)
		(void)names_new(run->arena, m, run->log);
	if (m != NULL && m->plan != NULL)
		(void)names_new_plan(run->arena, m, run->log);
	for (size_t i = 0; m != NULL && m->plan != NULL && i < m->plan->n_lists; i++)
		(void)names_new_list(run->arena, m, &m->plan->lists[i], run->log);
}

static void lint_file(struct run *run, const char *path)
{
	const struct file *f = file_read(run->arena, path, path, (struct place){path, 0, 0},
	                                 CFG_SIZE_MAX, run->log);
	if (f == NULL)
		return;
	if (is_case(run, f, path))
		lint_case(run, path);
	else if (is_scenario(run, f))
		(void)scenario_read(run->arena, path, run->log);
	else
		lint_rules(run, f);
}

static void lint_one(struct run *run, const char *name)
{
	struct stat st;
	const struct file *bundled = rules_bundled_file(run->arena, name);
	if (bundled != NULL)
		lint_rules(run, bundled);
	else if (stat(name, &st) != 0)
		USAGE(run, lint_missing, words_same(name));
	else if (S_ISDIR(st.st_mode))
		lint_case(run, name);
	else
		lint_file(run, name);
}

void lint_command(struct run *run)
{
	struct buffer clean;
	buffer_start(&clean, run->arena);
	for (size_t i = 0; i < run->n_operands; i++) {
		const char *name = run->operands[i];
		lint_one(run, name);
		if (diag_count(run->log) == 0)
			buffer_add(&clean, text_fill(run->arena, TEXT_lint_clean, run->lang,
			                             ARGS(words_same(name))));
		/* Places within a case are relative to it: say which case they are in. */
		findings_print(run, run->n_operands > 1
		                            ? text_fill(run->arena, TEXT_lint_heading, run->lang,
		                                        ARGS(words_same(name)))
		                            : NULL);
	}
	if (clean.length > 0)
		output_write(run, clean.text, clean.length);
}
