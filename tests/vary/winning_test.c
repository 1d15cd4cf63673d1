/* winning_test - exact pairwise winning indices: by hand, against another formula, at the limit. */
#include "tests/assessed.h"
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

/* The recursion of G. Varsi (1973) and M. M. Ali (1973), which knows no special case: the
 * differences in two lists x <= 0 and y > 0, A_0 = 1, and for each x, for each y:
 *     A_k = (y_k A_k - x A_(k-1)) / (y_k - x);     share of sum <= 0 is the last. */
static const ratio *recursion(struct arena *a, size_t n, const ratio *const *d)
{
	const ratio *zero = ratio_of(a, 0, 1), *one = ratio_of(a, 1, 1);
	const ratio **levels = ARENA_NEWS(a, const ratio *, n + 1);
	const ratio **y = ARENA_NEWS(a, const ratio *, n);
	size_t above = 0;
	levels[0] = one;
	for (size_t k = 0; k < n; k++)
		if (ratio_sign(d[k]) > 0) {
			y[above++] = d[k];
			levels[above] = zero;
		}
	for (size_t h = 0; h < n; h++)
		for (size_t k = 1; k <= above && ratio_sign(d[h]) <= 0; k++) {
			const ratio *up = ratio_mul(a, y[k - 1], levels[k]);
			const ratio *down = ratio_mul(a, d[h], levels[k - 1]);
			levels[k] =
			        ratio_div(a, ratio_sub(a, up, down), ratio_sub(a, y[k - 1], d[h]));
		}
	return ratio_sub(a, one, levels[above]);
}

/* From hardly any different values to all different. */
static void against_the_recursion(void **unused)
{
	(void)unused;
	uint64_t random = 11;
	for (size_t round = 0; round < 3000; round++) {
		struct arena *a = fixture_arena();
		const ratio *d[20];
		size_t n = 1 + next(&random) % 20, values = 1 + next(&random) % 12;
		for (size_t k = 0; k < n; k++) {
			long x = (long)(next(&random) % (2 * values + 1)) - (long)values;
			d[k] = ratio_of(a, x, 1 + (long)(next(&random) % 2));
		}
		assert_int_equal(ratio_cmp(winning_share(a, n, d), recursion(a, n, d)), 0);
		arena_free(a);
	}
}

/* Sixty corners of six values: what they share is a sum of terms of up to ten corners each. */
static void sixty_items_that_coincide(void **state)
{
	struct arena *a = *state;
	const ratio *d[60];
	for (size_t k = 0; k < 60; k++)
		d[k] = ratio_of(a, (long)(k % 6) * 7 - 17, 3);
	assert_int_equal(ratio_cmp(winning_share(a, 60, d), recursion(a, 60, d)), 0);
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

/* ---- of a model ---- */

/* x and y are asked everything, z nothing in b. */
static const struct winning *of_three(struct assessed *x)
{
	static const char *const units[] = {"x", "y", "z"}, *const items[] = {"a", "b"};
	static const char *const counts[3][2] = {{"80", "20"}, {"40", "50"}, {"10", "0"}};
	size_t n;
	for (size_t u = 0; u < 3; u++)
		for (size_t i = 0; i < 2; i++) {
			assessed_target(x, units[u], items[i], "k", u == 2 && i == 1 ? "-" : "100");
			assessed_count(x, units[u], items[i], "k", counts[u][i]);
		}
	const struct sheet *s = assessed_score(x);
	assert_non_null(s);
	const struct model *const *models = model_of_sheet(x->arena, s, &n, x->log);
	assert_int_equal(n, 1);
	struct firmness_request q = {.arena = x->arena, .model = models[0], .log = x->log};
	return winning_run(&q);
}

#define OF_THREE                                                                                   \
	"periods = [ \"p\" ]; units = [ \"x\", \"y\", \"z\" ]; types = [ \"k\" ]; points = 100; "  \
	"scoring = ( { id = \"r\"; method = \"completion\"; limit = \"1.5\"; } ); "
#define ITEMS                                                                                      \
	"items = ( { id = \"a\"; name = \"a\"; weight = 60; scoring = \"r\"; }, "                  \
	"{ id = \"b\"; name = \"b\"; weight = 40; scoring = \"r\"; } );"

/* x above y where 40 w > 30 (1 - w): 4/7 of all. Nothing is said of z, whose weights are shared out
 * anew. */
static void pairs_that_are_asked_everything(void **unused)
{
	(void)unused;
	struct assessed x = assessed_open(OF_THREE "combine = \"weighted\"; " ITEMS);
	const struct winning *w = of_three(&x);
	assert_non_null(w);
	assert_false(w->complete);
	assert_string_equal(ratio_exact(x.arena, w->shares[1]), "4/7");
	assert_string_equal(ratio_exact(x.arena, w->shares[3]), "3/7");
	assert_null(w->shares[2]);
	assert_null(w->shares[7]);
	assessed_close(&x);
}

/* Nothing is said of scores that are not linear. */
static void no_share_of_a_geometric_mean(void **unused)
{
	(void)unused;
	struct assessed x = assessed_open(OF_THREE "combine = \"geometric\"; " ITEMS);
	assert_null(of_three(&x));
	assessed_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(by_hand),
	        cmocka_unit_test(against_the_formula_for_distinct_differences),
	        cmocka_unit_test(where_differences_coincide),
	        cmocka_unit_test(against_the_recursion),
	        FIXTURE_TEST(sixty_items),
	        FIXTURE_TEST(sixty_items_that_coincide),
	        cmocka_unit_test(pairs_that_are_asked_everything),
	        cmocka_unit_test(no_share_of_a_geometric_mean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
