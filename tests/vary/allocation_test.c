/* allocation_test - does each cell add up, and are the parts as equal as can be? */
#include "vary/allocation.h"

#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/random.h"

static const char *const units[] = {"a", "b", "c"}, *const items[] = {"i", "j"};
static const char *const types[] = {"x", "y"};
enum { UNITS = 3, ITEMS = 2, TYPES = 2 };

static const char rules[] =
        "periods = ( { id = \"first\"; name = \"first\"; within = \"all\"; }, { id = \"second\"; "
        "name = \"second\"; within = \"all\"; }, { id = \"third\"; name = \"third\"; within = "
        "\"all\"; }, { id = \"all\"; name = \"all\"; }, { id = \"other\"; name = \"other\"; } );"
        "units = [ \"a\", \"b\", \"c\" ]; types = ( { id = \"x\"; name = \"x\"; }, { id = \"y\"; "
        "name = \"y\"; whole = false; } );"
        "scoring = ( { id = \"s\"; method = \"completion\"; } ); points = 10; items = ("
        "{ id = \"i\"; name = \"i\"; points = 4; scoring = \"s\"; },"
        "{ id = \"j\"; name = \"j\"; points = 6; scoring = \"s\"; } );";

static void set(struct assessed *x, const char *unit, const char *item, const char *type,
                const char *period, const char *value)
{
	const struct method *m = x->method;
	struct figure *f = figures_target(x->figures, method_unit(m, unit), method_item(m, item),
	                                  method_type(m, type), method_period(m, period));
	*f = (struct figure){.state = strcmp(value, "-") ? FIGURE_NUMBER : FIGURE_NO_TASK,
	                     .value = strcmp(value, "-") ? ratio_read(x->arena, value) : NULL,
	                     .place = {"t.csv", 1, 1}};
}

static const char *proposed(struct assessed *x, const struct allocation *p, const char *unit,
                            const char *item, const char *type, size_t part)
{
	const struct method *m = x->method;
	const struct figure *f = allocation_target(p, method_unit(m, unit), method_item(m, item),
	                                           method_type(m, type), part);
	return f->state == FIGURE_NUMBER    ? ratio_exact(x->arena, f->value)
	       : f->state == FIGURE_NO_TASK ? "-"
	                                    : "";
}

/* 7 less 2 is 5: 3 and 2. Of b 1 is left, for the second, which has less. A dash stays a dash, what
 * was never set is told of, and decimals are divided too. */
static void by_hand(void **state)
{
	(void)state;
	struct assessed x = assessed_open(rules);
	const size_t all = method_period(x.method, "all");
	set(&x, "a", "i", "x", "all", "7");
	set(&x, "a", "i", "x", "first", "2");
	set(&x, "b", "i", "x", "all", "1");
	set(&x, "b", "i", "x", "first", "-");
	set(&x, "b", "j", "x", "all", "-");
	set(&x, "c", "j", "x", "all", "3");
	set(&x, "c", "j", "x", "first", "3");
	set(&x, "c", "j", "y", "all", "2.5");
	set(&x, "c", "j", "y", "first", "1");
	const struct allocation *p = allocation_run(x.arena, x.figures, all, x.log);
	assert_non_null(p);
	assert_int_equal(p->n_open, 2);
	assert_string_equal(proposed(&x, p, "a", "i", "x", 0), "3");
	assert_string_equal(proposed(&x, p, "a", "i", "x", 1), "2");
	assert_string_equal(proposed(&x, p, "b", "i", "x", 0), "0");
	assert_string_equal(proposed(&x, p, "b", "i", "x", 1), "1");
	assert_string_equal(proposed(&x, p, "b", "j", "x", 1), "-");
	assert_string_equal(proposed(&x, p, "b", "j", "y", 1), "");
	assert_string_equal(proposed(&x, p, "c", "j", "x", 0), "0");
	assert_string_equal(proposed(&x, p, "c", "j", "y", 0), "4/5");
	assert_string_equal(proposed(&x, p, "c", "j", "y", 1), "7/10");
	assert_int_equal(p->n_unwritten, 1);
	assert_int_equal(p->unwritten[0].unit, method_unit(x.method, "b"));
	assert_int_equal(allocation_whole(x.method, method_period(x.method, "second")), all);
	assert_int_equal(allocation_whole(x.method, all), all);
	assert_int_equal(allocation_whole(x.method, method_period(x.method, "other")), NONE);
	assessed_close(&x);
}

