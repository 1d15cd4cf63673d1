/* csv.c - see csv.h. One pass; a bad quote is reported and the rest is read on. A text that is read
 * piece by piece stands in a window; a record that the window cuts is read again once it is whole,
 * and one that is whole ends its fields where they stand.
 */
#include "source/csv.h"
#include "engine/buffer.h"
#include <string.h>

/* Where a field's text stands. */
struct piece {
	const char *text;
	size_t length;
	bool copied; /* ends with a NUL; else it is a part of what is read */
};

struct parser {
	struct arena *arena;   /* of texts and findings */
	struct arena *kept;    /* of the list of fields */
	struct diag_list *log; /* NULL: made when it is needed */
	const char *at, *end;
	char *window;       /* of which the text is a part, and may be written to; or NULL */
	struct place place; /* of the field being read */
	unsigned line;      /* of `at` */
	unsigned column;    /* fields of this record so far, kept or not */
	bool failed;
	struct csv_field *fields;
	struct piece *pieces; /* of each, its text */
	size_t n_fields, room_fields;
};

/* Spaces that people and spreadsheets leave around a figure (space, tab, U+3000, U+00A0): bytes of
 * the blank that begins (or, from the other side, ends) at the text, or 0. */
static size_t blank_before(const char *text, size_t length)
{
	if (length == 0)
		return 0;
	switch ((unsigned char)*text) {
	case ' ':
	case '\t':
		return 1;
	case 0xC2:
		return length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
	case 0xE3:
		return length >= 3 && memcmp(text, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
	default:
		return 0;
	}
}

static size_t blank_after(const char *text, size_t length)
{
	if (length == 0)
		return 0;
	switch ((unsigned char)text[length - 1]) {
	case ' ':
	case '\t':
		return 1;
	case 0xA0:
		return length >= 2 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0 ? 2 : 0;
	case 0x80:
		return length >= 3 && memcmp(text + length - 3, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
	default:
		return 0;
	}
}

/* Without blanks at both ends. */
static struct piece trimmed(const char *text, size_t length)
{
	size_t n;
	while ((n = blank_before(text, length)) > 0) {
		text += n;
		length -= n;
	}
	while ((n = blank_after(text, length)) > 0)
		length -= n;
	return (struct piece){text, length, false};
}

const char *csv_trimmed(struct arena *a, const char *text, size_t length)
{
	const struct piece p = trimmed(text, length);
	return arena_copy_n(a, p.text, p.length);
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
	return p->at >= p->end || *p->at == ',' || *p->at == '\n' || *p->at == '\r';
}

static void find(struct parser *p, enum diag_code code, size_t n, const struct words *arguments)
{
	if (p->log == NULL)
		p->log = diag_list_new(p->arena);
	diag_add(p->log, p->place, code, n, arguments);
	p->failed = true;
}

static void find_beyond(struct parser *p, enum diag_code code, int most)
{
	find(p, code, ARGS(words_same(arena_print(p->kept, "%d", most))));
}

static void grow(struct parser *p)
{
	size_t n = p->n_fields, room = n == 0 ? 16 : 2 * n;
	p->fields = arena_grow(p->kept, p->fields, n, room, sizeof *p->fields);
	p->pieces = arena_grow(p->kept, p->pieces, n, room, sizeof *p->pieces);
	p->room_fields = room;
}

/* A quote that is closed lines later makes a field of all between: say so, and keep it short. */
static void add_field(struct parser *p, const char *text, size_t length, bool copied)
{
	p->column++;
	if (p->n_fields == CSV_FIELDS_MAX) {
		if (p->column == CSV_FIELDS_MAX + 1)
			find_beyond(p, DIAG_fields_many, CSV_FIELDS_MAX);
		p->failed = true;
		return;
	}
	if (length > CSV_FIELD_MAX) {
		find_beyond(p, DIAG_field_long, CSV_FIELD_MAX);
		length = 0;
		text = "";
		copied = true;
	}
	if (p->window == NULL && !copied) {
		text = arena_copy_n(p->arena, text, length);
		copied = true;
	}
	if (p->n_fields == p->room_fields)
		grow(p);
	p->pieces[p->n_fields] = (struct piece){text, length, copied};
	p->fields[p->n_fields++] = (struct csv_field){text, p->place};
}

/* From behind the opening quote to behind the closing one. */
static struct piece quoted(struct parser *p)
{
	struct buffer b;
	buffer_start(&b, p->arena);
	for (;;) {
		if (p->at >= p->end) {
			find(p, DIAG_csv_quote, NO_ARGS);
			return (struct piece){"", 0, true};
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
	const struct piece text = trimmed(b.text, b.length);
	return (struct piece){arena_copy_n(p->arena, text.text, text.length), text.length, true};
}

static void skip_blanks(struct parser *p)
{
	size_t n;
	while ((n = blank_before(p->at, (size_t)(p->end - p->at))) > 0)
		p->at += n;
}

static void read_field(struct parser *p)
{
	const char *start = p->at;
	skip_blanks(p);
	if (p->at >= p->end || *p->at != '"') {
		while (!at_field_end(p))
			p->at++;
		const struct piece plain = trimmed(start, (size_t)(p->at - start));
		add_field(p, plain.text, plain.length, false);
		return;
	}
	p->at++;
	const struct piece text = quoted(p);
	skip_blanks(p);
	if (!at_field_end(p))
		find(p, DIAG_csv_quote, NO_ARGS);
	while (!at_field_end(p))
		p->at++;
	add_field(p, text.text, text.length, true);
}

static bool is_empty(const struct parser *p)
{
	for (size_t i = 0; i < p->n_fields; i++)
		if (p->pieces[i].length > 0)
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
				add_field(p, "", 0, true);
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
	                   .kept = a,
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
	bool over; /* all of the text is in the window */
};

struct csv_reader *csv_reader_new(struct arena *a, const char *file, csv_refill *more,
                                  void *context, struct diag_list *log)
{
	struct csv_reader *r = ARENA_NEW(a, struct csv_reader);
	*r = (struct csv_reader){.log = log, .file = file, .more = more, .context = context};
	char *window = ARENA_NEWS(a, char, WINDOW + 1);
	r->parser = (struct parser){
	        .kept = a, .line = 1, .window = window, .at = window, .end = window};
	return r;
}

/* Moves what is left to the front and fills up behind it. */
static void refill(struct csv_reader *r)
{
	struct parser *p = &r->parser;
	size_t left = (size_t)(p->end - p->at);
	memmove(p->window, p->at, left);
	while (WINDOW - left >= PIECE_LEAST && !r->over) {
		size_t n = r->more(r->context, p->window + left, WINDOW - left);
		r->over = n == 0;
		left += n;
	}
	p->at = p->window;
	p->end = p->window + left;
}

/* Behind each text stands a byte that was read: a blank, a comma, a line end; or the window's last.
 */
static void end_texts(struct parser *p)
{
	for (size_t i = 0; i < p->n_fields; i++) {
		const struct piece *text = &p->pieces[i];
		if (!text->copied)
			p->window[(size_t)(text->text - p->window) + text->length] = '\0';
	}
}

bool csv_reader_next(struct csv_reader *r, struct arena *a, struct csv_record *out)
{
	struct parser *p = &r->parser;
	for (;;) {
		const struct parser before = *p;
		/* Findings of a record that is cut are not findings. */
		p->arena = a;
		p->log = NULL;
		bool found = next_record(p, r->file);
		bool full = before.at == p->window && p->end - before.at > WINDOW - PIECE_LEAST;
		if (p->at < p->end || r->over || full) {
			if (p->log != NULL)
				diag_append(r->log, p->log);
			end_texts(p);
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
