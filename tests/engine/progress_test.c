#include "tests/fixture.h"

#include "engine/growth.h"
#include "engine/progress.h"

struct given {
	const char *at, *value; /* value NULL: withheld */
};

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = fixture_arena();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static const ratio *number(const char *text)
{
	return text ? ratio_read(arena, text) : NULL;
}

static struct date_span span(const char *text)
{
	struct date_span out = {0};
	assert_true(date_read_span(text, &out));
	return out;
}

/* Exact, or "-" for nothing. */
static void assert_exact(const ratio *r, const char *expected)
{
	assert_string_equal(r ? ratio_exact(arena, r) : "-", expected);
}

/* Rounded to four decimals, every one of them certain. */
static void assert_near(const ratio *r, const char *expected)
{
	assert_non_null(r);
	assert_true(ratio_round_certain(arena, r, 4, ROUND_HALF_UP));
	assert_string_equal(ratio_fixed(arena, r, 4, ROUND_HALF_UP), expected);
}

/* ---- plans of one indicator and one target ---- */

static struct plan_target target(const char *due, const char *value)
{
	return (struct plan_target){.due = span(due), .value = number(value)};
}

static struct plan_indicator indicator(enum plan_kind kind, const char *at, const char *baseline)
{
	return (struct plan_indicator){.named = fixture_name("x", "指标", "indicator"),
	                               .kind = kind,
	                               .clause = NONE,
	                               .list = NONE,
	                               .baseline_at = at ? span(at) : (struct date_span){0},
	                               .baseline = number(baseline)};
}

/* Green from 100, yellow from 80, red; "about" leaves 5 percent. */
static struct plan plan(enum plan_judge judge)
{
	struct plan_colour *colours = ARENA_NEWS(arena, struct plan_colour, 3);
	colours[0].from = number("100");
	colours[1].from = number("80");
	return (struct plan){.span = span("2021..2025"),
	                     .judge = judge,
	                     .about = number("5"),
	                     .colours = colours,
	                     .n_colours = 3};
}

enum { GREEN, YELLOW, RED };

static const struct progress *run(struct plan p, struct plan_indicator i,
                                  const struct plan_target *t, const struct given *given,
                                  const char *as_of)
{
	struct observation *series = ARENA_NEWS(arena, struct observation, 64);
	size_t *n = ARENA_NEW(arena, size_t);
	for (; given && given[*n].at; ++*n)
		series[*n] = (struct observation){.at = span(given[*n].at),
		                                  .value = number(given[*n].value)};
	const struct observation **all = ARENA_NEWS(arena, const struct observation *, 1);
	*all = series;
	i.targets = t;
	i.n_targets = t != NULL;
	p.indicators = &i;
	p.n_indicators = 1;
	struct observed o = {.plan = &p, .series = all, .n_series = n};
	const struct progress_report *r = progress_run(arena, &p, &o, span(as_of).last);
	assert_int_equal(r->n_lines, 1);
	return r->lines;
}

/* One value observed, judged by attainment. */
static const struct progress *attain(bool down, const struct plan_target *t, const char *value)
{
	struct plan_indicator i = indicator(PLAN_LEVEL, NULL, NULL);
	i.lower_better = down;
	const struct given given[] = {{"2023", value}, {0}};
	return run(plan(PLAN_BY_ATTAINMENT), i, t, given, "2023-12-31");
}

/* ---- levels ---- */

/* From 100 at the end of 2020 to 150 at the end of 2025; 120 at the end of 2022. */
static void a_level_walks_its_way(void **state)
{
	(void)state;
	static const struct given given[] = {{"2015", "62"},  {"2020", "100"}, {"2021", "108"},
	                                     {"2022", "120"}, {"2023", "999"}, {0}};
	struct plan_target t = target("2025", "150");
	const struct progress *l = run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, "2020", "100"), &t,
	                               given, "2022-12-31");
	assert_int_equal(l->reason, PROGRESS_JUDGED);
	assert_exact(l->value, "120");
	assert_exact(l->way, "40"); /* 20 of 50 */
	/* 365 + 365 of 365 + 365 + 365 + 366 + 365 = 1826 days */
	assert_exact(l->time, "36500/913");
	assert_exact(l->attainment, "80"); /* 120 / 150 */
	assert_exact(l->gap, "30");
	assert_exact(l->measure, "7304/73"); /* 40 / 39.978.. = 100.05 */
	assert_int_equal(l->colour, GREEN);
	assert_false(l->met || l->over);
	assert_near(l->growth, "9.5445");   /* 1.2 ^ (1/2) = 1.0954451 */
	assert_near(l->needed, "8.4472");   /* 1.5 ^ (1/5) = 1.0844718 */
	assert_near(l->required, "7.7217"); /* 1.25 ^ (1/3) = 1.0772173 */
	assert_near(l->earlier, "10.0327"); /* (100/62) ^ (1/5) = 1.1003267 */
	/* A day later the measure is 40 / (731 / 1826) = 99.92. */
	l = run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, "2020", "100"), &t, given, "2023-01-01");
	assert_int_equal(l->colour, YELLOW);
}

/* From 40 down to 30; 37 in the middle is 3 of 10. */
static void lower_is_better(void **state)
{
	(void)state;
	static const struct given given[] = {{"2022", "37"}, {0}};
	struct plan_indicator i = indicator(PLAN_LEVEL, "2020", "40");
	i.lower_better = true;
	struct plan_target t = target("2025", "30");
	const struct progress *l = run(plan(PLAN_BY_WAY), i, &t, given, "2022-12-31");
	assert_exact(l->way, "30");
	assert_exact(l->gap, "7");
	assert_exact(l->attainment, "3000/37");
	assert_int_equal(l->colour, RED); /* 30 / 39.98 = 75 percent */
	l = run(plan(PLAN_BY_PACE), i, &t, given, "2022-12-31");
	assert_near(l->growth, "-3.8231"); /* (37/40) ^ (1/2) = 0.9617692 */
	assert_near(l->needed, "-5.5912"); /* 0.75 ^ (1/5) = 0.9440875 */
	assert_near(l->measure, "68.3761");
	assert_near(l->score, "0.5983"); /* 8.3761 * 5 / 70 */
}

