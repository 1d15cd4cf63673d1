#include "tests/fixture.h"

#include "source/cfg.h"

#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct diag_list *findings;

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

static const struct cfg *read_n(const char *text, size_t n)
{
	findings = diag_list_new(arena);
	return cfg_read(arena, file_from_memory(arena, "t.cfg", text, n), findings);
}

static const struct cfg *read_text(const char *text)
{
	return read_n(text, strlen(text));
}

static void assert_place(const struct cfg *c, unsigned line, unsigned column)
{
	assert_non_null(c);
	assert_int_equal(c->place.line, line);
	assert_int_equal(c->place.column, column);
}

static void numbers_stay_as_written(void **state)
{
	(void)state;
	static const char *const rows[] = {"12.5", "0.1", "99999999999999999999", "-3", "1e400",
	                                   "5L",   "0x10"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct cfg *root = read_text(arena_print(arena, "a = %s;", rows[i]));
		const struct cfg *a = cfg_get(root, "a");
		assert_int_equal(a->kind, CFG_NUMBER);
		assert_string_equal(a->text, rows[i]);
	}
}

static void every_setting_knows_its_place(void **state)
{
	(void)state;
	const struct cfg *root = read_text("# 注释\n"
	                                   "a = \"中文\"; b : 2; // c = 3\n"
	                                   "/* d = 4;\n"
	                                   " */ list = ( 1, \"二\", { x = 5; },\n"
	                                   "   [ \"p\",\n"
	                                   "     \"q\" ] );\n"
	                                   "yes = true;\n");
	assert_int_equal(diag_count(findings), 0);
	assert_int_equal(root->n, 4);
	assert_place(cfg_get(root, "a"), 2, 1);
	assert_place(cfg_get(root, "b"), 2, 11);
	assert_string_equal(cfg_get(root, "a")->text, "中文");
	const struct cfg *list = cfg_get(root, "list");
	assert_place(list, 4, 5);
	assert_int_equal(list->n, 4);
	assert_place(&list->members[0], 4, 14);
	assert_place(&list->members[1], 4, 17);
	assert_place(&list->members[2], 4, 22);
	assert_place(cfg_get(&list->members[2], "x"), 4, 24);
	assert_place(&list->members[3].members[0], 5, 6);
	assert_place(&list->members[3].members[1], 6, 6);
	assert_true(cfg_get(root, "yes")->truth);
}

static void texts_keep_escapes_and_are_joined(void **state)
{
	(void)state;
	const struct cfg *root = read_text("a = \"one\\ntwo \\\"q\\\" \\\\ // no comment \"\n"
	                                   "  \"@include\"; b = 1;");
	assert_string_equal(cfg_get(root, "a")->text, "one\ntwo \"q\" \\ // no comment @include");
	assert_place(cfg_get(root, "b"), 2, 15);
}

static void byte_order_mark_is_allowed(void **state)
{
	(void)state;
	assert_non_null(cfg_get(read_text("\xEF\xBB\xBF"
	                                  "a = 1;\r\nb = 2;\r\n"),
	                        "a"));
	assert_int_equal(diag_count(findings), 0);
}

/* As newer libconfig has it, and as people write it. */
static void a_comma_may_stand_behind_the_last_entry(void **state)
{
	(void)state;
	const struct cfg *root =
	        read_text("a = ( { b = 1; }, { b = 2; }, );\nc = [ 1, 2, 3, ]; d = ( );");
	assert_int_equal(diag_count(findings), 0);
	assert_int_equal(cfg_get(root, "a")->n, 2);
	assert_int_equal(cfg_get(root, "c")->n, 3);
	assert_int_equal(cfg_get(root, "d")->n, 0);
	assert_place(cfg_get(root, "c"), 2, 1);
}

static void truths_need_no_quotes(void **state)
{
	(void)state;
	const struct cfg *root = read_text("a = true; b = FALSE; c = [ True, false ];");
	assert_int_equal(diag_count(findings), 0);
	assert_true(cfg_get(root, "a")->truth);
	assert_false(cfg_get(root, "b")->truth);
	assert_int_equal(cfg_get(root, "c")->n, 2);
}

