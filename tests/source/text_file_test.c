#include "tests/fixture.h"

#include "source/text_file.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 1 << 16 }; /* what is read at a time */

static char path[4096];

static int make_file(void **state)
{
	const char *scratch = getenv("TMPDIR");
	(void)snprintf(path, sizeof path, "%s/kaohe-text-XXXXXX", scratch ? scratch : "/tmp");
	int fd = mkstemp(path);
	return fd < 0 || close(fd) != 0 ? -1 : fixture_setup(state);
}

static int remove_file(void **state)
{
	(void)unlink(path);
	return fixture_teardown(state);
}

#define FILE_TEST(f) cmocka_unit_test_setup_teardown(f, make_file, remove_file)

static void write_bytes(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static struct text_file *opened(struct arena *a, struct diag_list *log, bool *archive)
{
	*archive = false;
	return text_file_open(a, path, "t.csv", (struct place){"asked.cfg", 3, 7}, archive, log);
}

/* What comes of the bytes, with `room` at a time; their sum is that of the file. */
static const char *text_of(struct arena *a, const char *bytes, size_t n, size_t room)
{
	struct diag_list *log = diag_list_new(a);
	struct buffer b;
	bool archive;
	write_bytes(bytes, n);
	struct text_file *f = opened(a, log, &archive);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_non_null(f);
	char *piece = arena_alloc(a, room + 1);
	buffer_start(&b, a);
	for (size_t got; (got = text_file_more(f, piece, room)) > 0;) {
		assert_int_equal(encoding_valid_prefix(piece, got), got);
		piece[got] = '\0';
		buffer_print(&b, "%s", piece);
	}
	assert_false(text_file_stopped(f, log));
	assert_string_equal(text_file_sha256(f, log), file_sha256(a, bytes, n));
	return b.text;
}

static const char *refusal(struct arena *a, const char *bytes, size_t n)
{
	struct diag_list *log = diag_list_new(a);
	bool archive;
	write_bytes(bytes, n);
	assert_null(opened(a, log, &archive));
	return archive ? "archive" : fixture_findings(a, log, LANG_EN);
}

/* `before` letters, then the bytes. */
static char *behind(struct arena *a, size_t before, const char *bytes)
{
	char *text = arena_alloc(a, before + strlen(bytes) + 1);
	memset(text, 'x', before);
	strcpy(text + before, bytes);
	return text;
}

static void borders_cut_no_character(void **state)
{
	static const char utf8[] = "湖\xF0\xA0\x80\x80州é,\r\n\"",
	                  gb18030[] = "\xBA\xFE\x95\x32\x82\x36\xD6\xDD\xA8\xA6,\r\n\"";
	static const size_t rooms[] = {64, 65, 66, 67, 1 << 20};
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
		for (size_t back = 0; back < 18; back++) {
			struct arena *a = arena_scratch(*state);
			const char *expected = behind(a, BLOCK - back, utf8);
			const char *other = behind(a, BLOCK - back, gb18030);
			assert_string_equal(text_of(a, expected, strlen(expected), rooms[i]),
			                    expected);
			assert_string_equal(text_of(a, other, strlen(other), rooms[i]), expected);
			arena_free(a);
		}
}

static void the_mark_is_left_out(void **state)
{
	assert_string_equal(text_of(*state, "\xEF\xBB\xBF湖州", 9, 64), "湖州");
	assert_string_equal(text_of(*state, "\xEF\xBB\xBF", 3, 64), "");
	assert_string_equal(text_of(*state, "", 0, 64), "");
}

/* UTF-8 to beyond the first block, and then a byte that is neither encoding's. */
static void what_is_no_text_has_its_place(void **state)
{
	struct arena *a = *state;
	char *text = behind(a, BLOCK, "\na,湖,\xFF");
	assert_non_null(strstr(refusal(a, text, strlen(text)), "t.csv:2:3: error[not-text]"));
	assert_non_null(strstr(refusal(a, "a,b\nc,\0d\n", 9), "t.csv:2:2: error[nul-byte]"));
	assert_non_null(strstr(refusal(a,
	                               "\xFF\xFE"
	                               "a\0",
	                               4),
	                       "t.csv: error[utf16]"));
	assert_non_null(strstr(refusal(a, "a,\xE6", 3), "error[not-text]"));
	assert_string_equal(refusal(a, "PK\x03\x04", 4), "archive");
}

static void a_file_that_cannot_be_opened(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	bool archive;
	assert_int_equal(unlink(path), 0);
	assert_null(opened(*state, log, &archive));
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_null(opened(*state, log, &archive));
	const char *found = fixture_findings(*state, log, LANG_EN);
	assert_non_null(strstr(found, "asked.cfg:3:7: error[file-missing]"));
	assert_non_null(strstr(found, "asked.cfg:3:7: error[file-not-regular]"));
}

/* What was read is not what was there: no sum is given. */
static void a_file_that_changes_meanwhile(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	char piece[64];
	bool archive;
	write_bytes("a,b\n", 4);
	struct text_file *f = opened(*state, log, &archive);
	write_bytes("a,b\nc,d\n", 8);
	while (text_file_more(f, piece, sizeof piece) > 0)
		continue;
	assert_null(text_file_sha256(f, log));
	assert_non_null(strstr(fixture_findings(*state, log, LANG_EN), "error[file-unreadable]"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FILE_TEST(borders_cut_no_character),      FILE_TEST(the_mark_is_left_out),
	        FILE_TEST(what_is_no_text_has_its_place), FILE_TEST(a_file_that_cannot_be_opened),
	        FILE_TEST(a_file_that_changes_meanwhile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
