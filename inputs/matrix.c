/* matrix.c - see matrix.h. */
#include "inputs/matrix.h"
#include "engine/combine.h"
#include "engine/nearest.h"
#include "engine/scoring.h"
#include "inputs/columns.h"
#include "inputs/names.h"
#include "inputs/numbers.h"
#include "inputs/tables.h"
#include "source/file.h"
#include <stdlib.h>
#include <string.h>

/* A table of all counties of a country and a hundred items has some two million bytes. */
#define MATRIX_SIZE_MAX (64 * 1024 * 1024)

/* Tables repeat their values: how many texts are remembered, each at the slot of its hash. */
enum { SLOTS = 1 << 14 };
struct known {
	const char *text;
	const ratio *value;
};

struct table {
	struct arena *arena;
	struct arena *scratch; /* of the files as texts: given up once the table is sound */
	struct arena *large;   /* of the values */
	struct diag_list *log;
	const struct csv_record *header;
	size_t n;           /* fields of the header, without nameless ones at its end */
	struct unit *units; /* of the method */
	struct item *items; /* the root first */
	size_t n_units, n_items;
	bool workbook; /* so that names of sheets, in places, outlive the texts */
	const ratio **values;
	struct known *known; /* [SLOTS] */
};

/* ---- files ---- */

/* NULL after a finding. */
static const struct csv *read_file(struct table *t, const char *path, struct input_file *read)
{
	struct arena *a = t->scratch;
	const struct file *f =
	        file_read(a, path, path, (struct place){path, 0, 0}, MATRIX_SIZE_MAX, t->log);
	if (f == NULL)
		return NULL;
	*read = (struct input_file){path, arena_copy(t->arena, f->sha256)};
	const struct tables *tables = tables_read(a, f, NULL, NULL, t->log);
	if (tables == NULL)
		return NULL;
	t->workbook = t->workbook || tables->workbook;
	return tables->list;
}

/* ---- names ---- */

static struct named named(const struct table *t, const struct csv_field *f)
{
	const char *name = arena_copy(t->arena, f->text);
	return (struct named){.id = name, .name = words_same(name), .place = f->place};
}

static int by_name(const void *left, const void *right)
{
	const struct named *const *x = left, *const *y = right;
	int order = strcmp((*x)->id, (*y)->id);
	if (order != 0)
		return order;
	return (*x)->place.line != (*y)->place.line
	               ? ((*x)->place.line < (*y)->place.line ? -1 : 1)
	               : ((*x)->place.column > (*y)->place.column) -
	                         ((*x)->place.column < (*y)->place.column);
}

/* Sorts names and tells each one that stands before. */
static void refuse_twice(const struct table *t, const struct named **names, size_t n,
                         enum diag_code code)
{
	qsort(names, n, sizeof(const struct named *), by_name);
	for (size_t i = 1; i < n; i++)
		if (strcmp(names[i - 1]->id, names[i]->id) == 0)
			diag_add(t->log, names[i]->place, code,
			         ARGS(words_same(names[i]->id),
			              words_same(arena_print(t->arena, "%u",
			                                     names[i - 1]->place.line))));
}

static void check_units(const struct table *t)
{
	const struct named **names = ARENA_NEWS(t->arena, const struct named *, t->n_units);
	size_t n = 0;
	for (size_t u = 0; u < t->n_units; u++)
		if (*t->units[u].named.id != '\0')
			names[n++] = &t->units[u].named;
	refuse_twice(t, names, n, DIAG_matrix_unit_twice);
	if (t->n_units < 2)
		diag_add(t->log, (struct place){t->header->fields[0].place.file, 0, 0},
		         DIAG_matrix_units,
		         ARGS(words_same(arena_print(t->arena, "%zu", t->n_units))));
}

/* ---- the header ---- */

static void read_items(struct table *t)
{
	const struct csv_field *fields = t->header->fields;
	const struct named **names = ARENA_NEWS(t->arena, const struct named *, t->n);
	size_t *children = ARENA_NEWS(t->arena, size_t, t->n);
	struct scoring *scoring = ARENA_NEW(t->arena, struct scoring);
	*scoring = (struct scoring){
	        .method = scoring_find("value"), .input = INPUT_VALUES, .clause = NONE};
	size_t n = 0;
	for (size_t i = 1; i < t->n; i++) {
		if (*fields[i].text == '\0')
			diag_add(t->log, fields[i].place, DIAG_empty_field,
			         ARGS(text_words(TEXT_column_weighed)));
		else
			names[n++] = &t->items[i].named;
		t->items[i] = (struct item){
		        .named = named(t, &fields[i]), .scoring = scoring, .clause = NONE};
		children[i - 1] = i;
	}
	refuse_twice(t, names, n, DIAG_column_twice);
	t->n_items = t->n;
	t->items[0] = (struct item){.named = {.id = "total", .name = text_words(TEXT_matrix_total)},
	                            .parent = NONE,
	                            .children = children,
	                            .n_children = t->n - 1,
	                            .points = ratio_of(t->arena, 100, 1),
	                            .declared = ratio_of(t->arena, 100, 1),
	                            .clause = NONE,
	                            .combination = combine_find("weighted"),
	                            .normalise = true};
	for (size_t i = 0; i < PARAMS_MAX; i++)
		t->items[0].params[i].policy = NONE;
}

