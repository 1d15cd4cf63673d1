#include "tests/fixture.h"

static struct utf8 decode(struct arena *a, const char *bytes, size_t n, bool gb18030,
                          struct diag_list *log)
{
	return encoding_to_utf8(a, file_from_memory(a, "t.csv", bytes, n), gb18030, log);
}

static void expect(struct arena *a, const char *bytes, size_t n, bool gb18030, const char *text)
{
	struct diag_list *log = diag_list_new(a);
	struct utf8 u = decode(a, bytes, n, gb18030, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_int_equal(u.length, strlen(text));
	assert_string_equal(u.text, text);
}

static void refuse(struct arena *a, const char *bytes, size_t n, bool gb18030, const char *finding)
{
	struct diag_list *log = diag_list_new(a);
	assert_null(decode(a, bytes, n, gb18030, log).text);
	assert_string_equal(fixture_findings(a, log, LANG_EN), finding);
}

#define TEXT_OF(literal) (literal), sizeof(literal) - 1

static void utf8_with_and_without_mark(void **state)
{
	expect(*state, TEXT_OF("区县,a\n"), true, "区县,a\n");
	expect(*state, TEXT_OF("\xEF\xBB\xBF区县"), true, "区县");
	expect(*state, TEXT_OF("\xEF\xBB\xBF区县"), false, "区县");
	expect(*state, TEXT_OF(""), true, "");
	expect(*state, TEXT_OF("\xEF\xBB\xBF"), true, "");
}

static void gb18030_as_excel_writes_it(void **state)
{
	/* 区县,吴兴区 */
	expect(*state, TEXT_OF("\xC7\xF8\xCF\xD8,\xCE\xE2\xD0\xCB\xC7\xF8\n"), true,
	       "区县,吴兴区\n");
	/* A character of four bytes, and the byte-order mark in GB18030. */
	expect(*state, TEXT_OF("\xC7\xF8\x95\x32\x82\x36"), true, "区\xF0\xA0\x80\x80");
	expect(*state, TEXT_OF("\x84\x31\x95\x33\xC7\xF8"), true, "区");
}

static void long_text_is_converted_in_pieces(void **state)
{
	size_t n = 30000;
	char *gb = arena_alloc(*state, 2 * n), *utf8 = arena_alloc(*state, 3 * n + 1);
	for (size_t i = 0; i < n; i++) {
		memcpy(gb + 2 * i, "\xC7\xF8", 2);
		memcpy(utf8 + 3 * i, "区", 3);
	}
	expect(*state, gb, 2 * n, true, utf8);
}

static void rule_files_are_utf8_only(void **state)
{
	refuse(*state, TEXT_OF("a\n区b\xC7\xF8"), false,
	       "t.csv:2:3: error[not-utf8]: not valid UTF-8; to mend: save the file as UTF-8\n");
}

/* In a table the column is that of the field. */
static void neither(void **state)
{
	refuse(*state, TEXT_OF("区县,行业\n吴兴区,1,\xFF\n"), true,
	       "t.csv:2:3: error[not-text]: neither valid UTF-8 nor GB18030; "
	       "to mend: save it from Excel as \"CSV UTF-8\"\n");
	refuse(*state, TEXT_OF("a,b\n\xC7\xF8,\xC7\xF8,\xC7\xF8,\xC7"), true,
	       "t.csv:2:4: error[not-text]: neither valid UTF-8 nor GB18030; "
	       "to mend: save it from Excel as \"CSV UTF-8\"\n");
}

static void nul_bytes(void **state)
{
	refuse(*state, TEXT_OF("a\nb,\0c"), true,
	       "t.csv:2:2: error[nul-byte]: the file has a NUL byte, so it is not text; "
	       "to mend: save it as text (UTF-8)\n");
}

/* Every kind of wrong sequence that Unicode 15, table 3-7, excludes. */
static void utf16_is_named(void **state)
{
	static const char finding[] =
	        "t.csv: error[utf16]: the file is UTF-16 (as Excel's \"Unicode text\"); to mend: "
	        "save "
	        "it as UTF-8; from Excel as \"CSV UTF-8 (comma delimited)\"\n";
	refuse(*state, "\xFF\xFEu\0n\0", 6, true, finding);
	refuse(*state, "\xFE\xFF\0u", 4, false, finding);
}

static void strict_utf8(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t length, valid;
	} rows[] = {
	        {"abc", 3, 3},
	        {"\x7F\xC2\x80\xDF\xBF", 5, 5},
	        {"\xE0\xA0\x80\xEF\xBF\xBF", 6, 6},
	        {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 8, 8},
	        {"a\x80", 2, 1},             /* continuation alone */
	        {"a\xC0\x80", 3, 1},         /* overlong */
	        {"a\xC1\xBF", 3, 1},         /* overlong */
	        {"a\xE0\x9F\xBF", 4, 1},     /* overlong */
	        {"a\xF0\x8F\xBF\xBF", 5, 1}, /* overlong */
	        {"a\xED\xA0\x80", 4, 1},     /* surrogate */
	        {"a\xF4\x90\x80\x80", 5, 1}, /* past U+10FFFF */
	        {"a\xF5\x80\x80\x80", 5, 1},
	        {"a\xC2", 2, 1}, /* cut short */
	        {"a\xE4\xB8", 3, 1},
	        {"a\xE4\xB8g", 4, 1},
	        {"a\xF0\x90\x80", 4, 1},
	        {"\xFE", 1, 0},
	};
	/* Behind plain and Chinese characters, which are read several at a time. */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t before = 0; before < 20; before++)
			for (size_t chinese = 0; chinese < 3; chinese++) {
				char text[64];
				size_t n = before;
				memset(text, 'x', before);
				for (size_t k = 0; k < chinese; k++, n += 3)
					memcpy(text + n, "\xE4\xB8\xAD", 3);
				memcpy(text + n, rows[i].text, rows[i].length);
				assert_int_equal(encoding_valid_prefix(text, n + rows[i].length),
				                 n + rows[i].valid);
			}
}

static void back_to_gb18030(void **state)
{
	size_t n;
	const char *gb = encoding_to_gb18030(*state, TEXT_OF("区县\xF0\xA0\x80\x80"), &n);
	assert_int_equal(n, 8);
	assert_memory_equal(gb, "\xC7\xF8\xCF\xD8\x95\x32\x82\x36", 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(utf8_with_and_without_mark),
	        FIXTURE_TEST(gb18030_as_excel_writes_it),
	        FIXTURE_TEST(long_text_is_converted_in_pieces),
	        FIXTURE_TEST(rule_files_are_utf8_only),
	        FIXTURE_TEST(neither),
	        FIXTURE_TEST(nul_bytes),
	        FIXTURE_TEST(utf16_is_named),
	        FIXTURE_TEST(strict_utf8),
	        FIXTURE_TEST(back_to_gb18030),
	};
	return cmocka_run_group_tests_name("source/encoding", tests, NULL, NULL);
}
