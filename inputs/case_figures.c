/* case_figures.c - reads every table that a case names, then checks the whole of them. */
#include "engine/scoring.h"
#include "inputs/case.h"
#include "inputs/reading.h"
#include "source/encoding.h"
#include "source/file.h"
#include <string.h>

/* Far above any county's table, far below what would tire a machine. */
#define TABLE_SIZE_MAX (16 * 1024 * 1024)

typedef bool reader(struct reading *r, const struct csv *csv);

static bool targets_read(struct reading *r, const struct csv *csv)
{
	return (wide_matches(r, TARGETS, csv) ? wide_read : long_read)(r, TARGETS, csv);
}

static bool counts_read(struct reading *r, const struct csv *csv)
{
	return (wide_matches(r, COUNTS, csv) ? wide_read : long_read)(r, COUNTS, csv);
}

/* What the heading lists. */
struct file_list {
	struct input_file *files;
	size_t n;
};

/* False when something of the file could not be put where it belongs. */
static bool read_table(struct reading *r, const struct case_file *named, reader *read,
                       struct file_list *list)
{
	const struct file *f =
	        file_read(r->arena, named->path, named->name, named->place, TABLE_SIZE_MAX, r->log);
	if (f == NULL)
		return false;
	list->files[list->n++] = (struct input_file){f->name, f->sha256};
	struct utf8 text = encoding_to_utf8(r->arena, f, true, r->log);
	if (text.text == NULL)
		return false;
	const struct csv *csv = csv_parse(r->arena, f->name, text, r->log);
	if (csv == NULL)
		return false;
	if (csv->n == 0) {
		diag_add(r->log, (struct place){f->name, 0, 0}, DIAG_table_empty, NO_ARGS);
		return false;
	}
	memset(r->unknown, 0, sizeof r->unknown);
	r->unfit = 0;
	return read(r, csv);
}

static bool read_all(struct reading *r, const struct case_files *named, reader *read,
                     struct file_list *list)
{
	bool placed = true;
	for (size_t i = 0; i < named->n; i++)
		placed = read_table(r, &named->files[i], read, list) && placed;
	return placed;
}

static bool any_counted(const struct method *m)
{
	for (size_t item = 0; item < m->n_items; item++)
		if (figures_counted(m, item))
			return true;
	return false;
}

/* Whether an item of the kind refuses to take what is missing for zero. */
static bool refuses_missing(const struct method *m, bool counted)
{
	for (size_t i = 0; i < m->n_items; i++) {
		const struct scoring *s = m->items[i].scoring;
		if (s == NULL || s->method->by_counts != counted)
			continue;
		const struct param_spec *specs = s->method->params;
		for (size_t k = 0; specs[k].name != NULL; k++)
			if (strcmp(specs[k].name, "missing") == 0 &&
			    strcmp(param_text(m, &s->params[k], &specs[k]), "refuse") == 0)
				return true;
	}
	return false;
}

/* A key left out would show as one finding for every figure that it would have brought. False
 * when the tables of this kind are not known. */
static bool check_given(const struct reading *r, const struct case_config *c,
                        const struct case_files *tables, const char *key, bool needed)
{
	if (tables->given || !needed)
		return tables->sound;
	diag_add(r->log, (struct place){c->config.name, 0, 0}, DIAG_missing_key,
	         ARGS(words_same(key)));
	return false;
}

/* Without any target there is nothing to score. */
static bool check_targets_given(const struct reading *r, const struct case_config *c)
{
	bool needed = any_counted(r->method);
	if (!check_given(r, c, &c->targets, "targets", needed))
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
	if (*c->period != '\0') /* else case_open() has said so */
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
	r.figures->judged_at = named_at(c, &c->judged);
	size_t room = 1 + c->targets.n + c->counts.n + c->judged.n + c->marks.n;
	struct file_list list = {ARENA_NEWS(a, struct input_file, room), 0};
	list.files[list.n++] = c->config;

	bool targets = check_targets_given(&r, c);
	bool counts = check_given(&r, c, &c->counts, "counts", refuses_missing(m, true));
	bool judged = check_given(&r, c, &c->judged, "judged", refuses_missing(m, false));
	bool marks = c->marks.sound;
	targets = read_all(&r, &c->targets, targets_read, &list) && targets;
	counts = read_all(&r, &c->counts, counts_read, &list) && counts;
	judged = read_all(&r, &c->judged, judged_read, &list) && judged;
	marks = read_all(&r, &c->marks, marks_read, &list) && marks;
	judged_check(&r);
	r.figures->placed = targets && counts && judged && marks && period != NONE;
	if (targets)
		(void)figures_check_targets(r.figures, log);
	if (counts)
		(void)figures_check_counts(r.figures, log);
	*files = list.files;
	*n_files = list.n;
	return r.figures;
}
