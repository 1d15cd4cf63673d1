/* entries.c - entries of a plan's lists: one row for every stage that an entry came to. */
#include "inputs/cells.h"
#include "inputs/rows.h"
#include "inputs/times.h"
#include <stdlib.h>
#include <string.h>

struct row {
	size_t list, order;
	const char *key; /* of the name */
	const char *name, *lead, *about, *replaces;
	struct place name_at, date_at, replaces_at;
	struct list_event event; /* day 0: the date or stage was refused */
};
struct entry_rows {
	/* [list]: its stages and tiers, its entries; NULL until asked for. */
	const struct names **names, **entries;
	struct row *list;
	size_t n, room;
};

/* ---- rows ---- */

static struct entry_rows *rows_of(struct reading *r)
{
	if (r->entries != NULL)
		return r->entries;
	r->entries = ARENA_NEW(r->arena, struct entry_rows);
	size_t lists = r->method->plan->n_lists;
	r->entries->names = ARENA_NEWS(r->arena, const struct names *, lists);
	r->entries->entries = ARENA_NEWS(r->arena, const struct names *, lists);
	return r->entries;
}

static void add(struct reading *r, const struct row *row)
{
	struct entry_rows *rows = rows_of(r);
	if (rows->n == rows->room) {
		size_t room = rows->room == 0 ? 64 : 2 * rows->room;
		rows->list = arena_grow(r->arena, rows->list, rows->n, room, sizeof *rows->list);
		rows->room = room;
	}
	rows->list[rows->n] = *row;
	rows->list[rows->n].order = rows->n;
	rows->n++;
}

static const struct names *names_of(struct reading *r, size_t list)
{
	const struct names **names = &rows_of(r)->names[list];
	if (*names == NULL)
		*names = names_new_list(r->arena, r->method, &r->method->plan->lists[list], r->log);
	return *names;
}

static bool is_given(struct reading *r, const struct csv_field *f, enum text_id column)
{
	if (*f->text == '\0')
		diag_add(r->log, f->place, DIAG_empty_field, ARGS(text_words(column)));
	return *f->text != '\0';
}

/* Days alone: a month or year does not say which entry came first. */
static void refuse_date(struct reading *r, const struct csv_field *f)
{
	struct words mend = text_words(TEXT_mend_day);
	const char *meant = times_meant(r->arena, f->text);
	struct date_span span;
	if (meant != NULL && date_read_span(meant, &span))
		for (int lang = 0; lang < LANGS; lang++)
			mend.in[lang] = text_fill(
			        r->arena,
			        span.first == span.last ? TEXT_mend_write : TEXT_mend_to_day,
			        (enum lang)lang, ARGS(words_same(date_text(r->arena, span.last))));
	diag_add(r->log, f->place, DIAG_day_invalid, ARGS(words_same(f->text), mend));
}

static bool read_event(struct reading *r, size_t list, const struct csv_field *const *fields,
                       struct list_event *out)
{
	const struct csv_field *date = fields[COLUMN_DATE], *tier = fields[COLUMN_TIER];
	bool sound = is_given(r, date, TEXT_column_date);
	if (sound && !times_read_day(r->arena, date->text, &out->day)) {
		refuse_date(r, date);
		sound = false;
	}
	out->tier = NONE;
	if (list == NONE)
		return false;
	out->stage = cells_name(r, names_of(r, list), NAMES_STAGE, fields[COLUMN_STAGE]);
	if (*tier->text != '\0')
		out->tier = cells_name(r, names_of(r, list), NAMES_TIER, tier);
	return sound && out->stage != NONE && (*tier->text == '\0' || out->tier != NONE);
}

static bool read_row(struct reading *r, const struct csv_field *const *fields)
{
	const struct csv_field *name = fields[COLUMN_ENTRY];
	struct row row = {.key = names_key(r->arena, name->text),
	                  .name = name->text,
	                  .lead = fields[COLUMN_LEAD]->text,
	                  .about = fields[COLUMN_ABOUT]->text,
	                  .replaces = fields[COLUMN_REPLACES]->text,
	                  .name_at = name->place,
	                  .date_at = fields[COLUMN_DATE]->place,
	                  .replaces_at = fields[COLUMN_REPLACES]->place,
	                  .event = {.replaces = NONE,
	                            .note = fields[COLUMN_REMARK]->text,
	                            .place = name->place}};
	row.list = cells_name(r, r->names, NAMES_LIST, fields[COLUMN_LIST]);
	bool named = is_given(r, name, TEXT_column_entry);
	bool sound = read_event(r, row.list, fields, &row.event);
	if (row.list == NONE || !named)
		return false;
	if (!sound)
		row.event.day = 0;
	add(r, &row);
	return sound;
}

