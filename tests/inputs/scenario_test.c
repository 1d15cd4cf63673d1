#include "inputs/scenario.h"

#include "tests/fixture.h"

#include <stdio.h>
#include <unistd.h>

/* Writes a file, reads it as a scenario, and leaves nothing behind. */
static const struct scenario *scenario(struct arena *a, const char *text, struct diag_list *log)
{
	char name[] = "scenario_test.XXXXXX";
	int fd = mkstemp(name);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	const struct scenario *s = scenario_read(a, arena_copy(a, name), log);
	unlink(name);
	return s;
}

static void all_of_a_scenario(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	const struct scenario *s =
	        scenario(*state,
	                 "title = \"提高物流权重\"; title_en = \"More\";\n"
	                 "set = [ \"weight.物流业=20\",\n \"count.anji.commerce.fixed=3\" ];"
	                 "rebalance = true;",
	                 log);
	assert_string_equal(fixture_findings(*state, log, LANG_EN), "");
	assert_string_equal(s->title.in[LANG_ZH], "提高物流权重");
	assert_string_equal(s->title.in[LANG_EN], "More");
	assert_true(s->rebalance);
	assert_int_equal(s->n_settings, 2);
	assert_string_equal(s->settings[0].key, "物流业");
	assert_string_equal(s->settings[1].space, "count");
	assert_string_equal(s->settings[1].key, "anji.commerce.fixed");
	assert_string_equal(s->settings[1].value, "3");
	assert_int_equal(s->settings[1].origin, ORIGIN_TRIAL);
	assert_int_equal(s->settings[1].place.line, 3);
	assert_int_equal(s->settings[1].place.column, 2);
	assert_int_equal(strlen(s->file.sha256), 64);
}

static void what_is_not_said(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	const struct scenario *s =
	        scenario(*state, "title = \"a\"; set = [ \"points.x=1\" ];", log);
	assert_int_equal(diag_count(log), 0);
	assert_false(s->rebalance);
	assert_null(s->title.in[LANG_EN]);
}

static void mistakes(void **state)
{
	static const struct {
		const char *text, *finding;
	} rows[] = {
	        {"set = [ \"points.x=1\" ];", "missing-key"},
	        {"title = \"a\";", "missing-key"},
	        {"title = \"a\"; set = [ ];", "empty-list"},
	        {"title = \"a\"; set = [ 1 ];", "scenario-entry"},
	        {"title = \"a\"; set = \"points.x=1\";", "wrong-type"},
	        {"title = \"a\"; set = [ \"points\" ];", "setting-form"},
	        {"title = \"\"; set = [ \"points.x=1\" ];", "empty-text"},
	        {"title = \"a\"; set = [ \"points.x=1\" ]; rebalance = 1;", "wrong-type"},
	        {"title = \"a\"; set = [ \"points.x=1\" ]; period = \"p\";", "unknown-key"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag_list *log = diag_list_new(*state);
		print_message("%s\n", rows[i].text);
		assert_non_null(scenario(*state, rows[i].text, log));
		assert_int_equal(diag_count(log), 1);
		assert_string_equal(diag_name(diag_at(log, 0)->code), rows[i].finding);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(all_of_a_scenario),
	        FIXTURE_TEST(what_is_not_said),
	        FIXTURE_TEST(mistakes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
