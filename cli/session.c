#include "cli/session.h"
#include "cli/output.h"
#include "engine/date.h"
#include "engine/plan.h"
#include "engine/score.h"
#include "engine/trial.h"
#include "rules/rules.h"
#include "source/cfg.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static struct words bundled_ids(struct arena *a)
{
	struct words list = words_same("");
	for (size_t i = 0; i < rules_bundled_count(); i++)
		for (enum lang lang = 0; lang < LANGS; lang++)
			list.in[lang] = arena_print(a, "%s%s%s", list.in[lang],
			                            i > 0 ? text_in(TEXT_list_comma, lang) : "",
			                            rules_bundled_id(i));
	return list;
}

/* A bundled rule file by its id, else the file that assessment.cfg names. */
static const struct method *read_rules(struct run *run, const struct case_config *c)
{
	if (*c->rules == '\0')
		return NULL;
	const struct file *f = rules_bundled_file(run->arena, c->rules);
	if (f == NULL) {
		output_guard(run, c->rules_path);
		struct stat st;
		if (stat(c->rules_path, &st) != 0 && file_leads_nowhere(errno)) {
			diag_add(run->log, c->rules_place, DIAG_rules_missing,
			         ARGS(words_same(c->rules), bundled_ids(run->arena)));
			return NULL;
		}
		f = file_read(run->arena, c->rules_path, c->rules, c->rules_place, CFG_SIZE_MAX,
		              run->log);
	}
	return f != NULL ? rules_read(run->arena, f, run->log) : NULL;
}

/* The settings of the case, then those of the command line where they are tried. */
static void collect(struct run *run, const struct case_config *c, bool tried, struct session *s)
{
	static const struct place place = {.file = "--set"};
	const struct options *o = &run->options;
	struct setting *all = ARENA_NEWS(run->arena, struct setting, c->n_policies + o->n_sets);
	size_t n = 0;
	for (; n < c->n_policies; n++)
		all[n] = c->policies[n];
	for (size_t i = 0; tried && i < o->n_sets; i++)
		n += settings_read(run->arena, o->sets[i], place, &all[n], run->log);
	s->settings = all;
	s->n_settings = n;
}

static void guard_inputs(struct run *run, const struct case_config *c)
{
	const struct case_files lists[] = {c->targets, c->counts,   c->values, c->judged,
	                                   c->marks,   c->observed, c->lists,  c->ledgers};
	const char *slash = *c->folder == '\0' ? "" : "/";
	output_guard(run, arena_print(run->arena, "%s%s%s", c->folder, slash, c->config.name));
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (size_t k = 0; k < lists[i].n; k++)
			output_guard(run, lists[i].files[k].path);
}

/* Tables that nothing would be scored by, in a case whose rule file is a plan alone. */
static void refuse_tables(struct run *run, const struct case_config *c, const struct method *m)
{
	static const char *const keys[] = {"targets", "counts", "values",
	                                   "judged",  "marks",  "ledgers"};
	const struct case_files *const lists[] = {&c->targets, &c->counts, &c->values,
	                                          &c->judged,  &c->marks,  &c->ledgers};
	for (size_t i = 0; i < sizeof lists / sizeof *lists && plan_alone(m); i++)
		if (lists[i]->given)
			diag_add(run->log, lists[i]->place, DIAG_tables_unscored,
			         ARGS(words_same(keys[i]), words_same(m->id)));
}

/* The case on a day before its own, where there are ledgers, whose rows have dates. */
static const struct case_config *dated(struct run *run, const struct case_config *c,
                                       const char *as_of)
{
	long day, own;
	if (as_of == NULL || c->ledgers.n == 0 || !date_read(as_of, &day) ||
	    (date_read(c->as_of, &own) && day >= own))
		return c;
	struct case_config *earlier = ARENA_NEW(run->arena, struct case_config);
	*earlier = *c;
	earlier->as_of = as_of;
	return earlier;
}

/* The case and its rule file; no table yet. */
static struct session open_case(struct run *run, const char *path, bool tried, const char *as_of)
{
	struct session s = {0};
	s.config = case_open(run->arena, path, run->log);
	if (s.config == NULL)
		return s;
	s.config = dated(run, s.config, as_of);
	guard_inputs(run, s.config);
	const struct method *m = read_rules(run, s.config);
	if (m == NULL)
		return s;
	collect(run, s.config, tried, &s);
	s.method = settings_apply(run->arena, m, s.settings, s.n_settings,
	                          tried && run->options.given[OPTION_REBALANCE], run->log);
	refuse_tables(run, s.config, m);
	const char **trials = ARENA_NEWS(run->arena, const char *, run->options.n_sets + 1);
	size_t n = 0;
	for (; tried && n < run->options.n_sets; n++)
		trials[n] = run->options.sets[n];
	if (tried && run->options.given[OPTION_REBALANCE])
		trials[n++] = "--rebalance";
	s.heading = (struct heading){.title = s.config->title,
	                             .issuer = s.config->issuer,
	                             .as_of = s.config->as_of,
	                             .signatures = s.config->signatures,
	                             .n_signatures = s.config->n_signatures,
	                             .example = s.config->example,
	                             .trials = trials,
	                             .n_trials = n};
	return s;
}