static bool read_header(struct table *t)
{
	t->n = t->header->n;
	while (t->n > 1 && *t->header->fields[t->n - 1].text == '\0')
		t->n--;
	if (t->n < 2) {
		const struct csv_record first = {t->header->fields, 1};
		if (!columns_cut_otherwise(&first, t->log))
			diag_add(t->log, t->header->fields[0].place, DIAG_matrix_items, NO_ARGS);
		return false;
	}
	t->items = ARENA_NEWS(t->arena, struct item, t->n);
	read_items(t);
	return true;
}

/* ---- the rows ---- */

/* FNV-1a */
static size_t slot_of(const char *text)
{
	uint32_t hash = 2166136261u;
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	return (hash ^ hash >> 16) % SLOTS;
}

/* The number of a cell; NULL after a finding. */
static const ratio *read_value(struct table *t, size_t item, const struct csv_field *f)
{
	if (*f->text == '\0' || strcmp(f->text, "-") == 0) {
		diag_add(t->log, f->place, DIAG_matrix_blank,
		         ARGS(words_same(t->items[item].named.id)));
		return NULL;
	}
	struct known *known = &t->known[slot_of(f->text)];
	if (known->text != NULL && strcmp(known->text, f->text) == 0)
		return known->value;
	const ratio *value = numbers_read(t->large, NUMBER_CELL, false, f, t->log).value;
	if (value == NULL)
		return NULL;
	if (ratio_sign(value) < 0 || ratio_cmp(value, ratio_of(t->arena, 100, 1)) > 0) {
		diag_add(t->log, f->place, DIAG_matrix_range, ARGS(words_same(f->text)));
		return NULL;
	}
	*known = (struct known){f->text, value};
	return value;
}

static void read_row(struct table *t, const struct csv_record *record)
{
	struct unit *unit = &t->units[t->n_units];
	const ratio **values = t->values + t->n_units * (t->n - 1);
	*unit = (struct unit){
	        .named = named(t, &record->fields[0]), .assessed = true, .group = NONE};
	t->n_units++;
	if (*unit->named.id == '\0')
		diag_add(t->log, unit->named.place, DIAG_empty_field,
		         ARGS(text_words(TEXT_head_unit)));
	for (size_t i = t->n; i < record->n; i++)
		if (*record->fields[i].text != '\0')
			diag_add(t->log, record->fields[i].place, DIAG_row_long,
			         ARGS(words_same(record->fields[i].text)));
	for (size_t i = 1; i < t->n && i < record->n; i++)
		values[i - 1] = read_value(t, i, &record->fields[i]);
	if (record->n < t->n)
		diag_add(t->log, record->fields[record->n - 1].place, DIAG_row_short,
		         ARGS(words_same(arena_print(t->arena, "%zu", record->n)),
		              words_same(arena_print(t->arena, "%zu", t->n))));
}

/* False where not even its header can be used. */
static bool read_table(struct table *t, const struct csv *csv)
{
	t->header = &csv->records[0];
	if (!read_header(t))
		return false;
	t->units = ARENA_NEWS(t->arena, struct unit, csv->n);
	t->values = ARENA_NEWS(t->large, const ratio *, csv->n *(t->n - 1));
	t->known = ARENA_NEWS(t->scratch, struct known, SLOTS);
	for (size_t i = 1; i < csv->n; i++)
		read_row(t, &csv->records[i]);
	check_units(t);
	return true;
}

/* ---- weights ---- */

/* By name as written, else by one that differs in blanks or width only. NONE. */
static size_t find_item(const struct table *t, const char *name)
{
	size_t found = NONE;
	for (size_t i = 1; i < t->n_items; i++)
		if (strcmp(t->items[i].named.id, name) == 0)
			return i;
	const char *key = names_key(t->scratch, name);
	for (size_t i = 1; i < t->n_items; i++) {
		if (strcmp(names_key(t->scratch, t->items[i].named.id), key) != 0)
			continue;
		if (found != NONE)
			return NONE;
		found = i;
	}
	return found;
}

static void say_unknown(const struct table *t, const struct csv_field *f)
{
	const char **names = ARENA_NEWS(t->arena, const char *, t->n_items);
	for (size_t i = 1; i < t->n_items; i++)
		names[i - 1] = t->items[i].named.id;
	diag_add(t->log, f->place, DIAG_weights_item_unknown,
	         ARGS(words_same(f->text),
	              nearest_words(t->arena, nearest(t->arena, f->text, names))));
}

