#include "reports/pool.h"
#include "tests/fixture.h"

static void equal_texts_have_one_number(void **state)
{
	struct pool p;
	char text[] = "b";
	pool_start(&p, *state);
	assert_int_equal(pool_add(&p, "a"), 0);
	assert_int_equal(pool_add(&p, text), 1);
	text[0] = 'a'; /* the pool has a copy */
	assert_int_equal(pool_add(&p, "b"), 1);
	assert_int_equal(pool_add(&p, text), 0);
	assert_int_equal(pool_add(&p, ""), 2);
	assert_int_equal(p.n, 3);
	assert_int_equal(p.length, 2);
	assert_int_equal(pool_find(&p, "b"), 1);
	assert_true(pool_find(&p, "c") == SIZE_MAX);
}

static void numbers_stay_when_it_grows(void **state)
{
	struct arena *a = *state;
	struct pool p;
	pool_start(&p, a);
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(pool_add(&p, arena_print(a, "%zu", i)), i);
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(pool_add(&p, arena_print(a, "%zu", i)), i);
	for (size_t i = 0; i < 5000; i++)
		assert_string_equal(p.texts[i], arena_print(a, "%zu", i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(equal_texts_have_one_number),
	        FIXTURE_TEST(numbers_stay_when_it_grows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
