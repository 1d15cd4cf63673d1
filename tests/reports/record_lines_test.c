#include "reports/record_lines.h"
#include "tests/fixture.h"

static double product(const void *context, size_t row, size_t column)
{
	const double *unit = context;
	return *unit * (double)((row + 1) * (column + 1));
}

static json_t *small(void)
{
	return json_pack("{s:s, s:[i,i], s:[[i],[]], s:{s:n, s:b}, s:f}", "名", "a\"b", "flat", 1,
	                 2, "deep", 3, "object", "nothing", "true", 1, "real", 0.97);
}

static const char *written(struct arena *a, unsigned depth, const struct record_table *tables,
                           size_t n)
{
	struct buffer b;
	buffer_start(&b, a);
	assert_true(record_lines_open(&b, depth, small(), tables, n));
	record_lines_close(&b, depth);
	return b.text;
}

static void rows_stand_on_lines_of_their_own(void **state)
{
	const double unit = 0.5;
	const struct record_table t = {.key = "table", 2, 3, product, &unit};
	assert_string_equal(written(*state, 0, &t, 1), "{\n"
	                                               "  \"名\": \"a\\\"b\",\n"
	                                               "  \"flat\": [1, 2],\n"
	                                               "  \"deep\": [\n"
	                                               "    [3],\n"
	                                               "    []\n"
	                                               "  ],\n"
	                                               "  \"object\": {\n"
	                                               "    \"nothing\": null,\n"
	                                               "    \"true\": true\n"
	                                               "  },\n"
	                                               "  \"real\": 0.97,\n"
	                                               "  \"table\": [\n"
	                                               "    [0.5, 1, 1.5],\n"
	                                               "    [1, 2, 3]\n"
	                                               "  ]\n"
	                                               "}");
}

static void depth_only_indents(void **state)
{
	json_error_t error;
	json_t *flat = json_loads(written(*state, 0, NULL, 0), 0, &error);
	json_t *deep = json_loads(written(*state, 3, NULL, 0), 0, &error);
	json_t *due = small();
	assert_true(json_equal(flat, due));
	assert_true(json_equal(deep, due));
	json_decref(flat);
	json_decref(deep);
	json_decref(due);
}

/* What a drain has received so far. */
static void keep(void *context, const char *text, size_t n)
{
	buffer_add_n(context, text, n);
}

static void pieces_make_up_the_whole(void **state)
{
	const double unit = 1.0 / 3;
	const struct record_table t = {.key = "table", 300, 70, product, &unit};
	struct buffer kept, b;
	buffer_start(&kept, *state);
	buffer_start(&b, *state);
	b.drain = keep;
	b.context = &kept;
	assert_true(record_lines_open(&b, 0, small(), &t, 1));
	record_lines_close(&b, 0);
	assert_true(kept.length > 100000);
	assert_true(b.length < 40000); /* no more than a piece and a row is held */
	buffer_add_n(&kept, b.text, b.length);
	assert_string_equal(kept.text, written(*state, 0, &t, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(rows_stand_on_lines_of_their_own),
	        FIXTURE_TEST(depth_only_indents),
	        FIXTURE_TEST(pieces_make_up_the_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