static void comparators(void **state)
{
	(void)state;
	static const struct {
		const char *value;
		enum plan_comparator comparator;
		bool down, met;
	} rows[] = {
	        {"100", PLAN_REACH, false, true},    {"99.99", PLAN_REACH, false, false},
	        {"100", PLAN_AT_LEAST, false, true}, {"99.99", PLAN_AT_LEAST, false, false},
	        {"100", PLAN_ABOVE, false, false},   {"100.01", PLAN_ABOVE, false, true},
	        {"95", PLAN_ABOUT, false, true},     {"94.99", PLAN_ABOUT, false, false},
	        {"100", PLAN_REACH, true, true},     {"100.01", PLAN_REACH, true, false},
	        {"101", PLAN_AT_LEAST, true, false}, {"100", PLAN_ABOVE, true, false},
	        {"99.99", PLAN_ABOVE, true, true},   {"105", PLAN_ABOUT, true, true},
	        {"105.01", PLAN_ABOUT, true, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan_target t = target("2025", "100");
		t.comparator = rows[i].comparator;
		const struct progress *l = attain(rows[i].down, &t, rows[i].value);
		assert_int_equal(l->met, rows[i].met);
		/* All of what is due is green, even where it is to be exceeded. */
		assert_int_equal(l->colour == GREEN, rows[i].met || !strcmp(rows[i].value, "100"));
	}
	/* Below 0 the tolerance is that of the size: -100 - 5. */
	struct plan_target loss = target("2025", "-100");
	loss.comparator = PLAN_ABOUT;
	assert_true(attain(false, &loss, "-105")->met);
	assert_false(attain(false, &loss, "-105.1")->met);
}

static void a_range_needs_its_nearer_end(void **state)
{
	(void)state;
	struct plan_target t = {.due = span("2025"),
	                        .comparator = PLAN_BETWEEN,
	                        .low = number("40"),
	                        .high = number("50")};
	assert_exact(attain(false, &t, "30")->due, "40");
	assert_false(attain(false, &t, "39")->met);
	assert_true(attain(false, &t, "40")->met);
	assert_true(attain(false, &t, "60")->met);
	assert_exact(attain(true, &t, "30")->due, "50");
	assert_true(attain(true, &t, "50")->met);
	assert_false(attain(true, &t, "51")->met);
	assert_exact(attain(true, &t, "62.5")->attainment, "80"); /* 50 / 62.5 */
}

/* Two targets of one indicator: the earlier one is judged by what was reached in time. */
static void what_comes_late_does_not_count(void **state)
{
	(void)state;
	static const struct given given[] = {{"2022", "70"}, {"2023", "90"}, {"2024", "110"}, {0}};
	struct plan_target t = target("2023", "100");
	const struct progress *l = run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, "2020", "50"), &t,
	                               given, "2024-12-31");
	assert_exact(l->value, "90");
	assert_exact(l->measure, "80"); /* and yet over: 40 of 50, all the time gone */
	assert_true(l->over);
	assert_int_equal(l->colour, RED);
	l = run(plan(PLAN_BY_ATTAINMENT), indicator(PLAN_LEVEL, NULL, NULL), &t, given,
	        "2024-12-31");
	assert_int_equal(l->colour, YELLOW); /* grades the outcome: 90 */
	/* Not known how it ended: the series ends before. */
	l = run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, "2020", "50"), &t, given, "2022-12-31");
	assert_int_equal(l->reason, PROGRESS_JUDGED);
	t = target("2022Q4", "100");
	static const struct given early[] = {{"2021", "70"}, {0}};
	l = run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, "2020", "50"), &t, early, "2023-06-30");
	assert_int_equal(l->reason, PROGRESS_INCOMPLETE);
	assert_int_equal(l->colour, NONE);
	/* Reached is reached. */
	t.value = number("70");
	l = run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, "2020", "50"), &t, early, "2023-06-30");
	assert_int_equal(l->colour, GREEN);
}

/* The last day itself counts as gone. */
static void a_target_is_over_on_its_last_day(void **state)
{
	(void)state;
	static const struct given given[] = {{"2025", "95"}, {0}};
	struct plan_target t = target("2025", "100");
	struct plan_indicator i = indicator(PLAN_LEVEL, "2020", "50");
	assert_true(run(plan(PLAN_BY_WAY), i, &t, given, "2025-12-31")->over);
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, given, "2025-12-31")->colour, RED);
	assert_exact(run(plan(PLAN_BY_WAY), i, &t, given, "2025-12-31")->time, "100");
	assert_false(run(plan(PLAN_BY_WAY), i, &t, given, "2025-12-30")->over);
}

/* A share that is to be kept: no way to walk, so attainment. */
static void a_target_no_farther_than_the_baseline(void **state)
{
	(void)state;
	static const struct given given[] = {{"2022", "57"}, {0}};
	struct plan_target t = target("2025", "60");
	const struct progress *l = run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, "2020", "60"), &t,
	                               given, "2022-12-31");
	assert_exact(l->way, "-");
	assert_exact(l->measure, "95");
	assert_int_equal(l->colour, YELLOW);
	t.value = number("57");
	l = run(plan(PLAN_BY_PACE), indicator(PLAN_LEVEL, "2020", "60"), &t, given, "2022-12-31");
	assert_int_equal(l->colour, GREEN);
}

/* ---- what cannot be judged ---- */

