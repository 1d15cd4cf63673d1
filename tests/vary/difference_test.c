/* difference_test - every change found, once, and its points add up. */
#include "vary/difference.h"

#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/random.h"

static const char *const units[] = {"a", "b", "c"}, *const items[] = {"i", "j"};
static const char *const types[] = {"x", "y"};

static const char *rules(struct arena *a, const char *policy, unsigned weight)
{
	return arena_print(
	        a,
	        "periods = [ \"p\" ]; units = [ \"a\", \"b\", \"c\" ]; types = [ \"x\", \"y\" ];"
	        "policies = ( { id = \"how\"; name = \"how\"; value = \"%s\"; alternatives = ( { "
	        "id = "
	        "\"separate\"; text = \"s\"; }, { id = \"pooled\"; text = \"p\"; } ); } );"
	        "scoring = ( { id = \"s\"; method = \"completion\"; limit = 1.2; substitution = "
	        "\"$how\"; missing = \"zero\"; }, { id = \"g\"; method = \"judged\"; } );"
	        "points = 100; items = ("
	        "{ id = \"sectors\"; name = \"sectors\"; points = 90; combine = \"weighted\"; "
	        "weights = \"normalise\"; "
	        "items = "
	        "( { id = \"i\"; name = \"i\"; weight = %u; scoring = \"s\"; },"
	        "{ id = \"j\"; name = \"j\"; weight = 40; scoring = \"s\"; } ); },"
	        "{ id = \"g\"; name = \"g\"; points = 10; scoring = \"g\"; } );",
	        policy, weight);
}

static void fill(struct assessed *x, uint64_t seed, size_t changed)
{
	for (size_t u = 0; u < 3; u++) {
		assessed_judge(x, units[u], "g", NULL, "8");
		for (size_t c = 0; c < 4; c++) {
			const unsigned more = changed == u * 4 + c;
			assessed_target(x, units[u], items[c / 2], types[c % 2],
			                arena_print(x->arena, "%u", 1 + below(&seed, 5)));
			assessed_count(x, units[u], items[c / 2], types[c % 2],
			               arena_print(x->arena, "%u", below(&seed, 5) + more));
		}
	}
}

/* One count more, another policy, another weight: each once. */
static void each_change_once(void **state)
{
	(void)state;
	struct arena *a = fixture_arena();
	struct assessed x = assessed_open(rules(a, "separate", 60)),
	                y = assessed_open(rules(a, "pooled", 50));
	fill(&x, 3, SIZE_MAX);
	fill(&y, 3, 5);
	const struct difference *d = difference_run(a, assessed_score(&x), assessed_score(&y));
	assert_int_equal(d->n_figures, 3);
	assert_int_equal(d->counted[DIFFERENCE_POLICY], 1);
	assert_int_equal(d->counted[DIFFERENCE_WEIGHT], 1);
	assert_int_equal(d->counted[DIFFERENCE_COUNT], 1);
	assert_string_equal(d->figures[2].unit->id, "b");
	assert_string_equal(d->figures[2].item->id, "i");
	assert_string_equal(d->figures[2].type->id, "y");
	assert_int_equal(
	        ratio_cmp(ratio_sub(a, d->figures[2].after.value, d->figures[2].before.value),
	                  ratio_of(a, 1, 1)),
	        0);
	assert_false(d->same_rules);
	assessed_close(&x);
	assessed_close(&y);
	arena_free(a);
}

/* Whatever changes, items and causes add up to the change of the score. */
static void parts_add_up(void **state)
{
	(void)state;
	size_t split = 0;
	for (uint64_t n = 1; n <= 200; n++) {
		struct arena *a = fixture_arena();
		struct assessed x = assessed_open(rules(a, "separate", 60)),
		                y = assessed_open(
		                        rules(a, n % 2 ? "pooled" : "separate", n % 3 ? 60 : 35));
		fill(&x, n, SIZE_MAX);
		fill(&y, n % 5 ? n + 1 : n, SIZE_MAX);
		const struct difference *d =
		        difference_run(a, assessed_score(&x), assessed_score(&y));
		split += d->by_figures != NULL;
		for (size_t u = 0; u < d->n_units; u++) {
			const ratio *sum = ratio_of(a, 0, 1);
			for (size_t c = 0; c < d->n_components; c++)
				sum = ratio_add(a, sum, d->parts[u * d->n_components + c]);
			assert_int_equal(ratio_cmp(sum, d->units[u].change), 0);
			if (d->by_figures)
				assert_int_equal(
				        ratio_cmp(ratio_add(a, d->by_figures[u], d->by_rules[u]),
				                  d->units[u].change),
				        0);
		}
		assessed_close(&x);
		assessed_close(&y);
		arena_free(a);
	}
	assert_true(split > 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(each_change_once),
	        cmocka_unit_test(parts_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
