/* case_figures.c - reads every table that a case names, then checks the whole of them. */
#include "inputs/case.h"
#include "inputs/reading.h"
#include "source/encoding.h"
#include "source/file.h"

/* Far above any county's table, far below what would tire a machine. */
#define TABLE_SIZE_MAX (16 * 1024 * 1024)

typedef bool reader(struct reading *r, const struct csv *csv);

static bool targets_read(struct reading *r, const struct csv *csv)
{
	return (wide_matches(r, csv) ? wide_read : long_read)(r, TARGETS, csv);
}

static bool counts_read(struct reading *r, const struct csv *csv)
{
	return (wide_matches(r, csv) ? wide_read : long_read)(r, COUNTS, csv);
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

static bool has_target(const struct reading *r, size_t unit, size_t item)
{
	for (size_t type = 0; type <= r->method->n_types; type++)
		if (figures_target(r->figures, unit, item, type, r->figures->period)->place.file !=
		    NULL)
			return true;
	return false;
}

static bool any_counted(const struct method *m)
{
	for (size_t item = 0; item < m->n_items; item++)
		if (figures_counted(m, item))
			return true;
	return false;
}

/* A missing row means no task, but may have been forgotten: it is said. Of a unit of which
 * nothing is given score_run() says so: a command about one unit needs that unit only. */
static void check_targets_of(const struct reading *r, size_t unit, struct place place)
{
	const struct method *m = r->method;
	bool any = false;
	for (size_t item = 0; item < m->n_items; item++)
		any = any || has_target(r, unit, item);
	for (size_t item = 0; any && item < m->n_items; item++)
		if (figures_counted(m, item) && !has_target(r, unit, item))
			diag_add(r->log, place, DIAG_target_missing,
			         ARGS(figures_cell_name(r->arena, m, unit, item, NONE,
			                                r->figures->period)));
}

static void check_targets_complete(const struct reading *r, const struct case_config *c)
{
	const struct method *m = r->method;
	if (c->targets.n == 0 && any_counted(m))
		diag_add(r->log, (struct place){c->config.name, 0, 0}, DIAG_missing_key,
		         ARGS(words_same("targets")));
	for (size_t unit = 0; c->targets.n > 0 && unit < m->n_units; unit++)
		if (m->units[unit].assessed)
			check_targets_of(r, unit, r->figures->targets_at);
}

/* Where the tables of one kind are named, or the case itself. */
static struct place named_at(const struct case_config *c, const struct case_files *tables)
{
	return tables->n > 0 ? tables->files[0].place : (struct place){c->config.name, 0, 0};
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
	struct reading r = {.arena = a, .method = m, .names = names_new(a, m), .log = log};
	size_t period = find_period(&r, c);
	r.figures = figures_new(a, m, period != NONE ? period : 0);
	r.figures->targets_at = named_at(c, &c->targets);
	r.figures->judged_at = named_at(c, &c->judged);
	size_t room = 1 + c->targets.n + c->counts.n + c->judged.n + c->marks.n;
	struct file_list list = {ARENA_NEWS(a, struct input_file, room), 0};
	list.files[list.n++] = c->config;

	bool targets = read_all(&r, &c->targets, targets_read, &list);
	bool counts = read_all(&r, &c->counts, counts_read, &list);
	bool judged = read_all(&r, &c->judged, judged_read, &list);
	bool marks = read_all(&r, &c->marks, marks_read, &list);
	r.figures->placed = targets && counts && judged && marks && period != NONE;
	if (targets) {
		(void)figures_check_targets(r.figures, log);
		if (period != NONE)
			check_targets_complete(&r, c);
	}
	if (counts)
		(void)figures_check_counts(r.figures, log);
	*files = list.files;
	*n_files = list.n;
	return r.figures;
}
