#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/leaf.h"

#include <string.h>

#define BANDS "bands = ( [ 100, 100 ], [ 80, 75 ], [ 50, 50 ] ); "
#define LESS  "direction = \"lower\"; bands = ( [ 10, 100 ], [ 20, 60 ] ); "

static const struct leaf_row rows[] = {
        {BANDS, NULL, "130", "100", "130 ≥ 100; 100"},
        {BANDS, NULL, "100", "100", "100 ≥ 100; 100"},
        {BANDS, NULL, "99.99", "75", "99.99 ≥ 80; 75"},
        {BANDS, NULL, "80", "75", NULL},
        {BANDS, NULL, "50", "50", NULL},
        {BANDS, NULL, "49.9", "0", "49.9 < 50; 0"},
        {BANDS, NULL, "-3", "0", NULL},
        {BANDS "below = -10;", NULL, "-3", "-10", NULL},
        {BANDS "boundary = \"exclusive\";", NULL, "100", "75", "100 > 80; 75"},
        {BANDS "boundary = \"exclusive\";", NULL, "50", "0", "50 ≤ 50; 0"},
        {"bands = ( [ -5, -1 ] ); below = -2;", NULL, "-5", "-1", NULL},
        /* Less is better. */
        {LESS, NULL, "9", "100", "9 ≤ 10; 100"},
        {LESS, NULL, "10", "100", NULL},
        {LESS, NULL, "10.1", "60", "10.1 ≤ 20; 60"},
        {LESS, NULL, "20", "60", NULL},
        {LESS, NULL, "20.1", "0", "20.1 > 20; 0"},
        {LESS "boundary = \"exclusive\";", NULL, "10", "60", "10 < 20; 60"},
        /* Missing. */
        {BANDS, NULL, "-", "-", NULL},
        {BANDS, NULL, NULL, "!", "error[measure-missing]"},
        {BANDS "missing = \"exclude\";", NULL, NULL, "-", NULL},
        {BANDS "missing = \"zero\";", NULL, NULL, "0", NULL},
        {BANDS "missing = \"neutral\"; neutral = 30;", NULL, NULL, "30", NULL},
        /* The field is the unit alone here: 100 percent of its own mean, best and worst, first of
         * one. */
        {BANDS "against = \"mean\";", NULL, "7", "100", "100 × 7 ÷ 7 = 100; 100 ≥ 100; 100"},
        {BANDS "against = \"percentile\";", NULL, "7", "100",
         "100 × (0 + 1) ÷ 1 = 100; 100 ≥ 100; 100"},
        /* Percent of nothing, or of less, is not defined. */
        {BANDS "against = \"mean\";", NULL, "0", "!", "error[reference-undefined]"},
        {BANDS "against = \"best\"; missing = \"zero\";", NULL, "-4", "0", "0"},
        {BANDS "against = \"worst\"; missing = \"exclude\";", NULL, "0", "-", NULL},
        /* ln 20 = 2.9957… lies in the upper band for sure. */
        {"log = \"e\"; bands = ( [ 2.9, 90 ], [ 2, 40 ] );", NULL, "20", "90", NULL},
};

static void marks_are_those_worked_by_hand(void **state)
{
	(void)state;
	leaf_check("bands", rows, sizeof rows / sizeof *rows);
}

/* Township form: the upper bands ask for money paid in as well. */
static void a_condition_on_another_item(void **state)
{
	(void)state;
	static const struct {
		const char *value, *paid, *shown;
	} cells[] = {
	        {"100", "60", "b: 60 ≥ 60; 100 ≥ 100; 100"},
	        {"100", "59", "b: 59 < 60; b: 59 ≥ 30; 100 ≥ 80; 75"},
	        {"100", "29", "b: 29 < 60; b: 29 < 30; 100 ≥ 50; 50"},
	        {"80", "60", "b: 60 ≥ 30; 80 ≥ 80; 75"},
	        {"80", "0", "b: 0 < 30; 80 ≥ 50; 50"},
	        {"40", "60", "40 < 50; 0"},
	        {"100", NULL, "b: – < 60; b: – < 30; 100 ≥ 50; 50"}, /* not reported: not reached */
	        {"100", "-", "b: – < 60; b: – < 30; 100 ≥ 50; 50"},
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct assessed x =
		        leaf_open("method = \"bands\"; side = \"b\"; missing = \"exclude\"; "
		                  "bands = ( [ 100, 100, 60 ], [ 80, 75, 30 ], [ 50, 50 ] );");
		assessed_value(&x, "one", "a", NULL, cells[i].value);
		if (cells[i].paid)
			assessed_value(&x, "one", "b", NULL, cells[i].paid);
		assert_string_equal(leaf_shows(&x, "one"), cells[i].shown);
		assessed_close(&x);
	}
}

