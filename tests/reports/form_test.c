/* form_test - a form is read as the table it is for: filled in, it scores; empty, every cell is
 * told. */
#include "reports/form.h"

#include "inputs/tables.h"
#include "tests/fixture.h"
#include "tests/huzhou.h"
#include <unistd.h>

static const struct heading heading = {
        .title = {{"考核", "Assessment"}}, .issuer = {{""}}, .as_of = ""};

static bool has_unit(void *context, const struct csv *csv)
{
	(void)context;
	for (size_t c = 0; c < csv->records[0].n; c++)
		if (strcmp(csv->records[0].fields[c].text, "区县") == 0 ||
		    strcmp(csv->records[0].fields[c].text, "unit") == 0)
			return true;
	return false;
}

static size_t index_of(const struct method *m, const char *unit)
{
	size_t u = 0;
	while (strcmp(m->units[u].named.id, unit) != 0)
		u++;
	return u;
}

static const struct csv *written(struct huzhou *h, enum form_kind kind, enum lang lang)
{
	char path[] = "/tmp/kaohe-form-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	struct form form = {.kind = kind,
	                    .method = h->method,
	                    .figures = h->figures,
	                    .heading = &heading,
	                    .unit = index_of(h->method, "anji"),
	                    .lang = lang};
	struct diag_list *log = diag_list_new(h->arena);
	assert_int_equal(form_write(path, &form, h->arena), 0);
	const struct file *f =
	        file_read(h->arena, path, "f.xlsx", (struct place){"f.xlsx", 0, 0}, 1 << 20, log);
	unlink(path);
	const struct tables *t = tables_read(h->arena, f, has_unit, NULL, log);
	assert_string_equal(fixture_findings(h->arena, log, LANG_EN), "");
	assert_int_equal(t->n, 1);
	return &t->list[0];
}

static size_t column(const struct csv *c, const char *title)
{
	for (size_t i = 0; i < c->records[0].n; i++)
		if (strcmp(c->records[0].fields[i].text, title) == 0)
			return i;
	fail_msg("no column %s", title);
	return 0;
}

/* Each task of the unit, with its target, and nothing in the cell to be filled in. */
static void counts_stand_beside_their_targets(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_target(&h, "anji", "commerce", "fixed", "2");
	huzhou_target(&h, "anji", "finance", "revenue", "6");
	huzhou_target(&h, "anji", "finance", "fixed", "-");
	huzhou_target(&h, "wuxing", "commerce", "fixed", "9");
	const struct csv *c = written(&h, FORM_COUNTS, LANG_ZH);
	size_t target = column(c, "任务数"), count = column(c, "数量"), item = column(c, "行业");
	assert_int_equal(c->n, 1 + 3);
	for (size_t i = 1; i < c->n; i++) {
		assert_string_equal(c->records[i].fields[0].text, "安吉县");
		assert_string_equal(c->records[i].fields[count].text, "");
	}
	assert_string_equal(c->records[1].fields[item].text, "商贸（含电商）业");
	assert_string_equal(c->records[1].fields[target].text, "2");
	assert_string_equal(c->records[2].fields[target].text, "-");
	assert_string_equal(c->records[3].fields[target].text, "6");
	huzhou_close(&h);
}

static void judged_items_each_have_a_row(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	const struct csv *c = written(&h, FORM_JUDGED, LANG_EN);
	assert_int_equal(c->n, 1 + 5);
	(void)column(c, "points");
	(void)column(c, "scorer");
	(void)column(c, "reason");
	huzhou_close(&h);
}

static void a_ledger_has_its_columns_and_no_rows(void **state)
{
	static const char *const titles[] = {
	        "项目名称", "统一社会信用代码", "区县",     "行业",
	        "类别",     "总投资",           "年营收",   "阶段",
	        "签约日期", "认定结果",         "认定日期", "证明材料编号"};
	(void)state;
	struct huzhou h = huzhou_open();
	const struct csv *c = written(&h, FORM_LEDGER, LANG_ZH);
	assert_int_equal(c->n, 1);
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		(void)column(c, titles[i]);
	huzhou_close(&h);
}

static void which_forms_a_method_has(void **state)
{
	const struct method *m = fixture_bundled(*state, "huzhou-1224");
	assert_true(form_applies(m, FORM_COUNTS));
	assert_true(form_applies(m, FORM_LEDGER));
	assert_true(form_applies(m, FORM_JUDGED));
	assert_false(form_applies(m, FORM_VALUES));
}

static void a_place_that_cannot_be_written(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	struct form form = {.kind = FORM_JUDGED,
	                    .method = h.method,
	                    .figures = h.figures,
	                    .heading = &heading,
	                    .lang = LANG_ZH};
	assert_int_not_equal(form_write("/nowhere/at/all/f.xlsx", &form, h.arena), 0);
	huzhou_close(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(counts_stand_beside_their_targets),
	        FIXTURE_TEST(judged_items_each_have_a_row),
	        FIXTURE_TEST(a_ledger_has_its_columns_and_no_rows),
	        FIXTURE_TEST(which_forms_a_method_has),
	        FIXTURE_TEST(a_place_that_cannot_be_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
