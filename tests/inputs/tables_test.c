/* tables_test - which sheets of a workbook, and which rows of them, are the table asked for. */
#include "inputs/tables.h"

#include "tests/workbook_parts.h"

#define ROW(n, text)                                                                               \
	"<row r=\"" n "\"><c r=\"A" n "\" t=\"inlineStr\"><is><t>" text "</t></is></c></row>"

static bool begins_with_unit(void *context, const struct csv *csv)
{
	(void)context;
	return strcmp(csv->records[0].fields[0].text, "unit") == 0;
}

static const struct tables *from(struct arena *a, const struct parts_sheet *sheets, size_t n,
                                 tables_header *is_header, const char *findings)
{
	struct diag_list *log = diag_list_new(a);
	const struct tables *t = tables_read(
	        a, parts_file(a, &(struct parts){.sheets = sheets, .n = n}), is_header, NULL, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), findings);
	return t;
}

static const char *first(const struct csv *table)
{
	return table->records[0].fields[0].text;
}

static void a_file_of_text_is_one_table(void **state)
{
	struct arena *a = *state;
	struct diag_list *log = diag_list_new(a);
	const char *text = "unit,x\nwuxing,1\n";
	const struct tables *t = tables_read(a, file_from_memory(a, "t.csv", text, strlen(text)),
	                                     begins_with_unit, NULL, log);
	assert_int_equal(t->n, 1);
	assert_false(t->workbook);
	assert_string_equal(first(&t->list[0]), "unit");
	assert_int_equal(t->list[0].n, 2);
	assert_null(tables_read(a, file_from_memory(a, "t.csv", "\n", 1), NULL, NULL, log));
	assert_string_equal(
	        fixture_findings(a, log, LANG_EN),
	        "t.csv: error[table-empty]: the table is empty; to mend: write the names of "
	        "the columns in the first line and the data below\n");
}

/* Titles above the header are passed over, within so many rows. */
static void the_header_is_found(void **state)
{
	struct parts_sheet s = {.name = "a",
	                        .rows = ROW("1", "Title") ROW("4", "unit") ROW("5", "wuxing")};
	const struct tables *t = from(*state, &s, 1, begins_with_unit, "");
	assert_true(t->workbook);
	assert_int_equal(t->n, 1);
	assert_int_equal(t->list[0].n, 2);
	assert_string_equal(first(&t->list[0]), "unit");
	assert_int_equal(t->list[0].records[1].fields[0].place.line, 5);
}

/* Every visible sheet with a header; the others are told, but for hidden ones without. */
static void several_sheets(void **state)
{
	const struct parts_sheet sheets[] = {{"a", ROW("1", "unit") ROW("2", "wuxing"), false},
	                                     {"notes", ROW("1", "nothing"), false},
	                                     {"lists", ROW("1", "choices"), true},
	                                     {"old", ROW("1", "unit"), true},
	                                     {"empty", "", false},
	                                     {"b", ROW("2", "unit") ROW("3", "anji"), false}};
	const struct tables *t = from(
	        *state, sheets, 6, begins_with_unit,
	        "w.xlsx: warning[sheet-skipped]: sheet \"notes\" was not read: none of its first "
	        "20 rows is the header of such a table; to mend: nothing, if it is no table; else "
	        "give it its header\n"
	        "w.xlsx: warning[sheet-hidden]: sheet \"old\" is hidden and was not read; to "
	        "mend: show it where it is to be read, delete it where not\n");
	assert_int_equal(t->n, 2);
	assert_string_equal(t->list[0].records[1].fields[0].text, "wuxing");
	assert_string_equal(t->list[1].records[1].fields[0].text, "anji");
}

/* Without a header anywhere the first sheet is given, for its reader to say what is wrong. */
static void no_header_at_all(void **state)
{
	const struct parts_sheet sheets[] = {{"a", ROW("1", "x"), false}, {"empty", "", false}};
	const struct tables *t = from(*state, sheets, 2, begins_with_unit, "");
	assert_int_equal(t->n, 1);
	assert_string_equal(first(&t->list[0]), "x");
	t = from(*state, sheets, 2, NULL, "");
	assert_int_equal(t->n, 1);
}

static void nothing_on_any_sheet(void **state)
{
	const struct parts_sheet sheets[] = {{"a", "", false}, {"b", ROW("1", "unit"), true}};
	assert_null(from(*state, sheets, 2, begins_with_unit,
	                 "w.xlsx: error[sheet-none]: the workbook has no visible sheet that holds "
	                 "anything; to mend: put the table into a sheet that is not hidden\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(a_file_of_text_is_one_table),
	        FIXTURE_TEST(the_header_is_found),
	        FIXTURE_TEST(several_sheets),
	        FIXTURE_TEST(no_header_at_all),
	        FIXTURE_TEST(nothing_on_any_sheet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
