#include "tests/fixture.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A fresh folder; *state keeps the arena. */
static char folder[4096];

static const char *in_folder(struct arena *a, const char *name)
{
	return arena_print(a, "%s/%s", folder, name);
}

static int make_folder(void **state)
{
	const char *scratch = getenv("TMPDIR");
	(void)snprintf(folder, sizeof folder, "%s/kaohe-file-XXXXXX", scratch ? scratch : "/tmp");
	return mkdtemp(folder) == NULL ? -1 : fixture_setup(state);
}

static int remove_folder(void **state)
{
	static const char *const names[] = {"a", "fifo", "sub"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)remove(in_folder(*state, names[i]));
	(void)rmdir(folder);
	return fixture_teardown(state);
}

static void write_bytes(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static const char *refusal(struct arena *a, const char *name, size_t max)
{
	struct diag_list *log = diag_list_new(a);
	assert_null(file_read(a, in_folder(a, name), name, (struct place){"asked.cfg", 3, 7}, max,
	                      log));
	return fixture_findings(a, log, LANG_EN);
}

/* Test vectors of FIPS 180-4. */
static void hashes(void **state)
{
	assert_string_equal(file_sha256(*state, "", 0),
	                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_string_equal(file_sha256(*state, "abc", 3),
	                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void bytes_come_whole(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	size_t n = 200000;
	char *bytes = arena_alloc(*state, n);
	for (size_t i = 0; i < n; i++)
		bytes[i] = (char)(i * 31 % 251);
	write_bytes(in_folder(*state, "a"), bytes, n);
	const struct file *f = file_read(*state, in_folder(*state, "a"), "a.csv",
	                                 (struct place){NULL, 0, 0}, n, log);
	assert_non_null(f);
	assert_string_equal(f->name, "a.csv");
	assert_int_equal(f->size, n);
	assert_memory_equal(f->bytes, bytes, n);
	assert_int_equal(f->bytes[n], 0);
	assert_string_equal(f->sha256, file_sha256(*state, bytes, n));
	assert_int_equal(diag_count(log), 0);
}

static void an_empty_file_is_a_file(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	write_bytes(in_folder(*state, "a"), "", 0);
	const struct file *f =
	        file_read(*state, in_folder(*state, "a"), "a", (struct place){NULL, 0, 0}, 0, log);
	assert_non_null(f);
	assert_int_equal(f->size, 0);
	assert_string_equal(f->bytes, "");
}

static void missing(void **state)
{
	assert_string_equal(refusal(*state, "a", 10),
	                    "asked.cfg:3:7: error[file-missing]: cannot find file \"a\"; "
	                    "to mend: check the name, or put the file there\n");
}

static void one_byte_too_many(void **state)
{
	write_bytes(in_folder(*state, "a"), "0123456789x", 11);
	assert_string_equal(
	        refusal(*state, "a", 10),
	        "asked.cfg:3:7: error[file-too-large]: file \"a\" is over the limit of 10 bytes; "
	        "to mend: split it or remove what does not belong\n");
}

static const char not_regular[] =
        "asked.cfg:3:7: error[file-not-regular]: \"%s\" is not a regular file; "
        "to mend: name a file instead\n";

static void folders_are_refused(void **state)
{
	assert_int_equal(mkdir(in_folder(*state, "sub"), 0700), 0);
	assert_string_equal(refusal(*state, "sub", 10), arena_print(*state, not_regular, "sub"));
}

/* Nobody writes to it: opening must not wait. */
static void fifos_are_refused(void **state)
{
	assert_int_equal(mkfifo(in_folder(*state, "fifo"), 0600), 0);
	assert_string_equal(refusal(*state, "fifo", 10), arena_print(*state, not_regular, "fifo"));
}

static void reasons_in_both_languages(void **state)
{
	struct words w = file_reason(*state, EACCES);
	assert_string_equal(w.in[LANG_ZH], "没有权限");
	assert_string_equal(w.in[LANG_EN], "no permission");
	w = file_reason(*state, EMFILE);
	assert_non_null(strstr(w.in[LANG_ZH], "系统错误"));
	assert_non_null(strstr(w.in[LANG_EN], "system error"));
}

static void links_that_lead_nowhere(void **state)
{
	assert_int_equal(symlink("a", in_folder(*state, "a")), 0);
	assert_non_null(strstr(refusal(*state, "a", 10), "error[file-missing]"));
}

static void from_memory(void **state)
{
	char bytes[] = "a\0b";
	const struct file *f = file_from_memory(*state, "m", bytes, 3);
	bytes[0] = 'x';
	assert_memory_equal(f->bytes, "a\0b", 4);
	assert_int_equal(f->size, 3);
}

#define FOLDER_TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(hashes),
	        FOLDER_TEST(bytes_come_whole),
	        FOLDER_TEST(an_empty_file_is_a_file),
	        FOLDER_TEST(missing),
	        FOLDER_TEST(one_byte_too_many),
	        FOLDER_TEST(folders_are_refused),
	        FOLDER_TEST(fifos_are_refused),
	        FIXTURE_TEST(from_memory),
	        FIXTURE_TEST(reasons_in_both_languages),
	        cmocka_unit_test_setup_teardown(links_that_lead_nowhere, make_folder,
	                                        remove_folder),
	};
	return cmocka_run_group_tests_name("source/file", tests, NULL, NULL);
}