static void what_cannot_be_split(void **state)
{
	(void)state;
	struct assessed x = assessed_open(rules);
	const size_t all = method_period(x.method, "all");
	assert_null(allocation_run(x.arena, x.figures, all, x.log));
	assert_non_null(strstr(assessed_findings(&x), "allocate-nothing"));
	set(&x, "a", "i", "x", "all", "5");
	set(&x, "a", "i", "x", "first", "4");
	set(&x, "a", "i", "x", "second", "2");
	assert_null(allocation_run(x.arena, x.figures, all, x.log));
	assert_string_equal(assessed_findings(&x),
	                    "t.csv:1:1: error[allocate-exceeded]: a, i, x, all has a target of 5, "
	                    "and the periods within it 6 already: less than nothing is left; to "
	                    "mend: check both figures\n");
	set(&x, "a", "i", "x", "third", "1");
	assert_null(allocation_run(x.arena, x.figures, all, x.log));
	assert_non_null(strstr(assessed_findings(&x), "allocate-done"));
	assessed_close(&x);
}

static void assert_even(struct assessed *x, const struct allocation *p, size_t unit)
{
	const struct method *m = x->method;
	const ratio *least = NULL, *most = NULL;
	for (size_t i = 0; i < p->n_open; i++) {
		const ratio *sum =
		        allocation_sum(x->arena, p, unit, all_items(m), all_types(m), p->open[i]);
		least = least ? ratio_min(least, sum) : sum;
		most = most ? ratio_max(most, sum) : sum;
	}
	assert_true(ratio_cmp(ratio_sub(x->arena, most, least), ratio_of(x->arena, 1, 1)) <= 0);
}

/* Each cell adds up and is divided evenly but for 1; so are units and all. */
static void random_tables(void **state)
{
	(void)state;
	uint64_t seed = 5;
	for (unsigned n = 0; n < 400; n++) {
		struct assessed x = assessed_open(rules);
		const struct method *m = x.method;
		const bool first = below(&seed, 2);
		for (size_t c = 0; c < UNITS * ITEMS * TYPES; c++) {
			const char *unit = units[c / 4], *item = items[c / 2 % 2];
			const unsigned whole = below(&seed, 12);
			set(&x, unit, item, types[c % 2], "all", arena_print(x.arena, "%u", whole));
			if (first)
				set(&x, unit, item, types[c % 2], "first",
				    arena_print(x.arena, "%u", below(&seed, whole + 1)));
		}
		const struct allocation *p =
		        allocation_run(x.arena, x.figures, method_period(m, "all"), x.log);
		assert_int_equal(p->n_open, first ? 2 : 3);
		for (size_t c = 0; c < UNITS * ITEMS * TYPES; c++) {
			const size_t u = c / 4, i = method_item(m, items[c / 2 % 2]), k = c % 2;
			const ratio *sum = ratio_of(x.arena, 0, 1);
			for (size_t j = 0; j < m->n_periods; j++)
				if (m->periods[j].within != NONE)
					sum = ratio_add(x.arena, sum,
					                allocation_sum(x.arena, p, u, i, k, j));
			assert_int_equal(
			        ratio_cmp(sum, figures_target(x.figures, u, i, k, p->whole)->value),
			        0);
			for (size_t j = 1; j < p->n_open; j++) {
				const ratio *gap =
				        ratio_sub(x.arena, allocation_target(p, u, i, k, j)->value,
				                  allocation_target(p, u, i, k, 0)->value);
				assert_true(ratio_cmp(gap, ratio_of(x.arena, 1, 1)) <= 0 &&
				            ratio_cmp(gap, ratio_of(x.arena, -1, 1)) >= 0);
			}
		}
		for (size_t u = 0; u <= UNITS; u++)
			assert_even(&x, p, u);
		assessed_close(&x);
	}
}

/* The table of "1224": 1000 less 303 is 697. */
static void huzhou(void **state)
{
	(void)state;
	struct arena *a = fixture_arena();
	const struct method *m = fixture_bundled(a, "huzhou-1224");
	assert_int_equal(allocation_whole(m, method_period(m, "2024")),
	                 method_period(m, "2023-2025"));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(by_hand),
	        cmocka_unit_test(what_cannot_be_split),
	        cmocka_unit_test(random_tables),
	        cmocka_unit_test(huzhou),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
