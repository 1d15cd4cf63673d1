/* csv.c - see csv.h. One pass; a bad quote is reported and the rest is read on. A text that is read
 * piece by piece stands in a window; a record that the window cuts is read again once it is whole.
 */
#include "source/csv.h"
#include "engine/buffer.h"
#include <string.h>

struct parser {
	struct arena *arena;
	struct arena *messages; /* where findings live */
	struct diag_list *log;
	const char *at, *end;
	struct place place; /* of the field being read */
	unsigned line;      /* of `at` */
	unsigned column;    /* fields of this record so far, kept or not */
	bool failed;
	struct csv_field *fields;
	size_t n_fields, room_fields;
};

/* Spaces that people and spreadsheets leave around a figure: bytes of the blank that begins
 * (or, from the other side, ends) at the text, or 0. */
static const char *const blanks[] = {" ", "\t", "\xE3\x80\x80", "\xC2\xA0"};

static size_t blank_before(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t n = strlen(blanks[i]);
		if (n <= length && memcmp(text, blanks[i], n) == 0)
			return n;
	}
	return 0;
}

static size_t blank_after(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t n = strlen(blanks[i]);
		if (n <= length && memcmp(text + length - n, blanks[i], n) == 0)
			return n;
	}
	return 0;
}

const char *csv_trimmed(struct arena *a, const char *text, size_t length)
{
	size_t n;
	while ((n = blank_before(text, length)) > 0) {
		text += n;
		length -= n;
	}
	while ((n = blank_after(text, length)) > 0)
		length -= n;
	return arena_copy_n(a, text, length);
}

/* Bytes of the line end at p: 2, 1 or 0. */
static size_t line_end(const struct parser *p, const char *at)
{
	if (at >= p->end)
		return 0;
	if (*at == '\n')
		return 1;
	if (*at == '\r')
		return at + 1 < p->end && at[1] == '\n' ? 2 : 1;
	return 0;
}

static bool at_field_end(const struct parser *p)
{
	return p->at >= p->end || *p->at == ',' || line_end(p, p->at) > 0;
}

static void complain(struct parser *p)
{
	diag_add(p->log, p->place, DIAG_csv_quote, NO_ARGS);
	p->failed = true;
}

/* A quote that is closed lines later makes a field of all between: say so, and keep it short. */
static const char *checked(struct parser *p, const char *text)
{
	if (strlen(text) <= CSV_FIELD_MAX)
		return text;
	diag_add(p->log, p->place, DIAG_field_long,
	         ARGS(words_same(arena_print(p->messages, "%d", CSV_FIELD_MAX))));
	p->failed = true;
	return "";
}

static void add_field(struct parser *p, const char *text)
{
	p->column++;
	if (p->n_fields == CSV_FIELDS_MAX) {
		if (p->column == CSV_FIELDS_MAX + 1)
			diag_add(p->log, p->place, DIAG_fields_many,
			         ARGS(words_same(arena_print(p->messages, "%d", CSV_FIELDS_MAX))));
		p->failed = true;
		return;
	}
	if (p->n_fields == p->room_fields) {
		size_t room = p->room_fields == 0 ? 16 : 2 * p->room_fields;
		p->fields = arena_grow(p->arena, p->fields, p->n_fields, room, sizeof *p->fields);
		p->room_fields = room;
	}
	p->fields[p->n_fields++] = (struct csv_field){checked(p, text), p->place};
}

/* From behind the opening quote to behind the closing one. */
static const char *quoted(struct parser *p)
{
	struct buffer b;
	buffer_start(&b, p->arena);
	for (;;) {
		if (p->at >= p->end) {
			complain(p);
			return "";
		}
		if (*p->at == '"') {
			if (p->at + 1 >= p->end || p->at[1] != '"')
				break;
			p->at++;
		}
		size_t n = line_end(p, p->at);
		if (n > 0)
			p->line++;
		n = n > 0 ? n : 1;
		buffer_add_n(&b, p->at, n);
		p->at += n;
	}
	p->at++;
	return csv_trimmed(p->arena, b.text, b.length);
}

static void read_field(struct parser *p)
{
	const char *start = p->at;
	size_t n;
	while ((n = blank_before(p->at, (size_t)(p->end - p->at))) > 0)
		p->at += n;
	if (p->at >= p->end || *p->at != '"') {
		while (!at_field_end(p))
			p->at++;
		add_field(p, p->n_fields == CSV_FIELDS_MAX
		                     ? ""
		                     : csv_trimmed(p->arena, start, (size_t)(p->at - start)));
		return;
	}
	p->at++;
	const char *text = quoted(p);
	while ((n = blank_before(p->at, (size_t)(p->end - p->at))) > 0)
		p->at += n;
	if (!at_field_end(p))
		complain(p);
	while (!at_field_end(p))
		p->at++;
	add_field(p, text);
}

