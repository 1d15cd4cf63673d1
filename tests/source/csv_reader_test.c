#include "tests/fixture.h"

/* A text that comes in pieces of `step` bytes at most, in whole characters. */
struct pieces {
	const char *text;
	size_t length, at, step;
};

static size_t more(void *context, char *to, size_t room)
{
	struct pieces *p = context;
	size_t n = p->length - p->at;
	assert_true(room >= 64);
	n = n < p->step ? n : p->step;
	n = encoding_valid_prefix(p->text + p->at, n < room ? n : room);
	memcpy(to, p->text + p->at, n);
	p->at += n;
	return n;
}

static void show(struct buffer *b, const struct csv_record *record)
{
	for (size_t f = 0; f < record->n; f++) {
		const struct csv_field *field = &record->fields[f];
		assert_string_equal(field->place.file, "t.csv");
		buffer_print(b, "%u:%u=%s|", field->place.line, field->place.column, field->text);
	}
	buffer_add_char(b, '\n');
}

static const char *in_pieces(struct arena *a, const char *text, size_t length, size_t step)
{
	struct pieces p = {text, length, 0, step};
	struct diag_list *log = diag_list_new(a);
	struct csv_reader *r = csv_reader_new(a, "t.csv", more, &p, log);
	struct csv_record record;
	struct buffer b;
	buffer_start(&b, a);
	while (csv_reader_next(r, a, &record))
		show(&b, &record);
	assert_int_equal(csv_reader_failed(r), diag_count(log) > 0);
	return csv_reader_failed(r) ? fixture_findings(a, log, LANG_EN) : b.text;
}

static const char *at_once(struct arena *a, const char *text, size_t length)
{
	struct diag_list *log = diag_list_new(a);
	const struct csv *csv = csv_parse(a, "t.csv", (struct utf8){text, length}, log);
	struct buffer b;
	if (csv == NULL)
		return fixture_findings(a, log, LANG_EN);
	buffer_start(&b, a);
	for (size_t r = 0; r < csv->n; r++)
		show(&b, &csv->records[r]);
	return b.text;
}

static void the_pieces_do_not_matter(void **state)
{
	static const char *const texts[] = {
	        "",
	        "a",
	        "名,称\n湖州,安吉\n",
	        "a,b\r\nc,d\r\n\r\n,,\r\ne",
	        "a\rb\r",
	        "\"a,b\",\"c\"\"d\",\"\"\n\"湖\r\n州\",x\n",
	        " \"甲\" ,乙\n\n\"\"\"\",\"\"\"丙\"\"\"\n",
	        "\"never\nclosed",
	        "\"a\"b,c\n\"d\" e\nf\n",
	};
	struct arena *a = *state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const size_t length = strlen(texts[i]);
		const char *expected = at_once(a, texts[i], length);
		for (size_t step = 4; step < 40; step++)
			assert_string_equal(in_pieces(a, texts[i], length, step), expected);
	}
}

/* The border of the window, 1 MiB, wanders over the record that matters. */
static void the_window_does_not_matter(void **state)
{
	static const char *const records[] = {"\"甲\"\"乙\",\"丙\r\n丁\"\r\n末,尾\r\n",
	                                      "甲,\"乙\"丙\r\n丁\r\n", "甲,\"乙\r\n丙,丁"};
	const size_t window = 1 << 20;
	for (size_t i = 0; i < sizeof records / sizeof *records; i++)
		for (size_t before = 0; before <= strlen(records[i]) + 1; before++) {
			struct arena *a = arena_scratch(*state);
			const size_t n = strlen(records[i]), filled = window - before;
			char *text = arena_alloc(a, filled + n);
			for (size_t at = 0; at < filled; at++)
				text[at] = at % 1024 == 1023 || at + 1 == filled ? '\n' : 'x';
			memcpy(text + filled, records[i], n);
			assert_string_equal(in_pieces(a, text, filled + n, window),
			                    at_once(a, text, filled + n));
			arena_free(a);
		}
}

static void a_field_may_be_too_long(void **state)
{
	struct arena *a = *state;
	const size_t n = 3 * CSV_FIELD_MAX;
	char *text = arena_alloc(a, n);
	memset(text, 'x', n);
	memcpy(text, "a\nb,", 4);
	assert_string_equal(in_pieces(a, text, n, 100), at_once(a, text, n));
	assert_non_null(strstr(in_pieces(a, text, n, 100), "t.csv:2:2: error[field-long]"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(the_pieces_do_not_matter),
	        FIXTURE_TEST(the_window_does_not_matter),
	        FIXTURE_TEST(a_field_may_be_too_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
