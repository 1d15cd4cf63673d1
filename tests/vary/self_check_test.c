/* self_check_test - what is due, how it is coloured, what one more project brings, what is open. */
#include "vary/self_check.h"

#include "tests/assessed.h"
#include "tests/fixture.h"
#include "tests/random.h"

/* Two counted items, one judged, one by rank among all; a schedule where `check` says one. */
static struct assessed opened(struct arena *a, const char *check)
{
	return assessed_open(arena_print(
	        a,
	        "%s periods = [ \"2023\" ]; units = [ \"a\", \"b\" ]; types = [ \"x\", \"y\" ];"
	        "scoring = ( { id = \"s\"; method = \"completion\"; missing = \"zero\"; },"
	        "{ id = \"g\"; method = \"judged\"; }, { id = \"r\"; method = \"minmax\"; missing "
	        "= "
	        "\"zero\"; } );"
	        "points = 100; items = ("
	        "{ id = \"i\"; name = \"i\"; points = 60; scoring = \"s\"; },"
	        "{ id = \"j\"; name = \"j\"; points = 20; scoring = \"s\"; },"
	        "{ id = \"g\"; name = \"g\"; points = 10; scoring = \"g\"; },"
	        "{ id = \"v\"; name = \"v\"; points = 10; scoring = \"r\"; } );",
	        check));
}

static const struct self_check *checked(struct assessed *x, const char *day)
{
	const struct method *m = x->method;
	const struct sheet *s =
	        score_brief(x->arena, m, x->figures, m->n_units, diag_list_new(x->arena));
	struct date_span span;
	long on;
	assert_non_null(s);
	assert_true(self_check_span(&m->periods[x->figures->period], &span));
	assert_true(date_read(day, &on));
	return self_check_run(x->arena, s, 0, span, on);
}

static void is(struct arena *a, const ratio *x, const char *text)
{
	assert_non_null(x);
	assert_string_equal(ratio_plain(a, x), text);
}

/* 2023-03-14 is the 73rd of 365 days: a fifth. */
static void what_is_due_by_days(void **state)
{
	struct assessed x = opened(*state, "");
	assessed_target(&x, "a", "i", "x", "10");
	assessed_count(&x, "a", "i", "x", "3");
	const struct self_check *c = checked(&x, "2023-03-14");
	assert_int_equal(c->n_rows, 1);
	is(x.arena, c->elapsed, "0.2");
	is(x.arena, c->share, "0.2");
	assert_false(c->scheduled);
	const struct check_row *r = &c->rows[0];
	is(x.arena, r->rate, "0.3");
	is(x.arena, r->due, "2");
	is(x.arena, r->pace, "1.5");
	is(x.arena, r->lacks, "7");
	is(x.arena, r->projection.end, "15");
	is(x.arena, r->next, "6");
	assert_int_equal(r->colour, CHECK_GREEN);
	is(x.arena, checked(&x, "2023-12-31")->share, "1");
	is(x.arena, checked(&x, "2024-02-29")->share, "1");
	assessed_close(&x);
}

/* Straight lines between the ends of the quarters. */
static void what_is_due_by_a_schedule(void **state)
{
	struct assessed x = opened(*state, "check = { schedule = [ 10, 40, 70, 100 ]; };");
	assessed_target(&x, "a", "i", "x", "10");
	assessed_count(&x, "a", "i", "x", "0");
	const struct self_check *c = checked(&x, "2023-03-14");
	assert_true(c->scheduled);
	/* 0.2 of the days is 0.8 of the first quarter: 8 of 100. */
	is(x.arena, c->share, "0.08");
	is(x.arena, c->rows[0].due, "0.8");
	/* 2023-08-07 is the 219th day, 0.6 of the year, 0.4 of the third quarter: 40 + 12. */
	is(x.arena, checked(&x, "2023-08-07")->share, "0.52");
	assessed_close(&x);
}

/* At a threshold the better colour; what is complete is green whatever is due. */
static void colours(void **state)
{
	static const struct {
		const char *count;
		enum check_colour colour;
	} rows[] = {{"10", CHECK_GREEN}, {"9", CHECK_AMBER},  {"8", CHECK_AMBER},
	            {"7", CHECK_RED},    {"20", CHECK_GREEN}, {"0", CHECK_RED}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct assessed x = opened(*state, "check = { green = 100; amber = 80; };");
		assessed_target(&x, "a", "i", "x", "50");
		assessed_count(&x, "a", "i", "x", rows[i].count);
		assert_int_equal(checked(&x, "2023-03-14")->rows[0].colour, rows[i].colour);
		assessed_close(&x);
	}
	struct assessed x = opened(*state, "check = { green = 150; amber = 80; };");
	assessed_target(&x, "a", "i", "x", "5");
	assessed_count(&x, "a", "i", "x", "5");
	assert_int_equal(checked(&x, "2023-12-31")->rows[0].colour, CHECK_GREEN);
	assessed_close(&x);
}

/* One more is what scoring with one more gives; nothing once the target is reached. */
static void one_more_is_rescored(void **state)
{
	struct assessed x = opened(*state, "");
	assessed_target(&x, "a", "i", "x", "3");
	assessed_target(&x, "a", "i", "y", "4");
	assessed_count(&x, "a", "i", "x", "3");
	assessed_count(&x, "a", "i", "y", "1");
	const struct self_check *c = checked(&x, "2023-06-30");
	assert_int_equal(c->n_rows, 2);
	is(x.arena, c->rows[0].next, "0");
	is(x.arena, c->rows[1].next, "60/7");
	is(x.arena, c->rows[0].lacks, "0");
	assessed_close(&x);
}