static void reasons(void **state)
{
	(void)state;
	static const struct given before[] = {{"2019", "90"}, {"2020", "100"}, {0}};
	static const struct given withheld[] = {{"2022", NULL}, {0}};
	static const struct given since[] = {{"2022", "120"}, {0}};
	struct plan_target t = target("2025", "150");
	struct plan_indicator with = indicator(PLAN_LEVEL, "2020", "100"),
	                      without = indicator(PLAN_LEVEL, NULL, NULL);
	struct plan way = plan(PLAN_BY_WAY);
	assert_int_equal(run(way, with, &t, NULL, "2022-12-31")->reason, PROGRESS_NO_VALUE);
	assert_int_equal(run(way, with, &t, withheld, "2022-12-31")->reason, PROGRESS_NO_VALUE);
	const struct progress *l = run(way, with, &t, before, "2022-12-31");
	assert_int_equal(l->reason, PROGRESS_NOT_BEGUN);
	assert_int_equal(l->colour, NONE);
	assert_exact(l->value, "100"); /* shown all the same, with what is required from there */
	assert_near(l->required, "8.4472");
	assert_near(l->earlier, "11.1111"); /* 90 to 100 */
	assert_exact(l->growth, "-");
	assert_int_equal(run(way, with, &t, since, "2020-12-31")->reason, PROGRESS_NOT_BEGUN);
	assert_int_equal(run(way, without, &t, before, "2022-12-31")->reason, PROGRESS_NOT_BEGUN);
	l = run(way, without, &t, since, "2022-12-31");
	assert_int_equal(l->reason, PROGRESS_NO_BASELINE);
	assert_exact(l->attainment, "80");
	assert_exact(l->time, "36500/913"); /* from the plan's beginning, which is the same day */
	assert_int_equal(run(plan(PLAN_BY_ATTAINMENT), without, &t, since, "2022-12-31")->colour,
	                 YELLOW);
	l = run(way, with, NULL, since, "2022-12-31");
	assert_int_equal(l->reason, PROGRESS_NO_TARGET);
	assert_int_equal(l->target, NONE);
	assert_exact(l->value, "120");
	assert_near(l->growth, "9.5445");
	t.withheld = PLAN_PLACEHOLDER;
	t.value = NULL;
	assert_int_equal(run(way, with, &t, since, "2022-12-31")->reason, PROGRESS_WITHHELD);
	t = (struct plan_target){.due = span("2025"), .comparator = PLAN_RELATIVE};
	assert_int_equal(run(way, with, &t, since, "2022-12-31")->reason, PROGRESS_RELATIVE);
	t.comparator = PLAN_QUALITATIVE;
	l = run(way, with, &t, since, "2022-12-31");
	assert_int_equal(l->reason, PROGRESS_QUALITATIVE);
	assert_exact(l->due, "-");
	assert_exact(l->gap, "-");
}

/* Zero, or a change of sign. */
static void growth_that_is_not_defined(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
	        {"0", "20"}, {"-10", "20"}, {"-10", "-5"}, {"10", "0"}, {"10", "-20"}};
	struct plan_target t = target("2025", "150");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct given given[] = {{"2022", rows[i][1]}, {0}};
		const struct progress *l =
		        run(plan(PLAN_BY_PACE), indicator(PLAN_LEVEL, "2020", rows[i][0]), &t,
		            given, "2022-12-31");
		assert_int_equal(l->reason, PROGRESS_NO_GROWTH);
		assert_exact(l->growth, "-");
		assert_exact(l->score, "-");
		assert_non_null(l->way);
	}
}

static void years_are_months_or_days(void **state)
{
	(void)state;
	assert_exact(growth_years(arena, span("2020").last, span("2023Q1").last), "9/4");
	assert_exact(growth_years(arena, span("2024-02").last, span("2024-01").last), "-1/12");
	/* 166 days from the end of 2020 to 15 June 2021. */
	assert_exact(growth_years(arena, span("2020").last, span("2021-06-15").last),
	             "66400/146097"); /* 166 / 365.2425 */
	/* Growth of a day, as of a year; and what is too large for any rate. */
	const ratio *day = growth_years(arena, span("2020").last, span("2021-01-01").last);
	assert_near(growth_yearly(arena, number("100"), number("100.01"), day),
	            "3.7198"); /* 1.0001 ^ 365.2425 = 1.0371976 */
	assert_null(growth_yearly(arena, number("0.000001"), number("1000000000000"), day));
}

/* ---- flows ---- */

static void a_flow_is_added_up(void **state)
{
	(void)state;
	static const struct given given[] = {{"2022", "77"},        {"2023", "100"},
	                                     {"2023..2024", "260"}, {"2024", "150"},
	                                     {"2025Q1", "40"},      {0}};
	struct plan_target t = target("2023..2025", "1000");
	const struct progress *l =
	        run(plan(PLAN_BY_WAY), indicator(PLAN_FLOW, NULL, NULL), &t, given, "2025-03-31");
	assert_exact(l->value, "300"); /* 260 + 40, not 100 + 150 + 40, nor 2022 */
	assert_string_equal(date_span_text(arena, l->covered), "2023Q1..2025Q1");
	assert_false(l->gaps);
	assert_exact(l->way, "30");
	/* 365 + 366 + 90 of 1096 days */
	assert_exact(l->time, "20525/274");
	assert_int_equal(l->colour, RED); /* 30 / 74.9 */
	assert_exact(l->gap, "700");
	assert_exact(l->growth, "-");
}

static void a_flow_with_gaps(void **state)
{
	(void)state;
	static const struct given given[] = {{"2023", "100"}, {"2024", NULL}, {"2025", "300"}, {0}};
	struct plan_target t = target("2023..2025", "1000");
	struct plan_indicator i = indicator(PLAN_FLOW, NULL, NULL);
	const struct progress *l = run(plan(PLAN_BY_WAY), i, &t, given, "2025-12-31");
	assert_int_equal(l->reason, PROGRESS_INCOMPLETE);
	assert_true(l->gaps);
	assert_exact(l->value, "400");
	t.value = number("400"); /* what is missing can only add to it */
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, given, "2025-12-31")->colour, GREEN);
	t.value = number("120");
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, given, "2023-12-31")->reason,
	                 PROGRESS_JUDGED);
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, given, "2026-06-30")->colour, GREEN);
}

static void flows_that_have_not_begun(void **state)
{
	(void)state;
	static const struct given given[] = {{"2022", "77"}, {0}};
	struct plan_target t = target("2023..2025", "1000");
	struct plan_indicator i = indicator(PLAN_FLOW, NULL, NULL);
	const struct progress *l = run(plan(PLAN_BY_WAY), i, &t, given, "2022-12-31");
	assert_int_equal(l->reason, PROGRESS_NOT_BEGUN);
	assert_exact(l->time, "0");
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, given, "2023-06-30")->reason,
	                 PROGRESS_NOT_BEGUN);
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, given, "2026-06-30")->reason,
	                 PROGRESS_INCOMPLETE);
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, NULL, "2023-06-30")->reason,
	                 PROGRESS_NO_VALUE);
}

