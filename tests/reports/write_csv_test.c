#include "reports/write_csv.h"
#include "tests/fixture.h"

#define MARK "\xEF\xBB\xBF"

static const char *one_cell(struct arena *a, enum view_kind kind, const char *text)
{
	struct buffer out;
	struct view_table *t = view_table_new(a);
	view_column(t, ALIGN_LEFT, "h");
	(kind == CELL_TEXT ? view_cell : view_number)(t, TONE_PLAIN, text);
	buffer_start(&out, a);
	write_csv_table(&out, t);
	static const char before[] = MARK "h\r\n";
	assert_memory_equal(out.text, before, sizeof before - 1);
	return out.text + sizeof before - 1;
}

static void rows_end_with_crlf_after_a_byte_order_mark(void **state)
{
	struct arena *a = *state;
	struct buffer out;
	struct view_table *t = view_table_new(a);
	view_column(t, ALIGN_LEFT, "区县");
	view_column(t, ALIGN_RIGHT, "a,b");
	view_cell(t, TONE_PLAIN, "吴兴区");
	view_number(t, TONE_PLAIN, "93.25");
	view_cell(t, TONE_PLAIN, "");
	view_number(t, TONE_PLAIN, "");
	buffer_start(&out, a);
	write_csv_table(&out, t);
	assert_string_equal(out.text, MARK "区县,\"a,b\"\r\n吴兴区,93.25\r\n,\r\n");
}

static void quotes_where_they_are_needed(void **state)
{
	struct arena *a = *state;
	assert_string_equal(one_cell(a, CELL_TEXT, "plain"), "plain\r\n");
	assert_string_equal(one_cell(a, CELL_TEXT, "a \"b\""), "\"a \"\"b\"\"\"\r\n");
	assert_string_equal(one_cell(a, CELL_TEXT, "a\nb"), "\"a\nb\"\r\n");
}

static void formulas_are_disarmed(void **state)
{
	static const char *const formulas[] = {
	        "=1+1",           "+1",         "-1",  "@SUM(A1)",      "\tx", "  =1",
	        "\xE3\x80\x80=1", "\xC2\xA0@x", "＝1", "\xEF\xBB\xBF=1"};
	struct arena *a = *state;
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
		assert_string_equal(one_cell(a, CELL_TEXT, formulas[i]),
		                    arena_print(a, "'%s\r\n", formulas[i]));
	assert_string_equal(one_cell(a, CELL_TEXT, "\r=1"), "\"'\r=1\"\r\n");
	assert_string_equal(one_cell(a, CELL_TEXT, "\n=1"), "\"'\n=1\"\r\n");
	assert_string_equal(one_cell(a, CELL_TEXT, "=HYPERLINK(\"x\",1)"),
	                    "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n");
}

static void harmless_text_and_our_numbers_stay_as_they_are(void **state)
{
	struct arena *a = *state;
	assert_string_equal(one_cell(a, CELL_TEXT, "a=b"), "a=b\r\n");
	assert_string_equal(one_cell(a, CELL_TEXT, "1-2"), "1-2\r\n");
	assert_string_equal(one_cell(a, CELL_NUMBER, "-1.50"), "-1.50\r\n");
	assert_string_equal(one_cell(a, CELL_NUMBER, "91 2/3"), "91 2/3\r\n");
}

static void fill(struct view_table *t, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		view_cell(t, TONE_PLAIN, i % 3 == 0 ? "=a" : "b, \"c\"");
		view_number(t, TONE_PLAIN, arena_print(t->arena, "-%u", i));
		view_row_done(t);
	}
}

static void rows_taken_away_make_the_same_file(void **state)
{
	struct buffer whole, pieces;
	struct view_table *tables[2];
	for (size_t i = 0; i < 2; i++) {
		tables[i] = view_table_new(*state);
		view_column(tables[i], ALIGN_LEFT, "text");
		view_column(tables[i], ALIGN_LEFT, "number");
	}
	buffer_start(&whole, *state);
	buffer_start(&pieces, *state);
	fill(tables[0], 100);
	write_csv_table(&whole, tables[0]);
	write_csv_start(&pieces, tables[1]);
	fill(tables[1], 100);
	assert_string_equal(pieces.text, whole.text);
	assert_int_equal(view_rows(tables[0]), 100);
	assert_int_equal(view_rows(tables[1]), 0);
	assert_true(tables[1]->room <= 16);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(rows_end_with_crlf_after_a_byte_order_mark),
	        FIXTURE_TEST(quotes_where_they_are_needed),
	        FIXTURE_TEST(formulas_are_disarmed),
	        FIXTURE_TEST(harmless_text_and_our_numbers_stay_as_they_are),
	        FIXTURE_TEST(rows_taken_away_make_the_same_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