/* text, then code and place of the only finding */
static void mistakes_are_found_where_they_are(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum diag_code code;
		unsigned line, column;
	} rows[] = {
	        {"a = 1;\na = 2;", DIAG_duplicate_key, 2, 1},
	        {"g = { x = 1; y = { x = 1; }; x = 2; };", DIAG_duplicate_key, 1, 30},
	        {"a = 1;\n  b = ;", DIAG_config_syntax, 2, 7},
	        {"a = ( 1, 2;", DIAG_config_syntax, 1, 11},
	        {"a = {", DIAG_config_syntax, 1, 6},
	        {"a = \"no end;\nb = \"2\";", DIAG_config_string, 1, 5},
	        {"a = \"\\x00\";", DIAG_config_escape, 1, 6},
	        {"a = \"\x01"
	         "12\";",
	         DIAG_config_escape, 1, 6},
	        {"键 = 1;", DIAG_config_unquoted, 1, 1},
	        {"a = 1; % b", DIAG_config_syntax, 1, 8},
	        {"@include \"/etc/passwd\"\na = 1;", DIAG_include_refused, 1, 1},
	        {"a = 1;\n  @include \"/tmp\"", DIAG_include_refused, 2, 3},
	        {"a = 1/8;", DIAG_config_syntax, 1, 6},
	        {"a = [ 1, { b = 2; } ];", DIAG_config_syntax, 1, 10},
	        {"a\xFF = 1;", DIAG_not_utf8, 1, 2},
	        {"a = word;", DIAG_config_unquoted, 1, 5},
	        {"a = [ 1, word ];", DIAG_config_unquoted, 1, 10},
	        {"a = [ \"b\" \"c\" ];", DIAG_config_syntax, 1, 11},
	        {"a = ( { b = 1; } { b = 2; } );", DIAG_config_syntax, 1, 18},
	        {"a = ( 1, 2\nb = 3;", DIAG_config_syntax, 2, 1},
	        {"a = ( { b = 1; );", DIAG_config_syntax, 1, 16},
	        {"a = [ 1, 2 );", DIAG_config_syntax, 1, 12},
	        {"a = 1; } b = 2;", DIAG_config_syntax, 1, 8},
	        {"a = ( { b = 1; }; { b = 2; } );", DIAG_config_syntax, 1, 17},
	        {"a = ( { b = 1, { b = 2; } );", DIAG_config_syntax, 1, 16},
	        {"a = ( { b = 1; }", DIAG_config_syntax, 1, 17},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		read_text(rows[i].text);
		assert_int_equal(diag_count(findings), 1);
		const struct diag *d = diag_at(findings, 0);
		assert_string_equal(diag_name(d->code), diag_name(rows[i].code));
		assert_int_equal(d->place.line, rows[i].line);
		assert_int_equal(d->place.column, rows[i].column);
	}
}

static void nul_bytes_are_refused(void **state)
{
	(void)state;
	static const char text[] = "a = 1;\n\0b = 2;";
	assert_null(read_n(text, sizeof text - 1));
	assert_int_equal(diag_at(findings, 0)->code, DIAG_nul_byte);
}

static void nesting_is_limited(void **state)
{
	(void)state;
	struct buffer b;
	buffer_start(&b, arena);
	buffer_add(&b, "a = ");
	for (size_t i = 0; i < 40; i++)
		buffer_add(&b, "( ");
	assert_null(read_text(b.text));
	assert_int_equal(diag_at(findings, 0)->code, DIAG_config_depth);
}

static void later_twins_are_left_out(void **state)
{
	(void)state;
	const struct cfg *root = read_text("a = 1; a = \"x\"; b = 2; b = 3;");
	assert_int_equal(diag_count(findings), 2);
	assert_int_equal(root->n, 2);
	assert_string_equal(cfg_get(root, "a")->text, "1");
	assert_string_equal(cfg_get(root, "b")->text, "2");
}

static void checks_report_everything(void **state)
{
	(void)state;
	static const struct cfg_key keys[] = {{"a", 1u << CFG_NUMBER, true},
	                                      {"b", 1u << CFG_STRING | 1u << CFG_BOOL, false},
	                                      {"c", 1u << CFG_GROUP, true},
	                                      {0}};
	const struct cfg *root = read_text("a = \"1\"; b = 2; d = 3;");
	assert_false(cfg_check(arena, root, keys, findings));
	assert_int_equal(diag_count(findings), 4);
	assert_null(cfg_get(root, "a"));
	assert_null(cfg_get(root, "d"));
	assert_string_equal(cfg_text(root, "b", "fallback"), "fallback");
	root = read_text("a = 1; b = true; c = { };");
	assert_true(cfg_check(arena, root, keys, findings));
	assert_int_equal(diag_count(findings), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(numbers_stay_as_written),
	        TEST(every_setting_knows_its_place),
	        TEST(texts_keep_escapes_and_are_joined),
	        TEST(byte_order_mark_is_allowed),
	        TEST(a_comma_may_stand_behind_the_last_entry),
	        TEST(truths_need_no_quotes),
	        TEST(mistakes_are_found_where_they_are),
	        TEST(nul_bytes_are_refused),
	        TEST(nesting_is_limited),
	        TEST(later_twins_are_left_out),
	        TEST(checks_report_everything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