/* Investment of a year against that of another. */
static void yearly_flows_have_a_growth(void **state)
{
	(void)state;
	static const struct given given[] = {{"2018", "64"},  {"2020", "100"},  {"2021Q1", "30"},
	                                     {"2022", "121"}, {"2025Q1", "20"}, {0}};
	struct plan_target t = target("2025", "150");
	const struct progress *l = run(plan(PLAN_BY_WAY), indicator(PLAN_FLOW, "2020", "100"), &t,
	                               given, "2025-03-31");
	assert_exact(l->value, "20");
	assert_exact(l->growth, "10");  /* 1.21 ^ (1/2) */
	assert_exact(l->earlier, "25"); /* (100/64) ^ (1/2) */
	assert_near(l->needed, "8.4472");
	assert_near(l->required, "7.4242"); /* (150/121) ^ (1/3) = 1.0742416 */
}

/* At most 100 in two years. */
static void a_flow_that_is_to_stay_low(void **state)
{
	(void)state;
	static const struct {
		const char *value, *as_of;
		bool met;
		size_t colour;
		const char *measure;
	} rows[] = {
	        {"25", "2022-12-31", false, GREEN, "200"},    /* a quarter used in half the time */
	        {"60", "2022-12-31", false, YELLOW, "250/3"}, /* 50 / 60 */
	        {"100", "2022-12-31", false, RED, "50"},
	        {"100.1", "2022-12-31", false, RED, "50000/1001"},
	        {"0", "2022-12-31", false, GREEN, "-"},
	};
	struct plan_indicator i = indicator(PLAN_FLOW, NULL, NULL);
	i.lower_better = true;
	struct plan_target t = target("2022..2023", "100");
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
		const struct given given[] = {{"2022", rows[r].value}, {0}};
		const struct progress *l = run(plan(PLAN_BY_WAY), i, &t, given, rows[r].as_of);
		assert_int_equal(l->met, rows[r].met);
		assert_int_equal(l->colour, rows[r].colour);
		assert_exact(l->measure, rows[r].measure);
	}
	const struct given all[] = {{"2022", "40"}, {"2023", "60"}, {0}};
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, all, "2023-12-31")->colour, GREEN);
	const struct given half[] = {{"2022", "40"}, {0}};
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, half, "2023-12-31")->reason,
	                 PROGRESS_INCOMPLETE);
}

/* 100 in each year: only the latest year counts. */
static void each_year_by_itself(void **state)
{
	(void)state;
	static const struct given given[] = {
	        {"2023", "120"}, {"2023..2024", "210"}, {"2024", "90"}, {"2025Q1", "30"}, {0}};
	struct plan_target t = target("2023..2027", "100");
	t.each_year = true;
	struct plan_indicator i = indicator(PLAN_FLOW, NULL, NULL);
	const struct progress *l = run(plan(PLAN_BY_WAY), i, &t, given, "2023-12-31");
	assert_string_equal(date_span_text(arena, l->span), "2023");
	assert_int_equal(l->colour, GREEN);
	l = run(plan(PLAN_BY_WAY), i, &t, given, "2024-12-31");
	assert_exact(l->value, "90");
	assert_true(l->over);
	assert_int_equal(l->colour, RED);
	l = run(plan(PLAN_BY_WAY), i, &t, given, "2025-03-31");
	assert_exact(l->value, "30");
	assert_exact(l->time, "1800/73");   /* 90 of 365 days */
	assert_int_equal(l->colour, GREEN); /* 30 / 24.66 */
	i.kind = PLAN_LEVEL;
	l = run(plan(PLAN_BY_WAY), i, &t, given, "2024-12-31");
	assert_exact(l->value, "90");
	assert_exact(l->way, "-");
	assert_exact(l->measure, "90");
	assert_int_equal(l->colour, RED); /* that year is over */
	assert_int_equal(run(plan(PLAN_BY_WAY), i, &t, given, "2022-12-31")->reason,
	                 PROGRESS_NOT_BEGUN);
}

/* ---- does growth so far suffice? ---- */

/* Zhejiang's value added: 34075 in 2019, 36031 in 2020, about 48000 asked for in 2025. */
static void growth_before_the_baseline_is_continued(void **state)
{
	(void)state;
	static const struct given given[] = {{"2019", "34075"}, {"2020", "36031"}, {0}};
	struct plan_target t = target("2025", "48000");
	struct plan_indicator i = indicator(PLAN_LEVEL, "2020", "36031");
	struct plan p = plan(PLAN_BY_WAY);
	const struct progress *l = run(p, i, &t, given, "2020-12-31");
	assert_int_equal(l->reason, PROGRESS_NOT_BEGUN); /* the outlook is no standing */
	assert_exact(l->earlier, "7824/1363");           /* 1956 / 34075 */
	assert_string_equal(date_span_text(arena, l->earlier_at), "2019..2020");
	assert_ptr_equal(l->pace, l->earlier);
	assert_near(l->required, "5.9042");      /* (48000/36031) ^ (1/5) = 1.0590415 */
	assert_near(l->projected, "47629.7795"); /* 36031 * 1.0574028 ^ 5 */
	assert_int_equal(l->outlook, PROGRESS_FALLS_SHORT);
	t.comparator = PLAN_ABOUT; /* 45600 are enough */
	assert_int_equal(run(p, i, &t, given, "2020-12-31")->outlook, PROGRESS_SUFFICES_ABOUT);
	p.about = number("0.5"); /* 47760 */
	assert_int_equal(run(p, i, &t, given, "2020-12-31")->outlook, PROGRESS_FALLS_SHORT);
	t.value = number("47000");
	assert_int_equal(run(p, i, &t, given, "2020-12-31")->outlook, PROGRESS_SUFFICES);
}

