/* winning_test - exact pairwise winning indices: by hand, against another formula, at the limit. */
#include "tests/fixture.h"

#include "vary/winning.h"

static uint64_t next(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

/* "2 -1 0" as differences. */
static const char *share(struct arena *a, const char *text)
{
	const ratio *d[8];
	size_t n = 0;
	for (char *word = strtok(arena_copy(a, text), " "); word; word = strtok(NULL, " "))
		d[n++] = ratio_read(a, word);
	return ratio_exact(a, winning_share(a, n, d));
}

static void by_hand(void **state)
{
	struct arena *a = *state;
	assert_string_equal(share(a, "3"), "1");
	assert_string_equal(share(a, "-3"), "0");
	assert_string_equal(share(a, "0"), "0");
	assert_string_equal(share(a, "0 0"), "0");
	/* w > 1/2 of 2w - 1 ... : d = (1, -1) is half; (1, -3) is w > 3/4 */
	assert_string_equal(share(a, "1 -1"), "1/2");
	assert_string_equal(share(a, "1 -3"), "1/4");
	assert_string_equal(share(a, "1 0"), "1");
	assert_string_equal(share(a, "-1 0"), "0");
	/* One corner of a triangle cut off at 1/2 of two edges: a quarter of it. */
	assert_string_equal(share(a, "1 -1 -1"), "1/4");
	assert_string_equal(share(a, "-1 1 1"), "3/4");
	assert_string_equal(share(a, "1 -1 0"), "1/2");
	assert_string_equal(share(a, "1 -2 -3"), "1/12"); /* edges cut at 1/3 and 1/4 */
	assert_string_equal(share(a, "0.5 -0.5 -0.5 0.5"), "1/2");
}

/* sum over the positive d of d_k^(n-1) / prod_(j != k) (d_k - d_j): for distinct differences. */
static const ratio *distinct(struct arena *a, size_t n, const ratio *const *d)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t k = 0; k < n; k++) {
		const ratio *term = ratio_of(a, 1, 1);
		if (ratio_sign(d[k]) <= 0)
			continue;
		for (size_t j = 0; j < n; j++)
			if (j != k)
				term = ratio_mul(a, term,
				                 ratio_div(a, d[k], ratio_sub(a, d[k], d[j])));
		sum = ratio_add(a, sum, term);
	}
	return sum;
}

static void against_the_formula_for_distinct_differences(void **unused)
{
	(void)unused;
	uint64_t random = 3;
	for (size_t round = 0; round < 2000; round++) {
		struct arena *a = fixture_arena();
		const ratio *d[8], *minus[8];
		size_t n = 1 + next(&random) % 8;
		for (size_t k = 0; k < n; k++) { /* distinct by their remainder of 8 */
			long x = (long)(next(&random) % 50) * 8 - 200 + (long)k;
			d[k] = ratio_of(a, x, 7);
			minus[k] = ratio_of(a, -x, 7);
		}
		const ratio *p = winning_share(a, n, d), *q = winning_share(a, n, minus);
		assert_int_equal(ratio_cmp(p, distinct(a, n, d)), 0);
		bool level = n == 1 && !ratio_sign(d[0]);
		assert_int_equal(ratio_cmp(ratio_add(a, p, q), ratio_of(a, level ? 0 : 1, 1)), 0);
		arena_free(a);
	}
}

/* Coinciding differences are the limit of distinct ones, on either side. */
static void where_differences_coincide(void **unused)
{
	(void)unused;
	uint64_t random = 5;
	for (size_t round = 0; round < 300; round++) {
		struct arena *a = fixture_arena();
		const ratio *d[6], *near[6];
		for (size_t k = 0; k < 6; k++) {
			long x = (long)(next(&random) % 5) - 2;
			d[k] = ratio_of(a, x, 1);
			near[k] = ratio_add(a, d[k],
			                    ratio_div(a, ratio_of(a, (long)k + 1, 1),
			                              ratio_read(a, "1000000000000")));
		}
		const ratio *gap = ratio_sub(a, winning_share(a, 6, near), winning_share(a, 6, d));
		bool level = true;
		for (size_t k = 0; k < 6; k++)
			level = level && ratio_sign(d[k]) <= 0;
		if (!level) {
			assert_true(ratio_sign(gap) >= 0);
			assert_true(ratio_cmp(gap, ratio_read(a, "0.000000001")) < 0);
		}
		arena_free(a);
	}
}

static void sixty_items(void **state)
{
	struct arena *a = *state;
	const ratio *d[60], *minus[60];
	uint64_t random = 9;
	for (size_t k = 0; k < 60; k++) {
		long x = (long)(next(&random) % 301) * 64 - 9600 + (long)k; /* distinct */
		d[k] = ratio_of(a, x, 100);
		minus[k] = ratio_of(a, -x, 100);
	}
	const ratio *sum = ratio_add(a, winning_share(a, 60, d), winning_share(a, 60, minus));
	assert_int_equal(ratio_cmp(sum, ratio_of(a, 1, 1)), 0);
	assert_int_equal(ratio_cmp(winning_share(a, 60, d), distinct(a, 60, d)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(by_hand),
	        cmocka_unit_test(against_the_formula_for_distinct_differences),
	        cmocka_unit_test(where_differences_coincide),
	        FIXTURE_TEST(sixty_items),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