/* Nothing is judged and the mark by minmax depends on b: the total is a range. */
static void what_is_open_is_a_range(void **state)
{
	struct assessed x = opened(*state, "");
	assessed_target(&x, "a", "i", "x", "4");
	assessed_count(&x, "a", "i", "x", "2");
	assessed_target(&x, "a", "j", "x", "4");
	assessed_count(&x, "a", "j", "x", "1");
	assessed_value(&x, "a", "v", NULL, "7");
	assessed_value(&x, "b", "v", NULL, "5");
	const struct self_check *c = checked(&x, "2023-06-30");
	assert_int_equal(c->n_items, 4);
	assert_int_equal(c->n_open, 1);
	assert_int_equal(c->n_ranges, 1);
	is(x.arena, c->open, "10");
	is(x.arena, c->items[0].lost, "30");
	is(x.arena, c->items[1].points, "5");
	assert_null(c->items[2].points);
	assert_true(c->items[3].range);
	is(x.arena, c->low, "35");
	is(x.arena, c->high, "55");
	assessed_judge(&x, "a", "g", NULL, "8");
	c = checked(&x, "2023-06-30");
	assert_int_equal(c->n_open, 0);
	is(x.arena, c->low, "43");
	is(x.arena, c->high, "53");
	assessed_close(&x);
}

/* Whatever the others have, the unit's points lie within the range that its own figures give; what
 * nothing limits has none, and neither has the total. */
static void ranges_hold_whatever_others_have(void **state)
{
	static const struct {
		const char *scoring;
		bool limited;
	} rows[] = {{"method = \"average\"; start = 70; over = 3; under = 5; low = 10; high = 95;",
	             true},
	            {"method = \"rank\"; first = 90; step = 20; low = 5;", true},
	            {"method = \"minmax\"; from = 40; to = 90; equal = 95;", true},
	            {"method = \"relative\"; scale = 80; equal = 85;", true},
	            {"method = \"bands\"; against = \"mean\"; bands = ( [ 120, 110 ], [ 80, 60 ] "
	             "); below = "
	             "7;",
	             true},
	            {"method = \"relative\"; reference = \"mean\";", false},
	            {"method = \"zscore\";", false},
	            {"method = \"borda\";", false}};
	static const char *const units[] = {"a", "b", "c", "d"};
	enum { TRIES = 40, ROWS = sizeof rows / sizeof *rows };
	uint64_t seed = 11;
	for (size_t i = 0; i < ROWS * TRIES; i++) {
		struct arena *a = *state;
		const bool limited = rows[i / TRIES].limited;
		struct assessed x =
		        assessed_open(arena_print(a,
		                                  "periods = [ \"2023\" ]; units = [ \"a\", \"b\", "
		                                  "\"c\", \"d\" ]; scoring = ( { id = "
		                                  "\"f\"; missing = \"zero\"; %s } ); points = 50; "
		                                  "items = ( { id = \"v\"; name = "
		                                  "\"v\"; points = 50; scoring = \"f\"; } );",
		                                  rows[i / TRIES].scoring));
		for (size_t u = 0; u < 4; u++)
			assessed_value(&x, units[u], "v", NULL,
			               arena_print(a, "%u", below(&seed, i % 3 ? 60 : 3)));
		const struct self_check *c = checked(&x, "2023-06-30");
		const ratio *points = sheet_points(assessed_score(&x), 0, 1)->points;
		assert_true(c->items[0].range);
		assert_int_equal(c->n_unlimited, !limited);
		assert_int_equal(c->low != NULL, limited);
		for (size_t u = 1; u < 4; u++)
			assessed_value(&x, units[u], "v", NULL, arena_print(a, "%zu", u * 1000));
		const struct self_check *d = checked(&x, "2023-06-30");
		if (limited) {
			assert_true(ratio_cmp(c->items[0].low, points) <= 0);
			assert_true(ratio_cmp(points, c->items[0].high) <= 0);
			assert_true(ratio_cmp(c->low, c->high) < 0);
			assert_int_equal(ratio_cmp(c->items[0].low, d->items[0].low), 0);
			assert_int_equal(ratio_cmp(c->items[0].high, d->items[0].high), 0);
		}
		assessed_close(&x);
	}
}

/* A year, a quarter and a month have days by their ids; of another name nothing is known. */
static void spans_by_id(void **state)
{
	(void)state;
	static const struct {
		const char *id, *first, *last;
	} rows[] = {{"2023", "2023-01-01", "2023-12-31"}, {"2024-02", "2024-02-01", "2024-02-29"}};
	struct date_span span;
	struct period p = {.named = {.id = "h1"}};
	long first, last;
	assert_false(self_check_span(&p, &span));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		p.named.id = rows[i].id;
		assert_true(self_check_span(&p, &span));
		assert_true(date_read(rows[i].first, &first) && date_read(rows[i].last, &last));
		assert_int_equal(span.first, first);
		assert_int_equal(span.last, last);
	}
	p.span = (struct date_span){100, 200}; /* of the rule file: stronger than the id */
	assert_true(self_check_span(&p, &span));
	assert_int_equal(span.first, 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(what_is_due_by_days),
	        FIXTURE_TEST(what_is_due_by_a_schedule),
	        FIXTURE_TEST(colours),
	        FIXTURE_TEST(one_more_is_rescored),
	        FIXTURE_TEST(what_is_open_is_a_range),
	        FIXTURE_TEST(spans_by_id),
	        FIXTURE_TEST(ranges_hold_whatever_others_have),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
