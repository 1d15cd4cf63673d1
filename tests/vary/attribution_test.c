#include "vary/attribution.h"

#include "tests/fixture.h"
#include "tests/random.h"

enum { MOST = 4 };

static uint64_t seed;

/* A game given by its values: v[T], T a set of bits. */
struct game {
	long values[1 << MOST];
	size_t n;
	size_t refused; /* this T; NONE: none */
	size_t unknown; /* v of this T is not known; NONE: of none */
	size_t calls;
};

static size_t set_of(const bool *chosen, size_t n)
{
	size_t set = 0;
	for (size_t j = 0; j < n; j++)
		set |= (size_t)chosen[j] << j;
	return set;
}

static bool value(void *context, struct arena *a, const bool *chosen, const ratio **out)
{
	struct game *g = context;
	size_t set = set_of(chosen, g->n);
	g->calls++;
	out[0] = set == g->unknown ? NULL : ratio_of(a, g->values[set], 1);
	return set != g->refused;
}

/* "2/3 1/6 1/6" */
static void assert_shares(struct arena *a, struct game *g, const char *expected)
{
	struct attribution x;
	struct buffer b;
	buffer_start(&b, a);
	g->refused = g->unknown = NONE;
	assert_true(attribution_split(a, g->n, 1, value, g, &x));
	assert_true(x.shapley);
	for (size_t j = 0; j < g->n; j++)
		buffer_print(&b, "%s%s", j ? " " : "", ratio_exact(a, x.shares[j]));
	assert_string_equal(b.text, expected);
}

/* The glove game (Shapley 1953 and every textbook since): one left glove, two right ones, a pair
 * is worth 1: 2/3, 1/6, 1/6. */
static void gloves(void **state)
{
	struct game g = {.n = 3};
	g.values[3] = g.values[5] = g.values[7] = 1;
	assert_shares(*state, &g, "2/3 1/6 1/6");
}

/* An airport whose runway costs 1, 2, 3 for three aeroplanes; each pays for the part that it needs
 * with those who need it too (S. C. Littlechild and G. Owen 1973): 1/3, 1/3 + 1/2, 1/3 + 1/2 + 1.
 */
static void runway(void **state)
{
	struct game g = {.n = 3, .values = {0, 1, 2, 2, 3, 3, 3, 3}};
	assert_shares(*state, &g, "1/3 5/6 11/6");
}

static void what_changes_nothing_has_nothing(void **state)
{
	struct game g = {.n = 2, .values = {5, 5, 9, 9}};
	assert_shares(*state, &g, "0 4");
}

/* The mean over all orders, one by one: what the formula abbreviates. */
static void by_orders(const struct game *g, struct arena *a, const ratio **shares)
{
	size_t order[MOST], n_orders = 0;
	size_t all = 1;
	for (size_t j = 0; j < g->n; j++)
		all *= g->n;
	for (size_t j = 0; j < g->n; j++)
		shares[j] = ratio_of(a, 0, 1);
	for (size_t code = 0; code < all; code++) {
		size_t rest = code, seen = 0;
		for (size_t j = 0; j < g->n; j++, rest /= g->n)
			seen |= (size_t)1 << (order[j] = rest % g->n);
		if (seen + 1 != (size_t)1 << g->n)
			continue;
		n_orders++;
		size_t set = 0;
		for (size_t j = 0; j < g->n; j++) {
			size_t more = set | (size_t)1 << order[j];
			shares[order[j]] =
			        ratio_add(a, shares[order[j]],
			                  ratio_of(a, g->values[more] - g->values[set], 1));
			set = more;
		}
	}
	for (size_t j = 0; j < g->n; j++)
		shares[j] = ratio_div(a, shares[j], ratio_of(a, (long)n_orders, 1));
}

static void shares_are_means_over_orders_and_add_up(void **state)
{
	(void)state;
	seed = 4;
	for (size_t i = 0; i < 1000; i++) {
		struct arena *a = fixture_arena();
		struct game g = {.n = 1 + i % MOST, .refused = NONE, .unknown = NONE};
		struct attribution x;
		const ratio *expected[MOST], *sum = ratio_of(a, 0, 1);
		size_t last = ((size_t)1 << g.n) - 1;
		for (size_t set = 0; set <= last; set++)
			g.values[set] = (long)below(&seed, 100) - 50;
		assert_true(attribution_split(a, g.n, 1, value, &g, &x));
		by_orders(&g, a, expected);
		for (size_t j = 0; j < g.n; j++) {
			assert_int_equal(ratio_cmp(x.shares[j], expected[j]), 0);
			sum = ratio_add(a, sum, x.shares[j]);
		}
		assert_int_equal(ratio_cmp(sum, ratio_of(a, g.values[last] - g.values[0], 1)), 0);
		arena_free(a);
	}
}

static void what_cannot_stand_alone_is_refused(void **state)
{
	struct attribution x;
	for (size_t set = 0; set < 4; set++) {
		struct game g = {.n = 2, .refused = set, .unknown = NONE};
		assert_false(attribution_split(*state, g.n, 1, value, &g, &x));
	}
}

static void what_is_not_known_somewhere_is_not_split(void **state)
{
	for (size_t set = 0; set < 4; set++) {
		struct attribution x;
		struct game g = {.n = 2, .values = {1, 2, 3, 4}, .refused = NONE, .unknown = set};
		assert_true(attribution_split(*state, g.n, 1, value, &g, &x));
		assert_null(x.shares[0]);
		assert_null(x.shares[1]);
	}
}

/* The number of causes is the value, and its square: eleven causes are taken in order. */
static bool counted(void *context, struct arena *a, const bool *chosen, const ratio **out)
{
	long n = 0;
	for (size_t j = 0; j < *(const size_t *)context; j++)
		n += chosen[j];
	out[0] = ratio_of(a, n, 1);
	out[1] = ratio_of(a, n * n, 1);
	return true;
}

static void many_causes(void **state)
{
	struct attribution x;
	size_t n = ATTRIBUTION_CAUSES + 1;
	assert_true(attribution_split(*state, n, 2, counted, &n, &x));
	assert_false(x.shapley);
	for (size_t j = 0; j < n; j++) {
		assert_int_equal(ratio_cmp(x.shares[j], ratio_of(*state, 1, 1)), 0);
		long squares = (long)(2 * j + 1); /* (j + 1)^2 - j^2 */
		assert_int_equal(ratio_cmp(x.shares[n + j], ratio_of(*state, squares, 1)), 0);
	}
	n = ATTRIBUTION_CAUSES;
	assert_true(attribution_split(*state, n, 2, counted, &n, &x));
	assert_true(x.shapley);
	for (size_t j = 0; j < n; j++) /* all alike */
		assert_int_equal(ratio_cmp(x.shares[n + j], ratio_of(*state, (long)n, 1)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(gloves),
	        FIXTURE_TEST(runway),
	        FIXTURE_TEST(what_changes_nothing_has_nothing),
	        cmocka_unit_test(shares_are_means_over_orders_and_add_up),
	        FIXTURE_TEST(what_cannot_stand_alone_is_refused),
	        FIXTURE_TEST(what_is_not_known_somewhere_is_not_split),
	        FIXTURE_TEST(many_causes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
