/* The bundled case against its source: every cell, every sum, and the figures that the text of
 * the plan states in words. Paths are relative to the project's folder. */
#include "engine/date.h"
#include "inputs/case.h"
#include "tests/inputs/tables.h"

#include <stdio.h>

#define BUNDLED "inputs/huzhou-2023"
/* Annex 2 as printed: two pages, counties across, made from the source text, not from targets.csv.
 */
#define PRINTED "tests/inputs/annex2-wide.csv"

struct outcome {
	const struct method *method;
	const struct figures *figures;
	const struct input_file *files;
	size_t n_files;
	struct diag_list *log;
};

static struct outcome read_case(struct arena *a, const char *path)
{
	struct outcome o = {.method = fixture_bundled(a, "huzhou-1224"), .log = diag_list_new(a)};
	const struct case_config *c = case_open(a, path, o.log);
	assert_non_null(c);
	o.figures = case_figures(a, c, o.method, &o.files, &o.n_files, o.log);
	return o;
}

static struct outcome read_bundled(struct arena *a)
{
	struct outcome o = read_case(a, BUNDLED);
	assert_string_equal(fixture_findings(a, o.log, LANG_EN), "");
	return o;
}

static size_t cells(const struct method *m)
{
	return (m->n_units + 1) * (m->n_items + 1) * (m->n_types + 1) * m->n_periods;
}

static void all_396_cells(void **state)
{
	struct outcome o = read_bundled(*state);
	size_t given = 0, no_task = 0, zero = 0;
	for (size_t i = 0; i < cells(o.method); i++) {
		const struct figure *f = &o.figures->targets[i];
		given += f->state != FIGURE_ABSENT;
		no_task += f->state == FIGURE_NO_TASK;
		zero += f->state == FIGURE_NUMBER && ratio_sign(f->value) == 0;
	}
	assert_int_equal(given, 396);
	assert_int_equal(no_task, 64);
	assert_int_equal(zero, 9);
}

static void all_440_sums(void **state)
{
	struct outcome o = read_bundled(*state);
	assert_int_equal(figures_check_targets(o.figures, o.log), 440);
	assert_int_equal(diag_count(o.log), 0);
}

static void the_printed_layout_gives_the_same_cells(void **state)
{
	struct outcome o = read_bundled(*state);
	struct reading r = tables_reading(*state, o.method);
	const struct file *f =
	        file_read(*state, PRINTED, PRINTED, (struct place){NULL, 0, 0}, 1 << 20, r.log);
	assert_non_null(f);
	const struct csv *csv =
	        csv_parse(*state, f->name, encoding_to_utf8(*state, f, true, r.log), r.log);
	assert_true(wide_matches(&r, TARGETS, csv));
	assert_true(wide_read(&r, TARGETS, csv));
	assert_string_equal(tables_findings(&r, LANG_EN), "");
	for (size_t i = 0; i < cells(o.method); i++)
		assert_string_equal(tables_cell(*state, &r.figures->targets[i]),
		                    tables_cell(*state, &o.figures->targets[i]));
	assert_int_equal(figures_check_targets(r.figures, r.log), 440);
}

/* Sections 二 and 三 of the plan: what the text says of the whole city (40 figures, those of the
 * sectors stated twice) and of each county (16). Three years, then 2023. */
static const struct narrative {
	const char *unit, *item, *type; /* NULL: all of them */
	long span, year;
} narrative[] = {
        {NULL, NULL, NULL, 1000, 303},
        {NULL, NULL, "fixed", 204, 60},
        {NULL, NULL, "revenue", 796, 243},
        {NULL, "commerce", NULL, 255, 70},
        {NULL, "commerce", "fixed", 55, 16},
        {NULL, "commerce", "revenue", 200, 54},
        {NULL, "tourism", NULL, 245, 70},
        {NULL, "tourism", "fixed", 120, 35},
        {NULL, "tourism", "revenue", 125, 35},
        {NULL, "finance", NULL, 200, 70},
        {NULL, "hr", NULL, 100, 40},
        {NULL, "logistics", NULL, 42, 11},
        {NULL, "logistics", "fixed", 14, 2},
        {NULL, "logistics", "revenue", 28, 9},
        {NULL, "software", NULL, 113, 31},
        {NULL, "software", "fixed", 3, 1},
        {NULL, "software", "revenue", 110, 30},
        {NULL, "science", NULL, 45, 11},
        {NULL, "science", "fixed", 12, 6},
        {NULL, "science", "revenue", 33, 5},
        {"wuxing", NULL, NULL, 136, 44},
        {"nanxun", NULL, NULL, 124, 36},
        {"deqing", NULL, NULL, 171, 54},
        {"changxing", NULL, NULL, 135, 41},
        {"anji", NULL, NULL, 134, 39},
        {"nantaihu", NULL, NULL, 216, 67},
        {"changhe", NULL, NULL, 3, 1},
        {"municipal", NULL, NULL, 81, 21},
};