bool entries_read(struct reading *r, const struct csv *csv)
{
	return rows_read(r, &columns_entries, csv, read_row);
}

/* ---- entries ---- */

/* One entry: its rows, which stand together once they are sorted. */
struct entry {
	struct row *rows;
	size_t n, order;               /* order: of its first row in the file */
	struct list_event *events;     /* sound ones */
	const struct row **event_rows; /* where each of them stands */
	size_t n_events;
	const struct row **replaced_by; /* [event]: who took the place that it left free */
};
struct entries {
	struct entry *list;      /* in order of list and key */
	struct entry **in_order; /* of list and file */
	size_t n;
	size_t *first; /* [list]: its first one in in_order; of the list behind the last: n */
};

static int by_index(size_t x, size_t y)
{
	return x < y ? -1 : x > y;
}

static int compare_rows(const void *left, const void *right)
{
	const struct row *x = left, *y = right;
	int order = by_index(x->list, y->list);
	if (order == 0)
		order = strcmp(x->key, y->key);
	return order != 0 ? order : by_index(x->order, y->order);
}

static int compare_order(const void *left, const void *right)
{
	const struct entry *x = *(struct entry *const *)left, *y = *(struct entry *const *)right;
	int order = by_index(x->rows->list, y->rows->list);
	return order != 0 ? order : by_index(x->order, y->order);
}

static struct entries group(struct reading *r, struct entry_rows *rows)
{
	struct entries e = {.list = ARENA_NEWS(r->arena, struct entry, rows->n)};
	if (rows->n > 0)
		qsort(rows->list, rows->n, sizeof *rows->list, compare_rows);
	for (size_t i = 0; i < rows->n; i++) {
		struct row *row = &rows->list[i];
		bool same =
		        i > 0 && row[-1].list == row->list && strcmp(row[-1].key, row->key) == 0;
		if (!same)
			e.list[e.n++] = (struct entry){.rows = row, .order = row->order};
		e.list[e.n - 1].n++;
	}
	e.in_order = ARENA_NEWS(r->arena, struct entry *, e.n);
	for (size_t i = 0; i < e.n; i++)
		e.in_order[i] = &e.list[i];
	if (e.n > 0)
		qsort(e.in_order, e.n, sizeof *e.in_order, compare_order);
	e.first = ARENA_NEWS(r->arena, size_t, r->method->plan->n_lists + 1);
	for (size_t l = 0, i = 0; l <= r->method->plan->n_lists; l++) {
		while (i < e.n && e.in_order[i]->rows->list < l)
			i++;
		e.first[l] = i;
	}
	return e;
}

/* Days must rise from row to row; one that does not is left out after it was reported. */
static bool follows(struct reading *r, const struct entry *e, const struct row *row)
{
	if (e->n_events == 0)
		return true;
	const struct row *last = e->event_rows[e->n_events - 1];
	struct words name = words_same(row->name), where = cells_place(r->arena, last->date_at);
	struct words day = words_same(date_text(r->arena, row->event.day));
	if (row->event.day > last->event.day)
		return true;
	if (row->event.day == last->event.day)
		diag_add(r->log, row->date_at, DIAG_entry_day, ARGS(name, day, where));
	else
		diag_add(r->log, row->date_at, DIAG_entry_order,
		         ARGS(name, day, words_same(date_text(r->arena, last->event.day)), where));
	return false;
}

/* A tier that is not given again is as it was. */
static void collect_events(struct reading *r, struct entry *e)
{
	e->events = ARENA_NEWS(r->arena, struct list_event, e->n);
	e->event_rows = ARENA_NEWS(r->arena, const struct row *, e->n);
	e->replaced_by = ARENA_NEWS(r->arena, const struct row *, e->n);
	for (size_t i = 0; i < e->n; i++) {
		struct row *row = &e->rows[i];
		if (row->event.day == 0 || !follows(r, e, row))
			continue;
		if (row->event.tier == NONE && e->n_events > 0)
			row->event.tier = e->events[e->n_events - 1].tier;
		e->event_rows[e->n_events] = row;
		e->events[e->n_events++] = row->event;
	}
}

