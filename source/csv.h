/* csv.h - records of a CSV file (RFC 4180, comma, quotes, CRLF or LF) with the place of every
 * field.
 *
 * Fields are trimmed of blanks at both ends (space, tab, U+3000, U+00A0) and keep everything
 * else. Records whose fields are all empty are dropped, as spreadsheets write them.
 */
#ifndef KAOHE_CSV_H
#define KAOHE_CSV_H

#include "engine/arena.h"
#include "engine/diag.h"
#include "source/encoding.h"

struct csv_field {
	const char *text;
	struct place place; /* line where the field begins, column = number of the field */
};

struct csv_record {
	const struct csv_field *fields;
	size_t n;
};

struct csv {
	const struct csv_record *records;
	size_t n;
};

/* Longest field, in bytes: a whole paragraph. */
#define CSV_FIELD_MAX 4096

/* Most fields of a record: far above any office table. Those beyond it are not kept. */
#define CSV_FIELDS_MAX 4096

/* Errors: csv_quote (a quote not closed, or text after a closing quote), field_long, and
 * fields_many, once for each record. All of them
 * are reported; the result is NULL when there was any. */
const struct csv *csv_parse(struct arena *a, const char *file, struct utf8 text,
                            struct diag_list *log);

/* A copy without blanks at both ends. */
const char *csv_trimmed(struct arena *a, const char *text, size_t length);

/* ---- a text too long to be held ---- */

/* Fills to[0 .. room) with text that goes on from the last time, valid UTF-8 in whole characters;
 * returns how much, 0 at the end. room is 64 at least. */
typedef size_t csv_refill(void *context, char *to, size_t room);

struct csv_reader;
struct csv_reader *csv_reader_new(struct arena *a, const char *file, csv_refill *more,
                                  void *context, struct diag_list *log);

/* The next record, good until the next call. False at the end. The same records and the same errors
 * as csv_parse() has. Memory: one window of text; what a finding or a quoted text needs, in `a`. */
bool csv_reader_next(struct csv_reader *r, struct arena *a, struct csv_record *out);

/* There was an error. */
bool csv_reader_failed(const struct csv_reader *r);

#endif