/* Three units with 10, 10 and 40, mean 20; one that is not assessed has 30. */
static void marks_against_the_field(void **state)
{
	(void)state;
	static const struct {
		const char *entry, *one, *three, *city;
	} uses[] = {
	        {"against = \"mean\"; bands = ( [ 150, 3 ], [ 50, 2 ] ); below = 1;", "2", "3",
	         "3"},
	        {"against = \"best\"; bands = ( [ 100, 3 ], [ 75, 2 ] ); below = 1;", "1", "3",
	         "2"},
	        {"against = \"worst\"; bands = ( [ 400, 3 ], [ 101, 2 ] ); below = 1;", "1", "3",
	         "2"},
	        /* None is worse than the tied ones: 1 of 3; above two of three: 3 of 3; city makes
	         * a fourth, and is third of four. */
	        {"against = \"percentile\"; bands = ( [ 100, 3 ], [ 75, 2 ], [ 34, 1.5 ], [ 33, 1 "
	         "] );",
	         "1", "3", "2"},
	        /* Less is better: best 10, worst 40. The tied ones have one that is worse: 2 of 3.
	         */
	        {"direction = \"lower\"; against = \"best\"; bands = ( [ 100, 3 ], [ 300, 2 ] ); "
	         "below = 1;",
	         "3", "1", "2"},
	        {"direction = \"lower\"; against = \"worst\"; bands = ( [ 25, 3 ], [ 75, 2 ] ); "
	         "below = 1;",
	         "3", "1", "2"},
	        {"direction = \"lower\"; against = \"percentile\"; bands = ( [ 66, 3 ], [ 50, 2 ], "
	         "[ 33, 1 ] );",
	         "3", "1", "2"},
	};
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		struct arena *a = arena_new(NULL, NULL);
		struct assessed x =
		        leaf_open(arena_print(a, "method = \"bands\"; %s", uses[i].entry));
		print_message("row %zu\n", i);
		assessed_value(&x, "one", "a", NULL, "10");
		assessed_value(&x, "two", "a", NULL, "10");
		assessed_value(&x, "three", "a", NULL, "40");
		assessed_value(&x, "city", "a", NULL, "30");
		const struct sheet *s = assessed_score(&x);
		assert_non_null(s);
		assert_string_equal(assessed_mark(&x, s, "one", "a"), uses[i].one);
		assert_string_equal(assessed_mark(&x, s, "two", "a"), uses[i].one);
		assert_string_equal(assessed_mark(&x, s, "three", "a"), uses[i].three);
		assert_string_equal(assessed_mark(&x, s, "city", "a"), uses[i].city);
		assessed_close(&x);
		arena_free(a);
	}
}

/* The field has no member: there is nothing to compare with. */
static void an_empty_field(void **state)
{
	(void)state;
	struct assessed x = leaf_open("method = \"bands\"; against = \"mean\"; " BANDS);
	assessed_value(&x, "one", "a", NULL, "-");
	assessed_value(&x, "two", "a", NULL, "-");
	assessed_value(&x, "three", "a", NULL, "-");
	assessed_value(&x, "city", "a", NULL, "30");
	assert_string_equal(leaf_shows(&x, "city"), "no task");
	assessed_close(&x);
}

/* A mark is as wide as the doubt about its band, and the score is refused. */
static void what_cannot_be_told_is_not_guessed(void **state)
{
	(void)state;
	/* Two units share the best: they are exactly 100 percent of it, logarithm or not. */
	struct assessed x = leaf_open("method = \"bands\"; log = \"10\"; against = \"best\"; "
	                              "bands = ( [ 100, 90 ], [ 0, 40 ] );");
	assessed_value(&x, "one", "a", NULL, "20");
	assessed_value(&x, "two", "a", NULL, "2");
	assessed_value(&x, "three", "a", NULL, "20");
	const struct sheet *s = assessed_score(&x);
	assert_string_equal(assessed_mark(&x, s, "one", "a"), "90");
	assert_string_equal(assessed_mark(&x, s, "two", "a"), "40");
	assert_string_equal(assessed_mark(&x, s, "three", "a"), "90");
	assessed_close(&x);
	/* log10 2 and log10 4 = 2 log10 2: the worst is exactly half of the best, which the error
	 * does not let anyone say. */
	x = leaf_open("method = \"bands\"; log = \"10\"; against = \"best\"; "
	              "bands = ( [ 50, 90 ] ); below = 40;");
	assessed_value(&x, "one", "a", NULL, "2");
	assessed_value(&x, "two", "a", NULL, "4");
	assessed_value(&x, "three", "a", NULL, "-");
	assert_null(assessed_score(&x));
	assert_non_null(strstr(assessed_findings(&x), "error[rounding-uncertain]"));
	assessed_close(&x);
	/* Both bands give the same: no doubt is left. */
	x = leaf_open("method = \"bands\"; log = \"10\"; against = \"best\"; "
	              "bands = ( [ 50, 90 ] ); below = 90;");
	assessed_value(&x, "one", "a", NULL, "2");
	assessed_value(&x, "two", "a", NULL, "4");
	assessed_value(&x, "three", "a", NULL, "-");
	s = assessed_score(&x);
	assert_string_equal(assessed_mark(&x, s, "one", "a"), "90");
	assessed_close(&x);
}