/* ---- who replaces whom ---- */

static const struct names *entry_names(struct reading *r, const struct entries *all, size_t list)
{
	const struct names **names = &rows_of(r)->entries[list];
	if (*names != NULL)
		return *names;
	size_t first = all->first[list], n = all->first[list + 1] - first;
	struct named *named = ARENA_NEWS(r->arena, struct named, n);
	for (size_t i = 0; i < n; i++)
		named[i].name = words_same(all->in_order[first + i]->rows->name);
	*names = names_new_entries(r->arena, r->method, named, n);
	return *names;
}

/* The event that left the place free: the latest up to the day, if it is one of dropping out. */
static size_t left_by(const struct reading *r, const struct entry *e, long day)
{
	const struct plan_list *list = &r->method->plan->lists[e->rows->list];
	size_t n = e->n_events;
	while (n > 0 && e->events[n - 1].day > day)
		n--;
	return n > 0 && list->stages[e->events[n - 1].stage].out ? n - 1 : NONE;
}

static void link_event(struct reading *r, const struct entries *all, const struct row *row,
                       struct list_event *event)
{
	const struct csv_field field = {row->replaces, row->replaces_at};
	size_t index = cells_name(r, entry_names(r, all, row->list), NAMES_ENTRY, &field);
	if (index == NONE)
		return;
	struct entry *e = all->in_order[all->first[row->list] + index];
	size_t left = left_by(r, e, row->event.day);
	if (left == NONE) {
		diag_add(r->log, row->replaces_at, DIAG_replaced_in,
		         ARGS(words_same(e->rows->name),
		              words_same(date_text(r->arena, row->event.day)),
		              words_same(row->name)));
	} else if (e->replaced_by[left] != NULL) {
		const struct row *first = e->replaced_by[left];
		diag_add(r->log, row->replaces_at, DIAG_replaced_twice,
		         ARGS(words_same(e->rows->name), words_same(first->name),
		              cells_place(r->arena, first->replaces_at)));
	} else {
		e->replaced_by[left] = row;
		event->replaces = index;
	}
}

struct link {
	const struct row *row;
	struct list_event *event;
};

static int compare_links(const void *left, const void *right)
{
	const struct link *x = left, *y = right;
	return by_index(x->row->order, y->row->order);
}

/* In order of the file, so that the later of two replacements is the one too many. */
static void link_all(struct reading *r, const struct entries *all, size_t n_rows)
{
	struct link *links = ARENA_NEWS(r->arena, struct link, n_rows);
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->list[i].n_events; k++)
			if (*all->list[i].event_rows[k]->replaces != '\0')
				links[n++] = (struct link){all->list[i].event_rows[k],
				                           &all->list[i].events[k]};
	if (n > 0)
		qsort(links, n, sizeof *links, compare_links);
	for (size_t i = 0; i < n; i++)
		link_event(r, all, links[i].row, links[i].event);
}

/* ---- what the case holds ---- */

/* What an entry's last row says of it. */
static struct list_entry entry_of(const struct entry *e)
{
	struct list_entry out = {.name = e->rows->name,
	                         .id = "",
	                         .lead = "",
	                         .about = "",
	                         .events = e->events,
	                         .n_events = e->n_events};
	for (size_t i = 0; i < e->n; i++) {
		out.lead = *e->rows[i].lead != '\0' ? e->rows[i].lead : out.lead;
		out.about = *e->rows[i].about != '\0' ? e->rows[i].about : out.about;
	}
	return out;
}

void entries_finish(struct reading *r, struct observed *out, bool all)
{
	size_t lists = r->method->plan->n_lists;
	struct entry_rows *rows = rows_of(r);
	struct entries e = group(r, rows);
	for (size_t i = 0; i < e.n; i++)
		collect_events(r, e.in_order[i]);
	if (all)
		link_all(r, &e, rows->n);
	const struct list_entry **entries = ARENA_NEWS(r->arena, const struct list_entry *, lists);
	size_t *lengths = ARENA_NEWS(r->arena, size_t, lists);
	struct list_entry *list = ARENA_NEWS(r->arena, struct list_entry, e.n);
	for (size_t i = 0; i < e.n; i++)
		list[i] = entry_of(e.in_order[i]);
	for (size_t l = 0; l < lists; l++) {
		entries[l] = list + e.first[l];
		lengths[l] = e.first[l + 1] - e.first[l];
	}
	out->entries = entries;
	out->n_entries = lengths;
}
