#include "inputs/ledger.h"
#include "inputs/cells.h"
#include "inputs/ledger_row.h"
#include "inputs/names.h"
#include "inputs/tables.h"
#include "source/text_file.h"
#include <string.h>

/* Records read before what they left behind is given up. */
enum { RECORDS_HELD = 2048 };
/* Columns that a row must name in order to be the header of a sheet. */
enum { HEADER_LEAST = 3 };

/* A workbook is held while it is read. */
#define WORKBOOK_MAX (64 * 1024 * 1024)

/* One table: a text, or a sheet of a workbook. */
struct source {
	struct text_file *text; /* NULL: a sheet */
	const struct csv *sheet;
	size_t at; /* the sheet's next record */
};

struct ledgers {
	struct reading *reading;
	struct listed_files *list;
	struct source *sources;
	struct ledger_file *files; /* [source] */
	size_t n, room;
	size_t rows; /* no fewer than there are */
	struct ledger *ledger;
	bool placed;
};

/* ---- rows ---- */

/* The next record of whichever it is. */
static bool next_record(struct source *s, struct csv_reader *text, struct arena *a,
                        struct csv_record *out)
{
	if (text != NULL)
		return csv_reader_next(text, a, out);
	if (s->sheet == NULL || s->at == s->sheet->n)
		return false;
	*out = s->sheet->records[s->at++];
	return true;
}

/* A record at a time; false where anything could not be put where it belongs. */
static bool read_rows(struct ledgers *all, struct source *s, struct csv_reader *text,
                      struct ledger_reading *l)
{
	struct ledger *ledger = all->ledger;
	struct csv_record record;
	bool good = true;
	for (size_t n = 0;; n++) {
		if (n % RECORDS_HELD == 0) {
			arena_free(l->scratch);
			l->scratch = arena_scratch(all->reading->arena);
		}
		if (!next_record(s, text, l->scratch, &record))
			return good;
		if (ledger_row_read(l, &record, &ledger->rows[ledger->n]))
			ledger->n++;
		else
			good = false;
	}
}

/* The header for as long as the case. */
static bool read_header(struct ledgers *all, struct source *s, struct csv_reader *text,
                        struct csv_record *out)
{
	struct arena *a = all->reading->arena;
	if (!next_record(s, text, a, out))
		return false;
	struct csv_field *fields = ARENA_NEWS(a, struct csv_field, out->n);
	for (size_t i = 0; i < out->n; i++)
		fields[i] = (struct csv_field){arena_copy(a, out->fields[i].text),
		                               out->fields[i].place};
	out->fields = fields;
	return true;
}

static bool read_source(struct ledgers *all, size_t index)
{
	struct reading *r = all->reading;
	struct source *s = &all->sources[index];
	const struct ledger_file *f = &all->files[index];
	struct ledger_columns columns;
	struct csv_record header;
	struct csv_reader *text = NULL;
	struct ledger_reading l = {.reading = r,
	                           .rule = r->method->ledger,
	                           .columns = &columns,
	                           .file = index,
	                           .unit = f->unit};
	memset(r->unknown, 0, sizeof r->unknown);
	r->unfit = 0;
	if (s->text != NULL)
		text = csv_reader_new(r->arena, f->name, text_file_more, s->text, r->log);
	if (!read_header(all, s, text, &header)) {
		if (text == NULL ||
		    (!text_file_stopped(s->text, r->log) && !csv_reader_failed(text)))
			diag_add(r->log, (struct place){f->name, 0, 0}, DIAG_table_empty, NO_ARGS);
		return false;
	}
	bool good =
	        ledger_columns_read(r->arena, l.rule, l.unit != NONE, &header, &columns, r->log) &&
	        read_rows(all, s, text, &l);
	arena_free(l.scratch);
	if (text != NULL && text_file_stopped(s->text, r->log))
		return false;
	if (!good || text == NULL || csv_reader_failed(text))
		return good && text == NULL;
	const char *sha256 = text_file_sha256(s->text, r->log);
	if (sha256 != NULL)
		all->list->files[all->list->n++] = (struct input_file){f->name, sha256};
	return sha256 != NULL;
}

