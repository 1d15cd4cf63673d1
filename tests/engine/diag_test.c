#include "tests/fixture.h"

#include "engine/diag.h"

#include <stdlib.h>

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = fixture_arena();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void findings_come_file_by_file_in_order_of_place(void **state)
{
	(void)state;
	struct diag_list *log = diag_list_new(arena);
	static const struct place places[] = {{"b", 3, 1}, {"a", 9, 9},  {"b", 1, 2},
	                                      {"b", 1, 1}, {NULL, 0, 0}, {"a", 2, 5}};
	static const size_t expected[] = {3, 2, 0, 5, 1, 4};
	for (size_t i = 0; i < 6; i++)
		diag_add(log, places[i], DIAG_nul_byte, NO_ARGS);
	assert_int_equal(diag_count(log), 6);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(diag_at(log, i)->order, expected[i]);
}

static void many_findings_are_all_kept(void **state)
{
	(void)state;
	struct diag_list *log = diag_list_new(arena);
	for (unsigned i = 0; i < 1000; i++)
		diag_add(log, (struct place){"f", 1000 - i, 1}, DIAG_nul_byte, NO_ARGS);
	assert_int_equal(diag_errors(log), 1000);
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(diag_at(log, i)->place.line, i + 1);
}

static void the_worst_finding_decides_the_exit_code(void **state)
{
	(void)state;
	struct diag_list *log = diag_list_new(arena);
	assert_int_equal(diag_exit_code(log), 0);
	diag_add(log, (struct place){0}, DIAG_nul_byte, NO_ARGS);
	assert_int_equal(diag_exit_code(log), 1);
	diag_add(log, (struct place){0}, DIAG_setting_form, NO_ARGS);
	assert_int_equal(diag_exit_code(log), 2);
	diag_add(log, (struct place){0}, DIAG_file_unreadable, NO_ARGS);
	assert_int_equal(diag_exit_code(log), 3);
	diag_add(log, (struct place){0}, DIAG_nul_byte, NO_ARGS);
	assert_int_equal(diag_exit_code(log), 3);
}

static void findings_are_printed_in_both_languages(void **state)
{
	(void)state;
	struct diag_list *log = diag_list_new(arena);
	diag_add(log, (struct place){"a.cfg", 3, 5}, DIAG_bad_id, ARGS(words_same("X{1}")));
	struct buffer out;
	buffer_start(&out, arena);
	diag_print_all(&out, log, LANG_ZH);
	assert_string_equal(
	        out.text,
	        "a.cfg:3:5: 错误[bad-id]：“X{1}”不能作编号。改法：只用小写字母、数字、"
	        "连字符和下划线，不超过 40 个字符，如 id = \"growth\"；中文写在 name 里\n");
	buffer_start(&out, arena);
	diag_print_all(&out, log, LANG_EN);
	assert_string_equal(
	        out.text,
	        "a.cfg:3:5: error[bad-id]: \"X{1}\" cannot be an id; to mend: use lower-case "
	        "letters, digits, hyphen and underscore, at most 40, "
	        "as in id = \"growth\"; any other name goes into name\n");
}

static void places_show_what_is_known(void **state)
{
	(void)state;
	static const struct {
		struct place place;
		const char *expected;
	} rows[] = {{{NULL, 0, 0}, "kaohe: "}, {{"f", 0, 0}, "f: "}, {{"f", 2, 0}, "f:2: "}};
	for (size_t i = 0; i < 3; i++) {
		struct diag_list *log = diag_list_new(arena);
		diag_add(log, rows[i].place, DIAG_nul_byte, NO_ARGS);
		struct buffer out;
		buffer_start(&out, arena);
		diag_print_all(&out, log, LANG_EN);
		assert_memory_equal(out.text, rows[i].expected, 3);
	}
}

/* "{0|error|errors}" chooses by its number. */
static void a_text_may_have_a_plural(void **state)
{
	(void)state;
	assert_string_equal(text_fill(arena, TEXT_summary_errors, LANG_EN,
	                              ARGS(words_same("1"), words_same("2"))),
	                    "kaohe: 1 error, nothing was written");
	assert_string_equal(text_fill(arena, TEXT_summary_errors, LANG_EN,
	                              ARGS(words_same("21"), words_same("0"))),
	                    "kaohe: 21 errors, nothing was written");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(findings_come_file_by_file_in_order_of_place, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(many_findings_are_all_kept, setup, teardown),
	        cmocka_unit_test_setup_teardown(the_worst_finding_decides_the_exit_code, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(findings_are_printed_in_both_languages, setup,
	                                        teardown),
	        cmocka_unit_test_setup_teardown(a_text_may_have_a_plural, setup, teardown),
	        cmocka_unit_test_setup_teardown(places_show_what_is_known, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
