#include "vary/whatif.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "inputs/scenario.h"
#include "reports/report.h"
#include "vary/projects.h"
#include "vary/swap.h"

/* What is set beside the base: the files in order, then what --set asks for. */
struct asked {
	struct whatif_scenario *list;
	size_t n;
	const struct input_file *files;
	size_t n_files;
};

static void add_file(struct run *run, const char *path, struct asked *out, struct input_file *files)
{
	output_guard(run, path);
	const struct scenario *s = scenario_read(run->arena, path, run->log);
	if (s == NULL)
		return;
	files[out->n_files++] = s->file;
	out->list[out->n++] = (struct whatif_scenario){.title = s->title,
	                                               .settings = s->settings,
	                                               .n_settings = s->n_settings,
	                                               .rebalance = s->rebalance,
	                                               .file = s->file.name,
	                                               .sha256 = s->file.sha256};
}

static void add_sets(struct run *run, struct asked *out)
{
	static const struct place place = {.file = "--set"};
	const struct options *o = &run->options;
	struct setting *settings = ARENA_NEWS(run->arena, struct setting, o->n_sets);
	size_t n = 0;
	for (size_t i = 0; i < o->n_sets; i++)
		n += settings_read(run->arena, o->sets[i], place, &settings[n], run->log);
	out->list[out->n++] = (struct whatif_scenario){
	        .settings = settings, .n_settings = n, .rebalance = o->given[OPTION_REBALANCE]};
}

/* Counts are read once, for the base. */
static void refuse_readings(struct run *run, const struct asked *asked)
{
	for (size_t i = 0; i < asked->n; i++)
		for (size_t k = 0; k < asked->list[i].n_settings; k++) {
			const struct setting *s = &asked->list[i].settings[k];
			if (settings_reads_ledger(s))
				diag_add(run->log, s->place, DIAG_setting_reads,
				         ARGS(words_same(arena_print(run->arena, "%s.%s=%s",
				                                     s->space, s->key, s->value))));
		}
}

static struct asked read_all(struct run *run)
{
	const struct options *o = &run->options;
	struct input_file *files = ARENA_NEWS(run->arena, struct input_file, o->n_scenarios);
	struct asked a = {
	        .list = ARENA_NEWS(run->arena, struct whatif_scenario, o->n_scenarios + 1),
	        .files = files};
	for (size_t i = 0; i < o->n_scenarios; i++)
		add_file(run, o->scenarios[i], &a, files);
	if (o->n_sets > 0)
		add_sets(run, &a);
	if (o->n_sets == 0 && o->given[OPTION_REBALANCE])
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
	return a;
}

/* ---- the head of the report ---- */

/* A scenario as its settings, behind its title. */
static const char *trial(struct run *run, const struct whatif_scenario *s)
{
	const char *list = s->rebalance ? "rebalance" : "", *comma = "";
	struct buffer b;
	buffer_start(&b, run->arena);
	for (size_t i = 0; i < s->n_settings; i++, comma = ", ")
		buffer_print(&b, "%s%s.%s=%s", comma, s->settings[i].space, s->settings[i].key,
		             s->settings[i].value);
	if (*list != '\0')
		buffer_print(&b, "%s%s", comma, list);
	const char *title = words_in(s->title, run->lang);
	if (*title == '\0')
		return b.text;
	return text_fill(run->arena, TEXT_whatif_trial, run->lang,
	                 ARGS(words_same(title), words_same(b.text)));
}

static void head(struct run *run, struct heading *h, const struct asked *asked)
{
	const char **trials = ARENA_NEWS(run->arena, const char *, asked->n);
	struct input_file *files = arena_grow(run->arena, h->files, h->n_files,
	                                      h->n_files + asked->n_files, sizeof *files);
	for (size_t i = 0; i < asked->n; i++)
		trials[i] = trial(run, &asked->list[i]);
	for (size_t i = 0; i < asked->n_files; i++)
		files[h->n_files + i] = asked->files[i];
	h->trials = trials;
	h->n_trials = asked->n;
	h->files = files;
	h->n_files += asked->n_files;
}

/* Where weights cannot be varied, the report says so, and the rest of it stands. */
static void find_least(struct run *run, const struct sheet *base, struct whatif *w)
{
	struct diag_list *unheard = diag_list_new(run->arena);
	w->projects = projects_run(run->arena, base);
	w->models = model_of_sheet(run->arena, base, &w->n_models, unheard);
	const struct swap **swaps = ARENA_NEWS(run->arena, const struct swap *, w->n_models);
	for (size_t i = 0; i < w->n_models; i++)
		swaps[i] = swap_run(run->arena, w->models[i], unheard);
	w->swaps = swaps;
}

static const struct whatif *compare(struct run *run, const struct sheet *base,
                                    const struct asked *asked)
{
	struct whatif *w = ARENA_NEW(run->arena, struct whatif);
	const struct whatif_outcome **outcomes =
	        ARENA_NEWS(run->arena, const struct whatif_outcome *, asked->n);
	for (size_t i = 0; i < asked->n; i++)
		outcomes[i] = whatif_run(run->arena, base, &asked->list[i], run->log);
	*w = (struct whatif){.outcomes = outcomes, .n = asked->n};
	if (asked->n == 0)
		find_least(run, base, w);
	return w;
}

void whatif_command(struct run *run)
{
	const char *format = format_choose(run);
	const struct asked asked = read_all(run);
	refuse_readings(run, &asked);
	struct session s = session_load_base(run, run->operands[0]);
	for (size_t i = 0; s.figures != NULL && i < asked.n; i++)
		whatif_check(run->arena, s.method, s.figures, &asked.list[i], run->log);
	const struct sheet *base = session_score(run, &s, NONE, false);
	if (base == NULL || format == NULL)
		return;
	const struct whatif *w = compare(run, base, &asked);
	if (diag_errors(run->log) > 0)
		return;
	head(run, &s.heading, &asked);
	struct buffer out;
	buffer_start(&out, run->arena);
	struct report report = {
	        .sheet = base, .heading = &s.heading, .lang = run->lang, .look = output_look(run)};
	report_find(format)->whatif(&out, &report, w);
	format_write(run, &out);
}
