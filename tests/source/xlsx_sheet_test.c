/* xlsx_sheet_test - what a sheet shows, cell by cell, and where; broken ones are refused. */
#include "source/xlsx.h"

#include "tests/workbook_parts.h"

static const struct csv *sheet(struct arena *a, struct parts parts, const char *rows,
                               const char *findings)
{
	struct diag_list *log = diag_list_new(a);
	struct parts_sheet one = {.name = "表", .rows = rows};
	parts.sheets = &one;
	parts.n = 1;
	const struct xlsx *x = xlsx_read(a, parts_file(a, &parts), log);
	if (x != NULL)
		diag_append(log, x->sheets[0].findings);
	assert_string_equal(fixture_findings(a, log, LANG_EN), findings);
	return x != NULL ? &x->sheets[0].records : NULL;
}

static void shows(const struct csv *c, size_t row, size_t column, const char *text)
{
	assert_in_range(row, 0, c->n - 1);
	assert_in_range(column, 0, c->records[row].n - 1);
	assert_string_equal(c->records[row].fields[column].text, text);
}

static void cells_by_their_type(void **state)
{
	const struct csv *c = sheet(
	        *state,
	        (struct parts){.strings = "<si><t>甲</t></si>"
	                                  "<si><r><t>乙</t></r><r><t>丙</t></r>"
	                                  "<rPh sb=\"0\" eb=\"1\"><t>yi</t></rPh></si>"},
	        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
	        "<c r=\"C1\" t=\"inlineStr\"><is><t> 丁 </t></is></c>"
	        "<c r=\"D1\" t=\"str\"><f>A1</f><v>戊</v></c></row>"
	        "<row r=\"2\"><c r=\"A2\"><v>0.30000000000000004</v></c>"
	        "<c r=\"B2\" t=\"n\"><v>1E3</v></c><c r=\"C2\" t=\"b\"><v>1</v></c>"
	        "<c r=\"D2\" t=\"d\"><v>2023-05-31T00:00:00</v></c></row>",
	        "");
	shows(c, 0, 0, "甲");
	shows(c, 0, 1, "乙丙");
	shows(c, 0, 2, "丁");
	shows(c, 0, 3, "戊");
	shows(c, 1, 0, "0.3");
	shows(c, 1, 1, "1000");
	shows(c, 1, 2, "TRUE");
	shows(c, 1, 3, "2023-05-31");
}

/* Style 1 is a day, 2 a percentage; days count from 1904 where the workbook says so. */
static void numbers_by_their_style(void **state)
{
	static const char styles[] = "<numFmts count=\"1\"><numFmt numFmtId=\"170\" "
	                             "formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
	                             "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf "
	                             "numFmtId=\"170\"/><xf numFmtId=\"9\"/>"
	                             "</cellXfs>";
	static const char rows[] = "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>45077</v></c><c r=\"B1\" "
	                           "s=\"1\"><v>45077</v></c>"
	                           "<c r=\"C1\" s=\"2\"><v>0.85</v></c></row>";
	const struct csv *c = sheet(*state, (struct parts){.styles = styles}, rows, "");
	shows(c, 0, 0, "45077");
	shows(c, 0, 1, "2023-05-31");
	shows(c, 0, 2, "85%");
	c = sheet(*state,
	          (struct parts){.styles = styles, .properties = "<workbookPr date1904=\"1\"/>"},
	          rows, "");
	shows(c, 0, 1, "2027-06-01");
}

/* What is left out is there: cells within a row, cells at its end; rows are told by their number.
 */
static void gaps_have_their_places(void **state)
{
	const struct csv *c =
	        sheet(*state, (struct parts){0},
	              "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"D3\"><v>2</v></c></row>"
	              "<row r=\"4\"><c r=\"A4\"/></row>"
	              "<row r=\"7\"><c r=\"A7\"><v>3</v></c></row>",
	              "");
	struct arena *a = *state;
	assert_int_equal(c->n, 2); /* row 4 shows nothing */
	assert_int_equal(c->records[0].n, 4);
	shows(c, 0, 0, "");
	shows(c, 0, 1, "1");
	shows(c, 0, 2, "");
	shows(c, 0, 3, "2");
	assert_int_equal(c->records[1].n, 4);
	shows(c, 1, 0, "3");
	shows(c, 1, 3, "");
	assert_string_equal(place_text(a, c->records[0].fields[3].place), "w.xlsx:表!D3");
	assert_string_equal(place_text(a, c->records[1].fields[2].place), "w.xlsx:表!C7");
}

static void cells_that_cannot_be_read(void **state)
{
	struct arena *a = *state;
	const struct csv *c = sheet(
	        a, (struct parts){0},
	        "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c><c r=\"B1\"><f>1+1</f></c>"
	        "<c r=\"C1\"><v>12345678901234567890</v></c><c r=\"D1\"><v>5</v></c></row>",
	        "w.xlsx:表!A1: error[cell-error]: the cell holds the error \"#DIV/0!\"; to mend: "
	        "mend the formula, or write the value\n"
	        "w.xlsx:表!B1: error[formula-uncounted]: the cell has a formula, but the file has "
	        "no "
	        "result of it; to mend: open the file in Excel or WPS and save it, or write the "
	        "value\n"
	        "w.xlsx:表!C1: error[number-digits]: the number \"12345678901234567890\" has more "
	        "than 15 digits, of which spreadsheets lose the last ones; to mend: give the cell "
	        "the "
	        "format Text first, and write it again\n");
	shows(c, 0, 3, "5");
}

/* Each of these ends in one error, and no sheet. */
static void broken_sheets(void **state)
{
	static const char *const rows[] = {
	        "<row r=\"2\"/><row r=\"1\"/>",                                /* backwards */
	        "<row r=\"0\"/>",                                              /* from 1 */
	        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",               /* backwards */
	        "<row r=\"1\"><c r=\"A2\"/></row>",                            /* of another row */
	        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",         /* no such string */
	        "<row r=\"1\"><c r=\"A1\"><v>abc</v></c></row>",               /* no number */
	        "<row r=\"99999999\"><c><v>1</v></c></row>",                   /* beyond all rows */
	        "<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>",              /* and columns */
	        "<row r=\"1\"><c r=\"A1\"><v>1</v></c>",                       /* not closed */
	        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&boom;</v></c></row>"}; /* no such entity */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *a = *state;
		struct diag_list *log = diag_list_new(a);
		struct parts_sheet one = {.name = "表", .rows = rows[i]};
		struct parts parts = {.sheets = &one, .n = 1};
		assert_null(xlsx_read(a, parts_file(a, &parts), log));
		assert_int_equal(diag_errors(log), 1);
		assert_int_equal(diag_at(log, 0)->code, DIAG_workbook_broken);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(cells_by_their_type),    FIXTURE_TEST(numbers_by_their_style),
	        FIXTURE_TEST(gaps_have_their_places), FIXTURE_TEST(cells_that_cannot_be_read),
	        FIXTURE_TEST(broken_sheets),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
