/* blank_case_test - a new case reads as a case of its rules, and asks for what is missing. */
#include "reports/blank_case.h"

#include "source/cfg.h"
#include "tests/fixture.h"

static const struct blank_file *named(const struct blank_file *files, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	return NULL;
}

static size_t lines(const char *text)
{
	size_t n = 0;
	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* assessment.cfg comes last, is a configuration, and names every other file. */
static void settings_name_every_table(void **state)
{
	struct arena *a = *state;
	const struct method *m = fixture_bundled(a, "huzhou-1224");
	for (enum lang lang = 0; lang < LANGS; lang++) {
		size_t n;
		const struct blank_file *files = blank_case(a, m, 0, lang, &n);
		const struct blank_file *cfg = &files[n - 1];
		struct diag_list *log = diag_list_new(a);
		assert_string_equal(cfg->name, "assessment.cfg");
		const struct cfg *root = cfg_read(
		        a, file_from_memory(a, cfg->name, cfg->text.text, cfg->text.length), log);
		assert_string_equal(fixture_findings(a, log, LANG_EN), "");
		assert_string_equal(cfg_text(root, "rules", ""), "huzhou-1224");
		assert_string_equal(cfg_text(root, "period", ""), m->periods[0].named.id);
		for (size_t i = 0; i + 1 < n; i++)
			assert_non_null(strstr(cfg->text.text, files[i].name));
		/* What may be decided stands there, but as a remark. */
		assert_false(cfg_has(root, "policies"));
		for (size_t i = 0; i < m->n_policies; i++)
			assert_non_null(strstr(cfg->text.text, m->policies[i].named.id));
	}
}

/* A row for each cell that must be filled in, of the assessed units. */
static void tables_have_a_row_for_each_cell(void **state)
{
	struct arena *a = *state;
	const struct method *m = fixture_bundled(a, "huzhou-1224");
	size_t n, sectors = 0, judged = 0, assessed = 0;
	for (size_t i = 0; i < m->n_items; i++) {
		sectors += figures_counted(m, i);
		judged += figures_input_is(m, i, INPUT_JUDGED);
	}
	for (size_t u = 0; u < m->n_units; u++)
		assessed += m->units[u].assessed;
	const struct blank_file *files = blank_case(a, m, 0, LANG_ZH, &n);
	const struct blank_file *targets = named(files, n, "targets.csv"),
	                        *counts = named(files, n, "counts.csv"),
	                        *points = named(files, n, "judged.csv");
	assert_non_null(targets);
	assert_non_null(counts);
	assert_non_null(points);
	assert_int_equal(lines(counts->text.text), 1 + assessed * sectors * m->n_types);
	assert_int_equal(lines(points->text.text), 1 + assessed * judged);
	assert_int_equal(lines(targets->text.text), lines(counts->text.text));
}

/* A plan alone has no period and no counts, but tables of what is observed. */
static void a_plan_has_its_own_tables(void **state)
{
	struct arena *a = *state;
	size_t n;
	const struct blank_file *files =
	        blank_case(a, fixture_bundled(a, "pinghu-145"), NONE, LANG_EN, &n);
	assert_null(named(files, n, "counts.csv"));
	assert_non_null(named(files, n, "observed.csv"));
	assert_null(strstr(files[n - 1].text.text, "\nperiod"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(settings_name_every_table),
	        FIXTURE_TEST(tables_have_a_row_for_each_cell),
	        FIXTURE_TEST(a_plan_has_its_own_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
