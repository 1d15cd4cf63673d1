#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

#define SHARES "shares = ( [ \"x\", 70 ], [ \"y\", 30 ] ); "

/* Targets and counts of the types x and y; NULL: none. */
static const struct {
	const char *params, *target[2], *count[2], *shown;
} rows[] = {
        /* Half each: (3/4 + 1/2) / 2. */
        {"",
         {"4", "2"},
         {"3", "1"},
         "100 × (1 × min(3 ÷ 4, 1) + 1 × min(1 ÷ 2, 1)) ÷ (1 + 1) = 62.5"},
        /* 70 : 30: (70 * 3/4 + 30 * 1/2) / 100. */
        {SHARES,
         {"4", "2"},
         {"3", "1"},
         "100 × (70 × min(3 ÷ 4, 1) + 30 × min(1 ÷ 2, 1)) ÷ (70 + 30) = 67.5"},
        /* What x has too much does not help y; or up to 1.2: (70 * 1.2 + 30 * 0.5) / 100. */
        {SHARES,
         {"4", "2"},
         {"9", "1"},
         "100 × (70 × min(9 ÷ 4, 1) + 30 × min(1 ÷ 2, 1)) ÷ (70 + 30) = 85"},
        {SHARES "limit = 1.2;",
         {"4", "2"},
         {"9", "1"},
         "100 × (70 × min(9 ÷ 4, 1.2) + 30 × min(1 ÷ 2, 1.2)) ÷ (70 + 30) = 99"},
        {SHARES "limit = 1.2;",
         {"4", "2"},
         {"9", "9"},
         "100 × (70 × min(9 ÷ 4, 1.2) + 30 × min(9 ÷ 2, 1.2)) ÷ (70 + 30) = 120"},
        /* A type without a target leaves, and y has all of the weight. */
        {SHARES, {"-", "2"}, {"9", "1"}, "100 × 30 × min(1 ÷ 2, 1) ÷ 30 = 50"},
        {SHARES, {"0", "2"}, {"9", "1"}, "100 × 30 × min(1 ÷ 2, 1) ÷ 30 = 50"},
        {SHARES, {NULL, "2"}, {NULL, "1"}, "100 × 30 × min(1 ÷ 2, 1) ÷ 30 = 50"},
        /* A type without a share does not count, nor make a task. */
        {"shares = ( [ \"x\", 70 ] );",
         {"4", "2"},
         {"3", "2"},
         "100 × 70 × min(3 ÷ 4, 1) ÷ 70 = 75"},
        {"shares = ( [ \"x\", 70 ] );", {"-", "2"}, {NULL, "2"}, "no task"},
        {"shares = ( [ \"x\", \"1/3\" ], [ \"y\", \"2/3\" ] );",
         {"4", "2"},
         {"4", "1"},
         "100 × ((1/3) × min(4 ÷ 4, 1) + (2/3) × min(1 ÷ 2, 1)) ÷ ((1/3) + (2/3)) = 200/3 ≈ 66.67"},
        /* No task. */
        {"", {"-", "-"}, {"3", "3"}, "no task"},
        {"", {"0", "0"}, {"3", "3"}, "no task"},
        {"", {NULL, NULL}, {NULL, NULL}, "no task"},
        /* Missing: a target of 0 needs no count. */
        {"", {"4", "0"}, {"3", NULL}, "100 × 1 × min(3 ÷ 4, 1) ÷ 1 = 75"},
        {"",
         {"4", "2"},
         {"3", NULL},
         "error[count-missing]: one, a, y has a target of 2 but no count"},
        {"missing = \"zero\";",
         {"4", "2"},
         {"3", NULL},
         "100 × (1 × min(3 ÷ 4, 1) + 1 × min(0 ÷ 2, 1)) ÷ (1 + 1) = 37.5"},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	static const char *const types[] = {"x", "y"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *a = arena_new(NULL, NULL);
		struct assessed x =
		        leaf_open(arena_print(a, "method = \"blend\"; %s", rows[i].params));
		print_message("row %zu\n", i);
		for (size_t k = 0; k < 2; k++) {
			if (rows[i].target[k])
				assessed_target(&x, "one", "a", types[k], rows[i].target[k]);
			if (rows[i].count[k])
				assessed_count(&x, "one", "a", types[k], rows[i].count[k]);
		}
		const char *shown = leaf_shows(&x, "one");
		if (!strstr(shown, "error["))
			assert_string_equal(shown, rows[i].shown);
		else
			assert_non_null(strstr(shown, rows[i].shown));
		assessed_close(&x);
		arena_free(a);
	}
}

static void achievement_is_scored_or_shown(void **state)
{
	(void)state;
	struct assessed x =
	        leaf_open("method = \"blend\"; shares = ( [ \"x\", 1 ] ); limit = 1.2;");
	assessed_target(&x, "one", "a", "x", "5");
	assessed_target(&x, "one", "a", "y", "2");
	assessed_count(&x, "one", "a", "x", "9");
	assessed_count(&x, "one", "a", "y", "3");
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	const struct points *p = sheet_points(s, 0, 1);
	assert_string_equal(ratio_exact(x.arena, p->types[0].credited), "6");
	assert_string_equal(ratio_exact(x.arena, p->types[0].unscored), "3");
	assert_string_equal(ratio_exact(x.arena, p->types[1].credited), "0");
	assert_string_equal(ratio_exact(x.arena, p->types[1].unscored), "3");
	assert_string_equal(ratio_exact(x.arena, p->credited), "6");
	assert_string_equal(ratio_exact(x.arena, p->task), "7");
	assessed_close(&x);
}

static void shares_name_each_type_once(void **state)
{
	(void)state;
	struct arena *a = arena_new(NULL, NULL);
	const char *found = leaf_rules_findings(
	        a, "method = \"blend\"; shares = ( [ \"x\", 1 ], [ \"z\", 1 ], [ \"x\", 2 ] );");
	assert_non_null(strstr(found,
	                       "error[unknown-id]: shares names \"z\", which does not exist; "
	                       "to mend: known: x, y"));
	assert_non_null(strstr(found, "error[row-twice]: shares has \"x\" twice"));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(achievement_is_scored_or_shown),
	        cmocka_unit_test(shares_name_each_type_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