/* ---- the files ---- */

static size_t unit_of(struct reading *r, const struct case_file *f)
{
	if (f->unit == NULL)
		return NONE;
	size_t unit = names_find(r->names, NAMES_UNIT, f->unit);
	if (unit < r->method->n_units)
		return unit;
	diag_add(r->log, f->unit_place, DIAG_unit_unknown,
	         ARGS(words_same(f->unit), names_mend(r->names, NAMES_UNIT, NAMES_ANY, f->unit)));
	return NONE;
}

static void add_source(struct ledgers *all, struct source s, struct ledger_file f)
{
	struct arena *a = all->reading->arena;
	if (all->n == all->room) {
		size_t room = all->room == 0 ? 16 : 2 * all->room;
		all->sources = arena_grow(a, all->sources, all->n, room, sizeof *all->sources);
		all->files = arena_grow(a, all->files, all->n, room, sizeof *all->files);
		all->room = room;
	}
	all->sources[all->n] = s;
	all->files[all->n++] = f;
	all->rows += s.text != NULL ? text_file_lines(s.text) : s.sheet->n;
}

static bool is_header(void *context, const struct csv *csv)
{
	const struct ledgers *all = context;
	return ledger_columns_found(all->reading->arena, &csv->records[0]) >= HEADER_LEAST;
}

/* Every sheet that has a ledger's header. */
static bool open_workbook(struct ledgers *all, const struct case_file *f, size_t unit)
{
	struct reading *r = all->reading;
	const struct file *file =
	        file_read(r->arena, f->path, f->name, f->place, WORKBOOK_MAX, r->log);
	if (file == NULL)
		return false;
	all->list->files[all->list->n++] = (struct input_file){file->name, file->sha256};
	const struct tables *tables = tables_read(r->arena, file, is_header, all, r->log);
	for (size_t i = 0; tables != NULL && i < tables->n; i++) {
		const struct csv *sheet = &tables->list[i];
		add_source(
		        all, (struct source){.sheet = sheet},
		        (struct ledger_file){sheet->records[0].fields[0].place.file, unit, true});
	}
	return tables != NULL;
}

/* Opens them all, so that room for the rows is made once. */
static void open_files(struct ledgers *all, const struct case_files *named)
{
	struct reading *r = all->reading;
	for (size_t i = 0; i < named->n; i++) {
		const struct case_file *f = &named->files[i];
		size_t errors = diag_errors(r->log), unit = unit_of(r, f);
		bool archive = false;
		struct text_file *text =
		        text_file_open(r->arena, f->path, f->name, f->place, &archive, r->log);
		if (text != NULL)
			add_source(all, (struct source){.text = text},
			           (struct ledger_file){f->name, unit, false});
		bool good = archive ? open_workbook(all, f, unit) : text != NULL;
		all->placed = all->placed && good && diag_errors(r->log) == errors;
	}
	all->ledger->rows = ARENA_NEWS(r->arena, struct ledger_row, all->rows);
}

/* ---- periods ---- */

static bool span_of(const struct method *m, size_t period, struct date_span *out)
{
	const struct period *p = &m->periods[period];
	*out = p->span;
	return p->span.first != 0 || date_read_span(p->named.id, out);
}

/* The assessed period, or those that it is combined of. */
static const struct ledger_part *parts_of(struct reading *r, const struct case_config *c, size_t *n)
{
	const struct method *m = r->method;
	const struct period *p = &m->periods[r->figures->period];
	struct ledger_part *parts = ARENA_NEWS(r->arena, struct ledger_part, p->n_parts + 1);
	*n = p->n_parts > 0 ? p->n_parts : 1;
	for (size_t i = 0; i < *n; i++) {
		parts[i].period = p->n_parts > 0 ? p->parts[i].period : r->figures->period;
		if (!span_of(m, parts[i].period, &parts[i].span))
			diag_add(r->log, c->period_place, DIAG_ledger_period,
			         ARGS(m->periods[parts[i].period].named.name));
	}
	return parts;
}

/* ---- counts ---- */

/* The first row of each cell, whatever became of it, + 1; and which units have any. */
struct covered {
	uint32_t *rows;  /* [unit][item][type] */
	uint16_t *files; /* [unit] + 1 */
};

