#include "engine/diag.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct row {
	const char *name;
	enum severity severity;
	const char *what[LANGS], *mend[LANGS];
} rows[DIAG_CODES] = {
#define DIAG(code, name, severity, zh, zh_mend, en, en_mend)                                       \
	[DIAG_##code] = {name, SEVERITY_##severity, {zh, en}, {zh_mend, en_mend}},
#define TEXT(id, zh, en)
#include "engine/catalog.def"
#undef DIAG
#undef TEXT
};

static const char *const texts[TEXTS][LANGS] = {
#define DIAG(code, name, severity, zh, zh_mend, en, en_mend)
#define TEXT(id, zh, en) [TEXT_##id] = {zh, en},
#include "engine/catalog.def"
#undef DIAG
#undef TEXT
};

struct diag_list {
	struct arena *arena;
	struct diag *items;
	size_t n, room, errors;
	enum severity worst;
	struct diag *sorted; /* NULL until asked for */
};

struct diag_list *diag_list_new(struct arena *a)
{
	struct diag_list *log = ARENA_NEW(a, struct diag_list);
	log->arena = a;
	return log;
}

void diag_add(struct diag_list *log, struct place place, enum diag_code code, size_t n,
              const struct words *arguments)
{
	assert(n <= DIAG_ARGUMENTS);
	if (log->n == log->room) {
		log->room = log->room ? 2 * log->room : 16;
		log->items =
		        arena_grow(log->arena, log->items, log->n, log->room, sizeof *log->items);
	}
	struct diag *d = &log->items[log->n];
	*d = (struct diag){.code = code, .place = place, .order = log->n++};
	for (size_t i = 0; i < n; i++)
		d->arguments[i] = arguments[i];
	enum severity severity = rows[code].severity;
	log->errors += severity > SEVERITY_WARNING;
	if (severity > log->worst)
		log->worst = severity;
	log->sorted = NULL;
}

void diag_append(struct diag_list *log, const struct diag_list *more)
{
	for (size_t i = 0; i < more->n; i++)
		diag_add(log, more->items[i].place, more->items[i].code, DIAG_ARGUMENTS,
		         more->items[i].arguments);
}

size_t diag_count(const struct diag_list *log)
{
	return log->n;
}

size_t diag_errors(const struct diag_list *log)
{
	return log->errors;
}

int diag_exit_code(const struct diag_list *log)
{
	return (int)log->worst;
}

/* Within one file: line, column, then as found. */
static int compare(const void *left, const void *right)
{
	const struct diag *x = left, *y = right;
	const unsigned place[][2] = {{x->place.line, y->place.line},
	                             {x->place.column, y->place.column}};
	for (size_t i = 0; i < 2; i++)
		if (place[i][0] != place[i][1])
			return place[i][0] < place[i][1] ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int same_file(const struct diag *x, const struct diag *y)
{
	const char *f = x->place.file, *g = y->place.file;
	return f == g || (f && g && !strcmp(f, g));
}

/* Groups by file as first met, each group in order of place. */
static void sort(struct diag_list *log)
{
	struct diag *out = ARENA_NEWS(log->arena, struct diag, log->n);
	bool *taken = ARENA_NEWS(log->arena, bool, log->n);
	size_t n = 0;
	for (size_t i = 0; i < log->n; i++) {
		if (taken[i])
			continue;
		size_t first = n;
		for (size_t j = i; j < log->n; j++) {
			if (taken[j] || !same_file(&log->items[i], &log->items[j]))
				continue;
			taken[j] = true;
			out[n++] = log->items[j];
		}
		qsort(out + first, n - first, sizeof *out, compare);
	}
	log->sorted = out;
}

const struct diag *diag_at(const struct diag_list *log, size_t index)
{
	assert(index < log->n);
	if (!log->sorted)
		sort((struct diag_list *)log); /* a cache: the list itself does not change */
	return &log->sorted[index];
}

const char *diag_name(enum diag_code code)
{
	return rows[code].name;
}

enum severity diag_severity(enum diag_code code)
{
	return rows[code].severity;
}

/* Of "one|many}" the form for this number; returns the last character. */
static const char *fill_form(struct buffer *out, const char *forms, const char *number)
{
	const char *bar = strchr(forms, '|'), *end = strchr(bar, '}');
	bool one = !strcmp(number, "1");
	for (const char *p = one ? forms : bar + 1; p < (one ? bar : end); p++)
		buffer_add_char(out, *p);
	return end;
}

/* Copies a text of the catalogue, replacing {0} .. {9} by the arguments. */
static void fill(struct buffer *out, const char *text, enum lang lang, size_t n,
                 const struct words *arguments)
{
	static const char closing[] = "）";
	for (const char *p = text; *p; p++) {
		size_t index = (size_t)(p[1] - '0');
		if (*p != '{' || p[1] < '0' || p[1] > '9' || (p[2] != '}' && p[2] != '|')) {
			buffer_add_char(out, *p);
			continue;
		}
		const char *word = index < n ? arguments[index].in[lang] : NULL;
		size_t length = word ? strlen(word) : 0, tail = sizeof closing - 1;
		if (p[2] == '|') {
			p = fill_form(out, p + 3, word ? word : "");
			continue;
		}
		buffer_add(out, word ? word : "");
		p += 2;
		/* A full-width bracket has its blank within. */
		if (p[1] == ' ' && length >= tail && !strcmp(word + length - tail, closing))
			p++;
	}
}

/* "!E3", as spreadsheets call a cell. */
static void print_cell(struct buffer *out, const struct place *p)
{
	char letters[8];
	size_t at = sizeof letters - 1;
	letters[at] = '\0';
	for (unsigned n = place_column(*p); n > 0 && at > 0; n = (n - 1) / 26)
		letters[--at] = (char)('A' + (n - 1) % 26);
	buffer_print(out, "!%s%u", letters + at, p->line);
}

static void print_place(struct buffer *out, const struct place *p)
{
	buffer_add(out, p->file ? p->file : "");
	if (p->line && (p->column & PLACE_CELL)) {
		print_cell(out, p);
		return;
	}
	if (p->line)
		buffer_print(out, ":%u", p->line);
	if (p->line && p->column)
		buffer_print(out, ":%u", p->column);
}

const char *place_text(struct arena *a, struct place p)
{
	struct buffer b;
	buffer_start(&b, a);
	print_place(&b, &p);
	return b.text;
}

void diag_print(struct buffer *out, const struct diag *d, enum lang lang)
{
	const struct row *row = &rows[d->code];
	bool warning = row->severity == SEVERITY_WARNING;
	if (d->place.file)
		print_place(out, &d->place);
	else
		buffer_add(out, "kaohe");
	buffer_add(out, ": ");
	buffer_add(out, text_in(warning ? TEXT_diag_warning : TEXT_diag_error, lang));
	buffer_print(out, "[%s]%s", row->name, text_in(TEXT_diag_colon, lang));
	fill(out, row->what[lang], lang, DIAG_ARGUMENTS, d->arguments);
	buffer_add(out, text_in(TEXT_diag_mend, lang));
	fill(out, row->mend[lang], lang, DIAG_ARGUMENTS, d->arguments);
	buffer_add_char(out, '\n');
}

void diag_print_all(struct buffer *out, const struct diag_list *log, enum lang lang)
{
	for (size_t i = 0; i < log->n; i++)
		diag_print(out, diag_at(log, i), lang);
}

struct words diag_first_error(struct arena *a, const struct diag_list *log)
{
	size_t i = 0;
	struct words out;
	while (i < log->n && diag_severity(diag_at(log, i)->code) == SEVERITY_WARNING)
		i++;
	for (enum lang lang = 0; lang < LANGS; lang++) {
		struct buffer b;
		buffer_start(&b, a);
		if (i < log->n)
			diag_print(&b, diag_at(log, i), lang);
		out.in[lang] = b.text;
	}
	return out;
}

const char *text_in(enum text_id id, enum lang lang)
{
	return texts[id][lang];
}

struct words text_words(enum text_id id)
{
	return (struct words){{texts[id][LANG_ZH], texts[id][LANG_EN]}};
}

const char *text_fill(struct arena *a, enum text_id id, enum lang lang, size_t n,
                      const struct words *arguments)
{
	struct buffer b;
	buffer_start(&b, a);
	fill(&b, texts[id][lang], lang, n, arguments);
	return b.text;
}
