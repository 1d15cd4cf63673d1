#include "rules/rules.h"
#include "cli/command.h"
#include "cli/output.h"
#include "reports/report.h"

static const struct file *find(struct run *run, const char *id)
{
	const struct file *f = rules_bundled_file(run->arena, id);
	const char *known = "";
	if (f != NULL)
		return f;
	for (size_t i = 0; i < rules_bundled_count(); i++)
		known = arena_print(run->arena, "%s%s%s", known, i > 0 ? ", " : "",
		                    rules_bundled_id(i));
	USAGE(run, no_such_rules, words_same(id), words_same(known));
	return NULL;
}

static void one(struct run *run, struct buffer *out, const char *id)
{
	const struct file *f = find(run, id);
	const struct method *m = f != NULL ? rules_read(run->arena, f, run->log) : NULL;
	if (m != NULL)
		report_rules(out, m, run->lang, output_look(run));
}

static void all(struct run *run, struct buffer *out)
{
	for (size_t i = 0; i < rules_bundled_count(); i++) {
		const struct file *f = rules_bundled_file(run->arena, rules_bundled_id(i));
		const struct method *m = rules_read(run->arena, f, run->log);
		if (i > 0)
			buffer_add_char(out, '\n');
		if (m != NULL)
			report_rules_brief(out, m, run->lang, output_look(run));
	}
}

static void skeleton(struct run *run, struct buffer *out)
{
	const char *id = run->n_operands > 0 ? run->operands[0] : "my-method";
	if (run->options.given[OPTION_SHOW])
		USAGE(run, option_elsewhere, words_same("rules --new"), words_same("--show"));
	if (!rules_is_id(id))
		USAGE(run, new_id, words_same(id));
	output_fresh(run);
	buffer_add(out, rules_skeleton(run->arena, run->lang, id));
}

void rules_command(struct run *run)
{
	struct buffer out;
	buffer_start(&out, run->arena);
	if (run->options.given[OPTION_NEW]) {
		skeleton(run, &out);
	} else if (run->options.given[OPTION_SHOW] && run->n_operands == 0) {
		USAGE(run, operand_missing, words_same("rules --show"), words_same("ID"));
	} else if (run->options.given[OPTION_SHOW]) {
		const struct file *f = find(run, run->operands[0]);
		if (f != NULL)
			buffer_add_n(&out, f->bytes, f->size);
	} else if (run->n_operands > 0) {
		one(run, &out, run->operands[0]);
	} else {
		all(run, &out);
	}
	if (diag_errors(run->log) == 0)
		output_write(run, out.text, out.length);
}
