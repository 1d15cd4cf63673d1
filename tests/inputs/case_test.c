#include "inputs/case.h"
#include "tests/fixture.h"

#include <stdio.h>
#include <unistd.h>

static char folder[4096], config[4200];

static int make_folder(void **state)
{
	const char *scratch = getenv("TMPDIR");
	(void)snprintf(folder, sizeof folder, "%s/kaohe-case-XXXXXX", scratch ? scratch : "/tmp");
	if (mkdtemp(folder) == NULL)
		return -1;
	(void)snprintf(config, sizeof config, "%s/assessment.cfg", folder);
	return fixture_setup(state);
}

static int remove_folder(void **state)
{
	(void)remove(config);
	(void)rmdir(folder);
	return fixture_teardown(state);
}

static const struct case_config *open_text(struct arena *a, const char *text, struct diag_list *log)
{
	FILE *f = fopen(config, "wb");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	(void)a;
	return case_open(a, folder, log);
}

static const char *findings_of(struct arena *a, const char *text)
{
	struct diag_list *log = diag_list_new(a);
	(void)open_text(a, text, log);
	return fixture_findings(a, log, LANG_EN);
}

static void every_key(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	const struct case_config *c = open_text(
	        *state,
	        "rules = \"mine/method.cfg\";\nperiod = \"2023\";\ntitle = "
	        "\"标题\";\nissuer = \"办公室\";\n"
	        "as_of = \"2024-02-29\";\nexample = true;\n"
	        "policies = { no_task = \"full\"; least = 12.5; };\n"
	        "targets = [ \"t.csv\" ];\ncounts = [ \"a.csv\", \"b/c.csv\" ];\njudged "
	        "= ();\nmarks = [ \"/m.csv\" ];\ntitle_en = \"Title\"; signatures = [ \"制表\", "
	        "\"审核\" ];\n",
	        log);
	assert_string_equal(fixture_findings(*state, log, LANG_EN), "");
	assert_string_equal(c->folder, folder);
	assert_string_equal(c->config.name, "assessment.cfg");
	assert_int_equal(strlen(c->config.sha256), 64);
	assert_string_equal(c->rules, "mine/method.cfg");
	assert_string_equal(c->rules_path, arena_print(*state, "%s/mine/method.cfg", folder));
	assert_string_equal(c->period, "2023");
	assert_int_equal(c->period_place.line, 2);
	assert_string_equal(words_in(c->title, LANG_ZH), "标题");
	assert_string_equal(words_in(c->title, LANG_EN), "Title");
	assert_string_equal(words_in(c->issuer, LANG_ZH), "办公室");
	assert_string_equal(words_in(c->issuer, LANG_EN), "办公室");
	assert_int_equal(c->n_signatures, 2);
	assert_string_equal(c->signatures[1], "审核");
	assert_string_equal(c->as_of, "2024-02-29");
	assert_true(c->example);
	assert_int_equal(c->n_policies, 2);
	assert_string_equal(c->policies[0].space, "policy");
	assert_string_equal(c->policies[0].key, "no_task");
	assert_string_equal(c->policies[0].value, "full");
	assert_int_equal(c->policies[0].origin, ORIGIN_CASE);
	assert_int_equal(c->policies[0].place.line, 7);
	assert_string_equal(c->policies[1].value, "12.5");
	assert_int_equal(c->counts.n, 2);
	assert_string_equal(c->counts.files[1].name, "b/c.csv");
	assert_string_equal(c->counts.files[1].path, arena_print(*state, "%s/b/c.csv", folder));
	assert_int_equal(c->counts.files[1].place.line, 9);
	assert_int_equal(c->judged.n, 0);
	assert_string_equal(c->marks.files[0].path, "/m.csv");
}

static void the_shortest_case(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	const struct case_config *c = open_text(*state, "rules = \"r\"; period = \"p\";", log);
	assert_string_equal(fixture_findings(*state, log, LANG_EN), "");
	assert_string_equal(words_in(c->title, LANG_EN), "");
	assert_null(c->signatures);
	assert_string_equal(c->as_of, "");
	assert_false(c->example);
	assert_int_equal(c->n_policies + c->targets.n + c->marks.n, 0);
}