/* ---- the published table of normalisations ---- */

/* Mean years of schooling of 23 countries; categorical scale by percentile bands, and above or
 * below the mean by 20 %: table 15 of the OECD/JRC Handbook (2008). */
static const struct {
	const char *years, *around, *category;
} published[] = {
        {"10", "0", "60"},   {"12", "1", "100"}, {"11.4", "0", "60"}, {"9.5", "0", "50"},
        {"10.8", "0", "60"}, {"9.4", "0", "50"}, {"9.4", "0", "50"},  {"11.6", "1", "80"},
        {"10.9", "0", "60"}, {"7.1", "-1", "0"}, {"10.2", "0", "60"}, {"11.9", "1", "100"},
        {"9.4", "0", "50"},  {"9.3", "0", "40"}, {"11.7", "1", "80"}, {"8.4", "0", "40"},
        {"7.9", "0", "40"},  {"9.6", "0", "50"}, {"7.3", "-1", "40"}, {"7.2", "-1", "20"},
        {"9.5", "0", "50"},  {"9.1", "0", "40"}, {"7.1", "-1", "0"},
};
enum { COUNTRIES = sizeof published / sizeof *published };

static void check_published(const char *entry, bool category)
{
	struct arena *a = arena_new(NULL, NULL);
	struct buffer b;
	buffer_start(&b, a);
	buffer_add(&b, "periods = ( { id = \"now\"; name = \"now\"; } ); units = ( ");
	for (size_t i = 0; i < COUNTRIES; i++)
		buffer_print(&b, "%s{ id = \"u%zu\"; name = \"u%zu\"; }", i ? ", " : "", i, i);
	buffer_print(&b,
	             " ); points = 100; scoring = ( { id = \"s\"; method = \"bands\"; %s } );\n"
	             "items = ( { id = \"a\"; name = \"a\"; points = 100; scoring = \"s\"; } );",
	             entry);
	struct assessed x = assessed_open(b.text);
	for (size_t i = 0; i < COUNTRIES; i++)
		assessed_value(&x, arena_print(a, "u%zu", i), "a", NULL, published[i].years);
	const struct sheet *s = assessed_score(&x);
	assert_non_null(s);
	for (size_t i = 0; i < COUNTRIES; i++)
		assert_string_equal(assessed_mark(&x, s, arena_print(a, "u%zu", i), "a"),
		                    category ? published[i].category : published[i].around);
	assessed_close(&x);
	arena_free(a);
}

static void the_published_table_is_reproduced(void **state)
{
	(void)state;
	check_published("against = \"percentile\"; bands = ( [ 95, 100 ], [ 85, 80 ], [ 65, 60 ], "
	                "[ 35, 50 ], [ 15, 40 ], [ 5, 20 ] );",
	                true);
	check_published("against = \"mean\"; bands = ( [ 120, 1 ], [ 80, 0 ] ); below = -1;",
	                false);
}

/* ---- the rule file ---- */

static void bands_must_be_in_order(void **state)
{
	(void)state;
	static const char *const entries[][2] = {
	        {"bands = ( [ 80, 75 ], [ 100, 100 ] );",
	         "error[bands-order]: this band from 100 is out of order after 80"},
	        {"bands = ( [ 80, 75 ], [ 80, 100 ] );", "error[bands-order]"},
	        {"bands = ( [ 20, 75 ], [ 10, 100 ] ); direction = \"lower\";",
	         "error[bands-order]: this band from 10 is out of order after 20"},
	        /* Percentiles fall, whichever direction is better. */
	        {"bands = ( [ 10, 75 ], [ 20, 60 ] ); direction = \"lower\"; against = "
	         "\"percentile\";",
	         "error[bands-order]"},
	        {"bands = ( [ 80, 75, 5 ], [ 60, 50 ] );", "error[bands-side]"},
	        {"bands = ( [ 80, 75 ] ); side = \"b\";", "error[bands-side-idle]"},
	        {"bands = ( [ 80, 75, 5 ] ); side = \"c\";", "error[param-item]"},
	        {"", "error[missing-key]"},
	        {"bands = ( [ 80 ] );", "error[param-row]"},
	};
	struct arena *a = arena_new(NULL, NULL);
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		const char *entry = arena_print(a, "method = \"bands\"; %s", entries[i][0]);
		assert_non_null(strstr(leaf_rules_findings(a, entry), entries[i][1]));
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_are_those_worked_by_hand),
	        cmocka_unit_test(a_condition_on_another_item),
	        cmocka_unit_test(marks_against_the_field),
	        cmocka_unit_test(an_empty_field),
	        cmocka_unit_test(what_cannot_be_told_is_not_guessed),
	        cmocka_unit_test(the_published_table_is_reproduced),
	        cmocka_unit_test(bands_must_be_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
