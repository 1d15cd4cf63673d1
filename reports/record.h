/* record.h - a report for programs: JSON objects whose numbers are exact texts.
 *
 * Internal to reports/. What all such reports share: their head, and how a value is written.
 * Memory: jansson answers a lack of it with NULL or -1; record_put() and record_append() note
 * that, and record_write() acts on it, so that no report lacks a field.
 */
#ifndef KAOHE_RECORD_H
#define KAOHE_RECORD_H

#include "engine/buffer.h"
#include "reports/page.h"
#include <jansson.h>

struct record {
	struct page page;
	bool failed;
	bool alone; /* for the one unit itself: nothing of what others submitted is told */
};

struct record record_new(struct arena *a, const struct report *r);

/* Both take `value` over, as json_object_set_new() does. */
void record_put(struct record *r, json_t *object, const char *key, json_t *value);
void record_append(struct record *r, json_t *array, json_t *value);

json_t *record_text(const char *text);
json_t *record_text_or_null(const char *text); /* null for "" */
/* null for NULL: the fraction; the decimal where short; as many decimals as scores have. */
json_t *record_exact(const struct record *r, const ratio *x);
json_t *record_plain(const struct record *r, const ratio *x);
json_t *record_points(const struct record *r, const ratio *x);
json_t *record_whole(size_t n);
/* File names of a command line need not be UTF-8; jansson would refuse them. */
json_t *record_file_name(struct record *r, const char *name);

/* kaohe, title, issuer, as_of, example, trials, rules, period (of a sheet), inputs, policies */
void record_head(struct record *r, json_t *object);

/* The same of a plain table: kaohe, inputs. */
void record_table_head(struct record *r, json_t *object);

/* Ends as any lack of memory does. */
void record_no_memory(const struct record *r);

/* Writes and releases the report. */
void record_write(struct buffer *out, const struct record *r, json_t *report);

#endif