static struct session load(struct run *run, const char *path, bool tried, const char *as_of)
{
	struct session s = open_case(run, path, tried, as_of);
	if (s.method == NULL || plan_alone(s.method)) /* no figures to be scored, no period */
		return s;
	s.figures = case_figures(run->arena, s.config, s.method, &s.heading.files,
	                         &s.heading.n_files, run->log);
	s.figures = trial_apply(run->arena, s.figures, s.settings, s.n_settings, run->log);
	if (s.method->plan == NULL) /* only to say what there is no plan for */
		session_observe(run, &s);
	return s;
}

struct session session_load(struct run *run, const char *path)
{
	return load(run, path, true, NULL);
}

struct session session_load_base(struct run *run, const char *path)
{
	return load(run, path, false, NULL);
}

struct session session_load_targets(struct run *run, const char *path)
{
	static const struct case_files none = {.given = true, .sound = true};
	struct session s = open_case(run, path, false, NULL);
	if (s.method == NULL || plan_alone(s.method))
		return s;
	struct case_config alone = *s.config;
	alone.counts = alone.values = alone.judged = alone.marks = alone.ledgers = none;
	s.figures = case_figures(run->arena, &alone, s.method, &s.heading.files, &s.heading.n_files,
	                         run->log);
	return s;
}

struct session session_load_at(struct run *run, const char *path, const char *as_of)
{
	return load(run, path, true, as_of);
}

struct session session_load_plan(struct run *run, const char *path)
{
	struct session s = open_case(run, path, true, NULL);
	if (s.method == NULL)
		return s;
	if (s.method->plan == NULL)
		USAGE(run, plan_none, words_same(s.config->rules), words_same(path));
	else
		session_observe(run, &s);
	return s;
}

void session_observe(struct run *run, struct session *s)
{
	s->observed = case_observed(run->arena, s->config, s->method, &s->heading.files,
	                            &s->heading.n_files, run->log);
}

bool session_plan_only(struct run *run, const struct session *s)
{
	if (s->method == NULL || !plan_alone(s->method))
		return false;
	USAGE(run, plan_only, words_same(s->config->rules), words_same(run->operands[0]));
	return true;
}

const struct sheet *session_score(struct run *run, const struct session *s, size_t only,
                                  bool reasons)
{
	if (session_plan_only(run, s))
		return NULL;
	if (s->figures == NULL || !s->figures->placed)
		return NULL;
	/* Scored even after errors, to report what is missing in the same run. */
	const struct sheet *sheet = (reasons ? score_run : score_brief)(run->arena, s->method,
	                                                                s->figures, only, run->log);
	return diag_errors(run->log) > 0 ? NULL : sheet;
}

struct words session_add_known(struct arena *a, struct words list, const struct named *n)
{
	for (enum lang lang = 0; lang < LANGS; lang++) {
		const char *name = n->name.in[lang] != NULL ? n->name.in[lang] : "";
		const char *entry = text_fill(a, TEXT_known_name, lang,
		                              ARGS(words_same(n->id), words_same(name)));
		list.in[lang] = *list.in[lang] == '\0'
		                        ? entry
		                        : arena_print(a, "%s%s%s", list.in[lang],
		                                      text_in(TEXT_list_comma, lang), entry);
	}
	return list;
}

size_t session_unit(struct run *run, const struct method *m, const char *name)
{
	struct words known = words_same("");
	for (size_t i = 0; i < m->n_units; i++)
		if (named_is(&m->units[i].named, name))
			return i;
	for (size_t i = 0; i < m->n_units; i++)
		known = session_add_known(run->arena, known, &m->units[i].named);
	USAGE(run, no_such_unit, words_same(name), known);
	return NONE;
}

size_t session_item(struct run *run, const struct method *m, const char *name)
{
	struct words known = words_same("");
	for (size_t i = 0; i < m->n_items; i++)
		if (named_is(&m->items[i].named, name))
			return i;
	for (size_t i = 0; i < m->n_items; i++)
		known = session_add_known(run->arena, known, &m->items[i].named);
	USAGE(run, no_such_item, words_same(name), known);
	return NONE;
}

size_t session_period(struct run *run, const struct method *m, const char *name)
{
	struct words known = words_same("");
	for (size_t i = 0; i < m->n_periods; i++)
		if (named_is(&m->periods[i].named, name))
			return i;
	for (size_t i = 0; i < m->n_periods; i++)
		known = session_add_known(run->arena, known, &m->periods[i].named);
	USAGE(run, no_such_period, words_same(name), known);
	return NONE;
}