static void read_weight(struct table *t, const struct csv_field *const *fields, unsigned *lines)
{
	const struct csv_field *name = fields[COLUMN_ITEM], *number = fields[COLUMN_WEIGHT];
	size_t item = NONE;
	if (*name->text == '\0')
		diag_add(t->log, name->place, DIAG_empty_field,
		         ARGS(text_words(TEXT_column_weighed)));
	else if ((item = find_item(t, name->text)) == NONE)
		say_unknown(t, name);
	else if (lines[item] != 0)
		diag_add(t->log, name->place, DIAG_weights_item_twice,
		         ARGS(words_same(name->text),
		              words_same(arena_print(t->arena, "%u", lines[item]))));
	const ratio *weight = numbers_read(t->arena, NUMBER_WEIGHT, false, number, t->log).value;
	if (weight != NULL && ratio_sign(weight) < 0)
		diag_add(t->log, number->place, DIAG_weights_negative,
		         ARGS(words_same(number->text)));
	if (item == NONE || lines[item] != 0)
		return;
	lines[item] = name->place.line;
	t->items[item].weight = weight;
}

static void check_weights(const struct table *t, const unsigned *lines, const char *file)
{
	bool whole = true, any = false;
	for (size_t i = 1; i < t->n_items; i++) {
		whole = whole && t->items[i].weight != NULL;
		any = any || (whole && ratio_sign(t->items[i].weight) != 0);
		if (lines[i] == 0)
			diag_add(t->log, (struct place){file, 0, 0}, DIAG_weights_item_missing,
			         ARGS(words_same(t->items[i].named.id)));
	}
	if (whole && !any)
		diag_add(t->log, (struct place){file, 0, 0}, DIAG_weights_zero, NO_ARGS);
}

static void read_weights(struct table *t, const struct csv *csv)
{
	struct columns columns;
	unsigned *lines = ARENA_NEWS(t->arena, unsigned, t->n_items); /* where each was given */
	if (!columns_read(t->arena, &columns_weights, &csv->records[0], &columns, t->log))
		return;
	for (size_t i = 1; i < csv->n; i++) {
		const struct csv_field *fields[COLUMNS];
		if (columns_take(&columns_weights, &columns, &csv->records[i], t->arena, fields,
		                 t->log))
			read_weight(t, fields, lines);
	}
	check_weights(t, lines, csv->records[0].fields[0].place.file);
}

static void weigh_alike(struct table *t)
{
	for (size_t i = 1; i < t->n_items; i++)
		t->items[i].weight = ratio_of(t->arena, 1, 1);
}

/* ---- the whole ---- */

static const struct method *method_of(struct table *t, const char *path)
{
	struct method *m = ARENA_NEW(t->arena, struct method);
	method_derive_points(t->arena, t->items, 0);
	*m = (struct method){.arena = t->arena,
	                     .id = path,
	                     .title = words_same(path),
	                     .file = path,
	                     .units = t->units,
	                     .n_units = t->n_units,
	                     .items = t->items,
	                     .n_items = t->n_items,
	                     .decimals = 2,
	                     .rounding = ROUND_HALF_UP,
	                     .rounding_clause = NONE};
	return m;
}

static void release(void *scratch)
{
	arena_free(scratch);
}

static void release_values(void *matrix)
{
	matrix_forget_values(matrix);
}

struct matrix *matrix_read(struct arena *a, const char *path, const char *weights,
                           struct diag_list *log)
{
	struct table t = {
	        .arena = a, .scratch = arena_scratch(a), .large = arena_scratch(a), .log = log};
	struct input_file *files = ARENA_NEWS(a, struct input_file, 2);
	size_t errors = diag_errors(log);
	const struct csv *csv = read_file(&t, path, &files[0]), *csv_weights = NULL;
	if (weights != NULL)
		csv_weights = read_file(&t, weights, &files[1]);
	bool usable = csv != NULL && read_table(&t, csv);
	if (usable && csv_weights != NULL)
		read_weights(&t, csv_weights);
	if (!usable || diag_errors(log) > errors) {
		/* Findings name what stands in these. */
		arena_at_end(a, release, t.scratch);
		arena_at_end(a, release, t.large);
		return NULL;
	}
	if (t.workbook)
		arena_at_end(a, release, t.scratch);
	else
		arena_free(t.scratch);
	if (weights == NULL)
		weigh_alike(&t);
	struct matrix *m = ARENA_NEW(a, struct matrix);
	*m = (struct matrix){.method = method_of(&t, path),
	                     .values = t.values,
	                     .arena_of_values = t.large,
	                     .heading = {.title = words_same(path),
	                                 .issuer = words_same(""),
	                                 .as_of = "",
	                                 .files = files,
	                                 .n_files = weights != NULL ? 2 : 1}};
	arena_at_end(a, release_values, m);
	return m;
}

void matrix_forget_values(struct matrix *m)
{
	arena_free(m->arena_of_values);
	m->arena_of_values = NULL;
	m->values = NULL;
}
