#include "inputs/matrix.h"
#include "tests/fixture.h"
#include "vary/model.h"

#include <stdio.h>
#include <unistd.h>

static char folder[4096], table[4200], weights[4200];

static int make_folder(void **state)
{
	const char *scratch = getenv("TMPDIR");
	(void)snprintf(folder, sizeof folder, "%s/kaohe-matrix-XXXXXX", scratch ? scratch : "/tmp");
	if (mkdtemp(folder) == NULL)
		return -1;
	(void)snprintf(table, sizeof table, "%s/t.csv", folder);
	(void)snprintf(weights, sizeof weights, "%s/w.csv", folder);
	return fixture_setup(state);
}

static int remove_folder(void **state)
{
	(void)remove(table);
	(void)remove(weights);
	(void)rmdir(folder);
	return fixture_teardown(state);
}

static void write_file(const char *path, const char *bytes, size_t size)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

/* A sound table, with weights unless NULL. */
static struct matrix *read_texts(struct arena *a, const char *text, const char *weighed)
{
	struct diag_list *log = diag_list_new(a);
	write_file(table, text, strlen(text));
	if (weighed != NULL)
		write_file(weights, weighed, strlen(weighed));
	struct matrix *m = matrix_read(a, table, weighed != NULL ? weights : NULL, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_non_null(m);
	return m;
}

static void assert_value(struct arena *a, const struct matrix *m, size_t unit, size_t item,
                         const char *value)
{
	size_t n = m->method->n_items - 1;
	assert_string_equal(ratio_exact(a, m->values[unit * n + item]), value);
}

static const char small[] = "unit,roads,schools,air\n"
                            "Northam,80,62.5,91\n"
                            "Southam,74,70,88\n";

static void names_and_values_are_as_written(void **state)
{
	struct arena *a = *state;
	struct matrix *m = read_texts(a, small, NULL);
	assert_int_equal(m->method->n_units, 2);
	assert_int_equal(m->method->n_items, 4);
	assert_string_equal(m->method->units[0].named.id, "Northam");
	assert_string_equal(m->method->units[1].named.name.in[LANG_ZH], "Southam");
	assert_string_equal(m->method->items[2].named.id, "schools");
	assert_true(m->method->units[1].assessed);
	assert_value(a, m, 0, 0, "80");
	assert_value(a, m, 0, 1, "125/2");
	assert_value(a, m, 1, 2, "88");
	assert_int_equal(m->heading.n_files, 1);
	assert_int_equal(strlen(m->heading.files[0].sha256), 64);
}

static void items_weigh_the_same_unless_told(void **state)
{
	struct arena *a = *state;
	struct matrix *m = read_texts(a, small, NULL);
	const struct model *model = model_of_table(a, m->method, m->values);
	assert_int_equal(model->n_weights, 3);
	assert_int_equal(model->path, MODEL_LINEAR);
	for (size_t k = 0; k < 3; k++)
		assert_string_equal(ratio_exact(a, model->nominal[k]), "1/3");
	/* (80 + 62.5 + 91) / 3 */
	matrix_forget_values(m); /* the model has its own */
	assert_string_equal(ratio_exact(a, model->scores[0]), "467/6");
	assert_string_equal(ratio_exact(a, model->values[0]), "4/5");
}

static void weights_find_their_items(void **state)
{
	struct arena *a = *state;
	struct matrix *m = read_texts(a, small, "权重,项目\n0,air\n3,ROADS\n1.0, schools\n");
	const struct model *model = model_of_table(a, m->method, m->values);
	assert_string_equal(ratio_exact(a, model->nominal[0]), "3/4");
	assert_string_equal(ratio_exact(a, model->nominal[1]), "1/4");
	assert_string_equal(ratio_exact(a, model->nominal[2]), "0");
	/* 0.75 * 80 + 0.25 * 62.5 */
	assert_string_equal(ratio_exact(a, model->scores[0]), "605/8");
	assert_int_equal(m->heading.n_files, 2);
}

static void a_name_as_written_goes_before_one_alike(void **state)
{
	struct arena *a = *state;
	struct matrix *m =
	        read_texts(a, "unit,Air,air\nx,1,2\ny,3,4\n", "item,weight\nair,3\nAir,1\n");
	const struct model *model = model_of_table(a, m->method, m->values);
	assert_string_equal(ratio_exact(a, model->nominal[0]), "1/4");
	assert_string_equal(ratio_exact(a, model->nominal[1]), "3/4");
}

static void empty_columns_at_the_end_are_none(void **state)
{
	struct arena *a = *state;
	struct matrix *m =
	        read_texts(a, "\xEF\xBB\xBFunit,a,b,,\r\nx,1,2,,\r\n,,,,\r\ny,3,4\r\n", NULL);
	assert_int_equal(m->method->n_items, 3);
	assert_int_equal(m->method->n_units, 2);
	assert_value(a, m, 1, 1, "4");
}

static void gb18030_is_read(void **state)
{
	/* 单位,道路 / 甲,100 / 乙,0 */
	static const char bytes[] = "\xB5\xA5\xCE\xBB,\xB5\xC0\xC2\xB7\n\xBC\xD7,100\n\xD2\xD2,0\n";
	struct arena *a = *state;
	struct diag_list *log = diag_list_new(a);
	write_file(table, bytes, sizeof bytes - 1);
	struct matrix *m = matrix_read(a, table, NULL, log);
	assert_string_equal(fixture_findings(a, log, LANG_EN), "");
	assert_string_equal(m->method->units[1].named.id, "乙");
	assert_string_equal(m->method->items[1].named.id, "道路");
	assert_value(a, m, 0, 0, "100");
}

/* More texts than are remembered, at every slot: no value may stand for another. */
static void values_are_never_mixed_up(void **state)
{
	enum { UNITS = 1500, ITEMS = 20 };
	struct arena *a = *state;
	struct buffer b;
	uint64_t seed = 7;
	buffer_start(&b, a);
	buffer_add(&b, "unit");
	for (unsigned k = 0; k < ITEMS; k++)
		buffer_print(&b, ",i%u", k);
	for (unsigned u = 0; u < UNITS; u++) {
		buffer_print(&b, "\nu%u", u);
		for (unsigned k = 0; k < ITEMS; k++) {
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			buffer_print(&b, ",%u.%03u", (unsigned)(seed >> 33) % 100,
			             (unsigned)(seed >> 40) % 1000);
		}
	}
	struct matrix *m = read_texts(a, b.text, NULL);
	seed = 7;
	for (unsigned i = 0; i < UNITS * ITEMS; i++) {
		seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		const ratio *due = ratio_add(a, ratio_of(a, (long)((seed >> 33) % 100), 1),
		                             ratio_of(a, (long)((seed >> 40) % 1000), 1000));
		assert_int_equal(ratio_cmp(m->values[i], due), 0);
	}
}

static void nothing_comes_of_mistakes(void **state)
{
	static const char bad[] = "unit,a,b\nx,1,2\ny,3,101\nx,4,5\n";
	struct arena *a = *state;
	struct diag_list *log = diag_list_new(a);
	write_file(table, bad, sizeof bad - 1);
	assert_null(matrix_read(a, table, NULL, log));
	assert_int_equal(diag_count(log), 2);
	assert_int_equal(diag_at(log, 0)->code, DIAG_matrix_range);
	assert_int_equal(diag_at(log, 0)->place.line, 3);
	assert_int_equal(diag_at(log, 0)->place.column, 3);
	assert_int_equal(diag_at(log, 1)->code, DIAG_matrix_unit_twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(names_and_values_are_as_written, make_folder,
	                                        remove_folder),
	        cmocka_unit_test_setup_teardown(items_weigh_the_same_unless_told, make_folder,
	                                        remove_folder),
	        cmocka_unit_test_setup_teardown(weights_find_their_items, make_folder,
	                                        remove_folder),
	        cmocka_unit_test_setup_teardown(a_name_as_written_goes_before_one_alike,
	                                        make_folder, remove_folder),
	        cmocka_unit_test_setup_teardown(empty_columns_at_the_end_are_none, make_folder,
	                                        remove_folder),
	        cmocka_unit_test_setup_teardown(gb18030_is_read, make_folder, remove_folder),
	        cmocka_unit_test_setup_teardown(values_are_never_mixed_up, make_folder,
	                                        remove_folder),
	        cmocka_unit_test_setup_teardown(nothing_comes_of_mistakes, make_folder,
	                                        remove_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
