/* case_figures.c - reads every table that a case names, then checks the whole of them. */
#include "engine/date.h"
#include "engine/scoring.h"
#include "inputs/columns.h"
#include "inputs/ledger.h"
#include <string.h>

static bool targets_read(struct reading *r, const struct csv *csv)
{
	return (wide_matches(r, TARGETS, csv) ? wide_read : long_read)(r, TARGETS, csv);
}

static bool targets_head(struct reading *r, const struct csv *csv)
{
	return columns_head(r->arena, &columns_targets, &csv->records[0]) ||
	       wide_matches(r, TARGETS, csv);
}

static bool counts_read(struct reading *r, const struct csv *csv)
{
	return (wide_matches(r, COUNTS, csv) ? wide_read : long_read)(r, COUNTS, csv);
}

static bool counts_head(struct reading *r, const struct csv *csv)
{
	return columns_head(r->arena, &columns_counts, &csv->records[0]) ||
	       wide_matches(r, COUNTS, csv);
}

static bool judged_head(struct reading *r, const struct csv *csv)
{
	return columns_head(r->arena, &columns_judged, &csv->records[0]);
}

static bool marks_head(struct reading *r, const struct csv *csv)
{
	return columns_head(r->arena, &columns_marks, &csv->records[0]);
}

static const struct listed_table targets_table = {targets_read, targets_head},
                                 counts_table = {counts_read, counts_head},
                                 values_table = {values_read, values_head},
                                 judged_table = {judged_read, judged_head},
                                 marks_table = {marks_read, marks_head};

static bool any_of(const struct method *m, enum leaf_input input)
{
	for (size_t item = 0; item < m->n_items; item++)
		if (figures_input_is(m, item, input))
			return true;
	return false;
}

/* Whether an item of the kind refuses a run in which a figure of it is missing. */
static bool refuses_missing(const struct method *m, enum leaf_input input)
{
	for (size_t i = 0; i < m->n_items; i++) {
		if (!figures_input_is(m, i, input))
			continue;
		const struct scoring *s = m->items[i].scoring;
		const struct param_spec *specs = s->method->params;
		for (size_t k = 0; specs[k].name != NULL; k++)
			if (strcmp(specs[k].name, "missing") == 0 &&
			    strcmp(param_text(m, &s->params[k], &specs[k]), "refuse") == 0)
				return true;
	}
	return false;
}

/* Without any target there is nothing to score. */
static bool check_targets_given(const struct reading *r, const struct case_config *c)
{
	bool needed = any_of(r->method, INPUT_COUNTS);
	if (!listed_given(r, c, &c->targets, "targets", needed))
		return false;
	if (!needed || c->targets.n > 0)
		return true;
	diag_add(r->log, c->targets.place, DIAG_empty_list, ARGS(words_same("targets")));
	return false;
}

/* Where the tables of one kind are named, or the case itself. */
static struct place named_at(const struct case_config *c, const struct case_files *tables)
{
	return tables->n > 0   ? tables->files[0].place
	       : tables->given ? tables->place
	                       : (struct place){c->config.name, 0, 0};
}

static size_t find_period(struct reading *r, const struct case_config *c)
{
	size_t period = names_find(r->names, NAMES_PERIOD, c->period);
	if (period != NONE)
		return period;
	if (c->period_absent)
		diag_add(r->log, c->period_place, DIAG_missing_key,
		         ARGS(words_same("period"), words_same("\"…\"")));
	else if (*c->period != '\0') /* else case_open() has said so */
		diag_add(r->log, c->period_place, DIAG_period_unknown,
		         ARGS(words_same(c->period),
		              names_mend(r->names, NAMES_PERIOD, NAMES_ANY, c->period)));
	return NONE;
}

const struct figures *case_figures(struct arena *a, const struct case_config *c,
                                   const struct method *m, const struct input_file **files,
                                   size_t *n_files, struct diag_list *log)
{
	struct reading r = {.arena = a, .method = m, .names = names_new(a, m, log), .log = log};
	size_t period = find_period(&r, c);
	r.figures = figures_new(a, m, period != NONE ? period : 0);
	r.figures->targets_at = named_at(c, &c->targets);
	r.figures->values_at = named_at(c, &c->values);
	r.figures->judged_at = named_at(c, &c->judged);
	if (!date_read(c->as_of, &r.figures->as_of))
		r.figures->as_of = 0; /* absent, or refused by case_open() */
	struct listed_files list = listed_files_new(
	        a, c,
	        c->targets.n + c->counts.n + c->values.n + c->judged.n + c->marks.n + c->ledgers.n);

	bool targets = check_targets_given(&r, c);
	bool counts = listed_given(&r, c, &c->counts, "counts",
	                           !c->ledgers.given && refuses_missing(m, INPUT_COUNTS));
	/* Whatever `missing` says: without any value there is nothing to score. */
	bool values = listed_given(&r, c, &c->values, "values", any_of(m, INPUT_VALUES));
	bool judged = listed_given(&r, c, &c->judged, "judged", refuses_missing(m, INPUT_JUDGED));
	bool marks = c->marks.sound;
	targets = listed_read(&r, &c->targets, &targets_table, &list) && targets;
	counts = listed_read(&r, &c->counts, &counts_table, &list) && counts;
	bool ledgers = false;
	if (period != NONE)
		r.figures->ledger = ledger_read(&r, c, &list, &ledgers);
	values = listed_read(&r, &c->values, &values_table, &list) && values;
	judged = listed_read(&r, &c->judged, &judged_table, &list) && judged;
	marks = listed_read(&r, &c->marks, &marks_table, &list) && marks;
	judged_check(&r);
	r.figures->placed =
	        targets && counts && ledgers && values && judged && marks && period != NONE;
	if (targets)
		(void)figures_check_targets(r.figures, log);
	if (counts)
		(void)figures_check_counts(r.figures, log);
	*files = list.files;
	*n_files = list.n;
	return r.figures;
}