/* Once anything was observed since the baseline, that growth counts. */
static void growth_since_the_baseline_goes_before(void **state)
{
	(void)state;
	static const struct given given[] = {{"2019", "50"}, {"2021", "110"}, {"2022", "121"}, {0}};
	struct plan_target t = target("2025", "161.051"); /* 100 * 1.1 ^ 5 */
	struct plan_indicator i = indicator(PLAN_LEVEL, "2020", "100");
	struct plan p = plan(PLAN_BY_WAY);
	const struct progress *l = run(p, i, &t, given, "2022-12-31");
	assert_exact(l->earlier, "100");
	assert_exact(l->pace, "10");
	assert_string_equal(date_span_text(arena, l->pace_at), "2020..2022");
	assert_exact(l->projected, "161051/1000");
	assert_exact(l->required, "10");
	assert_int_equal(l->outlook, PROGRESS_SUFFICES);
	t.comparator = PLAN_ABOVE; /* exactly there is not beyond */
	assert_int_equal(run(p, i, &t, given, "2022-12-31")->outlook, PROGRESS_FALLS_SHORT);
	/* Nothing observed since, and the baseline in no table: it goes on from the baseline. */
	l = run(p, i, &t, given, "2020-12-31");
	assert_exact(l->from, "100");
	assert_exact(l->projected, "3200");
	assert_exact(l->required, "10");
}

static void an_outlook_that_lower_is_better(void **state)
{
	(void)state;
	static const struct given given[] = {{"2019", "0.5"}, {"2020", "0.4"}, {0}};
	struct plan_target t = target("2022", "0.25");
	struct plan_indicator i = indicator(PLAN_LEVEL, "2020", "0.4");
	struct plan p = plan(PLAN_BY_WAY);
	i.lower_better = true;
	const struct progress *l = run(p, i, &t, given, "2020-12-31");
	assert_exact(l->earlier, "-20");
	assert_exact(l->projected, "32/125"); /* 0.4 * 0.8 * 0.8 = 0.256 */
	assert_int_equal(l->outlook, PROGRESS_FALLS_SHORT);
	t.value = number("0.26");
	assert_int_equal(run(p, i, &t, given, "2020-12-31")->outlook, PROGRESS_SUFFICES);
}

static void an_outlook_needs_growth_and_a_target(void **state)
{
	(void)state;
	static const struct given given[] = {{"2019", "0"}, {"2020", "100"}, {"2021", "300"}, {0}};
	struct plan_target t = target("2025", "200");
	struct plan_indicator i = indicator(PLAN_LEVEL, "2020", "100");
	struct plan p = plan(PLAN_BY_WAY);
	/* No growth from 0; met; over; withheld. */
	assert_int_equal(run(p, i, &t, given, "2020-12-31")->outlook, PROGRESS_UNKNOWN);
	assert_int_equal(run(p, i, &t, given, "2021-12-31")->outlook, PROGRESS_UNKNOWN);
	t.value = number("900");
	assert_int_equal(run(p, i, &t, given, "2021-12-31")->outlook, PROGRESS_SUFFICES);
	const struct progress *l = run(p, i, &t, given, "2025-12-31");
	assert_int_equal(l->outlook, PROGRESS_UNKNOWN);
	assert_exact(l->required, "-"); /* no time is left */
	t.withheld = PLAN_PLACEHOLDER;
	t.value = NULL;
	l = run(p, i, &t, given, "2021-12-31");
	assert_exact(l->projected, "-");
	assert_int_equal(l->outlook, PROGRESS_UNKNOWN);
}

/* What was observed when the plan began is where it starts, unless the document says another. */
static void a_level_starts_where_it_was_when_the_plan_began(void **state)
{
	(void)state;
	static const struct given given[] = {{"2019", "80"}, {"2020", "100"}, {"2021", "110"}, {0}};
	struct plan_target t = target("2025", "150");
	struct plan_indicator i = indicator(PLAN_LEVEL, NULL, NULL);
	struct plan p = plan(PLAN_BY_WAY);
	const struct progress *l = run(p, i, &t, given, "2021-12-31");
	assert_exact(l->baseline, "100");
	assert_string_equal(date_span_text(arena, l->baseline_at), "2020");
	assert_exact(l->way, "20");
	assert_exact(l->growth, "10");
	assert_exact(l->earlier, "25");
	assert_exact(run(p, i, &t, given, "2020-06-30")->baseline, "-"); /* it is not known yet */
	assert_exact(run(p, indicator(PLAN_LEVEL, "2019", "80"), &t, given, "2021-12-31")->baseline,
	             "80");
	/* An amount is not where a flow starts. */
	assert_exact(run(p, indicator(PLAN_FLOW, NULL, NULL), &t, given, "2021-12-31")->baseline,
	             "-");
}

/* Not known when the plan began: no way, but a growth to go by. */
static void a_level_without_a_start_has_a_pace(void **state)
{
	(void)state;
	static const struct given given[] = {{"2021", "100"}, {"2023", "121"}, {0}};
	struct plan_target t = target("2025", "140");
	const struct progress *l =
	        run(plan(PLAN_BY_WAY), indicator(PLAN_LEVEL, NULL, NULL), &t, given, "2023-12-31");
	assert_int_equal(l->reason, PROGRESS_NO_BASELINE);
	assert_exact(l->growth, "-");
	assert_exact(l->pace, "10");
	assert_string_equal(date_span_text(arena, l->pace_at), "2021..2023");
	assert_exact(l->projected, "14641/100");
	assert_int_equal(l->outlook, PROGRESS_SUFFICES);
}

/* A flow of five years says nothing of each: nothing is projected before one like it is over. */
static void a_flow_of_several_years_has_no_pace(void **state)
{
	(void)state;
	static const struct given given[] = {{"2016..2020", "276"}, {"2021", "38"}, {0}};
	struct plan_target t = target("2021..2025", "200");
	const struct progress *l = run(plan(PLAN_BY_WAY), indicator(PLAN_FLOW, "2016..2020", "276"),
	                               &t, given, "2021-12-31");
	assert_exact(l->value, "38");
	assert_exact(l->required, "-");
	assert_int_equal(l->outlook, PROGRESS_UNKNOWN);
}

