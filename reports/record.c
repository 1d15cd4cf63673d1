#include "reports/record.h"
#include "engine/version.h"
#include <string.h>
#include <utf8proc.h>

/* Simulated numbers; so many are written without a tail of noise: 0.97. */
enum { REAL_DIGITS = 15 };

struct record record_new(struct arena *a, const struct report *r)
{
	return (struct record){.page = page_new(a, r, false)};
}

void record_put(struct record *r, json_t *object, const char *key, json_t *value)
{
	if (value == NULL || json_object_set_new(object, key, value) != 0)
		r->failed = true;
}

void record_append(struct record *r, json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		r->failed = true;
}

json_t *record_text(const char *text)
{
	return json_string(text);
}

json_t *record_text_or_null(const char *text)
{
	return *text != '\0' ? record_text(text) : json_null();
}

json_t *record_exact(const struct record *r, const ratio *x)
{
	return x != NULL ? record_text(ratio_exact(r->page.arena, x)) : json_null();
}

json_t *record_plain(const struct record *r, const ratio *x)
{
	return x != NULL ? record_text(ratio_plain(r->page.arena, x)) : json_null();
}

json_t *record_points(const struct record *r, const ratio *x)
{
	return x != NULL ? record_text(page_points(&r->page, x)) : json_null();
}

json_t *record_whole(size_t n)
{
	return json_integer((json_int_t)n);
}

json_t *record_file_name(struct record *r, const char *name)
{
	struct buffer sound;
	utf8proc_int32_t c;
	buffer_start(&sound, r->page.arena);
	for (size_t left = strlen(name); left > 0;) {
		const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)name;
		utf8proc_ssize_t n = utf8proc_iterate(bytes, (utf8proc_ssize_t)left, &c);
		size_t taken = n > 0 ? (size_t)n : 1;
		buffer_add_n(&sound, n > 0 ? name : "\xEF\xBF\xBD", n > 0 ? taken : 3);
		name += taken;
		left -= taken;
	}
	return record_text(sound.text);
}

static json_t *rules(struct record *r)
{
	const struct method *m = r->page.method;
	json_t *object = json_object();
	record_put(r, object, "id", record_text(m->id));
	record_put(r, object, "title", record_text(page_words(&r->page, m->title)));
	record_put(r, object, "document", record_text(page_words(&r->page, m->document)));
	record_put(r, object, "number", record_text(page_words(&r->page, m->number)));
	record_put(r, object, "sha256", record_text(m->sha256));
	return object;
}

static json_t *inputs(struct record *r)
{
	const struct heading *h = r->page.report->heading;
	json_t *array = json_array();
	for (size_t i = 0; i < h->n_files; i++) {
		json_t *object = json_object();
		record_put(r, object, "file", record_file_name(r, h->files[i].name));
		record_put(r, object, "sha256", record_text(h->files[i].sha256));
		record_append(r, array, object);
	}
	return array;
}

static json_t *policies(struct record *r)
{
	const struct method *m = r->page.method;
	json_t *object = json_object();
	for (size_t i = 0; i < m->n_policies; i++)
		record_put(r, object, m->policies[i].named.id,
		           record_text(policy_value(r->page.arena, &m->policies[i])));
	return object;
}

static json_t *trials(struct record *r)
{
	const struct heading *h = r->page.report->heading;
	json_t *array = json_array();
	for (size_t i = 0; i < h->n_trials; i++)
		record_append(r, array, record_text(h->trials[i]));
	return array;
}

void record_head(struct record *r, json_t *object)
{
	const struct heading *h = r->page.report->heading;
	const struct sheet *sheet = r->page.sheet;
	record_put(r, object, "kaohe", record_text(KAOHE_VERSION));
	record_put(r, object, "title", record_text(h->title.in[LANG_ZH]));
	record_put(r, object, "issuer", record_text(h->issuer.in[LANG_ZH]));
	record_put(r, object, "as_of", record_text(h->as_of));
	record_put(r, object, "example", json_boolean(h->example));
	record_put(r, object, "trials", trials(r));
	record_put(r, object, "rules", rules(r));
	if (sheet != NULL)
		record_put(r, object, "period",
		           record_text(sheet->method->periods[sheet->figures->period].named.id));
	record_put(r, object, "inputs", inputs(r));
	record_put(r, object, "policies", policies(r));
}

void record_table_head(struct record *r, json_t *object)
{
	record_put(r, object, "kaohe", record_text(KAOHE_VERSION));
	record_put(r, object, "inputs", inputs(r));
}

static int add_to_buffer(const char *bytes, size_t n, void *out)
{
	buffer_add_n(out, bytes, n);
	return 0;
}

void record_no_memory(const struct record *r)
{
	arena_array(r->page.arena, SIZE_MAX, SIZE_MAX);
}

void record_write(struct buffer *out, const struct record *r, json_t *report)
{
	if (r->failed || json_dump_callback(report, add_to_buffer, out,
	                                    JSON_INDENT(2) | JSON_REAL_PRECISION(REAL_DIGITS)) != 0)
		record_no_memory(r);
	json_decref(report);
	buffer_add_char(out, '\n');
}
