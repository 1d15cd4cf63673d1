/* sobol_kernel_test - ranks of few, some and many units against counting, with scores that are
 * equal, and others that differ by the last bit; logarithms; on every instruction set.
 */
#include "tests/fixture.h"

#include "vary/isa.h"
#include "vary/sobol_kernel.h"

#include <math.h>

static const char *const isas[] = {"v1", "v2", "v3", "v4"};
static const size_t sizes[] = {2,   3,   4,   5,   6,    7,    8,    9,   15,  16,
                               24,  25,  31,  64,  90,   96,   97,   99,  128, 200,
                               300, 320, 321, 700, 1024, 1025, 2843, 5000};

static uint64_t next(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

static struct sobol_scratch scratch_of(struct arena *a, size_t units)
{
	return (struct sobol_scratch){.rounded = ARENA_NEWS(a, double, units),
	                              .keys = ARENA_NEWS(a, int16_t, units + SOBOL_WORDS),
	                              .ranks = ARENA_NEWS(a, int16_t, units + SOBOL_WORDS),
	                              .sorted = ARENA_NEWS(a, uint32_t, units),
	                              .spare = ARENA_NEWS(a, uint32_t, units)};
}

enum kind { APART, EQUAL, NEAR, ALL_EQUAL, HUGE_AND_NEAR, KINDS };

static void make_scores(enum kind kind, uint64_t seed, size_t n, double *scores)
{
	uint64_t random = seed * 1000 + n;
	for (size_t u = 0; u < n; u++) {
		double x = (double)next(&random) * 0x1p-31 * 100 - 20;
		switch (kind) {
		case APART:
			scores[u] = x;
			break;
		case EQUAL:
			scores[u] = floor(x / 10);
			break;
		case NEAR:
			scores[u] = 50 + (double)(next(&random) % 8) * 0x1p-47;
			break;
		case ALL_EQUAL:
			scores[u] = 42;
			break;
		default:
			scores[u] = u % 3 ? 1e6 + (double)(next(&random) % 5) * 0x1p-33 : x;
			break;
		}
	}
}

static void assert_ranks(size_t n, const double *scores, const double *ranks, const char *isa)
{
	for (size_t u = 0; u < n; u++) {
		size_t rank = 1;
		for (size_t v = 0; v < n; v++)
			rank += scores[v] > scores[u];
		if (ranks[u] != (double)rank)
			fail_msg("%s: of %zu units, unit %zu has rank %g, not %zu", isa, n, u,
			         ranks[u], rank);
	}
}

static void ranks_are_counted(void **state)
{
	for (size_t i = 0; i < 4; i++) {
		if (!isa_runs(isas[i]))
			continue;
		const struct sobol_kernel *kernel = sobol_kernel_choose(isas[i]);
		assert_string_equal(kernel->isa, isas[i]);
		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
			for (size_t kind = 0; kind < KINDS; kind++) {
				size_t n = sizes[k], units = sobol_padded(n);
				double *scores = ARENA_NEWS(*state, double, units);
				double *ranks = ARENA_NEWS(*state, double, units);
				struct sobol_scratch x = scratch_of(*state, units);
				make_scores((enum kind)kind, k, n, scores);
				kernel->ranks(n, units, scores, &x, ranks);
				assert_ranks(n, scores, ranks, isas[i]);
				for (size_t u = n; u < units; u++)
					assert_true(ranks[u] == 1);
			}
	}
}

static void ranks_of_rounded_scores(void **state)
{
	static const double scores[8] = {93.254, 93.246, 93.2500001, 10, 9.991, -0.004, -0.006, 0},
	                    nearest[8] = {1, 1, 1, 4, 5, 6, 8, 6},
	                    down[8] = {1, 3, 1, 4, 5, 6, 6, 6}, away[8] = {1, 3, 1, 4, 4, 7, 7, 6};
	struct sobol_scratch x = scratch_of(*state, 8);
	for (size_t i = 0; i < 4; i++) {
		double ranks[8];
		if (!isa_runs(isas[i]))
			continue;
		const struct sobol_kernel *kernel = sobol_kernel_choose(isas[i]);
		kernel->ranks_rounded(8, 8, scores, SOBOL_NEAREST, 100, &x, ranks);
		assert_memory_equal(ranks, nearest, sizeof ranks);
		kernel->ranks_rounded(8, 8, scores, SOBOL_TOWARDS_ZERO, 100, &x, ranks);
		assert_memory_equal(ranks, down, sizeof ranks);
		kernel->ranks_rounded(8, 8, scores, SOBOL_AWAY, 100, &x, ranks);
		assert_memory_equal(ranks, away, sizeof ranks);
	}
}

static void exponentials_are_logarithms(void **state)
{
	enum { N = 1003 };
	uint32_t words[N];
	double first[N], again[N];
	uint64_t random = 1;
	(void)state;
	for (size_t i = 0; i < N; i++)
		words[i] = i < 3   ? (uint32_t)i
		           : i < 6 ? UINT32_MAX - (uint32_t)i
		                   : (uint32_t)(next(&random) * 3);
	sobol_kernel_v1.exponentials(N, words, first);
	for (size_t i = 0; i < N; i++) {
		double truth = -log(((double)words[i] + 0.5) * 0x1p-32);
		assert_true(fabs(first[i] / truth - 1) < 1e-14);
	}
	for (size_t i = 0; i < 4; i++) {
		if (!isa_runs(isas[i]))
			continue;
		sobol_kernel_choose(isas[i])->exponentials(N, words, again);
		assert_memory_equal(first, again, sizeof first);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(ranks_are_counted),
	        FIXTURE_TEST(ranks_of_rounded_scores),
	        FIXTURE_TEST(exponentials_are_logarithms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