/* Nine percent a year before, eight asked for. */
static void an_average_is_held_against_the_one_before(void **state)
{
	(void)state;
	static const struct given given[] = {{"2016..2020", "9"}, {"2021", "7"}, {0}};
	struct plan_target t = target("2021..2025", "8");
	struct plan_indicator i = indicator(PLAN_AVERAGE, "2016..2020", "9");
	struct plan p = plan(PLAN_BY_WAY);
	const struct progress *l = run(p, i, &t, given, "2020-12-31");
	assert_exact(l->earlier, "9");
	assert_exact(l->required, "8");
	assert_string_equal(date_span_text(arena, l->pace_at), "2016..2020");
	assert_int_equal(l->outlook, PROGRESS_SUFFICES);
	l = run(p, i, &t, given, "2021-12-31");
	assert_exact(l->pace, "7");
	assert_string_equal(date_span_text(arena, l->pace_at), "2021");
	assert_near(l->required, "8.2515"); /* (1.08 ^ 5 / 1.07) ^ (1/4) = 1.0825146 */
	assert_int_equal(l->outlook, PROGRESS_FALLS_SHORT);
}

/* A year's flow goes on as a year's flow. */
static void a_yearly_flow_is_continued(void **state)
{
	(void)state;
	static const struct given given[] = {{"2019", "80"}, {"2020", "100"}, {"2021", "105"}, {0}};
	struct plan_target t = target("2023", "120");
	struct plan_indicator i = indicator(PLAN_FLOW, "2020", "100");
	struct plan p = plan(PLAN_BY_WAY);
	const struct progress *l = run(p, i, &t, given, "2020-12-31");
	assert_exact(l->earlier, "25");
	assert_exact(l->projected, "3125/16"); /* 100 * 1.25 ^ 3 */
	assert_int_equal(l->outlook, PROGRESS_SUFFICES);
	l = run(p, i, &t, given, "2021-12-31");
	assert_exact(l->pace, "5");
	assert_exact(l->projected, "9261/80"); /* 105 * 1.05 ^ 2 = 115.7625 */
	assert_int_equal(l->outlook, PROGRESS_FALLS_SHORT);
}

/* ---- rates and averages ---- */

static void a_rate_is_that_of_the_latest_year(void **state)
{
	(void)state;
	static const struct given given[] = {{"2020", "9"}, {"2021", "8.5"}, {"2022", "6.4"}, {0}};
	struct plan_target t = target("2021..2025", "8");
	struct plan_indicator i = indicator(PLAN_RATE, NULL, NULL);
	struct plan p = plan(PLAN_BY_WAY);
	assert_int_equal(run(p, i, &t, given, "2021-12-31")->colour, GREEN);
	const struct progress *l = run(p, i, &t, given, "2022-12-31");
	assert_exact(l->value, "32/5");
	assert_exact(l->way, "-");
	assert_exact(l->measure, "80");
	assert_int_equal(l->colour, YELLOW);
	assert_int_equal(run(p, i, &t, given, "2020-12-31")->reason, PROGRESS_NOT_BEGUN);
	assert_int_equal(run(p, i, &t, given, "2025-12-31")->reason, PROGRESS_INCOMPLETE);
	/* Nothing to divide by: met or not. */
	t.value = number("0");
	assert_int_equal(run(p, i, &t, given, "2022-12-31")->colour, GREEN);
	const struct given fall[] = {{"2022", "-1"}, {0}};
	l = run(p, i, &t, fall, "2022-12-31");
	assert_exact(l->measure, "-");
	assert_int_equal(l->reason, PROGRESS_JUDGED);
	assert_int_equal(l->colour, RED);
}

static void an_average_compounds(void **state)
{
	(void)state;
	/* 1.1 * 1.21 * 1.1 = 1.4641 = 1.1 ^ 4 over four years, of which the second figure takes two
	 * at 10 percent. */
	static const struct given given[] = {
	        {"2021", "10"}, {"2022..2023", "10"}, {"2024", "10"}, {"2025Q1", "50"}, {0}};
	struct plan_target t = target("2021..2025", "11");
	struct plan_indicator i = indicator(PLAN_AVERAGE, NULL, NULL);
	struct plan p = plan(PLAN_BY_WAY);
	const struct progress *l = run(p, i, &t, given, "2025-03-31");
	assert_exact(l->value, "10");
	assert_string_equal(date_span_text(arena, l->covered), "2021..2024");
	assert_exact(l->measure, "1000/11");
	assert_int_equal(l->colour, YELLOW);
	/* 1.11^5 / 1.1^4 = 1.68505816 / 1.4641 = 1.1509174 in the year that is left */
	assert_near(l->required, "15.0917");
	/* 1.08 * 1.06 = 1.1448, its root 1.0699533 */
	const struct given two[] = {{"2021", "8"}, {"2022", "6"}, {0}};
	l = run(p, i, &t, two, "2022-12-31");
	assert_near(l->value, "6.9953");
	assert_near(l->measure, "63.5939");
	assert_int_equal(l->colour, RED);
	const struct given hole[] = {{"2021", "20"}, {"2023", "20"}, {0}};
	l = run(p, i, &t, hole, "2023-12-31");
	assert_true(l->met); /* so far, but nobody knows */
	assert_int_equal(l->reason, PROGRESS_INCOMPLETE);
	const struct given lost[] = {{"2021", "-100"}, {"2022", "5"}, {0}};
	assert_int_equal(run(p, i, &t, lost, "2022-12-31")->reason, PROGRESS_NO_GROWTH);
}

/* ---- published examples ---- */

/* Quarterly attainment of a single year, of cumulative and of separate plans; green from 90,
 * yellow from 75. */