static void the_file_itself_may_be_named(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	(void)open_text(*state, "rules = \"r\"; period = \"p\";", log);
	const struct case_config *c = case_open(*state, config, log);
	assert_string_equal(c->folder, folder);
}

static void no_such_case(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	assert_null(case_open(*state, "no/such", log));
	assert_string_equal(
	        fixture_findings(*state, log, LANG_EN),
	        "kaohe: error[case-missing]: there is no case \"no/such\"; "
	        "to mend: name a folder that holds assessment.cfg, or that file itself\n");
	assert_int_equal(diag_exit_code(log), 2);
	log = diag_list_new(*state);
	assert_null(case_open(*state, folder, log));
	assert_int_equal(diag_exit_code(log), 2);
}

static void dates(void **state)
{
	static const char *const wrong[] = {"2023-02-29",  "1900-02-29", "2023-13-01",
	                                    "2023-00-01",  "2023-01-00", "2023-04-31",
	                                    "2023-1-1",    "2023/12/31", "0000-01-01",
	                                    "2023-12-3１", "20231231",   "2023-12-31x"};
	static const char *const right[] = {"2023-12-31", "2000-02-29", "2024-02-29", "2023-04-30"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_string_equal(
		        findings_of(*state,
		                    arena_print(*state,
		                                "rules = \"r\"; period = \"p\"; as_of = \"%s\";",
		                                wrong[i])),
		        arena_print(*state,
		                    "assessment.cfg:1:28: error[not-a-date]: \"%s\" is not a date; "
		                    "to mend: write YYYY-MM-DD, as in 2023-12-31\n",
		                    wrong[i]));
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_string_equal(
		        findings_of(*state,
		                    arena_print(*state,
		                                "rules = \"r\"; period = \"p\"; as_of = \"%s\";",
		                                right[i])),
		        "");
}

static void lists(void **state)
{
	assert_string_equal(
	        findings_of(*state,
	                    "rules = \"r\"; period = \"p\";\ntargets = ( 5, \"\", \"a.csv\" );\n"
	                    "counts = [ \"a.csv\" ];\n"),
	        "assessment.cfg:2:13: error[list-of-files]: \"targets\" lists something else than "
	        "file names; "
	        "to mend: write targets = [\"one.csv\", \"two.csv\"];\n"
	        "assessment.cfg:2:16: error[list-of-files]: \"targets\" lists something else than "
	        "file names; "
	        "to mend: write targets = [\"one.csv\", \"two.csv\"];\n"
	        "assessment.cfg:3:12: error[file-twice]: file \"a.csv\" is listed twice, the first "
	        "time on line 2; "
	        "to mend: remove one of them\n");
}

static void keys(void **state)
{
	const char *found = findings_of(
	        *state,
	        "rules = \"\";\nexample = \"yes\";\npolicies = { a = true; };\ntarget = [];\n");
	static const char *const expected[] = {
	        "error[empty-text]: \"rules\" is empty; to mend: fill it in",
	        "error[wrong-type]: \"example\" has the wrong type, expected true or false",
	        "error[wrong-type]: \"a\" has the wrong type, expected a text in quotes",
	        "error[unknown-key]: unknown key \"target\"",
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		if (strstr(found, expected[i]) == NULL)
			fail_msg("%s\nnot in:\n%s", expected[i], found);
	/* Whether a period is needed, the rule file says. */
	assert_null(strstr(found, "missing-key"));
}

#define FOLDER_TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FOLDER_TEST(every_key),
	        FOLDER_TEST(the_shortest_case),
	        FOLDER_TEST(the_file_itself_may_be_named),
	        FOLDER_TEST(no_such_case),
	        FOLDER_TEST(dates),
	        FOLDER_TEST(lists),
	        FOLDER_TEST(keys),
	};
	return cmocka_run_group_tests_name("inputs/case", tests, NULL, NULL);
}