static size_t cell_of(const struct method *m, size_t unit, size_t item, size_t type)
{
	return (unit * m->n_items + item) * m->n_types + type;
}

static struct covered cover(struct arena *a, const struct ledger *l)
{
	const struct method *m = l->method;
	struct covered c = {ARENA_NEWS(a, uint32_t, m->n_units * m->n_items * m->n_types),
	                    ARENA_NEWS(a, uint16_t, m->n_units)};
	for (size_t i = 0; i < l->n_files; i++)
		if (l->files[i].unit != NONE && c.files[l->files[i].unit] == 0)
			c.files[l->files[i].unit] = (uint16_t)(i + 1);
	for (uint32_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		size_t submitter = l->files[r->file].unit;
		if (submitter != NONE && submitter != r->unit)
			continue;
		uint32_t *first = &c.rows[cell_of(m, r->unit, r->item, r->type)];
		if (*first == 0)
			*first = i + 1;
		if (c.files[r->unit] == 0)
			c.files[r->unit] = (uint16_t)(r->file + 1);
	}
	return c;
}

static void put_count(struct reading *r, const struct ledger *l, const struct covered *c,
                      size_t unit, size_t item, size_t type, size_t period)
{
	const struct method *m = r->method;
	struct figure *cell = figures_count_in(r->figures, unit, item, type, period);
	const uint32_t first = c->rows[cell_of(m, unit, item, type)];
	if (cell->place.file != NULL && first != 0)
		diag_add(r->log, cell->place, DIAG_ledger_and_count,
		         ARGS(figures_cell_name(r->arena, m, unit, item, type,
		                                cells_period_shown(r, period)),
		              words_same(place_text(r->arena, ledger_place(l, first - 1)))));
	/* Of a unit in the ledger, no row where something is asked for is a 0. */
	if (cell->place.file != NULL ||
	    (first == 0 &&
	     figures_target(r->figures, unit, item, type, period)->state != FIGURE_NUMBER))
		return;
	const struct ledger_rows rows = ledger_cell(l, unit, item, type, period);
	cell->state = FIGURE_NUMBER;
	cell->value = ledger_count(r->arena, l, rows);
	cell->place = rows.n > 0  ? ledger_place(l, rows.rows[0])
	              : first > 0 ? ledger_place(l, first - 1)
	                          : (struct place){l->files[c->files[unit] - 1].name, 0, 0};
}

static void put_counts(struct reading *r, const struct ledger *l, const struct ledger_part *parts,
                       size_t n_parts)
{
	const struct method *m = r->method;
	const struct covered c = cover(r->arena, l);
	for (size_t unit = 0; unit < m->n_units; unit++)
		for (size_t item = 0; item < m->n_items && c.files[unit] != 0; item++)
			for (size_t type = 0; type < m->n_types && figures_counted(m, item); type++)
				for (size_t i = 0; i < n_parts; i++)
					put_count(r, l, &c, unit, item, type, parts[i].period);
}

const struct ledger *ledger_read(struct reading *r, const struct case_config *c,
                                 struct listed_files *list, bool *placed)
{
	const struct case_files *named = &c->ledgers;
	size_t errors = diag_errors(r->log), n_parts;
	*placed = named->sound;
	if (named->n == 0)
		return NULL;
	struct ledger *l = ARENA_NEW(r->arena, struct ledger);
	struct ledgers all = {.reading = r, .list = list, .ledger = l, .placed = named->sound};
	*l = (struct ledger){.method = r->method, .as_of = r->figures->as_of, .unit = NONE};
	open_files(&all, named);
	for (size_t i = 0; i < all.n; i++)
		all.placed = read_source(&all, i) && all.placed;
	l->files = all.files;
	l->n_files = all.n;
	const struct ledger_part *parts = parts_of(r, c, &n_parts);
	*placed = all.placed && diag_errors(r->log) == errors;
	if (!*placed)
		return NULL;
	ledger_judge(r->arena, l, parts, n_parts);
	put_counts(r, l, parts, n_parts);
	ledger_say_blocked(r->arena, l, r->log);
	return l;
}