static void published_quarterly_attainment(void **state)
{
	(void)state;
	static const struct {
		const char *due, *planned, *actual, *percent;
		size_t colour;
	} rows[] = {
	        {"2024", "1000000", "700000", "70.0", RED},
	        {"2024Q1", "250000", "220000", "88.0", YELLOW},
	        {"2024Q1..2024Q2", "500000", "480000", "96.0", GREEN},
	        {"2024Q1..2024Q3", "750000", "710000", "94.7", GREEN},
	        {"2024", "1000000", "968000", "96.8", GREEN},
	        {"2024Q2", "500000", "460000", "92.0", GREEN},
	        {"2024Q3", "750000", "660000", "88.0", YELLOW},
	        {"2024Q4", "1000000", "890000", "89.0", YELLOW},
	};
	struct plan p = plan(PLAN_BY_ATTAINMENT);
	struct plan_colour *colours = ARENA_NEWS(arena, struct plan_colour, 3);
	colours[0].from = number("90");
	colours[1].from = number("75");
	p.colours = colours;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan_target t = target(rows[i].due, rows[i].planned);
		const struct given given[] = {{rows[i].due, rows[i].actual}, {0}};
		const struct progress *l =
		        run(p, indicator(PLAN_FLOW, NULL, NULL), &t, given, "2024-12-31");
		assert_string_equal(ratio_fixed(arena, l->attainment, 1, ROUND_HALF_UP),
		                    rows[i].percent);
		assert_int_equal(l->colour, rows[i].colour);
	}
}

/* Categories of the Open SDG progress measure. */
enum { ACHIEVED, ON_TRACK, ACCELERATE, LIMITED, DETERIORATION, CATEGORIES };

static struct plan open_sdg(void)
{
	struct plan p = plan(PLAN_BY_PACE);
	static const char *const bounds[CATEGORIES][2] = {
	        {NULL, NULL}, {"95", "1.5"}, {"60", "0.5"}, {"0", "0"}, {NULL, NULL}};
	struct plan_colour *colours = ARENA_NEWS(arena, struct plan_colour, CATEGORIES);
	for (size_t i = 0; i < CATEGORIES; i++) {
		colours[i].from = number(bounds[i][0]);
		colours[i].growth = number(bounds[i][1]);
	}
	colours[ACHIEVED].met = true;
	p.colours = colours;
	p.n_colours = CATEGORIES;
	return p;
}

/* From 100 to 144 in two years is 20 percent a year, so after one year 100 + R / 5. */
static void published_thresholds_with_a_target(void **state)
{
	(void)state;
	static const struct {
		const char *value, *r, *score;
		size_t category;
	} rows[] = {
	        {"144", "220", "5", ACHIEVED},        {"150", "250", "5", ACHIEVED},
	        {"143.99", "4399/20", "5", ON_TRACK}, {"126", "130", "5", ON_TRACK},
	        {"119", "95", "5/2", ON_TRACK},       {"118.9", "189/2", "69/28", ACCELERATE},
	        {"112", "60", "0", ACCELERATE},       {"111.9", "119/2", "-1/48", LIMITED},
	        {"100", "0", "-5/2", LIMITED},        {"99.9", "-1/2", "-121/48", DETERIORATION},
	        {"88", "-60", "-5", DETERIORATION},   {"50", "-250", "-5", DETERIORATION},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan_target t = target("2022", "144");
		const struct given given[] = {{"2021", rows[i].value}, {0}};
		const struct progress *l = run(open_sdg(), indicator(PLAN_LEVEL, "2020", "100"), &t,
		                               given, "2021-12-31");
		assert_exact(l->needed, "20");
		assert_exact(l->measure, rows[i].r);
		assert_exact(l->score, rows[i].score);
		assert_int_equal(l->colour, rows[i].category);
	}
}

static void published_thresholds_without_a_target(void **state)
{
	(void)state;
	static const struct {
		const char *value;
		bool down;
		size_t category;
	} rows[] = {
	        {"101.5", false, ON_TRACK},   {"101.49", false, ACCELERATE},
	        {"100.5", false, ACCELERATE}, {"100.49", false, LIMITED},
	        {"100", false, LIMITED},      {"99.99", false, DETERIORATION},
	        {"98.5", true, ON_TRACK},     {"99.5", true, ACCELERATE},
	        {"100", true, LIMITED},       {"100.01", true, DETERIORATION},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan_indicator x = indicator(PLAN_LEVEL, "2020", "100");
		x.lower_better = rows[i].down;
		const struct given given[] = {{"2021", rows[i].value}, {0}};
		const struct progress *l = run(open_sdg(), x, NULL, given, "2021-12-31");
		assert_int_equal(l->reason, PROGRESS_JUDGED);
		assert_int_equal(l->colour, rows[i].category);
	}
	const struct given given[] = {{"2021", "110"}, {0}};
	const struct progress *l =
	        run(open_sdg(), indicator(PLAN_LEVEL, NULL, NULL), NULL, given, "2021-12-31");
	assert_int_equal(l->reason, PROGRESS_NO_TARGET);
	assert_int_equal(l->colour, NONE);
}

/* ---- lists ---- */

enum { PLANNED, BUILT, LEFT, STAGES };
enum { NATIONAL, PROVINCIAL, TIERS };

static struct list_event event(const char *day, size_t stage, size_t tier)
{
	return (struct list_event){
	        .day = span(day).last, .stage = stage, .tier = tier, .replaces = NONE, .note = ""};
}

/* Three entries: one is built in 2022, one leaves in 2023, one takes its place that day. */
static struct observed platforms(struct plan *p)
{
	struct plan_stage *stages = ARENA_NEWS(arena, struct plan_stage, STAGES);
	stages[LEFT].out = true;
	struct plan_list *list = ARENA_NEW(arena, struct plan_list);
	*list = (struct plan_list){.stages = stages, .n_stages = STAGES, .n_tiers = TIERS};
	p->lists = list;
	p->n_lists = 1;
	struct list_event *first = ARENA_NEWS(arena, struct list_event, 2),
	                  *second = ARENA_NEWS(arena, struct list_event, 2),
	                  *third = ARENA_NEWS(arena, struct list_event, 2);
	first[0] = event("2021-01-01", PLANNED, NONE);
	first[1] = event("2022-06-30", BUILT, NATIONAL);
	second[0] = event("2021-01-01", PLANNED, PROVINCIAL);
	second[1] = event("2023-05-01", LEFT, NONE);
	third[0] = event("2023-05-01", PLANNED, NONE);
	third[1] = event("2023-05-01", BUILT, NATIONAL);
	struct list_entry *entries = ARENA_NEWS(arena, struct list_entry, 3);
	entries[0] = (struct list_entry){.name = "甲", .events = first, .n_events = 2};
	entries[1] = (struct list_entry){.name = "乙", .events = second, .n_events = 2};
	entries[2] = (struct list_entry){.name = "丙", .events = third, .n_events = 2};
	const struct list_entry **all = ARENA_NEWS(arena, const struct list_entry *, 1);
	size_t *n = ARENA_NEWS(arena, size_t, 2);
	all[0] = entries;
	n[0] = 3;
	return (struct observed){.plan = p,
	                         .series = ARENA_NEWS(arena, const struct observation *, 1),
	                         .n_series = &n[1],
	                         .entries = all,
	                         .n_entries = n};
}