static bool is_empty(const struct parser *p)
{
	for (size_t i = 0; i < p->n_fields; i++)
		if (*p->fields[i].text != '\0')
			return false;
	return true;
}

/* The next record that is not empty, in p->fields; false at the end. */
static bool next_record(struct parser *p, const char *file)
{
	p->n_fields = 0;
	p->column = 0;
	while (p->at < p->end) {
		p->place = (struct place){file, p->line, p->column + 1};
		read_field(p);
		size_t n = line_end(p, p->at);
		if (n == 0 && p->at < p->end) {
			p->at++; /* a comma: another field follows, be it empty */
			if (p->at >= p->end) {
				p->place = (struct place){file, p->line, p->column + 1};
				add_field(p, "");
			}
			continue;
		}
		p->at += n;
		p->line += n > 0;
		if (!is_empty(p))
			return true;
		p->n_fields = 0;
		p->column = 0;
	}
	return p->n_fields > 0 && !is_empty(p);
}

const struct csv *csv_parse(struct arena *a, const char *file, struct utf8 text,
                            struct diag_list *log)
{
	struct parser p = {.arena = a,
	                   .messages = a,
	                   .log = log,
	                   .at = text.text,
	                   .end = text.text + text.length,
	                   .line = 1};
	struct csv_record *records = NULL;
	size_t n = 0, room = 0;
	while (next_record(&p, file)) {
		if (n == room) {
			room = n == 0 ? 64 : 2 * n;
			records = arena_grow(a, records, n, room, sizeof *records);
		}
		struct csv_field *copy = ARENA_NEWS(a, struct csv_field, p.n_fields);
		memcpy(copy, p.fields, p.n_fields * sizeof *copy);
		records[n++] = (struct csv_record){copy, p.n_fields};
	}
	if (p.failed)
		return NULL;
	struct csv *csv = ARENA_NEW(a, struct csv);
	*csv = (struct csv){records, n};
	return csv;
}

/* ---- piece by piece ---- */

/* A record that is longer is a quote that nobody closed. */
enum { WINDOW = 1 << 20, PIECE_LEAST = 64 };

struct csv_reader {
	struct parser parser;
	struct diag_list *log;
	const char *file;
	csv_refill *more;
	void *context;
	char *window;
	bool over; /* all of the text is in the window */
};

struct csv_reader *csv_reader_new(struct arena *a, const char *file, csv_refill *more,
                                  void *context, struct diag_list *log)
{
	struct csv_reader *r = ARENA_NEW(a, struct csv_reader);
	*r = (struct csv_reader){.log = log, .file = file, .more = more, .context = context};
	r->window = ARENA_NEWS(a, char, WINDOW);
	r->parser = (struct parser){.messages = a, .line = 1, .at = r->window, .end = r->window};
	return r;
}

/* Moves what is left to the front and fills up behind it. */
static void refill(struct csv_reader *r)
{
	struct parser *p = &r->parser;
	size_t left = (size_t)(p->end - p->at);
	memmove(r->window, p->at, left);
	while (WINDOW - left >= PIECE_LEAST && !r->over) {
		size_t n = r->more(r->context, r->window + left, WINDOW - left);
		r->over = n == 0;
		left += n;
	}
	p->at = r->window;
	p->end = r->window + left;
}

bool csv_reader_next(struct csv_reader *r, struct arena *a, struct csv_record *out)
{
	for (;;) {
		const struct parser before = r->parser;
		struct parser *p = &r->parser;
		/* Findings of a record that is cut are not findings. */
		struct diag_list *own = diag_list_new(a);
		p->arena = a;
		p->log = own;
		p->fields = NULL;
		p->room_fields = 0;
		bool found = next_record(p, r->file);
		bool full = before.at == r->window && p->end - before.at > WINDOW - PIECE_LEAST;
		if (p->at < p->end || r->over || full) {
			diag_append(r->log, own);
			*out = (struct csv_record){p->fields, p->n_fields};
			return found;
		}
		*p = before;
		refill(r);
	}
}

bool csv_reader_failed(const struct csv_reader *r)
{
	return r->parser.failed;
}