static size_t agrees(const struct outcome *o, const struct narrative *n, const char *period,
                     long value)
{
	const struct method *m = o->method;
	size_t unit = n->unit != NULL ? method_unit(m, n->unit) : all_units(m);
	size_t item = n->item != NULL ? method_item(m, n->item) : all_items(m);
	size_t type = n->type != NULL ? method_type(m, n->type) : all_types(m);
	const struct figure *f =
	        figures_target(o->figures, unit, item, type, method_period(m, period));
	char text[24];
	(void)snprintf(text, sizeof text, "%ld", value);
	assert_string_equal(tables_cell(m->arena, f), text);
	return 1;
}

static void all_56_figures_of_the_narrative(void **state)
{
	struct outcome o = read_bundled(*state);
	size_t checked = 0;
	for (size_t i = 0; i < sizeof narrative / sizeof *narrative; i++) {
		checked += agrees(&o, &narrative[i], "2023-2025", narrative[i].span);
		checked += agrees(&o, &narrative[i], "2023", narrative[i].year);
	}
	assert_int_equal(checked, 56);
}

/* Two cells where the table says that nothing is asked for in 2023, but something in all. */
static void no_task_this_year_only(void **state)
{
	struct outcome o = read_bundled(*state);
	static const char *const units[] = {"deqing", "changxing"};
	for (size_t i = 0; i < 2; i++) {
		size_t unit = method_unit(o.method, units[i]),
		       item = method_item(o.method, "software"),
		       type = method_type(o.method, "fixed");
		assert_string_equal(
		        tables_cell(*state, figures_target(o.figures, unit, item, type,
		                                           method_period(o.method, "2023"))),
		        "-");
		assert_string_equal(
		        tables_cell(*state, figures_target(o.figures, unit, item, type,
		                                           method_period(o.method, "2023-2025"))),
		        "1");
	}
}

static void the_heading_lists_every_file(void **state)
{
	struct outcome o = read_bundled(*state);
	static const char *const names[] = {"assessment.cfg", "targets.csv", "counts.csv",
	                                    "judged.csv"};
	assert_int_equal(o.n_files, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(o.files[i].name, names[i]);
		assert_int_equal(strlen(o.files[i].sha256), 64);
	}
}

static void the_example_is_marked_as_one(void **state)
{
	struct diag_list *log = diag_list_new(*state);
	const struct case_config *c = case_open(*state, BUNDLED, log);
	assert_true(c->example);
	assert_non_null(strstr(words_in(c->title, LANG_ZH), "示例"));
}

static void the_day_of_the_figures(void **state)
{
	struct outcome o = read_bundled(*state);
	assert_string_equal(date_text(*state, o.figures->as_of), "2023-12-31");
}

static void counts_and_judged_points(void **state)
{
	struct outcome o = read_bundled(*state);
	const struct method *m = o.method;
	assert_string_equal(tables_cell(*state, figures_count(o.figures, method_unit(m, "changhe"),
	                                                      method_item(m, "science"),
	                                                      method_type(m, "revenue"))),
	                    "1");
	size_t judgements = 0;
	for (size_t unit = 0; unit < m->n_units; unit++)
		for (size_t item = 0; item < m->n_items; item++)
			for (const struct judgement *j = *figures_judged(o.figures, unit, item);
			     j != NULL; j = j->next)
				judgements++;
	/* Seven units: three items with one scorer, two with five. */
	assert_int_equal(judgements, 7 * (3 * 1 + 2 * 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(all_396_cells),
	        FIXTURE_TEST(all_440_sums),
	        FIXTURE_TEST(the_printed_layout_gives_the_same_cells),
	        FIXTURE_TEST(all_56_figures_of_the_narrative),
	        FIXTURE_TEST(no_task_this_year_only),
	        FIXTURE_TEST(the_heading_lists_every_file),
	        FIXTURE_TEST(the_example_is_marked_as_one),
	        FIXTURE_TEST(the_day_of_the_figures),
	        FIXTURE_TEST(counts_and_judged_points),
	};
	return cmocka_run_group_tests_name("inputs/case_figures", tests, NULL, NULL);
}
