#include "tests/fixture.h"

/* Records as "line:column=text|..." lines. */
static const char *shown(struct arena *a, const char *text)
{
	struct diag_list *log = diag_list_new(a);
	const struct csv *csv = fixture_csv(a, text, log);
	if (csv == NULL)
		return fixture_findings(a, log, LANG_EN);
	assert_int_equal(diag_count(log), 0);
	struct buffer b;
	buffer_start(&b, a);
	for (size_t r = 0; r < csv->n; r++) {
		for (size_t f = 0; f < csv->records[r].n; f++) {
			const struct csv_field *field = &csv->records[r].fields[f];
			assert_string_equal(field->place.file, "t.csv");
			buffer_print(&b, "%u:%u=%s|", field->place.line, field->place.column,
			             field->text);
		}
		buffer_add_char(&b, '\n');
	}
	return b.text;
}

static void plain_records(void **state)
{
	assert_string_equal(shown(*state, "a,b\nc,d\n"), "1:1=a|1:2=b|\n2:1=c|2:2=d|\n");
	assert_string_equal(shown(*state, "a,b\r\nc,d"), "1:1=a|1:2=b|\n2:1=c|2:2=d|\n");
	assert_string_equal(shown(*state, "a\rb\r"), "1:1=a|\n2:1=b|\n");
	assert_string_equal(shown(*state, ""), "");
	assert_string_equal(shown(*state, "a"), "1:1=a|\n");
}

static void empty_fields_count(void **state)
{
	assert_string_equal(shown(*state, ",a,"), "1:1=|1:2=a|1:3=|\n");
	assert_string_equal(shown(*state, "a,\nb,,\n"), "1:1=a|1:2=|\n2:1=b|2:2=|2:3=|\n");
}

static void empty_records_do_not(void **state)
{
	assert_string_equal(shown(*state, "\n\na\n,,\n \t,\n\"\"\nb\n\n"), "3:1=a|\n7:1=b|\n");
}

static void quotes(void **state)
{
	assert_string_equal(shown(*state, "\"a,b\",\"c\"\"d\",\"\"\n"), "1:1=a,b|1:2=c\"d|1:3=|\n");
	assert_string_equal(shown(*state, "a\"b,c\n"), "1:1=a\"b|1:2=c|\n");
	assert_string_equal(shown(*state, " \"a\" ,b\n"), "1:1=a|1:2=b|\n");
}

/* The line is the one where the field begins. */
static void quoted_line_breaks(void **state)
{
	assert_string_equal(shown(*state, "\"a\nb\",c\nd\n"), "1:1=a\nb|2:2=c|\n3:1=d|\n");
	assert_string_equal(shown(*state, "\"a\r\nb\",c\r\nd\r\n"), "1:1=a\r\nb|2:2=c|\n3:1=d|\n");
}

static void blanks_at_both_ends(void **state)
{
	assert_string_equal(
	        shown(*state, " a b\t,\xE3\x80\x80吴兴区\xC2\xA0\xE3\x80\x80,\" c \"\n"),
	        "1:1=a b|1:2=吴兴区|1:3=c|\n");
}

static void bad_quotes(void **state)
{
#define MEND "unbalanced quote; to mend: close the quote; a quote inside a field is written twice\n"
	assert_string_equal(shown(*state, "a,\"b\nc,d\n"), "t.csv:1:2: error[csv-quote]: " MEND);
	assert_string_equal(shown(*state, "\"a\"b,c\nd,\"e\" f\n"),
	                    "t.csv:1:1: error[csv-quote]: " MEND
	                    "t.csv:2:2: error[csv-quote]: " MEND);
}

static void long_fields(void **state)
{
	char *text = arena_alloc(*state, CSV_FIELD_MAX + 10);
	memset(text, 'x', CSV_FIELD_MAX);
	assert_int_equal(strlen(shown(*state, text)), CSV_FIELD_MAX + strlen("1:1=|\n"));
	strcpy(text + CSV_FIELD_MAX, "x,a\n");
	assert_string_equal(shown(*state, text),
	                    "t.csv:1:1: error[field-long]: the field is over 4096 bytes; "
	                    "to mend: check that its quote is closed, or shorten it\n");
}

/* Once for each record, and what is beyond is not kept. */
static void many_fields(void **state)
{
	struct buffer b;
	buffer_start(&b, *state);
	for (int i = 1; i < CSV_FIELDS_MAX; i++)
		buffer_add(&b, "a,");
	assert_null(strstr(shown(*state, arena_print(*state, "%sa\n", b.text)), "error"));
	assert_string_equal(
	        shown(*state, arena_print(*state, "%sa,b,c\nd\n%sa,\n", b.text, b.text)),
	        "t.csv:1:4097: error[fields-many]: the row has more than 4096 fields; "
	        "to mend: check for lost line breaks and remove columns that do not "
	        "belong\n"
	        "t.csv:3:4097: error[fields-many]: the row has more than 4096 fields; "
	        "to mend: check for lost line breaks and remove columns that do not "
	        "belong\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(plain_records),        FIXTURE_TEST(empty_fields_count),
	        FIXTURE_TEST(empty_records_do_not), FIXTURE_TEST(quotes),
	        FIXTURE_TEST(quoted_line_breaks),   FIXTURE_TEST(blanks_at_both_ends),
	        FIXTURE_TEST(bad_quotes),           FIXTURE_TEST(long_fields),
	        FIXTURE_TEST(many_fields),
	};
	return cmocka_run_group_tests_name("source/csv", tests, NULL, NULL);
}
