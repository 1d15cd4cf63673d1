#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/arena.h"

#include <string.h>

static jmp_buf exhausted;

static void jump(void *context)
{
	*(int *)context += 1;
	longjmp(exhausted, 1);
}

static void memory_is_zeroed_and_aligned(void **state)
{
	(void)state;
	int failures = 0;
	struct arena *a = arena_new(jump, &failures);
	for (size_t size = 0; size < 300; size += 7) {
		unsigned char *p = arena_alloc(a, size);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xFF, size);
	}
	arena_free(a);
	assert_int_equal(failures, 0);
}

static void lines_begin_where_cache_lines_do(void **state)
{
	(void)state;
	int failures = 0;
	struct arena *a = arena_new(jump, &failures);
	const char *before = NULL;
	for (size_t n = 0; n < 300; n += 7) {
		char *p = arena_lines(a, n, 3);
		assert_int_equal((uintptr_t)p % 64, 0);
		for (size_t i = 0; i < 3 * n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xFF, 3 * n);
		arena_apart(a);
		const char *next = arena_alloc(a, 1);
		assert_true(next < p || next >= p + 3 * n + ARENA_APART);
		assert_ptr_not_equal(next, before);
		before = next;
	}
	if (setjmp(exhausted) == 0)
		arena_lines(a, SIZE_MAX / 3 - 1, 3);
	assert_int_equal(failures, 1);
	arena_free(a);
}

static void large_blocks_do_not_disturb_small_ones(void **state)
{
	(void)state;
	int failures = 0;
	struct arena *a = arena_new(jump, &failures);
	char *small = arena_copy(a, "small");
	char *large = arena_array(a, 1000, 1000);
	memset(large, 'x', 1000000);
	char *after = arena_copy_n(a, "after all", 5);
	assert_string_equal(small, "small");
	assert_string_equal(after, "after");
	assert_string_equal(arena_print(a, "%s-%d-%zu", small, 7, (size_t)8), "small-7-8");
	/* At every distance from the end of a block, and zeroed memory after it. */
	for (int i = 0; i < 9000; i++) {
		const char *text = arena_print(a, "%0*d", i % 300 + 1, 7);
		assert_int_equal(strlen(text), i % 300 + 1);
		assert_int_equal(text[i % 300], '7');
		assert_int_equal(*(const char *)arena_alloc(a, 1), 0);
	}
	arena_free(a);
}

static void grown_arrays_keep_their_members(void **state)
{
	(void)state;
	int failures = 0;
	struct arena *a = arena_new(jump, &failures);
	int *list = ARENA_NEWS(a, int, 2);
	list[0] = 3;
	list[1] = 4;
	list = arena_grow(a, list, 2, 4, sizeof *list);
	assert_int_equal(list[0], 3);
	assert_int_equal(list[1], 4);
	assert_int_equal(list[3], 0);
	assert_non_null(arena_grow(a, NULL, 0, 0, 8));
	arena_free(a);
}

static void sizes_past_the_machine_call_the_handler(void **state)
{
	(void)state;
	static int failures;
	failures = 0;
	struct arena *a = arena_new(jump, &failures);
	if (!setjmp(exhausted))
		arena_array(a, SIZE_MAX / 2, 3);
	if (!setjmp(exhausted))
		arena_alloc(a, SIZE_MAX - 8);
	assert_int_equal(failures, 2);
	arena_free(a);
}

static void note(void *object)
{
	char **at = object;
	**at = 'x';
	*at += 1;
}

static void foreign_objects_are_released(void **state)
{
	(void)state;
	int failures = 0;
	char text[] = "ab", *at = text;
	struct arena *a = arena_new(jump, &failures);
	arena_at_end(a, note, &at);
	arena_at_end(a, note, &at);
	arena_free(a);
	assert_string_equal(text, "xx");
	arena_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(memory_is_zeroed_and_aligned),
	        cmocka_unit_test(lines_begin_where_cache_lines_do),
	        cmocka_unit_test(large_blocks_do_not_disturb_small_ones),
	        cmocka_unit_test(grown_arrays_keep_their_members),
	        cmocka_unit_test(sizes_past_the_machine_call_the_handler),
	        cmocka_unit_test(foreign_objects_are_released),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