static void lists_are_counted_on_the_day(void **state)
{
	(void)state;
	static const struct {
		const char *as_of;
		size_t planned, built, left, in, national, provincial_planned;
	} rows[] = {{"2020-12-31", 0, 0, 0, 0, 0, 0},
	            {"2021-01-01", 2, 0, 0, 2, 0, 1},
	            {"2022-06-29", 2, 0, 0, 2, 0, 1},
	            {"2022-06-30", 1, 1, 0, 2, 1, 1},
	            {"2023-05-01", 0, 2, 1, 2, 2, 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan p = plan(PLAN_BY_WAY);
		struct observed o = platforms(&p);
		const struct progress_report *r =
		        progress_run(arena, &p, &o, span(rows[i].as_of).last);
		const struct progress_list *l = r->lists;
		assert_int_equal(l->by_stage[PLANNED], rows[i].planned);
		assert_int_equal(l->by_stage[BUILT], rows[i].built);
		assert_int_equal(l->by_stage[LEFT], rows[i].left);
		assert_int_equal(l->in, rows[i].in);
		assert_int_equal(l->by_tier[BUILT * TIERS + NATIONAL], rows[i].national);
		assert_int_equal(l->by_tier[PLANNED * TIERS + PROVINCIAL],
		                 rows[i].provincial_planned);
		assert_int_equal(l->current[0], i == 0 ? NONE : i >= 3);
		assert_int_equal(l->current[2], i == 4 ? 1 : NONE);
	}
}

static void indicators_are_counted_from_lists(void **state)
{
	(void)state;
	static const size_t stages[] = {BUILT, BUILT};
	static const struct {
		const char *as_of, *counted;
		enum progress_reason reason;
		size_t colour;
	} rows[] = {{"2020-12-31", "-", PROGRESS_NOT_BEGUN, NONE},
	            {"2021-12-31", "0", PROGRESS_JUDGED, RED},
	            {"2022-12-31", "1", PROGRESS_JUDGED, GREEN}, /* 1 of 2, 730 of 1826 days */
	            {"2023-05-01", "2", PROGRESS_JUDGED, GREEN}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct plan p = plan(PLAN_BY_WAY);
		struct plan_target t = target("2025", "2");
		struct plan_indicator x = indicator(PLAN_LEVEL, "2020", "0");
		struct observed o = platforms(&p);
		x.list = 0;
		x.stages = stages;
		x.n_stages = 2;
		x.targets = &t;
		x.n_targets = 1;
		p.indicators = &x;
		p.n_indicators = 1;
		const struct progress *l =
		        progress_run(arena, &p, &o, span(rows[i].as_of).last)->lines;
		assert_exact(l->counted, rows[i].counted);
		assert_int_equal(l->reason, rows[i].reason);
		assert_int_equal(l->colour, rows[i].colour);
		assert_int_equal(l->met, i == 3);
	}
}

static void what_counted_when_the_plan_began_is_the_start(void **state)
{
	(void)state;
	static const size_t stages[] = {BUILT};
	for (int known = 0; known < 2; known++) {
		struct plan p = plan(PLAN_BY_WAY);
		struct plan_target t = target("2025", "2");
		struct plan_indicator x = indicator(PLAN_LEVEL, NULL, NULL);
		struct observed o = platforms(&p);
		p.span = span(known ? "2022..2025" : "2021..2025");
		x.list = 0;
		x.stages = stages;
		x.n_stages = 1;
		x.targets = &t;
		x.n_targets = 1;
		p.indicators = &x;
		p.n_indicators = 1;
		const struct progress *l =
		        progress_run(arena, &p, &o, span("2022-12-31").last)->lines;
		assert_exact(l->baseline, known ? "0" : "-"); /* the list begins in 2021 */
		assert_int_equal(l->reason, known ? PROGRESS_JUDGED : PROGRESS_NO_BASELINE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_level_walks_its_way),
	        TEST(lower_is_better),
	        TEST(comparators),
	        TEST(a_range_needs_its_nearer_end),
	        TEST(what_comes_late_does_not_count),
	        TEST(a_target_is_over_on_its_last_day),
	        TEST(a_target_no_farther_than_the_baseline),
	        TEST(reasons),
	        TEST(growth_that_is_not_defined),
	        TEST(years_are_months_or_days),
	        TEST(a_flow_is_added_up),
	        TEST(a_flow_with_gaps),
	        TEST(flows_that_have_not_begun),
	        TEST(yearly_flows_have_a_growth),
	        TEST(a_flow_that_is_to_stay_low),
	        TEST(each_year_by_itself),
	        TEST(growth_before_the_baseline_is_continued),
	        TEST(growth_since_the_baseline_goes_before),
	        TEST(an_outlook_that_lower_is_better),
	        TEST(an_outlook_needs_growth_and_a_target),
	        TEST(a_level_starts_where_it_was_when_the_plan_began),
	        TEST(a_level_without_a_start_has_a_pace),
	        TEST(a_flow_of_several_years_has_no_pace),
	        TEST(an_average_is_held_against_the_one_before),
	        TEST(a_yearly_flow_is_continued),
	        TEST(a_rate_is_that_of_the_latest_year),
	        TEST(an_average_compounds),
	        TEST(published_quarterly_attainment),
	        TEST(published_thresholds_with_a_target),
	        TEST(published_thresholds_without_a_target),
	        TEST(lists_are_counted_on_the_day),
	        TEST(indicators_are_counted_from_lists),
	        TEST(what_counted_when_the_plan_began_is_the_start),
	};
	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
